//! The store as a source.

use std::fmt::Write as _;

use runut_packs::Packs;
use runut_store::{Error, SearchHit, Store};
use runut_story::Ledger;

use super::{Hit, Report, Source, SourceError, StoryLine};

/// Most reports that a search shows.
const HITS_MAX: usize = 100;

/// A store, and the packs that it is read with.
pub(crate) struct Kept {
    pub(crate) store: Store,
    pub(crate) packs: &'static Packs,
}

impl Source for Kept {
    fn stories(&self) -> Result<Vec<StoryLine>, SourceError> {
        let reports = self.store.reports().map_err(|error| why(&error))?;
        let outlets = |story: &str| {
            let mut outlets: Vec<String> = Vec::new();
            for report in reports.iter().filter(|report| report.story.as_deref() == Some(story)) {
                outlets.extend(report.outlet.clone().filter(|outlet| !outlets.contains(outlet)));
            }
            outlets
        };
        let lines = self.store.stories().map_err(|error| why(&error))?.into_iter().map(|row| StoryLine {
            outlets: outlets(&row.id),
            id: row.id,
            line: row.line,
            reports: row.reports,
            days: row.first_day.zip(row.last_day),
            origins: row.origins,
            differences: row.differences,
        });
        Ok(lines.collect())
    }

    fn story(&self, id: &str) -> Result<Option<Ledger>, SourceError> {
        found(self.store.story(id, self.packs)).map(|story| story.map(|story| story.ledger))
    }

    fn report(&self, id: &str) -> Result<Option<Report>, SourceError> {
        let report = found(self.store.report(id))?;
        Ok(report.map(|report| Report { reading: report.reading, story: report.row.story }))
    }

    fn search(&self, words: &str) -> Result<Vec<Hit>, SourceError> {
        let hits = self.store.search(words, HITS_MAX, self.packs).map_err(|error| why(&error))?;
        Ok(hits.into_iter().map(hit).collect())
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
fn found<T>(answer: Result<T, Error>) -> Result<Option<T>, SourceError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(Error::NoSuchStory { .. } | Error::NoSuchReport { .. } | Error::Ambiguous { .. }) => Ok(None),
        Err(error) => Err(why(&error)),
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
