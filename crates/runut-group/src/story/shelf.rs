//! Where placed articles stand: in memory, or wherever else a [`Shelf`] is.

use std::convert::Infallible;

use rustc_hash::FxHashMap;

use super::bag::Bag;

/// Of the articles that hold a term so many can be found by it: those of which it tells most.
pub const HOLDERS_MAX: usize = 1024;

/// Another article that one was compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Number of the other.
    pub other: u32,
    /// How near it is, by what both hold of each other's weightiest terms.
    pub near: u32,
    /// Log-odds that they tell one story, but for who published them and what is around them: [`Node::outlet`],
    /// [`Node::best`] and [`Node::reach`].
    pub base: f32,
    /// Cosine of their words.
    pub words: f32,
    /// Whether the other is among the nearest of this one.
    pub mine: bool,
}

/// A placed article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    /// Of its words and its day: what tells articles apart, in whatever order they came.
    pub print: u64,
    /// Days since 1970-01-01, where the article says its day.
    pub day: Option<i32>,
    /// Whether that is only the latest day that it tells of.
    pub told: bool,
    /// A number for who published it; 0 where that is not known, and where several published these words.
    pub outlet: u32,
    /// Its terms; empty while [`Part::Terms`] has not been asked for.
    pub bag: Bag,
    /// Likeness of words to the article most like it.
    pub best: f32,
    /// How much each of the articles most like it shares of its weightiest terms, [`CROWD_MAX`] at most, the most first.
    pub nears: Vec<u16>,
    /// Number of its story.
    pub story: u32,
    /// The articles that it was compared with.
    pub links: Vec<Link>,
}

/// Of how many articles it is kept how near they are to one. What the last of them shares is what articles share here
/// that tell something else: few stories have so many reports.
pub const CROWD_MAX: usize = 36;

/// Articles that are nearest to one.
pub(super) const NEAREST_MAX: usize = 12;

impl Node {
    /// The last of the nearest, which goes when a nearer one comes; `None` while there is room.
    pub fn last(&self) -> Option<&Link> {
        let nearest = || self.links.iter().filter(|link| link.mine);
        if nearest().count() < NEAREST_MAX { None } else { nearest().min_by_key(|link| link.near) }
    }

    /// Notes how much another article shares, where that is among the most; whether it was.
    pub(super) fn meet(&mut self, shared: u16) -> bool {
        let at = self.nears.partition_point(|&near| near >= shared);
        if at == CROWD_MAX {
            return false;
        }
        self.nears.truncate(CROWD_MAX - 1);
        self.nears.reserve_exact(CROWD_MAX - self.nears.len());
        self.nears.insert(at, shared);
        true
    }

    /// What another article must share at least to be noted by it, of 65025; 0 while there is room.
    pub fn reach(&self) -> u32 {
        self.nears.get(CROWD_MAX - 1).copied().map_or(0, u32::from)
    }

    /// How near the last of the nearest is: another comes among them that is nearer; 0 while there is room.
    pub fn floor(&self) -> u32 {
        self.last().map_or(0, |link| link.near)
    }
}

/// The first bits of a print: what tells articles apart wherever nothing else does. Tags have the order of prints with a
/// sign, which is how a database has them.
pub fn tag(print: u64) -> u32 {
    ((print ^ 1 << 63) >> (64 - TAG_BITS)) as u32
}

/// Bits of a tag, so that it stands beside a weight in four bytes.
const TAG_BITS: u32 = 24;

/// What is wanted of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All but the terms.
    Links,
    /// All.
    Terms,
}

/// Placed articles by their numbers, by what they hold, and by their stories.
#[expect(
    clippy::missing_errors_doc,
    reason = "each fails where the shelf does, and says so in its own words"
)]
pub trait Shelf {
    /// Why something cannot be had or kept.
    type Error;

    /// The article of this print.
    fn twin(&mut self, print: u64) -> Result<Option<u32>, Self::Error>;

    /// Takes an article in, alone in a story of its own; its number. It need not be loaded.
    fn push(&mut self, node: Node) -> Result<u32, Self::Error>;

    /// Says the articles that hold a term, the term's weight in each and the article's [`tag`], [`HOLDERS_MAX`] at most:
    /// the weightiest, of equals those of the least tag.
    fn holders(&mut self, term: u32, each: &mut dyn FnMut(u32, u8, u32)) -> Result<(), Self::Error>;

