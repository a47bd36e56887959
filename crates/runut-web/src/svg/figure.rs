//! One counted thing: value or range against day, a mark per claimant, a line only within one claimant.

use askama::Template;
use jiff::civil::Date;

use super::axis::{DayAxis, Tick, round};
use crate::{messages::Messages, origins::Look, written};

const WIDTH: f64 = 640.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 164.0;
const LEFT: f64 = 96.0;
/// Where values without a day stand.
const UNDATED: f64 = WIDTH - 34.0;

/// A value to be drawn.
pub(crate) struct Point {
    pub(crate) day: Option<Date>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) look: Look,
    /// Who says it: a line joins what the same say.
    pub(crate) who: String,
    /// All of it in words, for who points at the mark.
    pub(crate) words: String,
    pub(crate) href: String,
}

/// The drawing of one figure.
#[derive(Template)]
#[template(path = "svg/figure.svg")]
pub(crate) struct FigureChart {
    title: String,
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    bottom: f64,
    days: Vec<Tick>,
    undated: Option<Tick>,
    values: Vec<Tick>,
    marks: Vec<Mark>,
    lines: Vec<Join>,
    note: Option<String>,
}

struct Mark {
    x: f64,
    y: f64,
    bar: Option<(f64, f64)>,
    /// 1 up, -1 down: the value may be more, or less.
    open: i8,
    look: Look,
    words: String,
    href: String,
}

struct Join {
    hue: usize,
    points: String,
}

impl FigureChart {
    /// The drawing of values; `None` where they are all the same.
    pub(crate) fn of(m: &Messages, title: String, points: &[Point]) -> Option<Self> {
        let bound: Vec<&Point> = points.iter().filter(|point| point.low.or(point.high).is_some()).collect();
        let value = |point: &Point| (point.low.map(f64::to_bits), point.high.map(f64::to_bits));
        if bound.iter().all(|point| value(point) == value(bound[0])) {
            return None;
        }
        let undated = bound.iter().any(|point| point.day.is_none());
        let right = if undated { UNDATED - 50.0 } else { WIDTH - 34.0 };
        let axis = DayAxis::of(bound.iter().filter_map(|point| point.day), LEFT + 30.0, right);
        let scale = Scale::of(bound.iter().flat_map(|point| [point.low, point.high]).flatten());
        let mut marks: Vec<Mark> = bound.iter().map(|point| mark(point, axis.as_ref(), &scale)).collect();
        let lines = joins(&bound, &marks);
        spread(&mut marks);
        Some(Self {
            title,
            width: WIDTH,
            height: BOTTOM + 34.0,
            left: LEFT,
            right: WIDTH - 8.0,
            bottom: BOTTOM,
            days: axis.map(|axis| axis.ticks(m)).unwrap_or_default(),
            undated: undated.then(|| Tick { at: UNDATED, words: m.t("figures.undated").to_owned() }),
            values: scale.ticks(m),
            marks,
            lines,
            note: scale.logarithmic.then(|| m.t("figures.log").to_owned()),
        })
    }
}

fn mark(point: &Point, axis: Option<&DayAxis>, scale: &Scale) -> Mark {
    let x = point.day.and_then(|day| axis.map(|axis| axis.at(day))).unwrap_or(UNDATED);
    let (low, high) = (point.low.map(|low| scale.at(low)), point.high.map(|high| scale.at(high)));
    let y = match (low, high) {
        (Some(low), Some(high)) => f64::midpoint(low, high),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => BOTTOM,
    };
    let bar = low.zip(high).filter(|(low, high)| low - high > 1.0);
    let open = i8::from(high.is_none()) - i8::from(low.is_none());
    Mark { x, y: round(y), bar, open, look: point.look, words: point.words.clone(), href: point.href.clone() }
}

/// Lines between what one claimant says on several days.
fn joins(points: &[&Point], marks: &[Mark]) -> Vec<Join> {
    let mut joins = Vec::new();
    for (index, point) in points.iter().enumerate() {
        if points[..index].iter().any(|before| before.who == point.who) {
            continue;
        }
        let mut places: Vec<(f64, f64)> = points
            .iter()
            .zip(marks)
            .filter(|(other, _)| other.who == point.who && other.day.is_some())
            .map(|(_, mark)| (mark.x, mark.y))
            .collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        places.dedup();
        if places.len() > 1 && places.windows(2).any(|pair| pair[0].0 < pair[1].0) {
            let points = places.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
            joins.push(Join { hue: point.look.hue, points });
        }
    }
    joins
}

/// Marks on the same place move aside, so that each can be seen.
fn spread(marks: &mut [Mark]) {
    for index in 1..marks.len() {
        let (before, rest) = marks.split_at_mut(index);
        let mark = &mut rest[0];
        let mut tries = 0;
        while tries < 12
            && before.iter().any(|other| (other.x - mark.x).abs() < 13.0 && (other.y - mark.y).abs() < 13.0)
        {
            mark.x = round(mark.x + 14.0);
            tries += 1;
        }
        mark.x = mark.x.min(WIDTH - 12.0);
    }
}

/// From values to places.
struct Scale {
    low: f64,
    high: f64,
    logarithmic: bool,
}

impl Scale {
    /// From nought to the highest value; logarithmic where the lowest would vanish.
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        let logarithmic = low > 0.0 && high / low > 30.0;
        let low = if logarithmic { 10_f64.powf(low.log10().floor()) } else { low.min(0.0) };
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, logarithmic }
    }

    fn at(&self, value: f64) -> f64 {
        let share = if self.logarithmic {
            (value.max(self.low) / self.low).log10() / (self.high / self.low).log10()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        round(BOTTOM - share.clamp(0.0, 1.0) * (BOTTOM - TOP))
    }

    fn ticks(&self, m: &Messages) -> Vec<Tick> {
        let tick = |value: f64| Tick { at: self.at(value), words: written::number(m, value) };
        if self.logarithmic {
            let steps = (self.high / self.low).log10().floor() as i32;
            return (0..=steps.min(12)).map(|step| tick(self.low * 10_f64.powi(step))).collect();
        }
        let rough = (self.high - self.low) / 3.0;
        let unit = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * unit).into_iter().find(|step| *step >= rough);
        let step = step.unwrap_or(rough);
        let count = ((self.high - self.low) / step).floor() as i32;
        (0..=count.min(6)).map(|index| tick(self.low + f64::from(index) * step)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_hold_their_values() {
        let m = &Messages::all()[0];
        let odd: [&[f64]; 6] =
            [&[3000.0, 4000.0], &[1.0, 1e6], &[0.0, 0.0], &[5.0, 5.0], &[-3.0, 8.0], &[1e300, f64::INFINITY]];
        for values in odd {
            let scale = Scale::of(values.iter().copied());
            assert!(values.iter().all(|value| (TOP..=BOTTOM).contains(&scale.at(*value))), "{values:?}");
            let ticks = scale.ticks(m);
            assert!((1..=13).contains(&ticks.len()), "{values:?}");
        }
    }
}
