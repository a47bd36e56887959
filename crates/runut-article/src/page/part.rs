//! What the markup calls the parts of a page.

use runut_packs::{Markup as Words, Part};
use rustc_hash::FxHashMap;

use super::render::Page;
use crate::dom::{Dom, Node, Tag};

/// Attributes that name a part.
const NAMING: [&str; 9] = [
    "class",
    "id",
    "itemprop",
    "role",
    "data-testid",
    "data-component",
    "data-qa",
    "data-type",
    "data-module",
];
/// Bytes of such an attribute that are read.
const NAME_BYTES_MAX: usize = 256;

/// What is known of an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// The part that it is by its tag and by the words in its attributes.
    pub(super) part: Option<Part>,
    /// Whether its words say that it holds the body.
    pub(super) body: bool,
    /// Whether its words say that it tells the report in short.
    pub(super) lead: bool,
    /// Whether it is a post of a platform that the report shows.
    pub(super) post: bool,
}

/// What names say that were read before: pages name their elements alike.
type Seen<'d> = FxHashMap<&'d str, Named>;

/// What the value of one naming attribute says.
#[derive(Debug, Clone, Copy, Default)]
struct Named {
    known: Known,
    /// Whether it hides the element, whatever else it is called.
    hides: bool,
}

/// What is known of each element that holds a line.
pub(super) fn find_parts(dom: &Dom, page: &Page, words: &Words) -> Vec<Known> {
    let mut key = String::new();
    let mut seen = Seen::default();
    // Links differ by their addresses; other elements mostly repeat one another.
    let mut tags: FxHashMap<&str, Known> = FxHashMap::default();
    let known = page.elements.iter().map(|element| {
        if element.after == element.first || matches!(element.tag, Tag::Page | Tag::Html | Tag::Body) {
            return Known::default();
        }
        let node = dom.node(element.node as usize);
        if let Some(known) = tags.get(node.raw()) {
            return *known;
        }
        let mut known = read_names(node, words, &mut seen, &mut key);
        if element.tag == Tag::Other {
            read_name(&node.name(), words, &mut key, &mut known);
        }
        if known.lead && known.part == Some(Part::Related) {
            known.part = None;
        }
        known.part = of_tag(element.tag).or(known.part);
        if element.tag != Tag::A {
            tags.insert(node.raw(), known);
        }
        known
    });
    known.collect()
}

fn of_tag(tag: Tag) -> Option<Part> {
    match tag {
        Tag::Nav | Tag::Footer | Tag::Menu => Some(Part::Navigation),
        Tag::Form | Tag::Label | Tag::Fieldset => Some(Part::Promotion),
        Tag::Aside => Some(Part::Related),
        Tag::Button => Some(Part::Share),
        Tag::Figcaption => Some(Part::Caption),
        _ => None,
    }
}

fn read_names<'d>(node: Node<'d>, words: &Words, seen: &mut Seen<'d>, key: &mut String) -> Known {
    let mut known = Known::default();
    for attribute in node.attributes() {
        match attribute.name.len() {
            6 if attribute.is("hidden") => known.part = Some(Part::Hidden),
            5 if attribute.is("style") => {
                let style = attribute.raw.as_bytes();
                let bare: Vec<u8> =
                    style.iter().filter(|b| !b.is_ascii_whitespace()).take(256).copied().collect();
                if memchr::memmem::find(&bare, b"display:none").is_some() {
                    known.part = Some(Part::Hidden);
                }
            }
            len if NAMING.iter().any(|naming| naming.len() == len && attribute.is(naming)) => {
                let named =
                    *seen.entry(attribute.raw).or_insert_with(|| read_value(attribute.raw, words, key));
                known.part = if named.hides { Some(Part::Hidden) } else { known.part.or(named.known.part) };
                known.body |= named.known.body;
                known.lead |= named.known.lead;
                known.post |= named.known.post;
            }
            _ => {}
        }
    }
    known
}

/// Reads the value of one naming attribute.
fn read_value(raw: &str, words: &Words, key: &mut String) -> Named {
    let mut named = Named::default();
    for name in raw.split_ascii_whitespace() {
        // "hidden md:block" is seen on wide screens.
        if name == "hidden" && !raw.contains(':') {
            named.known.part = Some(Part::Hidden);
            named.hides = true;
        }
        read_name(name, words, key, &mut named.known);
    }
    named
}

/// Reads one name: its words, and each two that follow each other.
fn read_name(name: &str, words: &Words, key: &mut String, known: &mut Known) {
    let name = name.get(..NAME_BYTES_MAX).unwrap_or(name);
    if name.len() > NAME_BYTES_MAX {
        return;
    }
    let bytes = name.as_bytes();
    key.clear();
    // Start of the word before, and of this one, within the key.
    let mut before: Option<usize> = None;
    let mut start = 0;
    let mut negated = false;
    let mut end_word = |key: &mut String, start: &mut usize, before: &mut Option<usize>| {
        // "ad-7" and "ad7" are the same, "ad6ed7" is no word.
        while key.len() > *start && key.ends_with(|c: char| c.is_ascii_digit()) {
            key.pop();
        }
        let word = &key[*start..];
        if word.is_empty() {
            return;
        }
        let pair = before.and_then(|before| words.part(&key[before..]));
        let own = words.part(word);
        if !negated {
            note(pair, known);
            if pair.is_none() {
                note(own, known);
            }
        }
        negated = words.negates(word);
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

fn note(part: Option<Part>, known: &mut Known) {
    match part {
        Some(Part::Body) => known.body = true,
        Some(Part::Lead) => known.lead = true,
        Some(Part::Post) => known.post = true,
        Some(part) if known.part.is_none() => known.part = Some(part),
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
            let mut known = Known::default();
            read_name(name, &Packs::builtin().markup, &mut String::new(), &mut known);
            assert_eq!((known.part, known.body), (part, body), "in {name:?}");
        };
        check("article-body", None, true);
        check("c-articleBody__main", None, true);
        check("ArticleShareBar", Some(Part::Share), false);
        check("read-more-2", Some(Part::Related), false);
        check("has-sidebar", None, false);
        check("baca_juga", Some(Part::Related), false);
        check("x", None, false);
    }
}
