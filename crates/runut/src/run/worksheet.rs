//! `runut worksheet`: a page for a fact-checker, of a story or of one claim.

use anyhow::anyhow;
use runut_store::Store;

use super::{
    Output,
    export::{page_of, records},
    story::kept_as_of,
};
use crate::{
    args::Worksheet,
    packs::packs,
    report::{Hinted, Outcome},
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where there is no such story or claim, or the store or stdout fails.
pub(crate) fn run(args: &Worksheet, settings: &Settings) -> anyhow::Result<Outcome> {
    let store = Store::open_read(&settings.store()?)?;
    let claim = page_of(&args.of).map(|page| (page, args.of.as_str()));
    let id = claim.map_or(args.of.as_str(), |(page, _)| page);
    let readings = match &args.as_of.as_of {
        Some(day) => kept_as_of(&store, id, day, settings)?.readings,
        None => store.readings(id)?,
    };
    let records = records(&readings, None, &store.corrections_in_force()?, None);
    let address = claim.map(|(_, address)| address);
    let page = runut_export::worksheet(&records, address, &settings.messages.tag, packs());
    let page = page.ok_or_else(|| {
        anyhow!(Hinted {
            message: format!("no claim `{}` that is told twice or denied", args.of),
            hint: format!("`runut worksheet {}` has all claims of the story", records.ledger.id),
        })
    })?;
    let mut out = Output::new(settings);
    out.raw(&page)?;
    out.flush()?;
    Ok(Outcome::Found)
}
