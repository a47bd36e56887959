//! What can be put right by hand: the forms for a story and for words of a report, and the trail of what was.

use askama::Template;
use runut_claim::Place;
use runut_export::CorrectionRecord;
use runut_store::Revision;
use runut_story::{Ledger, Telling};

use super::frame::{Frame, report_href, story_href};
use crate::{names::Names, source, source::StoryLine, written};

/// Statements of other reports that are offered as tellings of the same utterance.
const OFFERED_MAX: usize = 200;

/// Reports brought into another story that are shown, the latest of them.
const MOVED_MAX: usize = 200;

/// The trail of corrections, and what the reports themselves brought into another order.
#[derive(Template)]
#[template(path = "corrections.html")]
pub(crate) struct CorrectionsPage {
    f: Frame,
    /// What a form must carry; `None` where nothing can be corrected.
    token: Option<String>,
    entries: Vec<Entry>,
    moved: Vec<Moved>,
}

/// A report that later ones brought from one story into another.
struct Moved {
    at: String,
    report: String,
    href: String,
    was: String,
    is: (String, String),
}

struct Entry {
    number: u64,
    kind: &'static str,
    words: Vec<String>,
    by: String,
    why: String,
    at: String,
    undone_by: Option<u64>,
    /// Whether it can be taken back.
    holds: bool,
}

/// The page of the trail, the latest first.
pub(crate) fn corrections(
    f: Frame,
    trail: &[CorrectionRecord],
    revisions: &[Revision],
    token: Option<String>,
) -> CorrectionsPage {
    let m = f.m;
    let moved = revisions.iter().rev().take(MOVED_MAX).map(|revision| Moved {
        at: written::date(m, &revision.made_at),
        report: revision.report.clone(),
        href: report_href(&revision.report),
        was: revision.was.clone(),
        is: (revision.is.clone(), story_href(&revision.is)),
    });
    let moved = moved.collect();
    let entries = trail.iter().rev().map(|record| Entry {
        number: record.number,
        kind: record.deed.kind(),
        words: record.deed.words(),
        by: record.by.clone(),
        why: record.why.clone(),
        at: written::date(m, &record.made_at),
        undone_by: record.undone_by,
        holds: record.undone_by.is_none() && record.deed.kind() != "undo",
    });
    CorrectionsPage { entries: entries.collect(), moved, token, f }
}

/// The forms for a story: which reports are none of it, which other story is the same.
#[derive(Template)]
#[template(path = "correct_story.html")]
pub(crate) struct StoryForms {
    f: Frame,
    token: String,
    id: String,
    line: String,
    back: String,
    reports: Vec<Choice>,
    others: Vec<Choice>,
}

/// One of several to choose from.
struct Choice {
    value: String,
    words: String,
}

/// The page of a story's forms.
pub(crate) fn story(f: Frame, ledger: &Ledger, stories: &[StoryLine], token: String) -> StoryForms {
    let report = |report: &runut_story::ReportEntry| Choice {
        value: report.id.clone(),
        words: format!("{}: {}", report.outlet.as_ref().unwrap_or(&report.id), report.headline),
    };
    let mut others: Vec<&StoryLine> = stories.iter().filter(|story| story.id != ledger.id).collect();
    others.sort_by(|a, b| a.line.cmp(&b.line).then_with(|| a.id.cmp(&b.id)));
    StoryForms {
        token,
        id: ledger.id.clone(),
        line: ledger.line.clone(),
        back: story_href(&ledger.id),
        reports: ledger.reports.iter().map(report).collect(),
        others: others
            .into_iter()
            .map(|story| Choice { value: story.id.clone(), words: story.line.clone() })
            .collect(),
        f,
    }
}

