//! `press/`: how pages of any language print dates and bylines beside a report.

use std::collections::BTreeMap;

use runut_text::is_alphanumeric;
use rustc_hash::FxHashMap;

use serde::Deserialize;

use crate::{Error, Files};

/// Bytes of the longest first word of what stands before a name.
const FIRST_BYTES_MAX: usize = 24;

/// What the press of many languages prints over its reports: no language needs a pack of its own for it.
#[derive(Debug, Clone, Default)]
pub struct Press {
    /// How dates are printed.
    pub dates: Dates,
    /// How bylines are printed.
    pub bylines: Bylines,
}

/// `press/dates.toml`, made quick to ask. All words are in lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "DatesTable")]
pub struct Dates {
    /// Names of months, 1 to 12; a name that is another month's in another language has both.
    pub months: FxHashMap<String, u8>,
    /// Minutes east of Greenwich, by the zone's letters.
    pub zones: FxHashMap<String, i16>,
    /// Tags of languages in which the month stands before the day in figures.
    pub month_first: Vec<String>,
    /// Signs after a year, month and day: "年".
    pub signs: Signs,
    /// Words for the afternoon: "pm".
    pub afternoon: Vec<String>,
    /// Beginnings of words that say of a date that it is the publication's.
    pub published: Vec<String>,
    /// The same for a later change.
    pub modified: Vec<String>,
    /// The same for what is no report: since when a member has been one.
    pub others: Vec<String>,
}

/// Signs after the parts of a date.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signs {
    /// After the year.
    pub year: Vec<String>,
    /// After the month.
    pub month: Vec<String>,
    /// After the day.
    pub day: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct DatesTable {
    #[serde(default)]
    months: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    order: OrderTable,
    #[serde(default)]
    signs: Signs,
    #[serde(default)]
    clock: ClockTable,
    #[serde(default)]
    zones: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    words: WordsTable,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OrderTable {
    month_first: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ClockTable {
    afternoon: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WordsTable {
    published: Vec<String>,
    modified: Vec<String>,
    others: Vec<String>,
}

/// `press/bylines.toml`. All words are in lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bylines {
    /// By their first word: what stands before a name, and whether it is an editor's role.
    #[serde(skip)]
    openers: FxHashMap<String, Vec<(String, bool)>>,
    /// Words before a name: "by".
    pub before: Vec<String>,
    /// Roles beside a name: "staff writer".
    pub roles: Vec<String>,
    /// Roles of editors.
    pub editors: Vec<String>,
    /// Words between two names: "and".
    pub joiners: Vec<String>,
    /// Letters after a name: "phd".
    pub degrees: Vec<String>,
    /// What is no one's name: "admin".
    pub nobody: Vec<String>,
    /// Words of companies' names: "gmbh".
    pub companies: Vec<String>,
    /// Words of teams' names: "newsroom".
    pub teams: Vec<String>,
}

impl From<DatesTable> for Dates {
    fn from(table: DatesTable) -> Self {
        let mut months = FxHashMap::default();
        for names in table.months.values() {
            for (month, forms) in (1..).zip(names) {
                for form in forms.split(' ') {
                    months.entry(form.replace('_', " ")).or_insert(month);
                }
            }
        }
        let zones = table
            .zones
            .iter()
            .flat_map(|(offset, names)| names.iter().map(move |name| (name.clone(), minutes_of(offset))))
            .collect();
        Self {
            months,
            zones,
            month_first: table.order.month_first,
            signs: table.signs,
            afternoon: table.clock.afternoon,
            published: table.words.published,
            modified: table.words.modified,
            others: table.words.others,
        }
    }
}

/// The minutes in "+05:45"; 0 where the words are no offset.
fn minutes_of(offset: &str) -> i16 {
    let number =
        |from: usize| offset.get(from..from + 2).and_then(|digits| digits.parse::<i16>().ok()).unwrap_or(0);
    let minutes = number(1) * 60 + number(4);
    if offset.starts_with('-') { -minutes } else { minutes }
}

impl Press {
    pub(crate) fn load(files: &Files) -> Result<Self, Error> {
        let mut bylines: Bylines = files.table("press/bylines.toml")?;
        let authors = bylines.before.iter().map(|role| (role, false));
        for (role, editor) in authors.chain(bylines.editors.iter().map(|role| (role, true))) {
            let first = first_word(role).to_owned();
            bylines.openers.entry(first).or_default().push((role.clone(), editor));
        }
        Ok(Self { dates: files.table("press/dates.toml")?, bylines })
    }
}

/// The letters with which words open.
fn first_word(words: &str) -> &str {
    let len = words.find(|c: char| !is_alphanumeric(c)).unwrap_or(words.len());
    &words[..len]
}

impl Bylines {
    /// The role or words before a name with which `text` opens, in whatever case: their bytes, and whether they are an
    /// editor's. The longest where several fit.
    pub fn opener(&self, text: &str) -> Option<(usize, bool)> {
        let first = first_word(text);
        // The longest first word of the table is short; most texts are done with here.
        if first.is_empty() || first.len() > FIRST_BYTES_MAX {
            return None;
        }
        let known = match self.openers.get(first) {
            Some(known) => known,
            None if first.starts_with(char::is_uppercase) => self.openers.get(&first.to_lowercase())?,
            None => return None,
        };
        let fits = |(role, _): &&(String, bool)| {
            text.get(..role.len())
                .is_some_and(|head| head == role.as_str() || head.to_lowercase() == role.as_str())
                && !text[role.len()..].starts_with(|c: char| is_alphanumeric(c) || matches!(c, '\'' | '’'))
        };
        known.iter().filter(fits).map(|(role, editor)| (role.len(), *editor)).max()
    }
}

impl Dates {
    /// Whether figures alone give the month before the day in the language of this tag.
    pub fn is_month_first(&self, tag: &str) -> bool {
        self.month_first.iter().any(|known| known.eq_ignore_ascii_case(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_zones_of_many_languages_are_known() {
        let press = Press::load(&Files::builtin()).expect("the tables parse");
        let month = |name: &str| press.dates.months.get(name).copied();
        assert_eq!(
            (month("maret"), month("août"), month("stycznia"), month("мая")),
            (Some(3), Some(8), Some(1), Some(5))
        );
        let zone = |name: &str| press.dates.zones.get(name).copied();
        assert_eq!((zone("wita"), zone("npt"), zone("est")), (Some(480), Some(345), Some(-300)));
        assert!(press.dates.is_month_first("en-us") && !press.dates.is_month_first("en-GB"));
        assert_eq!(press.bylines.opener("Oleh: Rani"), Some((4, false)));
        assert_eq!(press.bylines.opener("Written by Rani"), Some((10, false)));
        assert_eq!(press.bylines.opener("EDITOR : Bayu"), Some((6, true)));
        assert_eq!(press.bylines.opener("Bylaws"), None);
    }
}
