//! Quotations: what stands between double quotation marks, or between single ones where a paragraph has no others.

use runut_article::Article;
use runut_text::{Note, NoteCode};

use crate::{Place, Text, TokenKind};

/// A stretch in quotation marks, within one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// What stands between the marks.
    pub inner: Place,
    /// First token: the opening mark.
    pub first: usize,
    /// Token after the last: the closing mark is the last, where there is one.
    pub end: usize,
    /// Whether it has both its marks.
    pub closed: bool,
    /// Index of its block in the article.
    pub block: usize,
}

/// Finds the quotations of the prose, in the order of the text. A mark without its partner gives a note, unless
/// it opens a paragraph of a quotation that the next paragraph takes up again.
pub fn find_quotations(text: &Text, notes: &mut Vec<Note<Article>>) -> Vec<Quotation> {
    let mut quotations = Vec::new();
    let mut at = 0;
    while let Some(sentence) = text.sentences.get(at) {
        let block = sentence.block;
        let count = text.sentences[at..].iter().take_while(|sentence| sentence.block == block).count();
        let tokens = sentence.tokens.start..text.sentences[at + count - 1].tokens.end;
        if !sentence.headline {
            let goes_on = text.sentences.get(at + count).is_some_and(|next| opens(text, next.tokens.start));
            find_in_block(text, tokens, block, goes_on, &mut quotations, notes);
        }
        at += count;
    }
    quotations
}

fn find_in_block(
    text: &Text,
    tokens: std::ops::Range<usize>,
    block: usize,
    goes_on: bool,
    quotations: &mut Vec<Quotation>,
    notes: &mut Vec<Note<Article>>,
) {
    if !tokens.clone().any(|at| text.tokens[at].kind == TokenKind::Quote) {
        find_single_in_block(text, tokens, block, quotations);
        return;
    }
    let mut open: Option<usize> = None;
    let mut nested_until = tokens.start;
    for at in tokens.clone() {
        if at < nested_until {
            continue;
        }
        if let Some(end) = open.and_then(|_| nested(text, at, tokens.end)) {
            nested_until = end;
            continue;
        }
        match open {
            Some(first) if closes(text, at) => {
                push(text, first, at, at + 1, true, block, quotations);
                open = None;
            }
            // A second opening mark: the first one has lost its partner.
            Some(first) if opens_only(text, at) => {
                note(text, first, notes);
                let end = text
                    .sentence_at(text.tokens[first].span.start())
                    .map_or(at, |sentence| text.sentences[sentence].tokens.end.min(at));
                push(text, first, end, end, false, block, quotations);
                open = Some(at);
            }
            None if opens(text, at) => open = Some(at),
            None if text.tokens[at].kind == TokenKind::Quote => note(text, at, notes),
            _ => {}
        }
    }
    if let Some(first) = open {
        if !goes_on {
            note(text, first, notes);
        }
        push(text, first, tokens.end, tokens.end, false, block, quotations);
    }
}

/// Fewest words between single marks, which set off titles and nicknames, too.
const SINGLE_WORDS_MIN: usize = 3;

/// Most words of a quotation in single marks that is a paragraph of its own and a heading.
const HEADING_WORDS_MAX: usize = 6;

/// The quotations in single marks: what opens stands before a word, what closes behind the end of a clause, since behind
/// a word it may be an apostrophe.
fn find_single_in_block(
    text: &Text,
    tokens: std::ops::Range<usize>,
    block: usize,
    quotations: &mut Vec<Quotation>,
) {
    let token = |at: usize| &text.tokens[at];
    let opens = |at: &usize| {
        matches!(token(*at).text, "'" | "‘")
            && token(*at).spaced
            && *at + 1 < tokens.end
            && !token(at + 1).spaced
    };
    let closes = |at: &usize| {
        matches!(token(*at).text, "'" | "’")
            && !token(*at).spaced
            && matches!(token(at - 1).text, "," | "." | "!" | "?" | "…")
            && text.tokens.get(at + 1).is_none_or(|next| next.spaced || next.kind == TokenKind::Mark)
    };
    let mut at = tokens.start;
    while let Some(first) = (at..tokens.end).find(opens) {
        let Some(last) = (first + 1..tokens.end).find(closes) else { break };
        let words = (first..last).filter(|&at| token(at).kind == TokenKind::Word).count();
        // "'All Bets Are Off.'" over a section
        let heading = first == tokens.start && last + 1 == tokens.end && words <= HEADING_WORDS_MAX;
        // The last that opens before it: "the '70s, he said. 'We ..."
        let first = (first..last).rev().find(opens).filter(|_| words >= SINGLE_WORDS_MIN && !heading);
        if let Some(first) = first {
            push(text, first, last, last + 1, true, block, quotations);
        }
        at = last + 1;
    }
}

