//! Closed classes of words.

use std::collections::HashSet;

use serde::Deserialize;

/// `words.toml`: words that make the skeleton of a sentence, all in lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// "di", "ke", "dari", "kepada".
    pub prepositions: HashSet<String>,
    /// Words that join equals: "dan", "serta", "atau".
    pub coordinators: HashSet<String>,
    /// Words that open a dependent clause: "karena", "setelah", "jika".
    pub subordinators: HashSet<String>,
    /// Words that open a reported clause: "bahwa".
    pub complementizers: HashSet<String>,
    /// "yang".
    pub relatives: HashSet<String>,
    /// "ia", "dia", "mereka", "dirinya".
    pub pronouns: HashSet<String>,
    /// "ini", "itu", "tersebut".
    pub determiners: HashSet<String>,
    /// Words between a subject and its verb: "telah", "akan", "juga", "tidak", "dapat".
    pub auxiliaries: HashSet<String>,
    /// Words after which a full stop does not end a sentence: "s.h", "dr", "no".
    pub abbreviations: HashSet<String>,
    /// Frequent lower-case words that are capitalised only where a sentence or headline starts; a capital on them
    /// makes no name.
    pub common: HashSet<String>,
}
