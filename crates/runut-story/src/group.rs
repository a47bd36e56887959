//! Which reports tell one story: one happening, with its direct follow-ups.
//!
//! Each report is a bag of what it tells: whom it names, who does what to whom, what it counts, its dates, and the
//! stems of its words, those of headline and lead most of all. What few reports have weighs most. Reports are
//! compared where they share one of their weightiest terms, never all with all; the most alike are joined first, and
//! two groups only where their members are alike on average.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use runut_claim::{Reading, Text, TokenKind};
use runut_packs::Packs;

use crate::{
    order::{beginning, dated},
    party::fold,
};

/// Likeness from which two groups are one story.
///
/// # Source
/// Tuned with the other numbers of this file on hand-judged Indonesian stories (B-cubed F1 .858), with two stories of
/// months and of a day that must not fall apart.
const LIKENESS_MIN: f64 = 0.24;
/// How much of two groups' likeness is that of their most alike members; the rest is that of all on average. A story's
/// reports look at it from many sides, and each side is like one other more than like all.
const BEST_SHARE: f64 = 0.5;
/// How far likeness falls with the days between two reports, and after how many days most of that is lost.
const TIME_SHARE: f64 = 0.3;
const TIME_DAYS: f64 = 7.0;
/// Reports that count as seen before the first, so that a word which all of a few reports share still tells something.
const SEEN_BEFORE: f64 = 1000.0;
/// Terms of each report by which its candidates are found.
const KEYS_MAX: usize = 40;
/// A term of more reports than this finds no candidates, however the reports are ordered.
const HOLDERS_MAX: usize = 400;
/// Words of the prose that count as the lead.
const LEAD_WORDS: usize = 60;

/// Weights of the kinds of terms.
const ENTITY: f64 = 0.7;
/// A name that the packs do not know says more of what a story is about than a state's or a party's.
const UNKNOWN_ENTITY: f64 = 1.4;
const ACT: f64 = 1.5;
const QUANTITY: f64 = 1.5;
const DAY: f64 = 1.5;
const HEADLINE: f64 = 1.5;

/// A report as a bag of weighted terms, sorted by term; and its day.
struct Bag {
    terms: Vec<(u32, f64)>,
    /// The terms that are the same in every language, weighted by themselves: reports in two languages meet in these.
    plain: Vec<(u32, f64)>,
    language: String,
    day: Option<Date>,
}

/// Groups readings into stories, as indices; groups and members in no particular order.
pub(crate) fn groups(readings: &[Reading], packs: &Packs) -> Vec<Vec<usize>> {
    // By digest first, so that the order in which readings came does not matter.
    let mut order: Vec<usize> = (0..readings.len()).collect();
    order.sort_by_cached_key(|&index| {
        let article = &readings[index].article;
        (article.digest, article.id.clone(), article.text.clone())
    });
    let ordered: Vec<&Reading> = order.iter().map(|&index| &readings[index]).collect();
    let bags = bags(&ordered, packs);
    joined(&bags).into_iter().map(|group| group.into_iter().map(|member| order[member]).collect()).collect()
}

fn bags(readings: &[&Reading], packs: &Packs) -> Vec<Bag> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let counted: Vec<BTreeMap<u32, f64>> = readings
        .iter()
        .map(|reading| {
            let mut terms = BTreeMap::new();
            tell(reading, packs, &mut |term, weight| {
                let next = numbers.len() as u32;
                *terms.entry(*numbers.entry(term).or_insert(next)).or_insert(0.0) += weight;
            });
            terms
        })
        .collect();
    let plain: BTreeSet<u32> =
        numbers.iter().filter(|(term, _)| term.starts_with(PLAIN)).map(|(_, number)| *number).collect();
    let mut holders = vec![0_u32; numbers.len()];
    for term in counted.iter().flat_map(BTreeMap::keys) {
        holders[*term as usize] += 1;
    }
    let seen = readings.len() as f64 + SEEN_BEFORE;
    let weigh = |(term, count): (u32, f64)| {
        let rarity = (seen / (f64::from(holders[term as usize]) + 1.0)).ln();
        (term, (1.0 + count).ln() * rarity.max(0.0))
    };
    let bag = |(terms, reading): (BTreeMap<u32, f64>, &&Reading)| {
        let terms: Vec<(u32, f64)> = terms.into_iter().map(weigh).collect();
        let plain = terms.iter().copied().filter(|(term, _)| plain.contains(term)).collect();
        Bag {
            terms: to_length_one(terms),
            plain: to_length_one(plain),
            language: reading.article.language.clone(),
            day: dated(reading).and_then(|dated| day(&dated.value)),
        }
    };
    counted.into_iter().zip(readings).map(bag).collect()
}

/// Marks before terms that are the same in every language: names, acts, numbers, days.
const PLAIN: [char; 4] = ['@', '!', '#', '~'];

fn to_length_one(mut terms: Vec<(u32, f64)>) -> Vec<(u32, f64)> {
    let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut terms {
            *weight /= length;
        }
    }
    terms
}