/// The forms for words of a report.
#[derive(Template)]
#[template(path = "correct_words.html")]
pub(crate) struct WordsForms {
    f: Frame,
    token: String,
    report: String,
    at: String,
    words: String,
    back: String,
    /// Whether something was read in exactly these words.
    read: bool,
    /// Whether it is a statement.
    statement: bool,
    acts: Vec<Act>,
    types: Vec<Choice>,
    names: Vec<Name>,
    /// Who and what the report names, to choose from.
    known: Vec<String>,
    /// Statements of the other reports.
    others: Vec<Choice>,
}

/// An act told in the words.
struct Act {
    event_type: String,
    actor: String,
    recipient: String,
}

/// A name that stands in the words.
struct Name {
    at: String,
    words: String,
    id: String,
}

/// The page of the forms for the words at `place`.
pub(crate) fn report(
    f: Frame,
    report: &source::Report,
    ledger: Option<&Ledger>,
    place: Place,
    names: Names,
    token: String,
) -> WordsForms {
    let reading = &report.reading;
    let (article, found) = (&reading.article, &reading.annotations);
    let at = |place: Place| format!("{}-{}", place.start(), place.end());
    let party = |party: Option<runut_claim::Party>| {
        party.map(|party| reading.party_id(party).to_owned()).unwrap_or_default()
    };
    let acts: Vec<Act> = found
        .events
        .iter()
        .filter(|event| event.evidence == place)
        .map(|event| Act {
            event_type: event.event_type.clone(),
            actor: party(event.actor),
            recipient: party(event.recipient),
        })
        .collect();
    let statement = found.statements.iter().any(|statement| statement.span == place);
    let read = statement
        || !acts.is_empty()
        || found.quantities.iter().any(|quantity| quantity.span == place)
        || found.times.iter().any(|time| time.span == place);
    let mut known: Vec<String> = found.entities.iter().map(|entity| entity.id.clone()).collect();
    known.sort();
    known.dedup();
    WordsForms {
        token,
        report: article.id.clone(),
        at: at(place),
        words: place.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" "),
        back: format!("{}?at={}#at", report_href(&article.id), at(place)),
        read,
        statement,
        acts,
        types: names
            .packs
            .event_types
            .0
            .iter()
            .map(|event| Choice { value: event.code.clone(), words: names.event(&event.code) })
            .collect(),
        names: found
            .mentions
            .iter()
            .filter(|mention| place.contains(mention.span))
            .map(|mention| Name {
                at: at(mention.span),
                words: article.words(mention.span).to_owned(),
                id: found.entities[mention.entity].id.clone(),
            })
            .collect(),
        known,
        others: if statement { others(ledger, &article.id, &names) } else { Vec::new() },
        f,
    }
}

/// Statements of a story's other reports, as far as its ledger has them.
fn others(ledger: Option<&Ledger>, report: &str, names: &Names) -> Vec<Choice> {
    let Some(ledger) = ledger else { return Vec::new() };
    let of = |telling: &Telling| {
        let from = ledger.reports.get(telling.report).filter(|from| from.id != report)?;
        let who = telling.by.as_deref().map(|by| names.of(by)).unwrap_or_default();
        let outlet = from.outlet.as_ref().unwrap_or(&from.id);
        let words: String = telling.text.split_whitespace().take(16).collect::<Vec<_>>().join(" ");
        Some(Choice {
            value: format!("{} {}-{}", from.id, telling.span.start(), telling.span.end()),
            words: format!("{outlet}: {who}: {words}"),
        })
    };
    let told = ledger.utterances.iter().flat_map(|said| said.told.iter().map(|told| &told.telling));
    let lines = ledger.timeline.iter().filter(|entry| entry.said).flat_map(|entry| &entry.told);
    let mut choices: Vec<Choice> = told.chain(lines).filter_map(of).collect();
    choices.sort_by(|a, b| a.words.cmp(&b.words).then_with(|| a.value.cmp(&b.value)));
    choices.dedup_by(|a, b| a.value == b.value);
    choices.truncate(OFFERED_MAX);
    choices
}
