//! One hue and one shape per origin of a story, the same in every view.

use std::collections::BTreeMap;

use runut_story::{Ledger, Telling};

/// Hues that readers with any kind of colour vision tell apart; beyond them origins share the last, plain one.
const HUES: usize = 7;

/// Shapes that go with the hues, so that colour never stands alone.
const SHAPES: [&str; HUES + 1] = ["●", "▲", "■", "◆", "▼", "★", "✚", "○"];

/// The look of one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// 1 to 8: the style sheet's class `o1` to `o8`.
    pub(crate) hue: usize,
    /// The shape beside its name.
    pub(crate) shape: &'static str,
}

/// The looks of a story's origins.
#[derive(Debug, Default)]
pub(crate) struct Looks(BTreeMap<String, Look>);

impl Looks {
    /// Gives the hues to those who are heard most; among equals, to those heard first.
    pub(crate) fn of(ledger: &Ledger) -> Self {
        let tellings = ledger.origins.iter().flat_map(|origin| &origin.traces);
        let figures = ledger.figures.iter().flat_map(|figure| figure.told.iter().map(|told| &told.telling));
        let told = ledger.utterances.iter().flat_map(|said| said.told.iter().map(|told| &told.telling));
        let who = tellings.chain(figures).chain(told).map(|telling| heard(ledger, telling));
        Self::ranked(who)
    }

    /// The looks of names in the order in which they are heard, with repetitions.
    pub(crate) fn ranked<'a>(heard: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for name in heard {
            let place = *places.entry(name).or_insert(counts.len());
            if place == counts.len() {
                counts.push((name, 0));
            }
            counts[place].1 += 1;
        }
        counts.sort_by_key(|(_, count)| usize::MAX - count);
        Self(counts.into_iter().enumerate().map(|(rank, (name, _))| (name.to_owned(), look(rank))).collect())
    }

    /// The look of an origin; the plain one for who is not known.
    pub(crate) fn get(&self, who: &str) -> Look {
        self.0.get(who).copied().unwrap_or_else(|| look(HUES))
    }
}

/// The origin of a telling as far as it is known: who says it, or the first link of its chain, or the outlet that says
/// it in its own voice, or the report of an outlet that does not name itself.
pub(crate) fn who(ledger: &Ledger, telling: &Telling) -> String {
    heard(ledger, telling).to_owned()
}

fn heard<'a>(ledger: &'a Ledger, telling: &'a Telling) -> &'a str {
    let own =
        || ledger.reports.get(telling.report).map(|report| report.outlet.as_ref().unwrap_or(&report.id));
    telling.by.as_ref().or(telling.via.first()).or_else(own).map_or("", String::as_str)
}

fn look(rank: usize) -> Look {
    let rank = rank.min(HUES);
    Look { hue: rank + 1, shape: SHAPES[rank] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_heard_most_gets_the_first_hue() {
        let heard = ["B", "A", "A", "C"];
        let looks = Looks::ranked(heard.into_iter());
        assert_eq!(["A", "B", "C", "nobody"].map(|name| looks.get(name).hue), [1, 2, 3, 8]);
    }
}
