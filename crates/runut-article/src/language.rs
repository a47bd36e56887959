//! Which of the packs' languages a text is in.

use runut_packs::{Language, Packs, Words};
use runut_text::is_alphanumeric;

use crate::line::push_lower;

/// Words that are looked at: the language of a report does not change after them.
const WORDS_MAX: usize = 600;

/// Share of frequent words below which a text is in none of the languages.
const SHARE_MIN: f64 = 0.08;

/// Share of words that a language's other tables know, and how many, where frequent words do not tell: a headline or a
/// sentence has few of them.
const KNOWN_SHARE_MIN: f64 = 0.15;
const KNOWN_MIN: usize = 2;
/// Words of a text that is so short; a longer one without frequent words is in another language.
const KNOWN_WORDS_MAX: u32 = 100;

/// The language with most of its frequent words in the text; where too few of any stand there, the one whose cues,
/// times, roles and words of grammar do; none where they are few as well.
pub(crate) fn find_language<'p>(text: &str, packs: &'p Packs) -> Option<&'p Language> {
    let frequent = |word: &str, counts: &mut [usize]| {
        for &language in packs.languages_of(word) {
            counts[usize::from(language)] += 1;
        }
    };
    let known = |word: &str, counts: &mut [usize]| {
        for (index, (count, language)) in counts.iter_mut().zip(&packs.languages).enumerate() {
            let is_frequent = || packs.languages_of(word).iter().any(|of| usize::from(*of) == index);
            *count += usize::from(is_known(language, word) || is_frequent());
        }
    };
    let (found, words) = most(text, packs, frequent, 1, SHARE_MIN);
    found.or_else(|| {
        let short = words <= KNOWN_WORDS_MAX;
        short.then(|| most(text, packs, known, KNOWN_MIN, KNOWN_SHARE_MIN).0).flatten()
    })
}

/// Whether a table of the language other than that of frequent words has the word, names of the world apart.
fn is_known(language: &Language, word: &str) -> bool {
    let Words { prepositions, subordinators, coordinators, auxiliaries, determiners, .. } = &language.words;
    let tables = [prepositions, subordinators, coordinators, auxiliaries, determiners, &language.names.roles];
    tables.iter().any(|table| table.contains(word))
        || !language.attribution.forms(word).is_empty()
        || language.time.lexicon.get(word).is_some_and(|time| time.weekday.is_some() || time.unit.is_some())
}

/// The language that knows most words of the text, at least `least` and this share of them, of equals the first; and
/// how many words were looked at. `count` adds one to each language that knows a word.
fn most<'p>(
    text: &str,
    packs: &'p Packs,
    count: impl Fn(&str, &mut [usize]),
    least: usize,
    share: f64,
) -> (Option<&'p Language>, u32) {
    let mut counts = vec![0; packs.languages.len()];
    let mut all = 0_u32;
    let mut lower = String::new();
    let words = text.split(|c: char| !is_alphanumeric(c));
    // Numbers are in every language.
    for word in words.filter(|word| word.starts_with(char::is_alphabetic)).take(WORDS_MAX) {
        lower.clear();
        push_lower(&mut lower, word);
        count(&lower, &mut counts);
        all += 1;
    }
    let mut best: Option<(usize, &Language)> = None;
    for (&count, language) in counts.iter().zip(&packs.languages) {
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, language));
        }
    }
    let enough = |count: usize| count >= least && count as f64 >= share * f64::from(all);
    (best.filter(|(count, _)| enough(*count)).map(|(_, language)| language), all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_tell_the_language() {
        let tag = |text: &str| find_language(text, Packs::builtin()).map(|language| language.tag.as_str());
        assert_eq!(tag("Wali kota itu mengatakan bahwa jembatan akan dibuka pada hari Senin."), Some("id"));
        assert_eq!(tag("The mayor said that the bridge would be opened on Monday."), Some("en"));
        assert_eq!(tag("Il sindaco ha annunciato l'apertura del ponte lunedì prossimo."), None);
        assert_eq!(tag(""), None);
    }

    #[test]
    fn a_line_is_enough() {
        let tag = |text: &str| find_language(text, Packs::builtin()).map(|language| language.tag.as_str());
        assert_eq!(
            tag("Bupati Wira Sembodo mengatakan sebanyak 5.000 orang Desa Sulur mengungsi, Rabu (5/3/2031)."),
            Some("id")
        );
        assert_eq!(tag("Minister Wira Sembodo says 5,000 flee Sulur village, Wednesday."), Some("en"));
        assert_eq!(tag("Wira Sembodo Sulur Laut 5 3 2031"), None);
        assert_eq!(tag("Großbrand zerstört Lagerhalle, Feuerwehr kämpft seit Mittwoch"), None);
        assert_eq!(tag("Le ministre annonce la réouverture du pont mercredi prochain"), None);
    }
}
