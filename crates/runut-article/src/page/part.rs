//! What the markup calls the parts of a page.

use runut_packs::Part;

use super::render::{Element, Page};
use crate::{
    calls::Calls,
    dom::Tag,
    line::{Mark, ends_sentence},
};

/// Bytes of a line that is a paragraph, where it ends as a sentence does.
const PARAGRAPH_BYTES_MIN: u32 = 100;

/// What is known of an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// The part that it is by its tag and by the words in its attributes.
    pub(super) part: Option<Part>,
    /// Whether its words say that it holds the body.
    pub(super) body: bool,
    /// Whether its words say that it tells the report in short.
    pub(super) lead: bool,
    /// Whether it is a post of a platform that the report shows.
    pub(super) post: bool,
}

/// What is known of each element that holds a line.
pub(super) fn find_parts(page: &Page, calls: &Calls) -> Vec<Known> {
    let known = page.elements.iter().map(|element| {
        if element.after == element.first || matches!(element.tag, Tag::Page | Tag::Html | Tag::Body) {
            return Known::default();
        }
        let said = calls.said(element.node as usize);
        let own = said.part.filter(|part| match part {
            Part::Related => !said.lead,
            Part::Caption => !tells(page, element),
            _ => true,
        });
        Known { part: of_tag(element.tag).or(own), body: said.body, lead: said.lead, post: said.post }
    });
    known.collect()
}

/// Whether an element has a heading or paragraphs of its own, as no caption has: "image-text" also names a picture that
/// stands beside a part of the report.
fn tells(page: &Page, element: &Element) -> bool {
    let lines = &page.lines[element.first as usize..element.after as usize];
    let paragraphs =
        lines.iter().filter(|line| line.len() >= PARAGRAPH_BYTES_MIN && ends_sentence(line.words(page)));
    lines.iter().any(|line| line.mark == Mark::Heading) || paragraphs.take(2).count() == 2
}

/// Forgets what words in attributes say of side parts, but for those that no page tells its report in.
pub(super) fn distrust_names(page: &Page, known: &mut [Known]) {
    for (known, element) in known.iter_mut().zip(&page.elements) {
        let trusted = known.part.filter(|part| matches!(part, Part::Comment | Part::Caption | Part::Hidden));
        known.part = trusted.or(of_tag(element.tag));
    }
}

fn of_tag(tag: Tag) -> Option<Part> {
    match tag {
        Tag::Nav | Tag::Footer | Tag::Menu => Some(Part::Navigation),
        Tag::Form | Tag::Label | Tag::Fieldset => Some(Part::Promotion),
        Tag::Aside => Some(Part::Related),
        Tag::Button => Some(Part::Share),
        Tag::Figcaption => Some(Part::Caption),
        _ => None,
    }
}
