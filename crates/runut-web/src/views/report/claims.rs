//! The claims of a report: each act of saying, with the acts that it tells of; and what the outlet tells itself.

use runut_claim::{Certainty, Event, Party, Place, Polarity, Reading, Statement};

use crate::{
    names::Names,
    origins::{Look, Looks},
    written,
};

/// A claim beside the text.
pub(crate) struct Claim {
    /// Its number, from 1.
    pub(crate) number: usize,
    /// Where its words stand.
    pub(crate) span: Place,
    /// Whether it is an act of saying; else it is something that happened.
    pub(crate) statement: bool,
    /// Whether it is told inside the statement above it.
    pub(crate) inside: bool,
    /// From the claimant to the outlet; an empty link is one that is not named.
    pub(crate) chain: Vec<String>,
    /// The words that stand in the gap of an unnamed link.
    pub(crate) gap: Option<String>,
    pub(crate) look: Look,
    /// Of an event: its type in words.
    pub(crate) event: Option<String>,
    /// Keys of the words that say how it is told: `mode.direct`, `polarity.denied`.
    pub(crate) tags: Vec<(&'static str, &'static str)>,
    /// Roles: key and value.
    pub(crate) roles: Vec<(&'static str, String)>,
    pub(crate) words: String,
    /// Other places that belong to it: cue, claimant, links.
    pub(crate) parts: Vec<Place>,
    /// Whether a person marked it as wrong.
    pub(crate) wrong: bool,
}

/// Looks for a report that stands in no story: its claimants in the order in which they are heard.
pub(crate) fn looks(reading: &Reading) -> Looks {
    let statements = reading.annotations.statements.iter();
    let outlet = reading.article.outlet.iter().map(|outlet| outlet.value.as_str());
    let heard = statements.filter_map(|statement| statement.claimant).map(|who| reading.party_id(who));
    Looks::ranked(heard.chain(outlet))
}

/// All claims in the order of the text, what is told inside a statement right behind it.
pub(crate) fn claims(reading: &Reading, names: &Names, looks: &Looks) -> Vec<Claim> {
    let found = &reading.annotations;
    let mut order: Vec<(usize, bool, usize)> = Vec::new();
    let start_of = |event: &Event| match event.statement.and_then(|index| found.statements.get(index)) {
        Some(statement) => statement.span.start().min(event.evidence.start()),
        None => event.evidence.start(),
    };
    order.extend(found.statements.iter().enumerate().map(|(index, said)| (said.span.start(), false, index)));
    order.extend(found.events.iter().enumerate().map(|(index, event)| (start_of(event), true, index)));
    // Behind its statement, an event stands at the statement's own place.
    order.sort_by_key(|&(start, is_event, index)| {
        let statement = if is_event { found.events[index].statement } else { Some(index) };
        let start = statement.and_then(|s| found.statements.get(s)).map_or(start, |said| said.span.start());
        (start, statement.unwrap_or(usize::MAX), is_event, index)
    });
    let claim = |(number, &(_, is_event, index)): (usize, &(usize, bool, usize))| {
        if is_event {
            of_event(reading, &found.events[index], number + 1, names, looks)
        } else {
            of_statement(reading, &found.statements[index], number + 1, names, looks)
        }
    };
    order.iter().enumerate().map(claim).collect()
}

/// The number of the innermost claim that holds a place, else of one that touches it.
pub(crate) fn claim_at(claims: &[Claim], place: Place) -> Option<usize> {
    let shortest = |holds: &dyn Fn(&&Claim) -> bool| {
        claims.iter().filter(holds).min_by_key(|claim| claim.span.len()).map(|claim| claim.number)
    };
    let exact = claims.iter().find(|claim| claim.span == place).map(|claim| claim.number);
    exact
        .or_else(|| shortest(&|claim| claim.span.contains(place)))
        .or_else(|| shortest(&|claim| claim.span.overlaps(place)))
}

fn outlet(reading: &Reading) -> String {
    reading.article.outlet.as_ref().map_or_else(|| reading.article.id.clone(), |outlet| outlet.value.clone())
}

fn of_statement(reading: &Reading, said: &Statement, number: usize, names: &Names, looks: &Looks) -> Claim {
    let article = &reading.article;
    let id = said.claimant.map(|who| reading.party_id(who).to_owned());
    let mut chain = vec![id.as_deref().map(|id| names.of(id)).unwrap_or_default()];
    chain.extend(said.via.iter().map(|link| link.name.clone()));
    chain.push(outlet(reading));
    let mut parts: Vec<Place> = said.claimant.iter().map(|who| who.span).collect();
    parts.extend(said.cue);
    parts.extend(said.via.iter().map(|link| link.span));
    parts.extend(said.said_on.as_ref().map(|time| time.span));
    let date = said.said_on.as_ref().map(|time| ("role.time", written::date(names.messages, &time.value)));
    let place = said.said_at.map(|place| ("role.place", article.words(place).to_owned()));
    let mut tags = vec![("mode", said.mode.as_str())];
    if said.certainty != Certainty::Stated {
        tags.push(("certainty", said.certainty.as_str()));
    }
    Claim {
        number,
        span: said.span,
        statement: true,
        inside: false,
        gap: said.cue.filter(|_| said.claimant.is_none()).map(|cue| article.words(cue).to_owned()),
        look: looks.get(&id.unwrap_or_default()),
        chain,
        event: None,
        tags,
        roles: date.into_iter().chain(place).collect(),
        words: one_line(article.words(said.span)),
        parts,
        wrong: false,
    }
}

fn of_event(reading: &Reading, event: &Event, number: usize, names: &Names, looks: &Looks) -> Claim {
    let article = &reading.article;
    let statement = event.statement.and_then(|index| reading.annotations.statements.get(index));
    let who = statement.and_then(|said| said.claimant).map(|who| reading.party_id(who).to_owned());
    let name = |party: Party| names.of(reading.party_id(party));
    let words = |place: Place| one_line(article.words(place));
    let quantity = event.quantity.and_then(|index| reading.annotations.quantities.get(index));
    let roles = [
        ("role.actor", event.actor.map(name)),
        ("role.recipient", event.recipient.map(name)),
        ("role.object", event.object.map(words)),
        ("role.quantity", quantity.map(|quantity| words(quantity.span))),
        ("role.place", event.place.map(name)),
        ("role.time", event.time.as_ref().map(|time| written::date(names.messages, &time.value))),
        ("role.in_return_for", event.in_return_for.map(words)),
        ("role.hedge", event.hedge.map(words)),
    ];
    let mut parts = vec![event.trigger];
    parts.extend([event.actor, event.recipient, event.place].into_iter().flatten().map(|party| party.span));
    parts.extend([event.object, event.in_return_for, event.hedge].into_iter().flatten());
    Claim {
        number,
        span: event.evidence,
        statement: false,
        inside: statement.is_some(),
        chain: if statement.is_some() { Vec::new() } else { vec![outlet(reading)] },
        gap: None,
        look: looks.get(&who.unwrap_or_else(|| outlet(reading))),
        event: Some(names.event(&event.event_type)),
        tags: if event.polarity == Polarity::Asserted {
            Vec::new()
        } else {
            vec![("polarity", event.polarity.as_str())]
        },
        roles: roles.into_iter().filter_map(|(key, value)| Some((key, value?))).collect(),
        words: one_line(article.words(event.evidence)),
        parts,
        wrong: false,
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
