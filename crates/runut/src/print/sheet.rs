//! Lines of styled words, broken at the width of the terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr as _;

/// Headings.
pub(crate) const HEADING: Style = AnsiColor::Cyan.on_default().bold();
/// What a line is about: claimants, headlines.
pub(crate) const STRONG: Style = Style::new().bold();
/// What stands around it: arrows, days, counts.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// What a reader should look at twice.
pub(crate) const NOTE: Style = AnsiColor::Yellow.on_default();
/// Words behind a claim.
pub(crate) const MARK: Style = Style::new().underline();

/// Text that grows line by line, with styles as ANSI codes; whoever prints it takes them out where nobody sees colour.
#[derive(Debug)]
pub(crate) struct Sheet {
    out: String,
    width: usize,
}

/// A line to be: words with their styles. White space within is where it may break.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    runs: Vec<(Style, String)>,
}

impl Line {
    /// Adds words without a style.
    pub(crate) fn plain(self, text: &str) -> Self {
        self.styled(Style::new(), text)
    }

    /// Adds words with a style.
    pub(crate) fn styled(mut self, style: Style, text: &str) -> Self {
        self.runs.push((style, clean(text)));
        self
    }

    /// Adds words as a heading.
    pub(crate) fn heading(self, text: &str) -> Self {
        self.styled(HEADING, text)
    }

    /// Columns that it takes if it is not broken.
    pub(crate) fn width(&self) -> usize {
        self.runs.iter().map(|(_, text)| text.width()).sum()
    }
}

impl Sheet {
    /// An empty sheet of lines that are `width` columns wide.
    pub(crate) fn of(width: usize) -> Self {
        Self { out: String::new(), width }
    }

    /// Columns of a line.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// An empty line.
    pub(crate) fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A heading with an empty line before it.
    pub(crate) fn heading(&mut self, text: &str) {
        self.blank();
        self.line(0, 0, &Line::default().heading(text));
    }

    /// A line that starts at column `first`, and at column `rest` where it is broken.
    pub(crate) fn line(&mut self, first: usize, rest: usize, line: &Line) {
        self.words(first, first, rest, line);
    }

    /// Two columns: `left` from column `at`, `right` from column `right_at`; `left` must be narrower than the room.
    pub(crate) fn columns(&mut self, at: usize, left: &Line, right_at: usize, right: &Line) {
        debug_assert!(at + left.width() < right_at, "the left column fits");
        self.pad(at);
        for (style, text) in &left.runs {
            self.push(*style, text);
        }
        self.words(right_at - at - left.width(), right_at, right_at, right);
    }

    /// The text.
    pub(crate) fn into_text(self) -> String {
        self.out
    }

    /// Writes `line` after `pad` spaces, where column `first` is reached then.
    fn words(&mut self, pad: usize, first: usize, rest: usize, line: &Line) {
        self.pad(pad);
        let mut column = first;
        for (at, word) in words(line).into_iter().enumerate() {
            let width: usize = word.iter().map(|(_, text)| text.width()).sum();
            if at > 0 && column + 1 + width > self.width {
                self.out.push('\n');
                self.pad(rest);
                column = rest;
            } else if at > 0 {
                self.out.push(' ');
                column += 1;
            }
            for (style, text) in word {
                self.push(style, text);
            }
            column += width;
        }
        self.out.push('\n');
    }

    fn push(&mut self, style: Style, text: &str) {
        write!(self.out, "{style}{text}{style:#}").expect("a String takes everything");
    }

    fn pad(&mut self, columns: usize) {
        self.out.extend(std::iter::repeat_n(' ', columns));
    }
}

/// The words of a line, each in the pieces in which its style changes.
fn words(line: &Line) -> Vec<Vec<(Style, &str)>> {
    let mut words: Vec<Vec<(Style, &str)>> = Vec::new();
    let mut open = false;
    for (style, text) in &line.runs {
        for (number, piece) in text.split(' ').enumerate() {
            open &= number == 0;
            if piece.is_empty() {
                continue;
            }
            if open {
                words.last_mut().expect("a word is open").push((*style, piece));
            } else {
                words.push(vec![(*style, piece)]);
            }
            open = true;
        }
    }
    words
}

/// One space for all white space, and no character that moves the cursor, changes colours or turns the direction of what
/// follows: pages are written by others.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => {}
            char if char.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            char if char.is_control() => out.push('\u{fffd}'),
            char => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(width: usize, draw: impl Fn(&mut Sheet), expected: &str) {
        let mut sheet = Sheet::of(width);
        draw(&mut sheet);
        assert_eq!(anstream::adapter::strip_str(&sheet.into_text()).to_string(), expected);
    }

    #[test]
    fn lines_break_at_the_width_and_hang() {
        let line = Line::default().plain("satu dua ").styled(STRONG, "tiga").plain(", empat lima");
        check(12, |sheet| sheet.line(1, 3, &line), " satu dua\n   tiga,\n   empat\n   lima\n");
        check(40, |sheet| sheet.line(0, 2, &line), "satu dua tiga, empat lima\n");
        check(40, |sheet| sheet.line(0, 4, &line), "satu dua tiga, empat lima\n");
    }

    #[test]
    fn columns_stand_side_by_side() {
        let (left, right) = (Line::default().plain("kiri"), Line::default().plain("kanan atas bawah"));
        check(16, |sheet| sheet.columns(2, &left, 8, &right), "  kiri  kanan\n        atas\n        bawah\n");
    }

    #[test]
    fn a_page_cannot_steer_the_terminal() {
        let line = Line::default().plain("a\u{1b}[31mb\u{202e}c\td\r\ne");
        check(40, |sheet| sheet.line(0, 0, &line), "a\u{fffd}[31mbc d e\n");
    }
}
