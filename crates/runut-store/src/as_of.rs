//! A story as it was known on a day: the reports that were there by then, each as its place showed it then.

use std::collections::BTreeMap;

use runut_claim::Reading;
use runut_packs::Packs;
use runut_story::Ledger;
use rusqlite::OptionalExtension as _;

use crate::{At as _, Result, Store, read::KeptRecord, read::reading_of};

/// A story as it was known on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryAsOf {
    /// Its ledger by then; without reports where none was there yet.
    pub ledger: Ledger,
    /// Its reports by then, one entry per entry of `ledger.reports`, in the same order.
    pub readings: Vec<Reading>,
    /// Reports left out because nothing says on which day they came.
    pub undated: usize,
}

impl Store {
    /// A story as it was known at the end of `day`, ISO 8601 ("2031-05-04", or a month or year); `id` as in
    /// [`Store::story`]. A report counts from the day on which it was published. Where its page was captured more than
    /// once it is told from the last capture of that time, else from the first one after it; a capture's day is that of
    /// Greenwich.
    ///
    /// # Errors
    /// As [`Store::story`].
    pub fn story_as_of(&self, id: &str, day: &str, packs: &Packs) -> Result<StoryAsOf> {
        let mut undated = 0;
        let mut readings = Vec::new();
        for latest in self.readings(id)? {
            let reading = self.version_as_of(latest, day)?;
            match runut_story::was_known(&reading, day) {
                Some(true) => readings.push(reading),
                Some(false) => {}
                None => undated += 1,
            }
        }
        let corrections = self.corrections_in_force()?;
        let ledger =
            runut_story::collate_corrected(&readings.iter().collect::<Vec<_>>(), &corrections, packs);
        let places: BTreeMap<&str, usize> =
            ledger.reports.iter().enumerate().map(|(place, report)| (report.id.as_str(), place)).collect();
        readings.sort_by_key(|reading| places.get(reading.article.id.as_str()).copied());
        Ok(StoryAsOf { ledger, readings, undated })
    }

    /// What the place of a report showed on a day.
    fn version_as_of(&self, latest: Reading, day: &str) -> Result<Reading> {
        let Some(digest) = latest.article.digest else { return Ok(latest) };
        let version = self
            .connection
            .prepare_cached(
                "SELECT report.id, report.record, substr(captured_at, 1, length(?2)) <= ?2 AS was_there
                 FROM capture JOIN report USING (digest)
                 WHERE capture.origin IN (SELECT origin FROM capture WHERE digest = ?1)
                 ORDER BY was_there DESC, CASE WHEN was_there THEN captured_at END DESC, captured_at, digest LIMIT 1",
            )
            .and_then(|mut one| one.query_row([&digest.to_string(), day], KeptRecord::of).optional())
            .at(self)?;
        version.map_or(Ok(latest), |version| reading_of(version, &self.path))
    }
}
