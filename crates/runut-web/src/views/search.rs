//! Which reports have these words?

use askama::Template;

use super::frame::{Frame, report_href, story_href};
use crate::{source::Hit, written};

/// The reports found.
#[derive(Template)]
#[template(path = "search.html")]
pub(crate) struct SearchPage {
    f: Frame,
    heading: String,
    none: String,
    found: Vec<Found>,
}

struct Found {
    href: String,
    story: Option<String>,
    headline: String,
    outlet: String,
    date: Option<String>,
    excerpt: Vec<(String, bool)>,
}

/// The page of a search.
pub(crate) fn search(f: Frame, hits: Vec<Hit>) -> SearchPage {
    let m = f.m;
    let found = hits
        .into_iter()
        .map(|hit| Found {
            href: href(&hit),
            story: hit.story.as_deref().map(story_href),
            outlet: hit.outlet.unwrap_or_else(|| hit.report.clone()),
            headline: hit.headline,
            date: hit.published.map(|date| written::date_short(m, &date)),
            excerpt: hit.excerpt,
        })
        .collect();
    let heading = m.with("search.heading", "q", &f.q);
    let none = m.with("search.none", "q", &f.q);
    SearchPage { f, heading, none, found }
}

/// Address of the passage in its report.
fn href(hit: &Hit) -> String {
    let report = report_href(&hit.report);
    hit.place.map_or_else(|| report.clone(), |(start, end)| format!("{report}?at={start}-{end}#at"))
}
