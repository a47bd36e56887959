//! Numbers that count nothing: of names, labels, hours and lists.

use super::{Reader, Value};
use crate::token::{Token, TokenKind};

impl Reader<'_> {
    /// Whether the number at `at` is part of a name, a label, an hour or a list and counts nothing.
    pub(super) fn is_label(self, at: usize, value: Value) -> bool {
        let tokens = self.around.tokens;
        let language = self.around.language;
        let hour = tokens
            .get(value.end)
            .and_then(|token| language.time.lexicon.get(&token.lower))
            .is_some_and(|time| time.zone && value.digits);
        if hour {
            return true;
        }
        let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else { return false };
        let number = &tokens[at];
        if !number.spaced && matches!(before.text, "-" | "#" | "/" | "@" | "." | "–" | "_" | ":") {
            return true;
        }
        let stop = before.is(".") && !before.spaced;
        let labelled = if stop { at.checked_sub(2).map(|at| &tokens[at]) } else { Some(before) };
        if labelled.is_some_and(|token| self.says(&token.lower, |word| word.label)) {
            return true;
        }
        self.is_in_name(at, before, value)
    }

    /// "Boeing 737": plain digits after a name, and no noun that is counted often.
    fn is_in_name(self, at: usize, before: &Token, value: Value) -> bool {
        let tokens = self.around.tokens;
        let number = &tokens[at];
        let starts = at < 2 || tokens[at - 2].kind != TokenKind::Word && !tokens[at - 2].is(",");
        let named = before.kind == TokenKind::Word
            && before.is_capitalised()
            && !self.around.is_function(&before.lower)
            && !self.says(&before.lower, |word| word.qualifier.is_some() || word.currency_before.is_some())
            && !starts
            && !self.around.headline;
        let plain = number.kind == TokenKind::Number && number.text.bytes().all(|byte| byte.is_ascii_digit());
        let counted = self.said(value.end).is_some_and(|(_, word)| {
            word.classifier || word.percent || word.state || word.currency_after.is_some()
        });
        named && plain && value.end == at + 1 && !counted
    }

    /// Four digits without a mark that could be a year.
    pub(super) fn is_year(self, at: usize) -> bool {
        let text = self.around.tokens[at].text;
        text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
    }
}
