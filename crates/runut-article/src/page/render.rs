//! The tree to lines, a line a block, each tied to its element.

use std::borrow::Cow;

use runut_text::{Seam, Span};

use super::evidence::letters;
use crate::{
    article::Article,
    calls::Calls,
    dom::{
        Dom, Markup, Tag,
        entity::{decode_entity, entity_len},
    },
    line::Mark,
};

/// Bytes of a line under a picture, in slanted type or with the picture's own words, that tells what it shows.
const CAPTION_BYTES_MAX: u32 = 300;

/// The lines of a page and the elements that they stand in.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) text: String,
    pub(super) seam: Seam<Markup, Article>,
    pub(super) lines: Vec<Line>,
    /// The page first, then every element that is seen, in the order of the markup.
    pub(super) elements: Vec<Element>,
}

/// A line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// First byte of the text, and the first after the line.
    pub(super) start: u32,
    pub(super) end: u32,
    /// The innermost element that holds all of it.
    pub(super) element: u32,
    /// Bytes in links.
    pub(super) linked: u32,
    /// Bytes in bold type.
    pub(super) bold: u32,
    /// Whether all words are in slanted or small type.
    slanted: bool,
    /// Whether a picture stands right before it, in a block that it is in.
    under_picture: bool,
    /// Whether it reads like the words under a picture: in slanted type, or the picture's own.
    pub(super) caption: bool,
    pub(super) mark: Mark,
}

/// An element that is seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element {
    pub(super) node: u32,
    pub(super) tag: Tag,
    /// Index of the element that it is in.
    pub(super) parent: u32,
    /// Its first line, and the first after it.
    pub(super) first: u32,
    pub(super) after: u32,
    /// Index after the last element within it.
    pub(super) end: u32,
}

impl Line {
    pub(super) fn len(&self) -> u32 {
        self.end - self.start
    }

    pub(super) fn words<'a>(&self, page: &'a Page) -> &'a str {
        &page.text[self.start as usize..self.end as usize]
    }

    /// The share of the line that links take, in hundredths.
    pub(super) fn link_percent(&self) -> u32 {
        self.linked * 100 / self.len().max(1)
    }
}

impl Page {
    /// The element and what it is in, the innermost first.
    pub(super) fn up(&self, element: u32) -> impl Iterator<Item = u32> {
        let parent = |at: &u32| (*at > 0).then(|| self.elements[*at as usize].parent);
        std::iter::successors(Some(element), parent)
    }

    /// Whether `inner` is `outer` or within it.
    pub(super) fn within(&self, inner: u32, outer: u32) -> bool {
        (outer..self.elements[outer as usize].end).contains(&inner)
    }
}

/// Renders a tree.
pub(super) fn render(dom: &Dom, calls: &Calls) -> Page {
    let mut made = Renderer {
        page: Page::default(),
        open: Vec::new(),
        ends: Vec::new(),
        marks: vec![Mark::None],
        space: None,
        line: None,
        links: 0,
        bolds: 0,
        slants: 0,
        pictured: false,
        alt: None,
    };
    made.page.elements.push(Element { node: 0, tag: Tag::Page, parent: 0, first: 0, after: 0, end: 1 });
    made.open.push(0);
    made.ends.push(dom.len());
    let mut id = 1;
    while id < dom.len() {
        let node = dom.node(id);
        made.close_before(id);
        let tag = node.tag();
        if tag == Tag::Text {
            let span = node.span();
            made.read(node.raw(), span.start());
        } else if tag.is_hidden() || tag == Tag::Head || calls.said(id).clipped {
            id = node.end();
            continue;
        } else if tag == Tag::Br || tag == Tag::Hr {
            made.break_line();
        } else {
            if tag == Tag::Img {
                made.pictured = true;
                made.alt =
                    node.attr("alt").filter(|alt| !alt.is_empty()).map(Cow::into_owned).or(made.alt.take());
            }
            made.start(id, tag, node.end());
        }
        id += 1;
    }
    made.close_before(dom.len());
    made.break_line();
    made.page.elements[0].after = made.page.lines.len() as u32;
    made.page.elements[0].end = made.page.elements.len() as u32;
    made.page
}

