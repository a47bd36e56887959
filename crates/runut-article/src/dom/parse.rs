//! Markup to nodes, in one pass.

use memchr::{memchr, memchr_iter, memchr3, memmem};
use runut_text::{NoteCode, Span};

use super::{
    Data, Dom, Markup,
    attribute::{ATTRIBUTES_MAX, is_space},
    tag::{COUNT, Tag},
};

/// Nodes of a page; what comes after the last is not read.
const NODES_MAX: usize = 1 << 20;
/// Elements within one another; what is nested deeper stands beside, not below.
const DEPTH_MAX: usize = 256;
/// Open elements among which the partner of an end tag is looked for.
const SCOPE_MAX: usize = 512;
/// Blocks that are opened anew where an end tag of bold type stands on their wrong side; as many as the standard has.
const REOPENED_MAX: usize = 8;

/// Reads markup.
pub(super) fn parse(source: &str) -> Dom<'_> {
    assert!(u32::try_from(source.len()).is_ok(), "a page is cut long before it is longer than u32");
    let mut parser = Parser {
        source,
        bytes: source.as_bytes(),
        at: 0,
        nodes: Vec::with_capacity(source.len() / 24),
        open: Vec::with_capacity(64),
        counts: [0; COUNT],
        notes: Vec::new(),
        seen_body: false,
        deep: false,
    };
    parser.nodes.push(Data { tag: Tag::Page, parent: 0, end: 0, start: 0, stop: 0 });
    parser.open.push(Open { tag: Tag::Page, node: 0, start: 0 });
    parser.run();
    parser.close_to(0);
    Dom { source, nodes: parser.nodes, notes: parser.notes }
}

/// Bytes of the tag name that `bytes` opens with.
pub(super) fn name_len(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| !is_space(**byte) && !matches!(byte, b'/' | b'>')).count()
}

/// An element whose end was not seen.
#[derive(Clone, Copy)]
struct Open {
    tag: Tag,
    /// Its node.
    node: u32,
    /// First byte of its start tag.
    start: u32,
}

struct Parser<'a> {
    source: &'a str,
    bytes: &'a [u8],
    /// First byte that was not read.
    at: usize,
    nodes: Vec<Data>,
    /// Open elements, the outermost first.
    open: Vec<Open>,
    /// How many elements of each tag are open: most end tags without a partner are told by it.
    counts: [u32; COUNT],
    notes: Vec<(NoteCode, Span<Markup>, String)>,
    seen_body: bool,
    /// Whether a note says that elements are nested too deep.
    deep: bool,
}

