//! What happened, when? Days down the page; gaps stay gaps.

use super::{Line, Lines, Part, Told, reports_of};
use crate::{
    svg::{Row, TimeChart, distance},
    views::frame::report_href,
    written,
};

/// A day, or a longer time, and what is said to have been then.
pub(crate) struct Day {
    pub(crate) date: String,
    /// Days without a claim before it, in words, and how wide the gap is drawn: 1 to 4.
    pub(crate) gap: Option<(String, u8)>,
    pub(crate) entries: Vec<Entry>,
}

/// One thing on its day.
pub(crate) struct Entry {
    pub(crate) said: bool,
    pub(crate) about: String,
    pub(crate) reports: usize,
    pub(crate) told: Told,
}

/// The time line of a story, by day.
pub(crate) fn timeline(make: &Lines) -> Part<Day> {
    let m = make.names.messages;
    let all = &make.ledger.timeline;
    let entries = make.asked.part("time", &(0..all.len()).collect::<Vec<_>>(), |index| {
        let entry = &all[index];
        let shown = Entry {
            said: entry.said,
            about: make.names.key(&entry.about),
            reports: reports_of(&entry.told),
            told: make.lines(&entry.told, &format!("l{}", index + 1)),
        };
        (entry.date.as_str(), shown)
    });
    let mut days: Vec<Day> = Vec::new();
    let mut before: Option<(&str, Option<jiff::civil::Date>)> = None;
    for (date, entry) in entries.items {
        if before.is_none_or(|(before, _)| before != date) {
            let day = written::first_day(date);
            let gap = before
                .and_then(|(_, last)| last)
                .zip(day)
                .map(|(last, day)| distance(last, day) - 1)
                .and_then(|days| usize::try_from(days).ok())
                .filter(|days| *days > 0);
            let gap = gap.map(|days| (m.n("gap_days", days), width(days)));
            days.push(Day { date: written::date(m, date), gap, entries: Vec::new() });
            before = Some((date, day));
        }
        if let Some(day) = days.last_mut() {
            day.entries.push(entry);
        }
    }
    Part { items: days, total: entries.total, all: entries.all, before: entries.before, next: entries.next }
}

fn width(days: usize) -> u8 {
    match days {
        ..=2 => 1,
        3..=13 => 2,
        14..=90 => 3,
        _ => 4,
    }
}

/// A report whose page prints no publication date.
pub(crate) struct Undated {
    pub(crate) headline: String,
    pub(crate) href: String,
    pub(crate) outlet: String,
    pub(crate) why: String,
    pub(crate) basis: Option<Line>,
}

/// Undated reports on a page.
const UNDATED_MAX: usize = 24;

/// The reports that stand apart, with the reason.
pub(crate) fn undated(make: &Lines) -> Vec<Undated> {
    let m = make.names.messages;
    let reports = make.ledger.reports.iter().enumerate().filter(|(_, report)| report.published.is_none());
    let max = if make.asked.section.is_some() { usize::MAX } else { UNDATED_MAX };
    reports
        .take(if make.asked.shows("time") && make.asked.page < 2 { max } else { 0 })
        .map(|(index, report)| Undated {
            headline: report.headline.clone(),
            href: report_href(&report.id),
            outlet: report.outlet.clone().unwrap_or_else(|| report.id.clone()),
            why: match (&report.earliest, &report.basis) {
                (Some(earliest), Some(_)) => m.with("time.undated_why", "date", &written::date(m, earliest)),
                _ => m.t("time.undated_unknown").to_owned(),
            },
            basis: report.basis.as_ref().map(|basis| make.line(basis, format!("b{}", index + 1))),
        })
        .collect()
}

/// The drawing of the story's days.
pub(crate) fn chart(make: &Lines) -> Option<TimeChart> {
    let m = make.names.messages;
    let published = make.ledger.reports.iter().filter_map(|report| report.published.as_deref());
    let published: Vec<_> = published.filter_map(written::first_day).collect();
    let entries = |said| {
        let entries = make.ledger.timeline.iter().filter(move |entry| entry.said == said);
        entries.filter_map(|entry| written::day(&entry.date)).collect::<Vec<_>>()
    };
    let (said, happened) = (entries(true), entries(false));
    let since = published.iter().chain(&said).min().copied();
    let row = |key: &str, class, days| Row { label: m.t(key).to_owned(), class, days };
    let rows = [
        row("time.published", "published", published),
        row("time.said", "said", said),
        row("time.happened", "happened", happened),
    ];
    TimeChart::of(m, m.t("time.chart").to_owned(), &rows, since)
}
