//! Where do the bytes come from? Names in, [`Page`](runut_text::Page)s out.
//!
//! One file per kind of input: a file or stdin, a folder, a list of names, a file of articles; records of crawls, rows of tables, feeds,
//! sitemaps; what hosts answer. Nothing here looks inside the text: what the bytes are is for the article room to say.
//! What cannot be read is an [`Error`] that names its path, URL or record, and the rest goes on. Everything is read as a
//! stream: memory is that of a few pages, however long a file is.

mod articles;
mod capture;
mod csv;
mod error;
mod feed;
mod fetch;
mod folder;
mod input;
mod jsonl;
mod kind;
mod list;
mod open;
mod packs;
#[cfg(feature = "parquet")]
mod parquet;
mod row;
mod rows;
mod sitemap;
mod unpack;
mod wacz;
mod warc;

pub use articles::{ArticleLines, Lines, each_article};
pub use capture::Capture;
pub use error::{Error, Unfetched};
pub use feed::{FeedEntry, feed_entries};
pub use fetch::{Client, FetchSettings, Fetched};
pub use input::{Captures, Input, Options, captures, captures_at, inputs, links, pages};
pub use kind::Kind;
pub use list::paths_from;
pub use open::captures_in;
pub use packs::pack_files;
pub use row::{Fields, Role};
pub use sitemap::{Sitemap, sitemap};

/// The longest page that is read: 64 MiB. The longest news pages seen are near 10 MiB, most below 0.5.
pub const PAGE_BYTES_MAX: u64 = 64 << 20;
