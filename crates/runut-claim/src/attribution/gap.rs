//! What stands between a claimant and its cue: adverbs, times, credits, asides between commas.

use std::ops::Range;

use super::{
    phrase::{PHRASE_TOKENS_MAX, all_capitals},
    scene::Scene,
};
use crate::{EntityKind, TokenKind};

/// Most tokens of an aside between commas that nothing else marks as one.
const ASIDE_TOKENS_MAX: usize = 4;

/// Most tokens of an owner that opens an apposition: "Mrs. Wira's".
const OWNER_TOKENS_MAX: usize = 4;

/// What stands between a claimant and its cue.
pub(super) struct Gap {
    /// End of the phrase.
    pub(super) end: usize,
    /// A name between commas right before the cue.
    pub(super) set_off: Option<Range<usize>>,
    /// Whether the cue is in a clause that tells more of the claimant.
    pub(super) relative: bool,
    /// Whether a word says that nothing was said.
    pub(super) negated: bool,
}

impl Gap {
    /// What stands before token `cue`, down to `floor`.
    pub(super) fn before(scene: &Scene, cue: usize, floor: usize) -> Self {
        let mut gap = Self { end: cue, set_off: None, relative: false, negated: false };
        while gap.end > floor {
            let last = gap.end - 1;
            let token = scene.token(last);
            if let Some(quote) = scene.quotation_at(last) {
                let quotation = &scene.quotations[quote];
                if quotation.first <= floor || quotation.end != gap.end || !scene.is_scare(quote) {
                    break;
                }
                gap.end = quotation.first;
            } else if let Some(start) = aside_before(scene, gap.end, floor) {
                gap.end = start;
            } else if scene.time_at(last).is_some() || scene.is_adverb(last) {
                gap.negated |= scene.speech.unsaid.contains(&token.lower);
                gap.end = last;
                if scene.time_at(last).is_some() {
                    gap.end = skip_time(scene, last, floor);
                }
            } else if let Some(start) = credit_before(scene, last, floor) {
                gap.end =
                    start - usize::from(scene.is_preposition(start - 1) || scene.opens_clause(start - 1));
            } else if scene.is_relative(last) && gap.end > floor + 1 {
                gap.relative = true;
                gap.end = last;
                if scene.is_comma(last - 1) {
                    gap.end = last - 1;
                }
            } else if token.text == "," {
                let open = previous_comma(scene, last, floor);
                let Some(open) = open else {
                    // "Gov. Ana Wira (Lembayung), said"
                    if last > floor && scene.token(last - 1).text == ")" && !scene.speech.determiners_close {
                        gap.end = last;
                    }
                    gap.end = relative_before(scene, last, floor).unwrap_or(gap.end);
                    break;
                };
                let inside = open + 1..last;
                let tells =
                    || follows_name(scene, open, floor) || before_apposition(scene, open, floor) < open;
                if is_aside(scene, &inside) || is_apposition(scene, &inside) && tells() {
                    gap.end = before_apposition(scene, open, floor);
                } else if all_capitals(scene, &inside) && inside.len() <= 9 {
                    gap.set_off = Some(inside);
                    break;
                } else {
                    break;
                }
            } else if let Some(open) = dash_before(scene, last, floor) {
                gap.end = open;
            } else {
                break;
            }
        }
        gap
    }
}

/// Where the phrase ends that an apposition before the comma at `comma` belongs to: "*Ana Wira*, the mayor of Senja, one
/// of the guests,".
fn before_apposition(scene: &Scene, comma: usize, floor: usize) -> usize {
    let Some(open) = previous_comma(scene, comma, floor) else { return comma };
    let inside = open + 1..comma;
    let person = open > floor
        && scene
            .mention_at(open - 1)
            .is_some_and(|mention| scene.found.entities[mention.entity].kind == EntityKind::Person);
    let named = inside.clone().any(|at| {
        scene
            .mention_at(at)
            .is_some_and(|mention| scene.found.entities[mention.entity].kind == EntityKind::Person)
    });
    // "Ana Wira, 34, a clerk,"
    let age = inside.len() == 1 && scene.token(inside.start).kind == TokenKind::Number;
    let tells = age || inside.len() > 1 && is_apposition(scene, &inside) && !named;
    let verb = inside.clone().any(|at| scene.is_verb(at));
    if person && tells && !verb { open } else { comma }
}

