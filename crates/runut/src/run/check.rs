//! `runut check`: what the store knows of each claim of a new text.

use std::collections::BTreeMap;

use runut_claim::{EntityKind, Reading};
use runut_export::CheckRecord;
use runut_store::Store;

use super::Output;
use crate::{
    args::Check,
    packs::packs,
    pipeline, print,
    report::{Outcome, Talk, notice},
    settings::Settings,
};

/// Names by which stories are looked for: those that the text gives most often.
const NAMES_MAX: usize = 12;
/// Reports that one name may lead to.
const HITS_MAX: usize = 40;
/// Stories that a text is checked against.
const STORIES_MAX: usize = 3;
/// Reports beyond which a story is checked by its latest alone.
const REPORTS_MAX: usize = 500;

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
        let record = check(&reading, &store)?;
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

fn check(text: &Reading, store: &Store) -> anyhow::Result<CheckRecord> {
    let packs = packs();
    let corrections = store.corrections_in_force()?;
    let mut stories = Vec::new();
    for id in candidates(text, store)? {
        let corrected = |reading| runut_story::correct(reading, &corrections);
        let readings: Vec<Reading> = store.readings(&id)?.into_iter().map(corrected).collect();
        stories.push((id, readings));
    }
    if stories.is_empty() {
        // Checked against nothing, each claim is there all the same, and unseen.
        stories.push((String::new(), Vec::new()));
    }
    let checks: Vec<_> = stories
        .iter()
        .map(|(id, readings)| {
            let latest = readings.len().saturating_sub(REPORTS_MAX);
            let mut readings: Vec<&Reading> = readings[latest..].iter().collect();
            let check = runut_story::check(text, &readings, packs);
            readings.push(text);
            (id.clone(), check, readings)
        })
        .collect();
    let mut record = CheckRecord::of(text, &checks);
    record.stories.retain(|id| !id.is_empty());
    Ok(record)
}

/// The stories that have most of the text's names, at least half of them. Countries are in too many.
fn candidates(text: &Reading, store: &Store) -> anyhow::Result<Vec<String>> {
    let annotations = &text.annotations;
    let mut times = vec![0_usize; annotations.entities.len()];
    for mention in &annotations.mentions {
        times[mention.entity] += 1;
    }
    let is_country =
        |world: &Option<String>| world.as_deref().is_some_and(|world| world.starts_with("country:"));
    let mut names: Vec<(usize, &str)> = annotations
        .entities
        .iter()
        .zip(times)
        .filter(|(entity, _)| !is_country(&entity.world) && entity.kind != EntityKind::Event)
        .map(|(entity, times)| (times, entity.id.as_str()))
        .collect();
    names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    names.truncate(NAMES_MAX);
    if names.is_empty() {
        // A text without names is looked for by its words.
        names.push((1, text.article.text.trim()));
    }
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    for (_, name) in &names {
        let hits = store.search(name, HITS_MAX, packs())?;
        let mut found: Vec<String> = hits.into_iter().filter_map(|hit| hit.report.story).collect();
        found.sort_unstable();
        found.dedup();
        for story in found {
            *votes.entry(story).or_default() += 1;
        }
    }
    let mut stories: Vec<(usize, String)> = votes.into_iter().map(|(story, votes)| (votes, story)).collect();
    stories.retain(|(votes, _)| votes * 2 >= names.len());
    stories.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    stories.truncate(STORIES_MAX);
    Ok(stories.into_iter().map(|(_, story)| story).collect())
}
