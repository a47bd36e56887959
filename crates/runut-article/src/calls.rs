//! What the start tags of a page say of their elements, read once for all who ask.
//!
//! Pages name their elements alike: a tag that is written as one before says the same, and so does the value of an
//! attribute.

use memchr::memmem;
use runut_packs::{Markup as Words, Part};
use rustc_hash::FxHashMap;

use crate::dom::{Dom, Node, Tag};

/// Bytes of an attribute that names a part that are read.
const NAME_BYTES_MAX: usize = 256;
/// Bytes of the shortest tag with an attribute that says anything: `<p id=ad>`.
const TAG_BYTES_MIN: usize = 9;
/// Bytes of `style` that are read.
const STYLE_BYTES_MAX: usize = 256;

/// What the start tags of a page say.
pub(crate) struct Calls {
    /// Of each node: index into `said`.
    of_node: Vec<u32>,
    /// What is said; the first says nothing.
    said: Vec<Said>,
}

/// What a start tag says of its element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
pub(crate) struct Said {
    /// The part that it is by the words in its attributes.
    pub(crate) part: Option<Part>,
    /// Whether its words say that it holds the body.
    pub(crate) body: bool,
    /// Whether its words say that it tells the report in short.
    pub(crate) lead: bool,
    /// Whether it is a post of a platform that the report shows.
    pub(crate) post: bool,
    /// Whether its words are for screen readers alone: clipped to nothing.
    pub(crate) clipped: bool,
    /// Whether it has an `itemprop`.
    pub(crate) item: bool,
    /// Whether its names speak of an author.
    pub(crate) author: bool,
    /// Whether its names speak of a date.
    pub(crate) date: bool,
    /// Whether it links to who wrote: `rel=author`.
    pub(crate) by_link: bool,
}

/// What the value of one naming attribute says.
#[derive(Debug, Clone, Copy, Default)]
struct Named {
    said: Said,
    /// Whether it hides the element, whatever else it is called.
    hides: bool,
}

impl Calls {
    /// Reads the start tags of a page.
    pub(crate) fn of(dom: &Dom, words: &Words) -> Self {
        let mut reader =
            Reader { words, values: FxHashMap::default(), names: FxHashMap::default(), key: String::new() };
        let mut calls = Self { of_node: vec![0; dom.len()], said: vec![Said::default()] };
        let mut tags: FxHashMap<&str, u32> = FxHashMap::default();
        for (node, index) in dom.nodes().zip(&mut calls.of_node) {
            let tag = node.tag();
            if !says(tag) {
                continue;
            }
            let raw = node.raw();
            if raw.len() < TAG_BYTES_MIN && tag != Tag::Other {
                continue;
            }
            // Links differ by their addresses; other elements mostly repeat one another.
            if tag == Tag::A {
                let said = reader.read_tag(node);
                if said != Said::default() {
                    *index = calls.said.len() as u32;
                    calls.said.push(said);
                }
                continue;
            }
            *index = *tags.entry(raw).or_insert_with(|| {
                calls.said.push(reader.read_tag(node));
                calls.said.len() as u32 - 1
            });
        }
        calls
    }

    /// What the start tag of a node says.
    pub(crate) fn said(&self, node: usize) -> &Said {
        &self.said[self.of_node[node] as usize]
    }
}

/// Whether an element has a name that anybody asks for.
fn says(tag: Tag) -> bool {
    tag.is_element()
        && !matches!(
            tag,
            Tag::Path
                | Tag::Svg
                | Tag::Option
                | Tag::Source
                | Tag::Br
                | Tag::Img
                | Tag::Input
                | Tag::Iframe
                | Tag::Style
                | Tag::Script
                | Tag::Noscript
                | Tag::Video
                | Tag::Meta
                | Tag::Link
                | Tag::Title
                | Tag::Html
                | Tag::Head
                | Tag::Body
        )
}

/// What an attribute is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It names the part that its element is.
    Part,
    /// It names who wrote or when.
    Sign,
    /// Both.
    Both,
    Item,
    Rel,
    Style,
    Hidden,
    Nothing,
}

fn use_of(name: &str) -> Use {
    let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
    match name.len() {
        2 if is("id") => Use::Both,
        3 if is("rel") => Use::Rel,
        4 if is("role") => Use::Part,
        5 if is("class") => Use::Both,
        5 if is("style") => Use::Style,
        6 if is("hidden") => Use::Hidden,
        7 if is("data-qa") => Use::Both,
        8 if is("itemprop") => Use::Item,
        8 if is("property") => Use::Sign,
        9 if is("data-type") => Use::Part,
        9 if is("data-test") => Use::Sign,
        11 if is("data-testid") => Use::Both,
        11 if is("data-module") => Use::Part,
        14 if is("data-component") => Use::Both,
        _ => Use::Nothing,
    }
}

struct Reader<'d, 'p> {
    words: &'p Words,
    /// What values of naming attributes say that were read before.
    values: FxHashMap<&'d str, Named>,
    /// The same of the names in them.
    names: FxHashMap<&'d str, Said>,
    key: String,
}

