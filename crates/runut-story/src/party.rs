//! Who is who across reports: "Volodymyr Zelensky" here and "Volodymyr Zelenskyy" there are one party.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use runut_claim::{Entity, EntityKind, Party, Reading};
use runut_packs::Packs;

/// The parties of a story.
#[derive(Debug, Default)]
pub(crate) struct Parties {
    /// What they are called: as the tables call a person whom they know, else the name that most reports use, the
    /// longest of these.
    labels: Vec<String>,
    /// The country that each is, or acts for, where that is known.
    states: Vec<Option<String>>,
    /// Whether each is a country.
    countries: Vec<bool>,
    by_description: HashMap<String, usize>,
    /// For each reading, the party of each of its entities.
    of_entity: Vec<Vec<usize>>,
}

impl Parties {
    /// Links the entities of the readings, whose order does not matter but for the order of `entity`.
    pub(crate) fn of(readings: &[&Reading], packs: &Packs) -> Self {
        let entities: Vec<(usize, usize, &Entity)> = readings
            .iter()
            .enumerate()
            .flat_map(|(r, reading)| {
                reading.annotations.entities.iter().enumerate().map(move |(e, entity)| (r, e, entity))
            })
            .collect();
        let mut links = Links::new(entities.len());
        let mut first: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for (index, (_, _, entity)) in entities.iter().enumerate() {
            if let Some(world) = &entity.world {
                links.join(*first.entry(("world", world.clone())).or_insert(index), index);
            }
            links.join(*first.entry(("name", fold(&entity.id))).or_insert(index), index);
        }
        join_spellings(&entities, &mut links);
        Self::label(&entities, &mut links, readings, packs)
    }

    fn label(
        entities: &[(usize, usize, &Entity)],
        links: &mut Links,
        readings: &[&Reading],
        packs: &Packs,
    ) -> Self {
        let mut parties = Self {
            of_entity: readings.iter().map(|r| vec![0; r.annotations.entities.len()]).collect(),
            ..Self::default()
        };
        let mut of_root: HashMap<usize, usize> = HashMap::new();
        let mut names: Vec<BTreeMap<&str, usize>> = Vec::new();
        let mut tabled: BTreeMap<usize, &str> = BTreeMap::new();
        for (index, &(reading, e, entity)) in entities.iter().enumerate() {
            let root = links.root(index);
            let party = *of_root.entry(root).or_insert_with(|| {
                names.push(BTreeMap::new());
                parties.states.push(None);
                parties.countries.push(false);
                names.len() - 1
            });
            parties.of_entity[reading][e] = party;
            *names[party].entry(&entity.id).or_default() += 1;
            let person = entity.world.as_deref().filter(|world| world.starts_with("person:"));
            if let Some(thing) = person.and_then(|world| packs.world.thing(world)) {
                let known = tabled.entry(party).or_insert(&thing.name);
                *known = (*known).min(&thing.name);
            }
            let country = entity.world.as_deref().and_then(|world| world.strip_prefix("country:"));
            if let Some(state) = country.or(entity.state.as_deref()) {
                // The least code wins where reports disagree, so that their order does not matter.
                let known = &mut parties.states[party];
                if known.as_deref().is_none_or(|known| state < known) {
                    *known = Some(state.to_owned());
                }
            }
            parties.countries[party] |= country.is_some();
        }
        parties.labels = names
            .iter()
            .enumerate()
            .map(|(party, names)| {
                if let Some(name) = tabled.get(&party) {
                    return (*name).to_owned();
                }
                let best =
                    names.iter().max_by_key(|(name, count)| (**count, name.len(), std::cmp::Reverse(**name)));
                best.map(|(name, _)| (*name).to_owned()).unwrap_or_default()
            })
            .collect();
        parties
    }

    /// The party of an entity of a reading.
    pub(crate) fn entity(&self, reading: usize, entity: usize) -> usize {
        self.of_entity[reading][entity]
    }

    /// The party that `words` describe in a report; reports that use the same words mean the same.
    pub(crate) fn described(&mut self, words: &str, state: Option<&str>) -> usize {
        if let Some(&party) = self.by_description.get(&fold(words)) {
            return party;
        }
        self.labels.push(words.to_owned());
        self.states.push(state.map(str::to_owned));
        self.countries.push(false);
        self.by_description.insert(fold(words), self.labels.len() - 1);
        self.labels.len() - 1
    }

    /// The party that words were said to describe before; they were, or the words are of no party.
    pub(crate) fn of_words(&self, words: &str) -> usize {
        *self
            .by_description
            .get(&fold(words))
            .expect("every description was entered when the story was prepared")
    }

    /// What a party is called.
    pub(crate) fn name(&self, party: usize) -> &str {
        &self.labels[party]
    }

    /// The country that it is or acts for.
    pub(crate) fn state(&self, party: usize) -> Option<&str> {
        self.states[party].as_deref()
    }

    /// Whether it is a country.
    pub(crate) fn is_country(&self, party: usize) -> bool {
        self.countries[party]
    }

