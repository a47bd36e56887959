//! Who did what to whom.

use runut_article::Article;
use runut_packs::{Language, Packs};
use runut_text::Note;

use crate::{Annotations, Text};

/// Finds the events, each with its roles.
pub fn find_events(
    _text: &Text,
    _packs: &Packs,
    _language: &Language,
    _found: &mut Annotations,
    _notes: &mut Vec<Note<Article>>,
) {
}
