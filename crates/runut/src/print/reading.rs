//! One report: what it says of itself, who says what in it, what is said to happen, what it counts.

use runut_export::{EventRecord, ReadingRecord, StatementRecord};

use super::{
    Line, Sheet,
    chain::{Telling, tellings},
    names, number,
    sheet::{FAINT, NOTE, STRONG},
    text,
};
use crate::messages::Messages;

/// Prints one report; with its text where `with_text` says so.
pub(crate) fn reading(record: &ReadingRecord, with_text: bool, width: usize, messages: &Messages) -> String {
    let mut sheet = Sheet::of(width);
    top(&mut sheet, record, messages);
    statements(&mut sheet, record, messages);
    events(&mut sheet, record, messages);
    figures(&mut sheet, record, messages);
    notes(&mut sheet, record, messages);
    if with_text {
        text::marked(&mut sheet, record, messages);
    }
    sheet.blank();
    sheet.into_text()
}

fn top(sheet: &mut Sheet, record: &ReadingRecord, messages: &Messages) {
    let headline = record.title.as_deref().unwrap_or(&messages.no_headline);
    sheet.line(0, 0, &Line::default().styled(STRONG, headline));
    let mut facts: Vec<String> = record.outlet.iter().cloned().collect();
    let mut named = |word: &str, names: &[String]| {
        if !names.is_empty() {
            facts.push(format!("{word} {}", names.join(", ")));
        }
    };
    named(&messages.by, &record.authors);
    named(&messages.edited_by, &record.editors);
    facts.push(match &record.published {
        Some(date) => number::day(date, messages),
        None => messages.no_date.clone(),
    });
    facts.extend(record.dateline.iter().cloned());
    if !record.credits.is_empty() {
        facts.push(format!("{} {}", messages.credits, record.credits.join(", ")));
    }
    sheet.line(0, 0, &Line::default().plain(&facts.join(" · ")));
    sheet.line(0, 0, &Line::default().styled(FAINT, &record.origin));
}

fn statements(sheet: &mut Sheet, record: &ReadingRecord, messages: &Messages) {
    if record.statements.is_empty() {
        return;
    }
    sheet.heading(&messages.who_says_what);
    let outlet = record.outlet.as_deref().unwrap_or(&record.id);
    let rows: Vec<Telling> = record
        .statements
        .iter()
        .enumerate()
        .map(|(at, statement)| Telling {
            label: format!("{:>2}", at + 1),
            by: Some(statement.claimant.as_deref().map_or(&*messages.unnamed, names::party)),
            via: &statement.via,
            outlet,
            date: statement.said_on.as_deref(),
            words: &statement.text,
            direct: statement.mode == "direct",
            aside: aside(statement, messages),
            below: Vec::new(),
        })
        .collect();
    tellings(sheet, 0, &rows, messages);
}

/// What the cue tells of the report's own distance, and the occasion.
fn aside(statement: &StatementRecord, messages: &Messages) -> String {
    let distance = messages.certainty.get(&statement.certainty).cloned();
    let parts: Vec<String> = distance.into_iter().chain(statement.said_at.clone()).collect();
    if parts.is_empty() { String::new() } else { format!("({})", parts.join("; ")) }
}

fn events(sheet: &mut Sheet, record: &ReadingRecord, messages: &Messages) {
    if record.events.is_empty() {
        return;
    }
    sheet.heading(&messages.what_happens);
    for (at, event) in record.events.iter().enumerate() {
        sheet.line(1, 5, &event_head(at, event, messages));
        sheet.line(5, 5, &Line::default().plain(&event.evidence));
    }
}

fn event_head(at: usize, event: &EventRecord, messages: &Messages) -> Line {
    let party = |id: &Option<String>| id.as_deref().map_or(&*messages.nobody, names::party).to_owned();
    let verb = format!(" —{}→ ", names::event_type(&event.event_type, messages));
    let mut line = Line::default()
        .styled(FAINT, &text::letter(at))
        .plain(" ")
        .styled(STRONG, &party(&event.actor))
        .styled(FAINT, &verb)
        .styled(STRONG, &party(&event.recipient));
    if let Some(polarity) = messages.polarity.get(&event.polarity) {
        line = line.plain(" · ").styled(NOTE, polarity);
    }
    let mut facts: Vec<String> = event.quantity.iter().cloned().collect();
    facts.extend(event.place.as_deref().map(|place| names::party(place).to_owned()));
    facts.extend(event.time.as_deref().map(|time| number::day(time, messages)));
    facts.extend(event.in_return_for.as_ref().map(|what| format!("{} {what}", messages.in_return_for)));
    facts.extend(event.statement.map(|statement| format!("{} {}", messages.says, statement + 1)));
    if facts.is_empty() { line } else { line.styled(FAINT, &format!(" · {}", facts.join(" · "))) }
}

fn figures(sheet: &mut Sheet, record: &ReadingRecord, messages: &Messages) {
    if record.quantities.is_empty() {
        return;
    }
    sheet.heading(&messages.figures);
    let values: Vec<String> = record
        .quantities
        .iter()
        .map(|quantity| number::range(quantity.low, quantity.high, quantity.approximate, messages))
        .collect();
    let wide = values.iter().map(|value| value.chars().count()).max().unwrap_or(0);
    for (quantity, value) in record.quantities.iter().zip(values) {
        let left = Line::default().styled(STRONG, &format!("{value:>wide$}"));
        let right = Line::default().plain(&quantity.unit).styled(FAINT, &format!(" “{}”", quantity.text));
        sheet.columns(1, &left, wide + 3, &right);
    }
}

fn notes(sheet: &mut Sheet, record: &ReadingRecord, messages: &Messages) {
    if record.notes.is_empty() {
        return;
    }
    sheet.heading(&messages.notes);
    for note in &record.notes {
        let line = Line::default().styled(NOTE, &format!("{}:", note.code)).plain(" ").plain(&note.detail);
        sheet.line(1, 5, &line);
    }
}