impl<'d> Reader<'d, '_> {
    fn read_tag(&mut self, node: Node<'d>) -> Said {
        let mut said = Said::default();
        for attribute in node.attributes() {
            let found = use_of(attribute.name);
            match found {
                Use::Nothing => {}
                Use::Hidden => said.part = Some(Part::Hidden),
                Use::Style => {
                    let style = attribute.raw.as_bytes();
                    if hides(style) {
                        said.part = Some(Part::Hidden);
                    }
                }
                Use::Rel => {
                    let mut rels = attribute.raw.split_ascii_whitespace();
                    said.by_link |= rels.any(|rel| rel.eq_ignore_ascii_case("author"));
                }
                Use::Part | Use::Sign | Use::Both | Use::Item => {
                    let named = self.read_value(attribute.raw);
                    said.item |= found == Use::Item;
                    if found != Use::Part {
                        said.author |= named.said.author;
                        said.date |= named.said.date;
                    }
                    if found != Use::Sign {
                        said.part =
                            if named.hides { Some(Part::Hidden) } else { said.part.or(named.said.part) };
                        said.body |= named.said.body;
                        said.lead |= named.said.lead;
                        said.post |= named.said.post;
                    }
                }
            }
        }
        match node.tag() {
            Tag::Other => read_name(&node.name(), self.words, &mut self.key, &mut said),
            Tag::Span => said.clipped = is_clipped(node.raw().as_bytes()),
            _ => {}
        }
        said
    }

    /// Reads the value of one naming attribute.
    fn read_value(&mut self, raw: &'d str) -> Named {
        let (words, names, key) = (self.words, &mut self.names, &mut self.key);
        *self.values.entry(raw).or_insert_with(|| {
            let mut named = Named::default();
            for name in raw.split_ascii_whitespace() {
                // "hidden md:block" is seen on wide screens.
                if name == "hidden" && !raw.contains(':') {
                    named.said.part = Some(Part::Hidden);
                    named.hides = true;
                }
                let said = names.entry(name).or_insert_with(|| {
                    let mut said = Said::default();
                    read_name(name, words, key, &mut said);
                    said
                });
                named.said.part = named.said.part.or(said.part);
                named.said.body |= said.body;
                named.said.lead |= said.lead;
                named.said.post |= said.post;
            }
            let signs = words.signs(raw);
            named.said.author |= signs.author;
            named.said.date |= signs.date;
            named
        })
    }
}

/// Whether a style hides its element.
fn hides(style: &[u8]) -> bool {
    if memmem::find(style, b"none").is_none() {
        return false;
    }
    let bare = style.iter().filter(|byte| !byte.is_ascii_whitespace()).take(STYLE_BYTES_MAX);
    let bare: Vec<u8> = bare.copied().collect();
    memmem::find(&bare, b"display:none").is_some()
}

/// Whether a tag clips its words away (", opens new tab").
fn is_clipped(raw: &[u8]) -> bool {
    memmem::find(raw, b"clip:").is_some() && memmem::find(raw, b"absolute").is_some()
}

/// Reads one name: its words, and each two that follow each other.
fn read_name(name: &str, words: &Words, key: &mut String, said: &mut Said) {
    let name = name.get(..NAME_BYTES_MAX).unwrap_or(name);
    if name.len() > NAME_BYTES_MAX {
        return;
    }
    let bytes = name.as_bytes();
    key.clear();
    // Start of the word before, and of this one, within the key.
    let mut before: Option<usize> = None;
    let mut start = 0;
    // Whether the word before negates this one, and whether the two may name a part together.
    let (mut negated, mut opened) = (false, false);
    // Whether what follows are an editor's own words.
    let mut labelled = false;
    let mut end_word = |key: &mut String, start: &mut usize, before: &mut Option<usize>| {
        // "ad-7" and "ad7" are the same, "ad6ed7" is no word.
        while key.len() > *start && key.ends_with(|c: char| c.is_ascii_digit()) {
            key.pop();
        }
        let word = &key[*start..];
        if word.is_empty() {
            return;
        }
        let own = words.word(word);
        let pair = before.filter(|_| opened).and_then(|before| words.word(&key[before..]).part);
        if labelled {
            note(pair, said);
            opened = false;
            return;
        }
        if !negated {
            note(pair.or(own.part), said);
        }
        labelled = own.labels && before.is_none();
        (negated, opened) = (own.negates, own.opens);
        *before = Some(*start);
        key.push('-');
        *start = key.len();
    };
    for (at, &byte) in bytes.iter().enumerate() {
        if !byte.is_ascii_alphanumeric() && byte < 0x80 {
            end_word(key, &mut start, &mut before);
            continue;
        }
        let hump = byte.is_ascii_uppercase() && at > 0 && bytes[at - 1].is_ascii_lowercase();
        if hump {
            end_word(key, &mut start, &mut before);
        }
        if byte < 0x80 {
            key.push(byte.to_ascii_lowercase() as char);
        }
    }
    end_word(key, &mut start, &mut before);
}

fn note(part: Option<Part>, said: &mut Said) {
    match part {
        Some(Part::Body) => said.body = true,
        Some(Part::Lead) => said.lead = true,
        Some(Part::Post) => said.post = true,
        Some(part) if said.part.is_none() => said.part = Some(part),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use runut_packs::Packs;

    use super::*;

    #[test]
    fn names_of_parts_are_read() {
        let check = |name: &str, part: Option<Part>, body: bool| {
            let mut said = Said::default();
            read_name(name, &Packs::builtin().markup, &mut String::new(), &mut said);
            assert_eq!((said.part, said.body), (part, body), "in {name:?}");
        };
        check("article-body", None, true);
        check("c-articleBody__main", None, true);
        check("ArticleShareBar", Some(Part::Share), false);
        check("read-more-2", Some(Part::Related), false);
        check("has-sidebar", None, false);
        check("baca_juga", Some(Part::Related), false);
        check("x", None, false);
        check("tag-links", Some(Part::Navigation), false);
        check("tag-newsletter-video", None, false);
        check("category-video-player", None, false);
    }
}
