//! Which articles tell one happening, as they come.
//!
//! Two articles are compared by what few articles have: beginnings of words, names, numbers, in headline, lead and
//! text, and by their days; learnt weights make of it how likely they tell one story. An article joins the story to
//! whose articles it is most likely on average, if that is likely enough, and what it brings together or draws away is
//! a [`Revision`] that stays visible.
//!
//! # Warm-up
//! How rare a term is has to be learnt. So while fewer than [`SETTLED_MAX`] articles have come, all are looked at anew
//! whenever there are a quarter more than the last time, and when [`Stories::settle`] asks for it. Then stories do not
//! depend on the order in which articles came. Beyond, each article costs the same however many there are.
//!
//! # Limits
//! A word counts by its first six letters, so forms that differ in front ("mengirim", "dikirim") are two. Articles in
//! two languages meet in names and numbers alone.

mod bag;
mod candidates;
mod day;
mod likeness;
mod saga;
mod settle;

use bag::{Bag, Known};
use candidates::Postings;
pub use likeness::{FEATURES, Features};
use likeness::{LOGIT_MAX, cosines, features, logit};
use rustc_hash::FxHashMap;

use crate::Article;

/// Articles up to which all are looked at anew from time to time.
pub const SETTLED_MAX: usize = 8192;
/// Log-odds from which an article belongs to a story, and two stories are one.
pub const LOGIT_MIN: f32 = -1.0;
/// How much of that is of the likeliest pair; the rest is of all on average.
const BEST_SHARE: f32 = 0.3;
/// Articles with which a new one is compared.
const CANDIDATES_MAX: usize = 40;
/// Articles of a story that stand for it where it is compared.
const SPOKESMEN_MAX: usize = 12;
/// Stories that are looked at for an article.
const STORIES_MAX: usize = 6;
/// Cosine from which an article is a copy, and goes where the other is.
const COPY_MIN: f32 = 0.97;
/// By how much an article must be likelier elsewhere to be drawn away.
const MOVE_GAIN: f32 = 1.0;

/// An article that has been placed.
#[derive(Debug)]
struct Live {
    bag: Bag,
    /// Days since 1970-01-01, where the article says its day.
    day: Option<i32>,
    /// Likeness of words to the article most like it.
    best: f32,
    story: u32,
    /// The article that it copies, word for word or nearly.
    copy_of: Option<u32>,
    /// Whether that has all its words and its day. Then nothing else is kept of it, and its words count once.
    same: bool,
}

/// Why an article is in another story than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A new article is of both stories.
    Bridge,
    /// A new article is of its kind, and drew it to itself.
    Drawn,
    /// It is now better known which words are rare.
    Settled,
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

/// Articles in their stories.
#[derive(Debug)]
pub struct Stories {
    weights: Features,
    logit_min: f32,
    known: Known,
    postings: Postings,
    live: Vec<Live>,
    /// The first article of each print, by words and day.
    prints: FxHashMap<u64, u32>,
    /// For each story its articles in the order of coming, without near-copies; empty where it has gone into another.
    members: Vec<Vec<u32>>,
    revisions: Vec<Revision>,
    /// How many articles there are when all are looked at anew.
    settle_at: usize,
}

impl Default for Stories {
    fn default() -> Self {
        Self::with_weights(*likeness::shipped(), LOGIT_MIN)
    }
}

impl Stories {
    /// No articles yet; with weights of one's own, for those who learn them.
    pub fn with_weights(weights: Features, logit_min: f32) -> Self {
        Self {
            weights,
            logit_min,
            known: Known::default(),
            postings: Postings::default(),
            live: Vec::new(),
            prints: FxHashMap::default(),
            members: Vec::new(),
            revisions: Vec::new(),
            settle_at: 16,
        }
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.live.len()
    }

    /// Whether there is none yet.
    pub fn is_empty(&self) -> bool {
        self.live.is_empty()
    }

    /// The story of an article, by its number in the order of coming.
    pub fn story(&self, article: usize) -> u32 {
        self.live[self.rep(article as u32) as usize].story
    }

    /// The article itself, or the one that it copies.
    fn rep(&self, mut article: u32) -> u32 {
        while let Some(of) = self.live[article as usize].copy_of {
            article = of;
        }
        article
    }

    /// Which articles have changed their stories, in the order in which that happened.
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// Places an article; its story.
    pub fn place(&mut self, article: &Article) -> u32 {
        let number = self.push(article);
        if self.live.len() >= self.settle_at && self.live.len() <= SETTLED_MAX {
            self.settle();
        } else if !self.live[number as usize].same {
            self.join(number);
        }
        self.story(number as usize)
    }

    /// Takes an article in, alone until [`Stories::settle`] places it: for many that come at once. Its number.
    pub fn push(&mut self, article: &Article) -> u32 {
        let mut bag = Bag::of(article);
        let day = day::day(&article.published);
        let number = self.live.len() as u32;
        let first = *self.prints.entry(bag.print(day)).or_insert(number);
        let same = first != number && !bag.terms.is_empty();
        if same {
            bag = Bag::default();
        } else {
            self.known.learn(&bag);
            bag.weigh(&self.known);
        }
        if self.live.len() >= SETTLED_MAX {
            bag.shorten();
        }
        let story = self.members.len() as u32;
        self.live.push(Live { bag, day, best: 0.0, story, copy_of: same.then_some(first), same });
        self.members.push(if same { Vec::new() } else { vec![number] });
        number
    }

