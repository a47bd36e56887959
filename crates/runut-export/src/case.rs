//! Cases of language packs, run through the JSON that users see.

use runut_article::{Article, Block, BlockKind, Field};
use runut_packs::{Case, Language, Packs};
use runut_text::{Page, Seam, Span};
use serde_json::Value;

use crate::ReadingRecord;

/// A case whose text does not give what it expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFailure {
    /// File and number: `lang/id/cases/time.toml, case 3`.
    pub case: String,
    /// Key, what was wanted, what came.
    pub difference: String,
    /// The case's text.
    pub text: String,
}

/// Runs the cases of a language: how many there are, and those that fail.
pub fn check_cases(language: &Language, packs: &Packs) -> (usize, Vec<CaseFailure>) {
    let mut failures = Vec::new();
    let mut count = 0;
    for file in &language.cases {
        for (number, case) in file.cases.iter().enumerate() {
            count += 1;
            let name = format!("lang/{}/cases/{}.toml, case {}", language.tag, file.name, number + 1);
            if let Some(difference) = check(&name, case, &language.tag, packs) {
                failures.push(CaseFailure { case: name, difference, text: case.text.clone() });
            }
        }
    }
    (count, failures)
}

/// The first difference between what the case expects and what comes.
fn check(name: &str, case: &Case, tag: &str, packs: &Packs) -> Option<String> {
    let page = Page { id: name.to_owned(), origin: name.to_owned(), bytes: case.text.clone().into_bytes() };
    let (article, notes) =
        if case.page { runut_article::read(&page, packs) } else { (prose(case, tag), Vec::new()) };
    let record = ReadingRecord::of(&runut_claim::read(article, notes, packs));
    let got = serde_json::to_value(record).expect("a record is JSON");
    let want = serde_json::to_value(&case.expect).expect("TOML is JSON");
    differs("", &want, &got)
}

/// An article of prose alone.
fn prose(case: &Case, tag: &str) -> Article {
    let all: Span<Article> = Span::new(0, case.text.len());
    let blocks = case.text.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let start = line.as_ptr() as usize - case.text.as_ptr() as usize;
        Block { kind: BlockKind::Body, span: Span::new(start, start + line.len()).trim(&case.text) }
    });
    Article {
        language: tag.to_owned(),
        blocks: blocks.collect(),
        published: case.published.clone().map(|value| Field { value, span: Span::new(0, 0) }),
        seam: Seam::identity(all.len()),
        text: case.text.clone(),
        ..Article::default()
    }
}

/// The first difference between what is wanted and the same keys of what came. In a wanted table, "-" stands for null.
fn differs(path: &str, want: &Value, got: &Value) -> Option<String> {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => want.iter().find_map(|(key, want)| {
            differs(&format!("{path}.{key}"), want, got.get(key).unwrap_or(&Value::Null))
        }),
        (Value::Array(want), Value::Array(got)) => {
            let first = want
                .iter()
                .zip(got)
                .enumerate()
                .find_map(|(at, (want, got))| differs(&format!("{path}[{at}]"), want, got));
            let brief = |list: &[Value]| serde_json::to_string(list).expect("JSON prints");
            first.or_else(|| {
                (want.len() != got.len()).then(|| {
                    format!("{path}: wanted {} items, got {}: {}", want.len(), got.len(), brief(got))
                })
            })
        }
        (Value::String(dash), Value::Null) if dash == "-" => None,
        (Value::Number(want), Value::Number(got)) => {
            (want.as_f64() != got.as_f64()).then(|| format!("{path}: wanted {want}, got {got}"))
        }
        (want, got) => (want != got).then(|| format!("{path}: wanted {want}, got {got}")),
    }
}
