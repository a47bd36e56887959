//! Everything in a page's markup that may tell of the report as a whole, gathered in one walk over the tree.

use super::days::Asides;
use crate::{
    calls::{Calls, Said},
    dom::{Dom, Node, Tag},
};

/// Bytes of JSON-LD of one page that are read.
const SCRIPT_BYTES_MAX: usize = 1 << 20;
/// Marked elements of each kind that are kept.
const MARKED_MAX: usize = 400;

/// What the markup holds; values are slices of it, entities as written.
#[derive(Default)]
pub(super) struct Signals<'d> {
    /// `<html lang>`.
    pub(super) language: Option<&'d str>,
    /// The characters of `<title>`.
    pub(super) title: Option<Node<'d>>,
    /// `<link rel=canonical>`.
    pub(super) canonical: Option<&'d str>,
    /// `<link rel=next>`.
    pub(super) next: Option<&'d str>,
    /// `<base href>` or `og:url`: less sure addresses.
    pub(super) metas: Vec<(Key, &'d str)>,
    /// The characters of scripts of JSON-LD.
    pub(super) scripts: Vec<&'d str>,
    /// Bytes of them.
    script_bytes: usize,
    /// The characters of other scripts in which something is said to be published.
    pub(super) states: Vec<&'d str>,
    pub(super) headings: Vec<Node<'d>>,
    pub(super) times: Vec<Node<'d>>,
    /// Elements with `itemprop`, and which.
    pub(super) items: Vec<(Item, Node<'d>)>,
    /// `<a rel=author>`.
    pub(super) author_links: Vec<Node<'d>>,
    /// Elements whose class, id or other attributes speak of dates.
    pub(super) dated: Vec<Node<'d>>,
    /// The same of authors.
    pub(super) bylined: Vec<Node<'d>>,
    /// Elements that belong to other parts of the page.
    pub(super) asides: Asides,
    /// Whether the body has begun.
    body: bool,
}

/// What a `<meta>` is for, over the names that sites use for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    OgTitle,
    Title,
    Author,
    AuthorList,
    Creator,
    TwitterData,
    Published,
    /// A date without a word of what happened on it.
    Dated,
    Created,
    Modified,
    SiteName,
    Application,
    Url,
    Locale,
    Image,
    Description,
    Language,
    Publisher,
    Editor,
}

/// What an `itemprop` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Author,
    Headline,
    Published,
    Modified,
    Editor,
}

impl<'d> Signals<'d> {
    pub(super) fn of(dom: &'d Dom<'d>, calls: &Calls) -> Self {
        let mut found = Self::default();
        for node in dom.nodes() {
            found.add(node, calls);
        }
        found
    }

