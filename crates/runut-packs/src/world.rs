//! What the world calls itself: countries, organisations, outlets, people, places; ids for all languages.

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{Error, Files};

/// The tables below `world/`, and an index of every name in them.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// All things, in the order of their files.
    pub things: Vec<Thing>,
    by_name: FxHashMap<String, Vec<Named>>,
    by_id: FxHashMap<String, usize>,
    /// By the host of an outlet's pages.
    by_host: FxHashMap<String, usize>,
    /// By the first word of a name: most words that a name with it has.
    reach: FxHashMap<String, usize>,
    /// The first two letters of outlets' names.
    outlet_starts: FxHashSet<[char; 2]>,
    /// Most words that a name has.
    pub name_words_max: usize,
}

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

/// One thing that the world has a name for.
#[derive(Debug, Clone)]
pub struct Thing {
    /// `kind:key`.
    pub id: String,
    /// What it is.
    pub kind: ThingKind,
    /// Its name in the interface and where a report gives no fuller one.
    pub name: String,
    /// Its first name in each language, by BCP 47 tag.
    pub name_by_language: BTreeMap<String, String>,
    /// ISO 3166-1 alpha-2: a country's own code; the state that an institution or person acts for abroad.
    pub state: Option<String>,
    /// Of a place: ISO 3166-1 alpha-2 code of the state in which it lies, where an attack on it is one on that state.
    pub within: Option<String>,
    /// Of an outlet: `wire`, `paper`, `broadcaster`, `online`, `platform`.
    pub medium: Option<String>,
    /// Of an outlet: hosts of its pages.
    pub domains: Vec<String>,
}

/// How a name names a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Named {
    /// Index into `things`.
    pub thing: usize,
    /// In which way.
    pub sense: Sense,
}

/// In which way a name names a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sense {
    /// It is the thing's name or a usual short form.
    Name,
    /// It is the capital, whose name may stand for the state.
    Capital,
    /// It is a palace or seat, whose name stands for the state abroad.
    Seat,
    /// It is the adjective or demonym ("Russian").
    Adjective,
}

/// A row of `world/countries.toml`, `organizations.toml`, `people.toml`, `places.toml`, `products.toml` or of a file in `world/outlets/`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    /// Key within the kind; a country's is its code. An outlet's file may hold several rows.
    id: String,
    /// Names by language tag, fullest first; "" for forms that are the same in all languages.
    #[serde(default)]
    names: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    capitals: Vec<String>,
    #[serde(default)]
    seats: Vec<String>,
    #[serde(default)]
    adjectives: BTreeMap<String, Vec<String>>,
    state: Option<String>,
    within: Option<String>,
    medium: Option<String>,
    #[serde(default)]
    domains: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Rows {
    country: Vec<Row>,
    organization: Vec<Row>,
    outlet: Vec<Row>,
    person: Vec<Row>,
    place: Vec<Row>,
    product: Vec<Row>,
}

impl World {
    pub(crate) fn load(files: &Files) -> Result<Self, Error> {
        let mut world = Self::default();
        for folder in ["world", "world/outlets"] {
            for (_, rows) in files.tables::<Rows>(folder)? {
                let kinds = [
                    (ThingKind::Country, "country", rows.country),
                    (ThingKind::Organization, "organization", rows.organization),
                    (ThingKind::Outlet, "outlet", rows.outlet),
                    (ThingKind::Person, "person", rows.person),
                    (ThingKind::Place, "place", rows.place),
                    (ThingKind::Product, "product", rows.product),
                ];
                for (kind, word, rows) in kinds {
                    for row in rows {
                        world.add(kind, word, row);
                    }
                }
            }
        }
        Ok(world)
    }

