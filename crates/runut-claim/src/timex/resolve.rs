//! Which stretch of the calendar an expression means, seen from the day of the report.

use jiff::civil::Date;
use runut_packs::Unit;

use super::{
    calendar::{self, Stretch},
    expression::{CalendarPoint, Expression, Point, Reach},
};

/// How far ahead of the report a day without a year may lie before last year's is meant.
const DAYS_AHEAD_MAX: i64 = 60;
/// The same for a month without a year.
const MONTHS_AHEAD_MAX: i64 = 1;

/// What is odd about an expression's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// Weekday and date do not go together.
    WeekdayContradictsDate,
    /// No calendar has the date.
    DateImpossible,
}

/// On which side of the report a time without its year is looked for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Before it: "sejak Agustus".
    Back,
    /// Before it, or just ahead.
    Near,
    /// After it: "akan dibuka pada Agustus".
    Ahead,
}

/// EDTF of the expression, and what is odd about it; `now` is the day of the report, where it is known, and `term` the
/// part of a year that the report spoke of last.
pub(super) fn resolve(
    expression: &Expression,
    now: Option<Date>,
    term: Option<Stretch>,
) -> (Option<String>, Option<Oddity>) {
    let (mut point, mut last) = (expression.point.clone(), expression.last.clone());
    if let (Point::Calendar(first), Some(Point::Calendar(last))) = (&mut point, &mut last) {
        share(first, last);
    }
    let way = match expression.reach {
        Reach::Since => Way::Back,
        Reach::Itself if expression.ahead => Way::Ahead,
        Reach::Itself | Reach::Until => Way::Near,
    };
    let (first, mut odd) = stretch(&point, now, way, term);
    let value = match last {
        Some(last) => {
            let (last, odd_last) = stretch(&last, now, way, term);
            odd = odd.or(odd_last);
            first.zip(last).map(|(first, last)| format!("{}/{}", first.start(), last.end()))
        }
        None => first.map(|first| match expression.reach {
            Reach::Itself => first.edtf(),
            Reach::Since => format!("{}/..", first.start()),
            Reach::Until => format!("../{}", first.end()),
        }),
    };
    (value, odd)
}

/// Each end of a range has the year of the other where it names none, and the first the last's month:
/// "10-12 Juni 2024".
fn share(first: &mut CalendarPoint, last: &mut CalendarPoint) {
    if let (Some(year), None, Some(month)) = (first.year, last.year, last.month)
        && last.year_shift.is_none()
    {
        last.year = Some(year.saturating_add(i16::from(first.month.is_some_and(|first| month < first))));
    }
    if first.month.is_some() || first.day.is_some() {
        first.month = first.month.or(last.month);
        if first.year.is_none() && first.year_shift.is_none() {
            first.year = last.year;
            first.year_shift = last.year_shift;
        }
    }
}

/// The part of a year that the point means, if it is one.
pub(super) fn term_of(expression: &Expression, now: Option<Date>, term: Option<Stretch>) -> Option<Stretch> {
    let way = if expression.ahead { Way::Ahead } else { Way::Near };
    match expression.point {
        Point::Term { .. } | Point::TermAgain { years: 0, .. } => {
            stretch(&expression.point, now, way, term).0
        }
        _ => None,
    }
}

fn stretch(
    point: &Point,
    now: Option<Date>,
    way: Way,
    term: Option<Stretch>,
) -> (Option<Stretch>, Option<Oddity>) {
    match *point {
        Point::Calendar(calendar) => by_calendar(&calendar, now, way),
        Point::Unit(unit, shift) => (now.and_then(|now| by_unit(unit, i64::from(shift), now)), None),
        Point::Away(unit, count) => {
            let stretch = now.and_then(|now| match unit {
                Unit::Day => calendar::days_from(now, count).map(Stretch::Day),
                _ => by_unit(unit, count, now),
            });
            (stretch, None)
        }
        Point::Term { month, months, year, year_shift } => {
            let shifted = year_shift.zip(now).map(|(shift, now)| now.year().saturating_add(i16::from(shift)));
            let last = month + months - 1;
            let near = || {
                now.filter(|_| year_shift.is_none()).map(|now| match way {
                    Way::Ahead => now.year().saturating_add(i16::from(last < now.month())),
                    _ => now.year().saturating_sub(i16::from(month > now.month())),
                })
            };
            (year.or(shifted).or_else(near).map(|year| Stretch::Months(year, month, last)), None)
        }
        Point::TermAgain { months, years, or_year } => (term_again(months, years, or_year, now, term), None),
        Point::Decade(year) => (Some(Stretch::Decade(year)), None),
        Point::Unfixed => (None, None),
    }
}

