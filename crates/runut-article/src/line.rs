//! Lines of the text, and what their shape tells.

use std::cell::OnceCell;

use memchr::{memchr2_iter, memmem};
use runut_text::{Span, is_alphanumeric};

use crate::article::Article;

/// Words of the longest line that the tables know anything of.
const FOLDED_WORDS_MAX: usize = 60;

/// A line of the text that is not blank.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    /// Without white space at its ends.
    pub(crate) span: Span<Article>,
    /// Its words.
    pub(crate) words: &'a str,
    folded: OnceCell<String>,
    /// What the page's markup says of it.
    pub(crate) mark: Mark,
    /// Whether a blank line stands before it.
    pub(crate) parted: bool,
    /// Words in it.
    pub(crate) count: usize,
    /// Words that start with a capital or figure.
    pub(crate) capitals: usize,
}

/// What the page's markup says of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mark {
    /// Plain text, or a plain block.
    #[default]
    None,
    /// The first-level heading.
    Headline,
    /// Another heading.
    Heading,
    /// What stands under a picture.
    Caption,
    /// A menu, a foot, a form.
    Aside,
}

/// Cuts a text into its lines that are not blank; `marks` are the marked ones, in reading order.
pub(crate) fn find_lines<'a>(text: &'a str, marks: &[(usize, Mark)]) -> Vec<Line<'a>> {
    let mut lines = Vec::with_capacity(marks.len());
    let mut parted = false;
    let mut offset = 0;
    let mut marks = marks.iter().peekable();
    let mut add = |start: usize, end: usize, next: usize| {
        let mut mark = Mark::None;
        while let Some(&&(at, found)) = marks.peek().filter(|(at, _)| *at < next.max(start + 1)) {
            if at >= start {
                mark = found;
            }
            marks.next();
        }
        let span = Span::new(start, end).trim(text);
        if span.is_empty() {
            parted = true;
            return;
        }
        let words = span.of(text);
        let (count, capitals) = measure(words);
        lines.push(Line { span, words, folded: OnceCell::new(), mark, parted, count, capitals });
        parted = false;
    };
    if RARE_BREAKS.iter().all(|c| memmem::find(text.as_bytes(), c.as_bytes()).is_none()) {
        for end in memchr2_iter(b'\n', b'\r', text.as_bytes()) {
            add(offset, end, end + 1);
            offset = end + 1;
        }
    } else {
        let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}');
        for (end, c) in text.match_indices(breaks) {
            add(offset, end, end + c.len());
            offset = end + c.len();
        }
    }
    add(offset, text.len(), text.len());
    lines
}

/// Marks that part lines and that few pages have.
const RARE_BREAKS: [&str; 3] = ["\u{2028}", "\u{2029}", "\u{85}"];

impl Line<'_> {
    /// In lower case, white space single, without brackets and marks at its ends: for the tables. Empty where the
    /// line is too long for any of them.
    pub(crate) fn folded(&self) -> &str {
        let fold = || if self.count <= FOLDED_WORDS_MAX { fold(self.words) } else { String::new() };
        self.folded.get_or_init(fold)
    }

    /// Whether the line ends as a sentence does.
    pub(crate) fn ends_sentence(&self) -> bool {
        ends_sentence(self.words)
    }

    /// Whether more than half of the words are written large, as headlines are.
    pub(crate) fn titled(&self) -> bool {
        self.capitals * 5 >= self.count * 3
    }

    /// Whether the line reads like a paragraph of prose.
    pub(crate) fn is_prose(&self) -> bool {
        if self.count >= 28 {
            return true;
        }
        let last = self.words.trim_end_matches(is_closing).chars().next_back();
        let quoted = self.words.starts_with(['"', '“', '\'', '‘', '«']);
        match last {
            Some('…') => self.count >= 9 && !self.titled(),
            Some('.') if self.words.ends_with("..") => self.count >= 9 && !self.titled(),
            Some('。' | '！' | '？') => self.count >= 6,
            Some('.') => self.count >= 6 && (!self.titled() || self.count >= 12) || quoted && self.count >= 3,
            Some('!' | '?') => {
                self.count >= 9 && !self.titled()
                    || quoted && self.count >= 3 && self.words.ends_with(is_closing)
            }
            Some(',' | ':' | ';') => self.count >= 12 && !self.titled(),
            _ => false,
        }
    }

    /// Whether the line is of marks alone.
    pub(crate) fn is_marks(&self) -> bool {
        !self.words.contains(is_alphanumeric)
    }
}

