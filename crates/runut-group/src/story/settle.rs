//! The stories of articles, as a function of the articles and of nothing else.
//!
//! Links are gone over, the likeliest first; the groups of two linked articles become one where they are likely one as
//! wholes. What a group is hangs on the links among its articles and on those that were refused at its edge, and on
//! nothing farther off. So when articles come, only their stories are grouped anew, together with those that a likely
//! link leads to, and with ever more of these as long as one of them would change: that ends where grouping all anew
//! would end, in whatever order the articles came.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Moved,
    likeness::{self, Weights},
    shelf::{Part, Shelf},
};

/// How often the links are gone over: what two articles could not join, their stories may once they have grown.
const ROUNDS_MAX: usize = 3;
/// How much of what two groups are to each other is said by their likeliest pair, of 1; the rest by all on average,
/// since a story is looked at from many sides, and each is like one other more than like all.
const BEST_SHARE: f64 = 0.3;
/// What two articles are to each other that were never compared, in log-odds.
const FAR: f64 = -4.0;
/// An article need not be like all of a large story, but like so many.
const PEERS_MAX: u64 = 12;
/// Log-odds are summed in whole steps, so that no order of summing shows.
const STEPS: f64 = 1024.0;

/// How a region is grouped.
pub(super) struct Rule<'a> {
    pub(super) weights: &'a Weights,
    pub(super) logit_min: f32,
}

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
        let ends: Vec<u32> = articles
            .iter()
            .flat_map(|&article| shelf.node(article).links.iter().map(|link| link.other))
            .collect();
        shelf.load(&ends, Part::Links)?;
        let mut beside: FxHashSet<u32> = FxHashSet::default();
        for &article in &articles {
            let node = shelf.node(article);
            for link in &node.links {
                let other = shelf.node(link.other);
                if !core.contains(&other.story)
                    && !beside.contains(&other.story)
                    && likeness::logit(link, node, other, rule.weights) >= rule.logit_min
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
        let places: FxHashMap<u32, u32> =
            articles.iter().enumerate().map(|(place, &article)| (article, place as u32)).collect();
        let mut links = Vec::new();
        for (place, &article) in articles.iter().enumerate() {
            let node = shelf.node(article);
            for link in &node.links {
                let Some(&to) = places.get(&link.other) else { continue };
                let other = shelf.node(link.other);
                // Two stories that both stay as they are have nothing to say to each other.
                let stays =
                    node.story != other.story && !core.contains(&node.story) && !core.contains(&other.story);
                if (place as u32) < to && !stays {
                    let logit = likeness::logit(link, node, other, rule.weights);
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
                if a != b && groups.between(a, b) >= least {
                    groups.join(a, b);
                    joined = true;
                }
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

/// What two groups are to each other: sum, count and greatest of the links between their articles.
#[derive(Debug, Clone, Copy)]
struct Between {
    sum: i64,
    count: u64,
    best: i64,
}

/// Groups that grow together.
struct Groups {
    parent: Vec<u32>,
    size: Vec<u64>,
    between: Vec<FxHashMap<u32, Between>>,
}

impl Groups {
    fn new(count: usize, links: &[(i64, u32, u32)]) -> Self {
        let mut between: Vec<FxHashMap<u32, Between>> = vec![FxHashMap::default(); count];
        for &(logit, a, b) in links {
            let link = Between { sum: logit, count: 1, best: logit };
            between[a as usize].insert(b, link);
            between[b as usize].insert(a, link);
        }
        Self { parent: (0..count as u32).collect(), size: vec![1; count], between }
    }

    fn group_of(&mut self, mut article: u32) -> u32 {
        while self.parent[article as usize] != article {
            let up = self.parent[self.parent[article as usize] as usize];
            self.parent[article as usize] = up;
            article = up;
        }
        article
    }

    /// How likely two groups are one story, in steps.
    fn between(&self, a: u32, b: u32) -> f64 {
        let Some(between) = self.between[a as usize].get(&b) else { return FAR * STEPS };
        let (few, many) = (self.size[a as usize], self.size[b as usize]);
        let (few, many) = (few.min(many), few.max(many));
        let pairs = (few * many.min(PEERS_MAX)).max(between.count);
        let mean = (between.sum as f64 + FAR * STEPS * (pairs - between.count) as f64) / pairs as f64;
        BEST_SHARE * between.best as f64 + (1.0 - BEST_SHARE) * mean
    }

    fn join(&mut self, a: u32, b: u32) {
        let key = |group: u32| (self.between[group as usize].len(), group);
        let (to, from) = if key(a) >= key(b) { (a, b) } else { (b, a) };
        self.between[to as usize].remove(&from);
        let mut of: Vec<(u32, Between)> =
            std::mem::take(&mut self.between[from as usize]).into_iter().collect();
        of.sort_unstable_by_key(|of| of.0);
        for (other, with) in of.into_iter().filter(|of| of.0 != to) {
            let both = match self.between[to as usize].get(&other) {
                Some(&old) => Between {
                    sum: old.sum + with.sum,
                    count: old.count + with.count,
                    best: old.best.max(with.best),
                },
                None => with,
            };
            self.between[to as usize].insert(other, both);
            let back = &mut self.between[other as usize];
            back.remove(&from);
            back.insert(to, both);
        }
        self.parent[from as usize] = to;
        self.size[to as usize] += self.size[from as usize];
    }
}
