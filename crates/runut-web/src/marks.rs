//! Marks on a text: spans that nest and cross become elements that nest.

use runut_claim::Place;

/// One span to be marked.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Where, in bytes of the text.
    pub(crate) span: Place,
    /// Which of two marks on the same span stands outside: the lower.
    pub(crate) rank: u8,
    /// Classes of the style sheet.
    pub(crate) class: String,
    /// The element's id; stands on the first of its pieces.
    pub(crate) id: Option<String>,
    /// The number of the claim whose words these are: its key stands behind the last piece.
    pub(crate) claim: Option<usize>,
    /// The number of the claim that the words belong to without being its words: its cue, its claimant.
    pub(crate) part: Option<usize>,
}

/// A piece of marked text, in reading order. Openings and closings are balanced and nested.
#[derive(Debug, PartialEq)]
pub(crate) enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// A mark opens, for the first time or again.
    Open { class: &'a str, id: Option<&'a str>, claim: Option<usize>, part: Option<usize> },
    /// The innermost open mark closes; with the number of the claim that ends here.
    Close(Option<usize>),
}

/// The words of `within` with those marks that touch it. A mark that reaches beyond is cut; its id stands where it
/// begins, its key where it ends.
pub(crate) fn pieces<'a>(text: &'a str, within: Place, marks: &'a [Mark]) -> Vec<Piece<'a>> {
    let mut inside: Vec<&Mark> =
        marks.iter().filter(|mark| mark.span.overlaps(within) && !mark.span.is_empty()).collect();
    inside.sort_by_key(|mark| (mark.span.start(), usize::MAX - mark.span.end(), mark.rank));
    let mut cuts: Vec<usize> = inside.iter().flat_map(|mark| [mark.span.start(), mark.span.end()]).collect();
    cuts.extend([within.start(), within.end()]);
    cuts.retain(|cut| within.start() <= *cut && *cut <= within.end());
    cuts.sort_unstable();
    cuts.dedup();

    let mut out = Vec::new();
    let mut open: Vec<&Mark> = Vec::new();
    let mut next = inside.into_iter().peekable();
    let mut here = within.start();
    for cut in cuts {
        if here < cut {
            out.push(Piece::Text(&text[here..cut]));
        }
        here = cut;
        close(&mut open, &mut out, cut);
        if cut == within.end() {
            break;
        }
        while let Some(mark) = next.next_if(|mark| mark.span.start() <= cut) {
            if mark.span.end() > cut {
                out.push(opening(mark, mark.span.start() >= within.start()));
                open.push(mark);
            }
        }
    }
    for mark in open.iter().rev() {
        out.push(Piece::Close(mark.claim.filter(|_| mark.span.end() <= within.end())));
    }
    out
}

/// Closes what ends at `cut`; what stands inside it and does not end is closed and opened again.
fn close<'a>(open: &mut Vec<&'a Mark>, out: &mut Vec<Piece<'a>>, cut: usize) {
    let Some(lowest) = open.iter().position(|mark| mark.span.end() <= cut) else { return };
    let mut again = Vec::new();
    while open.len() > lowest {
        let Some(mark) = open.pop() else { break };
        let ends = mark.span.end() <= cut;
        out.push(Piece::Close(mark.claim.filter(|_| ends)));
        if !ends {
            again.push(mark);
        }
    }
    for mark in again.into_iter().rev() {
        out.push(opening(mark, false));
        open.push(mark);
    }
}

fn opening(mark: &Mark, first: bool) -> Piece<'_> {
    Piece::Open {
        class: &mark.class,
        id: mark.id.as_deref().filter(|_| first),
        claim: mark.claim,
        part: mark.part,
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use runut_text::Span;

    use super::*;

    /// Marks as letters, the earlier the further outside: `a` over bytes 0..4 is `("a", 0, 4)`.
    fn check(text: &str, within: (usize, usize), marks: &[(&str, usize, usize)], expected: &str) {
        let marks: Vec<Mark> = marks
            .iter()
            .enumerate()
            .map(|(rank, &(name, start, end))| Mark {
                span: Span::new(start, end),
                rank: rank as u8,
                class: name.to_owned(),
                id: Some(name.to_uppercase()),
                claim: Some(rank + 1),
                part: None,
            })
            .collect();
        let mut shown = String::new();
        let mut depth = 0;
        for piece in pieces(text, Span::new(within.0, within.1), &marks) {
            match piece {
                Piece::Text(words) => shown.push_str(words),
                Piece::Open { class, id, .. } => {
                    depth += 1;
                    let _ = write!(shown, "<{class}{}>", id.unwrap_or_default());
                }
                Piece::Close(key) => {
                    depth -= 1;
                    shown.push_str(&key.map_or("/".to_owned(), |key| format!("/{key}")));
                }
            }
        }
        assert_eq!(depth, 0, "{shown}");
        assert_eq!(shown, expected);
    }

    #[test]
    fn nested() {
        check("abcdef", (0, 6), &[("a", 0, 6), ("b", 2, 4)], "<aA>ab<bB>cd/2ef/1");
        check("abcdef", (0, 6), &[("a", 1, 4), ("b", 1, 4)], "a<aA><bB>bcd/2/1ef");
    }

    #[test]
    fn crossing() {
        check("abcdef", (0, 6), &[("a", 0, 4), ("b", 2, 6)], "<aA>ab<bB>cd//1<b>ef/2");
    }

    #[test]
    fn cut_by_the_block() {
        check("abcdef", (2, 4), &[("a", 0, 6)], "<a>cd/");
        check("abcdef", (2, 6), &[("a", 0, 4)], "<a>cd/1ef");
        check("abcdef", (0, 3), &[("a", 2, 6), ("b", 3, 5)], "ab<aA>c/");
        check("abcdef", (0, 6), &[], "abcdef");
        check("", (0, 0), &[], "");
    }
}
