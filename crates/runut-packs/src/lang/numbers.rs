//! `numbers.toml`: how numbers are written, and what stands around them.

use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Phrases;

/// `numbers.toml`, turned into one lexicon of everything that may stand in an amount.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Table")]
pub struct Numbers {
    /// Mark before the fraction: "," in "1,6".
    pub decimal_mark: char,
    /// Mark between groups of three digits: "." in "10.000".
    pub group_mark: char,
    /// Where the noun that is counted stands among the words after the number.
    pub head: HeadPlace,
    /// Words and phrases, in lower case.
    pub lexicon: Phrases<NumberWord>,
    /// Letters that stand right before digits, without a space ("rp" in "Rp31"), in lower case.
    pub glued_before: FxHashSet<String>,
    /// Letters that stand right after digits and multiply ("bn" in "64bn").
    pub glued_after: BTreeMap<String, f64>,
    /// Letters right after digits that make an ordinal of them ("th").
    pub ordinal_endings: FxHashSet<String>,
    /// Endings of a counted noun that are no part of it ("nya").
    pub head_endings: Vec<String>,
    /// Words after a counted noun that do not tell which kind of it: verbs without an affix, adjectives of state.
    pub not_modifiers: FxHashSet<String>,
    /// First letters of verbs: a word after the counted noun that has them does not tell which kind of it.
    pub verb_beginnings: Vec<String>,
    /// Last letters of verbs, likewise.
    pub verb_endings: Vec<String>,
    /// Words with such letters that are nouns all the same.
    pub not_verbs: FxHashSet<String>,
    /// Plural nouns that do not show it by their ending ("people"); only where `head` is `last`.
    pub plurals: FxHashSet<String>,
    /// Beginnings and endings of nouns that name no thing that could be counted ("pe-...-an"): "banyak" before
    /// them is no amount. Written `pe-an`.
    pub abstract_forms: Vec<String>,
    /// Nouns that name no thing that could be counted.
    pub abstract_nouns: FxHashSet<String>,
}

/// Where the noun that is counted stands among the words after the number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HeadPlace {
    /// First: "dua unit mobil listrik" counts "mobil".
    #[default]
    First,
    /// Last: "two electric cars" counts "cars".
    Last,
}

/// What a word or phrase can be in an amount; it may be several things.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a word can be any of these at once; an enum would say only one"
)]
pub struct NumberWord {
    /// A number by itself: "tiga" 3, "seribu" 1000.
    pub cardinal: Option<f64>,
    /// Multiplies the number before it: "puluh" 10, "juta" 1,000,000.
    pub multiplier: Option<f64>,
    /// Adds ten to the digit before it: "belas".
    pub teen: bool,
    /// A vague plural; its lower bound: "ribuan" 1000.
    pub vague: Option<f64>,
    /// An amount without bounds: "beberapa".
    pub unbounded: bool,
    /// An amount without bounds, if a noun follows that can be counted: "banyak".
    pub unbounded_if_countable: bool,
    /// Stands before the number and says how it is meant.
    pub qualifier: Option<Qualifier>,
    /// Stands after the number and says how it is meant: "lebih" in "100 orang lebih".
    pub after: Option<Qualifier>,
    /// Between the two ends of a range: "hingga", "-".
    pub range: bool,
    /// Between the two ends of a range that "antara" opens: "dan".
    pub between: bool,
    /// Per cent.
    pub percent: bool,
    /// ISO 4217 code, before the number.
    pub currency_before: Option<String>,
    /// ISO 4217 code, and how many make one, after the number.
    pub currency_after: Option<(String, f64)>,
    /// Between number and noun, counting pieces of it: "orang", "unit".
    pub classifier: bool,
    /// Between number and noun, and no part of either: "lagi", "of the".
    pub filler: bool,
    /// Before a number that is a name's, a label's, an age's: "pasal", "usia".
    pub label: bool,
    /// A counted noun of more than one word, of which the first alone is something else: "orang tua".
    pub noun: bool,
    /// After a number that counts nothing: "kali", "pertiga".
    pub not_head: bool,
    /// After a number of victims, without a noun: "tewas".
    pub state: bool,
    /// A phrase with a numeral that is no amount: "salah satu".
    pub idiom: bool,
    /// Before or after a number of years that is a punishment: "penjara".
    pub penalty: bool,
    /// Says at what rate: "per".
    pub rate: bool,
    /// After a noun of which there is not even one: "pun".
    pub not_even: bool,
}

