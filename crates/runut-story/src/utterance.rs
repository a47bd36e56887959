//! Utterances told more than once: in several reports, or twice in one.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use jiff::civil::Date;
use runut_claim::{Mode, Place, Statement};

use crate::{
    Telling, Utterance, UtteranceTelling,
    correction::Bonds,
    drift::Fullest,
    order,
    report::{Story, bag},
};

/// Likeness from which two tellings by one claimant are one utterance.
const LIKENESS_MIN: f64 = 0.40;
/// The same within one report: it says one thing, and then another about the same.
const LIKENESS_WITHIN_MIN: f64 = 0.50;
/// Days from which what one claimant says again is said anew, unless it is alike as of two claimants, and long.
const DAYS_APART: i64 = 15;
/// Shared words of content from which tellings so far apart are one utterance.
const SHARED_APART_MIN: usize = 8;
/// The same where one of the two is in the outlet's own voice, or the claimants are only allied.
const LIKENESS_UNNAMED_MIN: f64 = 0.78;
/// Mean likeness of the members of two sets from which they are one; pairs that are not alike count as 0.
const LIKENESS_MEAN_MIN: f64 = 0.3;
/// Likeness from which a sentence of the outlet's own is the statement of the same report once more, as in a subtitle.
const LIKENESS_SAME_MAX: f64 = 0.75;
const HELD_SAME_MAX: f64 = 0.9;
/// How far apart a subtitle and the lead stand at most, byline and dateline between them.
const SUBTITLE_BYTES_MAX: usize = 500;
/// Distinct words of content that two tellings share at least.
const SHARED_MIN: usize = 3;
/// A sentence in the outlet's own voice is compared from this many words of content on.
const OWN_VOICE_TERMS_MIN: usize = 5;

/// A stretch of a report that may tell an utterance.
#[derive(Debug)]
pub(crate) struct Passage<'a> {
    /// Index of the report.
    pub(crate) report: usize,
    /// Where it stands.
    pub(crate) span: Place,
    /// The statement; `None` for a sentence in the outlet's own voice.
    pub(crate) statement: Option<&'a Statement>,
    /// Who says it.
    pub(crate) claimant: Option<usize>,
    /// Its terms.
    pub(crate) terms: Vec<u32>,
    /// The day of saying, else that from which its report can be at the earliest.
    day: Option<Date>,
}

/// Groups of passages that tell one utterance, each in the order of reports and text, with more than one member, at
/// least one of them a statement.
pub(crate) fn groups<'a>(story: &Story<'a>, bonds: &Bonds) -> Vec<Vec<Passage<'a>>> {
    let passages = passages(story);
    let pairs = candidates(&passages, story).into_iter();
    let alike: Vec<_> =
        pairs.filter_map(|(a, b)| Some(((a, b), likeness(&passages[a], &passages[b], story)?))).collect();
    let mut sets = joined(&passages, &alike);
    bind(&mut sets, &passages, bonds);
    let mut passages: Vec<Option<Passage>> = passages.into_iter().map(Some).collect();
    let mut groups: Vec<Vec<Passage>> = Vec::new();
    for set in sets.into_iter().filter(|set| set.len() > 1) {
        let group: Vec<Passage> = set.into_iter().filter_map(|member| passages[member].take()).collect();
        if group.iter().any(|passage| passage.statement.is_some()) {
            groups.push(group);
        }
    }
    groups
}

/// Sets of passages that tell one utterance: the most alike are joined first, and two sets only where their members
/// are alike on average, so that one passage that tells two utterances does not make one of them. A passage in the
/// outlet's own voice joins the set of the statement that it is most like, and joins nothing to it.
fn joined(passages: &[Passage], alike: &[((usize, usize), f64)]) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> =
        alike.iter().map(|&((a, b), likeness)| (likeness, a, b)).collect();
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let said = |member: usize| passages[member].statement.is_some();
    let (statements, own): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|&(_, a, b)| said(a) && said(b));
    let mut sets = Linked::of(passages.len(), &statements);
    for &(_, a, b) in &statements {
        sets.join_if_alike(a, b);
    }
    let Linked { set_of, mut sets, .. } = sets;
    let mut taken = vec![false; passages.len()];
    for (_, a, b) in own {
        let (voice, statement) = if said(a) { (b, a) } else { (a, b) };
        if !std::mem::replace(&mut taken[voice], true) {
            sets[voice].clear();
            sets[set_of[statement]].push(voice);
        }
    }
    for set in &mut sets {
        set.sort_unstable();
    }
    sets.sort();
    sets
}

