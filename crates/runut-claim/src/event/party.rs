//! For whom the parties of an act stand: officials and armies act for their state abroad, for themselves at home.

use runut_packs::{Language, Packs};

use super::frame::Filled;
use crate::{
    Annotations, Entity, EntityKind, Event, Party, Place, Polarity, Sentence, Text, TimeRef, TokenKind,
    annotations::starting_in,
};

/// The events of a filled frame: one, or two where both did it to each other.
pub(super) fn into_events(
    filled: Filled,
    text: &Text,
    packs: &Packs,
    language: &Language,
    found: &mut Annotations,
    first_mentions: &[Option<usize>],
    sentence: &Sentence,
) -> Vec<Event> {
    let roles = &language.events.roles;
    let home = &roles.home;
    let state = |party: Option<Party>| {
        let entity = &found.entities[party?.entity?];
        if is_private(text, language, found, first_mentions, party?) {
            return None;
        }
        let known = || {
            let thing = packs.world.thing(entity.world.as_deref()?)?;
            thing.state.clone().or_else(|| thing.within.clone())
        };
        let mission = || {
            let words = party?.span.of(&text.article.text).to_lowercase();
            let is_mission = words.split(' ').any(|word| roles.missions.contains(word));
            let country = |word| {
                let named = packs.world.named(word).first()?;
                packs.world.things[named.thing].state.clone()
            };
            let house = || party?.span.of(&text.article.text).split(' ').find_map(country);
            is_mission.then(house).flatten()
        };
        entity
            .state
            .clone()
            .or_else(mission)
            .or_else(known)
            .or_else(|| served(text, language, found, first_mentions, party?))
    };
    let (acting, acted_on) = (state(filled.actor), state(filled.recipient));
    // "bertemu tim keamanannya": whom one calls one's own is at home.
    let own = |party: Option<Party>| {
        party.filter(|party| party.entity.is_none()).is_some_and(|party| {
            let words = party.span.of(&text.article.text).to_lowercase();
            let last = words.split(' ').next_back().unwrap_or_default();
            language.morphology.without_clitic(last) != last
        })
    };
    let inside = own(filled.recipient) || own(filled.actor);
    let abroad = |own: &Option<String>, other: &Option<String>| match (own, other) {
        (Some(own), Some(other)) => own != other,
        (Some(own), None) => own != home && !roles.homes.contains(own),
        (None, _) => false,
    };
    let at_home = |party: &Party| {
        party.entity.is_none() && roles.government.contains(&party.span.of(&text.article.text).to_lowercase())
    };
    // Who is charged, held or sentenced is so in person.
    let in_person = |party: &Party| {
        filled.personal
            && party.entity.is_some_and(|entity| found.entities[entity].kind == EntityKind::Person)
    };
    let person = filled.recipient.filter(in_person);
    let mut stand = |party: Party, own: &Option<String>, other: &Option<String>| {
        if at_home(&party) {
            return for_state(party, Some(home), found);
        }
        if !inside && abroad(own, other) { for_state(party, own.as_deref(), found) } else { party }
    };
    let actor = filled.actor.map(|party| stand(party, &acting, &acted_on));
    let recipient = filled.recipient.map(|party| person.unwrap_or_else(|| stand(party, &acted_on, &acting)));
    let quantity = filled.object.and_then(|object| {
        let mut counted = starting_in(&found.quantities, |quantity| quantity.span, filled.scope);
        counted
            .find(|(_, quantity)| filled.scope.contains(quantity.span) && object.overlaps(quantity.span))
            .map(|(index, _)| index)
    });
    let statement = found.statement_around(filled.trigger);
    let time = time_of(found, filled.scope, sentence.span);
    let returned = in_return(text, language, sentence, &filled);
    let event = Event {
        evidence: apart(filled.evidence, filled.trigger, returned, text),
        trigger: filled.trigger,
        event_type: filled.event_type,
        actor,
        recipient,
        polarity: ahead_of(text, filled.polarity, time.as_ref()),
        object: filled.object,
        quantity,
        place: place_of(text, language, found, filled.scope),
        time,
        statement,
        in_return_for: returned.map(|(_, place)| place),
        hedge: filled.hedge,
    };
    let more = filled.joined.map(|party| Event { recipient: Some(party), ..event.clone() });
    if filled.each_other && event.actor.is_some() && event.recipient.is_some() {
        let back = Event { actor: event.recipient, recipient: event.actor, ..event.clone() };
        return vec![event, back];
    }
    std::iter::once(event).chain(more).collect()
}