/// The part of a year that was spoken of last, so many years away: of this length, if one is given; else the last such
/// part that was over on the day of the report, or the year.
fn term_again(
    months: Option<i8>,
    years: i8,
    or_year: bool,
    now: Option<Date>,
    term: Option<Stretch>,
) -> Option<Stretch> {
    let years = i16::from(years);
    let spoken = term.and_then(|term| match term {
        Stretch::Months(year, first, last) if months.is_none_or(|months| last - first + 1 == months) => {
            Some((year, first, last))
        }
        _ => None,
    });
    let (year, first, last) = match (spoken, months, now?) {
        (Some(spoken), ..) => spoken,
        (None, Some(months), now) => {
            let over = (now.month() - 1) / months;
            let (year, number) = if over == 0 { (now.year() - 1, 12 / months) } else { (now.year(), over) };
            (year, (number - 1) * months + 1, number * months)
        }
        (None, None, now) => return or_year.then(|| Stretch::Year(now.year().saturating_add(years))),
    };
    Some(Stretch::Months(year.saturating_add(years), first, last))
}

fn by_unit(unit: Unit, steps: i64, now: Date) -> Option<Stretch> {
    match unit {
        Unit::Day => calendar::days_from(now, steps).map(Stretch::Day),
        Unit::Weekend => calendar::weekend(now, steps),
        Unit::Week => calendar::week(now, steps),
        Unit::Month => calendar::month(now, steps),
        Unit::Year => i16::try_from(i64::from(now.year()) + steps)
            .ok()
            .filter(|year| (1..=9999).contains(year))
            .map(Stretch::Year),
        Unit::Hour | Unit::Age => None,
    }
}

fn by_calendar(point: &CalendarPoint, now: Option<Date>, way: Way) -> (Option<Stretch>, Option<Oddity>) {
    let shifted_year =
        point.year_shift.zip(now).map(|(shift, now)| now.year().saturating_add(i16::from(shift)));
    let year = point.year.or(shifted_year);
    match (year, point.month, point.day) {
        (Some(year), Some(month), Some(day)) => dated(year, month, day, point.weekday),
        (Some(year), Some(month), None) => (Some(Stretch::Month(year, month)), None),
        (Some(year), None, _) => (Some(Stretch::Year(year)), None),
        (None, Some(month), Some(day)) => without_year(point, month, day, now, way),
        (None, Some(month), None) => {
            let year =
                now.filter(|_| point.year_shift.is_none()).map(|now| year_of_month(now, month, point, way));
            (year.map(|year| Stretch::Month(year, month)), None)
        }
        (None, None, _) => (now.and_then(|now| relative(point, now, way)), None),
    }
}

fn dated(year: i16, month: i8, day: i8, weekday: Option<i8>) -> (Option<Stretch>, Option<Oddity>) {
    match Date::new(year, month, day) {
        Ok(date) => {
            let odd = weekday
                .and_then(calendar::weekday)
                .filter(|&weekday| weekday != date.weekday())
                .map(|_| Oddity::WeekdayContradictsDate);
            (Some(Stretch::Day(date)), odd)
        }
        Err(_) => (None, Some(Oddity::DateImpossible)),
    }
}

/// Day and month: the year in which the weekday is right, else the nearest.
fn without_year(
    point: &CalendarPoint,
    month: i8,
    day: i8,
    now: Option<Date>,
    way: Way,
) -> (Option<Stretch>, Option<Oddity>) {
    // In a leap year the calendar has every day that it ever has.
    if Date::new(2024, month, day).is_err() {
        return (None, Some(Oddity::DateImpossible));
    }
    let Some(now) = now else { return (None, None) };
    let dates: Vec<(i64, Date)> = (-1..=1)
        .filter_map(|step| Date::new(now.year().saturating_add(step), month, day).ok())
        .map(|date| (days_between(now, date), date))
        .collect();
    let fits = |&&(days, _): &&(i64, Date)| match point.shift {
        Some(1) => days >= 0,
        Some(-1) => days <= 0,
        _ if way == Way::Ahead => days >= 0,
        _ => days <= if way == Way::Back { 0 } else { DAYS_AHEAD_MAX },
    };
    let near = |&&(days, _): &&(i64, Date)| days.abs();
    let nearest = dates.iter().filter(fits).min_by_key(near).or_else(|| dates.iter().min_by_key(near));
    let Some(&(_, nearest)) = nearest else { return (None, None) };
    let Some(weekday) = point.weekday.and_then(calendar::weekday) else {
        return (Some(Stretch::Day(nearest)), None);
    };
    // Last year's report of last year's day would have said the year: only the nearest may be wrong by its weekday.
    let odd = (nearest.weekday() != weekday).then_some(Oddity::WeekdayContradictsDate);
    (Some(Stretch::Day(nearest)), odd)
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX / 2, |span| i64::from(span.get_days()))
}

