//! Names out of values that say who wrote: "By Rani Puspita and Bayu Kelana, Staff Writers", "Rani Puspita (rp)".

use runut_packs::{Bylines, Packs};
use runut_text::is_alphanumeric;

use crate::outlet::{self, is_host, is_known};

/// Bytes of a value that is read.
const VALUE_BYTES_MAX: usize = 400;
/// Bytes of a name.
const NAME_BYTES_MAX: usize = 60;
/// Words of a name.
const NAME_WORDS_MAX: usize = 6;

/// Whose name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// A person's, as far as its form tells.
    Person,
    /// A desk's, an agency's, another outlet's.
    Team,
    /// The page's own outlet's.
    Own,
}

/// What names are read by.
#[derive(Clone, Copy)]
pub(super) struct Naming<'p> {
    pub(super) packs: &'p Packs,
    /// Names of the page's own outlet.
    pub(super) own: &'p [Own],
}

/// A name of the page's own outlet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Own {
    pub(super) name: String,
    /// Its letters and figures in lower case.
    letters: String,
    /// What stays of it where outlets are compared.
    plain: String,
}

impl Own {
    pub(super) fn of(name: String) -> Self {
        Self { letters: letters(&name), plain: outlet::plain(&name), name }
    }
}

impl Naming<'_> {
    /// The names in a value, each a slice of it.
    pub(super) fn read<'v>(&self, value: &'v str) -> Vec<(&'v str, Standing)> {
        let mut names = Vec::new();
        let value = value.trim();
        if value.len() > VALUE_BYTES_MAX {
            return names;
        }
        for piece in self.pieces(value) {
            let full = self.trim(piece);
            let mut name = self.without_roles(full);
            // "Senja staff reporter" is a desk, and no person of the name of Senja.
            if name.len() < full.len()
                && self.standing(name).is_some_and(|standing| standing != Standing::Person)
            {
                name = full;
            }
            if let Some(standing) = self.standing(name)
                && !names.iter().any(|(known, _)| same_name(known, name))
            {
                names.push((name, standing));
            }
        }
        names
    }

    fn words(&self) -> &Bylines {
        &self.packs.press.bylines
    }

    /// The pieces of a value that may be names.
    fn pieces<'v>(&self, value: &'v str) -> Vec<&'v str> {
        let value = self.without_prefix(value);
        let mut pieces = vec![value];
        if value.contains([';', '|', '•', '·', '\n']) {
            split_all(&mut pieces, |piece| split_at_any(piece, &[";", " | ", "|", " • ", "•", " · ", "\n"]));
        }
        if value.contains('/') {
            split_all(&mut pieces, |piece| {
                // "srf/hosb" is one sign, "Rani Puspita / Bayu Kelana" are two names.
                let parts = split_at_any(piece, &["/"]);
                let several = |part: &&str| part.split_whitespace().count() >= 2;
                if parts.iter().all(several) { parts } else { vec![piece] }
            });
        }
        if self.has_joiner(value) {
            split_all(&mut pieces, |piece| {
                // "Harian Senja and AFP" is one byline of no person.
                let parts = self.split_at_joiners(piece);
                let person = |part: &&str| self.standing(part.trim()) == Some(Standing::Person);
                if parts.iter().any(person) { parts } else { vec![piece] }
            });
        }
        if value.contains([',', '،', '、']) {
            split_all(&mut pieces, |piece| {
                let parts = split_at_any(piece, &[", ", "،", "、", ","]);
                let several = parts.iter().filter(|part| part.split_whitespace().count() >= 2).count();
                let whole = |part: &&str| part.split_whitespace().count() >= 2 || self.is_beside(part);
                if several >= 1 || parts.iter().skip(1).all(whole) { parts } else { vec![piece] }
            });
        }
        pieces.retain(|piece| !piece.trim().is_empty());
        pieces
    }

    /// Whether a word that joins two names stands in a value.
    fn has_joiner(&self, value: &str) -> bool {
        value.contains(' ') && self.words().joiners.iter().any(|joiner| find_word(value, joiner).is_some())
    }

    fn split_at_joiners<'v>(&self, piece: &'v str) -> Vec<&'v str> {
        let mut parts = vec![piece];
        for joiner in &self.words().joiners {
            split_all(&mut parts, |part| {
                let found = find_word(part, joiner);
                match found {
                    Some(at) => vec![&part[..at], &part[at + joiner.len()..]],
                    None => vec![part],
                }
            });
        }
        parts
    }

    /// Whether words that stand after a comma are no name: a role, an outlet, letters of a degree.
    fn is_beside(&self, words: &str) -> bool {
        let lower = words.trim().to_lowercase();
        let words_of = self.words();
        let host = words.split_whitespace().any(is_host);
        host || is_known(words.trim(), self.packs)
            || [&words_of.roles, &words_of.degrees, &words_of.editors]
                .iter()
                .any(|list| list.contains(&lower))
    }

    /// The value without "By ", "Oleh: ".
    fn without_prefix<'v>(&self, value: &'v str) -> &'v str {
        let mut value = value.trim();
        for _ in 0..2 {
            let Some((len, false)) = self.words().opener(value) else { break };
            let after = &value[len..];
            // A short word may be part of a name that stands alone: "Di Stefano".
            let parted = after.starts_with([':', ' ', '\u{a0}', '\n', '\t']);
            let long = len > 2 || value[..len].eq_ignore_ascii_case("by");
            if !parted || !(after.starts_with(':') || long || after.split_whitespace().count() >= 2) {
                break;
            }
            let rest = after.trim_start_matches([':', ' ', '\u{a0}', '\n', '\t', '-', '–']);
            if rest.is_empty() {
                break;
            }
            value = rest;
        }
        value
    }

    /// A piece without what belongs to no name: brackets, addresses, marks.
    fn trim<'v>(&self, piece: &'v str) -> &'v str {
        let mut name = piece;
        if let Some(at) = name.find(['(', '[', '<', '@']) {
            // "rani@senja.example" goes whole, "Rani Puspita (rp)" keeps its head.
            let head = &name[..at];
            name = if name[at..].starts_with('@') && !head.ends_with(char::is_whitespace) {
                let word = head.rfind(char::is_whitespace).unwrap_or(0);
                &head[..word]
            } else {
                head
            };
        }
        for mark in [" - ", " – ", " — "] {
            name = name.split(mark).next().unwrap_or(name);
        }
        name = name.trim_matches(|c: char| c.is_whitespace() || ",:;-–—|•·*\"“”'_.".contains(c) && c != '.');
        self.without_prefix(name)
    }

    /// "Jurnalis Rani Puspita", "Rani Puspita Redakteurin": the name alone.
    fn without_roles<'v>(&self, name: &'v str) -> &'v str {
        let lower = name.to_lowercase();
        // Letters that change their length with their case keep the name as it is.
        if lower.len() != name.len() {
            return name;
        }
        let (mut start, mut end) = (0, name.len());
        let words = self.words();
        let parts = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == ',');
        for role in words.roles.iter().chain(&words.degrees) {
            let rest = &lower[start..end];
            if let Some(head) = rest.strip_suffix(role.as_str())
                && head.split_whitespace().count() >= 1
                && parts(head.chars().next_back())
            {
                end = start + head.trim_end_matches([' ', ',', '-', '–', '\u{a0}']).len();
            } else if let Some(tail) = rest.strip_prefix(role.as_str())
                && tail.split_whitespace().count() >= 2
                && parts(tail.chars().next())
            {
                start = end - tail.trim_start_matches([' ', ':', ',']).len();
            }
        }
        name.get(start..end).unwrap_or(name)
    }

    /// Whose name it is; `None` where it is no name.
    fn standing(&self, name: &str) -> Option<Standing> {
        let alphabetic = name.chars().filter(|c| c.is_alphabetic()).count();
        let count = name.split_whitespace().count();
        let address = name.contains("://") || name.contains("www.") || name.contains(".php");
        let braces = name.contains(['{', '}', '=', '<', '>', '%', '#', '?', '!', '"', '“']);
        if alphabetic < 2 || name.len() > NAME_BYTES_MAX || count > NAME_WORDS_MAX || address || braces {
            return None;
        }
        let lower = name.to_lowercase();
        let words = self.words();
        let nobody = words.nobody.contains(&lower)
            || words.roles.contains(&lower)
            || words.degrees.contains(&lower)
            || lower.split_whitespace().any(|word| matches!(word, "admin" | "developer" | "webmaster"));
        let own_words = |list: &[String]| {
            list.iter().any(|word| {
                if word.contains(' ') {
                    lower.contains(word.as_str())
                } else {
                    lower.split_whitespace().any(|own| own == word)
                }
            })
        };
        if nobody || own_words(&words.companies) || name.chars().all(|c| !c.is_alphabetic()) {
            return None;
        }
        // "By" alone is the head of a byline that goes on elsewhere.
        if words.opener(&lower).is_some_and(|(len, _)| len == lower.len()) {
            return None;
        }
        let (letters, plain) = (letters(name), outlet::plain(name));
        let own = |own: &Own| {
            own.plain == plain
                || is_within(&own.letters, &letters)
                || outlet::same_known(&own.name, name, self.packs)
        };
        if self.own.iter().any(own) {
            return Some(Standing::Own);
        }
        let team = is_host(name)
            || is_known(name, self.packs)
            || own_words(&words.teams)
            || name.split_whitespace().any(is_host);
        Some(if team { Standing::Team } else { Standing::Person })
    }
}

