//! Numbers and days as the language of the interface writes them.

use crate::messages::Messages;

/// A number with its groups of thousands: 10.000 or 10,000; at most two decimals.
pub(crate) fn number(value: f64, messages: &Messages) -> String {
    let rounded = format!("{:.2}", value.abs());
    let (whole, decimals) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && whole.len() > 3 {
            out.push_str(&messages.group_mark);
        }
        out.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        out.push_str(&messages.decimal_mark);
        out.push_str(decimals);
    }
    if value < 0.0 { format!("-{out}") } else { out }
}

/// A range: `10.000`, `≥ 1.000`, `≤ 50`, `300–400`, with `~` where it is not exact; nothing where it has no bound.
pub(crate) fn range(low: Option<f64>, high: Option<f64>, approximate: bool, messages: &Messages) -> String {
    let about = if approximate { "~" } else { "" };
    match (low, high) {
        (Some(low), Some(high)) if low.to_bits() == high.to_bits() => {
            format!("{about}{}", number(low, messages))
        }
        (Some(low), Some(high)) => format!("{about}{}–{}", number(low, messages), number(high, messages)),
        (Some(low), None) => format!("≥ {}", number(low, messages)),
        (None, Some(high)) => format!("≤ {}", number(high, messages)),
        (None, None) => String::new(),
    }
}

/// An EDTF date as people write it: `4 Dec 2024`, `Dec 2024`, `Aug 2024 –`; what is no plain date stays as it is.
///
/// # Source
/// EDTF, ISO 8601-2:2019, Annex A, levels 0 and 1.
pub(crate) fn day(edtf: &str, messages: &Messages) -> String {
    match edtf.split_once('/') {
        None => one_day(edtf, messages),
        Some((from, "..")) => format!("{} –", one_day(from, messages)),
        Some(("..", until)) => format!("– {}", one_day(until, messages)),
        Some((from, until)) => format!("{} – {}", one_day(from, messages), one_day(until, messages)),
    }
}

fn one_day(edtf: &str, messages: &Messages) -> String {
    let (date, time) = edtf.split_once('T').map_or((edtf, ""), |(date, time)| (date, time));
    let mut parts = date.split('-');
    let (year, month, day, end) = (parts.next(), parts.next(), parts.next(), parts.next());
    let month = month.and_then(|month| messages.months.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    let is_year = year.is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    let plain = match (year, month, day.map(str::parse::<u8>), end) {
        (Some(year), Some(month), Some(Ok(day)), None) if is_year => format!("{day} {month} {year}"),
        (Some(year), Some(month), None, None) if is_year => format!("{month} {year}"),
        _ => return edtf.to_owned(),
    };
    // Hours and minutes; seconds and the zone are for machines.
    match time.get(..5) {
        Some(clock) => format!("{plain} {clock}"),
        None => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_ranges_as_the_language_writes_them() {
        let (en, id) = (Messages::of("en"), Messages::of("id"));
        assert_eq!(number(1_600_000.0, &id), "1.600.000");
        assert_eq!(number(10_000.5, &en), "10,000.5");
        assert_eq!(number(-12.25, &id), "-12,25");
        assert_eq!(range(Some(1000.0), None, true, &id), "≥ 1.000");
        assert_eq!(range(Some(3000.0), Some(3000.0), true, &en), "~3,000");
        assert_eq!(range(None, None, true, &en), "");
    }

    #[test]
    fn days_as_people_write_them() {
        let (en, id) = (Messages::of("en"), Messages::of("id"));
        for (edtf, english, indonesian) in [
            ("2031-05-07", "7 May 2031", "7 Mei 2031"),
            ("2031-05", "May 2031", "Mei 2031"),
            ("2031-08/..", "Aug 2031 –", "Agu 2031 –"),
            ("2031-05-07T14:30:00+07:00", "7 May 2031 14:30", "7 Mei 2031 14:30"),
            ("2031", "2031", "2031"),
            ("203X-13", "203X-13", "203X-13"),
        ] {
            assert_eq!((day(edtf, &en), day(edtf, &id)), (english.to_owned(), indonesian.to_owned()));
        }
    }
}
