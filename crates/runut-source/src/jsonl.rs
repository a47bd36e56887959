//! JSON objects with named fields: one a line, or one array of them.

use std::io::{self, BufRead, Read as _};

use serde_json::Value;

use crate::{
    Capture, Error, PAGE_BYTES_MAX,
    row::{Fields, Row},
    rows::Rows,
};

/// The reports of a file of JSON lines; a line that is none is passed over with an error.
pub(crate) fn lines<B: BufRead + Send + 'static>(
    mut bytes: B,
    origin: &str,
    fields: &Fields,
) -> impl Iterator<Item = Result<Capture, Error>> + Send + use<B> {
    let mut line = Vec::new();
    let rows = std::iter::from_fn(move || {
        loop {
            return match read_line(&mut bytes, &mut line) {
                Ok(0) => None,
                Ok(_) if line.trim_ascii().is_empty() => Some(Ok(None)),
                Ok(len) if len as u64 > PAGE_BYTES_MAX => Some(Err(Wrong::Row(too_long()))),
                Ok(_) => Some(row(&line).map(Some)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => Some(Err(Wrong::File(error.to_string()))),
            };
        }
    });
    Rows::of(rows, origin, "line", "JSON", fields)
}

/// The reports of a file that is one array, at most [`PAGE_BYTES_MAX`] long.
pub(crate) fn array<B: BufRead>(
    bytes: B,
    origin: &str,
    fields: &Fields,
) -> impl Iterator<Item = Result<Capture, Error>> + Send + use<B> {
    let mut text = Vec::new();
    let read = bytes.take(PAGE_BYTES_MAX + 1).read_to_end(&mut text);
    let values = match read {
        Err(error) => Err(Wrong::File(error.to_string())),
        Ok(len) if len as u64 > PAGE_BYTES_MAX => Err(Wrong::File(too_long())),
        Ok(_) => serde_json::from_slice::<Vec<Value>>(&text).map_err(|error| Wrong::File(error.to_string())),
    };
    let rows: Vec<Result<Option<Row>, Wrong>> = match values {
        Ok(values) => values.into_iter().map(|value| row_of(value).map(Some)).collect(),
        Err(wrong) => vec![Err(wrong)],
    };
    Rows::of(rows.into_iter(), origin, "entry", "JSON", fields)
}

pub(crate) use crate::rows::Wrong;

fn too_long() -> String {
    format!("it is longer than {} MiB, the most that one page may be", PAGE_BYTES_MAX >> 20)
}

/// Reads a line, of one that is too long only its start; gives its whole length.
fn read_line(bytes: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    line.clear();
    let mut len = bytes.take(PAGE_BYTES_MAX + 1).read_until(b'\n', line)?;
    if len as u64 > PAGE_BYTES_MAX {
        line.truncate(64);
        line.shrink_to_fit();
        loop {
            let mut rest = Vec::new();
            let more = bytes.take(1 << 20).read_until(b'\n', &mut rest)?;
            len += more;
            if more == 0 || rest.ends_with(b"\n") {
                break;
            }
        }
    }
    Ok(len)
}

fn row(line: &[u8]) -> Result<Row, Wrong> {
    // A byte order mark may open the first line.
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let value = serde_json::from_slice(line).map_err(|error| Wrong::Row(error.to_string()))?;
    row_of(value)
}

fn row_of(value: Value) -> Result<Row, Wrong> {
    match value {
        Value::Object(fields) => {
            let mut row = Row::new();
            flatten("", fields, &mut row);
            Ok(row)
        }
        _ => Err(Wrong::Row("it is no object with named fields".into())),
    }
}

/// Fields of an object within go by `outer.inner`.
fn flatten(within: &str, fields: serde_json::Map<String, Value>, row: &mut Row) {
    for (name, value) in fields {
        let name = if within.is_empty() { name } else { format!("{within}.{name}") };
        match value {
            Value::Object(inner) => flatten(&name, inner, row),
            value => row.push((name, text(value))),
        }
    }
}

/// Several authors are parted as in a byline of several.
fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Null | Value::Object(_) => None,
        Value::Array(values) => {
            let all: Vec<String> = values.into_iter().filter_map(text).collect();
            (!all.is_empty()).then(|| all.join("; "))
        }
        value => Some(value.to_string()),
    }
}
