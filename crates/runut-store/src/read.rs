//! Asking a store: stories, reports and claims.

use std::path::Path;

use runut_claim::Reading;
use runut_export::ReadingRecord;
use runut_packs::Packs;
use runut_story::Ledger;
use runut_text::{Digest, Page};
use rusqlite::{OptionalExtension as _, Row};
use rustc_hash::FxHashMap;

use crate::{At as _, Error, Result, Store};

/// One story in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// Its id.
    pub id: String,
    /// One line that says what it is about.
    pub line: String,
    /// The first day that its reports are of, EDTF (a month where no report says the day); `None` where no report is dated.
    pub first_day: Option<String>,
    /// The last.
    pub last_day: Option<String>,
    /// Its reports.
    pub reports: usize,
    /// Its outlets, each counted once.
    pub outlets: usize,
    /// Independent origins of its claims, each counted once.
    pub origins: usize,
    /// In how many things its reports do not agree: figures and dates that differ, denials, changes of word.
    pub differences: usize,
}

/// One story with all that was kept of it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptStory {
    /// Its row in the list of stories.
    pub row: StoryRow,
    /// Its ledger as `runut story --json` prints it: [`runut_export::LedgerRecord`].
    pub json: String,
    /// Its ledger.
    pub ledger: Ledger,
    /// Its reports, one entry per entry of `ledger.reports`, in the same order; `article.id` is the id shown.
    pub readings: Vec<Reading>,
}

/// A report that a later one has brought into another story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// When that was seen, RFC 3339.
    pub made_at: String,
    /// The report's id.
    pub report: String,
    /// Id that its story had before.
    pub was: String,
    /// Id of its story then.
    pub is: String,
}

/// One report in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// The id under which it is shown: the file's stem, and the digest's first digits where several have the stem.
    pub id: String,
    /// SHA-256 of its page, hexadecimal.
    pub digest: String,
    /// Path or URL that it came from.
    pub origin: String,
    /// BCP 47 tag, empty where unknown.
    pub language: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet as it names itself.
    pub outlet: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// Id of its story.
    pub story: Option<String>,
}

/// One report with all that was read in it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptReport {
    /// Its row in a list of reports.
    pub row: ReportRow,
    /// Every path and URL that the same bytes came from.
    pub origins: Vec<String>,
    /// What was read in it; `article.id` is the id shown.
    pub reading: Reading,
    /// The same as `runut read --json` prints it.
    pub record: ReadingRecord,
}

/// A report's kept record, before it is parsed.
pub(crate) struct KeptRecord {
    pub(crate) id: String,
    pub(crate) json: String,
}

impl KeptRecord {
    /// Of a row `id, record`.
    pub(crate) fn of(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self { id: row.get(0)?, json: row.get(1)? })
    }
}

/// The record under the id that it is shown with.
fn record_of(kept: KeptRecord, path: &Path) -> Result<ReadingRecord> {
    let record: ReadingRecord =
        serde_json::from_str(&kept.json).map_err(|source| Error::json(source, path, &kept.id))?;
    Ok(ReadingRecord { id: kept.id, ..record })
}

/// The reading under the id that it is shown with.
pub(crate) fn reading_of(kept: KeptRecord, path: &Path) -> Result<Reading> {
    let record = record_of(kept, path)?;
    let id = record.id.clone();
    record.into_reading().map_err(|source| Error::record(source, path, &id))
}

const STORY: &str = "SELECT id, line, first_day, last_day, reports, outlets, origins, differences FROM story";

fn story_row(row: &Row) -> rusqlite::Result<StoryRow> {
    Ok(StoryRow {
        id: row.get(0)?,
        line: row.get(1)?,
        first_day: row.get(2)?,
        last_day: row.get(3)?,
        reports: row.get(4)?,
        outlets: row.get(5)?,
        origins: row.get(6)?,
        differences: row.get(7)?,
    })
}

/// Columns of a [`ReportRow`] from `report` and the left-joined `story_report`.
pub(crate) const REPORT: &str = "report.id, report.digest, report.origin, report.language, report.title, \
    report.outlet, report.published, story_report.story";

pub(crate) fn report_row(row: &Row) -> rusqlite::Result<ReportRow> {
    Ok(ReportRow {
        id: row.get(0)?,
        digest: row.get(1)?,
        origin: row.get(2)?,
        language: row.get(3)?,
        title: row.get(4)?,
        outlet: row.get(5)?,
        published: row.get(6)?,
        story: row.get(7)?,
    })
}

