//! One row per claim as one report tells it: what JSONL, CSV and Parquet hold.

use serde::{Deserialize, Serialize};

use super::StoryRecords;
use crate::{EventRecord, FigureTellingRecord, ReadingRecord, StatementRecord, TellingRecord, VERSION};

/// One claim as one report tells it. Empty cells are `None`: the report does not say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimRow {
    /// [`VERSION`].
    pub version: u32,
    /// Address of the claim: digits of the page's digest, kind, index.
    pub claim: String,
    /// `statement`, `event` or `figure`.
    pub kind: String,
    /// Id of the story.
    pub story: String,
    /// Id of the report.
    pub report: String,
    /// SHA-256 of the page, hexadecimal.
    pub digest: Option<String>,
    /// Path or URL of the page.
    pub origin: String,
    /// Outlet as it names itself.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// BCP 47 tag, empty where unknown.
    pub language: String,
    /// ISO 8601.
    pub published: Option<String>,
    /// EDTF day from which the report can be at the earliest.
    pub earliest: Option<String>,
    /// The words.
    pub text: String,
    /// First code point of the report's text.
    pub start: usize,
    /// After the last.
    pub end: usize,
    /// Who says it; `None` where the outlet does in its own voice.
    pub claimant: Option<String>,
    /// The chain between the claimant and the outlet, nearest to the claimant first.
    pub via: Vec<String>,
    /// The reporting words.
    pub cue: Option<String>,
    /// `direct` or `indirect`.
    pub mode: Option<String>,
    /// `stated`, `claimed`, `reported`.
    pub certainty: Option<String>,
    /// EDTF day of the saying.
    pub said_on: Option<String>,
    /// Place or occasion of the saying.
    pub said_at: Option<String>,
    /// PLOVER root type.
    #[serde(rename = "type")]
    pub event_type: Option<String>,
    /// Entity id or description.
    pub actor: Option<String>,
    /// Entity id or description.
    pub recipient: Option<String>,
    /// `asserted`, `denied`, `possible`, `future`, `demanded`.
    pub polarity: Option<String>,
    /// What is given, sent, signed.
    pub object: Option<String>,
    /// The quantity's words.
    pub quantity: Option<String>,
    /// Where it happens.
    pub place: Option<String>,
    /// EDTF, when it happens.
    pub time: Option<String>,
    /// What is given in return.
    pub in_return_for: Option<String>,
    /// The words that make it hearsay.
    pub hedge: Option<String>,
    /// What is counted.
    pub of: Option<String>,
    /// Lower bound, inclusive.
    pub low: Option<f64>,
    /// Upper bound, inclusive.
    pub high: Option<f64>,
    /// Whether the words say that it is not exact.
    pub approximate: Option<bool>,
    /// In which scope it is counted.
    pub scope: Option<String>,
    /// Whether the values of this figure can stand together: `single`, `agree`, `update`, `differ`.
    pub verdict: Option<String>,
    /// How many independent origins the story has for it; `None` where one report alone tells it.
    pub independent_origins: Option<usize>,
}

/// The rows of a story's wanted reports, report by report, in each in the order of the text.
pub fn rows(story: &StoryRecords) -> Vec<ClaimRow> {
    let mut rows = Vec::new();
    for (entry, report) in story.wanted() {
        let page = ClaimRow {
            version: VERSION,
            story: story.ledger.id.clone(),
            report: entry.report.clone(),
            digest: report.digest.clone(),
            origin: report.origin.clone(),
            outlet: report.outlet.clone(),
            title: report.title.clone(),
            language: report.language.clone(),
            published: report.published.clone(),
            earliest: entry.earliest_date_it_can_be_from.clone(),
            ..ClaimRow::default()
        };
        let first = rows.len();
        rows.extend(report.statements.iter().enumerate().map(|(n, one)| statement(&page, n, one)));
        rows.extend(report.events.iter().enumerate().map(|(n, one)| event(&page, n, one, report)));
        let figures = story.ledger.figures.iter().flat_map(|figure| {
            let own = figure.told.iter().filter(|told| told.telling.report == entry.report);
            own.map(move |told| (figure, told))
        });
        rows.extend(figures.enumerate().map(|(n, (of, told))| figure(&page, n, of, told)));
        rows[first..].sort_by(|a, b| (a.start, a.end, &a.kind).cmp(&(b.start, b.end, &b.kind)));
    }
    let origins = Origins::of(story);
    for row in &mut rows {
        row.independent_origins = origins.count(&row.report, row.start, row.end);
    }
    rows
}