impl Parser<'_> {
    fn run(&mut self) {
        // First byte of the characters since the last tag.
        let mut from = 0;
        while let Some(tag) = memchr(b'<', &self.bytes[self.at..]).map(|len| self.at + len) {
            if self.nodes.len() >= NODES_MAX {
                let rest = Span::new(tag, self.bytes.len());
                self.note(rest, format!("the page has more than {NODES_MAX} nodes; the rest was not read"));
                return;
            }
            let next = self.bytes.get(tag + 1).copied().unwrap_or_default();
            match next {
                b'a'..=b'z' | b'A'..=b'Z' => {
                    self.text(from, tag);
                    self.start_tag(tag);
                }
                b'/' => {
                    self.text(from, tag);
                    self.end_tag(tag);
                }
                b'!' | b'?' => {
                    self.text(from, tag);
                    self.at = self.comment_end(tag);
                }
                _ => {
                    self.at = tag + 1;
                    continue;
                }
            }
            from = self.at;
        }
        self.text(from, self.bytes.len());
        self.at = self.bytes.len();
    }

    fn note(&mut self, at: Span<Markup>, detail: String) {
        self.notes.push((NoteCode::MarkupCut, at, detail));
    }

    /// First byte after a comment, a doctype, or anything else that opens like one.
    fn comment_end(&self, start: usize) -> usize {
        let rest = &self.bytes[start..];
        let len = if rest.starts_with(b"<!--") {
            if rest[4..].starts_with(b">") {
                Some(5)
            } else if rest[4..].starts_with(b"->") {
                Some(6)
            } else {
                let inner = &rest[4..];
                let ends = |at: &usize| inner[..*at].ends_with(b"--") || inner[..*at].ends_with(b"--!");
                memchr_iter(b'>', inner).find(ends).map(|at| 4 + at + 1)
            }
        } else if rest.starts_with(b"<![CDATA[") && self.in_foreign() {
            memmem::find(rest, b"]]>").map(|len| len + 3)
        } else {
            memchr(b'>', rest).map(|len| len + 1)
        };
        len.map_or(self.bytes.len(), |len| start + len)
    }

    fn in_foreign(&self) -> bool {
        self.counts[Tag::Svg as usize] + self.counts[Tag::Math as usize] > 0
    }

    fn top(&self) -> Tag {
        self.open.last().map_or(Tag::Page, |open| open.tag)
    }

    fn text(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        if self.top() == Tag::Head && self.bytes[start..end].iter().any(|byte| !is_space(*byte)) {
            self.close_to(self.open.len() - 1);
        }
        self.insert(Tag::Text, start, end);
    }

    /// Adds a node that holds nothing yet; its index.
    fn insert(&mut self, tag: Tag, start: usize, stop: usize) -> u32 {
        let id = self.nodes.len() as u32;
        let parent = self.open[(self.open.len() - 1).min(DEPTH_MAX)].node;
        self.nodes.push(Data { tag, parent, end: id + 1, start: start as u32, stop: stop as u32 });
        id
    }

    /// Opens a node that was inserted.
    fn push(&mut self, tag: Tag, node: u32) {
        let start = self.nodes[node as usize].start;
        if self.open.len() > DEPTH_MAX && !self.deep {
            self.deep = true;
            let at = Span::new(start as usize, self.nodes[node as usize].stop as usize);
            self.note(at, format!("elements are nested deeper than {DEPTH_MAX}"));
        }
        self.counts[tag as usize] += 1;
        self.open.push(Open { tag, node, start });
    }

    /// Closes open elements from the innermost down to the one at `index` of the list.
    fn close_to(&mut self, index: usize) {
        let end = self.nodes.len() as u32;
        while self.open.len() > index {
            let Some(open) = self.open.pop() else { return };
            self.counts[open.tag as usize] = self.counts[open.tag as usize].saturating_sub(1);
            if self.open.len() <= DEPTH_MAX {
                self.nodes[open.node as usize].end = end;
            }
        }
    }

    /// Where the innermost open element that `wanted` is stands in the list, unless one that `bounds` hides it.
    fn find(&self, wanted: impl Fn(&Open) -> bool, bounds: impl Fn(Tag) -> bool) -> Option<usize> {
        let low = self.open.len().saturating_sub(SCOPE_MAX).max(1);
        for index in (low..self.open.len()).rev() {
            let open = &self.open[index];
            if wanted(open) {
                return Some(index);
            }
            if bounds(open.tag) {
                return None;
            }
        }
        None
    }

    fn close(&mut self, tag: Tag, bounds: impl Fn(Tag) -> bool) {
        if self.counts[tag as usize] > 0
            && let Some(index) = self.find(|open| open.tag == tag, bounds)
        {
            self.close_to(index);
        }
    }

    fn start_tag(&mut self, start: usize) {
        let name_end = start + 1 + name_len(&self.bytes[start + 1..]);
        let Some(stop) = self.tag_end(name_end) else {
            // A tag that the page's end cuts off is none.
            self.at = self.bytes.len();
            return;
        };
        self.at = stop;
        let tag = Tag::of(&self.source[start + 1..name_end]);
        let foreign = self.in_foreign();
        match tag {
            Tag::Html if self.open.len() > 1 => return,
            Tag::Head if self.seen_body || self.counts[Tag::Head as usize] > 0 => return,
            Tag::Body if self.seen_body => return,
            Tag::Body => self.seen_body = true,
            _ => {}
        }
        if foreign {
            self.leave_foreign(tag);
        }
        self.close_implied(tag);
        let node = self.insert(tag, start, stop);
        if tag.is_raw() && !(foreign && self.in_foreign() && tag != Tag::Script && tag != Tag::Style) {
            self.raw_content(tag, node, start + 1..name_end);
            return;
        }
        let drawn = self.in_foreign() || matches!(tag, Tag::Svg | Tag::Math);
        let closed = drawn && self.bytes[stop - 2] == b'/';
        if !tag.is_void() && !closed {
            self.push(tag, node);
        }
    }

    /// First byte after the start tag whose name ends at `at`.
    fn tag_end(&mut self, mut at: usize) -> Option<usize> {
        let name_end = at;
        let mut values = 0;
        loop {
            let hit = at + memchr3(b'>', b'"', b'\'', &self.bytes[at..])?;
            let byte = self.bytes[hit];
            if byte == b'>' {
                if values > ATTRIBUTES_MAX {
                    let detail =
                        format!("an element has {values} attributes; the first {ATTRIBUTES_MAX} are read");
                    self.note(Span::new(name_end, hit), detail);
                }
                return Some(hit + 1);
            }
            at = hit + 1;
            // A mark opens a value only after "=".
            let before = self.bytes[name_end..hit].iter().rev().find(|byte| !is_space(**byte));
            if before == Some(&b'=') {
                at += memchr(byte, &self.bytes[at..])? + 1;
                values += 1;
            }
        }
    }

    /// Reads what an element holds that ends only at its own end tag.
    fn raw_content(&mut self, tag: Tag, node: u32, name: std::ops::Range<usize>) {
        let start = self.at;
        let name = &self.bytes[name];
        let mut at = start;
        let end = loop {
            let Some(hit) = (tag != Tag::Plaintext)
                .then(|| memchr(b'<', &self.bytes[at..]))
                .flatten()
                .map(|len| at + len)
            else {
                break self.bytes.len();
            };
            if self.bytes.get(hit + 1) != Some(&b'/') {
                at = hit + 1;
                continue;
            }
            let after = &self.bytes[hit + 2..];
            if after.len() >= name.len()
                && after[..name.len()].eq_ignore_ascii_case(name)
                && after.get(name.len()).is_none_or(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'))
            {
                break hit;
            }
            at = hit + 2;
        };
        if end > start {
            let id = self.nodes.len() as u32;
            let (start, stop) = (start as u32, end as u32);
            self.nodes.push(Data { tag: Tag::Text, parent: node, end: id + 1, start, stop });
            self.nodes[node as usize].end = id + 1;
        }
        self.at = memchr(b'>', &self.bytes[end..]).map_or(self.bytes.len(), |len| end + len + 1);
    }

    /// Ends drawings where a start tag shows that the page goes on.
    fn leave_foreign(&mut self, tag: Tag) {
        let breaks = tag.ends_paragraph()
            || matches!(
                tag,
                Tag::Body | Tag::Span | Tag::Img | Tag::Br | Tag::B | Tag::Em | Tag::Strong | Tag::I
            );
        if !breaks {
            return;
        }
        let drawing = self.find(
            |open| matches!(open.tag, Tag::Svg | Tag::Math),
            |tag| matches!(tag, Tag::ForeignObject | Tag::Title | Tag::Table | Tag::Template),
        );
        if let Some(index) = drawing {
            self.close_to(index);
        }
    }

    /// Ends what the start of an element ends: the paragraph before a block, the item before an item.
    fn close_implied(&mut self, tag: Tag) {
        if self.top() == Tag::Head && !stands_in_head(tag) {
            self.close_to(self.open.len() - 1);
        }
        let scope = |tag: Tag| tag.bounds_scope() || tag == Tag::Button;
        match tag {
            Tag::Body if self.counts[Tag::Head as usize] > 0 => self.close(Tag::Head, |_| false),
            Tag::Li => self.close(Tag::Li, bounds_item),
            Tag::Dd | Tag::Dt => {
                let index = self.find(|open| matches!(open.tag, Tag::Dd | Tag::Dt), bounds_item);
                if let Some(index) = index {
                    self.close_to(index);
                }
            }
            Tag::Option => self.close(Tag::Option, |tag| tag != Tag::Option && !tag.is_inline()),
            Tag::Optgroup => self.close(Tag::Optgroup, |tag| tag != Tag::Option && !tag.is_inline()),
            Tag::Select | Tag::Textarea => self.close(Tag::Select, |tag| !tag.is_inline()),
            Tag::Td
            | Tag::Th
            | Tag::Tr
            | Tag::Tbody
            | Tag::Thead
            | Tag::Tfoot
            | Tag::Caption
            | Tag::Colgroup => {
                self.close_cells(tag);
            }
            Tag::Rt | Tag::Rp if matches!(self.top(), Tag::Rt | Tag::Rp) => {
                self.close_to(self.open.len() - 1);
            }
            Tag::Button => self.close(Tag::Button, scope),
            Tag::A | Tag::Nobr => self.end_formatting(tag),
            _ => {}
        }
        if tag.ends_paragraph() {
            self.close(Tag::P, scope);
            if tag.is_heading() && self.top().is_heading() {
                self.close_to(self.open.len() - 1);
            }
        }
    }

    /// Ends the cells, rows and parts of the innermost table that the start of `tag` ends.
    fn close_cells(&mut self, tag: Tag) {
        let level = |tag: Tag| match tag {
            Tag::Td | Tag::Th => 3,
            Tag::Tr => 2,
            Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Caption | Tag::Colgroup => 1,
            _ => 0,
        };
        let mut outermost = None;
        let low = self.open.len().saturating_sub(SCOPE_MAX).max(1);
        for index in (low..self.open.len()).rev() {
            let open = self.open[index].tag;
            if matches!(open, Tag::Table | Tag::Template) {
                if let Some(index) = outermost {
                    self.close_to(index);
                }
                return;
            }
            if level(open) >= level(tag) {
                outermost = Some(index);
            }
        }
    }

    fn end_tag(&mut self, start: usize) {
        let name_start = start + 2;
        let next = self.bytes.get(name_start).copied().unwrap_or_default();
        if !next.is_ascii_alphabetic() {
            // "</>" is nothing, "</ ..." a comment.
            self.at = memchr(b'>', &self.bytes[start..]).map_or(self.bytes.len(), |len| start + len + 1);
            return;
        }
        let name_end = name_start + name_len(&self.bytes[name_start..]);
        self.at = memchr(b'>', &self.bytes[name_end..]).map_or(self.bytes.len(), |len| name_end + len + 1);
        let tag = Tag::of(&self.source[name_start..name_end]);
        if tag == Tag::Br {
            self.insert(tag, start, self.at);
            return;
        }
        if self.counts[tag as usize] == 0 && !tag.is_heading() {
            return;
        }
        match tag {
            Tag::Body | Tag::Html => {}
            Tag::P => self.close(tag, |tag| tag.bounds_scope() || tag == Tag::Button),
            Tag::Li => self.close(tag, |tag| tag.bounds_scope() || matches!(tag, Tag::Ul | Tag::Ol)),
            Tag::Table => self.close(tag, |tag| tag == Tag::Template),
            Tag::Td | Tag::Th | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Caption => {
                self.close(tag, |tag| matches!(tag, Tag::Table | Tag::Template));
            }
            Tag::Template | Tag::Svg | Tag::Math => self.close(tag, |_| false),
            _ if tag.is_heading() => {
                if let Some(index) = self.find(|open| open.tag.is_heading(), Tag::bounds_scope) {
                    self.close_to(index);
                }
            }
            Tag::Other => self.end_other(name_start..name_end),
            _ if tag.is_formatting() => self.end_formatting(tag),
            _ if tag.is_inline() && !is_special(tag) => self.close(tag, is_special),
            _ => self.close(tag, Tag::bounds_scope),
        }
    }

    /// Ends an element that HTML does not have.
    fn end_other(&mut self, name: std::ops::Range<usize>) {
        let name = &self.bytes[name];
        let same = |open: &Open| {
            let start = open.start as usize + 1;
            open.tag == Tag::Other
                && self.bytes.get(start..start + name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name))
                && name_len(&self.bytes[start + name.len()..]) == 0
        };
        if let Some(index) = self.find(same, is_special) {
            self.close_to(index);
        }
    }

    /// Ends an element that only dresses words. Blocks that were opened within it go on without it: they are closed
    /// and opened anew, as browsers do.
    fn end_formatting(&mut self, tag: Tag) {
        if self.counts[tag as usize] == 0 {
            return;
        }
        let Some(index) = self.find(|open| open.tag == tag, Tag::bounds_scope) else { return };
        let blocks = self.open[index + 1..].iter().filter(|open| is_special(open.tag));
        let blocks: Vec<Open> = blocks.copied().take(REOPENED_MAX + 1).collect();
        if blocks.len() > REOPENED_MAX {
            return;
        }
        self.close_to(index);
        for Open { tag, node, .. } in blocks {
            let Data { start, stop, .. } = self.nodes[node as usize];
            let node = self.insert(tag, start as usize, stop as usize);
            self.push(tag, node);
        }
    }
}

