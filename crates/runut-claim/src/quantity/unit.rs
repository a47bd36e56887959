//! What a number counts: a currency, per cent, a punishment, or the noun after it.

use runut_packs::{Qualifier, Unit};

use super::{Meaning, Reader, Value, head::find_head, is_penalty, number};
use crate::token::TokenKind;

impl Reader<'_> {
    /// The upper end of a range that names its unit twice: "510 km hingga 635 km".
    pub(super) fn last_of_range(self, at: usize, unit: &str, opened: bool) -> Option<(usize, f64)> {
        let (length, _) = self.said(at).filter(|(_, word)| word.between && (opened || word.range))?;
        let numbers = &self.around.language.numbers;
        let number = number::read(self.around.tokens, at + length, numbers).filter(|number| !number.vague)?;
        let head = find_head(self.around, number.end, false, false)?;
        (head.unit == unit).then_some((head.end, number.value?))
    }

    /// What is counted, and the token after it.
    pub(super) fn unit(
        self,
        before: Option<(usize, &str)>,
        value: &mut Value,
        meaning: &mut Meaning,
        introduced: bool,
    ) -> Option<(usize, String)> {
        let tokens = self.around.tokens;
        let mut at = value.end;
        if let Some((_, code)) = before {
            if let Some((end, qualifier)) =
                self.qualifier_after(at).filter(|(_, qualifier)| *qualifier == Qualifier::About)
            {
                meaning.take(qualifier);
                at = end;
            }
            return Some((self.with_rate(at, true), code.to_owned()));
        }
        // "30-an orang", "100 lebih orang", "10 juta atau lebih".
        if let Some((end, qualifier)) = self.qualifier_after(at) {
            meaning.take(qualifier);
            at = end;
        }
        if let Some((length, word)) = self.said(at) {
            if word.percent {
                return Some((self.with_rate(at + length, false), "%".to_owned()));
            }
            if let Some((code, parts)) = &word.currency_after {
                value.low = value.low.map(|low| low / parts);
                value.high = value.high.map(|high| high / parts);
                return Some((self.with_rate(at + length, true), code.clone()));
            }
        }
        if let Some(step) = self.penalty(at, value.end) {
            return Some(step);
        }
        let glued = tokens.get(at).is_some_and(|token| !token.spaced);
        if glued && value.digits {
            return self.glued_unit(at);
        }
        let mut noun = at;
        while let Some((length, word)) = self.said(noun)
            && word.filler
            && word.qualifier.is_none()
        {
            noun += length;
        }
        let one = value.low == Some(1.0) && value.high == Some(1.0);
        let head = find_head(self.around, noun, one, false)?;
        if one && self.said(head.end).is_some_and(|(_, word)| word.not_even) {
            return None;
        }
        if !introduced
            && self.is_year(value.end - 1)
            && !self.said(noun).is_some_and(|(_, word)| word.classifier)
        {
            return None;
        }
        let end = match self.qualifier_after(head.end) {
            Some((after, qualifier))
                if tokens.get(after).is_none_or(|token| token.kind != TokenKind::Word) =>
            {
                meaning.take(qualifier);
                after
            }
            _ => head.end,
        };
        Some((self.with_rate(end, false), head.unit))
    }

    /// "lebih" after the number or its noun.
    fn qualifier_after(self, at: usize) -> Option<(usize, Qualifier)> {
        let tokens = self.around.tokens;
        // The hyphen of "30-an" is a mark of its own.
        let hyphen = tokens.get(at).is_some_and(|token| token.is("-") && !token.spaced);
        let from = at + usize::from(hyphen);
        let (length, word) = self.said(from)?;
        let qualifier = word.after?;
        let about = qualifier == Qualifier::About;
        (about || !hyphen).then_some((from + length, qualifier))
    }

    /// "lima tahun penjara": a number of years that is a punishment.
    fn penalty(self, at: usize, number_end: usize) -> Option<(usize, String)> {
        let tokens = self.around.tokens;
        let language = self.around.language;
        let token = tokens.get(at)?;
        let unit = language.time.lexicon.get(&token.lower)?.unit?;
        if !matches!(unit, Unit::Year | Unit::Month | Unit::Day)
            || !is_penalty(tokens, number_end.saturating_sub(1), at + 1, language)
        {
            return None;
        }
        let named = self.said(at + 1).filter(|(_, word)| word.penalty);
        let end = at + 1 + named.map_or(0, |(length, _)| length);
        let words: Vec<&str> = tokens[at..end].iter().map(|token| token.lower.as_str()).collect();
        Some((end, words.join(" ")))
    }

    /// The unit that stands right after digits: "10km", "69-page".
    fn glued_unit(self, at: usize) -> Option<(usize, String)> {
        const UNIT_BYTES_MAX: usize = 3;
        let tokens = self.around.tokens;
        let language = self.around.language;
        let token = tokens.get(at)?;
        if token.kind == TokenKind::Word {
            let unit = token.lower.len() <= UNIT_BYTES_MAX
                && token.lower.chars().all(char::is_alphabetic)
                && !token.is_capitalised()
                && !self.says(&token.lower, |word| word.not_head)
                && !language.numbers.ordinal_endings.contains(&token.lower);
            return unit.then(|| (at + 1, token.lower.clone()));
        }
        let word = tokens
            .get(at + 1)
            .filter(|word| token.is("-") && !word.spaced && word.kind == TokenKind::Word)?;
        let noun = self.around.is_noun(at + 1) && !word.lower.contains('-') && !word.is_capitalised();
        let letters = word.lower.len() > UNIT_BYTES_MAX;
        (noun && letters).then(|| (at + 2, word.lower.clone()))
    }

    /// The end with "per barel", which says at what rate.
    fn with_rate(self, end: usize, money: bool) -> usize {
        let Some((length, word)) = self.said(end) else { return end };
        let token = &self.around.tokens[end];
        // "a" and "each" are rates after money only.
        let short = token.lower.len() < 3 || token.lower.starts_with("ea") || token.lower.starts_with("ev");
        // "$5 million a year ago" tells when, and no rate.
        let tied = self.around.tokens.get(end + length + 1).is_some_and(|next| {
            let word = self.around.language.time.lexicon.get(&next.lower);
            word.is_some_and(|word| word.relation || word.shift.is_some())
        });
        if !word.rate || short && (!money || tied) {
            return end;
        }
        match self.around.tokens.get(end + length) {
            Some(next) if next.kind == TokenKind::Word && !next.is_capitalised() => end + length + 1,
            _ => end,
        }
    }
}
