//! Where on a page of markup the report stands, and what everything else is.
//!
//! The page is rendered to lines, a line a block, each tied to its element (`render`). Elements are weighed by the
//! prose in them, by what the markup calls them and by what the page's own metadata quotes of the body (`evidence`);
//! the element whose lines weigh most holds the body (`choose`). What in it is no prose is set aside (`kinds`).

mod choose;
mod evidence;
mod kinds;
mod part;
mod render;
mod teaser;

use runut_packs::Packs;
use runut_text::Seam;

use crate::{
    article::{Article, BlockKind},
    calls::Calls,
    dom::{Dom, Markup},
    line::Mark,
};

/// A page of markup as a reader sees it.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// A line per block.
    pub(crate) text: String,
    /// From places in the text to places in the markup.
    pub(crate) seam: Seam<Markup, Article>,
    /// What each line is, in reading order.
    pub(crate) lines: Vec<PageLine>,
}

/// What the markup says of a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PageLine {
    /// First byte of the text.
    pub(crate) start: usize,
    /// What its element says of it.
    pub(crate) mark: Mark,
    /// What it is; `None` where only the words can tell.
    pub(crate) kind: BlockKind,
}

/// Reads a page.
pub(crate) fn read(dom: &Dom, calls: &Calls, packs: &Packs) -> Rendered {
    let page = render::render(dom, calls);
    let mut parts = part::find_parts(&page, calls);
    let mut evidence = evidence::find_evidence(dom, &page);
    let teasers = teaser::find_teasers(&page);
    let choice = choose::choose(&page, &parts, &teasers, &mut evidence);
    let mut kinds = kinds::find_kinds(&page, &parts, &evidence, choice, &packs.markup);
    if !kinds.iter().any(|kind| kind.is_prose()) {
        // What the markup calls its elements cannot be true where no report is left.
        part::distrust_names(&page, &mut parts);
        let choice = choose::choose(&page, &parts, &[], &mut evidence);
        kinds = kinds::find_kinds(&page, &parts, &evidence, choice, &packs.markup);
    }
    let lines = page
        .lines
        .iter()
        .zip(kinds)
        .map(|(line, kind)| PageLine { start: line.start as usize, mark: line.mark, kind })
        .collect();
    Rendered { text: page.text, seam: page.seam, lines }
}
