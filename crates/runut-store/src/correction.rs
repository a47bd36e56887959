//! Corrections made by hand: an audit trail that only grows, applied whenever a story is collated.

use std::{path::Path, time::Duration};

use jiff::Timestamp;
use runut_export::{CorrectionRecord, DeedRecord};
use runut_packs::Packs;
use runut_story::Correction;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use crate::{Error, Result, Store, story, write};

/// What [`Store::correct`] and [`Store::undo`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// Number of the entry in the trail.
    pub number: u64,
    /// Ids of the stories that were collated anew, sorted.
    pub stories: Vec<String>,
}

impl Store {
    /// Keeps a correction and collates the stories that it changes, in one transaction. `by` is who makes it and
    /// `why` the reason, both as given and possibly empty.
    ///
    /// # Errors
    /// Where another process writes for too long, no room is left, or the file may not be written.
    pub fn correct(
        &mut self,
        correction: &Correction,
        by: &str,
        why: &str,
        packs: &Packs,
    ) -> Result<Corrected> {
        self.enter(&DeedRecord::of(correction), None, by, why, packs)
    }

    /// Takes back the correction `number`, and collates the stories that it had changed. The entry stays in the trail.
    ///
    /// # Errors
    /// Where there is no such entry, or it is taken back already or is itself the taking back of one; and as
    /// [`Store::correct`].
    pub fn undo(&mut self, number: u64, by: &str, why: &str, packs: &Packs) -> Result<Corrected> {
        self.enter(&DeedRecord::Undo { number }, Some(number), by, why, packs)
    }

    /// The whole trail, in its order.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn corrections(&self) -> Result<Vec<CorrectionRecord>> {
        trail(&self.connection, &self.path, self.settings.wait)
    }

    /// The corrections that hold, in their order.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn corrections_in_force(&self) -> Result<Vec<Correction>> {
        in_force(&self.connection, &self.path, self.settings.wait)
    }

    fn enter(
        &mut self,
        deed: &DeedRecord,
        undoes: Option<u64>,
        by: &str,
        why: &str,
        packs: &Packs,
    ) -> Result<Corrected> {
        let (path, wait) = (self.path.clone(), self.settings.wait);
        let at = |source| Error::sqlite(source, &path, wait);
        let transaction = self.begin()?;
        if let Some(number) = undoes {
            refuse_undoing(&transaction, number, &path).map_err(at)??;
        }
        let made_at = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let json = serde_json::to_string(deed).map_err(|source| Error::json(source, &path, "correction"))?;
        transaction
            .execute(
                "INSERT INTO correction (made_at, made_by, why, deed, undoes) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![made_at, by, why, json, undoes.and_then(|number| i64::try_from(number).ok())],
            )
            .map_err(at)?;
        let number = transaction.last_insert_rowid() as u64;
        let undone = undoes.map(|number| one(&transaction, number, &path, wait)).transpose()?.flatten();
        let made =
            deed.clone().into_correction().map_err(|source| Error::record(source, &path, "correction"))?;
        let about: Vec<Correction> = undone.into_iter().chain(made).collect();
        let stories = renewed(&transaction, &about, packs, &path, wait)?;
        transaction.commit().map_err(at)?;
        Ok(Corrected { number, stories })
    }
}

/// Why an entry cannot be taken back, if it cannot.
fn refuse_undoing(transaction: &Transaction, number: u64, path: &Path) -> rusqlite::Result<Result<()>> {
    let missing = || Error::NoSuchCorrection { path: path.to_owned(), number };
    let Ok(row) = i64::try_from(number) else { return Ok(Err(missing())) };
    let undoing: Option<bool> = transaction
        .query_row("SELECT undoes IS NOT NULL FROM correction WHERE number = ?1", [row], |row| row.get(0))
        .optional()?;
    let undone: bool =
        transaction
            .query_row("SELECT count(*) > 0 FROM correction WHERE undoes = ?1", [row], |row| row.get(0))?;
    Ok(match undoing {
        None => Err(missing()),
        Some(true) => Err(Error::NotUndone { path: path.to_owned(), number, why: "is an undoing itself" }),
        Some(false) if undone => {
            Err(Error::NotUndone { path: path.to_owned(), number, why: "is taken back already" })
        }
        Some(false) => Ok(()),
    })
}