/// Whether one name is the other with words about it, by their letters: "n-tv NACHRICHTEN" of "n-tv".
fn is_within(own: &str, name: &str) -> bool {
    own.len() >= 3 && name.len() >= 3 && (name.starts_with(own) || own.starts_with(name))
}

/// Letters and figures in lower case.
fn letters(words: &str) -> String {
    let mut made = String::with_capacity(words.len());
    for c in words.chars().filter(|c| is_alphanumeric(*c)) {
        push_lower_char(&mut made, c);
    }
    made
}

fn push_lower_char(made: &mut String, c: char) {
    if c.is_ascii() { made.push(c.to_ascii_lowercase()) } else { made.extend(c.to_lowercase()) }
}

/// Whether two names are of one person: the same but for case and marks.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

/// Where a joiner stands as a word of its own, white space about it; in whatever case.
fn find_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(' ').map(|(at, _)| at + 1).find(|&at| {
        text.get(at..at + word.len()).is_some_and(|found| found == word)
            && text[at + word.len()..].starts_with([' ', '\u{a0}'])
    })
}

fn split_all<'v>(pieces: &mut Vec<&'v str>, split: impl Fn(&'v str) -> Vec<&'v str>) {
    // A joiner may stand several times in a piece.
    for _ in 0..8 {
        let count = pieces.len();
        *pieces =
            pieces.iter().flat_map(|piece| split(piece)).filter(|piece| !piece.trim().is_empty()).collect();
        if pieces.len() == count {
            return;
        }
    }
}

