//! How likely two articles tell one story: features, and the weights that were learnt for them.

use std::sync::OnceLock;

use super::{
    bag::Shared,
    shelf::{Link, Node},
};

/// Names of the features, in their order.
pub const FEATURES: [&str; 25] = [
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
    "crossing",
    "rare",
    "root marks",
    "marked",
    "over crowd",
    "over crowd least",
    "one",
];

/// What two articles are to each other that were never compared, in log-odds.
pub(super) const FAR: f32 = -5.0;
/// Log-odds beyond which a pair counts no more.
pub(super) const LOGIT_MAX: f32 = 8.0;
/// Likeness that every article is taken to have with its most alike, where it has none that is more so.
const BEST_FLOOR: f32 = 0.15;
/// Days after which a further day says little.
const DAYS_MANY: i32 = 4;
const DAYS_MAX: i32 = 60;

/// Features that hang on how like an article is to the one most like it, and on what it shares with those around it; all
/// others are those of the two alone.
const RELATIVE: usize = 11;
const RELATIVE_LEAST: usize = 12;
const OVER_CROWD: usize = 22;
const OVER_CROWD_LEAST: usize = 23;
/// What is added to a likeness before its logarithm is taken.
const LIKENESS_FLOOR: f32 = 0.02;
/// A crowd is told in steps, so that few articles that come change it.
const CROWD_STEPS: f32 = 8.0;
/// Features of the days.
const TIMES: [usize; 4] = [13, 14, 15, 16];
/// Log-odds of two articles in different languages: at no likeness of marks, and how they rise with its root.
const FOREIGN: f32 = -4.0;
const FOREIGN_MARKS: f32 = 8.0;
/// That two of them share few marks says little against it.
const FOREIGN_MIN: f32 = -2.5;

/// What is compared of two articles.
pub type Features = [f32; FEATURES.len()];
/// What each feature counts.
pub type Weights = Features;

/// Log-odds that two articles tell one story, but for the relative features; and the cosine of their words.
pub(super) fn base(a: &Node, b: &Node, weights: &Weights) -> (f32, f32) {
    let shared = a.bag.shared(&b.bag);
    if a.bag.is_foreign(&b.bag) {
        let features = plain(a, b, Shared::default(), gap(a, b));
        let time: f32 = TIMES.iter().map(|&at| features[at] * weights[at]).sum();
        return ((FOREIGN + FOREIGN_MARKS * shared.marks.sqrt() + time).max(FOREIGN_MIN), 0.0);
    }
    (sum(&plain(a, b, shared, gap(a, b)), weights), shared.words)
}

/// By what articles are grouped.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) weights: Weights,
    /// Log-odds from which an article belongs to a story, and two stories are one.
    pub(super) logit_min: f32,
    /// What the relative features give at most to a pair that could not be more alike.
    reach: f32,
}

/// How much an article shares with articles around it that tell something else: the logarithm, in steps.
pub(super) fn crowd(node: &Node) -> i32 {
    let share = node.reach() as f32 / SHARED_MAX;
    ((share + LIKENESS_FLOOR).ln() * CROWD_STEPS).round() as i32
}

/// What two articles share at most, as [`Node::reach`] tells it.
const SHARED_MAX: f32 = 65025.0;

/// How much more alike two articles are than each is to those around it: of the mean of both, and of the one in the
/// denser crowd. Articles in two languages share no words, which says nothing of them.
fn over_crowd(words: f32, a: &Node, b: &Node) -> [f32; 2] {
    if words == 0.0 {
        return [0.0; 2];
    }
    let [crowd_a, crowd_b] = [a, b].map(|node| crowd(node) as f32 / CROWD_STEPS);
    let words = (words + LIKENESS_FLOOR).ln();
    [words - f32::midpoint(crowd_a, crowd_b), words - crowd_a.max(crowd_b)]
}

impl Rule {
    pub(super) fn new(weights: Weights, logit_min: f32) -> Self {
        // Each of two is at least as like its most alike as the two are to each other. `share` says how nearly so.
        let (by_mean, by_least) = (weights[RELATIVE], weights[RELATIVE_LEAST]);
        let at = |share: f32| share * by_mean + share * share * by_least;
        let turn = if by_least == 0.0 { 1.0 } else { (-by_mean / (2.0 * by_least)).clamp(0.0, 1.0) };
        let reach = [turn, 1.0].map(at).into_iter().fold(0.0, f32::max);
        Self { weights, logit_min, reach }
    }

