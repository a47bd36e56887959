//! The store as a source.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use runut_claim::Reading;
use runut_export::{CorrectionRecord, LedgerRecord};
use runut_packs::Packs;
use runut_store::{Error, Revision, SearchHit, Store, StoryAsOf, StoryCheck, StoryRow, Version};
use runut_story::{Correction, Ledger};
use runut_text::{Digest, Page};

use super::{Checked, Hit, Report, Shared, Source, SourceError, StoryLine};

/// Most reports that a search shows.
const HITS_MAX: usize = 100;

/// Ledgers that are held ready: collating a story of hundreds of reports takes longer than a reader likes to wait.
const LEDGERS_MAX: usize = 32;

/// A store, and the packs that it is read with.
pub(crate) struct Kept {
    place: Place,
    packs: &'static Packs,
    /// Ledgers that were asked for, by what they were collated from.
    ready: Mutex<BTreeMap<String, Arc<Ledger>>>,
    /// The list of all stories, and what they were collated from.
    lines: Mutex<Option<(Digest, Arc<[StoryLine]>)>>,
}

/// Where a store is.
pub(crate) enum Place {
    /// Open.
    Open(Store),
    /// In a file, which is opened for each question: it may not be there yet, and may be another later.
    At(PathBuf),
}

impl Kept {
    /// The store at a place.
    pub(crate) fn of(place: Place, packs: &'static Packs) -> Self {
        Self { place, packs, ready: Mutex::default(), lines: Mutex::default() }
    }

    /// The ledger of a story, out of those that are ready, else collated.
    fn ledger(&self, store: &Store, id: &str) -> Result<Arc<Ledger>, Error> {
        let fingerprint = store.fingerprint(id)?;
        self.held(fingerprint, || Ok(store.story(id, self.packs)?.ledger))
    }

    /// The same of the reports that were there on a day.
    fn ledger_as_of(&self, store: &Store, id: &str, day: &str) -> Result<Arc<Ledger>, Error> {
        let fingerprint = format!("{} {day}", store.fingerprint(id)?);
        self.held(fingerprint, || Ok(store.story_as_of(id, day, self.packs)?.ledger))
    }

    /// What is ready under a fingerprint, else what `make` makes, which is held ready from then on.
    fn held(
        &self,
        fingerprint: String,
        make: impl FnOnce() -> Result<Ledger, Error>,
    ) -> Result<Arc<Ledger>, Error> {
        let ready = || self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ledger) = ready().get(&fingerprint) {
            return Ok(Arc::clone(ledger));
        }
        let ledger = Arc::new(make()?);
        let mut ready = ready();
        if ready.len() >= LEDGERS_MAX {
            ready.clear();
        }
        ready.insert(fingerprint, Arc::clone(&ledger));
        Ok(ledger)
    }

    /// The list of all stories: made once for each state of the store, as a reader comes back to it again and again.
    fn lines(&self, store: &Store) -> Result<Arc<[StoryLine]>, Error> {
        let print = store.fingerprint_of_all()?;
        let ready = || self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, lines)) = ready().as_ref().filter(|(of, _)| *of == print) {
            return Ok(Arc::clone(lines));
        }
        let mut outlets = store.outlets()?;
        let line = |row: StoryRow| StoryLine {
            outlets: outlets.remove(&row.id).unwrap_or_default(),
            id: row.id,
            line: row.line,
            reports: row.reports,
            days: row.first_day.zip(row.last_day),
            origins: row.origins,
            differences: row.differences,
        };
        let lines: Arc<[StoryLine]> = store.stories()?.into_iter().map(line).collect();
        *ready() = Some((print, Arc::clone(&lines)));
        Ok(lines)
    }

    /// Asks the store; where there is none yet, the answer is the empty one.
    fn ask<T: Default>(&self, question: impl Fn(&Store) -> Result<T, Error>) -> Result<T, SourceError> {
        let answer = match &self.place {
            Place::Open(store) => question(store),
            Place::At(path) => Store::open_read(path).and_then(|store| question(&store)),
        };
        match answer {
            Err(Error::Missing { .. }) => Ok(T::default()),
            answer => answer.map_err(|error| why(&error)),
        }
    }
}

impl Kept {
    /// Reads a page.
    fn read(&self, page: &Page) -> Reading {
        let (article, notes) = runut_article::read(page, self.packs);
        runut_claim::read(article, notes, self.packs)
    }

    /// Tells the store something to keep; it must be there.
    fn tell<T>(&mut self, deed: impl FnOnce(&mut Store) -> Result<T, Error>) -> Result<T, SourceError> {
        let done = match &mut self.place {
            Place::Open(store) => deed(store),
            Place::At(path) => Store::open(path).and_then(|mut store| deed(&mut store)),
        };
        done.map_err(|error| why(&error))
    }
}

/// Under which name corrections made on the page stand in the trail: there is one reader, and no login.
const BY: &str = "page";

