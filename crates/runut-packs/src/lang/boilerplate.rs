//! `boilerplate.toml`: what stands on a page beside the report's prose, and the words of its head.

use memchr::memmem;
use runut_text::is_alphanumeric;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use serde::Deserialize;

/// `boilerplate.toml`, made quick to ask.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Table")]
pub struct Boilerplate {
    /// Frequent words of the language, in lower case: their share tells which language a page is in.
    pub language_words: Vec<String>,
    /// Whether a date in figures alone gives the day before the month.
    pub day_first: bool,
    /// Forms of the twelve months, January first, in lower case.
    pub months: FxHashMap<String, u8>,
    /// Weekdays, Monday is 1, in lower case.
    pub weekdays: FxHashMap<String, u8>,
    /// Words that stand in a date line beside the date: "wib", "diperbarui", "pukul".
    pub date_words: Vec<String>,
    /// Those of them that say that a page was changed later: "diperbarui".
    pub updated: Vec<String>,
    /// "am" and "pm", where clock times have them.
    pub afternoon: Vec<String>,
    /// Roles before or after an author's name, in lower case: "penulis".
    pub authors: Vec<String>,
    /// Roles before or after an editor's name, in lower case: "editor".
    pub editors: Vec<String>,
    /// What stands in a byline and is no one's name, in lower case: "tidak ditemukan", "redaksi".
    pub nobody: Vec<String>,
    /// Words that join names in a byline, in lower case: "dan".
    pub name_joiners: Vec<String>,
    /// Words that stay in lower case within a headline: "di", "untuk".
    pub title_small: Vec<String>,
    /// What stands in or before a picture's credit, in lower case: "foto", "dok", "istimewa".
    pub picture_words: Vec<String>,
    /// What stands before the name of the outlet where a report speaks of itself, as written: "Pantauan", "diterima".
    pub outlet_cues: Vec<String>,
    /// The same, but other outlets' names may follow: "told". Only several such places tell the page's own.
    pub outlet_hints: Vec<String>,
    /// What stands after that name: "contributed to this report".
    pub outlet_tails: Vec<String>,
    /// First words that outlets' names have and persons' and places' do not, in lower case: "harian".
    pub outlet_heads: Vec<String>,
    /// Last words of the same kind: "times".
    pub outlet_ends: Vec<String>,
    /// Words before the owner's name in the line that says whose the page is, in lower case: "copyright", "hak cipta".
    pub owner_cues: Vec<String>,
    /// Words that join the two, in lower case: "oleh".
    pub owner_links: Vec<String>,
    /// Words in that line that are part of no outlet's name, in lower case: "dilindungi", "pt".
    pub owner_stops: Vec<String>,
    /// What stands before the outlet's name where it offers its channel, as written: "Channel WhatsApp".
    pub channel_cues: Vec<String>,
    /// First words of a byline that is of a team and no person, in lower case: "tim".
    pub teams: Vec<String>,
    /// Junk within a line of prose, as written, each with its kind; a link's headline follows where
    /// [`Inside::headline`] says so.
    inside: FxHashMap<u8, Vec<Inside>>,
    /// First bytes of that junk.
    inside_firsts: Firsts,
    lines: Lines,
}

/// Bytes that are asked for at every place of a text.
#[derive(Debug, Clone, Copy)]
struct Firsts([bool; 256]);

impl Default for Firsts {
    fn default() -> Self {
        Self([false; 256])
    }
}

/// Junk within a line of prose.
#[derive(Debug, Clone)]
pub struct Inside {
    /// Its words, as written.
    pub words: String,
    /// What it is.
    pub kind: LineKind,
    /// Whether the headline of another report follows.
    pub headline: bool,
}

/// What a line is that is not the report's prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// Who wrote, edited, reported.
    Byline,
    /// When it was published.
    Date,
    /// Menus, section names.
    Navigation,
    /// Links to other reports.
    Related,
    /// Advertisements, channels to join.
    Promotion,
    /// What stands under a picture.
    Caption,
    /// Buttons that pass the page on.
    Share,
    /// Readers' comments, and the form for them.
    Comment,
    /// Whose the page is.
    Copyright,
    /// Where the report is from.
    Credit,
    /// A heading.
    Heading,
}

