//! What the markup tells of a report and what readers see of it, made one.
//!
//! The markup's word counts, since it is the newsroom's own and whole; its place is that of the words that readers see,
//! where they say the same. What stands in the markup alone has an empty place in the text, and its place in the page
//! is that of the same field in [`Metadata`].

use runut_packs::Packs;
use runut_text::{Note, NoteCode, Page, Seam, Span, is_alphanumeric};

use crate::{
    article::{Article, BlockKind, Field},
    block::Layout,
    date::Stamp,
    line::{Line, push_lower},
    meta::{Metadata, Teller, Told},
    outlet::same_outlet,
};

/// What readers see of a report as a whole.
#[derive(Debug, Default)]
pub(crate) struct Printed<'a> {
    pub(crate) title: Option<Field>,
    pub(crate) outlet: Option<Field>,
    pub(crate) authors: Vec<Field>,
    pub(crate) editors: Vec<Field>,
    /// The dates over the prose, in reading order.
    pub(crate) stamps: Vec<&'a Stamp>,
}

/// The fields of a report.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    pub(crate) title: Option<Field>,
    pub(crate) outlet: Option<Field>,
    pub(crate) authors: Vec<Field>,
    pub(crate) editors: Vec<Field>,
    pub(crate) published: Option<Field>,
}

/// The text in which readers see the fields.
pub(crate) struct Sight<'a> {
    pub(crate) text: &'a str,
    pub(crate) lines: &'a [Line<'a>],
    pub(crate) layout: &'a Layout,
    pub(crate) seam: &'a Seam<Page, Article>,
    pub(crate) packs: &'a Packs,
}

/// Joins what is printed with what the markup tells; the latter is empty of plain text, and nothing changes.
pub(crate) fn join(
    printed: Printed,
    meta: &Metadata<Page>,
    sight: &Sight,
    notes: &mut Vec<Note<Article>>,
) -> Joined {
    let published = sight.published(&printed.stamps, meta.published.as_ref(), notes);
    let title = match &meta.title {
        Some(told) => Some(sight.title(told, printed.title)),
        None => printed.title,
    };
    let outlet = match &meta.outlet {
        Some(told) => Some(sight.outlet(told, printed.outlet)),
        None => printed.outlet,
    };
    Joined {
        title,
        outlet,
        authors: sight.names(&meta.authors, printed.authors),
        editors: sight.names(&meta.editors, printed.editors),
        published,
    }
}

