//! Linking: which names mean the same, and by which id the report knows it.

use rustc_hash::{FxHashMap, FxHashSet};

use runut_packs::{Language, Packs, Sense, ThingKind, World};

use super::{
    known::{is_upper, title_case},
    naming::Naming,
    slip,
};
use crate::{Entity, EntityKind, Mention};

/// Names that mean one thing.
#[derive(Debug, Default)]
struct Cluster {
    thing: Option<usize>,
    /// Whether the thing is a state that the names stand for.
    state_code: Option<String>,
    /// Indices of its namings, in the order in which they were added.
    namings: Vec<usize>,
}

/// What linking gives.
pub(super) struct Linked {
    pub(super) entities: Vec<Entity>,
    pub(super) mentions: Vec<Mention>,
    /// Mentions that misspell a name, as indices into `mentions`.
    pub(super) slips: Vec<usize>,
}

/// The first names of the persons, by how they begin and end.
#[derive(Default)]
struct FirstNames {
    names: Vec<(String, usize)>,
    starts: FxHashMap<String, Vec<usize>>,
    ends: FxHashMap<String, Vec<usize>>,
}

impl FirstNames {
    /// Fewest letters of a name without its end.
    const START_LETTERS_MIN: usize = 4;
    /// Fewest letters of a name without its beginning.
    const END_LETTERS_MIN: usize = 6;

    fn of(linker: &Linker) -> Self {
        let mut first_names = Self::default();
        let mut seen = FxHashSet::default();
        for (at, naming) in linker.namings.iter().enumerate() {
            let personal = naming.kind.map_or(naming.speaks, |kind| kind == EntityKind::Person);
            let Some(name) = linker.words[at].first().filter(|_| personal && naming.firm) else { continue };
            if !seen.insert(&linker.words[at]) {
                continue;
            }
            let index = first_names.names.len();
            first_names.names.push((name.clone(), at));
            if let Some(start) = Self::start(name) {
                first_names.starts.entry(start.to_owned()).or_default().push(index);
            }
            if let Some(end) = Self::end(name) {
                first_names.ends.entry(end.to_owned()).or_default().push(index);
            }
        }
        first_names
    }

    fn start(name: &str) -> Option<&str> {
        let (end, last) = name.char_indices().nth(Self::START_LETTERS_MIN - 1)?;
        name.get(..end + last.len_utf8())
    }

    fn end(name: &str) -> Option<&str> {
        let (start, _) = name.char_indices().rev().nth(Self::END_LETTERS_MIN - 1)?;
        name.get(start..)
    }

    /// The namings whose first name begins or ends with the word and is longer.
    fn longer_than(&self, word: &str) -> Vec<usize> {
        let begun = Self::start(word).and_then(|start| self.starts.get(start)).into_iter().flatten();
        let ended = Self::end(word).and_then(|end| self.ends.get(end)).into_iter().flatten();
        let begun = begun.filter(|&&index| self.names[index].0.starts_with(word));
        let ended = ended.filter(|&&index| self.names[index].0.ends_with(word));
        let mut longer: Vec<usize> =
            begun.chain(ended).filter(|&&index| self.names[index].0.len() > word.len()).copied().collect();
        longer.sort_unstable();
        longer.into_iter().map(|index| self.names[index].1).collect()
    }
}

/// One distinct wording of names.
struct Surface {
    words: Vec<String>,
    namings: Vec<usize>,
}

/// Links namings, which stand in the order of the text.
pub(super) fn link(text: &str, namings: &[Naming], packs: &Packs, language: &Language) -> Linked {
    let words = namings.iter().map(|naming| fold(naming.place.of(text))).collect();
    let mut linker = Linker {
        text,
        namings,
        words,
        packs,
        world: &packs.world,
        language,
        clusters: Vec::new(),
        of: vec![None; namings.len()],
        slip: vec![false; namings.len()],
    };
    linker.known();
    linker.brackets();
    linker.wordings();
    linker.misspelt();
    linker.clipped();
    linker.rest();
    linker.finish()
}

