//! How likely two articles tell one story: features, and the weights that were learnt for them.

use std::sync::OnceLock;

use super::{Live, bag::Bag};

/// Names of the features, in their order.
pub const FEATURES: [&str; 19] = [
    "words",
    "lead",
    "title",
    "names",
    "numbers",
    "root words",
    "root lead",
    "root names",
    "words x length",
    "length",
    "length gap",
    "relative",
    "relative least",
    "days",
    "same day",
    "days many",
    "undated",
    "lead x title",
    "one",
];

/// Log-odds beyond which a pair counts no more.
pub(super) const LOGIT_MAX: f32 = 8.0;
/// Likeness that every article is taken to have with its most alike, where it has none that is more so.
const BEST_FLOOR: f32 = 0.05;
/// Days after which a further day says little.
const DAYS_MANY: i32 = 4;
const DAYS_MAX: i32 = 60;

/// What is compared of two articles.
pub type Features = [f32; FEATURES.len()];

/// The features of two articles. `best` are the likenesses of each to the one that is most like it.
pub(super) fn features(a: &Live, b: &Live, cosines: [f32; 5]) -> Features {
    of(a, b, cosines, a.day.zip(b.day).map(|(a, b)| (a - b).abs()))
}

/// The features of two articles as if neither bore a date.
pub(super) fn timeless(a: &Live, b: &Live, cosines: [f32; 5]) -> Features {
    of(a, b, cosines, None)
}

fn of(a: &Live, b: &Live, cosines: [f32; 5], gap: Option<i32>) -> Features {
    let [words, lead, title, names, numbers] = cosines;
    let (best_a, best_b) = (a.best.max(words) + BEST_FLOOR, b.best.max(words) + BEST_FLOOR);
    let least = a.bag.len.min(b.bag.len);
    let days = gap.map_or(0.0, |gap| (1.0 + gap.min(DAYS_MAX) as f32).ln());
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    [
        words,
        lead,
        title,
        names,
        numbers,
        words.sqrt(),
        lead.sqrt(),
        names.sqrt(),
        words * least,
        least,
        (a.bag.len - b.bag.len).abs(),
        words / (best_a * best_b).sqrt(),
        words / best_a.max(best_b),
        days,
        flag(gap == Some(0)),
        flag(gap.is_some_and(|gap| gap > DAYS_MANY)),
        flag(gap.is_none()),
        lead * title,
        1.0,
    ]
}

/// Log-odds that two articles tell one story.
pub(super) fn logit(features: &Features, weights: &Features) -> f32 {
    let sum: f32 = features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum();
    sum.clamp(-LOGIT_MAX, LOGIT_MAX)
}

/// Cosine of the words of two articles.
pub(super) fn cosines(a: &Bag, b: &Bag) -> [f32; 5] {
    a.cosines(b)
}

/// The weights that ship.
///
/// # Source
/// `cargo run --release -p xtask -- group-train`, which says on which packs.
pub(super) fn shipped() -> &'static Features {
    static WEIGHTS: OnceLock<Features> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let mut weights = [0.0; FEATURES.len()];
        for line in include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (name, weight) = line.split_once('\t').expect("a line is a name and a weight");
            let feature =
                FEATURES.iter().position(|feature| *feature == name).expect("the name is a feature's");
            weights[feature] = weight.parse().expect("a weight is a number");
        }
        weights
    })
}
