//! Closed classes of words.

use rustc_hash::FxHashSet;

use serde::Deserialize;

/// `words.toml`: words that make the skeleton of a sentence, all in lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// "di", "ke", "dari", "kepada".
    pub prepositions: FxHashSet<String>,
    /// Words that join equals: "dan", "serta", "atau".
    pub coordinators: FxHashSet<String>,
    /// Words that open a dependent clause: "karena", "setelah", "jika".
    pub subordinators: FxHashSet<String>,
    /// Words that open a reported clause: "bahwa".
    pub complementizers: FxHashSet<String>,
    /// "yang".
    pub relatives: FxHashSet<String>,
    /// "ia", "dia", "mereka", "dirinya".
    pub pronouns: FxHashSet<String>,
    /// "ini", "itu", "tersebut".
    pub determiners: FxHashSet<String>,
    /// Words between a subject and its verb: "telah", "akan", "juga", "tidak", "dapat".
    pub auxiliaries: FxHashSet<String>,
    /// Words that may stand between a subject and its verb and say how, when or whether: "meanwhile", "later".
    pub adverbs: FxHashSet<String>,
    /// Endings of more of them: "ly".
    pub adverb_endings: Vec<String>,
    /// Words that end so and are none: "family".
    pub not_adverbs: FxHashSet<String>,
    /// Words after which a full stop does not end a sentence: "s.h", "dr", "no".
    pub abbreviations: FxHashSet<String>,
    /// Frequent lower-case words that are capitalised only where a sentence or headline starts; a capital on them
    /// makes no name.
    pub common: FxHashSet<String>,
}

/// Letters that an adverb has besides its ending, at least.
const ADVERB_LETTERS_MIN: usize = 3;

impl Words {
    /// Whether a word in lower case is an adverb, by the list or by its ending.
    pub fn is_adverb(&self, word: &str) -> bool {
        self.adverbs.contains(word)
            || self.adverb_endings.iter().any(|ending| {
                word.len() >= ending.len() + ADVERB_LETTERS_MIN && word.ends_with(ending.as_str())
            }) && !self.not_adverbs.contains(word)
    }
}
