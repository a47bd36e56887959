//! Dates as pages print them over a report: in full, with or without a clock time.

use runut_packs::{Language, Packs};
use runut_text::Span;

use crate::{article::Article, block::Layout, line::Line};

/// A publication date as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// ISO 8601 date, or date and time to the minute.
    pub(crate) value: String,
    /// Date and time, without the weekday.
    pub(crate) span: Span<Article>,
    /// Whether a calendar has such a day.
    pub(crate) possible: bool,
    /// Whether a weekday stands with it that it does not fall on.
    pub(crate) weekday_differs: bool,
    /// Whether it is said to be of a later change: "Diperbarui".
    pub(crate) updated: bool,
}

/// A line with a date in it, and what else stands there.
#[derive(Debug, Clone)]
pub(crate) struct DateLine {
    /// The date.
    pub(crate) stamp: Stamp,
    /// The stretches beside it, without the words that belong to dates.
    pub(crate) rest: Vec<Span<Article>>,
}

/// Words that may stand beside the date in a date line: a masthead with its motto, an author.
const REST_WORDS_MAX: usize = 9;
/// The same between paragraphs, where a line with a date in it may be prose.
const REST_WORDS_LATE_MAX: usize = 2;

/// Reads a line as a date line: a date, and little else; `late` where prose stands before it.
pub(crate) fn read_date_line(
    text: &str,
    line: &Line,
    packs: &Packs,
    language: Option<&Language>,
    late: bool,
) -> Option<DateLine> {
    if line.count > 18 || !line.words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let tokens = lex(text, line.span);
    let order = Order { packs, day_first: language.is_none_or(|language| language.boilerplate.day_first) };
    let (from, to, stamp) = (0..tokens.len()).find_map(|at| {
        let (date, next) = order.date_at(&tokens, at)?;
        let (clock, next) =
            order.clock_at(&tokens, next).map_or((None, next), |(clock, next)| (Some(clock), next));
        Some((at, next, order.stamp(&tokens, at, next, date, clock)))
    })?;
    let rest = order.rest(&tokens, from, to);
    let words: usize = rest.iter().map(|span| span.of(text).split_whitespace().count()).sum();
    // A headline may have a date in it: four words beside one want a clock time.
    let longest = rest.iter().map(|span| span.of(text).split_whitespace().count()).max().unwrap_or(0);
    if longest >= 4 && !stamp.value.contains('T') && !line.words.contains(['|', '•']) {
        return None;
    }
    let ended = line.words.ends_with('.') && words > 3;
    let words_max = if late { REST_WORDS_LATE_MAX } else { REST_WORDS_MAX };
    (words <= words_max && !ended).then_some(DateLine { stamp, rest })
}

/// The dates on which a page says that it was published: those over the prose, or said to be such. The first is the
/// page's own.
pub(crate) fn publication_dates<'a>(
    lines: &[Line],
    layout: &'a Layout,
    language: Option<&Language>,
) -> Vec<&'a Stamp> {
    let below = layout.head_end();
    let said = |at: usize| {
        let first = lines[at].folded().split([' ', ':']).next().unwrap_or_default();
        language.is_some_and(|language| language.boilerplate.date_words.iter().any(|word| word == first))
    };
    layout.dates.iter().filter(|(at, _)| *at < below || said(*at)).map(|(_, date)| &date.stamp).collect()
}

/// What dates are made of.
#[derive(Debug, Clone)]
struct Lex {
    span: Span<Article>,
    word: Word,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Number { value: u32, digits: usize },
    Letters(String),
    Sign(char),
}

