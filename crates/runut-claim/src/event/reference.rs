//! Whom words mean that name nobody: "mereka", "kedua negara", "perusahaan itu", "serangan tersebut".
//!
//! Persons are the mention room's; here stand groups, states and bodies, and the party behind an act that was told
//! before. What is looked back to is what the report named last, and the acts that were read before this one.

use std::ops::Range;

use runut_packs::Form;

use super::{clause::Clauses, frame::Filled};
use crate::{EntityKind, Mention, Party};

/// Mentions that are looked back over.
const BACK_MENTIONS_MAX: usize = 24;

/// Mentions that are looked back over for a company.
const COMPANY_MENTIONS_MAX: usize = 60;

/// Bytes that are looked back over: about three sentences.
const BACK_BYTES_MAX: usize = 700;

/// An act that later words may point back to.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) event_type: String,
    pub(super) actor: Option<Party>,
    pub(super) recipient: Option<Party>,
}

/// Acts of the sentences before, the last one last.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    told: Vec<Told>,
}

/// Acts that are looked back over for the two that "kedua negara" means.
const PAIR_ACTS_MAX: usize = 2;

/// Acts that are kept in mind.
const TOLD_MAX: usize = 12;

impl Memory {
    /// Keeps the acts of a sentence in mind.
    pub(super) fn keep(&mut self, acts: &[Filled]) {
        self.told.extend(acts.iter().map(told));
        let beyond = self.told.len().saturating_sub(TOLD_MAX);
        self.told.drain(..beyond);
    }

    /// The acts of the sentences before and of this one, the last one first.
    fn back<'a>(&'a self, earlier: &'a [Filled]) -> impl Iterator<Item = Told> + 'a {
        earlier.iter().rev().map(told).chain(self.told.iter().rev().cloned())
    }
}

fn told(act: &Filled) -> Told {
    Told { event_type: act.event_type.clone(), actor: act.actor, recipient: act.recipient }
}

/// Whom a phrase without a name points back to.
pub(super) fn resolve(
    clauses: &Clauses,
    memory: &Memory,
    earlier: &[Filled],
    phrase: &Range<usize>,
) -> Option<Party> {
    let first = clauses.text.tokens.get(phrase.start).filter(|_| !phrase.is_empty())?;
    let roles = &clauses.language.events.roles;
    if let Some((party, _)) = both(clauses, memory, earlier, phrase) {
        return Some(party);
    }
    if phrase.len() <= 2 && roles.groups.contains(&first.lower) {
        return group(clauses, memory, earlier);
    }
    if let Some(party) = doer(clauses, memory, earlier, phrase) {
        return Some(party);
    }
    let head = clauses.head(phrase)?;
    let words = &clauses.language.words;
    let pointed = words.determiners.contains(&clauses.text.tokens[phrase.end - 1].lower)
        || roles.owner_before && words.determiners.contains(&first.lower);
    let alone = phrase.len() <= 1 + usize::from(pointed);
    let word = clauses.bare(head);
    let at = first.span.start();
    if pointed && alone && roles.state_nouns.contains(word) {
        let state = |party: &Party| party.entity.is_some_and(|entity| clauses.entities[entity].id.len() == 2);
        let acted = memory.back(earlier).next().and_then(|told| told.actor).filter(state);
        return acted
            .or_else(|| last_mention(clauses, at, |mention| clauses.entities[mention.entity].id.len() == 2));
    }
    if alone && roles.company_nouns.contains(word) {
        let company = |mention: &Mention| {
            let entity = &clauses.entities[mention.entity];
            entity.kind == EntityKind::Organization
                && entity.id.split(' ').any(|part| roles.company_marks.contains(&part.to_lowercase()))
        };
        if let Some(party) = last_of_all(clauses, at, company) {
            return Some(party);
        }
    }
    if alone && roles.body_nouns.contains(word) {
        // "the Committee": the body that has the word in its name, else whichever was named last.
        let named = |mention: &Mention| {
            let entity = &clauses.entities[mention.entity];
            entity.kind == EntityKind::Organization
                && entity.id.split(' ').any(|part| part.to_lowercase() == word)
        };
        if let Some(party) = last_mention(clauses, at, named) {
            return Some(party);
        }
        return last_mention(clauses, at, |mention| {
            let entity = &clauses.entities[mention.entity];
            entity.kind == EntityKind::Organization && entity.state.is_none()
        });
    }
    None
}

/// The same over the whole report before.
fn last_of_all(clauses: &Clauses, before: usize, fits: impl Fn(&Mention) -> bool) -> Option<Party> {
    let end = clauses.mentions.partition_point(|mention| mention.span.start() < before);
    clauses.mentions[end.saturating_sub(COMPANY_MENTIONS_MAX)..end]
        .iter()
        .rev()
        .find(|mention| fits(mention))
        .map(|mention| Party { span: mention.span, entity: Some(mention.entity) })
}

/// The two parties that "kedua negara" means: the last two that were named, in the order of the text.
pub(super) fn both(
    clauses: &Clauses,
    memory: &Memory,
    earlier: &[Filled],
    phrase: &Range<usize>,
) -> Option<(Party, Party)> {
    let opens = |words: &String| {
        words.split(' ').enumerate().all(|(offset, word)| {
            phrase.start + offset < phrase.end && clauses.text.tokens[phrase.start + offset].is(word)
        })
    };
    clauses.language.events.roles.both.iter().find(|words| opens(words))?;
    // The two of the last act between two, else the last two that were named.
    let named = |party: Option<Party>| party.filter(|party| party.entity.is_some());
    let acted = memory
        .back(earlier)
        .take(PAIR_ACTS_MAX)
        .find_map(|told| Some((named(told.actor)?, named(told.recipient)?)));
    if let Some((first, second)) = acted {
        return Some((first, second));
    }
    last_two(clauses, clauses.text.tokens[phrase.start].span.start(), 0)
}

