//! Points in time as markup gives them: to machines (ISO 8601, RFC 2822, epochs, addresses) and to readers of any
//! language ("3. Mai 2024, 17:47 Uhr", "Kamis, 3 Juli 2031 11:08 WIB").
//!
//! # Source
//! ISO 8601-1:2019, 5.4; RFC 2822, sec. 3.3; names of months and zones from `press/dates.toml`.

use std::{fmt, ops::Range};

use jiff::civil::Date;
use runut_packs::Dates;

/// Tokens of one text that are read.
const TOKENS_MAX: usize = 160;
/// Years that a page of news is from.
const YEARS: Range<i32> = 1990..2100;
/// Tokens between a date and its clock time: "um", "|", "à".
const BETWEEN_MAX: usize = 5;

/// A day, perhaps with clock time and zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment {
    pub(crate) day: Date,
    /// Minutes of the day.
    pub(crate) clock: Option<i16>,
    /// Minutes east of Greenwich.
    pub(crate) offset: Option<i16>,
}

/// ISO 8601, as much of it as is known: `2024-05-03`, `2024-05-03T17:47`, `2024-05-03T17:47+02:00`.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        let Some(clock) = self.clock else { return Ok(()) };
        write!(f, "T{:02}:{:02}", clock / 60, clock % 60)?;
        match self.offset {
            None => Ok(()),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        }
    }
}

impl Moment {
    /// Minutes since 1970 in Greenwich; a clock without a zone counts as Greenwich's.
    pub(crate) fn minutes(&self) -> i64 {
        self.days() * 1440 + i64::from(self.clock.unwrap_or(0)) - i64::from(self.offset.unwrap_or(0))
    }

    /// Days since 1970, as the moment itself counts them.
    pub(crate) fn days(&self) -> i64 {
        i64::from(jiff::civil::date(1970, 1, 1).until(self.day).map_or(0, |span| span.get_days()))
    }

    fn of(year: i32, month: u32, day: u32) -> Option<Self> {
        let year = i16::try_from(year).ok().filter(|year| YEARS.contains(&i32::from(*year)))?;
        let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some(Self { day, clock: None, offset: None })
    }
}

/// How dates are read on one page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'p> {
    pub(crate) dates: &'p Dates,
    /// Whether "4/12" is the twelfth of April.
    pub(crate) month_first: bool,
}

