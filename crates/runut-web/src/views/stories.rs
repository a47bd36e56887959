//! What is new? All stories, newest first; or those that are asked for.

use std::collections::BTreeSet;

use askama::Template;

use super::frame::{Frame, encode, story_href};
use crate::{source::StoryLine, written};

/// Stories on one page.
const PAGE: usize = 50;

/// Which stories are asked for. An empty field asks for nothing.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// Words that the line or the outlets hold, all of them.
    pub(crate) words: String,
    /// An outlet that tells it.
    pub(crate) outlet: String,
    /// Days, ISO 8601: stories with a report in between.
    pub(crate) from: String,
    pub(crate) to: String,
    /// Only where reports disagree.
    pub(crate) differ: bool,
    /// The day as of which the stories are shown, ISO 8601.
    pub(crate) as_of: String,
    /// Number of the page, from 1.
    pub(crate) page: usize,
}

impl Wanted {
    /// Whether any condition is set.
    fn narrows(&self) -> bool {
        self.differ
            || [&self.words, &self.outlet, &self.from, &self.to, &self.as_of]
                .iter()
                .any(|field| !field.is_empty())
    }

    fn takes(&self, line: &StoryLine) -> bool {
        let text = || format!("{} {}", line.line, line.outlets.join(" ")).to_lowercase();
        let holds = |words: &str| {
            let text = text();
            words.to_lowercase().split_whitespace().all(|word| text.contains(word))
        };
        let days = line.days.as_ref();
        // A month lies in a span of days where it begins before its end and ends after its beginning.
        let before = |day: &str, bound: &str| {
            bound.is_empty()
                || day.get(..bound.len().min(day.len())) <= bound.get(..day.len().min(bound.len()))
        };
        (self.words.is_empty() || holds(&self.words))
            && (self.outlet.is_empty() || line.outlets.contains(&self.outlet))
            && (!self.differ || line.differences > 0)
            && (self.from.is_empty() && self.to.is_empty()
                || days.is_some_and(|(first, last)| before(first, &self.to) && before(&self.from, last)))
            && (self.as_of.is_empty() || days.is_some_and(|(first, _)| before(first, &self.as_of)))
    }

    /// The address of these conditions, with another page.
    fn href(&self, page: usize) -> String {
        let fields = [
            ("words", self.words.as_str()),
            ("outlet", &self.outlet),
            ("from", &self.from),
            ("to", &self.to),
            ("differ", if self.differ { "1" } else { "" }),
            ("asof", &self.as_of),
        ];
        let set: Vec<String> = fields
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| format!("{key}={}", encode(value)))
            .chain((page > 1).then(|| format!("page={page}")))
            .collect();
        if set.is_empty() { "/".to_owned() } else { format!("/?{}", set.join("&")) }
    }
}

