//! Looking at all articles anew, with what is known by now of how rare each term is.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{
    CANDIDATES_MAX, COPY_MIN, Features, Live, Reason, Revision, SETTLED_MAX, Stories,
    candidates::Postings,
    likeness::{cosines, features, logit},
};

/// How often the links are gone over: what two articles could not join, their stories may once they have grown.
const ROUNDS_MAX: usize = 3;

/// Two articles that share what tells much: their numbers, and the cosines of what they have.
type Link = (u32, u32, [f32; 5]);

impl Stories {
    /// Looks at all articles anew, if they are not too many for that. The stories are then the same in whatever order
    /// the articles came.
    pub fn settle(&mut self) {
        if self.live.len() > SETTLED_MAX {
            return;
        }
        let links = self.links();
        self.mark_copies(&links);
        let mut likely: Vec<(f32, u32, u32)> = links
            .par_iter()
            .filter(|&&(a, b, _)| self.rep(a) == a && self.rep(b) == b)
            .map(|&(a, b, cosines)| (self.likely(a, b, cosines), a, b))
            .filter(|link| link.0 >= self.logit_min)
            .collect();
        // The order of links is that of `canonical`, and sorting keeps it where two are as likely.
        likely.sort_by(|x, y| y.0.total_cmp(&x.0));
        self.regroup(&likely);
        self.settle_at = self.live.len() + (self.live.len() / 4).max(16);
        if self.settle_at > SETTLED_MAX {
            for live in &mut self.live {
                live.bag.shorten();
            }
        }
    }

    /// All pairs of articles that would be compared, with their features: what weights are learnt from.
    pub fn pairs(&mut self) -> Vec<(usize, usize, Features)> {
        let links = self.links();
        let pair = |&(a, b, cosines): &Link| {
            let features = features(&self.live[a as usize], &self.live[b as usize], cosines);
            (a as usize, b as usize, features)
        };
        links.iter().map(pair).collect()
    }

    fn likely(&self, a: u32, b: u32, cosines: [f32; 5]) -> f32 {
        logit(&features(&self.live[a as usize], &self.live[b as usize], cosines), &self.weights)
    }

    /// The articles by day and words, so that the order of coming does not show.
    fn canonical(&self) -> Vec<u32> {
        let key = |live: &Live| (live.day.unwrap_or(i32::MAX), live.bag.print(None));
        let mut order: Vec<u32> = (0..self.live.len() as u32).collect();
        order.retain(|&article| !self.live[article as usize].same);
        order.sort_by_cached_key(|&article| key(&self.live[article as usize]));
        order
    }

    /// Weighs all terms anew, and links each article with those like it that come before it in canonical order.
    fn links(&mut self) -> Vec<Link> {
        let known = &self.known;
        self.live.par_iter_mut().for_each(|live| {
            live.bag.weigh(known);
            live.best = 0.0;
        });
        self.postings = Postings::default();
        let mut links = Vec::new();
        for article in self.canonical() {
            let bag = &self.live[article as usize].bag;
            let found = self.postings.find(bag, CANDIDATES_MAX);
            links.extend(found.into_iter().map(|other| (article, other, [0.0; 5])));
            self.postings.push(article, bag);
        }
        let live = &self.live;
        links.par_iter_mut().for_each(|(a, b, of)| {
            *of = cosines(&live[*a as usize].bag, &live[*b as usize].bag);
        });
        for &(a, b, cosines) in &links {
            for article in [a, b] {
                let best = &mut self.live[article as usize].best;
                *best = best.max(cosines[0]);
            }
        }
        links
    }

    /// Says of each article which one it copies, if any: the first of those that are nearly the same word for word.
    fn mark_copies(&mut self, links: &[Link]) {
        for live in self.live.iter_mut().filter(|live| !live.same) {
            live.copy_of = None;
        }
        for &(a, b, cosines) in links {
            if cosines[0] >= COPY_MIN && self.live[a as usize].copy_of.is_none() && self.is_copy(a, b) {
                self.live[a as usize].copy_of = Some(self.rep(b));
            }
        }
    }

    /// Joins articles along links, the likeliest first, where their stories are likely one as wholes; then says who
    /// has moved.
    fn regroup(&mut self, likely: &[(f32, u32, u32)]) {
        let before: Vec<u32> = (0..self.live.len()).map(|article| self.story(article)).collect();
        let stories_before = self.members.len();
        self.members = (0..self.live.len() as u32)
            .map(|article| if self.rep(article) == article { vec![article] } else { Vec::new() })
            .collect();
        for (article, live) in self.live.iter_mut().enumerate() {
            live.story = article as u32;
        }
        for _ in 0..ROUNDS_MAX {
            let mut joined = false;
            for &(_, a, b) in likely {
                let (a, b) = (self.live[a as usize].story, self.live[b as usize].story);
                if a == b || self.between(&self.spokesmen(a), &self.spokesmen(b)) < self.logit_min {
                    continue;
                }
                let (to, from) = (a.min(b), a.max(b));
                for member in self.members[from as usize].clone() {
                    self.shift(member, to, None);
                }
                joined = true;
            }
            if !joined {
                break;
            }
        }
        self.rename(&before, stories_before);
    }

    /// Gives each story the name of the old one that it shares most with, and notes who has moved.
    fn rename(&mut self, before: &[u32], stories_before: usize) {
        let mut shared: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        for (article, &old) in before.iter().enumerate() {
            *shared.entry((self.story(article), old)).or_insert(0) += 1;
        }
        let mut shared: Vec<(u32, u32, u32)> =
            shared.into_iter().map(|((new, old), count)| (u32::MAX - count, old, new)).collect();
        shared.sort_unstable();
        let mut names: FxHashMap<u32, u32> = FxHashMap::default();
        let mut taken = vec![false; stories_before];
        for &(_, old, new) in &shared {
            if !taken[old as usize] && !names.contains_key(&new) {
                names.insert(new, old);
                taken[old as usize] = true;
            }
        }
        let mut members = vec![Vec::new(); stories_before];
        for (story, of) in std::mem::take(&mut self.members).into_iter().enumerate() {
            if of.is_empty() {
                continue;
            }
            let name = names.get(&(story as u32)).copied().unwrap_or(members.len() as u32);
            if name as usize == members.len() {
                members.push(Vec::new());
            }
            for &article in &of {
                self.live[article as usize].story = name;
            }
            members[name as usize] = of;
        }
        self.members = members;
        for (article, &from) in before.iter().enumerate() {
            let to = self.story(article);
            // What has just come has no place yet that it could leave.
            if from != to && article + 1 < self.live.len() {
                let at = self.live.len() as u32 - 1;
                let revision = Revision { at, article: article as u32, from, to, reason: Reason::Settled };
                self.revisions.push(revision);
            }
        }
    }
}
