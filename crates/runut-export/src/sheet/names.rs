//! What ids and keys of the ledger are called before a reader.

use runut_packs::Packs;

use super::Words;

/// Names in one language.
#[derive(Clone, Copy)]
pub(crate) struct Names<'a> {
    pub(crate) packs: &'a Packs,
    pub(crate) words: &'a Words,
}

impl Names<'_> {
    /// A country by its name, everybody else as the reports do.
    pub(crate) fn party(&self, id: &str) -> String {
        let code = id.len() == 2 && id.bytes().all(|byte| byte.is_ascii_uppercase());
        let country = code.then(|| self.packs.world.thing(&format!("country:{id}"))).flatten();
        match country {
            Some(thing) => thing.name_by_language.get(&self.words.tag).unwrap_or(&thing.name).clone(),
            None => id.to_owned(),
        }
    }

    /// A key (`aid KP RU, arms`) as a phrase. Parties of several words are told apart by the `known` ids.
    pub(crate) fn key(&self, key: &str, known: &dyn Fn(&str) -> bool) -> String {
        let (act, tail) = key.split_once(", ").map_or((key, None), |(act, tail)| (act, Some(tail)));
        let phrase = self.act(act, known).unwrap_or_else(|| self.party(act));
        match tail {
            Some(tail) => {
                let parts: Vec<String> = tail.split(", ").map(|part| self.scope(part)).collect();
                format!("{phrase} ({})", parts.join(", "))
            }
            None => phrase,
        }
    }

    /// A scope's word, or a party.
    fn scope(&self, part: &str) -> String {
        let key = format!("scope.{part}");
        let word = self.words.t(&key);
        if word == key { self.party(part) } else { word.to_owned() }
    }

    /// The scope of a figure, which joins keys and words of scope.
    pub(crate) fn scopes(&self, scope: &str, known: &dyn Fn(&str) -> bool) -> String {
        let all = scope.split("; ").map(|scope| {
            let parts =
                scope.split(", ").map(|part| self.act(part, known).unwrap_or_else(|| self.scope(part)));
            parts.collect::<Vec<_>>().join(", ")
        });
        all.collect::<Vec<_>>().join("; ")
    }

    fn act(&self, act: &str, known: &dyn Fn(&str) -> bool) -> Option<String> {
        let (code, parties) = act.split_once(' ')?;
        let event_type = self.packs.event_types.get(code)?;
        let verb = event_type.name.get(&self.words.tag).map_or(code, String::as_str);
        let is = |id: &str| matches!(id, "-" | "null") || known(id);
        let cuts: Vec<usize> = parties.match_indices(' ').map(|(at, _)| at).collect();
        let cut = cuts
            .iter()
            .copied()
            .find(|&at| is(&parties[..at]) && is(&parties[at + 1..]))
            .or_else(|| cuts.iter().copied().find(|&at| is(&parties[..at]) || is(&parties[at + 1..])))?;
        let name = |id: &str| if matches!(id, "-" | "null") { "…".to_owned() } else { self.party(id) };
        let (actor, recipient) = (name(&parties[..cut]), name(&parties[cut + 1..]));
        Some(if recipient == "…" {
            format!("{actor}: {verb}")
        } else {
            format!("{actor} → {recipient}: {verb}")
        })
    }
}
