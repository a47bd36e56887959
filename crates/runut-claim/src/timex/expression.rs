//! One time expression as it is written, before anybody asks which day it means.

use runut_packs::Unit;

/// A time expression, by its tokens and its parts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expression {
    /// Index of its first token in the sentence.
    pub(super) start: usize,
    /// Index of the token after its last.
    pub(super) end: usize,
    /// Whether it runs from its point on, up to it, or is it.
    pub(super) reach: Reach,
    /// The point, or the first of a range.
    pub(super) point: Point,
    /// The last of a range.
    pub(super) last: Option<Point>,
    /// Whether it says on which day the report was written, as far as one can tell from its form.
    pub(super) anchors: bool,
    /// Whether the words around it tell of what is to come: "akan dibuka pada Senin".
    pub(super) ahead: bool,
}

/// How an expression relates to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// It is the point.
    Itself,
    /// From the point on: "sejak".
    Since,
    /// Up to the point: "hingga".
    Until,
}

/// A point or stretch of time, as written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Point {
    /// Day, month or year by the calendar.
    Calendar(CalendarPoint),
    /// "pekan lalu": a unit, so many steps from the present one.
    Unit(Unit, i8),
    /// "tiga hari lalu": so many units from now.
    Away(Unit, i64),
    /// "kuartal III 2024": months of a year, by the first and how many they are; the year, or steps to it.
    Term {
        /// First month.
        month: i8,
        /// Months.
        months: i8,
        /// Four digits.
        year: Option<i16>,
        /// Steps from the present year.
        year_shift: Option<i8>,
    },
    /// "the quarter", "a year earlier": the part of a year that the report spoke of last, so many years away.
    TermAgain {
        /// Months that such a part has; `None` where it is as long as the one before.
        months: Option<i8>,
        /// Years from it.
        years: i8,
        /// Whether it is the year of that many years ago where no such part was spoken of: "a year ago".
        or_year: bool,
    },
    /// "1990-an", by its first year.
    Decade(i16),
    /// A duration, an hour, an era: fixed by no calendar.
    Unfixed,
}

/// What an expression says of a day, month or year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CalendarPoint {
    /// Days from now: "kemarin".
    pub(super) offset: Option<i8>,
    /// 1 (Monday) to 7.
    pub(super) weekday: Option<i8>,
    /// Four digits.
    pub(super) year: Option<i16>,
    /// 1 to 12 where the calendar has it.
    pub(super) month: Option<i8>,
    /// 1 to 31 where the calendar has it.
    pub(super) day: Option<i8>,
    /// "lalu", "ini", "depan".
    pub(super) shift: Option<i8>,
    /// "tahun lalu" after a month.
    pub(super) year_shift: Option<i8>,
}

impl CalendarPoint {
    /// Whether it is a day of the calendar with month and year.
    pub(super) fn is_full(&self) -> bool {
        self.year.is_some() && self.month.is_some() && self.day.is_some()
    }
}
