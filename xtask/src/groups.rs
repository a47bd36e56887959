//! `group-score`: groups packs of stories of `../shared/bench/groups`, and prints what their scorer says of stories and
//! sagas.

use std::{fs, io::Write as _, path::Path, process::Command};

use anyhow::{Context as _, bail};
use runut_article::Field;
use runut_group::story::Stories;
use runut_packs::Packs;
use runut_text::{Page, Span};
use serde_json::{Value, json};

/// How the tool is called.
pub(crate) const USAGE: &str = "group-score [PACK..]";

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let folder = Path::new("../shared/bench/groups");
    if !folder.is_dir() {
        writeln!(std::io::stdout(), "skipped: there is no `../shared` beside the repository")?;
        return Ok(());
    }
    let packs = if args.is_empty() { &["stories_id"][..] } else { args };
    for pack in packs {
        let gold = folder.join(pack).with_extension("jsonl.gz");
        let lines = Command::new("zcat").arg(&gold).output().context("cannot run zcat")?;
        if !lines.status.success() {
            bail!("cannot unpack `{}`", gold.display());
        }
        let mut items = String::from_utf8(lines.stdout)?
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<Vec<Value>, _>>()?;
        let readings: Vec<_> = items.iter().map(reading).collect();
        let start = std::time::Instant::now();
        let mut stories = Stories::default();
        for reading in &readings {
            stories.push_node(runut_story::node(reading));
        }
        stories.settle();
        let seconds = start.elapsed().as_secs_f64();
        let ids: Vec<&str> = readings.iter().map(|reading| reading.article.id.as_str()).collect();
        let sagas = stories.sagas();
        let stories: Vec<u32> = (0..readings.len()).map(|number| stories.story(number)).collect();
        writeln!(std::io::stdout(), "== {pack}: {} reports grouped in {seconds:.2} s", readings.len())?;
        score(&folder.join("score.py"), &items, &ids, &stories)?;
        if items.iter().any(|item| item["saga"].is_string()) {
            for item in &mut items {
                if item["saga"].is_string() {
                    item["story"] = item["saga"].clone();
                }
            }
            writeln!(std::io::stdout(), "   sagas; a report without one its story's own")?;
            score(&folder.join("score.py"), &items, &ids, &sagas)?;
        }
    }
    Ok(())
}

/// Hands groups to the scorer of the packs.
fn score(scorer: &Path, gold: &[Value], ids: &[&str], groups: &[u32]) -> anyhow::Result<()> {
    let guess: Vec<Value> =
        ids.iter().zip(groups).map(|(id, group)| json!({"id": id, "story": group})).collect();
    let lines = |rows: &[Value]| rows.iter().map(|row| format!("{row}\n")).collect::<String>();
    let folder = tempfile::tempdir()?;
    let (gold_path, guess_path) = (folder.path().join("gold.jsonl"), folder.path().join("guess.jsonl"));
    fs::write(&gold_path, lines(gold))?;
    fs::write(&guess_path, lines(&guess))?;
    let status =
        Command::new("python3").arg(scorer).arg("stories").arg(gold_path).arg(guess_path).status()?;
    if !status.success() {
        bail!("the scorer failed");
    }
    Ok(())
}

/// What the title and text of an article tell that is the same in every language.
pub(crate) fn marks(title: &str, text: &str) -> Vec<String> {
    runut_story::marks(&reading(&json!({"title": title, "text": text})))
}

/// The reading of a pack's article: its title and text as a page, its date as the page's own.
fn reading(item: &Value) -> runut_claim::Reading {
    let words = |key: &str| item[key].as_str().unwrap_or_default();
    let text = format!("{}\n\n{}{}\n", words("title"), words("body"), words("text"));
    let page = Page { id: words("id").to_owned(), origin: words("url").to_owned(), bytes: text.into_bytes() };
    let (mut article, notes) = runut_article::read(&page, Packs::builtin());
    let date = format!("{}{}", words("published"), words("date"));
    if article.published.is_none() && !date.is_empty() {
        article.published = Some(Field { value: date, span: Span::new(0, 0) });
    }
    runut_claim::read(article, notes, Packs::builtin())
}
