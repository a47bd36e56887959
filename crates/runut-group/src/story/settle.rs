//! The stories of articles, as a function of the articles and of nothing else.
//!
//! Links are gone over, the likeliest first; the groups of two linked articles become one where they are likely one as
//! wholes. What a group is hangs on the links among its articles and on those that were refused at its edge, and on
//! nothing farther off. So when articles come, only their stories are grouped anew, together with those that a likely
//! link leads to, and with ever more of these as long as one of them would change: that ends where grouping all anew
//! would end, in whatever order the articles came.

use std::collections::hash_map::Entry;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::{
    Moved,
    likeness::{FAR, Rule},
    shelf::{Part, Shelf},
};

/// How often the links are gone over: what two articles could not join, their stories may once they have grown.
const ROUNDS_MAX: usize = 3;
/// How much of what two groups are to each other is said by their likeliest pair, of 1; the rest by all on average,
/// since a story is looked at from many sides, and each is like one other more than like all.
const BEST_SHARE: f64 = 0.2;
/// An article need not be like all of a large story, but like so many.
const PEERS_MAX: usize = 12;
/// Log-odds are summed in whole steps, so that no order of summing shows.
const STEPS: f64 = 1024.0;

/// Groups anew what hangs on these articles, and moves those whose story is another now.
pub(super) fn settle<S: Shelf>(shelf: &mut S, dirty: &[u32], rule: &Rule) -> Result<Vec<Moved>, S::Error> {
    shelf.load(dirty, Part::Links)?;
    let mut core: FxHashSet<u32> = dirty.iter().map(|&article| shelf.node(article).story).collect();
    loop {
        let region = Region::around(shelf, &core, rule)?;
        let groups = region.grouped(rule);
        let changed: Vec<u32> =
            region.changed(&groups).into_iter().filter(|story| !core.contains(story)).collect();
        if changed.is_empty() {
            return region.apply(&groups, shelf);
        }
        core.extend(changed);
    }
}

/// Stories that are grouped anew, and those beside them.
struct Region {
    /// Articles by place; their stories and prints.
    articles: Vec<u32>,
    stories: Vec<u32>,
    prints: Vec<u64>,
    /// Two articles by place, and how likely they tell one story, in steps.
    links: Vec<(i64, u32, u32)>,
}

impl Region {
    fn around<S: Shelf>(shelf: &mut S, core: &FxHashSet<u32>, rule: &Rule) -> Result<Self, S::Error> {
        let mut stories: Vec<u32> = core.iter().copied().collect();
        stories.sort_unstable();
        let mut articles = Vec::new();
        for &story in &stories {
            articles.extend(shelf.members(story)?);
        }
        shelf.load(&articles, Part::Links)?;
        let near = |article: u32| shelf.node(article).links.iter().filter(|link| !rule.is_far(link));
        let ends: Vec<u32> =
            articles.iter().flat_map(|&article| near(article)).map(|link| link.other).collect();
        shelf.load(&ends, Part::Links)?;
        let mut beside: FxHashSet<u32> = FxHashSet::default();
        for &article in &articles {
            let node = shelf.node(article);
            for link in node.links.iter().filter(|link| !rule.is_far(link)) {
                let other = shelf.node(link.other);
                if other.story != node.story
                    && !core.contains(&other.story)
                    && !beside.contains(&other.story)
                    && rule.logit(link, node, other) >= rule.logit_min
                {
                    beside.insert(other.story);
                }
            }
        }
        let mut beside: Vec<u32> = beside.into_iter().collect();
        beside.sort_unstable();
        for &story in &beside {
            articles.extend(shelf.members(story)?);
        }
        shelf.load(&articles, Part::Links)?;
        Ok(Self::of(shelf, articles, core, rule))
    }

    fn of<S: Shelf>(shelf: &S, articles: Vec<u32>, core: &FxHashSet<u32>, rule: &Rule) -> Self {
        let mut places: FxHashMap<u32, u32> =
            FxHashMap::with_capacity_and_hasher(articles.len(), FxBuildHasher);
        places.extend(articles.iter().enumerate().map(|(place, &article)| (article, place as u32)));
        let mut links = Vec::new();
        for (place, &article) in articles.iter().enumerate() {
            let node = shelf.node(article);
            let in_core = core.contains(&node.story);
            // Each link stands with both.
            for link in node.links.iter().filter(|link| link.other > article && !rule.is_far(link)) {
                let Some(&to) = places.get(&link.other) else { continue };
                let other = shelf.node(link.other);
                // Two stories that both stay as they are have nothing to say to each other.
                if in_core || node.story == other.story || core.contains(&other.story) {
                    let logit = rule.logit(link, node, other);
                    links.push(((f64::from(logit) * STEPS).round() as i64, place as u32, to));
                }
            }
        }
        let prints: Vec<u64> = articles.iter().map(|&article| shelf.node(article).print).collect();
        let stories = articles.iter().map(|&article| shelf.node(article).story).collect();
        links.sort_unstable_by_key(|&(logit, a, b)| {
            let (a, b) = (prints[a as usize], prints[b as usize]);
            (-logit, a.min(b), a.max(b))
        });
        Self { articles, stories, prints, links }
    }

    /// For each article the place of one that stands for its group.
    fn grouped(&self, rule: &Rule) -> Vec<u32> {
        let least = (f64::from(rule.logit_min) * STEPS).round();
        let mut groups = Groups::new(self.articles.len(), &self.links);
        let likely = self.links.partition_point(|link| link.0 as f64 >= least);
        for _ in 0..ROUNDS_MAX {
            let mut joined = false;
            for &(_, a, b) in &self.links[..likely] {
                let (a, b) = (groups.group_of(a), groups.group_of(b));
                joined |= a != b && groups.join(a, b, least);
            }
            if !joined {
                break;
            }
        }
        (0..self.articles.len() as u32).map(|place| groups.group_of(place)).collect()
    }

