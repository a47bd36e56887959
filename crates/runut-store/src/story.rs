//! Collating the stories whose reports changed.

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
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::{
    Error, Result,
    correction::{ever, in_force},
    place,
    read::{KeptRecord, reading_of},
    write::READ_BY,
};

/// Brings stories and ledgers up to date where these reports are concerned: groups them and those beside them as
/// corrections have it, collates the stories whose reports changed, and drops those that are no more. Gives the ids of
/// the stories that were collated, sorted.
pub(crate) fn collate(
    transaction: &Transaction,
    touched: &BTreeSet<i64>,
    packs: &Packs,
    path: &Path,
    wait: Duration,
) -> Result<Vec<String>> {
    let at = |source| Error::sqlite(source, path, wait);
    let corrections = in_force(transaction, path, wait)?;
    let touched = closure(transaction, touched, path, wait)?;
    let members = members(transaction, &touched, path, wait)?;
    let digests: Vec<Digest> = members.iter().map(|member| member.digest).collect();
    let readings: Vec<Reading> = members.iter().map(|member| member.reading.clone()).collect();
    let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, member) in members.iter().enumerate() {
        groups.entry(member.story).or_default().push(index);
    }
    let mut kept = fingerprints(transaction, &touched).map_err(at)?;
    let mut changed = Vec::new();
    for group in regroup(groups.into_values().collect(), &digests, &corrections) {
        let about: Vec<Correction> = about(&group, &readings, &corrections);
        let fingerprint = fingerprint(&group, &members, &about);
        if !kept.remove(&fingerprint) {
            changed.push((fingerprint, group, about));
        }
    }
    let mut drop = transaction.prepare_cached("DELETE FROM story WHERE fingerprint = ?1").map_err(at)?;
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

/// All reports.
pub(crate) fn everything(transaction: &Transaction) -> rusqlite::Result<BTreeSet<i64>> {
    transaction.prepare_cached("SELECT number FROM report")?.query_map([], |row| row.get(0))?.collect()
}

/// The reports that these corrections are about; one of a name is about all reports that have it.
pub(crate) fn concerned(
    transaction: &Transaction,
    corrections: &[Correction],
) -> rusqlite::Result<BTreeSet<i64>> {
    let mut concerned = BTreeSet::new();
    for correction in corrections {
        if let Correction::SameEntity { name, .. } = correction {
            // As the record's JSON has it, without the marks around.
            let json = serde_json::Value::from(name.as_str()).to_string();
            let mut holders =
                transaction.prepare_cached("SELECT number FROM report WHERE instr(record, ?1)")?;
            let holders = holders.query_map([json.trim_matches('"')], |row| row.get(0))?;
            concerned.extend(holders.collect::<rusqlite::Result<Vec<i64>>>()?);
        }
        for digest in correction.reports() {
            concerned.extend(number_of(transaction, digest)?);
        }
    }
    Ok(concerned)
}

fn number_of(transaction: &Transaction, digest: Digest) -> rusqlite::Result<Option<i64>> {
    transaction
        .prepare_cached("SELECT number FROM report WHERE digest = ?1")?
        .query_row([digest.to_string()], |row| row.get(0))
        .optional()
}

/// These reports, all that are placed beside them, and all that were ever joined with these or split from them by hand.
fn closure(
    transaction: &Transaction,
    touched: &BTreeSet<i64>,
    path: &Path,
    wait: Duration,
) -> Result<BTreeSet<i64>> {
    let at = |source| Error::sqlite(source, path, wait);
    let mut bonds: Vec<BTreeSet<i64>> = Vec::new();
    for correction in ever(transaction, path, wait)? {
        if matches!(correction, Correction::JoinStories { .. } | Correction::SplitStory { .. }) {
            bonds.push(concerned(transaction, &[correction]).map_err(at)?);
        }
    }
    let mut closure = place::beside(transaction, touched).map_err(at)?;
    loop {
        let near = |bond: &BTreeSet<i64>| !bond.is_disjoint(&closure) && !bond.is_subset(&closure);
        let Some(bond) = bonds.iter().find(|bond| near(bond)) else { return Ok(closure) };
        closure.append(&mut place::beside(transaction, bond).map_err(at)?);
    }
}

/// A report of a story that may be collated.
struct Member {
    digest: Digest,
    /// Of what its ledger depends on.
    print: Digest,
    /// Its story, corrections apart.
    story: u32,
    reading: Reading,
}

/// Those of the reports that no later version has taken the place of, in the order of their digests.
fn members(
    transaction: &Transaction,
    reports: &BTreeSet<i64>,
    path: &Path,
    wait: Duration,
) -> Result<Vec<Member>> {
    let at = |source| Error::sqlite(source, path, wait);
    let mut one = transaction
        .prepare_cached(
            "SELECT id, record FROM report WHERE number = ?1 AND digest NOT IN (SELECT digest FROM superseded)",
        )
        .map_err(at)?;
    let mut members = Vec::with_capacity(reports.len());
    for &report in reports {
        let Some(record) = one.query_row([report], KeptRecord::of).optional().map_err(at)? else { continue };
        let print = Digest::of(format!("{}\n{}", record.id, record.json).as_bytes());
        let story = place::story_of(transaction, report).map_err(at)?.unwrap_or_default();
        let reading = reading_of(record, path)?;
        members.push(Member {
            digest: reading.article.digest.unwrap_or(Digest([0; 32])),
            print,
            story,
            reading,
        });
    }
    members.sort_by_key(|member| member.digest);
    Ok(members)
}

/// Of the stories that these reports are in.
fn fingerprints(transaction: &Transaction, reports: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<String>> {
    let mut one = transaction.prepare_cached(
        "SELECT story.fingerprint FROM report JOIN story_report USING (digest)
         JOIN story ON story.id = story_report.story WHERE report.number = ?1",
    )?;
    let mut prints = BTreeSet::new();
    for report in reports {
        prints.extend(one.query_row([report], |row| row.get::<_, String>(0)).optional()?);
    }
    Ok(prints)
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
fn fingerprint(group: &[usize], members: &[Member], corrections: &[Correction]) -> String {
    let mut members: Vec<Digest> = group.iter().map(|&index| members[index].print).collect();
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
