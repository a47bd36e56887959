//! What did we keep, and where in it?
//!
//! The lowest room of the house: a [`Page`] is the bytes as they came, a [`Span`] is a place in one text, a
//! [`Seam`] leads from a place in one text to the same place in the text that it was made from, and a [`Note`]
//! is what a reader should know about a place that is not as it should be. Nothing here knows HTML or a language.

mod letter;
mod note;
mod page;
mod seam;
mod span;

pub use letter::is_alphanumeric;
pub use note::{Note, NoteCode};
pub use page::{Digest, Page};
pub use seam::Seam;
pub use span::{CodePoints, Span};
