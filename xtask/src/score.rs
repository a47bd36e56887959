//! `score`: reads the gold folders of `../shared` and prints what their scorer says.

use std::{fs, io::Write as _, path::Path, process::Command};

use anyhow::{Context as _, bail};

use crate::read;

/// How the tool is called.
pub(crate) const USAGE: &str = "score [seeds|news|news_en] [--misses]";

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let shared = Path::new("../shared");
    if !shared.is_dir() {
        writeln!(
            std::io::stdout(),
            "skipped: there is no `../shared` beside the repository, and the gold stands there"
        )?;
        return Ok(());
    }
    let misses = args.contains(&"--misses");
    let all = [("seeds", "seeds"), ("news", "gold/news/raw"), ("news_en", "gold/news_en/raw")];
    for (gold, raw) in all
        .into_iter()
        .filter(|(gold, _)| args.contains(gold) || args.iter().all(|arg| arg.starts_with("--")))
    {
        let predicted = std::env::temp_dir().join(format!("runut-{gold}-{}.jsonl", std::process::id()));
        read::write(&shared.join(raw), &mut std::io::BufWriter::new(fs::File::create(&predicted)?))?;
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
