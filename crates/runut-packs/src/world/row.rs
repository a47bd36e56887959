//! A row of the world's tables, and many rows written down so that they need no parsing: the build script writes them.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Deserialize;

/// What a thing of the world is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ThingKind {
    /// A country or territory, `country:KP`.
    Country,
    /// An institution, company, alliance, `organization:nato`.
    Organization,
    /// An outlet or news agency, `outlet:afp`.
    Outlet,
    /// A person of public life, `person:mark-rutte`.
    Person,
    /// A region, sea, town, `place:kursk`.
    Place,
    /// A platform, ship, weapon, `product:whatsapp`.
    Product,
}

impl ThingKind {
    /// All kinds.
    const ALL: [Self; 6] =
        [Self::Country, Self::Organization, Self::Outlet, Self::Person, Self::Place, Self::Product];

    /// The word before the colon of an id.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Organization => "organization",
            Self::Outlet => "outlet",
            Self::Person => "person",
            Self::Place => "place",
            Self::Product => "product",
        }
    }
}

/// Names by the tag of their language.
type Names<'a> = BTreeMap<Cow<'a, str>, Vec<Cow<'a, str>>>;

/// A row of `world/countries.toml`, `organizations.toml`, `people.toml`, `places.toml`, `products.toml` or of a file in
/// `world/outlets/`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row<'a> {
    /// Key within the kind; a country's is its code. An outlet's file may hold several rows.
    pub(crate) id: Cow<'a, str>,
    /// Names by language tag, fullest first; "" for forms that are the same in all languages.
    #[serde(default)]
    pub(crate) names: Names<'a>,
    #[serde(default)]
    pub(crate) capitals: Vec<Cow<'a, str>>,
    #[serde(default)]
    pub(crate) seats: Vec<Cow<'a, str>>,
    #[serde(default)]
    pub(crate) adjectives: Names<'a>,
    pub(crate) state: Option<Cow<'a, str>>,
    pub(crate) within: Option<Cow<'a, str>>,
    pub(crate) medium: Option<Cow<'a, str>>,
    #[serde(default)]
    pub(crate) domains: Vec<Cow<'a, str>>,
}

/// The rows of one file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Rows {
    country: Vec<Row<'static>>,
    organization: Vec<Row<'static>>,
    outlet: Vec<Row<'static>>,
    person: Vec<Row<'static>>,
    place: Vec<Row<'static>>,
    product: Vec<Row<'static>>,
}

impl Rows {
    /// The rows, each with its kind.
    pub(crate) fn each(self) -> impl Iterator<Item = (ThingKind, Row<'static>)> {
        let lists = [self.country, self.organization, self.outlet, self.person, self.place, self.product];
        ThingKind::ALL
            .into_iter()
            .zip(lists)
            .flat_map(|(kind, rows)| rows.into_iter().map(move |row| (kind, row)))
    }
}

/// Writes rows down: of each the kind, then its fields as lists of strings, each list after its length, each string
/// after its bytes' number.
#[allow(dead_code, reason = "only the build script and the tests write")]
pub(crate) fn write_rows(rows: impl Iterator<Item = (ThingKind, Row<'static>)>) -> Vec<u8> {
    let mut made = Vec::new();
    for (kind, row) in rows {
        let at = ThingKind::ALL.iter().position(|known| *known == kind);
        write_number(&mut made, at.expect("all kinds are listed"));
        write_text(&mut made, &row.id);
        write_names(&mut made, &row.names);
        write_list(&mut made, row.capitals.iter());
        write_list(&mut made, row.seats.iter());
        write_names(&mut made, &row.adjectives);
        for value in [&row.state, &row.within, &row.medium] {
            write_list(&mut made, value.iter());
        }
        write_list(&mut made, row.domains.iter());
    }
    made
}

fn write_number(made: &mut Vec<u8>, number: usize) {
    let number = u16::try_from(number).expect("names of the world are short and few to a row");
    made.extend(number.to_le_bytes());
}

fn write_text(made: &mut Vec<u8>, text: &str) {
    write_number(made, text.len());
    made.extend(text.as_bytes());
}

fn write_list<'t>(made: &mut Vec<u8>, list: impl ExactSizeIterator<Item = &'t Cow<'t, str>>) {
    write_number(made, list.len());
    list.for_each(|text| write_text(made, text));
}

fn write_names(made: &mut Vec<u8>, names: &Names) {
    write_number(made, names.len());
    for (tag, names) in names {
        write_text(made, tag);
        write_list(made, names.iter());
    }
}

/// Reads the rows that [`write_rows`] wrote; it ends where the bytes are no row.
pub(crate) fn read_rows(bytes: &[u8]) -> impl Iterator<Item = (ThingKind, Row<'_>)> {
    let mut rest = Written { bytes };
    std::iter::from_fn(move || rest.row())
}

/// Rows that were not read yet.
struct Written<'a> {
    bytes: &'a [u8],
}

impl<'a> Written<'a> {
    fn row(&mut self) -> Option<(ThingKind, Row<'a>)> {
        let kind = *ThingKind::ALL.get(self.number()?)?;
        let row = Row {
            id: self.text()?,
            names: self.names()?,
            capitals: self.list()?,
            seats: self.list()?,
            adjectives: self.names()?,
            state: self.list()?.pop(),
            within: self.list()?.pop(),
            medium: self.list()?.pop(),
            domains: self.list()?,
        };
        Some((kind, row))
    }

    fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.bytes.split_first_chunk::<2>()?;
        self.bytes = rest;
        Some(usize::from(u16::from_le_bytes(*number)))
    }

    fn text(&mut self) -> Option<Cow<'a, str>> {
        let len = self.number()?;
        let (text, rest) = self.bytes.split_at_checked(len)?;
        self.bytes = rest;
        Some(Cow::Borrowed(std::str::from_utf8(text).ok()?))
    }

    fn list(&mut self) -> Option<Vec<Cow<'a, str>>> {
        (0..self.number()?).map(|_| self.text()).collect()
    }

    fn names(&mut self) -> Option<Names<'a>> {
        (0..self.number()?).map(|_| Some((self.text()?, self.list()?))).collect()
    }
}
