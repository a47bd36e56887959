//! Reports that share passages: one has them from the other, or both from a third.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use runut_claim::{Place, Reading};
use runut_packs::Packs;

use crate::{
    Copied, Telling,
    descent::{Bearings, Pair, descent},
    report::Story,
    utterance::{Passage, telling},
};

/// Words in a row that make two places worth a look.
const SEED_WORDS: usize = 5;
/// Words in a row that make a shared passage.
const RUN_WORDS_MIN: usize = 8;
/// Words in shared passages from which two reports are copies in part.
const SHARED_WORDS_MIN: usize = 24;
/// Where many reports share one passage, each is held against the next so many that have it: what hundreds share, they have
/// from one place, and each pair of them would say so anew.
const HOLDERS_MAX: usize = 32;
/// Of the reports before it that share passages with a report, so many are told: those that share most. What hundreds share
/// leads from each to all others in a step or two, and all pairs of them would be a ledger of nothing else.
const NEAREST_MAX: usize = 12;
/// Utterances told in both that make two reports one wire's, where they also share a run, or a credit.
const SHARED_UTTERANCES_MIN: usize = 3;

/// Words of a report as numbers, with their places.
struct Sequence {
    words: Vec<u32>,
    places: Vec<Place>,
}

impl Sequence {
    /// The place of so many words from the `from`th on.
    fn place(&self, from: usize, len: usize) -> Place {
        self.places[from].cover(self.places[from + len - 1])
    }
}

/// A run of words that two reports share: first words in each, and how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    a: usize,
    b: usize,
    len: usize,
}

/// The pairs of reports that share passages, in the order of the reports.
pub(crate) fn copies(groups: &[Vec<Passage>], story: &Story) -> Vec<Copied> {
    let sequences = sequences(story);
    let runs = runs(&sequences);
    let told = told_in_both(groups);
    let pairs: BTreeSet<(usize, usize)> = runs.keys().chain(told.keys()).map(|&(a, b)| (b, a)).collect();
    // Of each later report: the earlier ones, with the words that stand in both.
    let mut shared: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (b, a) in pairs {
        let runs = runs.get(&(a, b)).map(Vec::as_slice).unwrap_or_default();
        let words: usize = runs.iter().map(|run| run.len).sum();
        let both = told.get(&(a, b)).map_or(0, Vec::len);
        let same_credit = || credited(a, story).any(|credit| credited(b, story).any(|other| other == credit));
        if words >= SHARED_WORDS_MIN || both >= SHARED_UTTERANCES_MIN && (!runs.is_empty() || same_credit()) {
            shared.entry(b).or_default().push((words, a));
        }
    }
    let bearings = Bearings::of(story);
    let mut copies = Vec::new();
    for (b, mut earlier) in shared {
        earlier.sort_by_key(|&(words, a)| (std::cmp::Reverse(words), a));
        earlier.truncate(NEAREST_MAX);
        earlier.sort_by_key(|&(_, a)| a);
        for (words, a) in earlier {
            let runs = runs.get(&(a, b)).map(Vec::as_slice).unwrap_or_default();
            let statement = |report: usize, span| story.reports[report].statement_at(span);
            let in_both = |run: &Run| {
                let (later, earlier) =
                    (sequences[b].place(run.b, run.len), sequences[a].place(run.a, run.len));
                let later = story.telling(b, later, statement(b, later));
                (later, story.telling(a, earlier, statement(a, earlier)))
            };
            let mut passages: Vec<(Telling, Telling)> = runs.iter().map(in_both).collect();
            if words < SHARED_WORDS_MIN {
                let both = told.get(&(a, b)).map(Vec::as_slice).unwrap_or_default();
                passages.extend(both.iter().map(|(x, y)| (telling(y, story), telling(x, story))));
            }
            passages.sort_by_key(|(later, earlier)| (later.span, earlier.span));
            passages.dedup_by(|a, b| a.0.span.overlaps(b.0.span));
            let both = [a, b].map(|report| sequences[report].words.len());
            let (direction_known, evidence) =
                descent(&Pair { earlier: a, later: b, shared: words, words: both }, &bearings, story);
            copies.push(Copied {
                later: b,
                earlier_or_same_origin: a,
                direction_known,
                evidence,
                passages,
                share: words as f64 / both[1].max(1) as f64,
            });
        }
    }
    copies
}

