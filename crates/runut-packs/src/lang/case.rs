//! Cases: a text, and what must be found in it.

use serde::Deserialize;

/// A file of cases, `lang/<tag>/cases/<name>.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// The file's stem.
    #[serde(skip)]
    pub name: String,
    /// Tables that the cases test, where the file's name does not say it: `["boilerplate", "credit"]`.
    #[serde(default)]
    pub of: Vec<String>,
    /// The cases, in the order of the file.
    #[serde(rename = "case")]
    pub cases: Vec<Case>,
}

/// One case: only the keys that are given are checked, and of each item only the keys that are given; but the
/// list must hold just as many items, in the order of the text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The report's text: prose without a headline, unless `page` says that it is a whole page.
    pub text: String,
    /// Whether `text` is a whole page with headline, byline and junk.
    #[serde(default)]
    pub page: bool,
    /// ISO 8601 date on which the report appeared, for relative dates.
    pub published: Option<String>,
    /// Expected values, keyed like the JSON of `runut read --json`.
    #[serde(default)]
    pub expect: toml::Table,
    /// Why today's output is wrong, where `expect` holds today's output and not the right one.
    pub known_wrong: Option<String>,
}

impl CaseFile {
    /// Whether the cases test this table (`time`, `events/aid`): the file bears its name, names it in `of`, or expects
    /// an event of its type.
    pub fn tests(&self, table: &str) -> bool {
        let event = || {
            let event_type = table.strip_prefix("events/")?;
            let expected =
                self.cases.iter().filter_map(|case| case.expect.get("events")?.as_array()).flatten();
            let mut types = expected.filter_map(|event| event.get("type")?.as_str());
            types.any(|expected| expected == event_type).then_some(())
        };
        self.name == table || self.of.iter().any(|named| named == table) || event().is_some()
    }
}
