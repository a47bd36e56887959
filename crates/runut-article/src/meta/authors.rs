//! Who wrote and who edited: of everything that names somebody, the surest teller.

use runut_text::{Note, NoteCode, Span};

use super::{
    Candidate, Page, Teller, Told, json,
    ld::Party,
    names::{Naming, Standing, same_name},
    plain, plain_words, roles,
    signals::{Item, Key},
    told,
};
use crate::dom::{Markup, Node, Tag};

/// Nodes within an element that can be a byline.
const BYLINE_NODES_MAX: usize = 40;
/// Bytes of a byline.
const BYLINE_BYTES_MAX: usize = 200;

/// A name, and whose it is.
type Name = (Candidate, Standing);

/// The names in one element: its node, the node after it, the names.
type Group = (usize, usize, Vec<Name>);

impl<'d> Page<'d, '_> {
    /// Authors and editors.
    pub(super) fn authors(
        &self,
        anchor: Option<usize>,
        notes: &mut Vec<Note<Markup>>,
    ) -> (Vec<Candidate>, Vec<Candidate>) {
        let naming = Naming { packs: self.packs, own: &self.own };
        let mut lists: Vec<Vec<Name>> = Vec::new();
        lists.push(self.parties(&self.ld.authors, naming));
        for key in [Key::AuthorList, Key::Author, Key::Creator] {
            let raws: Vec<&str> = self.signals.all(key).collect();
            lists.push(self.named(&raws, Teller::Meta, naming));
        }
        let items =
            self.signals.items.iter().filter(|(item, _)| *item == Item::Author).map(|(_, node)| *node);
        lists.push(self.named_nodes(items, Teller::Item, naming, anchor));
        lists.push(self.named_nodes(self.signals.author_links.iter().copied(), Teller::Link, naming, anchor));
        let data: Vec<&str> = self.signals.all(Key::TwitterData).collect();
        lists.push(self.named(&data, Teller::Meta, naming));
        let (seen, seen_editors) = self.seen_roles(anchor, naming);
        let mut editors = self.parties(&self.ld.editors, naming);
        if editors.is_empty() {
            let raws: Vec<&str> = self.signals.all(Key::Editor).collect();
            editors = self.named(&raws, Teller::Meta, naming);
        }
        if editors.is_empty() {
            editors = seen_editors;
        }
        editors.retain(|(_, standing)| *standing == Standing::Person);
        let is_desk = lists.iter().flatten().any(|(_, standing)| *standing == Standing::Team);
        let is_told = lists.iter().any(|list| !list.is_empty());
        if !is_desk {
            lists.push(seen);
        }
        let edits =
            |(found, _): &Name| editors.iter().any(|(editor, _)| same_name(&editor.value, &found.value));
        let is_by_editor = lists.iter().flatten().all(|name| name.1 != Standing::Person || edits(name))
            && !editors.is_empty();
        if !is_told || is_by_editor {
            lists.push(self.named_nodes(
                self.signals.bylined.iter().copied(),
                Teller::Byline,
                naming,
                anchor,
            ));
        }
        // Scripts often name the editor as author; the page itself shows who is what.
        if lists.iter().flatten().any(|name| name.1 == Standing::Person && !edits(name)) {
            for list in &mut lists {
                list.retain(|name| !edits(name));
            }
        }
        note_other_authors(&lists, notes);
        (choose_authors(&lists), editors.into_iter().map(|(found, _)| found).collect())
    }

    /// Authors and editors whose role readers see before their names.
    fn seen_roles(&self, anchor: Option<usize>, naming: Naming) -> (Vec<Name>, Vec<Name>) {
        let (mut authors, mut editors) = (Vec::new(), Vec::new());
        for seen in roles::find_roles(self.dom, &self.packs.press.bylines, anchor, &self.signals.asides) {
            if in_figure(seen.node) {
                continue;
            }
            let list = if seen.editor { &mut editors } else { &mut authors };
            for (name, standing) in self.named(&[&seen.node.raw()[seen.from..]], Teller::Byline, naming) {
                let several = seen.sure || name.value.split_whitespace().count() >= 2;
                if several && reads_like_name(&name.value) && list.len() < 8 {
                    push_name(list, name, standing);
                }
            }
        }
        (authors, editors)
    }

    fn parties(&self, parties: &[Party<'d>], naming: Naming) -> Vec<Name> {
        let mut found = Vec::new();
        for party in parties {
            if let Some(family) = party.family {
                let value =
                    format!("{} {}", plain(&json::unescape(party.name)), plain(&json::unescape(family)));
                let (one, other) = (
                    told(self.dom.source(), party.name, String::new(), Teller::Linked),
                    told(self.dom.source(), family, String::new(), Teller::Linked),
                );
                found.push((
                    Told {
                        value: value.trim().to_owned(),
                        span: one.span.cover(other.span),
                        by: Teller::Linked,
                    },
                    Standing::Person,
                ));
                continue;
            }
            let value = plain(&json::unescape(party.name));
            for (name, standing) in naming.read(&value) {
                let standing = if party.organization && standing == Standing::Person {
                    Standing::Team
                } else {
                    standing
                };
                push_name(&mut found, self.name_in(party.name, name, Teller::Linked), standing);
            }
        }
        found
    }

    fn named(&self, raws: &[&'d str], by: Teller, naming: Naming) -> Vec<Name> {
        let mut found = Vec::new();
        for raw in raws {
            let value = plain(raw);
            for (name, standing) in naming.read(&value) {
                push_name(&mut found, self.name_in(raw, name, by), standing);
            }
        }
        found
    }

    /// A name with its own place in `raw`, or with that of the whole where it is written otherwise.
    fn name_in(&self, raw: &'d str, name: &str, by: Teller) -> Candidate {
        let part = raw.find(name).map_or(raw, |at| &raw[at..at + name.len()]);
        told(self.dom.source(), part, name.to_owned(), by)
    }

    /// The names in elements: those nearest to the headline, and what follows them at once.
    fn named_nodes(
        &self,
        nodes: impl Iterator<Item = Node<'d>>,
        by: Teller,
        naming: Naming,
        anchor: Option<usize>,
    ) -> Vec<Name> {
        let mut groups: Vec<Group> = Vec::new();
        for node in nodes.take(60) {
            let inside = groups.last().is_some_and(|(_, end, _)| node.id() < *end);
            if inside || self.signals.asides.hold(node) || in_figure(node) {
                continue;
            }
            let names = self.names_of_node(node, by, naming);
            if names.is_empty() {
                continue;
            }
            groups.push((node.id(), node.end(), names));
        }
        let distance = |id: usize| match anchor {
            Some(anchor) if id >= anchor => (id - anchor) / 2,
            Some(anchor) => anchor - id,
            None => id,
        };
        let person = |names: &[Name]| names.iter().any(|(_, standing)| *standing == Standing::Person);
        let Some(best) = groups
            .iter()
            .enumerate()
            .min_by_key(|(_, (id, _, names))| (!person(names), distance(*id)))
            .map(|(at, _)| at)
        else {
            return Vec::new();
        };
        // Neighbours within the same byline: "<a rel=author>A</a>, <a rel=author>B</a>".
        let mut found = Vec::new();
        let mut end = groups[best].0;
        for (id, stop, names) in &groups[best..] {
            if *id > end + 12 {
                break;
            }
            end = *stop;
            for (name, standing) in names {
                push_name(&mut found, name.clone(), *standing);
            }
        }
        found
    }

    fn names_of_node(&self, node: Node<'d>, by: Teller, naming: Naming) -> Vec<Name> {
        if let Some(content) = node.raw_attr("content").filter(|content| !content.trim().is_empty()) {
            return self.named(&[content], by, naming);
        }
        if node.end() - node.id() > BYLINE_NODES_MAX {
            return Vec::new();
        }
        // A name within the item: <span itemprop=author itemscope><span itemprop=name>.
        let named = node.descendants().find(|inner| {
            inner.is_element()
                && inner
                    .raw_attr("itemprop")
                    .is_some_and(|item| item.split_ascii_whitespace().any(|item| item == "name"))
        });
        let node = named.unwrap_or(node);
        if let Some(content) = named.and_then(|node| node.raw_attr("content")) {
            return self.named(&[content], by, naming);
        }
        let mut found = Vec::new();
        let mut lines = vec![String::new()];
        for text in node.descendants() {
            if text.is_text() {
                let words = text.words();
                if let Some(line) = lines.last_mut() {
                    line.push_str(&words);
                }
            } else if !text.tag().is_inline() || text.tag() == Tag::A {
                lines.push(String::new());
            }
        }
        if lines.iter().map(String::len).sum::<usize>() > BYLINE_BYTES_MAX {
            return found;
        }
        let span = node
            .descendants()
            .filter(|node| node.is_text() && !node.raw().trim().is_empty())
            .map(Node::span)
            .reduce(Span::cover);
        let Some(span) = span else { return found };
        let raw = span.of(self.dom.source());
        // Words that a byline has beside its names: without "by" or a link, only what reads like a name counts.
        for line in lines {
            let line = plain_words(&line);
            for (name, standing) in naming.read(&line) {
                if by == Teller::Byline && !(reads_like_name(name) && name.contains(' ')) {
                    continue;
                }
                push_name(&mut found, self.name_in(raw, name, by), standing);
            }
        }
        found
    }
}

/// The names of the surest teller that names a person; those of a less sure one that names the same and more; else
/// whatever desk or outlet the page gives for its author.
fn choose_authors(lists: &[Vec<Name>]) -> Vec<Candidate> {
    let persons = |list: &[Name]| list.iter().any(|(_, standing)| *standing == Standing::Person);
    let Some(chosen) = lists.iter().find(|list| persons(list)) else {
        let any = lists.iter().find(|list| !list.is_empty());
        return any.map(|list| list.iter().map(|(found, _)| found.clone()).collect()).unwrap_or_default();
    };
    let names = |list: &[Name]| -> Vec<Candidate> {
        list.iter()
            .filter(|(_, standing)| *standing != Standing::Own)
            .map(|(found, _)| found.clone())
            .collect()
    };
    let first = names(chosen);
    let more = lists.iter().map(|list| names(list)).find(|list| {
        let linked = list
            .first()
            .is_some_and(|found| matches!(found.by, Teller::Link | Teller::Item | Teller::Linked));
        let holds = first.iter().all(|name| list.iter().any(|known| same_name(&known.value, &name.value)));
        linked && holds && list.len() > first.len() && list.len() <= first.len() * 2 + 1
    });
    more.unwrap_or(first)
}

/// Says where the first two tellers that name persons name other persons.
fn note_other_authors(lists: &[Vec<Name>], notes: &mut Vec<Note<Markup>>) {
    let persons = |list: &[Name]| -> Vec<Candidate> {
        list.iter()
            .filter(|(_, standing)| *standing == Standing::Person)
            .map(|(found, _)| found.clone())
            .collect()
    };
    let mut named = lists.iter().map(|list| persons(list)).filter(|list| !list.is_empty());
    let (Some(first), Some(second)) = (named.next(), named.next()) else { return };
    let other = second.iter().find(|name| !first.iter().any(|known| same_name(&known.value, &name.value)));
    if let Some(other) = other
        && second.iter().all(|name| !first.iter().any(|known| same_name(&known.value, &name.value)))
    {
        let detail = format!(
            "{} names {}, {} names {}",
            first[0].by.as_str(),
            first[0].value,
            other.by.as_str(),
            other.value
        );
        notes.push(Note::at(NoteCode::AuthorsContradict, other.span, detail));
    }
}

fn push_name(found: &mut Vec<Name>, name: Candidate, standing: Standing) {
    if !found.iter().any(|(known, _)| same_name(&known.value, &name.value)) {
        found.push((name, standing));
    }
}

/// Whether words are written as a person's name is: up to five words, each written large but for short ones between
/// them ("de", "bin").
fn reads_like_name(words: &str) -> bool {
    let large = |word: &str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let mut parts = words.split_whitespace();
    let opens = parts.next().is_some_and(large);
    let fits = parts.all(|word| large(word) || word.len() <= 3);
    opens && fits && words.split_whitespace().count() <= 5 && !words.contains(|c: char| c.is_ascii_digit())
}

/// Whether an element belongs to a picture: its author took it.
fn in_figure(node: Node) -> bool {
    node.ancestors().take(8).any(|node| {
        matches!(node.tag(), Tag::Figure | Tag::Figcaption | Tag::Picture)
            || node.raw_attr("itemtype").is_some_and(|kind| {
                kind.contains("ImageObject") || kind.contains("VideoObject") || kind.contains("/Comment")
            })
    })
}
