//! Who says what, and what exactly was said.

use runut_story::{Drift, Stake};

use super::{Line, Lines, reports_of};

/// A claim with every telling of it.
pub(crate) struct Claim {
    pub(crate) words: String,
    pub(crate) key: String,
    pub(crate) reports: String,
    pub(crate) origins: String,
    pub(crate) lines: Vec<Line>,
}

/// The claims of a story; those that more reports tell come first.
pub(crate) fn claims(make: &Lines) -> Vec<Claim> {
    let m = make.names.messages;
    let mut ranked: Vec<(usize, Claim)> = make
        .ledger
        .origins
        .iter()
        .enumerate()
        .map(|(index, origin)| {
            let reports = reports_of(&origin.traces);
            let claim = Claim {
                words: one_line(&origin.claim),
                key: make.names.key(&origin.key),
                reports: m.n("reports", reports),
                origins: m.n("origins", origin.independent_origins.len()),
                lines: make.lines(&origin.traces, &format!("k{}", index + 1)),
            };
            (reports, claim)
        })
        .collect();
    ranked.sort_by_key(|(reports, _)| usize::MAX - reports);
    ranked.into_iter().map(|(_, claim)| claim).collect()
}

/// An utterance with its variants.
pub(crate) struct Utterance {
    pub(crate) speaker: String,
    pub(crate) reports: String,
    pub(crate) variants: Vec<Variant>,
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
pub(crate) fn utterances(make: &Lines) -> Vec<Utterance> {
    let m = make.names.messages;
    let utterances = make.ledger.utterances.iter().enumerate();
    utterances
        .map(|(index, said)| {
            let fullest = said.told.iter().position(|told| told.drift.is_empty());
            let variants = said.told.iter().enumerate().map(|(place, told)| {
                let line = make.line(&told.telling, format!("u{}-{}", index + 1, place + 1));
                Variant {
                    words: marked(&line.words, &told.drift),
                    line,
                    mode: told.mode.as_str(),
                    fullest: fullest == Some(place),
                    stakes: told
                        .stakes
                        .iter()
                        .filter(|stake| **stake != Stake::Wording)
                        .map(|stake| stake.as_str())
                        .collect(),
                    drift: told.drift.iter().map(difference).collect(),
                }
            });
            Utterance {
                speaker: make.names.of(&said.speaker),
                reports: m.n("reports", reports_of(said.told.iter().map(|told| &told.telling))),
                variants: variants.collect(),
            }
        })
        .collect()
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
