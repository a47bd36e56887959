//! Adding pages and what was read in them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use runut_claim::Reading;
use runut_export::ReadingRecord;
use runut_packs::Packs;
use runut_text::Page;
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

use crate::{
    Error, Result, Store,
    ids::shown_ids,
    place,
    read::{KeptRecord, reading_of},
    search::Stems,
    story, version,
};

/// The version that reads: a record of another version is replaced when its page is added again.
pub(crate) const READ_BY: &str = env!("CARGO_PKG_VERSION");

/// What [`Store::add`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Added {
    /// Pages that the store did not have.
    pub new: usize,
    /// Pages that it had.
    pub known: usize,
    /// Ids of the stories that are new or were collated anew, sorted.
    pub stories: Vec<String>,
}

impl Store {
    /// Keeps pages and what was read in them, and brings stories and ledgers up to date: all or nothing, in one
    /// transaction.
    ///
    /// A page that is kept already changes nothing, but for its origin where it came from another place this time.
    /// Of several origins of the same bytes the least by `(id, origin)` counts, so that the order of adding does not.
    ///
    /// # Cost
    /// A page is placed among those that are like it, and the stories whose reports changed are collated, however many
    /// there are besides. A store that another version wrote is first brought up to date, which reads all of it; so
    /// does a page that comes from another place and is read as another report for it.
    ///
    /// # Errors
    /// Where another process writes for too long, no room is left, or the file may not be written. Nothing is kept
    /// then of what was given, and all that was kept before stays.
    pub fn add(&mut self, readings: &[(Page, Reading)], packs: &Packs) -> Result<Added> {
        self.add_all(readings.iter().map(|(page, reading)| (page, reading, None)), packs)
    }

    /// As [`Store::add`], of pages that were captured at a time: RFC 3339 in UTC to the second
    /// ("2031-05-05T03:04:05Z"). What stands at the same origin at a later time is a new version of the same report: both
    /// are kept, and stories are told from the latest ([`Store::versions`] shows what differs).
    ///
    /// # Errors
    /// As [`Store::add`].
    pub fn add_captured(
        &mut self,
        readings: &[(Page, Reading, Option<String>)],
        packs: &Packs,
    ) -> Result<Added> {
        self.add_all(readings.iter().map(|(page, reading, at)| (page, reading, at.as_deref())), packs)
    }

    fn add_all<'a>(
        &mut self,
        readings: impl Iterator<Item = (&'a Page, &'a Reading, Option<&'a str>)>,
        packs: &Packs,
    ) -> Result<Added> {
        let (path, wait) = (self.path.clone(), self.settings.wait);
        let at = |source| Error::sqlite(source, &path, wait);
        let transaction = self.begin()?;
        let mut added = Added::default();
        let mut stems = Stems::of(packs);
        let mut touched = bring_up_to_date(&transaction, packs, &path).map_err(|error| error.at(at))?;
        let (mut new, mut named, mut is_elsewhere) = (Vec::new(), BTreeSet::new(), false);
        for (page, reading, captured_at) in readings {
            let kept = keep(&transaction, page, reading, &mut stems, &path).map_err(|error| error.at(at))?;
            added.new += usize::from(matches!(kept, Kept::New(_)));
            added.known += usize::from(!matches!(kept, Kept::New(_)));
            if version::keep(&transaction, page, captured_at).map_err(at)? {
                touched.extend(version::beside(&transaction, page).map_err(at)?);
            }
            match kept {
                Kept::New(number) => new.push((number, reading)),
                Kept::Changed { number, stem } => {
                    // One that has just come is placed as it was read last.
                    if let Some(new) = new.iter_mut().find(|new| new.0 == number) {
                        new.1 = reading;
                    } else {
                        is_elsewhere |= place::is_elsewhere(&transaction, number, reading).map_err(at)?;
                        touched.insert(number);
                    }
                    named.insert(stem);
                }
                Kept::Known => continue,
            }
            named.insert(page.id.clone());
        }
        let renamed = name_reports(&transaction, &named).map_err(at)?;
        touched.extend(renamed);
        let placed = if is_elsewhere {
            place::place_all(&transaction, &path).map_err(|error| error.at(at))?
        } else {
            place::place_new(&transaction, &new).map_err(at)?
        };
        let was = story_ids(&transaction, &placed.moved).map_err(at)?;
        touched.extend(placed.touched);
        if !touched.is_empty() {
            added.stories = story::collate(&transaction, &touched, packs, &path, wait)?;
        }
        note_revisions(&transaction, &was).map_err(at)?;
        transaction.commit().map_err(at)?;
        Ok(added)
    }
}

