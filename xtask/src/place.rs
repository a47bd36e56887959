//! `place-speed`: how long placing one article takes where many are live, and what an article weighs.

use std::{
    fs,
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::bail;
use runut_group::{Corpus as _, story::Stories};
use runut_source::ArticleLines;

/// How the tool is called.
pub(crate) const USAGE: &str = "place-speed FILE.jsonl    (time to place each of the last 20,000 articles)";

/// Articles of which the times are told.
const TIMED: usize = 20_000;

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let &[path] = args else { bail!("usage: {USAGE}") };
    let lines = ArticleLines::open(Path::new(path), |_| ())?;
    let before = resident_kib();
    let mut stories = Stories::default();
    let mut times: Vec<Duration> = Vec::new();
    for piece in lines.pieces()? {
        lines.articles(&piece?, &mut |article| {
            let start = Instant::now();
            stories.place(&article);
            times.push(start.elapsed());
        })?;
    }
    let memory = resident_kib() - before;
    let all: Duration = times.iter().sum();
    let mut last = times.split_off(times.len().saturating_sub(TIMED));
    last.sort();
    let micros = |of: usize| last[(last.len() - 1) * of / 1000].as_micros();
    writeln!(
        std::io::stdout(),
        "{} articles in {:.1} s; the last {}: median {} us, 99th percentile {} us, 99.9th {} us; {:.2} KiB an article; {} revisions",
        stories.len(),
        all.as_secs_f64(),
        last.len(),
        micros(500),
        micros(990),
        micros(999),
        memory as f64 / stories.len() as f64,
        stories.revisions().len(),
    )?;
    Ok(())
}

fn resident_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
