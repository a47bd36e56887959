//! Claimants who say otherwise than before.

use std::collections::{BTreeMap, BTreeSet};

use runut_claim::{Polarity, Statement};

use crate::{
    Change, Figure, FigureTelling, Telling,
    act::{Act, ActKey, Acts},
    claim::FORCES,
    drift::denies,
    figure::{Thing, compatible, same_value},
    report::{Story, bag},
};

/// Changes of mind, in the order of what was said after.
pub(crate) fn changes(acts: &Acts, things: &[Thing], figures: &[Figure], story: &Story) -> Vec<Change> {
    let mut changes = of_acts(acts, story);
    let known: BTreeSet<(String, usize, usize)> = changes.iter().map(between).collect();
    changes.extend(of_words(story).into_iter().filter(|change| !known.contains(&between(change))));
    changes.extend(of_figures(things, figures, story));
    changes.sort_by_key(|change| (change.to.report, change.to.span, change.from.report, change.from.span));
    changes
}

/// Who changes, from which report to which.
fn between(change: &Change) -> (String, usize, usize) {
    (change.claimant.clone(), change.from.report, change.to.report)
}

/// A claimant who denied an act and tells it as done in a later report, or the other way about. What forces do is
/// one act whether it is told as sending, deploying or fighting.
fn of_acts(acts: &Acts, story: &Story) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut known: BTreeSet<(String, usize, usize)> = BTreeSet::new();
    let flat = |act: &&Act| {
        matches!(act.event.polarity, Polarity::Asserted | Polarity::Denied)
            && act.event.event_type != "reject"
    };
    // A key is asked of the packs, once for each act and not once for each pair.
    let claimed: Vec<(&Act, ActKey)> = acts
        .all
        .iter()
        .filter(|act| act.claimant.is_some())
        .filter(flat)
        .map(|act| (act, act.key(story)))
        .collect();
    // Where each claimant speaks of an act, and of what forces do, in the order of reports and text.
    let mut of_key: BTreeMap<ActKey, Spoken> = BTreeMap::new();
    let mut of_forces: BTreeMap<(Option<usize>, bool), Spoken> = BTreeMap::new();
    for (at, (after, key)) in claimed.iter().enumerate() {
        let Some(claimant) = after.claimant else { continue };
        let denied = after.event.polarity == Polarity::Denied;
        let forces = (after.actor.is_some() && FORCES.contains(&after.event.event_type.as_str()))
            .then_some(after.actor);
        let last = |spoken: Option<&Spoken>| {
            let others = spoken.into_iter().flatten();
            let of_claimant = others.filter(|(other, _)| story.parties.may_speak_for(**other, claimant));
            let earlier = |places: &Vec<usize>| {
                places.iter().rev().copied().find(|&place| claimed[place].0.report < after.report)
            };
            of_claimant.filter_map(|(_, places)| earlier(places)).max()
        };
        let same = last(of_key.get(key));
        let moved = forces.and_then(|actor| last(of_forces.get(&(actor, !denied))));
        let before = same.max(moved).map(|place| claimed[place].0);
        of_key.entry(*key).or_default().entry(claimant).or_default().push(at);
        if let Some(actor) = forces {
            of_forces.entry((actor, denied)).or_default().entry(claimant).or_default().push(at);
        }
        let Some(before) = before.filter(|before| before.event.polarity != after.event.polarity) else {
            continue;
        };
        let name = story.parties.name(claimant).to_owned();
        if known.insert((name.clone(), before.report, after.report)) {
            let polarity = |act: &Act| act.event.polarity.as_str();
            changes.push(Change {
                claimant: name,
                from: before.telling(story),
                to: after.telling(story),
                what: format!("polarity: {} -> {}", polarity(before), polarity(after)),
            });
        }
    }
    changes
}

/// Of each claimant, the places where it speaks of one thing.
type Spoken = BTreeMap<usize, Vec<usize>>;

