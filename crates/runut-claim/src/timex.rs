//! Expressions of a date or span.

use runut_article::Article;
use runut_packs::Language;
use runut_text::Note;

use crate::{Text, Timex};

/// Finds the time expressions of headline and prose.
pub fn find_timexes(_text: &Text, _language: &Language, _notes: &mut Vec<Note<Article>>) -> Vec<Timex> {
    Vec::new()
}
