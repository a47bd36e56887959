//! What a number counts: the noun after it, found by structure.

use runut_packs::{HeadPlace, Language};

use super::number;
use crate::token::{Token, TokenKind};

/// The counted noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// Index of the token after the last that belongs to it.
    pub(super) end: usize,
    /// The noun with what tells which kind of it, in lower case.
    pub(super) unit: String,
}

/// The tokens that a noun is looked for in.
#[derive(Clone, Copy)]
pub(super) struct Around<'t> {
    /// Of one sentence.
    pub(super) tokens: &'t [Token<'t>],
    /// Their language.
    pub(super) language: &'t Language,
    /// Whether common words are capitalised here, too.
    pub(super) headline: bool,
    /// The whole report, to see whether a word is a common one.
    pub(super) report: &'t [Token<'t>],
}

const MODIFIERS_MAX: usize = 2;
const NOUN_PHRASE_WORDS_MAX: usize = 6;

/// The noun that a number before `at` counts; `one` where the number is one, so that no plural is to be looked for;
/// `countable` where the noun must name a thing or being.
pub(super) fn find_head(around: Around, at: usize, one: bool, countable: bool) -> Option<Head> {
    let head = match around.language.numbers.head {
        HeadPlace::First => around.first(at),
        HeadPlace::Last => around.last(at, one),
    }?;
    let noun = head.unit.split(' ').next().unwrap_or_default();
    (!countable || around.is_countable(noun, &head.unit)).then_some(head)
}

