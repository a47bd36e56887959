//! The story's days from left to right: when reports came out, when things were said, when they happened.

use askama::Template;
use jiff::civil::Date;

use super::axis::{DayAxis, Tick, round};
use crate::{messages::Messages, written};

const WIDTH: f64 = 720.0;
const LEFT: f64 = 110.0;
const ROW: f64 = 34.0;
const TOP: f64 = 20.0;

/// Things of one kind, each on its day.
pub(crate) struct Row {
    pub(crate) label: String,
    /// Class of the dots.
    pub(crate) class: &'static str,
    pub(crate) days: Vec<Date>,
}

/// The drawing.
#[derive(Template)]
#[template(path = "svg/timeline.svg")]
pub(crate) struct TimeChart {
    title: String,
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    bottom: f64,
    rows: Vec<Drawn>,
    ticks: Vec<Tick>,
    earlier: Option<String>,
}

struct Drawn {
    label: String,
    class: &'static str,
    y: f64,
    dots: Vec<Dot>,
}

struct Dot {
    x: f64,
    r: f64,
    words: String,
}

impl TimeChart {
    /// The drawing of `rows`. The axis holds what lies not long before `since`, the first day of the story itself;
    /// what is earlier stands at its left edge. `None` where no day is known.
    pub(crate) fn of(m: &Messages, title: String, rows: &[Row], since: Option<Date>) -> Option<Self> {
        let all = || rows.iter().flat_map(|row| row.days.iter().copied());
        let near = since.and_then(|since| since.checked_sub(jiff::Span::new().days(45)).ok());
        let axis =
            DayAxis::of(all().filter(|day| near.is_none_or(|near| *day >= near)), LEFT + 40.0, WIDTH - 40.0)?;
        let earlier = all().any(|day| near.is_some_and(|near| day < near));
        let bottom = TOP + ROW * rows.len() as f64;
        let drawn = rows.iter().enumerate().map(|(index, row)| Drawn {
            label: row.label.clone(),
            class: row.class,
            y: TOP + ROW * (index as f64 + 0.5),
            dots: dots(m, row, &axis),
        });
        Some(Self {
            title,
            width: WIDTH,
            height: bottom + 30.0,
            left: LEFT,
            right: WIDTH - 8.0,
            bottom,
            rows: drawn.collect(),
            ticks: axis.ticks(m),
            earlier: earlier.then(|| m.t("time.earlier").to_owned()),
        })
    }
}

/// One dot per day, its area for how many there are.
fn dots(m: &Messages, row: &Row, axis: &DayAxis) -> Vec<Dot> {
    let mut days = row.days.clone();
    days.sort_unstable();
    let mut dots: Vec<(f64, usize, String)> = Vec::new();
    for day in days {
        let held = axis.holds(day);
        let x = if held { axis.at(day) } else { LEFT + 14.0 };
        match dots.last_mut() {
            Some((last, count, _)) if (*last - x).abs() < 0.5 => *count += 1,
            _ if held => dots.push((x, 1, written::date(m, &day.to_string()))),
            _ => dots.push((x, 1, m.t("time.earlier").to_owned())),
        }
    }
    dots.into_iter()
        .map(|(x, count, day)| Dot {
            x,
            r: round((4.0 * (count as f64).sqrt()).min(12.0)),
            words: format!("{} · {day} · ×{count}", row.label),
        })
        .collect()
}
