//! `measure`: the figures that this house promises, measured on this machine with the released build. Figures are
//! printed and never tested: a clock is no test.

use std::{
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, ensure};

use crate::{score, story};

/// How the tool is called.
pub(crate) const USAGE: &str = "measure [--quick]    (--quick: speed on 2,000 articles and no more)";

/// Articles on which speed is measured with `--quick`.
const ARTICLES_QUICK: usize = 2000;
/// Runs of which the median is taken where one run is short.
const RUNS: usize = 15;

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    let shared = Path::new("../shared");
    if !shared.is_dir() {
        writeln!(
            out,
            "skipped: gold scores, story facts and speed; there is no `../shared` beside the repository"
        )?;
        return Ok(());
    }
    let quick = args.contains(&"--quick");
    if !quick {
        writeln!(out, "== readings against the gold")?;
        score::run(&[])?;
        writeln!(out, "\n== the ledger of the seeds against the gold")?;
        story::score(&[])?;
    }
    writeln!(out, "\n== speed")?;
    let program = build()?;
    story_speed(&program, &shared.join("seeds"))?;
    read_speed(&program, &shared.join("data/news-id"), quick.then_some(ARTICLES_QUICK))
}

/// Builds the program as it is released; its path.
fn build() -> anyhow::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status =
        Command::new(cargo).args(["build", "--release", "--quiet", "--locked", "-p", "runut"]).status()?;
    ensure!(status.success(), "the program does not build");
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    Ok(Path::new(&target).join("release/runut"))
}

/// The whole process of `runut story` on the seeds: median of [`RUNS`] runs.
fn story_speed(program: &Path, seeds: &Path) -> anyhow::Result<()> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        let status = Command::new(program).arg("story").arg(seeds).stdout(Stdio::null()).status()?;
        times.push(start.elapsed());
        ensure!(status.success(), "`runut story` failed");
    }
    times.sort();
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    writeln!(
        std::io::stdout(),
        "runut story on the seeds, whole process: {:.0} ms median of {RUNS}, {:.0} ms worst   (bar: 100 ms)",
        millis(times[RUNS / 2]),
        millis(times[RUNS - 1]),
    )?;
    Ok(())
}

/// `runut read --json --threads 1` over the news articles, title and body as one text each.
fn read_speed(program: &Path, news: &Path, count_max: Option<usize>) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    if !news.is_dir() {
        writeln!(out, "skipped: reading speed; there is no `{}`", news.display())?;
        return Ok(());
    }
    let folder = std::env::temp_dir().join(format!("runut-measure-{}", std::process::id()));
    let result = extract(news, &folder, count_max).and_then(|articles| {
        let start = Instant::now();
        let mut child = Command::new(program)
            .args(["read", "--json", "--threads", "1"])
            .arg(&folder)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut bytes = 0;
        let mut lines = 0;
        let mut peak_kib = 0;
        let mut stdout = BufReader::with_capacity(1 << 20, child.stdout.take().expect("it is piped"));
        let mut line = Vec::new();
        while stdout.read_until(b'\n', &mut line)? > 0 {
            bytes += line.len();
            lines += 1;
            line.clear();
            if lines % 256 == 0 {
                peak_kib = peak_kib.max(peak_memory_kib(child.id()));
            }
        }
        let status = child.wait()?;
        ensure!(status.success(), "`runut read` failed");
        ensure!(lines == articles, "{articles} articles gave {lines} lines");
        let seconds = start.elapsed().as_secs_f64();
        writeln!(
            out,
            "runut read --json, one thread: {:.0} articles a second, {} MiB at most   (bars: 300, 300 MiB)\n  \
             {articles} articles in {seconds:.1} s, {} MiB of JSON",
            articles as f64 / seconds,
            peak_kib >> 10,
            bytes >> 20,
        )?;
        Ok(())
    });
    // Left over at worst in the folder for what is left over.
    let _ = fs::remove_dir_all(&folder);
    result
}

/// Peak of resident memory of a process that still runs, as Linux counts it (`VmHWM`); 0 elsewhere.
fn peak_memory_kib(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Writes each article of the `*.jsonl.gz` files of `news` as a text file below `folder`; how many there are.
fn extract(news: &Path, folder: &Path, count_max: Option<usize>) -> anyhow::Result<usize> {
    fs::create_dir_all(folder)?;
    let mut files: Vec<PathBuf> =
        fs::read_dir(news)?.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "gz"));
    files.sort();
    let mut count = 0;
    for path in files {
        // A dependency for one file of one tool would weigh more than the program that every Unix has.
        let mut gzip = Command::new("gzip").arg("-dc").arg(&path).stdout(Stdio::piped()).spawn()?;
        for line in BufReader::new(gzip.stdout.take().expect("it is piped")).lines() {
            if count_max == Some(count) {
                gzip.kill()?;
                gzip.wait()?;
                return Ok(count);
            }
            let article: serde_json::Value = serde_json::from_str(&line?)
                .with_context(|| format!("`{}` is no JSON lines", path.display()))?;
            let part = |key: &str| article[key].as_str().unwrap_or_default().to_owned();
            fs::write(folder.join(format!("{count:06}.txt")), part("title") + "\n" + &part("body"))?;
            count += 1;
        }
        ensure!(gzip.wait()?.success(), "`{}` does not unpack", path.display());
    }
    Ok(count)
}
