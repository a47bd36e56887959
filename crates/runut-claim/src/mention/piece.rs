//! Pieces: the words of the text as names are made of them, without possessive ends and with compounds cut open.

use std::ops::Range;

use runut_packs::HeadKind;

use super::{around::Around, glue::unglue, known::title_case};
use crate::{Annotations, Place, Text, Token, TokenKind};

/// One word, or a part of one.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Piece<'a> {
    pub(super) place: Place,
    pub(super) text: &'a str,
    /// In lower case.
    pub(super) lower: String,
    /// Index of its token in the text.
    pub(super) token: usize,
    pub(super) kind: TokenKind,
    pub(super) capital: bool,
    /// Nothing but capitals, two at least.
    pub(super) caps: bool,
    /// Whether it stands where any word has a capital: first in a sentence, a quotation, after a colon.
    pub(super) opens: bool,
    /// Whether the piece before it is part of the same token.
    pub(super) glued: bool,
    /// Whether its token goes on after it with something that is no part of a name.
    pub(super) clipped: bool,
    /// Whether it is part of a time expression.
    pub(super) timed: bool,
    /// Whether it stands between quotation marks with four words or fewer.
    pub(super) quoted_brief: bool,
}

/// The pieces of the sentence with these tokens.
pub(super) fn pieces<'a>(around: &Around<'a>, tokens: Range<usize>, found: &Annotations) -> Vec<Piece<'a>> {
    let text = around.text;
    let mut pieces: Vec<Piece<'a>> = Vec::with_capacity(tokens.len());
    let mut opens = true;
    let mut next_time =
        found.times.partition_point(|time| time.span.end() <= text.tokens[tokens.start].span.start());
    let brief = brief_quotes(text, tokens.clone());
    for at in tokens {
        let token = &text.tokens[at];
        while found.times.get(next_time).is_some_and(|time| time.span.end() <= token.span.start()) {
            next_time += 1;
        }
        let timed = found
            .times
            .get(next_time)
            .is_some_and(|time| time.span.overlaps(token.span) && !names_event(around, time.span))
            && !is_in_name(around, at);
        let quoted_brief = brief.iter().any(|range| range.contains(&at));
        let first = pieces.len();
        for (place, clipped) in cut(around, token.span, token.kind) {
            let words = place.of(&text.article.text);
            pieces.push(Piece {
                place,
                text: words,
                lower: if words.len() == token.text.len() {
                    token.lower.clone()
                } else {
                    words.to_lowercase()
                },
                token: at,
                kind: token.kind,
                capital: words.chars().next().is_some_and(char::is_uppercase),
                caps: is_caps(words),
                opens: opens || pieces.len() > first && begins_prose(text, place),
                glued: pieces.len() > first,
                clipped,
                timed,
                quoted_brief,
            });
        }
        opens = match token.kind {
            TokenKind::Word | TokenKind::Number => false,
            TokenKind::Quote => true,
            TokenKind::Mark => {
                opens
                    || matches!(token.text, ":" | "•" | "*" | "‘" | "–" | "—")
                    || token.text == "-" && token.spaced
            }
        };
    }
    pieces
}

/// Whether a part of a word that is several glued together begins what is told: a sentence, or what the dateline heads.
fn begins_prose(text: &Text, place: Place) -> bool {
    let dateline = text.article.dateline.as_ref().map(|dateline| dateline.span);
    text.article.text[..place.start()].ends_with('.')
        || dateline.is_some_and(|dateline| !dateline.is_empty() && dateline.end() == place.start())
}

/// Whether the word of a time at `at` is part of a person's name: "Lodra Ramadhan Wirata".
fn is_in_name(around: &Around, at: usize) -> bool {
    let tokens = &around.text.tokens;
    let names = &around.language.names;
    let is_name = |token: &Token| token.kind == TokenKind::Word && token.is_capitalised() && token.spaced;
    names.person_words.contains(&tokens[at].lower)
        && is_name(&tokens[at])
        && tokens.get(at + 1).is_some_and(|next| next.kind != TokenKind::Number)
        && at.checked_sub(1).is_some_and(|before| {
            let before = &tokens[before];
            is_name(before) && !around.is_plain(&before.lower) && !names.roles.contains(&before.lower)
        })
}

