//! Where do the bytes come from? Paths in, [`Page`](runut_text::Page)s out.
//!
//! One file per kind of input: a file or stdin, a folder, a list of paths, a file of articles. Nothing here looks inside the text: what the
//! bytes are is for the article room to say. What cannot be read is an [`Error`] that names it, and the rest goes on.

mod articles;
mod error;
mod file;
mod folder;
mod input;
mod list;
mod packs;

pub use articles::{ArticleLines, Lines, each_article};
pub use error::Error;
pub use file::{PAGE_BYTES_MAX, read};
pub use input::{Input, inputs, pages};
pub use list::paths_from;
pub use packs::pack_files;
