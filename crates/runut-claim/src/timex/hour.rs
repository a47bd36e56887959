//! Hours, alone and with a day.

use runut_packs::Opener;

use super::parse::Parser;
use crate::{quantity::number, token::TokenKind};

impl Parser<'_> {
    /// An hour: "pukul 10.00 WIB", "1 p.m.", "pukul 10.00-12.00".
    pub(super) fn hour(&self, start: usize) -> Option<usize> {
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
    pub(super) fn hour_after(&self, at: usize) -> usize {
        let from = at + usize::from(self.is_mark(at, ","));
        let from = self.skip(from, |word| word.opener == Some(Opener::At));
        let about = number::said(self.tokens, from, &self.language.numbers)
            .filter(|(_, word)| word.qualifier.is_some())
            .map_or(0, |(length, _)| length);
        self.hour(from).or_else(|| self.hour(from + about)).unwrap_or(at)
    }
}
