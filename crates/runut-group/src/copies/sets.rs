//! Sets of grams that may have a copy: what is kept of articles while they are joined.

use rustc_hash::FxHashMap;

use super::{
    bar::Bar,
    gram::{Counts, Taken, is_shared},
};

/// The grams of one article, as far as another article may have them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Set<'a> {
    /// Ranked grams in rising order, without those of this article alone.
    pub(super) grams: &'a [u64],
    /// Distinct grams of the article, those of it alone among them. These would come first.
    pub(super) size: usize,
}

impl Set<'_> {
    /// Where the first of `grams` stands in the whole set.
    pub(super) fn offset(&self) -> usize {
        self.size - self.grams.len()
    }

    /// How many of `grams` another set must share one of.
    pub(super) fn prefix(&self, bar: Bar) -> usize {
        bar.prefix(self.size).saturating_sub(self.offset()).min(self.grams.len())
    }
}

/// Articles that may have a copy, those with the same set together.
#[derive(Debug, Default)]
pub(super) struct Sets {
    grams: Vec<u64>,
    /// For each set where its grams end, and its size.
    ends_and_sizes: Vec<(usize, u32)>,
    /// For each set its first and its last article.
    articles_of: Vec<(u32, u32)>,
    /// For each article the next one with the same set.
    next: Vec<u32>,
    ids: String,
    /// For each article where its id ends.
    id_ends: Vec<usize>,
    by_hash: FxHashMap<u64, u32>,
}

const NONE: u32 = u32::MAX;

impl Sets {
    /// How many different sets there are.
    pub(super) fn len(&self) -> usize {
        self.ends_and_sizes.len()
    }

    /// Bytes that these take, with the index to come.
    pub(super) fn bytes(&self) -> usize {
        // A third of the grams at most times stands in the index, at 12 bytes and 4 to 8 for its way there.
        self.grams.len() * 14 + self.ends_and_sizes.len() * 48 + self.next.len() * 12 + self.ids.len()
    }

    /// One of the sets.
    #[inline]
    pub(super) fn set(&self, set: usize) -> Set<'_> {
        let start = if set == 0 { 0 } else { self.ends_and_sizes[set - 1].0 };
        let (end, size) = self.ends_and_sizes[set];
        Set { grams: &self.grams[start..end], size: size as usize }
    }

    /// The articles that have a set, in the order in which they came: number and id.
    pub(super) fn articles(&self, set: usize) -> impl Iterator<Item = (usize, &str)> + Clone {
        let mut at = self.articles_of[set].0;
        std::iter::from_fn(move || {
            let article = (at != NONE).then_some(at as usize)?;
            at = self.next[article];
            let start = if article == 0 { 0 } else { self.id_ends[article - 1] };
            Some((article, &self.ids[start..self.id_ends[article]]))
        })
    }

    /// The set among these with just these grams and this size.
    pub(super) fn same(&self, set: Set) -> Option<usize> {
        let found = *self.by_hash.get(&hash(set))? as usize;
        let other = self.set(found);
        (other.size == set.size && other.grams == set.grams).then_some(found)
    }

    /// Keeps an article.
    pub(super) fn push(&mut self, id: &str, set: Set) {
        let article = self.next.len() as u32;
        self.next.push(NONE);
        self.ids.push_str(id);
        self.id_ends.push(self.ids.len());
        if let Some(same) = self.same(set) {
            let last = &mut self.articles_of[same].1;
            self.next[*last as usize] = article;
            *last = article;
            return;
        }
        self.by_hash.insert(hash(set), self.ends_and_sizes.len() as u32);
        self.grams.extend_from_slice(set.grams);
        self.ends_and_sizes.push((self.grams.len(), set.size as u32));
        self.articles_of.push((article, article));
    }
}

fn hash(set: Set) -> u64 {
    set.grams
        .iter()
        .fold(set.size as u64, |hash, gram| (hash.rotate_left(23) ^ gram).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Articles of one piece that may have a copy.
#[derive(Debug, Default)]
pub(super) struct Kept {
    grams: Vec<u64>,
    /// For each article its id, where its grams end, and its size.
    articles: Vec<(String, usize, usize)>,
}

impl Kept {
    /// Keeps the articles of a piece, but for those of which too much is their own for any other to reach the bar.
    pub(super) fn of(taken: &Taken, counts: &Counts, bar: Bar) -> Self {
        let mut kept = Self::default();
        let mut shared = Vec::new();
        for (id, grams) in taken.each() {
            shared.clear();
            shared.extend(grams.iter().map(|&gram| counts.ranked(gram)).filter(|&gram| is_shared(gram)));
            // A gram of one article alone that is counted once stands in it once, so this is how many there are.
            let own = grams.len() - shared.len();
            if grams.is_empty() || own >= bar.prefix(grams.len()) {
                continue;
            }
            shared.sort_unstable();
            shared.dedup();
            let size = own + shared.len();
            if own >= bar.prefix(size) {
                continue;
            }
            kept.grams.extend_from_slice(&shared);
            kept.articles.push((id.to_owned(), kept.grams.len(), size));
        }
        kept
    }

    /// The articles with their sets.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, Set<'_>)> {
        self.articles.iter().enumerate().map(|(index, (id, end, size))| {
            let start = if index == 0 { 0 } else { self.articles[index - 1].1 };
            (id.as_str(), Set { grams: &self.grams[start..*end], size: *size })
        })
    }
}
