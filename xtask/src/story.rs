//! `ledger STORY` prints the ledger of a story of `../shared/gold/stories`; `story-score STORY..` prints what the
//! scorer says of it. With `--from-gold` the reports are not read but taken from annotations made by hand.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};
use runut_claim::Reading;
use runut_export::LedgerRecord;
use runut_packs::Packs;
use runut_text::Page;
use serde_json::Value;

use crate::gold;

/// How the tools are called.
pub(crate) const USAGE: &str = "\
ledger STORY [--from-gold]
story-score [STORY..] [--from-gold] [--misses]";

const STORIES: [&str; 3] = ["seeds", "dprk_public", "gunung_kuda"];

/// Prints one ledger.
pub(crate) fn ledger(args: &[&str]) -> anyhow::Result<()> {
    let (flags, stories): (Vec<&str>, Vec<&str>) = args.iter().partition(|arg| arg.starts_with("--"));
    let [story] = stories[..] else { bail!("usage: cargo run -p xtask -- {USAGE}") };
    let record = record(story, flags.contains(&"--from-gold"))?;
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &record)?;
    writeln!(out)?;
    Ok(())
}

/// Scores the ledgers of stories.
pub(crate) fn score(args: &[&str]) -> anyhow::Result<()> {
    if !Path::new("../shared").is_dir() {
        writeln!(std::io::stdout(), "skipped: there is no `../shared` beside the repository")?;
        return Ok(());
    }
    let (flags, mut stories): (Vec<&str>, Vec<&str>) = args.iter().partition(|arg| arg.starts_with("--"));
    if stories.is_empty() {
        stories = STORIES.to_vec();
    }
    for story in stories {
        let path = std::env::temp_dir().join(format!("runut-{story}-{}.json", std::process::id()));
        let record = record(story, flags.contains(&"--from-gold"))?;
        fs::write(&path, serde_json::to_vec(&record)?)?;
        let wanted = order(story)?;
        let order = &record.reports_in_order_of_what_they_report;
        let wanted: Vec<&String> = wanted.iter().filter(|id| order.contains(id)).collect();
        let pairs = |n: usize| (n * n.saturating_sub(1) / 2).max(1);
        let right = (0..wanted.len())
            .flat_map(|b| (0..b).map(move |a| (a, b)))
            .filter(|&(a, b)| {
                let at = |id: &String| order.iter().position(|other| other == id);
                at(wanted[a]) < at(wanted[b])
            })
            .count();
        writeln!(
            std::io::stdout(),
            "== {story}: {} reports, order {:.3}",
            order.len(),
            right as f64 / pairs(wanted.len()) as f64
        )?;
        let mut scorer = Command::new("python3");
        scorer.arg("../shared/gold/score_story.py").arg(gold_path(story)).arg(&path);
        if flags.contains(&"--misses") {
            scorer.arg("--misses");
        }
        let status = scorer.status().context("cannot run python3")?;
        fs::remove_file(&path)?;
        if !status.success() {
            bail!("the scorer failed");
        }
    }
    Ok(())
}

fn gold_path(story: &str) -> PathBuf {
    Path::new("../shared/gold/stories").join(story).with_extension("json")
}

fn gold_story(story: &str) -> anyhow::Result<Value> {
    let path = gold_path(story);
    let bytes = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(serde_json::from_slice(&bytes)?)
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}

fn order(story: &str) -> anyhow::Result<Vec<String>> {
    Ok(strings(&gold_story(story)?["reports_in_order_of_what_they_report"]))
}

fn record(story: &str, from_gold: bool) -> anyhow::Result<LedgerRecord> {
    let readings = readings(story, from_gold)?;
    let groups = runut_story::group(&readings);
    if groups.len() > 1 {
        for group in groups {
            let ids: Vec<&str> = group.iter().map(|&index| readings[index].article.id.as_str()).collect();
            writeln!(std::io::stderr(), "group: {}", ids.join(" "))?;
        }
    }
    let readings: Vec<&Reading> = readings.iter().collect();
    Ok(LedgerRecord::of(&runut_story::collate(&readings, Packs::builtin()), &readings))
}

/// The readings of a story's reports, as far as there are texts, and annotations where these are wanted.
fn readings(story: &str, from_gold: bool) -> anyhow::Result<Vec<Reading>> {
    let gold = gold_story(story)?;
    let folders = strings(&gold["raw"]);
    let mut readings = Vec::new();
    for id in order(story)? {
        let raw = folders.iter().map(|folder| Path::new("..").join(folder).join(&id).with_extension("txt"));
        let Some(raw) = raw.into_iter().find(|path| path.is_file()) else { continue };
        if from_gold {
            let annotated = ["seeds", "news"]
                .map(|folder| Path::new("../shared/gold").join(folder).join(&id).with_extension("json"));
            if let Some(annotated) = annotated.iter().find(|path| path.is_file()) {
                readings.push(gold::reading(&raw, annotated)?);
            }
        } else {
            let page = Page { id, origin: raw.display().to_string(), bytes: fs::read(&raw)? };
            let (article, notes) = runut_article::read(&page, Packs::builtin());
            readings.push(runut_claim::read(article, notes, Packs::builtin()));
        }
    }
    Ok(readings)
}