#[derive(Debug, Clone, Copy)]
struct Token<'t> {
    start: usize,
    end: usize,
    kind: Kind<'t>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind<'t> {
    Number { value: u64, digits: usize },
    Word(&'t str),
    Sign(char),
}

impl Reader<'_> {
    /// The moment that an attribute or value for machines gives.
    pub(crate) fn machine(&self, text: &str) -> Option<Moment> {
        let text = text.trim();
        if text.len() >= 10 && text.len() <= 13 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return epoch(text);
        }
        let tokens = tokens(text);
        if let Some(found) = compact(&tokens) {
            return Some(found);
        }
        self.first(text, &tokens).map(|(moment, _)| moment)
    }

    /// The first moment in a text, and where it stands.
    pub(crate) fn find(&self, text: &str) -> Option<(Moment, Range<usize>)> {
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.first(text, &tokens(text))
    }

    /// The date in an address: "/2024/05/03/", "/2024-05-03-", "/20240503/", "/2024/may/03/".
    pub(crate) fn in_url(&self, url: &str) -> Option<(Moment, Range<usize>)> {
        let path = url.find("://").map_or(0, |at| at + 3);
        let path = url[path..].find('/').map_or(url.len(), |at| path + at);
        let end = url[path..].find(['?', '#']).map_or(url.len(), |at| path + at);
        let tokens = tokens(&url[path..end]);
        (0..tokens.len()).find_map(|at| {
            let (moment, next) = self.in_url_at(&tokens, at)?;
            Some((moment, path + tokens[at].start..path + tokens[next - 1].end))
        })
    }

    fn in_url_at(&self, tokens: &[Token], at: usize) -> Option<(Moment, usize)> {
        let whole = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map(|token| token.kind);
            let after = tokens.get(at + 1).map(|token| token.kind);
            !matches!(before, Some(Kind::Word(_))) && !matches!(after, Some(Kind::Word(_)))
        };
        match tokens.get(at)?.kind {
            Kind::Number { value, digits: 8 } if whole(at) => Some((compact_day(value)?, at + 1)),
            Kind::Number { value, digits: 4 } => {
                let month = match tokens.get(at + 2)?.kind {
                    Kind::Number { value, digits: 1..=2 } => value as u32,
                    Kind::Word(word) => self.month(word)?,
                    _ => return None,
                };
                let Kind::Number { value: day, digits: 1..=2 } = tokens.get(at + 4)?.kind else {
                    return None;
                };
                let sign = |at: usize| matches!(tokens[at].kind, Kind::Sign('/' | '-' | '_' | '.'));
                let parted = sign(at + 1) && sign(at + 3);
                parted.then_some((Moment::of(value as i32, month, day as u32)?, at + 5))
            }
            _ => None,
        }
    }

    fn first(&self, text: &str, tokens: &[Token]) -> Option<(Moment, Range<usize>)> {
        (0..tokens.len()).find_map(|at| {
            let (day, next) = self.day_at(tokens, at)?;
            let (moment, from, to) = self.with_clock(text, tokens, day, at, next);
            Some((moment, tokens[from].start..tokens[to - 1].end))
        })
    }

    /// The day whose first token stands at `at`, and the index after it.
    fn day_at(&self, tokens: &[Token], at: usize) -> Option<(Moment, usize)> {
        if goes_on_left(tokens, at) {
            return None;
        }
        match tokens[at].kind {
            Kind::Number { value, digits: 4 } => self
                .year_first(tokens, at, value as i32)
                .or_else(|| self.year_and_name(tokens, at, value as i32)),
            Kind::Number { value, digits: 1..=2 } => {
                let value = value as u32;
                self.in_figures(tokens, at, value).or_else(|| self.day_and_name(tokens, at, value))
            }
            Kind::Word(word) => name_and_day(tokens, at, self.month(word)?),
            _ => None,
        }
    }

    /// "2024-05-03", "2024/5/3", "2024. 5. 3.", "2024年5月3日".
    fn year_first(&self, tokens: &[Token], at: usize, year: i32) -> Option<(Moment, usize)> {
        let second = after_sign(tokens, at + 1, &self.dates.signs.year)?;
        let month = small(tokens, second)?;
        let third = after_sign(tokens, second + 1, &self.dates.signs.month)?;
        let day = small(tokens, third)?;
        Some((Moment::of(year, month, day)?, third + 1))
    }

    /// "2024. május 3.", "2024 May 3".
    fn year_and_name(&self, tokens: &[Token], at: usize, year: i32) -> Option<(Moment, usize)> {
        let second = skip_small(tokens, at + 1);
        let Kind::Word(word) = tokens.get(second)?.kind else { return None };
        let month = self.month(word)?;
        let third = skip_small(tokens, second + 1);
        Some((Moment::of(year, month, small(tokens, third)?)?, third + 1))
    }

    /// "28/04/2031", "28.4.31", "04/28/2031".
    fn in_figures(&self, tokens: &[Token], at: usize, first: u32) -> Option<(Moment, usize)> {
        let sign = sign_at(tokens, at + 1)?;
        let second = small(tokens, at + 2)?;
        if sign_at(tokens, at + 3)? != sign {
            return None;
        }
        let year = match tokens.get(at + 4)?.kind {
            Kind::Number { value, digits: 4 } => value as i32,
            Kind::Number { value, digits: 2 } if sign != '-' => 2000 + value as i32,
            _ => return None,
        };
        let month_first = if first > 12 { false } else { second > 12 || self.month_first && sign != '.' };
        let (month, day) = if month_first { (first, second) } else { (second, first) };
        Some((Moment::of(year, month, day)?, at + 5))
    }

    /// "28 April 2031", "28. Apr. 2031", "3 de mayo de 2024", "03-May-24".
    fn day_and_name(&self, tokens: &[Token], at: usize, day: u32) -> Option<(Moment, usize)> {
        let second = skip_small_but(tokens, at + 1, |word| self.month(word).is_some());
        let Kind::Word(word) = tokens.get(second)?.kind else { return None };
        let month = self.month(word)?;
        let third = skip_small(tokens, second + 1);
        let (year, next) = year(tokens, third)?;
        Some((Moment::of(year, month, day)?, next))
    }

    fn month(&self, word: &str) -> Option<u32> {
        // Names in all languages are short; what is longer is not looked up.
        if word.len() > 24 || word.len() < 3 {
            return None;
        }
        let found = self.dates.months.get(word).or_else(|| self.dates.months.get(&word.to_lowercase()));
        found.map(|month| u32::from(*month))
    }

    /// The day with the clock time that stands behind or before it; from which token to which.
    fn with_clock(
        &self,
        text: &str,
        tokens: &[Token],
        day: Moment,
        from: usize,
        to: usize,
    ) -> (Moment, usize, usize) {
        let limit = tokens.len().min(to + BETWEEN_MAX);
        let start = (to..limit).find(|&at| matches!(tokens[at].kind, Kind::Number { .. }));
        if let Some((clock, offset, next)) = start.and_then(|at| self.clock_at(text, tokens, at)) {
            return (Moment { clock: Some(clock), offset, ..day }, from, next);
        }
        // "11:08 WIB, 3 Juli 2031".
        let before = (from.saturating_sub(6)..from).find_map(|at| {
            let (clock, offset, next) = self.clock_at(text, tokens, at)?;
            let colon = tokens.get(at + 1).is_some_and(|token| token.kind == Kind::Sign(':'));
            let near =
                tokens[next..from.max(next)].iter().all(|token| !matches!(token.kind, Kind::Number { .. }));
            (colon && next <= from && near).then_some((clock, offset, at))
        });
        match before {
            Some((clock, offset, at)) => (Moment { clock: Some(clock), offset, ..day }, at, to),
            None => (day, from, to),
        }
    }

    /// Clock time and zone whose first token stands at `at`, and the index after them.
    fn clock_at(&self, text: &str, tokens: &[Token], at: usize) -> Option<(i16, Option<i16>, usize)> {
        let hour = small(tokens, at)?;
        let mark = match tokens.get(at + 1)?.kind {
            Kind::Sign(mark @ (':' | '.')) => mark,
            Kind::Word("h" | "H" | "u") => 'h',
            _ => return None,
        };
        let Kind::Number { value: minute, digits: 2 } = tokens.get(at + 2)?.kind else { return None };
        let mut next = at + 3;
        let mut exact = at > 0 && tokens[at - 1].kind == Kind::Word("T");
        if tokens.get(next).is_some_and(|token| token.kind == Kind::Sign(mark))
            && small(tokens, next + 1).is_some()
        {
            next += 2;
            exact = true;
            // Parts of a second.
            let point = tokens.get(next).is_some_and(|token| matches!(token.kind, Kind::Sign('.' | ',')));
            let adjacent = tokens.get(next + 1).is_some_and(|after| after.start == tokens[next].end);
            if point && adjacent && matches!(tokens[next + 1].kind, Kind::Number { .. }) {
                next += 2;
            }
        }
        let mut hour = hour;
        if let Some(Kind::Word(word)) = tokens.get(next).map(|token| token.kind) {
            let lower = word.to_lowercase();
            let dotted = || text[tokens[next].start..].get(..4).map(str::to_ascii_lowercase);
            let afternoon = self.dates.afternoon.contains(&lower) || dotted().as_deref() == Some("p.m.");
            let morning = lower == "am" || dotted().as_deref() == Some("a.m.");
            match (afternoon, morning) {
                (true, _) if hour < 12 => hour += 12,
                (_, true) if hour == 12 => hour = 0,
                _ => {}
            }
            if afternoon || morning {
                next += if lower.len() == 1 { 4.min(tokens.len() - next) } else { 1 };
            }
        }
        if hour >= 24 || minute >= 60 {
            return None;
        }
        let (offset, next) =
            self.zone_at(tokens, next, exact).map_or((None, next), |(offset, next)| (Some(offset), next));
        Some(((hour * 60 + minute as u32) as i16, offset, next))
    }

    /// The zone at `at`, behind a clock time, in minutes east; `exact` where the time is one for machines.
    fn zone_at(&self, tokens: &[Token], at: usize, exact: bool) -> Option<(i16, usize)> {
        let at = if tokens.get(at)?.kind == Kind::Sign('(') { at + 1 } else { at };
        match tokens.get(at)?.kind {
            Kind::Word("Z" | "z") => Some((0, at + 1)),
            Kind::Word(word) => {
                let offset = *self.dates.zones.get(&word.to_lowercase())?;
                let named = offset == 0;
                let shifted = signed_at(tokens, at + 1).filter(|_| named);
                Some(shifted.unwrap_or((offset, at + 1)))
            }
            Kind::Sign('+') => signed_at(tokens, at),
            Kind::Sign('-' | '−') if exact => signed_at(tokens, at),
            _ => None,
        }
    }
}

