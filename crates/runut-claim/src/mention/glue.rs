//! Glue: words that a crawl left without the space between them ("AmerikaSerikat", "Israeltelah", "diGaza").

use super::around::Around;
use crate::{Place, Token, TokenKind};

/// The parts of a word that is two or more glued together, where one of them at least is a name or a word that the
/// language or this report knows; `None` where it is one word.
pub(super) fn unglue(around: &Around, place: Place) -> Option<Vec<Place>> {
    let words = place.of(&around.text.article.text);
    if let Some(stop) = inner_stop(words) {
        let (left, right) = (place.start() + stop, place.start() + stop + 1);
        return Some(vec![Place::new(place.start(), left), Place::new(right, place.end())]);
    }
    if let Some(seam) = dateline_end(around, place).or_else(|| cue_at_end(around, words)) {
        let middle = place.start() + seam;
        return Some(vec![Place::new(place.start(), middle), Place::new(middle, place.end())]);
    }
    if words.len() < 5
        || !words.chars().any(char::is_uppercase)
        || is_word(around, words)
        || is_plain(around, words)
    {
        return None;
    }
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last = ' ';
    for (at, c) in words.char_indices() {
        if c.is_uppercase() && last.is_lowercase() && fits(around, &words[start..at], &words[at..]) {
            parts.extend(
                split_end(around, &words[start..at]).iter().map(|&(from, to)| (start + from, start + to)),
            );
            start = at;
        }
        last = c;
    }
    parts.extend(split_end(around, &words[start..]).iter().map(|&(from, to)| (start + from, start + to)));
    (parts.len() > 1).then(|| {
        parts.iter().map(|&(from, to)| Place::new(place.start() + from, place.start() + to)).collect()
    })
}

/// Where in "JakartaWinger" the dateline ends.
fn dateline_end(around: &Around, place: Place) -> Option<usize> {
    let end = around.text.article.dateline.as_ref()?.span.end();
    (place.start() < end && end < place.end()).then(|| end - place.start())
}

/// Fewest letters of a word of saying that is glued to a name.
const CUE_LETTERS_MIN: usize = 7;

/// Fewest letters of a verb that is glued to a relative word.
const VERB_LETTERS_MIN: usize = 6;

/// Where in "Lodramengatakan" the word of saying starts: no name ends in a long one.
fn cue_at_end(around: &Around, words: &str) -> Option<usize> {
    const NAME_LETTERS_MIN: usize = 3;
    let tail = words.chars().skip(1).all(char::is_lowercase);
    let last = words.len().checked_sub(CUE_LETTERS_MIN).filter(|_| tail)?;
    (NAME_LETTERS_MIN..=last).filter(|&at| words.is_char_boundary(at)).find(|&at| {
        let capital = words.starts_with(char::is_uppercase);
        capital && around.language.attribution.forms(&words[at..]).iter().any(|form| form.words.len() == 1)
    })
}

/// The parts of a token that is several words: those of [`unglue`] where nothing stands between them, or a relative
/// word and its verb ("yangmenabrak").
pub(super) fn parts_of(around: &Around, token: &Token) -> Option<Vec<Place>> {
    if token.kind != TokenKind::Word || token.text.contains(['-', '‑', '.', '@', '_']) {
        return None;
    }
    if token.text.chars().any(char::is_uppercase) {
        let parts = unglue(around, token.span)?;
        return parts.windows(2).all(|pair| pair[0].end() == pair[1].start()).then_some(parts);
    }
    let language = around.language;
    let glued = language.words.relatives.iter().any(|relative| {
        token.text.strip_prefix(relative.as_str()).is_some_and(|verb| {
            verb.len() >= VERB_LETTERS_MIN
                && language.morphology.is_verb(verb)
                && !language.names.lexicon.contains(&token.lower)
        })
    });
    let length = language
        .words
        .relatives
        .iter()
        .filter(|relative| glued && token.text.starts_with(relative.as_str()))
        .map(String::len)
        .max()?;
    let (start, end) = (token.span.start(), token.span.end());
    Some(vec![Place::new(start, start + length), Place::new(start + length, end)])
}

/// Where a full stop ends a sentence inside the word: "FIFA.Menurut", but not "Kompas.com", "S.Pd" or "KOMPAS.TV".
fn inner_stop(words: &str) -> Option<usize> {
    let stop = words.find('.')?;
    let (left, right) = (&words[..stop], &words[stop + 1..]);
    let mut after = right.chars();
    let begins = after.next().is_some_and(char::is_uppercase) && after.next().is_some_and(char::is_lowercase);
    (begins && left.chars().count() > 2 && right.chars().count() > 2 && !right.contains('.')).then_some(stop)
}

