//! A reading as the corrections have it.

use runut_claim::{Entity, Event, Party, Place, Reading};
use runut_text::Span;

use super::{Correction, Words};

/// The reading with all corrections that are about it, in their order. What a correction speaks of and the reading
/// does not have, it leaves alone.
pub fn correct(mut reading: Reading, corrections: &[Correction]) -> Reading {
    for correction in corrections {
        match correction {
            Correction::SameEntity { name, is } => same_entity(&mut reading, name, is),
            Correction::OtherEntity { words, is } => {
                if let Some(place) = place_in(&reading, words) {
                    other_entity(&mut reading, place, is);
                }
            }
            Correction::WrongClaim { words } => {
                if let Some(place) = place_in(&reading, words) {
                    take_out(&mut reading, place);
                }
            }
            Correction::OtherAct { words, event_type, actor, recipient } => {
                if let Some(place) = place_in(&reading, words) {
                    other_act(&mut reading, place, event_type, actor.as_deref(), recipient.as_deref());
                }
            }
            Correction::JoinStories { .. }
            | Correction::SplitStory { .. }
            | Correction::SameUtterance { .. }
            | Correction::OtherUtterance { .. } => {}
        }
    }
    reading
}

/// Where the words stand in a text: at their place, else the nearest place that has them.
pub fn locate(text: &str, words: &Words) -> Option<Place> {
    let (start, end) = (words.span.start(), words.span.end());
    if words.text.is_empty() {
        return None;
    }
    if text.get(start..end) == Some(words.text.as_str()) {
        return Some(words.span);
    }
    let nearest = text.match_indices(words.text.as_str()).min_by_key(|(at, _)| (at.abs_diff(start), *at));
    nearest.map(|(at, found)| Span::new(at, at + found.len()))
}

fn place_in(reading: &Reading, words: &Words) -> Option<Place> {
    (reading.article.digest == Some(words.report)).then(|| locate(&reading.article.text, words))?
}

fn same_entity(reading: &mut Reading, name: &str, is: &str) {
    let entities = &mut reading.annotations.entities;
    let known = entities.iter().find(|entity| entity.id == is).cloned();
    for entity in entities.iter_mut().filter(|entity| entity.id == name) {
        match &known {
            Some(known) => *entity = known.clone(),
            // What the tables know of the old name is not known of the new one.
            None => {
                *entity = Entity { id: is.to_owned(), world: country(is), state: None, kind: entity.kind }
            }
        }
    }
}

/// The table's id of what is a country's code.
fn country(id: &str) -> Option<String> {
    (id.len() == 2 && id.bytes().all(|byte| byte.is_ascii_uppercase())).then(|| format!("country:{id}"))
}

fn other_entity(reading: &mut Reading, place: Place, is: &str) {
    let words = place.of(&reading.article.text).to_owned();
    let Some(read) = reading.annotations.mentions.iter().find(|mention| mention.span == place) else {
        return;
    };
    let old = read.entity;
    let kind = reading.annotations.entities[old].kind;
    let new = entity(reading, is, kind);
    let text = &reading.article.text;
    let meant = |span: Place| span.of(text) == words;
    for mention in reading.annotations.mentions.iter_mut().filter(|mention| mention.entity == old) {
        if meant(mention.span) {
            mention.entity = new;
            mention.slip = false;
        }
    }
    let turn = |party: &mut Option<Party>| {
        if let Some(party) = party.as_mut().filter(|party| party.entity == Some(old) && meant(party.span)) {
            party.entity = Some(new);
        }
    };
    for statement in &mut reading.annotations.statements {
        turn(&mut statement.claimant);
    }
    for event in &mut reading.annotations.events {
        turn(&mut event.actor);
        turn(&mut event.recipient);
        turn(&mut event.place);
    }
}

