//! Times of TimeBank 1.2 (Pustejovsky et al. 2006), English news in TimeML.
//!
//! # What counts as found
//! An expression that shares words with an annotated one (one to one), and its value is right where both mean the same
//! calendar time. TIMEX3 values are read as EDTF: a time of day by its day, a quarter by its months, a week by its
//! days, a season by EDTF's number; lengths (`P5Y`), and sets have no calendar value, as runut gives them none.
//! What TimeML values as "present", "past" or "future" and nothing more ("now", "recently", "soon") is left out on both
//! sides, as our guidelines leave it out; "today" is not. "since August" counts by August.

use std::{fs, io::Write as _, path::Path};

use anyhow::Context as _;
use jiff::{
    ToSpan as _,
    civil::{Date, ISOWeekDate, Weekday},
};

use super::{Place, Tally, around};

/// An annotated expression.
struct Time {
    place: Place,
    /// As TimeML writes it.
    raw: String,
}

/// Prints the figures.
pub(super) fn score(folder: &Path, misses: bool) -> anyhow::Result<()> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("cannot list `{}`", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "tml"));
    files.sort();
    let (mut spans, mut values, mut calendar) = (Tally::default(), Tally::default(), Tally::default());
    let mut out = std::io::stdout();
    for path in files {
        let xml = fs::read_to_string(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let (text, times, published) = parse(&xml);
        let reading = super::read(&text, "en", published.as_deref(), "\n\n");
        let (left_out, wanted): (Vec<Time>, Vec<Time>) =
            times.into_iter().partition(|time| time.raw.ends_with("_REF"));
        let found: Vec<_> = reading
            .annotations
            .times
            .iter()
            .filter(|time| !left_out.iter().any(|other| other.place.overlaps(time.span)))
            .collect();
        let mut taken = vec![false; found.len()];
        for tally in [&mut spans, &mut values] {
            tally.found += found.len();
            tally.wanted += wanted.len();
        }
        calendar.wanted += wanted.iter().filter(|time| edtf(&time.raw).is_some()).count();
        calendar.found += found.iter().filter(|time| time.value.is_some()).count();
        for time in &wanted {
            let value = edtf(&time.raw);
            let match_at = (0..found.len()).find(|&at| !taken[at] && found[at].span.overlaps(time.place));
            let Some(at) = match_at else {
                if misses {
                    writeln!(out, "- missed {}: {}", time.raw, around(&text, time.place))?;
                }
                continue;
            };
            taken[at] = true;
            spans.right += 1;
            let got = found[at].value.as_deref().map(closed);
            let right = got == value.as_deref();
            values.right += usize::from(right);
            calendar.right += usize::from(right && value.is_some());
            if misses && !right {
                writeln!(
                    out,
                    "! {} read as {}: {}",
                    time.raw,
                    got.unwrap_or("nothing"),
                    around(&text, time.place)
                )?;
            }
        }
        for (time, _) in found.iter().zip(&taken).filter(|(_, taken)| misses && !**taken) {
            let value = time.value.as_deref().unwrap_or("nothing");
            writeln!(out, "+ too many, {value}: {}", around(&text, time.span))?;
        }
    }
    spans.print("expressions")?;
    values.print("expressions with the right value")?;
    calendar.print("of those, calendar values alone")
}

/// The value without an open end: "1989-08" of "1989-08/..".
fn closed(value: &str) -> &str {
    value.trim_end_matches("/..").trim_start_matches("../")
}

/// The text of a TimeML file, its expressions, and the day on which it was published.
fn parse(xml: &str) -> (String, Vec<Time>, Option<String>) {
    let published = xml
        .find("functionInDocument=\"CREATION_TIME\"")
        .and_then(|at| xml[..at].rfind("value=\""))
        .and_then(|at| xml[at + 7..].split('"').next())
        .map(|value| value.chars().take(10).collect());
    let inside = xml.split_once("<TEXT>").and_then(|(_, rest)| rest.split_once("</TEXT>"));
    let mut rest = inside.map_or("", |(inside, _)| inside);
    let mut text = String::new();
    let mut times: Vec<Time> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(if rest.starts_with('<') { '>' } else { ';' }).unwrap_or(rest.len() - 1);
        let tag = &rest[1..end];
        if rest.starts_with('&') {
            text.push_str(match tag {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                _ => "'",
            });
        } else if tag.starts_with("TIMEX3") {
            let value = tag.split_once(" value=\"").and_then(|(_, rest)| rest.split('"').next());
            open = Some((text.len(), value.unwrap_or_default().to_owned()));
        } else if tag == "/TIMEX3"
            && let Some((start, raw)) = open.take()
        {
            times.push(Time { place: Place::new(start, text.len()), raw });
        }
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    (text, times, published)
}

/// The calendar time that a TIMEX3 value means, in EDTF.
///
/// # Source
/// TimeML 1.2.1, TIMEX3 `value`; ISO 8601-2:2019, Annex A.
fn edtf(raw: &str) -> Option<String> {
    let day = raw.split('T').next()?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = day.split('-').collect();
    match parts[..] {
        [year] if digits(year) && year.len() == 4 => Some(year.to_owned()),
        [year] => {
            let known = year.trim_end_matches('X');
            (digits(known) && (2..4).contains(&known.len())).then(|| format!("{known:X<4}"))
        }
        [year, month] if digits(year) && digits(month) => Some(day.to_owned()),
        [year, month, last] if digits(year) && digits(month) && digits(last) => Some(day.to_owned()),
        [year, part, ref rest @ ..] if digits(year) && part.len() > 1 => {
            let (letter, number) = part.split_at(1);
            match letter {
                "Q" => months(year, number.parse().ok()?, 3),
                "H" => months(year, number.parse().ok()?, 6),
                "W" if digits(number) => week(year.parse().ok()?, number.parse().ok()?, rest == ["WE"]),
                _ => {
                    let season = ["SP", "SU", "FA", "WI"].iter().position(|name| *name == part)?;
                    Some(format!("{year}-{}", 21 + season))
                }
            }
        }
        _ => None,
    }
}

fn months(year: &str, number: usize, length: usize) -> Option<String> {
    let last = number * length;
    (number > 0 && last <= 12).then(|| format!("{year}-{:02}/{year}-{last:02}", last - length + 1))
}

fn week(year: i16, number: i8, weekend: bool) -> Option<String> {
    let monday: Date = ISOWeekDate::new(year, number, Weekday::Monday).ok()?.date();
    let first = if weekend { monday + 5.days() } else { monday };
    Some(format!("{first}/{}", monday + 6.days()))
}
