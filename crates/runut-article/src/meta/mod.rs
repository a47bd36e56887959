//! What a page's markup says of the report as a whole: headline, authors, outlet, dates, address, language.
//!
//! Told by JSON-LD, Open Graph and other `<meta>`, microdata, `<time>`, marked elements and the page's address, in
//! about this order of trust. Every value has its place in the markup and says who told it.

mod authors;
mod days;
mod further;
mod headline;
mod json;
mod ld;
mod moment;
mod names;
mod roles;
mod signals;

use runut_packs::Packs;
use runut_text::{Note, NoteCode, Span};

use crate::{
    calls::Calls,
    dom::{Dom, Markup, Node, entity},
};

use headline::{Headlines, key, without_site};
use signals::{Item, Key, Signals};

/// What a page's markup says of its report, each value with its place in `T`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metadata<T> {
    /// The headline, without the site's name.
    pub title: Option<Told<T>>,
    /// Who wrote it.
    pub authors: Vec<Told<T>>,
    /// Who edited it.
    pub editors: Vec<Told<T>>,
    /// The outlet, as the page calls itself.
    pub outlet: Option<Told<T>>,
    /// When it was published: ISO 8601, with clock time and zone where the page tells them.
    pub published: Option<Told<T>>,
    /// When it was changed.
    pub modified: Option<Told<T>>,
    /// The page's own address.
    pub url: Option<Told<T>>,
    /// BCP 47 tag of its language, as the page says it.
    pub language: Option<Told<T>>,
}

impl<T> Default for Metadata<T> {
    fn default() -> Self {
        Self {
            title: None,
            authors: Vec::new(),
            editors: Vec::new(),
            outlet: None,
            published: None,
            modified: None,
            url: None,
            language: None,
        }
    }
}

impl<T> Metadata<T> {
    /// The same in another text; what has no place there falls.
    pub(crate) fn map<U>(self, place: impl Fn(Span<T>) -> Option<Span<U>>) -> Metadata<U> {
        let one = |told: Told<T>| Some(Told { span: place(told.span)?, value: told.value, by: told.by });
        let all = |list: Vec<Told<T>>| list.into_iter().filter_map(one).collect();
        Metadata {
            title: self.title.and_then(one),
            authors: all(self.authors),
            editors: all(self.editors),
            outlet: self.outlet.and_then(one),
            published: self.published.and_then(one),
            modified: self.modified.and_then(one),
            url: self.url.and_then(one),
            language: self.language.and_then(one),
        }
    }
}

/// A value that markup tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<T> {
    /// The value, in its normal form.
    pub value: String,
    /// The characters that tell it, as written.
    pub span: Span<T>,
    /// Who tells it.
    pub by: Teller,
}

/// Which part of a page tells a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Teller {
    /// JSON-LD in a script.
    Linked,
    /// Open Graph, Dublin Core and other `<meta>`.
    Meta,
    /// Microdata.
    Item,
    /// `<time>`.
    Time,
    /// `<a rel=author>`, `<link>`, attributes of `<html>`.
    Link,
    /// The first-level heading.
    Heading,
    /// An element that is marked as byline or date line, or words that read like one.
    Byline,
    /// `<title>`.
    Window,
    /// The page's address.
    Address,
}

impl Teller {
    /// All tellers, in the order of this page.
    pub const ALL: &[Self] = &[
        Self::Linked,
        Self::Meta,
        Self::Item,
        Self::Time,
        Self::Link,
        Self::Heading,
        Self::Byline,
        Self::Window,
        Self::Address,
    ];

    /// The teller that an export wrote.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|teller| teller.as_str() == name)
    }

    /// The name in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Linked => "json-ld",
            Self::Meta => "meta",
            Self::Item => "microdata",
            Self::Time => "time",
            Self::Link => "link",
            Self::Heading => "heading",
            Self::Byline => "byline",
            Self::Window => "title",
            Self::Address => "url",
        }
    }
}

type Candidate = Told<Markup>;

impl Candidate {
    #[cfg(test)]
    fn test(value: &str) -> Self {
        Self { value: value.to_owned(), span: Span::new(0, 0), by: Teller::Meta }
    }
}

