//! Numbers and dates as the interface's language writes them.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::messages::{Format, Messages, fill};

/// A number: 10000 is "10.000" in Indonesian, "10,000" in English; at most two places after the mark.
pub(crate) fn number(messages: &Messages, value: f64) -> String {
    let Format { group_mark, decimal_mark, .. } = &messages.format;
    let plain = format!("{:.2}", value.abs());
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    if value < 0.0 {
        text.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push_str(group_mark);
        }
        text.push(digit);
    }
    let rest = rest.trim_end_matches('0');
    if !rest.is_empty() {
        text.push_str(decimal_mark);
        text.push_str(rest);
    }
    text
}

/// A value between bounds: "10.000", "3.000–5.000", "paling sedikit 1.000".
pub(crate) fn bounds(messages: &Messages, low: Option<f64>, high: Option<f64>, approximate: bool) -> String {
    let format = &messages.format;
    let value = match (low, high) {
        (None, None) => return format.some.clone(),
        (Some(low), None) => return fill(&format.at_least, "value", &number(messages, low)),
        (None, Some(high)) => return fill(&format.at_most, "value", &number(messages, high)),
        (Some(low), Some(high)) if (low - high).abs() < f64::EPSILON => number(messages, low),
        (Some(low), Some(high)) => format!("{}–{}", number(messages, low), number(messages, high)),
    };
    if approximate { fill(&format.about, "value", &value) } else { value }
}

/// A share of one: "34 %".
pub(crate) fn percent(messages: &Messages, share: f64) -> String {
    format!("{} %", number(messages, (share * 100.0).round()))
}

/// An EDTF value in words: "4 Desember 2024", "Oktober 2024", "sejak Agustus 2024". What is not understood stays as it
/// is.
///
/// # Source
/// EDTF, ISO 8601-2:2019, Annex A: dates, date and time, and intervals with open ends.
pub(crate) fn date(messages: &Messages, edtf: &str) -> String {
    written(messages, edtf, &messages.format.months)
}

/// The same with the month in short form: "4 Des 2024".
pub(crate) fn date_short(messages: &Messages, edtf: &str) -> String {
    written(messages, edtf, &messages.format.months_short)
}

fn written(messages: &Messages, edtf: &str, months: &[String; 12]) -> String {
    let format = &messages.format;
    match edtf.split_once('/') {
        Some((from, ".." | "")) => fill(&format.since, "date", &point(format, from, months)),
        Some((".." | "", to)) => fill(&format.until, "date", &point(format, to, months)),
        Some((from, to)) => between(format, from, to, months),
        None => point(format, edtf, months),
    }
}

/// From one day to another, without saying twice what is the same: "1–4 Desember 2024".
pub(crate) fn span(messages: &Messages, first: &str, last: &str) -> String {
    if first == last {
        return date(messages, first);
    }
    between(&messages.format, first, last, &messages.format.months)
}

fn between(format: &Format, from: &str, to: &str, months: &[String; 12]) -> String {
    if let (Some(a), Some(b)) = (day(from), day(to)) {
        if (a.year(), a.month()) == (b.year(), b.month()) {
            return format!("{}–{}", a.day(), point(format, to, months));
        }
        if a.year() == b.year() {
            return format!("{} {} – {}", a.day(), month(a.month(), months), point(format, to, months));
        }
    }
    format!("{} – {}", point(format, from, months), point(format, to, months))
}

fn point(format: &Format, value: &str, months: &[String; 12]) -> String {
    let (days, clock) = value.split_once('T').map_or((value, None), |(days, clock)| (days, Some(clock)));
    let marks = days.trim_end_matches(['~', '?', '%']);
    let parts: Vec<&str> = marks.split('-').collect();
    let text = match *parts {
        [year, of_year] if year.len() == 4 => {
            month_number(of_year).map(|m| format!("{} {year}", month(m, months)))
        }
        [year, of_year, day] if year.len() == 4 => month_number(of_year)
            .zip(day.parse::<u8>().ok())
            .map(|(m, day)| format!("{day} {} {year}", month(m, months))),
        _ => None,
    };
    let Some(mut text) = text else { return value.to_owned() };
    if let Some((hour, rest)) = clock.and_then(|clock| clock.split_once(':')) {
        let minute: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let _ = write!(text, ", {hour}{}{minute}", format.clock_mark);
    }
    text
}

fn month(number: i8, months: &[String; 12]) -> &str {
    &months[usize::try_from(number - 1).unwrap_or_default().min(11)]
}

fn month_number(text: &str) -> Option<i8> {
    text.parse().ok().filter(|number| (1..=12).contains(number))
}

/// The day that an EDTF value begins with, where it names a day.
pub(crate) fn day(edtf: &str) -> Option<Date> {
    let first = edtf.split('/').next()?.split('T').next()?;
    first.trim_end_matches(['~', '?', '%']).parse().ok()
}

/// The first day of an EDTF value: of a month or year its first.
pub(crate) fn first_day(edtf: &str) -> Option<Date> {
    let from = edtf.split('/').find(|part| !matches!(*part, "" | ".."))?;
    day(from).or_else(|| day(&format!("{from}-01"))).or_else(|| day(&format!("{from}-01-01")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(check: impl Fn(&Messages) -> String) -> [String; 2] {
        ["id", "en"].map(|tag| check(Messages::of(tag).expect("we have it")))
    }

    #[test]
    fn numbers() {
        assert_eq!(both(|m| number(m, 10_000.0)), ["10.000", "10,000"]);
        assert_eq!(both(|m| number(m, 1_600_000.0)), ["1.600.000", "1,600,000"]);
        assert_eq!(both(|m| number(m, 7.25)), ["7,25", "7.25"]);
        assert_eq!(both(|m| number(m, -999.5)), ["−999,5", "−999.5"]);
        assert_eq!(both(|m| bounds(m, Some(1000.0), None, true)), ["paling sedikit 1.000", "at least 1,000"]);
        assert_eq!(both(|m| bounds(m, Some(2.0), Some(2.0), true)), ["sekitar 2", "about 2"]);
        assert_eq!(both(|m| bounds(m, None, None, true)), ["tanpa angka", "no number"]);
    }

    #[test]
    fn dates() {
        assert_eq!(both(|m| date(m, "2024-12-04")), ["4 Desember 2024", "4 December 2024"]);
        assert_eq!(both(|m| date(m, "2024-10")), ["Oktober 2024", "October 2024"]);
        assert_eq!(both(|m| date(m, "2024-08/..")), ["sejak Agustus 2024", "since August 2024"]);
        let clock = both(|m| date(m, "2024-11-01T05:30:00+07:00"));
        assert_eq!(clock, ["1 November 2024, 05.30", "1 November 2024, 05:30"]);
        assert_eq!(both(|m| span(m, "2024-12-01", "2024-12-04")), ["1–4 Desember 2024", "1–4 December 2024"]);
        assert_eq!(both(|m| date(m, "2023-12/2024-06"))[1], "December 2023 – June 2024");
        for odd in ["", "/", "2024-99-99", "kemarin", "2024-13", "T", "..", "2024-1-é"] {
            let _ = both(|m| date(m, odd) + &date_short(m, odd) + &span(m, odd, "2024-01-01"));
        }
    }
}