    /// Log-odds of a link between two articles.
    pub(super) fn logit(&self, link: &Link, a: &Node, b: &Node) -> f32 {
        let [relative, least] = relative(link.words, a.best, b.best);
        let relative = relative * self.weights[RELATIVE] + least * self.weights[RELATIVE_LEAST];
        let [over, least] = over_crowd(link.words, a, b);
        let over = over * self.weights[OVER_CROWD] + least * self.weights[OVER_CROWD_LEAST];
        (link.base + relative + over).clamp(-LOGIT_MAX, LOGIT_MAX)
    }

    /// Whether a link cannot be likely, whatever else is like the two: it only takes a place among the nearest, and
    /// says no more than that two were never compared.
    pub(super) fn is_far(&self, link: &Link) -> bool {
        let over = if link.words > 0.0 {
            let words = (link.words + LIKENESS_FLOOR).ln();
            let (alone, crowded) = (words - LIKENESS_FLOOR.ln(), words - (1.0 + LIKENESS_FLOOR).ln());
            let most = |weight: f32| (weight * alone).max(weight * crowded);
            most(self.weights[OVER_CROWD]) + most(self.weights[OVER_CROWD_LEAST])
        } else {
            0.0
        };
        (link.base + over - self.logit_min) * (link.words + BEST_FLOOR) + self.reach * link.words < 0.0
    }
}

/// The features of two linked articles: what weights are learnt from.
pub(super) fn features(a: &Node, b: &Node) -> Features {
    let shared = a.bag.shared(&b.bag);
    let mut features = plain(a, b, shared, gap(a, b));
    [features[RELATIVE], features[RELATIVE_LEAST]] = relative(shared.words, a.best, b.best);
    [features[OVER_CROWD], features[OVER_CROWD_LEAST]] = over_crowd(shared.words, a, b);
    features
}

/// Log-odds that two articles tell one matter, as if neither bore a date.
pub(super) fn timeless(a: &Node, b: &Node, weights: &Weights) -> f32 {
    let shared = a.bag.shared(&b.bag);
    let mut features = plain(a, b, shared, None);
    [features[RELATIVE], features[RELATIVE_LEAST]] =
        relative(shared.words, a.best.max(shared.words), b.best.max(shared.words));
    [features[OVER_CROWD], features[OVER_CROWD_LEAST]] = over_crowd(shared.words, a, b);
    sum(&features, weights).clamp(-LOGIT_MAX, LOGIT_MAX)
}

fn sum(features: &Features, weights: &Weights) -> f32 {
    features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum()
}

/// Days between two articles, where both say their day. A day that an article only tells of says that it is near to
/// another, and not that it is far.
fn gap(a: &Node, b: &Node) -> Option<i32> {
    let gap = a.day.zip(b.day).map(|(a, b)| (a - b).abs());
    gap.filter(|&gap| gap <= DAYS_MANY || !(a.told || b.told))
}

fn relative(words: f32, best_a: f32, best_b: f32) -> [f32; 2] {
    let (best_a, best_b) = (best_a + BEST_FLOOR, best_b + BEST_FLOOR);
    [words / (best_a * best_b).sqrt(), words / best_a.max(best_b)]
}

/// All but the relative features, which are 0.
fn plain(a: &Node, b: &Node, shared: Shared, gap: Option<i32>) -> Features {
    let Shared { words, lead, title, names, numbers, marks, crossing, rare } = shared;
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
        0.0,
        0.0,
        days,
        flag(gap == Some(0)),
        flag(gap.is_some_and(|gap| gap > DAYS_MANY)),
        flag(gap.is_none()),
        lead * title,
        crossing,
        rare,
        marks.sqrt(),
        flag(a.bag.is_marked() && b.bag.is_marked()),
        0.0,
        0.0,
        1.0,
    ]
}

/// The weights that ship.
///
/// # Source
/// `cargo run --release -p xtask -- group-train`, which says on which packs.
pub(super) fn shipped() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
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