/// Sets of passages that grow together, each with the sum of its likeness to every set that it is like at all: joining
/// two asks nothing of their members.
struct Linked {
    set_of: Vec<usize>,
    sets: Vec<Vec<usize>>,
    sums: Vec<BTreeMap<usize, f64>>,
}

impl Linked {
    /// Each passage on its own, with the likeness of pairs.
    fn of(passages: usize, pairs: &[(f64, usize, usize)]) -> Self {
        let mut sums = vec![BTreeMap::new(); passages];
        for &(likeness, a, b) in pairs {
            sums[a].insert(b, likeness);
            sums[b].insert(a, likeness);
        }
        Self {
            set_of: (0..passages).collect(),
            sets: (0..passages).map(|member| vec![member]).collect(),
            sums,
        }
    }

    /// Makes one set of those of two passages, if their members are alike on average.
    fn join_if_alike(&mut self, a: usize, b: usize) {
        let (x, y) = (self.set_of[a], self.set_of[b]);
        if x == y {
            return;
        }
        let sum = self.sums[x].get(&y).copied().unwrap_or_default();
        if sum / ((self.sets[x].len() * self.sets[y].len()) as f64) < LIKENESS_MEAN_MIN {
            return;
        }
        // The set with fewer neighbours goes into the other, so that no set is moved often.
        let (to, from) = if self.sums[x].len() < self.sums[y].len() { (y, x) } else { (x, y) };
        for member in std::mem::take(&mut self.sets[from]) {
            self.set_of[member] = to;
            self.sets[to].push(member);
        }
        for (other, sum) in std::mem::take(&mut self.sums[from]) {
            self.sums[other].remove(&from);
            if other != to {
                *self.sums[to].entry(other).or_default() += sum;
                *self.sums[other].entry(to).or_default() += sum;
            }
        }
    }
}

/// Puts together and apart what a person did.
fn bind(sets: &mut Vec<Vec<usize>>, passages: &[Passage], bonds: &Bonds) {
    let at = |(report, span): (usize, Place)| {
        passages.iter().position(|passage| passage.report == report && passage.span == span)
    };
    for member in bonds.apart.iter().filter_map(|&place| at(place)) {
        for set in sets.iter_mut() {
            set.retain(|other| *other != member);
        }
        sets.push(vec![member]);
    }
    for [a, b] in &bonds.same {
        let Some((a, b)) = at(*a).zip(at(*b)) else { continue };
        let mut joined: Vec<usize> = vec![a, b];
        for set in sets.iter_mut().filter(|set| set.contains(&a) || set.contains(&b)) {
            joined.append(set);
        }
        joined.sort_unstable();
        joined.dedup();
        sets.push(joined);
    }
    sets.retain(|set| !set.is_empty());
    sets.sort();
}

/// All statements, and the sentences that stand in none, in the order of reports and text.
fn passages<'a>(story: &Story<'a>) -> Vec<Passage<'a>> {
    let mut passages = Vec::new();
    for (index, report) in story.reports.iter().enumerate() {
        let statements = &report.reading.annotations.statements;
        let dated = order::dated(report.reading).and_then(|dated| day(&dated.value));
        let said_on = |statement: &Statement| statement.said_on.as_ref().and_then(|time| day(&time.value));
        let mut own: Vec<Passage> = statements
            .iter()
            .map(|statement| Passage {
                report: index,
                span: statement.span,
                statement: Some(statement),
                claimant: statement.claimant.map(|claimant| story.who(index, claimant)),
                terms: bag(report.words_in(statement.span)),
                day: said_on(statement).or(dated),
            })
            .collect();
        for line in report.sentences.iter().filter(|line| !line.headline) {
            let terms = bag(&report.words[line.words.clone()]);
            let said = statements.iter().any(|statement| statement.span.overlaps(line.span));
            if !said && terms.len() >= OWN_VOICE_TERMS_MIN {
                let (span, statement, claimant) = (line.span, None, None);
                own.push(Passage { report: index, span, statement, claimant, terms, day: dated });
            }
        }
        own.sort_by_key(|passage| passage.span);
        passages.extend(own);
    }
    passages
}

/// The day that an EDTF value begins with.
fn day(value: &str) -> Option<Date> {
    value.get(..10)?.parse().ok()
}