impl Source for Kept {
    fn stories(&self) -> Result<Arc<[StoryLine]>, SourceError> {
        self.ask(|store| self.lines(store))
    }

    fn story(&self, id: &str) -> Result<Option<Arc<Ledger>>, SourceError> {
        self.ask(|store| found(self.ledger(store, id)))
    }

    fn story_as_of(&self, id: &str, day: &str) -> Result<Option<Arc<Ledger>>, SourceError> {
        self.ask(|store| found(self.ledger_as_of(store, id, day)))
    }

    fn shared(&self, a: &Reading, b: &Reading) -> Result<Vec<Shared>, SourceError> {
        Ok(runut_story::shared(a, b, self.packs))
    }

    fn ledger_json(&self, id: &str) -> Result<Option<String>, SourceError> {
        self.ask(|store| found(store.ledger_json(id)))
    }

    fn report(&self, id: &str) -> Result<Option<Report>, SourceError> {
        self.ask(|store| {
            let report = store.report(id);
            found(report.map(|report| Report { reading: report.reading, story: report.row.story }))
        })
    }

    fn search(&self, words: &str) -> Result<Vec<Hit>, SourceError> {
        let hits = self.ask(|store| store.search(words, HITS_MAX, self.packs))?;
        Ok(hits.into_iter().map(hit).collect())
    }

    fn ledger_json_as_of(&self, id: &str, day: &str) -> Result<Option<String>, SourceError> {
        let json = self.ask(|store| {
            let story = found(store.story_as_of(id, day, self.packs))?;
            Ok(story.map(|StoryAsOf { ledger, readings, .. }| {
                serde_json::to_string(&LedgerRecord::of(&ledger, &readings.iter().collect::<Vec<_>>()))
            }))
        })?;
        json.transpose().map_err(|error| SourceError(error.to_string()))
    }

    fn versions(&self, id: &str) -> Result<Vec<Version>, SourceError> {
        self.ask(|store| Ok(found(store.versions(id))?.unwrap_or_default()))
    }

    fn check(&self, page: &Page) -> Result<Checked, SourceError> {
        let reading = self.read(page);
        let mut stories = self.ask(|store| store.check_text(&reading, self.packs))?;
        if stories.is_empty() {
            stories.push(StoryCheck::against_nothing(&reading, self.packs));
        }
        Ok(Checked { reading, stories })
    }

    fn add(&mut self, pages: Vec<Page>) -> Result<(), SourceError> {
        let packs = self.packs;
        let readings: Vec<(Page, Reading)> = pages
            .into_iter()
            .map(|page| {
                let reading = self.read(&page);
                (page, reading)
            })
            .collect();
        self.tell(|store| store.add(&readings, packs).map(|_| ()))
    }

    fn takes_corrections(&self) -> bool {
        true
    }

    fn corrections(&self) -> Result<Vec<CorrectionRecord>, SourceError> {
        self.ask(Store::corrections)
    }

    fn revisions(&self) -> Result<Vec<Revision>, SourceError> {
        self.ask(Store::revisions)
    }

    fn correct(&mut self, correction: &Correction, why: &str) -> Result<(), SourceError> {
        let packs = self.packs;
        self.tell(|store| store.correct(correction, BY, why, packs).map(|_| ()))
    }

    fn undo(&mut self, number: u64, why: &str) -> Result<(), SourceError> {
        let packs = self.packs;
        self.tell(|store| store.undo(number, BY, why, packs).map(|_| ()))
    }
}

fn hit(hit: SearchHit) -> Hit {
    let mut excerpt = Vec::new();
    let text = &hit.snippet.text;
    let mut last = 0;
    for mark in &hit.snippet.marks {
        excerpt.push((text[last..mark.start].to_owned(), false));
        excerpt.push((text[mark.clone()].to_owned(), true));
        last = mark.end;
    }
    excerpt.push((text[last..].to_owned(), false));
    excerpt.retain(|(words, _)| !words.is_empty());
    let report = hit.report;
    Hit {
        headline: report.title.unwrap_or_else(|| report.id.clone()),
        report: report.id,
        outlet: report.outlet,
        published: report.published,
        story: report.story,
        place: Some((hit.snippet.place.start(), hit.snippet.place.end())),
        excerpt,
    }
}

/// What was asked for, if it is there. An id that begins several is none of theirs.
fn found<T>(answer: Result<T, Error>) -> Result<Option<T>, Error> {
    match answer {
        Err(Error::NoSuchStory { .. } | Error::NoSuchReport { .. } | Error::Ambiguous { .. }) => Ok(None),
        answer => answer.map(Some),
    }
}

/// The error with its causes, and what helps.
fn why(error: &Error) -> SourceError {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let _ = write!(text, ": {inner}");
        cause = inner.source();
    }
    if let Some(hint) = error.hint() {
        let _ = write!(text, "\nhint: {hint}");
    }
    SourceError(text)
}
