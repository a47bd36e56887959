//! What the page's own metadata quotes of the report: its title, its description, its body.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use runut_text::is_alphanumeric;

use crate::dom::{Dom, Tag};

use super::render::Page;

/// Letters of a title or description that are compared.
const TITLE_CHARS_MAX: usize = 400;
/// Letters of a quoted body, and lines, that are compared.
const BODY_CHARS_MAX: usize = 100_000;
const LINES_MAX: usize = 20_000;
/// Bytes of a quoted body that tell anything.
const BODY_BYTES_MIN: usize = 300;
/// Letters of a line that are compared.
const KEY_CHARS: usize = 48;
/// Letters without which a line tells nothing.
const KEY_CHARS_MIN: usize = 25;
/// Letters of a title.
const TITLE_CHARS_MIN: usize = 12;
/// First-level headings that are taken for the page's title.
const HEADLINES_MAX: usize = 2;
/// Share of the quoted body that must be found on the page, in hundredths.
const FOUND_PERCENT_MIN: usize = 60;

/// What metadata says of the lines.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Of each line: whether the quoted body has it; empty where no body is quoted, or not this page's.
    pub(super) quoted: Vec<bool>,
    /// Letters of the titles that the page gives itself.
    pub(super) titles: Vec<String>,
    /// Those of them that stand in its head.
    pub(super) given: Vec<String>,
    /// Which letters follow each other in the titles.
    pub(super) title_pairs: Pairs,
    /// Letters of the descriptions that the page gives itself.
    pub(super) descriptions: Vec<String>,
}

impl Evidence {
    /// Whether words are the headline that the page's head gives, perhaps with the site's name behind it there.
    pub(super) fn is_given(&self, words: &str) -> bool {
        let own = letters(words);
        own.len() >= TITLE_CHARS_MIN && self.given.iter().any(|title| title.starts_with(&own))
    }

    /// Whether the quoted body has the line.
    pub(super) fn has(&self, line: usize) -> bool {
        self.quoted.get(line).copied().unwrap_or(false)
    }
}

/// Reads what metadata says.
pub(super) fn find_evidence(dom: &Dom, page: &Page) -> Evidence {
    let mut evidence = Evidence::default();
    let mut body = String::new();
    let (mut headlines, mut titled) = (0, false);
    for node in dom.nodes() {
        match node.tag() {
            Tag::Meta => {
                let name = node.raw_attr("property").or_else(|| node.raw_attr("name")).unwrap_or_default();
                let title =
                    name.eq_ignore_ascii_case("og:title") || name.eq_ignore_ascii_case("twitter:title");
                let description = name.eq_ignore_ascii_case("og:description")
                    || name.eq_ignore_ascii_case("description")
                    || name.eq_ignore_ascii_case("twitter:description");
                if title || description {
                    let content = letters_of(&node.attr("content").unwrap_or_default(), TITLE_CHARS_MAX);
                    if title && content.len() >= TITLE_CHARS_MIN {
                        evidence.given.push(content.clone());
                    }
                    let list = if title { &mut evidence.titles } else { &mut evidence.descriptions };
                    if content.len() >= TITLE_CHARS_MIN && list.len() < 8 && !list.contains(&content) {
                        list.push(content);
                    }
                }
            }
            Tag::H1 if headlines < HEADLINES_MAX => {
                headlines += 1;
                evidence.titles.push(letters_of(&node.text(), TITLE_CHARS_MAX));
            }
            Tag::Title if !titled => {
                titled = true;
                let title = letters_of(&node.text(), TITLE_CHARS_MAX);
                if title.len() >= TITLE_CHARS_MIN {
                    evidence.given.push(title.clone());
                }
                evidence.titles.push(title);
            }
            Tag::Script => {
                let script = node.first_child().map(super::super::dom::Node::raw).unwrap_or_default();
                for quoted in quoted_bodies(script) {
                    if quoted.len() > body.len() {
                        body = quoted;
                    }
                }
            }
            _ => {}
        }
    }
    evidence.titles.retain(|title| title.len() >= TITLE_CHARS_MIN);
    evidence.title_pairs = Pairs::of(&evidence.titles);
    if body.len() >= BODY_BYTES_MIN {
        evidence.quoted = quoted_lines(page, &body);
    }
    evidence
}

