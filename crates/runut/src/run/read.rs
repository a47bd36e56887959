//! `runut read`: who says what in each report.

use std::io::{self, IsTerminal as _};

use runut_export::ReadingRecord;

use super::Output;
use crate::{
    args::Read,
    pipeline, print,
    report::{Outcome, Talk, notice},
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where the list of paths or stdout fails; a report that fails is told, and the rest goes on.
pub(crate) fn run(args: &Read, settings: &Settings) -> anyhow::Result<Outcome> {
    let inputs = pipeline::inputs(&args.sources)?;
    if inputs.is_empty() {
        notice(&settings.messages.nothing_to_read);
        return Ok(Outcome::Nothing);
    }
    let mut talk = Talk::on(inputs.len(), !io::stdout().is_terminal());
    let mut out = Output::new(settings);
    let mut found = false;
    let Settings { width, messages, .. } = settings;
    let make = |_: &_, reading| {
        let record = ReadingRecord::of(&reading);
        Ok(if args.json {
            serde_json::to_string(&record)? + "\n"
        } else {
            print::reading(&record, args.text, *width, messages)
        })
    };
    pipeline::read_each(inputs, settings.threads, &mut talk, make, |text| {
        let first = !found;
        found = true;
        match (args.json, first) {
            (true, _) => out.raw(&text),
            (false, true) => out.text(&text),
            (false, false) => out.text(&format!("\n{text}")),
        }
    })?;
    out.flush()?;
    Ok(talk.end(found))
}
