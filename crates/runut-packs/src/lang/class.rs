//! Classes of words: which of the pack's tables a word stands in, in one question.

use rustc_hash::FxHashMap;

use super::{HeadKind, Names, Words};

/// The tables that each word of `names.toml` and `words.toml` stands in, a bit for each.
#[derive(Debug, Clone, Default)]
pub struct WordClasses(FxHashMap<String, u32>);

impl WordClasses {
    pub(super) fn of(names: &Names, words: &Words) -> Self {
        let mut classes = FxHashMap::<String, u32>::default();
        let head = |kind: HeadKind| names.heads.get(&kind);
        let tail = |kind: HeadKind| names.tails.get(&kind);
        let tables = [
            Some(&names.roles),
            Some(&names.honorifics),
            Some(&names.given_names),
            Some(&names.role_words),
            Some(&names.role_prefixes),
            head(HeadKind::Organization).map(|heads| &heads.all),
            head(HeadKind::Organization).map(|heads| &heads.trade),
            head(HeadKind::Organization).map(|heads| &heads.seat),
            head(HeadKind::Place).map(|heads| &heads.all),
            head(HeadKind::Event).map(|heads| &heads.all),
            head(HeadKind::Product).map(|heads| &heads.all),
            tail(HeadKind::Organization),
            tail(HeadKind::Place),
            tail(HeadKind::Event),
            Some(&names.place_tails),
            Some(&names.locatives),
            Some(&names.speech),
            Some(&names.plain),
            Some(&names.suffixes),
            Some(&names.person_joiners),
            Some(&words.prepositions),
            Some(&words.common),
            Some(&words.subordinators),
            Some(&words.coordinators),
            Some(&words.auxiliaries),
            Some(&words.determiners),
            Some(&names.person_words),
        ];
        for (bit, table) in tables.into_iter().enumerate() {
            let mut table: Vec<&String> = table.into_iter().flatten().collect();
            table.sort_unstable();
            for word in table {
                *classes.entry(word.clone()).or_default() |= 1 << bit;
            }
        }
        Self(classes)
    }

    /// A bit for each table that the word, in lower case, stands in.
    pub fn of_word(&self, lower: &str) -> u32 {
        self.0.get(lower).copied().unwrap_or(0)
    }
}
