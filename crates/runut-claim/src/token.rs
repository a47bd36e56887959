//! Words, numbers and marks.

use runut_packs::Numbers;

use crate::Place;

/// Longer letters are not asked for in the table.
const GLUED_BYTES_MAX: usize = 8;

/// One token of the text.
#[derive(Debug, Clone)]
pub struct Token<'a> {
    /// Where it stands.
    pub span: Place,
    /// Its characters.
    pub text: &'a str,
    /// Its characters in lower case.
    pub lower: String,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether white space, or nothing at all, stands before it.
    pub spaced: bool,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with hyphens, apostrophes and inner full stops ("Kim Jong-un", "Ntvnews.id", "S.H.").
    Word,
    /// Digits with their marks ("10.000", "1,6", "4/12/2024", "05:30").
    Number,
    /// A double quotation mark of any kind, or two single ones for it.
    Quote,
    /// Any other mark, one character.
    Mark,
}

impl Token<'_> {
    /// Whether it starts with an upper-case letter.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is a word in nothing but capitals, two at least.
    pub fn is_all_caps(&self) -> bool {
        self.text.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !self.text.chars().any(char::is_lowercase)
    }

    /// Whether it is this mark or word, in lower case.
    pub fn is(&self, lower: &str) -> bool {
        self.lower == lower
    }
}

/// Whether `c` is a double quotation mark of any kind.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// Whether two of `c` are written for one double quotation mark: ''so''.
fn is_half_quote(c: char) -> bool {
    matches!(c, '\'' | '`' | '‘' | '’')
}

/// Whether `c` may stand inside a word where a letter follows.
fn joins_words(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '.' | '‑' | '_' | '@')
}

/// Whether `c` may stand inside a number where a digit follows.
fn joins_digits(c: char) -> bool {
    matches!(c, '.' | ',' | '/' | ':')
}

/// The tokens of `place` in reading order. Letters that stand before digits without a space and are no part of
/// one word with them ("Rp31") are those that `numbers` lists.
pub(crate) fn tokenize<'a>(text: &'a str, place: Place, numbers: &Numbers) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let mut spaced = true;
    let mut rest = place.of(text).char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = start + first.len_utf8();
        let kind = if first.is_alphabetic() || first.is_ascii_digit() {
            let digits = first.is_ascii_digit();
            while let Some(&(at, c)) = rest.peek() {
                let next = place.of(text)[at + c.len_utf8()..].chars().next();
                let goes_on = if digits {
                    c.is_ascii_digit() || joins_digits(c) && next.is_some_and(|c| c.is_ascii_digit())
                } else {
                    c.is_alphanumeric()
                        || is_combining(c)
                        || joins_words(c) && next.is_some_and(char::is_alphanumeric)
                };
                let glued = |end: usize| {
                    let letters = Place::new(place.start() + start, place.start() + end).of(text);
                    letters.len() <= GLUED_BYTES_MAX && numbers.glued_before.contains(&letters.to_lowercase())
                };
                if !goes_on
                    || !digits && (c.is_ascii_digit() && glued(end) || ends_word(place.of(text), start, at))
                {
                    break;
                }
                end = at + c.len_utf8();
                rest.next();
            }
            if digits { TokenKind::Number } else { TokenKind::Word }
        } else if is_quote(first) {
            TokenKind::Quote
        } else if !spaced
            && is_half_quote(first)
            && place.of(text)[start..].starts_with(&String::from(first).repeat(3))
        {
            // "''the 'old school,'''": the first closes what was quoted within.
            TokenKind::Mark
        } else if let Some((at, second)) = rest.next_if(|&(_, next)| is_half_quote(first) && next == first) {
            end = at + second.len_utf8();
            TokenKind::Quote
        } else {
            TokenKind::Mark
        };
        let span = Place::new(place.start() + start, place.start() + end);
        let words = span.of(text);
        tokens.push(Token { span, text: words, lower: words.to_lowercase(), kind, spaced });
        spaced = false;
    }
    tokens
}

/// Whether the full stop at `at` ends the word that starts at `start` though no space follows it: "ujarnya.Dalam",
/// where two paragraphs were put together; but not "Kompas.Com".
fn ends_word(text: &str, start: usize, at: usize) -> bool {
    const DOMAINS: [&str; 8] = ["com", "co", "id", "net", "org", "tv", "news", "go"];
    const LETTERS_MIN: usize = 3;
    let Some(rest) = text[at..].strip_prefix('.') else { return false };
    let before = &text[start..at];
    let after: &str = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let mut letters = after.chars();
    let opens_high = letters.next().is_some_and(char::is_uppercase);
    let goes_on_low = letters.next().is_some_and(char::is_lowercase);
    let ends_low = before.chars().next_back().is_some_and(char::is_lowercase);
    let is_short = after.chars().count() > 2 && after.chars().all(char::is_uppercase);
    opens_high
        && before.chars().count() >= LETTERS_MIN
        && (goes_on_low && (ends_low || before.chars().all(char::is_uppercase))
            || is_short && before.chars().all(char::is_lowercase))
        && !DOMAINS.contains(&after.to_lowercase().as_str())
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{ad}' || c == '\u{200d}'
}

#[cfg(test)]
mod tests {
    use runut_packs::Packs;

    use super::*;

    #[test]
    fn what_is_glued_is_parted() {
        let language = Packs::builtin().language("id").expect("the pack is there");
        let check = |text: &str, want: &[&str]| {
            let tokens = tokenize(text, Place::new(0, text.len()), &language.numbers);
            assert_eq!(tokens.iter().map(|token| token.text).collect::<Vec<_>>(), want);
        };
        check("Rp31 triliun, Rp1.500,75", &["Rp", "31", "triliun", ",", "Rp", "1.500,75"]);
        check("ujarnya.Dalam Kompas.Com S.H.", &["ujarnya", ".", "Dalam", "Kompas.Com", "S.H", "."]);
        check("lalu.DPRD rapat.COM", &["lalu", ".", "DPRD", "rapat.COM"]);
        check("US$20 G20 F-16 10-12", &["US", "$", "20", "G20", "F-16", "10", "-", "12"]);
    }
}
