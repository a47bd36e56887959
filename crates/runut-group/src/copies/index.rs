//! Where the rare grams of sets stand, so that a set finds its candidates.
//!
//! # Source
//! Prefix and positional filters of Xiao et al., "Efficient Similarity Joins for Near Duplicate Detection" (PPJoin),
//! ACM TODS 36 (2011).

use super::{
    bar::Bar,
    sets::{Set, Sets},
};

/// A gram of a set's prefix.
#[derive(Debug, Clone, Copy, Default)]
struct Posting {
    /// The upper bits of the gram.
    tag: u32,
    set: u32,
    /// Where the gram stands among all of the set.
    position: u32,
}

/// The prefixes of sets by their grams.
#[derive(Debug)]
pub(super) struct Index {
    postings: Vec<Posting>,
    /// For each bucket where its postings begin; one more at the end.
    starts: Vec<u32>,
    bar: Bar,
}

/// What one thread keeps from query to query.
#[derive(Debug)]
pub(super) struct Scratch {
    /// For each set how many prefix grams it shares with the query; [`DEAD`] where it cannot reach the bar.
    shared: Vec<u16>,
    touched: Vec<u32>,
}

const DEAD: u16 = u16::MAX;

impl Scratch {
    /// For queries against so many sets.
    pub(super) fn new(sets: usize) -> Self {
        Self { shared: vec![0; sets], touched: Vec::new() }
    }
}

fn tag(gram: u64) -> u32 {
    (gram >> 26) as u32
}

impl Index {
    /// Indexes sets.
    pub(super) fn of(sets: &Sets, bar: Bar) -> Self {
        let prefixes = || (0..sets.len()).map(|set| (set, sets.set(set)));
        let count: usize = prefixes().map(|(_, set)| set.prefix(bar)).sum();
        let buckets = count.next_power_of_two().max(2);
        let mut starts = vec![0_u32; buckets + 1];
        for (_, set) in prefixes() {
            for gram in &set.grams[..set.prefix(bar)] {
                starts[(*gram as usize & (buckets - 1)) + 1] += 1;
            }
        }
        for bucket in 1..=buckets {
            starts[bucket] += starts[bucket - 1];
        }
        let mut postings = vec![Posting::default(); count];
        let mut free = starts.clone();
        for (number, set) in prefixes() {
            for (at, &gram) in set.grams[..set.prefix(bar)].iter().enumerate() {
                let place = &mut free[gram as usize & (buckets - 1)];
                let position = (set.offset() + at) as u32;
                postings[*place as usize] = Posting { tag: tag(gram), set: number as u32, position };
                *place += 1;
            }
        }
        Self { postings, starts, bar }
    }

    /// Says each set below `end` that reaches the bar with `query`, and how many grams they share; in rising order.
    pub(super) fn find(
        &self,
        query: Set,
        end: usize,
        sets: &Sets,
        scratch: &mut Scratch,
        say: &mut impl FnMut(usize, usize),
    ) {
        self.gather(query, end, sets, scratch);
        scratch.touched.sort_unstable();
        for &candidate in &scratch.touched {
            let shared = std::mem::take(&mut scratch.shared[candidate as usize]);
            if shared == DEAD {
                continue;
            }
            let other = sets.set(candidate as usize);
            if let Some(shared) =
                overlap(query.grams, other.grams, self.bar.overlap_min(query.size, other.size))
            {
                say(candidate as usize, shared);
            }
        }
        scratch.touched.clear();
    }

    /// Touches the sets that share a gram of their prefix with that of the query.
    fn gather(&self, query: Set, end: usize, sets: &Sets, scratch: &mut Scratch) {
        let (least, most) = (self.bar.size_min(query.size), self.bar.size_max(query.size));
        let mask = self.starts.len() - 2;
        for (at, &gram) in query.grams[..query.prefix(self.bar)].iter().enumerate() {
            let bucket = gram as usize & mask;
            let postings = &self.postings[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
            let left = query.grams.len() - at;
            for posting in postings {
                if posting.set as usize >= end {
                    break;
                }
                let shared = &mut scratch.shared[posting.set as usize];
                if posting.tag != tag(gram) || *shared == DEAD {
                    continue;
                }
                let size = sets.set(posting.set as usize).size;
                if size < least || size > most {
                    continue;
                }
                if *shared == 0 {
                    scratch.touched.push(posting.set);
                }
                let most_shared = usize::from(*shared) + left.min(size - posting.position as usize);
                *shared = if most_shared < self.bar.overlap_min(query.size, size) {
                    DEAD
                } else {
                    (*shared + 1).min(DEAD - 1)
                };
            }
        }
    }
}

/// How many grams two sorted lists share, or none where these are fewer than `least`.
fn overlap(a: &[u64], b: &[u64], least: usize) -> Option<usize> {
    let (mut at, mut to, mut shared) = (0, 0, 0);
    while at < a.len() && to < b.len() {
        if shared + (a.len() - at).min(b.len() - to) < least {
            return None;
        }
        let order = a[at].cmp(&b[to]);
        shared += usize::from(order.is_eq());
        at += usize::from(order.is_le());
        to += usize::from(order.is_ge());
    }
    (shared >= least).then_some(shared)
}
