//! What the world calls itself: countries, organisations, outlets, people, places; ids for all languages.

mod row;

use std::{borrow::Cow, collections::BTreeMap};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{Error, Files};

pub use row::ThingKind;
use row::{Row, Rows};

/// The rows of the tables that the program carries, as the build wrote them down: parsing them takes ten times as long.
static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.rows"));
/// Names and things for which there is room from the start.
const NAMES_EXPECTED: usize = 1 << 13;
const THINGS_EXPECTED: usize = 1 << 12;

/// The tables below `world/`, and an index of every name in them.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// All things, in the order of their files.
    pub things: Vec<Thing>,
    by_name: FxHashMap<Cow<'static, str>, Vec<Named>>,
    by_id: FxHashMap<String, usize>,
    /// By the host of an outlet's pages.
    by_host: FxHashMap<String, usize>,
    /// By the first word of a name: most words that a name with it has.
    reach: FxHashMap<String, usize>,
    /// The first letters of outlets' names.
    outlet_starts: FxHashSet<Start>,
    /// Most words that a name has.
    pub name_words_max: usize,
    /// Most bytes that a name has.
    name_bytes_max: usize,
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

impl World {
    pub(crate) fn load(files: &Files) -> Result<Self, Error> {
        let mut world = Self::default();
        if files.is_own("world") {
            world.by_name.reserve(NAMES_EXPECTED);
            world.reach.reserve(NAMES_EXPECTED);
            world.by_id.reserve(THINGS_EXPECTED);
            world.things.reserve(THINGS_EXPECTED);
            for (kind, row) in row::read_rows(BUILTIN) {
                world.add(kind, row);
            }
            return Ok(world);
        }
        for folder in ["world", "world/outlets"] {
            for (_, rows) in files.tables::<Rows>(folder)? {
                for (kind, row) in rows.each() {
                    world.add(kind, row);
                }
            }
        }
        Ok(world)
    }

    /// Adds a row, or what it says to the thing that has its id already: names are added, the rest is put in place.
    fn add(&mut self, kind: ThingKind, row: Row<'static>) {
        let id = [kind.as_str(), ":", &row.id].concat();
        let index = self.by_id.get(&id).copied().unwrap_or(self.things.len());
        let plain = row.names.get("").and_then(|names| names.first());
        let first = || row.names.values().find_map(|names| names.first());
        let name = plain.or_else(first).unwrap_or(&row.id).clone().into_owned();
        let named = |(tag, names): (&Cow<str>, &Vec<Cow<str>>)| {
            Some((tag.clone().into_owned(), names.first()?.clone().into_owned()))
        };
        let name_by_language: BTreeMap<String, String> = row.names.iter().filter_map(named).collect();
        let senses = [(row.capitals, Sense::Capital), (row.seats, Sense::Seat)];
        let names = row.names.into_values().map(|names| (names, Sense::Name)).chain(senses);
        for (names, sense) in names.chain(row.adjectives.into_values().map(|names| (names, Sense::Adjective)))
        {
            for name in names {
                self.index_name(index, kind, name, sense);
            }
        }
        let own = |value: Option<Cow<str>>| value.map(Cow::into_owned);
        let state = if kind == ThingKind::Country { Some(row.id) } else { row.state };
        let (state, within, medium) = (own(state), own(row.within), own(row.medium));
        let domains = row.domains.into_iter().map(Cow::into_owned);
        if let Some(thing) = self.things.get_mut(index) {
            thing.name_by_language.extend(name_by_language);
            thing.state = state.or(thing.state.take());
            thing.within = within.or(thing.within.take());
            thing.medium = medium.or(thing.medium.take());
            thing.domains.extend(domains);
            return;
        }
        self.by_id.insert(id.clone(), index);
        let domains: Vec<String> = domains.collect();
        for domain in &domains {
            self.by_host.entry(domain.clone()).or_insert(index);
        }
        self.things.push(Thing { id, kind, name, name_by_language, state, within, medium, domains });
    }

    fn index_name(&mut self, index: usize, kind: ThingKind, name: Cow<'static, str>, sense: Sense) {
        let words = name.split_whitespace().count();
        self.name_words_max = self.name_words_max.max(words);
        self.name_bytes_max = self.name_bytes_max.max(name.len());
        let first = first_word(&name);
        match self.reach.get_mut(first) {
            Some(reach) => *reach = words.max(*reach),
            None => {
                self.reach.insert(first.to_owned(), words);
            }
        }
        if kind == ThingKind::Outlet {
            self.outlet_starts.extend(start_of(&name));
        }
        let list = self.by_name.entry(name).or_default();
        if !list.iter().any(|named| named.thing == index) {
            list.push(Named { thing: index, sense });
        }
    }

    /// What a name, written just so but for the kind of its spaces, may name.
    pub fn named(&self, name: &str) -> &[Named] {
        let found = if name.len() <= self.name_bytes_max { self.by_name.get(name) } else { None };
        let plain = || {
            if name.contains('\u{a0}') {
                self.by_name.get(name.replace('\u{a0}', " ").as_str())
            } else {
                None
            }
        };
        found.or_else(plain).map_or(&[], Vec::as_slice)
    }

    /// Whether an outlet's name may begin the text: a quick no for most of all words.
    pub fn may_open_outlet(&self, text: &str) -> bool {
        let Some(mut start) = start_of(text) else { return false };
        for len in (1..start.len()).rev() {
            if self.outlet_starts.contains(&start) {
                return true;
            }
            // A shorter name may be followed by anything.
            start[len] = '\0';
        }
        self.outlet_starts.contains(&start)
    }

    /// Most words of a name that begins with the letters and digits of `word`; 0 where no name does.
    pub fn reach(&self, word: &str) -> usize {
        self.reach.get(first_word(word)).copied().unwrap_or(0)
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

/// The letters and digits with which words begin, marks before them aside.
fn first_word(words: &str) -> &str {
    words.split(|c: char| !c.is_alphanumeric()).find(|part| !part.is_empty()).unwrap_or_default()
}

/// The first letters of a name; `\0` for those that a shorter one lacks.
type Start = [char; 4];

fn start_of(name: &str) -> Option<Start> {
    let mut letters = name.chars().map(|letter| if letter == '\u{a0}' { ' ' } else { letter });
    let first = letters.next()?;
    let mut next = || letters.next().unwrap_or('\0');
    Some([first, next(), next(), next()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_wrote_down_is_what_the_tables_say() {
        let written = World::load(&Files::builtin()).expect("the tables parse");
        // A file that says nothing makes the tables be parsed.
        let mut files = Files::builtin();
        files.lay("world/zz.toml", Vec::new()).expect("the path is read");
        assert!(!files.is_own("world") && Files::builtin().is_own("world"));
        let parsed = World::load(&files).expect("the tables parse");
        assert_eq!(format!("{:?}", written.things), format!("{:?}", parsed.things));
        assert!(written.by_name == parsed.by_name && written.by_host == parsed.by_host);
        assert!(written.things.len() > 1000);
    }
}
