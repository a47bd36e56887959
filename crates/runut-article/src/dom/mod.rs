//! The tree of a page of markup, each node tied to the characters it was read from.
//!
//! [`Dom::parse`] builds it in one pass: nodes lie in one list in the order of the markup, so that what is below a node
//! is one stretch of the list. Attributes and entities are read when they are asked for. Whatever walks the tree walks
//! the list: nothing here calls itself, however deep a page nests.
//!
//! # Incomplete support
//! Tags are nested as browsers nest them, with three exceptions that no text depends on: text between a table's cells
//! stays there, bold type that a paragraph's end cuts is not opened again in the next one, and a script that writes
//! `<!--<script>` ends at its first end tag.
//!
//! # Source
//! HTML Living Standard, sec. 13.2 "parsing HTML documents".

mod attribute;
pub(crate) mod entity;
mod parse;
mod tag;

use std::borrow::Cow;

pub use attribute::{Attribute, Attributes};
use runut_text::{NoteCode, Span};
pub use tag::Tag;

/// The characters of a page of markup, tags and all.
#[derive(Debug, Clone, Copy)]
pub enum Markup {}

/// The tree of a page.
#[derive(Debug)]
pub struct Dom<'a> {
    source: &'a str,
    nodes: Vec<Data>,
    /// What was beyond a limit: the code, where, and the particulars.
    pub notes: Vec<(NoteCode, Span<Markup>, String)>,
}

/// What is kept of a node.
#[derive(Debug, Clone, Copy)]
struct Data {
    tag: Tag,
    /// Index of the node that it is in.
    parent: u32,
    /// Index after the last node within it.
    end: u32,
    /// First byte of its start tag, or of its characters.
    start: u32,
    /// First byte after its start tag, or after its characters.
    stop: u32,
}

/// One node of a tree: the page, an element, or characters.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    dom: &'d Dom<'d>,
    id: u32,
}

impl<'a> Dom<'a> {
    /// Reads markup.
    ///
    /// # Panics
    /// Where `source` is longer than `u32`; pages are cut long before.
    pub fn parse(source: &'a str) -> Self {
        parse::parse(source)
    }

    /// The page's characters.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The page: everything is within it.
    pub fn root(&self) -> Node<'_> {
        self.node(0)
    }

    /// The node with this index.
    ///
    /// # Panics
    /// Where the tree has no such node.
    pub fn node(&self, id: usize) -> Node<'_> {
        assert!(id < self.nodes.len(), "the tree has {} nodes", self.nodes.len());
        Node { dom: self, id: id as u32 }
    }

    /// How many nodes there are, the page among them.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing but the page.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() == 1
    }

    /// All nodes in the order of the markup, the page first.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = Node<'_>> {
        (0..self.nodes.len()).map(|id| self.node(id))
    }

    /// The elements of a kind, in the order of the markup.
    pub fn elements(&self, tag: Tag) -> impl Iterator<Item = Node<'_>> {
        self.nodes().filter(move |node| node.tag() == tag)
    }
}

