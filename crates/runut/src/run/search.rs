//! `runut search`: reports in the store by their words.

use runut_store::{SearchHit, Store};

use super::Output;
use crate::{
    args::Search,
    packs::packs,
    print::{self, Sheet},
    report::{Outcome, notice},
    settings::Settings,
};

/// Nobody reads more on a terminal.
const HITS_MAX: usize = 50;

/// Runs the command.
///
/// # Errors
/// Where the store cannot be read.
pub(crate) fn run(args: &Search, settings: &Settings) -> anyhow::Result<Outcome> {
    let store = Store::open_read(&settings.store()?)?;
    let hits = store.search(&args.words.join(" "), HITS_MAX, packs())?;
    if hits.is_empty() {
        notice(&settings.messages.not_found);
        return Ok(Outcome::Nothing);
    }
    let mut out = Output::new(settings);
    if args.json {
        hits.iter().try_for_each(|hit| out.json(&json(hit)))?;
    } else {
        let mut sheet = Sheet::of(settings.width);
        for hit in &hits {
            print::hit(&mut sheet, hit, &settings.messages);
        }
        out.text(&sheet.into_text())?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

fn json(hit: &SearchHit) -> serde_json::Value {
    let SearchHit { report, snippet } = hit;
    let found: Vec<&str> = snippet.marks.iter().map(|mark| &snippet.text[mark.clone()]).collect();
    serde_json::json!({
        "version": runut_export::VERSION,
        "report": report.id, "origin": report.origin, "language": report.language, "title": report.title,
        "outlet": report.outlet, "published": report.published, "story": report.story,
        "text": snippet.text, "found": found,
    })
}
