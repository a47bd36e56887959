//! Dates of the calendar in their written forms: "4/12/2024", "28/4", "2 Desember 2024", "Oct. 25, 2023", "2024-12-04".

use super::{expression::CalendarPoint, parse::Parser};
use crate::token::TokenKind;

/// A date that was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    /// Index of the token after it.
    pub(super) end: usize,
    /// Year, month and day as far as they are written.
    pub(super) point: CalendarPoint,
    /// Whether it could as well be something else ("1/2"), so that only a weekday or label makes a date of it.
    pub(super) unsure: bool,
}

impl Parser<'_> {
    /// The date that starts at `at`.
    pub(super) fn date(&self, at: usize) -> Option<Written> {
        let token = self.tokens.get(at)?;
        if token.kind == TokenKind::Number {
            self.slashed(at).or_else(|| self.hyphened(at)).or_else(|| self.day_month(at))
        } else {
            self.month_first(at)
        }
    }

    /// "4/12/2024", "28/4", "28.04.2025".
    fn slashed(&self, at: usize) -> Option<Written> {
        let text = self.tokens[at].text;
        let mark = if text.contains('/') { '/' } else { '.' };
        let mut parts = text.split(mark);
        let (first, second) = (parts.next()?, parts.next()?);
        let year = parts.next();
        if parts.next().is_some() || mark == '.' && year.is_none_or(|year| year.len() != 4) {
            return None;
        }
        let (first, second) = (small(first)?, small(second)?);
        let (day, month) =
            if first <= 12 && (self.month_first || second > 12) { (second, first) } else { (first, second) };
        let year = match year {
            Some(year) => Some(full_year(year)?),
            None => None,
        };
        let point = CalendarPoint { day: Some(day), month: Some(month), year, ..CalendarPoint::default() };
        Some(Written { end: at + 1, point, unsure: year.is_none() })
    }

    /// "2024-12-04".
    fn hyphened(&self, at: usize) -> Option<Written> {
        let [year, mark, month, other, day] = self.tokens.get(at..at + 5)? else { return None };
        let joined =
            mark.is("-") && other.is("-") && [mark, month, other, day].iter().all(|token| !token.spaced);
        if !joined || year.text.len() != 4 || month.text.len() != 2 || day.text.len() != 2 {
            return None;
        }
        let (year, month, day) = (full_year(year.text)?, small(month.text)?, small(day.text)?);
        let point = CalendarPoint {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..CalendarPoint::default()
        };
        Some(Written { end: at + 5, point, unsure: false })
    }

    /// "2 Desember 2024", "2 Desember".
    fn day_month(&self, at: usize) -> Option<Written> {
        let day = small(self.tokens[at].text)?;
        let ordinal = self.ordinal_after(at + 1);
        let (month_end, month) = self.month(at + 1 + ordinal).or_else(|| {
            // "the 2nd of December".
            let of = self.tokens.get(at + 1 + ordinal)?.is("of");
            if of { self.month(at + 2 + ordinal) } else { None }
        })?;
        let mut point = CalendarPoint { day: Some(day), month: Some(month), ..CalendarPoint::default() };
        let mut end = month_end;
        if let Some((year_end, year)) = self.year_after(month_end) {
            point.year = Some(year);
            end = year_end;
        }
        Some(Written { end, point, unsure: false })
    }

    /// "Oct. 25, 2023", "October 25", "Oktober 2023", "November of 2023", "Agustus".
    fn month_first(&self, at: usize) -> Option<Written> {
        let (mut end, month) = self.month(at)?;
        let mut point = CalendarPoint { month: Some(month), ..CalendarPoint::default() };
        if self.month_first
            && let Some(day) = self.tokens.get(end).filter(|token| token.kind == TokenKind::Number)
            && let Some(day) = small(day.text).filter(|day| (1..=31).contains(day))
        {
            point.day = Some(day);
            end += 1;
            end += self.ordinal_after(end);
        }
        if let Some((year_end, year)) = self.year_after(end) {
            point.year = Some(year);
            end = year_end;
        }
        Some(Written { end, point, unsure: false })
    }

    /// A month's name, and the token after it and after its full stop.
    fn month(&self, at: usize) -> Option<(usize, i8)> {
        const SHORT_BYTES_MAX: usize = 4;
        let (length, word) = self.said(at)?;
        let month = word.month?;
        let token = &self.tokens[at];
        if !token.is_capitalised() && (word.rarely_month || token.lower.len() <= SHORT_BYTES_MAX) {
            return None;
        }
        let end = at + length;
        let stopped = self.tokens.get(end).is_some_and(|stop| stop.is(".") && !stop.spaced)
            && token.lower.len() <= SHORT_BYTES_MAX
            && self.tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Number);
        Some((end + usize::from(stopped), month))
    }

    /// A year at `at`, after a comma, after "of", or short: "’23".
    pub(super) fn year_after(&self, at: usize) -> Option<(usize, i16)> {
        let token = self.tokens.get(at)?;
        if let Some(year) = self.year(at) {
            return Some((at + 1, year));
        }
        if token.is(",") || token.is("of") {
            return self.year(at + 1).map(|year| (at + 2, year));
        }
        let short = matches!(token.text, "’" | "'" | "‘");
        let digits = self.tokens.get(at + 1).filter(|token| !token.spaced && token.text.len() == 2)?;
        if short { full_year(digits.text).map(|year| (at + 2, year)) } else { None }
    }

    /// Four digits that can be a year.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let text = self.tokens.get(at).filter(|token| token.kind == TokenKind::Number)?.text;
        let year = text.parse().ok()?;
        (text.len() == 4 && (1000..2200).contains(&year)).then_some(year)
    }

    /// 1 where an ordinal's ending stands at `at`, right after the digits.
    fn ordinal_after(&self, at: usize) -> usize {
        let is =
            self.tokens.get(at).is_some_and(|token| !token.spaced && self.is_ordinal_ending(&token.lower));
        usize::from(is)
    }
}

/// One or two digits.
pub(super) fn small(text: &str) -> Option<i8> {
    if text.len() > 2 { None } else { text.parse().ok() }
}

/// A year of four digits, or of two.
pub(super) fn full_year(text: &str) -> Option<i16> {
    /// Two digits up to this are of this century.
    const CENTURY_TURN: i16 = 35;
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 if year >= 1000 => Some(year),
        2 if year <= CENTURY_TURN => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}
