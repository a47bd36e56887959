//! Which articles are one text: all pairs whose sets of word 3-grams are alike at or above a bar, none missed.
//!
//! Words are runs of letters, digits and `_` of title and text, lower-cased. The likeness of two articles is the
//! Jaccard similarity of their sets of three words in a row: what both have over what either has. An article of fewer
//! than three words has no set and no copy.
//!
//! # How
//! The first pass counts grams; the second keeps what may have a copy. In news most three words in a row stand in one
//! article alone, and an article with more such than the bar allows is done with: it is neither sorted nor kept. What
//! is left is joined by its rarest grams. Where that does not fit into memory it is joined in blocks: each block is
//! kept, and all articles behind it go past it, in a pass of its own. The grams of a small corpus stay in memory, so
//! that it is read once.
//!
//! # Limits
//! Grams are 58-bit hashes. That two of one pair collide, and the pair stands just at the bar, has not been seen.

mod bar;
mod gram;
mod index;
mod sets;

use bar::{Bar, jaccard};
use gram::{Counts, Taken};
use index::{Index, Scratch};
use rayon::prelude::*;
use sets::{Kept, Sets};

use crate::{Corpus, article::batches};

/// What counts as a copy, and what may be used to find it.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Least Jaccard similarity, above 0 and up to 1.
    pub at: f64,
    /// Bytes of memory to stay below, as near as can be told. With less more passes are made.
    pub memory_bytes: usize,
}

/// Two articles that are one text, or nearly.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Id of the one that came first.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// Jaccard similarity of their sets.
    pub jaccard: f64,
}

/// Sets that are joined at once by one thread, before what was found is handed on.
const SETS_AT_ONCE: usize = 512;
/// Text that gives a gram, in bytes. A guess for the size of the table.
const BYTES_PER_GRAM: u64 = 6;
/// One of so many bytes of memory may go to the grams of a small corpus.
const TAKEN_SHARE: usize = 16;

/// Hands on all pairs of articles at or above the bar, each once; in an order that depends on the articles and, where
/// memory is short, on `memory_bytes`.
///
/// # Errors
/// Those of the corpus and of `each`.
pub fn copies<C: Corpus>(
    corpus: &C,
    settings: Settings,
    mut each: impl FnMut(Pair) -> Result<(), C::Error> + Send,
) -> Result<(), C::Error> {
    let bar = Bar(settings.at);
    let mut counts = Counts::new(corpus.size_bytes() / BYTES_PER_GRAM, settings.memory_bytes / 4);
    let grams_bytes = corpus.size_bytes() / BYTES_PER_GRAM * size_of::<u64>() as u64;
    let is_small = grams_bytes <= (settings.memory_bytes / TAKEN_SHARE) as u64;
    let mut source = if is_small { Source::Taken(Vec::new()) } else { Source::Corpus(corpus) };
    batches(corpus, |batch| {
        let taken = |piece| Taken::of(corpus, piece).map(|taken| (taken.by_part(), taken));
        let taken = batch.par_iter().map(taken).collect::<Result<Vec<_>, _>>()?;
        let (by_part, taken): (Vec<_>, Vec<_>) = taken.into_iter().unzip();
        counts.add(&by_part);
        if let Source::Taken(all) = &mut source {
            all.extend(taken);
        }
        Ok(())
    })?;
    let room = settings.memory_bytes.saturating_sub(counts.bytes());
    let mut from = 0;
    while let Some(next) = block(&source, &counts, bar, room, from, &mut each)? {
        from = next;
    }
    Ok(())
}

/// Where grams come from once they are counted.
enum Source<'a, C: Corpus> {
    /// The articles, read again.
    Corpus(&'a C),
    /// What was taken from them.
    Taken(Vec<Taken>),
}

impl<C: Corpus> Source<'_, C> {
    /// Hands on the articles that may have a copy, in their order, some pieces at a time.
    fn kept(
        &self,
        counts: &Counts,
        bar: Bar,
        mut each: impl FnMut(&[Kept]) -> Result<(), C::Error> + Send,
    ) -> Result<(), C::Error> {
        match self {
            Self::Taken(taken) => {
                let kept: Vec<Kept> = taken.par_iter().map(|taken| Kept::of(taken, counts, bar)).collect();
                each(&kept)
            }
            Self::Corpus(corpus) => batches(*corpus, |batch| {
                let kept = |piece| Taken::of(*corpus, piece).map(|taken| Kept::of(&taken, counts, bar));
                each(&batch.par_iter().map(kept).collect::<Result<Vec<_>, _>>()?)
            }),
        }
    }
}