/// The two who meet where "mereka" do, and the sentence has named both: "A tegas terhadap B saat *mereka* bertemu".
pub(super) fn met(clauses: &Clauses, phrase: &Range<usize>) -> Option<(Party, Party)> {
    let token = clauses.text.tokens.get(phrase.start).filter(|_| phrase.len() == 1)?;
    let group = clauses.language.events.roles.groups.contains(&token.lower);
    group.then(|| last_two(clauses, token.span.start(), clauses.sentence.span.start())).flatten()
}

/// The last two sides that are named before a place, in the order of the text; none before `least`.
fn last_two(clauses: &Clauses, at: usize, least: usize) -> Option<(Party, Party)> {
    let side = |mention: &Mention| {
        let entity = &clauses.entities[mention.entity];
        let able =
            entity.id.len() == 2 || matches!(entity.kind, EntityKind::Person | EntityKind::Organization);
        let near = mention.span.start() >= least;
        (able && near).then(|| entity.state.clone().unwrap_or_else(|| entity.id.clone()))
    };
    let second = last_mention(clauses, at, |mention| side(mention).is_some())?;
    let own = |party: Party| {
        party.entity.and_then(|entity| {
            clauses.entities[entity].state.clone().or_else(|| Some(clauses.entities[entity].id.clone()))
        })
    };
    let other = own(second);
    let first = last_mention(clauses, second.span.start(), |mention| {
        side(mention).is_some_and(|side| Some(side) != other)
    })?;
    Some((first, second))
}

/// The group that "mereka" means: who did the last act, where it is no single person.
fn group(clauses: &Clauses, memory: &Memory, earlier: &[Filled]) -> Option<Party> {
    let many =
        |party: &Party| party.entity.is_none_or(|entity| clauses.entities[entity].kind != EntityKind::Person);
    let acted =
        memory.back(earlier).take(3).find_map(|told| told.actor.filter(many).or(told.recipient.filter(many)));
    acted.or_else(|| first_body_before(clauses))
}

/// The body or state with which the sentence before opens.
fn first_body_before(clauses: &Clauses) -> Option<Party> {
    let start = clauses.sentence.span.start();
    let before = clauses.text.sentence_at(start.checked_sub(2)?)?;
    let place = clauses.text.sentences[before].span;
    let first = clauses.mentions.partition_point(|mention| mention.span.start() < place.start());
    let mention = clauses.mentions.get(first).filter(|mention| place.contains(mention.span))?;
    let entity = &clauses.entities[mention.entity];
    (entity.kind == EntityKind::Organization || entity.id.len() == 2)
        .then_some(Party { span: mention.span, entity: Some(mention.entity) })
}

/// Who did the act that a noun points back to: "serangan *itu*", "gempuran *tersebut*".
fn doer(clauses: &Clauses, memory: &Memory, earlier: &[Filled], phrase: &Range<usize>) -> Option<Party> {
    let words = &clauses.language.words;
    let pointed = phrase.clone().any(|at| words.determiners.contains(&clauses.text.tokens[at].lower));
    if !pointed {
        return None;
    }
    let events = &clauses.language.events;
    phrase.clone().find_map(|at| {
        let opened = events.opened_by(&clauses.text.tokens[at].lower);
        let noun = opened.iter().find(|trigger| trigger.rest.is_empty() && trigger.form == Form::Noun)?;
        let event_type = &events.frames[noun.frame].event_type;
        memory.back(earlier).find(|told| told.event_type == *event_type)?.actor
    })
}

/// Who did an act of this type to this party before.
pub(super) fn doer_to(
    memory: &Memory,
    earlier: &[Filled],
    event_type: &str,
    recipient: Option<Party>,
) -> Option<Party> {
    let entity = recipient?.entity?;
    let same = |told: &Told| {
        told.event_type == event_type && told.recipient.is_some_and(|party| party.entity == Some(entity))
    };
    memory.back(earlier).find(same)?.actor
}

/// To whom this party did an act of this type before.
pub(super) fn done_by(
    memory: &Memory,
    earlier: &[Filled],
    event_type: &str,
    actor: Option<Party>,
) -> Option<Party> {
    let entity = actor?.entity?;
    let same = |told: &Told| {
        told.event_type == event_type && told.actor.is_some_and(|party| party.entity == Some(entity))
    };
    memory.back(earlier).find(same)?.recipient.filter(|party| party.entity.is_some())
}

fn last_mention(clauses: &Clauses, before: usize, fits: impl Fn(&Mention) -> bool) -> Option<Party> {
    let end = clauses.mentions.partition_point(|mention| mention.span.start() < before);
    clauses.mentions[end.saturating_sub(BACK_MENTIONS_MAX)..end]
        .iter()
        .rev()
        .take_while(|mention| before - mention.span.start() <= BACK_BYTES_MAX)
        .find(|mention| mention.span.end() <= before && fits(mention))
        .map(|mention| Party { span: mention.span, entity: Some(mention.entity) })
}
