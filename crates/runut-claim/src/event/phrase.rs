//! Where a noun phrase starts and ends.

use std::ops::Range;

use super::clause::{Clauses, PHRASE_TOKENS_MAX};
use crate::{Place, TokenKind, annotations::is_held};

impl Clauses<'_> {
    /// The noun phrase that ends before `end`. A comma ends it unless nothing behind the comma names anybody.
    pub(super) fn phrase_before(&self, end: usize, relative: bool) -> Range<usize> {
        let mut start = end;
        let mut named = false;
        let least = end.saturating_sub(PHRASE_TOKENS_MAX).max(self.sentence.tokens.start);
        while start > least {
            let at = start - 1;
            let token = &self.text.tokens[at];
            named |= start < end && self.mention_over(start).is_some();
            // ", termasuk membunuh ...": fillers alone are no phrase that goes on over the comma.
            let filled = || {
                let filler = |at: usize| self.language.events.roles.fillers.contains(self.word(at));
                start < end && (start..end).all(filler)
            };
            let stops = self.is_border(at)
                || token.text == "," && (named || relative || self.names_party(start..end) || filled())
                || self.is_verb(at)
                || self.language.words.relatives.contains(&token.lower) && named
                || relative && self.is_preposition(at) && (named || self.names_party(start..end));
            if stops {
                break;
            }
            start = at;
        }
        while start < end
            && (self.text.tokens[start].text == ","
                || self.language.words.coordinators.contains(self.word(start))
                || self.language.words.auxiliaries.contains(self.word(start)))
        {
            start += 1;
        }
        start..end
    }

    /// The noun phrase that starts at `start`: up to a verb, a preposition, a comma or the clause's end.
    pub(super) fn phrase_after(&self, start: usize) -> Range<usize> {
        let mut end = start;
        let roles = &self.language.events.roles;
        while end < self.sentence.tokens.end {
            let token = &self.text.tokens[end];
            // "pendemo itu | bakal ...": what points stands last in a noun phrase.
            if end > start
                && !roles.owner_before
                && self.language.words.determiners.contains(self.word(end - 1))
            {
                break;
            }
            let quoted = token.kind == TokenKind::Quote
                && (end == start || roles.owner_before && self.quotes_within(start, end));
            let inside =
                self.mention_over(end).is_some_and(|mention| mention.span.start() < token.span.start());
            // "the chairman of the board": one noun phrase.
            let inner = end > start && roles.inner.contains(&token.lower);
            // "orang *tak dikenal*": says who they are.
            let unnamed = end > start + 1
                && roles.polarity.denied.contains(self.word(end - 1))
                && self.language.events.noun_is(&token.lower, &["unnamed"]);
            // "pesawat nirawak *serang*": which kind of arms they are.
            let kind = end > start
                && self.language.events.noun_is(&token.lower, &["arm_kinds"])
                && self.is_noun_of(end - 1, &["arms"]);
            let stops = !quoted && self.is_border(end)
                || matches!(token.text, "," | "–" | "—")
                || end > start && self.is_verb(end) && !unnamed && !kind
                || self.is_preposition(end) && !inner
                || self.language.words.relatives.contains(&token.lower)
                || self.language.events.roles.purpose.contains(&token.lower);
            let listed = token.text == "," && self.in_list(start, end);
            if stops && !inside && !listed {
                break;
            }
            end += 1;
        }
        start..end
    }

    /// Index after a time that stands at `start`, where one does: "perang *selama 12 hari* Iran dan Israel".
    pub(super) fn after_time(&self, start: usize, found: &crate::Annotations) -> usize {
        let last = self.sentence.tokens.end;
        let is_time =
            |at: usize| at < last && is_held(&found.times, |time| time.span, self.text.tokens[at].span);
        let first = if is_time(start) {
            start
        } else if start < last && self.is_preposition(start) && is_time(start + 1) {
            start + 1
        } else {
            return start;
        };
        (first..last).find(|&at| !is_time(at)).unwrap_or(last)
    }

    /// Whether the mark at `end` closes a quotation that opens the phrase and whose noun follows: "“far-left” groups".
    fn quotes_within(&self, start: usize, end: usize) -> bool {
        const QUOTED_TOKENS_MAX: usize = 6;
        let is_quote = |at: usize| self.text.tokens[at].kind == TokenKind::Quote;
        is_quote(start)
            && end - start <= QUOTED_TOKENS_MAX
            && !(start + 1..end).any(is_quote)
            && end + 1 < self.sentence.tokens.end
            && self.text.tokens[end + 1].kind == TokenKind::Word
            && !self.is_verb(end + 1)
            && !self.is_preposition(end + 1)
    }

    /// Whether the comma at `comma` stands in a list whose members are named only at its end: "kepada pemerintah,
    /// tentara, dan rakyat Rusia".
    fn in_list(&self, start: usize, comma: usize) -> bool {
        let named = (start..comma).any(|at| self.mention_over(at).is_some());
        let near = comma + 1..self.sentence.tokens.end.min(comma + 4);
        !named
            && comma - start <= 6
            && near.clone().any(|at| {
                self.text.tokens[at].text == "," || self.language.words.coordinators.contains(self.word(at))
            })
            && !near.clone().any(|at| self.is_verb(at) || self.is_border(at))
    }

    /// Whether a phrase has a word for people or a body of them, so that it is a subject without a name.
    pub(super) fn names_party(&self, phrase: Range<usize>) -> bool {
        let roles = &self.language.events.roles;
        let mut words = phrase.map(|at| self.word(at));
        words.any(|word| roles.parties.contains(word) || roles.forces.contains(word))
    }

    /// A phrase without the words at its ends that are no part of what it names.
    pub(super) fn core(&self, phrase: &Range<usize>) -> Range<usize> {
        let words = &self.language.words;
        let loose = |at: usize| {
            let word = self.word(at);
            self.text.tokens[at].kind == TokenKind::Quote
                || self.text.tokens[at].kind == TokenKind::Mark
                || words.coordinators.contains(word)
                || words.auxiliaries.contains(word)
                || words.is_adverb(word)
                || self.language.events.roles.fillers.contains(word)
                || self.is_preposition(at)
        };
        let (mut start, mut end) = (phrase.start, phrase.end);
        while start < end && loose(start) {
            start += 1;
        }
        while start < end && loose(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// Whether a phrase opens with a preposition, so that only its end can be a subject.
    pub(super) fn is_fronted(&self, phrase: &Range<usize>) -> bool {
        !phrase.is_empty() && self.is_preposition(phrase.start)
    }

    /// The place of a phrase, without fillers and marks at its ends.
    pub(super) fn place(&self, phrase: &Range<usize>) -> Option<Place> {
        let tokens = &self.text.tokens[phrase.clone()];
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }
}
