//! Asking a store for claims by who and what.

use rusqlite::{Row, params};

use crate::{At as _, Result, Store};

/// Which claims to find: all that is given must be so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimQuery {
    /// Entity id of the claimant, or the words that describe it.
    pub claimant: Option<String>,
    /// PLOVER root type; statements have none.
    pub event_type: Option<String>,
    /// Entity id of the actor.
    pub actor: Option<String>,
    /// Entity id of the recipient.
    pub recipient: Option<String>,
    /// Id of a story.
    pub story: Option<String>,
}

/// One statement or event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// Id of the report, as shown.
    pub report: String,
    /// Whether it is an act of saying; else an event.
    pub is_statement: bool,
    /// Index into the report's statements or events.
    pub entry: usize,
    /// Who says it; `None` where the outlet says it in its own voice.
    pub claimant: Option<String>,
    /// PLOVER root type of an event.
    pub event_type: Option<String>,
    /// Who does it.
    pub actor: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// As in [`runut_claim::Polarity::as_str`].
    pub polarity: Option<String>,
    /// EDTF day on which it was said or happened.
    pub day: Option<String>,
    /// Its words.
    pub words: String,
    /// First code point of the report's text.
    pub start: usize,
    /// After the last.
    pub end: usize,
}

impl Store {
    /// Statements and events, by report and place, `limit` at most.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn claims(&self, query: &ClaimQuery, limit: usize) -> Result<Vec<ClaimRow>> {
        let ClaimQuery { claimant, event_type, actor, recipient, story } = query;
        let mut found = self
            .connection
            .prepare_cached(
                "SELECT report.id, claim.kind = 'statement', entry, claimant, type, actor, recipient, polarity, day,
                        words, \"start\", \"end\"
                 FROM claim JOIN report ON report.number = claim.report
                 LEFT JOIN story_report USING (digest)
                 WHERE (?1 IS NULL OR claimant = ?1) AND (?2 IS NULL OR type = ?2) AND (?3 IS NULL OR actor = ?3)
                   AND (?4 IS NULL OR recipient = ?4) AND (?5 IS NULL OR story = ?5)
                 ORDER BY report.id, \"start\", \"end\", claim.kind, entry LIMIT ?6",
            )
            .at(self)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = found
            .query_map(params![claimant, event_type, actor, recipient, story, limit], claim_row)
            .at(self)?;
        rows.collect::<rusqlite::Result<_>>().at(self)
    }
}

fn claim_row(row: &Row) -> rusqlite::Result<ClaimRow> {
    Ok(ClaimRow {
        report: row.get(0)?,
        is_statement: row.get(1)?,
        entry: row.get(2)?,
        claimant: row.get(3)?,
        event_type: row.get(4)?,
        actor: row.get(5)?,
        recipient: row.get(6)?,
        polarity: row.get(7)?,
        day: row.get(8)?,
        words: row.get(9)?,
        start: row.get(10)?,
        end: row.get(11)?,
    })
}
