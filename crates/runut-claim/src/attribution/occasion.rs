//! When, where and on which occasion something was said.

use std::ops::Range;

use super::scene::Scene;
use crate::{Statement, TimeRef};

/// Most tokens between a cue and what tells its occasion.
const REACH_TOKENS_MAX: usize = 200;

/// Most tokens that tell an occasion.
const OCCASION_TOKENS_MAX: usize = 12;

/// Gives the statement the day and the occasion that stand in its sentence outside of what was said.
pub(super) fn of(
    scene: &Scene,
    sentence: usize,
    cue: &Range<usize>,
    content: &Range<usize>,
    statement: &mut Statement,
) {
    let tokens = scene.text.sentences[sentence].tokens.clone();
    let tokens = tokens.start.max(cue.start.saturating_sub(REACH_TOKENS_MAX))
        ..tokens.end.min(cue.end.max(content.end) + REACH_TOKENS_MAX);
    let outside = |at: usize| !content.contains(&at) && scene.quotation_at(at).is_none();
    if statement.said_on.is_none() {
        statement.said_on =
            tokens.clone().filter(|&at| outside(at) && !is_credits(scene, &tokens, at)).find_map(|at| {
                let time = scene.time_at(at)?;
                let value = time.value.clone().filter(|value| !value.contains('/'))?;
                Some(TimeRef { value, span: time.span })
            });
    }
    if statement.said_at.is_none() {
        let opens = |at: usize| {
            let lower = &scene.token(at).lower;
            outside(at)
                && scene.speech.occasions.contains(lower)
                && at + 1 < tokens.end
                && scene.time_at(at + 1).is_none()
                && scene.credit_at(at).is_none()
                && !scene.speech.platform_links.contains(lower) | scene.mention_at(at + 1).is_some()
        };
        let first = (cue.end..tokens.end).find(|&at| opens(at));
        statement.said_at = first.map(|first| {
            let end = (first + 1..tokens.end)
                .take(OCCASION_TOKENS_MAX)
                .find(|&at| {
                    !outside(at)
                        || scene.is_comma(at)
                        || scene.is_hard_mark(at)
                        || scene.is_cue(at)
                        || scene.time_at(at).is_some()
                })
                .unwrap_or_else(|| tokens.end.min(first + OCCASION_TOKENS_MAX));
            // "di Brussels": the place; "usai pertemuan": the words as they stand.
            let place = scene.mention_at(first + 1).is_some();
            scene.place(&(if place && first + 1 < end { first + 1..end } else { first..end.max(first + 1) }))
        });
    }
}

/// Whether the time at `at` is the credit's: "dilansir AFP, Kamis (5/12/2024)".
fn is_credits(scene: &Scene, tokens: &Range<usize>, at: usize) -> bool {
    let first = (tokens.start..at).rev().find(|&before| scene.time_at(before).is_none()).unwrap_or(at);
    scene.is_comma(first) && first > tokens.start && scene.credit_at(first - 1).is_some()
        || scene.credit_at(first).is_some()
}
