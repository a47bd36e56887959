//! Who says what, and what exactly was said.

use runut_story::{Drift, Ledger, Stake};

use super::{Line, Lines, Part, Told, reports_of};

/// A claim with every telling of it.
pub(crate) struct Claim {
    pub(crate) words: String,
    pub(crate) key: String,
    pub(crate) reports: String,
    pub(crate) origins: String,
    pub(crate) told: Told,
}

/// The order of the claims: those that more reports tell come first.
pub(crate) fn order(ledger: &Ledger) -> Vec<usize> {
    let reports: Vec<usize> = ledger.origins.iter().map(|origin| reports_of(&origin.traces)).collect();
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_key(|&index| usize::MAX - reports[index]);
    order
}

/// The claims of a story.
pub(crate) fn claims(make: &Lines) -> Part<Claim> {
    let m = make.names.messages;
    make.asked.part("claims", &order(make.ledger), |index| {
        let origin = &make.ledger.origins[index];
        Claim {
            words: one_line(&origin.claim),
            key: make.names.key(&origin.key),
            reports: m.n("reports", reports_of(&origin.traces)),
            origins: m.n("origins", origin.independent_origins.len()),
            told: make.lines(&origin.traces, &format!("k{}", index + 1)),
        }
    })
}

/// An utterance with its variants.
pub(crate) struct Utterance {
    pub(crate) speaker: String,
    pub(crate) reports: String,
    pub(crate) variants: Vec<Variant>,
    /// How many tellings there are in all, and the address of all of them where the page has not all.
    pub(crate) total: usize,
    pub(crate) all: Option<String>,
}

/// One telling of an utterance.
pub(crate) struct Variant {
    pub(crate) line: Line,
    pub(crate) mode: &'static str,
    pub(crate) fullest: bool,
    /// What is at stake in the differences, where it is more than the wording.
    pub(crate) stakes: Vec<&'static str>,
    /// The words, each stretch with the class of its difference.
    pub(crate) words: Vec<(String, &'static str)>,
    /// Differences: class, sign, the fullest telling's words, this one's.
    pub(crate) drift: Vec<Difference>,
}

/// A difference from the fullest telling.
pub(crate) struct Difference {
    pub(crate) kind: &'static str,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// The utterances that are told more than once.
pub(crate) fn utterances(make: &Lines) -> Part<Utterance> {
    let m = make.names.messages;
    let all = &make.ledger.utterances;
    make.asked.part("utterances", &(0..all.len()).collect::<Vec<_>>(), |index| {
        let said = &all[index];
        let anchor = format!("u{}", index + 1);
        let fullest = said.told.iter().position(|told| told.drift.is_empty());
        let max = make.asked.tellings();
        let variants = said.told.iter().take(max).enumerate().map(|(place, told)| {
            let line = make.line(&told.telling, format!("{anchor}-{}", place + 1));
            let stakes = told.stakes.iter().filter(|stake| **stake != Stake::Wording);
            Variant {
                words: marked(&line.words, &told.drift),
                line,
                mode: told.mode.as_str(),
                fullest: fullest == Some(place),
                stakes: stakes.map(|stake| stake.as_str()).collect(),
                drift: told.drift.iter().map(difference).collect(),
            }
        });
        Utterance {
            speaker: make.names.of(&said.speaker),
            reports: m.n("reports", reports_of(said.told.iter().map(|told| &told.telling))),
            total: said.told.len(),
            all: (said.told.len() > max).then(|| make.asked.alone(&anchor)),
            variants: variants.collect(),
        }
    })
}

fn difference(drift: &Drift) -> Difference {
    let (kind, before, after) = match drift {
        Drift::Lost(words) => ("lost", words.as_str(), ""),
        Drift::Added(words) => ("added", "", words.as_str()),
        Drift::Turned(before, after) => ("turned", before.as_str(), after.as_str()),
    };
    Difference { kind, before: one_line(before), after: one_line(after) }
}

/// The words of a telling with those marked that the fullest telling does not have: the ledger gives them in reading
/// order, so each is looked for behind the one before.
fn marked(words: &str, drift: &[Drift]) -> Vec<(String, &'static str)> {
    let mut stretches = Vec::new();
    let mut rest = words;
    for change in drift {
        let (changed, class) = match change {
            Drift::Added(changed) => (one_line(changed), "added"),
            Drift::Turned(_, changed) => (one_line(changed), "turned"),
            Drift::Lost(_) => continue,
        };
        let Some(at) = rest.find(&changed).filter(|_| !changed.is_empty()) else { continue };
        stretches.push((rest[..at].to_owned(), ""));
        stretches.push((changed.clone(), class));
        rest = &rest[at + changed.len()..];
    }
    stretches.push((rest.to_owned(), ""));
    stretches.retain(|(words, _)| !words.is_empty());
    stretches
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_words_are_marked_where_they_stand() {
        let drift = [
            Drift::Turned("besar".into(), "kecil".into()),
            Drift::Lost("sekali".into()),
            Drift::Added("tidak ada di sini".into()),
            Drift::Added("lagi".into()),
        ];
        let marked = marked("air kecil datang lagi", &drift);
        let shown: Vec<String> = marked.iter().map(|(words, class)| format!("{words}|{class}")).collect();
        assert_eq!(shown, ["air |", "kecil|turned", " datang |", "lagi|added"]);
    }
}
