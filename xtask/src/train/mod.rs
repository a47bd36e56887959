//! `train`: makes the weights of the packs' taggers out of `../shared/data`.

mod corpus;
mod learn;

use std::{fs, io::Write as _, path::Path};

use anyhow::ensure;
use runut_claim::tagger::{Rows, facts_of, features_of};
use runut_packs::{Packs, Tagger};

use corpus::labels_of;
pub(crate) use corpus::{Corpus, Sentence, corpora};
use learn::{Example, learn};

/// How the tool is called.
pub(crate) const USAGE: &str = "train    (writes crates/runut-packs/lang/id/tagger.names)";

/// Where the weights go.
const FILE: &str = "crates/runut-packs/lang/id/tagger.names";
/// Corpus whose rules of annotation the pack's tagger follows: news.
const NEWS: usize = 0;
/// Features whose weights are all smaller than this share of the largest are left out of the pack.
const WEIGHT_MIN: f32 = 0.012;

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    ensure!(args.is_empty(), "usage: cargo run --release -p xtask -- {USAGE}");
    let tagger = train(&corpora(Path::new("../shared/data"))?, NEWS, WEIGHT_MIN);
    let bytes = tagger.to_bytes();
    fs::write(FILE, &bytes)?;
    writeln!(std::io::stdout(), "{FILE}: {} features, {} bytes", tagger.features(), bytes.len())?;
    Ok(())
}

/// The tagger for the corpus at `at`: learned from its training part, and from those of the other corpora with
/// capitals where it has some itself.
pub(crate) fn train(corpora: &[Corpus], at: usize, weight_min: f32) -> Tagger {
    let corpus = &corpora[at];
    let labels = labels_of(&corpus.train);
    let mut examples = Vec::new();
    // Its own first: the order of the examples is part of what is learned.
    let others = (0..corpora.len()).filter(|&other| other != at);
    for of in [at].into_iter().chain(others.filter(|&other| !corpus.caseless && !corpora[other].caseless)) {
        examples.extend(corpora[of].train.iter().map(|sentence| Example {
            rows: rows_of(sentence, corpora[of].caseless),
            gold: sentence.labels.iter().map(|label| number_of(&labels, label)).collect(),
            corpus: of as u32 + 1,
        }));
    }
    learn(&examples, &labels, corpus.options).tagger(at as u32 + 1, weight_min)
}

fn number_of(labels: &[String], label: &str) -> u8 {
    labels
        .iter()
        .position(|other| other == label)
        .expect("corpora that are learned together have the same kinds") as u8
}

/// The features of a sentence, as `runut-claim` makes them of a report.
pub(crate) fn rows_of(sentence: &Sentence, caseless: bool) -> Rows {
    let packs = Packs::builtin();
    let language = packs.language("id").expect("the pack is built in");
    let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
    let facts = facts_of(&words, language, &packs.world, caseless);
    let mut rows = Rows::default();
    features_of(&facts, |_| true, &mut rows);
    rows
}
