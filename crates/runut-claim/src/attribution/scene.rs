//! What every step of the reading of speech looks at.

use std::ops::Range;

use runut_packs::{Attribution, FormKind, Language, Morphology, Names, SpeechWords, Words};
use rustc_hash::FxHashSet;

use crate::{Annotations, EntityKind, Mention, Place, Text, Timex, Token, TokenKind, quote::Quotation};

/// Most bytes from a credit's cue to the end of its name; beyond, the two stand apart ("... yang dimuat ...").
const CREDIT_BYTES_MAX: usize = 200;

/// The text, what was found in it so far, and the tables of its language.
pub(super) struct Scene<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) table: &'a Attribution,
    pub(super) speech: &'a SpeechWords,
    pub(super) words: &'a Words,
    pub(super) morphology: &'a Morphology,
    pub(super) names: &'a Names,
    /// Words before people without a name: "seorang".
    pub(super) unnamed: &'a FxHashSet<String>,
    /// Words of an owner before a noun: "its".
    pub(super) possessives: &'a FxHashSet<String>,
    pub(super) found: &'a Annotations,
    pub(super) quotations: &'a [Quotation],
    /// One entry per token: index of the quotation that it is of, its marks included.
    quoted: Vec<Option<u32>>,
    /// One entry per token: index of the time expression that it is of.
    timed: Vec<Option<u32>>,
    /// One entry per token: index of the mention that it is of.
    named: Vec<Option<u32>>,
    /// One entry per token: index of the credit that it is of, from cue to name.
    credited: Vec<Option<u32>>,
}

impl<'a> Scene<'a> {
    pub(super) fn of(
        text: &'a Text<'a>,
        language: &'a Language,
        found: &'a Annotations,
        quotations: &'a [Quotation],
    ) -> Self {
        let mut quoted = vec![None; text.tokens.len()];
        for (index, quotation) in quotations.iter().enumerate() {
            quoted[quotation.first..quotation.end].fill(Some(index as u32));
        }
        let mut timed = vec![None; text.tokens.len()];
        for (index, time) in found.times.iter().enumerate() {
            timed[text.tokens_in(time.span)].fill(Some(index as u32));
        }
        let mut named = vec![None; text.tokens.len()];
        for (index, mention) in found.mentions.iter().enumerate() {
            named[text.tokens_in(mention.span)].fill(Some(index as u32));
        }
        let mut credited = vec![None; text.tokens.len()];
        for (index, credit) in text.article.credits.iter().enumerate() {
            let whole = credit.cue.cover(credit.name.span);
            if whole.len() <= CREDIT_BYTES_MAX {
                credited[text.tokens_in(whole)].fill(Some(index as u32));
            }
        }
        let table = &language.attribution;
        let (speech, words) = (&table.words, &language.words);
        Self {
            text,
            table,
            speech,
            words,
            morphology: &language.morphology,
            names: &language.names,
            unnamed: &language.events.roles.personal,
            possessives: &language.events.roles.possessive,
            found,
            quotations,
            quoted,
            timed,
            named,
            credited,
        }
    }

