//! What did the outlet publish? A page in, an [`Article`] out.
//!
//! The page's bytes become one text; its lines become [`Block`]s, kept or dropped but never deleted; out of the
//! blocks and the first words come headline, byline, dateline, date and credits. Nothing here knows a claim, or a
//! second article. Reading never fails: what is not as it should be becomes a [`Note`].

mod article;
mod block;
mod boilerplate;
mod byline;
mod calls;
mod credit;
mod date;
mod dateline;
mod decode;
pub mod dom;
mod head;
mod html;
mod identity;
mod join;
mod language;
mod line;
mod meta;
mod outlet;
mod page;
mod source;
mod words;

pub use article::{Article, Block, BlockKind, Credit, CreditScope, Field};
pub use meta::{Metadata, Teller, Told};
use runut_packs::Packs;
use runut_text::{Note, NoteCode, Page, Span};

use crate::{
    date::Stamp,
    join::{Joined, Printed, Sight},
    line::Line,
    source::Source,
};

/// Reads one page.
pub fn read(page: &Page, packs: &Packs) -> (Article, Vec<Note<Article>>) {
    let (article, notes) = read_undigested(page, packs);
    (Article { digest: Some(page.digest()), ..article }, notes)
}

/// Reads one page as [`read`] does, and leaves the article's digest empty, which takes a tenth of the time.
pub fn read_undigested(page: &Page, packs: &Packs) -> (Article, Vec<Note<Article>>) {
    let Source { text, seam, marks, kinds, names, meta, mut notes } = source::read_bytes(&page.bytes, packs);
    let lines = line::find_lines(&text, &marks);
    let language = language::find_language(&text, packs);
    let identity = identity::Identity::read(&text, &lines, names, packs);
    let layout = match &kinds {
        Some(kinds) => block::find_page_layout(&text, &lines, kinds, packs, language, &identity),
        None => block::find_layout(&text, &lines, packs, language, &identity),
    };
    let blocks = block::find_blocks(&text, &lines, &layout, language);
    let byline = byline::read_bylines(&text, &lines, &layout, language, packs, &identity);
    let outlet = outlet::find_outlet(&text, &lines, &layout, &byline, language, packs, &identity);
    let opening = layout.opening.as_ref().map(|(_, opening)| *opening).unwrap_or_default();
    let agency = opening.outlet.filter(|_| opening.bracketed);
    let credits =
        credit::find_credits(&text, &blocks, language, packs, outlet.map(|span| span.of(&text)), agency);
    let stamps = date::publication_dates(&lines, &layout, language);
    if !lines.is_empty() {
        if language.is_none() {
            notes.push(Note::whole(NoteCode::LanguageUnknown, "no pack reads this language"));
        }
        if layout.title.is_none() && meta.title.is_none() {
            notes.push(Note::whole(NoteCode::HeadlineMissing, "no line before the prose is a headline"));
        }
    }
    note_dates(&text, &stamps, &mut notes);
    let field = |span: Span<Article>| Field { value: span.of(&text).to_owned(), span };
    let printed = Printed {
        title: layout.title.map(|at| title_field(&lines[at])),
        outlet: outlet.map(field),
        authors: byline.authors,
        editors: byline.editors,
        stamps,
    };
    let sight = Sight { text: &text, lines: &lines, layout: &layout, seam: &seam, packs };
    let Joined { title, outlet, authors, editors, published } =
        join::join(printed, &meta, &sight, &mut notes);
    let article = Article {
        id: page.id.clone(),
        origin: page.origin.clone(),
        digest: None,
        language: language.map(|language| language.tag.clone()).unwrap_or_default(),
        title,
        outlet,
        authors,
        editors,
        dateline: opening.place.or(byline.place).map(field),
        published,
        credits,
        meta,
        seam,
        blocks,
        text,
    };
    (article, notes)
}

fn title_field(line: &Line) -> Field {
    Field { value: line.words.to_owned(), span: line.span }
}

/// What is not as it should be with the dates that a page prints over its report.
fn note_dates(text: &str, stamps: &[&Stamp], notes: &mut Vec<Note<Article>>) {
    for stamp in stamps {
        let words = stamp.span.of(text);
        if !stamp.possible {
            let detail = format!("no calendar has \"{words}\"");
            notes.push(Note::at(NoteCode::DateImpossible, stamp.span, detail));
        }
        if stamp.weekday_differs {
            let detail = format!("\"{words}\" does not fall on the weekday that stands with it");
            notes.push(Note::at(NoteCode::WeekdayContradictsDate, stamp.span, detail));
        }
    }
    let mut days = stamps.iter().filter(|stamp| stamp.possible && !stamp.updated);
    let Some(first) = days.next() else { return };
    if let Some(other) = days.find(|other| other.value.get(..10) != first.value.get(..10)) {
        let detail = format!("\"{}\" and \"{}\"", first.span.of(text), other.span.of(text));
        notes.push(Note::at(NoteCode::DatesContradict, other.span, detail));
    }
}
