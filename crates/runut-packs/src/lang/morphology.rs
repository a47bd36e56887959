//! `morphology.toml`.

use serde::Deserialize;

/// `morphology.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Morphology {}

impl Morphology {
    /// The stem of a word in lower case, for search and for comparing wordings; the word itself where no affix is known.
    pub fn stem<'a>(&self, word: &'a str) -> std::borrow::Cow<'a, str> {
        std::borrow::Cow::Borrowed(word)
    }
}
