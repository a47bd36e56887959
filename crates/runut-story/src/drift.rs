//! How one telling of an utterance differs from another, word for word.

use std::collections::BTreeSet;

use runut_claim::Place;

use crate::{
    Drift, Stake,
    report::{GRAMMAR, Report, Word},
};

/// What differs in the telling at `place` of `report` from the fullest telling.
///
/// Words are matched by what they mean, so that another form of a word is no drift; words of grammar are kept in the
/// answer where they stand between words that drifted, and are no drift alone.
pub(crate) fn drift(fullest: (&Report, Place), told: (&Report, Place)) -> Vec<Drift> {
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

/// What is at stake between the fullest telling and the one at `told`: what the words do, and not only that they differ.
pub(crate) fn stakes(fullest: (&Report, Place), told: (&Report, Place)) -> Vec<Stake> {
    let (a, b) = (Sense::of(fullest), Sense::of(told));
    let mut stakes = Vec::new();
    let turned = |a: &BTreeSet<u32>, b: &BTreeSet<u32>| !a.is_subset(b) && !b.is_subset(a);
    if a.denies != b.denies {
        stakes.push(Stake::Negation);
    }
    if turned(&a.numbers, &b.numbers) {
        stakes.push(Stake::Number);
    }
    if turned(&a.names, &b.names) {
        stakes.push(Stake::Name);
    }
    if contrary(fullest, told) {
        stakes.push(Stake::Contrary);
    }
    if a.modes != b.modes {
        stakes.push(Stake::Modality);
    }
    if fullest.0.reading.article.language != told.0.reading.article.language {
        stakes.push(Stake::Translation);
    }
    if stakes.is_empty() && !drift(fullest, told).is_empty() {
        stakes.push(Stake::Wording);
    }
    stakes
}

/// What the words of a telling do.
struct Sense {
    denies: bool,
    numbers: BTreeSet<u32>,
    names: BTreeSet<u32>,
    /// Which of possible, planned, demanded, conditional, heard.
    modes: [bool; 5],
}

impl Sense {
    fn of((report, place): (&Report, Place)) -> Self {
        let mut sense =
            Self { denies: false, numbers: BTreeSet::new(), names: BTreeSet::new(), modes: [false; 5] };
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
}

/// Whether one has a word and the other, in its place, the contrary: neither has both. Of one language only.
fn contrary(fullest: (&Report, Place), told: (&Report, Place)) -> bool {
    let Some(language) =
        fullest.0.language.filter(|_| fullest.0.reading.article.language == told.0.reading.article.language)
    else {
        return false;
    };
    let stems = |(report, place): (&Report, Place)| -> BTreeSet<String> {
        let words = report.words_in(place).iter();
        words
            .map(|word| language.morphology.stem(&report.text(word.span).to_lowercase()).into_owned())
            .collect()
    };
    let (a, b) = (stems(fullest), stems(told));
    language.collation.contrary.iter().any(|[x, y]| {
        let one = |x: &str, y: &str| a.contains(x) && !a.contains(y) && b.contains(y) && !b.contains(x);
        let stem = |word: &str| language.morphology.stem(word).into_owned();
        one(&stem(x), &stem(y)) || one(&stem(y), &stem(x))
    })
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
