//! Who had it from whom, and which reports there are.

use runut_story::Telling;

use super::Lines;
use crate::{
    origins,
    svg::{Chain, Chains, StemmaChart},
    views::frame::report_href,
    written,
};

/// The drawing of first sources, those between, and reports.
pub(crate) fn stemma(make: &Lines) -> Option<StemmaChart> {
    let ledger = make.ledger;
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut chains = Chains::default();
    // What an outlet says in its own voice has no chain that could be drawn.
    let known = |trace: &&Telling| {
        (trace.by.is_some() || !trace.via.is_empty()) && trace.report < ledger.reports.len()
    };
    let traces = || ledger.origins.iter().flat_map(|origin| &origin.traces).filter(known);
    for by in traces().filter_map(|trace| trace.by.as_deref()) {
        match counts.iter_mut().find(|(name, _)| *name == by) {
            Some((_, count)) => *count += 1,
            None => counts.push((by, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| usize::MAX - count);
    for trace in traces() {
        let source = trace.by.as_deref().and_then(|by| counts.iter().position(|(name, _)| *name == by));
        let look = make.looks.get(&origins::who(ledger, trace));
        let chain = Chain { source, look, through: trace.via.clone(), report: trace.report };
        if !chains.all.contains(&chain) {
            chains.all.push(chain);
        }
    }
    chains.sources =
        counts.into_iter().map(|(name, _)| (make.names.of(name), make.looks.get(name))).collect();
    chains.reports = ledger
        .reports
        .iter()
        .map(|report| (report.outlet.clone().unwrap_or_else(|| report.id.clone()), report_href(&report.id)))
        .collect();
    let pairs = ledger.copies.iter().map(|copy| (copy.later, copy.earlier_or_same_origin));
    let count = ledger.reports.len();
    chains.copied = pairs.filter(|(later, earlier)| *later < count && *earlier < count).collect();
    StemmaChart::of(make.names.messages, &chains)
}

/// Two reports that share text.
pub(crate) struct Copy {
    pub(crate) later: (String, String),
    pub(crate) earlier: (String, String),
    pub(crate) share: String,
    pub(crate) direction_known: bool,
    /// The shared words, each with the place in the later report.
    pub(crate) passages: Vec<(String, String)>,
}

/// The pairs of reports that share text.
pub(crate) fn copies(make: &Lines) -> Vec<Copy> {
    let report = |index: usize| {
        let report = make.ledger.reports.get(index);
        let outlet = report.map(|report| report.outlet.clone().unwrap_or_else(|| report.id.clone()));
        (outlet.unwrap_or_default(), report.map(|report| report_href(&report.id)).unwrap_or_default())
    };
    let copies = make.ledger.copies.iter().enumerate();
    copies
        .map(|(index, copy)| Copy {
            later: report(copy.later),
            earlier: report(copy.earlier_or_same_origin),
            share: make.names.messages.with(
                "origins.share",
                "share",
                &written::percent(make.names.messages, copy.share),
            ),
            direction_known: copy.direction_known,
            passages: copy
                .passages
                .iter()
                .enumerate()
                .map(|(place, (later, _))| make.line(later, format!("p{}-{}", index + 1, place + 1)))
                .map(|line| (line.words, line.href))
                .collect(),
        })
        .collect()
}

/// A report of the story.
pub(crate) struct Report {
    pub(crate) headline: String,
    pub(crate) href: String,
    pub(crate) outlet: String,
    pub(crate) date: Option<String>,
    pub(crate) credits: Vec<String>,
}

/// The reports in the order of what they report.
pub(crate) fn reports(make: &Lines) -> Vec<Report> {
    let m = make.names.messages;
    let reports = make.ledger.reports.iter();
    reports
        .map(|report| Report {
            headline: report.headline.clone(),
            href: report_href(&report.id),
            outlet: report.outlet.clone().unwrap_or_else(|| report.id.clone()),
            date: report.published.as_deref().map(|date| written::date(m, date)),
            credits: report.credits.clone(),
        })
        .collect()
}
