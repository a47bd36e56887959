//! Tables of Parquet, row by row; memory is that of one page of each column.

use std::{
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
};

use parquet::{
    file::{
        reader::{FileReader as _, SerializedFileReader},
        serialized_reader::ReadOptionsBuilder,
    },
    record::{Field, Row as Record, reader::RowIter},
};

use crate::{
    Capture, Error,
    row::{Fields, Row},
    rows::{Rows, Wrong},
};

/// One group of rows, unpacked; groups seen are below 1 GiB.
const GROUP_BYTES_MAX: i64 = 16 << 30;

/// The reports of a table.
pub(crate) fn rows(
    file: File,
    origin: &str,
    fields: &Fields,
) -> impl Iterator<Item = Result<Capture, Error>> + Send + use<> {
    let mut table = Some(open(file));
    let rows = std::iter::from_fn(move || {
        let rows = match table.as_mut()? {
            Ok(rows) => rows,
            Err(problem) => {
                let problem = std::mem::take(problem);
                table = None;
                return Some(Err(Wrong::File(problem)));
            }
        };
        // The crate's reader trusts the file in places: what breaks it must not break the rest.
        match catch_unwind(AssertUnwindSafe(|| rows.next())) {
            Ok(Some(Ok(record))) => Some(Ok(Some(row(&record)))),
            Ok(None) => None,
            Ok(Some(Err(error))) => {
                table = None;
                Some(Err(Wrong::File(error.to_string())))
            }
            Err(_) => {
                table = None;
                Some(Err(Wrong::File("the file is damaged".into())))
            }
        }
    });
    Rows::of(rows, origin, "row", "Parquet", fields)
}

fn open(file: File) -> Result<RowIter<'static>, String> {
    let opened = catch_unwind(AssertUnwindSafe(|| {
        let table = SerializedFileReader::new_with_options(file, ReadOptionsBuilder::new().build())
            .map_err(|error| error.to_string())?;
        let groups = table.metadata().row_groups();
        if groups.iter().any(|group| group.total_byte_size() > GROUP_BYTES_MAX) {
            return Err(format!("a group of its rows is longer than {} GiB", GROUP_BYTES_MAX >> 30));
        }
        Ok(RowIter::from_file_into(Box::new(table)))
    }));
    opened.unwrap_or_else(|_| Err("the file is damaged".into()))
}

fn row(record: &Record) -> Row {
    let mut row = Row::new();
    flatten("", record, &mut row);
    row
}

/// Fields of a structure within go by `outer.inner`.
fn flatten(within: &str, record: &Record, row: &mut Row) {
    for (name, field) in record.get_column_iter() {
        let name = if within.is_empty() { name.clone() } else { format!("{within}.{name}") };
        match field {
            Field::Group(inner) => flatten(&name, inner, row),
            field => row.push((name, text(field))),
        }
    }
}

fn text(field: &Field) -> Option<String> {
    match field {
        Field::Null | Field::MapInternal(_) => None,
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => Some(String::from_utf8_lossy(bytes.data()).into_owned()),
        Field::ListInternal(list) => {
            let all: Vec<String> = list.elements().iter().filter_map(text).collect();
            (!all.is_empty()).then(|| all.join("; "))
        }
        field => Some(field.to_string()),
    }
}
