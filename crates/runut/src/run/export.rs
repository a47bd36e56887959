//! `runut export`: stories in a form for another program.

use std::io::{self, IsTerminal as _, Write};

use anyhow::{Context as _, anyhow};
use runut_claim::Reading;
use runut_export::{Exporter, LedgerRecord, ReadingRecord, StoryRecords};
use runut_store::Store;
use runut_story::Correction;

use super::story::{as_known, kept_as_of};
use crate::{
    args::{Export, Sources},
    packs::packs,
    pipeline,
    report::{Hinted, Outcome, Talk, notice},
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where the form is no text for a terminal, or the store or stdout fails.
pub(crate) fn run(args: &Export, settings: &Settings) -> anyhow::Result<Outcome> {
    let format = args.format;
    if format.is_binary() && io::stdout().is_terminal() {
        return Err(anyhow!(Hinted {
            message: format!("`{}` is no text for a terminal", format.as_str()),
            hint: format!("write it to a file: `runut export --format {} > claims.parquet`", format.as_str()),
        }));
    }
    let out: Box<dyn Write + Send> = Box::new(io::BufWriter::new(io::stdout()));
    let mut exporter = runut_export::exporter(format, out, &settings.messages.tag, packs())?;
    let outcome = if args.paths.is_empty() {
        kept(args, settings, exporter.as_mut())?
    } else {
        read(args, settings, exporter.as_mut())?
    };
    exporter.end()?;
    if outcome == Outcome::Nothing {
        notice(&settings.messages.no_stories);
    }
    Ok(outcome)
}

/// Stories of the store, one after the other.
fn kept(args: &Export, settings: &Settings, exporter: &mut dyn Exporter) -> anyhow::Result<Outcome> {
    let store = Store::open_read(&settings.store()?)?;
    let ids = match &args.story {
        Some(id) => vec![id.clone()],
        None => store.stories()?.into_iter().map(|story| story.id).collect(),
    };
    let corrections = store.corrections_in_force()?;
    let talk = Talk::on(Some(ids.len()), true);
    let mut found = false;
    for id in ids {
        let records = if let Some(day) = &args.as_of.as_of {
            let readings = kept_as_of(&store, &id, day, settings)?.readings;
            if readings.is_empty() {
                talk.step();
                continue;
            }
            records(&readings, None, &corrections, args.since.as_deref())
        } else {
            let ledger = serde_json::from_str(&store.ledger_json(&id)?)
                .with_context(|| format!("the store keeps no ledger under `{id}`"))?;
            records(&store.readings(&id)?, Some(ledger), &corrections, args.since.as_deref())
        };
        if records.any_wanted() {
            exporter.story(&records)?;
            found = true;
        }
        talk.step();
    }
    Ok(talk.end(found))
}

/// Stories of reports that are read for it.
fn read(args: &Export, settings: &Settings, exporter: &mut dyn Exporter) -> anyhow::Result<Outcome> {
    let sources = Sources { paths: args.paths.clone(), paths_from: None, how: args.how.clone() };
    let inputs = pipeline::inputs(&sources)?;
    let mut talk = Talk::on(inputs.len(), true);
    let mut readings: Vec<Reading> = Vec::new();
    let keep = |reading| {
        readings.push(reading);
        Ok(())
    };
    pipeline::read_each(inputs, settings.threads, &mut talk, |_, reading| Ok(reading), keep)?;
    let readings = as_known(pipeline::distinct(readings), &args.as_of, settings);
    let mut found = false;
    for story in runut_story::group(&readings) {
        let story: Vec<Reading> = story.iter().map(|&at| readings[at].clone()).collect();
        let records = records(&story, None, &[], args.since.as_deref());
        if records.any_wanted() {
            exporter.story(&records)?;
            found = true;
        }
    }
    Ok(talk.end(found))
}

/// The records of a story as corrections have it, its reports in the order of its ledger; collated anew where no ledger is
/// given.
pub(super) fn records(
    readings: &[Reading],
    ledger: Option<LedgerRecord>,
    corrections: &[Correction],
    since: Option<&str>,
) -> StoryRecords {
    let all: Vec<&Reading> = readings.iter().collect();
    let collated = || {
        let ledger = runut_story::collate_corrected(&all, corrections, packs());
        LedgerRecord::of(&ledger, &all)
    };
    let ledger = ledger.unwrap_or_else(collated);
    let find = |id: &String| all.iter().find(|reading| reading.article.id == *id);
    let ordered = ledger.reports_in_order_of_what_they_report.iter().filter_map(find);
    let corrected = |reading: &&Reading| runut_story::correct((*reading).clone(), corrections);
    let reports: Vec<ReadingRecord> = ordered.map(|reading| ReadingRecord::of(&corrected(reading))).collect();
    StoryRecords::of(ledger, reports, since)
}

/// The name by which a claim's address names its page.
pub(super) fn page_of(claim: &str) -> Option<&str> {
    let mut parts = claim.rsplitn(3, '/');
    let (index, kind, page) = (parts.next()?, parts.next()?, parts.next()?);
    let is_kind = ["statement", "event", "figure"].contains(&kind);
    (is_kind && index.bytes().all(|byte| byte.is_ascii_digit())).then_some(page)
}
