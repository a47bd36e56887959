//! Which passages articles share, to the letter or reworded.
//!
//! Three words in a row that few articles have bring two articles together; where there are several such, the texts
//! are laid side by side, words that differ, are left out or put in between notwithstanding, and the best stretch is a
//! passage if enough of it is the same. Words count by their first letters, so that an ending may differ.
//!
//! What an outlet prints in many of its articles is its boilerplate, and what many articles of any outlet have is
//! a way of speaking; neither is a passage.
//!
//! # Limits
//! All articles are held in memory, at about 40 bytes a word. Of a very long article only its first
//! [`WORDS_MAX`] words are looked at. Another word for the same thing is another word.

mod align;

use std::ops::Range;

use align::{Stretch, Word, best};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::{
    Article, Corpus,
    article::batches,
    words::{each_stem, mixed},
};

/// Words of an article that are looked at.
pub const WORDS_MAX: usize = 5000;
/// Articles that may share three words in a row, beside a share of all.
const HOLDERS_MIN: usize = 24;
const HOLDERS_SHARE: usize = 50;
/// An article is brought together with so many that came before with the same three words.
const BACK_MAX: usize = 24;
/// Articles of one outlet that have the same three words, from which these are its boilerplate.
const BOILERPLATE_MIN: usize = 4;
/// Seeds that two articles must share to be laid side by side.
const SEEDS_MIN: usize = 3;
/// A word that stands in this share of all articles, in per cent, is common.
const COMMON_PERCENT: usize = 5;
/// Least words of a passage on either side, and least of them that are the same.
const PASSAGE_WORDS_MIN: usize = 20;
const SAME_MIN: usize = 14;
/// Least score of a passage, and least per word of its longer side.
const SCORE_MIN: i32 = 90;
const SCORE_PER_WORD_MIN: f64 = 2.0;
/// Passages of one pair of articles.
const PASSAGES_MAX: usize = 12;
/// Words before and behind seeds that may belong to a passage, and words between two seeds of one.
const REACH_WORDS: usize = 160;
/// Words with words that are compared at most for one passage.
const CELLS_MAX: usize = 4_000_000;

/// A passage that two articles share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Id of the article that came first.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// Where it stands in the text of the first: code points, half-open.
    pub in_a: Range<u32>,
    /// Where it stands in the text of the other: code points, half-open.
    pub in_b: Range<u32>,
    /// Words that are the same, but for their endings.
    pub same: usize,
    /// Words of the longer side.
    pub words: usize,
}

/// An article, taken apart.
#[derive(Debug, Default)]
struct Text {
    id: String,
    outlet: u32,
    stems: Vec<u32>,
    /// For each word its code points.
    spans: Vec<(u32, u32)>,
}

/// Three words in a row that two articles share, at these words of each.
type Seed = (u32, u32, u32, u32);

/// The passages that articles share: by the first article, then by the second, then in the order of its text.
///
/// # Errors
/// Those of the corpus.
pub fn passages<C: Corpus>(corpus: &C) -> Result<Vec<Passage>, C::Error> {
    let mut texts: Vec<Text> = Vec::new();
    batches(corpus, |batch| {
        let parts: Vec<Vec<Text>> = batch
            .par_iter()
            .map(|piece| {
                let mut part = Vec::new();
                corpus.articles(piece, &mut |article: Article| part.push(Text::of(&article)))?;
                Ok(part)
            })
            .collect::<Result<_, C::Error>>()?;
        texts.extend(parts.into_iter().flatten());
        Ok(())
    })?;
    let common = common(&texts);
    let seeds = seeds(&texts);
    let pairs: Vec<&[Seed]> =
        seeds.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)).filter(|pair| pair.len() >= SEEDS_MIN).collect();
    let found: Vec<Vec<Passage>> = pairs.par_iter().map(|pair| shared(&texts, pair, &common)).collect();
    Ok(found.into_iter().flatten().collect())
}