/// Whether the words end as a sentence does: a stop, perhaps within quotation marks or brackets.
pub(crate) fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(is_closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '．', '।', '؟', '۔'])
}

/// In lower case, white space single, without brackets and marks at the ends.
pub(crate) fn fold(words: &str) -> String {
    let edge = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '[' | ']'
                    | '{'
                    | '}'
                    | '('
                    | '*'
                    | '•'
                    | '·'
                    | '-'
                    | '–'
                    | '—'
                    | '|'
                    | '>'
                    | '<'
                    | '»'
                    | '«'
                    | '›'
                    | '#'
                    | '_'
                    | '"'
                    | '“'
            )
    };
    let core = words
        .trim_start_matches(|c| edge(c) || matches!(c, ')' | '.' | ','))
        .trim_end_matches(|c| edge(c) || matches!(c, '.' | ':' | '!' | ')' | '…' | ',' | '→'));
    let core = if words.starts_with("(c)") { words } else { core };
    let mut folded = String::with_capacity(core.len());
    if is_plain(core) {
        folded.push_str(core);
        folded.make_ascii_lowercase();
        return folded;
    }
    for word in core.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        push_lower(&mut folded, word);
    }
    folded
}

/// Whether words are of ASCII and have single spaces between them.
fn is_plain(words: &str) -> bool {
    let mut spaced = true;
    for &byte in words.as_bytes() {
        if !(b' '..0x7F).contains(&byte) || byte == b' ' && spaced {
            return false;
        }
        spaced = byte == b' ';
    }
    !spaced
}

/// Adds words in lower case.
pub(crate) fn push_lower(made: &mut String, words: &str) {
    if words.is_ascii() {
        let start = made.len();
        made.push_str(words);
        made[start..].make_ascii_lowercase();
    } else {
        made.extend(words.chars().flat_map(char::to_lowercase));
    }
}

/// Words, and those that start with a capital or figure.
fn measure(words: &str) -> (usize, usize) {
    let (mut count, mut capitals, mut unspaced) = (0, 0, 0);
    // Whether the word has shown a letter or figure.
    let mut seen = false;
    for c in words.chars() {
        if c.is_ascii() {
            if matches!(c, ' ' | '\t'..='\r') {
                seen = false;
            } else if !seen && c.is_ascii_alphanumeric() {
                seen = true;
                count += 1;
                capitals += usize::from(!c.is_ascii_lowercase());
            }
        } else if c.is_whitespace() {
            seen = false;
        } else if is_unspaced(c) {
            seen = true;
            unspaced += 1;
        } else if !seen && is_alphanumeric(c) {
            seen = true;
            count += 1;
            capitals += usize::from(!c.is_lowercase());
        }
    }
    (count + unspaced / UNSPACED_PER_WORD, capitals)
}

/// Letters of a word in scripts that put no space between words.
const UNSPACED_PER_WORD: usize = 2;

/// Whether a letter is of a script that puts no space between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '」' | '』' | '）') || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_whatever_parts_them() {
        let found = |text: &str| -> Vec<String> {
            find_lines(text, &[]).iter().map(|line| line.words.to_owned()).collect()
        };
        assert_eq!(found("satu\r\n  dua \u{2028}\n\ntiga"), ["satu", "dua", "tiga"]);
        assert_eq!(found(" \n\t"), Vec::<String>::new());
        assert!(find_lines("satu\n\ndua", &[])[1].parted);
    }

    #[test]
    fn prose_is_told_from_headlines() {
        let prose = |text: &str| find_lines(text, &[])[0].is_prose();
        assert!(prose("Warga Kota Lembayung mulai membersihkan rumah setelah banjir surut pada pagi hari."));
        assert!(prose("“Kami siap,” katanya."));
        assert!(!prose("Warga Lembayung Bersihkan Rumah Usai Banjir"));
        assert!(!prose("Apa yang Terjadi di Lembayung?"));
        assert!(!prose("Bagikan"));
    }

    #[test]
    fn folding_drops_case_marks_and_brackets() {
        assert_eq!(fold("[Gambas:Video  Senja]"), "gambas:video senja");
        assert_eq!(fold("— BACA JUGA :"), "baca juga");
    }
}
