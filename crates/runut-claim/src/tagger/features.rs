//! Features: hashes of what a word and its neighbours show.

use super::facts::{Facts, mix};

/// Features of each word of a sentence, one row after another.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    flat: Vec<u32>,
    ends: Vec<u32>,
}

impl Rows {
    /// Takes all rows out.
    pub fn clear(&mut self) {
        self.flat.clear();
        self.ends.clear();
    }

    /// How many words have rows.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The features of the word at `at`.
    pub fn row(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.flat[start..self.ends[at] as usize]
    }
}

/// What stands before a sentence and behind it.
const EDGE: Facts =
    Facts { word: 1, starts: [0; 4], ends: [0; 4], shape: 1, capital: false, classes: 0, known: 0, marks: 0 };

/// A run of capitalised words that a word belongs to.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    start: usize,
    end: usize,
}

/// Adds the features of each word to `rows`; `wanted` says for which words, the others have an empty row.
pub fn features_of(facts: &[Facts], wanted: impl Fn(usize) -> bool, rows: &mut Rows) {
    let runs = runs_of(facts);
    for at in 0..facts.len() {
        if wanted(at) {
            push_row(facts, &runs, at, &mut rows.flat);
        }
        rows.ends.push(rows.flat.len() as u32);
    }
}

/// The run of capitalised words of each word.
fn runs_of(facts: &[Facts]) -> Vec<Run> {
    let mut runs = vec![Run::default(); facts.len()];
    let mut at = 0;
    while at < facts.len() {
        if !facts[at].capital {
            at += 1;
            continue;
        }
        let end = (at..facts.len()).find(|&on| !facts[on].capital).unwrap_or(facts.len());
        runs[at..end].fill(Run { start: at, end });
        at = end;
    }
    runs
}

fn push_row(facts: &[Facts], runs: &[Run], at: usize, row: &mut Vec<u32>) {
    let near =
        |offset: isize| at.checked_add_signed(offset).and_then(|on| facts.get(on)).copied().unwrap_or(EDGE);
    let (w2, w1, w0, v1, v2) = (near(-2), near(-1), near(0), near(1), near(2));
    let mut template = 0;
    let mut push = |value: u32| {
        template += 1;
        row.push(mix(template * 0x51, value));
    };
    push(0);
    push(w0.word);
    push(w1.word);
    push(v1.word);
    push(w2.word);
    push(v2.word);
    push(mix(w1.word, w0.word));
    push(mix(w0.word, v1.word));
    push(mix(w2.word, w1.word));
    push(mix(v1.word, v2.word));
    for length in 0..4 {
        push(w0.ends[length]);
        push(w0.starts[length]);
    }
    push(w1.ends[2]);
    push(v1.ends[2]);
    push(w1.ends[1]);
    push(v1.starts[1]);
    push(w0.shape);
    push(mix(w1.shape, w0.shape));
    push(mix(w0.shape, v1.shape));
    push(mix(mix(w1.shape, w0.shape), v1.shape));
    push(mix(w0.word, w0.shape));
    push(mix(w1.word, w0.shape));
    push(mix(w0.shape, v1.word));
    push(mix(mix(w1.word, w0.shape), v1.shape));
    push(u32::from(w0.marks));
    // Tables.
    push(w0.classes);
    push(w1.classes);
    push(v1.classes);
    push(mix(w1.classes, w0.classes));
    push(mix(w0.classes, v1.classes));
    push(mix(w1.classes, w0.shape));
    push(mix(w2.classes, mix(w1.classes, w0.shape)));
    push(mix(v1.classes, w0.shape));
    push(u32::from(w0.known));
    push(mix(u32::from(w0.known), w0.shape));
    push(u32::from(w1.known));
    push(u32::from(v1.known));
    push(mix(u32::from(w1.known), u32::from(w0.known)));
    push(mix(u32::from(w0.known), u32::from(v1.known)));
    push(mix(u32::from(w0.known), w0.word));
    push(mix(u32::from(w0.known), w1.classes));
    // The run of capitalised words around it.
    let run = runs[at];
    if run.end > run.start {
        let (first, last) = (facts[run.start], facts[run.end - 1]);
        let before = run.start.checked_sub(1).map_or(EDGE, |on| facts[on]);
        let behind = facts.get(run.end).copied().unwrap_or(EDGE);
        let within = (at - run.start).min(3) as u32;
        let left = (run.end - 1 - at).min(3) as u32;
        let place = within * 4 + left;
        push(place);
        push(mix(first.word, within));
        push(mix(first.classes, within));
        push(mix(last.word, left));
        push(mix(last.classes, left));
        push(mix(before.word, place));
        push(mix(before.classes, place));
        push(mix(behind.word, place));
        push(mix(behind.classes, place));
        push(mix(first.classes, mix(last.classes, place)));
    }
    let mut template = 0x1000;
    let mut push = |value: u32| {
        template += 1;
        row.push(mix(template, value));
    };
    for bit in 0..u32::BITS {
        if w0.classes >> bit & 1 == 1 {
            push(bit);
        }
    }
}
