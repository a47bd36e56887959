//! What a careful reader finds in one report.

use runut_article::Article;
use runut_text::{Note, Span};

/// A place in the article's text.
pub type Place = Span<Article>;

/// One report, read: the article, what was found in it, and what a reader should know about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// What the outlet published.
    pub article: Article,
    /// What was found in it.
    pub annotations: Annotations,
    /// What is not as it should be, in the order of the text.
    pub notes: Vec<Note<Article>>,
}

/// Everything found in one report. Lists are in the order of the text; indices point into the sister lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotations {
    /// Who and what the report speaks of, in order of first mention.
    pub entities: Vec<Entity>,
    /// Where each entity is named.
    pub mentions: Vec<Mention>,
    /// Expressions of a date or span, in headline and body.
    pub times: Vec<Timex>,
    /// Numbers and vague amounts of something, in headline and body.
    pub quantities: Vec<Quantity>,
    /// Acts of saying, in the body.
    pub statements: Vec<Statement>,
    /// Who did what to whom, in the body.
    pub events: Vec<Event>,
}

/// A person, organisation, place, product or event that the report names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// ISO 3166-1 alpha-2 code of a country, else the fullest name for it in this report.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Id in the packs' `world/` tables, where it is known there (`country:KP`, `person:mark-rutte`).
    pub world: Option<String>,
    /// The state that the person or institution acts for as the report tells it ("Menlu Korut Choe Son Hui"):
    /// ISO 3166-1 alpha-2 code.
    pub state: Option<String>,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A human being.
    Person,
    /// An institution, company, outlet, alliance.
    Organization,
    /// A country, town, region, building.
    Place,
    /// A thing made: a platform, a ship, a song.
    Product,
    /// A happening with a name: "Perang Dunia II".
    Event,
}

impl EntityKind {
    /// The kind in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Product => "product",
            Self::Event => "event",
        }
    }

    /// The kind that an export wrote.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Person, Self::Organization, Self::Place, Self::Product, Self::Event]
            .into_iter()
            .find(|kind| kind.as_str() == name)
    }
}

/// One naming of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The name's words, without title or role.
    pub span: Place,
    /// Index into `entities`.
    pub entity: usize,
    /// Whether the report misspells the name here; the words stay, the link says whom it means.
    pub slip: bool,
    /// Whether it is a word that stands for the entity and is no name of its own: "ia", "dirinya", "politisi itu".
    pub anaphor: bool,
}

/// An expression of a date or span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// Its words.
    pub span: Place,
    /// EDTF (`2024-12-04`, `2024-08/..`) where the report fixes it.
    ///
    /// # Source
    /// EDTF, ISO 8601-2:2019, Annex A.
    pub value: Option<String>,
}

/// A number or vague amount of something.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// From the qualifier to the head noun: "sekitar 10 ribu tentara".
    pub span: Place,
    /// Lower bound, inclusive.
    pub low: Option<f64>,
    /// Upper bound, inclusive.
    pub high: Option<f64>,
    /// Whether the words say that it is not exact.
    pub approximate: bool,
    /// What is counted, in lower case ("tentara", "peluru artileri"); ISO 4217 code of money; "%" of percentages.
    pub unit: String,
}

/// A claimant, actor or recipient: the words, and whom they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    /// The words.
    pub span: Place,
    /// Index into `entities`; `None` where the words describe and do not name ("Pejabat Barat").
    pub entity: Option<usize>,
}

/// One act of saying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What was said: between the quotation marks, or the reported clause.
    pub span: Place,
    /// Whether in the speaker's words.
    pub mode: Mode,
    /// Who says it; `None` where the report does not name anybody.
    pub claimant: Option<Party>,
    /// The reporting words.
    pub cue: Option<Place>,
    /// Links between the claimant and this outlet, nearest to the claimant first.
    pub via: Vec<Link>,
    /// The day on which it was said, EDTF.
    pub said_on: Option<TimeRef>,
    /// Where, or on which occasion, it was said.
    pub said_at: Option<Place>,
    /// How far the report itself stands behind it, as the cue tells.
    pub certainty: Certainty,
}

/// Whether words are the speaker's or the reporter's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// Between quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
}