/// A value with the place of `raw`, a slice of `source`.
fn told(source: &str, raw: &str, value: String, by: Teller) -> Candidate {
    let start = (raw.as_ptr() as usize).saturating_sub(source.as_ptr() as usize).min(source.len());
    Told { value, span: Span::new(start, (start + raw.len()).min(source.len())), by }
}

/// Reads a page's markup.
pub(crate) fn read(dom: &Dom, calls: &Calls, packs: &Packs) -> (Metadata<Markup>, Vec<Note<Markup>>) {
    let signals = Signals::of(dom, calls);
    let scripts: Vec<json::Json> = signals.scripts.iter().flat_map(|script| json::read(script)).collect();
    let address = signals.canonical.or_else(|| signals.first(Key::Url));
    let ld = ld::read(&scripts, |url| address.is_some_and(|own| same_address(own, url)));
    let mut page = Page { dom, packs, signals, ld, own: Vec::new() };
    page.own = page.own_names();
    let mut notes = Vec::new();
    let title = page.title();
    let language = page.language();
    let reader =
        moment::Reader { dates: &packs.press.dates, month_first: page.month_first(language.as_ref()) };
    let anchor = page.anchor(title.as_ref());
    let address = page.address();
    let days = days::find_days(dom, &page.signals, &page.ld, reader, address, anchor);
    notes.extend(days.notes);
    if let Some(further) = address.and_then(|own| further::further_page(dom, own, page.signals.next)) {
        let place = told(dom.source(), further, String::new(), Teller::Link).span;
        let detail = format!("the report goes on at \"{further}\"");
        notes.push(Note::at(NoteCode::GoesOn, place, detail));
    }
    let (authors, editors) = page.authors(anchor, &mut notes);
    let metadata = Metadata {
        outlet: page.outlet(),
        url: page.url(),
        published: days.published.map(|dated| dated.told),
        modified: days.modified.map(|dated| dated.told),
        title,
        authors,
        editors,
        language,
    };
    (metadata, notes)
}

struct Page<'d, 'p> {
    dom: &'d Dom<'d>,
    packs: &'p Packs,
    signals: Signals<'d>,
    ld: ld::Ld<'d>,
    /// Names of the page's own outlet.
    own: Vec<names::Own>,
}

