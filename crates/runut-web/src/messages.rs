//! The interface's own words, one table per language: `messages/<tag>.toml`.

use std::{borrow::Borrow, collections::BTreeMap, sync::OnceLock};

use rust_embed::RustEmbed;
use serde::Deserialize;

#[derive(RustEmbed)]
#[folder = "messages/"]
struct Tables;

/// The interface in one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Messages {
    /// BCP 47 tag: the file's stem.
    pub(crate) tag: String,
    /// The language's name in itself.
    pub(crate) name: String,
    /// Place in the list of languages; the first is taken where a reader asks for none that we have.
    order: u32,
    /// How numbers and dates are written.
    pub(crate) format: Format,
    count: BTreeMap<String, Count>,
    text: BTreeMap<String, String>,
}

/// How a language writes numbers and dates.
///
/// # Source
/// CLDR, `numbers` and `ca-gregorian` of the language; the phrases are ours.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Format {
    pub(crate) group_mark: String,
    pub(crate) decimal_mark: String,
    pub(crate) clock_mark: String,
    /// Whether one thing is counted in another form than many.
    one: bool,
    pub(crate) months: [String; 12],
    pub(crate) months_short: [String; 12],
    pub(crate) since: String,
    pub(crate) until: String,
    pub(crate) about: String,
    pub(crate) at_least: String,
    pub(crate) at_most: String,
    pub(crate) some: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Count {
    one: Option<String>,
    other: String,
}

impl Messages {
    /// All languages, in their order.
    pub(crate) fn all() -> &'static [Self] {
        static ALL: OnceLock<Vec<Messages>> = OnceLock::new();
        ALL.get_or_init(|| {
            let mut all: Vec<Messages> = Tables::iter()
                .filter_map(|path| Tables::get(&path))
                .map(|file| {
                    let text = String::from_utf8_lossy(&file.data).into_owned();
                    toml::from_str(&text).expect("the test `tables_have_the_same_keys` parses the same files")
                })
                .collect();
            all.sort_by_key(|messages| messages.order);
            all
        })
    }

    /// The language of a tag, which may be longer than ours (`en-GB`).
    pub(crate) fn of(tag: &str) -> Option<&'static Self> {
        let tag = tag.trim().to_ascii_lowercase();
        let short = tag.split('-').next().unwrap_or_default();
        Self::all().iter().find(|messages| messages.tag == short)
    }

    /// The words of a key; the key itself where there are none, so that nothing fails before a reader's eyes.
    pub(crate) fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.text.get(key).map_or(key, String::as_str)
    }

    /// The words of `group.name`, or `name` itself where the table does not know it.
    pub(crate) fn named<'a>(&'a self, group: &str, name: &'a str) -> &'a str {
        self.text.get(&format!("{group}.{name}")).map_or(name, String::as_str)
    }

    /// The words of a key with one slot filled.
    pub(crate) fn with(&self, key: &str, slot: &str, value: &str) -> String {
        fill(self.t(key), slot, value)
    }

    /// So many of something: "3 reports".
    pub(crate) fn n(&self, key: &str, count: impl Borrow<usize>) -> String {
        let count = count.borrow();
        let number = crate::written::number(self, *count as f64);
        let Some(forms) = self.count.get(key) else { return format!("{number} {key}") };
        let form = if *count == 1 && self.format.one { forms.one.as_ref() } else { None };
        fill(form.unwrap_or(&forms.other), "n", &number)
    }
}

/// `pattern` with `{slot}` filled.
pub(crate) fn fill(pattern: &str, slot: &str, value: &str) -> String {
    pattern.replace(&format!("{{{slot}}}"), value)
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    #[test]
    fn tables_have_the_same_keys() {
        let all = Messages::all();
        assert!(all.len() >= 2, "Indonesian and English at least");
        let first = &all[0];
        for other in &all[1..] {
            let keys = |messages: &Messages| {
                let counts = messages.count.keys().map(|key| format!("[count] {key}"));
                counts.chain(messages.text.keys().cloned()).collect::<BTreeSet<_>>()
            };
            let (ours, theirs) = (keys(first), keys(other));
            let differ: Vec<_> = ours.symmetric_difference(&theirs).collect();
            assert!(
                differ.is_empty(),
                "help: give these keys to both {} and {}: {differ:?}",
                first.tag,
                other.tag
            );
        }
        for messages in all.iter().filter(|messages| messages.format.one) {
            for (key, count) in &messages.count {
                assert!(count.one.is_some(), "help: [count] {key} of {} wants `one`", messages.tag);
            }
        }
    }

    /// Every key that a template or a view asks for is in the tables.
    #[test]
    fn every_key_asked_for_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("templates"), root.join("src")];
        let first = &Messages::all()[0];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the crate's folders are there") {
                let path = entry.expect("a file").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = fs::read_to_string(&path).expect("a text file");
                for key in asked(&text, ".t(\"").chain(asked(&text, ".with(\"")) {
                    assert!(first.text.contains_key(key), "help: {} asks for text `{key}`", path.display());
                }
                for key in asked(&text, ".n(\"") {
                    assert!(first.count.contains_key(key), "help: {} asks for count `{key}`", path.display());
                }
            }
        }
    }

    #[test]
    fn every_note_has_a_name_and_a_sentence() {
        for messages in Messages::all() {
            for code in runut_text::NoteCode::ALL {
                for group in ["note", "noted"] {
                    let key = format!("{group}.{code}");
                    assert!(messages.text.contains_key(&key), "help: give `{key}` to {}", messages.tag);
                }
            }
        }
    }

    fn asked<'a>(text: &'a str, call: &'a str) -> impl Iterator<Item = &'a str> {
        text.split(call).skip(1).filter_map(|rest| rest.split('"').next()).filter(|key| !key.contains(' '))
    }

    #[test]
    fn one_and_many() {
        let [id, en] = ["id", "en"].map(|tag| Messages::of(tag).expect("we have it"));
        assert_eq!([en.n("reports", 1), en.n("reports", 2)], ["1 report", "2 reports"]);
        assert_eq!([id.n("reports", 1), id.n("reports", 1200)], ["1 berita", "1.200 berita"]);
        assert_eq!(Messages::of("en-GB").map(|messages| messages.tag.as_str()), Some("en"));
        assert!(Messages::of("tlh").is_none());
    }
}
