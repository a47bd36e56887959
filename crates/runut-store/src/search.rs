//! Full-text search: by stems, in headline and prose.

use std::{collections::HashMap, ops::Range};

use runut_article::{Article, BlockKind};
use runut_claim::{Place, Reading};
use runut_packs::{Language, Packs};
use rusqlite::{Row, params};

use crate::{
    At as _, ReportRow, Result, Store,
    read::{KeptRecord, REPORT, reading_of, report_row},
};

/// Words that a snippet has at most.
const SNIPPET_WORDS_MAX: usize = 32;

/// Words that a snippet shows before the first one found.
const WORDS_BEFORE: usize = 6;

/// One report that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The report, with the id of its story.
    pub report: ReportRow,
    /// The passage that has most of the words.
    pub snippet: Snippet,
}

/// A passage of a report with the words that were looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The passage, to the letter.
    pub text: String,
    /// Where in the report's text it stands.
    pub place: Place,
    /// The words that were found, in UTF-8 bytes of `text`, in order.
    pub marks: Vec<Range<usize>>,
}

impl Store {
    /// Reports that have all of `words` in headline or prose, in any form that has the same stem, the best first; words
    /// between quotation marks must stand together. Where no report has all of them, those that have any.
    ///
    /// # Errors
    /// Where the file cannot be read. No words find nothing.
    pub fn search(&self, words: &str, limit: usize, packs: &Packs) -> Result<Vec<SearchHit>> {
        let terms = terms(words);
        let wanted = wanted(&terms, packs);
        let all = self.matching(&query(&terms, packs, " AND "), limit, &wanted, packs)?;
        if all.is_empty() && terms.len() > 1 {
            return self.matching(&query(&terms, packs, " OR "), limit, &wanted, packs);
        }
        Ok(all)
    }

    fn matching(
        &self,
        query: &str,
        limit: usize,
        wanted: &[String],
        packs: &Packs,
    ) -> Result<Vec<SearchHit>> {
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT {REPORT}, report.record FROM search JOIN report ON report.number = search.rowid
             LEFT JOIN story_report USING (digest)
             WHERE search MATCH ?1 ORDER BY bm25(search, 4.0, 1.0), report.digest LIMIT ?2"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut found = self.connection.prepare_cached(&sql).at(self)?;
        let row = |row: &Row| Ok((report_row(row)?, row.get::<_, String>(8)?));
        let rows = found.query_map(params![query, limit], row).at(self)?;
        rows.map(|row| {
            let (report, json) = row.at(self)?;
            let reading = reading_of(KeptRecord { id: report.id.clone(), json }, &self.path)?;
            Ok(SearchHit { snippet: snippet(&reading, wanted, packs), report })
        })
        .collect()
    }
}

/// Makes stems of many reports: a word that was seen before is looked up.
pub(crate) struct Stems<'a> {
    packs: &'a Packs,
    /// By language tag and word in lower case. Never iterated.
    seen: HashMap<String, HashMap<String, String>>,
}

impl<'a> Stems<'a> {
    pub(crate) fn of(packs: &'a Packs) -> Self {
        Self { packs, seen: HashMap::new() }
    }

    /// Headline and prose of a report as stems, each in one line.
    pub(crate) fn title_and_body(&mut self, article: &Article) -> (String, String) {
        let language = self.packs.language(&article.language);
        let seen = self.seen.entry(article.language.clone()).or_default();
        let mut lines = [String::new(), String::new()];
        for (title, place) in passages(article) {
            let line = &mut lines[usize::from(!title)];
            for (_, word) in words_of(article.words(place)) {
                if !line.is_empty() {
                    line.push(' ');
                }
                let lower = word.to_lowercase();
                if let Some(stem) = seen.get(&lower) {
                    line.push_str(stem);
                } else {
                    let stem = stem(&lower, language);
                    line.push_str(&stem);
                    seen.insert(lower, stem);
                }
            }
        }
        let [title, body] = lines;
        (title, body)
    }
}

/// The blocks that are searched, in the order of the text, each with whether it is a headline.
fn passages(article: &Article) -> impl Iterator<Item = (bool, Place)> {
    article.blocks.iter().filter_map(|block| match block.kind {
        BlockKind::Title => Some((true, block.span)),
        kind if kind.is_kept() => Some((false, block.span)),
        _ => None,
    })
}

