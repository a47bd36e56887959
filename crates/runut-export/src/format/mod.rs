//! Exports: stories in the forms that other programs read. Fields, units and standards: `docs/exports.md`.
//!
//! An export is written story by story, so that a whole store never stands in memory. Nothing here decides anything: rows
//! are claims as one report tells them, each with the place of its words.

mod annotation;
mod dossier;
mod entity;
mod ftm;
mod graphml;
mod iri;
mod jsonl;
mod parquet;
mod polecat;
mod prov;
mod row;
mod table;

use std::io::{self, Write};

use runut_packs::Packs;

pub(crate) use entity::fold;
pub use row::{ClaimRow, rows};

use crate::{LedgerRecord, ReadingRecord};

/// One story with the records of its reports.
#[derive(Debug, Clone)]
pub struct StoryRecords {
    /// Its ledger.
    pub ledger: LedgerRecord,
    /// Its reports, in the order of `ledger.reports`.
    pub reports: Vec<ReadingRecord>,
    /// Whether each report is wanted, in the same order: an export since a day has the rows of reports from that day on.
    pub wanted: Vec<bool>,
}

impl StoryRecords {
    /// A story, with the reports of day `since` or later wanted; all of them where no day is given. A report without any
    /// day is always wanted, as nothing says that it is older.
    pub fn of(ledger: LedgerRecord, reports: Vec<ReadingRecord>, since: Option<&str>) -> Self {
        let late = |report: &crate::ReportRecord| {
            let day = report.published.as_deref().or(report.earliest_date_it_can_be_from.as_deref());
            match (day, since) {
                // ISO 8601 days compare as text; a month ("2025-03") goes with every day in it.
                (Some(day), Some(since)) => day >= since || since.starts_with(day),
                _ => true,
            }
        };
        let wanted = ledger.reports.iter().map(late).collect();
        Self { ledger, reports, wanted }
    }

    /// The wanted reports, each with its entry in the ledger.
    fn wanted(&self) -> impl Iterator<Item = (&crate::ReportRecord, &ReadingRecord)> {
        let pairs = self.ledger.reports.iter().zip(&self.reports).zip(&self.wanted);
        pairs.filter(|(_, wanted)| **wanted).map(|(pair, _)| pair)
    }

    /// Whether a report, by the id that the ledger calls it, is wanted.
    fn is_wanted(&self, id: &str) -> bool {
        self.ledger.reports.iter().zip(&self.wanted).any(|(report, wanted)| *wanted && report.report == id)
    }

    /// Whether any report is.
    pub fn any_wanted(&self) -> bool {
        self.wanted.contains(&true)
    }
}

/// The forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A JSON object a line for each claim.
    Jsonl,
    /// The same as comma-separated values.
    Csv,
    /// Events in the columns of POLECAT.
    Polecat,
    /// FollowTheMoney statements.
    Ftm,
    /// W3C Web Annotation.
    Annotation,
    /// GraphML.
    Graphml,
    /// PROV-O in Turtle.
    Prov,
    /// A page that needs nothing but itself.
    Html,
    /// Parquet.
    Parquet,
}

impl Format {
    /// All forms.
    pub const ALL: &[Self] = &[
        Self::Jsonl,
        Self::Csv,
        Self::Polecat,
        Self::Ftm,
        Self::Annotation,
        Self::Graphml,
        Self::Prov,
        Self::Html,
        Self::Parquet,
    ];

    /// The name by which one asks for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Polecat => "tsv",
            Self::Ftm => "ftm",
            Self::Annotation => "annotation",
            Self::Graphml => "graphml",
            Self::Prov => "prov",
            Self::Html => "html",
            Self::Parquet => "parquet",
        }
    }

    /// The form of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.as_str() == name)
    }

    /// Whether its bytes are no text that a terminal could show.
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Parquet)
    }
}

/// Writes stories in one form.
pub trait Exporter {
    /// Writes one story.
    ///
    /// # Errors
    /// Where writing fails.
    fn story(&mut self, story: &StoryRecords) -> io::Result<()>;

    /// Writes what stands at the end. Nothing is whole before.
    ///
    /// # Errors
    /// Where writing fails.
    fn end(self: Box<Self>) -> io::Result<()>;
}

/// An exporter to `out`; `language` is the BCP 47 tag of what is written for people.
///
/// # Errors
/// Where writing fails.
pub fn exporter<'a>(
    format: Format,
    out: Box<dyn Write + Send + 'a>,
    language: &'a str,
    packs: &'a Packs,
) -> io::Result<Box<dyn Exporter + 'a>> {
    Ok(match format {
        Format::Jsonl => Box::new(jsonl::Jsonl { out }),
        Format::Csv => Box::new(table::Csv::new(out)),
        Format::Polecat => Box::new(polecat::Polecat::new(out, packs)?),
        Format::Ftm => Box::new(ftm::Ftm::new(out, packs)),
        Format::Annotation => Box::new(annotation::Annotations::new(out)?),
        Format::Graphml => Box::new(graphml::Graphml::new(out, packs)?),
        Format::Prov => Box::new(prov::Prov::new(out)?),
        Format::Html => Box::new(dossier::Dossier::new(out, language, packs)?),
        Format::Parquet => Box::new(parquet::Parquet::new(out)?),
    })
}
