//! Who had it from whom, and which reports there are.

use std::collections::BTreeMap;

use runut_story::{Ledger, Telling};

use super::{Lines, Part};
use crate::{
    svg::{Chain, Chains, StemmaChart},
    views::frame::{compare_href, report_href},
    written,
};

/// Reports that the drawing has room for: of a longer story those with most chains.
const REPORTS_MAX: usize = 40;

/// The drawing of first sources, those between, and reports.
pub(crate) fn stemma(make: &Lines) -> Option<StemmaChart> {
    let ledger = make.ledger;
    // What an outlet says in its own voice has no chain that could be drawn.
    let known = |trace: &&Telling| {
        (trace.by.is_some() || !trace.via.is_empty()) && trace.report < ledger.reports.len()
    };
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut found: BTreeMap<(Option<&str>, &[String], usize), usize> = BTreeMap::new();
    let traces = ledger.origins.iter().flat_map(|origin| &origin.traces).filter(known);
    for (at, trace) in traces.enumerate() {
        if let Some(by) = trace.by.as_deref() {
            counts.entry(by).or_insert((0, at)).0 += 1;
        }
        found.entry((trace.by.as_deref(), &trace.via, trace.report)).or_insert(at);
    }
    let mut sources: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
    sources.sort_by_key(|(_, (count, first))| (usize::MAX - count, *first));
    let rank: BTreeMap<&str, usize> =
        sources.iter().enumerate().map(|(rank, (name, _))| (*name, rank)).collect();
    let drawn = drawn(ledger, found.keys().map(|(_, _, report)| *report));
    let place: BTreeMap<usize, usize> =
        drawn.iter().enumerate().map(|(place, &report)| (report, place)).collect();
    let mut chains: Vec<_> = found.into_iter().collect();
    chains.sort_by_key(|(_, at)| *at);
    let all = chains.into_iter().filter_map(|((by, via, report), _)| {
        let who = by.or_else(|| via.first().map(String::as_str)).unwrap_or_default();
        Some(Chain {
            source: by.map(|by| rank[by]),
            look: make.looks.get(who),
            through: via.to_vec(),
            report: *place.get(&report)?,
        })
    });
    let pairs = ledger.copies.iter().map(|copy| (copy.later, copy.earlier_or_same_origin));
    let chains = Chains {
        all: all.collect(),
        sources: sources.into_iter().map(|(name, _)| (make.names.of(name), make.looks.get(name))).collect(),
        reports: drawn
            .iter()
            .map(|&report| &ledger.reports[report])
            .map(|report| {
                (report.outlet.clone().unwrap_or_else(|| report.id.clone()), report_href(&report.id))
            })
            .collect(),
        copied: pairs
            .filter_map(|(later, earlier)| Some((*place.get(&later)?, *place.get(&earlier)?)))
            .collect(),
    };
    StemmaChart::of(make.names.messages, &chains)
}

/// The reports to be drawn, in their order: all of a short story, of a long one those with most chains.
fn drawn(ledger: &Ledger, chained: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut chains = vec![0_usize; ledger.reports.len()];
    for report in chained {
        chains[report] += 1;
    }
    let mut drawn: Vec<usize> = (0..chains.len()).collect();
    drawn.sort_by_key(|&report| usize::MAX - chains[report]);
    drawn.truncate(REPORTS_MAX);
    drawn.sort_unstable();
    drawn
}

/// Two reports that share text.
pub(crate) struct Copy {
    /// Its number, from 1.
    pub(crate) number: usize,
    pub(crate) later: (String, String),
    pub(crate) earlier: (String, String),
    pub(crate) share: String,
    pub(crate) direction_known: bool,
    /// What says so: the kind, and the words with their place.
    pub(crate) evidence: Vec<(&'static str, Option<(String, String)>)>,
    /// Address of the two side by side.
    pub(crate) beside: String,
    /// The shared words, each with the place in the later report.
    pub(crate) passages: Vec<(String, String)>,
}

/// The pairs of reports that share text.
pub(crate) fn copies(make: &Lines) -> Part<Copy> {
    let m = make.names.messages;
    let report = |index: usize| {
        let report = make.ledger.reports.get(index);
        let outlet = report.map(|report| report.outlet.clone().unwrap_or_else(|| report.id.clone()));
        (outlet.unwrap_or_default(), report.map(|report| report_href(&report.id)).unwrap_or_default())
    };
    let id =
        |index: usize| make.ledger.reports.get(index).map(|report| report.id.as_str()).unwrap_or_default();
    let all = &make.ledger.copies;
    make.asked.part("origins", &(0..all.len()).collect::<Vec<_>>(), |index| {
        let copy = &all[index];
        let passages = copy.passages.iter().take(make.asked.tellings()).enumerate();
        Copy {
            number: index + 1,
            later: report(copy.later),
            earlier: report(copy.earlier_or_same_origin),
            share: m.with("origins.share", "share", &written::percent(m, copy.share)),
            direction_known: copy.direction_known,
            evidence: copy
                .evidence
                .iter()
                .map(|evidence| {
                    let told = evidence.told.as_ref();
                    let line = told.map(|told| make.line(told, format!("p{}", index + 1)));
                    (evidence.kind.as_str(), line.map(|line| (line.words, line.href)))
                })
                .collect(),
            beside: compare_href(id(copy.earlier_or_same_origin), id(copy.later)),
            passages: passages
                .map(|(place, (later, _))| make.line(later, format!("p{}-{}", index + 1, place + 1)))
                .map(|line| (line.words, line.href))
                .collect(),
        }
    })
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
pub(crate) fn reports(make: &Lines) -> Part<Report> {
    let m = make.names.messages;
    let all = &make.ledger.reports;
    make.asked.part("reports", &(0..all.len()).collect::<Vec<_>>(), |index| {
        let report = &all[index];
        Report {
            headline: report.headline.clone(),
            href: report_href(&report.id),
            outlet: report.outlet.clone().unwrap_or_else(|| report.id.clone()),
            date: report.published.as_deref().map(|date| written::date(m, date)),
            credits: report.credits.clone(),
        }
    })
}
