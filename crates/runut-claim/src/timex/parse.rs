//! The grammar of time expressions: what may stand beside what. Which words are which, the pack's table says.

use runut_packs::{Language, Opener, Qualifier, TimeWord, Unit};

use super::expression::{Expression, Point, Reach};
use crate::{
    quantity::number,
    token::{Token, TokenKind},
};

/// Reads one sentence.
pub(super) struct Parser<'t> {
    pub(super) tokens: &'t [Token<'t>],
    pub(super) month_first: bool,
    pub(super) language: &'t Language,
    pub(super) headline: bool,
    /// What the table says of the words from each token on, asked once.
    said: Vec<Option<(usize, &'t TimeWord)>>,
}

/// A point that was read, and the tokens that it takes.
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) point: Point,
    /// The last of a range that is written in one word: "Maret-Juli".
    pub(super) last: Option<Point>,
    pub(super) anchors: bool,
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
                Some(mut expression) => {
                    at = expression.end.max(at + 1);
                    expression.ahead = self.is_ahead(&expression);
                    found.push(expression);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether a word of what is to come stands before the expression, and no word of speech between the two ("said
    /// Monday that it will"); after it and in its clause, where it opens the sentence.
    fn is_ahead(&self, expression: &Expression) -> bool {
        /// Most words between the two.
        const NEAR_TOKENS_MAX: usize = 10;
        /// Most words before an expression that opens a sentence.
        const OPENING_TOKENS_MAX: usize = 2;
        let ahead = |at: usize| self.said(at).is_some_and(|(_, word)| word.ahead);
        let speech = |at: usize| !self.language.attribution.forms(&self.tokens[at].lower).is_empty();
        let mut before = (expression.start.saturating_sub(NEAR_TOKENS_MAX)..expression.start).rev();
        if before.find(|&at| ahead(at) || speech(at)).is_some_and(ahead) {
            return true;
        }
        let mut after = expression.end..self.tokens.len().min(expression.end + NEAR_TOKENS_MAX);
        let joins = |at: usize| self.language.words.coordinators.contains(&self.tokens[at].lower);
        expression.start <= OPENING_TOKENS_MAX
            && after.find(|&at| ahead(at) || speech(at) || joins(at)).is_some_and(ahead)
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
                ahead: false,
            };
        }
        Expression {
            start: found.start,
            end: found.end,
            reach,
            point: found.point,
            last: found.last,
            anchors: found.anchors,
            ahead: false,
        }
    }

    /// The longest point that starts at `at`.
    fn point(&self, at: usize, opener: Option<Opener>, listed: bool) -> Option<Found> {
        let token = self.tokens.get(at)?;
        if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            return None;
        }
        // Every point begins with a figure, a numeral, a word of the table, or words that a hyphen joins.
        let begins = self.said(at).is_some()
            || token.text.contains(|c: char| c.is_ascii_digit() || matches!(c, '-' | '‑' | '–'))
            || number::said(self.tokens, at, &self.language.numbers).is_some();
        if !begins {
            return None;
        }
        let readings = [
            self.days_of_month(at),
            self.joined(at),
            self.calendar(at, opener, listed),
            self.unit_shift(at, opener),
            self.decade(at),
            self.term(at),
            self.term_again(at),
            self.duration(at, opener),
            self.unfixed(at, opener),
        ];
        // The first of the longest: a calendar's day says more than a duration.
        readings.into_iter().flatten().reduce(|best, next| if next.end > best.end { next } else { best })
    }

    /// The token after the phrase at `at`, if the phrase is such; else `at`.
    pub(super) fn skip(&self, at: usize, is: impl Fn(&TimeWord) -> bool) -> usize {
        match self.said(at) {
            Some((length, word)) if is(word) => at + length,
            _ => at,
        }
    }

    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(mark))
    }

    pub(super) fn is_function(&self, lower: &str) -> bool {
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

/// A point that no calendar fixes.
pub(super) fn unfixed(start: usize, end: usize) -> Found {
    Found { start, end, point: Point::Unfixed, last: None, anchors: false }
}

/// Whether the unit is one of the calendar, so that "last" and "ago" fix it.
pub(super) fn spans(unit: Unit) -> bool {
    !matches!(unit, Unit::Hour | Unit::Age)
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