/// The passages that two reports share, word for word, in the one and in the other, in the order of the first.
pub fn shared(a: &Reading, b: &Reading, packs: &Packs) -> Vec<(Place, Place)> {
    let story = Story::of(&[a, b], packs);
    let sequences = sequences(&story);
    let runs = runs(&sequences).remove(&(0, 1)).unwrap_or_default();
    runs.iter().map(|run| (sequences[0].place(run.a, run.len), sequences[1].place(run.b, run.len))).collect()
}

/// The names that a report credits, anywhere.
fn credited<'a>(report: usize, story: &Story<'a>) -> impl Iterator<Item = &'a str> {
    story.reports[report].reading.article.credits.iter().map(|credit| credit.name.value.as_str())
}

fn sequences(story: &Story) -> Vec<Sequence> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut sequences = Vec::new();
    for report in &story.reports {
        let mut sequence = Sequence { words: Vec::new(), places: Vec::new() };
        for line in report.sentences.iter().filter(|line| !line.headline) {
            for word in &report.words[line.words.clone()] {
                for (at, part) in parts(report.text(word.span)) {
                    let next = numbers.len() as u32;
                    sequence.words.push(*numbers.entry(part.to_lowercase()).or_insert(next));
                    let start = word.span.start() + at;
                    sequence.places.push(Place::new(start, start + part.len()));
                }
            }
        }
        sequences.push(sequence);
    }
    sequences
}

/// The words of a name, each with the byte at which it starts.
fn parts(name: &str) -> impl Iterator<Item = (usize, &str)> {
    name.split_whitespace().map(|part| (part.as_ptr() as usize - name.as_ptr() as usize, part))
}

/// For each pair of reports, the runs of words that they share, none within another.
fn runs(sequences: &[Sequence]) -> BTreeMap<(usize, usize), Vec<Run>> {
    let mut seeds: Vec<(&[u32], usize, usize)> = Vec::new();
    for (report, sequence) in sequences.iter().enumerate() {
        let windows = sequence.words.windows(SEED_WORDS).enumerate();
        seeds.extend(windows.map(|(at, window)| (window, report, at)));
    }
    seeds.sort_unstable();
    let mut found: BTreeMap<(usize, usize), Vec<Run>> = BTreeMap::new();
    for places in seeds.chunk_by(|a, b| a.0 == b.0) {
        for (index, &(_, a, at_a)) in places.iter().enumerate() {
            for &(_, b, at_b) in places[index + 1..].iter().filter(|(_, b, _)| *b != a).take(HOLDERS_MAX) {
                let (x, y) = (&sequences[a].words, &sequences[b].words);
                if at_a > 0 && at_b > 0 && x[at_a - 1] == y[at_b - 1] {
                    // Not where the run starts.
                    continue;
                }
                let len = x[at_a..].iter().zip(&y[at_b..]).take_while(|(x, y)| x == y).count();
                if len >= RUN_WORDS_MIN {
                    found.entry((a, b)).or_default().push(Run { a: at_a, b: at_b, len });
                }
            }
        }
    }
    for runs in found.values_mut() {
        runs.sort_by_key(|run| (std::cmp::Reverse(run.len), *run));
        let mut kept: Vec<Run> = Vec::new();
        let apart = |start: usize, len: usize, other: usize, other_len: usize| {
            start + len <= other || other + other_len <= start
        };
        for &run in runs.iter() {
            if kept.iter().all(|other| {
                apart(run.a, run.len, other.a, other.len) && apart(run.b, run.len, other.b, other.len)
            }) {
                kept.push(run);
            }
        }
        kept.sort();
        *runs = kept;
    }
    found
}

type Both<'b, 'a> = BTreeMap<(usize, usize), Vec<(&'b Passage<'a>, &'b Passage<'a>)>>;

/// For each pair of reports, the utterances that both tell as somebody's, a passage of each.
fn told_in_both<'b, 'a>(groups: &'b [Vec<Passage<'a>>]) -> Both<'b, 'a> {
    let mut told: Both = BTreeMap::new();
    for group in groups {
        let mut first: BTreeMap<usize, &Passage> = BTreeMap::new();
        for passage in group.iter().filter(|passage| passage.statement.is_some()) {
            first.entry(passage.report).or_insert(passage);
        }
        for (&a, &x) in &first {
            for (&b, &y) in first.range(a + 1..).take(HOLDERS_MAX) {
                told.entry((a, b)).or_default().push((x, y));
            }
        }
    }
    told
}
