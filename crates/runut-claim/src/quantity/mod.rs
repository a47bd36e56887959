//! Numbers and vague amounts of something.

mod head;
mod label;
pub(crate) mod number;
mod unit;

use runut_packs::{Language, NumberWord, Qualifier};

use self::head::{Around, find_head};
use crate::{
    Quantity, Text, Timex,
    token::{Token, TokenKind},
};

/// Finds the quantities of headline and prose; a number that stands in one of the `times` is none.
pub fn find_quantities(text: &Text, language: &Language, times: &[Timex]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut times = times.iter().peekable();
    for sentence in &text.sentences {
        let tokens = text.tokens_of(sentence);
        let reader =
            Reader { around: Around { tokens, language, headline: sentence.headline, report: &text.tokens } };
        let mut at = 0;
        while at < tokens.len() {
            let start = tokens[at].span.start();
            while times.next_if(|time| time.span.end() <= start).is_some() {}
            if let Some(time) = times.peek().filter(|time| time.span.start() <= start) {
                let end = time.span.end();
                at += tokens[at..].iter().take_while(|token| token.span.start() < end).count().max(1);
                continue;
            }
            at = match reader.amount(at) {
                Step::Found(end, quantity) => {
                    let clear = times.peek().is_none_or(|time| time.span.start() >= quantity.span.end());
                    if clear {
                        found.push(quantity);
                        end
                    } else {
                        at + 1
                    }
                }
                Step::Skip(end) => end,
            };
        }
    }
    found
}

/// Whether a number of years at `start..end` is a punishment and no time.
pub(crate) fn is_penalty(tokens: &[Token], start: usize, end: usize, language: &Language) -> bool {
    const WORDS_BEFORE_MAX: usize = 4;
    let is = |at: usize| number::said(tokens, at, &language.numbers).is_some_and(|(_, word)| word.penalty);
    let after =
        (end..end + 2).find(|&at| tokens.get(at).is_none_or(|token| !language_opens(token, language)));
    after.is_some_and(is) || (start.saturating_sub(WORDS_BEFORE_MAX)..start).any(is)
}

fn language_opens(token: &Token, language: &Language) -> bool {
    language.words.prepositions.contains(&token.lower)
}

/// What stands at a token.
enum Step {
    /// A quantity, and the token after it.
    Found(usize, Quantity),
    /// None before this token.
    Skip(usize),
}

/// How the number is meant, gathered from the words around it.
#[derive(Debug, Clone, Copy, Default)]
struct Meaning {
    about: bool,
    bound: Option<Qualifier>,
}

impl Meaning {
    fn take(&mut self, qualifier: Qualifier) {
        match qualifier {
            Qualifier::Exact => {}
            Qualifier::About => self.about = true,
            Qualifier::AtLeast | Qualifier::AtMost | Qualifier::Between => self.bound = Some(qualifier),
        }
    }
}

/// The value of an amount, one number or a range.
#[derive(Debug, Clone, Copy)]
struct Value {
    end: usize,
    low: Option<f64>,
    high: Option<f64>,
    approximate: bool,
    digits: bool,
    range: bool,
}

#[derive(Clone, Copy)]
struct Reader<'t> {
    around: Around<'t>,
}

impl<'t> Reader<'t> {
    fn amount(self, at: usize) -> Step {
        if let Some((length, _)) = self.said(at).filter(|(_, word)| word.idiom) {
            return Step::Skip(at + length);
        }
        let (first, meaning) = self.qualifiers(at);
        match self.counted(at, first, meaning) {
            Some(step) => step,
            None => Step::Skip(at + 1),
        }
    }

    /// The amount whose qualifiers start at `start` and whose number starts at `first`.
    fn counted(self, mut start: usize, first: usize, mut meaning: Meaning) -> Option<Step> {
        let opened = meaning.bound == Some(Qualifier::Between);
        let before = self.currency_before(first);
        let number_at = before.map_or(first, |(end, _)| end);
        let Some(mut value) = self.value(number_at, before.is_some(), &mut meaning) else {
            return self.unbounded(if opened { first } else { start }, first);
        };
        if opened && meaning.bound.is_none() && !value.range {
            // "dari satu negara": it opens no range.
            start = first;
        }
        if before.is_none() && self.is_label(number_at, value) {
            return Some(Step::Skip(value.end));
        }
        let (mut end, unit) = self.unit(before, &mut value, &mut meaning, start < first)?;
        if before.is_none()
            && let Some((last_end, high)) = self.last_of_range(end, &unit, opened)
            && value.low.is_some_and(|low| low < high)
        {
            (end, value.high, value.approximate, meaning.bound) = (last_end, Some(high), true, None);
            start = if opened { start } else { first };
        }
        if value.low.zip(value.high).is_some_and(|(low, high)| low > high) {
            return Some(Step::Skip(value.end));
        }
        match meaning.bound {
            Some(Qualifier::AtLeast) => value.high = None,
            Some(Qualifier::AtMost) => value.low = None,
            _ => {}
        }
        let approximate = value.approximate || meaning.about || meaning.bound.is_some();
        Some(self.found(start, end, (value.low, value.high), approximate, unit))
    }