fn lex(text: &str, span: Span<Article>) -> Vec<Lex> {
    let mut tokens: Vec<Lex> = Vec::new();
    let words = span.of(text);
    let mut chars = words.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let same = |other: char| -> bool {
            if c.is_ascii_digit() { other.is_ascii_digit() } else { other.is_alphabetic() || other == '\'' }
        };
        let mut end = start + c.len_utf8();
        if c.is_ascii_digit() || c.is_alphabetic() {
            while let Some((at, other)) = chars.next_if(|&(_, other)| same(other)) {
                end = at + other.len_utf8();
            }
        }
        let token = &words[start..end];
        let word = if c.is_ascii_digit() {
            Word::Number { value: token.parse().unwrap_or(u32::MAX), digits: token.len() }
        } else if c.is_alphabetic() {
            Word::Letters(token.to_lowercase())
        } else {
            Word::Sign(c)
        };
        tokens.push(Lex { span: Span::new(span.start() + start, span.start() + end), word });
    }
    tokens
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Day {
    year: u32,
    month: u32,
    number: u32,
}

/// How the languages of the packs write dates.
struct Order<'p> {
    packs: &'p Packs,
    day_first: bool,
}

impl Order<'_> {
    /// The date that starts with the token at `at`, and the index after it.
    fn date_at(&self, tokens: &[Lex], at: usize) -> Option<(Day, usize)> {
        // A number that goes on to the left ("1.530.000") is no date.
        let goes_on = at > 1
            && sign_at(tokens, at - 1).is_some()
            && tokens[at - 1].span.end() == tokens[at].span.start()
            && number_at(tokens, at - 2).is_some();
        if goes_on {
            return None;
        }
        self.in_figures(tokens, at).or_else(|| self.in_words(tokens, at))
    }

    /// "2031-04-28", "28/04/2031", "28.4.31".
    fn in_figures(&self, tokens: &[Lex], at: usize) -> Option<(Day, usize)> {
        let (first, first_digits) = number_at(tokens, at)?;
        let (second, 1..=2) = number_at(tokens, at + 2)? else { return None };
        let (third, third_digits) = number_at(tokens, at + 4)?;
        let mark = sign_at(tokens, at + 1).filter(|mark| sign_at(tokens, at + 3) == Some(*mark))?;
        let next = at + 5;
        if first_digits == 4 && third_digits <= 2 && is_year(first) {
            return Some((Day { year: first, month: second, number: third }, next));
        }
        let year = match third_digits {
            4 if is_year(third) => third,
            2 if mark == '/' => 2000 + third,
            _ => return None,
        };
        let day_first = second <= 12 && (self.day_first || first > 12);
        let (number, month) = if day_first { (first, second) } else { (second, first) };
        (first_digits <= 2).then_some((Day { year, month, number }, next))
    }

    /// "28 April 2031", "April 28, 2031".
    fn in_words(&self, tokens: &[Lex], at: usize) -> Option<(Day, usize)> {
        let second = self.skip(tokens, at + 1);
        let (number, month) = match number_at(tokens, at) {
            Some((number, 1..=2)) => (number, self.month(tokens.get(second)?)?),
            Some(_) => return None,
            None => (
                number_at(tokens, second).filter(|(_, digits)| *digits <= 2)?.0,
                self.month(tokens.get(at)?)?,
            ),
        };
        let third = self.skip(tokens, second + 1);
        let (year, 4) = number_at(tokens, third)? else { return None };
        is_year(year).then_some((Day { year, month, number }, third + 1))
    }

    /// The clock time that starts at or shortly after `at`, in minutes of the day, and the index after it.
    fn clock_at(&self, tokens: &[Lex], at: usize) -> Option<(u32, usize)> {
        let is_between = |token: &Lex| match &token.word {
            Word::Sign(sign) => {
                matches!(sign, '/' | ',' | '|' | '•' | '-' | '–' | '—' | '(' | '·' | ';' | ':')
            }
            Word::Letters(word) => word == "t" || self.is_date_word(word),
            Word::Number { .. } => false,
        };
        let start = (at..tokens.len().min(at + 5)).find(|&at| !is_between(&tokens[at]))?;
        let number = |at: usize| number_at(tokens, at).filter(|(_, digits)| *digits <= 2);
        let (hour, _) = number(start)?;
        let Word::Sign(mark @ (':' | '.')) = tokens.get(start + 1)?.word else { return None };
        let (minute, 2) = number(start + 2)? else { return None };
        let mut next = start + 3;
        if tokens.get(next).is_some_and(|token| token.word == Word::Sign(mark)) && number(next + 1).is_some()
        {
            next += 2;
        }
        let afternoon = tokens.get(next).is_some_and(|token| match &token.word {
            Word::Letters(word) => {
                self.is_afternoon(word)
                    || word == "p"
                        && tokens.get(next + 2).is_some_and(|token| token.word == Word::Letters("m".into()))
            }
            _ => false,
        });
        let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
        (hour < 24 && minute < 60).then_some((hour * 60 + minute, next))
    }

    fn stamp(&self, tokens: &[Lex], from: usize, to: usize, date: Day, clock: Option<u32>) -> Stamp {
        let weekday = (from.saturating_sub(2)..from).find_map(|at| self.weekday(&tokens[at]));
        let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.number);
        let value =
            clock.map_or(day.clone(), |minutes| format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60));
        let possible = is_possible(date);
        let updated = tokens[..from].iter().any(|token| match &token.word {
            Word::Letters(word) => {
                self.packs.languages.iter().any(|language| language.boilerplate.updated.contains(word))
            }
            Word::Sign(_) | Word::Number { .. } => false,
        });
        Stamp {
            updated,
            value,
            span: tokens[from].span.cover(tokens[to - 1].span),
            possible,
            weekday_differs: possible
                && weekday.is_some_and(|weekday| u32::from(weekday) != weekday_of(date)),
        }
    }

    /// The stretches of a line beside the date's tokens, parted by signs.
    fn rest(&self, tokens: &[Lex], from: usize, to: usize) -> Vec<Span<Article>> {
        let mut rest: Vec<Span<Article>> = Vec::new();
        let mut open = false;
        for (at, token) in tokens.iter().enumerate() {
            let belongs = (from..to).contains(&at)
                || self.weekday(token).is_some() && at + 3 > from && at < from
                || match &token.word {
                    Word::Letters(word) => self.is_date_word(word),
                    Word::Sign(_) | Word::Number { .. } => false,
                };
            let follows = at > 0 && tokens[at - 1].span.end() == token.span.start();
            let goes_on = tokens.get(at + 1).is_some_and(|next| next.span.start() == token.span.end());
            let parts = match token.word {
                // "Kompas.com", "Al-Hikam" and "d'Arc" go on; "Kompas.com- 31/05" does not.
                Word::Sign('.' | '-' | '\'' | '’' | '&') => !(follows && goes_on),
                Word::Sign(_) => true,
                _ => false,
            };
            if belongs || parts {
                open = false;
            } else if open {
                if let Some(last) = rest.last_mut() {
                    *last = last.cover(token.span);
                }
            } else {
                rest.push(token.span);
                open = true;
            }
        }
        rest
    }

    /// The index after marks and ordinal endings between the parts of a date.
    fn skip(&self, tokens: &[Lex], mut at: usize) -> usize {
        while tokens.get(at).is_some_and(|token| match &token.word {
            Word::Sign(sign) => matches!(sign, '.' | ',' | '-' | '/'),
            Word::Letters(word) => word.len() == 2 && self.is_date_word(word),
            Word::Number { .. } => false,
        }) {
            at += 1;
        }
        at
    }

    fn month(&self, token: &Lex) -> Option<u32> {
        let Word::Letters(word) = &token.word else { return None };
        let mut tables = self.packs.languages.iter().map(|language| &language.boilerplate.months);
        tables.find_map(|months| months.get(word)).map(|&month| u32::from(month))
    }

    fn weekday(&self, token: &Lex) -> Option<u8> {
        let Word::Letters(word) = &token.word else { return None };
        self.packs.languages.iter().find_map(|language| language.boilerplate.weekdays.get(word)).copied()
    }

    fn is_date_word(&self, word: &str) -> bool {
        self.packs
            .languages
            .iter()
            .any(|language| language.boilerplate.date_words.iter().any(|known| known == word))
    }

    fn is_afternoon(&self, word: &str) -> bool {
        self.packs
            .languages
            .iter()
            .any(|language| language.boilerplate.afternoon.iter().any(|known| known == word))
    }
}