fn split_at_any<'v>(piece: &'v str, marks: &[&str]) -> Vec<&'v str> {
    for mark in marks {
        if piece.contains(mark) {
            return piece.split(mark).collect();
        }
    }
    vec![piece]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(value: &str) -> Vec<(String, Standing)> {
        let own = [Own::of("Harian Senja".to_owned())];
        let naming = Naming { packs: Packs::builtin(), own: &own };
        naming.read(value).into_iter().map(|(name, standing)| (name.to_owned(), standing)).collect()
    }

    #[test]
    fn persons_are_named_alone() {
        let check = |value: &str, expected: &[&str]| {
            let found: Vec<String> = names(value)
                .into_iter()
                .filter(|(_, s)| *s == Standing::Person)
                .map(|(name, _)| name)
                .collect();
            assert_eq!(found, expected, "in {value:?}");
        };
        check("By Rani Puspita", &["Rani Puspita"]);
        check("Oleh: Rani Puspita dan Bayu Kelana", &["Rani Puspita", "Bayu Kelana"]);
        check(
            "Rani Puspita, Bayu Kelana and Tirta Lembayung",
            &["Rani Puspita", "Bayu Kelana", "Tirta Lembayung"],
        );
        check("Rani Puspita (rp)", &["Rani Puspita"]);
        check("Rani Puspita, Staff Writer", &["Rani Puspita"]);
        check("Von Rani Puspita und Bayu Kelana", &["Rani Puspita", "Bayu Kelana"]);
        check("Rani Puspita rani@senja.example", &["Rani Puspita"]);
        check("rani@senja.example", &[]);
        check("https://senja.example/rani", &[]);
        check("Di Rani", &["Di Rani"]);
        check("srf/hosb;kesm", &["srf/hosb", "kesm"]);
        check("Rani Puspita / Bayu Kelana", &["Rani Puspita", "Bayu Kelana"]);
        check("Rani Puspita, Rani Puspita", &["Rani Puspita"]);
        check("Senja Cyber Media", &[]);
        check("admin", &[]);
        check("Dr. Rani Puspita", &["Dr. Rani Puspita"]);
        check("Rani Puspita, PhD", &["Rani Puspita"]);
        check("신현주 기자", &["신현주"]);
    }

    #[test]
    fn outlets_and_desks_are_told_from_persons() {
        let check = |value: &str, standing: Standing| {
            assert_eq!(names(value).first().map(|(_, found)| *found), Some(standing), "in {value:?}");
        };
        check("Harian Senja", Standing::Own);
        check("Redaksi Harian Ombak", Standing::Team);
        check("Reuters", Standing::Team);
        check("senja.com", Standing::Team);
        check("Rani", Standing::Person);
    }

    proptest! {
        #[test]
        fn any_value_is_read(value in "([A-Za-zé가İ]{1,6}|[ ,;/|@()&.-]{1,2}|by |and |기자){0,12}") {
            for (name, _) in names(&value) {
                prop_assert!(value.contains(&name));
            }
        }
    }
}
