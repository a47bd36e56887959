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
    /// Words after which a full stop does not end a sentence: "s.h", "dr", "no".
    pub abbreviations: FxHashSet<String>,
    /// Frequent lower-case words that are capitalised only where a sentence or headline starts; a capital on them
    /// makes no name.
    pub common: FxHashSet<String>,
}
