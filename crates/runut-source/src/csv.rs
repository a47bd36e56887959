//! Rows of CSV with a head line that names the fields.

use std::{
    io::{self, BufRead, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use csv::{ByteRecord, ReaderBuilder};

use crate::{
    Capture, Error, PAGE_BYTES_MAX,
    row::{Fields, Row},
    rows::{Rows, Wrong},
};

/// Columns beyond this are no table of reports.
const COLUMNS_MAX: usize = 4096;

/// The reports of a file of CSV, its fields parted by `delimiter`.
pub(crate) fn rows<B: BufRead + Send + 'static>(
    bytes: B,
    delimiter: u8,
    origin: &str,
    fields: &Fields,
) -> impl Iterator<Item = Result<Capture, Error>> + Send + use<B> {
    let in_row = Arc::new(AtomicU64::new(0));
    let bytes = Bounded { inner: bytes, in_row: Arc::clone(&in_row) };
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(bytes);
    let mut record = ByteRecord::new();
    let mut names: Option<Vec<String>> = None;
    let rows = std::iter::from_fn(move || {
        loop {
            in_row.store(0, Ordering::Relaxed);
            match reader.read_byte_record(&mut record) {
                Ok(false) => return None,
                Ok(true) => {}
                Err(error) => return Some(Err(Wrong::File(error.to_string()))),
            }
            let values = record.iter().map(|value| String::from_utf8_lossy(value).into_owned());
            let Some(names) = &names else {
                if record.len() > COLUMNS_MAX {
                    return Some(Err(Wrong::File(format!("it has more than {COLUMNS_MAX} columns"))));
                }
                names =
                    Some(values.map(|name| name.trim_start_matches('\u{feff}').trim().to_owned()).collect());
                continue;
            };
            let row: Row = names.iter().cloned().zip(values.map(Some)).collect();
            return Some(Ok(Some(row)));
        }
    });
    Rows::of(rows, origin, "row", "CSV", fields)
}

/// Ends with an error where one row takes more than a page may: a quotation mark without its partner eats the rest.
struct Bounded<R> {
    inner: R,
    in_row: Arc<AtomicU64>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let len = self.inner.read(buffer)?;
        if self.in_row.fetch_add(len as u64, Ordering::Relaxed) > PAGE_BYTES_MAX {
            let limit = PAGE_BYTES_MAX >> 20;
            return Err(io::Error::other(format!(
                "a row is longer than {limit} MiB; is a quotation mark left open?"
            )));
        }
        Ok(len)
    }
}
