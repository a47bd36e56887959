//! What can go wrong with a store, each with the store's path.

use std::{io, path::Path, path::PathBuf, time::Duration};

use runut_export::RecordError;
use rusqlite::ErrorCode;

/// What can go wrong with a store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no store to read.
    #[error("there is no store at `{}`", path.display())]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// A folder stands where the store should.
    #[error("the store `{}` is a folder", path.display())]
    Folder {
        /// Its path.
        path: PathBuf,
    },
    /// The file is no SQLite database, or one of another program.
    #[error("`{}` is not a store of runut", path.display())]
    NotAStore {
        /// Its path.
        path: PathBuf,
    },
    /// A later version of runut wrote it.
    #[error(
        "the store `{}` was written by a newer runut (schema {found}, this one knows {known})",
        path.display()
    )]
    Newer {
        /// Its path.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The latest schema that this runut knows.
        known: u32,
    },
    /// The file or its folder may not be opened, or not be made.
    #[error("cannot open the store `{}`", path.display())]
    Denied {
        /// Its path.
        path: PathBuf,
        /// What the system says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file or its folder may be read only.
    #[error("the store `{}` cannot be written, only read", path.display())]
    ReadOnly {
        /// Its path.
        path: PathBuf,
    },
    /// No room is left; nothing of what was being added is kept, and nothing kept before is lost.
    #[error("no room is left for the store `{}`", path.display())]
    Full {
        /// Its path.
        path: PathBuf,
    },
    /// Another process is writing for longer than was waited.
    #[error(
        "another process is writing to the store `{}` (waited {} s)",
        path.display(),
        waited.as_secs_f64()
    )]
    Busy {
        /// Its path.
        path: PathBuf,
        /// How long was waited.
        waited: Duration,
    },
    /// The file is damaged.
    #[error("the store `{}` is damaged: {detail}", path.display())]
    Damaged {
        /// Its path.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
    /// A kept record is none that this runut wrote.
    #[error("the store `{}` has a record of report `{report}` that cannot be read", path.display())]
    Record {
        /// The store's path.
        path: PathBuf,
        /// The report's id.
        report: String,
        /// What is wrong with it.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// No story has this id.
    #[error("the store `{}` has no story `{id}`", path.display())]
    NoSuchStory {
        /// The store's path.
        path: PathBuf,
        /// What was asked for.
        id: String,
    },
    /// No report has this id.
    #[error("the store `{}` has no report `{id}`", path.display())]
    NoSuchReport {
        /// The store's path.
        path: PathBuf,
        /// What was asked for.
        id: String,
    },
    /// No correction has this number.
    #[error("the store `{}` has no correction {number}", path.display())]
    NoSuchCorrection {
        /// The store's path.
        path: PathBuf,
        /// What was asked for.
        number: u64,
    },
    /// A correction that cannot be taken back.
    #[error("correction {number} of the store `{}` {why}", path.display())]
    NotUndone {
        /// The store's path.
        path: PathBuf,
        /// What was asked for.
        number: u64,
        /// Why it cannot.
        why: &'static str,
    },
    /// Several stories or reports begin so.
    #[error("`{id}` is the beginning of several in the store `{}`: {}", path.display(), candidates.join(", "))]
    Ambiguous {
        /// The store's path.
        path: PathBuf,
        /// What was asked for.
        id: String,
        /// Those that begin so, at most eight.
        candidates: Vec<String>,
    },
    /// Anything else that SQLite says.
    #[error("the store `{}` failed", path.display())]
    Sqlite {
        /// Its path.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl Error {
    /// What helps, for the line `hint: ...` under the message.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Missing { .. } => "`runut add PATH...` makes one",
            Self::Folder { .. } => "give the path of a file",
            Self::NotAStore { .. } => "give another path; this file was not touched",
            Self::Newer { .. } => "update runut, or give another store",
            Self::Denied { .. } => "see who may read and write the file and its folder",
            Self::ReadOnly { .. } => "see who may write the file and its folder",
            Self::Full { .. } => "what it held before is kept; make room and add again",
            Self::Busy { .. } => "try again when it is done",
            Self::Damaged { .. } => "`sqlite3 FILE .recover` saves what can be read",
            Self::NoSuchStory { .. } => "`runut stories` lists them",
            Self::NoSuchReport { .. } => "`runut search WORDS` finds reports",
            Self::NoSuchCorrection { .. } | Self::NotUndone { .. } => "`runut corrections` lists them",
            Self::Ambiguous { .. } => "give more of it",
            Self::Record { .. } | Self::Sqlite { .. } => return None,
        })
    }

    /// What SQLite's error means for the store at `path`.
    pub(crate) fn sqlite(source: rusqlite::Error, path: &Path, waited: Duration) -> Self {
        let path = path.to_owned();
        // The log's index could not grow; seen on a tmpfs with 20 KiB left. SQLite calls it an I/O error.
        let extended = source.sqlite_error().map(|error| error.extended_code);
        if extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return Self::Full { path };
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path, waited },
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::NotADatabase) => Self::NotAStore { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, detail: source.to_string() },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Denied { path, source: source.into() }
            }
            _ => Self::Sqlite { path, source },
        }
    }

    pub(crate) fn denied(source: io::Error, path: &Path) -> Self {
        Self::Denied { path: path.to_owned(), source: source.into() }
    }

    pub(crate) fn json(source: serde_json::Error, path: &Path, report: &str) -> Self {
        Self::Record { path: path.to_owned(), report: report.to_owned(), source: source.into() }
    }

    pub(crate) fn record(source: RecordError, path: &Path, report: &str) -> Self {
        Self::Record { path: path.to_owned(), report: report.to_owned(), source: source.into() }
    }
}