impl<'d> Node<'d> {
    fn data(self) -> &'d Data {
        &self.dom.nodes[self.id as usize]
    }

    fn at(self, id: u32) -> Self {
        Self { dom: self.dom, id }
    }

    /// Its index: nodes are counted in the order of the markup.
    pub fn id(self) -> usize {
        self.id as usize
    }

    /// Index after the last node within it.
    pub fn end(self) -> usize {
        self.data().end as usize
    }

    /// What it is.
    pub fn tag(self) -> Tag {
        self.data().tag
    }

    /// The element's name in lower case; empty for the page and for characters.
    pub fn name(self) -> Cow<'d, str> {
        match self.tag() {
            Tag::Other => Cow::Owned(self.written_name().to_ascii_lowercase()),
            tag => Cow::Borrowed(tag.name()),
        }
    }

    /// The element's name as written.
    fn written_name(self) -> &'d str {
        let start = self.data().start as usize + 1;
        let len = parse::name_len(&self.dom.source.as_bytes()[start..]);
        &self.dom.source[start..start + len]
    }

    /// Where it stands in the markup: an element's start tag, or the characters.
    pub fn span(self) -> Span<Markup> {
        let Data { start, stop, .. } = *self.data();
        Span::new(start as usize, stop as usize)
    }

    /// The markup of [`Node::span`]; of characters: as written, entities not decoded.
    pub fn raw(self) -> &'d str {
        self.span().of(self.dom.source)
    }

    /// Whether it is an element.
    pub fn is_element(self) -> bool {
        self.tag().is_element()
    }

    /// Whether it is characters.
    pub fn is_text(self) -> bool {
        self.tag() == Tag::Text
    }

    /// The attributes of an element, in the order of the markup.
    pub fn attributes(self) -> Attributes<'d> {
        if !self.is_element() {
            return attribute::attributes("");
        }
        attribute::attributes(&self.raw()[1 + self.written_name().len()..])
    }

    /// The value of an attribute as written; empty where it has none. The first of a name counts.
    pub fn raw_attr(self, name: &str) -> Option<&'d str> {
        self.attributes().find(|attribute| attribute.is(name)).map(|attribute| attribute.raw)
    }

    /// The value of an attribute, entities decoded; empty where it has none. The first of a name counts.
    pub fn attr(self, name: &str) -> Option<Cow<'d, str>> {
        self.attributes().find(|attribute| attribute.is(name)).map(|attribute| attribute.value())
    }

    /// The node that it is in; none for the page.
    pub fn parent(self) -> Option<Self> {
        (self.id > 0).then(|| self.at(self.data().parent))
    }

    /// What it is in, the nearest first, the page last.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// The first node in it.
    pub fn first_child(self) -> Option<Self> {
        (self.data().end > self.id + 1).then(|| self.at(self.id + 1))
    }

    /// The node after it in the same parent.
    pub fn next_sibling(self) -> Option<Self> {
        let end = self.data().end;
        self.parent().filter(|parent| end < parent.data().end).map(|_| self.at(end))
    }

    /// The nodes directly in it.
    pub fn children(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.first_child(), |node| node.next_sibling())
    }

    /// Every node in it, in the order of the markup, without itself.
    pub fn descendants(self) -> impl DoubleEndedIterator<Item = Self> {
        (self.id + 1..self.data().end).map(move |id| self.at(id))
    }

    /// Whether `other` is this node or within it.
    pub fn holds(self, other: Self) -> bool {
        self.id <= other.id && other.id < self.data().end
    }

    /// The characters of a text node, entities decoded where its element has any.
    pub fn words(self) -> Cow<'d, str> {
        if !self.is_text() {
            return Cow::Borrowed("");
        }
        let raw = self.parent().is_some_and(|parent| {
            parent.tag().is_raw() && !matches!(parent.tag(), Tag::Title | Tag::Textarea)
        });
        if raw { Cow::Borrowed(self.raw()) } else { entity::decode(self.raw()) }
    }

    /// All characters in it, entities decoded, without scripts, styles and what else no reader sees; what it is itself
    /// does not matter, so that a script's own text can be had.
    pub fn text(self) -> String {
        let mut text = self.words().into_owned();
        let mut id = self.id + 1;
        while id < self.data().end {
            let node = self.at(id);
            match node.tag() {
                Tag::Text => text.push_str(&node.words()),
                Tag::Br => text.push('\n'),
                tag if tag.is_hidden() => {
                    id = node.data().end;
                    continue;
                }
                _ => {}
            }
            id += 1;
        }
        text
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{} {:?} {:?}", self.id, self.tag(), self.raw())
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.dom, other.dom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_walked() {
        let dom = Dom::parse("<div id=a CLASS='x &amp; y'>satu<p>dua <b>tiga</b></div><x-y>empat</x-y>");
        let div = dom.elements(Tag::Div).next().expect("it is there");
        assert_eq!(div.attr("class").as_deref(), Some("x & y"));
        assert_eq!(div.raw_attr("id"), Some("a"));
        assert_eq!(div.attr("title"), None);
        assert_eq!(div.text(), "satudua tiga");
        let names: Vec<_> = div.descendants().filter(|node| node.is_element()).map(Node::name).collect();
        assert_eq!(names, ["p", "b"]);
        let last = div.next_sibling().expect("it follows");
        assert_eq!((last.name().as_ref(), last.text().as_str()), ("x-y", "empat"));
        assert_eq!(last.ancestors().count(), 1);
        assert_eq!(dom.root().children().count(), 2);
    }

    #[test]
    fn scripts_are_characters_of_their_own() {
        let dom = Dom::parse("<p>a<script>if (1 < 2) x('&amp;</p>')</script>b<title>c &amp; d</title>");
        let script = dom.elements(Tag::Script).next().expect("it is there");
        assert_eq!(script.text(), "if (1 < 2) x('&amp;</p>')");
        assert_eq!(dom.root().text(), "ab");
        assert_eq!(dom.elements(Tag::Title).next().map(Node::text).as_deref(), Some("c & d"));
    }
}
