//! What a host answers: its page to disk, where else to look, or why not.

use std::{
    io::{self, Read, Write as _},
    time::{Duration, Instant},
};

use ureq::{
    Body,
    http::{Response, StatusCode, header},
};
use url::Url;

use super::{
    Answer,
    address::Private,
    cache::{Entry, Told},
    disk, fetched, name, now, parse,
};
use crate::{
    PAGE_BYTES_MAX, Unfetched,
    kind::{self, Kind},
};

/// The longest archive, table or feed that is fetched.
const ARCHIVE_BYTES_MAX: u64 = 64 << 30;
/// A page that drips for longer is given up.
const PAGE_TIME_MAX: Duration = Duration::from_secs(300);

/// Why a host gave no page.
pub(super) enum Failed {
    /// It may give one later, perhaps after the pause that it asks for.
    Again(Option<Duration>, Unfetched),
    /// It gives none.
    Never(Unfetched),
}

impl From<Unfetched> for Failed {
    fn from(problem: Unfetched) -> Self {
        Self::Never(problem)
    }
}

/// Whether an address was refused before anybody was asked.
fn is_private(error: &io::Error) -> bool {
    let Some(inner) = error.get_ref() else { return false };
    inner.is::<Private>()
}

impl Failed {
    /// What the net said.
    pub(super) fn of(error: &ureq::Error, at: &Url, timeout: Duration) -> Self {
        match error {
            ureq::Error::Io(error) if is_private(error) => Self::Never(Unfetched::Private(name(at))),
            ureq::Error::Timeout(_) => Self::Again(None, Unfetched::Timeout(timeout.as_secs())),
            ureq::Error::Io(_) | ureq::Error::ConnectionFailed => {
                Self::Again(None, Unfetched::Other(error.to_string()))
            }
            ureq::Error::HostNotFound => Self::Never(Unfetched::Other("its host is not known".into())),
            error => Self::Never(Unfetched::Other(error.to_string())),
        }
    }

    pub(super) fn into_inner(self) -> Unfetched {
        match self {
            Self::Again(_, problem) | Self::Never(problem) => problem,
        }
    }
}

/// Takes an answer: a page is on disk when this returns.
pub(super) fn take(
    answer: Response<Body>,
    asked: &Url,
    at: &Url,
    entry: &Entry,
    told: Option<&Told>,
    begun: Option<&(u64, Told)>,
    timeout: Duration,
) -> Result<Answer, Failed> {
    let field = |name: header::HeaderName| {
        answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    match (answer.status(), told) {
        (StatusCode::NOT_MODIFIED, Some(told)) => {
            let told = Told { asked_at: now(), ..told.clone() };
            entry.keep(&told).map_err(|error| disk(&error, entry))?;
            Ok(Answer::Page(fetched(entry, &told, false)))
        }
        (status, _) if status.is_redirection() => {
            let next = field(header::LOCATION).and_then(|next| at.join(&next).ok());
            let next = next.ok_or(Unfetched::Redirects(1))?;
            Ok(Answer::Elsewhere(parse(next.as_str())?))
        }
        (StatusCode::RANGE_NOT_SATISFIABLE, _) => {
            entry.forget();
            Err(Failed::Again(Some(Duration::ZERO), Unfetched::Status(416)))
        }
        (status, _) if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
            let pause = field(header::RETRY_AFTER).and_then(|pause| pause.trim().parse().ok());
            Err(Failed::Again(pause.map(Duration::from_secs), Unfetched::Status(status.as_u16())))
        }
        (StatusCode::OK | StatusCode::PARTIAL_CONTENT, _) => {
            let content_type = field(header::CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
            refuse(&content_type, at)?;
            let told = Told {
                url: asked.to_string(),
                final_url: at.to_string(),
                asked_at: now(),
                fetched_at: now(),
                etag: field(header::ETAG),
                last_modified: field(header::LAST_MODIFIED),
                content_type,
            };
            let is_rest = answer.status() == StatusCode::PARTIAL_CONTENT;
            let start = field(header::CONTENT_RANGE).and_then(|range| first_byte(&range));
            let len = match begun {
                Some(&(len, _)) if is_rest && start == Some(len) => len,
                _ if is_rest => {
                    entry.forget();
                    return Err(Failed::Again(Some(Duration::ZERO), Unfetched::Status(206)));
                }
                _ => 0,
            };
            keep(answer.into_body().into_reader(), len, entry, &told, timeout)?;
            entry.finish(&told).map_err(|error| disk(&error, entry))?;
            Ok(Answer::Page(fetched(entry, &told, true)))
        }
        (status, _) => Err(Unfetched::Status(status.as_u16()).into()),
    }
}

/// "bytes 100-199/200".
fn first_byte(range: &str) -> Option<u64> {
    range.trim().strip_prefix("bytes")?.trim().split('-').next()?.parse().ok()
}

/// Writes the body behind the first `len` bytes of the part.
fn keep(
    mut body: impl Read,
    mut len: u64,
    entry: &Entry,
    told: &Told,
    timeout: Duration,
) -> Result<(), Failed> {
    let started = Instant::now();
    let mut file = entry.begin(len, told).map_err(|error| disk(&error, entry))?;
    let mut buffer = vec![0; 64 << 10];
    let mut limit = if len > 0 { ARCHIVE_BYTES_MAX } else { 0 };
    loop {
        let read = match body.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            // What came is kept, and the next attempt asks for the rest.
            Err(error) if error.to_string().contains("timeout") => {
                return Err(Failed::Again(None, Unfetched::Timeout(timeout.as_secs())));
            }
            Err(error) => return Err(Failed::Again(None, Unfetched::Other(error.to_string()))),
        };
        if limit == 0 {
            let is_page = is_page(&told.final_url, &buffer[..read]);
            limit = if is_page { PAGE_BYTES_MAX } else { ARCHIVE_BYTES_MAX };
        }
        len += read as u64;
        if len > limit {
            entry.forget();
            return Err(Unfetched::TooLong(limit).into());
        }
        if limit == PAGE_BYTES_MAX && started.elapsed() > PAGE_TIME_MAX {
            entry.forget();
            return Err(Unfetched::Timeout(PAGE_TIME_MAX.as_secs()).into());
        }
        file.write_all(&buffer[..read]).map_err(|error| disk(&error, entry))?;
    }
    file.sync_data().map_err(|error| disk(&error, entry))?;
    Ok(())
}

/// Whether what is called so and starts so is one page, and no archive of many; what is packed goes by its name.
fn is_page(url: &str, start: &[u8]) -> bool {
    kind::kind(url, start) == Kind::Page
}

/// What can be no page, by its type: pictures, films, programs.
fn refuse(content_type: &str, at: &Url) -> Result<(), Unfetched> {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    let (major, minor) = kind.split_once('/').unwrap_or((kind, ""));
    let is_refused = match major {
        "image" | "video" | "audio" | "font" | "model" => true,
        "text" => matches!(minor, "css" | "javascript"),
        "application" => {
            let is_text = ["xml", "json", "html", "text"].iter().any(|kind| minor.contains(kind));
            let is_archive = ["gzip", "zstd", "zip", "warc", "wacz", "octet-stream", "parquet", "ndjson"];
            !is_text && !is_archive.iter().any(|kind| minor.contains(kind)) && is_page(at.as_str(), b"")
        }
        _ => false,
    };
    if is_refused { Err(Unfetched::ContentType(kind.to_owned())) } else { Ok(()) }
}
