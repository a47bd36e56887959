//! `names`: strict span scores of taggers that are trained on each corpus of names, on its test part.

use std::{io::Write as _, ops::Range, path::Path};

use runut_claim::tagger::{decode, spans};
use runut_packs::Tagger;

use crate::train::{Corpus, Sentence, corpora, rows_of, train};

/// How the tool is called.
pub(crate) const USAGE: &str = "names [--dev] [--misses] [CORPUS]";

/// Runs the tool. Rounds and steps of learning are chosen with `--dev`, on the development parts.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let data = Path::new("../shared/data");
    let mut out = std::io::stdout();
    if !data.is_dir() {
        writeln!(out, "skipped: there is no `../shared/data` beside the repository")?;
        return Ok(());
    }
    let corpora = corpora(data)?;
    let wanted =
        |corpus: &Corpus| args.contains(&corpus.name) || args.iter().all(|arg| arg.starts_with("--"));
    for (at, corpus) in corpora.iter().enumerate().filter(|(_, corpus)| wanted(corpus)) {
        let tagger = train(&corpora, at, 0.0);
        let part = if args.contains(&"--dev") { &corpus.dev } else { &corpus.test };
        let (mut right, mut given, mut wanted) = (0, 0, 0);
        for sentence in part {
            let (guess, gold) = (guess(&tagger, sentence, corpus.caseless), names_of(sentence));
            let hits = guess.iter().filter(|name| gold.contains(name)).count();
            if args.contains(&"--misses") && (hits < guess.len() || hits < gold.len()) {
                let show = |(words, kind): &(Range<usize>, String)| {
                    format!("{} ({kind})", sentence.words[words.clone()].join(" "))
                };
                let missed: Vec<_> = gold.iter().filter(|name| !guess.contains(name)).map(show).collect();
                let extra: Vec<_> = guess.iter().filter(|name| !gold.contains(name)).map(show).collect();
                writeln!(out, "missed {missed:?} extra {extra:?}")?;
            }
            right += hits;
            given += guess.len();
            wanted += gold.len();
        }
        let (precision, recall) =
            (f64::from(right as u32) / given as f64, f64::from(right as u32) / wanted as f64);
        let f1 = 2.0 * precision * recall / (precision + recall);
        writeln!(
            out,
            "{:14} P {precision:.3}  R {recall:.3}  F1 {f1:.3}   {} names, {} features",
            corpus.name,
            wanted,
            tagger.features()
        )?;
    }
    Ok(())
}

fn guess(tagger: &Tagger, sentence: &Sentence, caseless: bool) -> Vec<(Range<usize>, String)> {
    let labels = decode(tagger, &rows_of(sentence, caseless));
    let labels: Vec<&str> = labels.iter().map(|&label| tagger.labels[usize::from(label)].as_str()).collect();
    owned(spans(&labels))
}

fn names_of(sentence: &Sentence) -> Vec<(Range<usize>, String)> {
    let labels: Vec<&str> = sentence.labels.iter().map(String::as_str).collect();
    owned(spans(&labels))
}

fn owned(spans: Vec<(Range<usize>, &str)>) -> Vec<(Range<usize>, String)> {
    spans.into_iter().map(|(words, kind)| (words, kind.to_owned())).collect()
}
