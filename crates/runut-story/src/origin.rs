//! Claims, and how many independent origins they have.

use std::collections::{BTreeMap, BTreeSet};

use runut_claim::Statement;

use crate::{
    Denial, Figure, Origin, Telling,
    claim::Claim,
    party::fold,
    report::Story,
    utterance::{Passage, speaker, telling},
};

/// The origins of all that two reports or more tell: utterances, acts, figures of one value, denials. Those that
/// most reports tell come first.
pub(crate) fn origins(
    groups: &[Vec<Passage>],
    claims: &[Claim],
    figures: &[Figure],
    denials: &[Denial],
    story: &Story,
) -> Vec<Origin> {
    let mut origins = Vec::new();
    for group in groups {
        let traces = group.iter().map(|passage| (telling(passage, story), passage.statement));
        origins.extend(origin(speaker(group, story), traces.collect(), story));
    }
    for claim in claims {
        let traces = claim.told().map(|act| (act.telling(story), act.statement));
        origins.extend(origin(claim.key.clone(), traces.collect(), story));
    }
    for (key, tellings) in same_values(figures) {
        let traces = tellings.into_iter().map(|telling| {
            let from = &story.reports[telling.report];
            let statement = from.statement_at(telling.span);
            (telling, statement)
        });
        origins.extend(origin(key, traces.collect(), story));
    }
    let mut denied: BTreeMap<String, Vec<(Telling, Option<&Statement>)>> = BTreeMap::new();
    for denial in denials {
        let by = denial.telling.by.as_deref().unwrap_or_default();
        let traces = denied.entry(format!("{by} denies {}", denial.denies)).or_default();
        traces.push((denial.telling.clone(), None));
    }
    for (key, traces) in denied {
        origins.extend(origin(key, traces, story));
    }
    let mut origins: Vec<Origin> = origins;
    origins.sort_by_cached_key(|origin| {
        (
            std::cmp::Reverse(reports(&origin.traces)),
            origin.traces[0].report,
            origin.traces[0].span,
            origin.key.clone(),
        )
    });
    origins.dedup_by(|a, b| a.traces == b.traces && a.independent_origins == b.independent_origins);
    origins
}

fn reports(traces: &[Telling]) -> usize {
    traces.iter().map(|trace| trace.report).collect::<BTreeSet<_>>().len()
}

fn origin(key: String, mut traces: Vec<(Telling, Option<&Statement>)>, story: &Story) -> Option<Origin> {
    traces.sort_by_key(|(telling, _)| (telling.report, telling.span));
    let independent_origins = independent(&traces, story);
    let traces: Vec<Telling> = traces.into_iter().map(|(telling, _)| telling).collect();
    (reports(&traces) > 1).then(|| Origin { claim: traces[0].text.clone(), key, independent_origins, traces })
}

/// First sources, each once, in the order of their first telling. Those who say it together are several; one who
/// speaks for a state that says it too is that state. A report's own voice is an origin only where nobody is named
/// anywhere: else nothing says that it does not have it from those who are.
pub(crate) fn independent(traces: &[(Telling, Option<&Statement>)], story: &Story) -> Vec<String> {
    let mut parties: Vec<usize> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    for (telling, statement) in traces {
        match statement.and_then(|statement| statement.claimant) {
            Some(claimant) => {
                for party in story.whos(telling.report, claimant) {
                    if !parties.contains(&party) {
                        parties.push(party);
                    }
                }
            }
            None => others.extend(telling.by.clone()),
        }
    }
    let states: Vec<usize> =
        parties.iter().copied().filter(|&party| story.parties.is_country(party)).collect();
    parties.retain(|&party| {
        states.contains(&party) || !states.iter().any(|&state| story.parties.may_speak_for(state, party))
    });
    let mut names: Vec<String> =
        parties.into_iter().map(|party| story.parties.name(party).to_owned()).collect();
    names.extend(others);
    if names.is_empty() {
        names = traces.iter().map(|(telling, _)| own_voice(telling, story)).collect();
    }
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(fold(name)));
    names
}

/// Whom a report has in its own voice from: its first credit, else the outlet, else itself.
fn own_voice(telling: &Telling, story: &Story) -> String {
    let article = &story.reports[telling.report].reading.article;
    let outlet = article.outlet.as_ref().map(|outlet| outlet.value.clone());
    telling.via.last().cloned().or(outlet).unwrap_or_else(|| article.id.clone())
}

/// Tellings of one figure with the same bounds.
fn same_values(figures: &[Figure]) -> Vec<(String, Vec<Telling>)> {
    let mut all = Vec::new();
    for figure in figures {
        let mut values: BTreeMap<(Option<u64>, Option<u64>), Vec<Telling>> = BTreeMap::new();
        for told in &figure.told {
            if told.low.is_some() || told.high.is_some() {
                let bits = (told.low.map(f64::to_bits), told.high.map(f64::to_bits));
                values.entry(bits).or_default().push(told.telling.clone());
            }
        }
        for ((low, high), tellings) in values {
            let value = low.or(high).map(f64::from_bits).unwrap_or_default();
            all.push((format!("{value} {}", figure.of), tellings));
        }
    }
    all
}