/// Pairs of passages that share enough words to be worth a comparison, found by their rarer words.
fn candidates(passages: &[Passage], story: &Story) -> Vec<(usize, usize)> {
    let mut of_term: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, passage) in passages.iter().enumerate() {
        for &term in &passage.terms {
            of_term.entry(term).or_default().push(index);
        }
    }
    let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for (term, holders) in &of_term {
        // A word of a tenth of all passages of a large story tells too little to be compared by.
        if story.terms.weight(*term) == 0.0 || holders.len() > 40 + passages.len() / 10 {
            continue;
        }
        for (at, &a) in holders.iter().enumerate() {
            for &b in holders[at + 1..].iter().filter(|&&b| may_be_one(&passages[a], &passages[b], story)) {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> =
        shared.into_iter().filter(|(_, count)| *count >= 2).map(|(pair, _)| pair).collect();
    pairs.sort_unstable();
    pairs
}

/// Whether who says them allows two passages to be one utterance, and one of them is said by anybody.
fn may_be_one(a: &Passage, b: &Passage, story: &Story) -> bool {
    match (a.claimant, b.claimant) {
        (Some(x), Some(y)) => story.parties.may_speak_for(x, y),
        _ => a.statement.is_some() || b.statement.is_some(),
    }
}

/// How alike two passages are, where that is enough to be one utterance.
fn likeness(a: &Passage, b: &Passage, story: &Story) -> Option<f64> {
    if a.statement.is_none() && b.statement.is_none() || a.report == b.report && a.span.overlaps(b.span) {
        return None;
    }
    let likeness = story.likeness(&a.terms, &b.terms);
    if likeness.count < SHARED_MIN {
        return None;
    }
    let apart = a.day.zip(b.day).is_some_and(|(x, y)| days_between(x, y) >= DAYS_APART);
    let least = match (a.claimant, b.claimant) {
        (Some(_), Some(_)) if apart && likeness.count < SHARED_APART_MIN => return None,
        (Some(x), Some(y)) if x == y && apart => LIKENESS_UNNAMED_MIN,
        (Some(x), Some(y)) if x == y && a.report == b.report => LIKENESS_WITHIN_MIN,
        (Some(x), Some(y)) if x == y => LIKENESS_MIN,
        (Some(x), Some(y)) if story.parties.may_speak_for(x, y) => LIKENESS_UNNAMED_MIN,
        (Some(_), Some(_)) => return None,
        _ => LIKENESS_UNNAMED_MIN,
    };
    let near = a.report == b.report && a.span.start().abs_diff(b.span.start()) < SUBTITLE_BYTES_MAX;
    let own_voice = a.statement.is_none() || b.statement.is_none();
    if near && own_voice && likeness.dice() > LIKENESS_SAME_MAX && likeness.held() > HELD_SAME_MAX {
        return None;
    }
    // A short telling may be held in a long one, but must not be a mere phrase of it.
    let alike = 0.5 * (likeness.dice() + likeness.held());
    (alike >= least).then_some(alike)
}

fn days_between(a: Date, b: Date) -> i64 {
    i64::from((a - b).get_days()).abs()
}

/// The utterances of a story: groups as entries, in the order of their first telling.
pub(crate) fn utterances(groups: &[Vec<Passage>], story: &Story) -> Vec<Utterance> {
    groups.iter().map(|group| utterance(group, story)).collect()
}

fn utterance(group: &[Passage], story: &Story) -> Utterance {
    // The fullest telling: the speaker's own words before the reporter's, then the most words.
    let fullest = group
        .iter()
        .max_by_key(|passage| {
            let direct = passage.statement.is_some_and(|statement| statement.mode == Mode::Direct);
            (direct, passage.terms.len(), std::cmp::Reverse((passage.report, passage.span)))
        })
        .expect("a group has members");
    let whole = Fullest::of((&story.reports[fullest.report], fullest.span), story);
    let told = group.iter().map(|passage| {
        let is_whole = std::ptr::eq(passage, fullest);
        let here = (&story.reports[passage.report], passage.span);
        let (drift, stakes) = if is_whole { Default::default() } else { whole.against(here, story) };
        UtteranceTelling {
            telling: telling(passage, story),
            mode: passage.statement.map_or(Mode::Indirect, |statement| statement.mode),
            drift,
            stakes,
        }
    });
    Utterance { speaker: speaker(group, story), told: told.collect() }
}

/// Who said it: the party that most tellings name, the first of these.
pub(crate) fn speaker(group: &[Passage], story: &Story) -> String {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for claimant in group.iter().filter_map(|passage| passage.claimant) {
        *counts.entry(claimant).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(party, count)| (**count, std::cmp::Reverse(**party)));
    most.map(|(party, _)| story.parties.name(*party).to_owned()).unwrap_or_default()
}

/// A passage as a telling.
pub(crate) fn telling(passage: &Passage, story: &Story) -> Telling {
    story.telling(passage.report, passage.span, passage.statement)
}
