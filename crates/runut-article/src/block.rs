//! Which lines are the report's prose, which its headline, and which neither.

use std::ops::Range;

use runut_packs::{Language, Packs};

use crate::{
    article::{Block, BlockKind},
    boilerplate::{cut_prose, is_caption, line_kind, signs_picture},
    byline::{is_anyone, is_initials, is_name, signs},
    date::{DateLine, read_date_line},
    dateline::{Opening, read_opening},
    identity::Identity,
    line::{Line, Mark},
};

/// What is known of each line, in reading order.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// Kinds of the lines.
    pub(crate) kinds: Vec<BlockKind>,
    /// The headline's line.
    pub(crate) title: Option<usize>,
    /// Lines with a publication date.
    pub(crate) dates: Vec<(usize, DateLine)>,
    /// The line whose prose opens the report with outlet or place.
    pub(crate) opening: Option<(usize, Opening)>,
}

/// What classifying needs.
struct Page<'a> {
    text: &'a str,
    lines: &'a [Line<'a>],
    packs: &'a Packs,
    language: Option<&'a Language>,
    identity: &'a Identity,
    kinds: Vec<Option<BlockKind>>,
}

/// Lines of prose after the first in which an opening may still stand: a lead comes before it.
const OPENING_LINES_MAX: usize = 4;
/// Lines of prose that may stand over the date.
const LEADS_MAX: usize = 2;
/// Lines at the top among which the headline is looked for.
const HEAD_LINES_MAX: usize = 80;
/// Words of a line of prose that opens the report.
const PROSE_WORDS_MIN: usize = 8;
/// The same, where links cut it.
const OPENED_WORDS_MIN: usize = 5;
/// Lines of a page of markup before and after its body that are looked at for byline and date.
const LINES_BEFORE_MAX: usize = 60;
const LINES_AFTER_MAX: usize = 30;
/// Lines into which links cut an opening paragraph.
const CUT_LINES_MAX: usize = 16;
/// Words of a heading between paragraphs.
const HEADING_WORDS_MAX: usize = 14;

/// Finds what each line is.
pub(crate) fn find_layout(
    text: &str,
    lines: &[Line],
    packs: &Packs,
    language: Option<&Language>,
    identity: &Identity,
) -> Layout {
    let mut page = Page { text, lines, packs, language, identity, kinds: vec![None; lines.len()] };
    let dates = page.mark_lines(0..lines.len());
    let opening = page.find_opening();
    let Some(first) = page.first_prose(opening.as_ref().map(|(at, _)| *at)) else {
        let title = page.find_title(lines.len());
        page.mark_head(title, lines.len());
        return page.layout(title, dates, None);
    };
    let title = page.find_title(first);
    page.mark_head(title, first);
    let last = page.last_prose(first);
    page.mark_middle(first, last);
    page.mark_foot(last);
    page.layout(title, dates, opening)
}

/// The lines around the body in which byline and date stand; what lies farther off is of other parts of the page.
fn near(kinds: &[BlockKind]) -> Range<usize> {
    let first = kinds.iter().position(|kind| kind.is_kept()).unwrap_or(0);
    let last = kinds.iter().rposition(|kind| kind.is_kept()).map_or(kinds.len(), |last| last + 1);
    first.saturating_sub(LINES_BEFORE_MAX)..(last + LINES_AFTER_MAX).min(kinds.len())
}

