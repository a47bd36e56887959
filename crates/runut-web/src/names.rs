//! What the ids of the ledger are called before a reader: countries by name, event types in words.

use runut_packs::Packs;

use crate::{
    messages::{Messages, fill},
    written,
};

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
            return thing.name_by_language.get(&self.messages.tag).unwrap_or(&thing.name).clone();
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

    /// A ledger's key in words: `aid KP RU, sent` is "membantu: Korea Utara → Rusia, dikirim". What is none of the
    /// forms of a key stays as it is.
    ///
    /// # Source
    /// `runut_story`: `act.rs`, `claim.rs`, `figure.rs` and `origin.rs` write the forms.
    pub(crate) fn key(&self, key: &str) -> String {
        if let Some((head, tail)) = key.split_once("; ") {
            return format!("{}; {}", self.key(head), self.key(tail));
        }
        if let Some((who, denied)) = key.split_once(" denies ") {
            return format!("{} ⊘ {}", self.of(who), self.key(denied));
        }
        if let Some((head, tail)) = key.split_once(", ") {
            let tail: Vec<String> =
                tail.split(", ").map(|part| self.of(self.messages.named("scope", part))).collect();
            return format!("{}, {}", self.key(head), tail.join(", "));
        }
        if let Some((who, place)) = key.strip_prefix("forces ").and_then(|rest| rest.split_once(" in ")) {
            let forces = self.messages.with("scope.forces_in", "who", &self.of(who));
            return fill(&forces, "place", &self.of(place));
        }
        match key.split_once(' ') {
            Some((code, parties)) if self.packs.event_types.get(code).is_some() => self.act(code, parties),
            _ => self.counted(key),
        }
    }

    /// What is counted, with how many before it and whose it is behind it: "3000 tentara KP".
    pub(crate) fn counted(&self, words: &str) -> String {
        if let Some((number, of)) = words.split_once(' ')
            && let Some(value) = number.parse::<f64>().ok().filter(|value| value.is_finite())
        {
            return format!("{} {}", written::number(self.messages, value), self.counted(of));
        }
        match words.rsplit_once(' ') {
            Some((of, whose)) if is_code(whose) => format!("{of} {}", self.of(whose)),
            _ if self.packs.event_types.get(words).is_some() => self.event(words),
            _ => self.of(self.messages.named("scope", words)),
        }
    }

    /// An act with its parties, which stand in the key one behind the other and may be of several words.
    fn act(&self, code: &str, parties: &str) -> String {
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
        let korea = names.of("KP");
        assert_ne!(korea, "KP");
        assert_eq!(names.key("aid Sari KP, sent; sent"), format!("{aid}: Sari → {korea}, dikirim; dikirim"));
        assert_eq!(names.key("KP denies aid KP -"), format!("{korea} ⊘ {aid}: {korea}"));
        assert_eq!(names.key("forces KP in Teluk Sari"), format!("pasukan {korea} di Teluk Sari"));
        assert_eq!(names.key("3000 tentara KP"), format!("3.000 tentara {korea}"));
        assert_eq!(names.key("pejabat AS dan PBB"), "pejabat AS dan PBB");
        for odd in ["", " ", "; ", ", ", " denies ", "forces  in ", "aid", "aid ", "aid -", "aid  - "] {
            let _ = names.key(odd);
        }
    }
}