impl<'d> Page<'d, '_> {
    fn candidate(&self, raw: &'d str, by: Teller) -> Option<Candidate> {
        let value = if by == Teller::Linked { plain(&json::unescape(raw)) } else { plain(raw) };
        (!value.is_empty()).then(|| told(self.dom.source(), raw, value, by))
    }

    /// The page's address where one stands in it.
    fn address(&self) -> Option<&'d str> {
        let given = [self.signals.canonical, self.signals.first(Key::Url), self.ld.url];
        given.into_iter().flatten().find(|url| url.contains("://"))
    }

    fn url(&self) -> Option<Candidate> {
        let canonical = self.signals.canonical.and_then(|raw| self.candidate(raw, Teller::Link));
        let canonical = canonical.filter(|found| found.value.contains("://"));
        let shared = || self.candidate(self.signals.first(Key::Url)?, Teller::Meta);
        let linked = || self.candidate(self.ld.url?, Teller::Linked);
        canonical.or_else(shared).or_else(linked).filter(|found| found.value.contains("://"))
    }

    /// The host of the page's address, without "www.".
    fn host(&self) -> Option<&'d str> {
        let address = self.address()?;
        let rest = &address[address.find("://")? + 3..];
        let host = rest.split(['/', ':', '?', '#']).next()?;
        Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| host.contains('.'))
    }

    /// The names by which the page calls its outlet.
    fn own_names(&self) -> Vec<names::Own> {
        let metas =
            [Key::SiteName, Key::Application].into_iter().flat_map(|key| self.signals.all(key)).map(plain);
        let linked =
            self.ld.organizations.iter().chain(&self.ld.publisher).map(|raw| plain(&json::unescape(raw)));
        let mut own: Vec<String> = metas.chain(linked).filter(|name| !name.is_empty()).collect();
        if let Some(host) = self.host() {
            own.push(host.to_owned());
            let labels: Vec<&str> = host.split('.').collect();
            // The longest label but the last: "kota" of "berita.kota.example".
            let label = labels[..labels.len() - 1].iter().max_by_key(|label| label.len());
            own.extend(label.filter(|label| label.len() > 3).map(|label| (*label).to_owned()));
        }
        if let Some(thing) = self.known_outlet() {
            own.push(thing.name.clone());
        }
        own.sort();
        own.dedup();
        own.into_iter().map(names::Own::of).collect()
    }

    /// The outlet that the packs know by the page's host.
    fn known_outlet(&self) -> Option<&runut_packs::Thing> {
        self.packs.world.outlet_of_host(self.host()?)
    }

    fn title(&self) -> Option<Candidate> {
        let names: Vec<String> = self
            .own
            .iter()
            .map(|own| key(&own.name).replace(' ', ""))
            .filter(|name| !name.is_empty())
            .collect();
        let clean = |found: Candidate| {
            let value = without_site(&found.value, &names).to_owned();
            Some(Told { value, ..found }).filter(|found| !found.value.is_empty())
        };
        let signals = &self.signals;
        let meta = |key: Key| signals.first(key).and_then(|raw| self.candidate(raw, Teller::Meta));
        let site = |found: &Candidate| names.contains(&key(&found.value).replace(' ', ""));
        let mut headings = signals
            .headings
            .iter()
            .filter_map(|node| words_of(*node, Teller::Heading))
            .filter(|found| !site(found));
        let first = headings.next();
        let (heading, first_heading) = if headings.next().is_some() { (None, first) } else { (first, None) };
        let item = signals.items.iter().find(|(item, _)| *item == Item::Headline).and_then(|(_, node)| {
            let given = node.raw_attr("content").and_then(|raw| self.candidate(raw, Teller::Item));
            given.or_else(|| words_of(*node, Teller::Item))
        });
        let headlines = Headlines {
            linked: self.ld.headline.and_then(|raw| self.candidate(raw, Teller::Linked)).and_then(clean),
            shared: meta(Key::OgTitle).and_then(clean),
            heading: heading.and_then(clean),
            first_heading: first_heading.and_then(clean),
            item: item.and_then(clean),
            other: meta(Key::Title).and_then(clean),
            window: signals.title.and_then(|node| self.candidate(node.raw(), Teller::Window)).and_then(clean),
        };
        headlines.choose()
    }

    /// The node at which the headline stands on the page.
    fn anchor(&self, title: Option<&Candidate>) -> Option<usize> {
        let wanted = title.map(|title| key(&title.value)).unwrap_or_default();
        let headings = &self.signals.headings;
        let same = headings.iter().find(|node| {
            let words = key(&node.text());
            !wanted.is_empty() && !words.is_empty() && (words == wanted || words.contains(&wanted))
        });
        if let Some(node) = same.or_else(|| headings.first().filter(|_| headings.len() == 1)) {
            return Some(node.id());
        }
        let of_level = [crate::dom::Tag::H2, crate::dom::Tag::H3];
        let lower = of_level.into_iter().flat_map(|tag| self.dom.elements(tag)).take(60);
        let found = lower.into_iter().find(|node| !wanted.is_empty() && key(&node.text()) == wanted);
        found.or_else(|| headings.first().copied()).map(Node::id)
    }

    fn language(&self) -> Option<Candidate> {
        let linked = self.ld.language.and_then(|raw| self.candidate(raw, Teller::Linked));
        let html = self.signals.language.and_then(|raw| self.candidate(raw, Teller::Link));
        let meta = || {
            [Key::Locale, Key::Language]
                .into_iter()
                .find_map(|key| self.candidate(self.signals.first(key)?, Teller::Meta))
        };
        let tag = |found: Candidate| {
            let value = found.value.replace('_', "-");
            let fits = value.len() >= 2
                && value.len() <= 12
                && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            fits.then_some(Told { value, ..found })
        };
        html.and_then(tag).or_else(|| linked.and_then(tag)).or_else(|| meta().and_then(tag))
    }

    /// Whether figures give the month first: by the page's language and by where it is published.
    fn month_first(&self, language: Option<&Candidate>) -> bool {
        let dates = &self.packs.press.dates;
        let tag = language.is_some_and(|found| dates.is_month_first(&found.value));
        let national = self
            .host()
            .and_then(|host| host.rsplit('.').next())
            .is_some_and(|end| end.len() == 2 && end != "us");
        tag && !national
    }

    /// The outlet: the name that the packs know of the host, as the page writes it; else what the page calls itself.
    fn outlet(&self) -> Option<Candidate> {
        let site = || self.signals.all(Key::SiteName).filter_map(|raw| self.candidate(raw, Teller::Meta));
        let linked = || {
            self.ld
                .publisher
                .iter()
                .chain(&self.ld.organizations)
                .filter_map(|raw| self.candidate(raw, Teller::Linked))
        };
        let other = || {
            let keys = [Key::Application, Key::Publisher];
            keys.into_iter()
                .flat_map(|key| self.signals.all(key))
                .filter_map(|raw| self.candidate(raw, Teller::Meta))
        };
        if let Some(known) = self.known_outlet() {
            let named = |found: &Candidate| {
                let things = self.packs.world.named(&found.value);
                things.iter().any(|named| self.packs.world.things[named.thing].id == known.id)
            };
            if let Some(found) = site().chain(linked()).chain(other()).find(named) {
                return Some(found);
            }
            let host = self.host()?;
            return Some(told(self.dom.source(), host, known.name.clone(), Teller::Address));
        }
        let company = |found: &Candidate| {
            let lower = found.value.to_lowercase();
            let words = &self.packs.press.bylines.companies;
            words.iter().any(|word| {
                lower.split([' ', ',']).any(|own| own == word)
                    || word.contains(' ') && lower.contains(word.as_str())
            })
        };
        let named = |found: &Candidate| {
            found.value.len() <= 60 && !found.value.starts_with(['@', 'h', '©'])
                || found.value.split_whitespace().count() == 1
        };
        let all = || site().chain(linked()).filter(named);
        all().find(|found| !company(found)).or_else(|| all().next())
    }
}