fn trail(connection: &Connection, path: &Path, wait: Duration) -> Result<Vec<CorrectionRecord>> {
    let at = |source| Error::sqlite(source, path, wait);
    let mut all = connection
        .prepare_cached(
            "SELECT made.number, made.made_at, made.made_by, made.why, made.deed, undoing.number
             FROM correction AS made LEFT JOIN correction AS undoing ON undoing.undoes = made.number
             ORDER BY made.number",
        )
        .map_err(at)?;
    let mut rows = all.query([]).map_err(at)?;
    let mut trail = Vec::new();
    while let Some(row) = rows.next().map_err(at)? {
        let get = |index| row.get::<_, String>(index).map_err(at);
        let number = row.get::<_, i64>(0).map_err(at)? as u64;
        let deed = serde_json::from_str(&get(4)?)
            .map_err(|source| Error::json(source, path, &format!("correction {number}")))?;
        let mut record = CorrectionRecord::new(number, get(1)?, get(2)?, get(3)?, deed);
        record.undone_by = row.get::<_, Option<i64>>(5).map_err(at)?.map(|number| number as u64);
        trail.push(record);
    }
    Ok(trail)
}

/// Collates anew what these corrections are about.
fn renewed(
    transaction: &Transaction,
    about: &[Correction],
    packs: &Packs,
    path: &Path,
    wait: Duration,
) -> Result<Vec<String>> {
    let at = |source| Error::sqlite(source, path, wait);
    write::bring_up_to_date(transaction, packs, path).map_err(|error| error.at(at))?;
    let touched = story::concerned(transaction, about).map_err(at)?;
    story::collate(transaction, &touched, packs, path, wait)
}

/// The corrections that hold, in their order.
pub(crate) fn in_force(connection: &Connection, path: &Path, wait: Duration) -> Result<Vec<Correction>> {
    let all = trail(connection, path, wait)?.into_iter();
    corrections(all.filter(|record| record.undone_by.is_none()), path)
}

/// All corrections that were ever made, those taken back too.
pub(crate) fn ever(connection: &Connection, path: &Path, wait: Duration) -> Result<Vec<Correction>> {
    corrections(trail(connection, path, wait)?.into_iter(), path)
}

/// The correction of this number, unless it is an undoing.
fn one(connection: &Connection, number: u64, path: &Path, wait: Duration) -> Result<Option<Correction>> {
    let all = trail(connection, path, wait)?.into_iter();
    Ok(corrections(all.filter(|record| record.number == number), path)?.pop())
}

fn corrections(records: impl Iterator<Item = CorrectionRecord>, path: &Path) -> Result<Vec<Correction>> {
    let mut corrections = Vec::new();
    for record in records {
        let number = record.number;
        let correction = record
            .deed
            .into_correction()
            .map_err(|source| Error::record(source, path, &format!("correction {number}")))?;
        corrections.extend(correction);
    }
    Ok(corrections)
}

impl Store {
    /// Enters the corrections of a trail that was exported (`runut corrections --json`), those that hold, in their
    /// order, with what they say of who and why; one that holds here already is left out. Gives how many were entered.
    ///
    /// # Errors
    /// Where a record is of a later version or no correction, and as [`Store::correct`]; nothing is entered then.
    pub fn import_corrections(&mut self, trail: &[CorrectionRecord], packs: &Packs) -> Result<usize> {
        let (path, wait) = (self.path.clone(), self.settings.wait);
        let at = |source| Error::sqlite(source, &path, wait);
        let transaction = self.begin()?;
        let mut here = in_force(&transaction, &path, wait)?;
        let mut entered = 0;
        for record in trail.iter().filter(|record| record.undone_by.is_none()) {
            let broken = |source| Error::record(source, &path, &format!("correction {}", record.number));
            if record.version > runut_export::VERSION {
                return Err(broken(runut_export::RecordError::Newer { found: record.version }));
            }
            let Some(correction) = record.deed.clone().into_correction().map_err(broken)? else { continue };
            if here.contains(&correction) {
                continue;
            }
            let json = serde_json::to_string(&record.deed)
                .map_err(|source| Error::json(source, &path, &format!("correction {}", record.number)))?;
            transaction
                .execute(
                    "INSERT INTO correction (made_at, made_by, why, deed) VALUES (?1, ?2, ?3, ?4)",
                    params![record.made_at, record.by, record.why, json],
                )
                .map_err(at)?;
            here.push(correction);
            entered += 1;
        }
        if entered > 0 {
            renewed(&transaction, &here, packs, &path, wait)?;
        }
        transaction.commit().map_err(at)?;
        Ok(entered)
    }
}