    /// What [`Node::reach`] says of an article, which need not be loaded.
    fn reach(&mut self, number: u32) -> Result<u32, Self::Error>;

    /// Keeps that an article holds a term.
    fn hold(&mut self, term: u32, node: u32, weight: u8) -> Result<(), Self::Error>;

    /// Brings articles where [`Shelf::node`] finds them.
    fn load(&mut self, nodes: &[u32], part: Part) -> Result<(), Self::Error>;

    /// An article that was loaded.
    fn node(&self, number: u32) -> &Node;

    /// An article that was loaded, to be changed. Its story is changed by [`Shelf::shift`] alone.
    fn node_mut(&mut self, number: u32) -> &mut Node;

    /// The articles of a story, in the order of their numbers.
    fn members(&mut self, story: u32) -> Result<Vec<u32>, Self::Error>;

    /// Moves an article to a story.
    fn shift(&mut self, number: u32, story: u32) -> Result<(), Self::Error>;

    /// The number of a story that never was.
    fn fresh_story(&mut self) -> Result<u32, Self::Error>;
}

/// Articles in memory.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) nodes: Vec<Node>,
    prints: FxHashMap<u64, u32>,
    /// For each term those who hold it, in the order of [`Shelf::holders`]: lightness and tag in one number, and the
    /// article. What is gone over for each article that comes lies side by side.
    holders: FxHashMap<u32, Vec<(u32, u32)>>,
    /// For each article what [`Node::reach`] says, side by side, as it is asked of all that share a term.
    reaches: Vec<Option<u16>>,
    pub(super) members: Vec<Vec<u32>>,
}

impl Shelf for Memory {
    type Error = Infallible;

    fn twin(&mut self, print: u64) -> Result<Option<u32>, Infallible> {
        Ok(self.prints.get(&print).copied())
    }

    fn push(&mut self, node: Node) -> Result<u32, Infallible> {
        let number = self.nodes.len() as u32;
        self.prints.insert(node.print, number);
        self.nodes.push(Node { story: self.members.len() as u32, ..node });
        self.reaches.push(None);
        self.members.push(vec![number]);
        Ok(number)
    }

    fn holders(&mut self, term: u32, each: &mut dyn FnMut(u32, u8, u32)) -> Result<(), Infallible> {
        for &(key, node) in self.holders.get(&term).into_iter().flatten() {
            each(node, 255 - (key >> TAG_BITS) as u8, key & ((1 << TAG_BITS) - 1));
        }
        Ok(())
    }

    fn reach(&mut self, number: u32) -> Result<u32, Infallible> {
        let reach = &mut self.reaches[number as usize];
        Ok(u32::from(*reach.get_or_insert_with(|| self.nodes[number as usize].reach() as u16)))
    }

    fn hold(&mut self, term: u32, node: u32, weight: u8) -> Result<(), Infallible> {
        let holders = self.holders.entry(term).or_default();
        let mine = (u32::from(255 - weight) << TAG_BITS | tag(self.nodes[node as usize].print), node);
        let at = holders.partition_point(|&other| other < mine);
        if at < HOLDERS_MAX {
            holders.truncate(HOLDERS_MAX - 1);
            holders.insert(at, mine);
        }
        Ok(())
    }

    fn load(&mut self, _: &[u32], _: Part) -> Result<(), Infallible> {
        Ok(())
    }

    fn node(&self, number: u32) -> &Node {
        &self.nodes[number as usize]
    }

    fn node_mut(&mut self, number: u32) -> &mut Node {
        self.reaches[number as usize] = None;
        &mut self.nodes[number as usize]
    }

    fn members(&mut self, story: u32) -> Result<Vec<u32>, Infallible> {
        Ok(self.members[story as usize].clone())
    }

    fn shift(&mut self, number: u32, story: u32) -> Result<(), Infallible> {
        let from = std::mem::replace(&mut self.nodes[number as usize].story, story);
        self.members[from as usize].retain(|&member| member != number);
        let to = &mut self.members[story as usize];
        to.insert(to.partition_point(|&member| member < number), number);
        Ok(())
    }

    fn fresh_story(&mut self) -> Result<u32, Infallible> {
        self.members.push(Vec::new());
        Ok(self.members.len() as u32 - 1)
    }
}