impl Sight<'_> {
    fn title(&self, told: &Told<Page>, printed: Option<Field>) -> Field {
        let same = |words: &str| same_words(words, &told.value);
        // The window's title is the last to be asked: it may be the site's name.
        if let Some(printed) = printed.filter(|printed| told.by == Teller::Window || same(&printed.value)) {
            return printed;
        }
        let titles = self.lines.iter().zip(&self.layout.kinds).filter(|(_, kind)| **kind == BlockKind::Title);
        let seen = titles.map(|(line, _)| line).find(|line| same(line.words));
        seen.map_or_else(|| self.unseen(told), |line| Field { value: line.words.to_owned(), span: line.span })
    }

    fn outlet(&self, told: &Told<Page>, printed: Option<Field>) -> Field {
        match printed.filter(|printed| same_outlet(&printed.value, &told.value, self.packs)) {
            Some(printed) => printed,
            None => self.seen(told).unwrap_or_else(|| self.unseen(told)),
        }
    }

    /// Names that the markup tells; those that are printed where it tells none.
    fn names(&self, told: &[Told<Page>], printed: Vec<Field>) -> Vec<Field> {
        if told.is_empty() {
            return printed;
        }
        let one = |told: &Told<Page>| {
            let same = printed.iter().find(|printed| same_words(&printed.value, &told.value));
            same.cloned().or_else(|| self.seen(told)).unwrap_or_else(|| self.unseen(told))
        };
        told.iter().map(one).collect()
    }

    /// When the report was published. A printed day stands for one that the markup gives in Greenwich's zone, or in
    /// none, and that is its neighbour: readers see the newsroom's own.
    fn published(
        &self,
        stamps: &[&Stamp],
        told: Option<&Told<Page>>,
        notes: &mut Vec<Note<Article>>,
    ) -> Option<Field> {
        let mut possible = stamps.iter().filter(|stamp| stamp.possible);
        let first = possible.clone().next();
        let field = |stamp: &Stamp| Field { value: stamp.value.clone(), span: stamp.span };
        let Some(told) = told else { return first.map(|stamp| field(stamp)) };
        let day = |value: &str| value.get(..10)?.parse::<jiff::civil::Date>().ok();
        let apart = |stamp: &Stamp| {
            let (seen, told) = (day(&stamp.value)?, day(&told.value)?);
            Some(told.until(seen).ok()?.get_days().abs())
        };
        if let Some(same) = possible.find(|stamp| apart(stamp) == Some(0)) {
            return Some(Field { value: told.value.clone(), span: same.span });
        }
        let Some(first) = first.filter(|stamp| !stamp.updated) else { return Some(self.dated(told)) };
        if apart(first) == Some(1) {
            let zone = told.value.get(16..).unwrap_or_default();
            return Some(if matches!(zone, "" | "+00:00") { field(first) } else { self.dated(told) });
        }
        let detail =
            format!("\"{}\" is printed, {} says {}", first.span.of(self.text), told.by.as_str(), told.value);
        notes.push(Note::at(NoteCode::DatesContradict, first.span, detail));
        Some(self.dated(told))
    }

    /// The value with the words outside the prose that say it, where readers see some.
    fn seen(&self, told: &Told<Page>) -> Option<Field> {
        if told.value.len() < 3 {
            return None;
        }
        let of_kind = |kind: BlockKind| {
            let lines = self.lines.iter().zip(&self.layout.kinds);
            lines.filter(move |(_, of)| **of == kind).map(|(line, _)| line)
        };
        let kinds = [BlockKind::Byline, BlockKind::Date, BlockKind::Credit, BlockKind::Copyright];
        let place = |line: &Line| {
            let at = memchr::memmem::find(line.words.as_bytes(), told.value.as_bytes())?;
            let parted = |c: Option<char>| c.is_none_or(|c| !is_alphanumeric(c));
            let (before, after) = (&line.words[..at], &line.words[at + told.value.len()..]);
            let whole = parted(before.chars().next_back()) && parted(after.chars().next());
            let start = line.span.start() + at;
            whole.then(|| Span::new(start, start + told.value.len()))
        };
        let span = kinds.into_iter().flat_map(of_kind).find_map(place)?;
        Some(Field { value: told.value.clone(), span })
    }

    /// What only the markup tells, or what it tells by words that readers see all the same.
    fn unseen(&self, told: &Told<Page>) -> Field {
        let seen = self.place(told).filter(|span| same_words(span.of(self.text), &told.value));
        match seen {
            Some(span) => Field { value: span.of(self.text).to_owned(), span },
            None => Field { value: told.value.clone(), span: Span::new(0, 0) },
        }
    }

    /// A date with the words that it was read from, where readers see them.
    fn dated(&self, told: &Told<Page>) -> Field {
        Field { value: told.value.clone(), span: self.place(told).unwrap_or(Span::new(0, 0)) }
    }

    /// What readers see of the words that tell a value.
    fn place(&self, told: &Told<Page>) -> Option<Span<Article>> {
        self.seam.to_made(told.span).map(|span| span.trim(self.text)).filter(|span| !span.is_empty())
    }
}

/// Whether words are the same but for case, marks and white space.
fn same_words(one: &str, other: &str) -> bool {
    let plain = |words: &str| {
        let mut plain = String::with_capacity(words.len());
        for word in words.split(|c: char| !is_alphanumeric(c)) {
            push_lower(&mut plain, word);
        }
        plain
    };
    let (one, other) = (plain(one), plain(other));
    !one.is_empty() && one == other
}
