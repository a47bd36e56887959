//! Corpora of labelled words, as the folders of `../shared/data` have them.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context as _, ensure};

use super::learn::Options;

/// One sentence with a label for each word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentence {
    pub(crate) words: Vec<String>,
    pub(crate) labels: Vec<String>,
}

/// A corpus of names in the three parts that its makers gave it.
pub(crate) struct Corpus {
    pub(crate) name: &'static str,
    pub(crate) train: Vec<Sentence>,
    pub(crate) dev: Vec<Sentence>,
    pub(crate) test: Vec<Sentence>,
    /// Whether it is all in lower case.
    pub(crate) caseless: bool,
    /// How it is learned: rounds and largest step, chosen on its development part.
    pub(crate) options: Options,
}

/// Kinds of names as the corpora with persons, places and organisations call them, and as we do.
const KINDS: [(&str, &str); 6] = [
    ("PER", "person"),
    ("PERSON", "person"),
    ("LOC", "place"),
    ("PLACE", "place"),
    ("ORG", "organization"),
    ("ORGANISATION", "organization"),
];

/// The corpora of Indonesian names whose licences allow that weights are passed on.
///
/// # Source
/// IDNer-News-2k (Khairunnisa et al. 2020, MIT); NERGrit (Grit Tech, free with attribution) and NERP (Prosa.ai) as
/// IndoNLU passes them on (Wilie et al. 2020, Apache-2.0).
pub(crate) fn corpora(data: &Path) -> anyhow::Result<Vec<Corpus>> {
    let plain = ["train.txt", "dev.txt", "test.txt"];
    let indonlu = ["train_preprocess.txt", "valid_preprocess.txt", "test_preprocess.txt"];
    let options = |rounds, step_max| Options { rounds, step_max };
    [
        ("idner-news-2k", "idner-news-2k", plain, 2, false, options(12, 0.015)),
        ("nergrit", "indonlu/nergrit_ner-grit", indonlu, 1, false, options(10, 0.004)),
        ("nerp", "indonlu/nerp_ner-prosa", indonlu, 1, true, options(20, 0.015)),
    ]
    .into_iter()
    .map(|(name, folder, files, label, caseless, options)| {
        let part = |file: &str| {
            let mut sentences = read(&data.join(folder).join(file), 0, label)?;
            for label in sentences.iter_mut().flat_map(|sentence| &mut sentence.labels) {
                if let Some((part, kind)) = label.split_once('-')
                    && let Some((_, ours)) = KINDS.iter().find(|(theirs, _)| *theirs == kind)
                {
                    *label = format!("{part}-{ours}");
                }
            }
            close_spans(&mut sentences);
            anyhow::Ok(sentences)
        };
        let [train, dev, test] = files;
        Ok(Corpus { name, train: part(train)?, dev: part(dev)?, test: part(test)?, caseless, options })
    })
    .collect()
}

/// The labels of these sentences: "O", then beginning, middle, end and whole of each kind of name.
pub(crate) fn labels_of(sentences: &[Sentence]) -> Vec<String> {
    let kinds: BTreeSet<&str> = sentences
        .iter()
        .flat_map(|sentence| &sentence.labels)
        .filter_map(|label| label.split_once('-').map(|(_, kind)| kind))
        .collect();
    let parts = |kind| ["B", "I", "E", "S"].map(|part| format!("{part}-{kind}"));
    ["O".to_owned()].into_iter().chain(kinds.into_iter().flat_map(parts)).collect()
}

/// The sentences of a file with a word a line, an empty line behind each sentence; word and label stand in these
/// columns.
fn read(path: &Path, word: usize, label: usize) -> anyhow::Result<Vec<Sentence>> {
    let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for line in text.lines().chain([""]) {
        let columns: Vec<&str> = if line.contains('\t') {
            line.split('\t').map(str::trim).collect()
        } else {
            line.split_whitespace().collect()
        };
        let (Some(&text), Some(&kind)) = (columns.get(word), columns.get(label)) else {
            if !sentence.words.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        };
        sentence.words.push(text.to_owned());
        sentence.labels.push(kind.to_owned());
    }
    ensure!(!sentences.is_empty(), "`{}` has no labelled words", path.display());
    Ok(sentences)
}

/// "B-x I-x I-x" as "B-x I-x E-x", and a span of one word as "S-x": a tagger learns beginnings and ends better so.
fn close_spans(sentences: &mut [Sentence]) {
    for sentence in sentences {
        let labels = sentence.labels.clone();
        for (at, label) in labels.iter().enumerate() {
            let Some((part, kind)) = label.split_once('-') else { continue };
            let opens =
                part == "B" || at == 0 || labels[at - 1].split_once('-').is_none_or(|(_, last)| last != kind);
            let goes_on = labels.get(at + 1).is_some_and(|next| next.strip_prefix("I-") == Some(kind));
            let part = match (opens, goes_on) {
                (true, true) => "B",
                (true, false) => "S",
                (false, true) => "I",
                (false, false) => "E",
            };
            sentence.labels[at] = format!("{part}-{kind}");
        }
    }
}
