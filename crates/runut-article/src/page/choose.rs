//! Which element holds the body.

use runut_packs::Part;

use super::{
    evidence::Evidence,
    part::Known,
    render::{Line, Page},
};
use crate::{
    dom::Tag,
    line::{Mark, ends_sentence},
};

/// Share of the page's prose above which an element is no side part, whatever it is called, in hundredths.
const MAIN_PERCENT_MIN: i64 = 40;
/// Share of the best element's weight at which an element that is called the body takes its place, in hundredths.
const CALLED_PERCENT_MIN: i64 = 60;
/// Share of it at which an `<article>` or `<main>` does, in hundredths.
const ARTICLE_PERCENT_MIN: i64 = 70;
/// The same for an element that holds neither the headline nor what may be the body.
const ALL_PERCENT_MIN: i64 = 85;
/// Share of the chosen element's weight that a quoted body has at least, in hundredths.
const QUOTED_PERCENT_MIN: i64 = 70;
/// Share of the best element's weight that the article of the page's own headline has at least, in hundredths.
const HEADED_PERCENT_MIN: i64 = 25;
/// Share of a heading that is linked, where it heads another report, in hundredths.
const LINK_PERCENT_MIN: u32 = 90;
/// Bytes of a headline.
const HEADLINE_BYTES_MAX: u32 = 400;
/// Bytes of a line that is prose however it ends.
const LONG_BYTES_MIN: u32 = 80;
/// Bytes of a line that is prose where it ends as a sentence does.
const SENTENCE_BYTES_MIN: u32 = 25;

/// The element that holds the body, and what stands aside wherever it is.
#[derive(Debug)]
pub(super) struct Choice {
    /// Index of the element.
    pub(super) root: u32,
    /// Of each element: the part that it or what it is in stands for, where that is no part of the body.
    pub(super) aside: Vec<Option<Part>>,
}

/// Chooses the element; evidence that bears on little of the prose is dropped.
pub(super) fn choose(page: &Page, known: &[Known], teasers: &[u32], evidence: &mut Evidence) -> Choice {
    let prose: Vec<i64> = page.lines.iter().map(|line| prose_bytes(page, line)).collect();
    let mut aside = find_aside(page, known, &prose);
    for &teaser in teasers {
        let within = teaser as usize..page.elements[teaser as usize].end as usize;
        aside[within].iter_mut().for_each(|part| *part = part.or(Some(Part::Related)));
    }
    let plain = page.lines.iter().zip(&prose).map(|(line, prose)| {
        if aside[line.element as usize].is_some() { 0 } else { weight(page, known, line, *prose) }
    });
    let weights = Weights::of(page, plain);
    let headline_article = find_headline_article(page, evidence);
    let best = headed(page, headline_article, &weights, weights.heaviest());
    let inner = |at: usize| aside[at].is_none() && page.within(at as u32, best as u32);
    let enough = |at: usize, percent: i64| {
        weights.of_element(at) * 100 >= weights.of_element(best) * percent && weights.of_element(at) > 0
    };
    let elements = 0..page.elements.len();
    let mut root = best;
    let articles = elements.clone().filter(|&at| {
        matches!(page.elements[at].tag, Tag::Article | Tag::Main)
            && enough(at, ARTICLE_PERCENT_MIN)
            && inner(at)
    });
    root = articles.max_by_key(|&at| (weights.of_element(at), at)).unwrap_or(root);
    root = headed(page, headline_article, &weights, root);
    let called = elements.filter(|&at| known[at].body && enough(at, CALLED_PERCENT_MIN) && inner(at));
    if let Some(heaviest) = called.max_by_key(|&at| (weights.of_element(at), at)) {
        let parts =
            (0..page.elements.len()).filter(|&at| known[at].body && inner(at) && weights.of_element(at) > 0);
        root = around_parts(page, heaviest as u32, parts.map(|at| at as u32)) as usize;
    }
    if !evidence.quoted.is_empty() {
        let quoted = page.lines.iter().enumerate().filter(|(at, _)| evidence.has(*at));
        let quoted: i64 = quoted.map(|(_, line)| i64::from(line.len())).sum();
        if quoted * 100 < weights.of_element(root) * QUOTED_PERCENT_MIN {
            evidence.quoted.clear();
        } else {
            // Where metadata quotes the body, other prose is more likely to be another report's.
            let told = page.lines.iter().enumerate().map(|(at, line)| {
                if evidence.has(at) {
                    return i64::from(line.len()) + 20;
                }
                if aside[line.element as usize].is_some() {
                    return 0;
                }
                -i64::from(line.len()).min(300) / 2
            });
            root = Weights::of(page, told).heaviest();
        }
    }
    Choice { root: root as u32, aside }
}

