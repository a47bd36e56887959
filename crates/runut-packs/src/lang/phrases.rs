//! Words and phrases of a table, found by the longest match.

use rustc_hash::FxHashMap;

/// What a table says of each of its phrases, keyed so that a text is asked once per word.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// By first word: the words that follow it, longest phrase first.
    by_first: FxHashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

impl<T: Default> Phrases<T> {
    /// What is said of `phrase`, made empty where nothing is said yet. Empty phrases are kept apart and never match.
    pub fn entry(&mut self, phrase: &str) -> &mut T {
        let mut words = split(&phrase.to_lowercase()).into_iter();
        let first = words.next().unwrap_or_default();
        let rest: Vec<String> = words.collect();
        let list = self.by_first.entry(first).or_default();
        let known = list.iter().position(|(known, _)| *known == rest);
        let at = known.unwrap_or_else(|| {
            let at = list.partition_point(|(known, _)| known.len() >= rest.len());
            list.insert(at, (rest, T::default()));
            at
        });
        &mut list[at].1
    }
}

impl<T> Phrases<T> {
    /// The longest phrase that starts at the first word, and its length in words; `word` gives the text's words in
    /// lower case, counted from 0, and `None` after the last.
    pub fn longest<'w>(&self, word: impl Fn(usize) -> Option<&'w str>) -> Option<(usize, &T)> {
        let list = self.by_first.get(word(0)?)?;
        list.iter()
            .find(|(rest, _)| rest.iter().enumerate().all(|(at, want)| word(at + 1) == Some(want)))
            .map(|(rest, said)| (rest.len() + 1, said))
    }

    /// What is said of a single word.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.by_first.get(word)?.iter().find(|(rest, _)| rest.is_empty()).map(|(_, said)| said)
    }
}

/// The words, numbers and marks of a phrase, cut as the reader cuts a text: "us$ 5" is `us`, `$`, `5`.
fn split(phrase: &str) -> Vec<String> {
    let chars: Vec<char> = phrase.chars().collect();
    let mut words = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let first = chars[at];
        let start = at;
        at += 1;
        if first.is_whitespace() {
            continue;
        }
        let goes_on = |at: usize| -> bool {
            let (Some(&c), next) = (chars.get(at), chars.get(at + 1)) else { return false };
            if first.is_ascii_digit() {
                return c.is_ascii_digit()
                    || matches!(c, '.' | ',' | '/' | ':') && next.is_some_and(char::is_ascii_digit);
            }
            c.is_alphanumeric()
                || matches!(c, '-' | '\'' | '’' | '.') && next.is_some_and(|c| c.is_alphanumeric())
        };
        if first.is_alphanumeric() {
            while goes_on(at) {
                at += 1;
            }
        }
        words.push(chars[start..at].iter().collect());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_is_found() {
        let mut phrases: Phrases<u8> = Phrases::default();
        *phrases.entry("lebih") = 1;
        *phrases.entry("lebih dari") = 2;
        *phrases.entry("US$") = 3;
        let find = |text: &str| {
            let words: Vec<&str> = text.split(' ').collect();
            phrases.longest(|at| words.get(at).copied()).map(|(length, said)| (length, *said))
        };
        assert_eq!(find("lebih dari itu"), Some((2, 2)));
        assert_eq!(find("lebih banyak"), Some((1, 1)));
        assert_eq!(find("us $ 5"), Some((2, 3)));
        assert_eq!(find("kurang"), None);
        assert_eq!(phrases.get("lebih"), Some(&1));
    }
}
