//! Rows to pages, one by one: what is broken is passed over with an error that names it, until it is too much.

use crate::{
    Capture, Error,
    row::{self, Fields, Read, Row},
};

/// After so many broken rows in a row the file is given up: it is something else.
const BROKEN_MAX: usize = 100;
/// So many names of fields a message shows.
const NAMES_MAX: usize = 20;

/// Why a row cannot be had.
#[derive(Debug)]
pub(crate) enum Wrong {
    /// It alone.
    Row(String),
    /// Nor can what comes after it.
    File(String),
}

/// The pages of rows. A row that is `None` is none: an empty line.
pub(crate) struct Rows<I> {
    all: I,
    origin: String,
    /// What a row is called: "line", "row".
    noun: &'static str,
    /// What the file is taken for.
    kind: &'static str,
    fields: Fields,
    /// From 1.
    number: usize,
    broken: usize,
    ended: bool,
}

impl<I: Iterator<Item = Result<Option<Row>, Wrong>>> Rows<I> {
    pub(crate) fn of(all: I, origin: &str, noun: &'static str, kind: &'static str, fields: &Fields) -> Self {
        let (origin, fields) = (origin.to_owned(), fields.clone());
        Self { all, origin, noun, kind, fields, number: 0, broken: 0, ended: false }
    }

    fn broken(&mut self, problem: String) -> Error {
        self.broken += 1;
        let origin = self.origin.clone();
        if self.broken == BROKEN_MAX {
            self.ended = true;
            let problem = format!("{BROKEN_MAX} in a row are broken; the last: {problem}");
            return Error::Broken { origin, kind: self.kind, problem };
        }
        Error::Record { origin, record: format!("{} {}", self.noun, self.number), problem }
    }
}

impl<I: Iterator<Item = Result<Option<Row>, Wrong>>> Iterator for Rows<I> {
    type Item = Result<Capture, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.number += 1;
            let row = match self.all.next()? {
                Ok(Some(row)) => row,
                Ok(None) => continue,
                Err(Wrong::Row(problem)) => return Some(Err(self.broken(problem))),
                Err(Wrong::File(problem)) => {
                    self.ended = true;
                    return Some(Err(Error::Broken {
                        origin: self.origin.clone(),
                        kind: self.kind,
                        problem,
                    }));
                }
            };
            match row::page(&row, &self.fields, &self.origin, self.number) {
                Read::Page(capture) => {
                    self.broken = 0;
                    return Some(Ok(capture));
                }
                Read::Empty => self.broken = 0,
                // The first row says what fields there are: none of the others will have more.
                Read::NoText if self.number == 1 || self.kind != "JSON" => {
                    self.ended = true;
                    let fields =
                        row.into_iter().take(NAMES_MAX).map(|(name, _)| format!("`{name}`")).collect();
                    return Some(Err(Error::NoText { origin: self.origin.clone(), fields }));
                }
                Read::NoText => return Some(Err(self.broken("it has no field of text or HTML".into()))),
            }
        }
        None
    }
}
