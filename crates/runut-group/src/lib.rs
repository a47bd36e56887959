//! Which of many articles are one text, share passages, or tell one happening?
//!
//! Made for a million articles: what comes in is plain (a title, a text, a day), memory is bounded, all threads work,
//! and the answer does not depend on how many there are. Nothing here knows claims; `runut-story` collates what is
//! grouped here.

mod article;
mod words;

pub mod copies;
pub mod passages;
pub mod story;

pub use article::{Article, Corpus};