/// The first token of the dash that opens the aside which the dash at `last` closes: "Ana Wira -- the mayor -- said".
fn dash_before(scene: &Scene, last: usize, floor: usize) -> Option<usize> {
    let is_dash = |at: usize| matches!(scene.token(at).text, "-" | "–" | "—");
    if !is_dash(last) {
        return None;
    }
    let close = (floor..=last).rev().take_while(|&at| is_dash(at)).last()?;
    let open = (floor + 1..close)
        .rev()
        .take(PHRASE_TOKENS_MAX)
        .take_while(|&at| is_dash(at) || !scene.is_hard_mark(at) && scene.quotation_at(at).is_none())
        .find(|&at| is_dash(at))?;
    (floor + 1..=open).rev().take_while(|&at| is_dash(at)).last()
}

/// First token of the words that stand between claimant and cue and are part of neither: "Kemlu *selama ini* menyebut".
fn aside_before(scene: &Scene, end: usize, floor: usize) -> Option<usize> {
    scene.speech.asides.iter().find_map(|words| {
        let start = end.checked_sub(words.split(' ').count()).filter(|&start| start >= floor)?;
        scene.spells(start, end, words).map(|_| start)
    })
}

/// First token of the credit that stands between claimant and cue: "CNN seperti dilansir Al Arabiya mengutip".
fn credit_before(scene: &Scene, last: usize, floor: usize) -> Option<usize> {
    let credit = scene.credit_at(last)?;
    let start = (floor..last).rev().take_while(|&at| scene.credit_at(at) == Some(credit)).last()?;
    (start > floor && !scene.token(start).is_capitalised()).then_some(start)
}

/// The relative word whose clause the comma at `last` closes: "IAEA yang bertugas di sana, mengatakan".
fn relative_before(scene: &Scene, last: usize, floor: usize) -> Option<usize> {
    (floor + 1..last)
        .rev()
        .take(PHRASE_TOKENS_MAX)
        .take_while(|&at| !scene.is_hard_mark(at) && !scene.is_comma(at))
        .find(|&at| scene.is_relative(at))
}

/// First token of the time expression that holds `last`, with the preposition before it.
fn skip_time(scene: &Scene, last: usize, floor: usize) -> usize {
    let mut start = last;
    while start > floor && scene.time_at(start - 1).is_some() {
        start -= 1;
    }
    if start > floor + 1 && scene.is_preposition(start - 1) {
        start -= 1;
    }
    start
}

/// The comma before the one at `last`, over brackets, if it stands within reach and nothing harder between.
fn previous_comma(scene: &Scene, last: usize, floor: usize) -> Option<usize> {
    let mut at = last;
    while at > floor && last - at < PHRASE_TOKENS_MAX {
        at -= 1;
        if scene.is_comma(at) {
            return Some(at);
        }
        if scene.is_hard_mark(at) || scene.quotation_at(at).is_some() {
            return None;
        }
    }
    None
}

/// Whether a name, or brackets after one, ends before the comma.
fn follows_name(scene: &Scene, comma: usize, floor: usize) -> bool {
    comma > floor && (scene.mention_at(comma - 1).is_some() || scene.token(comma - 1).text == ")")
}

/// Whether the words between two commas tell more of the name before them: "Ana Wira, senior adviser of the harbour, said".
fn is_apposition(scene: &Scene, inside: &Range<usize>) -> bool {
    let first = scene.token(inside.start);
    // "China, Pyongyang's only ally,".
    let owner = inside
        .clone()
        .take(OWNER_TOKENS_MAX)
        .any(|at| scene.names.clitics.iter().any(|clitic| scene.token(at).lower.ends_with(clitic.as_str())));
    // "one of the towns *that* sued"
    let opens = |at: usize| {
        let relative =
            at > inside.start && at + 1 < inside.end && scene.is_relative(at) && scene.is_verb(at + 1);
        scene.is_that(at) && !relative
    };
    !scene.is_coordinator(inside.start)
        && (!first.is_capitalised() || owner)
        && !inside.clone().any(|at| scene.reports(at) || opens(at))
}

/// Whether the words between two commas tell more of the phrase before, or of the saying: a time, a place, a credit,
/// a relative clause.
fn is_aside(scene: &Scene, inside: &Range<usize>) -> bool {
    let Some(first) = inside.clone().next() else { return true };
    scene.time_at(first).is_some()
        || scene.is_preposition(first)
        || scene.is_relative(first)
        || scene.is_adverb(first)
        || scene.credit_at(first).is_some()
        || scene.opens_clause(first)
        || scene.is_verb(first)
        || scene.words.determiners.contains(&scene.token(first).lower) && !scene.speech.determiners_close
        || inside.len() <= ASIDE_TOKENS_MAX && !scene.token(first).is_capitalised()
}
