//! What authors of pages call the parts of a page in their markup: words in `class`, `id` and the like.

use aho_corasick::AhoCorasick;
use runut_text::is_alphanumeric;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::{Error, Files};

/// The words of `page/markup.toml`, quick to ask.
#[derive(Debug, Clone, Default)]
pub struct Markup {
    words: FxHashMap<String, Word>,
    /// First words of lines, in lower case, by their first letters, in the order of the table.
    lines: FxHashMap<String, Vec<(String, Part)>>,
    /// Finds pieces of names; those of who wrote come first.
    signs: Option<AhoCorasick>,
    author_signs: usize,
}

/// What pieces of a name say of its element.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs {
    /// It may tell who wrote.
    pub author: bool,
    /// It may tell when.
    pub date: bool,
}

/// What a word of an attribute stands for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// The part that it names.
    pub part: Option<Part>,
    /// Whether it says that the word after it is only spoken of: "has" in `has-sidebar`.
    pub negates: bool,
    /// Whether it is the first of two that name a part together.
    pub opens: bool,
    /// Whether an editor's own words stand behind it: "tag" in `tag-newsletter`.
    pub labels: bool,
}

/// What the first words of a line say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineOpening {
    /// The part that the line is of.
    pub part: Part,
    /// Whether these words are all of the line, or a colon parts them from the rest.
    pub whole: bool,
}

/// A part of a page, as its markup calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The report's body.
    Body,
    /// What stands between headline and body and tells the report in short.
    Lead,
    /// What stands under a picture.
    Caption,
    /// Links to other reports.
    Related,
    /// Buttons that pass the page on.
    Share,
    /// Advertisements, newsletters, offers, requests for consent.
    Promotion,
    /// Readers' comments.
    Comment,
    /// Menus, side bars, lists of topics, pages.
    Navigation,
    /// Who wrote it, and a box about them.
    Byline,
    /// When it was published.
    Date,
    /// The headline.
    Title,
    /// What no reader sees.
    Hidden,
    /// A post of a platform.
    Post,
}

/// The letters with which a line opens.
fn first_letters(line: &str) -> &str {
    &line[..line.find(|c: char| !is_alphanumeric(c)).unwrap_or(line.len())]
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct MarkupFile {
    negations: Vec<String>,
    labels: Vec<String>,
    parts: std::collections::BTreeMap<Part, Vec<String>>,
    lines: std::collections::BTreeMap<Part, Vec<String>>,
    signs: SignsFile,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SignsFile {
    author: Vec<String>,
    date: Vec<String>,
}

impl Markup {
    /// Reads `page/markup.toml`.
    ///
    /// # Errors
    /// Where the file is no table of this form, or gives a word twice.
    pub fn load(files: &Files) -> Result<Self, Error> {
        let path = "page/markup.toml";
        let file: MarkupFile = files.table(path)?;
        let mut table: FxHashMap<String, Word> = FxHashMap::default();
        for (part, words) in file.parts {
            for word in words {
                if let Some((first, _)) = word.split_once('-') {
                    table.entry(first.to_owned()).or_default().opens = true;
                }
                let before = table.get(&word).and_then(|known| known.part);
                if let Some(other) = before.filter(|other| *other != part) {
                    let reason = format!("`{word}` is of {part:?} and of {other:?}");
                    return Err(Error { path: path.to_owned(), reason });
                }
                table.entry(word).or_default().part = Some(part);
            }
        }
        for word in file.negations {
            table.entry(word).or_default().negates = true;
        }
        for word in file.labels {
            table.entry(word).or_default().labels = true;
        }
        let mut lines: FxHashMap<String, Vec<(String, Part)>> = FxHashMap::default();
        for (part, openings) in file.lines {
            for words in openings {
                lines.entry(first_letters(&words).to_owned()).or_default().push((words, part));
            }
        }
        let signs = AhoCorasick::new(file.signs.author.iter().chain(&file.signs.date));
        let signs = signs.map_err(|error| Error { path: path.to_owned(), reason: error.to_string() })?;
        Ok(Self { words: table, lines, signs: Some(signs), author_signs: file.signs.author.len() })
    }

    /// What pieces of an attribute's value say of its element: who wrote, or when.
    pub fn signs(&self, value: &str) -> Signs {
        let mut said = Signs::default();
        for hit in self.signs.iter().flat_map(|signs| signs.find_iter(value)) {
            let author = hit.pattern().as_usize() < self.author_signs;
            said.author |= author;
            said.date |= !author;
        }
        said
    }

    /// What a word of an attribute stands for: `word` is in lower case, or two such joined by `-`.
    pub fn word(&self, word: &str) -> Word {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Whether some line of the table opens with this word, in lower case.
    pub fn opens_line(&self, first: &str) -> bool {
        self.lines.contains_key(first)
    }

    /// What a line that opens with these words is: `folded` is in lower case.
    pub fn line(&self, folded: &str) -> Option<LineOpening> {
        let opens = |(words, _): &&(String, Part)| {
            folded.strip_prefix(words.as_str()).is_some_and(|rest| !rest.starts_with(is_alphanumeric))
        };
        let (words, part) = self.lines.get(first_letters(folded))?.iter().find(opens)?;
        let rest = &folded[words.len()..];
        Some(LineOpening { part: *part, whole: rest.starts_with(':') || !rest.contains(is_alphanumeric) })
    }
}