impl Text {
    fn of(article: &Article) -> Self {
        let mut text = Self { id: article.id.clone().into_owned(), outlet: 0, ..Self::default() };
        text.outlet = article.outlet.bytes().fold(0, |hash, byte| mixed(hash, u32::from(byte)));
        let mut point = 0;
        each_stem(&article.text, WORDS_MAX, |stem, word, between| {
            let start = point + between.chars().count() as u32;
            point = start + word.chars().count() as u32;
            text.stems.push(stem);
            text.spans.push((start, point));
        });
        // What stands before the first word is no word's.
        let before = article.text.chars().take_while(|char| !char.is_alphanumeric()).count() as u32;
        for span in &mut text.spans {
            *span = (span.0 + before, span.1 + before);
        }
        text
    }

    fn words(&self, range: Range<usize>, common: &FxHashMap<u32, u32>, common_min: usize) -> Vec<Word> {
        let is_common = |stem: &u32| common.get(stem).is_some_and(|&holders| holders as usize >= common_min);
        self.stems[range].iter().map(|stem| Word { stem: *stem, common: is_common(stem) }).collect()
    }
}

/// In how many articles each word stands, of those that stand in more than a few.
fn common(texts: &[Text]) -> (FxHashMap<u32, u32>, usize) {
    let mut holders: FxHashMap<u32, u32> = FxHashMap::default();
    let mut stems = Vec::new();
    for text in texts {
        stems.clone_from(&text.stems);
        stems.sort_unstable();
        stems.dedup();
        for stem in &stems {
            *holders.entry(*stem).or_insert(0) += 1;
        }
    }
    let least = (texts.len() * COMMON_PERCENT / 100).max(8);
    holders.retain(|_, holders| *holders as usize >= least);
    (holders, least)
}

/// Three words in a row that two articles share and few others have, sorted.
fn seeds(texts: &[Text]) -> Vec<Seed> {
    let mut grams: Vec<(u64, u32, u32)> = texts
        .par_iter()
        .enumerate()
        .flat_map_iter(|(article, text)| {
            let gram = |three: &[u32]| {
                let [a, b, c] = [three[0], three[1], three[2]].map(u64::from);
                (a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b)
                    .rotate_left(29)
                    .wrapping_mul(0xbf58_476d_1ce4_e5b9)
                    ^ c
            };
            text.stems.windows(3).enumerate().map(move |(at, three)| (gram(three), article as u32, at as u32))
        })
        .collect();
    grams.par_sort_unstable();
    let holders_max = HOLDERS_MIN.max(texts.len() / HOLDERS_SHARE);
    let mut seeds: Vec<Seed> = Vec::new();
    for same in grams.chunk_by(|x, y| x.0 == y.0).filter(|same| same.len() > 1) {
        let mut holders: Vec<(u32, u32)> = same.iter().map(|&(_, article, at)| (article, at)).collect();
        // A text that says it twice is met at the first.
        holders.dedup_by_key(|holder| holder.0);
        if holders.len() > holders_max || is_boilerplate(&holders, texts) {
            continue;
        }
        for (number, &(b, at_b)) in holders.iter().enumerate() {
            for &(a, at_a) in &holders[number.saturating_sub(BACK_MAX)..number] {
                seeds.push((a, b, at_a, at_b));
            }
        }
    }
    seeds.par_sort_unstable();
    seeds
}

/// Whether these words are what one outlet prints again and again.
fn is_boilerplate(holders: &[(u32, u32)], texts: &[Text]) -> bool {
    if holders.len() < BOILERPLATE_MIN {
        return false;
    }
    let mut outlets: Vec<u32> = holders.iter().map(|holder| texts[holder.0 as usize].outlet).collect();
    outlets.sort_unstable();
    outlets.chunk_by(|a, b| a == b).any(|same| same[0] != 0 && same.len() >= BOILERPLATE_MIN)
}

