//! What only a page's markup tells of a report, in the record of its reading: such fields have no place in the text.

use runut_article::{Article, Field, Metadata, Teller, Told};
use runut_text::{Page, Span};
use serde::{Deserialize, Serialize};

use crate::RecordError;

/// A field that no reader of the page sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldRecord {
    /// `title`, `outlet`, `authors`, `editors` or `published`.
    pub field: String,
    /// Its value, as under that key.
    pub value: String,
    /// Which part of the page tells it: `json-ld`, `meta`, ...
    pub by: String,
    /// The bytes of the page that tell it, half-open.
    pub page: [usize; 2],
}

/// The fields of an article that have no place in its text, each with its place in the page.
pub(crate) fn told_records(article: &Article) -> Vec<ToldRecord> {
    let meta = &article.meta;
    let one = |key: &str, field: &Option<Field>, told: &Option<Told<Page>>| {
        let unseen = field.as_ref().is_some_and(|field| field.span.is_empty());
        told.as_ref().filter(|_| unseen).map(|told| record(key, told))
    };
    let all = |key: &'static str, fields: &[Field], told: &[Told<Page>]| -> Vec<ToldRecord> {
        let unseen = |told: &&Told<Page>| {
            fields.iter().any(|field| field.span.is_empty() && field.value == told.value)
        };
        told.iter().filter(unseen).map(|told| record(key, told)).collect()
    };
    let mut records: Vec<ToldRecord> = Vec::new();
    records.extend(one("title", &article.title, &meta.title));
    records.extend(one("outlet", &article.outlet, &meta.outlet));
    records.extend(all("authors", &article.authors, &meta.authors));
    records.extend(all("editors", &article.editors, &meta.editors));
    records.extend(one("published", &article.published, &meta.published));
    records
}

fn record(field: &str, told: &Told<Page>) -> ToldRecord {
    ToldRecord {
        field: field.to_owned(),
        value: told.value.clone(),
        by: told.by.as_str().to_owned(),
        page: [told.span.start(), told.span.end()],
    }
}

/// What the records tell.
///
/// # Errors
/// Where a record has a key, a teller or a place that no version wrote.
pub(crate) fn metadata(records: Vec<ToldRecord>) -> Result<Metadata<Page>, RecordError> {
    let mut meta = Metadata::default();
    for ToldRecord { field, value, by, page: [start, end] } in records {
        let wrong = |key: &'static str, value: &str| RecordError::Word { key, value: value.to_owned() };
        let by = Teller::parse(&by).ok_or_else(|| wrong("by", &by))?;
        if start > end || u32::try_from(end).is_err() {
            return Err(wrong("page", &format!("{start}..{end}")));
        }
        let told = Told { value, span: Span::new(start, end), by };
        match field.as_str() {
            "title" => meta.title = Some(told),
            "outlet" => meta.outlet = Some(told),
            "authors" => meta.authors.push(told),
            "editors" => meta.editors.push(told),
            "published" => meta.published = Some(told),
            other => return Err(wrong("field", other)),
        }
    }
    Ok(meta)
}

#[cfg(test)]
mod tests {
    use runut_packs::Packs;

    use crate::ReadingRecord;

    fn read(markup: &str) -> runut_claim::Reading {
        let page = Page { id: "air".into(), origin: "air.html".into(), bytes: markup.as_bytes().to_vec() };
        let packs = Packs::builtin();
        let (article, notes) = runut_article::read(&page, packs);
        runut_claim::read(article, notes, packs)
    }

    use super::*;

    #[test]
    fn what_the_markup_alone_tells_comes_back_with_its_place() {
        let markup = "<title>Air Surut di Kota Lembayung</title>\
            <meta property='article:published_time' content='2031-07-03T11:08:00+07:00'>\
            <h1>Air Surut di Kota Lembayung</h1>\
            <p>Warga Kota Lembayung mulai membersihkan rumah kemarin, kata Wali Kota Rani Puspita.</p>";
        let record = ReadingRecord::of(&read(markup));
        assert_eq!(record.published.as_deref(), Some("2031-07-03T11:08+07:00"));
        assert_eq!(record.told.len(), 1, "the headline is seen, the date is not: {:?}", record.told);
        let [start, end] = record.told[0].page;
        assert_eq!(&markup[start..end], "2031-07-03T11:08:00+07:00");
        // "kemarin" is the day before the date that only the markup tells.
        let values: Vec<_> = record.times.iter().filter_map(|time| time.value.as_deref()).collect();
        assert_eq!(values, ["2031-07-02"]);
        let back = record.clone().into_reading().expect("it was written here");
        assert_eq!(ReadingRecord::of(&back), record);
    }
}
