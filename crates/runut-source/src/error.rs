//! What can go wrong before a page is in hand.

use std::{
    io,
    path::{Path, PathBuf},
};

/// Why a page, a folder or a list could not be had. Every kind names its path.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing stands at the path.
    #[error("there is no file or folder `{}`", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// The system does not let this user read it.
    #[error("no permission to read `{}`", path.display())]
    Forbidden {
        /// The path as given.
        path: PathBuf,
    },
    /// The file, or stdin, is longer than [`PAGE_BYTES_MAX`](crate::PAGE_BYTES_MAX).
    #[error("`{}` is longer than {} MiB, the most that one page may be", path.display(), limit_bytes >> 20)]
    TooLong {
        /// The path as given.
        path: PathBuf,
        /// The limit.
        limit_bytes: u64,
    },
    /// A list of paths was asked for, and a folder stands there.
    #[error("`{}` is a folder, and a list of paths was expected", path.display())]
    ListIsFolder {
        /// The path as given.
        path: PathBuf,
    },
    /// The list of paths is not UTF-8.
    #[error("line {line} of the list `{}` is not UTF-8", path.display())]
    ListNotText {
        /// The path as given.
        path: PathBuf,
        /// First line that is not, from 1.
        line: usize,
    },
    /// A folder of packs was asked for, and the path is none.
    #[error("`{}` holds no packs", path.display())]
    NoPacks {
        /// The path as given.
        path: PathBuf,
    },
    /// A file of articles was asked for, and a folder stands there.
    #[error("`{}` is a folder, and a file with one JSON object a line was expected", path.display())]
    LinesAreFolder {
        /// The path as given.
        path: PathBuf,
    },
    /// A line of a file of articles is none.
    #[error("line {line} of `{}` is no article", path.display())]
    Line {
        /// The path as given.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong with it.
        source: Box<serde_json::Error>,
    },
    /// A line of a file of articles is longer than [`PAGE_BYTES_MAX`](crate::PAGE_BYTES_MAX).
    #[error("line {line} of `{}` is longer than {} MiB, the most that one article may be", path.display(), limit_bytes >> 20)]
    LineTooLong {
        /// The path as given.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// The limit.
        limit_bytes: u64,
    },
    /// A link leads back to a folder that holds it.
    #[error("`{}` leads back into itself", path.display())]
    Loop {
        /// The link.
        path: PathBuf,
    },
    /// Anything else that the system says.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// The path as given.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

const ARTICLE_HINT: &str = "an article is `{\"id\": .., \"title\": .., \"text\": .., \"published\": .., \"outlet\": ..}` on one line; only `id` must be there";

impl Error {
    /// What the reader of the message may do, where there is something to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Missing { .. } => Some("a path is taken from the folder in which the command runs"),
            Self::Forbidden { .. } => Some("look at its owner and mode with `ls -l`"),
            Self::TooLong { .. } => Some("a page is one report; split the file into reports"),
            Self::ListIsFolder { .. } => Some("give the folder itself as a path, without `--paths-from`"),
            Self::NoPacks { .. } => Some(
                "a folder of packs holds `lang/<tag>/`, `world/` or `events/`, as `crates/runut-packs` does",
            ),
            Self::Line { .. } => Some(ARTICLE_HINT),
            Self::LinesAreFolder { .. }
            | Self::LineTooLong { .. }
            | Self::ListNotText { .. }
            | Self::Loop { .. }
            | Self::Io { .. } => None,
        }
    }

    pub(crate) fn of(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::PermissionDenied => Self::Forbidden { path },
            _ => Self::Io { path, source },
        }
    }
}
