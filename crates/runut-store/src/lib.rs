//! Keep it, and find it again: pages, readings and ledgers in one SQLite file.
//!
//! A [`Store`] keeps the bytes of each page once, what was read in it as JSON ([`runut_export::ReadingRecord`]), and
//! for each story its ledger as JSON ([`runut_export::LedgerRecord`]). Nothing is read twice: a report that comes is
//! placed among the kept ones, and only stories whose reports changed are collated anew. Whatever the order in which the same pages were added, the ledgers are the
//! same, byte for byte; the same page added twice changes nothing.
//!
//! # Processes
//! Many may read while one writes (write-ahead log); a second writer waits, and says so when it waited in vain. What
//! [`Store::add`] has acknowledged survives a kill and a loss of power (`synchronous = FULL`).

mod as_of;
mod check;
mod claim;
mod correction;
mod error;
mod ids;
mod open;
mod place;
mod read;
mod search;
mod shelf;
mod story;
mod version;
mod write;

use std::path::{Path, PathBuf};

pub use as_of::StoryAsOf;
pub use check::StoryCheck;
pub use claim::{ClaimQuery, ClaimRow};
pub use correction::Corrected;
pub use error::Error;
pub use ids::shown_ids;
pub use open::{SCHEMA, Settings};
pub use read::{KeptReport, KeptStory, ReportRow, Revision, StoryRow};
use rusqlite::Connection;
pub use search::{SearchHit, Snippet};
pub use version::{Change, Version};
pub use write::Added;

/// What a store's function gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// One SQLite file with pages, reports and stories.
///
/// # Example
/// ```
/// use runut_packs::Packs;
/// use runut_store::Store;
/// use runut_text::Page;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// let packs = Packs::builtin();
/// let page = Page {
///     id: "kapal".into(),
///     origin: "kapal.txt".into(),
///     bytes: b"Kapal tiba di Sagara\n\nKapal itu tiba pada Senin.".to_vec(),
/// };
/// let (article, notes) = runut_article::read(&page, packs);
/// let reading = runut_claim::read(article, notes, packs);
///
/// let mut store = Store::open(&folder.path().join("runut.db"))?;
/// let added = store.add(&[(page, reading)], packs)?;
/// assert_eq!((added.new, added.known), (1, 0));
/// assert_eq!(store.stories()?.len(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    settings: Settings,
}

impl Store {
    /// Where the store is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Turns what SQLite says into what it means for the store.
trait At<T> {
    fn at(self, store: &Store) -> Result<T>;
}

impl<T> At<T> for rusqlite::Result<T> {
    fn at(self, store: &Store) -> Result<T> {
        self.map_err(|source| Error::sqlite(source, &store.path, store.settings.wait))
    }
}
