//! From when a report can be at the earliest, and the order of reports that follows from it.

use runut_claim::{Place, Polarity, Reading};

/// The day of a report, and the words that fix it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dated {
    /// EDTF: the page's own date, else the latest day that the report tells of as past.
    pub(crate) value: String,
    /// The words.
    pub(crate) span: Place,
}

/// From when a report can be at the earliest: its publication date, else the latest day on which something was said
/// or happened as it tells, else the latest of its dates that is none of a plan.
pub(crate) fn dated(reading: &Reading) -> Option<Dated> {
    if let Some(published) = &reading.article.published {
        return Some(Dated { value: published.value.clone(), span: published.span });
    }
    let annotations = &reading.annotations;
    let said = annotations.statements.iter().filter_map(|statement| statement.said_on.as_ref());
    let past = |polarity| matches!(polarity, Polarity::Asserted | Polarity::Denied);
    let done = annotations
        .events
        .iter()
        .filter(|event| past(event.polarity))
        .filter_map(|event| event.time.as_ref());
    let told = said.chain(done).map(|time| (time.value.as_str(), time.span));
    let planned = |span: Place| {
        annotations.events.iter().any(|event| {
            !past(event.polarity) && event.time.as_ref().is_some_and(|time| time.span.overlaps(span))
        })
    };
    let named = annotations
        .times
        .iter()
        .filter(|time| !planned(time.span))
        .filter_map(|time| Some((time.value.as_deref()?, time.span)));
    latest(told.clone().filter(|(value, _)| is_day(value)))
        .max(latest(named.clone().filter(|(value, _)| is_day(value))))
        .or_else(|| latest(told.chain(named)))
        .map(|(value, span)| Dated { value, span: Place::new(span.start(), span.end()) })
}

/// The latest beginning of some spans of time; of equals the first in the text.
fn latest<'a>(times: impl Iterator<Item = (&'a str, Place)>) -> Option<(String, Place)> {
    times
        .filter_map(|(value, span)| Some((beginning(value)?.to_owned(), span)))
        .max_by(|(a, x), (b, y)| a.cmp(b).then_with(|| y.cmp(x)))
}

/// Whether an EDTF value is a day, with or without a time.
pub(crate) fn is_day(value: &str) -> bool {
    !value.contains('/') && value.len() >= 10
}

/// The beginning of an EDTF value: "2024-08" of "2024-08/..". `None` where it is open.
pub(crate) fn beginning(value: &str) -> Option<&str> {
    let first = value.split('/').next().unwrap_or(value).trim_end_matches(['~', '?', '%']);
    (!first.is_empty() && first.starts_with(|c: char| c.is_ascii_digit()) && !first.contains('X'))
        .then_some(first)
}

/// Where a report stands among others: by date, those without any first, as nothing says that they tell of a later
/// day; then by digest and id, so that the order in which they came does not matter.
pub(crate) fn key(reading: &Reading) -> impl Ord + use<> {
    let article = &reading.article;
    let date = dated(reading).map(|dated| dated.value).unwrap_or_default();
    (date, article.digest, article.id.clone(), article.text.clone())
}

/// Brings readings into the order of what they report.
pub(crate) fn sort(readings: &mut [&Reading]) {
    readings.sort_by_cached_key(|reading| key(reading));
}

#[cfg(test)]
mod tests {
    use runut_article::{Article, Field};
    use runut_claim::Timex;

    use super::*;

    fn reading(id: &str, published: Option<&str>, times: &[&str]) -> Reading {
        let span = Place::new(0, 0);
        let mut reading = Reading {
            article: Article {
                id: id.to_owned(),
                published: published.map(|value| Field { value: value.to_owned(), span }),
                ..Article::default()
            },
            ..Reading::default()
        };
        let told = |value: &&str| Timex { span, value: Some((*value).to_owned()) };
        reading.annotations.times = times.iter().map(told).collect();
        reading
    }

    #[test]
    fn reports_stand_by_the_day_they_tell_of() {
        let a = reading("undated", None, &[]);
        let b = reading("told", None, &["2031-02-03", "2031-01-30", "2031-02/.."]);
        let c = reading("printed", Some("2031-02-02T09:30"), &["2031-05-01"]);
        let mut all = [&b, &c, &a];
        sort(&mut all);
        assert_eq!(all.map(|reading| reading.article.id.as_str()), ["undated", "printed", "told"]);
    }
}
