//! `many-articles`: as many articles as wanted, made of real ones, to measure on. They go to a file outside the house.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, bail};
use serde_json::{Value, json};

/// How the tool is called.
pub(crate) const USAGE: &str =
    "many-articles COUNT FILE.jsonl    (of Reuters and news-id of ../shared, with seeded edits)";

/// Of so many articles one is a near-copy of one before it.
const COPY_EVERY: u64 = 5;
/// A copy is of one of so many articles before it.
const COPY_BACK: u64 = 5000;
/// Per mille of the words of a copy that are others, at most.
const COPY_EDITS_MAX: u64 = 120;
/// Per mille of the words of an article of its own that are others than in the article it is made of.
const OWN_EDITS: u64 = 400;
/// Words of an article: from the first to the first and the second.
const WORDS: (u64, u64) = (60, 180);

/// Numbers that look drawn by lot and are the same each time.
///
/// # Source
/// Steele et al., "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64).
pub(crate) struct Lot(pub(crate) u64);

impl Lot {
    /// A number from 0 up to and without `end`.
    pub(crate) fn below(&mut self, end: u64) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1)) as usize
    }
}

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let &[count, path] = args else { bail!("usage: {USAGE}") };
    let count: u64 = count.parse().context("COUNT is a number")?;
    let shared = Path::new("../shared");
    let mut sources: Vec<Vec<String>> = Vec::new();
    for (file, key) in
        [("bench/groups/neardup_reuters.jsonl.gz", "text"), ("data/news-id/articles.jsonl.gz", "body")]
    {
        read(&shared.join(file), key, &mut sources)?;
    }
    let mut lot = Lot(7);
    let mut out = BufWriter::new(File::create(path).with_context(|| format!("cannot make `{path}`"))?);
    let mut recent: Vec<Vec<String>> = Vec::new();
    for number in 0..count {
        let copy = number > COPY_BACK && lot.below(COPY_EVERY) == 0;
        let words = if copy {
            let of = recent[lot.below(COPY_BACK)].clone();
            let edits = lot.below(COPY_EDITS_MAX) as u64;
            edited(of, edits, &sources, &mut lot)
        } else {
            let of = &sources[lot.below(sources.len() as u64)];
            let len = (WORDS.0 as usize + lot.below(WORDS.1)).min(of.len());
            let from = lot.below((of.len() - len) as u64 + 1);
            edited(of[from..from + len].to_vec(), OWN_EDITS, &sources, &mut lot)
        };
        let row = json!({"id": format!("m{number}"), "title": words[..words.len().min(8)].join(" "), "text": words.join(" ")});
        writeln!(out, "{row}")?;
        if (recent.len() as u64) < COPY_BACK {
            recent.push(words);
        } else {
            recent[(number % COPY_BACK) as usize] = words;
        }
    }
    Ok(out.flush()?)
}

/// The words of each article of a packed file.
fn read(path: &Path, key: &str, sources: &mut Vec<Vec<String>>) -> anyhow::Result<()> {
    let mut gzip = Command::new("gzip").arg("-dc").arg(path).stdout(Stdio::piped()).spawn()?;
    for line in BufReader::new(gzip.stdout.take().expect("it is piped")).lines() {
        let article: Value = serde_json::from_str(&line?)?;
        let words: Vec<String> =
            article[key].as_str().unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        if words.len() >= WORDS.0 as usize {
            sources.push(words);
        }
    }
    if !gzip.wait()?.success() {
        bail!("cannot unpack `{}`", path.display());
    }
    Ok(())
}

/// The words with some exchanged for words of other articles, so that common words stay common.
fn edited(mut words: Vec<String>, per_mille: u64, sources: &[Vec<String>], lot: &mut Lot) -> Vec<String> {
    for word in &mut words {
        if (lot.below(1000) as u64) < per_mille {
            let other = &sources[lot.below(sources.len() as u64)];
            word.clone_from(&other[lot.below(other.len() as u64)]);
        }
    }
    words
}
