//! What can go wrong before a page is in hand.

use std::{
    io,
    path::{Path, PathBuf},
};

/// Why a page, a folder or a list could not be had. Every kind names its path, its URL or its record.
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
    /// The page is longer than [`PAGE_BYTES_MAX`](crate::PAGE_BYTES_MAX).
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
    /// A file that holds many pages cannot be read, or not further.
    #[error("`{origin}` cannot be read as {kind}: {problem}")]
    Broken {
        /// Path or URL.
        origin: String,
        /// What it was taken for: "WARC", "CSV".
        kind: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// One record of a file cannot be read; the next ones are.
    #[error("{record} of `{origin}` was passed over: {problem}")]
    Record {
        /// Path or URL of the file.
        origin: String,
        /// Which one: "record 17 (https://kabar.example/a)", "line 3".
        record: String,
        /// What is wrong.
        problem: String,
    },
    /// Rows have no field that holds a page or its text.
    #[error("`{origin}` has no field of text or HTML; its fields are {}", fields.join(", "))]
    NoText {
        /// Path or URL of the file.
        origin: String,
        /// Its fields, at most twenty.
        fields: Vec<String>,
    },
    /// A page could not be fetched.
    #[error("cannot fetch `{url}`: {problem}")]
    Fetch {
        /// Its URL as given.
        url: String,
        /// What is wrong.
        problem: Unfetched,
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

/// Why a URL gives no page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unfetched {
    /// It is no URL, or of another scheme than http and https.
    #[error("it is no address of http or https")]
    NoUrl,
    /// The host's `robots.txt` asks robots to stay away from it.
    #[error("the robots.txt of `{0}` asks to leave it alone")]
    Robots(String),
    /// The host stands in a private network, or on this machine.
    #[error("`{0}` is in a private network")]
    Private(String),
    /// The host answered with an error.
    #[error("the host answered {0}")]
    Status(u16),
    /// One redirect led to the next for too long, or to nowhere.
    #[error("it was redirected {0} times and led nowhere")]
    Redirects(usize),
    /// The answer is longer than the limit.
    #[error("it is longer than {} MiB", .0 >> 20)]
    TooLong(u64),
    /// The answer is a picture, a film, a program.
    #[error("it is `{0}` and no text")]
    ContentType(String),
    /// No answer in time.
    #[error("no answer within {0} s")]
    Timeout(u64),
    /// Sitemaps lead to sitemaps, deeper than any should.
    #[error("it lies {0} sitemaps deep")]
    TooDeep(u8),
    /// The net, or the disk that fetched pages are kept on, said this.
    #[error("{0}")]
    Other(String),
}

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
            Self::NoText { .. } => Some("name them with `--fields text=NAME` or `--fields html=NAME`"),
            Self::Fetch { problem: Unfetched::Private(_), .. } => {
                Some("`--allow-private` lets such hosts be asked")
            }
            Self::LinesAreFolder { .. }
            | Self::LineTooLong { .. }
            | Self::ListNotText { .. }
            | Self::Loop { .. }
            | Self::Broken { .. }
            | Self::Record { .. }
            | Self::Fetch { .. }
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
