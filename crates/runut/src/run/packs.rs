//! `runut packs`: the languages, outlets and event types that runut knows.

use runut_packs::{Packs, ThingKind};

use super::Output;
use crate::{
    args,
    print::{Line, Sheet, number},
    report::Outcome,
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where stdout fails.
pub(crate) fn run(args: &args::Packs, settings: &Settings) -> anyhow::Result<Outcome> {
    let packs = Packs::builtin();
    let mut out = Output::new(settings);
    if args.json {
        out.json(&json(packs))?;
    } else {
        out.text(&text(packs, settings))?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

fn text(packs: &Packs, settings: &Settings) -> String {
    let messages = &settings.messages;
    let mut sheet = Sheet::of(settings.width);
    sheet.line(0, 0, &Line::default().heading(&messages.languages));
    for language in &packs.languages {
        let cases = language.cases.iter().map(|file| file.cases.len()).sum();
        let cases = messages.count(&messages.cases_count, cases);
        sheet.line(
            1,
            5,
            &Line::default().plain(&format!("{}  {}  ({cases})", language.tag, language.about.name)),
        );
    }
    sheet.heading(&messages.event_types);
    for event_type in &packs.event_types.0 {
        let name = event_type.name.get(&messages.tag).unwrap_or(&event_type.code);
        let line = Line::default().plain(&format!("{}  {name}: {}", event_type.code, event_type.gloss));
        sheet.line(1, 5, &line);
    }
    let outlets: Vec<&str> = outlets(packs).collect();
    let heading = format!("{} ({})", messages.outlets, number::number(outlets.len() as f64, messages));
    sheet.heading(&heading);
    sheet.line(1, 1, &Line::default().plain(&outlets.join(" · ")));
    sheet.into_text()
}

fn json(packs: &Packs) -> serde_json::Value {
    serde_json::json!({
        "version": runut_export::VERSION,
        "languages": packs.languages.iter().map(|language| serde_json::json!({
            "tag": language.tag, "name": language.about.name, "source": language.about.source,
        })).collect::<Vec<_>>(),
        "event_types": packs.event_types.0.iter().map(|event_type| serde_json::json!({
            "code": event_type.code, "gloss": event_type.gloss, "name": event_type.name,
        })).collect::<Vec<_>>(),
        "outlets": outlets(packs).collect::<Vec<_>>(),
    })
}

fn outlets(packs: &Packs) -> impl Iterator<Item = &str> {
    let things = packs.world.things.iter().filter(|thing| thing.kind == ThingKind::Outlet);
    things.map(|thing| thing.name.as_str())
}
