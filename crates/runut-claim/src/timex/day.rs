//! Days, months and years of the calendar, with all that stands around them.

use runut_packs::{Opener, Unit};

use super::{
    date::{full_year, small},
    expression::{CalendarPoint, Point},
    parse::{Found, Parser, unfixed},
};
use crate::{quantity::number, token::TokenKind};

impl Parser<'_> {
    /// "10-12 Juni 2024": the first day of a range that names its month at the end. The range itself is read on.
    pub(super) fn days_of_month(&self, at: usize) -> Option<Found> {
        let day = small(self.tokens[at].text).filter(|day| (1..=31).contains(day))?;
        let (length, _) = self.said(at + 1).filter(|(_, word)| word.range)?;
        let last = self.date(at + 1 + length)?;
        let whole = last.point.day.is_some() && last.point.month.is_some() && !last.unsure;
        whole.then(|| Found {
            start: at,
            end: at + 1,
            point: Point::Calendar(CalendarPoint { day: Some(day), ..CalendarPoint::default() }),
            last: None,
            anchors: false,
        })
    }

    /// "Maret-Juli 2025": two months, or two weekdays, in one word.
    pub(super) fn joined(&self, at: usize) -> Option<Found> {
        let (first, last) = self.tokens[at].lower.split_once('-')?;
        let lexicon = &self.language.time.lexicon;
        // "mid-November": the month as it is.
        if let (Some(first), Some(month)) =
            (lexicon.get(first), lexicon.get(last).and_then(|last| last.month))
            && first.position
        {
            let year = self.year_after(at + 1);
            let point = CalendarPoint {
                month: Some(month),
                year: year.map(|(_, year)| year),
                ..CalendarPoint::default()
            };
            let end = year.map_or(at + 1, |(end, _)| end);
            return Some(Found { start: at, end, point: Point::Calendar(point), last: None, anchors: false });
        }
        let (first, last) = (lexicon.get(first)?, lexicon.get(last)?);
        if first.weekday.and(last.weekday).is_some() {
            // A timetable: which week is meant, nobody says.
            return Some(unfixed(at, at + 1));
        }
        let month = |month: i8| CalendarPoint { month: Some(month), ..CalendarPoint::default() };
        let (first, mut last) = (month(first.month?), month(last.month?));
        let year = self.year_after(at + 1);
        last.year = year.map(|(_, year)| year);
        Some(Found {
            start: at,
            end: year.map_or(at + 1, |(end, _)| end),
            point: Point::Calendar(first),
            last: Some(Point::Calendar(last)),
            anchors: false,
        })
    }

    /// A day, month or year of the calendar, with all that stands around it.
    pub(super) fn calendar(&self, start: usize, opener: Option<Opener>, listed: bool) -> Option<Found> {
        let mut point = CalendarPoint::default();
        let mut at = start;
        let mut hour = false;
        if let Some(end) = self.hour(at) {
            // "shortly before 1 p.m. on Sunday".
            hour = true;
            at = self.skip(end, |word| word.opener == Some(Opener::At));
            let comma =
                self.is_mark(at, ",") && self.said(at + 1).is_some_and(|(_, next)| next.weekday.is_some());
            at += usize::from(comma);
        }
        let positioned = self.skip(at, |word| word.position);
        let mut placed = positioned > at;
        at = positioned;
        let parts = self.skip(at, |word| word.part && word.day.is_none());
        let parted = parts > at;
        at = parts;
        if let Some((length, word)) = self.said(at)
            && let Some(shift) = word.shift
            && self.said(at + length).is_some_and(|(_, next)| next.weekday.is_some() || next.month.is_some())
            && word.weekday.is_none()
            && word.month.is_none()
        {
            point.shift = Some(shift);
            at += length;
        }
        let mut silent = false;
        if let Some((length, word)) = self.said(at)
            && let Some(offset) = word.day
        {
            point.offset = Some(offset);
            silent = word.silent && !parted;
            at = self.skip(at + length, |word| word.part);
        }
        let before = at;
        at = self.weekday(at, opener, &mut point);
        let date_at = at;
        let mut anchors = false;
        at = self.date_after(at, &mut point, &mut anchors);
        placed |= at > date_at;
        if point.weekday.is_none() && point.month.is_none() {
            at = self.bare_year(before, opener, listed || placed, &mut point).unwrap_or(before);
        }
        let anything = point.weekday.is_some() || point.month.is_some() || point.year.is_some();
        if !anything && (point.offset.is_none() || silent) {
            return if hour { self.hour(start).map(|end| unfixed(start, end)) } else { None };
        }
        if !self.stands_alone(start, &point, opener) {
            return None;
        }
        at = self.shifts(at, &mut point);
        at = self.skip(at, |word| word.part);
        at = self.hour_after(at);
        anchors = point.is_full() && (point.weekday.is_some() || anchors) && point.shift.is_none();
        Some(Found { start, end: at, point: Point::Calendar(point), last: None, anchors })
    }

    /// A weekday with its part of the day and its shift.
    fn weekday(&self, at: usize, opener: Option<Opener>, point: &mut CalendarPoint) -> usize {
        let mut from = at;
        if point.offset.is_some() && self.is_mark(from, ",") {
            from += 1;
        }
        from = self.skip(from, |word| word.unit == Some(Unit::Day) && !word.plural);
        let Some((length, word)) = self.said(from) else { return at };
        let Some(weekday) = word.weekday else { return at };
        let end = from + length;
        if word.unit.is_some() && from == at && !self.is_weekday(from, end, opener) {
            return at;
        }
        point.weekday = Some(weekday);
        let end = self.skip(end, |word| word.part && word.day.is_none());
        self.shifts(end, point)
    }

    /// Whether a word that names a weekday and a unit is the weekday here.
    fn is_weekday(&self, at: usize, end: usize, opener: Option<Opener>) -> bool {
        let token = &self.tokens[at];
        let tied = self.is_mark(end, ",") || self.is_mark(end, "(");
        let dated = |at: usize| self.date(at).is_some_and(|date| date.point.day.is_some());
        if tied && (dated(end + 1) || self.is_mark(end + 1, "(") && dated(end + 2)) || dated(end) {
            return true;
        }
        let parted = self.said(end).is_some_and(|(_, word)| word.part && word.shift.is_none());
        let shifted = self.said(end).is_some_and(|(_, word)| word.shift.is_some());
        let counted = at > 0 && number::read(self.tokens, at - 1, &self.language.numbers).is_some();
        let capital = token.is_capitalised() && !self.headline && at > 0 && !counted;
        capital && (opener.is_some() || !shifted && (parted || !self.after_name(at)))
    }

    /// The date after a weekday, after a comma, in brackets or bare.
    fn date_after(&self, at: usize, point: &mut CalendarPoint, bracketed: &mut bool) -> usize {
        let tied = point.weekday.is_some() || point.offset.is_some();
        let mut from = at;
        if tied && self.is_mark(from, ",") {
            from += 1;
        }
        let bracket = tied && self.is_mark(from, "(");
        from += usize::from(bracket);
        let label = self
            .skip(from, |word| word.date_label || word.unit == Some(Unit::Month) && word.opener.is_none());
        let labelled = label > from;
        if labelled && self.date(label).is_none() {
            return at;
        }
        from = label;
        let Some(date) = self.date(from) else { return at };
        let enclosed = from > 0 && self.is_mark(from - 1, "(") && self.is_mark(date.end, ")");
        if date.unsure && !(bracket || labelled || tied || enclosed && plausible(&date.point)) {
            return at;
        }
        (point.year, point.month, point.day) = (date.point.year, date.point.month, date.point.day);
        *bracketed = enclosed;
        date.end + usize::from(bracket && self.is_mark(date.end, ")"))
    }

    /// A year without a month: "tahun 2023", "pada 2023", "awal 2024", "2006-2008", "tahun 72".
    fn bare_year(
        &self,
        at: usize,
        opener: Option<Opener>,
        expected: bool,
        point: &mut CalendarPoint,
    ) -> Option<usize> {
        let label = self.skip(at, |word| word.unit == Some(Unit::Year) && !word.plural);
        let labelled = label > at;
        if labelled && at > 0 && self.tokens[at - 1].kind == TokenKind::Number && self.is_labelled(at - 1) {
            return None;
        }
        if labelled
            && let Some(short) = self.tokens.get(label).filter(|token| token.text.len() == 2)
            && short.kind == TokenKind::Number
        {
            point.year = full_year(short.text);
            return point.year.map(|_| label + 1);
        }
        let year = self.year(label).filter(|year| (1900..2100).contains(year) || labelled)?;
        let end = label + 1;
        let follows =
            self.said(end).filter(|(_, word)| word.range).and_then(|(length, _)| self.year(end + length));
        let unit_next = self.tokens.get(end).is_some_and(|next| {
            next.kind == TokenKind::Word && year % 100 == 0 && !self.is_function(&next.lower)
        });
        let range = follows.is_some_and(|last| last > year);
        let introduced = opener.is_some();
        if !(labelled || range || expected || introduced) || unit_next && !labelled {
            return None;
        }
        point.year = Some(year);
        Some(end)
    }

    /// Shifts after a weekday or date: "lalu", "mendatang", "tahun lalu", "last year".
    pub(super) fn shifts(&self, at: usize, point: &mut CalendarPoint) -> usize {
        let of = at + usize::from(self.tokens.get(at).is_some_and(|token| token.is("of")));
        let Some((length, word)) = self.said(of) else { return at };
        let next = self.said(of + length);
        if word.unit == Some(Unit::Year)
            && !word.plural
            && let Some((next_length, next)) = next
            && let Some(shift) = next.shift
        {
            point.year_shift = Some(shift);
            return of + length + next_length;
        }
        let Some(shift) = word.shift else { return at };
        if let Some((next_length, next)) = next
            && next.unit == Some(Unit::Year)
            && !next.plural
            && point.year.is_none()
        {
            point.year_shift = Some(shift);
            return of + length + next_length;
        }
        // A shift before its word belongs to that word: "Monday last week".
        let before_other = next.is_some_and(|(_, next)| next.unit.is_some() || next.weekday.is_some());
        if of > at
            || before_other
            || !self.tokens[at].spaced
            || point.shift.is_some() && point.shift != Some(shift)
        {
            return at;
        }
        point.shift = Some(shift);
        at + length
    }

    /// Whether a bare weekday or month is a time here and no part of a name.
    fn stands_alone(&self, start: usize, point: &CalendarPoint, opener: Option<Opener>) -> bool {
        if point.day.is_some() || point.year.is_some() || point.offset.is_some() {
            return true;
        }
        let word = self.said(start).map(|(_, word)| word);
        let rare = word.is_some_and(|word| word.rarely_month);
        let named = self.after_name(start);
        let shifted = self.said(start + 1).is_some_and(|(_, word)| word.shift.is_some());
        if rare && point.weekday.is_none() {
            return opener.is_some();
        }
        if !self.tokens[start].is_capitalised()
            && point.month.is_some()
            && point.weekday.is_none()
            && word.is_some_and(|word| word.month.is_some())
        {
            return opener.is_some() || shifted;
        }
        opener.is_some() || shifted || point.weekday.is_some() || !named
    }

    /// Whether the word before is capitalised in the middle of a sentence and no word of its skeleton.
    fn after_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        at > 1
            && !self.headline
            && before.kind == TokenKind::Word
            && before.is_capitalised()
            && !before.is_all_caps()
            && !self.is_function(&before.lower)
    }

    /// "1990-an", "tahun 1990-an", "the 1990s".
    pub(super) fn decade(&self, start: usize) -> Option<Found> {
        let at = self.skip(start, |word| word.position);
        let at = self.skip(at, |word| word.unit == Some(Unit::Year) && !word.plural);
        let year = self.year(at).filter(|year| year % 10 == 0)?;
        let end = self.skip(at + 1, |word| word.decade);
        let glued = self.tokens.get(at + 1).is_some_and(|token| !token.spaced);
        (end > at + 1 && glued).then_some(Found {
            start,
            end,
            point: Point::Decade(year),
            last: None,
            anchors: false,
        })
    }
}

/// Whether day and month without a year are such as the calendar has.
fn plausible(point: &CalendarPoint) -> bool {
    point.day.is_some_and(|day| (1..=31).contains(&day))
        && point.month.is_some_and(|month| (1..=12).contains(&month))
}
