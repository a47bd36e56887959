//! Words that one report spells otherwise than the others do, a letter off and in the same place: "Dukuputang" where all
//! else have "Dukupuntang".

use std::collections::{BTreeMap, BTreeSet};

use runut_claim::Place;

use crate::{Reason, Slip, SlipKind, Telling, party::edits, report::Story};

/// Letters from which a word is long enough that one letter off is no other word.
const LETTERS_MIN: usize = 7;
/// Reports that spell it the other way, at least.
const REPORTS_MIN: usize = 2;
/// Letters at the beginning of which words are compared, so that not each is held against each.
const SHARED_LETTERS: usize = 2;

/// One spelling, wherever it stands.
#[derive(Debug, Default)]
struct Spelling {
    reports: BTreeSet<usize>,
    /// Each with its neighbours: the word before and the one after, in lower case.
    places: Vec<(usize, Place, String, String)>,
    capital: bool,
}

/// Words misspelt, by the other reports' spelling. A word in lower case must stand between more of the same words, as a
/// letter off may be another form of it.
pub(crate) fn misspelt(story: &Story) -> Vec<Slip> {
    let spellings = spellings(story);
    let mut by_beginning: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for word in spellings.keys() {
        by_beginning.entry(word.chars().take(SHARED_LETTERS).collect()).or_default().push(word);
    }
    let mut slips = Vec::new();
    for words in by_beginning.values() {
        for odd in words {
            let own = &spellings[*odd];
            if own.reports.len() > 1 {
                continue;
            }
            let usual = words
                .iter()
                .filter(|usual| is_slip_of(odd, own, usual, &spellings[**usual]))
                .max_by_key(|usual| spellings[**usual].reports.len());
            let Some(usual) = usual else { continue };
            let (report, span, ..) = own.places[0];
            let (other, place, ..) = spellings[*usual].places[0];
            let means = story.reports[other].text(place).to_owned();
            slips.push(Slip {
                telling: Telling {
                    by: None,
                    via: Vec::new(),
                    date: None,
                    ..story.telling(report, span, None)
                },
                kind: SlipKind::MisspeltName,
                why: Reason::OthersSpell {
                    reports: spellings[*usual].reports.len(),
                    spelling: means.clone(),
                },
                means: Some(means),
            });
        }
    }
    slips
}

/// All long words of the prose by their letters in lower case.
fn spellings(story: &Story) -> BTreeMap<String, Spelling> {
    let mut spellings: BTreeMap<String, Spelling> = BTreeMap::new();
    for (index, report) in story.reports.iter().enumerate() {
        let annotations = &report.reading.annotations;
        for line in report.sentences.iter().filter(|line| !line.headline) {
            let words = words_of(report.text(line.span), line.span.start());
            let lower: Vec<String> = words.iter().map(|place| report.text(*place).to_lowercase()).collect();
            for (at, place) in words.iter().enumerate() {
                // A name that the tables know has its spellings there, and none of them is a slip.
                let tabled = |mention: &&runut_claim::Mention| mention.span.overlaps(*place);
                let mention = annotations.mentions.iter().find(tabled);
                if mention.is_some_and(|mention| annotations.entities[mention.entity].world.is_some()) {
                    continue;
                }
                if lower[at].chars().count() < LETTERS_MIN || !lower[at].chars().all(char::is_alphabetic) {
                    continue;
                }
                let beside = |at: Option<usize>| at.and_then(|at| lower.get(at)).cloned().unwrap_or_default();
                let spelling = spellings.entry(lower[at].clone()).or_default();
                spelling.reports.insert(index);
                spelling.places.push((index, *place, beside(at.checked_sub(1)), beside(Some(at + 1))));
                spelling.capital |= at > 0 && report.text(*place).starts_with(char::is_uppercase);
            }
        }
    }
    spellings
}

/// Runs of letters and digits.
fn words_of(text: &str, start: usize) -> Vec<Place> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), from) {
            (true, None) => from = Some(at),
            (false, Some(first)) => {
                words.push(Place::new(start + first, start + at));
                from = None;
            }
            _ => {}
        }
    }
    words
}

fn is_slip_of(odd: &str, own: &Spelling, usual: &str, others: &Spelling) -> bool {
    // What nobody writes with a capital is no name.
    if !others.capital
        || others.reports.len() < REPORTS_MIN
        || odd.starts_with(usual)
        || usual.starts_with(odd)
    {
        return false;
    }
    let letters: [Vec<char>; 2] = [odd, usual].map(|word| word.chars().collect());
    if letters[0].len().abs_diff(letters[1].len()) > 1 || edits(&letters[0], &letters[1]) != 1 {
        return false;
    }
    let (_, _, before, after) = &own.places[0];
    others.places.iter().any(|(_, _, other_before, other_after)| {
        let same_before = !before.is_empty() && before == other_before;
        let same_after = !after.is_empty() && after == other_after;
        if own.capital && others.capital { same_before || same_after } else { same_before && same_after }
    })
}