/// The index after a sign between figures, or after one of the words.
fn after_sign(tokens: &[Token], at: usize, words: &[String]) -> Option<usize> {
    match tokens.get(at)?.kind {
        Kind::Sign('-' | '/' | '.' | ':' | '‑' | '–') => Some(at + 1),
        Kind::Word(word) if words.iter().any(|known| word.starts_with(known.as_str())) => Some(at + 1),
        _ => None,
    }
}

/// "April 28, 2031", "Apr. 28th 2031".
fn name_and_day(tokens: &[Token], at: usize, month: u32) -> Option<(Moment, usize)> {
    let second = skip_small(tokens, at + 1);
    let day = small(tokens, second)?;
    let third = skip_small(tokens, second + 1);
    let (year, next) = year(tokens, third)?;
    Some((Moment::of(year, month, day)?, next))
}

/// The year at `at`, in two figures only behind an apostrophe or a sign.
fn year(tokens: &[Token], at: usize) -> Option<(i32, usize)> {
    let apostrophe = at.checked_sub(1).and_then(|at| tokens.get(at)).map(|token| token.kind);
    match tokens.get(at)?.kind {
        Kind::Number { value, digits: 4 } => Some((value as i32, at + 1)),
        Kind::Number { value, digits: 2 }
            if matches!(apostrophe, Some(Kind::Sign('\'' | '’' | '-' | '/'))) =>
        {
            Some((2000 + value as i32, at + 1))
        }
        _ => None,
    }
}

