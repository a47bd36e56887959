//! The pages' own words, one table per language: `messages/<tag>.toml`.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;

const TABLES: &[(&str, &str)] =
    &[("id", include_str!("../../messages/id.toml")), ("en", include_str!("../../messages/en.toml"))];

/// One language's words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// BCP 47 tag.
    pub(crate) tag: String,
    /// Sign before the decimals.
    pub(crate) decimal_mark: String,
    /// Sign between thousands.
    pub(crate) group_mark: String,
    /// Names of the months, January first.
    pub(crate) months: [String; 12],
    text: BTreeMap<String, String>,
}

/// Tags of the languages that there are.
pub(super) fn tags() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|&(tag, _)| tag)
}

impl Words {
    /// The words of a language; English where it has none.
    pub(crate) fn of(tag: &str) -> &'static Self {
        static ALL: OnceLock<Vec<Words>> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let parse = |table| toml::from_str(table).expect("`tables_have_the_same_keys` parses them all");
            TABLES.iter().map(|(_, table)| parse(table)).collect()
        });
        all.iter().find(|words| words.tag == tag).unwrap_or(&all[all.len() - 1])
    }

    /// The words under a key; the key itself where there are none.
    pub(crate) fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.text.get(key).map_or(key, String::as_str)
    }

    /// The words under a key, with each `{name}` replaced.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.t(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// "12.000" or "12,000".
    pub(crate) fn number(&self, value: f64) -> String {
        let text = format!("{value}");
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                grouped.push_str(&self.group_mark);
            }
            grouped.push(digit);
        }
        if decimals.is_empty() {
            return format!("{sign}{grouped}");
        }
        format!("{sign}{grouped}{}{decimals}", self.decimal_mark)
    }

    /// A range of values as one reads it.
    pub(crate) fn range(&self, low: Option<f64>, high: Option<f64>, approximate: bool) -> String {
        let about = if approximate { "~" } else { "" };
        match (low, high) {
            (Some(low), Some(high)) if low.to_bits() == high.to_bits() => {
                format!("{about}{}", self.number(low))
            }
            (Some(low), Some(high)) => format!("{about}{}–{}", self.number(low), self.number(high)),
            (Some(low), None) => format!("≥ {}", self.number(low)),
            (None, Some(high)) => format!("≤ {}", self.number(high)),
            (None, None) => self.t("value.some").to_owned(),
        }
    }

    /// An EDTF day, with its time if it has one, in words; any other value as it is.
    pub(crate) fn day(&self, value: &str) -> String {
        let (day, time) = value.split_once('T').unwrap_or((value, ""));
        let parts: Vec<&str> = day.split('-').collect();
        let month = |month: &str| {
            let index = month.parse::<usize>().ok()?.checked_sub(1)?;
            self.months.get(index)
        };
        let day = match parts[..] {
            [year, of, day] => month(of).map(|month| {
                let day = day.trim_start_matches('0');
                format!("{day} {month} {year}")
            }),
            [year, of] => month(of).map(|month| format!("{month} {year}")),
            _ => None,
        };
        let Some(day) = day else { return value.to_owned() };
        let time = time.get(..5).unwrap_or(time);
        if time.is_empty() { day } else { format!("{day}, {time}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_the_same_keys() {
        let tables: Vec<Words> =
            TABLES.iter().map(|(tag, table)| toml::from_str(table).expect(tag)).collect();
        let keys = |words: &Words| words.text.keys().cloned().collect::<Vec<_>>();
        for table in &tables[1..] {
            assert_eq!(keys(&tables[0]), keys(table), "help: messages/{}.toml has all keys", table.tag);
        }
    }

    #[test]
    fn numbers_and_days_are_written_as_the_language_does() {
        let words = [Words::of("id"), Words::of("en")];
        assert_eq!(words.map(|words| words.number(1_234_567.5)), ["1.234.567,5", "1,234,567.5"]);
        assert_eq!(
            words.map(|words| words.day("2031-05-04T09:30")),
            ["4 Mei 2031, 09:30", "4 May 2031, 09:30"]
        );
        assert_eq!(words[1].day("2031-05/.."), "2031-05/..");
    }
}