/// The year of a month without one: the last such month, or one just ahead.
fn year_of_month(now: Date, month: i8, point: &CalendarPoint, way: Way) -> i16 {
    let ahead = i64::from(month) - i64::from(now.month());
    let step = match point.shift {
        Some(1) => i16::from(ahead < 0),
        Some(0) => 0,
        Some(-1) => -i16::from(ahead > 0),
        _ if way == Way::Ahead => i16::from(ahead < 0),
        _ if ahead > if way == Way::Back { 0 } else { MONTHS_AHEAD_MAX } => -1,
        // January, seen from December.
        _ if way == Way::Near && ahead + 12 <= MONTHS_AHEAD_MAX => 1,
        _ => 0,
    };
    now.year().saturating_add(step)
}

/// A weekday or a day so many days away.
fn relative(point: &CalendarPoint, now: Date, way: Way) -> Option<Stretch> {
    if let Some(offset) = point.offset {
        return calendar::days_from(now, i64::from(offset)).map(Stretch::Day);
    }
    let weekday = point.weekday?;
    let day = match point.shift {
        Some(1) => calendar::next_weekday(now, weekday),
        Some(-1) => calendar::last_weekday(now, weekday, true),
        Some(0) => match calendar::week(now, 0)? {
            Stretch::Days(monday, _) => calendar::days_from(monday, i64::from(weekday) - 1),
            _ => None,
        },
        _ if way == Way::Ahead => calendar::next_weekday(now, weekday),
        _ => calendar::last_weekday(now, weekday, false),
    };
    day.map(Stretch::Day)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(point: CalendarPoint, now: Option<Date>, want: Option<&str>, odd: Option<Oddity>) {
        let expression = Expression {
            start: 0,
            end: 1,
            reach: Reach::Itself,
            point: Point::Calendar(point),
            last: None,
            anchors: false,
            ahead: false,
        };
        assert_eq!(
            resolve(&expression, now, None),
            (want.map(str::to_owned), odd),
            "{point:?} seen from {now:?}"
        );
    }

    #[test]
    fn what_is_not_written_is_seen_from_the_day_of_the_report() {
        let none = CalendarPoint::default();
        let now = Some(date(2025, 1, 2));
        let day = |month, day| CalendarPoint { month: Some(month), day: Some(day), ..none };
        check(day(12, 28), now, Some("2024-12-28"), None);
        check(day(1, 5), now, Some("2025-01-05"), None);
        check(day(9, 30), now, Some("2024-09-30"), None);
        check(day(9, 30), None, None, None);
        check(CalendarPoint { shift: Some(1), ..day(9, 30) }, now, Some("2025-09-30"), None);
        check(CalendarPoint { month: Some(12), ..none }, now, Some("2024-12"), None);
        check(CalendarPoint { month: Some(8), year_shift: Some(-1), ..none }, now, Some("2024-08"), None);
        check(CalendarPoint { offset: Some(-1), ..none }, now, Some("2025-01-01"), None);
        check(CalendarPoint { weekday: Some(4), ..none }, now, Some("2025-01-02"), None);
    }

    #[test]
    fn what_contradicts_itself_is_odd() {
        let none = CalendarPoint::default();
        let full = CalendarPoint { year: Some(2025), month: Some(6), day: Some(10), ..none };
        let contradicts = Some(Oddity::WeekdayContradictsDate);
        check(CalendarPoint { weekday: Some(1), ..full }, None, Some("2025-06-10"), contradicts);
        check(CalendarPoint { day: Some(31), ..full }, None, None, Some(Oddity::DateImpossible));
        check(
            CalendarPoint { year: None, month: Some(13), ..full },
            None,
            None,
            Some(Oddity::DateImpossible),
        );
    }
}
