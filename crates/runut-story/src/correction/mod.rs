//! What a person corrects by hand: stories joined or split, names and claims put right.
//!
//! A [`Correction`] says what holds, in words of the reports and not in places of a table: it is applied to whatever
//! was read, so that it still holds when a page is read anew by a later version, or when other reports come in.

mod apply;

use std::collections::BTreeSet;

pub use apply::{correct, locate};
use runut_claim::{Place, Reading};
use runut_text::Digest;

/// One correction.
///
/// Names are entity ids: an ISO 3166-1 alpha-2 code of a country, else the fullest name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// These reports, and all that is grouped with them, are of one story.
    JoinStories {
        /// Digests of their pages.
        reports: Vec<Digest>,
    },
    /// These reports are of one story, and of no other report's.
    SplitStory {
        /// Digests of their pages.
        reports: Vec<Digest>,
    },
    /// Two names are one entity's, in every report.
    SameEntity {
        /// The name that was read.
        name: String,
        /// Whose it is.
        is: String,
    },
    /// A name in one report means another than it was read as, wherever it stands in that report.
    OtherEntity {
        /// The name's words in the report.
        words: Words,
        /// Whom they mean.
        is: String,
    },
    /// What was read in these words is wrong: statement, act, figure or time.
    WrongClaim {
        /// The claim's words.
        words: Words,
    },
    /// The act told in these words is another than was read: so claims are merged (the act of one is the other's),
    /// or taken apart.
    OtherAct {
        /// The words that carry the act.
        words: Words,
        /// PLOVER root type in lower case.
        event_type: String,
        /// Who does it.
        actor: Option<String>,
        /// To, for or against whom.
        recipient: Option<String>,
    },
    /// Two statements tell one utterance.
    SameUtterance {
        /// One's words.
        words: Words,
        /// The other's.
        with: Words,
    },
    /// A statement does not tell the utterance that it was put with.
    OtherUtterance {
        /// Its words.
        words: Words,
    },
}

/// Words in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Digest of the report's page.
    pub report: Digest,
    /// Where they stood when the correction was made.
    pub span: Place,
    /// What they say: what finds them again where a later reading of the page has moved them.
    pub text: String,
}

impl Correction {
    /// What the correction is called in exports: a promise.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::JoinStories { .. } => "join stories",
            Self::SplitStory { .. } => "split story",
            Self::SameEntity { .. } => "same entity",
            Self::OtherEntity { .. } => "other entity",
            Self::WrongClaim { .. } => "wrong claim",
            Self::OtherAct { .. } => "other act",
            Self::SameUtterance { .. } => "same utterance",
            Self::OtherUtterance { .. } => "other utterance",
        }
    }

    /// The reports that it is about; none where it holds in all.
    pub fn reports(&self) -> Vec<Digest> {
        match self {
            Self::JoinStories { reports } | Self::SplitStory { reports } => reports.clone(),
            Self::SameEntity { .. } => Vec::new(),
            Self::SameUtterance { words, with } => vec![words.report, with.report],
            Self::OtherEntity { words, .. }
            | Self::WrongClaim { words }
            | Self::OtherAct { words, .. }
            | Self::OtherUtterance { words } => vec![words.report],
        }
    }
}

/// Stories as the corrections have them: `groups` are lists of indices into `digests`, each index in one list.
/// Corrections are applied in their order; one about reports that are not here changes nothing. Lists keep the order
/// of `groups`, a joined one the place of its first, one split off stands at the end.
pub fn regroup(groups: Vec<Vec<usize>>, digests: &[Digest], corrections: &[Correction]) -> Vec<Vec<usize>> {
    let mut groups = groups;
    for correction in corrections {
        match correction {
            Correction::JoinStories { reports } => {
                let named = members(reports, digests);
                let (mut joined, mut at) = (Vec::new(), None);
                for (place, group) in groups.iter_mut().enumerate() {
                    if group.iter().any(|member| named.contains(member)) {
                        at.get_or_insert(place);
                        joined.append(group);
                    }
                }
                if let Some(at) = at {
                    joined.sort_unstable();
                    groups[at] = joined;
                }
            }
            Correction::SplitStory { reports } => {
                let named = members(reports, digests);
                for group in &mut groups {
                    group.retain(|member| !named.contains(member));
                }
                groups.push(named.into_iter().collect());
            }
            _ => {}
        }
        groups.retain(|group| !group.is_empty());
    }
    groups
}

fn members(reports: &[Digest], digests: &[Digest]) -> BTreeSet<usize> {
    let here = digests.iter().enumerate();
    here.filter(|(_, digest)| reports.contains(digest)).map(|(index, _)| index).collect()
}

/// Which statements belong together by hand: places as `(report, span)`, indices into `readings`.
#[derive(Debug, Default)]
pub(crate) struct Bonds {
    /// Pairs that tell one utterance.
    pub(crate) same: Vec<[(usize, Place); 2]>,
    /// Those that do not tell the utterance that they are put with.
    pub(crate) apart: Vec<(usize, Place)>,
}

impl Bonds {
    /// The bonds between the statements of these readings; later corrections of the same words go before earlier ones.
    pub(crate) fn of(readings: &[&Reading], corrections: &[Correction]) -> Self {
        let place = |words: &Words| {
            let report = readings.iter().position(|reading| reading.article.digest == Some(words.report))?;
            Some((report, locate(&readings[report].article.text, words)?))
        };
        let mut bonds = Self::default();
        for correction in corrections {
            match correction {
                Correction::SameUtterance { words, with } => {
                    if let Some(pair) = place(words).zip(place(with)) {
                        bonds.apart.retain(|apart| *apart != pair.0);
                        bonds.same.push(pair.into());
                    }
                }
                Correction::OtherUtterance { words } => {
                    if let Some(apart) = place(words) {
                        bonds.same.retain(|pair| !pair.contains(&apart));
                        bonds.apart.push(apart);
                    }
                }
                _ => {}
            }
        }
        bonds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digests(count: u8) -> Vec<Digest> {
        (0..count).map(|n| Digest([n; 32])).collect()
    }

    fn check(corrections: &[Correction], expected: &[&[usize]]) {
        let groups = vec![vec![0, 1], vec![2], vec![3, 4]];
        assert_eq!(regroup(groups, &digests(5), corrections), expected);
    }

    #[test]
    fn stories_are_joined_and_split_in_the_order_of_the_corrections() {
        let d = digests(9);
        let join = |a: usize, b: usize| Correction::JoinStories { reports: vec![d[a], d[b]] };
        let split = |a: usize| Correction::SplitStory { reports: vec![d[a]] };
        check(&[], &[&[0, 1], &[2], &[3, 4]]);
        check(&[join(1, 2)], &[&[0, 1, 2], &[3, 4]]);
        check(&[join(1, 2), join(2, 4)], &[&[0, 1, 2, 3, 4]]);
        check(&[split(3)], &[&[0, 1], &[2], &[4], &[3]]);
        check(&[join(1, 2), split(2)], &[&[0, 1], &[3, 4], &[2]]);
        check(&[split(0), join(0, 1)], &[&[0, 1], &[2], &[3, 4]]);
        // Reports that are not here change nothing, and a report alone stays alone.
        check(&[join(8, 2), split(7), split(2)], &[&[0, 1], &[3, 4], &[2]]);
    }
}
