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
//! kept, and all articles behind it go past it, in a pass of its own.
//!
//! # Limits
//! Grams are 58-bit hashes. That two of one pair collide, and the pair stands just at the bar, has not been seen.

mod bar;
mod gram;
mod index;
mod sets;

use bar::{Bar, jaccard};
use gram::{Counts, PARTS, grams};
use index::{Index, Scratch};
use rayon::prelude::*;
use sets::{Kept, Sets};

use crate::{
    Corpus,
    article::{Article, batches},
};

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
    batches(corpus, |batch| {
        let by_part = batch.par_iter().map(|piece| grams_of(corpus, piece)).collect::<Result<Vec<_>, _>>()?;
        counts.add(&by_part);
        Ok(())
    })?;
    let room = settings.memory_bytes.saturating_sub(counts.bytes());
    let mut from = 0;
    while let Some(next) = block(corpus, &counts, bar, room, from, &mut each)? {
        from = next;
    }
    Ok(())
}

/// The grams of a piece by the part of the table that counts them.
fn grams_of<C: Corpus>(corpus: &C, piece: &C::Piece) -> Result<[Vec<u64>; PARTS], C::Error> {
    let mut by_part: [Vec<u64>; PARTS] = Default::default();
    let (mut words, mut all) = (Vec::new(), Vec::new());
    corpus.articles(piece, &mut |article: Article| {
        all.clear();
        grams(&article, &mut words, &mut all);
        for &gram in &all {
            by_part[Counts::part(gram)].push(gram);
        }
    })?;
    Ok(by_part)
}

/// Joins the block of kept articles that begins at the one of number `from` with itself and with all behind it. The
/// number of the first article of the next block, if there is one.
fn block<C: Corpus>(
    corpus: &C,
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
    batches(corpus, |batch| {
        let kept = batch
            .par_iter()
            .map(|piece| kept_of(corpus, piece, counts, bar))
            .collect::<Result<Vec<_>, _>>()?;
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
                            let found =
                                sets.ids(other).map(|a| Pair { a: a.to_owned(), b: id.to_owned(), jaccard });
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

/// The articles of a piece that may have a copy.
fn kept_of<C: Corpus>(corpus: &C, piece: &C::Piece, counts: &Counts, bar: Bar) -> Result<Kept, C::Error> {
    let mut kept = Kept::default();
    let mut scratch = Default::default();
    corpus.articles(piece, &mut |article: Article| kept.push(&article, counts, bar, &mut scratch))?;
    Ok(kept)
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
    let pair = |a: &str, b: &str| Pair { a: a.to_owned(), b: b.to_owned(), jaccard };
    for (number, y) in sets.ids(b).enumerate() {
        let end = if a == b { number } else { usize::MAX };
        for x in sets.ids(a).take(end) {
            each(pair(x, y))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