/// A claimant who gives a value of a thing that goes with none that the same claimant gave before, be it of the same
/// figure or of one that tells it elsewhere, or further on.
fn of_figures(things: &[Thing], figures: &[Figure], story: &Story) -> Vec<Change> {
    let mut told: BTreeMap<&Thing, Vec<&FigureTelling>> = BTreeMap::new();
    for (thing, figure) in things.iter().zip(figures) {
        told.entry(thing).or_default().extend(&figure.told);
    }
    let claimants = |telling: &Telling| {
        let from = &story.reports[telling.report];
        let claimant = from.statement_at(telling.span).and_then(|statement| statement.claimant);
        claimant.map(|claimant| story.whos(telling.report, claimant)).unwrap_or_default()
    };
    let mut changes: Vec<Change> = Vec::new();
    for told in told.values_mut() {
        told.sort_by_key(|told| (told.telling.report, told.telling.span));
        // What each party gave: its tellings, and of each value the first.
        let mut given: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (at, after) in told.iter().enumerate() {
            let parties = claimants(&after.telling);
            let earlier = |place: &&usize| told[**place].telling.report < after.telling.report;
            let own = || parties.iter().filter_map(|party| Some((*party, given.get(party)?)));
            let last =
                own().filter_map(|(party, (all, _))| Some((all.iter().rev().find(earlier)?, party))).max();
            let again = own().any(|(_, (_, values))| {
                values.iter().filter(earlier).any(|&place| compatible(told[place], after))
            });
            if let Some((&last, party)) = last.filter(|_| !again) {
                let last = &told[last].telling;
                changes.push(Change {
                    claimant: story.parties.name(party).to_owned(),
                    from: last.clone(),
                    to: after.telling.clone(),
                    what: format!("figure: {} -> {}", last.text, after.telling.text),
                });
            }
            for party in parties {
                let (all, values) = given.entry(party).or_default();
                all.push(at);
                if !values.iter().any(|&place| same_value(told[place], after)) {
                    values.push(at);
                }
            }
        }
    }
    changes
}

/// Likeness of their words from which a claimant who said that there is nothing to a thing, and tells it later, speaks of
/// one thing: shared words, their share of both, and of the shorter.
const SHARED_MIN: usize = 3;
const DICE_MIN: f64 = 0.35;
const HELD_MIN: f64 = 0.5;

/// A statement of a report, with its terms.
type Said<'b> = (usize, &'b Statement, Vec<u32>);

/// A claimant who says in the negative what the same claimant says in a later report, where the words are of no act
/// that is known: "there is no evidence that ...". The first such report counts.
fn of_words(story: &Story) -> Vec<Change> {
    let mut said: BTreeMap<usize, Vec<Said>> = BTreeMap::new();
    for (index, report) in story.reports.iter().enumerate() {
        for statement in &report.reading.annotations.statements {
            if let Some(claimant) = statement.claimant {
                let terms = bag(report.words_in(statement.span));
                said.entry(story.who(index, claimant)).or_default().push((index, statement, terms));
            }
        }
    }
    let mut changes = Vec::new();
    for (claimant, said) in said {
        let (denied, told): (Vec<_>, Vec<_>) =
            said.iter().partition(|(index, statement, _)| denies(&story.reports[*index], statement.span));
        for (report, statement, terms) in denied {
            let first = told.partition_point(|(index, ..)| index <= report);
            let alike = told[first..].iter().find(|(_, _, other)| {
                let likeness = story.likeness(terms, other);
                likeness.count >= SHARED_MIN && likeness.dice() >= DICE_MIN && likeness.held() >= HELD_MIN
            });
            if let Some((later, after, _)) = alike {
                changes.push(Change {
                    claimant: story.parties.name(claimant).to_owned(),
                    from: story.telling(*report, statement.span, Some(statement)),
                    to: story.telling(*later, after.span, Some(after)),
                    what: format!(
                        "polarity: {} -> {}",
                        Polarity::Denied.as_str(),
                        Polarity::Asserted.as_str()
                    ),
                });
            }
        }
    }
    changes
}