/// `DIGEST/KIND/INDEX`, by which a claim is found again however the report is called.
pub(crate) fn address(report: &str, digest: Option<&str>, kind: &str, index: usize) -> String {
    let page = digest.map_or(report, |digest| &digest[..digest.len().min(12)]);
    format!("{page}/{kind}/{index}")
}

fn statement(page: &ClaimRow, index: usize, record: &StatementRecord) -> ClaimRow {
    ClaimRow {
        claim: address(&page.report, page.digest.as_deref(), "statement", index),
        kind: "statement".to_owned(),
        text: record.text.clone(),
        start: record.start,
        end: record.end,
        ..said(page, record)
    }
}

/// What a statement says of the saying itself.
fn said(page: &ClaimRow, record: &StatementRecord) -> ClaimRow {
    ClaimRow {
        claimant: record.claimant.clone(),
        via: record.via.clone(),
        cue: record.cue.clone(),
        mode: Some(record.mode.clone()),
        certainty: Some(record.certainty.clone()),
        said_on: record.said_on.clone(),
        said_at: record.said_at.clone(),
        ..page.clone()
    }
}

fn event(page: &ClaimRow, index: usize, record: &EventRecord, report: &ReadingRecord) -> ClaimRow {
    let saying = record.statement.and_then(|statement| report.statements.get(statement));
    let page = saying.map_or_else(|| page.clone(), |statement| said(page, statement));
    ClaimRow {
        claim: address(&page.report, page.digest.as_deref(), "event", index),
        kind: "event".to_owned(),
        text: record.evidence.clone(),
        start: record.start,
        end: record.end,
        event_type: Some(record.event_type.clone()),
        actor: record.actor.clone(),
        recipient: record.recipient.clone(),
        polarity: Some(record.polarity.clone()),
        object: record.object.clone(),
        quantity: record.quantity.clone(),
        place: record.place.clone(),
        time: record.time.clone(),
        in_return_for: record.in_return_for.clone(),
        hedge: record.hedge.clone(),
        ..page
    }
}

fn figure(page: &ClaimRow, index: usize, of: &crate::FigureRecord, told: &FigureTellingRecord) -> ClaimRow {
    let TellingRecord { text, start, end, by, via, date, .. } = &told.telling;
    ClaimRow {
        claim: address(&page.report, page.digest.as_deref(), "figure", index),
        kind: "figure".to_owned(),
        text: text.clone(),
        start: *start,
        end: *end,
        claimant: Some(by.clone()).filter(|by| by != "outlet"),
        via: via.clone(),
        said_on: date.clone(),
        of: Some(of.of.clone()),
        low: told.low,
        high: told.high,
        approximate: Some(told.approximate),
        scope: Some(told.scope.clone()),
        verdict: Some(of.verdict.clone()),
        ..page.clone()
    }
}

/// How many independent origins each telling's claim has: the most, where it stands in several.
struct Origins<'a>(std::collections::BTreeMap<(&'a str, usize, usize), usize>);

impl<'a> Origins<'a> {
    fn of(story: &'a StoryRecords) -> Self {
        let mut counts = std::collections::BTreeMap::new();
        for origin in &story.ledger.origins {
            for trace in &origin.traces {
                let count = counts.entry((trace.report.as_str(), trace.start, trace.end)).or_insert(0);
                *count = origin.count.max(*count);
            }
        }
        Self(counts)
    }

    fn count(&self, report: &str, start: usize, end: usize) -> Option<usize> {
        self.0.get(&(report, start, end)).copied()
    }
}
