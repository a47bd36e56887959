//! Learning the weights of a tagger: averaged, margin-infused updates over whole sentences.

use std::collections::HashMap;

use runut_claim::tagger::Rows;
use runut_packs::Tagger;

/// One sentence as the learner sees it.
pub(crate) struct Example {
    pub(crate) rows: Rows,
    /// Indices of the right labels.
    pub(crate) gold: Vec<u8>,
    /// Which corpus it is of.
    pub(crate) corpus: u32,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// Rounds over all examples.
    pub(crate) rounds: usize,
    /// Largest step of an update.
    pub(crate) step_max: f32,
}

/// Weight between labels that cannot follow one another.
const NEVER: f32 = -1e6;

/// What is learned: weights of each feature in all corpora, and of each feature in one corpus on top of them, so that
/// corpora with other rules of annotation help each other (Daume 2007).
pub(crate) struct Model {
    labels: usize,
    names: Vec<String>,
    /// Number of each feature, by corpus (0 for all of them) and hash.
    ids: HashMap<(u32, u32), u32>,
    features: Vec<f32>,
    follows: Vec<f32>,
    /// Sums of each weight times the update in which it came, for the average (Daume 2006).
    features_sum: Vec<f32>,
    follows_sum: Vec<f32>,
}

/// Learns to tell `labels`, of which the first is outside of spans. The same examples give the same weights.
pub(crate) fn learn(examples: &[Example], labels: &[String], options: Options) -> Model {
    let ids = index(examples);
    let count = labels.len();
    let indexed: Vec<Vec<Vec<u32>>> = examples
        .iter()
        .map(|example| {
            let own = |key: u32| {
                [(0, key), (example.corpus, key)].into_iter().filter_map(|key| ids.get(&key).copied())
            };
            let row = |at| example.rows.row(at).iter().flat_map(|&key| own(key)).collect();
            (0..example.rows.len()).map(row).collect()
        })
        .collect();
    let mut model = Model {
        labels: count,
        names: labels.to_vec(),
        features: vec![0.0; ids.len() * count],
        follows: vec![0.0; (count + 1) * count],
        features_sum: vec![0.0; ids.len() * count],
        follows_sum: vec![0.0; (count + 1) * count],
        ids,
    };
    let allowed = allowed(labels);
    for (weight, allowed) in model.follows.iter_mut().zip(&allowed) {
        if !allowed {
            *weight = NEVER;
        }
    }
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut dice = Dice(0x5EED);
    let mut updates = 1.0_f32;
    for _ in 0..options.rounds {
        dice.shuffle(&mut order);
        for &at in &order {
            model.update(&indexed[at], &examples[at].gold, options.step_max, updates);
            updates += 1.0;
        }
    }
    model.average(updates);
    model
}

/// A number for each feature, in the order of first appearance.
fn index(examples: &[Example]) -> HashMap<(u32, u32), u32> {
    let several = examples.iter().any(|example| example.corpus != examples[0].corpus);
    let all = || {
        examples.iter().flat_map(move |example| {
            let keys = (0..example.rows.len()).flat_map(|at| example.rows.row(at));
            let corpora = if several { vec![0, example.corpus] } else { vec![0] };
            keys.flat_map(move |&key| corpora.clone().into_iter().map(move |corpus| (corpus, key)))
        })
    };
    let mut ids = HashMap::new();
    for key in all() {
        let next = ids.len() as u32;
        ids.entry(key).or_insert(next);
    }
    ids
}

/// Which labels may follow which: an inner or last label only its own beginning, and those nothing else.
fn allowed(labels: &[String]) -> Vec<bool> {
    let opens = |label: &str| {
        let (part, kind) = label.split_once('-').unwrap_or((label, ""));
        matches!(part, "B" | "I").then(|| kind.to_owned())
    };
    let closed = labels.iter().any(|label| label.starts_with("S-"));
    let befores = labels.iter().map(|label| opens(label)).chain([None]);
    befores
        .flat_map(|before| {
            labels.iter().map(move |label| {
                let (part, kind) = label.split_once('-').unwrap_or((label, ""));
                if !closed {
                    return true;
                }
                match &before {
                    Some(open) => matches!(part, "I" | "E") && open == kind,
                    None => !matches!(part, "I" | "E"),
                }
            })
        })
        .collect()
}

