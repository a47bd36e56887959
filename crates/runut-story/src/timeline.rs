//! What was said and what happened, day by day.

use std::collections::BTreeMap;

use crate::{Telling, TimelineEntry, act::Acts, order::beginning, report::Story};

/// The time line: by date, what happened before what was said, then by what it is about.
pub(crate) fn timeline(acts: &Acts, story: &Story) -> Vec<TimelineEntry> {
    let mut lines: BTreeMap<(String, bool, String), Vec<Telling>> = BTreeMap::new();
    let mut add = |date: &str, said: bool, about: String, telling: Telling| {
        if beginning(date).is_none() {
            return;
        }
        let told = lines.entry((date.to_owned(), said, about)).or_default();
        // Tellings come in the order of the reports.
        if told.last().is_none_or(|last| last.report != telling.report) {
            told.push(Telling { date: Some(date.to_owned()), ..telling });
        }
    };
    for (index, report) in story.reports.iter().enumerate() {
        for statement in &report.reading.annotations.statements {
            if let (Some(said_on), Some(claimant)) = (&statement.said_on, statement.claimant) {
                let about = story.parties.name(story.who(index, claimant)).to_owned();
                add(&said_on.value, true, about, story.telling(index, statement.span, Some(statement)));
            }
        }
    }
    for act in &acts.all {
        if let Some(time) = &act.event.time {
            add(&time.value, false, act.label(story), act.telling(story));
        }
    }
    lines.into_iter().map(|((date, said, about), told)| TimelineEntry { date, said, about, told }).collect()
}
