//! An axis of days.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::messages::Messages;

/// Days laid out between two places of a drawing.
pub(crate) struct DayAxis {
    first: Date,
    days: i32,
    from: f64,
    to: f64,
}

/// A day with its place and its words.
pub(crate) struct Tick {
    pub(crate) at: f64,
    pub(crate) words: String,
}

/// Steps between ticks, in days.
const STEPS: [i32; 10] = [1, 2, 7, 14, 30, 91, 182, 365, 1826, 3652];

impl DayAxis {
    /// An axis that holds all of `days`; `None` where there is none.
    pub(crate) fn of(days: impl Iterator<Item = Date>, from: f64, to: f64) -> Option<Self> {
        let (mut first, mut last): (Option<Date>, Option<Date>) = (None, None);
        for day in days {
            first = Some(first.map_or(day, |first| first.min(day)));
            last = Some(last.map_or(day, |last| last.max(day)));
        }
        let (first, last) = (first?, last?);
        Some(Self { first, days: distance(first, last), from, to })
    }

    /// The place of a day.
    pub(crate) fn at(&self, day: Date) -> f64 {
        if self.days == 0 {
            return f64::midpoint(self.from, self.to);
        }
        let share = f64::from(distance(self.first, day)) / f64::from(self.days);
        round(self.from + share * (self.to - self.from))
    }

    /// Whether a day lies on the axis.
    pub(crate) fn holds(&self, day: Date) -> bool {
        (0..=self.days).contains(&distance(self.first, day))
    }

    /// Days to be written, eight at most; the year stands where it begins.
    pub(crate) fn ticks(&self, m: &Messages) -> Vec<Tick> {
        let step = STEPS.into_iter().find(|step| self.days / step <= 6).unwrap_or(self.days / 6 + 1);
        let mut ticks = Vec::new();
        let mut year = 0;
        for day in (0..=self.days).step_by(step.max(1) as usize) {
            let Ok(date) = self.first.checked_add(jiff::Span::new().days(day)) else { break };
            let month = &m.format.months_short[usize::try_from(date.month() - 1).unwrap_or_default()];
            let mut words = format!("{} {month}", date.day());
            if date.year() != year {
                year = date.year();
                let _ = write!(words, " {year}");
            }
            ticks.push(Tick { at: self.at(date), words });
        }
        ticks
    }
}

/// Days from one to another.
pub(crate) fn distance(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// To a tenth, so that drawings are short and the same everywhere.
pub(crate) fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn places_and_ticks() {
        let m = Messages::of("en").expect("we have it");
        let days = ["2024-12-30", "2025-01-03"].map(day);
        let axis = DayAxis::of(days.into_iter(), 0.0, 100.0).expect("days");
        assert_eq!(days.map(|day| axis.at(day).to_string()), ["0", "100"]);
        let ticks: Vec<String> = axis.ticks(m).into_iter().map(|tick| tick.words).collect();
        assert_eq!(ticks, ["30 Dec 2024", "31 Dec", "1 Jan 2025", "2 Jan", "3 Jan"]);
        assert!(DayAxis::of(std::iter::empty(), 0.0, 1.0).is_none());
        let wide = DayAxis::of(["0001-01-01", "9999-12-31"].map(day).into_iter(), 0.0, 9.0).expect("days");
        assert!(wide.ticks(m).len() <= 8);
    }
}