/// How a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// "sebanyak", "hanya": as it stands.
    Exact,
    /// "sekitar", "hampir": not exact.
    About,
    /// "lebih dari", "sedikitnya": a lower bound.
    AtLeast,
    /// "di bawah", "hingga": an upper bound.
    AtMost,
    /// "antara": opens a range.
    Between,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    decimal_mark: Option<char>,
    group_mark: Option<char>,
    head: HeadPlace,
    teen: Vec<String>,
    exact: Vec<String>,
    about: Vec<String>,
    at_least: Vec<String>,
    at_most: Vec<String>,
    between_opens: Vec<String>,
    between: Vec<String>,
    range: Vec<String>,
    at_least_after: Vec<String>,
    about_after: Vec<String>,
    unbounded: Vec<String>,
    unbounded_if_countable: Vec<String>,
    percent: Vec<String>,
    classifiers: Vec<String>,
    fillers: Vec<String>,
    labels: Vec<String>,
    nouns: Vec<String>,
    not_heads: Vec<String>,
    states: Vec<String>,
    idioms: Vec<String>,
    penalties: Vec<String>,
    rates: Vec<String>,
    not_even: Vec<String>,
    glued_before: FxHashSet<String>,
    ordinal_endings: FxHashSet<String>,
    head_endings: Vec<String>,
    not_modifiers: FxHashSet<String>,
    verb_beginnings: Vec<String>,
    verb_endings: Vec<String>,
    not_verbs: FxHashSet<String>,
    plurals: FxHashSet<String>,
    abstract_forms: Vec<String>,
    abstract_nouns: FxHashSet<String>,
    cardinals: BTreeMap<String, f64>,
    multipliers: BTreeMap<String, f64>,
    glued_after: BTreeMap<String, f64>,
    vague: BTreeMap<String, f64>,
    currency_before: BTreeMap<String, String>,
    currency_after: BTreeMap<String, String>,
    /// Coins of which a hundred make one of the currency.
    cents: BTreeMap<String, String>,
}

impl From<Table> for Numbers {
    fn from(table: Table) -> Self {
        Self {
            lexicon: lexicon(&table),
            decimal_mark: table.decimal_mark.unwrap_or('.'),
            group_mark: table.group_mark.unwrap_or(','),
            head: table.head,
            glued_before: table.glued_before,
            glued_after: table.glued_after,
            ordinal_endings: table.ordinal_endings,
            head_endings: table.head_endings,
            not_modifiers: table.not_modifiers,
            verb_beginnings: table.verb_beginnings,
            verb_endings: table.verb_endings,
            not_verbs: table.not_verbs,
            plurals: table.plurals,
            abstract_forms: table.abstract_forms,
            abstract_nouns: table.abstract_nouns,
        }
    }
}

/// Writes one sense into a word.
type Mark = fn(&mut NumberWord);

fn lexicon(table: &Table) -> Phrases<NumberWord> {
    let mut lexicon: Phrases<NumberWord> = Phrases::default();
    let flags: [(&[String], Mark); 23] = [
        (&table.teen, |word| word.teen = true),
        (&table.exact, |word| word.qualifier = Some(Qualifier::Exact)),
        (&table.about, |word| word.qualifier = Some(Qualifier::About)),
        (&table.at_least, |word| word.qualifier = Some(Qualifier::AtLeast)),
        (&table.at_most, |word| word.qualifier = Some(Qualifier::AtMost)),
        (&table.between_opens, |word| word.qualifier = Some(Qualifier::Between)),
        (&table.between, |word| word.between = true),
        (&table.range, |word| word.range = true),
        (&table.at_least_after, |word| word.after = Some(Qualifier::AtLeast)),
        (&table.about_after, |word| word.after = Some(Qualifier::About)),
        (&table.unbounded, |word| word.unbounded = true),
        (&table.unbounded_if_countable, |word| word.unbounded_if_countable = true),
        (&table.percent, |word| word.percent = true),
        (&table.classifiers, |word| word.classifier = true),
        (&table.fillers, |word| word.filler = true),
        (&table.labels, |word| word.label = true),
        (&table.nouns, |word| word.noun = true),
        (&table.not_heads, |word| word.not_head = true),
        (&table.states, |word| word.state = true),
        (&table.idioms, |word| word.idiom = true),
        (&table.penalties, |word| word.penalty = true),
        (&table.rates, |word| word.rate = true),
        (&table.not_even, |word| word.not_even = true),
    ];
    for (phrases, mark) in flags {
        for phrase in phrases {
            mark(lexicon.entry(phrase));
        }
    }
    for (phrase, &value) in &table.cardinals {
        lexicon.entry(phrase).cardinal = Some(value);
    }
    for (phrase, &value) in &table.multipliers {
        lexicon.entry(phrase).multiplier = Some(value);
    }
    for (phrase, &low) in &table.vague {
        lexicon.entry(phrase).vague = Some(low);
    }
    for (phrase, code) in &table.currency_before {
        lexicon.entry(phrase).currency_before = Some(code.clone());
    }
    for (phrase, code) in &table.currency_after {
        lexicon.entry(phrase).currency_after = Some((code.clone(), 1.0));
    }
    for (phrase, code) in &table.cents {
        lexicon.entry(phrase).currency_after = Some((code.clone(), 100.0));
    }
    lexicon
}
