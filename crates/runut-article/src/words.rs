//! Words of a text, cut also where a space was lost between two of them: "dilansirReuters".

use runut_text::{Span, is_alphanumeric};

use crate::article::Article;

/// A word: bytes of the text, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The words of a stretch, in reading order.
#[derive(Debug, Clone)]
pub(crate) struct Words<'a> {
    text: &'a str,
    at: usize,
    limit: usize,
}

impl<'a> Words<'a> {
    pub(crate) fn of(text: &'a str, span: Span<Article>) -> Self {
        Self { text, at: span.start(), limit: span.end() }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let rest = self.text.get(self.at..self.limit)?;
        let start = self.at + rest.find(is_alphanumeric)?;
        // Most words are small letters of ASCII up to a space.
        let bytes = &self.text.as_bytes()[start..self.limit];
        let small = bytes[1..].iter().take_while(|byte| byte.is_ascii_lowercase()).count() + 1;
        let plain = bytes[0].is_ascii_alphabetic();
        if plain && bytes.get(small).is_none_or(|byte| matches!(byte, b' ' | b',' | b'.')) {
            self.at = start + small;
            return Some(Word { start, end: self.at });
        }
        let mut before: Option<char> = None;
        let mut end = self.limit;
        for (at, c) in self.text[start..self.limit].char_indices() {
            let glued = c.is_uppercase() && before.is_some_and(char::is_lowercase);
            let joins = || c == '-' && before.is_some_and(is_alphanumeric);
            if glued || !(is_alphanumeric(c) || joins()) {
                end = start + at;
                break;
            }
            before = Some(c);
        }
        self.at = end;
        Some(Word { start, end })
    }
}

/// Whether two words are one letter apart: one more, one less, one other, or two neighbours changed about.
pub(crate) fn edits_at_most_one(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let head = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    let tail = short[head..].iter().rev().zip(long[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (short, long) = (&short[head..short.len() - tail], &long[head..long.len() - tail]);
    match (short.len(), long.len()) {
        (0, 0..=1) | (1, 1) => true,
        (2, 2) => short[0] == long[1] && short[1] == long[0],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_where_a_space_was_lost() {
        let text = "dilansirReuters, kapal-kapal iNews";
        let words: Vec<&str> =
            Words::of(text, Span::new(0, text.len())).map(|word| &text[word.start..word.end]).collect();
        assert_eq!(words, ["dilansir", "Reuters", "kapal-kapal", "i", "News"]);
    }

    #[test]
    fn one_slip_is_passed_over() {
        assert!(edits_at_most_one("dilansir", "dilansri"));
        assert!(edits_at_most_one("dilansir", "dilansr"));
        assert!(edits_at_most_one("dilansir", "dilamsir"));
        assert!(!edits_at_most_one("dilansir", "diluncur"));
    }
}