/// Most tokens of a quotation within a quotation with the same marks.
const NESTED_TOKENS_MAX: usize = 8;

/// Where a short quotation within the open one ends: a mark that opens, then one that closes, then another one that
/// can do nothing but close.
fn nested(text: &Text, at: usize, end: usize) -> Option<usize> {
    if !opens_only(text, at) {
        return None;
    }
    let mut marks = (at + 1..end).filter(|&mark| text.tokens[mark].kind == TokenKind::Quote);
    let (close, last) = (marks.next()?, marks.next()?);
    let shuts = |mark: usize| !opens_only(text, mark) && !text.tokens[mark].spaced;
    (close - at <= NESTED_TOKENS_MAX && shuts(close) && shuts(last)).then_some(close + 1)
}

fn push(
    text: &Text,
    first: usize,
    inner_end: usize,
    end: usize,
    closed: bool,
    block: usize,
    quotations: &mut Vec<Quotation>,
) {
    if first + 1 < inner_end {
        let inner = text.tokens[first + 1].span.cover(text.tokens[inner_end - 1].span);
        quotations.push(Quotation { inner, first, end, closed, block });
    }
}

fn note(text: &Text, at: usize, notes: &mut Vec<Note<Article>>) {
    notes.push(Note::at(
        NoteCode::QuoteUnbalanced,
        text.tokens[at].span,
        "a quotation mark stands here without its partner",
    ));
}

/// Whether the token can open a quotation.
fn opens(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    if token.kind != TokenKind::Quote {
        return false;
    }
    match token.text {
        "“" | "„" | "‟" | "«" | "``" | "‘‘" => true,
        "”" | "»" => token.spaced && text.tokens.get(at + 1).is_some_and(|next| !next.spaced),
        _ => text.tokens.get(at + 1).is_some_and(|next| !next.spaced || token.spaced),
    }
}

/// Whether the token can do nothing but open a quotation.
fn opens_only(text: &Text, at: usize) -> bool {
    let token = &text.tokens[at];
    matches!(token.text, "“" | "„" | "«" | "\"" | "''" | "``" | "‘‘")
        && token.spaced
        && text.tokens.get(at + 1).is_some_and(|next| !next.spaced && next.kind != TokenKind::Mark)
}

/// Whether the token can close a quotation.
fn closes(text: &Text, at: usize) -> bool {
    text.tokens[at].kind == TokenKind::Quote && !opens_only(text, at)
}

#[cfg(test)]
mod tests {
    use runut_article::{Block, BlockKind};
    use runut_packs::Packs;
    use runut_text::Span;

    use super::*;

    fn quoted(prose: &str) -> (Vec<String>, usize) {
        let article = prose_article(prose);
        let text = Text::of(&article, Packs::builtin().language("id").expect("the pack is there"));
        let mut notes = Vec::new();
        let found = find_quotations(&text, &mut notes);
        (found.iter().map(|quotation| quotation.inner.of(prose).to_owned()).collect(), notes.len())
    }

    fn prose_article(prose: &str) -> Article {
        let blocks = prose.lines().filter(|line| !line.trim().is_empty()).map(|line| {
            let start = line.as_ptr() as usize - prose.as_ptr() as usize;
            Block { kind: BlockKind::Body, span: Span::new(start, start + line.len()).trim(prose) }
        });
        Article { blocks: blocks.collect(), text: prose.to_owned(), ..Article::default() }
    }

    #[test]
    fn marks_of_all_kinds_pair() {
        assert_eq!(
            quoted("\"Satu,\" katanya. “Dua. Tiga,” ujarnya. «Empat» dan „lima“."),
            (["Satu,", "Dua. Tiga,", "Empat", "lima"].map(String::from).to_vec(), 0)
        );
        assert_eq!(quoted("“Satu,’’ katanya.").0, ["Satu,"]);
        assert_eq!(quoted("''Satu,'' katanya. ``Dua.''").0, ["Satu,", "Dua."]);
        assert_eq!(quoted("\"Tekan \"Dua\"nya lagi,\" katanya.").0, ["Tekan \"Dua\"nya lagi,"]);
    }

    #[test]
    fn a_mark_without_partner_is_noted() {
        assert_eq!(quoted("“Satu, katanya.\nDua."), (vec!["Satu, katanya.".to_owned()], 1));
        assert_eq!(quoted("Satu,” katanya."), (vec![], 1));
        assert_eq!(quoted("“Satu.\n“Dua,” katanya."), (vec!["Satu.".to_owned(), "Dua,".to_owned()], 0));
    }
}