/// Which lines the quoted body has.
fn quoted_lines(page: &Page, body: &str) -> Vec<bool> {
    let body = if body.contains("</") { Dom::parse(body).root().text() } else { body.to_owned() };
    let body = letters_of(&crate::dom::entity::decode(&body), BODY_CHARS_MAX);
    let windows = Windows::of(body.as_bytes());
    let finder = |key: &str| {
        windows.may_hold(key.as_bytes()) && memchr::memmem::find(body.as_bytes(), key.as_bytes()).is_some()
    };
    let mut found = 0;
    let mut quoted = Vec::with_capacity(page.lines.len());
    for line in page.lines.iter().take(LINES_MAX) {
        let words = line.words(page);
        let all = if words.len() < 4 * KEY_CHARS { letters(words) } else { letters_of(words, KEY_CHARS) };
        let has = all.len() >= KEY_CHARS_MIN && line.link_percent() < 80 && finder(prefix(&all));
        if has {
            found += words.len();
        }
        quoted.push(has);
    }
    if found * 100 < body.len() * FOUND_PERCENT_MIN { Vec::new() } else { quoted }
}

/// Which stretches of a few bytes a text has, as bits by their hash: most lines of a page are told by it to be nowhere
/// in a quoted body.
struct Windows {
    bits: Vec<u64>,
    /// Bits of a hash.
    hash_bits: u32,
}

impl Windows {
    const BYTES: usize = 8;

    fn of(text: &[u8]) -> Self {
        // Sixteen bits for each stretch: few of another text's are taken for one.
        let hash_bits = (text.len().max(64) * 16).ilog2();
        let mut windows = Self { bits: vec![0; 1 << (hash_bits - 6)], hash_bits };
        for window in text.windows(Self::BYTES) {
            let hash = windows.hash(window);
            windows.bits[hash >> 6] |= 1 << (hash & 63);
        }
        windows
    }

    /// Whether the text may hold `key`: never a wrong no.
    fn may_hold(&self, key: &[u8]) -> bool {
        let has = |window: &[u8]| {
            let hash = self.hash(window);
            self.bits[hash >> 6] & (1 << (hash & 63)) != 0
        };
        key.chunks_exact(Self::BYTES).all(has)
    }

    fn hash(&self, window: &[u8]) -> usize {
        let number = window.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - self.hash_bits)) as usize
    }
}

/// Which two letters follow each other in some texts, as bits by their hash: most words are told by it to be in none.
#[derive(Debug, Default)]
pub(super) struct Pairs([u64; 16]);

impl Pairs {
    fn of(texts: &[String]) -> Self {
        let mut pairs = Self::default();
        for pair in texts.iter().flat_map(|text| text.as_bytes().windows(2)) {
            let hash = Self::hash(pair);
            pairs.0[hash >> 6] |= 1 << (hash & 63);
        }
        pairs
    }

    /// Whether a text may hold `key`: never a wrong no.
    pub(super) fn may_hold(&self, key: &[u8]) -> bool {
        key.windows(2).all(|pair| {
            let hash = Self::hash(pair);
            self.0[hash >> 6] & (1 << (hash & 63)) != 0
        })
    }

    fn hash(pair: &[u8]) -> usize {
        let number = u32::from(pair[0]) << 8 | u32::from(pair[1]);
        (number.wrapping_mul(0x9E37_79B9) >> 22) as usize
    }
}

fn prefix(letters: &str) -> &str {
    letters.char_indices().nth(KEY_CHARS).map_or(letters, |(at, _)| &letters[..at])
}

/// Letters and digits alone, in lower case: what stays the same however a text is quoted.
pub(super) fn letters(words: &str) -> String {
    letters_of(words, usize::MAX)
}

fn letters_of(words: &str, most: usize) -> String {
    let mut made = String::with_capacity(words.len().min(most));
    let mut left = most;
    let bytes = words.as_bytes();
    let mut at = 0;
    while at < bytes.len() && left > 0 {
        let byte = bytes[at];
        if byte < 0x80 {
            if byte.is_ascii_alphanumeric() {
                made.push(byte.to_ascii_lowercase() as char);
                left -= 1;
            }
            at += 1;
            continue;
        }
        let Some(c) = words[at..].chars().next() else { break };
        if is_alphanumeric(c) {
            made.extend(c.to_lowercase());
            left -= 1;
        }
        at += c.len_utf8();
    }
    made
}

/// The bodies that a script quotes.
fn quoted_bodies(script: &str) -> impl Iterator<Item = String> {
    static KEY: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\"articleBody\""));
    KEY.find_iter(script.as_bytes()).filter_map(move |at| {
        let rest = script[at + KEY.needle().len()..].trim_start();
        Some(unescape(rest.strip_prefix(':')?.trim_start().strip_prefix('"')?))
    })
}

/// A JSON string up to its closing mark.
fn unescape(rest: &str) -> String {
    let mut made = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('n' | 'r' | 't') => made.push('\n'),
                Some('u') => {
                    let code: String = chars.by_ref().take(4).collect();
                    let code = u32::from_str_radix(&code, 16).unwrap_or(u32::from(' '));
                    // Halves of a pair are no letters; nothing is compared by them.
                    made.push(char::from_u32(code).unwrap_or(' '));
                }
                Some(other) => made.push(other),
                None => break,
            },
            _ => made.push(c),
        }
    }
    made
}