/// Words of a role that are looked back over for the state that it is of.
const ROLE_TOKENS_MAX: usize = 9;

/// The state that a person serves by the role in front of the name: "Duta Besar *Iran* untuk PBB, Ali Bahreini".
fn served(
    text: &Text,
    language: &Language,
    found: &Annotations,
    first_mentions: &[Option<usize>],
    party: Party,
) -> Option<String> {
    let entity = party.entity?;
    if found.entities[entity].kind != EntityKind::Person {
        return None;
    }
    let first = &found.mentions[(*first_mentions.get(entity)?)?];
    let end = text.token_at(first.span.start());
    let near = (end.saturating_sub(ROLE_TOKENS_MAX)..end).rev();
    let role = near
        .take_while(|&at| {
            let token = &text.tokens[at];
            token.kind != TokenKind::Quote && token.text != "." && !language.morphology.is_verb(&token.lower)
        })
        .find(|&at| language.events.roles.envoys.contains(&text.tokens[at].lower))?;
    let place = text.tokens[role].span.cover(text.tokens[end.checked_sub(1)?].span);
    let country = starting_in(&found.mentions, |mention| mention.span, place)
        .map(|(_, mention)| &found.entities[mention.entity])
        .find(|entity| entity.kind == EntityKind::Place && entity.id.len() == 2)?;
    Some(country.id.clone())
}

/// Whether a party acts for nobody but itself, whatever state stands before the name: "the *U.S. airman* Ann Lind", an
/// outlet.
fn is_private(
    text: &Text,
    language: &Language,
    found: &Annotations,
    first_mentions: &[Option<usize>],
    party: Party,
) -> bool {
    let Some(entity) = party.entity else { return false };
    if found.entities[entity].world.as_deref().is_some_and(|world| world.starts_with("outlet:")) {
        return true;
    }
    let first = first_mentions.get(entity).copied().flatten().map(|index| &found.mentions[index]);
    let before = first.and_then(|first| text.token_at(first.span.start()).checked_sub(1));
    found.entities[entity].kind == EntityKind::Person
        && before.is_some_and(|at| language.events.roles.private.contains(&text.tokens[at].lower))
}

/// The party as its state: the words stay, the link goes to the state.
fn for_state(party: Party, state: Option<&str>, found: &mut Annotations) -> Party {
    let Some(state) = state else { return party };
    let known = found.entities.iter().position(|entity| entity.id == state);
    let entity = known.unwrap_or_else(|| {
        let world = Some(format!("country:{state}"));
        found.entities.push(Entity {
            id: state.to_owned(),
            kind: EntityKind::Place,
            world,
            state: Some(state.to_owned()),
        });
        found.entities.len() - 1
    });
    Party { entity: Some(entity), ..party }
}

/// An act that is said to happen, on a day after the report's own, is still to come.
fn ahead_of(text: &Text, polarity: Polarity, time: Option<&TimeRef>) -> Polarity {
    let (Some(published), Some(time)) = (text.article.published.as_ref(), time) else { return polarity };
    let start = time.value.split('/').next().unwrap_or_default();
    let length = start.len().min(published.value.len()).min(10);
    let later = length >= 4 && start.get(..length) > published.value.get(..length);
    if later && polarity == Polarity::Asserted { Polarity::Future } else { polarity }
}