    /// Whether what one says may be told as the other's word: they are the same, or one is the state of the other.
    pub(crate) fn may_speak_for(&self, a: usize, b: usize) -> bool {
        a == b
            || self.state(a).is_some()
                && self.state(a) == self.state(b)
                && (self.is_country(a) || self.is_country(b))
    }
}

/// The entities named in the words of a party that is no entity itself: "Washington dan Seoul".
pub(crate) fn named_in(reading: &Reading, party: Party) -> Vec<usize> {
    let mut entities: Vec<usize> = match party.entity {
        Some(entity) => return vec![entity],
        None => reading
            .annotations
            .mentions
            .iter()
            .filter(|mention| party.span.contains(mention.span))
            .map(|mention| mention.entity)
            .collect(),
    };
    entities.sort_unstable();
    entities.dedup();
    entities
}

/// Case, hyphens and marks folded away.
pub(crate) fn fold(name: &str) -> String {
    let letters: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Joins names of persons that differ as spellings do: the same number of words, each the same or a letter or two
/// off, or one name the end of the other ("Sybiha", "Andrii Sybiha").
fn join_spellings(entities: &[(usize, usize, &Entity)], links: &mut Links) {
    let mut persons: BTreeMap<String, usize> = BTreeMap::new();
    for (index, (_, _, entity)) in entities.iter().enumerate() {
        if entity.kind == EntityKind::Person {
            persons.entry(fold(&entity.id)).or_insert(index);
        }
    }
    let names: Vec<(Vec<&str>, usize)> =
        persons.iter().map(|(name, &index)| (name.split(' ').collect(), index)).collect();
    let mut by_first: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (name, _)) in names.iter().enumerate() {
        by_first.entry(name[0]).or_default().push(at);
        let words: BTreeSet<&str> = name.iter().copied().collect();
        for word in words {
            by_word.entry(word).or_default().push(at);
        }
    }
    let firsts: Vec<&str> = by_first.keys().copied().collect();
    for (at, first) in firsts.iter().enumerate() {
        for other in firsts[at..].iter().filter(|other| same_spelling(first, other)) {
            for (x, y) in by_first[first].iter().flat_map(|x| by_first[other].iter().map(move |y| (x, y))) {
                let ((name, index), (other, other_index)) = (&names[*x], &names[*y]);
                if name.len() == other.len()
                    && name.len() > 1
                    && name.iter().zip(other).all(|(a, b)| same_spelling(a, b))
                {
                    links.join(*index, *other_index);
                }
            }
        }
    }
    for (name, index) in &names {
        // A short name joins the one longer name that it is part of, if there is just one.
        let longer: Vec<usize> = by_word[name[0]]
            .iter()
            .map(|&other| &names[other])
            .filter(|(other, _)| other.len() > name.len() && name.iter().all(|word| other.contains(word)))
            .map(|(_, index)| *index)
            .collect();
        if let [first, rest @ ..] = longer.as_slice()
            && rest.iter().all(|&other| links.root(other) == links.root(*first))
        {
            links.join(*first, *index);
        }
    }
}

/// Whether two words are one name in two spellings: equal, or one letter in five off.
fn same_spelling(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let allowed = a.len().min(b.len()) / 5;
    allowed > 0 && a.len().abs_diff(b.len()) <= allowed && edits(&a, &b) <= allowed
}

/// Letters to add, drop or change to make one word of the other.
pub(crate) fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Sets that grow together; the root of a set is its least member, whatever the order of joining.
#[derive(Debug)]
pub(crate) struct Links {
    parents: Vec<usize>,
}

impl Links {
    /// `len` sets of one.
    pub(crate) fn new(len: usize) -> Self {
        Self { parents: (0..len).collect() }
    }

    /// The least member of the set of `member`.
    pub(crate) fn root(&mut self, member: usize) -> usize {
        let mut root = member;
        while self.parents[root] != root {
            root = self.parents[root];
        }
        let mut at = member;
        while self.parents[at] != root {
            at = std::mem::replace(&mut self.parents[at], root);
        }
        root
    }

    /// Makes one set of two.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(names: &[(&str, EntityKind)]) -> Reading {
        let mut reading = Reading::default();
        for (id, kind) in names {
            let entity = Entity { id: (*id).to_owned(), kind: *kind, world: None, state: None };
            reading.annotations.entities.push(entity);
        }
        reading
    }

    #[test]
    fn spellings_and_short_names_are_one_person() {
        let a = reading(&[("Ardan Velsenko", EntityKind::Person), ("Orrin", EntityKind::Person)]);
        let b = reading(&[("Ardan Velsenkho", EntityKind::Person), ("Mara Orrin", EntityKind::Person)]);
        let c = reading(&[("Tomas Velsenko", EntityKind::Person), ("Orrin", EntityKind::Place)]);
        let parties = Parties::of(&[&a, &b, &c], Packs::builtin());
        assert_eq!(parties.entity(0, 0), parties.entity(1, 0));
        assert_ne!(parties.entity(0, 0), parties.entity(2, 0));
        assert_eq!(parties.entity(0, 1), parties.entity(1, 1));
        assert_eq!(parties.name(parties.entity(0, 0)), "Ardan Velsenkho");
    }
}