struct Renderer {
    page: Page,
    /// Open elements, the outermost first.
    open: Vec<u32>,
    /// Where each ends.
    ends: Vec<usize>,
    /// What each and those that it is in say of a line.
    marks: Vec<Mark>,
    /// White space that was passed over since the last character.
    space: Option<Span<Markup>>,
    /// The line that is being written.
    line: Option<Line>,
    links: u32,
    bolds: u32,
    slants: u32,
    /// Whether a picture was passed since the last line, and no block ended since.
    pictured: bool,
    /// What the last picture that was passed since the last line is said to show.
    alt: Option<String>,
}

impl Renderer {
    fn start(&mut self, id: usize, tag: Tag, end: usize) {
        if stands_apart(tag) {
            self.break_line();
        }
        if end == id + 1 {
            return;
        }
        self.links += u32::from(tag == Tag::A);
        self.bolds += u32::from(is_bold(tag));
        self.slants += u32::from(is_slanted(tag));
        let parent = self.open.last().copied().unwrap_or_default();
        let first = self.page.lines.len() as u32;
        let index = self.page.elements.len() as u32;
        self.page.elements.push(Element {
            node: id as u32,
            tag,
            parent,
            first,
            after: first,
            end: index + 1,
        });
        self.open.push(index);
        self.ends.push(end);
        self.marks.push(mark_within(tag, self.mark()));
    }

    /// Ends the elements that end before a node.
    fn close_before(&mut self, id: usize) {
        while self.open.len() > 1 && self.ends.last().is_some_and(|end| *end <= id) {
            let Some(index) = self.open.pop() else { return };
            self.ends.pop();
            self.marks.pop();
            let tag = self.page.elements[index as usize].tag;
            self.links -= u32::from(tag == Tag::A);
            self.bolds -= u32::from(is_bold(tag));
            self.slants -= u32::from(is_slanted(tag));
            if stands_apart(tag) {
                self.break_line();
                self.pictured = false;
            }
            let end = self.page.elements.len() as u32;
            let element = &mut self.page.elements[index as usize];
            element.after = self.page.lines.len() as u32 + u32::from(self.line.is_some());
            element.end = end;
        }
    }

    /// Reads the characters of a node that stand at `from` in the markup.
    fn read(&mut self, raw: &str, from: usize) {
        let mut at = 0;
        while at < raw.len() {
            let start = at;
            let (len, spaces) = plain_len(&raw[at..]);
            if len > 0 {
                at += len;
                self.push(&raw[start..at], from + start, len, spaces);
                continue;
            }
            let blank = raw.as_bytes()[at..].iter().take_while(|byte| is_blank(**byte)).count();
            if blank > 0 {
                at += blank;
                self.space_at(from + start, blank);
                continue;
            }
            let Some(c) = raw[at..].chars().next() else { return };
            let len = if c == '&' { entity_len(&raw[at..]) } else { c.len_utf8() };
            let own = &raw[at..at + len];
            at += len;
            if c == '&' && len > 1 {
                let made = decode_entity(own);
                if made.chars().all(is_space) {
                    self.space_at(from + start, len);
                } else {
                    self.push(&made, from + start, len, 0);
                }
            } else if is_space(c) {
                self.space_at(from + start, len);
            } else {
                self.push(own, from + start, len, 0);
            }
        }
    }

    fn space_at(&mut self, from: usize, len: usize) {
        if self.line.is_some() {
            let source = Span::new(from, from + len);
            self.space = Some(self.space.map_or(source, |space| space.cover(source)));
        }
    }

    /// Adds words that stand at `from` in the markup and take `len` bytes there; `spaces` of their bytes are white space.
    fn push(&mut self, words: &str, from: usize, len: usize, spaces: u32) {
        let element = self.open.last().copied().unwrap_or_default();
        if self.line.is_none() {
            let start = self.page.text.len() as u32;
            let mark = self.mark();
            let under_picture = std::mem::take(&mut self.pictured);
            self.line = Some(Line {
                start,
                end: start,
                element,
                linked: 0,
                bold: 0,
                slanted: true,
                under_picture,
                caption: false,
                mark,
            });
        }
        if let Some(space) = self.space.take() {
            self.sew(" ", space);
        }
        let (links, bolds, slants) = (self.links, self.bolds, self.slants);
        if let Some(line) = &mut self.line {
            line.slanted &= slants > 0;
            if links > 0 {
                line.linked += words.len() as u32 - spaces;
            }
            if bolds > 0 {
                line.bold += words.len() as u32 - spaces;
            }
            // The innermost element that holds both what was there and what comes: one that is still open.
            while line.element != element {
                let held = self.open.binary_search(&line.element).is_ok();
                if held {
                    break;
                }
                line.element = self.page.elements[line.element as usize].parent;
            }
        }
        self.sew(words, Span::new(from, from + len));
    }

