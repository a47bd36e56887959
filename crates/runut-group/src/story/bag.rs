//! An article as weighted terms: the beginnings of its words, its names and its numbers.

use rustc_hash::FxHashMap;

use super::common::{self, STEPS};
use crate::{
    Article,
    words::{each_stem, mixed},
};

/// Words of an article that are looked at.
const WORDS_MAX: usize = 1000;
/// Words of the text that count as the lead.
const LEAD_WORDS: usize = 60;
/// Terms that are kept of an article, those first that tell most.
const TERMS_MAX: usize = 160;
/// Marks that are kept of an article.
const MARKS_MAX: usize = 40;
/// Logarithm of articles to each that holds a term, from which articles are found by it: one of twenty holds it.
const RARITY_MIN: f32 = 3.0;
/// The same, from which a term that two articles share tells of itself that they tell one happening: one of 150.
const RARE_MIN: f32 = 5.0;
/// Logarithm of articles to each that names a year: three of five do. That year of all is the one in which they were
/// written, so no count made before tells how rare it is.
const YEAR_RARITY: f32 = 0.5;
/// What is left of characters that were written by name ("&nbsp;"), and is no word.
const ENTITIES: [&str; 10] =
    ["nbsp", "amp", "quot", "ldquo", "rdquo", "lsquo", "rsquo", "ndash", "mdash", "hellip"];
/// What a term is: kept in the lowest two bits of its number.
pub(super) const STEM: u32 = 0;
const NAME: u32 = 1;
const NUMBER: u32 = 2;
/// The same in every language.
const MARK: u32 = 3;

const IN_TITLE: u8 = 1;
const IN_LEAD: u8 = 2;

/// A term of an article.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Term {
    /// Hash of its letters, with its kind in the lowest two bits.
    pub(crate) number: u32,
    /// How rare it is: logarithm of articles to each that has it, in steps of 1/4096.
    idf: u16,
    count: u8,
    places: u8,
}

impl Term {
    fn idf(self) -> f32 {
        f32::from(self.idf) / STEPS
    }

    /// How much it tells of the article.
    pub(super) fn weight(self) -> f32 {
        self.idf() * (1.0 + f32::from(self.count).ln())
    }

    /// How much it tells of the lead, headline with it.
    fn lead(self) -> f32 {
        match self.places {
            places if places & IN_TITLE > 0 => self.idf() * 1.7,
            places if places & IN_LEAD > 0 => self.idf(),
            _ => 0.0,
        }
    }

    fn title(self) -> f32 {
        if self.places & IN_TITLE > 0 { self.idf() } else { 0.0 }
    }
}

/// An article as a bag of terms.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bag {
    /// In rising order of their numbers.
    pub(crate) terms: Box<[Term]>,
    /// Logarithm of one more than the words that were looked at.
    pub(crate) len: f32,
    /// Hash of its language, 0 where that is not said.
    language: u32,
    /// Lengths of the vectors of words, lead, title, names, numbers, marks.
    lengths: [f32; COSINES],
}

const HEAD_BYTES: usize = 4 * (2 + COSINES);
const TERM_BYTES: usize = 8;

const COSINES: usize = 6;
const WORDS: usize = 0;
const LEAD: usize = 1;
const TITLE: usize = 2;
const NAMES: usize = 3;
const NUMBERS: usize = 4;
const MARKS: usize = 5;

/// What two articles share: cosines of what each holds, from 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shared {
    pub(super) words: f32,
    pub(super) lead: f32,
    pub(super) title: f32,
    pub(super) names: f32,
    pub(super) numbers: f32,
    pub(super) marks: f32,
    /// The headline of the one with the lead of the other, mean of both ways.
    pub(super) crossing: f32,
    /// Logarithm of how rare all is that both hold, beyond [`RARE_MIN`].
    pub(super) rare: f32,
}

/// Counts of a term in one article.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    count: u8,
    places: u8,
}

impl Bag {
    /// Takes an article apart and weighs what it holds; with one number for all of that.
    pub(super) fn of(article: &Article) -> (Self, u64) {
        let (terms, words) = terms(article);
        let mut bag = Self {
            len: ((1 + words) as f32).ln(),
            language: if article.language.is_empty() { 0 } else { hash(&article.language) | 1 },
            lengths: lengths(&terms),
            terms: terms.into(),
        };
        let print = bag.print();
        bag.shorten();
        (bag, print)
    }

