//! The grammar of time expressions: what may stand beside what. Which words are which, the pack's table says.

use runut_packs::{Language, Opener, Qualifier, TimeWord, Unit};

use super::{
    date::{full_year, small},
    expression::{CalendarPoint, Expression, Point, Reach},
};
use crate::{
    quantity::{is_penalty, number},
    token::{Token, TokenKind},
};

/// Reads one sentence.
pub(super) struct Parser<'t> {
    pub(super) tokens: &'t [Token<'t>],
    pub(super) month_first: bool,
    language: &'t Language,
    headline: bool,
    /// What the table says of the words from each token on, asked once.
    said: Vec<Option<(usize, &'t TimeWord)>>,
}

/// A point that was read, and the tokens that it takes.
struct Found {
    start: usize,
    end: usize,
    point: Point,
    /// The last of a range that is written in one word: "Maret-Juli".
    last: Option<Point>,
    anchors: bool,
}

impl<'t> Parser<'t> {
    pub(super) fn new(tokens: &'t [Token<'t>], language: &'t Language, headline: bool) -> Self {
        let said = (0..tokens.len())
            .map(|at| {
                language.time.lexicon.longest(|step| tokens.get(at + step).map(|token| token.lower.as_str()))
            })
            .collect();
        Self { tokens, month_first: language.time.month_first, language, headline, said }
    }

    /// All expressions of the sentence, in order.
    pub(super) fn expressions(&self) -> Vec<Expression> {
        let mut found: Vec<Expression> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            if let Some((length, _)) = self.said(at).filter(|(_, word)| word.name) {
                at += length;
                continue;
            }
            let listed = found.last().is_some_and(|last| self.continues_years(last, at));
            match self.expression(at, listed) {
                Some(expression) => {
                    at = expression.end.max(at + 1);
                    found.push(expression);
                }
                None => at += 1,
            }
        }
        found
    }

    /// What the table says of the words from `at` on, and how many they are.
    pub(super) fn said(&self, at: usize) -> Option<(usize, &'t TimeWord)> {
        self.said.get(at).copied().flatten()
    }

    /// Whether the letters make an ordinal of the digits before them.
    pub(super) fn is_ordinal_ending(&self, lower: &str) -> bool {
        self.language.numbers.ordinal_endings.contains(lower)
    }

    /// Whether a bare year at `at` goes on a list of years: "2020, 2021 and 2022".
    fn continues_years(&self, last: &Expression, at: usize) -> bool {
        let year =
            matches!(&last.point, Point::Calendar(point) if point.year.is_some() && point.month.is_none());
        year && at <= last.end + 2
            && self.tokens[last.end..at]
                .iter()
                .all(|token| token.is(",") || self.language.words.coordinators.contains(&token.lower))
    }

    fn expression(&self, at: usize, listed: bool) -> Option<Expression> {
        let opener = self.said(at).and_then(|(length, word)| word.opener.map(|opener| (at + length, opener)));
        let introduced = opener.and_then(|(from, opener)| self.opened(at, from, opener));
        introduced.or_else(|| {
            let found = self.point(at, None, listed)?;
            Some(self.ranged(found, Reach::Itself))
        })
    }

    /// The expression that an opener at `start` opens.
    fn opened(&self, start: usize, from: usize, opener: Opener) -> Option<Expression> {
        let mut found = self.point(from, Some(opener), false)?;
        let reach = match opener {
            Opener::Since => Reach::Since,
            Opener::Until => Reach::Until,
            Opener::At | Opener::For | Opener::Within => Reach::Itself,
        };
        let kept = match opener {
            Opener::Since | Opener::Until => true,
            Opener::For | Opener::Within => found.point == Point::Unfixed,
            Opener::At => false,
        };
        if kept {
            found.start = start;
        }
        Some(self.ranged(found, reach))
    }

    /// The expression of a point, or of a range where one starts with it.
    fn ranged(&self, found: Found, reach: Reach) -> Expression {
        let range = self.said(found.end).filter(|(_, word)| word.range).map(|(length, _)| found.end + length);
        let spaced = range.is_none_or(|from| {
            let mark = &self.tokens[found.end];
            mark.kind != TokenKind::Mark
                || self.tokens.get(from).is_none_or(|next| next.spaced == mark.spaced)
        });
        // "and" makes a range only after "between".
        let joined = range.is_none_or(|_| {
            let between = found.start.checked_sub(1).is_some_and(|before| {
                let said = number::said(self.tokens, before, &self.language.numbers);
                said.is_some_and(|(_, word)| word.qualifier == Some(Qualifier::Between))
            });
            between || !self.language.words.coordinators.contains(&self.tokens[found.end].lower)
        });
        let can = joined
            && matches!(found.point, Point::Calendar(_) | Point::Unit(..))
            && reach != Reach::Until
            && spaced;
        if let Some(last) =
            range.filter(|_| can).and_then(|from| self.point(from, Some(Opener::Until), false))
            && same_kind(&found.point, &last.point)
        {
            return Expression {
                start: found.start,
                end: last.end,
                reach: Reach::Itself,
                point: found.point,
                last: Some(last.point),
                anchors: false,
            };
        }
        Expression {
            start: found.start,
            end: found.end,
            reach,
            point: found.point,
            last: found.last,
            anchors: found.anchors,
        }
    }

    /// The longest point that starts at `at`.
    fn point(&self, at: usize, opener: Option<Opener>, listed: bool) -> Option<Found> {
        let token = self.tokens.get(at)?;
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            return None;
        }
        let readings = [
            self.days_of_month(at),
            self.joined(at),
            self.calendar(at, opener, listed),
            self.unit_shift(at, opener),
            self.decade(at),
            self.duration(at, opener),
            self.unfixed(at, opener),
        ];
        // The first of the longest: a calendar's day says more than a duration.
        readings.into_iter().flatten().reduce(|best, next| if next.end > best.end { next } else { best })
    }

    /// "10-12 Juni 2024": the first day of a range that names its month at the end. The range itself is read on.
    fn days_of_month(&self, at: usize) -> Option<Found> {
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
    fn joined(&self, at: usize) -> Option<Found> {
        let (first, last) = self.tokens[at].lower.split_once('-')?;
        let lexicon = &self.language.time.lexicon;
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
    fn calendar(&self, start: usize, opener: Option<Opener>, listed: bool) -> Option<Found> {
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
    fn shifts(&self, at: usize, point: &mut CalendarPoint) -> usize {
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

    /// "pekan lalu", "awal tahun ini", "last week", "the end of the week".
    fn unit_shift(&self, start: usize, opener: Option<Opener>) -> Option<Found> {
        let now = self.skip(start, |word| word.position_now);
        let mut at = self.skip(now, |word| word.position);
        let positioned = at > start;
        let (length, word) = self.said(at)?;
        if now > start {
            let unit = word.unit.filter(|&unit| spans(unit) && !word.plural)?;
            return Some(Found {
                start,
                end: at + length,
                point: Point::Unit(unit, 0),
                last: None,
                anchors: false,
            });
        }
        let (unit, shift, end) = if let Some(unit) = word.unit.filter(|_| !word.plural) {
            let after = self.said(at + length);
            if let Some((next, _)) = after.filter(|(_, word)| word.elsewhere && spans(unit)) {
                return Some(unfixed(start, at + length + next));
            }
            match after.and_then(|(next, word)| word.shift.map(|shift| (next, shift))) {
                Some((next, shift)) => (unit, shift, at + length + next),
                None if positioned && spans(unit) && self.named_unit(at, length) => {
                    return Some(unfixed(start, at + length));
                }
                None => return None,
            }
        } else {
            let (shift, elsewhere) = (word.shift, word.elsewhere);
            at += length;
            let (length, word) = self.said(at).filter(|_| elsewhere || shift.is_some())?;
            let Some(shift) = shift else {
                let unit = word.unit.filter(|&unit| spans(unit) && !word.plural);
                return unit.map(|_| unfixed(start, at + length));
            };
            (word.unit.filter(|_| !word.plural && word.shift.is_none())?, shift, at + length)
        };
        if !spans(unit) || opener.is_none() && self.after_count(start) {
            return None;
        }
        Some(Found { start, end, point: Point::Unit(unit, shift), last: None, anchors: false })
    }

    /// "pertengahan tahun": a unit after its part, and neither number nor name after it.
    fn named_unit(&self, at: usize, length: usize) -> bool {
        self.tokens
            .get(at + length)
            .is_none_or(|next| next.kind == TokenKind::Mark && !next.is("(") || self.is_function(&next.lower))
    }

    fn after_count(&self, at: usize) -> bool {
        at > 0 && number::read(self.tokens, at - 1, &self.language.numbers).is_some()
    }

    /// "1990-an", "tahun 1990-an", "the 1990s".
    fn decade(&self, start: usize) -> Option<Found> {
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

    /// "12 hari", "selama tiga bulan", "beberapa pekan terakhir", "tiga hari lalu", "sepekan".
    fn duration(&self, start: usize, opener: Option<Opener>) -> Option<Found> {
        let mut at = start;
        let mut ahead = None;
        // "the last five days", "next 2 or 3 days".
        if let Some((length, word)) =
            self.said(at).filter(|(_, word)| word.shift.is_some() && word.unit.is_none())
            && self.count(at + length).is_some()
        {
            ahead = word.shift;
            at += length;
        }
        if let Some((length, unit)) =
            self.said(at).and_then(|(length, word)| word.one.map(|one| (length, one)))
        {
            let tied = self.said(at + length).is_some_and(|(_, word)| {
                word.shift.is_some() || word.recent || word.relation || word.elsewhere
            });
            // "twice a week" is a rate.
            return (length == 1 || opener.is_some() || tied)
                .then(|| self.measured(start, at + length, 1, unit, opener));
        }
        if self.is_hyphened(at) {
            return Some(unfixed(start, at + 1));
        }
        let Some((end, count)) = self.count(at) else { return self.plural(start, at, opener) };
        let hyphen = self.is_mark(end, "-") && !self.tokens[end].spaced;
        let unit_at = end + usize::from(hyphen);
        let (length, word) = self.said(unit_at)?;
        let unit = word.unit?;
        let end = unit_at + length;
        if self.is_age(start, end)
            || self.is_labelled(at)
            || is_penalty(self.tokens, start, end, self.language)
        {
            return None;
        }
        // "21 malam" is no count of nights, "dua minggu (8/6)" none of weeks.
        if word.part && word.weekday.is_none() && self.tokens[at].kind == TokenKind::Number {
            return None;
        }
        if ahead.is_some() {
            return Some(unfixed(start, end));
        }
        Some(self.measured(start, end, count, unit, opener))
    }

    /// "one-year", "two-week".
    fn is_hyphened(&self, at: usize) -> bool {
        self.tokens[at].lower.split_once('-').is_some_and(|(count, unit)| {
            self.language.numbers.lexicon.get(count).is_some_and(|word| word.cardinal.is_some())
                && self.language.time.lexicon.get(unit).is_some_and(|word| word.unit.is_some())
        })
    }

    /// A duration of `count` units that ends at `end`, tied to now or not.
    fn measured(&self, start: usize, end: usize, count: i64, unit: Unit, opener: Option<Opener>) -> Found {
        let Some((length, word)) = self.said(end) else { return unfixed(start, end) };
        if word.one.is_some() {
            // "dua jam sehari".
            return unfixed(start, end + length);
        }
        if let Some(shift) = word.shift
            && (shift < 0 && !matches!(opener, Some(Opener::For | Opener::Within)) || shift > 0)
        {
            let point = if count > 0 && shift < 0 && spans(unit) {
                Point::Away(unit, -count)
            } else {
                Point::Unfixed
            };
            return Found { start, end: end + length, point, last: None, anchors: false };
        }
        unfixed(start, if word.recent || word.elsewhere { end + length } else { end })
    }

    /// "for hours", "days before": a bare plural tied to something.
    fn plural(&self, start: usize, at: usize, opener: Option<Opener>) -> Option<Found> {
        let (length, word) = self.said(at)?;
        let long = opener == Some(Opener::Within);
        word.unit?;
        let end = at + length;
        if !word.plural {
            // "in the last year".
            return (long
                && word.shift.is_none()
                && self.said(end).is_none_or(|(_, next)| next.shift.is_none()))
            .then(|| unfixed(start, end));
        }
        let tied = self.said(end).filter(|(_, word)| word.recent || word.relation || word.shift == Some(-1));
        match tied {
            Some((length, _)) => Some(unfixed(start, end + length)),
            None if long => Some(unfixed(start, end)),
            None => None,
        }
    }

    /// A count of units, and the token after it; 0 where it is vague.
    fn count(&self, at: usize) -> Option<(usize, i64)> {
        if let Some((length, _)) = self.said(at).filter(|(_, word)| word.vague_count) {
            return Some((at + length, 0));
        }
        let numbers = &self.language.numbers;
        let first = number::read(self.tokens, at, numbers)?;
        let whole = first.value.filter(|value| value.fract() == 0.0 && *value < 10_000.0 && !first.vague);
        let count = whole.map_or(0, |value| value as i64);
        // "dua atau tiga hari", "10-14 hari".
        let Some((length, _)) = number::said(self.tokens, first.end, numbers).filter(|(_, word)| word.range)
        else {
            return Some((self.skip_more(first.end), count));
        };
        Some(match number::read(self.tokens, first.end + length, numbers) {
            Some(second) => (second.end, 0),
            None => (first.end, count),
        })
    }

    /// "dua pekan lebih": words between a count and its unit.
    fn skip_more(&self, at: usize) -> usize {
        match number::said(self.tokens, at, &self.language.numbers).filter(|(_, word)| word.filler) {
            Some((length, _)) if self.said(at + length).is_some_and(|(_, word)| word.unit.is_some()) => {
                at + length
            }
            _ => at,
        }
    }

    /// Whether a label stands before the number: "UU No. 1 Tahun 2024".
    fn is_labelled(&self, at: usize) -> bool {
        let stop = at > 1 && self.is_mark(at - 1, ".");
        let label = at.checked_sub(if stop { 2 } else { 1 }).map(|label| &self.tokens[label]);
        label.is_some_and(|label| {
            self.language.numbers.lexicon.get(&label.lower).is_some_and(|word| word.label)
        })
    }

    /// Whether a number of years is somebody's age.
    fn is_age(&self, start: usize, end: usize) -> bool {
        let before = (1..=2)
            .filter_map(|back| start.checked_sub(back))
            .any(|at| self.said(at).is_some_and(|(length, word)| word.age && at + length == start));
        let old = self.tokens.get(end).is_some_and(|token| token.is("old") || token.is("-"));
        let bracketed = start > 0 && self.is_mark(start - 1, "(") && self.is_mark(end, ")");
        let comma = start > 1 && self.is_mark(start - 1, ",") && self.is_mark(end, ",");
        before || old || bracketed || comma
    }

    /// What no calendar fixes: "berminggu-minggu", "sejak Perang Dunia II", "dini hari", "pukul 10.00 WIB".
    fn unfixed(&self, at: usize, opener: Option<Opener>) -> Option<Found> {
        let (length, word) = self.said(at)?;
        let spans_era = matches!(opener, Some(Opener::Since | Opener::For | Opener::Within | Opener::Until));
        if word.unfixed || word.era && spans_era {
            let end = at + length;
            return Some(unfixed(at, if self.year(end).is_some() { end + 1 } else { end }));
        }
        if word.position
            && let Some((next, part)) = self.said(at + length)
            && part.part
        {
            return Some(unfixed(at, at + length + next));
        }
        if word.part && length > 1 && word.unit.is_none() {
            return Some(unfixed(at, at + length));
        }
        None
    }

    /// An hour: "pukul 10.00 WIB", "1 p.m.", "pukul 10.00-12.00".
    fn hour(&self, start: usize) -> Option<usize> {
        let at = start;
        let cue = self.skip(at, |word| word.clock);
        let is_number = |at: usize| {
            self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number && token.text.len() <= 8)
        };
        let in_words = |at| number::read(self.tokens, at, &self.language.numbers).filter(|_| cue > start);
        let mut end = if is_number(cue) { cue + 1 } else { in_words(cue)?.end };
        if let Some((length, _)) = self.said(end).filter(|(_, word)| word.range)
            && is_number(end + length)
            && (cue > at || self.said(end + length + 1).is_some_and(|(_, word)| word.zone))
        {
            end += length + 1;
        }
        let zone = self.skip(end, |word| word.zone || word.part && cue > at);
        if cue == at && zone == end {
            return None;
        }
        // The full stop of "p.m." is a mark of its own inside a sentence.
        let stop = self.is_mark(zone, ".")
            && !self.tokens[zone].spaced
            && zone > end
            && self.tokens[zone - 1].text.contains('.')
            && zone + 1 < self.tokens.len();
        Some(zone + usize::from(stop))
    }

    /// The hour after a date, if one stands there.
    fn hour_after(&self, at: usize) -> usize {
        let from = at + usize::from(self.is_mark(at, ","));
        let from = self.skip(from, |word| word.opener == Some(Opener::At));
        let about = number::said(self.tokens, from, &self.language.numbers)
            .filter(|(_, word)| word.qualifier.is_some())
            .map_or(0, |(length, _)| length);
        self.hour(from).or_else(|| self.hour(from + about)).unwrap_or(at)
    }

    /// The token after the phrase at `at`, if the phrase is such; else `at`.
    fn skip(&self, at: usize, is: impl Fn(&TimeWord) -> bool) -> usize {
        match self.said(at) {
            Some((length, word)) if is(word) => at + length,
            _ => at,
        }
    }

    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(mark))
    }

    fn is_function(&self, lower: &str) -> bool {
        let words = &self.language.words;
        words.prepositions.contains(lower)
            || words.coordinators.contains(lower)
            || words.subordinators.contains(lower)
            || words.determiners.contains(lower)
            || words.auxiliaries.contains(lower)
            || words.relatives.contains(lower)
            || words.pronouns.contains(lower)
            || words.complementizers.contains(lower)
    }
}

fn unfixed(start: usize, end: usize) -> Found {
    Found { start, end, point: Point::Unfixed, last: None, anchors: false }
}

/// Whether the unit is one of the calendar, so that "last" and "ago" fix it.
fn spans(unit: Unit) -> bool {
    !matches!(unit, Unit::Hour | Unit::Age)
}

/// Whether day and month without a year are such as the calendar has.
fn plausible(point: &CalendarPoint) -> bool {
    point.day.is_some_and(|day| (1..=31).contains(&day))
        && point.month.is_some_and(|month| (1..=12).contains(&month))
}

/// Whether two points can be the ends of one range.
fn same_kind(first: &Point, last: &Point) -> bool {
    match (first, last) {
        (Point::Calendar(first), Point::Calendar(last)) => {
            first.year.is_some() == last.year.is_some()
                || first.month.is_some() && last.month.is_some()
                || first.day.is_some() && first.month.is_none()
        }
        (Point::Unit(..), Point::Unit(..)) => true,
        _ => false,
    }
}