struct Linker<'a> {
    text: &'a str,
    namings: &'a [Naming],
    /// Folded words of each naming.
    words: Vec<Vec<String>>,
    packs: &'a Packs,
    world: &'a World,
    language: &'a Language,
    clusters: Vec<Cluster>,
    /// Cluster of each naming.
    of: Vec<Option<usize>>,
    slip: Vec<bool>,
}

impl Linker<'_> {
    fn fresh(&mut self) -> usize {
        self.clusters.push(Cluster::default());
        self.clusters.len() - 1
    }

    fn put(&mut self, naming: usize, cluster: usize) {
        self.of[naming] = Some(cluster);
        self.clusters[cluster].namings.push(naming);
    }

    fn kind(&self, naming: usize) -> Option<EntityKind> {
        self.namings[naming].kind
    }

    /// Names of the world tables: one cluster for each thing.
    fn known(&mut self) {
        let loose = self.loose_places();
        let borrowed = self.borrowed();
        let mut by_thing: FxHashMap<usize, usize> = FxHashMap::default();
        for at in 0..self.namings.len() {
            let Some((thing, _)) = self.namings[at].named else { continue };
            if borrowed.contains(&at) || self.is_loose(at, thing, &loose) {
                continue;
            }
            let cluster = *by_thing.entry(thing).or_insert_with(|| self.clusters.len());
            if cluster == self.clusters.len() {
                self.fresh();
                self.clusters[cluster].thing = Some(thing);
            }
            let of = &self.world.things[thing];
            if of.kind == ThingKind::Country {
                self.clusters[cluster].state_code.clone_from(&of.state);
            }
            self.put(at, cluster);
        }
    }

    /// What follows a head that may be left out in names that the world does not know: "cirebon" of "Kabupaten Cirebon".
    fn loose_places(&self) -> FxHashSet<Vec<String>> {
        let heads = &self.language.names.loose_heads;
        self.words
            .iter()
            .zip(self.namings)
            .filter(|(words, naming)| words.len() > 1 && naming.named.is_none() && heads.contains(&words[0]))
            .map(|(words, _)| words[1..].to_vec())
            .collect()
    }

    /// Whether a known place is in this report the short form of a longer name.
    fn is_loose(&self, at: usize, thing: usize, loose: &FxHashSet<Vec<String>>) -> bool {
        self.world.things[thing].kind == ThingKind::Place && loose.contains(&self.words[at])
    }

    /// Lone surnames of known persons that are in this report those of somebody else: nobody gives the known person's
    /// full name, and the full name of another has the word.
    fn borrowed(&self) -> FxHashSet<usize> {
        let long = || self.namings.iter().zip(&self.words).filter(|(_, words)| words.len() > 1);
        let full: FxHashSet<usize> = long().filter_map(|(naming, _)| Some(naming.named?.0)).collect();
        let others: FxHashSet<&String> = long()
            .filter(|(naming, _)| naming.named.is_none() && naming.kind == Some(EntityKind::Person))
            .flat_map(|(_, words)| words)
            .collect();
        let is_borrowed = |at: &usize| {
            self.namings[*at].named.is_some_and(|(thing, _)| {
                matches!(self.words[*at].as_slice(), [word] if others.contains(word))
                    && self.world.things[thing].kind == ThingKind::Person
                    && !full.contains(&thing)
            })
        };
        (0..self.namings.len()).filter(is_borrowed).collect()
    }

    /// Long forms with a short form in brackets.
    fn brackets(&mut self) {
        // The cluster that has a naming with these words.
        let mut same: FxHashMap<Vec<String>, usize> = FxHashMap::default();
        for (at, words) in self.words.iter().enumerate() {
            if let Some(cluster) = self.of[at] {
                let first = same.entry(words.clone()).or_insert(cluster);
                *first = cluster.min(*first);
            }
        }
        for at in 0..self.namings.len() {
            let Some(long) = self.namings[at].short_of else { continue };
            let known = || same.get(&self.words[long]).copied();
            let cluster = self.of[long].or_else(known).unwrap_or_else(|| self.fresh());
            for naming in [long, at] {
                if self.of[naming].is_none() {
                    self.put(naming, cluster);
                    let first = same.entry(self.words[naming].clone()).or_insert(cluster);
                    *first = cluster.min(*first);
                }
            }
        }
    }

    /// Wordings: the same words mean the same, and a part of a longer name means the longer.
    fn wordings(&mut self) {
        let surfaces = self.surfaces();
        let mut with_word: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (index, surface) in surfaces.iter().enumerate() {
            for word in &surface.words {
                let list = with_word.entry(word).or_default();
                if list.last() != Some(&index) {
                    list.push(index);
                }
            }
        }
        // Longer wordings first, so that what they are part of is settled before their own parts ask.
        let mut order: Vec<usize> = (0..surfaces.len()).collect();
        order.sort_by_key(|&index| std::cmp::Reverse(surfaces[index].words.len()));
        for index in order {
            let surface = &surfaces[index];
            let settled = surface.namings.iter().find_map(|&naming| self.of[naming]);
            let open: Vec<usize> =
                surface.namings.iter().copied().filter(|&naming| self.of[naming].is_none()).collect();
            if open.is_empty() {
                continue;
            }
            let longer: Vec<usize> = surface
                .words
                .first()
                .and_then(|word| with_word.get(word.as_str()))
                .into_iter()
                .flatten()
                .copied()
                .filter(|&other| {
                    surfaces[other].words.len() > surface.words.len()
                        && self.is_part(surface, &surfaces[other])
                })
                .collect();
            let longer = Self::without_called(surface, longer, &surfaces, &with_word);
            let mut own = settled;
            for naming in open {
                let target = match own.filter(|_| settled.is_some()) {
                    Some(cluster) => Some(cluster),
                    None => self.nearest(naming, &longer, &surfaces),
                };
                if let Some(cluster) = target {
                    self.put(naming, cluster);
                } else if surface.namings.iter().any(|&naming| self.namings[naming].firm)
                    && surface.words.len() > 1
                {
                    let cluster = *own.get_or_insert_with(|| {
                        self.clusters.push(Cluster::default());
                        self.clusters.len() - 1
                    });
                    self.put(naming, cluster);
                }
            }
        }
    }

    /// The longer wordings that a surname may be short for: of a family, those whom the report does not call by their
    /// first names.
    fn without_called(
        surface: &Surface,
        longer: Vec<usize>,
        surfaces: &[Surface],
        with_word: &FxHashMap<&str, Vec<usize>>,
    ) -> Vec<usize> {
        let called = |&index: &usize| {
            let words = &surfaces[index].words;
            let alone = |&other: &usize| surfaces[other].words.len() == 1;
            words.ends_with(&surface.words)
                && with_word.get(words[0].as_str()).is_some_and(|with| with.iter().any(alone))
        };
        if longer.len() < 2 || !longer.iter().any(|index| !called(index)) {
            return longer;
        }
        longer.into_iter().filter(|index| !called(index)).collect()
    }

    fn surfaces(&self) -> Vec<Surface> {
        let mut surfaces: Vec<Surface> = Vec::new();
        let mut index: FxHashMap<Vec<String>, usize> = FxHashMap::default();
        for at in 0..self.namings.len() {
            let words = self.words[at].clone();
            let place = *index.entry(words.clone()).or_insert(surfaces.len());
            if place == surfaces.len() {
                surfaces.push(Surface { words, namings: Vec::new() });
            }
            surfaces[place].namings.push(at);
        }
        surfaces
    }

    /// Whether the short wording is a way to name what the long one names.
    fn is_part(&self, short: &Surface, long: &Surface) -> bool {
        let Some(start) = long.words.windows(short.words.len()).position(|window| window == short.words)
        else {
            return false;
        };
        let long_kind = long.namings.iter().find_map(|&naming| self.kind(naming));
        let short_kind = short.namings.iter().find_map(|&naming| self.kind(naming));
        let ends = start + short.words.len() == long.words.len();
        let head = &self.language.names.heads;
        let behind_head = ends && start == 1 && head.values().any(|heads| heads.all.contains(&long.words[0]));
        match long_kind {
            Some(EntityKind::Person) | None => {
                matches!(short_kind, Some(EntityKind::Person) | None)
                    || short.words.len() == 1
                        && short.namings.iter().all(|&naming| {
                            self.namings[naming].named.is_none() && !self.namings[naming].locative
                        })
            }
            Some(EntityKind::Place) => {
                ends && start == 1
                    && self.language.names.loose_heads.contains(&long.words[0])
                    && short_kind != Some(EntityKind::Person)
            }
            Some(_) => {
                behind_head || start == 0 && (short.words.len() > 1) && short_kind != Some(EntityKind::Person)
            }
        }
    }

    /// The cluster of the longer wording that was used last before the naming; else of the first used after it.
    fn nearest(&mut self, naming: usize, longer: &[usize], surfaces: &[Surface]) -> Option<usize> {
        let before = longer.iter().filter_map(|&index| {
            let uses = &surfaces[index].namings;
            uses[..uses.partition_point(|&at| at < naming)].last().copied()
        });
        let after = longer.iter().filter_map(|&index| {
            let uses = &surfaces[index].namings;
            uses.get(uses.partition_point(|&at| at <= naming)).copied()
        });
        let nearest = before.max().or_else(|| after.min())?;
        if self.of[nearest].is_none() {
            let cluster = self.fresh();
            self.put(nearest, cluster);
        }
        self.of[nearest]
    }

    /// Lone odd forms that misspell a name of a person.
    fn misspelt(&mut self) {
        let mut times: FxHashMap<&[String], usize> = FxHashMap::default();
        for words in &self.words {
            *times.entry(words).or_default() += 1;
        }
        let odd: Vec<usize> = (0..self.namings.len())
            .filter(|&at| self.of[at].is_none() && !self.namings[at].locative)
            .filter(|&at| self.words[at].len() == 1 && times[self.words[at].as_slice()] == 1)
            .collect();
        // Surnames of the persons by first letter, in order of first mention.
        let mut known: FxHashMap<char, Vec<(String, usize)>> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        // Asked once for each cluster: one that a long report is about has as many namings as the report is long.
        let kinds: Vec<EntityKind> = (0..self.clusters.len()).map(|at| self.cluster_kind(at)).collect();
        for at in 0..self.namings.len() {
            let (Some(cluster), Some(name)) = (self.of[at], self.words[at].last()) else { continue };
            if (self.kind(at) == Some(EntityKind::Person) || kinds[cluster] == EntityKind::Person)
                && seen.insert((name.clone(), cluster))
                && let Some(first) = name.chars().next()
            {
                known.entry(first).or_default().push((name.clone(), cluster));
            }
        }
        for at in odd {
            let word = &self.words[at][0];
            let names = word.chars().next().and_then(|first| known.get(&first));
            let hit = names.into_iter().flatten().find(|(name, _)| slip::misspells(word, name));
            if let Some(&(_, cluster)) = hit {
                self.put(at, cluster);
                self.slip[at] = true;
            }
        }
    }

    /// Lone words that are the beginning or the end of one person's first name: "Boni" for "Bonifasius Wirata", "Harsana"
    /// for "Suharsana".
    fn clipped(&mut self) {
        let first_names = FirstNames::of(self);
        for at in 0..self.namings.len() {
            let naming = &self.namings[at];
            let [word] = self.words[at].as_slice() else { continue };
            if self.of[at].is_some() || naming.named.is_some() || naming.locative || !naming.firm {
                continue;
            }
            let longer = first_names.longer_than(word);
            let Some(&long) = longer.first() else { continue };
            let same = |&other: &usize| {
                self.words[other] == self.words[long]
                    || self.of[other].is_some() && self.of[other] == self.of[long]
            };
            if longer.iter().all(same) {
                let cluster = self.cluster_of(long);
                self.put(at, cluster);
            }
        }
    }

    /// The cluster of a naming; where it has none yet, a fresh one with all that have its words.
    fn cluster_of(&mut self, naming: usize) -> usize {
        if let Some(cluster) = self.of[naming] {
            return cluster;
        }
        let cluster = self.fresh();
        let same = |other: &usize| self.of[*other].is_none() && self.words[*other] == self.words[naming];
        for other in (0..self.namings.len()).filter(same).collect::<Vec<_>>() {
            self.put(other, cluster);
        }
        cluster
    }

    /// Names that stand alone; a lone word that only a sentence's capital makes a name of stays out.
    fn rest(&mut self) {
        let mut by_words: FxHashMap<Vec<String>, usize> = FxHashMap::default();
        let firm: FxHashSet<Vec<String>> = (0..self.namings.len())
            .filter(|&at| self.namings[at].firm || self.namings[at].guess.is_some())
            .map(|at| self.words[at].clone())
            .collect();
        for at in 0..self.namings.len() {
            if self.of[at].is_some() {
                continue;
            }
            let words = self.words[at].clone();
            if !self.namings[at].firm && !firm.contains(&words) {
                continue;
            }
            let next = self.clusters.len();
            let cluster = *by_words.entry(words).or_insert(next);
            if cluster == next {
                self.fresh();
            }
            self.put(at, cluster);
        }
    }

    fn cluster_kind(&self, cluster: usize) -> EntityKind {
        let cluster = &self.clusters[cluster];
        if cluster.state_code.is_some() {
            return EntityKind::Place;
        }
        // What the fullest name is goes before what a role in front of a short one suggests ("Bupati Wanasari").
        let fullest = cluster
            .namings
            .iter()
            .filter(|&&naming| self.kind(naming).is_some())
            .max_by_key(|&&naming| (self.words[naming].len(), std::cmp::Reverse(naming)));
        if let Some(kind) = fullest.and_then(|&naming| self.kind(naming)) {
            return kind;
        }
        let namings = || cluster.namings.iter().map(|&naming| &self.namings[naming]);
        let long = cluster.namings.iter().copied().max_by_key(|&naming| self.words[naming].len());
        let personal = long.is_some_and(|naming| self.words[naming].len() > 1 && self.is_personal(naming));
        if namings().any(|naming| naming.speaks) {
            return EntityKind::Person;
        }
        if namings().any(|naming| naming.rests || naming.heads_for)
            || !personal && namings().any(|naming| naming.locative)
        {
            return EntityKind::Place;
        }
        let presumed = if personal { EntityKind::Person } else { EntityKind::Organization };
        most_guessed(namings().filter_map(|naming| naming.guess)).unwrap_or(presumed)
    }

    /// Whether a name of nobody knows what could be a person's: two to four words, none of them a plain word of any language.
    fn is_personal(&self, naming: usize) -> bool {
        let words = &self.words[naming];
        let plain = |word: &str| {
            self.packs.languages.iter().any(|language| {
                let names = &language.names;
                language.words.common.contains(word)
                    || names.lexicon.contains(word)
                    || names.plain.contains(word)
                    || names.tails.values().any(|tails| tails.contains(word))
            })
        };
        let surface = self.namings[naming].place.of(self.text);
        let shouted = surface.split_whitespace().any(|word| word.len() > 3 && is_upper(word));
        words.len() <= 5
            && (!shouted || is_upper(surface))
            && !words.iter().any(|word| plain(word) || word.chars().any(|c| c.is_ascii_digit()))
    }

    /// The fullest name: most words, then first.
    fn id(&self, cluster: usize) -> String {
        let cluster = &self.clusters[cluster];
        if let Some(code) = &cluster.state_code {
            return code.clone();
        }
        let mut best: Option<(usize, usize)> = None;
        let mut order = cluster.namings.clone();
        order.sort_unstable();
        for &naming in order.iter().filter(|&&naming| !self.slip[naming]) {
            let surface = self.namings[naming].place.of(self.text);
            let fullness =
                2 * self.words[naming].len() + usize::from(!is_upper(surface) && surface.len() > 3);
            let adjective = self.namings[naming].named.is_some_and(|(_, sense)| sense == Sense::Adjective);
            let fullness = if adjective { 0 } else { fullness };
            if best.is_none_or(|(_, most)| fullness > most) {
                best = Some((naming, fullness));
            }
        }
        let naming = best.map_or(cluster.namings[0], |(naming, _)| naming);
        let surface = self.namings[naming].place.of(self.text);
        let shouted = is_upper(surface)
            && self.world.named(surface).is_empty()
            && !self.world.named(&title_case(surface)).is_empty();
        let id = if shouted { title_case(surface) } else { surface.to_owned() };
        id.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn finish(self) -> Linked {
        let mut entities: Vec<Entity> = Vec::new();
        let mut entity_of: FxHashMap<usize, usize> = FxHashMap::default();
        let mut linked = Linked { entities: Vec::new(), mentions: Vec::new(), slips: Vec::new() };
        for at in 0..self.namings.len() {
            let Some(cluster) = self.of[at] else { continue };
            if self.is_doubtful(cluster) {
                continue;
            }
            let entity = *entity_of.entry(cluster).or_insert(entities.len());
            if entity == entities.len() {
                entities.push(self.entity(cluster));
            }
            if self.slip[at] {
                linked.slips.push(linked.mentions.len());
            }
            linked.mentions.push(Mention {
                span: self.namings[at].place,
                entity,
                slip: self.slip[at],
                anaphor: false,
            });
        }
        linked.entities = entities;
        linked
    }

    /// Whether nothing but capitals makes names of a cluster's words, and the tagger takes none of them for a name.
    fn is_doubtful(&self, cluster: usize) -> bool {
        let of = &self.clusters[cluster];
        of.thing.is_none()
            && !self.language.name_tagger.is_empty()
            && of.namings.iter().all(|&at| {
                let naming = &self.namings[at];
                (naming.kind.is_none() || naming.presumed)
                    && naming.guess.is_none()
                    && !naming.speaks
                    && !naming.titled
                    && !naming.locative
                    // Two words that no table knows as words are a name, whoever it is of.
                    && !(self.words[at].len() >= 2 && self.is_personal(at))
            })
    }

    fn entity(&self, index: usize) -> Entity {
        let cluster = &self.clusters[index];
        let thing = cluster.thing.map(|thing| &self.world.things[thing]);
        let kind = self.cluster_kind(index);
        let told = cluster.namings.iter().find_map(|&naming| self.namings[naming].state.clone());
        Entity {
            id: self.id(index),
            kind,
            world: thing.map(|thing| thing.id.clone()),
            state: told
                .filter(|_| kind == EntityKind::Person)
                .or_else(|| cluster.state_code.clone())
                .or_else(|| thing.and_then(|thing| thing.state.clone())),
        }
    }
}

/// What the tagger says most often; of equals the first.
fn most_guessed(guesses: impl Iterator<Item = EntityKind>) -> Option<EntityKind> {
    let mut votes: Vec<(EntityKind, usize)> = Vec::new();
    for guess in guesses {
        match votes.iter_mut().find(|(kind, _)| *kind == guess) {
            Some((_, count)) => *count += 1,
            None => votes.push((guess, 1)),
        }
    }
    votes.iter().rev().max_by_key(|(_, count)| *count).map(|&(kind, _)| kind)
}

/// The words of a name, lower case, cut at spaces and hyphens, without full stops.
fn fold(surface: &str) -> Vec<String> {
    surface
        .split(|c: char| c.is_whitespace() || c == '-' || c == '‑')
        .map(|word| word.chars().filter(|&c| c != '.').flat_map(char::to_lowercase).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect()
}
