//! How much a language's pack covers: what its tables hold, and which it lacks.

use std::collections::BTreeSet;

use toml::Value;

use crate::{Language, Packs};

/// What the pack of a language covers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// What is counted ("cues"), and how much of it there is, the parent's included where the table is his.
    pub counts: Vec<(&'static str, usize)>,
    /// Tables that another language has and this one takes from its parent.
    pub inherited: Vec<String>,
    /// Tables that another language has and this one has not.
    pub missing: Vec<String>,
    /// Own tables that no case tests.
    pub untested: Vec<String>,
}

/// What is counted: its name, the table, and the keys below which every entry counts; none for all keys.
const COUNTED: &[(&str, &str, &[&str])] = &[
    ("cues", "attribution", &["class"]),
    ("word_orders", "attribution", &["frames"]),
    ("credit_cues", "credit", &["relays", "quotes", "claims", "verbs"]),
    ("titles", "names", &["roles", "region_roles", "honorifics"]),
    ("names", "names", &["given_names", "heads", "tails", "places_known"]),
    ("numbers", "numbers", &["cardinals", "multipliers", "vague", "exact", "about", "at_least", "at_most"]),
    ("currencies", "numbers", &["currency_before", "currency_after", "cents"]),
    ("months", "time", &["months"]),
    ("weekdays", "time", &["weekdays"]),
    ("time_words", "time", &[]),
    ("closed_classes", "words", &[]),
    ("affixes", "morphology", &["affix", "clitics"]),
    ("roots", "morphology", &["roots"]),
    ("junk_lines", "boilerplate", &["lines", "inside"]),
];

/// Tables that no case of reading can test: what compares reports is tested by stories, and a pack's own words by all.
const UNTESTED: [&str; 2] = ["collation", "pack"];

impl Coverage {
    /// What the pack of `language` covers, seen beside the other languages of `packs`.
    pub fn of(language: &Language, packs: &Packs) -> Self {
        let files = &packs.files;
        let tables = |tag: &str| -> BTreeSet<String> {
            let folder = format!("lang/{tag}");
            let below =
                files.below(&folder).filter_map(|(path, _)| path[folder.len() + 1..].strip_suffix(".toml"));
            below.filter(|table| !table.starts_with("cases/")).map(str::to_owned).collect()
        };
        let own = tables(&language.tag);
        let parent = language.about.parent.as_deref().map(tables).unwrap_or_default();
        let all: BTreeSet<String> = packs.languages.iter().flat_map(|other| tables(&other.tag)).collect();
        let (inherited, missing) =
            all.into_iter().filter(|table| !own.contains(table)).partition(|table| parent.contains(table));
        let tested = |table: &String| language.cases.iter().any(|file| file.tests(table));
        Self {
            counts: counts(language, packs),
            inherited,
            missing,
            untested: own
                .into_iter()
                .filter(|table| !UNTESTED.contains(&table.as_str()) && !tested(table))
                .collect(),
        }
    }
}

fn counts(language: &Language, packs: &Packs) -> Vec<(&'static str, usize)> {
    let table = |name: &str| -> toml::Table {
        let path =
            crate::lang::table_path(&packs.files, &language.tag, language.about.parent.as_deref(), name);
        packs.files.table(&path).unwrap_or_default()
    };
    let mut counts: Vec<(&str, usize)> = COUNTED
        .iter()
        .map(|&(what, name, keys)| {
            let table = table(name);
            let wanted = table.iter().filter(|(key, _)| keys.is_empty() || keys.contains(&key.as_str()));
            (what, wanted.map(|(_, value)| entries(value)).sum())
        })
        .collect();
    counts.push(("event_frames", language.events.frames.len()));
    let types: BTreeSet<&str> =
        language.events.frames.iter().map(|frame| frame.event_type.as_str()).collect();
    counts.push(("event_types", types.len()));
    counts.push(("cases", language.cases.iter().map(|file| file.cases.len()).sum()));
    counts
}

/// How many things a value lists: the words of lists, the keys of tables of values.
fn entries(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.iter().map(|item| entries(item).max(1)).sum(),
        Value::Table(table) => table.values().map(|item| entries(item).max(1)).sum(),
        _ => 0,
    }
}
