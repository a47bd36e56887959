//! A claim line: claimant → link → outlet, the day, the words.

use super::{
    Line, Sheet, number,
    sheet::{FAINT, NOTE, STRONG},
};
use crate::messages::Messages;

/// Words longer than this are cut: a claim line is to be seen at a glance, and `--text` and `--json` have all of it.
const WORDS_CHARS_MAX: usize = 420;
/// Room that words need to the right of a chain; with less they stand below it.
const WORDS_COLUMNS_MIN: usize = 36;

/// One telling of a claim.
#[derive(Debug, Clone)]
pub(crate) struct Telling<'a> {
    /// Before the chain: a number, a value.
    pub(crate) label: String,
    /// Who says it; `None` where the outlet says it itself.
    pub(crate) by: Option<&'a str>,
    /// The links, nearest to the claimant first.
    pub(crate) via: &'a [String],
    /// Where it was read: the outlet's name, else the report's id.
    pub(crate) outlet: &'a str,
    /// EDTF.
    pub(crate) date: Option<&'a str>,
    /// The words.
    pub(crate) words: &'a str,
    /// Whether they are the speaker's own.
    pub(crate) direct: bool,
    /// What else is to be said, after the words.
    pub(crate) aside: String,
    /// Lines below the words.
    pub(crate) below: Vec<Line>,
}

/// Prints tellings one below the other: words beside the chains where all chains leave room for them, else below.
pub(crate) fn tellings(sheet: &mut Sheet, indent: usize, tellings: &[Telling], messages: &Messages) {
    let heads: Vec<Line> = tellings.iter().map(|telling| head(telling, messages)).collect();
    let words_at = indent + heads.iter().map(Line::width).max().unwrap_or(0) + 3;
    for (telling, head) in tellings.iter().zip(&heads) {
        let words = words(telling);
        if words_at + WORDS_COLUMNS_MIN <= sheet.width() {
            sheet.columns(indent, head, words_at, &words);
        } else {
            sheet.line(indent, indent + 4, head);
            sheet.line(indent + 4, indent + 4, &words);
        }
        for line in &telling.below {
            sheet.line(indent + 6, indent + 8, line);
        }
    }
}

fn head(telling: &Telling, messages: &Messages) -> Line {
    let mut line = Line::default();
    if !telling.label.is_empty() {
        line = line.styled(FAINT, &telling.label).plain(" ");
    }
    let links = telling.by.into_iter().chain(telling.via.iter().map(String::as_str)).chain([telling.outlet]);
    for (at, link) in links.enumerate() {
        if at > 0 {
            line = line.styled(FAINT, " → ");
        }
        let style = if at == 0 && telling.by.is_some() { STRONG } else { anstyle::Style::new() };
        line = line.styled(style, link);
    }
    match telling.date {
        Some(date) => line.styled(FAINT, &format!(" · {}", number::day(date, messages))),
        None => line,
    }
}

fn words(telling: &Telling) -> Line {
    let mut words: String = telling.words.chars().take(WORDS_CHARS_MAX).collect();
    if words.len() < telling.words.len() {
        words.push_str(" …");
    }
    let line = if telling.direct {
        Line::default().plain("“").plain(words.trim()).plain("”")
    } else {
        Line::default().plain(words.trim())
    };
    if telling.aside.is_empty() { line } else { line.styled(NOTE, &format!(" {}", telling.aside)) }
}
