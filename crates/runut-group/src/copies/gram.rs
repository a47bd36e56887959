//! The word 3-grams of an article, and how many articles may have each.

use rayon::prelude::*;

use crate::{
    Article,
    words::{each_word, gram},
};

/// Parts of the table of counts that are counted apart, each by one thread at a time.
pub(super) const PARTS: usize = 16;

/// Puts the grams of title and text, with repetitions and in reading order, behind what stands in `grams`.
///
/// Words first and grams then: two short loops run several times as fast as one that does both.
pub(super) fn grams(article: &Article, words: &mut Vec<u64>, grams: &mut Vec<u64>) {
    words.clear();
    each_word(&article.title, |word, _, _| words.push(word));
    each_word(&article.text, |word, _, _| words.push(word));
    grams.extend(words.windows(3).map(|three| gram(three[0], three[1], three[2])));
}

/// Counts of grams: never too low, sometimes too high where two grams share a place. A gram counted once is in one
/// article alone, so no other can share it.
#[derive(Debug)]
pub(super) struct Counts {
    counts: Vec<u8>,
    part_len: usize,
}

impl Counts {
    /// A table for about so many grams, of at most so many bytes.
    pub(super) fn new(grams: u64, bytes_max: usize) -> Self {
        let bytes_max = (bytes_max.max(1 << 16) / 2 + 1).next_power_of_two();
        let wanted = (usize::try_from(grams).unwrap_or(usize::MAX / 4) * 2).next_power_of_two();
        let len = wanted.clamp(1 << 16, bytes_max);
        Self { counts: vec![0; len], part_len: len / PARTS }
    }

    /// Bytes that it takes.
    pub(super) fn bytes(&self) -> usize {
        self.counts.len()
    }

    /// Which part counts a gram.
    #[inline]
    pub(super) fn part(gram: u64) -> usize {
        (gram >> 60) as usize
    }

    /// Counts grams, which come by their parts.
    pub(super) fn add(&mut self, by_part: &[[Vec<u64>; PARTS]]) {
        let mask = self.part_len - 1;
        self.counts.par_chunks_mut(self.part_len).enumerate().for_each(|(part, counts)| {
            for grams in by_part {
                for &gram in &grams[part] {
                    let count = &mut counts[gram as usize & mask];
                    *count = count.saturating_add(1);
                }
            }
        });
    }

    /// The gram with how common it is in front: sorted, the rarest come first. 0 in front is one article alone.
    #[inline]
    pub(super) fn ranked(&self, gram: u64) -> u64 {
        let mask = self.part_len - 1;
        let count = self.counts[Self::part(gram) * self.part_len + (gram as usize & mask)];
        let rank = match count {
            0 | 1 => 0,
            2..=47 => u64::from(count),
            _ => 48 + u64::from(count) / 16,
        };
        rank << 58 | (gram << 6 >> 6)
    }
}

/// Whether a ranked gram may be in two articles or more.
#[inline]
pub(super) fn is_shared(ranked: u64) -> bool {
    ranked >> 58 != 0
}
