//! Grouping the kept reports into stories, and collating those that changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    time::Duration,
};

use runut_claim::Reading;
use runut_export::LedgerRecord;
use runut_packs::Packs;
use runut_story::{Correction, Ledger, Verdict, regroup};
use runut_text::Digest;
use rusqlite::{Transaction, params};

use crate::{
    Error, Result,
    correction::in_force,
    read::{KeptRecord, reading_of},
    write::READ_BY,
};

/// Groups all reports anew, collates the stories whose reports changed, and drops those that are no more. Gives the
/// ids of the stories that were collated, sorted.
pub(crate) fn collate_all(
    transaction: &Transaction,
    packs: &Packs,
    path: &Path,
    wait: Duration,
) -> Result<Vec<String>> {
    let at = |source| Error::sqlite(source, path, wait);
    let (prints, readings) = all_readings(transaction, path, wait)?;
    let corrections = in_force(transaction, path, wait)?;
    let digests: Vec<Digest> =
        readings.iter().map(|reading| reading.article.digest.unwrap_or(Digest([0; 32]))).collect();
    let mut kept = fingerprints(transaction).map_err(at)?;
    let mut changed = Vec::new();
    for group in regroup(runut_story::group(&readings, packs), &digests, &corrections) {
        let about: Vec<Correction> = about(&group, &readings, &corrections);
        let fingerprint = fingerprint(&group, &prints, &about);
        if !kept.remove(&fingerprint) {
            changed.push((fingerprint, group, about));
        }
    }
    let mut drop = transaction.prepare("DELETE FROM story WHERE fingerprint = ?1").map_err(at)?;
    for fingerprint in kept {
        drop.execute([fingerprint]).map_err(at)?;
    }
    let mut ids = Vec::new();
    for (fingerprint, group, about) in changed {
        let members: Vec<&Reading> = group.iter().map(|&index| &readings[index]).collect();
        let ledger = runut_story::collate_corrected(&members, &about, packs);
        ids.push(keep_story(transaction, &fingerprint, &members, &ledger, path, wait)?);
    }
    ids.sort_unstable();
    Ok(ids)
}

/// The latest readings in the order of their digests, each with the digest of what its ledger depends on.
fn all_readings(
    transaction: &Transaction,
    path: &Path,
    wait: Duration,
) -> Result<(Vec<Digest>, Vec<Reading>)> {
    let at = |source| Error::sqlite(source, path, wait);
    let mut all = transaction
        .prepare("SELECT id, record FROM report WHERE digest NOT IN (SELECT digest FROM superseded) ORDER BY digest")
        .map_err(at)?;
    let records = all.query_map([], KeptRecord::of).map_err(at)?;
    let mut prints = Vec::new();
    let mut readings = Vec::new();
    for record in records {
        let record = record.map_err(at)?;
        prints.push(Digest::of(format!("{}\n{}", record.id, record.json).as_bytes()));
        readings.push(reading_of(record, path)?);
    }
    Ok((prints, readings))
}

fn fingerprints(transaction: &Transaction) -> rusqlite::Result<BTreeSet<String>> {
    transaction.prepare("SELECT fingerprint FROM story")?.query_map([], |row| row.get(0))?.collect()
}

/// The corrections that change what a story's ledger says: those of its own words, and those of names in every report.
fn about(group: &[usize], readings: &[Reading], corrections: &[Correction]) -> Vec<Correction> {
    let members = || group.iter().map(|&index| &readings[index]);
    let matters = |correction: &&Correction| match correction {
        Correction::JoinStories { .. } | Correction::SplitStory { .. } => false,
        Correction::SameEntity { name, .. } => {
            members().any(|member| member.annotations.entities.iter().any(|entity| entity.id == *name))
        }
        other => {
            let reports = other.reports();
            members().any(|member| member.article.digest.is_some_and(|digest| reports.contains(&digest)))
        }
    };
    corrections.iter().filter(matters).cloned().collect()
}

/// What a story was collated from, and by which version: the same fingerprint gives the same ledger.
fn fingerprint(group: &[usize], prints: &[Digest], corrections: &[Correction]) -> String {
    let mut members: Vec<Digest> = group.iter().map(|&index| prints[index]).collect();
    members.sort_unstable();
    let mut all = READ_BY.as_bytes().to_vec();
    for member in members {
        all.extend(member.0);
    }
    for correction in corrections {
        all.extend(format!("{correction:?}").bytes());
    }
    Digest::of(&all).to_string()
}

fn keep_story(
    transaction: &Transaction,
    fingerprint: &str,
    members: &[&Reading],
    ledger: &Ledger,
    path: &Path,
    wait: Duration,
) -> Result<String> {
    let at = |source| Error::sqlite(source, path, wait);
    let json = serde_json::to_string(&LedgerRecord::of(ledger, members))
        .map_err(|source| Error::json(source, path, &ledger.id))?;
    let (first_day, last_day) = days(ledger);
    let outlets: BTreeSet<&str> =
        ledger.reports.iter().filter_map(|report| report.outlet.as_deref()).collect();
    let origins: BTreeSet<&str> =
        ledger.origins.iter().flat_map(|origin| &origin.independent_origins).map(String::as_str).collect();
    transaction
        .prepare_cached(
            "INSERT INTO story (id, fingerprint, line, first_day, last_day, reports, outlets, origins, differences, ledger)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )
        .and_then(|mut insert| {
            insert.execute(params![
                ledger.id,
                fingerprint,
                ledger.line,
                first_day,
                last_day,
                members.len(),
                outlets.len(),
                origins.len(),
                differences(ledger),
                json
            ])
        })
        .map_err(at)?;
    keep_members(transaction, ledger, members).map_err(at)?;
    Ok(ledger.id.clone())
}

/// The reports in the order of the ledger.
fn keep_members(transaction: &Transaction, ledger: &Ledger, members: &[&Reading]) -> rusqlite::Result<()> {
    let places: BTreeMap<Option<Digest>, usize> =
        ledger.reports.iter().enumerate().map(|(place, report)| (report.digest, place)).collect();
    let mut ordered: Vec<&Reading> = members.to_vec();
    ordered.sort_by_key(|reading| {
        let digest = reading.article.digest;
        (places.get(&digest).copied().unwrap_or(usize::MAX), digest)
    });
    let mut insert =
        transaction.prepare_cached("INSERT INTO story_report (story, place, digest) VALUES (?1, ?2, ?3)")?;
    for (place, reading) in ordered.iter().enumerate() {
        let digest = reading.article.digest.map(|digest| digest.to_string());
        insert.execute(params![ledger.id, place, digest])?;
    }
    Ok(())
}

/// The first and the last day that the story's reports are of.
fn days(ledger: &Ledger) -> (Option<&str>, Option<&str>) {
    let days = || {
        ledger
            .reports
            .iter()
            .filter_map(|report| report.published.as_deref().or(report.earliest.as_deref()))
            .map(|day| day.split(['T', '/']).next().unwrap_or(day))
    };
    (days().min(), days().max())
}

/// In how many things the reports do not agree.
fn differences(ledger: &Ledger) -> usize {
    let figures = ledger.figures.iter().filter(|figure| figure.verdict == Verdict::Differ).count();
    figures + ledger.dates_that_differ.len() + ledger.denials.len() + ledger.changes.len()
}
