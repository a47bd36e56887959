//! Who says what, and through whom.

use runut_article::Article;
use runut_packs::{Language, Packs};
use runut_text::Note;

use crate::{Annotations, Text};

/// Finds the statements, each with claimant and chain.
pub fn find_statements(
    _text: &Text,
    _packs: &Packs,
    _language: &Language,
    _found: &mut Annotations,
    _notes: &mut Vec<Note<Article>>,
) {
}
