//! House tools and house tests: `cargo run -p xtask -- <tool>`.
//!
//! `read FOLDER` prints a JSON line for each `.txt` and `.html` file of a folder, as `runut read --json` does, without building store and web.
//! `score` reads the gold folders of `../shared` and prints what their scorer says.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};
use runut_export::ReadingRecord;
use runut_packs::Packs;
use runut_text::Page;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["read", folder] => read(Path::new(folder), &mut std::io::stdout().lock()),
        ["score", ref rest @ ..] => score(rest),
        _ => bail!("usage: cargo run -p xtask -- read FOLDER | score [seeds|news|news_en] [--misses]"),
    }
}

fn read(folder: &Path, out: &mut impl std::io::Write) -> anyhow::Result<()> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot list `{}`", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "html"));
    files.sort();
    for path in files {
        let id = path.file_stem().expect("it has an ending").to_string_lossy().into_owned();
        let page = Page {
            id,
            origin: path.display().to_string(),
            bytes: fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?,
        };
        let (article, notes) = runut_article::read(&page, Packs::builtin());
        let reading = runut_claim::read(article, notes, Packs::builtin());
        serde_json::to_writer(&mut *out, &ReadingRecord::of(&reading))?;
        writeln!(out)?;
    }
    Ok(())
}

fn score(args: &[&str]) -> anyhow::Result<()> {
    let shared = Path::new("../shared");
    if !shared.is_dir() {
        let _ = writeln!(
            std::io::stdout(),
            "skipped: there is no `../shared` beside the repository, and the gold stands there"
        );
        return Ok(());
    }
    let misses = args.contains(&"--misses");
    let all = [("seeds", "seeds"), ("news", "gold/news/raw"), ("news_en", "gold/news_en/raw")];
    for (gold, raw) in all
        .into_iter()
        .filter(|(gold, _)| args.contains(gold) || args.iter().all(|arg| arg.starts_with("--")))
    {
        let predicted = std::env::temp_dir().join(format!("runut-{gold}-{}.jsonl", std::process::id()));
        read(&shared.join(raw), &mut std::io::BufWriter::new(fs::File::create(&predicted)?))?;
        writeln!(std::io::stdout(), "== {gold}")?;
        let mut scorer = Command::new("python3");
        scorer
            .arg(shared.join("gold/score.py"))
            .arg(shared.join("gold").join(gold))
            .arg(&predicted)
            .arg("--raw")
            .arg(shared.join(raw));
        if misses {
            scorer.arg("--misses");
        }
        let status = scorer.status().context("cannot run python3")?;
        fs::remove_file(&predicted)?;
        if !status.success() {
            bail!("the scorer failed");
        }
    }
    Ok(())
}