/// Finds what each line is of a page whose markup told where the body stands: `kinds` are the lines', in reading order.
/// The words of a line may tell more of it than its markup.
pub(crate) fn find_page_layout(
    text: &str,
    lines: &[Line],
    kinds: &[BlockKind],
    packs: &Packs,
    language: Option<&Language>,
    identity: &Identity,
) -> Layout {
    debug_assert_eq!(lines.len(), kinds.len(), "a line of the page is a line of the text");
    let mut page = Page { text, lines, packs, language, identity, kinds: vec![None; lines.len()] };
    let dates = page.mark_lines(near(kinds));
    for (at, &kind) in kinds.iter().enumerate().take(lines.len()) {
        let told = page.kinds[at].filter(|told| *told != BlockKind::Heading);
        page.kinds[at] = match told {
            // A sentence on who may use the report, or on how it came about, is the report's own.
            Some(BlockKind::Copyright) if kind.is_kept() && lines[at].is_prose() => None,
            // A post's lines are its own, whatever their words would be in a report: addresses, "Follow us".
            Some(_) if kind == BlockKind::Post => Some(kind),
            Some(told) if kind.is_kept() && lines[at].mark == Mark::None => Some(told),
            Some(told) if kind == BlockKind::Navigation => Some(told),
            _ if kind == BlockKind::Body => None,
            _ => Some(kind),
        };
    }
    // A heading under which nothing is kept is of what was set aside.
    let mut heads = false;
    for kind in page.kinds.iter_mut().rev() {
        match kind {
            Some(BlockKind::Heading) if !heads => *kind = Some(BlockKind::Navigation),
            Some(kind) => heads |= kind.is_prose(),
            None => heads = true,
        }
    }
    let title = lines
        .iter()
        .zip(&page.kinds)
        .position(|(line, kind)| *kind == Some(BlockKind::Title) && line.mark == Mark::Headline);
    let title = title.or_else(|| page.kinds.iter().position(|kind| *kind == Some(BlockKind::Title)));
    let opening = page.find_opening();
    page.layout(title, dates, opening)
}

/// The blocks of a page whose lines are known: prose is cut at the junk within it.
pub(crate) fn find_blocks(
    text: &str,
    lines: &[Line],
    layout: &Layout,
    language: Option<&Language>,
) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(lines.len());
    for (line, &kind) in lines.iter().zip(&layout.kinds) {
        if kind == BlockKind::Body {
            cut_prose(text, line.span, language, &mut blocks);
        } else {
            blocks.push(Block { kind, span: line.span });
        }
    }
    blocks
}

/// Most words of a line that points to another report: "Baca juga:".
const POINTER_WORDS_MAX: usize = 4;

impl Layout {
    /// Index of the first line below the head: a lead or two may stand in it.
    pub(crate) fn head_end(&self) -> usize {
        let prose = self.kinds.iter().enumerate().filter(|(_, kind)| **kind == BlockKind::Body);
        prose.map(|(at, _)| at).nth(LEADS_MAX).unwrap_or(self.kinds.len())
    }
}

