//! How one telling of an utterance differs from another, word for word.

use std::collections::{BTreeMap, BTreeSet};

use runut_claim::Place;
use rustc_hash::FxHashMap;

use crate::{
    Drift, Stake,
    report::{GRAMMAR, Report, Story, Word},
};

/// The fullest telling of an utterance, which the others are held against.
pub(crate) struct Fullest<'b, 'a> {
    report: &'b Report<'a>,
    place: Place,
    sense: Sense,
}

impl<'b, 'a> Fullest<'b, 'a> {
    /// The telling at a place of a report.
    pub(crate) fn of((report, place): (&'b Report<'a>, Place), story: &Story) -> Self {
        Self { report, place, sense: Sense::of((report, place), story) }
    }

    /// What differs in another telling, and what is at stake: what the words do, and not only that they differ.
    ///
    /// Words are matched by what they mean, so that another form of a word is no drift; words of grammar are kept in
    /// the answer where they stand between words that drifted, and are no drift alone.
    pub(crate) fn against(&self, told: (&Report, Place), story: &Story) -> (Vec<Drift>, Vec<Stake>) {
        let drift = drift((self.report, self.place), told);
        let (a, b) = (&self.sense, Sense::of(told, story));
        let translated = self.report.reading.article.language != told.0.reading.article.language;
        let turned = |a: &BTreeSet<u32>, b: &BTreeSet<u32>| !a.is_subset(b) && !b.is_subset(a);
        let found = [
            (Stake::Negation, a.denies != b.denies),
            (Stake::Number, turned(&a.numbers, &b.numbers)),
            (Stake::Name, turned(&a.names, &b.names)),
            (Stake::Contrary, !translated && a.is_contrary_to(&b)),
            (Stake::Modality, a.modes != b.modes),
            (Stake::Translation, translated),
        ];
        let mut stakes: Vec<Stake> =
            found.into_iter().filter_map(|(stake, is)| is.then_some(stake)).collect();
        if stakes.is_empty() && !drift.is_empty() {
            stakes.push(Stake::Wording);
        }
        (drift, stakes)
    }
}

fn drift(fullest: (&Report, Place), told: (&Report, Place)) -> Vec<Drift> {
    let a = fullest.0.words_in(fullest.1);
    let b = told.0.words_in(told.1);
    let mut drifts = Vec::new();
    let (mut i, mut j) = (0, 0);
    let ends = std::iter::once((a.len(), b.len()));
    for (x, y) in kept(a, b).into_iter().chain(ends) {
        let lost = words(fullest.0, &a[i..x]);
        let added = words(told.0, &b[j..y]);
        match (lost, added) {
            (Some(lost), Some(added)) => drifts.push(Drift::Turned(lost, added)),
            (Some(lost), None) => drifts.push(Drift::Lost(lost)),
            (None, Some(added)) => drifts.push(Drift::Added(added)),
            (None, None) => {}
        }
        (i, j) = (x + 1, y + 1);
    }
    drifts
}

/// What the words of a telling do.
struct Sense {
    denies: bool,
    numbers: BTreeSet<u32>,
    names: BTreeSet<u32>,
    /// Which of possible, planned, demanded, conditional, heard.
    modes: [bool; 5],
    /// Words with a contrary: which pair of the pack, and which of the two.
    poles: BTreeSet<(usize, usize)>,
}

impl Sense {
    fn of((report, place): (&Report, Place), story: &Story) -> Self {
        let mut sense = Self {
            denies: false,
            numbers: BTreeSet::new(),
            names: BTreeSet::new(),
            modes: [false; 5],
            poles: BTreeSet::new(),
        };
        let Some(language) = report.language else { return sense };
        let polarity = &language.events.roles.polarity;
        let modes = [
            &polarity.possible,
            &polarity.future,
            &polarity.demanded,
            &polarity.conditional,
            &polarity.hedge,
        ];
        let mentions = &report.reading.annotations.mentions;
        for word in report.words_in(place) {
            let lower = report.text(word.span).to_lowercase();
            sense.denies |= polarity.denied.contains(&lower);
            for (is, words) in sense.modes.iter_mut().zip(modes) {
                *is |= words.contains(&lower);
            }
            sense.poles.extend(
                story.contraries.of(&report.reading.article.language, &language.morphology.stem(&lower)),
            );
            if lower.starts_with(|c: char| c.is_ascii_digit()) {
                sense.numbers.insert(word.term);
            }
            let at = mentions.partition_point(|mention| mention.span.start() < word.span.start());
            if mentions.get(at).is_some_and(|mention| mention.span == word.span && !mention.anaphor) {
                sense.names.insert(word.term);
            }
        }
        sense
    }

    /// Whether one has a word and the other, in its place, the contrary: neither has both.
    fn is_contrary_to(&self, other: &Self) -> bool {
        self.poles.iter().any(|&(pair, pole)| {
            let has = |sense: &Self, pole| sense.poles.contains(&(pair, pole));
            !has(self, 1 - pole) && has(other, 1 - pole) && !has(other, pole)
        })
    }
}

/// Whether words say something in the negative.
pub(crate) fn denies(report: &Report, place: Place) -> bool {
    report.language.is_some_and(|language| {
        let denied = &language.events.roles.polarity.denied;
        report.words_in(place).iter().any(|word| denied.contains(&report.text(word.span).to_lowercase()))
    })
}

/// The words that have a contrary, by language and stem.
#[derive(Debug, Default)]
pub(crate) struct Contraries(BTreeMap<String, FxHashMap<String, Vec<(usize, usize)>>>);

impl Contraries {
    /// Those of the languages of some reports.
    pub(crate) fn of_reports(reports: &[Report]) -> Self {
        let mut all = Self::default();
        for report in reports {
            let Some(language) = report.language else { continue };
            all.0.entry(report.reading.article.language.clone()).or_insert_with(|| {
                let mut poles: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
                for (pair, words) in language.collation.contrary.iter().enumerate() {
                    for (pole, word) in words.iter().enumerate() {
                        poles
                            .entry(language.morphology.stem(word).into_owned())
                            .or_default()
                            .push((pair, pole));
                    }
                }
                poles
            });
        }
        all
    }

    /// In which pairs a stem stands, and as which of the two.
    fn of(&self, language: &str, stem: &str) -> impl Iterator<Item = (usize, usize)> + use<'_> {
        self.0.get(language).and_then(|poles| poles.get(stem)).into_iter().flatten().copied()
    }
}

/// The words from the first to the last that says something.
fn words(report: &Report, words: &[Word]) -> Option<String> {
    let first = words.iter().find(|word| word.term != GRAMMAR)?;
    let last = words.iter().rfind(|word| word.term != GRAMMAR)?;
    Some(report.text(first.span.cover(last.span)).to_owned())
}

/// Pairs of indices of the words that both keep in the same order: a longest common subsequence, the earliest of
/// equals.
fn kept(a: &[Word], b: &[Word]) -> Vec<(usize, usize)> {
    let same = |i: usize, j: usize| a[i].term == b[j].term && a[i].term != GRAMMAR;
    let width = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if same(i, j) {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if same(i, j) {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}
