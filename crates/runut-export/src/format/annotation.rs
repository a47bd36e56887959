//! W3C Web Annotation: every claim on the very words of its page.
//!
//! One `AnnotationCollection` with one page. Each annotation has a text position (code points of the text that runut kept,
//! as `runut read --json` prints it) and the quotation itself with what stands before and after, so that a browser finds
//! it in the page as it is.
//!
//! # Source
//! Web Annotation Data Model (W3C Recommendation, 2017-02-23): 4.2.4 Text Quote Selector, 4.2.5 Text Position Selector,
//! 5 Collections.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{ClaimRow, Exporter, StoryRecords, iri, rows};
use crate::ReadingRecord;

/// Code points of prefix and suffix: what the specification's own examples and annotators in browsers use.
const CONTEXT_CHARS: usize = 32;

pub(super) struct Annotations<'a> {
    out: Box<dyn Write + Send + 'a>,
    total: usize,
}

impl<'a> Annotations<'a> {
    pub(super) fn new(mut out: Box<dyn Write + Send + 'a>) -> io::Result<Self> {
        writeln!(out, "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:x-runut:claims\",")?;
        writeln!(out, "\"type\":\"AnnotationCollection\",\"label\":\"runut\",\"first\":{{")?;
        writeln!(
            out,
            "\"id\":\"urn:x-runut:claims/1\",\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":["
        )?;
        Ok(Self { out, total: 0 })
    }
}

impl Exporter for Annotations<'_> {
    fn story(&mut self, story: &StoryRecords) -> io::Result<()> {
        let mut text: Option<(&str, Vec<char>)> = None;
        for row in rows(story) {
            let Some(report) = report_of(story, &row.report) else { continue };
            if text.as_ref().is_none_or(|(of, _)| *of != report.id) {
                text = Some((&report.id, report.text.chars().collect()));
            }
            let chars = text.as_ref().map(|(_, chars)| chars.as_slice()).unwrap_or_default();
            if self.total > 0 {
                writeln!(self.out, ",")?;
            }
            self.total += 1;
            serde_json::to_writer(&mut self.out, &annotation(&row, report, chars))?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        writeln!(self.out, "\n]}},\"total\":{}}}", self.total)?;
        self.out.flush()
    }
}

/// The record of a report, by the id that the ledger calls it.
fn report_of<'b>(story: &'b StoryRecords, id: &str) -> Option<&'b ReadingRecord> {
    let at = story.ledger.reports.iter().position(|report| report.report == id)?;
    story.reports.get(at)
}

fn annotation(row: &ClaimRow, report: &ReadingRecord, chars: &[char]) -> Value {
    let words =
        |from: usize, to: usize| chars[from.min(chars.len())..to.min(chars.len())].iter().collect::<String>();
    let mut page = json!({ "id": iri::page(report), "type": "Text" });
    if !report.language.is_empty() {
        page["language"] = json!(report.language);
    }
    json!({
        "id": iri::claim(&row.claim),
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies(row),
        "target": {
            "type": "SpecificResource",
            "source": page,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": words(row.start, row.end),
                    "prefix": words(row.start.saturating_sub(CONTEXT_CHARS), row.start),
                    "suffix": words(row.end, row.end + CONTEXT_CHARS),
                },
                { "type": "TextPositionSelector", "start": row.start, "end": row.end },
            ],
        },
    })
}

/// What the claim is, as tags, and who says it, as a line.
fn bodies(row: &ClaimRow) -> Vec<Value> {
    let tag = |value: String| json!({ "type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": value });
    let mut bodies = vec![tag(row.kind.clone())];
    bodies.extend(row.event_type.iter().chain(&row.polarity).cloned().map(tag));
    let who = row.claimant.iter().chain(&row.via).chain(&row.outlet).cloned().collect::<Vec<_>>().join(" → ");
    let act = row.event_type.as_ref().map(|event_type| {
        let name = |party: &Option<String>| party.clone().unwrap_or_else(|| "…".to_owned());
        format!("{event_type}: {} → {}", name(&row.actor), name(&row.recipient))
    });
    let parts: Vec<String> = act.into_iter().chain([who]).filter(|part| !part.is_empty()).collect();
    if !parts.is_empty() {
        bodies.push(json!({
            "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": parts.join(" · "),
        }));
    }
    bodies
}