/// The place behind a word like "di" in the clause.
fn place_of(text: &Text, language: &Language, found: &Annotations, scope: Place) -> Option<Party> {
    let roles = &language.events.roles;
    starting_in(&found.mentions, |mention| mention.span, scope)
        .map(|(_, mention)| mention)
        .filter(|mention| {
            scope.contains(mention.span) && found.entities[mention.entity].kind == EntityKind::Place
        })
        .find_map(|mention| {
            let at = text.token_at(mention.span.start());
            let led = (at.saturating_sub(2)..at).any(|at| roles.place.contains(&text.tokens[at].lower));
            led.then_some(Party { span: mention.span, entity: Some(mention.entity) })
        })
}

/// The date in the clause, else the only one of the sentence.
fn time_of(found: &Annotations, scope: Place, sentence: Place) -> Option<TimeRef> {
    let dated = |within: Place| {
        let times = starting_in(&found.times, |time| time.span, within).map(|(_, time)| time);
        times.filter(move |time| within.contains(time.span) && time.value.is_some())
    };
    let near = dated(scope).next();
    let only = || if dated(sentence).count() == 1 { dated(sentence).next() } else { None };
    near.or_else(only).and_then(|time| Some(TimeRef { value: time.value.clone()?, span: time.span }))
}

/// Tokens between an act and what is given in return for it.
const EXCHANGE_TOKENS_MAX: usize = 60;

/// What is given in return: the words behind "sebagai imbalan atas" in the sentence of the act, up to the clause's
/// end or, where they open the sentence, up to the giver; with where the phrase itself starts.
fn in_return(text: &Text, language: &Language, sentence: &Sentence, act: &Filled) -> Option<(usize, Place)> {
    let tokens = &text.tokens;
    let near = act.tokens.start.saturating_sub(EXCHANGE_TOKENS_MAX).max(sentence.tokens.start)
        ..(act.tokens.end + EXCHANGE_TOKENS_MAX).min(sentence.tokens.end);
    let (start, end) = near.clone().find_map(|at| Some((at, at + phrase_length(text, language, at)?)))?;
    let stops = |at: &usize| {
        matches!(tokens[*at].text, "," | "." | ";")
            || tokens[*at].kind == TokenKind::Quote
            || language.words.complementizers.contains(&tokens[*at].lower)
    };
    let last = (end..near.end).find(stops).unwrap_or(near.end);
    let cue = tokens[start].span.start();
    let giver =
        act.actor.map(|party| party.span.start()).filter(|&start| start > cue && start < act.trigger.start());
    let last = if cue < act.trigger.start() {
        last.min(text.token_at(giver.unwrap_or(act.trigger.start())).max(end))
    } else {
        last
    };
    let words = tokens.get(end..last)?;
    let place = words.first()?.span.cover(words.last()?.span);
    (!place.overlaps(act.trigger)).then_some((cue, place))
}

/// Tokens of the longest phrase of exchange that starts at `at`.
fn phrase_length(text: &Text, language: &Language, at: usize) -> Option<usize> {
    let fits = |phrase: &&String| {
        phrase
            .split(' ')
            .enumerate()
            .all(|(offset, word)| text.tokens.get(at + offset).is_some_and(|token| token.is(word)))
    };
    language.events.roles.in_return.iter().filter(fits).map(|phrase| phrase.split(' ').count()).max()
}

/// The evidence without the phrase of exchange, which is a field of its own.
fn apart(evidence: Place, trigger: Place, returned: Option<(usize, Place)>, text: &Text) -> Place {
    let Some((cue, place)) = returned else { return evidence };
    let (start, end) = if cue > trigger.start() {
        (evidence.start(), evidence.end().min(cue).max(trigger.end()))
    } else {
        (evidence.start().max(place.end()).min(trigger.start()), evidence.end())
    };
    Place::new(start, end).trim(&text.article.text)
}
