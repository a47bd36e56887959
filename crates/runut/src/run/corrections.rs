//! `runut corrections`: what people corrected by hand, taken back or carried along.

use std::{
    fs,
    io::{self, Read as _},
};

use anyhow::Context as _;
use runut_export::CorrectionRecord;
use runut_store::Store;

use super::Output;
use crate::{
    args::{Corrections, CorrectionsDeed},
    packs::packs,
    print::{self, Sheet},
    report::{Outcome, notice},
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where the store or the file fails, or the trail in it is none.
pub(crate) fn run(args: &Corrections, settings: &Settings) -> anyhow::Result<Outcome> {
    match &args.deed {
        None => list(args.json, settings),
        Some(CorrectionsDeed::Undo { number, why }) => {
            let mut store = Store::open(&settings.store()?)?;
            store.undo(*number, &by(), why, packs())?;
            say(&settings.messages.correction_undone.replace("{number}", &number.to_string()), settings)
        }
        Some(CorrectionsDeed::Import { file }) => {
            let trail = trail_of(file)?;
            let mut store = Store::open(&settings.store()?)?;
            let entered = store.import_corrections(&trail, packs())?;
            let known = trail.len() - entered;
            let words = settings.messages.corrections_imported.replace("{new}", &entered.to_string());
            say(&words.replace("{known}", &known.to_string()), settings)
        }
    }
}

fn list(json: bool, settings: &Settings) -> anyhow::Result<Outcome> {
    let trail = Store::open_read(&settings.store()?)?.corrections()?;
    if trail.is_empty() {
        notice(&settings.messages.no_corrections);
        return Ok(Outcome::Nothing);
    }
    let mut out = Output::new(settings);
    if json {
        trail.iter().try_for_each(|record| out.json(record))?;
    } else {
        let mut sheet = Sheet::of(settings.width);
        for record in &trail {
            print::correction(&mut sheet, record, &settings.messages);
        }
        out.text(&sheet.into_text())?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

fn say(words: &str, settings: &Settings) -> anyhow::Result<Outcome> {
    let mut out = Output::new(settings);
    out.text(&format!("{words}\n"))?;
    out.flush()?;
    Ok(Outcome::Found)
}

/// Who corrects: the name under which this user works on this machine.
fn by() -> String {
    ["USER", "USERNAME"].iter().find_map(|key| std::env::var(key).ok()).unwrap_or_default()
}

fn trail_of(file: &std::path::Path) -> anyhow::Result<Vec<CorrectionRecord>> {
    let mut text = String::new();
    if file == "-" {
        io::stdin().read_to_string(&mut text).context("cannot read stdin")?;
    } else {
        text = fs::read_to_string(file).with_context(|| format!("cannot read `{}`", file.display()))?;
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            serde_json::from_str(line).with_context(|| {
                format!(
                    "line {} of `{}` is no correction\nhint: `runut corrections --json` prints them",
                    index + 1,
                    file.display()
                )
            })
        })
        .collect()
}