impl Model {
    fn score(&self, row: &[u32], out: &mut [f32]) {
        out.fill(0.0);
        for &feature in row {
            let start = feature as usize * self.labels;
            for (sum, weight) in out.iter_mut().zip(&self.features[start..start + self.labels]) {
                *sum += weight;
            }
        }
    }

    /// The best labels where each wrong one is made better by a point.
    fn decode(&self, rows: &[Vec<u32>], gold: &[u8]) -> Vec<u8> {
        let count = self.labels;
        let mut from = vec![0_u8; rows.len() * count];
        let mut ways: Vec<f32> = Vec::new();
        let mut score = vec![0.0; count];
        for (at, row) in rows.iter().enumerate() {
            self.score(row, &mut score);
            let mut next = vec![f32::MIN; count];
            for label in 0..count {
                let cost = if usize::from(gold[at]) == label { 0.0 } else { 1.0 };
                let (before, way) = if at == 0 {
                    (0, self.follows[count * count + label])
                } else {
                    let mut chosen = (0, f32::MIN);
                    for (before, way) in ways.iter().enumerate() {
                        let way = way + self.follows[before * count + label];
                        if way > chosen.1 {
                            chosen = (before, way);
                        }
                    }
                    chosen
                };
                from[at * count + label] = before as u8;
                next[label] = way + score[label] + cost;
            }
            ways = next;
        }
        let mut label = 0;
        for other in 1..count {
            if ways[other] > ways[label] {
                label = other;
            }
        }
        let mut best = vec![0_u8; rows.len()];
        for at in (0..rows.len()).rev() {
            best[at] = label as u8;
            label = usize::from(from[at * count + label]);
        }
        best
    }

    /// One update towards the right labels and away from the best wrong ones (Crammer and Singer 2003).
    fn update(&mut self, rows: &[Vec<u32>], gold: &[u8], step_max: f32, time: f32) {
        let guess = self.decode(rows, gold);
        let wrong = guess.iter().zip(gold).filter(|(guess, gold)| guess != gold).count();
        if wrong == 0 {
            return;
        }
        let count = self.labels;
        let mut margin = 0.0_f32;
        let mut norm = 0.0_f32;
        for (at, row) in rows.iter().enumerate() {
            let (good, bad) = (usize::from(gold[at]), usize::from(guess[at]));
            if good != bad {
                norm += 2.0 * row.len() as f32;
                for &feature in row {
                    let start = feature as usize * count;
                    margin += self.features[start + good] - self.features[start + bad];
                }
            }
            let before =
                |labels: &[u8]| at.checked_sub(1).map_or(count, |on| usize::from(labels[on])) * count;
            let (good, bad) = (before(gold) + good, before(&guess) + bad);
            if good != bad {
                norm += 2.0;
                margin += self.follows[good] - self.follows[bad];
            }
        }
        let loss = wrong as f32 - margin;
        if loss <= 0.0 || norm == 0.0 {
            return;
        }
        let step = (loss / norm).min(step_max);
        for (at, row) in rows.iter().enumerate() {
            let (good, bad) = (usize::from(gold[at]), usize::from(guess[at]));
            if good != bad {
                for &feature in row {
                    let start = feature as usize * count;
                    self.features[start + good] += step;
                    self.features[start + bad] -= step;
                    self.features_sum[start + good] += step * time;
                    self.features_sum[start + bad] -= step * time;
                }
            }
            let before =
                |labels: &[u8]| at.checked_sub(1).map_or(count, |on| usize::from(labels[on])) * count;
            let (good, bad) = (before(gold) + good, before(&guess) + bad);
            if good != bad {
                self.follows[good] += step;
                self.follows[bad] -= step;
                self.follows_sum[good] += step * time;
                self.follows_sum[bad] -= step * time;
            }
        }
    }

