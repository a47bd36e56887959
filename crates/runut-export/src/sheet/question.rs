//! What is still to be asked about a claim: made of what its tellings say and leave out.

use std::collections::BTreeSet;

use super::{
    Words,
    view::{Claim, brief},
};

/// The open questions, the first sources' own words first. `known` are the ids of all who are named.
pub(super) fn questions(claim: &Claim, known: &BTreeSet<&str>, words: &Words) -> Vec<String> {
    let mut questions = Vec::new();
    for link in &claim.missing {
        questions.push(words.fill("ask.link", &[("name", link)]));
    }
    let mut seen = BTreeSet::new();
    for told in claim.told.iter().chain(&claim.denied) {
        let outlet = told.chain.last().map(String::as_str).unwrap_or_default();
        if !told.by.is_empty() && !known.contains(told.by.as_str()) && seen.insert(told.by.as_str()) {
            questions.push(words.fill("ask.who", &[("words", &brief(&told.by)), ("outlet", outlet)]));
        }
        if told.own_voice && told.strength == "hedged" && told.via.is_empty() && seen.insert(outlet) {
            questions.push(words.fill("ask.from_whom", &[("outlet", outlet)]));
        }
    }
    let days: BTreeSet<&str> =
        claim.told.iter().map(|told| told.day.as_str()).filter(|day| !day.is_empty()).collect();
    if claim.kind == "utterance" && days.len() > 1 {
        let all = days.into_iter().collect::<Vec<_>>().join(" / ");
        questions.push(words.fill("ask.day_of", &[("days", &all)]));
    } else if claim.kind == "utterance" && days.is_empty() {
        questions.push(words.t("ask.day").to_owned());
    }
    if matches!(claim.verdict.as_str(), "differ" | "update") {
        let mut values: Vec<&str> = Vec::new();
        for told in &claim.told {
            if !values.contains(&told.value.as_str()) {
                values.push(&told.value);
            }
        }
        let key = if claim.verdict == "differ" { "ask.values" } else { "ask.latest" };
        questions.push(words.fill(key, &[("values", &values.join(" / "))]));
    }
    for told in &claim.told {
        if let Some(turned) = told.drift.iter().find(|drift| drift.sign == "≠") {
            let outlet = told.chain.last().map(String::as_str).unwrap_or_default();
            let parts =
                [("outlet", outlet), ("here", turned.here.as_str()), ("fullest", turned.fullest.as_str())];
            questions.push(words.fill("ask.wording", &parts));
        }
    }
    let deniers: BTreeSet<&str> =
        claim.denied.iter().filter_map(|told| told.chain.first().map(String::as_str)).collect();
    for name in deniers {
        questions.push(words.fill("ask.denier", &[("name", name)]));
    }
    if let [only] = &claim.origins[..] {
        questions.push(words.fill("ask.second", &[("name", only)]));
    }
    questions
}
