//! `runut story`: the ledger of each story that the reports tell, or of one story of the store.

use std::path::Path;

use anyhow::anyhow;
use runut_claim::Reading;
use runut_export::LedgerRecord;
use runut_store::{Error, Store, StoryAsOf};

use super::Output;
use crate::{
    args::{AsOf, Sources, Story},
    packs::packs,
    pipeline, print,
    report::{Hinted, Outcome, Talk, notice},
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where the list of paths, the store or stdout fails; a report that fails is told, and the ledger is that of the rest.
pub(crate) fn run(args: &Story, settings: &Settings) -> anyhow::Result<Outcome> {
    if let Some(id) = id(&args.sources) {
        return kept(id, args, settings);
    }
    let inputs = pipeline::inputs(&args.sources)?;
    if inputs.is_empty() {
        notice(&settings.messages.nothing_to_read);
        return Ok(Outcome::Nothing);
    }
    let mut talk = Talk::on(inputs.len(), true);
    let mut readings: Vec<Reading> = Vec::new();
    pipeline::read_each(
        inputs,
        settings.threads,
        &mut talk,
        |_, reading| Ok(reading),
        |reading| {
            readings.push(reading);
            Ok(())
        },
    )?;
    let readings = as_known(pipeline::distinct(readings), &args.as_of, settings);
    let mut out = Output::new(settings);
    let stories = runut_story::group(&readings);
    for (number, story) in stories.iter().enumerate() {
        let story: Vec<&Reading> = story.iter().map(|&at| &readings[at]).collect();
        let ledger = runut_story::collate(&story, packs());
        if number > 0 && !args.json {
            out.text("\n")?;
        }
        print(&LedgerRecord::of(&ledger, &story), args, settings, &mut out)?;
    }
    out.flush()?;
    Ok(talk.end(!stories.is_empty()))
}

fn print(record: &LedgerRecord, args: &Story, settings: &Settings, out: &mut Output) -> anyhow::Result<()> {
    if args.json {
        return out.json(record);
    }
    out.text(&print::ledger(record, args.all, settings.width, &settings.messages))
}

/// The readings that were there on the day that is asked for; tells how many have no day that could say so.
pub(super) fn as_known(mut readings: Vec<Reading>, as_of: &AsOf, settings: &Settings) -> Vec<Reading> {
    let Some(day) = &as_of.as_of else { return readings };
    let undated = readings.iter().filter(|reading| runut_story::was_known(reading, day).is_none()).count();
    tell_undated(undated, settings);
    readings.retain(|reading| runut_story::was_known(reading, day) == Some(true));
    readings
}

/// A story of the store as it was known on a day; tells how many reports have no day that could say so.
pub(super) fn kept_as_of(
    store: &Store,
    id: &str,
    day: &str,
    settings: &Settings,
) -> Result<StoryAsOf, Error> {
    let story = store.story_as_of(id, day, packs())?;
    tell_undated(story.undated, settings);
    Ok(story)
}

fn tell_undated(undated: usize, settings: &Settings) {
    if undated > 0 {
        notice(&settings.messages.undated_left_out.replace("{count}", &undated.to_string()));
    }
}

/// The one argument, where it can only be meant as the id of a story: it names no file, and holds what no id holds
/// neither.
fn id(sources: &Sources) -> Option<&str> {
    let [path] = &sources.paths[..] else { return None };
    let id = path.to_str().filter(|_| sources.paths_from.is_none() && !path.exists())?;
    id.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(id)
}

/// Prints a story of the store.
fn kept(id: &str, args: &Story, settings: &Settings) -> anyhow::Result<Outcome> {
    let path = settings.store()?;
    let neither = |what: String| {
        anyhow!(Hinted {
            message: format!("`{id}` is no file, no folder, and {what}"),
            hint: "`runut stories` lists the stories of the store".into(),
        })
    };
    let none = |path: &Path| neither(format!("no story of the store `{}`", path.display()));
    let opened = match Store::open_read(&path) {
        Err(Error::Missing { path }) => {
            return Err(neither(format!("no story: there is no store at `{}`", path.display())));
        }
        opened => opened?,
    };
    let none_here = |error| match error {
        Error::NoSuchStory { path, .. } => none(&path),
        error => error.into(),
    };
    let mut out = Output::new(settings);
    if let Some(day) = &args.as_of.as_of {
        let StoryAsOf { ledger, readings, .. } = kept_as_of(&opened, id, day, settings).map_err(none_here)?;
        if readings.is_empty() {
            return Ok(Outcome::Nothing);
        }
        let readings: Vec<&Reading> = readings.iter().collect();
        print(&LedgerRecord::of(&ledger, &readings), args, settings, &mut out)?;
        out.flush()?;
        return Ok(Outcome::Found);
    }
    let story = opened.story(id, packs()).map_err(none_here)?;
    if args.json {
        out.raw(story.json.trim_end())?;
        out.raw("\n")?;
    } else {
        let readings: Vec<&Reading> = story.readings.iter().collect();
        print(&LedgerRecord::of(&story.ledger, &readings), args, settings, &mut out)?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}