    /// One number for all terms, their counts and places.
    fn print(&self) -> u64 {
        self.terms.iter().fold(u64::from(self.language), |print, term| {
            let term = u64::from(term.number) << 16 | u64::from(term.count) << 8 | u64::from(term.places);
            (print.rotate_left(23) ^ term).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        })
    }

    /// Lets go of the terms that tell least, where there are too many. Lengths stay those of the whole article.
    fn shorten(&mut self) {
        let terms = std::mem::take(&mut self.terms).into_vec();
        let (mut marks, mut words): (Vec<Term>, Vec<Term>) =
            terms.into_iter().partition(|term| term.number & 3 == MARK);
        keep_weightiest(&mut words, TERMS_MAX);
        keep_weightiest(&mut marks, MARKS_MAX);
        words.append(&mut marks);
        words.sort_unstable_by_key(|term| term.number);
        self.terms = words.into();
    }

    /// The terms that tell most, words and marks, at most so many of each, with how much they tell of all that all of
    /// its kind tell here, in 255ths. They come in no order.
    pub(super) fn keys(&self, words_max: usize, marks_max: usize) -> Vec<(u32, u8)> {
        let rare = self.terms.iter().copied().filter(|term| f32::from(term.idf) >= RARITY_MIN * STEPS);
        let (mut marks, mut words): (Vec<Term>, Vec<Term>) = rare.partition(|term| term.number & 3 == MARK);
        keep_weightiest(&mut words, words_max);
        keep_weightiest(&mut marks, marks_max);
        let mut keys = Vec::with_capacity(words.len() + marks.len());
        for terms in [words, marks] {
            let length = terms.iter().map(|term| term.weight() * term.weight()).sum::<f32>().sqrt();
            keys.extend(
                terms.iter().map(|term| (term.number, (255.0 * term.weight() / length).ceil() as u8)),
            );
        }
        keys
    }

    /// What two articles share.
    pub(super) fn shared(&self, other: &Self) -> Shared {
        let mut dots = [0.0_f32; COSINES];
        let (mut crossing, mut rare) = ([0.0_f32; 2], 0.0);
        let (mut at, mut to) = (0, 0);
        while let (Some(&x), Some(&y)) = (self.terms.get(at), other.terms.get(to)) {
            let order = x.number.cmp(&y.number);
            if order.is_eq() {
                for (dot, (x, y)) in dots.iter_mut().zip(values(x).into_iter().zip(values(y))) {
                    *dot += x * y;
                }
                if x.number & 3 == STEM {
                    crossing[0] += x.title() * y.lead();
                    crossing[1] += x.lead() * y.title();
                    rare += (x.idf() - RARE_MIN).max(0.0);
                }
            }
            at += usize::from(order.is_le());
            to += usize::from(order.is_ge());
        }
        let cosine = |dot: f32, a: f32, b: f32| if a * b > 0.0 { (dot / (a * b)).min(1.0) } else { 0.0 };
        let (a, b) = (self.lengths, other.lengths);
        let of = |at: usize| cosine(dots[at], a[at], b[at]);
        let [crossing, back] =
            [cosine(crossing[0], a[TITLE], b[LEAD]), cosine(crossing[1], a[LEAD], b[TITLE])];
        Shared {
            words: of(WORDS),
            lead: of(LEAD),
            title: of(TITLE),
            names: of(NAMES),
            numbers: of(NUMBERS),
            marks: of(MARKS),
            crossing: f32::midpoint(crossing, back),
            rare: (1.0 + rare).ln(),
        }
    }

    /// As bytes, for a shelf that is not in memory.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD_BYTES + self.terms.len() * TERM_BYTES);
        bytes.extend(self.language.to_le_bytes());
        bytes.extend(self.len.to_le_bytes());
        bytes.extend(self.lengths.iter().flat_map(|length| length.to_le_bytes()));
        for term in &self.terms {
            bytes.extend(term.number.to_le_bytes());
            bytes.extend(term.idf.to_le_bytes());
            bytes.extend([term.count, term.places]);
        }
        bytes
    }

    /// Of [`Bag::to_bytes`]; none where they are not that.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (head, terms) = bytes.split_at_checked(HEAD_BYTES)?;
        let (words, _) = head.as_chunks::<4>();
        let (terms, rest) = terms.as_chunks::<TERM_BYTES>();
        let term = |&[a, b, c, d, low, high, count, places]: &[u8; TERM_BYTES]| Term {
            number: u32::from_le_bytes([a, b, c, d]),
            idf: u16::from_le_bytes([low, high]),
            count,
            places,
        };
        rest.is_empty().then(|| Self {
            language: u32::from_le_bytes(words[0]),
            len: f32::from_le_bytes(words[1]),
            lengths: std::array::from_fn(|at| f32::from_le_bytes(words[at + 2])),
            terms: terms.iter().map(term).collect(),
        })
    }

    /// Whether both say in which language they are and these are two, and both have marks to meet in.
    pub(super) fn is_foreign(&self, other: &Self) -> bool {
        let says = |bag: &Self| bag.language != 0 && bag.is_marked();
        self.language != other.language && says(self) && says(other)
    }

    /// Whether it has marks.
    pub(super) fn is_marked(&self) -> bool {
        self.lengths[MARKS] > 0.0
    }
}

