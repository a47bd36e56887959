//! Who says what happened? An [`Article`] in, a [`Reading`] out.
//!
//! Rooms, low to high: sentences and tokens; then mentions, time expressions and quantities; then quotations and
//! statements with their claimant and chain; then events with their roles. Each field hangs on a span of the
//! article's text. Nothing here sees a second article, and nothing is invented: what the words do not say is `None`.

mod annotations;
mod sentence;
mod token;

pub mod attribution;
pub mod event;
pub mod mention;
pub mod quantity;
pub mod quote;
pub mod tagger;
pub mod timex;

pub use annotations::*;
use runut_article::Article;
use runut_packs::Packs;
use runut_text::Note;
pub use sentence::{Sentence, Text};
pub use token::{Token, TokenKind};

/// Reads the claims of one article; `notes` are those of the article's own reading, and come first in the answer.
pub fn read(article: Article, mut notes: Vec<Note<Article>>, packs: &Packs) -> Reading {
    let Some(language) = packs.language(&article.language) else {
        return Reading { article, annotations: Annotations::default(), notes };
    };
    let mut text = Text::of(&article, language);
    mention::part_glued(&mut text, packs, language, &mut notes);
    let mut annotations = Annotations::default();
    annotations.times = timex::find_timexes(&text, language, &mut notes);
    annotations.quantities = quantity::find_quantities(&text, language, &annotations.times);
    mention::find_mentions(&text, packs, language, &mut annotations, &mut notes);
    attribution::find_statements(&text, packs, language, &mut annotations, &mut notes);
    event::find_events(&text, packs, language, &mut annotations, &mut notes);
    Reading { article, annotations, notes }
}