/// Whether the whole is a word of its own: one that the world knows, or one with capitals throughout.
fn is_word(around: &Around, words: &str) -> bool {
    around.world.reach(words) > 0 || !words.chars().any(char::is_lowercase)
}

/// Whether a lower-case letter before a capital is a seam: words are known on both sides, or a name on one.
fn fits(around: &Around, left: &str, right: &str) -> bool {
    let left_known = is_known(around, left);
    let right_known = known_start(around, right);
    left_known && right_known
        || left.len() > 3 && right.len() > 3 && around.world.reach(right) > 0
        || left.len() > 3 && right.len() > 3 && (left_known || right_known) && is_plain(around, left)
        || left.len() > 3 && right.len() > 3 && is_name(around, left) && is_plain(around, right)
}

/// Whether a word is a name, or a person's, and no other word: "Enembe" in "EnembeMelansir".
fn is_name(around: &Around, word: &str) -> bool {
    let named = || {
        around.highs.contains(word)
            || !around.world.named(word).is_empty()
            || around.language.names.person_words.contains(&word.to_lowercase())
    };
    word.starts_with(char::is_uppercase) && !is_plain(around, word) && named()
}

fn is_known(around: &Around, word: &str) -> bool {
    is_plain(around, word)
        || around.world.reach(word) > 0
        || around.highs.contains(word)
        || split_end(around, word).len() > 1
}

fn is_plain(around: &Around, word: &str) -> bool {
    around.is_plain(&word.to_lowercase())
}

/// Whether a name begins here, glued to something or not.
fn known_start(around: &Around, words: &str) -> bool {
    around.world.reach(words) > 0
        || around.highs.contains(words)
        || (2..words.len())
            .any(|end| words.is_char_boundary(end) && around.world.reach(&words[..end]) > 0 && end > 3)
}

/// A name and the lower-case word glued behind it, as byte ranges; else the whole.
fn split_end(around: &Around, word: &str) -> Vec<(usize, usize)> {
    let whole = vec![(0, word.len())];
    let starts_high = word.chars().next().is_some_and(char::is_uppercase);
    if around.world.reach(word) > 0 {
        return whole;
    }
    for end in 2..word.len().saturating_sub(1) {
        if !word.is_char_boundary(end) {
            continue;
        }
        let (left, right) = word.split_at(end);
        // "Romadi" is no town with a preposition: short names must stand elsewhere in the report too.
        let seen = starts_high && around.highs.contains(left);
        let named = starts_high
            && (seen || left.len() > 5)
            && (seen && left.len() > 3 || !around.world.named(left).is_empty());
        // "Lodra Hidayatsaat"; but "Wulandari" is whole.
        let personal = || {
            let words = &around.language.words;
            let clause = words.subordinators.contains(right)
                || words.auxiliaries.contains(right)
                || words.relatives.contains(right);
            clause
                && right.len() > 3
                && left.len() > 4
                && starts_high
                && around.language.names.person_words.contains(&left.to_lowercase())
        };
        let low = || right.chars().all(char::is_lowercase);
        let verb = |start: &String| right.len() > start.len() + 3 && right.starts_with(start.as_str());
        let closed = || right.len() > 1 && is_function_word(around, right);
        let open = || {
            right.len() > 3
                && (around.is_plain(right) || around.language.names.predicate_starts.iter().any(verb))
        };
        // "ASDonald": capitals, then a name.
        let shouted = end <= 4
            && !left.chars().any(char::is_lowercase)
            && !around.world.named(left).is_empty()
            && around.world.reach(right) > 0
            && right.chars().next().is_some_and(char::is_uppercase);
        if named && low() && (closed() || open()) || low() && personal() || shouted {
            return vec![(0, end), (end, word.len())];
        }
    }
    whole
}

fn is_function_word(around: &Around, word: &str) -> bool {
    let words = &around.language.words;
    words.prepositions.contains(word)
        || words.subordinators.contains(word)
        || words.coordinators.contains(word)
        || words.auxiliaries.contains(word)
        || words.relatives.contains(word)
        || words.complementizers.contains(word)
        || words.determiners.contains(word)
}