/// The list of stories.
#[derive(Template)]
#[template(path = "stories.html")]
pub(crate) struct StoriesPage {
    f: Frame,
    items: Vec<Item>,
    /// How many there are, and how many of them are asked for.
    all: usize,
    found: usize,
    outlets: Vec<String>,
    wanted: Wanted,
    narrows: bool,
    /// The day as of which they are shown, in words.
    as_of: Option<String>,
    before: Option<String>,
    next: Option<String>,
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

/// Those of the stories that one page shows, in their order, with how many are asked for in all. Stories without any date
/// stand last.
pub(crate) fn shown(lines: &[StoryLine], wanted: &Wanted) -> (Vec<StoryLine>, usize) {
    let mut found: Vec<&StoryLine> = lines.iter().filter(|line| wanted.takes(line)).collect();
    found.sort_by(|a, b| {
        let last = b.last_day().cmp(&a.last_day());
        last.then_with(|| b.reports.cmp(&a.reports)).then_with(|| a.id.cmp(&b.id))
    });
    let page = wanted.page.max(1) - 1;
    (
        found.iter().skip(page.saturating_mul(PAGE)).take(PAGE).map(|line| (*line).clone()).collect(),
        found.len(),
    )
}

/// The page of the list: `all` the stories there are, `page` those shown, as of the day that is asked for, of `found`.
pub(crate) fn stories(
    f: Frame,
    all: &[StoryLine],
    (page, found): (Vec<StoryLine>, usize),
    wanted: Wanted,
) -> StoriesPage {
    let m = f.m;
    let as_of = (!wanted.as_of.is_empty()).then(|| encode(&wanted.as_of));
    let item = |line: StoryLine| Item {
        href: story_href(&line.id) + &as_of.as_ref().map(|day| format!("?asof={day}")).unwrap_or_default(),
        id: line.id.clone(),
        days: line.days.as_ref().map(|(first, last)| written::span(m, first, last)),
        differences: (line.differences > 0).then(|| m.n("differences", line.differences)),
        line: line.line,
        reports: line.reports,
        outlets: line.outlets,
        origins: line.origins,
    };
    let items: Vec<Item> = page.into_iter().map(item).collect();
    let outlets: BTreeSet<&String> = all.iter().flat_map(|line| &line.outlets).collect();
    let mut outlets: Vec<String> = outlets.into_iter().cloned().collect();
    outlets.sort_by_key(|outlet| outlet.to_lowercase());
    let number = wanted.page.max(1);
    StoriesPage {
        items,
        all: all.len(),
        found,
        outlets,
        narrows: wanted.narrows(),
        as_of: (!wanted.as_of.is_empty()).then(|| written::date(m, &wanted.as_of)),
        before: (number > 1).then(|| wanted.href(number - 1)),
        next: (number.saturating_mul(PAGE) < found).then(|| wanted.href(number + 1)),
        wanted,
        f,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, outlet: &str, first: &str, last: &str, differences: usize) -> StoryLine {
        StoryLine {
            id: id.to_owned(),
            line: format!("Kapal {id} tiba"),
            outlets: vec![outlet.to_owned()],
            days: (!first.is_empty()).then(|| (first.to_owned(), last.to_owned())),
            differences,
            ..StoryLine::default()
        }
    }

    #[test]
    fn stories_are_narrowed_down() {
        let lines = [
            line("a", "Kabar", "2031-03-01", "2031-03-04", 0),
            line("b", "Warta", "2031-03", "2031-03", 2),
            line("c", "Kabar", "", "", 1),
        ];
        let ids =
            |wanted: Wanted| shown(&lines, &wanted).0.into_iter().map(|line| line.id).collect::<String>();
        let none = Wanted::default;
        assert_eq!(ids(none()), "abc");
        assert_eq!(ids(Wanted { words: "KAPAL warta".into(), ..none() }), "b");
        assert_eq!(ids(Wanted { outlet: "Kabar".into(), ..none() }), "ac");
        assert_eq!(ids(Wanted { differ: true, ..none() }), "bc");
        assert_eq!(ids(Wanted { from: "2031-03-02".into(), to: "2031-03-03".into(), ..none() }), "ab");
        assert_eq!(ids(Wanted { from: "2031-03-05".into(), ..none() }), "b");
        assert_eq!(ids(Wanted { to: "2031-02-28".into(), ..none() }), "");
        assert_eq!(ids(Wanted { as_of: "2031-02-28".into(), ..none() }), "");
    }

    #[test]
    fn a_long_list_has_pages_that_keep_the_conditions() {
        let lines: Vec<StoryLine> =
            (0..=PAGE).map(|n| line(&n.to_string(), "Kabar", "2031-03-01", "2031-03-01", 0)).collect();
        let wanted = Wanted { outlet: "Kabar".into(), page: 2, ..Wanted::default() };
        let (page, found) = shown(&lines, &wanted);
        assert_eq!((page.len(), found), (1, PAGE + 1));
        assert_eq!(wanted.href(2), "/?outlet=Kabar&page=2");
        assert!(shown(&lines, &Wanted { page: usize::MAX, ..Wanted::default() }).0.is_empty());
    }
}
