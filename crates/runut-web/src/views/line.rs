//! The claim line: who says it, through whom, on which page, when, in which words. One shape for every view.

use runut_story::{Ledger, Telling};

use super::{
    frame::{encode, report_href},
    story::Asked,
};
use crate::{
    names::Names,
    origins::{self, Look, Looks},
    written,
};

/// Lines of one claim that show at once.
const LINES_MAX: usize = 5;

/// One telling of a claim in the shape that every view shows.
#[derive(Debug)]
pub(crate) struct Line {
    /// Id of the line in its page, so that its words can lead back to it.
    pub(crate) anchor: String,
    /// The chain, from the claimant to the outlet.
    pub(crate) chain: Vec<String>,
    /// The look of its origin.
    pub(crate) look: Look,
    /// Whether the outlet says it in its own voice.
    pub(crate) own: bool,
    /// Whether the line above has the same claimant.
    pub(crate) again: bool,
    /// The day, in short.
    pub(crate) date: String,
    /// The words.
    pub(crate) words: String,
    /// Where they stand.
    pub(crate) href: String,
    /// Language of the words, where it is known.
    pub(crate) report: String,
}

/// The tellings of one item.
#[derive(Debug)]
pub(crate) struct Told {
    /// Those that the page holds.
    pub(crate) lines: Vec<Line>,
    /// How many there are in all.
    pub(crate) total: usize,
    /// Address of all of them, where the page has not all.
    pub(crate) all: Option<String>,
}

impl Told {
    /// How many lines show at once; the rest is folded away, where it is more than one.
    pub(crate) fn shown(&self) -> usize {
        let lines = self.lines.len();
        if lines <= LINES_MAX + 1 { lines } else { LINES_MAX }
    }
}

/// Makes claim lines of one story.
pub(crate) struct Lines<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) names: Names<'a>,
    pub(crate) looks: &'a Looks,
    /// What the page shows of the story.
    pub(crate) asked: &'a Asked,
}

impl Lines<'_> {
    /// The line of a telling; `anchor` is its id in the page.
    pub(crate) fn line(&self, telling: &Telling, anchor: String) -> Line {
        let report = self.ledger.reports.get(telling.report);
        let id = report.map(|report| report.id.as_str()).unwrap_or_default();
        let outlet = report.and_then(|report| report.outlet.as_deref()).unwrap_or(id);
        let own = telling.by.is_none() && telling.via.is_empty();
        let mut chain: Vec<String> = telling.by.iter().map(|by| self.names.of(by)).collect();
        chain.extend(telling.via.iter().cloned());
        if chain.last().is_none_or(|last| last != outlet) {
            chain.push(outlet.to_owned());
        }
        let day = telling.date.clone().or_else(|| report.and_then(|report| report.published.clone()));
        let (start, end) = (telling.span.start(), telling.span.end());
        Line {
            chain,
            look: self.looks.get(&origins::who(self.ledger, telling)),
            own,
            again: false,
            date: day
                .map(|day| written::date_short(self.names.messages, day.split('T').next().unwrap_or(&day)))
                .unwrap_or_default(),
            words: telling.text.split_whitespace().collect::<Vec<_>>().join(" "),
            href: self.place(id, start, end, &anchor),
            report: report.map(|report| report.headline.clone()).unwrap_or_default(),
            anchor,
        }
    }

    /// Address of words of a report, which says where to come back to.
    fn place(&self, report: &str, start: usize, end: usize, anchor: &str) -> String {
        let as_of = self.asked.as_of.as_ref().map(|day| format!("&asof={}", encode(day))).unwrap_or_default();
        format!("{}?at={start}-{end}&from={anchor}{as_of}#at", report_href(report))
    }

    /// The lines of tellings, `anchor-1`, `anchor-2` ..., as many as the page holds.
    pub(crate) fn lines(&self, tellings: &[Telling], anchor: &str) -> Told {
        let mut before: Option<&Option<String>> = None;
        let mut lines = Vec::new();
        let max = self.asked.tellings();
        for (index, telling) in tellings.iter().take(max).enumerate() {
            let mut line = self.line(telling, format!("{anchor}-{}", index + 1));
            line.again = telling.by.is_some() && before == Some(&telling.by);
            before = Some(&telling.by);
            lines.push(line);
        }
        let all = (tellings.len() > max).then(|| self.asked.alone(anchor));
        Told { lines, total: tellings.len(), all }
    }
}