/// The element around all parts of a body that is told in several, as on pages that put notices between them; the one
/// given where there is one part alone, or another report's headline stands among them.
fn around_parts(page: &Page, heaviest: u32, called: impl Iterator<Item = u32>) -> u32 {
    let shape = |at: u32| (page.elements[at as usize].tag, page.up(at).count());
    let own_shape = shape(heaviest);
    let parts: Vec<u32> = called.filter(|&at| at != heaviest && shape(at) == own_shape).collect();
    let first = parts.iter().map(|at| page.elements[*at as usize].first).min();
    let after = parts.iter().map(|at| page.elements[*at as usize].after).max();
    let (Some(first), Some(after)) = (first, after) else { return heaviest };
    let own = page.elements[heaviest as usize];
    let lines = &page.lines[first.min(own.first) as usize..after.max(own.after) as usize];
    let heads_other = |line: &Line| {
        line.mark == Mark::Headline || line.mark == Mark::Heading && line.link_percent() >= LINK_PERCENT_MIN
    };
    if lines.iter().any(heads_other) {
        return heaviest;
    }
    let holds_all = |at: &u32| parts.iter().all(|part| page.within(*part, *at));
    page.up(heaviest).find(holds_all).unwrap_or(heaviest)
}

/// The lines that may be a report's headline.
fn headlines(page: &Page) -> impl Iterator<Item = &Line> {
    page.lines.iter().filter(|line| line.mark == Mark::Headline && line.len() <= HEADLINE_BYTES_MAX)
}

/// The `<article>` that a line stands in.
fn article_of(page: &Page, line: &Line) -> Option<u32> {
    page.up(line.element).find(|&at| page.elements[at as usize].tag == Tag::Article)
}

/// The `<article>` that the headline of the page's head stands in.
fn find_headline_article(page: &Page, evidence: &Evidence) -> Option<u32> {
    let given = headlines(page).find(|line| evidence.is_given(line.words(page)))?;
    article_of(page, given)
}

/// The element given, but the heaviest within the article of the page's headline where that stands apart from it, or
/// where a second article has a headline of its own: pages add the next report below theirs.
fn headed(page: &Page, article: Option<u32>, weights: &Weights, best: usize) -> usize {
    let Some(article) = article else { return best };
    let apart = |other: u32| !page.within(other, article) && !page.within(article, other);
    let second = || headlines(page).filter_map(|line| article_of(page, line)).any(apart);
    let other = apart(best as u32) || page.within(article, best as u32) && second();
    let enough = weights.of_element(article as usize) * 100 >= weights.of_element(best) * HEADED_PERCENT_MIN;
    if other && enough { weights.heaviest_in(article as usize) } else { best }
}