    fn found(
        self,
        start: usize,
        end: usize,
        (low, high): (Option<f64>, Option<f64>),
        approximate: bool,
        unit: String,
    ) -> Step {
        let tokens = self.around.tokens;
        let span = tokens[start].span.cover(tokens[end - 1].span);
        Step::Found(end, Quantity { span, low, high, approximate, unit })
    }

    /// "beberapa negara": an amount without bounds, and a noun.
    fn unbounded(self, start: usize, at: usize) -> Option<Step> {
        let (length, word) = self.said(at)?;
        if !word.unbounded && !word.unbounded_if_countable {
            return None;
        }
        if !word.unbounded && self.around.headline {
            return None;
        }
        let head = find_head(self.around, at + length, false, !word.unbounded)?;
        Some(self.found(start, head.end, (None, None), true, head.unit))
    }

    /// Qualifiers from `at` on: the token after them, and what they say.
    fn qualifiers(self, at: usize) -> (usize, Meaning) {
        const QUALIFIERS_MAX: usize = 3;
        let mut meaning = Meaning::default();
        let mut end = at;
        for _ in 0..QUALIFIERS_MAX {
            let Some((length, word)) = self.said(end) else { break };
            let Some(qualifier) = word.qualifier else { break };
            let amount = word.unbounded || word.unbounded_if_countable;
            if amount && !self.starts_number(end + length) {
                break;
            }
            meaning.take(qualifier);
            end += length;
        }
        (end, meaning)
    }

    fn starts_number(self, at: usize) -> bool {
        let numbers = &self.around.language.numbers;
        number::read(self.around.tokens, at, numbers).is_some()
            || self
                .said(at)
                .is_some_and(|(_, word)| word.qualifier.is_some() || word.currency_before.is_some())
    }

    fn currency_before(self, at: usize) -> Option<(usize, &'t str)> {
        let (length, word) = self.said(at)?;
        // "a $5 million deal" is no Australian money.
        let apart = self.around.tokens[at + 1..at + length].iter().any(|token| token.spaced);
        word.currency_before.as_deref().filter(|_| !apart).map(|code| (at + length, code))
    }

    /// One number or a range from `at` on.
    fn value(self, at: usize, money: bool, meaning: &mut Meaning) -> Option<Value> {
        let numbers = &self.around.language.numbers;
        let tokens = self.around.tokens;
        let mut first = number::read(tokens, at, numbers)?;
        if money
            && let Some(letters) = tokens.get(first.end)
            && (!letters.spaced || letters.text.len() == 1 && letters.is_capitalised())
            && let Some(&factor) = numbers.glued_after.get(&letters.lower)
        {
            first.end += 1;
            first.value = first.value.map(|value| value * factor);
        }
        let single = Value {
            end: first.end,
            low: first.value,
            high: if first.vague { None } else { first.value },
            approximate: first.vague,
            digits: first.digits,
            range: false,
        };
        let Some(second) = self.second(first.end, *meaning) else {
            if matches!(meaning.bound, Some(Qualifier::Between)) {
                meaning.bound = None;
            }
            return Some(single);
        };
        meaning.bound = None;
        let mut low = first.value?;
        let high = second.value?;
        // "10-12 ribu": the scale word stands for both.
        if first.scale <= 1.0
            && second.scale > 1.0
            && low <= high / second.scale
            && first.digits == second.digits
        {
            low *= second.scale;
        }
        Some(Value {
            end: second.end,
            low: Some(low),
            high: if second.vague { None } else { Some(high) },
            approximate: true,
            digits: first.digits || second.digits,
            range: true,
        })
    }

    /// The upper end of a range whose lower end ends before `at`.
    fn second(self, at: usize, meaning: Meaning) -> Option<number::Number> {
        let numbers = &self.around.language.numbers;
        // "25 persen hingga 90 persen", "US$ 5 juta hingga US$ 6 juta".
        let connector = match self.said(at) {
            Some((length, word)) if word.percent || word.currency_after.is_some() => at + length,
            _ => at,
        };
        let (length, word) = self.said(connector)?;
        let opened = matches!(meaning.bound, Some(Qualifier::Between));
        if !(word.range || opened && word.between) {
            return None;
        }
        let mark = self.around.tokens[connector].kind == TokenKind::Mark;
        let mut from = connector + length;
        if mark && self.around.tokens[connector].spaced != self.around.tokens.get(from)?.spaced {
            return None;
        }
        from = self.currency_before(from).map_or(from, |(end, _)| end);
        number::read(self.around.tokens, from, numbers)
    }

    pub(super) fn said(self, at: usize) -> Option<(usize, &'t NumberWord)> {
        number::said(self.around.tokens, at, &self.around.language.numbers)
    }

    pub(super) fn says(self, lower: &str, is: impl Fn(&NumberWord) -> bool) -> bool {
        self.around.language.numbers.lexicon.get(lower).is_some_and(is)
    }
}
