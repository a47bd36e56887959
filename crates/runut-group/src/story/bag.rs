//! An article as weighted terms: the beginnings of its words, its numbers, and what it tells in every language.

use std::cmp::Ordering;

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
/// What a term is: kept in the lowest two bits of its number, as it is in `common.bin`.
pub(super) const STEM: u32 = 0;
const NUMBER: u32 = 2;
/// The same in every language.
const MARK: u32 = 3;

const IN_TITLE: u8 = 1;
const IN_LEAD: u8 = 2;
/// Of a number that it is a day, as texts write it in digits.
const IS_DAY: u8 = 4;

/// What is taken for the share of a headline that is retold, where there is none.
const HEADLINE_UNKNOWN: f32 = 0.3;
/// How often an article names what it is about: in the headline, which counts twice, and in the text.
const SUBJECT_MIN: u8 = 5;

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

    fn kind(self) -> u32 {
        self.number & 3
    }

    /// Whether the article is about it.
    fn is_subject(self) -> bool {
        self.kind() == STEM && self.places & IN_TITLE > 0 && self.count >= SUBJECT_MIN
    }

    /// Whether it is a number in the headline, and no year.
    fn is_figure(self) -> bool {
        self.kind() == NUMBER && self.places & IN_TITLE > 0 && self.idf() > YEAR_RARITY
    }

    /// Whether it is a number in headline or lead, and neither a year nor a day.
    fn is_count(self) -> bool {
        self.kind() == NUMBER
            && self.places & (IN_TITLE | IN_LEAD) > 0
            && !self.is_day()
            && self.idf() > YEAR_RARITY
    }

    /// Whether it is a day.
    fn is_day(self) -> bool {
        self.places & IS_DAY > 0
    }
}

/// An article as a bag of terms.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bag {
    /// In rising order of their numbers.
    pub(crate) terms: Box<[Term]>,
    /// Hash of its language, 0 where that is not said.
    language: u32,
    /// The weekdays that its text names, a bit each.
    weekdays: u8,
    /// Those of [`lengths`].
    lengths: [f32; LENGTHS],
}

const HEAD_BYTES: usize = 4 * (2 + LENGTHS);
const TERM_BYTES: usize = 8;

const LENGTHS: usize = 2;
const WORDS: usize = 0;
const MARKS: usize = 1;

/// What two articles share, and what of the one the other lacks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shared {
    /// Cosines of words and of marks, from 0 to 1.
    pub(super) words: f32,
    pub(super) marks: f32,
    /// How much of the headline of the one stands in headline or lead of the other, of 1, mean of both ways.
    pub(super) headline: f32,
    /// Logarithm of how rare all is that both hold, beyond [`RARE_MIN`].
    pub(super) rare: f32,
    /// How much of the headline and lead of the one stands anywhere in the other, of 1, mean of both ways.
    pub(super) retold: f32,
    /// The weightiest word of what each is about that the other does not have at all.
    pub(super) subjects: [f32; 2],
    /// Whether both have a number in the headline that the other does not have.
    pub(super) other_figures: bool,
    /// How many of the numbers in headline and lead of the one stand anywhere in the other, of 1, mean of both ways;
    /// `None` where neither has any.
    pub(super) counts: Option<f32>,
    /// Whether both tell of days, and of none that is the same.
    pub(super) other_days: bool,
    /// The same of weekdays.
    pub(super) other_weekdays: bool,
}

/// What is added up of one article, term by term, beside another.
#[derive(Debug, Clone, Copy, Default)]
struct Side {
    lead: f32,
    retold: f32,
    headline: f32,
    headline_retold: f32,
    subject: f32,
    figure: bool,
    counts: f32,
    counts_retold: f32,
    days: bool,
}

impl Side {
    /// Counts a term in, with what the other article has of it.
    fn see(&mut self, term: Term, other: Option<Term>) {
        self.days |= term.is_day();
        if term.kind() == STEM && term.places & (IN_TITLE | IN_LEAD) > 0 {
            self.lead += term.idf();
            self.retold += if other.is_some() { term.idf() } else { 0.0 };
        }
        if term.kind() == STEM && term.places & IN_TITLE > 0 {
            let leads = other.is_some_and(|other| other.places & (IN_TITLE | IN_LEAD) > 0);
            self.headline += term.idf();
            self.headline_retold += if leads { term.idf() } else { 0.0 };
        }
        if term.is_count() {
            self.counts += 1.0;
            self.counts_retold += if other.is_some() { 1.0 } else { 0.0 };
        }
        if other.is_none() {
            self.figure |= term.is_figure();
            self.subject = if term.is_subject() { self.subject.max(term.weight()) } else { self.subject };
        }
    }