/// Of each element: the part that it or what it is in stands for, where that is no part of the body. What the markup
/// calls a side part is none where most of the page's prose stands in it.
fn find_aside(page: &Page, known: &[Known], prose: &[i64]) -> Vec<Option<Part>> {
    let sums = Weights::of(page, prose.iter().copied());
    let all = sums.of_element(0);
    let mains = page
        .elements
        .iter()
        .zip(known)
        .map(|(element, known)| known.body || matches!(element.tag, Tag::Article | Tag::Main | Tag::H1));
    // How many elements that a body is in, or stands under, come before each.
    let mut before = vec![0];
    before.extend(mains.scan(0, |count, main| {
        *count += u32::from(main);
        Some(*count)
    }));
    let mut aside: Vec<Option<Part>> = Vec::with_capacity(known.len());
    let mut ends = vec![0; known.len()];
    for at in (0..known.len()).rev() {
        ends[at] = ends[at].max(at + 1);
        let parent = page.elements[at].parent as usize;
        ends[parent] = ends[parent].max(ends[at]);
    }
    for (at, known) in known.iter().enumerate() {
        let outer = if at == 0 { None } else { aside[page.elements[at].parent as usize] };
        let own = known.part.filter(|part| {
            if sums.of_element(at) > prose_bytes_max(*part) {
                return false;
            }
            let share = sums.of_element(at) * 100;
            let holds_main = before[ends[at]] > before[at];
            let percent = if holds_main { MAIN_PERCENT_MIN } else { ALL_PERCENT_MIN };
            share < all * percent || all == 0
        });
        aside.push(if known.post { None } else { outer.or(own) });
    }
    aside
}

/// Bytes of prose that an element has at most that is called such a part: what holds more is called so for something
/// else in it.
fn prose_bytes_max(part: Part) -> i64 {
    match part {
        Part::Date => 300,
        Part::Title => 500,
        Part::Share => 800,
        Part::Caption => 1200,
        _ => i64::MAX,
    }
}

/// Sums of what lines weigh.
struct Weights<'a> {
    page: &'a Page,
    /// Sums of the first lines: one more than there are lines.
    sums: Vec<i64>,
}

impl<'a> Weights<'a> {
    fn of(page: &'a Page, lines: impl Iterator<Item = i64>) -> Self {
        let mut sums = vec![0];
        sums.extend(lines.scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        }));
        Self { page, sums }
    }

    fn of_element(&self, at: usize) -> i64 {
        let element = &self.page.elements[at];
        self.sums[element.after as usize] - self.sums[element.first as usize]
    }

    /// The element that weighs most; the innermost of those that weigh the same, but none that may stand within a line.
    fn heaviest(&self) -> usize {
        self.heaviest_in(0)
    }

    /// The same of an element and those within it.
    fn heaviest_in(&self, outer: usize) -> usize {
        let mut best = outer;
        for at in outer..self.page.elements[outer].end as usize {
            if self.page.elements[at].tag.is_inline() {
                continue;
            }
            let (own, most) = (self.of_element(at), self.of_element(best));
            if own > most || own == most && self.page.within(at as u32, best as u32) {
                best = at;
            }
        }
        best
    }
}

/// Whether a line is long enough for prose, however it ends.
pub(super) fn is_long(line: &Line) -> bool {
    line.len() >= LONG_BYTES_MIN
}

/// Bytes of a line that are prose: none where it is of links, or too short to tell.
pub(super) fn prose_bytes(page: &Page, line: &Line) -> i64 {
    let len = line.len();
    if line.mark != Mark::None && line.mark != Mark::Aside || line.link_percent() >= 50 {
        return 0;
    }
    let sentence = || len >= SENTENCE_BYTES_MIN && ends_sentence(line.words(page));
    if is_long(line) || sentence() { i64::from(len - line.linked) } else { 0 }
}

/// What a line adds to the weight of the elements that hold it.
fn weight(page: &Page, known: &[Known], line: &Line, prose: i64) -> i64 {
    if prose > 0 {
        return prose;
    }
    let len = i64::from(line.len());
    if line.link_percent() >= 50 {
        return -len.min(100) / 2;
    }
    let tag = page.elements[line.element as usize].tag;
    let holder = page.up(line.element).find(|&at| !page.elements[at as usize].tag.is_inline()).unwrap_or(0);
    match page.elements[holder as usize].tag {
        Tag::P | Tag::Blockquote | Tag::Pre => len / 2,
        Tag::Li | Tag::Td | Tag::Dd => 0,
        _ if known[holder as usize].body && !tag.is_heading() => len / 2,
        _ if line.mark == Mark::Heading || line.mark == Mark::Headline => 0,
        _ => -len.min(60) / 2,
    }
}
