//! Which of two reports that share passages has them from the other, as far as anything says so.

use runut_claim::Place;
use runut_text::NoteCode;

use crate::{
    Evidence, EvidenceKind,
    order::{Dated, dated},
    report::{Report, Story},
};

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

/// What a report says of where it is from and when, and what it has wrong: looked up once, and asked of every pair.
pub(crate) struct Bearings {
    outlet: Option<String>,
    /// Credited names, in lower case.
    credits: Vec<(String, Place)>,
    /// The day that the page bears.
    printed: Option<Dated>,
    /// Words that are written wrong, in lower case.
    slips: Vec<(String, Place)>,
}

impl Bearings {
    /// Those of each report of a story.
    pub(crate) fn of(story: &Story) -> Vec<Self> {
        let of = |report: &Report| {
            let reading = report.reading;
            let article = &reading.article;
            let slips = reading.notes.iter().filter(|note| SLIPS.contains(&note.code));
            Self {
                outlet: article.outlet.as_ref().map(|outlet| outlet.value.to_lowercase()),
                credits: article
                    .credits
                    .iter()
                    .map(|credit| (credit.name.value.to_lowercase(), credit.name.span))
                    .collect(),
                printed: article.published.as_ref().and_then(|_| dated(reading)),
                slips: slips
                    .filter_map(|note| note.span)
                    .map(|span| (article.words(span).to_lowercase(), span))
                    .collect(),
            }
        };
        story.reports.iter().map(of).collect()
    }

    fn is_outlet(&self, name: &str) -> bool {
        self.outlet.as_deref() == Some(name)
    }
}

/// What speaks for and against the later having it from the earlier, and whether that is known: it is where the later
/// credits the other's outlet, or where the pages bear dates of publication that differ and both do not credit one third
/// source, from which each may have it. That one is cut from the other, or slips in the same words, shows a bond and no
/// direction.
pub(crate) fn descent(pair: &Pair, bearings: &[Bearings], story: &Story) -> (bool, Vec<Evidence>) {
    let (ours, theirs) = (&bearings[pair.earlier], &bearings[pair.later]);
    let at = |kind, span: Option<Place>| Evidence {
        kind,
        // What the markup alone tells has no words that readers see.
        told: span.filter(|span| !span.is_empty()).map(|span| story.telling(pair.later, span, None)),
    };
    let mut evidence = Vec::new();
    let credited = theirs.credits.iter().find(|(name, _)| ours.is_outlet(name));
    evidence.extend(credited.map(|(_, span)| at(EvidenceKind::Credit, Some(*span))));
    let common = theirs.credits.iter().find(|(name, _)| {
        !ours.is_outlet(name)
            && !theirs.is_outlet(name)
            && ours.credits.iter().any(|(other, _)| other == name)
    });
    evidence.extend(common.map(|(_, span)| at(EvidenceKind::SameSource, Some(*span))));
    let days = ours.printed.as_ref().zip(theirs.printed.as_ref());
    let follows = days.filter(|(a, b)| a.value < b.value);
    evidence.extend(follows.map(|(_, day)| at(EvidenceKind::Later, Some(day.span))));
    let mut told: Vec<&str> = Vec::new();
    for (words, span) in &theirs.slips {
        if ours.slips.iter().any(|(other, _)| other == words) && !told.contains(&words.as_str()) {
            told.push(words);
            evidence.push(at(EvidenceKind::SharedSlip, Some(*span)));
        }
    }
    let [of_ours, of_theirs] = pair.words.map(|words| words.max(1) as f64);
    let shared = pair.shared as f64;
    if shared >= WHOLE_SHARE * of_theirs && of_ours >= LONGER * of_theirs {
        evidence.push(at(EvidenceKind::Cut, None));
    }
    if shared >= WHOLE_SHARE * of_ours && of_theirs >= LONGER * of_ours {
        evidence.push(at(EvidenceKind::Added, None));
    }
    (credited.is_some() || follows.is_some() && common.is_none(), evidence)
}
