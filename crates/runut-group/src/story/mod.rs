//! Which articles tell one happening, as they come.
//!
//! Two articles are compared by what few articles have: how much of the headline and lead of the one is in the other,
//! what the one is about or counts and the other never names, their days, and how much more alike they are than what
//! is around them; learnt weights make of it how likely they tell one story ([`Link`]). Groups of articles
//! become one story where that is likely of them as wholes, and what an article brings together or draws away is a
//! [`Revision`] that stays visible.
//!
//! # Order
//! How common a term is in news was counted once and ships (`common.bin`), an article is linked with its nearest of
//! all that are here, and only the stories that hang on what has come are grouped anew, which ends where grouping all
//! anew would. So the stories are the same in whatever order the articles came, one by one or at once.
//!
//! # Limits
//! A word counts by its first six letters, so forms that differ in front ("mengirim", "dikirim") are two. Articles in
//! two languages meet in marks, or where it is not said that these are two, in words that both have, as names are. An
//! article is found by its weightiest terms; of those who share one with more than [`HOLDERS_MAX`] others only these
//! many are found by it.

mod bag;
mod common;
mod day;
mod likeness;
mod link;
mod outlet;
mod saga;
mod settle;
mod shelf;

pub use bag::Bag;
use likeness::Rule;
pub use likeness::{FEATURES, Features, Weights};
pub use link::Scratch;
use settle::settle;
use shelf::Memory;
pub use shelf::{CROWD_MAX, HOLDERS_MAX, Link, Node, Part, Shelf, tag};

use crate::Article;

/// Log-odds from which an article belongs to a story, and two stories are one.
pub const LOGIT_MIN: f32 = -0.8;

/// An article whose story is another than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Its number on the shelf.
    pub article: u32,
    /// Where it was.
    pub from: u32,
    /// Where it is now.
    pub to: u32,
}

/// An article as it is compared with others.
pub fn node(article: &Article) -> Node {
    let (bag, print) = Bag::of(article);
    let day = day::day(&article.published);
    let print = (print ^ day.map_or(0, |day| day as u64 | 1 << 40 | u64::from(article.told) << 41))
        .wrapping_mul(0x94d0_49bb_1331_11eb);
    let outlet = outlet::outlet(&article.outlet);
    Node { print, day, told: article.told, outlet, bag, ..Node::default() }
}

/// Takes articles into a shelf, with the shipped weights; for each its number there. Then all stories are as if
/// they had been there from the start. Says who has moved; an article that has just come has moved from a story of its
/// own.
///
/// # Errors
/// Those of the shelf.
pub fn place<S: Shelf>(
    shelf: &mut S,
    nodes: impl IntoIterator<Item = Node>,
    scratch: &mut Scratch,
) -> Result<(Vec<u32>, Vec<Moved>), S::Error> {
    let rule = Rule { weights: *likeness::shipped(), logit_min: LOGIT_MIN };
    let (mut numbers, mut dirty) = (Vec::new(), Vec::new());
    for node in nodes {
        let (number, mut changed) = link::link(shelf, node, &rule, scratch)?;
        numbers.push(number);
        dirty.append(&mut changed);
    }
    let moved = settle(shelf, &dirty, &rule)?;
    Ok((numbers, moved))
}

/// Why an article is in another story than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A new article brings two stories together.
    Joined,
    /// A new article draws them apart: some are more like it than like the rest.
    Parted,
}

/// An article that has changed its story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    /// Number of the article that came last before.
    pub at: u32,
    /// Number of the article, in the order of coming, from 0.
    pub article: u32,
    /// Where it was.
    pub from: u32,
    /// Where it is now.
    pub to: u32,
    /// Why.
    pub reason: Reason,
}

/// Articles in their stories, in memory.
#[derive(Debug)]
pub struct Stories {
    rule: Rule,
    shelf: Memory,
    scratch: Scratch,
    /// For each article, in the order of coming, the number under which its words stand on the shelf.
    placed: Vec<u32>,
    /// For each number on the shelf the first article of it.
    first: Vec<u32>,
    /// Those that have been taken in and not been placed yet.
    dirty: Vec<u32>,
    /// How many on the shelf have been placed.
    settled: u32,
    revisions: Vec<Revision>,
}

impl Default for Stories {
    fn default() -> Self {
        Self::with_weights(*likeness::shipped(), LOGIT_MIN)
    }
}

impl Stories {
    /// No articles yet; with weights of one's own, for those who learn them.
    pub fn with_weights(weights: Weights, logit_min: f32) -> Self {
        Self {
            rule: Rule { weights, logit_min },
            shelf: Memory::default(),
            scratch: Scratch::default(),
            placed: Vec::new(),
            first: Vec::new(),
            dirty: Vec::new(),
            settled: 0,
            revisions: Vec::new(),
        }
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.placed.len()
    }

    /// Whether there is none yet.
    pub fn is_empty(&self) -> bool {
        self.placed.is_empty()
    }

    /// The story of an article, by its number in the order of coming.
    pub fn story(&self, article: usize) -> u32 {
        self.shelf.node(self.placed[article]).story
    }

    /// Which articles have changed their stories, in the order in which that happened. Of articles of the same words
    /// and day the first is told.
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// Places an article; its story.
    pub fn place(&mut self, article: &Article) -> u32 {
        let number = self.push(article);
        self.settle();
        self.story(number as usize)
    }

    /// Takes an article in, alone until [`Stories::settle`] places it: for many that come at once. Its number.
    pub fn push(&mut self, article: &Article) -> u32 {
        self.push_node(node(article))
    }

    /// As [`Stories::push`], of an article that was taken apart.
    pub fn push_node(&mut self, node: Node) -> u32 {
        let number = self.placed.len() as u32;
        let Ok((placed, mut dirty)) = link::link(&mut self.shelf, node, &self.rule, &mut self.scratch);
        if placed as usize == self.first.len() {
            self.first.push(number);
        }
        self.placed.push(placed);
        self.dirty.append(&mut dirty);
        number
    }

    /// Places all that have been taken in.
    pub fn settle(&mut self) {
        let dirty = std::mem::take(&mut self.dirty);
        let Ok(moved) = settle(&mut self.shelf, &dirty, &self.rule);
        let at = self.placed.len().saturating_sub(1) as u32;
        let settled = std::mem::replace(&mut self.settled, self.shelf.nodes.len() as u32);
        for Moved { article, from, to } in moved {
            // Who has just come had no place yet to leave.
            if article < settled {
                let left = &self.shelf.members[from as usize];
                let reason = if left.is_empty() { Reason::Joined } else { Reason::Parted };
                self.revisions.push(Revision { at, article: self.first[article as usize], from, to, reason });
            }
        }
    }

    /// All pairs of articles that were compared, with their features: what weights are learnt from.
    pub fn pairs(&self) -> Vec<(usize, usize, Features)> {
        let mut pairs = Vec::new();
        for (a, node) in self.shelf.nodes.iter().enumerate() {
            for link in node.links.iter().filter(|link| a < link.other as usize) {
                let other = &self.shelf.nodes[link.other as usize];
                let of = |number: usize| self.first[number] as usize;
                pairs.push((of(a), of(link.other as usize), likeness::features(node, other)));
            }
        }
        pairs
    }
}

/// The terms of an article, each once, hashed: what is counted for `common.bin`.
pub fn terms(article: &Article) -> Vec<u32> {
    bag::terms(article).0.into_iter().map(|term| term.number).collect()
}

#[cfg(test)]
mod tests;