impl Store {
    /// All stories, the newest first; those without a date last.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn stories(&self) -> Result<Vec<StoryRow>> {
        let order = "ORDER BY last_day DESC NULLS LAST, reports DESC, id";
        let mut all = self.connection.prepare_cached(&format!("{STORY} {order}")).at(self)?;
        let rows = all.query_map([], story_row).at(self)?;
        rows.collect::<rusqlite::Result<_>>().at(self)
    }

    /// The outlets of each story, each once, in the order of its ledger's reports, by the story's id.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn outlets(&self) -> Result<FxHashMap<String, Vec<String>>> {
        let mut all = self
            .connection
            .prepare_cached(
                "SELECT story, outlet FROM story_report JOIN report USING (digest) WHERE outlet IS NOT NULL
                 ORDER BY story, place",
            )
            .at(self)?;
        let mut rows = all.query([]).at(self)?;
        let mut outlets: FxHashMap<String, Vec<String>> = FxHashMap::default();
        while let Some(row) = rows.next().at(self)? {
            let (story, outlet): (String, String) = (row.get(0).at(self)?, row.get(1).at(self)?);
            let known = outlets.entry(story).or_default();
            if !known.contains(&outlet) {
                known.push(outlet);
            }
        }
        Ok(outlets)
    }

    /// What all stories were collated from, as one digest: it stays as long as [`Store::stories`] does.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn fingerprint_of_all(&self) -> Result<Digest> {
        let mut all =
            self.connection.prepare_cached("SELECT fingerprint FROM story ORDER BY fingerprint").at(self)?;
        let mut rows = all.query([]).at(self)?;
        let mut prints = Vec::new();
        while let Some(row) = rows.next().at(self)? {
            prints.extend_from_slice(row.get_ref(0).at(self)?.as_bytes().unwrap_or_default());
        }
        Ok(Digest::of(&prints))
    }

    /// Those of [`Store::stories`] with these ids, in the same order.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn stories_of(&self, ids: &[String]) -> Result<Vec<StoryRow>> {
        let mut one = self.connection.prepare_cached(&format!("{STORY} WHERE id = ?1")).at(self)?;
        let mut rows = Vec::new();
        for id in ids {
            rows.extend(one.query_row([id], story_row).optional().at(self)?);
        }
        let last_day = |row: &StoryRow| std::cmp::Reverse(row.last_day.clone());
        rows.sort_by_cached_key(|row| (last_day(row), std::cmp::Reverse(row.reports), row.id.clone()));
        rows.dedup();
        Ok(rows)
    }

    /// Which reports later ones have brought into another story, in the order in which that was seen.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn revisions(&self) -> Result<Vec<Revision>> {
        let mut all = self
            .connection
            .prepare_cached(
                "SELECT made_at, report.id, was, \"is\" FROM revision JOIN report ON report.digest = revision.report
                 ORDER BY revision.number",
            )
            .at(self)?;
        let row = |row: &Row| {
            Ok(Revision { made_at: row.get(0)?, report: row.get(1)?, was: row.get(2)?, is: row.get(3)? })
        };
        all.query_map([], row).at(self)?.collect::<rusqlite::Result<_>>().at(self)
    }

    /// The story whose id is `id`, or alone begins with it; else the story of the report of that name, as in
    /// [`Store::report`], so that the id which a story had before an earlier report joined it still leads to it.
    ///
    /// # Errors
    /// Where there is none, or several begin so, or the file cannot be read.
    pub fn story(&self, id: &str, packs: &Packs) -> Result<KeptStory> {
        let found = self.story_id(id)?;
        let (row, json) = self
            .connection
            .prepare_cached(
                "SELECT id, line, first_day, last_day, reports, outlets, origins, differences, ledger
                 FROM story WHERE id = ?1",
            )
            .and_then(|mut one| one.query_row([&found], |row| Ok((story_row(row)?, row.get(8)?))))
            .at(self)?;
        let readings = self.readings(&found)?;
        let corrections = self.corrections_in_force()?;
        let ledger =
            runut_story::collate_corrected(&readings.iter().collect::<Vec<_>>(), &corrections, packs);
        Ok(KeptStory { row, json, ledger, readings })
    }

    /// What a story's ledger was collated from, as one digest: it changes when its reports, what was read in them or
    /// the corrections about them do; `id` as in [`Store::story`].
    ///
    /// # Errors
    /// As [`Store::story`].
    pub fn fingerprint(&self, id: &str) -> Result<String> {
        let found = self.story_id(id)?;
        self.connection
            .prepare_cached("SELECT fingerprint FROM story WHERE id = ?1")
            .and_then(|mut one| one.query_row([&found], |row| row.get(0)))
            .at(self)
    }

    /// The ledger of a story as it is kept: as `runut story --json` prints it; `id` as in [`Store::story`].
    ///
    /// # Errors
    /// As [`Store::story`].
    pub fn ledger_json(&self, id: &str) -> Result<String> {
        let found = self.story_id(id)?;
        self.connection
            .prepare_cached("SELECT ledger FROM story WHERE id = ?1")
            .and_then(|mut one| one.query_row([&found], |row| row.get(0)))
            .at(self)
    }

    /// The readings of a story in the order of its ledger's reports; `id` as in [`Store::story`].
    ///
    /// # Errors
    /// As [`Store::story`].
    pub fn readings(&self, id: &str) -> Result<Vec<Reading>> {
        let found = self.story_id(id)?;
        let mut members = self
            .connection
            .prepare_cached(
                "SELECT report.id, report.record FROM story_report JOIN report USING (digest)
                 WHERE story_report.story = ?1 ORDER BY story_report.place",
            )
            .at(self)?;
        let records = members.query_map([&found], KeptRecord::of).at(self)?;
        records.map(|record| reading_of(record.at(self)?, &self.path)).collect()
    }

    /// The report that is shown as `id`, or whose page's digest alone begins with it (four digits at least).
    ///
    /// # Errors
    /// Where there is none, or several have the stem `id` or begin so, or the file cannot be read.
    pub fn report(&self, id: &str) -> Result<KeptReport> {
        let row = self.report_row(id)?;
        let record = self
            .connection
            .prepare_cached("SELECT id, record FROM report WHERE digest = ?1")
            .and_then(|mut one| one.query_row([&row.digest], KeptRecord::of))
            .at(self)?;
        let record = record_of(record, &self.path)?;
        let reading =
            record.clone().into_reading().map_err(|source| Error::record(source, &self.path, &row.id))?;
        let origins = self
            .connection
            .prepare_cached("SELECT DISTINCT origin FROM origin WHERE digest = ?1 ORDER BY id, origin")
            .and_then(|mut all| all.query_map([&row.digest], |row| row.get(0))?.collect())
            .at(self)?;
        Ok(KeptReport { row, origins, reading, record })
    }

    /// The page of a report, byte for byte; `id` as in [`Store::report`].
    ///
    /// # Errors
    /// As [`Store::report`].
    pub fn page(&self, id: &str) -> Result<Page> {
        let ReportRow { id, digest, origin, .. } = self.report_row(id)?;
        let bytes = self
            .connection
            .prepare_cached("SELECT bytes FROM page WHERE digest = ?1")
            .and_then(|mut one| one.query_row([&digest], |row| row.get(0)))
            .at(self)?;
        Ok(Page { id, origin, bytes })
    }

    /// All reports, in the order of their ids.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn reports(&self) -> Result<Vec<ReportRow>> {
        let sql =
            format!("SELECT {REPORT} FROM report LEFT JOIN story_report USING (digest) ORDER BY report.id");
        let mut all = self.connection.prepare_cached(&sql).at(self)?;
        let rows = all.query_map([], report_row).at(self)?;
        rows.collect::<rusqlite::Result<_>>().at(self)
    }

    /// Whole id of the story that `id` leads to.
    fn story_id(&self, id: &str) -> Result<String> {
        let candidates = self.beginning_so(
            "SELECT id FROM story WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 9",
            id,
        )?;
        if let Some(story) = self.only(candidates, id)? {
            return Ok(story);
        }
        // An id is the beginning of a report's digest, so one that a story had before an earlier report joined it
        // still leads there.
        let missing = || Error::NoSuchStory { path: self.path.clone(), id: id.to_owned() };
        let digest = self.report_digest(id)?.ok_or_else(missing)?;
        self.connection
            .prepare_cached("SELECT story FROM story_report WHERE digest = ?1")
            .and_then(|mut one| one.query_row([&digest], |row| row.get(0)).optional())
            .at(self)?
            .ok_or_else(missing)
    }

    fn report_row(&self, id: &str) -> Result<ReportRow> {
        let missing = || Error::NoSuchReport { path: self.path.clone(), id: id.to_owned() };
        let digest = self.report_digest(id)?.ok_or_else(missing)?;
        let sql = format!(
            "SELECT {REPORT} FROM report LEFT JOIN story_report USING (digest) WHERE report.digest = ?1"
        );
        let row = self
            .connection
            .prepare_cached(&sql)
            .and_then(|mut one| one.query_row([&digest], report_row).optional())
            .at(self)?;
        row.ok_or_else(missing)
    }

    /// By the id shown, else by the digest's beginning; a stem that several reports have is none of both.
    fn report_digest(&self, id: &str) -> Result<Option<String>> {
        let shown = self.beginning_so("SELECT digest FROM report WHERE id = ?1", id)?;
        if let Some(digest) = self.only(shown, id)? {
            return Ok(Some(digest));
        }
        let candidates =
            self.beginning_so("SELECT id FROM report WHERE stem = ?1 ORDER BY id LIMIT 8", id)?;
        if !candidates.is_empty() {
            return Err(Error::Ambiguous { path: self.path.clone(), id: id.to_owned(), candidates });
        }
        let begun = self.beginning_so(
            "SELECT digest FROM report WHERE length(?1) >= 4 AND substr(digest, 1, length(?1)) = ?1
             ORDER BY digest LIMIT 9",
            id,
        )?;
        self.only(begun, id)
    }

    fn beginning_so(&self, sql: &str, id: &str) -> Result<Vec<String>> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut some| some.query_map([id], |row| row.get(0))?.collect())
            .at(self)
    }

    /// The one candidate, or the one that is `id` itself; `None` where there is none.
    fn only(&self, mut candidates: Vec<String>, id: &str) -> Result<Option<String>> {
        if let Some(exact) = candidates.iter().position(|candidate| candidate == id) {
            return Ok(Some(candidates.swap_remove(exact)));
        }
        if candidates.len() > 1 {
            candidates.truncate(8);
            return Err(Error::Ambiguous { path: self.path.clone(), id: id.to_owned(), candidates });
        }
        Ok(candidates.pop())
    }
}
