//! What must be known beforehand? Languages, outlets, agencies, places, event types: data, and how it is loaded.
//!
//! A language pack is a folder that is its own registry (`lang/<BCP 47 tag>/`), and so are the outlets
//! (`world/outlets/`) and the event types (`events/`): whoever adds a file adds the thing, and edits no Rust.
//! This crate turns the tables into values that are quick to ask; it knows nothing of articles.

mod coverage;
mod event_type;
mod files;
mod lang;
mod markup;
mod press;
mod world;

use std::sync::OnceLock;

pub use coverage::*;
pub use event_type::{EventType, EventTypes};
pub use files::{Error, Files};
pub use lang::*;
pub use markup::{LineOpening, Markup, Part, Signs, Word};
pub use press::*;
pub use world::*;

use rustc_hash::FxHashMap;

/// Everything that is known beforehand.
#[derive(Debug)]
pub struct Packs {
    /// The languages, in the order of their tags.
    pub languages: Vec<Language>,
    /// Countries, organisations, outlets, people: the same ids for all languages.
    pub world: World,
    /// How the press of any language prints dates and bylines.
    pub press: Press,
    /// What authors of pages call the parts of a page.
    pub markup: Markup,
    /// The event types and their roles: no word of any language.
    pub event_types: EventTypes,
    /// The files that all this was read from.
    pub files: Files,
    /// By a frequent word: indexes of the languages that have it.
    by_word: FxHashMap<String, Vec<u8>>,
}

/// Names of the weekdays in all languages of the program, in lower case; Monday is 1. For who needs no more of the packs.
///
/// # Panics
/// Never in a released program, as [`Packs::builtin`].
pub fn weekdays() -> &'static FxHashMap<String, u8> {
    static WEEKDAYS: OnceLock<FxHashMap<String, u8>> = OnceLock::new();
    WEEKDAYS.get_or_init(|| {
        let files = Files::builtin();
        let names = |tag| -> FxHashMap<String, u8> {
            match files.table::<Boilerplate>(&format!("lang/{tag}/boilerplate.toml")) {
                Ok(table) => table.weekdays,
                Err(error) => panic!("the packs of this program do not parse: {error}"),
            }
        };
        files.folders("lang").iter().flat_map(names).collect()
    })
}

impl Packs {
    /// The packs that the program carries, parsed once.
    ///
    /// # Panics
    /// Never in a released program: `packs_parse` in this crate's tests parses the same files.
    pub fn builtin() -> &'static Self {
        static PACKS: OnceLock<Packs> = OnceLock::new();
        PACKS.get_or_init(|| match Self::from_files(&Files::builtin()) {
            Ok(packs) => packs,
            Err(error) => panic!("the packs of this program do not parse: {error}"),
        })
    }

    /// The same for a program that only reads articles: half of the tables are of claims, and need not be parsed.
    ///
    /// # Panics
    /// Never in a released program, as [`Packs::builtin`].
    pub fn builtin_for_articles() -> &'static Self {
        static PACKS: OnceLock<Packs> = OnceLock::new();
        PACKS.get_or_init(|| match Self::from_files(&Files::builtin().for_articles()) {
            Ok(packs) => packs,
            Err(error) => panic!("the packs of this program do not parse: {error}"),
        })
    }

    /// Packs out of any set of files of the same form.
    ///
    /// # Errors
    /// Where a file is no TOML, or has a key that nobody reads; the error names file and line.
    pub fn from_files(files: &Files) -> Result<Self, Error> {
        let languages: Vec<Language> =
            files.folders("lang").iter().map(|tag| Language::load(files, tag)).collect::<Result<_, _>>()?;
        let mut by_word: FxHashMap<String, Vec<u8>> = FxHashMap::default();
        for (index, language) in (0..=u8::MAX).zip(&languages) {
            for word in &language.boilerplate.language_words {
                let of_word = by_word.entry(word.clone()).or_default();
                if of_word.last() != Some(&index) {
                    of_word.push(index);
                }
            }
        }
        Ok(Self {
            by_word,
            languages,
            world: World::load(files)?,
            markup: Markup::load(files)?,
            press: Press::load(files)?,
            event_types: EventTypes::load(files)?,
            files: files.clone(),
        })
    }

    /// Indexes of the languages that have this word, in lower case, among their frequent ones; of the first 256.
    pub fn languages_of(&self, word: &str) -> &[u8] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// The pack of a BCP 47 tag, if there is one.
    pub fn language(&self, tag: &str) -> Option<&Language> {
        self.languages.iter().find(|language| language.tag == tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packs_parse() {
        let packs = Packs::from_files(&Files::builtin()).expect("every table parses");
        assert!(packs.language("id").is_some() && packs.language("en").is_some());
        for language in &packs.languages {
            assert!(!language.cases.is_empty(), "help: give lang/{}/cases/ a case", language.tag);
        }
    }

    #[test]
    fn every_table_of_a_language_has_cases() {
        let packs = Packs::builtin();
        let untested: Vec<String> = packs
            .languages
            .iter()
            .flat_map(|language| {
                Coverage::of(language, packs)
                    .untested
                    .into_iter()
                    .map(|table| format!("lang/{}/{table}.toml", language.tag))
            })
            .collect();
        assert!(
            untested.is_empty(),
            "no case tests {}\nhelp: add a file of cases with the table's name, or name the table in `of` of one",
            untested.join(", ")
        );
    }
}