fn number_at(tokens: &[Lex], at: usize) -> Option<(u32, usize)> {
    match tokens.get(at)?.word {
        Word::Number { value, digits } => Some((value, digits)),
        _ => None,
    }
}

/// The mark between the figures of a date, if it stands at `at`.
fn sign_at(tokens: &[Lex], at: usize) -> Option<char> {
    match tokens.get(at)?.word {
        Word::Sign(sign @ ('/' | '-' | '.')) => Some(sign),
        _ => None,
    }
}

fn is_year(year: u32) -> bool {
    (1900..2200).contains(&year)
}

fn is_possible(date: Day) -> bool {
    let leap =
        date.year.is_multiple_of(4) && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400));
    let days = match date.month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&date.number)
}

/// The weekday of a date, Monday is 1.
///
/// # Source
/// Tomohiko Sakamoto's congruence, with Sunday moved to 7.
fn weekday_of(date: Day) -> u32 {
    const SHIFTS: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = if date.month < 3 { date.year - 1 } else { date.year };
    let sunday_first =
        (year + year / 4 - year / 100 + year / 400 + SHIFTS[date.month as usize - 1] + date.number) % 7;
    if sunday_first == 0 { 7 } else { sunday_first }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::find_lines;

    fn read(text: &str) -> Option<DateLine> {
        let packs = Packs::builtin();
        let lines = find_lines(text, &[]);
        read_date_line(text, lines.first()?, packs, packs.language("id"), false)
    }

    #[test]
    fn dates_are_read_as_printed() {
        let check = |text: &str, value: Option<&str>| {
            assert_eq!(read(text).map(|line| line.stamp.value).as_deref(), value, "in {text:?}");
        };
        check("Kamis, 3 Juli 2031 11:08 WIB", Some("2031-07-03T11:08"));
        check("7 Mar 2031, 05.30", Some("2031-03-07T05:30"));
        check("2031-04-28 18:43:09", Some("2031-04-28T18:43"));
        check("2031/04/28", Some("2031-04-28"));
        check("2031-04-28T18:43:09+07:00", Some("2031-04-28T18:43"));
        check("Harian Senja - 31/05/2031, 13:58 WIB", Some("2031-05-31T13:58"));
        check("05/06/2031", Some("2031-06-05"));
        check("10/22/2031 8:51", Some("2031-10-22T08:51"));
        check("Rabu, 9 Juli 2031 / 20:19 WIB", Some("2031-07-09T20:19"));
        check("Published March 3, 2031 4:05 PM ET", Some("2031-03-03T16:05"));
        check(
            "Jembatan itu runtuh pada 3 Juli 2031 dan melukai empat orang yang sedang lewat di sana.",
            None,
        );
        check("Harga 1.530.2031", None);
        check("Bagikan", None);
    }

    #[test]
    fn what_stands_beside_the_date_is_kept() {
        let text = "Rani Puspita • Kamis, 3 Juli 2031 11:08 WIB";
        let line = read(text).expect("a date line");
        assert_eq!(line.rest.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["Rani Puspita"]);
        let text = "Senja.com- 03/07/2031, 11:08 WIB";
        let line = read(text).expect("a date line");
        assert_eq!(line.rest.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["Senja.com"]);
    }

    #[test]
    fn impossible_dates_and_weekdays_are_seen() {
        assert!(!read("31 Februari 2031").expect("a date").stamp.possible);
        assert!(!read("Kamis, 3 Juli 2031").expect("a date").stamp.weekday_differs);
        assert!(read("Jumat, 3 Juli 2031").expect("a date").stamp.weekday_differs);
    }
}
