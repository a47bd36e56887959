//! How one telling of an utterance differs from another, word for word.

use runut_claim::Place;

use crate::{
    Drift,
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
