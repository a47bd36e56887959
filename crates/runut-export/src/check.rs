//! A checked text as JSON: what `runut check --json` prints.

use std::collections::BTreeSet;

use runut_claim::Reading;
use runut_story::{Check, Checked, Known, keep_known};
use serde::{Deserialize, Serialize};

use crate::{ReportRecord, TellingRecord, VERSION, ledger::Book};

/// One text, checked against the store. `start` and `end` are code points of the named report's text, half-open.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CheckRecord {
    /// [`VERSION`].
    pub version: u32,
    /// The text's id.
    pub report: String,
    /// Ids of the stories that it was checked against, the likeliest first.
    pub stories: Vec<String>,
    /// Its claims, in the order of the text.
    pub claims: Vec<CheckedRecord>,
    /// The reports that the findings name.
    pub reports: Vec<ReportRecord>,
}

/// One claim of the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedRecord {
    /// The claim.
    #[serde(flatten)]
    pub telling: TellingRecord,
    /// What is known of it.
    pub findings: Vec<FindingRecord>,
}

/// What is known of a claim in one respect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRecord {
    /// `same`, `only source so far`, `other figure`, `older than`, `denied by`, `asserted by`, `not seen`.
    pub known: String,
    /// What it is about: a key of the ledger, what is counted, or the speaker.
    pub about: String,
    /// The words of the text that it is about, `[start, end]`.
    pub here_at: [usize; 2],
    /// Tellings of others.
    pub told: Vec<TellingRecord>,
    /// Their independent origins.
    pub origins: Vec<String>,
}

impl CheckRecord {
    /// The record of a text that was checked against several stories; `checks` has a story's id, its check, and its
    /// readings with that of the text among them. A claim has the findings of all; it is unseen where none has seen it.
    pub fn of(text: &Reading, checks: &[(String, Check, Vec<&Reading>)]) -> Self {
        let mut record = Self { version: VERSION, report: text.article.id.clone(), ..Self::default() };
        let mut named: BTreeSet<String> = BTreeSet::new();
        for (story, check, readings) in checks {
            let book = Book::of(&check.ledger, readings);
            record.stories.push(story.clone());
            for (index, claim) in check.claims.iter().enumerate() {
                let found = checked(claim, check.text, &book);
                let told = found.findings.iter().flat_map(|finding| &finding.told);
                let reports: Vec<String> = told.map(|telling| telling.report.clone()).collect();
                named.extend(reports);
                match record.claims.get_mut(index) {
                    Some(known) => known.findings.extend(found.findings),
                    None => record.claims.push(found),
                }
            }
            for entry in &check.ledger.reports {
                if named.contains(&entry.id) && !record.reports.iter().any(|known| known.report == entry.id) {
                    record.reports.push(book.report(entry));
                }
            }
        }
        for claim in &mut record.claims {
            keep_known(&mut claim.findings, |finding| finding.known == Known::NotSeen.as_str());
        }
        record
    }

    /// Whether the store knows any of the claims.
    pub fn knows_any(&self) -> bool {
        let findings = self.claims.iter().flat_map(|claim| &claim.findings);
        findings.clone().any(|finding| finding.known != Known::NotSeen.as_str())
    }
}

fn checked(claim: &Checked, text: usize, book: &Book) -> CheckedRecord {
    CheckedRecord {
        telling: book.telling(&claim.telling),
        findings: claim
            .findings
            .iter()
            .map(|finding| FindingRecord {
                known: finding.known.as_str().to_owned(),
                about: finding.about.clone(),
                here_at: book.at(text, finding.here),
                told: book.tellings(&finding.told),
                origins: finding.origins.clone(),
            })
            .collect(),
    }
}
