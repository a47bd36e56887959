//! Things to which reports give different dates.

use std::collections::BTreeMap;

use crate::{
    DatesDiffer, Telling,
    act::{Act, ActKey, Acts},
    order::is_day,
    report::{Story, bag},
    utterance::{Passage, speaker, telling},
};

/// Likeness of their words from which two acts of one key, dated differently, are one act and no further one.
const ACT_LIKENESS_MIN: f64 = 0.8;
/// Terms that a sentence with a day shares with a passage, and their share of it, where the day is the passage's.
const DAY_SHARED_MIN: usize = 3;
const DAY_HELD_MIN: f64 = 0.4;
/// Words of an utterance that stand for it.
const OPENING_WORDS: usize = 8;

/// Utterances and acts that reports date differently, in the order of their first telling.
pub(crate) fn dates_that_differ(groups: &[Vec<Passage>], acts: &Acts, story: &Story) -> Vec<DatesDiffer> {
    let mut all: Vec<DatesDiffer> =
        groups.iter().filter_map(|group| of_utterance(group, acts, story)).collect();
    for differing in of_acts(acts, story) {
        let same = |a: &Telling, b: &Telling| a.report == b.report && a.date == b.date;
        let known = all.iter().any(|other| {
            differing.told.iter().all(|telling| other.told.iter().any(|known| same(known, telling)))
        });
        if !known {
            all.push(differing);
        }
    }
    all.sort_by_key(|differing| (differing.told[0].report, differing.told[0].span));
    all
}

fn of_utterance(group: &[Passage], acts: &Acts, story: &Story) -> Option<DatesDiffer> {
    let told = group.iter().filter_map(|passage| {
        let mut telling = telling(passage, story);
        telling.date = Some(date(passage, acts, story)?);
        Some(telling)
    });
    let told = differing(told.collect())?;
    let first: Vec<&str> = told[0].text.split_whitespace().take(OPENING_WORDS).collect();
    Some(DatesDiffer { of: format!("{}: {}", speaker(group, story), first.join(" ")), told })
}

/// The day on which a passage was said: as its report has it, else the day that the report gives to the very act
/// that the passage tells of. A report that has a speaker's words without their day often gives it to the act.
pub(crate) fn date(passage: &Passage, acts: &Acts, story: &Story) -> Option<String> {
    let statement = passage.statement?;
    if let Some(said_on) = &statement.said_on {
        return is_day(&said_on.value).then(|| said_on.value.clone());
    }
    let own = acts.of_report(passage.report);
    let keys: Vec<ActKey> = own
        .iter()
        .filter(|act| passage.span.overlaps(act.event.evidence))
        .map(|act| act.key(story))
        .collect();
    own.iter()
        .filter(|act| keys.contains(&act.key(story)))
        .filter(|act| act.claimant == passage.claimant || act.statement.is_none())
        .find_map(|act| act.event.time.as_ref())
        .filter(|time| is_day(&time.value))
        .map(|time| time.value.clone())
        .or_else(|| day_beside(passage, story))
}

/// The day in a sentence of the report's own voice that speaks of what the passage says.
fn day_beside(passage: &Passage, story: &Story) -> Option<String> {
    let report = &story.reports[passage.report];
    let annotations = &report.reading.annotations;
    let days = annotations.times.iter().filter(|time| time.value.as_deref().is_some_and(is_day));
    let told = days.filter_map(|time| {
        let line = report.line_of(time.span)?;
        if line.headline || annotations.statements.iter().any(|statement| statement.span.overlaps(line.span))
        {
            return None;
        }
        let words: Vec<_> = report.words[line.words.clone()]
            .iter()
            .filter(|word| !word.span.overlaps(time.span))
            .copied()
            .collect();
        let likeness = story.likeness(&bag(&words), &passage.terms);
        (likeness.count >= DAY_SHARED_MIN && likeness.held() >= DAY_HELD_MIN)
            .then_some((likeness.held(), time))
    });
    told.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.span.cmp(&a.1.span)))
        .and_then(|(_, time)| time.value.clone())
}

/// Tellings with one entry for each report and day, if there are several days in several reports.
fn differing(told: Vec<Telling>) -> Option<Vec<Telling>> {
    let mut kept: Vec<Telling> = Vec::new();
    for telling in told {
        if !kept.iter().any(|other| other.report == telling.report && other.date == telling.date) {
            kept.push(telling);
        }
    }
    let day = |telling: &Telling| telling.date.as_deref().map(|date| date[..10].to_owned());
    let differ = kept.iter().any(|a| kept.iter().any(|b| a.report != b.report && day(a) != day(b)));
    differ.then_some(kept)
}

/// Acts told in the same words on different days.
fn of_acts(acts: &Acts, story: &Story) -> Vec<DatesDiffer> {
    let mut dated: BTreeMap<ActKey, Vec<&Act>> = BTreeMap::new();
    for act in acts.all.iter().filter(|act| act.is_asserted() && act.actor.is_some()) {
        // The day of the saying, which stands beside an act, is not the act's.
        let said_on = act.statement.and_then(|statement| statement.said_on.as_ref());
        let own = |time: &&runut_claim::TimeRef| said_on.is_none_or(|said_on| said_on.span != time.span);
        if act.event.time.as_ref().filter(own).is_some_and(|time| is_day(&time.value)) {
            dated.entry(act.key(story)).or_default().push(act);
        }
    }
    let mut all = Vec::new();
    for acts in dated.values() {
        let terms: Vec<Vec<u32>> =
            acts.iter().map(|act| bag(story.reports[act.report].words_in(act.event.evidence))).collect();
        let mut taken = vec![false; acts.len()];
        for first in 0..acts.len() {
            if std::mem::replace(&mut taken[first], true) {
                continue;
            }
            let mut told = vec![told_on(acts[first], story)];
            for other in first + 1..acts.len() {
                if !taken[other] && story.likeness(&terms[first], &terms[other]).dice() >= ACT_LIKENESS_MIN {
                    taken[other] = true;
                    told.push(told_on(acts[other], story));
                }
            }
            if let Some(told) = differing(told) {
                all.push(DatesDiffer { of: acts[first].label(story), told });
            }
        }
    }
    all
}

fn told_on(act: &Act, story: &Story) -> Telling {
    let mut telling = act.telling(story);
    telling.date = act.event.time.as_ref().map(|time| time.value.clone());
    telling
}