impl Mode {
    /// The mode in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
        }
    }
}

/// How sure the report is of what it passes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Certainty {
    /// Said as such: "mengonfirmasi", "kata".
    Stated,
    /// Passed on at a distance: "mengklaim", "menuding".
    Claimed,
    /// Passed on as hearsay: "disebut", "dilaporkan", "diduga".
    Reported,
}

impl Certainty {
    /// The certainty in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Claimed => "claimed",
            Self::Reported => "reported",
        }
    }
}

/// One link of a chain: an agency, a paper, a platform, a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its name as written ("CBS News", "laporan intelijen").
    pub name: String,
    /// Where it stands.
    pub span: Place,
}

/// A date, and the expression that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeRef {
    /// EDTF value.
    pub value: String,
    /// The words.
    pub span: Place,
}

/// Who did, or would do, what to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The shortest clause that carries it.
    pub evidence: Place,
    /// The word that names the act.
    pub trigger: Place,
    /// PLOVER root type in lower case.
    pub event_type: String,
    /// Who does it.
    pub actor: Option<Party>,
    /// To, for or against whom.
    pub recipient: Option<Party>,
    /// Whether it happened, may, will, shall, or did not.
    pub polarity: Polarity,
    /// What is given, sent, signed.
    pub object: Option<Place>,
    /// Index into `quantities`.
    pub quantity: Option<usize>,
    /// Where: an entity id, and its words.
    pub place: Option<Party>,
    /// When.
    pub time: Option<TimeRef>,
    /// Index into `statements`: who claims it. `None` where the outlet says it in its own voice.
    pub statement: Option<usize>,
    /// What is given for it in return.
    pub in_return_for: Option<Place>,
    /// The words that make it hearsay, if any: "dilaporkan", "diduga".
    pub hedge: Option<Place>,
}

/// Whether an act happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Polarity {
    /// It is said to have happened.
    Asserted,
    /// It is said not to have happened.
    Denied,
    /// "dapat", "mungkin", "diduga", a condition.
    Possible,
    /// "akan", a plan.
    Future,
    /// Somebody wants it.
    Demanded,
}

impl Polarity {
    /// The polarity in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Denied => "denied",
            Self::Possible => "possible",
            Self::Future => "future",
            Self::Demanded => "demanded",
        }
    }

    /// The polarity that an export wrote.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Asserted, Self::Denied, Self::Possible, Self::Future, Self::Demanded]
            .into_iter()
            .find(|polarity| polarity.as_str() == name)
    }
}

impl Annotations {
    /// The statement that holds `place`, the innermost if there are several.
    pub fn statement_around(&self, place: Place) -> Option<usize> {
        // Statements are in the order of the text and nest a few deep: what holds a place starts shortly before it.
        let after = self.statements.partition_point(|statement| statement.span.start() <= place.start());
        let near = after.saturating_sub(NESTED_MAX)..after;
        let around = near.filter(|&index| self.statements[index].span.contains(place));
        around.min_by_key(|&index| self.statements[index].span.len())
    }
}

/// Statements that may start between a statement and what it holds.
const NESTED_MAX: usize = 24;

/// The items that start in `place`, each with its index; `items` are in the order of the text.
pub(crate) fn starting_in<T>(
    items: &[T],
    span: impl Fn(&T) -> Place,
    place: Place,
) -> impl Iterator<Item = (usize, &T)> {
    let first = items.partition_point(|item| span(item).start() < place.start());
    let rest = items[first..].iter().enumerate().map(move |(offset, item)| (first + offset, item));
    rest.take_while(move |(_, item)| span(item).start() < place.end())
}

/// Whether one of the items holds `place`; `items` are in the order of the text and do not overlap.
pub(crate) fn is_held<T>(items: &[T], span: impl Fn(&T) -> Place, place: Place) -> bool {
    let first = items.partition_point(|item| span(item).end() <= place.start());
    items.get(first).is_some_and(|item| span(item).contains(place))
}

impl Reading {
    /// The id of a party: its entity's, else the words that describe it.
    pub fn party_id(&self, party: Party) -> &str {
        match party.entity {
            Some(entity) => &self.annotations.entities[entity].id,
            None => self.article.words(party.span),
        }
    }
}