/// Index of the entity with this id, made where there is none.
fn entity(reading: &mut Reading, id: &str, kind: runut_claim::EntityKind) -> usize {
    let entities = &mut reading.annotations.entities;
    if let Some(known) = entities.iter().position(|entity| entity.id == id) {
        return known;
    }
    entities.push(Entity { id: id.to_owned(), kind, world: country(id), state: None });
    entities.len() - 1
}

/// Takes out what was read at exactly these words. What a statement tells goes with it: without it the acts would
/// stand in the outlet's own voice.
fn take_out(reading: &mut Reading, place: Place) {
    let found = &mut reading.annotations;
    let gone: Vec<bool> = found.statements.iter().map(|statement| statement.span == place).collect();
    let renumbered = renumbered(&gone);
    found.events.retain(|event| {
        event.evidence != place
            && event.statement.is_none_or(|statement| !gone.get(statement).is_some_and(|gone| *gone))
    });
    for event in &mut found.events {
        event.statement = event.statement.map(|statement| renumbered[statement]);
    }
    found.statements.retain(|statement| statement.span != place);
    let gone: Vec<bool> = found.quantities.iter().map(|quantity| quantity.span == place).collect();
    let renumbered = self::renumbered(&gone);
    for event in &mut found.events {
        event.quantity = event.quantity.filter(|&index| !gone[index]).map(|index| renumbered[index]);
    }
    found.quantities.retain(|quantity| quantity.span != place);
    found.times.retain(|time| time.span != place);
}

/// The index that each entry has once those that are gone are gone.
fn renumbered(gone: &[bool]) -> Vec<usize> {
    let mut next = 0;
    gone.iter()
        .map(|gone| {
            let index = next;
            next += usize::from(!gone);
            index
        })
        .collect()
}

fn other_act(
    reading: &mut Reading,
    place: Place,
    event_type: &str,
    actor: Option<&str>,
    recipient: Option<&str>,
) {
    let at: Vec<usize> = reading
        .annotations
        .events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.evidence == place)
        .map(|(index, _)| index)
        .collect();
    for index in at {
        let event = &reading.annotations.events[index];
        let (old_actor, old_recipient, trigger) = (event.actor, event.recipient, event.trigger);
        let actor = actor.map(|id| party(reading, id, old_actor, trigger));
        let recipient = recipient.map(|id| party(reading, id, old_recipient, trigger));
        let event: &mut Event = &mut reading.annotations.events[index];
        event_type.clone_into(&mut event.event_type);
        event.actor = actor;
        event.recipient = recipient;
    }
}

/// A party of this id, on the words that stood for the role, else on its first mention, else on the act's own word.
fn party(reading: &mut Reading, id: &str, old: Option<Party>, trigger: Place) -> Party {
    if let Some(old) = old.filter(|old| reading.party_id(*old) == id) {
        return old;
    }
    let entity = entity(reading, id, runut_claim::EntityKind::Organization);
    let mention = reading.annotations.mentions.iter().find(|mention| mention.entity == entity);
    let span = mention.map(|mention| mention.span).or(old.map(|old| old.span)).unwrap_or(trigger);
    Party { span, entity: Some(entity) }
}

#[cfg(test)]
mod tests {
    use runut_claim::{Certainty, EntityKind, Mention, Mode, Polarity, Statement};
    use runut_text::Digest;

    use super::*;

    const TEXT: &str = "Arum berkata bahwa Sagara menyerang Tiris. Arum pulang.";
    const DIGEST: Digest = Digest([7; 32]);

    fn at(words: &str) -> Place {
        let start = TEXT.find(words).expect("the words are in the text");
        Span::new(start, start + words.len())
    }

    fn words(text: &str) -> Words {
        Words { report: DIGEST, span: at(text), text: text.to_owned() }
    }

