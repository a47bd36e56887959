//! How firmly each report puts a claim.

use runut_claim::{Certainty, Place, Polarity, Statement};

use crate::{
    Figure, Hedge, Strength,
    act::Act,
    claim::{Claim, label},
    report::{Report, Story},
};

/// The claims that two reports or more tell, or one in several places, each place with its strength.
pub(crate) fn hedges(claims: &[Claim], figures: &[Figure], story: &Story) -> Vec<Hedge> {
    let mut hedges = Vec::new();
    for claim in claims {
        let mut told: Vec<_> =
            claim.told().map(|act| (act.telling(story), strength_of_act(act, story))).collect();
        for (index, report) in story.reports.iter().enumerate() {
            for event in &report.headline {
                let act = Act::promised(index, event, story);
                if label(&act, story) == claim.key {
                    told.push((act.telling(story), strength_of_act(&act, story)));
                }
            }
        }
        told.sort_by_key(|(telling, _)| (telling.report, telling.span));
        if told.len() > 1 {
            hedges.push(Hedge { claim: claim.key.clone(), told });
        }
    }
    for figure in figures.iter().filter(|figure| figure.told.len() > 1) {
        let told = figure.told.iter().filter_map(|told| {
            let report = &story.reports[told.telling.report];
            let line = report.line_of(told.telling.span)?;
            let statement = report.statement_at(told.telling.span);
            let mut telling = told.telling.clone();
            telling.span = clause(report, line.span, telling.span, statement);
            report.text(telling.span).clone_into(&mut telling.text);
            let strength = strength(report, telling.span, statement);
            Some((telling, strength))
        });
        let claim = if figure.scope.is_empty() {
            figure.of.clone()
        } else {
            format!("{}: {}", figure.of, figure.scope)
        };
        hedges.push(Hedge { claim, told: told.collect() });
    }
    hedges
}

/// The part of a sentence that tells a figure: the statement, or the sentence between its semicolons and brackets.
fn clause(report: &Report, line: Place, figure: Place, statement: Option<&Statement>) -> Place {
    if let Some(statement) = statement.filter(|statement| line.contains(statement.span)) {
        return statement.span;
    }
    let text = &report.reading.article.text;
    let ends = [';', '(', ')'];
    let start =
        text[line.start()..figure.start()].rfind(ends).map_or(line.start(), |at| line.start() + at + 1);
    let end = text[figure.end()..line.end()].find(ends).map_or(line.end(), |at| figure.end() + at);
    Place::new(start, end).trim(text)
}

fn strength_of_act(act: &Act, story: &Story) -> Strength {
    let report = &story.reports[act.report];
    if act.event.hedge.is_some() || act.event.polarity == Polarity::Possible {
        return Strength::Hedged;
    }
    strength(report, act.event.evidence, act.statement)
}

/// Words of hearsay and possibility make a hedge, wherever the rest of the sentence puts it.
fn strength(report: &Report, place: Place, statement: Option<&Statement>) -> Strength {
    let hedged = report.language.is_some_and(|language| {
        let polarity = &language.events.roles.polarity;
        report.words_in(place).iter().any(|word| {
            let lower = report.text(word.span).to_lowercase();
            polarity.hedge.contains(&lower) || polarity.conditional.contains(&lower)
        })
    });
    match statement {
        _ if hedged => Strength::Hedged,
        Some(statement) if statement.certainty == Certainty::Reported => Strength::Hedged,
        Some(statement) if statement.claimant.is_some() => Strength::Attributed,
        Some(_) => Strength::Hedged,
        None => Strength::Asserted,
    }
}
