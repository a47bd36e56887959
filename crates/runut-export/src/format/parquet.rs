//! Parquet: the same rows as JSONL, a row group for each story, the chain as a list.
//!
//! # Source
//! Apache Parquet format 2, logical types `STRING` and `LIST` (parquet-format, LogicalTypes.md). Snappy compression.

use std::{
    io::{self, Write},
    sync::Arc,
};

use parquet::{
    basic::Compression,
    data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type},
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::parser::parse_message_type,
};

use super::{ClaimRow, Exporter, StoryRecords, rows};

/// The columns, in the order of [`ClaimRow`]; `write` fills them in this very order.
const SCHEMA: &str = "message claims {
  required int64 version;
  required binary claim (STRING);
  required binary kind (STRING);
  required binary story (STRING);
  required binary report (STRING);
  optional binary digest (STRING);
  required binary origin (STRING);
  optional binary outlet (STRING);
  optional binary title (STRING);
  required binary language (STRING);
  optional binary published (STRING);
  optional binary earliest (STRING);
  required binary text (STRING);
  required int64 start;
  required int64 end;
  optional binary claimant (STRING);
  required group via (LIST) { repeated group list { required binary element (STRING); } }
  optional binary cue (STRING);
  optional binary mode (STRING);
  optional binary certainty (STRING);
  optional binary said_on (STRING);
  optional binary said_at (STRING);
  optional binary type (STRING);
  optional binary actor (STRING);
  optional binary recipient (STRING);
  optional binary polarity (STRING);
  optional binary object (STRING);
  optional binary quantity (STRING);
  optional binary place (STRING);
  optional binary time (STRING);
  optional binary in_return_for (STRING);
  optional binary hedge (STRING);
  optional binary of (STRING);
  optional double low;
  optional double high;
  optional boolean approximate;
  optional binary scope (STRING);
  optional binary verdict (STRING);
  optional int64 independent_origins;
}";

type Sink<'a> = Box<dyn Write + Send + 'a>;

pub(super) struct Parquet<'a> {
    out: SerializedFileWriter<Sink<'a>>,
}

impl<'a> Parquet<'a> {
    pub(super) fn new(out: Sink<'a>) -> io::Result<Self> {
        let schema = parse_message_type(SCHEMA).map_err(io::Error::other)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let out = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties));
        Ok(Self { out: out.map_err(io::Error::other)? })
    }
}

impl Exporter for Parquet<'_> {
    fn story(&mut self, story: &StoryRecords) -> io::Result<()> {
        let rows = rows(story);
        if rows.is_empty() {
            return Ok(());
        }
        let group = self.out.next_row_group().map_err(io::Error::other)?;
        write(Columns { group, rows: &rows }).map_err(io::Error::other)
    }

    fn end(self: Box<Self>) -> io::Result<()> {
        self.out.close().map(drop).map_err(io::Error::other)
    }
}

/// One row group while its columns are written, one after the other.
struct Columns<'b, 'g, 'a> {
    group: SerializedRowGroupWriter<'g, Sink<'a>>,
    rows: &'b [ClaimRow],
}

type Done = Result<(), ParquetError>;