/// Says each term of a report with its weight.
fn tell(reading: &Reading, packs: &Packs, say: &mut impl FnMut(String, f64)) {
    let annotations = &reading.annotations;
    let known = |index: usize| {
        let entity = &annotations.entities[index];
        entity.world.clone().unwrap_or_else(|| fold(&entity.id))
    };
    for mention in annotations.mentions.iter().filter(|mention| !mention.anaphor) {
        let entity = &annotations.entities[mention.entity];
        say(
            format!("@{}", known(mention.entity)),
            if entity.world.is_some() { ENTITY } else { UNKNOWN_ENTITY },
        );
    }
    for event in &annotations.events {
        let role = |party: Option<runut_claim::Party>| {
            party.and_then(|party| party.entity).map_or_else(|| "-".to_owned(), known)
        };
        if event.actor.is_some() {
            say(format!("!{} {} {}", event.event_type, role(event.actor), role(event.recipient)), ACT);
        }
    }
    for quantity in &annotations.quantities {
        // Small numbers count anything.
        if let Some(value) = quantity.low.or(quantity.high).filter(|value| *value > 3.0) {
            say(format!("#{value}"), QUANTITY);
        }
    }
    let values: BTreeSet<&str> = annotations
        .times
        .iter()
        .filter_map(|time| beginning(time.value.as_deref()?))
        .filter(|value| value.len() >= 10)
        .collect();
    for value in values {
        say(format!("~{}", &value[..10]), DAY);
    }
    let Some(language) = packs.language(&reading.article.language) else { return };
    let text = Text::of(&reading.article, language);
    let mut mentions = annotations.mentions.iter().filter(|mention| !mention.anaphor).peekable();
    let mut body = 0;
    for sentence in &text.sentences {
        for token in text.tokens_of(sentence).iter().filter(|token| token.kind == TokenKind::Word) {
            while mentions.next_if(|mention| mention.span.end() <= token.span.start()).is_some() {}
            body += usize::from(!sentence.headline);
            let named = mentions.peek().is_some_and(|mention| mention.span.overlaps(token.span));
            if named || language.words.common.contains(&token.lower) {
                continue;
            }
            let near =
                if sentence.headline { HEADLINE } else { 0.0 } + if body <= LEAD_WORDS { 0.5 } else { 0.0 };
            say(language.morphology.stem(&token.lower).into_owned(), 0.5 + near);
        }
    }
}

/// The day of an EDTF value that is one, or begins with one.
fn day(value: &str) -> Option<Date> {
    beginning(value)?.get(..10)?.parse().ok()
}

/// Likeness of two reports: the cosine of their bags, less where days lie between them.
fn likeness(a: &Bag, b: &Bag) -> f64 {
    let dot = if a.language == b.language { dot(&a.terms, &b.terms) } else { dot(&a.plain, &b.plain) };
    let gap = a.day.zip(b.day).map_or(0.0, |(a, b)| f64::from((a - b).get_days().abs()));
    dot * (1.0 - TIME_SHARE * (1.0 - (-gap / TIME_DAYS).exp()))
}

/// Sum of the products of what two lists sorted by term have in common.
fn dot(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let mut dot = 0.0;
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                dot += x.1 * y.1;
                i += 1;
                j += 1;
            }
        }
    }
    dot
}

/// Pairs of reports that share one of their weightiest terms.
fn candidates(bags: &[Bag]) -> BTreeSet<(usize, usize)> {
    let mut of_term: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, bag) in bags.iter().enumerate() {
        let mut terms = bag.terms.clone();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (term, _) in terms.into_iter().take(KEYS_MAX) {
            of_term.entry(term).or_default().push(index);
        }
    }
    let mut pairs = BTreeSet::new();
    for holders in of_term.values().filter(|holders| holders.len() <= HOLDERS_MAX) {
        for (at, &a) in holders.iter().enumerate() {
            pairs.extend(holders[at + 1..].iter().map(|&b| (a, b)));
        }
    }
    pairs
}

/// Groups of reports: pairs from the most alike downward join their groups where these are alike as wholes.
fn joined(bags: &[Bag]) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> = candidates(bags)
        .into_iter()
        .map(|(a, b)| (likeness(&bags[a], &bags[b]), a, b))
        .filter(|(likeness, _, _)| *likeness >= LIKENESS_MIN)
        .collect();
    pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let mut group_of: Vec<usize> = (0..bags.len()).collect();
    let mut groups: Vec<Vec<usize>> = (0..bags.len()).map(|member| vec![member]).collect();
    for (_, a, b) in pairs {
        let (x, y) = (group_of[a].min(group_of[b]), group_of[a].max(group_of[b]));
        if x == y {
            continue;
        }
        let across = || {
            let pairs = groups[x].iter().flat_map(|&a| groups[y].iter().map(move |&b| (a, b)));
            pairs.map(|(a, b)| likeness(&bags[a], &bags[b]))
        };
        let mean = across().sum::<f64>() / (groups[x].len() * groups[y].len()) as f64;
        let best = across().fold(0.0, f64::max);
        if BEST_SHARE * best + (1.0 - BEST_SHARE) * mean >= LIKENESS_MIN {
            let moved = std::mem::take(&mut groups[y]);
            for &member in &moved {
                group_of[member] = x;
            }
            groups[x].extend(moved);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}
