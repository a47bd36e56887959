//! `runut packs`: what the packs cover, and whether the cases of a folder of packs hold.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use runut_export::{CaseFailure, check_cases};
use runut_packs::{Coverage, Language, Packs, ThingKind};
use serde_json::json;

use super::Output;
use crate::{
    args::{self, PacksTask},
    messages::Messages,
    packs::{laid_over, packs},
    print::{Line, Sheet, number},
    report::Outcome,
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where a folder of packs cannot be used, or stdout fails.
pub(crate) fn run(args: &args::Packs, settings: &Settings) -> anyhow::Result<Outcome> {
    if let Some(PacksTask::Check { folder }) = &args.task {
        return check(folder, args.json, settings);
    }
    let mut out = Output::new(settings);
    if args.json {
        out.json(&record(packs()))?;
    } else {
        out.text(&text(packs(), settings))?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// Runs the cases of every language that the folder changes: of all, where it changes the world or the event types.
fn check(folder: &Path, json: bool, settings: &Settings) -> anyhow::Result<Outcome> {
    let packs = laid_over(folder)?;
    let changed = |language: &&Language| {
        let tags = [Some(language.tag.as_str()), language.about.parent.as_deref()];
        packs.files.laid().any(|path| match path.split('/').collect::<Vec<_>>()[..] {
            ["lang", tag, ..] => tags.contains(&Some(tag)),
            _ => true,
        })
    };
    let mut out = Output::new(settings);
    let messages = &settings.messages;
    let mut failed = false;
    for language in packs.languages.iter().filter(changed) {
        let (count, failures) = check_cases(language, &packs);
        failed |= !failures.is_empty();
        if json {
            let failures: Vec<_> = failures.iter().map(failure_record).collect();
            out.json(&json!({ "tag": language.tag, "cases": count, "failures": failures }))?;
            continue;
        }
        let mut sheet = Sheet::of(settings.width);
        let cases = messages.count(&messages.cases_count, count);
        let fail = messages.cases_fail.replace("{count}", &number::number(failures.len() as f64, messages));
        sheet.line(0, 2, &Line::default().heading(&format!("{}  {cases}, {fail}", language.tag)));
        for failure in &failures {
            sheet.line(1, 3, &Line::default().plain(&format!("{}{}", failure.case, failure.difference)));
            sheet.line(3, 3, &Line::default().plain(failure.text.trim()));
        }
        out.text(&sheet.into_text())?;
    }
    out.flush()?;
    Ok(if failed { Outcome::Failed } else { Outcome::Found })
}

fn failure_record(failure: &CaseFailure) -> serde_json::Value {
    json!({ "case": failure.case, "difference": failure.difference, "text": failure.text })
}

fn text(packs: &Packs, settings: &Settings) -> String {
    let messages = &settings.messages;
    let mut sheet = Sheet::of(settings.width);
    sheet.line(0, 0, &Line::default().heading(&messages.languages));
    for language in &packs.languages {
        language_lines(&mut sheet, language, packs, messages);
    }
    sheet.heading(&messages.event_types);
    for event_type in &packs.event_types.0 {
        let name = event_type.name.get(&messages.tag).unwrap_or(&event_type.code);
        let line = Line::default().plain(&format!("{}  {name}: {}", event_type.code, event_type.gloss));
        sheet.line(1, 5, &line);
    }
    sheet.heading(&messages.world);
    for (table, count) in world(packs) {
        sheet.line(
            1,
            5,
            &Line::default().plain(&format!("{}  {table}", number::number(count as f64, messages))),
        );
    }
    let media = outlets(packs);
    let all: usize = media.values().flat_map(BTreeMap::values).sum();
    sheet.heading(&format!("{} ({})", messages.outlets, number::number(all as f64, messages)));
    for (medium, states) in &media {
        let count: usize = states.values().sum();
        let mut states: Vec<(&&str, &usize)> = states.iter().collect();
        states.sort_by_key(|(state, count)| (std::cmp::Reverse(**count), **state));
        let states: Vec<String> = states.iter().map(|(state, count)| format!("{state} {count}")).collect();
        let count = number::number(count as f64, messages);
        sheet.line(1, 5, &Line::default().plain(&format!("{medium} ({count})  {}", states.join(" · "))));
    }
    sheet.into_text()
}

fn language_lines(sheet: &mut Sheet, language: &Language, packs: &Packs, messages: &Messages) {
    let coverage = Coverage::of(language, packs);
    sheet.line(1, 5, &Line::default().plain(&format!("{}  {}", language.tag, language.about.name)));
    let counts: Vec<String> = coverage
        .counts
        .iter()
        .map(|(what, count)| {
            format!("{} {}", number::number(*count as f64, messages), what.replace('_', " "))
        })
        .collect();
    sheet.line(5, 5, &Line::default().plain(&counts.join(" · ")));
    let parent = language.about.parent.as_deref().unwrap_or_default();
    let lists = [
        (messages.tables_inherited.replace("{parent}", parent), &coverage.inherited),
        (messages.tables_missing.clone(), &coverage.missing),
        (messages.tables_untested.clone(), &coverage.untested),
    ];
    for (what, tables) in lists.iter().filter(|(_, tables)| !tables.is_empty()) {
        sheet.line(5, 7, &Line::default().plain(&format!("{what}: {}", tables.join(", "))));
    }
}

/// How many things the tables of the world have, by kind.
fn world(packs: &Packs) -> [(&'static str, usize); 6] {
    let kinds = [
        ("countries", ThingKind::Country),
        ("organizations", ThingKind::Organization),
        ("outlets", ThingKind::Outlet),
        ("people", ThingKind::Person),
        ("places", ThingKind::Place),
        ("products", ThingKind::Product),
    ];
    kinds.map(|(table, kind)| (table, packs.world.things.iter().filter(|thing| thing.kind == kind).count()))
}

/// How many outlets there are by medium and country; "-" where a table does not say.
fn outlets(packs: &Packs) -> BTreeMap<&str, BTreeMap<&str, usize>> {
    let mut media: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for outlet in packs.world.things.iter().filter(|thing| thing.kind == ThingKind::Outlet) {
        let (medium, state) = (outlet.medium.as_deref(), outlet.state.as_deref());
        *media.entry(medium.unwrap_or("-")).or_default().entry(state.unwrap_or("-")).or_default() += 1;
    }
    media
}

fn record(packs: &Packs) -> serde_json::Value {
    let languages = packs.languages.iter().map(|language| {
        let coverage = Coverage::of(language, packs);
        json!({
            "tag": language.tag, "name": language.about.name, "source": language.about.source,
            "parent": language.about.parent,
            "counts": coverage.counts.into_iter().collect::<BTreeMap<_, _>>(),
            "cases": language.cases.iter().map(|file| (&file.name, file.cases.len())).collect::<BTreeMap<_, _>>(),
            "inherited": coverage.inherited, "missing": coverage.missing, "untested": coverage.untested,
        })
    });
    let names: BTreeSet<&str> = packs
        .world
        .things
        .iter()
        .filter(|thing| thing.kind == ThingKind::Outlet)
        .map(|thing| thing.name.as_str())
        .collect();
    json!({
        "version": runut_export::VERSION,
        "languages": languages.collect::<Vec<_>>(),
        "event_types": packs.event_types.0.iter().map(|event_type| json!({
            "code": event_type.code, "gloss": event_type.gloss, "name": event_type.name,
        })).collect::<Vec<_>>(),
        "world": world(packs).into_iter().collect::<BTreeMap<_, _>>(),
        "outlets_by_medium": outlets(packs),
        "outlets": names,
    })
}