fn write(mut to: Columns) -> Done {
    to.integers(|row| i64::from(row.version))?;
    to.strings(|row| &row.claim)?;
    to.strings(|row| &row.kind)?;
    to.strings(|row| &row.story)?;
    to.strings(|row| &row.report)?;
    to.optional(|row| row.digest.as_ref())?;
    to.strings(|row| &row.origin)?;
    to.optional(|row| row.outlet.as_ref())?;
    to.optional(|row| row.title.as_ref())?;
    to.strings(|row| &row.language)?;
    to.optional(|row| row.published.as_ref())?;
    to.optional(|row| row.earliest.as_ref())?;
    to.strings(|row| &row.text)?;
    to.integers(|row| integer(row.start))?;
    to.integers(|row| integer(row.end))?;
    to.optional(|row| row.claimant.as_ref())?;
    to.lists(|row| &row.via)?;
    to.optional(|row| row.cue.as_ref())?;
    to.optional(|row| row.mode.as_ref())?;
    to.optional(|row| row.certainty.as_ref())?;
    to.optional(|row| row.said_on.as_ref())?;
    to.optional(|row| row.said_at.as_ref())?;
    to.optional(|row| row.event_type.as_ref())?;
    to.optional(|row| row.actor.as_ref())?;
    to.optional(|row| row.recipient.as_ref())?;
    to.optional(|row| row.polarity.as_ref())?;
    to.optional(|row| row.object.as_ref())?;
    to.optional(|row| row.quantity.as_ref())?;
    to.optional(|row| row.place.as_ref())?;
    to.optional(|row| row.time.as_ref())?;
    to.optional(|row| row.in_return_for.as_ref())?;
    to.optional(|row| row.hedge.as_ref())?;
    to.optional(|row| row.of.as_ref())?;
    to.doubles(|row| row.low)?;
    to.doubles(|row| row.high)?;
    to.booleans(|row| row.approximate)?;
    to.optional(|row| row.scope.as_ref())?;
    to.optional(|row| row.verdict.as_ref())?;
    to.optional_integers(|row| row.independent_origins.map(integer))?;
    to.group.close().map(drop)
}

fn integer(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Columns<'_, '_, '_> {
    fn column<T: parquet::data_type::DataType>(
        &mut self,
        values: &[T::T],
        definition: Option<&[i16]>,
        repetition: Option<&[i16]>,
    ) -> Done {
        let missing = || ParquetError::General("the schema has no further column".to_owned());
        let mut column = self.group.next_column()?.ok_or_else(missing)?;
        column.typed::<T>().write_batch(values, definition, repetition)?;
        column.close()
    }

    fn integers(&mut self, of: impl Fn(&ClaimRow) -> i64) -> Done {
        let values: Vec<i64> = self.rows.iter().map(of).collect();
        self.column::<Int64Type>(&values, None, None)
    }

    fn strings(&mut self, of: impl Fn(&ClaimRow) -> &String) -> Done {
        let values: Vec<ByteArray> = self.rows.iter().map(|row| bytes(of(row))).collect();
        self.column::<ByteArrayType>(&values, None, None)
    }

    /// Values that are there, and for each row whether it has one.
    fn some<T: parquet::data_type::DataType>(&mut self, values: Vec<Option<T::T>>) -> Done {
        let definition: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
        let values: Vec<T::T> = values.into_iter().flatten().collect();
        self.column::<T>(&values, Some(&definition), None)
    }

    fn optional(&mut self, of: impl Fn(&ClaimRow) -> Option<&String>) -> Done {
        let values = self.rows.iter().map(|row| of(row).map(|text| bytes(text))).collect();
        self.some::<ByteArrayType>(values)
    }

    fn optional_integers(&mut self, of: impl Fn(&ClaimRow) -> Option<i64>) -> Done {
        let values = self.rows.iter().map(of).collect();
        self.some::<Int64Type>(values)
    }

    fn doubles(&mut self, of: impl Fn(&ClaimRow) -> Option<f64>) -> Done {
        let values = self.rows.iter().map(of).collect();
        self.some::<DoubleType>(values)
    }

    fn booleans(&mut self, of: impl Fn(&ClaimRow) -> Option<bool>) -> Done {
        let values = self.rows.iter().map(of).collect();
        self.some::<BoolType>(values)
    }

    /// Lists: an empty one is a row of its own that holds nothing (definition 0); further elements repeat (repetition 1).
    fn lists(&mut self, of: impl Fn(&ClaimRow) -> &Vec<String>) -> Done {
        let (mut values, mut definition, mut repetition) = (Vec::new(), Vec::new(), Vec::new());
        for row in self.rows {
            let list = of(row);
            if list.is_empty() {
                definition.push(0);
                repetition.push(0);
            }
            for (at, element) in list.iter().enumerate() {
                values.push(bytes(element));
                definition.push(1);
                repetition.push(i16::from(at > 0));
            }
        }
        self.column::<ByteArrayType>(&values, Some(&definition), Some(&repetition))
    }
}

fn bytes(text: &str) -> ByteArray {
    ByteArray::from(text.as_bytes().to_vec())
}
