//! An article as weighted terms: the beginnings of its words, its names and its numbers.

use rustc_hash::FxHashMap;

use crate::{
    Article,
    words::{each_stem, mixed},
};

/// Words of an article that are looked at.
const WORDS_MAX: usize = 1000;
/// Words of the text that count as the lead.
const LEAD_WORDS: usize = 60;
/// Terms that are kept of an article, those first that tell most.
const TERMS_MAX: usize = 176;
/// Articles that count as seen before the first, so that a term which all of a few articles share still tells something.
const SEEN_BEFORE: f32 = 1000.0;

/// What a term is: kept in the lowest two bits of its number.
pub(super) const STEM: u32 = 0;
const NAME: u32 = 1;
const NUMBER: u32 = 2;

const IN_TITLE: u8 = 1;
const IN_LEAD: u8 = 2;

/// A term of an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    /// Hash of its letters, with its kind in the lowest two bits.
    pub(super) number: u32,
    /// How rare it is: logarithm of articles to each that has it, in steps of 1/4096.
    idf: u16,
    count: u8,
    places: u8,
}

impl Term {
    fn idf(self) -> f32 {
        f32::from(self.idf) / 4096.0
    }

    /// How much it tells of the article.
    pub(super) fn weight(self) -> f32 {
        self.idf() * (1.0 + f32::from(self.count).ln())
    }

    fn lead(self) -> f32 {
        self.idf() * if self.places & IN_TITLE > 0 { 1.7 } else { 1.0 }
    }
}

/// An article as a bag of terms.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag {
    /// In rising order of their numbers.
    pub(super) terms: Box<[Term]>,
    /// Logarithm of one more than the words that were looked at.
    pub(super) len: f32,
    /// Lengths of the vectors of words, lead, title, names, numbers.
    lengths: [f32; 5],
}

/// In how many articles each term stands.
#[derive(Debug, Default)]
pub(super) struct Known {
    articles_with: FxHashMap<u32, u32>,
    articles: u32,
}

impl Known {
    /// Learns the terms of an article.
    pub(super) fn learn(&mut self, bag: &Bag) {
        self.articles += 1;
        for term in &bag.terms {
            *self.articles_with.entry(term.number).or_insert(0) += 1;
        }
    }

    /// In how many articles a term stands.
    pub(super) fn holders(&self, term: u32) -> u32 {
        self.articles_with.get(&term).copied().unwrap_or(0)
    }

    fn idf(&self, term: u32) -> u16 {
        let idf = ((self.articles as f32 + SEEN_BEFORE) / (self.holders(term) as f32 + 1.0)).ln().max(0.0);
        (idf * 4096.0).min(f32::from(u16::MAX)) as u16
    }
}

/// Counts of a term in one article.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    count: u8,
    places: u8,
}

impl Bag {
    /// Takes an article apart. Its terms have no weights yet.
    pub(super) fn of(article: &Article) -> Self {
        let mut counts: FxHashMap<u32, Count> = FxHashMap::default();
        let mut words = 0;
        let title = each_stem(&article.title, WORDS_MAX, |stem, _, _| {
            let count = counts.entry(stem << 2 | STEM).or_default();
            count.count = count.count.saturating_add(2);
            count.places |= IN_TITLE | IN_LEAD;
        });
        let mut number = None;
        let text = each_stem(&article.text, WORDS_MAX, |stem, word, between| {
            words += 1;
            let count = counts.entry(stem << 2 | STEM).or_default();
            count.count = count.count.saturating_add(1);
            count.places |= if words <= LEAD_WORDS { IN_LEAD } else { 0 };
            if word.starts_with(|char: char| char.is_ascii_digit()) {
                number = Some(match number {
                    Some(before) if between == "." || between == "," => mixed(before, stem),
                    _ => {
                        say(&mut counts, number.take(), NUMBER);
                        stem
                    }
                });
                return;
            }
            say(&mut counts, number.take(), NUMBER);
            let named = word.starts_with(char::is_uppercase);
            if named && !between.is_empty() && !between.contains(['.', '!', '?', '\n', '"', '“', '”']) {
                say(&mut counts, Some(stem), NAME);
            }
        });
        say(&mut counts, number, NUMBER);
        let mut terms: Vec<Term> = counts
            .into_iter()
            .map(|(number, Count { count, places })| Term { number, idf: 0, count, places })
            .collect();
        terms.sort_unstable_by_key(|term| term.number);
        Self { terms: terms.into(), len: ((1 + 2 * title + text) as f32).ln(), lengths: [0.0; 5] }
    }

