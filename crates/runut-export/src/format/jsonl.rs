//! JSON Lines: one [`ClaimRow`](super::ClaimRow) a line.
//!
//! # Source
//! RFC 8259 (JSON), one value a line, UTF-8, `\n`.

use std::io::{self, Write};

use super::{Exporter, StoryRecords, rows};

pub(super) struct Jsonl<'a> {
    pub(super) out: Box<dyn Write + Send + 'a>,
}

impl Exporter for Jsonl<'_> {
    fn story(&mut self, story: &StoryRecords) -> io::Result<()> {
        for row in rows(story) {
            serde_json::to_writer(&mut self.out, &row)?;
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}
