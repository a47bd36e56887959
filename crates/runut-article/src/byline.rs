//! Who wrote, edited, reported.

use runut_packs::{Language, Packs};

use crate::outlet::{is_host, is_known};

/// Whether the words look like the name of a person in a byline: two to five capitalised words of letters.
pub(crate) fn is_name(words: &str, language: Option<&Language>, packs: &Packs) -> bool {
    let count = words.split_whitespace().count();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let plain =
        words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '\u{a0}'));
    (2..=5).contains(&count)
        && plain
        && words.split_whitespace().all(capital)
        && !is_nobody(words, language)
        && !is_host(words)
        && !is_known(words, packs)
        && packs.world.named(words).is_empty()
}

/// Whether the words stand for no one: "Redaksi", "tidak ditemukan".
pub(crate) fn is_nobody(words: &str, language: Option<&Language>) -> bool {
    let words = words.to_lowercase();
    language.is_some_and(|language| {
        language
            .boilerplate
            .nobody
            .iter()
            .any(|nobody| words == *nobody || words.ends_with(nobody.as_str()) && nobody.contains(' '))
    })
}

/// Whether a line is who signs below a report: "(hal/rrd)", "(Senja.com/Rani Puspita)", "(*)".
pub(crate) fn is_initials(words: &str) -> bool {
    let Some(inner) = words.strip_prefix('(').and_then(|rest| rest.trim_end_matches('.').strip_suffix(')'))
    else {
        return false;
    };
    let count = inner.split_whitespace().count();
    count <= 6 && !inner.contains(['(', ')', '"', '“']) && inner.len() <= 60
}