/// Whether an open element hides those around it from the end tags of words' elements.
///
/// # Source
/// HTML Living Standard, 13.2.4.2 "special".
fn is_special(tag: Tag) -> bool {
    !tag.is_inline() || matches!(tag, Tag::Applet | Tag::Button | Tag::Object | Tag::Select | Tag::Template)
}

/// Whether an open element parts a list's item from the next start of an item.
fn bounds_item(tag: Tag) -> bool {
    is_special(tag) && !matches!(tag, Tag::Address | Tag::Div | Tag::P)
}

/// Whether an element may stand in a page's head.
fn stands_in_head(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Base
            | Tag::Link
            | Tag::Meta
            | Tag::Title
            | Tag::Style
            | Tag::Script
            | Tag::Noscript
            | Tag::Template
            | Tag::Noframes
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in a line: "p[a b[c]]".
    fn shape(markup: &str) -> String {
        let dom = Dom::parse(markup);
        let mut shape = String::new();
        let mut ends = Vec::new();
        for node in dom.nodes().skip(1) {
            while ends.last().is_some_and(|end| *end <= node.id()) {
                ends.pop();
                shape.push(']');
            }
            if !shape.is_empty() && !shape.ends_with('[') {
                shape.push(' ');
            }
            if node.is_text() {
                shape.push_str(node.raw().trim());
            } else {
                shape.push_str(&node.name());
                shape.push('[');
                ends.push(node.end());
            }
        }
        shape.push_str(&"]".repeat(ends.len()));
        shape.replace("[]", "")
    }

    #[test]
    fn tags_that_are_left_out_are_implied() {
        let check = |markup: &str, tree: &str| assert_eq!(shape(markup), tree, "in {markup:?}");
        check("<p>a<p>b<div>c</div>d", "p[a] p[b] div[c] d");
        check("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "ul[li[a] li[b ul[li[c]]] li[d]] e");
        check("<dl><dt>a<dd>b<dt>c</dl>", "dl[dt[a] dd[b] dt[c]]");
        check("<table><tr><td>a<td>b<tr><th>c</table>d", "table[tr[td[a] td[b]] tr[th[c]]] d");
        check(
            "<table><tr><td><table><tr><td>a</table>b<tr><td>c</table>",
            "table[tr[td[table[tr[td[a]]] b]] tr[td[c]]]",
        );
        check("<select><option>a<option>b</select>c", "select[option[a] option[b]] c");
        check("<head><title>a</title><p>b", "head[title[a]] p[b]");
        check("<html><head><meta><body>a</body></html>b", "html[head[meta] body[a b]]");
        check("<h2>a</h3>b", "h2[a] b");
        check("a<br/>b<img>c<hr>d</br>e", "a br b img c hr d br e");
        check("<div/>a", "div[a]");
        check("<svg><path/><title>x</title></svg>a", "svg[path title[x]] a");
        check("<svg><g><p>a", "svg[g] p[a]");
    }

    #[test]
    fn tags_on_the_wrong_side_of_others_do_no_harm() {
        let check = |markup: &str, tree: &str| assert_eq!(shape(markup), tree, "in {markup:?}");
        check("<b>a<i>b</b>c", "b[a i[b]] c");
        check("<a href=x><div>a</a>b</div>c", "a[div[a]] div[b] c");
        check("<a>x<a>y<p>z<a>w", "a[x] a[y p[z]] p[a[w]]");
        check("<div><span>a</div>b</span>c", "div[span[a]] b c");
        check("<p>a</div>b</p>c", "p[a b] c");
        check("<td>a</td>b", "td[a] b");
        check("<p><button>a<p>b</button>c", "p[button[a p[b]] c]");
        check("a</p>b", "a b");
        check("<x-y>a<z-w>b</x-y>c", "x-y[a z-w[b]] c");
    }

    #[test]
    fn what_is_no_tag_is_text_or_nothing() {
        let check = |markup: &str, tree: &str| assert_eq!(shape(markup), tree, "in {markup:?}");
        check("a < b <3 c", "a < b <3 c");
        check("a<!-- <p>x --> b<!--> c<!---> d<?php x ?> e<!DOCTYPE html> f</ x> g</>h", "a b c d e f g h");
        check("a<!-- b", "a");
        check("a<p class='b", "a");
        check("a<![CDATA[ b ]]>c", "a c");
        check("<svg>a<![CDATA[ <p> ]]>b</svg>", "svg[a b]");
        check("<textarea><p>a</textarea>b", "textarea[<p>a] b");
        check("<script>a</scripts></script>b", "script[a</scripts>] b");
        check("<title>a", "title[a]");
        check("<p title=it's>a</p><p a=\"x>y\">b", "p[a] p[b]");
    }

    #[test]
    fn limits_are_noted_and_cost_nothing() {
        let deep = "<div>".repeat(20_000) + "a" + &"</div>".repeat(20_000) + "b";
        let dom = Dom::parse(&deep);
        assert_eq!(
            (dom.notes.len(), dom.nodes().map(|node| node.ancestors().count()).max()),
            (1, Some(DEPTH_MAX + 1))
        );
        assert_eq!(dom.root().text(), "ab");
        let wide = format!("<p {}>a", "x='y' ".repeat(20_000));
        let dom = Dom::parse(&wide);
        assert_eq!((dom.notes.len(), dom.node(1).attributes().count()), (1, ATTRIBUTES_MAX));
        for unit in
            ["<a>", "<b><p>", "</b></p>", "<a><div></a>", "<table><tr>", "<li><p>", "<!--", "<svg>", "&amp"]
        {
            assert!(Dom::parse(&unit.repeat(20_000)).len() < 200_000);
        }
    }
}
