//! Which of the packs' languages a text is in.

use runut_packs::{Language, Packs};

use crate::line::push_lower;

/// Words that are looked at: the language of a report does not change after them.
const WORDS_MAX: usize = 600;

/// Share of frequent words below which a text is in none of the languages.
const SHARE_MIN: f64 = 0.08;

/// The language with most of its frequent words in the text; none where too few of any stand there.
pub(crate) fn find_language<'p>(text: &str, packs: &'p Packs) -> Option<&'p Language> {
    let mut counts = vec![0; packs.languages.len()];
    let mut all = 0_u32;
    let mut lower = String::new();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for word in words.take(WORDS_MAX) {
        lower.clear();
        push_lower(&mut lower, word);
        for (count, language) in counts.iter_mut().zip(&packs.languages) {
            *count += usize::from(language.boilerplate.language_words.contains(&lower));
        }
        all += 1;
    }
    let mut best: Option<(usize, &Language)> = None;
    for (&count, language) in counts.iter().zip(&packs.languages) {
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, language));
        }
    }
    let enough = |count: usize| count as f64 >= SHARE_MIN * f64::from(all) && count > 0;
    best.filter(|(count, _)| enough(*count)).map(|(_, language)| language)
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
}