    fn sew(&mut self, words: &str, source: Span<Markup>) {
        let start = self.page.text.len();
        self.page.text.push_str(words);
        self.page.seam.push(source, Span::new(start, self.page.text.len()));
    }

    fn break_line(&mut self) {
        self.space = None;
        if let Some(mut line) = self.line.take() {
            line.end = self.page.text.len() as u32;
            let alt = self.alt.take();
            if line.mark == Mark::None && line.len() <= CAPTION_BYTES_MAX {
                let said = || alt.is_some_and(|alt| letters(&alt) == letters(line.words(&self.page)));
                line.caption = line.slanted && line.under_picture || said();
            }
            self.page.text.push('\n');
            self.page.lines.push(line);
        }
    }

    /// What the open elements say of a line.
    fn mark(&self) -> Mark {
        self.marks.last().copied().unwrap_or_default()
    }
}

/// What an element says of its lines, within others that say `outer`: a menu's heading is of the menu.
fn mark_within(tag: Tag, outer: Mark) -> Mark {
    if outer == Mark::Aside {
        return outer;
    }
    match tag {
        Tag::Nav | Tag::Footer | Tag::Aside | Tag::Form | Tag::Button | Tag::Menu => Mark::Aside,
        Tag::H1 => Mark::Headline,
        Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Mark::Heading,
        Tag::Figcaption => Mark::Caption,
        _ => outer,
    }
}

/// Bytes of the characters at the start that stand for themselves, words parted by one space each; and how many of the
/// bytes are such spaces.
fn plain_len(raw: &str) -> (usize, u32) {
    let bytes = raw.as_bytes();
    let (mut at, mut spaces) = (0, 0);
    loop {
        while bytes.get(at).is_some_and(|byte| KINDS[usize::from(*byte)] == Kind::Plain) {
            at += 1;
        }
        let Some(byte) = bytes.get(at) else { break };
        match KINDS[usize::from(*byte)] {
            Kind::Plain => {}
            // A space between two plain characters is the text's own.
            Kind::Space => {
                let goes_on = bytes.get(at + 1).is_some_and(|byte| KINDS[usize::from(*byte)] == Kind::Plain);
                if at == 0 || !goes_on {
                    break;
                }
                spaces += 1;
                at += 2;
            }
            Kind::Wide => {
                let c = raw[at..].chars().next().unwrap_or(' ');
                if is_space(c) {
                    break;
                }
                at += c.len_utf8();
            }
            Kind::Other => break,
        }
    }
    (at, spaces)
}

/// What the reader of characters must know of a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It is of a character that is no white space.
    Plain,
    Space,
    /// It opens a character that may be white space.
    Wide,
    /// White space of another kind, or `&`.
    Other,
}

const KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Plain; 256];
    let other = [b'&', b'\n', b'\t', b'\r', b'\x0B', b'\x0C'];
    let mut at = 0;
    while at < other.len() {
        kinds[other[at] as usize] = Kind::Other;
        at += 1;
    }
    // The first bytes of U+0085, U+00A0, U+1680, U+2000 to U+205F, U+2060, U+3000, U+FEFF.
    let wide = [0xC2_usize, 0xE1, 0xE2, 0xE3, 0xEF];
    let mut at = 0;
    while at < wide.len() {
        kinds[wide[at]] = Kind::Wide;
        at += 1;
    }
    kinds[b' ' as usize] = Kind::Space;
    kinds
};

fn is_bold(tag: Tag) -> bool {
    matches!(tag, Tag::B | Tag::Strong)
}

fn is_slanted(tag: Tag) -> bool {
    matches!(tag, Tag::I | Tag::Em | Tag::Small)
}

/// Whether an element stands on lines of its own.
fn stands_apart(tag: Tag) -> bool {
    !tag.is_inline() || tag == Tag::Button
}

/// White space of ASCII: most of what stands between tags.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// White space, and marks that take no room.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}
