//! Lines of lists: one story, one report found.

use runut_export::CorrectionRecord;
use runut_store::{SearchHit, StoryRow};

use super::{
    Line, Sheet, number,
    sheet::{FAINT, NOTE, STRONG},
};
use crate::messages::Messages;

/// Digits of an id that tell stories apart, where a store has not millions of them.
const ID_CHARS: usize = 10;

/// The start of an id, long enough to be given as an argument.
pub(crate) fn short_id(id: &str) -> &str {
    id.char_indices().nth(ID_CHARS).map_or(id, |(at, _)| &id[..at])
}

/// A story of the store: its line; below it, when, how much, how many, and the id to ask for it.
pub(crate) fn story_row(sheet: &mut Sheet, story: &StoryRow, messages: &Messages) {
    sheet.line(0, 2, &Line::default().styled(STRONG, &story.line));
    let days = match (&story.first_day, &story.last_day) {
        (Some(first), Some(last)) if first == last => number::day(first, messages),
        (Some(first), Some(last)) => {
            format!("{} – {}", number::day(first, messages), number::day(last, messages))
        }
        (Some(day), None) | (None, Some(day)) => number::day(day, messages),
        (None, None) => messages.no_date.clone(),
    };
    let mut facts = vec![days, messages.count(&messages.reports_count, story.reports)];
    facts.push(messages.count(&messages.outlets_count, story.outlets));
    facts.push(messages.count(&messages.origins_count, story.origins));
    let mut line = Line::default().plain(&facts.join(" · "));
    if story.differences > 0 {
        let differences = messages.count(&messages.differences_count, story.differences);
        line = line.styled(NOTE, &format!(" · ≠ {differences}"));
    }
    sheet.line(2, 4, &line.styled(FAINT, &format!(" · {}", short_id(&story.id))));
}

/// A report that was found: its headline, where it is from, and the passage with the words.
pub(crate) fn hit(sheet: &mut Sheet, hit: &SearchHit, messages: &Messages) {
    let SearchHit { report, snippet } = hit;
    let headline = report.title.as_deref().unwrap_or(&messages.no_headline);
    sheet.line(0, 2, &Line::default().styled(STRONG, headline));
    let mut facts: Vec<String> = report.outlet.iter().cloned().collect();
    facts.extend(report.published.as_ref().map(|date| number::day(date, messages)));
    facts.push(report.id.clone());
    facts.extend(report.story.as_ref().map(|story| format!("{} {}", messages.in_story, short_id(story))));
    sheet.line(2, 4, &Line::default().styled(FAINT, &facts.join(" · ")));
    let mut line = Line::default();
    let mut at = 0;
    for mark in &snippet.marks {
        line = line.plain(&snippet.text[at..mark.start]).styled(STRONG, &snippet.text[mark.clone()]);
        at = mark.end;
    }
    sheet.line(2, 2, &line.plain(&snippet.text[at..]));
}

/// A report that later ones brought from one story into another.
pub(crate) fn revision(
    sheet: &mut Sheet,
    made_at: &str,
    report: &str,
    (was, is): (&str, &str),
    messages: &Messages,
) {
    let moved = messages.revised.replace("{was}", short_id(was)).replace("{is}", short_id(is));
    let line = Line::default().styled(STRONG, report).plain(&format!(" {moved}"));
    sheet.line(0, 2, &line.styled(FAINT, &format!(" · {made_at}")));
}

/// One correction: its number, what it says, who made it when and why.
pub(crate) fn correction(sheet: &mut Sheet, record: &CorrectionRecord, messages: &Messages) {
    let kind = record.deed.kind();
    let kind = messages.correction.get(kind).map_or(kind, String::as_str);
    let mut line = Line::default()
        .styled(STRONG, &format!("{} ", record.number))
        .plain(&format!("{kind}: {}", record.deed.words().join(" → ")));
    if let Some(by) = record.undone_by {
        let undone = messages.correction_undone_by.replace("{number}", &by.to_string());
        line = line.styled(NOTE, &format!(" ({undone})"));
    }
    sheet.line(0, 2, &line);
    let about: Vec<&str> = [record.made_at.as_str(), &record.by, &record.why]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    sheet.line(2, 2, &Line::default().styled(FAINT, &about.join(" · ")));
}
