//! Texts of the interface, a table per language in `messages/<tag>.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::print::number;

/// One line per language: its tag and its table.
const TABLES: &[(&str, &str)] =
    &[("en", include_str!("../messages/en.toml")), ("id", include_str!("../messages/id.toml"))];

/// Texts of the interface in one language: what each says stands in the tables.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Messages {
    /// BCP 47 tag of the language.
    pub(crate) tag: String,
    /// Between units and decimals.
    pub(crate) decimal_mark: String,
    /// Between groups of thousands.
    pub(crate) group_mark: String,
    /// Short names of the twelve months.
    pub(crate) months: Vec<String>,
    pub(crate) nothing_to_read: String,
    pub(crate) no_stories: String,
    /// `runut stories --revisions` of a store where there are none.
    pub(crate) no_revisions: String,
    /// Into which story a report was brought (`{is}`), and from which (`{was}`).
    pub(crate) revised: String,
    pub(crate) not_found: String,
    pub(crate) undated_left_out: String,
    pub(crate) no_claims: String,
    pub(crate) no_headline: String,
    pub(crate) no_date: String,
    pub(crate) not_before: String,
    pub(crate) by: String,
    pub(crate) edited_by: String,
    pub(crate) credits: String,
    pub(crate) headline: String,
    pub(crate) nobody: String,
    pub(crate) unnamed: String,
    pub(crate) in_return_for: String,
    pub(crate) says: String,
    pub(crate) said: String,
    pub(crate) happened: String,
    pub(crate) denied: String,
    pub(crate) asserted_in: String,
    pub(crate) who_says_what: String,
    pub(crate) what_happens: String,
    pub(crate) figures: String,
    pub(crate) notes: String,
    pub(crate) text: String,
    pub(crate) reports: String,
    pub(crate) timeline: String,
    pub(crate) utterances: String,
    pub(crate) denials: String,
    pub(crate) changes: String,
    pub(crate) dates_that_differ: String,
    pub(crate) exchanges: String,
    pub(crate) copies: String,
    pub(crate) hedges: String,
    pub(crate) slips: String,
    pub(crate) in_story: String,
    pub(crate) more: String,
    pub(crate) reports_count: Plural,
    pub(crate) origins_count: Plural,
    pub(crate) outlets_count: Plural,
    pub(crate) differences_count: Plural,
    pub(crate) languages: String,
    pub(crate) event_types: String,
    pub(crate) outlets: String,
    pub(crate) world: String,
    pub(crate) cases_count: Plural,
    pub(crate) cases_fail: String,
    pub(crate) tables_inherited: String,
    pub(crate) tables_missing: String,
    pub(crate) tables_untested: String,
    pub(crate) added: String,
    pub(crate) stories_changed: String,
    pub(crate) next: String,
    pub(crate) serving: String,
    pub(crate) watched: String,
    pub(crate) watch_new: String,
    pub(crate) watch_changed: String,
    pub(crate) no_versions: String,
    pub(crate) feeds_count: Plural,
    pub(crate) no_corrections: String,
    pub(crate) correction_undone: String,
    pub(crate) correction_undone_by: String,
    pub(crate) corrections_imported: String,
    /// Words for kinds of corrections.
    pub(crate) correction: BTreeMap<String, String>,
    /// Words for polarities that are worth a word.
    pub(crate) polarity: BTreeMap<String, String>,
    /// Words for certainties that are worth a word.
    pub(crate) certainty: BTreeMap<String, String>,
    /// Words for how firmly a report puts a claim.
    pub(crate) strength: BTreeMap<String, String>,
    /// Words for whether figures go together.
    pub(crate) verdict: BTreeMap<String, String>,
    /// Words for what is at stake where tellings of an utterance differ.
    pub(crate) stake: BTreeMap<String, String>,
    /// Words for what binds two reports that share passages.
    pub(crate) evidence: BTreeMap<String, String>,
    /// Words for how a claim stands to what is known.
    pub(crate) known: BTreeMap<String, String>,
    /// Words for kinds of slips.
    pub(crate) slip: BTreeMap<String, String>,
}

/// A counted noun.
///
/// # Source
/// CLDR plural rules: English has `one` and `other`, Indonesian `other` alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plural {
    one: Option<String>,
    other: String,
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

    /// "1 report", "2 reports".
    pub(crate) fn count(&self, noun: &Plural, count: usize) -> String {
        let word = noun.one.as_ref().filter(|_| count == 1).unwrap_or(&noun.other);
        format!("{} {word}", number::number(count as f64, self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_parse() {
        for (tag, table) in TABLES {
            match toml::from_str::<Messages>(table) {
                Ok(messages) => {
                    assert_eq!(
                        (messages.tag.as_str(), messages.months.len()),
                        (*tag, 12),
                        "messages/{tag}.toml"
                    );
                }
                Err(error) => {
                    panic!("messages/{tag}.toml: {error}\nhelp: every table has the keys of `Messages`")
                }
            }
        }
    }
}