/// Brings a store that another version wrote, or of which it wrote less, to what this one writes. The reports whose
/// stories are to be collated anew.
pub(crate) fn bring_up_to_date(
    transaction: &Transaction,
    packs: &Packs,
    path: &Path,
) -> Result<BTreeSet<i64>, Failure> {
    let is_renewed = renew(transaction, &mut Stems::of(packs), path)?;
    let is_placed = place::is_current(transaction)?;
    if !is_placed || is_renewed {
        place::place_all(transaction, path)?;
        return Ok(story::everything(transaction)?);
    }
    Ok(BTreeSet::new())
}

/// The story in which each report stands.
fn story_ids(transaction: &Transaction, reports: &BTreeSet<i64>) -> rusqlite::Result<Vec<(String, String)>> {
    let mut one = transaction.prepare_cached(
        "SELECT digest, story FROM report JOIN story_report USING (digest) WHERE number = ?1",
    )?;
    let mut ids = Vec::new();
    for report in reports {
        ids.extend(one.query_row([report], |row| Ok((row.get(0)?, row.get(1)?))).optional()?);
    }
    Ok(ids)
}

/// Notes which of these reports stand in another story now.
fn note_revisions(transaction: &Transaction, was: &[(String, String)]) -> rusqlite::Result<()> {
    let made_at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let mut note = transaction.prepare_cached(
        "INSERT INTO revision (made_at, report, was, \"is\")
         SELECT ?1, digest, ?3, story FROM story_report WHERE digest = ?2 AND story <> ?3",
    )?;
    for (digest, story) in was {
        note.execute(params![made_at, digest, story])?;
    }
    Ok(())
}

/// Where another version wrote last: stems all reports anew, since a question is stemmed as this version does it, and
/// says that stories are to be collated anew.
fn renew(transaction: &Transaction, stems: &mut Stems, path: &Path) -> Result<bool, Failure> {
    let known = transaction
        .query_row("SELECT version FROM version WHERE deed = 'collated_by'", [], |row| {
            row.get::<_, String>(0)
        })
        .optional()?;
    if known.as_deref() == Some(READ_BY) {
        return Ok(false);
    }
    let mut all = transaction.prepare("SELECT number, id, record FROM report")?;
    let mut update = transaction.prepare("UPDATE stem SET title = ?2, body = ?3 WHERE report = ?1")?;
    let mut reports = all.query([])?;
    while let Some(row) = reports.next()? {
        let number: i64 = row.get(0)?;
        let record = KeptRecord { id: row.get(1)?, json: row.get(2)? };
        let (title, body) = stems.title_and_body(&reading_of(record, path).map_err(Failure::Other)?.article);
        update.execute(params![number, title, body])?;
    }
    transaction.execute(
        "INSERT INTO version (deed, version) VALUES ('collated_by', ?1)
         ON CONFLICT (deed) DO UPDATE SET version = excluded.version",
        [READ_BY],
    )?;
    Ok(known.is_some())
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    /// The store had no such bytes. The report's number.
    New(i64),
    /// The store had them, and now goes by another origin or a newer version's reading. The report's number, and the
    /// stem that it had.
    Changed { number: i64, stem: String },
    /// The store had them.
    Known,
}

/// What keeping can fail with, before the store's path is said.
pub(crate) enum Failure {
    Sqlite(rusqlite::Error),
    Other(Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sqlite(source)
    }
}

impl Failure {
    pub(crate) fn at(self, at: impl Fn(rusqlite::Error) -> Error) -> Error {
        match self {
            Self::Sqlite(source) => at(source),
            Self::Other(error) => error,
        }
    }
}