    /// The stories that are not one group now, all of them and nobody else.
    fn changed(&self, groups: &[u32]) -> Vec<u32> {
        let mut pairs: Vec<(u32, u32)> = self.stories.iter().copied().zip(groups.iter().copied()).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut groups_of: FxHashMap<u32, u32> = FxHashMap::default();
        let mut stories_of: FxHashMap<u32, u32> = FxHashMap::default();
        for &(story, group) in &pairs {
            *groups_of.entry(story).or_insert(0) += 1;
            *stories_of.entry(group).or_insert(0) += 1;
        }
        let mut changed: Vec<u32> = pairs
            .into_iter()
            .filter(|(story, group)| groups_of[story] > 1 || stories_of[group] > 1)
            .map(|pair| pair.0)
            .collect();
        changed.dedup();
        changed
    }

    /// Gives each group the name of the story that it shares most with, and moves who is elsewhere.
    fn apply<S: Shelf>(&self, groups: &[u32], shelf: &mut S) -> Result<Vec<Moved>, S::Error> {
        let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut eldest: FxHashMap<u32, u64> = FxHashMap::default();
        for ((&story, &group), &print) in self.stories.iter().zip(groups).zip(&self.prints) {
            *shared.entry((story, group)).or_insert(0) += 1;
            let eldest = eldest.entry(group).or_insert(print);
            *eldest = print.min(*eldest);
        }
        let mut shared: Vec<(u32, u32, u64, u32)> = shared
            .into_iter()
            .map(|((story, group), count)| (u32::MAX - count, story, eldest[&group], group))
            .collect();
        shared.sort_unstable();
        let mut names: FxHashMap<u32, u32> = FxHashMap::default();
        let mut taken: FxHashSet<u32> = FxHashSet::default();
        for &(_, story, _, group) in &shared {
            if !taken.contains(&story) && !names.contains_key(&group) {
                names.insert(group, story);
                taken.insert(story);
            }
        }
        for &(_, _, _, group) in &shared {
            if let Entry::Vacant(name) = names.entry(group) {
                name.insert(shelf.fresh_story()?);
            }
        }
        let mut moved = Vec::new();
        for (place, &article) in self.articles.iter().enumerate() {
            let (from, to) = (self.stories[place], names[&groups[place]]);
            if from != to {
                shelf.shift(article, to)?;
                moved.push(Moved { article, from, to });
            }
        }
        Ok(moved)
    }
}

/// Groups that grow together.
struct Groups<'r> {
    parent: Vec<u32>,
    /// For each group its articles.
    members: Vec<Vec<u32>>,
    links: &'r [(i64, u32, u32)],
    /// The links of all articles, one article after the other, and where those of each begin; one more at the end.
    ends: Vec<u32>,
    starts: Vec<u32>,
    /// How large two groups were that were not likely enough one.
    refused: FxHashMap<(u32, u32), (usize, usize)>,
}

impl<'r> Groups<'r> {
    fn new(count: usize, links: &'r [(i64, u32, u32)]) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for &(_, a, b) in links {
            starts[a as usize + 1] += 1;
            starts[b as usize + 1] += 1;
        }
        for article in 0..count {
            starts[article + 1] += starts[article];
        }
        let mut free = starts.clone();
        let mut ends = vec![0; 2 * links.len()];
        for (number, &(_, a, b)) in links.iter().enumerate() {
            for article in [a, b] {
                let at = &mut free[article as usize];
                ends[*at as usize] = number as u32;
                *at += 1;
            }
        }
        let members = (0..count as u32).map(|article| vec![article]).collect();
        Self {
            parent: (0..count as u32).collect(),
            members,
            links,
            ends,
            starts,
            refused: FxHashMap::default(),
        }
    }

    fn group_of(&mut self, mut article: u32) -> u32 {
        while self.parent[article as usize] != article {
            let up = self.parent[self.parent[article as usize] as usize];
            self.parent[article as usize] = up;
            article = up;
        }
        article
    }

    /// Makes two groups one, if these are as likely one story as `least` steps say.
    fn join(&mut self, a: u32, b: u32, least: f64) -> bool {
        let len = |group: u32| self.members[group as usize].len();
        let (to, from) = if (len(a), a) >= (len(b), b) { (a, b) } else { (b, a) };
        let lens = (len(to), len(from));
        if self.refused.get(&(to, from)) == Some(&lens) {
            return false;
        }
        if self.between(from, to) < least {
            self.refused.insert((to, from), lens);
            return false;
        }
        let mut joined = std::mem::take(&mut self.members[from as usize]);
        self.members[to as usize].append(&mut joined);
        self.parent[from as usize] = to;
        true
    }

    /// How likely two groups are one story, in steps.
    fn between(&mut self, few: u32, many: u32) -> f64 {
        let (mut sum, mut count, mut best) = (0, 0, i64::MIN);
        for at in 0..self.members[few as usize].len() {
            let article = self.members[few as usize][at];
            for end in self.starts[article as usize]..self.starts[article as usize + 1] {
                let (logit, a, b) = self.links[self.ends[end as usize] as usize];
                if self.group_of(if a == article { b } else { a }) == many {
                    (sum, count, best) = (sum + logit, count + 1, best.max(logit));
                }
            }
        }
        let (few, many) = (self.members[few as usize].len(), self.members[many as usize].len());
        let pairs = (few * many.min(PEERS_MAX)).max(count);
        let mean = (sum as f64 + f64::from(FAR) * STEPS * (pairs - count) as f64) / pairs as f64;
        BEST_SHARE * best as f64 + (1.0 - BEST_SHARE) * mean
    }
}