    /// Adds a row, or what it says to the thing that has its id already: names are added, the rest is put in place.
    fn add(&mut self, kind: ThingKind, word: &str, row: Row) {
        let id = format!("{word}:{}", row.id);
        let index = self.by_id.get(&id).copied().unwrap_or(self.things.len());
        self.index_names(index, kind, &row);
        let name = row
            .names
            .get("")
            .and_then(|names| names.first())
            .or_else(|| row.names.values().find_map(|names| names.first()))
            .unwrap_or(&row.id)
            .clone();
        let first = |(tag, names): (&String, &Vec<String>)| Some((tag.clone(), names.first()?.clone()));
        let name_by_language: BTreeMap<String, String> = row.names.iter().filter_map(first).collect();
        let state = if kind == ThingKind::Country { Some(row.id) } else { row.state };
        if let Some(thing) = self.things.get_mut(index) {
            thing.name_by_language.extend(name_by_language);
            thing.state = state.or(thing.state.take());
            thing.within = row.within.or(thing.within.take());
            thing.medium = row.medium.or(thing.medium.take());
            thing.domains.extend(row.domains);
            return;
        }
        self.by_id.insert(id.clone(), index);
        for domain in &row.domains {
            self.by_host.entry(domain.clone()).or_insert(index);
        }
        self.things.push(Thing {
            id,
            kind,
            name,
            name_by_language,
            state,
            within: row.within,
            medium: row.medium,
            domains: row.domains,
        });
    }

    fn index_names(&mut self, index: usize, kind: ThingKind, row: &Row) {
        let senses = row
            .names
            .values()
            .flatten()
            .map(|name| (name, Sense::Name))
            .chain(row.capitals.iter().map(|name| (name, Sense::Capital)))
            .chain(row.seats.iter().map(|name| (name, Sense::Seat)))
            .chain(row.adjectives.values().flatten().map(|name| (name, Sense::Adjective)));
        for (name, sense) in senses {
            let words = name.split_whitespace().count();
            self.name_words_max = self.name_words_max.max(words);
            let first = name.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
            let reach = self.reach.entry(first.unwrap_or_default().to_owned()).or_default();
            *reach = words.max(*reach);
            if kind == ThingKind::Outlet {
                self.outlet_starts.extend(start_of(name));
            }
            let list = self.by_name.entry(name.clone()).or_default();
            if !list.iter().any(|named| named.thing == index) {
                list.push(Named { thing: index, sense });
            }
        }
    }

    /// What a name, written just so but for the kind of its spaces, may name.
    pub fn named(&self, name: &str) -> &[Named] {
        let found = self.by_name.get(name);
        let plain =
            || if name.contains('\u{a0}') { self.by_name.get(&name.replace('\u{a0}', " ")) } else { None };
        found.or_else(plain).map_or(&[], Vec::as_slice)
    }

    /// Whether an outlet's name may begin the text: a quick no for most of all words.
    pub fn may_open_outlet(&self, text: &str) -> bool {
        start_of(text).is_some_and(|[first, second]| {
            self.outlet_starts.contains(&[first, second]) || self.outlet_starts.contains(&[first, '\0'])
        })
    }

    /// Most words of a name that begins with the letters and digits of `word`; 0 where no name does.
    pub fn reach(&self, word: &str) -> usize {
        let first = word.split(|c: char| !c.is_alphanumeric()).find(|part| !part.is_empty());
        self.reach.get(first.unwrap_or_default()).copied().unwrap_or(0)
    }

    /// The outlet with pages on this host, or on the nearest one that it is part of: "news.senja.example" is of
    /// "senja.example" where nothing is said of "news.senja.example" itself.
    pub fn outlet_of_host(&self, host: &str) -> Option<&Thing> {
        let host = host.to_ascii_lowercase();
        let mut rest = host.as_str();
        loop {
            if let Some(&index) = self.by_host.get(rest) {
                return Some(&self.things[index]);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// The thing with this id.
    pub fn thing(&self, id: &str) -> Option<&Thing> {
        self.by_id.get(id).map(|&index| &self.things[index])
    }
}

/// The first two letters; `\0` for the second of a single one.
fn start_of(name: &str) -> Option<[char; 2]> {
    let mut letters = name.chars().map(|letter| if letter == '\u{a0}' { ' ' } else { letter });
    Some([letters.next()?, letters.next().unwrap_or('\0')])
}
