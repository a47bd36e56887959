//! The stretch of a sentence around a word: where it ends, which of its words are verbs, and which verb comes before.

use std::ops::Range;

use runut_packs::{EventTypes, Form, Language};

use crate::{Entity, Mention, Quantity, Sentence, Text, TokenKind, annotations::is_held};

/// What a clause is read from.
pub(super) struct Clauses<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) language: &'a Language,
    pub(super) event_types: &'a EventTypes,
    pub(super) mentions: &'a [Mention],
    /// Index of each entity's first mention.
    pub(super) first_mentions: &'a [Option<usize>],
    pub(super) entities: &'a [Entity],
    pub(super) quantities: &'a [Quantity],
    pub(super) sentence: &'a Sentence,
}

/// Tokens that a phrase before a verb may have: a limit for text without marks.
pub(super) const PHRASE_TOKENS_MAX: usize = 48;

/// Tokens that are looked back over for the mark that opens a quotation.
const QUOTED_TOKENS_MAX: usize = 200;

/// Tokens from mark to mark of a quoted term.
const TERM_TOKENS_MAX: usize = 10;

impl Clauses<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        &self.text.tokens[at].lower
    }

    /// Whether the token ends any clause: a conjunction, a mark between clauses, a quotation mark.
    pub(super) fn is_border(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let words = &self.language.words;
        token.kind == TokenKind::Quote
            || matches!(token.text, ";" | ":" | "." | "?" | "!" | "–" | "—")
            || token.text == "-" && token.spaced
            || words.complementizers.contains(&token.lower)
            || words.subordinators.contains(&token.lower) && !words.prepositions.contains(&token.lower)
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        token.kind == TokenKind::Word
            && (!token.is_capitalised() || self.sentence.headline || at == self.sentence.tokens.start)
            && self.mention_over(at).is_none()
            && self.language.morphology.is_verb(&token.lower)
            && !self.language.events.roles.fillers.contains(&token.lower)
            && !self.is_modifier(at)
    }

    /// Whether an object starts right behind the word or words at `at`, as it does behind a verb and never behind a noun
    /// in a language whose owner stands first: "they attack *the* town".
    pub(super) fn has_object(&self, at: usize, length: usize) -> bool {
        let next = at + length;
        if next >= self.sentence.tokens.end || self.is_modifier(at) {
            return false;
        }
        let token = &self.text.tokens[next];
        let words = &self.language.words;
        let named =
            || self.mention_over(next).is_some_and(|mention| mention.span.start() == token.span.start());
        words.determiners.contains(&token.lower) && !words.relatives.contains(&token.lower) || named()
    }

    /// Whether what stands before `at` can have a verb without an ending behind it, in a language whose verbs take one behind
    /// a single subject: an auxiliary, "to", "and", a pronoun, a plural. Headlines leave too much out to tell.
    pub(super) fn takes_stem(&self, at: usize) -> bool {
        let (roles, words) = (&self.language.events.roles, &self.language.words);
        let first = self.sentence.tokens.start;
        let before = (first..at).rev().find(|&before| !words.is_adverb(self.word(before)));
        let Some(before) = before.filter(|_| roles.owner_before && !self.sentence.headline) else {
            return true;
        };
        let word = self.word(before);
        self.text.tokens[before].kind != TokenKind::Word
            || words.auxiliaries.contains(word)
            || roles.purpose.contains(word)
            || words.coordinators.contains(word)
            || words.relatives.contains(word)
            || words.pronouns.contains(word)
            || roles.parties.contains(word)
            || roles.forces.contains(word)
            || self.language.morphology.is_plural(word)
    }

    /// Whether a word that looks like a verb stands where only a noun or adjective does, in a language whose noun stands
    /// last: "a public *hearing*", "its *armed* wing", "internet-*connected*".
    pub(super) fn is_modifier(&self, at: usize) -> bool {
        let roles = &self.language.events.roles;
        if !roles.owner_before {
            return false;
        }
        let morphology = &self.language.morphology;
        if morphology.verbs.contains(self.word(at)) {
            return false;
        }
        if self.word(at).contains('-') {
            return true;
        }
        let first = self.sentence.tokens.start;
        let mut before = at;
        while before > first && self.language.words.is_adverb(self.word(before - 1)) {
            before -= 1;
        }
        let Some(before) = before.checked_sub(1).filter(|&before| before >= first) else { return false };
        let word = self.word(before);
        let led = self.language.words.determiners.contains(word)
            && !self.language.words.relatives.contains(word)
            || roles.possessive.contains(word)
            || morphology.clitics.iter().any(|clitic| clitic == word);
        let owned = || {
            self.mention_over(before).is_some_and(|mention| {
                self.text.token_at(mention.span.end()).checked_sub(1) == Some(before)
                    && self.is_possessed(mention.span)
            })
        };
        led || owned()
    }

    /// Whether the token is a noun of one of the pack's classes, with a clitic or without.
    pub(super) fn is_noun_of(&self, at: usize, classes: &[impl AsRef<str>]) -> bool {
        let word = self.word(at);
        let events = &self.language.events;
        events.noun_is(word, classes)
            || events.noun_is(self.language.morphology.without_clitic(word), classes)
    }

    pub(super) fn is_preposition(&self, at: usize) -> bool {
        let listed = self.language.words.prepositions.contains(self.word(at))
            || self.language.events.roles.agent.iter().any(|marker| marker == self.word(at));
        // "sekitar 300 tentara": part of the amount.
        let span = self.text.tokens[at].span;
        listed && !is_held(self.quantities, |quantity| quantity.span, span)
    }

    /// The mention that covers the token, the longest if there are several.
    pub(super) fn mention_over(&self, at: usize) -> Option<&Mention> {
        let start = self.text.tokens[at].span.start();
        let last = self.mentions.partition_point(|mention| mention.span.start() <= start);
        self.mentions[last.saturating_sub(4)..last]
            .iter()
            .filter(|mention| mention.span.holds(start))
            .max_by_key(|mention| mention.span.len())
    }

    /// Index after the last token that a slot of the word at `at` may stand in.
    pub(super) fn reach(&self, at: usize) -> usize {
        let last = self.sentence.tokens.end.min(at + 40);
        let is_quote = |at: usize| self.text.tokens[at].kind == TokenKind::Quote;
        let first = self.sentence.tokens.start.max(at.saturating_sub(QUOTED_TOKENS_MAX));
        let marks = || (first..at.min(last)).filter(|&at| is_quote(at));
        // A few words between marks are a term within the clause, and no clause of their own.
        let open = marks().next_back().filter(|_| marks().count() % 2 == 1);
        let quoted = open.is_some_and(|open| {
            let close = (at..last).find(|&at| is_quote(at)).unwrap_or(last);
            close - open > TERM_TOKENS_MAX
        });
        (at..last).find(|&end| self.is_border(end) && (quoted || !is_quote(end))).unwrap_or(last)
    }

    /// Index after the last token that a single preposition of the word at `at` may stand in: it does not reach over
    /// a relative clause, nor over another verb.
    pub(super) fn reach_of_preposition(&self, at: usize) -> usize {
        let end = self.reach(at);
        let stops = |at: &usize| {
            self.language.words.relatives.contains(self.word(*at))
                || self.is_verb(*at) && !self.is_purpose(*at)
        };
        (at..end).find(stops).unwrap_or(end)
    }

    /// Index after a second verb that shares the object of the one that ends before `end`: "membajak *dan merampas* kapal".
    pub(super) fn shared_end(&self, end: usize) -> usize {
        let last = self.sentence.tokens.end;
        let words = &self.language.words;
        let joins = |at: usize| {
            at < last && (words.coordinators.contains(self.word(at)) || self.text.tokens[at].text == ",")
        };
        if !joins(end) {
            return end;
        }
        let mut at = end;
        while joins(at) || at < last && words.auxiliaries.contains(self.word(at)) {
            at += 1;
        }
        let verb = at < last && self.is_verb(at) && self.shares_voice(at, end);
        if verb { self.shared_end(at + 1) } else { end }
    }

    /// Whether the verb at `at` looks as the one before `end` does, so that both may have one object.
    fn shares_voice(&self, at: usize, end: usize) -> bool {
        let prefix = |at: usize| {
            self.language
                .morphology
                .verb_prefixes
                .iter()
                .position(|prefix| self.word(at).starts_with(prefix.as_str()))
        };
        let passive = |at: usize| {
            prefix(at).map(|index| {
                self.language
                    .morphology
                    .passive_prefixes
                    .contains(&self.language.morphology.verb_prefixes[index])
            })
        };
        end > 0 && passive(at) == passive(end - 1)
    }

    /// Where the words of a slot ("untuk membantu") stand in `within`, each time as the index after them.
    pub(super) fn after_words<'s>(
        &'s self,
        slot: &'s str,
        within: Range<usize>,
    ) -> impl Iterator<Item = usize> + 's {
        let count = slot.split(' ').count();
        let (first, end) = (within.start, within.end);
        let fits = move |at: &usize| {
            at + count <= end
                && slot.split(' ').enumerate().all(|(offset, word)| self.word(at + offset) == word)
        };
        (first..end).filter(fits).map(move |at| at + count)
    }

    /// The verb before `at` in its clause.
    pub(super) fn verb_before(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(PHRASE_TOKENS_MAX).max(self.sentence.tokens.start)..at)
            .rev()
            .take_while(|&at| !self.is_border(at))
            .find(|&at| self.is_verb(at))
    }

    /// Whether the word at `at` is a verb behind a word that opens an infinitive: "to *back* its troops".
    pub(super) fn is_infinitive(&self, at: usize) -> bool {
        let events = &self.language.events;
        at > self.sentence.tokens.start
            && at < self.sentence.tokens.end
            && events.roles.owner_before
            && events.roles.purpose.contains(self.word(at - 1))
            && events.opened_by(self.word(at)).iter().any(|known| known.form != Form::Noun)
    }

    /// Whether the verb at `at` only says what another act is for: "mengirim pasukan *untuk menyerang*".
    pub(super) fn is_purpose(&self, at: usize) -> bool {
        at > self.sentence.tokens.start && self.language.events.roles.purpose.contains(self.word(at - 1))
    }
}
