//! What did the outlet publish? A page in, an [`Article`] out.
//!
//! The page's bytes become one text; its lines become [`Block`]s, kept or dropped but never deleted; out of the
//! blocks and the first words come headline, byline, dateline, date and credits. Nothing here knows a claim, or a
//! second article. Reading never fails: what is not as it should be becomes a [`Note`].

mod article;
mod block;
mod boilerplate;
mod byline;
mod credit;
mod date;
mod dateline;
mod language;
mod line;
mod outlet;
mod words;

pub use article::{Article, Block, BlockKind, Credit, CreditScope, Field};
use runut_packs::Packs;
use runut_text::{Note, NoteCode, Page, Seam, Span};

/// Reads one page.
pub fn read(page: &Page, packs: &Packs) -> (Article, Vec<Note<Article>>) {
    let mut notes = Vec::new();
    let text = String::from_utf8_lossy(&page.bytes).into_owned();
    let seam = Seam::identity(text.len());
    let lines = line::find_lines(&text, &[]);
    let language = language::find_language(&text, packs);
    if language.is_none() {
        notes.push(Note::whole(NoteCode::LanguageUnknown, "no pack reads this language"));
    }
    let layout = block::find_layout(&text, &lines, packs, language);
    let blocks = block::find_blocks(&text, &lines, &layout, language);
    let title = layout.title.map(|at| Field { value: lines[at].words.to_owned(), span: lines[at].span });
    if title.is_none() {
        notes.push(Note::whole(NoteCode::HeadlineMissing, "no line before the prose is a headline"));
    }
    let byline = byline::read_bylines(&text, &lines, &layout, language, packs);
    let outlet = outlet::find_outlet(&text, &lines, &layout, &byline, language, packs);
    let credits = credit::find_credits(&text, &blocks, language, packs, outlet.map(|span| span.of(&text)));
    let opening = layout.opening.as_ref().map(|(_, opening)| *opening).unwrap_or_default();
    let field = |span: Span<Article>| Field { value: span.of(&text).to_owned(), span };
    let article = Article {
        id: page.id.clone(),
        origin: page.origin.clone(),
        digest: Some(page.digest()),
        language: language.map(|language| language.tag.clone()).unwrap_or_default(),
        seam,
        blocks,
        title,
        outlet: outlet.map(field),
        authors: byline.authors,
        editors: byline.editors,
        dateline: opening.place.or(byline.place).map(field),
        published: layout
            .dates
            .first()
            .map(|(_, date)| Field { value: date.stamp.value.clone(), span: date.stamp.span }),
        credits,
        text,
    };
    (article, notes)
}
