//! The versions of a report: what its place showed at one time and at the next, and what differs between them.

use runut_article::{Article, BlockKind};
use runut_claim::Reading;
use runut_text::Page;
use rusqlite::{OptionalExtension as _, Transaction, params};
use similar::{Algorithm, DiffOp};

use crate::{At as _, Result, Store, read::KeptRecord, read::reading_of};

/// One version of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The id under which it is shown.
    pub id: String,
    /// SHA-256 of its page, hexadecimal.
    pub digest: String,
    /// Where it stood.
    pub origin: String,
    /// When it was first seen to stand there, RFC 3339 in UTC.
    pub captured_at: String,
    /// What is other than in the version before, in the order of the text; empty of the first.
    pub changes: Vec<Change>,
}

/// Paragraphs that became others: taken out where `after` is empty, put in where `before` is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Paragraphs of the version before.
    pub before: Vec<String>,
    /// Paragraphs in their place.
    pub after: Vec<String>,
}

impl Store {
    /// The versions of a report at each place where it stood, the oldest first; `id` as in [`Store::report`]. Empty where
    /// it came from a file, whose time is not known.
    ///
    /// # Errors
    /// As [`Store::report`].
    pub fn versions(&self, id: &str) -> Result<Vec<Version>> {
        let digest = self.report(id)?.row.digest;
        let mut all = self
            .connection
            .prepare_cached(
                "SELECT capture.origin, capture.captured_at, capture.digest, report.id, report.record
                 FROM capture JOIN report USING (digest)
                 WHERE capture.origin IN (SELECT origin FROM capture WHERE digest = ?1)
                 ORDER BY capture.origin, capture.captured_at, capture.digest",
            )
            .at(self)?;
        let mut rows = all.query([&digest]).at(self)?;
        let mut versions: Vec<Version> = Vec::new();
        let mut before: Vec<String> = Vec::new();
        while let Some(row) = rows.next().at(self)? {
            let at = |column| row.get::<_, String>(column).at(self);
            let (origin, captured_at, digest, id) = (at(0)?, at(1)?, at(2)?, at(3)?);
            let last = versions.last().filter(|last| last.origin == origin);
            // Seen again as it was.
            if last.is_some_and(|last| last.digest == digest) {
                continue;
            }
            let after = prose(&reading_of(KeptRecord { id: id.clone(), json: at(4)? }, &self.path)?.article);
            let changes = last.map_or_else(Vec::new, |_| differences(&before, &after));
            versions.push(Version { id, digest, origin, captured_at, changes });
            before = after;
        }
        Ok(versions)
    }

    /// Whether the latest that was kept of `origin` says the same, to the word, in headline and body: pages change with
    /// every view in what stands around.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn says_the_same(&self, origin: &str, reading: &Reading) -> Result<bool> {
        let latest = self
            .connection
            .prepare_cached(
                "SELECT report.id, report.record FROM capture JOIN report USING (digest) WHERE capture.origin = ?1
                 ORDER BY capture.captured_at DESC, capture.digest DESC LIMIT 1",
            )
            .and_then(|mut one| one.query_row([origin], KeptRecord::of).optional())
            .at(self)?;
        let Some(latest) = latest else { return Ok(false) };
        Ok(prose(&reading_of(latest, &self.path)?.article) == prose(&reading.article))
    }

    /// Whether these very bytes were kept of `origin`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn has(&self, origin: &str, page: &Page) -> Result<bool> {
        self.connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM capture WHERE origin = ?1 AND digest = ?2)")
            .and_then(|mut one| one.query_row([origin, &page.digest().to_string()], |row| row.get(0)))
            .at(self)
    }

    /// Whether anything was kept of `origin`.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn knows(&self, origin: &str) -> Result<bool> {
        self.connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM capture WHERE origin = ?1)")
            .and_then(|mut one| one.query_row([origin], |row| row.get(0)))
            .at(self)
    }
}

/// Keeps when a page was as it is, and marks what it takes the place of; whether the latest versions are others now.
pub(crate) fn keep(
    transaction: &Transaction,
    page: &Page,
    captured_at: Option<&str>,
) -> rusqlite::Result<bool> {
    let digest = page.digest().to_string();
    if let Some(captured_at) = captured_at {
        let kept = transaction
            .prepare_cached(
                "INSERT INTO capture (origin, captured_at, digest) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            )?
            .execute(params![page.origin, captured_at, digest])?;
        if kept == 0 {
            return Ok(false);
        }
    }
    // All that ever stood where this page did; only of these can its coming change what is the latest.
    let mut there = transaction.prepare_cached(
        "SELECT DISTINCT digest FROM capture WHERE origin IN (SELECT origin FROM capture WHERE digest = ?1)",
    )?;
    let versions: Vec<String> = there.query_map([&digest], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut changed = false;
    for version in versions {
        let deed = if is_superseded(transaction, &version)? {
            "INSERT INTO superseded (digest) VALUES (?1) ON CONFLICT DO NOTHING"
        } else {
            "DELETE FROM superseded WHERE digest = ?1"
        };
        changed |= transaction.prepare_cached(deed)?.execute([&version])? > 0;
    }
    Ok(changed)
}

/// The reports that ever stood where these bytes did.
pub(crate) fn beside(transaction: &Transaction, page: &Page) -> rusqlite::Result<Vec<i64>> {
    transaction
        .prepare_cached(
            "SELECT DISTINCT report.number FROM capture JOIN report USING (digest)
             WHERE capture.origin IN (SELECT origin FROM capture WHERE digest = ?1)",
        )?
        .query_map([page.digest().to_string()], |row| row.get(0))?
        .collect()
}

/// Whether something else stands now wherever these bytes stood, and they came from nowhere without a time.
fn is_superseded(transaction: &Transaction, digest: &str) -> rusqlite::Result<bool> {
    transaction
        .prepare_cached(
            "SELECT NOT EXISTS (
               SELECT 1 FROM capture AS mine WHERE mine.digest = ?1 AND NOT EXISTS (
                 SELECT 1 FROM capture AS later WHERE later.origin = mine.origin
                   AND (later.captured_at, later.digest) > (mine.captured_at, mine.digest)))
             AND NOT EXISTS (
               SELECT 1 FROM origin WHERE origin.digest = ?1 AND NOT EXISTS (
                 SELECT 1 FROM capture AS there
                 WHERE there.digest = origin.digest AND there.origin = origin.origin))",
        )?
        .query_row([digest], |row| row.get(0))
}

/// Headline and body by paragraph, without what stands around them.
fn prose(article: &Article) -> Vec<String> {
    let kept = article
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Title | BlockKind::Body | BlockKind::Heading));
    kept.map(|block| article.words(block.span).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn differences(before: &[String], after: &[String]) -> Vec<Change> {
    let steps = similar::capture_diff_slices(Algorithm::Myers, before, after);
    let changed = steps.into_iter().filter(|step| !matches!(step, DiffOp::Equal { .. }));
    changed
        .map(|step| Change {
            before: before[step.old_range()].to_vec(),
            after: after[step.new_range()].to_vec(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_that_became_others_stand_side_by_side() {
        let lines = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
        let found =
            differences(&lines("Judul/Sepuluh kapal./Habis."), &lines("Judul/Dua belas kapal./Habis./Lagi."));
        let expected = [
            Change { before: lines("Sepuluh kapal."), after: lines("Dua belas kapal.") },
            Change { before: Vec::new(), after: lines("Lagi.") },
        ];
        assert_eq!(found, expected);
    }
}
