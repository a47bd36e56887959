//! `runut stories`: the stories of the store, the latest first.

use runut_store::{Revision, Store, StoryRow};

use super::Output;
use crate::{
    args::Stories,
    print::{self, Sheet},
    report::{Outcome, notice},
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where the store cannot be read.
pub(crate) fn run(args: &Stories, settings: &Settings) -> anyhow::Result<Outcome> {
    let store = Store::open_read(&settings.store()?)?;
    if args.revisions {
        return revisions(&store, args.json, settings);
    }
    let stories = store.stories()?;
    if stories.is_empty() {
        notice(&settings.messages.no_stories);
        return Ok(Outcome::Nothing);
    }
    let mut out = Output::new(settings);
    if args.json {
        stories.iter().try_for_each(|story| out.json(&json(story)))?;
    } else {
        let mut sheet = Sheet::of(settings.width);
        for story in &stories {
            print::story_row(&mut sheet, story, &settings.messages);
        }
        out.text(&sheet.into_text())?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// Which reports later ones have brought into another story.
fn revisions(store: &Store, as_json: bool, settings: &Settings) -> anyhow::Result<Outcome> {
    let revisions = store.revisions()?;
    if revisions.is_empty() {
        notice(&settings.messages.no_revisions);
        return Ok(Outcome::Nothing);
    }
    let mut out = Output::new(settings);
    let mut sheet = Sheet::of(settings.width);
    for Revision { made_at, report, was, is } in &revisions {
        if as_json {
            let version = runut_export::VERSION;
            out.json(&serde_json::json!({ "version": version, "made_at": made_at, "report": report, "was": was, "is": is }))?;
        } else {
            print::revision(&mut sheet, made_at, report, (was, is), &settings.messages);
        }
    }
    out.text(&sheet.into_text())?;
    out.flush()?;
    Ok(Outcome::Found)
}

fn json(story: &StoryRow) -> serde_json::Value {
    let StoryRow { id, line, first_day, last_day, reports, outlets, origins, differences } = story;
    serde_json::json!({
        "version": runut_export::VERSION,
        "id": id, "line": line, "first_day": first_day, "last_day": last_day,
        "reports": reports, "outlets": outlets, "origins": origins, "differences": differences,
    })
}
