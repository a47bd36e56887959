//! Stretches of the calendar, and how they are written down.

use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
};

/// A stretch of the calendar that an expression means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    /// One day.
    Day(Date),
    /// One month: year, month.
    Month(i16, i8),
    /// Months of one year: year, first, last.
    Months(i16, i8, i8),
    /// One year.
    Year(i16),
    /// Ten years, by the first.
    Decade(i16),
    /// First and last day.
    Days(Date, Date),
}

impl Stretch {
    /// EDTF.
    ///
    /// # Source
    /// ISO 8601-2:2019, Annex A: level 0, and the unspecified digit of level 1 for decades.
    pub(super) fn edtf(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Months(..) => format!("{}/{}", self.start(), self.end()),
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}X", year / 10),
            Self::Days(first, last) => format!("{first}/{last}"),
        }
    }

    /// Where it starts, in EDTF, as precisely as it is written.
    pub(super) fn start(self) -> String {
        match self {
            Self::Days(first, _) => first.to_string(),
            Self::Months(year, first, _) => Self::Month(year, first).edtf(),
            Self::Decade(year) => format!("{year:04}"),
            _ => self.edtf(),
        }
    }

    /// Where it ends, in EDTF, as precisely as it is written.
    pub(super) fn end(self) -> String {
        match self {
            Self::Days(_, last) => last.to_string(),
            Self::Months(year, _, last) => Self::Month(year, last).edtf(),
            Self::Decade(year) => format!("{:04}", year + 9),
            _ => self.edtf(),
        }
    }
}

/// The date so many days away, within the years that the calendar has.
pub(super) fn days_from(date: Date, days: i64) -> Option<Date> {
    date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The week from Monday to Sunday, so many weeks away from the one that holds `date`.
pub(super) fn week(date: Date, weeks: i64) -> Option<Stretch> {
    let since_monday = i64::from(date.weekday().to_monday_zero_offset());
    let monday = days_from(date, weeks.checked_mul(7)? - since_monday)?;
    Some(Stretch::Days(monday, days_from(monday, 6)?))
}

/// Saturday and Sunday of that week.
pub(super) fn weekend(date: Date, weeks: i64) -> Option<Stretch> {
    match week(date, weeks)? {
        Stretch::Days(monday, sunday) => Some(Stretch::Days(days_from(monday, 5)?, sunday)),
        other => Some(other),
    }
}

/// The month so many months away.
pub(super) fn month(date: Date, months: i64) -> Option<Stretch> {
    let moved = date.first_of_month().checked_add(jiff::Span::new().try_months(months).ok()?).ok()?;
    Some(Stretch::Month(moved.year(), moved.month()))
}

/// The weekday, 1 (Monday) to 7, as the calendar library names it.
pub(super) fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

/// The last such weekday on or before `date`; before it where `strictly`.
pub(super) fn last_weekday(date: Date, number: i8, strictly: bool) -> Option<Date> {
    let from = if strictly { date } else { date.checked_add(1.day()).ok()? };
    from.nth_weekday(-1, weekday(number)?).ok()
}

/// The first such weekday after `date`.
pub(super) fn next_weekday(date: Date, number: i8) -> Option<Date> {
    date.nth_weekday(1, weekday(number)?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_run_from_monday_to_sunday() {
        for (day, weeks, want) in [
            (date(2026, 5, 27), 0, "2026-05-25/2026-05-31"),
            (date(2026, 5, 31), -1, "2026-05-18/2026-05-24"),
            (date(2025, 1, 1), 0, "2024-12-30/2025-01-05"),
        ] {
            assert_eq!(week(day, weeks).map(Stretch::edtf).as_deref(), Some(want));
        }
        assert_eq!(
            weekend(date(2026, 5, 27), 0).map(Stretch::edtf).as_deref(),
            Some("2026-05-30/2026-05-31")
        );
    }

    #[test]
    fn weekdays_are_counted_from_the_day_of_the_report() {
        let friday = date(2025, 6, 13);
        assert_eq!(last_weekday(friday, 5, false), Some(friday));
        assert_eq!(last_weekday(friday, 5, true), Some(date(2025, 6, 6)));
        assert_eq!(next_weekday(friday, 5), Some(date(2025, 6, 20)));
        assert_eq!(last_weekday(friday, 9, false), None);
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_dates_and_no_panics() {
        assert_eq!(days_from(Date::MAX, 1), None);
        assert_eq!(week(Date::MAX, 1), None);
        assert_eq!(month(Date::MIN, -1), None);
        assert_eq!(days_from(Date::MIN, i64::MIN), None);
    }
}
