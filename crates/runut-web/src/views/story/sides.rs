//! Who says what, side by side: a row for each question that the claims answer, a column for each origin. An empty cell
//! says that this origin is not known to answer it.

use std::collections::BTreeMap;

use runut_story::Telling;

use super::{Lines, Part};
use crate::{
    origins::{self, Look},
    written,
};

/// Columns of a page.
const COLUMNS: usize = 5;
/// Answers of one origin to one question that are written out.
const ANSWERS: usize = 2;

/// The table.
pub(crate) struct Sides {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Part<Row>,
    /// How many origins there are in all, and the address of those that follow and that come before.
    pub(crate) origins: usize,
    pub(crate) more: Option<String>,
    pub(crate) fewer: Option<String>,
}

/// An origin.
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) look: Look,
}

/// A question.
pub(crate) struct Row {
    /// What kind of question: "how_many", "denied".
    pub(crate) kind: &'static str,
    pub(crate) words: String,
    pub(crate) cells: Vec<Vec<Answer>>,
}

/// What an origin answers.
pub(crate) struct Answer {
    pub(crate) words: String,
    /// Whether these are words of the report, and not a number.
    pub(crate) quoted: bool,
    pub(crate) href: String,
    pub(crate) date: String,
    /// How many further tellings of this origin there are.
    pub(crate) more: usize,
}

/// A question with its answers by origin.
struct Question<'a> {
    kind: &'static str,
    /// What it is about, as the ledger writes it.
    key: String,
    /// The answers of each origin.
    answers: BTreeMap<String, Vec<Given<'a>>>,
}

/// A telling that answers: the anchor of its line, what it answers in short, if that is not its words, and itself.
type Given<'a> = (String, Option<String>, &'a Telling);

/// The table of a story; `from` is the number of the first column.
pub(crate) fn sides(make: &Lines, from: usize) -> Sides {
    let questions = if make.asked.shows("sides") { questions(make) } else { Vec::new() };
    let mut heard: BTreeMap<&str, usize> = BTreeMap::new();
    for origin in questions.iter().flat_map(|question| question.answers.keys()) {
        *heard.entry(origin).or_default() += 1;
    }
    let mut ranked: Vec<(&str, usize)> = heard.into_iter().collect();
    ranked.sort_by_key(|(_, answers)| usize::MAX - answers);
    let origins = ranked.len();
    let from = from.min(origins.saturating_sub(1)) / COLUMNS * COLUMNS;
    let shown = &ranked[from..(from + COLUMNS).min(origins)];
    // Those questions first that most of these origins answer; one that none of them does stands with others.
    let answered = |index: &usize| {
        let answers = &questions[*index].answers;
        shown.iter().filter(|(origin, _)| answers.contains_key(*origin)).count()
    };
    let mut order: Vec<usize> = (0..questions.len()).filter(|index| answered(index) > 0).collect();
    order.sort_by_key(|index| usize::MAX - answered(index));
    let rows = make.asked.part("sides", &order, |index| row(&questions[index], shown, make));
    let to = |from: usize| make.asked.href(Some("sides"), &[("from", &from.to_string())]);
    Sides {
        columns: shown
            .iter()
            .map(|(origin, _)| Column { name: make.names.of(origin), look: make.looks.get(origin) })
            .collect(),
        rows,
        origins,
        more: (from + COLUMNS < origins).then(|| to(from + COLUMNS)),
        fewer: (from > 0).then(|| to(from - COLUMNS)),
    }
}

/// Everything that tellings answer, but what only one report has.
fn questions<'a>(make: &Lines<'a>) -> Vec<Question<'a>> {
    let ledger = make.ledger;
    let m = make.names.messages;
    let mut questions: Vec<Question> = Vec::new();
    let mut add = |kind, key: String, tellings: Vec<Given<'a>>| {
        let mut answers: BTreeMap<String, Vec<Given>> = BTreeMap::new();
        for given in tellings {
            answers.entry(origins::who(ledger, given.2)).or_default().push(given);
        }
        questions.push(Question { kind, key, answers });
    };
    for (index, figure) in ledger.figures.iter().enumerate().filter(|(_, figure)| figure.told.len() > 1) {
        let scope = figure.scope.split("; ").next().unwrap_or_default();
        let key = if scope.is_empty() {
            make.names.counted(&figure.of)
        } else {
            format!("{} ({})", make.names.counted(&figure.of), make.names.key(scope))
        };
        let value =
            |told: &runut_story::FigureTelling| written::bounds(m, told.low, told.high, told.approximate);
        let tellings = figure.told.iter().enumerate();
        let tellings = tellings
            .map(|(at, told)| (format!("f{}-{}", index + 1, at + 1), Some(value(told)), &told.telling));
        add("how_many", key, tellings.collect());
    }
    // What several deny is one question; those who assert it answer it too.
    let mut denied: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, denial) in ledger.denials.iter().enumerate() {
        denied.entry(&denial.denies).or_default().push(index);
    }
    for (denies, denials) in denied {
        let mut tellings: Vec<(String, Option<String>, &Telling)> = Vec::new();
        for index in denials {
            let denial = &ledger.denials[index];
            tellings.push((format!("d{}", index + 1), None, &denial.telling));
            let asserted = denial.asserted_in.iter().enumerate();
            tellings.extend(asserted.map(|(at, told)| (format!("d{}-{}", index + 1, at + 1), None, told)));
        }
        add("denied", make.names.key(denies), tellings);
    }
    for (index, exchange) in ledger.exchanges.iter().enumerate() {
        let key = format!("{} → {}", make.names.of(&exchange.from), make.names.of(&exchange.to));
        let tellings = exchange.told.iter().enumerate();
        let tellings = tellings.map(|(at, told)| (format!("x{}-{}", index + 1, at + 1), None, told));
        add("in_return", key, tellings.collect());
    }
    for (index, origin) in ledger.origins.iter().enumerate() {
        // What is counted and denied has its own rows; here stands what is done.
        let is_act = origin
            .key
            .split_once(' ')
            .is_some_and(|(code, _)| make.names.packs.event_types.get(code).is_some());
        if is_act && !origin.key.contains(" denies ") {
            let tellings = origin.traces.iter().enumerate();
            let tellings = tellings.map(|(at, told)| (format!("k{}-{}", index + 1, at + 1), None, told));
            add("what", make.names.key(&origin.key), tellings.collect());
        }
    }
    questions
}

fn row(question: &Question, shown: &[(&str, usize)], make: &Lines) -> Row {
    let cell = |(origin, _): &(&str, usize)| {
        let mut cell: Vec<Answer> = Vec::new();
        let mut left = 0;
        for (anchor, short, telling) in question.answers.get(*origin).into_iter().flatten() {
            let line = make.line(telling, anchor.clone());
            let (words, quoted) = match short {
                Some(short) if !short.is_empty() => (short.clone(), false),
                _ => (line.words, true),
            };
            if cell.len() == ANSWERS || cell.iter().any(|other| other.words == words) {
                left += 1;
            } else {
                cell.push(Answer { words, quoted, href: line.href, date: line.date, more: 0 });
            }
        }
        if let Some(last) = cell.last_mut() {
            last.more = left;
        }
        cell
    };
    Row { kind: question.kind, words: question.key.clone(), cells: shown.iter().map(cell).collect() }
}
