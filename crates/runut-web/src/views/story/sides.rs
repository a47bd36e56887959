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
    anchor: String,
    /// The answers of each origin.
    answers: BTreeMap<String, Vec<Given<'a>>>,
}

/// A telling that answers: its words in short, if they are not its own, and its number among those of the question.
type Given<'a> = (Option<String>, &'a Telling, usize);

/// The table of a story; `from` is the number of the first column.
pub(crate) fn sides(make: &Lines, from: usize) -> Sides {
    let questions = questions(make);
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
    let mut add = |kind, key: String, anchor: String, tellings: Vec<(Option<String>, &'a Telling)>| {
        let mut answers: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (at, (words, telling)) in tellings.into_iter().enumerate() {
            answers.entry(origins::who(ledger, telling)).or_default().push((words, telling, at + 1));
        }
        questions.push(Question { kind, key, anchor, answers });
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
        let tellings = figure.told.iter().map(|told| (Some(value(told)), &told.telling));
        add("how_many", key, format!("f{}", index + 1), tellings.collect());
    }
    for (index, denial) in ledger.denials.iter().enumerate() {
        let mut tellings = vec![(None, &denial.telling)];
        tellings.extend(denial.asserted_in.iter().map(|telling| (None, telling)));
        add("denied", make.names.key(&denial.denies), format!("d{}", index + 1), tellings);
    }
    for (index, exchange) in ledger.exchanges.iter().enumerate() {
        let key = format!("{} → {}", make.names.of(&exchange.from), make.names.of(&exchange.to));
        let tellings = exchange.told.iter().map(|telling| (None, telling));
        add("in_return", key, format!("x{}", index + 1), tellings.collect());
    }
    for (index, origin) in ledger.origins.iter().enumerate() {
        // What is counted and denied has its own rows; here stands what is done.
        let is_act = origin
            .key
            .split_once(' ')
            .is_some_and(|(code, _)| make.names.packs.event_types.get(code).is_some());
        if is_act && !origin.key.contains(" denies ") {
            let tellings = origin.traces.iter().map(|telling| (None, telling));
            add("what", make.names.key(&origin.key), format!("k{}", index + 1), tellings.collect());
        }
    }
    questions
}

fn row(question: &Question, shown: &[(&str, usize)], make: &Lines) -> Row {
    let answer = |(words, telling, at): &Given| {
        // A denial's own line is `d3`; where it is asserted, `d3-1` and so on.
        let anchor = match (question.kind, at) {
            ("denied", 1) => question.anchor.clone(),
            ("denied", at) => format!("{}-{}", question.anchor, at - 1),
            (_, at) => format!("{}-{at}", question.anchor),
        };
        let line = make.line(telling, anchor);
        Answer {
            words: words.clone().filter(|words| !words.is_empty()).unwrap_or(line.words),
            href: line.href,
            date: line.date,
            more: 0,
        }
    };
    let cell = |(origin, _): &(&str, usize)| {
        let Some(answers) = question.answers.get(*origin) else { return Vec::new() };
        let mut shown: Vec<Answer> = Vec::new();
        let mut left = 0;
        for told in answers {
            let again = shown.iter().any(|other| Some(&other.words) == told.0.as_ref());
            if again || shown.len() == ANSWERS {
                left += 1;
            } else {
                shown.push(answer(told));
            }
        }
        if let Some(last) = shown.last_mut() {
            last.more = left;
        }
        shown
    };
    Row { kind: question.kind, words: question.key.clone(), cells: shown.iter().map(cell).collect() }
}
