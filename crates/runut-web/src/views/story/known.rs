//! As of which day a story is shown: the day asked for, and the days on which reports came.

use runut_story::Ledger;

use super::Asked;
use crate::{messages::Messages, written};

/// The day, and how to come to another.
pub(crate) struct Known {
    /// Where the form leads.
    pub(crate) action: String,
    /// The day in the field, ISO 8601; empty for today.
    pub(crate) day: String,
    /// The day in words; `None` for today.
    pub(crate) words: Option<String>,
    /// First and last day on which a report came.
    pub(crate) first: String,
    pub(crate) last: String,
    /// The last day before, and the first after, on which reports came: in words, and the address.
    pub(crate) before: Option<(String, String)>,
    pub(crate) after: Option<(String, String)>,
    /// Address of the story as it is known today.
    pub(crate) today: String,
    /// How many of the story's reports there were by that day, of how many.
    pub(crate) reports: (usize, usize),
}

/// Where the day of `asked` stands among the days of all reports of the story.
pub(crate) fn known(m: &Messages, whole: &Ledger, asked: &Asked) -> Known {
    let mut dated: Vec<&str> = whole
        .reports
        .iter()
        .filter_map(|report| report.earliest.as_deref().or(report.published.as_deref()))
        .filter_map(|date| date.get(..10))
        .collect();
    dated.sort_unstable();
    let day = asked.as_of.as_deref().unwrap_or_default();
    let reports =
        if day.is_empty() { whole.reports.len() } else { dated.partition_point(|date| *date <= day) };
    let mut days = dated;
    days.dedup();
    let to = |day: &str| {
        let at = Asked {
            story: asked.story.clone(),
            section: asked.section,
            as_of: Some(day.to_owned()),
            ..Asked::default()
        };
        (written::date_short(m, day), at.href(asked.section, &[]))
    };
    // Of today, the day before is the last but one on which a report came.
    let before = if day.is_empty() {
        days.len().checked_sub(2).map(|at| days[at])
    } else {
        days.iter().rev().copied().find(|date| *date < day)
    };
    let after = days.iter().copied().find(|date| !day.is_empty() && *date > day);
    let today = Asked { story: asked.story.clone(), ..Asked::default() };
    Known {
        action: today.href(asked.section, &[]),
        day: day.to_owned(),
        words: (!day.is_empty()).then(|| written::date(m, day)),
        first: days.first().copied().unwrap_or_default().to_owned(),
        last: days.last().copied().unwrap_or_default().to_owned(),
        before: before.map(to),
        after: after.map(to),
        today: today.href(asked.section, &[]),
        reports: (reports, whole.reports.len()),
    }
}
