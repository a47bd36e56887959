//! Whether an act happened, may, will, shall, or did not.

use std::ops::Range;

use runut_packs::{EventFrame, Form};

use super::{clause::Clauses, frame::Filled};
use crate::{Place, Polarity};

/// The polarity of the act at `trigger`, and the words that make it hearsay.
pub(super) fn of(
    clauses: &Clauses,
    trigger: &Range<usize>,
    frame: &EventFrame,
    form: Form,
    earlier: &[Filled],
) -> (Polarity, Option<Place>) {
    let words = &clauses.language.events.roles.polarity;
    let before = scope_before(clauses, trigger.start);
    let lower = |at: usize| clauses.text.tokens[at].lower.as_str();
    let hedge =
        before.clone().find(|&at| words.hedge.contains(lower(at))).map(|at| clauses.text.tokens[at].span);
    // "tidak dapat mempertahankan serangannya": what is denied is the verb before the noun, and not the act.
    let verb_behind = |at: usize| {
        form == Form::Noun
            && (at + 1..trigger.start)
                .any(|verb| clauses.is_verb(verb) && !words.denied.contains(lower(verb)))
    };
    // "tidak hanya menyerang": the act is told, and more.
    let denies = |at: usize| words.denied.contains(lower(at)) && !words.upheld.contains(lower(at + 1));
    let denied = before.clone().any(|at| denies(at) && !verb_behind(at));
    // "ingin berterima kasih" thanks.
    let done_by_saying = |word: &str| frame.polarity == "asserted" && words.wish.contains(word);
    let nearest = before.clone().rev().find_map(|at| {
        let word = lower(at);
        if verb_behind(at) && at > before.start && denies(at - 1) {
            return None;
        }
        let sets = [
            (&words.demanded, Polarity::Demanded),
            (&words.future, Polarity::Future),
            (&words.possible, Polarity::Possible),
        ];
        sets.into_iter()
            .find(|(set, _)| set.contains(word) && !words.hedge.contains(word) && !done_by_saying(word))
            .map(|(_, polarity)| polarity)
    });
    let polarity = if denied {
        Polarity::Denied
    } else if let Some(governed) = governed(clauses, trigger, earlier) {
        governed
    } else if conditional(clauses, trigger.start) {
        Polarity::Possible
    } else {
        nearest.or_else(|| Polarity::parse(&frame.polarity)).unwrap_or(Polarity::Asserted)
    };
    (polarity, hedge)
}

/// The words before a trigger that can turn it: back to the next border, six at most, and over the verbs that only
/// lead to it ("berencana untuk mengirim").
fn scope_before(clauses: &Clauses, trigger: usize) -> Range<usize> {
    let least = trigger.saturating_sub(6).max(clauses.sentence.tokens.start);
    let mut start = trigger;
    while start > least && !clauses.is_border(start - 1) && clauses.text.tokens[start - 1].text != "," {
        start -= 1;
    }
    // "agar", "jika" are borders themselves, and still speak of what follows.
    if start > clauses.sentence.tokens.start && start > least.saturating_sub(1) {
        start - 1..trigger
    } else {
        start..trigger
    }
}

/// What an earlier act of the sentence makes of the act in its complement.
fn governed(clauses: &Clauses, trigger: &Range<usize>, earlier: &[Filled]) -> Option<Polarity> {
    let last = earlier.iter().rev().find(|filled| !filled.governs.is_empty())?;
    let between = last.tokens.end..trigger.start;
    let far = between.len() > 14;
    let broken = between.clone().any(|at| {
        matches!(clauses.text.tokens[at].text, ";" | ".") || matches!(clauses.text.tokens[at].text, ",")
    });
    // "Desakan itu dilakukan menjelang kunjungan B": a noun behind another verb is no complement.
    let noun = clauses.language.events.opened_by(&clauses.text.tokens[trigger.start].lower);
    let is_noun = noun.iter().any(|known| known.form == Form::Noun && known.rest.is_empty());
    let broken = broken || is_noun && between.clone().any(|at| clauses.is_verb(at));
    if far || broken { None } else { Polarity::parse(&last.governs) }
}

/// Whether the clause of the trigger opens with a word of condition.
fn conditional(clauses: &Clauses, trigger: usize) -> bool {
    let least = trigger.saturating_sub(12).max(clauses.sentence.tokens.start);
    let words = &clauses.language.events.roles.polarity.conditional;
    for at in (least..trigger).rev() {
        if words.contains(&clauses.text.tokens[at].lower) {
            return true;
        }
        if clauses.text.tokens[at].text == "," || clauses.is_border(at) {
            return false;
        }
    }
    false
}
