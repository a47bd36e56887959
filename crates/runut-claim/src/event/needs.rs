//! Whether what a frame needs is there: who can act, who can suffer, who serves in what.

use runut_packs::EventFrame;

use super::clause::Clauses;
use crate::{EntityKind, Party, TokenKind};

/// Words before a person's first name in the report in which the role stands.
const ROLE_TOKENS_MAX: usize = 9;

/// Whether all is found that the frame needs.
pub(super) fn satisfied(
    clauses: &Clauses,
    frame: &EventFrame,
    actor: Option<Party>,
    recipient: Option<Party>,
    agentless: bool,
) -> bool {
    let state = |party: Party| party.entity.and_then(|entity| clauses.entities[entity].state.as_deref());
    let is_country = |party: Party| {
        party.entity.is_some_and(|entity| {
            clauses.entities[entity].id.len() == 2 || clauses.entities[entity].state.is_some()
        })
    };
    let named = actor.or(recipient).is_some_and(|_| {
        [actor, recipient]
            .into_iter()
            .flatten()
            .any(|party| party.entity.is_some() || clauses.is_government(party))
    });
    (named || frame.allows.contains("described"))
        && frame.needs.iter().all(|need| match need.as_str() {
            "actor" => actor.is_some() || agentless,
            "recipient" => recipient.is_some(),
            "entity" => recipient.is_some_and(|party| {
                party.entity.is_some() || agentless && frame.allows.contains("described")
            }),
            "somebody" => recipient.is_some_and(|party| is_somebody(clauses, party)),
            "addressed" => recipient.is_some_and(|party| party.entity.is_some() || asked(clauses, party)),
            // Asked of the polarity, which is known later, and of the object.
            "done" | "own" => true,
            "other" => recipient.zip(actor).is_none_or(|(recipient, actor)| {
                let side = |party: Party| {
                    let entity = &clauses.entities[party.entity?];
                    entity.state.clone().or_else(|| Some(entity.id.clone()))
                };
                side(recipient) != side(actor) || side(actor).is_none()
            }),
            "country" => recipient.is_some_and(|party| {
                is_country(party)
                    && actor.is_none_or(|actor| state(actor) != state(party) || state(party).is_none())
            }),
            _ => false,
        })
}

/// Whether a party can do something: no town, product or occasion does, but a state, a body, a person, whoever is described.
pub(super) fn can_act(clauses: &Clauses, party: Party) -> bool {
    party.entity.is_none_or(|entity| {
        let entity = &clauses.entities[entity];
        matches!(entity.kind, EntityKind::Person | EntityKind::Organization)
            || entity.kind == EntityKind::Place && (entity.id.len() == 2 || entity.state.is_some())
    })
}

/// Whether something that is done to a party is told even where nobody says who did it: a person or body with a name,
/// or whoever is described where the frame allows it.
pub(super) fn suffers(clauses: &Clauses, frame: &EventFrame, party: Party) -> bool {
    match party.entity.map(|entity| clauses.entities[entity].kind) {
        Some(kind) => matches!(kind, EntityKind::Person | EntityKind::Organization),
        None => frame.allows.contains("described"),
    }
}

/// Whether a party is, or by the role before its first name serves in, what a class of nouns says.
pub(super) fn serves_in(clauses: &Clauses, party: Party, classes: &[String]) -> bool {
    let named = clauses.text.tokens_in(party.span);
    let before = |at: usize| at.saturating_sub(ROLE_TOKENS_MAX)..at;
    let first = party.entity.and_then(|entity| {
        let first = &clauses.mentions[(*clauses.first_mentions.get(entity)?)?];
        Some(clauses.text.token_at(first.span.start()))
    });
    let role = first.map_or(0..0, before).rev().take_while(|&at| {
        clauses.text.tokens[at].text != "." && clauses.text.tokens[at].kind != TokenKind::Quote
    });
    named.into_iter().chain(role).any(|at| clauses.is_noun_of(at, classes))
}

/// Whether the verb at `at` is that of a relative clause, which tells which people are meant: "orang yang diculik".
pub(super) fn is_relative(clauses: &Clauses, at: usize) -> bool {
    let words = &clauses.language.words;
    let before = (clauses.sentence.tokens.start..at).rev();
    before
        .take_while(|&at| {
            words.auxiliaries.contains(clauses.word(at)) || words.relatives.contains(clauses.word(at))
        })
        .any(|at| words.relatives.contains(clauses.word(at)))
}

/// Whether a party can speak and act: a person, a body, a state.
fn is_somebody(clauses: &Clauses, party: Party) -> bool {
    let entity = party.entity.map(|entity| &clauses.entities[entity]);
    // Whoever is described is: things are not.
    entity.is_none_or(|entity| {
        matches!(entity.kind, EntityKind::Person | EntityKind::Organization) || entity.id.len() == 2
    })
}

/// Whether the words behind a described party say what it is asked to do: "meminta para pengusaha *agar* ...".
fn asked(clauses: &Clauses, party: Party) -> bool {
    let roles = &clauses.language.events.roles;
    let next = clauses.text.token_at(party.span.end());
    let word = clauses.text.tokens.get(next).map(|token| token.lower.as_str());
    word.is_some_and(|word| {
        roles.purpose.contains(word)
            || roles.polarity.demanded.contains(word)
            || clauses.language.morphology.is_verb(word)
    })
}