    pub(super) fn token(&self, at: usize) -> &Token<'a> {
        &self.text.tokens[at]
    }

    /// The place of a run of tokens, which must not be empty.
    pub(super) fn place(&self, tokens: &Range<usize>) -> Place {
        self.token(tokens.start).span.cover(self.token(tokens.end - 1).span)
    }

    pub(super) fn quotation_at(&self, at: usize) -> Option<usize> {
        self.quoted.get(at).copied().flatten().map(|index| index as usize)
    }

    /// Whether the marks only set off a word or two of the clause that goes on about them: `Zambia "firmly" condemned`.
    pub(super) fn is_scare(&self, quote: usize) -> bool {
        const SCARE_WORDS_MAX: usize = 2;
        let quotation = &self.quotations[quote];
        let inside = quotation.first + 1..quotation.end.saturating_sub(1);
        let goes_on = |at: usize| self.text.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
        inside.len() <= SCARE_WORDS_MAX
            && quotation.closed
            && inside.clone().all(|at| self.is_word(at))
            && quotation.first > 0
            && goes_on(quotation.first - 1)
            && goes_on(quotation.end)
    }

    pub(super) fn time_at(&self, at: usize) -> Option<&'a Timex> {
        self.timed.get(at).copied().flatten().map(|index| &self.found.times[index as usize])
    }

    pub(super) fn mention_at(&self, at: usize) -> Option<&'a Mention> {
        self.named.get(at).copied().flatten().map(|index| &self.found.mentions[index as usize])
    }

    /// Whether the token is of a person's name.
    pub(super) fn is_person(&self, at: usize) -> bool {
        self.mention_at(at)
            .is_some_and(|mention| self.found.entities[mention.entity].kind == EntityKind::Person)
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.token(at).text == ","
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.token(at).kind == TokenKind::Word
    }

    /// Whether the token ends what a phrase can reach over: a mark that is no bracket. A full stop within a sentence
    /// belongs to a short form ("Ms."), unless the next sentence is glued to it.
    pub(super) fn is_hard_mark(&self, at: usize) -> bool {
        match self.token(at).text {
            "." => {
                self.text.tokens.get(at + 1).is_none_or(|next| {
                    !next.spaced && (next.is_capitalised() || next.kind == TokenKind::Quote)
                })
            }
            // "34-year-old": no dash.
            "-" => {
                let number = at > 0 && self.token(at - 1).kind == TokenKind::Number;
                let word = |next: &Token| !next.spaced && next.kind == TokenKind::Word;
                self.token(at).spaced || !number || !self.text.tokens.get(at + 1).is_some_and(word)
            }
            text => matches!(text, "!" | "?" | ":" | ";" | "–" | "—" | "…" | "•" | "|"),
        }
    }

    /// Whether the word reports how or when, between a claimant and a cue.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let token = self.token(at);
        let lower = token.lower.as_str();
        // "Ada *May* said": a name.
        if token.is_capitalised() && self.mention_at(at).is_some() {
            return false;
        }
        self.words.auxiliaries.contains(lower)
            || self.speech.adverbs.contains(lower)
            || self.speech.adverb_ends.iter().any(|end| {
                lower.len() > end.len() + 2
                    && lower.ends_with(end.as_str())
                    && self.mention_at(at).is_none()
                    && !self.speech.no_adverbs.contains(lower)
            })
    }

    pub(super) fn is_that(&self, at: usize) -> bool {
        self.speech.that.contains(&self.token(at).lower)
    }

    /// Whether the word may open a clause of its own: "bahwa", "karena", "saat".
    pub(super) fn opens_clause(&self, at: usize) -> bool {
        let lower = self.token(at).lower.as_str();
        self.is_that(at)
            || self.words.complementizers.contains(lower)
            || self.words.subordinators.contains(lower)
    }

    pub(super) fn is_preposition(&self, at: usize) -> bool {
        self.words.prepositions.contains(&self.token(at).lower)
    }

    pub(super) fn is_coordinator(&self, at: usize) -> bool {
        self.words.coordinators.contains(&self.token(at).lower)
    }

    pub(super) fn is_relative(&self, at: usize) -> bool {
        self.words.relatives.contains(&self.token(at).lower)
    }

    /// Whether the word is a cue that takes a subject: "mengatakan".
    pub(super) fn is_cue(&self, at: usize) -> bool {
        let token = self.token(at);
        let forms = self.table.forms(&token.lower);
        !token.is_capitalised()
            && forms.iter().any(|form| form.words.len() == 1 && form.kind == FormKind::Active)
    }

    /// Whether the word is a verb of speech in any form, within a sentence.
    pub(super) fn reports(&self, at: usize) -> bool {
        let token = self.token(at);
        let forms = self.table.forms(&token.lower);
        !token.is_capitalised()
            && forms.iter().any(|form| form.words.len() == 1 && form.kind != FormKind::Noun)
    }

    /// Whether the word is an owner, and what it owns is still to come: "Wira's", "her".
    pub(super) fn owns(&self, at: usize) -> bool {
        let lower = &self.token(at).lower;
        !self.speech.determiners_close
            && (self.possessives.contains(lower)
                || self.names.clitics.iter().any(|clitic| lower.ends_with(clitic.as_str())))
    }

    /// Whether the word looks like a verb.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let token = self.token(at);
        let lower = token.lower.as_str();
        if token.kind != TokenKind::Word || token.is_capitalised() || self.speech.no_verbs.contains(lower) {
            return false;
        }
        self.speech.verbs.contains(lower)
            || self.ends_as_verb(at)
            || self.speech.verb_prefixes.iter().any(|prefix| {
                lower.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.chars().count() >= 3)
            })
    }

    /// Whether the word ends as verbs do.
    pub(super) fn ends_as_verb(&self, at: usize) -> bool {
        let lower = self.token(at).lower.as_str();
        self.speech
            .verb_suffixes
            .iter()
            .any(|suffix| lower.strip_suffix(suffix.as_str()).is_some_and(|rest| rest.chars().count() >= 3))
    }

    /// Whether the verb is no participle that only tells more of a noun: "saying", "known".
    pub(super) fn is_finite(&self, at: usize) -> bool {
        let lower = &self.token(at).lower;
        let forms = self.table.forms(lower);
        !forms.iter().any(|form| form.words.len() == 1 && form.kind == FormKind::Participle)
    }

    /// How many tokens from `at` on, below `end`, spell the words.
    pub(super) fn spells(&self, at: usize, end: usize, words: &str) -> Option<usize> {
        let mut next = at;
        for word in words.split(' ') {
            if next >= end || self.token(next).lower != word {
                return None;
            }
            next += 1;
        }
        Some(next - at)
    }

    /// Index of the credit whose words stand here: "dikutip dari AFP".
    pub(super) fn credit_at(&self, at: usize) -> Option<usize> {
        self.credited.get(at).copied().flatten().map(|index| index as usize)
    }
}
