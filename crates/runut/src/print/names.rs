//! Names for ids: what a country, an event type or a kind is called.

use crate::{messages::Messages, packs::packs};

/// What people call the party of this id: a country by its name, everybody else as the reports do.
pub(crate) fn party(id: &str) -> &str {
    packs().world.thing(&format!("country:{id}")).map_or(id, |thing| thing.name.as_str())
}

/// What an event type is called in the language of the interface.
pub(crate) fn event_type<'a>(code: &'a str, messages: &Messages) -> &'a str {
    let known = packs().event_types.get(code);
    known.and_then(|event_type| event_type.name.get(&messages.tag)).map_or(code, String::as_str)
}

/// What a key of the ledger says: `type actor recipient` as a phrase, anything else as it is. "-" is nobody named.
pub(crate) fn key(key: &str, messages: &Messages) -> String {
    let (code, parties) = key.split_once(' ').unwrap_or((key, ""));
    if packs().event_types.get(code).is_none() {
        return key.to_owned();
    }
    let name = |id: &str| if id == "-" { messages.nobody.clone() } else { party(id).to_owned() };
    // Ids of several words cannot be told apart in a key; countries, the most frequent, are single words.
    match parties.split(' ').collect::<Vec<_>>()[..] {
        [actor, recipient] => {
            format!("{} —{}→ {}", name(actor), event_type(code, messages), name(recipient))
        }
        _ => format!("{}: {parties}", event_type(code, messages)),
    }
}
