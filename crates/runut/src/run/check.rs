//! `runut check`: what the store knows of each claim of a new text.

use runut_store::{Store, StoryCheck};

use super::Output;
use crate::{
    args::Check,
    packs::packs,
    pipeline, print,
    report::{Outcome, Talk, notice},
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where the store or stdout fails; a text that cannot be read is told, and the rest goes on.
pub(crate) fn run(args: &Check, settings: &Settings) -> anyhow::Result<Outcome> {
    let inputs = pipeline::inputs(&args.sources)?;
    if inputs.is_empty() {
        notice(&settings.messages.nothing_to_read);
        return Ok(Outcome::Nothing);
    }
    let store = Store::open_read(&settings.store()?)?;
    let mut talk = Talk::on(inputs.len(), true);
    let mut out = Output::new(settings);
    let mut known = false;
    let read = |_: &_, reading| Ok(reading);
    pipeline::read_each(inputs, settings.threads, &mut talk, read, |reading| {
        let record = StoryCheck::record(&reading, &store.check_text(&reading, packs())?);
        known |= record.knows_any();
        if args.json {
            return out.json(&record);
        }
        if record.claims.is_empty() {
            notice(&settings.messages.no_claims);
        }
        out.text(&print::check(&record, settings.width, &settings.messages))
    })?;
    out.flush()?;
    Ok(talk.end(known))
}
