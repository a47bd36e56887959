//! A checked text: each claim, and below it what is known of it.

use std::collections::BTreeMap;

use runut_export::{CheckRecord, FindingRecord};

use super::{
    Line, Sheet,
    chain::{self, Telling},
    names,
    sheet::{FAINT, NOTE, STRONG},
};
use crate::messages::Messages;

/// Tellings of one finding that are printed; `--json` has all.
const TOLD_MAX: usize = 5;

/// Prints a checked text.
pub(crate) fn check(record: &CheckRecord, width: usize, messages: &Messages) -> String {
    let outlets: BTreeMap<&str, &str> = record
        .reports
        .iter()
        .map(|report| (report.report.as_str(), report.outlet.as_deref().unwrap_or(&report.report)))
        .collect();
    let mut sheet = Sheet::of(width);
    for claim in &record.claims {
        let mut line = Line::default();
        if claim.telling.by != "outlet" {
            line = line.styled(STRONG, names::party(&claim.telling.by)).plain(": ");
        }
        sheet.line(0, 2, &line.plain("“").plain(claim.telling.text.trim()).plain("”"));
        for found in &claim.findings {
            finding(&mut sheet, found, &outlets, messages);
        }
        sheet.blank();
    }
    sheet.into_text()
}

fn finding(sheet: &mut Sheet, found: &FindingRecord, outlets: &BTreeMap<&str, &str>, messages: &Messages) {
    let what = messages.known.get(&found.known).unwrap_or(&found.known);
    let mut line = Line::default().styled(NOTE, what);
    if !found.about.is_empty() {
        line = line.styled(FAINT, &format!(" · {}", names::key(&found.about, messages)));
    }
    if !found.origins.is_empty() {
        let origins = messages.count(&messages.origins_count, found.origins.len());
        line = line.styled(FAINT, &format!(" · {origins}"));
    }
    sheet.line(2, 6, &line);
    let rows: Vec<Telling> = found
        .told
        .iter()
        .take(TOLD_MAX)
        .map(|told| Telling {
            label: String::new(),
            by: (told.by != "outlet").then(|| names::party(&told.by)),
            via: &told.via,
            outlet: outlets.get(told.report.as_str()).copied().unwrap_or(&told.report),
            date: told.date.as_deref(),
            words: &told.text,
            direct: true,
            aside: String::new(),
            below: Vec::new(),
        })
        .collect();
    chain::tellings(sheet, 4, &rows, messages);
    if found.told.len() > TOLD_MAX {
        let more = (found.told.len() - TOLD_MAX).to_string();
        let text = messages.more.replace("{more}", &more).replace("--all", "--json");
        sheet.line(4, 4, &Line::default().styled(FAINT, &text));
    }
}