/// The terms of an article in rising order of their numbers, and how many words were looked at.
pub(super) fn terms(article: &Article) -> (Vec<Term>, usize) {
    let mut counts: FxHashMap<u32, Count> = FxHashMap::default();
    let mut words = 0;
    let title = each_stem(&article.title, WORDS_MAX, |stem, _, _| {
        let count = counts.entry(stem << 2 | STEM).or_default();
        count.count = count.count.saturating_add(2);
        count.places |= IN_TITLE | IN_LEAD;
    });
    let mut number = None;
    let mut years: Vec<u32> = Vec::new();
    let text = each_stem(&article.text, WORDS_MAX, |stem, word, between| {
        if between.ends_with('&') && ENTITIES.contains(&word) {
            return;
        }
        words += 1;
        if is_year(word) && !years.contains(&stem) {
            years.push(stem);
        }
        let count = counts.entry(stem << 2 | STEM).or_default();
        count.count = count.count.saturating_add(1);
        count.places |= if words <= LEAD_WORDS { IN_LEAD } else { 0 };
        if word.starts_with(|char: char| char.is_ascii_digit()) {
            number = Some(match number {
                // "10.000", "18/6/2025".
                Some(before) if matches!(between, "." | "," | "/") => mixed(before, stem),
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
    for mark in &article.marks {
        say(&mut counts, Some(hash(mark)), MARK);
    }
    let mut terms: Vec<Term> = counts
        .into_iter()
        .map(|(number, Count { count, places })| {
            let year = number & 3 != MARK && years.iter().any(|year| year << 2 == number & !3);
            let idf = if year { (YEAR_RARITY * STEPS) as u16 } else { common::rarity(number) };
            Term { number, idf, count, places }
        })
        .collect();
    terms.sort_unstable_by_key(|term| term.number);
    (terms, 2 * title + text)
}

/// Whether the word is a year of our time, in digits.
fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn keep_weightiest(terms: &mut Vec<Term>, most: usize) {
    if terms.len() > most {
        let order = |a: &Term, b: &Term| b.weight().total_cmp(&a.weight()).then(a.number.cmp(&b.number));
        terms.select_nth_unstable_by(most, order);
        terms.truncate(most);
    }
}

fn lengths(terms: &[Term]) -> [f32; COSINES] {
    let mut squares = [0.0_f32; COSINES];
    for &term in terms {
        for (square, value) in squares.iter_mut().zip(values(term)) {
            *square += value * value;
        }
    }
    squares.map(f32::sqrt)
}

/// What a term counts in words, lead, title, names, numbers and marks.
fn values(term: Term) -> [f32; COSINES] {
    let mut values = [0.0; COSINES];
    match term.number & 3 {
        STEM => {
            values[WORDS] = term.weight();
            values[LEAD] = term.lead();
            values[TITLE] = term.title();
        }
        NAME => values[NAMES] = term.weight(),
        NUMBER => values[NUMBERS] = term.weight(),
        _ => values[MARKS] = term.weight(),
    }
    values
}

fn hash(text: &str) -> u32 {
    let hash = text.bytes().fold(0x811c_9dc5, |hash, byte| mixed(hash, u32::from(byte)));
    (hash ^ hash >> 15).wrapping_mul(0xc2b2_ae35)
}

fn say(counts: &mut FxHashMap<u32, Count>, stem: Option<u32>, kind: u32) {
    if let Some(stem) = stem {
        let count = counts.entry(stem << 2 | kind).or_default();
        count.count = count.count.saturating_add(1);
    }
}
