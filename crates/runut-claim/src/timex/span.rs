//! Spans: "pekan lalu", "selama tiga bulan", "tiga hari lalu", "berminggu-minggu".

use runut_packs::{Opener, Unit};

use super::{
    expression::{CalendarPoint, Point},
    parse::{Found, Parser, spans, unfixed},
};
use crate::{
    quantity::{is_penalty, number},
    token::TokenKind,
};

/// The first month of a part of a year of so many months, by which one it is.
fn first_month(months: i8, ordinal: i8) -> Option<i8> {
    (ordinal - 1).checked_mul(months)?.checked_add(1).filter(|month| month + months <= 13)
}

impl Parser<'_> {
    /// "pekan lalu", "awal tahun ini", "last week", "the end of the week".
    pub(super) fn unit_shift(&self, start: usize, opener: Option<Opener>) -> Option<Found> {
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

    /// "kuartal III 2024", "semester I tahun ini", "the third quarter of 2024", "third-quarter".
    pub(super) fn term(&self, start: usize) -> Option<Found> {
        if let Some(found) = self.term_of_year(start) {
            return Some(found);
        }
        let (named, months, ordinal) = self.term_name(start)?;
        let month = first_month(months, ordinal)?;
        let slash = usize::from(self.is_mark(named, "/") || self.is_mark(named, ","));
        let label = self.skip(named + slash, |word| word.unit == Some(Unit::Year) && !word.plural);
        if let Some((end, year)) = self.year_after(label) {
            let point = Point::Term { month, months, year: Some(year), year_shift: None };
            return Some(Found { start, end, point, last: None, anchors: false });
        }
        let mut around = CalendarPoint::default();
        let end = self.shifts(named, &mut around);
        let end = if around.year_shift.is_some() { end } else { named };
        let point = Point::Term { month, months, year: None, year_shift: around.year_shift };
        Some(Found { start, end, point, last: None, anchors: false })
    }

    /// "kuartal I-2025": which one it is, and of which year, in one token.
    fn term_of_year(&self, start: usize) -> Option<Found> {
        let (length, word) = self.said(start)?;
        let months = word.term?;
        let (ordinal, year) = self.tokens.get(start + length)?.lower.split_once('-')?;
        let ordinal = self.language.time.lexicon.get(ordinal)?.ordinal?;
        let year = year.parse().ok().filter(|_| year.len() == 4)?;
        let month = first_month(months, ordinal)?;
        let point = Point::Term { month, months, year: Some(year), year_shift: None };
        Some(Found { start, end: start + length + 1, point, last: None, anchors: false })
    }

    /// The token after the name of a part of a year, its months, and which one it is.
    fn term_name(&self, start: usize) -> Option<(usize, i8, i8)> {
        if let Some((ordinal, term)) = self.tokens[start].lower.split_once('-') {
            let lexicon = &self.language.time.lexicon;
            return Some((start + 1, lexicon.get(term)?.term?, lexicon.get(ordinal)?.ordinal?));
        }
        let (length, word) = self.said(start)?;
        let (next, other) = self.said(start + length)?;
        Some((start + length + next, word.term.or(other.term)?, word.ordinal.or(other.ordinal)?))
    }

    /// "the quarter", "a year earlier": what the report spoke of before, or the same of another year.
    pub(super) fn term_again(&self, start: usize) -> Option<Found> {
        let (length, word) = self.said(start)?;
        let (months, years, or_year) = match (word.term_again, word.term_before) {
            (Some(months), _) => (Some(months), 0, false),
            (None, Some(years)) => (None, years, word.term_or_year),
            (None, None) => return None,
        };
        let point = Point::TermAgain { months, years, or_year };
        Some(Found { start, end: start + length, point, last: None, anchors: false })
    }

    /// "12 hari", "selama tiga bulan", "beberapa pekan terakhir", "tiga hari lalu", "sepekan".
    pub(super) fn duration(&self, start: usize, opener: Option<Opener>) -> Option<Found> {
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
        if self.is_money(at) {
            return None;
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
    pub(super) fn is_labelled(&self, at: usize) -> bool {
        let stop = at > 1 && self.is_mark(at - 1, ".");
        let label = at.checked_sub(if stop { 2 } else { 1 }).map(|label| &self.tokens[label]);
        label.is_some_and(|label| {
            self.language.numbers.lexicon.get(&label.lower).is_some_and(|word| word.label)
        })
    }

    /// Whether the number at `at` is money: "US$ 5 miliar tahun lalu" is no time.
    fn is_money(&self, at: usize) -> bool {
        let numbers = &self.language.numbers;
        (1..=2).filter_map(|back| at.checked_sub(back)).any(|before| {
            number::said(self.tokens, before, numbers)
                .is_some_and(|(length, word)| word.currency_before.is_some() && before + length == at)
        })
    }

    /// Whether a number of years is somebody's age.
    fn is_age(&self, start: usize, end: usize) -> bool {
        let aged = |start: usize| {
            (1..=2)
                .filter_map(|back| start.checked_sub(back))
                .any(|at| self.said(at).is_some_and(|(length, word)| word.age && at + length == start))
        };
        // "berusia 7 dan 9 tahun".
        let second = |start: usize| {
            start > 1
                && self.language.words.coordinators.contains(&self.tokens[start - 1].lower)
                && self.tokens[start - 2].kind == TokenKind::Number
                && aged(start - 2)
        };
        let before = aged(start) || second(start);
        let old = self.tokens.get(end).is_some_and(|token| token.is("old") || token.is("-"));
        let bracketed = start > 0 && self.is_mark(start - 1, "(") && self.is_mark(end, ")");
        let comma = start > 1 && self.is_mark(start - 1, ",") && self.is_mark(end, ",");
        before || old || bracketed || comma
    }

    /// What no calendar fixes: "berminggu-minggu", "sejak Perang Dunia II", "dini hari", "pukul 10.00 WIB".
    pub(super) fn unfixed(&self, at: usize, opener: Option<Opener>) -> Option<Found> {
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
}
