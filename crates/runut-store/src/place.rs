//! Placing reports among those that are kept: which are of one story, corrections apart.

use std::{collections::BTreeSet, path::Path};

use runut_claim::Reading;
use runut_group::story::{Moved, Scratch, place};
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::{
    read::{KeptRecord, reading_of},
    shelf::KeptArticles,
    write::{Failure, READ_BY},
};

/// Reports that are placed at once where all are placed anew, so that memory stays bounded.
const REPORTS_AT_ONCE_MAX: usize = 4096;

/// What placing did.
#[derive(Debug, Default)]
pub(crate) struct Placed {
    /// Numbers of the reports that came or whose story has other reports now.
    pub(crate) touched: BTreeSet<i64>,
    /// Those of them that were here before and are in another story now.
    pub(crate) moved: BTreeSet<i64>,
}

/// Whether the reports are placed as this version does it.
pub(crate) fn is_current(transaction: &Transaction) -> rusqlite::Result<bool> {
    let by = transaction
        .query_row("SELECT version FROM version WHERE deed = 'placed_by'", [], |row| row.get::<_, String>(0))
        .optional()?;
    Ok(by.as_deref() == Some(READ_BY))
}

/// Places reports that came, by their numbers.
pub(crate) fn place_new(transaction: &Transaction, reports: &[(i64, &Reading)]) -> rusqlite::Result<Placed> {
    let mut shelf = KeptArticles::of(transaction)?;
    let nodes = reports.iter().map(|(_, reading)| runut_story::node(reading));
    let (numbers, moved) = place(&mut shelf, nodes, &mut Scratch::default())?;
    shelf.keep()?;
    let mut insert = transaction.prepare_cached("INSERT INTO placed (report, article) VALUES (?1, ?2)")?;
    let mut placed = Placed::default();
    for ((report, _), article) in reports.iter().zip(&numbers) {
        insert.execute(params![report, article])?;
        placed.touched.insert(*report);
    }
    let came: BTreeSet<i64> = placed.touched.clone();
    let mut stories: BTreeSet<u32> = BTreeSet::new();
    for Moved { article, from, to } in moved {
        stories.extend([from, to]);
        let reports = reports_of(transaction, "placed.article = ?1", article)?;
        placed.moved.extend(reports.into_iter().filter(|report| !came.contains(report)));
    }
    for article in numbers {
        let story = transaction
            .prepare_cached("SELECT story FROM article WHERE number = ?1")?
            .query_row([article], |row| row.get(0))?;
        stories.insert(story);
    }
    for story in stories {
        placed.touched.extend(reports_of(transaction, "article.story = ?1", story)?);
    }
    Ok(placed)
}

/// Places all reports anew.
pub(crate) fn place_all(transaction: &Transaction, path: &Path) -> Result<Placed, Failure> {
    transaction.execute_batch(
        "DELETE FROM placed; DELETE FROM holder; DELETE FROM bag; DELETE FROM reach; DELETE FROM article",
    )?;
    let mut placed = Placed::default();
    let mut after = i64::MIN;
    loop {
        let records: Vec<(i64, KeptRecord)> = transaction
            .prepare_cached(
                "SELECT number, id, record FROM report WHERE number > ?1 ORDER BY number LIMIT ?2",
            )?
            .query_map(params![after, REPORTS_AT_ONCE_MAX], |row| {
                Ok((row.get(0)?, KeptRecord { id: row.get(1)?, json: row.get(2)? }))
            })?
            .collect::<Result<_, _>>()?;
        let Some((last, _)) = records.last() else { break };
        after = *last;
        let readings: Vec<(i64, Reading)> = records
            .into_iter()
            .map(|(number, record)| Ok((number, reading_of(record, path)?)))
            .collect::<crate::Result<_>>()
            .map_err(Failure::Other)?;
        let reports: Vec<(i64, &Reading)> =
            readings.iter().map(|(number, reading)| (*number, reading)).collect();
        placed.touched.append(&mut place_new(transaction, &reports)?.touched);
    }
    transaction.execute(
        "INSERT INTO version (deed, version) VALUES ('placed_by', ?1)
         ON CONFLICT (deed) DO UPDATE SET version = excluded.version",
        [READ_BY],
    )?;
    Ok(placed)
}

/// Whether a report, read anew, would be placed elsewhere than it is.
pub(crate) fn is_elsewhere(
    transaction: &Transaction,
    report: i64,
    reading: &Reading,
) -> rusqlite::Result<bool> {
    let print: Option<i64> = transaction
        .prepare_cached(
            "SELECT print FROM placed JOIN article ON article.number = placed.article WHERE report = ?1",
        )?
        .query_row([report], |row| row.get(0))
        .optional()?;
    Ok(print != Some(runut_story::node(reading).print.cast_signed()))
}

/// The reports that are of one story with these, as they are placed.
pub(crate) fn beside(transaction: &Transaction, reports: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
    let mut beside = BTreeSet::new();
    for &report in reports {
        if !beside.contains(&report)
            && let Some(story) = story_of(transaction, report)?
        {
            beside.extend(reports_of(transaction, "article.story = ?1", story)?);
        }
    }
    Ok(beside)
}

/// The story of a report, as it is placed.
pub(crate) fn story_of(transaction: &Transaction, report: i64) -> rusqlite::Result<Option<u32>> {
    transaction
        .prepare_cached(
            "SELECT story FROM placed JOIN article ON article.number = placed.article WHERE report = ?1",
        )?
        .query_row([report], |row| row.get(0))
        .optional()
}

fn reports_of(transaction: &Transaction, which: &str, number: u32) -> rusqlite::Result<Vec<i64>> {
    let sql =
        format!("SELECT report FROM article JOIN placed ON placed.article = article.number WHERE {which}");
    transaction.prepare_cached(&sql)?.query_map([number], |row| row.get(0))?.collect()
}