/// Whether a time expression is told by the name of a happening: "sejak Perang Dunia II".
fn names_event(around: &Around, time: Place) -> bool {
    let names = &around.language.names;
    let heads = names.heads.get(&HeadKind::Event).map(|heads| &heads.all);
    let tails = names.tails.get(&HeadKind::Event);
    around.text.tokens[around.text.tokens_in(time)].iter().any(|token| {
        token.is_capitalised()
            && [heads, tails].into_iter().flatten().any(|words| words.contains(&token.lower))
    })
}

fn is_caps(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).count() > 1 && !words.chars().any(char::is_lowercase)
}

/// Token ranges between quotation marks that hold four words or fewer.
fn brief_quotes(text: &Text, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut brief = Vec::new();
    let mut open = None;
    for at in tokens {
        if text.tokens[at].kind == TokenKind::Quote {
            if let Some(start) = open.take() {
                if at - start <= 5 {
                    brief.push(start..at);
                }
            } else {
                open = Some(at);
            }
        }
    }
    brief
}

/// The parts of a token that names can be made of, in order, each with whether something was cut off behind it.
fn cut(around: &Around, span: Place, kind: TokenKind) -> Vec<(Place, bool)> {
    let world = around.world;
    if kind != TokenKind::Word {
        return vec![(span, false)];
    }
    let all = &around.text.article.text;
    let words = span.of(all);
    let ending = around
        .language
        .names
        .clitics
        .iter()
        .find(|ending| words.len() > ending.len() + 1 && words.ends_with(ending.as_str()));
    let (whole, clipped) = match ending {
        Some(ending) => (Place::new(span.start(), span.end() - ending.len()), true),
        None => (span, false),
    };
    let words = whole.of(all);
    if !words.contains(['-', '‑']) {
        let Some(parts) = unglue(around, whole) else { return vec![(whole, clipped)] };
        let last = parts.len() - 1;
        return parts.into_iter().enumerate().map(|(at, place)| (place, at == last && clipped)).collect();
    }
    if !world.named(words).is_empty() {
        return vec![(whole, clipped)];
    }
    let mut parts = Vec::new();
    let mut start = whole.start();
    for part in words.split_inclusive(['-', '‑']) {
        parts.push(Place::new(start, start + part.trim_end_matches(['-', '‑']).len()));
        start += part.len();
    }
    let is_name = |place: &Place| {
        let words = place.of(all);
        !world.named(words).is_empty()
            || words.len() > 3 && is_caps(words) && !world.named(&title_case(words)).is_empty()
    };
    let begins_name = |place: &Place| is_name(place) || world.reach(place.of(all)) > 0;
    let is_given = |place: &Place| around.language.names.given_names.contains(&place.of(all).to_lowercase());
    let opens_high = |place: &Place| place.of(all).chars().next().is_some_and(char::is_uppercase);
    let open = match parts.as_slice() {
        // "Israel-Iran", "Subianto-Gibran", "Malaysia-based", "pro-Palestina"; but not "Jong-un", "Indo-Pasifik".
        [left, right] => match (opens_high(left), opens_high(right)) {
            // "Jean-Luc": one given name in two parts.
            (true, true) if is_given(left) && !(is_name(left) && is_name(right)) => false,
            (true, true) => {
                is_name(left) && (begins_name(right) || is_caps(left.of(all)) && left.len() > 3)
                    || is_name(right) && begins_name(left)
                    || begins_name(right) && right.len() > 3
            }
            // "Kirana-nominated", where the report has "Kirana" by itself.
            (true, false) => {
                let alone = left.len() > 3 && around.highs.contains(left.of(all));
                (is_name(left) || is_caps(left.of(all)) || alone) && right.len() > 2
            }
            (false, true) => is_name(right) || right.len() > 3,
            (false, false) => false,
        },
        _ => parts.iter().all(is_name),
    };
    if !open {
        return vec![(whole, clipped)];
    }
    let last = parts.len().saturating_sub(1);
    parts.into_iter().enumerate().map(|(at, place)| (place, at < last || clipped)).collect()
}