    /// How much of its headline and lead the other has, of 1.
    fn retold(self) -> f32 {
        if self.lead > 0.0 { self.retold / self.lead } else { 0.0 }
    }

    /// How much of its headline the other has in front, of 1; an unknown share of none.
    fn headline(self) -> f32 {
        if self.headline > 0.0 { self.headline_retold / self.headline } else { HEADLINE_UNKNOWN }
    }

    /// How many of its numbers the other has, of 1; none where it has no numbers.
    fn counts(self) -> Option<f32> {
        (self.counts > 0.0).then(|| self.counts_retold / self.counts)
    }
}

/// Says the terms of two articles beside each other, each once, in rising order of their numbers.
fn beside(a: &[Term], b: &[Term], mut say: impl FnMut(Option<Term>, Option<Term>)) {
    let (mut at, mut to) = (0, 0);
    loop {
        let (x, y) = (a.get(at).copied(), b.get(to).copied());
        let order = match (x, y) {
            (Some(x), Some(y)) => x.number.cmp(&y.number),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return,
        };
        say(x.filter(|_| order.is_le()), y.filter(|_| order.is_ge()));
        at += usize::from(order.is_le());
        to += usize::from(order.is_ge());
    }
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
        let (terms, weekdays) = terms(article);
        let mut bag = Self {
            weekdays,
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
            terms.into_iter().partition(|term| term.kind() == MARK);
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
        let (mut marks, mut words): (Vec<Term>, Vec<Term>) = rare.partition(|term| term.kind() == MARK);
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
        let [mut one, mut two] = [Side::default(); 2];
        let (mut words, mut marks, mut rare, mut same_day) = (0.0, 0.0, 0.0, false);
        beside(&self.terms, &other.terms, |x, y| {
            if let Some(x) = x {
                one.see(x, y);
            }
            if let Some(y) = y {
                two.see(y, x);
            }
            let Some((x, y)) = x.zip(y) else { return };
            match x.kind() {
                STEM => {
                    words += x.weight() * y.weight();
                    rare += (x.idf() - RARE_MIN).max(0.0);
                }
                MARK => marks += x.weight() * y.weight(),
                _ => same_day |= x.is_day(),
            }
        });
        let cosine = |dot: f32, a: f32, b: f32| if a * b > 0.0 { (dot / (a * b)).min(1.0) } else { 0.0 };
        let (a, b) = (self.lengths, other.lengths);
        Shared {
            words: cosine(words, a[WORDS], b[WORDS]),
            marks: cosine(marks, a[MARKS], b[MARKS]),
            headline: f32::midpoint(one.headline(), two.headline()),
            rare: (1.0 + rare).ln(),
            retold: f32::midpoint(one.retold(), two.retold()),
            subjects: [one.subject, two.subject],
            other_figures: one.figure && two.figure,
            counts: match (one.counts(), two.counts()) {
                (Some(one), Some(two)) => Some(f32::midpoint(one, two)),
                (one, two) => one.or(two),
            },
            other_days: one.days && two.days && !same_day,
            other_weekdays: self.weekdays != 0 && other.weekdays != 0 && self.weekdays & other.weekdays == 0,
        }
    }

    /// As bytes, for a shelf that is not in memory.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD_BYTES + self.terms.len() * TERM_BYTES);
        bytes.extend(self.language.to_le_bytes());
        bytes.extend(u32::from(self.weekdays).to_le_bytes());
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
            weekdays: words[1][0],
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

/// The terms of an article in rising order of their numbers, and the weekdays that its text names, a bit each.
pub(super) fn terms(article: &Article) -> (Vec<Term>, u8) {
    let mut counts: FxHashMap<u32, Count> = FxHashMap::default();
    let mut years: Vec<u32> = Vec::new();
    let mut number = Number::default();
    each_stem(&article.title, WORDS_MAX, |stem, word, between| {
        say(&mut counts, Some(stem), STEM, 2, IN_TITLE | IN_LEAD);
        number
            .read(stem, word, between, |whole, places| say(&mut counts, whole, NUMBER, 1, places | IN_TITLE));
        if is_year(word) && !years.contains(&stem) {
            years.push(stem);
        }
    });
    number.end(|whole, places| say(&mut counts, whole, NUMBER, 1, places | IN_TITLE));
    let (mut words, mut weekdays) = (0, 0);
    each_stem(&article.text, WORDS_MAX, |stem, word, between| {
        if between.ends_with('&') && ENTITIES.contains(&word) {
            return;
        }
        words += 1;
        weekdays |= weekday(word).map_or(0, |day| 1 << day);
        if is_year(word) && !years.contains(&stem) {
            years.push(stem);
        }
        say(&mut counts, Some(stem), STEM, 1, if words <= LEAD_WORDS { IN_LEAD } else { 0 });
        let lead = if words <= LEAD_WORDS { IN_LEAD } else { 0 };
        number.read(stem, word, between, |whole, places| say(&mut counts, whole, NUMBER, 1, places | lead));
    });
    number.end(|whole, places| say(&mut counts, whole, NUMBER, 1, places));
    for mark in &article.marks {
        say(&mut counts, Some(hash(mark)), MARK, 1, 0);
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
    (terms, weekdays)
}

/// Letters of a weekday at least: shorter ones are other words as well ("Sun", "Min").
const WEEKDAY_LETTERS: std::ops::RangeInclusive<usize> = 4..=9;

/// The number of a weekday, as a text names it, with a capital; a week ("minggu") has none.
fn weekday(word: &str) -> Option<u8> {
    let named = word.starts_with(char::is_uppercase) && WEEKDAY_LETTERS.contains(&word.len());
    named.then(|| runut_packs::weekdays().get(word.to_lowercase().as_str()).copied())?
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

/// Lengths of the vectors of words and of marks.
fn lengths(terms: &[Term]) -> [f32; LENGTHS] {
    let mut squares = [0.0_f32; LENGTHS];
    for term in terms {
        let of = match term.kind() {
            STEM => WORDS,
            MARK => MARKS,
            _ => continue,
        };
        squares[of] += term.weight() * term.weight();
    }
    squares.map(f32::sqrt)
}

pub(super) fn hash(text: &str) -> u32 {
    let hash = text.bytes().fold(0x811c_9dc5, |hash, byte| mixed(hash, u32::from(byte)));
    (hash ^ hash >> 15).wrapping_mul(0xc2b2_ae35)
}

fn say(counts: &mut FxHashMap<u32, Count>, hash: Option<u32>, kind: u32, times: u8, places: u8) {
    if let Some(hash) = hash {
        let count = counts.entry(hash << 2 | kind).or_default();
        count.count = count.count.saturating_add(times);
        count.places |= places;
    }
}

/// A number while its digits come: "10.000", "18/6/2025".
#[derive(Debug, Default)]
struct Number {
    hash: Option<u32>,
    /// The first two runs of digits, where a stroke is between them.
    parts: [u32; 2],
    /// How many runs there are.
    count: usize,
    strokes: usize,
}

impl Number {
    /// Takes the next word of a text in; says a number that ended before it.
    fn read(&mut self, stem: u32, word: &str, between: &str, say: impl FnOnce(Option<u32>, u8)) {
        let is_digits = word.starts_with(|char: char| char.is_ascii_digit());
        if self.hash.is_some() && !(is_digits && matches!(between, "." | "," | "/")) {
            self.end(say);
        }
        if is_digits {
            self.hash = Some(self.hash.map_or(stem, |before| mixed(before, stem)));
            self.strokes += usize::from(self.count > 0 && between == "/");
            if let Some(part) = self.parts.get_mut(self.count) {
                *part = word.parse().unwrap_or(0);
            }
            self.count += 1;
        }
    }

    /// Says the number that has come to its end, if there is one, and whether it is a day.
    fn end(&mut self, say: impl FnOnce(Option<u32>, u8)) {
        let Self { hash, parts: [day, month], count, strokes } = std::mem::take(self);
        if strokes > 0 && strokes + 1 == count && (1..=31).contains(&day) && (1..=12).contains(&month) {
            say(Some(mixed(day, month)), IS_DAY);
        } else {
            say(hash, 0);
        }
    }
}
