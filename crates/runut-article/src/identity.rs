//! What a page calls itself, whether or not any table knows the name: in its head, over its report, below it.

use memchr::memmem;
use runut_packs::{Boilerplate, Packs};
use runut_text::{Span, is_alphanumeric};

use crate::{
    article::Article,
    line::Line,
    outlet::{is_host, is_known, same_outlet},
};

/// Words of an outlet's name.
const NAME_WORDS_MAX: usize = 5;
/// Names of each kind that are kept.
const NAMES_MAX: usize = 8;
/// Words of a line that says whose the page is, or that offers a channel.
const LINE_WORDS_MAX: usize = 40;

/// The names by which a page calls itself.
#[derive(Debug, Default)]
pub(crate) struct Identity {
    /// The name in the line that says whose the page is: "© 2031 Harian Senja".
    pub(crate) owner: Option<Span<Article>>,
    /// The topmost line, where it is short enough for a masthead.
    pub(crate) masthead: Option<Span<Article>>,
    /// Names from head and foot.
    names: Vec<String>,
    /// Names that are less sure: of a channel, of a masthead.
    hints: Vec<String>,
}

impl Identity {
    /// Reads what lines and head (`names`) say.
    pub(crate) fn read(text: &str, lines: &[Line], names: Vec<String>, packs: &Packs) -> Self {
        let mut identity = Self { names, ..Self::default() };
        let cues = packs.languages.iter().flat_map(|language| &language.boilerplate.channel_cues);
        let channels: Vec<&str> = cues
            .map(String::as_str)
            .filter(|cue| memmem::find(text.as_bytes(), cue.as_bytes()).is_some())
            .collect();
        for line in lines.iter().filter(|line| line.count <= LINE_WORDS_MAX) {
            if let Some(owner) = owner_of(line, packs) {
                note(&mut identity.names, owner.of(text));
                identity.owner.get_or_insert(owner);
            }
            if let Some(name) = channel_of(line, &channels, packs) {
                note(&mut identity.hints, name);
            }
        }
        identity.masthead =
            lines.first().filter(|line| lines.len() > 1 && is_masthead(line)).map(|line| line.span);
        identity.hints.extend(identity.masthead.map(|span| span.of(text).to_owned()));
        identity
    }

    /// Whether the page calls itself so.
    pub(crate) fn has(&self, words: &str, packs: &Packs) -> bool {
        self.owns(words, packs) || self.hints.iter().any(|name| same_outlet(name, words, packs))
    }

    /// Whether head or foot call the page so.
    pub(crate) fn owns(&self, words: &str, packs: &Packs) -> bool {
        self.names.iter().any(|name| same_outlet(name, words, packs))
    }

    /// Whether the page is surely another's than the outlet of this name.
    pub(crate) fn denies(&self, words: &str, packs: &Packs) -> bool {
        self.owner.is_some() && !self.has(words, packs)
    }

    /// The masthead, if it is surely one.
    pub(crate) fn sure_masthead(&self, text: &str, packs: &Packs) -> Option<Span<Article>> {
        self.masthead.filter(|span| {
            let words = span.of(text);
            self.owns(words, packs) || looks_like_outlet(words, packs)
        })
    }
}