/// Joins the block of kept articles that begins at the one of number `from` with itself and with all behind it. The
/// number of the first article of the next block, if there is one.
fn block<C: Corpus>(
    source: &Source<C>,
    counts: &Counts,
    bar: Bar,
    room: usize,
    from: usize,
    each: &mut (impl FnMut(Pair) -> Result<(), C::Error> + Send),
) -> Result<Option<usize>, C::Error> {
    let mut sets = Sets::default();
    let mut index = None;
    let mut number = 0;
    let mut next = None;
    source.kept(counts, bar, |kept| {
        let mut behind = Vec::new();
        for (id, set) in kept.iter().flat_map(Kept::each) {
            number += 1;
            if number <= from {
                continue;
            }
            if next.is_none() && (sets.len() == 0 || sets.bytes() < room) {
                sets.push(id, set);
            } else {
                next.get_or_insert(number - 1);
                behind.push((id, set));
            }
        }
        if behind.is_empty() {
            return Ok(());
        }
        let index = index.get_or_insert_with(|| Index::of(&sets, bar));
        let found: Vec<Vec<Pair>> = behind
            .par_chunks(SETS_AT_ONCE)
            .map_init(
                || Scratch::new(sets.len()),
                |scratch, chunk| {
                    let mut pairs = Vec::new();
                    for &(id, set) in chunk {
                        index.find(set, sets.len(), &sets, scratch, &mut |other, shared| {
                            let jaccard = jaccard(set.size, sets.set(other).size, shared);
                            let found = sets.articles(other).map(|(_, a)| Pair {
                                a: a.to_owned(),
                                b: id.to_owned(),
                                jaccard,
                            });
                            pairs.extend(found);
                        });
                    }
                    pairs
                },
            )
            .collect();
        found.into_iter().flatten().try_for_each(&mut *each)
    })?;
    let index = index.unwrap_or_else(|| Index::of(&sets, bar));
    within(&sets, &index, bar, each)?;
    Ok(next)
}

/// Joins sets with themselves.
fn within<E: Send>(
    sets: &Sets,
    index: &Index,
    bar: Bar,
    each: &mut (impl FnMut(Pair) -> Result<(), E> + Send),
) -> Result<(), E> {
    let all: Vec<usize> = (0..sets.len()).collect();
    for several in all.chunks(SETS_AT_ONCE * 4 * rayon::current_num_threads()) {
        let found: Vec<Vec<(usize, usize, usize)>> = several
            .par_chunks(SETS_AT_ONCE)
            .map_init(
                || Scratch::new(sets.len()),
                |scratch, chunk| {
                    let mut pairs = Vec::new();
                    for &set in chunk {
                        let query = sets.set(set);
                        index.find(query, set, sets, scratch, &mut |other, shared| {
                            pairs.push((set, other, shared));
                        });
                        pairs.push((set, set, query.grams.len()));
                    }
                    pairs
                },
            )
            .collect();
        for (b, a, shared) in found.into_iter().flatten() {
            let jaccard = jaccard(sets.set(a).size, sets.set(b).size, shared);
            if jaccard + 1e-9 < bar.0 {
                continue;
            }
            pairs_of(sets, a, b, jaccard, each)?;
        }
    }
    Ok(())
}

/// The pairs of articles that have two sets, or one and the same.
fn pairs_of<E>(
    sets: &Sets,
    a: usize,
    b: usize,
    jaccard: f64,
    each: &mut impl FnMut(Pair) -> Result<(), E>,
) -> Result<(), E> {
    for (at, y) in sets.articles(b).enumerate() {
        let end = if a == b { at } else { usize::MAX };
        for x in sets.articles(a).take(end) {
            // Of a set that was there first an article may have come later.
            let ((_, first), (_, other)) = (x.min(y), x.max(y));
            each(Pair { a: first.to_owned(), b: other.to_owned(), jaccard })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