/// The passages of two articles that share seeds.
fn shared(texts: &[Text], seeds: &[Seed], common: &(FxHashMap<u32, u32>, usize)) -> Vec<Passage> {
    let (a, b) = (&texts[seeds[0].0 as usize], &texts[seeds[0].1 as usize]);
    let mut left: Vec<(usize, usize)> = seeds.iter().map(|seed| (seed.2 as usize, seed.3 as usize)).collect();
    let mut found: Vec<(Range<usize>, Stretch)> = Vec::new();
    // Words that are in a passage already can be in no other: they are taken for words that nothing equals.
    let mut words_a = a.words(0..a.stems.len(), &common.0, common.1);
    let mut words_b = b.words(0..b.stems.len(), &common.0, common.1);
    while left.len() >= SEEDS_MIN && found.len() < PASSAGES_MAX {
        let (in_a, in_b) = reach(&left, words_a.len(), words_b.len());
        let Some(stretch) = best(&words_a[in_a.clone()], &words_b[in_b.clone()]) else { break };
        let at_a = stretch.a.start + in_a.start..stretch.a.end + in_a.start;
        let at_b = stretch.b.start + in_b.start..stretch.b.end + in_b.start;
        for (number, word) in words_a[at_a.clone()].iter_mut().enumerate() {
            *word = Word { stem: u32::MAX - number as u32, common: true };
        }
        for (number, word) in words_b[at_b.clone()].iter_mut().enumerate() {
            *word = Word { stem: number as u32, common: true };
        }
        let before = left.len();
        left.retain(|seed| !at_a.contains(&seed.0) && !at_b.contains(&seed.1));
        let longer = at_a.len().max(at_b.len());
        let is_passage = at_a.len().min(at_b.len()) >= PASSAGE_WORDS_MIN
            && stretch.same >= SAME_MIN
            && stretch.score >= SCORE_MIN
            && f64::from(stretch.score) >= SCORE_PER_WORD_MIN * longer as f64
            && before - left.len() >= SEEDS_MIN;
        if is_passage {
            found.push((at_a, Stretch { b: at_b, ..stretch }));
        } else if before == left.len() {
            left.remove(0);
        }
    }
    found.sort_by_key(|(at_a, _)| at_a.start);
    let points = |text: &Text, words: &Range<usize>| text.spans[words.start].0..text.spans[words.end - 1].1;
    found
        .into_iter()
        .map(|(at_a, stretch)| Passage {
            a: a.id.clone(),
            b: b.id.clone(),
            in_a: points(a, &at_a),
            in_b: points(b, &stretch.b),
            same: stretch.same,
            words: at_a.len().max(stretch.b.len()),
        })
        .collect()
}

/// The words around the first seed, and those that stand near to it, in which a passage is looked for.
fn reach(seeds: &[(usize, usize)], len_a: usize, len_b: usize) -> (Range<usize>, Range<usize>) {
    let (mut in_a, mut in_b) = (seeds[0].0..seeds[0].0, seeds[0].1..seeds[0].1);
    for &(a, b) in &seeds[1..] {
        let wider_a = in_a.start.min(a)..in_a.end.max(a);
        let wider_b = in_b.start.min(b)..in_b.end.max(b);
        let near = a <= in_a.end + REACH_WORDS
            && b + REACH_WORDS >= in_b.start
            && b <= in_b.end + REACH_WORDS
            && (wider_a.len() + 2 * REACH_WORDS) * (wider_b.len() + 2 * REACH_WORDS) <= CELLS_MAX;
        if near {
            (in_a, in_b) = (wider_a, wider_b);
        }
    }
    (
        in_a.start.saturating_sub(REACH_WORDS)..(in_a.end + REACH_WORDS).min(len_a),
        in_b.start.saturating_sub(REACH_WORDS)..(in_b.end + REACH_WORDS).min(len_b),
    )
}

#[cfg(test)]
mod tests;