    /// The values of the first of the keys that has any.
    pub(super) fn all(&self, key: Key) -> impl Iterator<Item = &'d str> {
        self.metas.iter().filter(move |(known, _)| *known == key).map(|(_, value)| *value)
    }

    pub(super) fn first(&self, key: Key) -> Option<&'d str> {
        self.all(key).next()
    }

    fn add(&mut self, node: Node<'d>, calls: &Calls) {
        match node.tag() {
            Tag::Text
            | Tag::Page
            | Tag::Path
            | Tag::Svg
            | Tag::Option
            | Tag::Source
            | Tag::Br
            | Tag::Img
            | Tag::Input
            | Tag::Iframe
            | Tag::Button
            | Tag::Label
            | Tag::Form
            | Tag::Style
            | Tag::Video
            | Tag::Picture => {}
            Tag::Html => {
                let language = || node.raw_attr("lang").or_else(|| node.raw_attr("xml:lang"));
                self.language = self.language.or_else(language).filter(|tag| !tag.trim().is_empty());
            }
            Tag::Body => self.body = true,
            Tag::Meta => self.add_meta(node),
            Tag::Link => self.add_link(node),
            Tag::Script => self.add_script(node),
            Tag::Title => {
                let inside_svg = || node.parent().is_some_and(|parent| parent.tag() == Tag::Svg);
                if self.title.is_none() && !inside_svg() {
                    self.title = node.first_child();
                }
            }
            _ => self.add_marked(node, calls.said(node.id())),
        }
    }

    fn add_meta(&mut self, node: Node<'d>) {
        let (mut name, mut content, mut item) = (None, None, None);
        for attribute in node.attributes() {
            if attribute.is("property") || attribute.is("name") && name.is_none() {
                name = Some(attribute.raw);
            } else if attribute.is("content") || attribute.is("value") && content.is_none() {
                content = Some(attribute.raw);
            } else if attribute.is("itemprop") {
                item = Some(attribute.raw);
            } else if attribute.is("http-equiv") && name.is_none() {
                name = Some(attribute.raw);
            }
        }
        let Some(content) = content.map(str::trim).filter(|content| !content.is_empty()) else { return };
        for name in name.iter().flat_map(|name| name.split_ascii_whitespace()) {
            if let Some(key) = key_of(name)
                && self.metas.len() < MARKED_MAX
            {
                self.metas.push((key, content));
            }
        }
        if let Some(item) = item.and_then(item_of)
            && self.items.len() < MARKED_MAX
        {
            self.items.push((item, node));
        }
    }

    fn add_link(&mut self, node: Node<'d>) {
        let rel = node.raw_attr("rel").unwrap_or_default();
        if self.canonical.is_none()
            && rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"))
        {
            self.canonical = node.raw_attr("href").map(str::trim).filter(|href| !href.is_empty());
        }
        if rel.eq_ignore_ascii_case("next") {
            self.next = node.raw_attr("href").map(str::trim);
        }
    }

    fn add_script(&mut self, node: Node<'d>) {
        let kind = node.raw_attr("type").unwrap_or_default();
        if !kind.to_ascii_lowercase().contains("ld+json") {
            let words = node.first_child().map(Node::raw);
            self.states.extend(words.filter(|words| words.len() > 40));
        } else if let Some(words) = node.first_child() {
            let words = words.raw();
            if self.script_bytes + words.len() <= SCRIPT_BYTES_MAX {
                self.script_bytes += words.len();
                self.scripts.push(words);
            }
        }
    }

    fn add_marked(&mut self, node: Node<'d>, said: &Said) {
        match node.tag() {
            Tag::H1 if self.headings.len() < MARKED_MAX => self.headings.push(node),
            Tag::Time if self.times.len() < MARKED_MAX => self.times.push(node),
            _ => {}
        }
        if said.item
            && let Some(items) = node.raw_attr("itemprop")
        {
            for item in items.split_ascii_whitespace().filter_map(item_of) {
                if self.items.len() < MARKED_MAX {
                    self.items.push((item, node));
                }
            }
        }
        if node.tag() == Tag::A && said.by_link {
            self.author_links.push(node);
        } else if said.author && self.bylined.len() < MARKED_MAX {
            self.bylined.push(node);
        }
        if said.date && self.dated.len() < MARKED_MAX {
            self.dated.push(node);
        }
    }
}

fn item_of(name: &str) -> Option<Item> {
    match name {
        "author" | "creator" => Some(Item::Author),
        "headline" => Some(Item::Headline),
        "datePublished" | "dateCreated" | "datepublished" => Some(Item::Published),
        "dateModified" | "datemodified" | "dateUpdate" => Some(Item::Modified),
        "editor" => Some(Item::Editor),
        _ => None,
    }
}

