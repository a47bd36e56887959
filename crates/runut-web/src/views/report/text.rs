//! The report's text: its paragraphs, and what is marked in them.

use runut_article::{Article, BlockKind};
use runut_claim::{Place, Reading};

use super::claims::Claim;
use crate::marks::Mark;

/// A paragraph: one line of the text, or several lines of junk together.
pub(crate) struct Paragraph {
    /// Class of the style sheet.
    pub(crate) class: &'static str,
    /// Name of the junk's kind, where all of it is junk.
    pub(crate) kind: &'static str,
    /// Stretches in reading order: the kind of junk, or `None` for prose.
    pub(crate) stretches: Vec<(Option<&'static str>, Place)>,
}

/// The paragraphs of an article: blocks on one line make one paragraph.
pub(crate) fn paragraphs(article: &Article) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut last = 0;
    for block in &article.blocks {
        let kind = block.kind.as_str();
        let junk = (!block.kind.is_prose()).then_some(kind);
        let same_line = last <= block.span.start() && !article.text[last..block.span.start()].contains('\n');
        last = block.span.end();
        if let Some(paragraph) = paragraphs.last_mut().filter(|_| same_line) {
            paragraph.stretches.push((junk, block.span));
            if paragraph.kind != junk.unwrap_or_default() {
                (paragraph.class, paragraph.kind) = ("prose", "");
            }
            continue;
        }
        let class = match block.kind {
            kind if kind.is_prose() => "prose",
            BlockKind::Title => "headline",
            BlockKind::Heading => "heading",
            _ => "junk",
        };
        let kind = junk.unwrap_or_default();
        paragraphs.push(Paragraph { class, kind, stretches: vec![(junk, block.span)] });
    }
    for paragraph in &mut paragraphs {
        if !paragraph.kind.is_empty() {
            // The paragraph as a whole says what it is.
            paragraph.stretches.iter_mut().for_each(|stretch| stretch.0 = None);
        }
    }
    paragraphs
}

/// Everything to be marked: the words in question, claims with their parts, quantities, places of notes.
pub(crate) fn marks(reading: &Reading, claims: &[Claim], focus: Option<Place>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |span, rank, class: String, id: Option<String>, claim, part| {
        marks.push(Mark { span, rank, class, id, claim, part });
    };
    if let Some(span) = focus {
        add(span, 0, "at".to_owned(), Some("at".to_owned()), None, None);
    }
    for claim in claims {
        let kind = if claim.statement { "said" } else { "event" };
        let state = claim.tags.iter().find(|(group, _)| *group == "polarity").map_or("", |(_, state)| state);
        let class = format!("m {kind} {state} o{}", claim.look.hue).replace("  ", " ");
        let rank = if claim.statement { 1 } else { 2 };
        add(claim.span, rank, class, Some(format!("w{}", claim.number)), Some(claim.number), None);
        for part in &claim.parts {
            add(*part, 3, "part".to_owned(), None, None, Some(claim.number));
        }
    }
    for quantity in &reading.annotations.quantities {
        add(quantity.span, 4, "quantity".to_owned(), None, None, None);
    }
    for mention in reading.annotations.mentions.iter().filter(|mention| mention.slip) {
        add(mention.span, 5, "slip".to_owned(), None, None, None);
    }
    marks
}
