//! Texts of the interface, a table per language in `messages/<tag>.toml`.

use serde::Deserialize;

/// One line per language: its tag and its table.
const TABLES: &[(&str, &str)] =
    &[("en", include_str!("../messages/en.toml")), ("id", include_str!("../messages/id.toml"))];

/// Texts of the interface in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Messages {
    /// Nothing to read in what was named.
    pub(crate) nothing_to_read: String,
}

/// Tags of the languages that there are.
pub(crate) fn tags() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|&(tag, _)| tag)
}

impl Messages {
    /// The texts in the language `tag`, in English where there is no such table.
    pub(crate) fn of(tag: &str) -> Self {
        let table = TABLES.iter().find(|(known, _)| *known == tag).unwrap_or(&TABLES[0]).1;
        toml::from_str(table).expect("`tables_parse` parses the same tables")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_parse() {
        for (tag, table) in TABLES {
            if let Err(error) = toml::from_str::<Messages>(table) {
                panic!("messages/{tag}.toml: {error}\nhelp: every table has the keys of `Messages`");
            }
        }
    }
}
