//! Which of two reports that share passages has them from the other, as far as anything says so.

use std::collections::BTreeSet;

use runut_article::Credit;
use runut_claim::Place;
use runut_text::NoteCode;

use crate::{Evidence, EvidenceKind, order::dated, report::Story};

/// Share of a report's words in shared passages from which the other has all of it.
const WHOLE_SHARE: f64 = 0.8;
/// How much longer the other must be to have more.
const LONGER: f64 = 1.25;
/// Slips that two writers do not make by themselves alike.
const SLIPS: [NoteCode; 3] =
    [NoteCode::NameMisspelt, NoteCode::WeekdayContradictsDate, NoteCode::DateImpossible];

/// Two reports, the later by their order second, and what they share.
pub(crate) struct Pair {
    /// The one.
    pub(crate) earlier: usize,
    /// The other.
    pub(crate) later: usize,
    /// Words in shared passages.
    pub(crate) shared: usize,
    /// Words of the one, and of the other.
    pub(crate) words: [usize; 2],
}

/// What speaks for and against the later having it from the earlier, and whether that is known: it is where the later
/// credits the other's outlet, or where the pages bear dates of publication that differ and both do not credit one third
/// source, from which each may have it. That one is cut from the other, or slips in the same words, shows a bond and no
/// direction.
pub(crate) fn descent(pair: &Pair, story: &Story) -> (bool, Vec<Evidence>) {
    let &Pair { earlier, later, .. } = pair;
    let article = |report: usize| &story.reports[report].reading.article;
    let credits = |report: usize| article(report).credits.iter();
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let is_outlet = |credit: &Credit, of: usize| {
        article(of).outlet.as_ref().is_some_and(|outlet| same(&outlet.value, &credit.name.value))
    };
    let at = |kind, report: usize, span: Option<Place>| Evidence {
        kind,
        // What the markup alone tells has no words that readers see.
        told: span.filter(|span| !span.is_empty()).map(|span| story.telling(report, span, None)),
    };
    let mut evidence = Vec::new();
    let credited = credits(later).find(|credit| is_outlet(credit, earlier));
    evidence.extend(credited.map(|credit| at(EvidenceKind::Credit, later, Some(credit.name.span))));
    let third = |credit: &&Credit| !is_outlet(credit, earlier) && !is_outlet(credit, later);
    let common = credits(later)
        .filter(third)
        .find(|credit| credits(earlier).any(|other| same(&other.name.value, &credit.name.value)));
    evidence.extend(common.map(|credit| at(EvidenceKind::SameSource, later, Some(credit.name.span))));
    let printed = |report: usize| {
        article(report).published.as_ref()?;
        dated(story.reports[report].reading)
    };
    let follows = printed(earlier).zip(printed(later)).filter(|(a, b)| a.value < b.value);
    evidence.extend(follows.as_ref().map(|(_, day)| at(EvidenceKind::Later, later, Some(day.span))));
    let slips = |report: usize| {
        let reading = story.reports[report].reading;
        let notes = reading.notes.iter().filter(|note| SLIPS.contains(&note.code));
        notes.filter_map(|note| note.span).map(move |span| (reading.article.words(span).to_lowercase(), span))
    };
    let known: BTreeSet<String> = slips(earlier).map(|(words, _)| words).collect();
    let mut told = BTreeSet::new();
    for (words, span) in slips(later) {
        if known.contains(&words) && told.insert(words) {
            evidence.push(at(EvidenceKind::SharedSlip, later, Some(span)));
        }
    }
    let [ours, theirs] = pair.words.map(|words| words.max(1) as f64);
    let shared = pair.shared as f64;
    if shared >= WHOLE_SHARE * theirs && ours >= LONGER * theirs {
        evidence.push(at(EvidenceKind::Cut, later, None));
    }
    if shared >= WHOLE_SHARE * ours && theirs >= LONGER * ours {
        evidence.push(at(EvidenceKind::Added, later, None));
    }
    (credited.is_some() || follows.is_some() && common.is_none(), evidence)
}