/// Runs of letters and digits with their byte offsets.
fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// The stem of a word in lower case; of a language that no pack reads, the word.
fn stem(lower: &str, language: Option<&Language>) -> String {
    language.map_or_else(|| lower.to_owned(), |language| language.morphology.stem(lower).into_owned())
}

/// What was asked for, in lower case: each term one word, or several that stand together.
fn terms(words: &str) -> Vec<Vec<String>> {
    let quoted = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let mut terms = Vec::new();
    for (index, part) in words.split(quoted).enumerate() {
        let words = words_of(part).map(|(_, word)| word.to_lowercase());
        if index % 2 == 1 {
            terms.push(words.collect());
        } else {
            terms.extend(words.map(|word| vec![word]));
        }
    }
    terms.retain(|term: &Vec<String>| !term.is_empty());
    terms
}

/// Every language's reading of the question, and the plain words for reports of none.
fn languages(packs: &Packs) -> impl Iterator<Item = Option<&Language>> {
    packs.languages.iter().map(Some).chain([None])
}

/// The terms in FTS5's query language. A term is asked for by its stem in each language.
///
/// # Source
/// SQLite FTS5, sec. 3, "Full-text Query Syntax".
fn query(terms: &[Vec<String>], packs: &Packs, join: &str) -> String {
    let term_in = |term: &[String], language| {
        let stems: Vec<String> = term.iter().map(|word| stem(word, language)).collect();
        format!("\"{}\"", stems.join(" "))
    };
    let any = |term: &Vec<String>| {
        let mut forms: Vec<String> = languages(packs).map(|language| term_in(term, language)).collect();
        forms.sort_unstable();
        forms.dedup();
        format!("({})", forms.join(" OR "))
    };
    terms.iter().map(any).collect::<Vec<_>>().join(join)
}

/// The stems that a snippet marks, in all languages.
fn wanted(terms: &[Vec<String>], packs: &Packs) -> Vec<String> {
    let mut wanted: Vec<String> = languages(packs)
        .flat_map(|language| terms.iter().flatten().map(move |word| stem(word, language)))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// The passage of prose, else of the headline, with most of the wanted stems; the first of several such.
fn snippet(reading: &Reading, wanted: &[String], packs: &Packs) -> Snippet {
    let article = &reading.article;
    let language = packs.language(&article.language);
    let mut best: Option<(usize, Snippet)> = None;
    for wanted_title in [false, true] {
        for (_, place) in passages(article).filter(|(title, _)| *title == wanted_title) {
            let passage = passage(&article.text, place, wanted, language);
            if best.as_ref().is_none_or(|(found, _)| passage.0 > *found) {
                best = Some(passage);
            }
        }
    }
    let nothing = || Snippet { text: String::new(), place: Place::new(0, 0), marks: Vec::new() };
    best.map_or_else(nothing, |(_, snippet)| snippet)
}

/// The stretch of one block with most of the wanted stems, and how many it has.
fn passage(text: &str, block: Place, wanted: &[String], language: Option<&Language>) -> (usize, Snippet) {
    let words: Vec<(Range<usize>, Option<usize>)> = words_of(block.of(text))
        .map(|(start, word)| {
            (start..start + word.len(), wanted.binary_search(&stem(&word.to_lowercase(), language)).ok())
        })
        .collect();
    let window = |first: usize| first..(first + SNIPPET_WORDS_MAX).min(words.len());
    let distinct = |first: usize| {
        let mut found: Vec<usize> = words[window(first)].iter().filter_map(|(_, found)| *found).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    };
    let mut best = (0, 0);
    for (first, _) in words.iter().enumerate().filter(|(_, (_, found))| found.is_some()) {
        let first = first.saturating_sub(WORDS_BEFORE);
        let found = distinct(first);
        if found > best.0 {
            best = (found, first);
        }
    }
    let (found, first) = best;
    let shown = &words[window(first)];
    let start = if first == 0 { 0 } else { shown.first().map_or(0, |(word, _)| word.start) };
    let end = if first + shown.len() == words.len() {
        block.len()
    } else {
        shown.last().map_or(block.len(), |(word, _)| word.end)
    };
    let place = Place::new(block.start() + start, block.start() + end);
    let marks = shown
        .iter()
        .filter(|(_, found)| found.is_some())
        .map(|(word, _)| word.start - start..word.end - start)
        .collect();
    (found, Snippet { text: place.of(text).to_owned(), place, marks })
}
