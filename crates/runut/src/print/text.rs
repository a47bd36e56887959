//! A report's prose with the words behind its claims marked: `[1 ...]` what is said, `[a ...]` what happens.

use runut_export::ReadingRecord;

use super::{
    Line, Sheet,
    sheet::{FAINT, MARK, STRONG},
};
use crate::messages::Messages;

/// A stretch of the text, in code points, with the label that opens it.
struct Mark {
    start: usize,
    end: usize,
    label: String,
}

/// The label of the event at index `at`: a to z, then aa, ab and so on.
pub(crate) fn letter(at: usize) -> String {
    let last = char::from(b'a' + (at % 26) as u8);
    if at < 26 { last.to_string() } else { format!("{}{last}", letter(at / 26 - 1)) }
}

/// Prints the prose of a report, paragraph by paragraph.
pub(crate) fn marked(sheet: &mut Sheet, record: &ReadingRecord, messages: &Messages) {
    let starts: Vec<usize> =
        record.text.char_indices().map(|(at, _)| at).chain([record.text.len()]).collect();
    let marks = marks(record);
    let claimants: Vec<[usize; 2]> =
        record.statements.iter().filter_map(|statement| statement.claimant_at).collect();
    sheet.heading(&messages.text);
    for &[start, end] in &record.places.body {
        let near: Vec<&Mark> = marks.iter().filter(|mark| mark.start < end && start < mark.end).collect();
        let mut cuts = vec![start, end];
        cuts.extend(near.iter().flat_map(|mark| [mark.start, mark.end]));
        cuts.extend(claimants.iter().flatten());
        cuts.retain(|cut| (start..=end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let mut line = Line::default();
        for pair in cuts.windows(2) {
            for mark in near.iter().filter(|mark| mark.start.max(start) == pair[0]) {
                line = line.styled(FAINT, &format!("[{} ", mark.label));
            }
            let inside = near.iter().any(|mark| mark.start <= pair[0] && pair[1] <= mark.end);
            let names = claimants.iter().any(|[start, end]| *start <= pair[0] && pair[1] <= *end);
            let style = if names { STRONG } else { anstyle::Style::new() };
            let style = if inside { style | MARK.get_effects() } else { style };
            line = line.styled(style, &record.text[starts[pair[0]]..starts[pair[1]]]);
            for _ in near.iter().filter(|mark| mark.end.min(end) == pair[1]) {
                line = line.styled(FAINT, "]");
            }
        }
        sheet.line(1, 1, &line);
        sheet.blank();
    }
}

/// The marks of all statements and events, outer before inner.
fn marks(record: &ReadingRecord) -> Vec<Mark> {
    let said = record.statements.iter().enumerate().map(|(at, statement)| Mark {
        start: statement.start,
        end: statement.end,
        label: (at + 1).to_string(),
    });
    let happens = record.events.iter().enumerate().map(|(at, event)| Mark {
        start: event.start,
        end: event.end,
        label: letter(at),
    });
    let mut marks: Vec<Mark> = said.chain(happens).filter(|mark| mark.start < mark.end).collect();
    marks.sort_by_key(|mark| (mark.start, usize::MAX - mark.end));
    marks
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letter), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
