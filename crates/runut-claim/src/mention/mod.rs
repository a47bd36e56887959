//! Who and what the report names, and which names mean the same.

mod party;

pub use party::{actor_at, is_state, mentions_in, party_at, state_entity};
use runut_article::Article;
use runut_packs::{Language, Packs};
use runut_text::Note;

use crate::{Annotations, Text};

/// Finds entities and their mentions.
pub fn find_mentions(
    _text: &Text,
    _packs: &Packs,
    _language: &Language,
    _found: &mut Annotations,
    _notes: &mut Vec<Note<Article>>,
) {
}
