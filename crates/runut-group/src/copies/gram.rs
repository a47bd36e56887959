//! The word 3-grams of an article, and how many articles may have each.

use rayon::prelude::*;

use crate::{
    Article, Corpus,
    words::{each_word, gram},
};

/// Parts of the table of counts that are counted apart, each by one thread at a time.
pub(super) const PARTS: usize = 16;

/// The grams of the articles of one piece.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// With repetitions, in reading order.
    grams: Vec<u64>,
    /// For each article its id, and where its grams end.
    articles: Vec<(String, usize)>,
}

impl Taken {
    /// Takes the articles of a piece apart, titles and texts.
    ///
    /// Words first and grams then: two short loops run several times as fast as one that does both.
    pub(super) fn of<C: Corpus>(corpus: &C, piece: &C::Piece) -> Result<Self, C::Error> {
        let mut taken = Self::default();
        let mut words = Vec::new();
        corpus.articles(piece, &mut |article: Article| {
            words.clear();
            each_word(&article.title, |word, _, _| words.push(word));
            each_word(&article.text, |word, _, _| words.push(word));
            taken.grams.extend(words.windows(3).map(|three| gram(three[0], three[1], three[2])));
            taken.articles.push((article.id.into_owned(), taken.grams.len()));
        })?;
        Ok(taken)
    }

    /// Each article's id and grams.
    pub(super) fn each(&self) -> impl Iterator<Item = (&str, &[u64])> {
        let mut start = 0;
        self.articles
            .iter()
            .map(move |(id, end)| (id.as_str(), &self.grams[std::mem::replace(&mut start, *end)..*end]))
    }

    /// All grams by the part of the table that counts them.
    pub(super) fn by_part(&self) -> [Vec<u64>; PARTS] {
        let room = self.grams.len() / PARTS * 9 / 8;
        let mut by_part: [Vec<u64>; PARTS] = std::array::from_fn(|_| Vec::with_capacity(room));
        for &gram in &self.grams {
            by_part[Counts::part(gram)].push(gram);
        }
        by_part
    }
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
    fn part(gram: u64) -> usize {
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
