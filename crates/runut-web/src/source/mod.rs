//! Where the pages come from: stories, ledgers and readings, asked for by id.

mod store;

use std::sync::Arc;

use runut_claim::Reading;
use runut_export::CorrectionRecord;
use runut_store::{Revision, StoryCheck, Version};
use runut_story::{Correction, Ledger, Verdict};
use runut_text::Page;
pub(crate) use store::{Kept, Place};

/// What keeps the stories. The page asks, and computes nothing.
pub trait Source: Send + 'static {
    /// All stories, in any order.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn stories(&self) -> Result<Arc<[StoryLine]>, SourceError>;

    /// The ledger of one story, if there is one of this id.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn story(&self, id: &str) -> Result<Option<Arc<Ledger>>, SourceError>;

    /// The ledger of one story as it stood on a day, ISO 8601: of the reports that were there by then. A source that
    /// keeps no readings has none but today's.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn story_as_of(&self, id: &str, _day: &str) -> Result<Option<Arc<Ledger>>, SourceError> {
        self.story(id)
    }

    /// Passages that two reports share, in the one and in the other, in the order of the first.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn shared(&self, _a: &Reading, _b: &Reading) -> Result<Vec<Shared>, SourceError> {
        Ok(Vec::new())
    }

    /// The ledger of one story as `runut story --json` prints it, if there is one of this id.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn ledger_json(&self, id: &str) -> Result<Option<String>, SourceError>;

    /// The same as of a day, as [`Source::story_as_of`].
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn ledger_json_as_of(&self, id: &str, _day: &str) -> Result<Option<String>, SourceError> {
        self.ledger_json(id)
    }

    /// One report as it was read, if there is one of this id.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn report(&self, id: &str) -> Result<Option<Report>, SourceError>;

    /// Reports that have all these words, best first.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn search(&self, words: &str) -> Result<Vec<Hit>, SourceError>;

    /// What its place showed before and after a report, the oldest first; empty where that is not known.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn versions(&self, _id: &str) -> Result<Vec<Version>, SourceError> {
        Ok(Vec::new())
    }

    /// Reads a page without keeping it, and checks each of its claims against what is kept.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn check(&self, _page: &Page) -> Result<Checked, SourceError> {
        Err(SourceError::only_shows())
    }

    /// Reads pages and keeps them.
    ///
    /// # Errors
    /// Where the source cannot be written.
    fn add(&mut self, _pages: Vec<Page>) -> Result<(), SourceError> {
        Err(SourceError::only_shows())
    }

    /// Which reports later ones have brought into another story, in that order.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn revisions(&self) -> Result<Vec<Revision>, SourceError> {
        Ok(Vec::new())
    }

    /// Whether corrections can be made here, and reports be added. A source that only shows takes none.
    fn takes_corrections(&self) -> bool {
        false
    }

    /// What was corrected by hand, in its order.
    ///
    /// # Errors
    /// Where the source cannot be read.
    fn corrections(&self) -> Result<Vec<CorrectionRecord>, SourceError> {
        Ok(Vec::new())
    }

    /// Keeps a correction, and why it was made.
    ///
    /// # Errors
    /// Where the source cannot be written.
    fn correct(&mut self, _correction: &Correction, _why: &str) -> Result<(), SourceError> {
        Err(SourceError::only_shows())
    }

    /// Takes back the correction of this number.
    ///
    /// # Errors
    /// Where there is none that can be taken back, or the source cannot be written.
    fn undo(&mut self, _number: u64, _why: &str) -> Result<(), SourceError> {
        Err(SourceError::only_shows())
    }
}

/// A page as it was read, and what is known of its claims, story by story.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The page as it was read.
    pub reading: Reading,
    /// The checks, the likeliest story first; one against nothing where no story has its names.
    pub stories: Vec<StoryCheck>,
}

/// A passage that two reports share: its place in the one, and in the other.
pub type Shared = (runut_claim::Place, runut_claim::Place);

/// Why a source cannot be read, in a sentence for the reader.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct SourceError(pub String);

impl SourceError {
    fn only_shows() -> Self {
        Self("this source only shows".to_owned())
    }
}

/// One report, and the story it belongs to.
#[derive(Debug, Clone)]
pub struct Report {
    /// The report as it was read.
    pub reading: Reading,
    /// Id of its story.
    pub story: Option<String>,
}

/// A report that has the words searched for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hit {
    /// The report's id.
    pub report: String,
    /// Its headline, or its first words.
    pub headline: String,
    /// The outlet as it names itself.
    pub outlet: Option<String>,
    /// ISO 8601 date of publication.
    pub published: Option<String>,
    /// Id of its story.
    pub story: Option<String>,
    /// Where the passage stands, in bytes of the report's text, half-open.
    pub place: Option<(usize, usize)>,
    /// Words around the place, as pairs of text and whether it was searched for.
    pub excerpt: Vec<(String, bool)>,
}

/// One story in a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoryLine {
    /// The story's id.
    pub id: String,
    /// What it is about, in a claim's own words.
    pub line: String,
    /// How many reports tell it.
    pub reports: usize,
    /// Outlets that name themselves, each once, in the order of the reports.
    pub outlets: Vec<String>,
    /// First and last day that its reports are from, ISO 8601.
    pub days: Option<(String, String)>,
    /// First sources, each counted once.
    pub origins: usize,
    /// In how many things its reports do not agree: figures and dates that differ, denials, changes of word.
    pub differences: usize,
}

impl StoryLine {
    /// The last day that its reports are from, ISO 8601.
    pub(crate) fn last_day(&self) -> Option<&str> {
        self.days.as_ref().map(|days| days.1.as_str())
    }

    /// The line of a ledger.
    pub fn of(ledger: &Ledger) -> Self {
        let mut outlets: Vec<String> = Vec::new();
        for outlet in ledger.reports.iter().filter_map(|report| report.outlet.as_ref()) {
            if !outlets.contains(outlet) {
                outlets.push(outlet.clone());
            }
        }
        let dates =
            ledger.reports.iter().filter_map(|report| report.published.as_ref().or(report.earliest.as_ref()));
        let days: Vec<String> = dates.map(|date| date.chars().take(10).collect()).collect();
        let mut origins: Vec<&String> =
            ledger.origins.iter().flat_map(|origin| &origin.independent_origins).collect();
        origins.sort();
        origins.dedup();
        Self {
            id: ledger.id.clone(),
            line: ledger.line.clone(),
            reports: ledger.reports.len(),
            outlets,
            days: days.iter().min().cloned().zip(days.iter().max().cloned()),
            origins: origins.len(),
            differences: figures_differ(ledger)
                + ledger.denials.len()
                + ledger.dates_that_differ.len()
                + ledger.changes.len(),
        }
    }
}

/// Figures on which reports cannot all be right.
pub(crate) fn figures_differ(ledger: &Ledger) -> usize {
    ledger.figures.iter().filter(|figure| figure.verdict == Verdict::Differ).count()
}