    fn reading() -> Reading {
        let mut reading = Reading::default();
        reading.article.text = TEXT.to_owned();
        reading.article.digest = Some(DIGEST);
        let found = &mut reading.annotations;
        for (id, kind) in
            [("Arum", EntityKind::Person), ("Sagara", EntityKind::Place), ("Tiris", EntityKind::Place)]
        {
            found.entities.push(Entity { id: id.to_owned(), kind, world: None, state: None });
        }
        for (span, entity) in [(at("Arum"), 0), (at("Sagara"), 1), (at("Tiris"), 2), (Span::new(43, 47), 0)] {
            found.mentions.push(Mention { span, entity, slip: false, anaphor: false });
        }
        let party = |words: &str, entity| Some(Party { span: at(words), entity: Some(entity) });
        found.statements.push(Statement {
            span: at("Sagara menyerang Tiris"),
            mode: Mode::Indirect,
            claimant: party("Arum", 0),
            cue: None,
            via: Vec::new(),
            said_on: None,
            said_at: None,
            certainty: Certainty::Stated,
        });
        found.events.push(Event {
            evidence: at("Sagara menyerang Tiris"),
            trigger: at("menyerang"),
            event_type: "assault".to_owned(),
            actor: party("Sagara", 1),
            recipient: party("Tiris", 2),
            polarity: Polarity::Asserted,
            object: None,
            quantity: None,
            place: None,
            time: None,
            statement: Some(0),
            in_return_for: None,
            hedge: None,
        });
        reading
    }

    #[test]
    fn words_are_found_again_where_they_have_moved() {
        assert_eq!(locate(TEXT, &words("Tiris")), Some(at("Tiris")));
        let moved = Words { span: Span::new(0, 5), ..words("Tiris") };
        assert_eq!(locate(TEXT, &moved), Some(at("Tiris")));
        let beyond = Words { span: Span::new(900, 904), ..words("Arum") };
        assert_eq!(locate(TEXT, &beyond), Some(Span::new(43, 47)));
        assert_eq!(locate("Kosong.", &words("Tiris")), None);
        assert_eq!(locate(TEXT, &Words { text: String::new(), ..words("Tiris") }), None);
    }

    #[test]
    fn a_wrong_claim_goes_with_what_it_says() {
        let corrected =
            correct(reading(), &[Correction::WrongClaim { words: words("Sagara menyerang Tiris") }]);
        assert!(corrected.annotations.statements.is_empty() && corrected.annotations.events.is_empty());
        let other = Words { report: Digest([1; 32]), ..words("Sagara menyerang Tiris") };
        assert_eq!(correct(reading(), &[Correction::WrongClaim { words: other }]), reading());
    }

    #[test]
    fn a_name_means_another_in_one_report() {
        let is = "Arum Lestari".to_owned();
        let corrected = correct(reading(), &[Correction::OtherEntity { words: words("Arum"), is }]);
        let found = &corrected.annotations;
        assert_eq!(corrected.party_id(found.statements[0].claimant.expect("Arum")), "Arum Lestari");
        assert!(found.mentions.iter().filter(|mention| mention.entity == 3).count() == 2);
    }

    #[test]
    fn two_names_are_one() {
        let same = |name: &str, is: &str| Correction::SameEntity { name: name.into(), is: is.into() };
        let corrected = correct(reading(), &[same("Sagara", "Tiris"), same("Arum", "KP")]);
        let ids: Vec<&str> = corrected.annotations.entities.iter().map(|entity| entity.id.as_str()).collect();
        assert_eq!(ids, ["KP", "Tiris", "Tiris"]);
        assert_eq!(corrected.annotations.entities[0].world.as_deref(), Some("country:KP"));
    }

    #[test]
    fn an_act_is_another() {
        let act = Correction::OtherAct {
            words: words("Sagara menyerang Tiris"),
            event_type: "aid".into(),
            actor: Some("Tiris".into()),
            recipient: None,
        };
        let corrected = correct(reading(), &[act]);
        let event = &corrected.annotations.events[0];
        assert_eq!(event.event_type, "aid");
        assert_eq!(event.actor.map(|actor| corrected.party_id(actor)), Some("Tiris"));
        assert_eq!(event.recipient, None);
    }
}
