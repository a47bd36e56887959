//! Whom a noun phrase means: the door for the rooms that look for claimants, actors and recipients.

use std::ops::Range;

use runut_packs::Language;

use crate::{Annotations, EntityKind, Mention, Party, Place, Text, TokenKind};

/// Whom the noun phrase in `tokens` (indices into `text.tokens`) names, as a claimant is named.
///
/// A person inside the phrase is its head, whatever role, state or organisation stands around the name: "Menteri
/// Luar Negeri Ukraina, Andrii Sybiha" is Sybiha, and so is "Kepala NATO Mark Rutte" Rutte. Where no person is named, a
/// phrase that begins with a name is that name ("Pentagon", "Kementerian Luar Negeri Rusia"). Pronouns and "politisi
/// itu" count as names of whom they stand for. What stands after a relative word ("yang ...") describes and is not looked at.
///
/// # Shape
/// `span` is the name's own words where somebody is named, else the whole phrase without marks at its ends, with
/// `entity` `None`: "pejabat Ukraina", "Washington dan Seoul" (a joint phrase has no one entity).
/// `None` only where the phrase holds no word.
pub fn party_at(
    found: &Annotations,
    text: &Text,
    language: &Language,
    tokens: Range<usize>,
) -> Option<Party> {
    let tokens = before_relative(text, language, within(text, tokens));
    let whole = phrase(text, tokens.clone())?;
    let inside: Vec<&Mention> = mentions_in(found, whole).collect();
    let persons: Vec<&&Mention> =
        inside.iter().filter(|mention| found.entities[mention.entity].kind == EntityKind::Person).collect();
    let joint = |first: &Mention, second: &Mention| {
        let between = text.tokens_in(Place::new(first.span.end(), second.span.start().max(first.span.end())));
        text.tokens[between].iter().any(|token| language.words.coordinators.contains(&token.lower))
    };
    let description = Some(Party { span: whole, entity: None });
    if let Some(first) = persons.first() {
        let other = persons.iter().find(|mention| mention.entity != first.entity);
        return match other {
            Some(other) if joint(first, other) => description,
            _ => Some(Party { span: first.span, entity: Some(first.entity) }),
        };
    }
    let Some(first) = inside.first().filter(|first| first.span.start() == whole.start()) else {
        return description;
    };
    if inside.iter().any(|other| other.entity != first.entity && joint(first, other)) {
        return description;
    }
    Some(Party { span: first.span, entity: Some(first.entity) })
}

/// Whom the noun phrase in `tokens` names, as an actor or recipient is named: a state's officials and forces are the state.
///
/// "Menteri Pertahanan AS Lloyd Austin" and "tentara Korea Utara" are US and KP, where the report names that state;
/// anybody else is as in [`party_at`], and a description without a name has `entity` `None`.
pub fn actor_at(
    found: &Annotations,
    text: &Text,
    language: &Language,
    tokens: Range<usize>,
) -> Option<Party> {
    let party = party_at(found, text, language, tokens.clone())?;
    if let Some(entity) = party.entity {
        let state = found.entities[entity].state.as_deref().and_then(|code| state_entity(found, code));
        return Some(Party { entity: state.or(Some(entity)), ..party });
    }
    let tokens = before_relative(text, language, within(text, tokens));
    let mut states = mentions_in(found, party.span).filter(|mention| {
        let entity = &found.entities[mention.entity];
        is_state(&entity.id) && !has_preposition_before(text, language, &tokens, mention.span)
    });
    let first = states.next();
    let lone = first.filter(|first| states.all(|other| other.entity == first.entity));
    Some(Party { entity: lone.map(|mention| mention.entity), ..party })
}

/// The mentions that lie wholly in `place`, in the order of the text.
pub fn mentions_in(found: &Annotations, place: Place) -> impl Iterator<Item = &Mention> {
    let first = found.mentions.partition_point(|mention| mention.span.start() < place.start());
    found.mentions[first..]
        .iter()
        .take_while(move |mention| mention.span.start() < place.end())
        .filter(move |mention| place.contains(mention.span))
}

/// The entity of the state with this ISO 3166-1 alpha-2 code, where the report names it.
pub fn state_entity(found: &Annotations, code: &str) -> Option<usize> {
    found.entities.iter().position(|entity| entity.id == code && entity.kind == EntityKind::Place)
}

/// Whether an entity's id is the code of a state, as ISO 3166-1 alpha-2 writes it.
pub fn is_state(id: &str) -> bool {
    id.len() == 2 && id.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn within(text: &Text, tokens: Range<usize>) -> Range<usize> {
    let end = tokens.end.min(text.tokens.len());
    tokens.start.min(end)..end
}

/// The tokens up to the first relative word that is not the first of them.
fn before_relative(text: &Text, language: &Language, tokens: Range<usize>) -> Range<usize> {
    let end = tokens
        .clone()
        .skip(1)
        .find(|&at| language.words.relatives.contains(&text.tokens[at].lower))
        .unwrap_or(tokens.end);
    tokens.start..end
}

/// The phrase without marks at its ends.
fn phrase(text: &Text, tokens: Range<usize>) -> Option<Place> {
    let wordy = |at: &usize| matches!(text.tokens[*at].kind, TokenKind::Word | TokenKind::Number);
    let first = tokens.clone().find(wordy)?;
    let last = tokens.rev().find(wordy)?;
    Some(text.tokens[first].span.cover(text.tokens[last].span))
}

fn has_preposition_before(text: &Text, language: &Language, tokens: &Range<usize>, name: Place) -> bool {
    let at = text.token_at(name.start());
    at > tokens.start && language.words.prepositions.contains(&text.tokens[at - 1].lower)
}
