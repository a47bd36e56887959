//! RSS, Atom and JSON Feed: their entries as pages, or as URLs to fetch.

use std::{io::Read, time::SystemTime};

use feed_rs::{
    model::{Entry, Feed},
    parser,
};
use runut_text::Page;

use crate::{
    Capture, Error,
    capture::{id_of, moment},
    row::Report,
};

/// The longest feed that is read; those seen stay below 5 MiB.
const FEED_BYTES_MAX: u64 = 32 << 20;
/// Entries of one feed that are read.
const ENTRIES_MAX: usize = 10_000;

/// One entry of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// Where the report stands, where the feed says it.
    pub url: Option<String>,
    /// When it was last changed, else published, RFC 3339 in UTC.
    pub updated: Option<String>,
    /// What the feed itself tells of it, as a page: all of the report where the outlet gives that, else its first words.
    pub page: Page,
}

/// The entries of a feed in its order.
///
/// # Errors
/// Where the bytes are none, or longer than any feed.
pub fn feed_entries(bytes: impl Read, origin: &str) -> Result<Vec<FeedEntry>, Error> {
    let broken = |problem| Error::Broken { origin: origin.to_owned(), kind: "a feed", problem };
    let mut text = Vec::new();
    bytes.take(FEED_BYTES_MAX + 1).read_to_end(&mut text).map_err(|error| broken(error.to_string()))?;
    if text.len() as u64 > FEED_BYTES_MAX {
        return Err(broken(format!("it is longer than {} MiB", FEED_BYTES_MAX >> 20)));
    }
    let base = origin.starts_with("http").then_some(origin);
    let parser = parser::Builder::new().base_uri(base).build();
    let feed = parser.parse(&text[..]).map_err(|error| broken(error.to_string()))?;
    let Feed { title, language, entries, .. } = feed;
    let outlet = title.map(|title| title.content);
    let entries = entries.into_iter().take(ENTRIES_MAX).enumerate();
    Ok(entries
        .map(|(index, entry)| read(entry, index + 1, outlet.as_deref(), language.as_deref(), origin))
        .collect())
}

/// The entries of a feed as they stand in it.
pub(crate) fn captures(entries: Vec<FeedEntry>) -> impl Iterator<Item = Result<Capture, Error>> + Send {
    entries.into_iter().map(|entry| Ok(Capture { page: entry.page, captured_at: entry.updated }))
}

fn read(
    entry: Entry,
    number: usize,
    outlet: Option<&str>,
    language: Option<&str>,
    origin: &str,
) -> FeedEntry {
    let alternate = entry.links.iter().find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let url = alternate.or(entry.links.first()).map(|link| link.href.clone());
    let url = url.or_else(|| entry.id.starts_with("http").then(|| entry.id.clone()));
    let stated = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let authors: Vec<&str> =
        entry.authors.iter().filter_map(|person| person.name.as_deref()).map(str::trim).collect();
    let report = Report {
        title: entry.title.and_then(|title| stated(title.content)),
        date: entry.published.or(entry.updated).and_then(rfc3339),
        author: stated(authors.join("; ")),
        outlet: outlet.map(str::to_owned),
        language: language.map(str::to_owned).or(entry.language),
        url: url.clone(),
    };
    let body = entry.content.and_then(|content| content.body).and_then(stated);
    let body = body.or_else(|| entry.summary.and_then(|summary| stated(summary.content))).unwrap_or_default();
    // What a feed gives is markup, though it may start with a bare word.
    let body =
        if body.starts_with('<') || !body.contains("</") { body } else { format!("<div>{body}</div>") };
    let place = url.clone().unwrap_or_else(|| format!("{origin}#{number}"));
    let page = Page { id: id_of(&place), origin: place, bytes: report.page(&body).into_bytes() };
    let updated = entry.updated.or(entry.published).and_then(rfc3339).and_then(|text| moment(&text));
    FeedEntry { url, updated, page }
}

fn rfc3339(time: impl Into<SystemTime>) -> Option<String> {
    jiff::Timestamp::try_from(time.into()).ok().map(|moment| moment.to_string())
}
