//! What is new? All stories, newest first.

use askama::Template;

use super::frame::{Frame, story_href};
use crate::{source::StoryLine, written};

/// The list of stories.
#[derive(Template)]
#[template(path = "stories.html")]
pub(crate) struct StoriesPage {
    f: Frame,
    items: Vec<Item>,
}

/// One story in the list.
struct Item {
    id: String,
    href: String,
    line: String,
    days: Option<String>,
    reports: usize,
    outlets: Vec<String>,
    origins: usize,
    differences: Option<String>,
}

/// The page of the list. Stories without any date stand last.
pub(crate) fn stories(f: Frame, mut lines: Vec<StoryLine>) -> StoriesPage {
    lines.sort_by(|a, b| {
        let last = |line: &StoryLine| line.days.as_ref().map(|days| days.1.clone());
        last(b).cmp(&last(a)).then_with(|| b.reports.cmp(&a.reports)).then_with(|| a.id.cmp(&b.id))
    });
    let m = f.m;
    let item = |line: StoryLine| Item {
        href: story_href(&line.id),
        id: line.id.clone(),
        days: line.days.as_ref().map(|(first, last)| written::span(m, first, last)),
        differences: (line.differences > 0).then(|| m.n("differences", line.differences)),
        line: line.line,
        reports: line.reports,
        outlets: line.outlets,
        origins: line.origins,
    };
    let items = lines.into_iter().map(item).collect();
    StoriesPage { f, items }
}
