//! Comma-separated values: the same rows as JSONL, the chain in one cell.
//!
//! # Source
//! RFC 4180, with a header (section 2, rule 3), UTF-8 and `\r\n`.

use std::io::{self, Write};

use super::{ClaimRow, Exporter, StoryRecords, rows};

/// Between the links of a chain; names hold no such sign.
const LINK: &str = " > ";

pub(super) struct Csv<'a> {
    out: csv::Writer<Box<dyn Write + Send + 'a>>,
    header: bool,
}

impl<'a> Csv<'a> {
    pub(super) fn new(out: Box<dyn Write + Send + 'a>) -> Self {
        let out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        Self { out, header: false }
    }

    fn header(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.header, true) {
            let names: Vec<String> = cells(&ClaimRow::default())?.into_iter().map(|(name, _)| name).collect();
            self.out.write_record(names)?;
        }
        Ok(())
    }
}

impl Exporter for Csv<'_> {
    fn story(&mut self, story: &StoryRecords) -> io::Result<()> {
        self.header()?;
        for row in rows(story) {
            self.out.write_record(cells(&row)?.into_iter().map(|(_, cell)| cell))?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.header()?;
        self.out.flush()
    }
}

/// The columns of a row in their order, each with its cell; an empty cell is a thing that the report does not say.
fn cells(row: &ClaimRow) -> io::Result<Vec<(String, String)>> {
    let via = row.via.join(LINK);
    let serde_json::Value::Object(fields) = serde_json::to_value(row)? else { return Ok(Vec::new()) };
    let cell = |name: &str, value: serde_json::Value| match value {
        _ if name == "via" => via.clone(),
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    Ok(ORDER
        .iter()
        .filter_map(|name| Some((name, fields.get(*name)?)))
        .map(|(name, value)| ((*name).to_owned(), cell(name, value.clone())))
        .collect())
}

/// The columns, as in [`ClaimRow`].
const ORDER: &[&str] = &[
    "version",
    "claim",
    "kind",
    "story",
    "report",
    "digest",
    "origin",
    "outlet",
    "title",
    "language",
    "published",
    "earliest",
    "text",
    "start",
    "end",
    "claimant",
    "via",
    "cue",
    "mode",
    "certainty",
    "said_on",
    "said_at",
    "type",
    "actor",
    "recipient",
    "polarity",
    "object",
    "quantity",
    "place",
    "time",
    "in_return_for",
    "hedge",
    "of",
    "low",
    "high",
    "approximate",
    "scope",
    "verdict",
    "independent_origins",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_a_column() {
        let serde_json::Value::Object(fields) = serde_json::to_value(ClaimRow::default()).expect("a row")
        else {
            panic!("a row is an object")
        };
        let mut columns = ORDER.to_vec();
        columns.sort_unstable();
        let mut names: Vec<&str> = fields.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, columns, "help: `ORDER` lists the fields of `ClaimRow`");
    }
}
