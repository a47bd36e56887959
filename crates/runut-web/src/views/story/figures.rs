//! How many? One counted thing and scope at a time.

use std::collections::BTreeSet;

use runut_story::{self as ledger, Ledger, Verdict};

use super::{Line, Lines, Part};
use crate::{
    origins,
    svg::{FigureChart, Point},
    written,
};

/// One counted thing in one scope.
pub(crate) struct Figure {
    pub(crate) of: String,
    pub(crate) scope: String,
    pub(crate) verdict: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) chart: Option<FigureChart>,
    pub(crate) rows: Vec<Row>,
    /// How many values there are in all, and the address of all where the page has not all.
    pub(crate) total: usize,
    pub(crate) all: Option<String>,
}

/// One value.
pub(crate) struct Row {
    pub(crate) value: String,
    pub(crate) line: Line,
    pub(crate) headline: bool,
    pub(crate) qualifier: Option<String>,
    /// The scope of this value, where the values of the figure are not all of one.
    pub(crate) scope: Option<String>,
}

/// The order of the figures: those on which reports differ come first, those told once last.
pub(crate) fn order(ledger: &Ledger) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ledger.figures.len()).collect();
    order.sort_by_key(|&index| match ledger.figures[index].verdict {
        Verdict::Differ => 0,
        Verdict::Update => 1,
        Verdict::Agree => 2,
        Verdict::Single => 3,
    });
    order
}

/// The figures of a story.
pub(crate) fn figures(make: &Lines) -> Part<Figure> {
    make.asked
        .part("figures", &order(make.ledger), |index| figure(make, &make.ledger.figures[index], index + 1))
}

fn figure(make: &Lines, told: &ledger::Figure, number: usize) -> Figure {
    let m = make.names.messages;
    let of = make.names.counted(&told.of);
    let one_scope = told.told.iter().all(|one| one.scope == told.told[0].scope);
    let scope = if one_scope { make.names.key(&told.scope) } else { String::new() };
    let anchor = format!("f{number}");
    let max = make.asked.tellings();
    let rows: Vec<Row> = told
        .told
        .iter()
        .take(max)
        .enumerate()
        .map(|(index, one)| Row {
            value: written::bounds(m, one.low, one.high, one.approximate),
            line: make.line(&one.telling, format!("{anchor}-{}", index + 1)),
            headline: one.headline,
            qualifier: one.qualifier.clone(),
            scope: (!one_scope && !one.scope.is_empty()).then(|| make.names.key(&one.scope)),
        })
        .collect();
    // What one says on one day is one mark, however many reports print it.
    let mut drawn = BTreeSet::new();
    let told_once = told.told.iter().enumerate().filter(|(_, one)| {
        let value = (one.low.map(f64::to_bits), one.high.map(f64::to_bits));
        drawn.insert((origins::who(make.ledger, &one.telling), day(make, one), value))
    });
    let points: Vec<Point> = told_once.map(|(index, one)| point(make, one, rows.get(index))).collect();
    let title = m.with("figures.chart", "of", &of);
    Figure {
        chart: FigureChart::of(m, title, &points),
        of,
        scope,
        verdict: told.verdict.as_str(),
        sign: match told.verdict {
            Verdict::Single => "1",
            Verdict::Agree => "=",
            Verdict::Update => "↻",
            Verdict::Differ => "≠",
        },
        total: told.told.len(),
        all: (told.told.len() > max).then(|| make.asked.alone(&anchor)),
        rows,
    }
}

/// A value as a mark of the chart; `row` is its row of the table, where the page has it.
fn point(make: &Lines, one: &ledger::FigureTelling, row: Option<&Row>) -> Point {
    let who = origins::who(make.ledger, &one.telling);
    Point {
        day: day(make, one),
        low: one.low,
        high: one.high,
        look: make.looks.get(&who),
        words: row
            .map(|row| format!("{}: {} · {}", row.line.chain.join(" → "), row.value, row.line.date))
            .unwrap_or_default(),
        href: row.map(|row| format!("#{}", row.line.anchor)).unwrap_or_default(),
        who,
    }
}

/// The day that a telling gives, else that of its report.
fn day(make: &Lines, one: &ledger::FigureTelling) -> Option<jiff::civil::Date> {
    let report = make.ledger.reports.get(one.telling.report);
    let published = report.and_then(|report| report.published.as_deref().or(report.earliest.as_deref()));
    let told = one.telling.date.as_deref().and_then(written::first_day);
    told.or(published.and_then(written::first_day))
}