/// "+07:00", "-0300", "+7", with its sign at `at`.
fn signed_at(tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let sign = match tokens.get(at)?.kind {
        Kind::Sign('+') => 1,
        Kind::Sign('-' | '−') => -1,
        _ => return None,
    };
    let (hours, minutes, next) = match tokens.get(at + 1)?.kind {
        Kind::Number { value, digits: 4 } => (value / 100, value % 100, at + 2),
        Kind::Number { value, digits: 1..=2 } => {
            let colon = tokens.get(at + 2).is_some_and(|token| token.kind == Kind::Sign(':'));
            match tokens.get(at + 3).map(|token| token.kind) {
                Some(Kind::Number { value: minutes, digits: 2 }) if colon => (value, minutes, at + 4),
                _ => (value, 0, at + 2),
            }
        }
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some((sign * (hours * 60 + minutes) as i16, next))
}

/// A moment in seconds or thousandths of them since 1970, in Greenwich.
fn epoch(digits: &str) -> Option<Moment> {
    let number: i64 = digits.parse().ok()?;
    let seconds = match digits.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    let days = seconds.div_euclid(86_400);
    let day = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    let clock = Some((seconds.rem_euclid(86_400) / 60) as i16);
    YEARS.contains(&i32::from(day.year())).then_some(Moment { day, clock, offset: Some(0) })
}

/// "20240503", "20240503T154742Z".
fn compact(tokens: &[Token]) -> Option<Moment> {
    let Kind::Number { value, digits } = tokens.first()?.kind else { return None };
    if digits == 14 {
        let clock = (value / 10_000 % 100) * 60 + value / 100 % 100;
        let day = compact_day(value / 1_000_000)?;
        return (clock < 1440).then_some(Moment { clock: Some(clock as i16), ..day });
    }
    if digits != 8 {
        return None;
    }
    let day = compact_day(value)?;
    let clock = match (tokens.get(1).map(|token| token.kind), tokens.get(2).map(|token| token.kind)) {
        (Some(Kind::Word("T" | "t")), Some(Kind::Number { value, digits: 6 })) => Some(value / 100),
        (Some(Kind::Word("T" | "t")), Some(Kind::Number { value, digits: 4 })) => Some(value),
        _ => None,
    };
    let clock = clock.map(|clock| (clock / 100 * 60 + clock % 100) as i16).filter(|clock| *clock < 1440);
    let offset = clock.and_then(|_| match tokens.get(3)?.kind {
        Kind::Word("Z" | "z") => Some(0),
        _ => signed_at(tokens, 3).map(|(offset, _)| offset),
    });
    Some(Moment { clock, offset, ..day })
}

fn compact_day(value: u64) -> Option<Moment> {
    Moment::of((value / 10_000) as i32, (value / 100 % 100) as u32, (value % 100) as u32)
}

/// Whether the token goes on to the left: "1.530.2031", "3-2031-04-28".
fn goes_on_left(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(2) else { return false };
    sign_at(tokens, at - 1).is_some()
        && tokens[at - 1].end == tokens[at].start
        && tokens[before].end == tokens[at - 1].start
        && matches!(tokens[before].kind, Kind::Number { .. })
}

/// A number of one or two digits.
fn small(tokens: &[Token], at: usize) -> Option<u32> {
    match tokens.get(at)?.kind {
        Kind::Number { value, digits: 1..=2 } => Some(value as u32),
        _ => None,
    }
}

/// The sign between the figures of a date.
fn sign_at(tokens: &[Token], at: usize) -> Option<char> {
    match tokens.get(at)?.kind {
        Kind::Sign(sign @ ('/' | '-' | '.')) => Some(sign),
        _ => None,
    }
}

/// The index after up to three marks and short words ("de", "of", "th") between the parts of a date.
fn skip_small(tokens: &[Token], at: usize) -> usize {
    skip_small_but(tokens, at, |_| false)
}

fn skip_small_but(tokens: &[Token], at: usize, stops: impl Fn(&str) -> bool) -> usize {
    let passes = |token: &Token| match token.kind {
        Kind::Sign(sign) => matches!(sign, '.' | ',' | '-' | '/' | '\'' | '’' | 'º' | '°' | '‑'),
        Kind::Word(word) => word.len() <= 3 && !stops(word),
        Kind::Number { .. } => false,
    };
    let mut at = at;
    for _ in 0..3 {
        if !tokens.get(at).is_some_and(passes) {
            break;
        }
        at += 1;
    }
    at
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() || c == '\u{200b}' {
            continue;
        }
        if tokens.len() >= TOKENS_MAX {
            break;
        }
        let mut end = start + c.len_utf8();
        let figures = c.is_ascii_digit();
        if figures || c.is_alphabetic() {
            let same = |c: char| if figures { c.is_ascii_digit() } else { c.is_alphabetic() };
            while let Some((at, c)) = chars.next_if(|&(_, c)| same(c)) {
                end = at + c.len_utf8();
            }
        }
        let words = &text[start..end];
        let kind = if figures {
            Kind::Number { value: words.parse().unwrap_or(u64::MAX), digits: words.len() }
        } else if c.is_alphabetic() {
            Kind::Word(words)
        } else {
            Kind::Sign(c)
        };
        tokens.push(Token { start, end, kind });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use runut_packs::Packs;

    use super::*;

    fn reader(month_first: bool) -> Reader<'static> {
        Reader { dates: &Packs::builtin().press.dates, month_first }
    }

    fn machine(text: &str) -> Option<String> {
        reader(false).machine(text).map(|moment| moment.to_string())
    }

    fn find(text: &str, month_first: bool) -> Option<(String, &str)> {
        reader(month_first).find(text).map(|(moment, range)| (moment.to_string(), &text[range]))
    }

    #[test]
    fn values_for_machines_are_read() {
        let check =
            |text: &str, value: &str| assert_eq!(machine(text).as_deref(), Some(value), "in {text:?}");
        check("2031-07-03", "2031-07-03");
        check("2031-07-03T11:08:42.389Z", "2031-07-03T11:08+00:00");
        check("2031-07-03T11:08:00+07:00", "2031-07-03T11:08+07:00");
        check("2031-07-03T11:08:00-0330", "2031-07-03T11:08-03:30");
        check("2031-07-03 11:08:00", "2031-07-03T11:08");
        check("2031-07-03 11:08:00 +0000", "2031-07-03T11:08+00:00");
        check("20310703T110842Z", "2031-07-03T11:08+00:00");
        check("20310703", "2031-07-03");
        check("20310703110842", "2031-07-03T11:08");
        check("Thu, 03 Jul 2031 11:08:42 GMT", "2031-07-03T11:08+00:00");
        check("Thu Jul 03 2031 11:08:42 GMT+0700 (WIB)", "2031-07-03T11:08+07:00");
        check("1940843280", "2031-07-03T11:08+00:00");
        check("1940843280000", "2031-07-03T11:08+00:00");
        check("2031/07/03 11:08:42", "2031-07-03T11:08");
        assert_eq!(machine("2031-13-03"), None);
        assert_eq!(machine("123456789012345678901234567890"), None);
        assert_eq!(machine(""), None);
    }

    #[test]
    fn dates_for_readers_are_read() {
        let check = |text: &str, value: &str, words: &str| {
            assert_eq!(find(text, false), Some((value.to_owned(), words)), "in {text:?}");
        };
        check("Kamis, 3 Juli 2031 11:08 WIB", "2031-07-03T11:08+07:00", "3 Juli 2031 11:08 WIB");
        check("Kamis, 03 Jul 2031 | 21.08 WITA", "2031-07-03T21:08+08:00", "03 Jul 2031 | 21.08 WITA");
        check("Aktualisiert: 3. Mai 2031, 17:47 Uhr", "2031-05-03T17:47", "3. Mai 2031, 17:47");
        check("3 de mayo de 2031 a las 17:47h", "2031-05-03T17:47", "3 de mayo de 2031 a las 17:47");
        check("Publié le 3 août 2031 à 17h47", "2031-08-03T17:47", "3 août 2031 à 17h47");
        check("3 мая 2031, 17:47 МСК", "2031-05-03T17:47+03:00", "3 мая 2031, 17:47 МСК");
        check("2031年5月3日 17時47分", "2031-05-03", "2031年5月3");
        check("2031. 5. 3. 17:47", "2031-05-03T17:47", "2031. 5. 3. 17:47");
        check("July 3rd, 2031 at 4:05 p.m. EDT", "2031-07-03T16:05-04:00", "July 3rd, 2031 at 4:05 p.m. EDT");
        check("12:20pm Jan 7, 2031", "2031-01-07T12:20", "12:20pm Jan 7, 2031");
        check("03.07.31", "2031-07-03", "03.07.31");
        check("13/07/2031", "2031-07-13", "13/07/2031");
        check("05/06/2031", "2031-06-05", "05/06/2031");
        check("07/13/2031", "2031-07-13", "07/13/2031");
        check("2031. május 3.", "2031-05-03", "2031. május 3");
        assert_eq!(find("05/06/2031", true).map(|(value, _)| value).as_deref(), Some("2031-05-06"));
        assert_eq!(find("1.530.2031", false), None);
        assert_eq!(find("Bab 3 Mei", false), None);
        assert_eq!(find("telepon 021-2031-04-28", false), None);
    }

    #[test]
    fn dates_in_addresses_are_read() {
        let check = |url: &str, value: Option<&str>| {
            let found = reader(false).in_url(url).map(|(moment, _)| moment.to_string());
            assert_eq!(found.as_deref(), value, "in {url:?}");
        };
        check("https://senja.example/2031/07/03/air-surut", Some("2031-07-03"));
        check("https://senja.example/read/2031/7/3/123456/air", Some("2031-07-03"));
        check("https://senja.example/berita/20310703-air-surut", Some("2031-07-03"));
        check("https://senja.example/air-surut-2031-07-03.html", Some("2031-07-03"));
        check("https://senja.example/world/2031/jul/03/air", Some("2031-07-03"));
        check("https://2031-07-03.example/air", None);
        check("https://senja.example/air/98765432", None);
        check("https://senja.example/?d=2031-07-03", None);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "([0-9]{1,9}|[a-zA-Z. ]{1,4}|[-/:+,.年月 ]|Mei|Z|T|WIB|é){0,14}") {
            let reader = reader(false);
            if let Some((_, range)) = reader.find(&text) {
                prop_assert!(text.get(range).is_some());
            }
            reader.machine(&text);
            if let Some((_, range)) = reader.in_url(&text) {
                prop_assert!(text.get(range).is_some());
            }
        }

        #[test]
        fn moments_come_back(days in 0_i64..30_000, clock in 0_i16..1440, quarter in -48_i16..=56) {
            let day = jiff::civil::date(1995, 1, 1).checked_add(jiff::Span::new().days(days)).expect("a day");
            let moment = Moment { day, clock: Some(clock), offset: Some(quarter * 15) };
            prop_assert_eq!(reader(false).machine(&moment.to_string()), Some(moment));
        }
    }
}
