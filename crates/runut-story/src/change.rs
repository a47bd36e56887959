//! Claimants who say otherwise than before.

use runut_claim::Polarity;

use crate::{
    Change, Figure, Telling,
    act::{Act, ActKey},
    claim::FORCES,
    figure::compatible,
    report::Story,
};

/// Changes of mind, in the order of what was said after.
pub(crate) fn changes(acts: &[Act], figures: &[Figure], story: &Story) -> Vec<Change> {
    let mut changes = of_acts(acts, story);
    changes.extend(of_figures(figures, story));
    changes.sort_by_key(|change| (change.to.report, change.to.span, change.from.report, change.from.span));
    changes
}

/// A claimant who denied an act and tells it as done in a later report, or the other way about. What forces do is
/// one act whether it is told as sending, deploying or fighting.
fn of_acts(acts: &[Act], story: &Story) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let flat = |act: &&Act| {
        matches!(act.event.polarity, Polarity::Asserted | Polarity::Denied)
            && act.event.event_type != "reject"
    };
    // A key is asked of the packs, once for each act and not once for each pair.
    let claimed: Vec<(&Act, ActKey)> = acts
        .iter()
        .filter(|act| act.claimant.is_some())
        .filter(flat)
        .map(|act| (act, act.key(story)))
        .collect();
    for (at, (after, key)) in claimed.iter().enumerate() {
        let Some(claimant) = after.claimant else { continue };
        let before = claimed[..at].iter().rev().find(|(before, before_key)| {
            before.report < after.report
                && before
                    .claimant
                    .is_some_and(|other| other == claimant || story.parties.may_speak_for(other, claimant))
                && same_act((before, before_key), (after, key))
        });
        let Some(before) =
            before.map(|(before, _)| before).filter(|before| before.event.polarity != after.event.polarity)
        else {
            continue;
        };
        let name = story.parties.name(claimant).to_owned();
        let known = changes.iter().any(|change| {
            change.claimant == name && change.from.report == before.report && change.to.report == after.report
        });
        if !known {
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

fn same_act((a, a_key): (&Act, &ActKey), (b, b_key): (&Act, &ActKey)) -> bool {
    let forces = |act: &Act| FORCES.contains(&act.event.event_type.as_str());
    a_key == b_key
        || a.actor.is_some()
            && a.actor == b.actor
            && forces(a)
            && forces(b)
            && a.event.polarity != b.event.polarity
}

/// A claimant who gives a value of a figure that goes with none that the same claimant gave before.
fn of_figures(figures: &[Figure], story: &Story) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let claimants = |telling: &Telling| {
        let from = &story.reports[telling.report];
        let claimant = from.statement_at(telling.span).and_then(|statement| statement.claimant);
        claimant.map(|claimant| story.whos(telling.report, claimant)).unwrap_or_default()
    };
    for figure in figures {
        let who: Vec<Vec<usize>> = figure.told.iter().map(|told| claimants(&told.telling)).collect();
        for (at, after) in figure.told.iter().enumerate() {
            let Some(name) = &after.telling.by else { continue };
            let before: Vec<_> = figure.told[..at]
                .iter()
                .zip(&who)
                .filter(|(before, others)| {
                    before.telling.report < after.telling.report
                        && others.iter().any(|party| who[at].contains(party))
                })
                .map(|(before, _)| before)
                .collect();
            let otherwise = !before.is_empty() && before.iter().all(|before| !compatible(before, after));
            if let Some(last) = before.last().filter(|_| otherwise) {
                changes.push(Change {
                    claimant: name.clone(),
                    from: last.telling.clone(),
                    to: after.telling.clone(),
                    what: format!("figure: {} -> {}", last.telling.text, after.telling.text),
                });
            }
        }
    }
    changes
}