/// How a line matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineMatch {
    /// What the line is.
    pub kind: LineKind,
    /// Whether the words are the whole line, and not just its start or end.
    pub whole: bool,
    /// Words of the table's phrase.
    pub words: usize,
    /// Whether prose does not begin so: the words are several, or have a mark among them.
    pub strong: bool,
}

#[derive(Debug, Clone, Default)]
struct Lines {
    wholes: FxHashMap<String, LineKind>,
    /// By their first word.
    starts: FxHashMap<String, Vec<(String, LineKind)>>,
    ends: Vec<(String, LineKind)>,
    middles: Vec<(memmem::Finder<'static>, String, LineKind)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    language_words: Vec<String>,
    day_first: bool,
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    date_words: Vec<String>,
    updated: Vec<String>,
    afternoon: Vec<String>,
    authors: Vec<String>,
    editors: Vec<String>,
    nobody: Vec<String>,
    name_joiners: Vec<String>,
    title_small: Vec<String>,
    picture_words: Vec<String>,
    outlet_cues: Vec<String>,
    outlet_hints: Vec<String>,
    outlet_tails: Vec<String>,
    outlet_heads: Vec<String>,
    outlet_ends: Vec<String>,
    owner_cues: Vec<String>,
    owner_links: Vec<String>,
    owner_stops: Vec<String>,
    channel_cues: Vec<String>,
    teams: Vec<String>,
    /// By kind: "Baca juga ..." is a line that starts so, "... tidak ditemukan" one that ends so, "Atas" one that
    /// is just this.
    lines: BTreeMap<LineKind, Vec<String>>,
    /// By kind: junk within a line; "Baca juga: ..." where a headline follows.
    inside: BTreeMap<LineKind, Vec<String>>,
}

impl From<Table> for Boilerplate {
    fn from(table: Table) -> Self {
        let mut lines = Lines::default();
        for (kind, phrases) in &table.lines {
            for phrase in phrases {
                lines.add(phrase, *kind);
            }
        }
        for role in table.authors.iter().chain(&table.editors) {
            lines.add(&format!("{role}: ..."), LineKind::Byline);
            lines.add(&format!("{role} : ..."), LineKind::Byline);
        }
        let mut inside: Vec<Inside> = table
            .inside
            .iter()
            .flat_map(|(kind, phrases)| phrases.iter().map(|phrase| Inside::of(phrase, *kind)))
            .collect();
        // The longest first, so that a part of it never wins.
        inside.sort_by_key(|junk| std::cmp::Reverse(junk.words.len()));
        let mut inside_firsts = Firsts::default();
        let mut by_first: FxHashMap<u8, Vec<Inside>> = FxHashMap::default();
        for junk in inside {
            let Some(&first) = junk.words.as_bytes().first() else { continue };
            inside_firsts.0[usize::from(first)] = true;
            by_first.entry(first).or_default().push(junk);
        }
        Self {
            language_words: table.language_words,
            day_first: table.day_first,
            months: numbered(table.months),
            weekdays: numbered(table.weekdays),
            date_words: table.date_words,
            updated: table.updated,
            afternoon: table.afternoon,
            authors: table.authors,
            editors: table.editors,
            nobody: table.nobody,
            name_joiners: table.name_joiners,
            title_small: table.title_small,
            picture_words: table.picture_words,
            outlet_cues: table.outlet_cues,
            outlet_hints: table.outlet_hints,
            outlet_tails: table.outlet_tails,
            outlet_heads: table.outlet_heads,
            outlet_ends: table.outlet_ends,
            owner_cues: table.owner_cues,
            owner_links: table.owner_links,
            owner_stops: table.owner_stops,
            channel_cues: table.channel_cues,
            teams: table.teams,
            inside: by_first,
            inside_firsts,
            lines,
        }
    }
}

impl Inside {
    fn of(phrase: &str, kind: LineKind) -> Self {
        let words = phrase.strip_suffix("...");
        Self { words: words.unwrap_or(phrase).trim_end().to_owned(), kind, headline: words.is_some() }
    }
}

fn numbered(forms: Vec<Vec<String>>) -> FxHashMap<String, u8> {
    (1..).zip(forms).flat_map(|(number, forms)| forms.into_iter().map(move |form| (form, number))).collect()
}

impl Lines {
    fn add(&mut self, phrase: &str, kind: LineKind) {
        let folded = phrase.to_lowercase();
        if let Some(middle) = folded.strip_prefix("...").and_then(|rest| rest.strip_suffix("...")) {
            let middle = middle.trim();
            self.middles.push((memmem::Finder::new(middle).into_owned(), middle.to_owned(), kind));
        } else if let Some(start) = folded.strip_suffix("...") {
            let start = start.trim_end().to_owned();
            self.starts.entry(first_word(&start).to_owned()).or_default().push((start, kind));
        } else if let Some(end) = folded.strip_prefix("...") {
            self.ends.push((end.trim_start().to_owned(), kind));
        } else {
            self.wholes.insert(folded, kind);
        }
    }
}

impl Boilerplate {
    /// The places in a line of prose where junk starts, in reading order, each with the longest that does.
    pub fn inside<'a>(&'a self, words: &'a str) -> impl Iterator<Item = (usize, &'a Inside)> {
        let bytes = words.as_bytes();
        let starts = bytes.iter().enumerate().filter(|(_, byte)| self.inside_firsts.0[usize::from(**byte)]);
        // A phrase starts and ends on characters, so its bytes can be compared.
        starts.filter_map(move |(at, first)| {
            let mut junk = self.inside.get(first)?.iter();
            junk.find(|junk| bytes[at..].starts_with(junk.words.as_bytes())).map(|junk| (at, junk))
        })
    }