impl Around<'_> {
    /// The noun that stands first, with its modifiers after it.
    fn first(self, at: usize) -> Option<Head> {
        // "sejumlah kecil" pasukan": the mark that closes a quotation may stand between.
        let at = if self.kind(at) == Some(TokenKind::Quote) { at + 1 } else { at };
        let numbers = &self.language.numbers;
        let token = self.tokens.get(at)?;
        let said = number::said(self.tokens, at, numbers);
        if let Some((length, word)) = said {
            if word.state {
                return Some(Head { end: at + length, unit: self.lower(at, at + length) });
            }
            if word.noun {
                return Some(Head { end: at + length, unit: self.lower(at, at + length) });
            }
            if word.classifier && self.is_noun(at + length) && !self.tells_no_kind(at + length) {
                return self.first(at + length);
            }
        }
        if !self.is_noun(at)
            || numbers.not_modifiers.contains(&token.lower)
            || self.is_verb(&token.lower, false)
        {
            return None;
        }
        let (noun, ended) = self.without_ending(&token.lower);
        let mut unit = noun.to_owned();
        let mut end = at + 1;
        while !ended && end <= at + MODIFIERS_MAX && self.is_modifier(end, token.is_capitalised()) {
            let (modifier, ended) = self.without_ending(&self.tokens[end].lower);
            unit.push(' ');
            unit.push_str(modifier);
            end += 1;
            if ended {
                break;
            }
        }
        Some(Head { end, unit })
    }

    /// The noun that stands last among the words after the number.
    fn last(self, at: usize, one: bool) -> Option<Head> {
        let numbers = &self.language.numbers;
        let mut at = if self.kind(at) == Some(TokenKind::Quote) { at + 1 } else { at };
        while let Some((length, _)) =
            number::said(self.tokens, at, numbers).filter(|(_, word)| word.filler && !word.unbounded)
        {
            at += length;
        }
        if let Some((length, _)) = number::said(self.tokens, at, numbers).filter(|(_, word)| word.state) {
            return Some(Head { end: at + length, unit: self.lower(at, at + length) });
        }
        let mut found = None;
        let mut end = at;
        while end < at + NOUN_PHRASE_WORDS_MAX && self.is_noun(end) && !self.after_hyphen(end) {
            let token = &self.tokens[end];
            if self.is_plural(&token.lower) {
                if one {
                    break;
                }
                found = Some(end);
            } else if found.is_some() {
                break;
            }
            end += 1;
        }
        let noun = match found {
            Some(noun) => noun,
            None if one && end > at => (at..end).find(|&at| !self.is_adjective(at)).unwrap_or(end - 1),
            None => return None,
        };
        Some(Head { end: noun + 1, unit: self.tokens[noun].lower.clone() })
    }

    /// Whether the token is a word that could be a noun: no function word, no number, no time.
    pub(super) fn is_noun(self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.kind == TokenKind::Word) else {
            return false;
        };
        let word = number::said(self.tokens, at, &self.language.numbers).map(|(_, word)| word);
        let barred = word.is_some_and(|word| {
            word.not_head
                || word.cardinal.is_some()
                || word.multiplier.is_some()
                || word.vague.is_some()
                || word.qualifier.is_some()
                || word.unbounded
                || word.percent
        });
        let timed = self.language.time.lexicon.get(&token.lower).is_some_and(|time| {
            time.unit.is_some() || time.month.is_some() && token.is_capitalised() || time.weekday.is_some()
        });
        !barred && !timed && !self.is_function(&token.lower)
    }

    /// Whether the word belongs to the skeleton of the sentence.
    pub(super) fn is_function(self, lower: &str) -> bool {
        let words = &self.language.words;
        [
            &words.prepositions,
            &words.coordinators,
            &words.subordinators,
            &words.complementizers,
            &words.relatives,
            &words.pronouns,
            &words.determiners,
            &words.auxiliaries,
        ]
        .into_iter()
        .any(|class| class.contains(lower))
    }

    /// Whether the word after a noun tells which kind of it: lower case, or capitalised together with it.
    fn is_modifier(self, at: usize, capitalised: bool) -> bool {
        self.is_noun(at)
            && (!self.tokens[at].is_capitalised() || self.headline && capitalised && self.is_common(at))
            && !self.tells_no_kind(at)
            && self.tokens[at].spaced
    }

    /// Whether the report has the capitalised word in lower case somewhere, so that it is no name.
    fn is_common(self, at: usize) -> bool {
        let lower = &self.tokens[at].lower;
        self.report.iter().any(|token| token.text == lower)
    }

    fn tells_no_kind(self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        let numbers = &self.language.numbers;
        numbers.not_modifiers.contains(&token.lower)
            || number::said(self.tokens, at, numbers)
                .is_some_and(|(_, word)| word.state || word.penalty || word.rate || word.after.is_some())
            || self.language.time.lexicon.get(&token.lower).is_some_and(|word| !word.age)
            || self.is_verb(&token.lower, true)
    }

    /// Whether the word has a verb's first letters, or, where `endings` count, its last.
    fn is_verb(self, lower: &str, endings: bool) -> bool {
        const VERB_BYTES_MIN: usize = 6;
        let numbers = &self.language.numbers;
        let stem = self.without_ending(lower).0;
        let begins = numbers.verb_beginnings.iter().any(|beginning| lower.starts_with(beginning.as_str()));
        let ends = endings && numbers.verb_endings.iter().any(|ending| lower.ends_with(ending.as_str()));
        lower.len() >= VERB_BYTES_MIN && (begins || ends) && !numbers.not_verbs.contains(stem)
    }

    /// Whether "banyak" before the noun is an amount of something.
    fn is_countable(self, noun: &str, unit: &str) -> bool {
        let numbers = &self.language.numbers;
        let is_form = |form: &String| {
            form.split_once('-').is_some_and(|(start, end)| {
                noun.len() > start.len() + end.len() && noun.starts_with(start) && noun.ends_with(end)
            })
        };
        !numbers.abstract_nouns.contains(noun)
            && !numbers.abstract_nouns.contains(unit)
            && !numbers.abstract_forms.iter().any(is_form)
            && !numbers.not_modifiers.contains(noun)
            && !self.is_verb(noun, false)
    }

    /// The noun without a possessive ending, and whether it had one.
    fn without_ending(self, lower: &str) -> (&str, bool) {
        const STEM_BYTES_MIN: usize = 3;
        self.language
            .numbers
            .head_endings
            .iter()
            .find_map(|ending| lower.strip_suffix(ending.as_str()))
            .filter(|stem| stem.len() >= STEM_BYTES_MIN)
            .map_or((lower, false), |stem| (stem, true))
    }

    fn is_plural(self, lower: &str) -> bool {
        const PLURAL_BYTES_MIN: usize = 4;
        self.language.numbers.plurals.contains(lower)
            || lower.len() >= PLURAL_BYTES_MIN
                && lower.ends_with('s')
                && !["ss", "us", "is", "'s", "’s"].iter().any(|ending| lower.ends_with(ending))
    }

    fn is_adjective(self, at: usize) -> bool {
        let lower = &self.tokens[at].lower;
        ["al", "ive", "ous", "able", "ible", "ful", "ic", "an", "ese", "ed", "ing", "'s", "’s", "ish", "ary"]
            .iter()
            .any(|ending| lower.ends_with(ending))
    }

    fn after_hyphen(self, at: usize) -> bool {
        !self.tokens[at].spaced
    }

    fn kind(self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn lower(self, start: usize, end: usize) -> String {
        self.tokens[start..end].iter().map(|token| token.lower.as_str()).collect::<Vec<_>>().join(" ")
    }
}