impl Page<'_> {
    fn layout(
        self,
        title: Option<usize>,
        dates: Vec<(usize, DateLine)>,
        opening: Option<(usize, Opening)>,
    ) -> Layout {
        let kinds = self.kinds.into_iter().map(|kind| kind.unwrap_or(BlockKind::Body)).collect();
        Layout { kinds, title, dates, opening }
    }

    fn is_open(&self, at: usize) -> bool {
        self.kinds.get(at).is_some_and(Option::is_none)
    }

    /// Marks what lines say of themselves, wherever they stand.
    fn mark_lines(&mut self, range: Range<usize>) -> Vec<(usize, DateLine)> {
        let mut dates = Vec::new();
        let mut under_picture = false;
        let mut proses = 0;
        for (at, line) in self.lines.iter().enumerate().take(range.end).skip(range.start) {
            under_picture &= proses == 0 && !line.parted && line.count <= 12 && !line.is_prose();
            self.kinds[at] = self.mark_line(line, under_picture);
            if self.kinds[at].is_none_or(|kind| matches!(kind, BlockKind::Date | BlockKind::Byline))
                && let Some(date) =
                    read_date_line(self.text, line, self.packs, self.language, proses > LEADS_MAX)
                && !is_list_item(line)
            {
                let author = date.rest.iter().map(|span| span.of(self.text)).any(|words| {
                    is_name(words, self.language, self.packs) && !self.identity.has(words, self.packs)
                });
                self.kinds[at] = Some(if author { BlockKind::Byline } else { BlockKind::Date });
                dates.push((at, date));
            }
            under_picture |= self.kinds[at] == Some(BlockKind::Caption);
            proses += usize::from(self.kinds[at].is_none() && line.is_prose());
        }
        for at in 1..self.lines.len() {
            // Another report's headline under "Baca juga:".
            let (above, line) = (&self.lines[at - 1], &self.lines[at]);
            let points = self.kinds[at - 1] == Some(BlockKind::Related)
                && above.count <= POINTER_WORDS_MAX
                && above.words.ends_with(':');
            if points && self.is_open(at) && line.titled() && !line.is_prose() {
                self.kinds[at] = Some(BlockKind::Related);
            }
            // "Rani Puspita" over "Penulis".
            let role = self.kinds[at] == Some(BlockKind::Byline) && is_role(&self.lines[at], self.language);
            if role && self.is_open(at - 1) && is_name(self.lines[at - 1].words, self.language, self.packs) {
                self.kinds[at - 1] = Some(BlockKind::Byline);
            }
        }
        dates
    }

    fn mark_line(&self, line: &Line, under_picture: bool) -> Option<BlockKind> {
        if line.is_marks() {
            return Some(BlockKind::Navigation);
        }
        match line.mark {
            Mark::Caption => return Some(BlockKind::Caption),
            Mark::Heading if !line.is_prose() => {
                return line_kind(line, self.language, self.packs).or(Some(BlockKind::Heading));
            }
            Mark::Aside => return line_kind(line, self.language, self.packs).or(Some(BlockKind::Navigation)),
            Mark::Headline => return None,
            Mark::None | Mark::Heading => {}
        }
        let kind = line_kind(line, self.language, self.packs);
        if kind.is_some() {
            return kind;
        }
        // "*) Rani is a student ..." stands for who wrote it.
        if is_initials(line.words) && signs_picture(line.words, self.language) {
            return Some(BlockKind::Caption);
        }
        if is_initials(line.words) || line.words.starts_with("*)") && line.count <= 20 {
            return Some(BlockKind::Byline);
        }
        if line.count <= 1 && (line.words.contains("://") || line.words.starts_with("www.")) {
            return Some(BlockKind::Navigation);
        }
        if under_picture || is_caption(line, self.language, self.packs) {
            return Some(BlockKind::Caption);
        }
        None
    }

    /// The first line of prose that opens with outlet or place.
    fn find_opening(&self) -> Option<(usize, Opening)> {
        let open =
            (0..self.lines.len()).filter(|&at| self.is_open(at) && self.lines[at].count >= OPENED_WORDS_MIN);
        let mut proses = 0;
        open.take_while(|&at| {
            proses += usize::from(self.lines[at].count >= PROSE_WORDS_MIN);
            proses <= OPENING_LINES_MAX + 2
        })
        .find_map(|at| {
            let line = &self.lines[at];
            let opening = read_opening(self.text, line.span, self.identity, self.packs)?;
            // Links cut a line of prose into several; outlet and place together open one.
            let whole = opening.outlet.is_some() && opening.place.is_some();
            if line.count < PROSE_WORDS_MIN && !whole {
                return None;
            }
            // A headline may have a colon too.
            let sure = opening.outlet.is_some() || line.is_prose();
            sure.then_some((at, opening))
        })
    }

    fn first_prose(&self, opening: Option<usize>) -> Option<usize> {
        let mut open = (0..self.lines.len()).filter(|&at| self.is_open(at));
        let top = open.next()?;
        let asks = self.lines[top].words.ends_with(['?', '!']) && self.lines[top].count < 28;
        let is_prose = |at: usize| self.lines[at].is_prose() || opening == Some(at);
        if is_prose(top) && !(asks && opening != Some(top)) {
            return Some(top);
        }
        open.find(|&at| is_prose(at) && self.lines[at].mark != Mark::Headline)
    }

    /// The headline among the lines before the prose: what the markup says, what stands there twice, or the first
    /// line that is long enough. What follows a byline is none.
    fn find_title(&self, first: usize) -> Option<usize> {
        let head: Vec<usize> = (0..first).filter(|&at| self.is_open(at)).take(HEAD_LINES_MAX).collect();
        if let Some(at) = (0..self.lines.len())
            .find(|&at| self.lines[at].mark == Mark::Headline && self.lines[at].count >= 2)
        {
            return Some(at);
        }
        let repeated = head.iter().copied().find(|&at| {
            let line = &self.lines[at];
            line.count >= 3
                && !line.folded().is_empty()
                && head.iter().any(|&other| other > at && self.lines[other].folded() == line.folded())
        });
        if repeated.is_some() {
            return repeated;
        }
        let signed = (0..first).find(|&at| {
            matches!(self.kinds[at], Some(BlockKind::Byline | BlockKind::Credit))
                && !self.lines[at].is_marks()
        });
        let words = |at: usize| self.lines[at].count;
        let dated =
            |at: usize| at > 0 && self.kinds[at - 1] == Some(BlockKind::Date) && self.is_signature(at);
        let mut candidates = head;
        candidates.retain(|&at| signed.is_none_or(|signed| at < signed) && words(at) >= 2 && !dated(at));
        // Where something stands over the date, the headline is there.
        let date = (0..first).find(|&at| self.kinds[at] == Some(BlockKind::Date));
        if let Some(date) = date.filter(|&date| candidates.iter().any(|&at| at < date)) {
            candidates.retain(|&at| at < date);
        }
        let long = candidates.iter().copied().find(|&at| words(at) >= 5);
        // "VIDEO: Air Surut" over everything is the report's own.
        let top = self
            .kinds
            .first()
            .filter(|kind| **kind == Some(BlockKind::Related) && first > 0 && words(0) >= 4);
        long.or_else(|| candidates.iter().copied().max_by_key(|&at| (words(at), std::cmp::Reverse(at))))
            .or(top.map(|_| 0))
    }

    fn mark_head(&mut self, title: Option<usize>, first: usize) {
        let Some(title) = title else {
            for at in 0..first {
                if self.is_open(at) {
                    let heads = at + 1 == first && self.lines[at].count >= 3;
                    self.kinds[at] = Some(match () {
                        () if self.is_signature(at) => BlockKind::Byline,
                        () if heads => BlockKind::Heading,
                        () => BlockKind::Navigation,
                    });
                }
            }
            return;
        };
        let folded = self.lines[title].folded().to_owned();
        for at in 0..self.lines.len() {
            let same = !folded.is_empty() && self.lines[at].folded() == folded;
            if at == title || same && self.is_open(at) {
                self.kinds[at] = Some(BlockKind::Title);
            }
        }
        let cut = self.cut_opening(title, first).unwrap_or(first);
        for at in 0..cut {
            if self.is_open(at) {
                self.kinds[at] = self.head_kind(at, title);
            }
        }
    }

    /// The line after "Lembayung" and "-" alone, where links cut the paragraph that they open into lines: one of these
    /// starts as no line of its own does.
    fn cut_opening(&self, title: usize, first: usize) -> Option<usize> {
        let dash =
            (title + 2..first).find(|&at| self.lines[at].is_marks() && self.lines[at - 1].count <= 3)?;
        let small = |at: usize| {
            let words = self.lines[at].words;
            words.starts_with(char::is_lowercase) || words.starts_with(['.', ','])
        };
        let lines = dash + 1..(first + 1).min(self.lines.len());
        (lines.len() <= CUT_LINES_MAX && lines.clone().any(small)).then_some(dash + 1)
    }

    /// Whether a line of the head is who made the report.
    fn is_signature(&self, at: usize) -> bool {
        let words = self.lines[at].words;
        // A name of one word is one only under the date.
        let dated = at > 0 && self.kinds[at - 1] == Some(BlockKind::Date);
        let dash_follows = self.lines.get(at + 1).is_some_and(Line::is_marks);
        signs(words, self.language, self.packs)
            || dated
                && !dash_follows
                && self.lines[at].count == 1
                && is_anyone(words, self.language, self.packs)
    }

    /// What a line between headline and prose is, or before both.
    fn head_kind(&self, at: usize, title: usize) -> Option<BlockKind> {
        let line = &self.lines[at];
        if at < title {
            return Some(BlockKind::Navigation);
        }
        if self.is_signature(at) {
            return Some(BlockKind::Byline);
        }
        let dash_follows = self.lines.get(at + 1).is_some_and(Line::is_marks);
        if dash_follows && line.count <= 3 {
            return Some(BlockKind::Byline);
        }
        // A lead under the headline is prose.
        if line.count >= 6 { None } else { Some(BlockKind::Navigation) }
    }

    fn last_prose(&self, first: usize) -> usize {
        let last = (first..self.lines.len()).rev().find(|&at| {
            self.is_open(at)
                && (self.lines[at].is_prose() || self.lines[at].count >= 12 && !self.lines[at].titled())
        });
        last.unwrap_or(first)
    }

    /// Headings and links between the paragraphs.
    fn mark_middle(&mut self, first: usize, last: usize) {
        let mut linked = 0;
        let mut proses = 1;
        for at in first + 1..last {
            let line = &self.lines[at];
            proses += usize::from(self.is_open(at) && line.is_prose());
            let dated = [at - 1, at + 1].iter().any(|&at| self.kinds[at] == Some(BlockKind::Date));
            match self.kinds[at] {
                None if dated && proses <= LEADS_MAX && self.is_signature(at) => {
                    self.kinds[at] = Some(BlockKind::Byline);
                }
                Some(BlockKind::Related) => linked = if line.count <= 3 { 5 } else { 0 },
                None if line.is_prose() => linked = 0,
                None if linked > 0 && line.titled() && line.count >= 4 => {
                    self.kinds[at] = Some(BlockKind::Related);
                    linked -= 1;
                }
                None if self.is_heading(at) => self.kinds[at] = Some(BlockKind::Heading),
                _ => {}
            }
        }
    }

    /// Whether a short line between paragraphs is a heading: prose comes before and after it, and it ends like none.
    fn is_heading(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let ends_plain = !line.words.ends_with([',', ';', ':', '.', '"', '”', '-']);
        let starts_plain = line.words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && !starts_item(line.words);
        let titled = line.titled() || line.count <= 6;
        let before = (0..at).rev().find(|&before| self.is_open(before));
        let after = (at + 1..self.lines.len()).find(|&after| self.is_open(after));
        let prose = |at: usize| self.lines[at].is_prose();
        (1..=HEADING_WORDS_MAX).contains(&line.count)
            && ends_plain
            && starts_plain
            && titled
            && before.is_some_and(|at| prose(at) && !self.lines[at].words.ends_with(':'))
            && after.is_some_and(|at| prose(at) || self.lines[at].count > HEADING_WORDS_MAX)
    }

    /// Lines after the last prose: tags, links, buttons; but a paragraph that is cut off is prose.
    fn mark_foot(&mut self, last: usize) {
        let mut section = BlockKind::Navigation;
        // "Berikut daftarnya:" goes on in the lines after it.
        let mut listing = self.lines[last].words.ends_with(':');
        for at in last + 1..self.lines.len() {
            let line = &self.lines[at];
            listing &= self.is_open(at);
            match self.kinds[at] {
                None if listing || starts_item(line.words) => {}
                Some(kind @ (BlockKind::Comment | BlockKind::Related)) => section = kind,
                Some(_) => {}
                None if at + 1 == self.lines.len() && at == last + 1 && is_cut_off(line) => {}
                None => self.kinds[at] = Some(section),
            }
        }
        // What stands after the form for comments is comment.
        if let Some(form) =
            (last + 1..self.lines.len()).find(|&at| self.kinds[at] == Some(BlockKind::Comment))
        {
            for at in form..self.lines.len() {
                if self.is_open(at) {
                    self.kinds[at] = Some(BlockKind::Comment);
                }
            }
        }
    }
}

/// Whether a last line without a stop is prose that a crawl cut off: it starts like a sentence, and is no row of titled words.
fn is_cut_off(line: &Line) -> bool {
    line.words.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
        && line.capitals < line.count
        && line.count >= 2
}

/// Whether a line opens like one of a list: "1. Rani", "a) Rani".
fn starts_item(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    let after = &first[digits..];
    let lettered = first.len() == 2 && first.ends_with(['.', ')']);
    lettered
        || (1..=2).contains(&digits)
            && after.starts_with(['.', ')'])
            && !after[1..].starts_with(|c: char| c.is_ascii_digit())
}

fn is_role(line: &Line, language: Option<&Language>) -> bool {
    language.is_some_and(|language| {
        let roles = &language.boilerplate;
        roles.authors.iter().chain(&roles.editors).any(|role| role == line.folded())
    })
}

/// Whether a line of figures is one of a list ("• EMAS 1.527.000").
fn is_list_item(line: &Line) -> bool {
    line.words.starts_with(['•', '·'])
}
