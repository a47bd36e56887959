//! The day of a date as articles bear it.

/// Days since 1970-01-01 of a text that begins with "2025-06-18"; none where it does not, or no calendar has that day.
///
/// # Source
/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
pub(super) fn day(published: &str) -> Option<i32> {
    let digits = |from: usize, to: usize| -> Option<i32> {
        let part = published.get(from..to)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let (year, month, day) = (digits(0, 4)?, digits(5, 7)?, digits(8, 10)?);
    let marked = published.get(4..5) == Some("-") && published.get(7..8) == Some("-");
    if !marked || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2000-03-01T10:00:00+07:00"), Some(11_017));
        assert_eq!(day("1969-12-31"), Some(-1));
        for none in ["", "2025", "2025-13-01", "18 Juni 2025", "2025-06-x1", "2025/06/18"] {
            assert_eq!(day(none), None, "{none}");
        }
    }
}