    /// Finds the story of an article that is alone in its own.
    fn join(&mut self, number: u32) {
        let near = self.near(number);
        let copied = near.iter().find(|near| near.1 >= COPY_MIN && self.is_copy(number, near.0)).copied();
        if let Some((like, words, _)) = copied {
            self.leave(number);
            self.live[number as usize].copy_of = Some(self.rep(like));
            self.live[number as usize].best = words;
            return;
        }
        let live = &self.live[number as usize];
        self.postings.push(number, &live.bag);
        let mut stories: Vec<u32> = Vec::new();
        for &(other, _, _) in &near {
            let story = self.live[other as usize].story;
            if !stories.contains(&story) && stories.len() < STORIES_MAX {
                stories.push(story);
            }
        }
        let mut fit: Vec<(f32, u32)> = stories
            .into_iter()
            .map(|story| (self.between(&[number], &self.spokesmen(story)), story))
            .filter(|(likely, _)| *likely >= self.logit_min)
            .collect();
        fit.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let Some(&(_, story)) = fit.first() else { return };
        self.shift(number, story, None);
        for &(_, other) in &fit[1..] {
            if self.between(&self.spokesmen(story), &self.spokesmen(other)) >= self.logit_min {
                for member in self.members[other as usize].clone() {
                    self.shift(member, story, Some(Reason::Bridge));
                }
            }
        }
        let enough = self.logit_min + MOVE_GAIN;
        for (other, _, _) in near.into_iter().filter(|near| near.2 >= enough) {
            self.draw(other, story);
        }
    }

    /// Draws an article into a story if it is much likelier there than where it is.
    fn draw(&mut self, article: u32, story: u32) {
        let from = self.live[article as usize].story;
        if from == story || self.live[article as usize].copy_of.is_some() {
            return;
        }
        let here: Vec<u32> = self.spokesmen(from).into_iter().filter(|&other| other != article).collect();
        let here = if here.is_empty() { self.logit_min } else { self.between(&[article], &here) };
        if self.between(&[article], &self.spokesmen(story)) >= here + MOVE_GAIN {
            self.shift(article, story, Some(Reason::Drawn));
        }
    }

    /// Articles like this one: number, cosine of words, log-odds; those most likely of one story first.
    fn near(&mut self, number: u32) -> Vec<(u32, f32, f32)> {
        let bag = &self.live[number as usize].bag;
        let mut found = self.postings.find(bag, CANDIDATES_MAX);
        found.retain(|&other| other != number);
        let all: Vec<[f32; 5]> =
            found.iter().map(|&other| cosines(bag, &self.live[other as usize].bag)).collect();
        let best = all.iter().map(|cosines| cosines[0]).fold(0.0, f32::max);
        self.live[number as usize].best = self.live[number as usize].best.max(best);
        for (&other, cosines) in found.iter().zip(&all) {
            let other = &mut self.live[other as usize];
            other.best = other.best.max(cosines[0]);
        }
        let live = &self.live[number as usize];
        let mut near: Vec<(u32, f32, f32)> = found
            .into_iter()
            .zip(all)
            .map(|(other, cosines)| {
                let features = features(live, &self.live[other as usize], cosines);
                (other, cosines[0], logit(&features, &self.weights))
            })
            .collect();
        near.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
        near
    }

    fn is_copy(&self, a: u32, b: u32) -> bool {
        let (a, b) = (&self.live[a as usize], &self.live[b as usize]);
        (a.bag.len - b.bag.len).abs() < 0.05 && (a.day == b.day || a.day.is_none() || b.day.is_none())
    }

    /// How likely some articles tell one story with others: mean log-odds, and those of the likeliest pair to a part,
    /// since a story is looked at from many sides, and each is like one other more than like all.
    fn between(&self, some: &[u32], others: &[u32]) -> f32 {
        let (mut sum, mut best) = (0.0, -LOGIT_MAX);
        for &a in some {
            for &b in others {
                let (a, b) = (&self.live[a as usize], &self.live[b as usize]);
                let likely = logit(&features(a, b, cosines(&a.bag, &b.bag)), &self.weights);
                sum += likely;
                best = best.max(likely);
            }
        }
        let pairs = some.len() * others.len();
        if pairs == 0 {
            return -LOGIT_MAX;
        }
        BEST_SHARE * best + (1.0 - BEST_SHARE) * sum / pairs as f32
    }

    /// The articles that stand for a story: all of a small one, of a large one some from all its time.
    fn spokesmen(&self, story: u32) -> Vec<u32> {
        let members = &self.members[story as usize];
        if members.len() <= SPOKESMEN_MAX {
            return members.clone();
        }
        (0..SPOKESMEN_MAX).map(|at| members[at * (members.len() - 1) / (SPOKESMEN_MAX - 1)]).collect()
    }

    /// Moves an article into a story.
    fn shift(&mut self, article: u32, to: u32, reason: Option<Reason>) {
        let from = self.live[article as usize].story;
        if from == to {
            return;
        }
        self.leave(article);
        let members = &mut self.members[to as usize];
        members.insert(members.partition_point(|&member| member < article), article);
        self.live[article as usize].story = to;
        if let Some(reason) = reason {
            let at = self.live.len() as u32 - 1;
            self.revisions.push(Revision { at, article, from, to, reason });
        }
    }

    /// Takes an article out of the list of its story.
    fn leave(&mut self, article: u32) {
        let story = self.live[article as usize].story as usize;
        self.members[story].retain(|&member| member != article);
    }
}

#[cfg(test)]
mod tests;