    /// One number for all terms, their counts and places, and a day.
    pub(super) fn print(&self, day: Option<i32>) -> u64 {
        self.terms.iter().fold(day.map_or(u64::MAX, |day| day as u64), |print, term| {
            let term = u64::from(term.number) << 16 | u64::from(term.count) << 8 | u64::from(term.places);
            (print.rotate_left(23) ^ term).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        })
    }

    /// Weighs the terms by what is known.
    pub(super) fn weigh(&mut self, known: &Known) {
        for term in &mut self.terms {
            term.idf = known.idf(term.number);
        }
        let mut squares = [0.0_f32; 5];
        for &term in &self.terms {
            let [words, lead, title, names, numbers] = values(term);
            for (square, value) in squares.iter_mut().zip([words, lead, title, names, numbers]) {
                *square += value * value;
            }
        }
        self.lengths = squares.map(f32::sqrt);
    }

    /// Lets go of the terms that tell least, where there are too many. Lengths stay those of the whole article.
    pub(super) fn shorten(&mut self) {
        if self.terms.len() <= TERMS_MAX {
            return;
        }
        let mut terms = std::mem::take(&mut self.terms).into_vec();
        terms.sort_unstable_by(|a, b| b.weight().total_cmp(&a.weight()).then(a.number.cmp(&b.number)));
        terms.truncate(TERMS_MAX);
        terms.sort_unstable_by_key(|term| term.number);
        self.terms = terms.into();
    }

    /// The terms that tell most, first; at most so many.
    pub(super) fn keys(&self, most: usize) -> Vec<Term> {
        let mut terms: Vec<Term> = self.terms.iter().copied().filter(|term| term.idf > 0).collect();
        let order = |a: &Term, b: &Term| b.weight().total_cmp(&a.weight()).then(a.number.cmp(&b.number));
        if terms.len() > most {
            terms.select_nth_unstable_by(most, order);
            terms.truncate(most);
        }
        terms.sort_unstable_by(order);
        terms
    }

    /// Cosines of words, lead, title, names and numbers of two articles.
    pub(super) fn cosines(&self, other: &Self) -> [f32; 5] {
        let mut dots = [0.0_f32; 5];
        let (mut at, mut to) = (0, 0);
        while let (Some(&x), Some(&y)) = (self.terms.get(at), other.terms.get(to)) {
            let order = x.number.cmp(&y.number);
            if order.is_eq() {
                for (dot, (x, y)) in dots.iter_mut().zip(values(x).into_iter().zip(values(y))) {
                    *dot += x * y;
                }
            }
            at += usize::from(order.is_le());
            to += usize::from(order.is_ge());
        }
        for (dot, (a, b)) in dots.iter_mut().zip(self.lengths.into_iter().zip(other.lengths)) {
            *dot = if a * b > 0.0 { (*dot / (a * b)).min(1.0) } else { 0.0 };
        }
        dots
    }
}

/// What a term counts in words, lead, title, names, numbers.
fn values(term: Term) -> [f32; 5] {
    match term.number & 3 {
        STEM => {
            let within = |place: u8, value: f32| if term.places & place > 0 { value } else { 0.0 };
            [term.weight(), within(IN_LEAD, term.lead()), within(IN_TITLE, term.idf()), 0.0, 0.0]
        }
        NAME => [0.0, 0.0, 0.0, term.weight(), 0.0],
        _ => [0.0, 0.0, 0.0, 0.0, term.weight()],
    }
}

fn say(counts: &mut FxHashMap<u32, Count>, stem: Option<u32>, kind: u32) {
    if let Some(stem) = stem {
        let count = counts.entry(stem << 2 | kind).or_default();
        count.count = count.count.saturating_add(1);
    }
}
