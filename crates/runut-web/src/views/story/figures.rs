//! How many? One counted thing and scope at a time.

use runut_story::{self as ledger, Verdict};

use super::{Line, Lines};
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

impl Figure {
    /// Whether it is told only once.
    pub(crate) fn is_single(&self) -> bool {
        self.rows.len() < 2
    }
}

/// The figures of a story; those on which reports differ come first.
pub(crate) fn figures(make: &Lines) -> Vec<Figure> {
    let mut figures: Vec<(Verdict, Figure)> = make
        .ledger
        .figures
        .iter()
        .enumerate()
        .map(|(index, told)| (told.verdict, figure(make, told, index + 1)))
        .collect();
    figures.sort_by_key(|(verdict, _)| match verdict {
        Verdict::Differ => 0,
        Verdict::Update => 1,
        Verdict::Agree => 2,
        Verdict::Single => 3,
    });
    figures.into_iter().map(|(_, figure)| figure).collect()
}

fn figure(make: &Lines, told: &ledger::Figure, number: usize) -> Figure {
    let m = make.names.messages;
    let of = make.names.counted(&told.of);
    let one_scope = told.told.iter().all(|one| one.scope == told.told[0].scope);
    let scope = if one_scope { make.names.key(&told.scope) } else { String::new() };
    let rows: Vec<Row> = told
        .told
        .iter()
        .enumerate()
        .map(|(index, one)| Row {
            value: written::bounds(m, one.low, one.high, one.approximate),
            line: make.line(&one.telling, format!("f{number}-{}", index + 1)),
            headline: one.headline,
            qualifier: one.qualifier.clone(),
            scope: (!one_scope && !one.scope.is_empty()).then(|| make.names.key(&one.scope)),
        })
        .collect();
    let points: Vec<Point> = told.told.iter().zip(&rows).map(|(one, row)| point(make, one, row)).collect();
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
        rows,
    }
}

fn point(make: &Lines, one: &ledger::FigureTelling, row: &Row) -> Point {
    let report = make.ledger.reports.get(one.telling.report);
    let published = report.and_then(|report| report.published.as_deref().or(report.earliest.as_deref()));
    Point {
        day: one
            .telling
            .date
            .as_deref()
            .and_then(written::first_day)
            .or(published.and_then(written::first_day)),
        low: one.low,
        high: one.high,
        look: row.line.look,
        who: origins::who(make.ledger, &one.telling),
        words: format!("{}: {} · {}", row.line.chain.join(" → "), row.value, row.line.date),
        href: format!("#{}", row.line.anchor),
    }
}