/// Adds a name that is not there yet; a page calls itself by few.
fn note(names: &mut Vec<String>, name: &str) {
    if names.len() < NAMES_MAX && !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

/// Whether words have the shape of an outlet's name: "Harian Senja", "The Senja Post".
pub(crate) fn looks_like_outlet(words: &str, packs: &Packs) -> bool {
    let count = words.split_whitespace().count();
    if !(2..=NAME_WORDS_MAX).contains(&count)
        || !words
            .split_whitespace()
            .all(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    {
        return false;
    }
    let lower = words.to_lowercase();
    let last = lower.rsplit(char::is_whitespace).next().unwrap_or_default();
    packs.languages.iter().map(|language| &language.boilerplate).any(|table| {
        let head =
            |head: &String| lower.strip_prefix(head.as_str()).is_some_and(|rest| rest.starts_with(' '));
        table.outlet_heads.iter().any(head) || table.outlet_ends.iter().any(|end| end == last)
    })
}

/// Whether a line can be a masthead: up to four words, all written large, without a stop.
fn is_masthead(line: &Line) -> bool {
    (1..=4).contains(&line.count)
        && line.capitals == line.count
        && !line.words.ends_with(['.', '?', '!', ':', ','])
        && line.words.chars().all(|c| is_alphanumeric(c) || matches!(c, ' ' | '.' | '-' | '&'))
}

/// The name in a line that says whose the page is.
fn owner_of(line: &Line, packs: &Packs) -> Option<Span<Article>> {
    let opens = |table: &Boilerplate| table.owner_cues.iter().any(|cue| starts_with_folded(line.words, cue));
    if !packs.languages.iter().any(|language| opens(&language.boilerplate)) {
        return None;
    }
    let (mut rest, mut dated) = (line.words, false);
    while let Some(word) = rest.split_whitespace().next() {
        let start = rest.len() - rest.trim_start().len();
        let figures = word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic);
        let tables = packs.languages.iter().map(|language| &language.boilerplate);
        let cues = tables.flat_map(|table| table.owner_cues.iter().chain(&table.owner_links));
        let cue = cues.filter(|cue| starts_with_folded(&rest[start..], cue)).map(String::len).max();
        let passed = if figures || !word.contains(is_alphanumeric) && !word.contains('©') {
            Some(word.len())
        } else {
            cue
        };
        let Some(passed) = passed else { break };
        let mark = &rest[start..start + passed];
        dated |= figures || mark.contains('©') || mark.contains('(');
        rest = &rest[start + passed..];
    }
    let name = leading_name(rest.trim_start(), packs)?;
    let start = line.span.start() + (name.as_ptr() as usize - line.words.as_ptr() as usize);
    dated.then(|| Span::new(start, start + name.len()))
}

fn starts_with_folded(words: &str, cue: &str) -> bool {
    // Of most lines the first letter is another.
    if let (Some(first), Some(wanted)) = (words.bytes().next(), cue.bytes().next())
        && first.is_ascii()
        && first.to_ascii_lowercase() != wanted
    {
        return false;
    }
    words.get(..cue.len()).is_some_and(|head| head.to_lowercase() == cue)
        && !(cue.ends_with(char::is_alphabetic) && words[cue.len()..].starts_with(is_alphanumeric))
}

/// The name after the words for a channel (`cues`): "Gabung ke Channel WhatsApp Harian Senja untuk ...".
fn channel_of<'a>(line: &Line<'a>, cues: &[&str], packs: &Packs) -> Option<&'a str> {
    cues.iter().find_map(|cue| {
        let at = line.words.find(cue)?;
        leading_name(line.words[at + cue.len()..].trim_start(), packs)
    })
}

/// The run of capitalised words that opens `words`.
fn leading_name<'a>(words: &'a str, packs: &Packs) -> Option<&'a str> {
    let mut end = 0;
    for (count, word) in words.split_whitespace().enumerate() {
        let core = word.trim_end_matches(|c: char| !is_alphanumeric(c));
        let lower = core.to_lowercase();
        let stops = packs.languages.iter().any(|language| language.boilerplate.owner_stops.contains(&lower));
        let large =
            core.starts_with(char::is_uppercase) || is_host(core) || count == 0 && is_known(core, packs);
        if count >= NAME_WORDS_MAX || !large || stops {
            break;
        }
        end = core.as_ptr() as usize - words.as_ptr() as usize + core.len();
        if core.len() < word.len() {
            break;
        }
    }
    let name = &words[..end];
    (name.chars().filter(|c| c.is_alphabetic()).count() >= 3).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::find_lines;

    #[test]
    fn owners_and_channels_are_read() {
        let check = |text: &str, owner: Option<&str>| {
            let identity = Identity::read(text, &find_lines(text, &[]), Vec::new(), Packs::builtin());
            assert_eq!(identity.owner.map(|span| span.of(text)), owner, "in {text:?}");
        };
        check("© 2031 Harian Senja. Semua di sini rekaan.", Some("Harian Senja"));
        check("COPYRIGHT © Kabar Ombak 2031", Some("Kabar Ombak"));
        check("Copyright (c) 2029-2031 SenjaKota.com, All Rights Reserved", Some("SenjaKota.com"));
        check("Hak Cipta © 2031 Portal Ombak All rights reserved", Some("Portal Ombak"));
        check("Hak cipta dilindungi undang-undang", None);
        check("Copyright Office officials met on Monday.", None);
        check("© 2031 PT Media Senja", None);
        let text = "Gabung ke Channel WhatsApp Harian Senja untuk berita terbaru.";
        let identity = Identity::read(text, &find_lines(text, &[]), Vec::new(), Packs::builtin());
        assert!(identity.has("HARIAN SENJA", Packs::builtin()));
        assert!(!identity.owns("HARIAN SENJA", Packs::builtin()));
    }

    #[test]
    fn outlets_names_have_a_shape() {
        let packs = Packs::builtin();
        assert!(looks_like_outlet("WARTA OMBAK", packs));
        assert!(looks_like_outlet("The Senja Post", packs));
        assert!(!looks_like_outlet("Kota Senja", packs));
        assert!(!looks_like_outlet("Suara warga", packs));
    }
}