/// An element's words, with the place of its characters.
fn words_of(node: Node, by: Teller) -> Option<Candidate> {
    let value = plain_words(&node.text());
    let texts = || node.descendants().filter(|node| node.is_text() && !node.raw().trim().is_empty());
    let span = texts().map(Node::span).reduce(Span::cover)?;
    (!value.is_empty()).then_some(Told { value, span, by })
}

/// Whether two addresses are of one page: the same but for scheme, "www.", query and a slash at the end.
fn same_address(one: &str, other: &str) -> bool {
    let plain = |url: &'_ str| -> String {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let rest = rest.split(['?', '#']).next().unwrap_or(rest);
        rest.trim_start_matches("www.").trim_end_matches('/').to_owned()
    };
    plain(one) == plain(other)
}

/// The words of an attribute or value: entities decoded, twice where they were written twice, tags and needless white
/// space gone.
fn plain(raw: &str) -> String {
    let once = entity::decode(raw);
    let twice = if once.contains('&') && once.contains(';') {
        entity::decode(&once).into_owned()
    } else {
        once.into_owned()
    };
    if twice.contains('<') && twice.contains('>') {
        let mut made = String::with_capacity(twice.len());
        let mut rest = twice.as_str();
        while let Some(at) = rest.find('<') {
            let Some(end) = rest[at..].find('>') else { break };
            // "2 < 3" is no tag.
            if !rest[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
                made.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            }
            made.push_str(&rest[..at]);
            rest = &rest[at + end + 1..];
        }
        made.push_str(rest);
        return plain_words(&made);
    }
    plain_words(&twice)
}

/// Words with single spaces.
fn plain_words(words: &str) -> String {
    let mut made = String::with_capacity(words.len());
    for word in words
        .split(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}'))
        .filter(|word| !word.is_empty())
    {
        if !made.is_empty() {
            made.push(' ');
        }
        made.push_str(word);
    }
    made
}

#[cfg(test)]
mod tests;