/// What a `<meta>` of this name is for.
fn key_of(name: &str) -> Option<Key> {
    let mut lower = [0_u8; 48];
    let bytes = lower.get_mut(..name.len())?;
    bytes.copy_from_slice(name.as_bytes());
    bytes.make_ascii_lowercase();
    let name = std::str::from_utf8(bytes).ok()?;
    Some(match name {
        "og:title" => Key::OgTitle,
        "twitter:title" | "dc.title" | "dcterms.title" | "parsely-title" | "sailthru.title"
        | "citation_title" | "headline" | "hdl" | "article:title" | "cxenseparse:title" => Key::Title,
        "author" | "article:author_name" | "article:author" | "og:article:author" | "og:author" => {
            Key::Author
        }
        "parsely-author"
        | "sailthru.author"
        | "byl"
        | "byline"
        | "content_author"
        | "citation_author"
        | "article.author"
        | "cxenseparse:author"
        | "authors"
        | "cxenseparse:pub-author"
        | "dable:author"
        | "penulis" => Key::AuthorList,
        "dc.creator" | "dcterms.creator" | "dc.contributor" | "creator" => Key::Creator,
        "twitter:data1" => Key::TwitterData,
        "article:published_time"
        | "og:published_time"
        | "og:article:published_time"
        | "article:published"
        | "article:publicationdate"
        | "datepublished"
        | "date_published"
        | "publish_date"
        | "publish-date"
        | "published_date"
        | "publishdate"
        | "pubdate"
        | "pub_date"
        | "og:pubdate"
        | "parsely-pub-date"
        | "sailthru.date"
        | "dc.date.issued"
        | "dcterms.issued"
        | "dcterms.available"
        | "citation_publication_date"
        | "citation_date"
        | "prism.publicationdate"
        | "cxenseparse:recs:publishtime"
        | "cxenseparse:publishtime"
        | "publication_date"
        | "publicationdate"
        | "rnews:datepublished"
        | "article:published_date"
        | "ptime"
        | "published_at"
        | "publisheddate"
        | "displaydate"
        | "bt:pubdate"
        | "article.published"
        | "published_time"
        | "shareaholic:article_published_time"
        | "originalpublicationdate"
        | "content_publisheddate"
        | "analyticsattributes.articledate"
        | "published"
        | "publishtime"
        | "release_date"
        | "releasedate"
        | "og:article:publish_date"
        | "firstpublishedtime"
        | "dateposted"
        | "publishing_date"
        | "time"
        | "article:post_date"
        | "og:publish_date"
        | "vr:published_time"
        | "pdate"
        | "pub-date"
        | "og:article:time"
        | "video:release_date"
        | "published-date"
        | "iso-8601-publish-date" => Key::Published,
        "date"
        | "dc.date"
        | "dcterms.date"
        | "article_date_original"
        | "og:date"
        | "article:date"
        | "eprints.date"
        | "dcsext.articlefirstpublished"
        | "ob:date"
        | "og:ob:date"
        | "dc:date" => Key::Dated,
        "dc.date.created"
        | "dcterms.created"
        | "datecreated"
        | "article:created"
        | "article:created_time"
        | "created"
        | "creation_date"
        | "article.created"
        | "date_created" => Key::Created,
        "article:modified_time"
        | "og:updated_time"
        | "og:article:modified_time"
        | "last-modified"
        | "lastmodified"
        | "datemodified"
        | "dcterms.modified"
        | "dc.date.modified"
        | "article:modified"
        | "modified"
        | "lastmod"
        | "revised"
        | "article:modified_date"
        | "utime"
        | "date_modified"
        | "date.modified"
        | "article:updated_time"
        | "last_updated"
        | "lastupdated"
        | "dateupdate"
        | "updated_time"
        | "modificationdate" => Key::Modified,
        "og:site_name" => Key::SiteName,
        "application-name" | "apple-mobile-web-app-title" | "al:android:app_name" | "al:ios:app_name" => {
            Key::Application
        }
        "og:url" | "twitter:url" | "parsely-link" => Key::Url,
        "description" | "og:description" => Key::Description,
        "og:image" | "twitter:image" => Key::Image,
        "og:locale" => Key::Locale,
        "content-language" | "language" | "dc.language" | "dcterms.language" => Key::Language,
        "publisher" | "dc.publisher" | "dcterms.publisher" | "citation_journal_title" | "copyright" => {
            Key::Publisher
        }
        "editor" | "content_editor" | "article:editor" => Key::Editor,
        _ => return None,
    })
}