fn keep(
    transaction: &Transaction,
    page: &Page,
    reading: &Reading,
    stems: &mut Stems,
    path: &Path,
) -> Result<Kept, Failure> {
    let digest = page.digest().to_string();
    let fresh = transaction
        .prepare_cached("INSERT INTO page (digest, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute(params![digest, page.bytes])?
        > 0;
    transaction
        .prepare_cached("INSERT INTO origin (digest, id, origin) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute(params![digest, page.id, page.origin])?;
    let mut old_stem = None;
    if !fresh {
        let (stem, origin, read_by): (String, String, String) = transaction
            .prepare_cached("SELECT stem, origin, read_by FROM report WHERE digest = ?1")?
            .query_row([&digest], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let kept = (stem.as_str(), origin.as_str());
        let given = (page.id.as_str(), page.origin.as_str());
        if given > kept || given == kept && read_by == READ_BY {
            return Ok(Kept::Known);
        }
        transaction
            .prepare_cached("DELETE FROM stem WHERE report = (SELECT number FROM report WHERE digest = ?1)")?
            .execute([&digest])?;
        old_stem = Some(stem);
    }
    let record = ReadingRecord {
        id: page.id.clone(),
        origin: page.origin.clone(),
        digest: Some(digest.clone()),
        ..ReadingRecord::of(reading)
    };
    keep_report(transaction, &digest, &record, path)?;
    let number: i64 = transaction
        .prepare_cached("SELECT number FROM report WHERE digest = ?1")?
        .query_row([&digest], |row| row.get(0))?;
    keep_claims(transaction, number, &record)?;
    let (title, body) = stems.title_and_body(&reading.article);
    transaction
        .prepare_cached("INSERT INTO stem (report, title, body) VALUES (?1, ?2, ?3)")?
        .execute(params![number, title, body])?;
    Ok(match old_stem {
        None => Kept::New(number),
        Some(stem) => Kept::Changed { number, stem },
    })
}

fn keep_report(
    transaction: &Transaction,
    digest: &str,
    record: &ReadingRecord,
    path: &Path,
) -> Result<(), Failure> {
    let json = serde_json::to_string(record)
        .map_err(|source| Failure::Other(Error::json(source, path, &record.id)))?;
    transaction
        .prepare_cached(
            "INSERT INTO report (digest, stem, id, origin, language, title, outlet, published, read_by, record)
             VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (digest) DO UPDATE SET stem = excluded.stem, id = excluded.id, origin = excluded.origin,
               language = excluded.language, title = excluded.title, outlet = excluded.outlet,
               published = excluded.published, read_by = excluded.read_by, record = excluded.record",
        )?
        .execute(params![
            digest,
            record.id,
            record.origin,
            record.language,
            record.title,
            record.outlet,
            record.published,
            READ_BY,
            json
        ])?;
    Ok(())
}

fn keep_claims(transaction: &Transaction, number: i64, record: &ReadingRecord) -> rusqlite::Result<()> {
    transaction.prepare_cached("DELETE FROM claim WHERE report = ?1")?.execute([number])?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO claim (report, kind, entry, claimant, via, type, actor, recipient, polarity, day, words, \"start\", \"end\")
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    let via = |links: &[String]| serde_json::Value::from(links.to_vec()).to_string();
    let none = None::<&str>;
    for (entry, said) in record.statements.iter().enumerate() {
        insert.execute(params![
            number,
            "statement",
            entry,
            said.claimant,
            via(&said.via),
            none,
            none,
            none,
            none,
            said.said_on,
            said.text,
            said.start,
            said.end
        ])?;
    }
    for (entry, done) in record.events.iter().enumerate() {
        let said = done.statement.and_then(|index| record.statements.get(index));
        insert.execute(params![
            number,
            "event",
            entry,
            said.and_then(|said| said.claimant.as_ref()),
            via(said.map_or(&[], |said| &said.via)),
            done.event_type,
            done.actor,
            done.recipient,
            done.polarity,
            done.time,
            done.evidence,
            done.start,
            done.end
        ])?;
    }
    Ok(())
}

/// Gives every report whose id these stems may change the id under which it is shown; the numbers of those that have
/// another one now.
///
/// An id is a stem, or a stem and digits of a digest, so a stem changes the ids of its own reports and of those whose
/// stem it is with digits behind it.
fn name_reports(transaction: &Transaction, stems: &BTreeSet<String>) -> rusqlite::Result<Vec<i64>> {
    let mut concerned: BTreeSet<&str> = stems.iter().map(String::as_str).collect();
    concerned.extend(stems.iter().filter_map(|stem| Some(stem.rsplit_once('-')?.0)));
    let mut of_stem =
        transaction.prepare_cached("SELECT digest, stem, id, number FROM report WHERE stem = ?1")?;
    let mut behind = transaction.prepare_cached(
        "SELECT digest, stem, id, number FROM report WHERE stem > ?1 || '-' AND stem < ?1 || '.'",
    )?;
    let row = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let mut reports: BTreeSet<(String, String, String, i64)> = BTreeSet::new();
    for stem in &concerned {
        let own: Vec<_> = of_stem.query_map([stem], row)?.collect::<rusqlite::Result<_>>()?;
        // Only where several have the stem are digits put behind it.
        if own.len() > 1 {
            for report in behind.query_map([stem], row)? {
                reports.insert(report?);
            }
        }
        reports.extend(own);
    }
    let ids: BTreeMap<&str, String> =
        shown_ids(reports.iter().map(|(digest, stem, ..)| (digest.as_str(), stem.as_str())));
    let mut update = transaction.prepare_cached("UPDATE report SET id = ?2 WHERE number = ?1")?;
    let mut renamed = Vec::new();
    for (digest, stem, id, number) in &reports {
        let shown = &ids[digest.as_str()];
        if concerned.contains(stem.as_str()) && shown != id {
            update.execute(params![number, shown])?;
            renamed.push(*number);
        }
    }
    Ok(renamed)
}
