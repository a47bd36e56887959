//! What an outlet published.

use runut_text::{Digest, Page, Seam, Span};

use crate::meta::Metadata;

/// One report as the outlet published it: its text, junk and all, with every part of it named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// Short name of the report: the page's.
    pub id: String,
    /// Path or URL that the page came from.
    pub origin: String,
    /// The page's digest.
    pub digest: Option<Digest>,
    /// BCP 47 tag of the language it is written in; empty where unknown.
    pub language: String,
    /// The text: the page's characters, or, of HTML, what a reader sees, a line per block.
    pub text: String,
    /// From places in `text` to bytes of the page.
    pub seam: Seam<Page, Article>,
    /// Kept and dropped stretches in reading order. Together they hold every character of `text` that is not
    /// white space; they do not overlap. A line of prose with junk inside it is several blocks.
    pub blocks: Vec<Block>,
    /// The headline.
    pub title: Option<Field>,
    /// The outlet as the page names itself (masthead, dateline, credit line).
    pub outlet: Option<Field>,
    /// Names in the byline, without their role words.
    pub authors: Vec<Field>,
    /// Names of editors.
    pub editors: Vec<Field>,
    /// The place in the dateline.
    pub dateline: Option<Field>,
    /// When the page says that it was published: ISO 8601 date, or date and time as printed (`2024-11-01T05:30`).
    pub published: Option<Field>,
    /// What the page's markup says of the report, most of which no reader sees; empty of plain text.
    pub meta: Metadata<Page>,
    /// Agencies and outlets that the report names as where it has something from, in order of mention, every
    /// mention: the same name may stand in several.
    pub credits: Vec<Credit>,
}

/// A value, and the words that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The value, in its normal form (a date in ISO 8601), else the words.
    pub value: String,
    /// The words.
    pub span: Span<Article>,
}

/// A stretch of the text, kept as prose or set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is: without white space at its ends.
    pub span: Span<Article>,
}

/// What a stretch of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The report's prose.
    Body,
    /// The headline, each time it stands there.
    Title,
    /// Who wrote, edited, reported.
    Byline,
    /// When it was published.
    Date,
    /// Menus, section names, "Atas".
    Navigation,
    /// Links to other reports: "Baca juga: ...".
    Related,
    /// "Gabung ke Channel WhatsApp", "ADVERTISEMENT".
    Promotion,
    /// What stands under a picture.
    Caption,
    /// Buttons that pass the page on.
    Share,
    /// Readers' comments, and the form for them.
    Comment,
    /// Whose the page is.
    Copyright,
    /// "Sumber : CBS News" on a line of its own.
    Credit,
    /// A heading between paragraphs.
    Heading,
    /// An entry of a list in the report.
    Item,
    /// A passage that the page sets apart as quoted.
    Quote,
    /// A cell or row of a table in the report.
    Row,
    /// A post of a platform that the report shows.
    Post,
}

impl BlockKind {
    /// Whether a block of the kind is of the report's body: its prose, and what stands in it.
    pub const fn is_kept(self) -> bool {
        matches!(self, Self::Body | Self::Heading | Self::Item | Self::Quote | Self::Row | Self::Post)
    }

    /// Whether a block of the kind is prose, in which someone says something.
    pub const fn is_prose(self) -> bool {
        self.is_kept() && !matches!(self, Self::Heading)
    }

    /// All kinds, in the order of this page.
    pub const ALL: &[Self] = &[
        Self::Body,
        Self::Title,
        Self::Byline,
        Self::Date,
        Self::Navigation,
        Self::Related,
        Self::Promotion,
        Self::Caption,
        Self::Share,
        Self::Comment,
        Self::Copyright,
        Self::Credit,
        Self::Heading,
        Self::Item,
        Self::Quote,
        Self::Row,
        Self::Post,
    ];

    /// The kind in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Date => "date",
            Self::Navigation => "navigation",
            Self::Related => "related",
            Self::Promotion => "promotion",
            Self::Caption => "caption",
            Self::Share => "share",
            Self::Comment => "comment",
            Self::Copyright => "copyright",
            Self::Credit => "credit",
            Self::Heading => "heading",
            Self::Item => "item",
            Self::Quote => "quote",
            Self::Row => "row",
            Self::Post => "post",
        }
    }

    /// The kind that an export wrote.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

/// An agency or outlet that the report names as where it has something from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// Its name as written.
    pub name: Field,
    /// The words that say so: "dikutip dari", "Sumber :".
    pub cue: Span<Article>,
    /// How much of the report it stands for.
    pub scope: CreditScope,
}

/// How much of a report a credit stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CreditScope {
    /// It opens or closes the whole report: "Dilansir dari AFP, ...", "Sumber : CBS News".
    Report,
    /// It stands with one utterance or sentence: "kata X, seperti dikutip dari RBC".
    Passage,
}

impl Article {
    /// The paragraphs of prose, in reading order: without lists, quotations and tables, which are kinds of their own.
    pub fn body(&self) -> impl Iterator<Item = Span<Article>> {
        self.blocks.iter().filter(|block| block.kind == BlockKind::Body).map(|block| block.span)
    }

    /// The words of a span.
    pub fn words(&self, span: Span<Article>) -> &str {
        span.of(&self.text)
    }
}