    fn average(&mut self, updates: f32) {
        for (weight, sum) in self.features.iter_mut().zip(&self.features_sum) {
            *weight -= sum / updates;
        }
        for (weight, sum) in self.follows.iter_mut().zip(&self.follows_sum) {
            *weight -= sum / updates;
        }
    }

    /// The tagger for one of the corpora: weights as small whole numbers, without features whose weights are all smaller
    /// than `weight_min` of the largest.
    pub(crate) fn tagger(&self, corpus: u32, weight_min: f32) -> Tagger {
        let count = self.labels;
        let mut keys: Vec<u32> =
            self.ids.keys().filter(|(of, _)| *of == 0 || *of == corpus).map(|&(_, key)| key).collect();
        keys.sort_unstable();
        keys.dedup();
        let weights = |key: u32| {
            let mut row = vec![0.0_f32; count];
            for of in [0, corpus] {
                if let Some(&id) = self.ids.get(&(of, key)) {
                    let start = id as usize * count;
                    for (sum, weight) in row.iter_mut().zip(&self.features[start..start + count]) {
                        *sum += weight;
                    }
                }
            }
            row
        };
        let rows: Vec<(u32, Vec<f32>)> = keys.into_iter().map(|key| (key, weights(key))).collect();
        let all = || rows.iter().flat_map(|(_, row)| row).map(|weight| weight.abs());
        let largest = all().fold(1e-9_f32, f32::max);
        let scale = f32::from(i8::MAX) / largest;
        let features = rows
            .iter()
            .filter(|(_, row)| {
                row.iter()
                    .any(|weight| weight.abs() >= weight_min * largest && (weight * scale).round() != 0.0)
            })
            .map(|(key, row)| (*key, row.iter().map(|weight| (weight * scale).round() as i8).collect()))
            .collect();
        let follows = self.follows.iter().map(|weight| (weight * scale).round() as i16).collect();
        Tagger::new(self.names.clone(), follows, features)
    }
}

/// Numbers that look like chance and are the same on each run (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            order.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use runut_claim::tagger::{decode, facts_of, features_of};
    use runut_packs::Packs;

    use super::*;

    fn rows(words: &[&str]) -> Rows {
        let packs = Packs::builtin();
        let language = packs.language("id").expect("the pack is built in");
        let mut rows = Rows::default();
        features_of(&facts_of(words, language, &packs.world, false), |_| true, &mut rows);
        rows
    }

    /// Two sentences of our own: a person who speaks, and a place where something is.
    fn taught() -> Tagger {
        let labels = ["O", "B-person", "I-person", "E-person", "S-person", "S-place"].map(str::to_owned);
        let examples = [
            (vec!["kata", "Lodra", "Wirata", "."], vec![0, 1, 3, 0]),
            (vec!["Hujan", "turun", "di", "Wanasari", "."], vec![0, 0, 0, 5, 0]),
        ]
        .map(|(words, gold)| Example { rows: rows(&words), gold, corpus: 1 });
        learn(&examples, &labels, Options { rounds: 5, step_max: 0.1 }).tagger(1, 0.0)
    }

    #[test]
    fn the_same_examples_give_the_same_bytes() {
        assert_eq!(taught().to_bytes(), taught().to_bytes());
    }

    #[test]
    fn what_was_taught_is_known() {
        let tagger = taught();
        assert_eq!(decode(&tagger, &rows(&["kata", "Lodra", "Wirata", "."])), [0, 1, 3, 0]);
        assert_eq!(decode(&tagger, &rows(&["Hujan", "turun", "di", "Wanasari", "."])), [0, 0, 0, 5, 0]);
    }
}
