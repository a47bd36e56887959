//! What the ids of the ledger are called before a reader: countries by name, event types in words.

use runut_packs::{Packs, ThingKind};

use crate::messages::Messages;

/// Names in the interface's language.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    pub(crate) packs: &'a Packs,
    pub(crate) messages: &'a Messages,
}

impl Names<'_> {
    /// The name of an entity: a country's for its code, else the id, which is a name already.
    pub(crate) fn of(&self, id: &str) -> String {
        if is_code(id)
            && let Some(thing) = self.packs.world.thing(&format!("country:{id}"))
        {
            debug_assert_eq!(thing.kind, ThingKind::Country);
            return thing.name.clone();
        }
        id.to_owned()
    }

    /// The name of an event type.
    pub(crate) fn event(&self, code: &str) -> String {
        let event_type = self.packs.event_types.get(code);
        event_type
            .and_then(|event| event.name.get(&self.messages.tag))
            .map_or_else(|| code.to_owned(), Clone::clone)
    }

    /// A ledger's key `type actor recipient` in words: "bantuan: Korea Utara → Rusia"; any other key as it is.
    pub(crate) fn key(&self, key: &str) -> String {
        let Some((code, parties)) = key.split_once(' ') else {
            return if self.packs.event_types.get(key).is_some() { self.event(key) } else { self.of(key) };
        };
        if self.packs.event_types.get(code).is_none() {
            return key.to_owned();
        }
        let words: Vec<&str> = parties.split(' ').collect();
        let last = words.len() - 1;
        let cut = if last == 1 || words[0] == "-" {
            Some(1)
        } else if words[last] == "-" || is_code(words[last]) {
            Some(last)
        } else if is_code(words[0]) {
            Some(1)
        } else {
            None
        };
        let name = |words: &[&str]| match words.join(" ").as_str() {
            "-" => "…".to_owned(),
            id => self.of(id),
        };
        let event = self.event(code);
        match cut.filter(|cut| *cut < words.len()) {
            Some(cut) if words[cut..] == ["-"] => format!("{event}: {}", name(&words[..cut])),
            Some(cut) => format!("{event}: {} → {}", name(&words[..cut]), name(&words[cut..])),
            None => format!("{event}: {}", self.of(parties)),
        }
    }
}

fn is_code(id: &str) -> bool {
    id.len() == 2 && id.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_words() {
        let names = Names { packs: Packs::builtin(), messages: &Messages::all()[0] };
        let aid = names.event("aid");
        assert_eq!(names.key("aid Sari Laut -"), format!("{aid}: Sari Laut"));
        assert_eq!(names.key("aid - Sari Laut"), format!("{aid}: … → Sari Laut"));
        assert_eq!(names.key("aid Sari Laut"), format!("{aid}: Sari → Laut"));
        assert_eq!(names.key("aid PT Sari Laut -"), format!("{aid}: PT Sari Laut"));
        assert_eq!(names.key("Sari Laut"), "Sari Laut");
        for odd in ["", " ", "aid", "aid ", "aid -", "aid  - "] {
            let _ = names.key(odd);
        }
    }
}