    /// What the words of a line tell of it; `line` is in lower case, white space in it is single, and neither
    /// brackets nor marks stand at its ends.
    pub fn line(&self, line: &str) -> Option<LineMatch> {
        if let Some(&kind) = self.lines.wholes.get(line) {
            return Some(LineMatch { kind, whole: true, words: count(line), strong: true });
        }
        let starts = self.lines.starts.get(first_word(line)).map_or(&[][..], Vec::as_slice);
        let start = starts
            .iter()
            .filter(|(start, _)| line.strip_prefix(start.as_str()).is_some_and(|rest| parts(start, rest)))
            .max_by_key(|(start, _)| start.len());
        let start = start.map(|(words, kind)| (words, *kind));
        let end = || {
            let found = self.lines.ends.iter().find(|(end, _)| line.ends_with(end.as_str()));
            found.map(|(words, kind)| (words, *kind))
        };
        let middle = || {
            let found = self.lines.middles.iter().find(|(middle, ..)| middle.find(line.as_bytes()).is_some());
            found.map(|(_, words, kind)| (words, *kind))
        };
        // The fullest tells most: "Reporting by ..." may open a sentence, ", editing by" behind it does not.
        let found =
            [start, end(), middle()].into_iter().flatten().rev().max_by_key(|(words, _)| count(words));
        found.map(|(words, kind)| LineMatch {
            kind,
            whole: words.len() == line.len(),
            words: count(words),
            strong: words.contains(|c: char| !is_alphanumeric(c)),
        })
    }
}

/// Whether a new word starts where `rest` follows `start`.
fn parts(start: &str, rest: &str) -> bool {
    !start.ends_with(is_alphanumeric) || !rest.starts_with(is_alphanumeric)
}

fn count(words: &str) -> usize {
    words.split(' ').count()
}

fn first_word(line: &str) -> &str {
    let line_words = line.find(|c: char| !is_alphanumeric(c)).unwrap_or(line.len());
    // A line that opens with a mark ("©") is filed under the mark.
    let end = if line_words == 0 { line.chars().next().map_or(0, char::len_utf8) } else { line_words };
    &line[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_match_whole_at_the_start_and_at_the_end() {
        let table: Table = toml::from_str(
            r#"
            authors = ["penulis"]
            [lines]
            related = ["Baca juga ...", "Berita terkait"]
            byline = ["... tidak ditemukan"]
            copyright = ["© ..."]
            "#,
        )
        .expect("the table parses");
        let boilerplate = Boilerplate::from(table);
        let kind = |line: &str| boilerplate.line(line).map(|found| (found.kind, found.whole));
        assert_eq!(kind("baca juga: kota sunyi"), Some((LineKind::Related, false)));
        assert_eq!(kind("baca juganya"), None);
        assert_eq!(kind("berita terkait"), Some((LineKind::Related, true)));
        assert_eq!(kind("berita terkait banjir"), None);
        assert_eq!(kind("penulis tidak ditemukan"), Some((LineKind::Byline, false)));
        assert_eq!(kind("penulis : rani"), Some((LineKind::Byline, false)));
        assert_eq!(kind("© 2031 harian senja"), Some((LineKind::Copyright, false)));
    }
}
