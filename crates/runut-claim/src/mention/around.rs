//! Everything that the reading of names may ask: the text, the tables, and which words the report has in which case.

use rustc_hash::FxHashSet;

use runut_packs::{Language, Sense, ThingKind, World};

use crate::{EntityKind, Text};

/// Everything that the reading of one sentence may ask.
pub(super) struct Around<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) world: &'a World,
    pub(super) language: &'a Language,
    /// Words that the report has in lower case.
    pub(super) lows: &'a FxHashSet<&'a str>,
    /// Words that the report has with a capital.
    pub(super) highs: &'a FxHashSet<&'a str>,
    /// Acronyms that the report explains in brackets behind words in lower case: "izin usaha pertambangan (IUP)".
    pub(super) nouns: &'a FxHashSet<&'a str>,
}

impl Around<'_> {
    /// Whether a capital on the word makes no name of it.
    pub(super) fn is_plain(&self, lower: &str) -> bool {
        let names = &self.language.names;
        let words = &self.language.words;
        // "I'm", "We’re": what counts is the word before the apostrophe.
        let lower = lower.split(['\'', '’']).next().filter(|word| !word.is_empty()).unwrap_or(lower);
        // "direksi-direksi".
        if let Some((left, right)) = lower.split_once('-') {
            return self.is_plain(left) && self.is_plain(right);
        }
        names.lexicon.contains(lower)
            || words.common.contains(lower)
            || names.plain.contains(lower)
            || names.plain_shorts.contains(lower)
            || names.role_words.contains(lower)
            || words.prepositions.contains(lower)
            || words.subordinators.contains(lower)
            || words.coordinators.contains(lower)
            || words.auxiliaries.contains(lower)
            || words.pronouns.contains(lower)
            || words.determiners.contains(lower)
            || self.lows.contains(lower)
            || names.word_ends.iter().any(|end| lower.len() > end.len() + 3 && lower.ends_with(end.as_str()))
            || names.word_shapes.iter().any(|(start, end)| {
                lower.len() > 7 && lower.starts_with(start.as_str()) && lower.ends_with(end.as_str())
            })
            || names
                .verb_starts
                .iter()
                .any(|start| lower.len() > start.len() + 3 && lower.starts_with(start.as_str()))
    }

    /// The same for a word in nothing but capitals, which more often is a name: frequent words only, and no short ones.
    pub(super) fn is_plain_shouted(&self, lower: &str) -> bool {
        let long = lower.chars().count() > 3;
        let words = &self.language.words;
        self.language.names.plain.contains(lower)
            || self.language.names.plain_shorts.contains(lower)
            || words.prepositions.contains(lower)
            || words.determiners.contains(lower)
            || words.relatives.contains(lower)
            || long && (words.common.contains(lower) || self.language.names.lexicon.contains(lower))
    }

    /// Whether the word, in lower case, is one of persons' names, and not one that companies bear more often.
    pub(super) fn is_personal(&self, lower: &str) -> bool {
        let names = &self.language.names;
        (names.person_words.contains(lower) || names.given_names.contains(lower))
            && !names.company_words.contains(lower)
    }

    /// What a thing of the world is in a report.
    pub(super) fn kind_of(&self, thing: usize) -> EntityKind {
        match self.world.things[thing].kind {
            ThingKind::Country | ThingKind::Place => EntityKind::Place,
            ThingKind::Organization | ThingKind::Outlet => EntityKind::Organization,
            ThingKind::Person => EntityKind::Person,
            ThingKind::Product => EntityKind::Product,
        }
    }

    /// What a known name names in this sense.
    pub(super) fn kind_of_sense(&self, named: runut_packs::Named) -> EntityKind {
        match named.sense {
            Sense::Seat | Sense::Capital | Sense::Adjective => EntityKind::Place,
            Sense::Name => self.kind_of(named.thing),
        }
    }
}
