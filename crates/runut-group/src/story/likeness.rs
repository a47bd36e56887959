//! How likely two articles tell one story: features, and the weights that were learnt for them.

use std::sync::OnceLock;

use super::{
    bag::Shared,
    shelf::{Link, Node},
};

/// Names of the features, in their order.
pub const FEATURES: [&str; 17] = [
    "words",
    "headline retold",
    "rare",
    "retold",
    "subject lacking",
    "subjects lacking",
    "other figures",
    "counts retold",
    "other days",
    "other weekdays",
    "days",
    "same day",
    "days many",
    "nearest",
    "crowd",
    "same outlet",
    "one",
];

/// What two articles are to each other that were never compared, in log-odds.
pub(super) const FAR: f32 = -5.0;
/// Log-odds beyond which a pair counts no more.
pub(super) const LOGIT_MAX: f32 = 8.0;
/// What is added to a likeness before its logarithm is taken.
const LIKENESS_FLOOR: f32 = 0.02;
/// Likeness that every article is taken to have with its most alike, where it has none that is more so.
const BEST_MIN: f32 = 0.3;
/// What every article is taken to share with those around it, where few are here yet.
const CROWD_MIN: f32 = 0.06;
/// What is taken for the share of numbers that is retold, where there are none.
const COUNTS_UNKNOWN: f32 = 0.4;
/// A crowd is told in steps, so that few articles that come change it.
const CROWD_STEPS: f32 = 8.0;
/// Days after which a further day says little.
const DAYS_MANY: i32 = 4;
const DAYS_MAX: i32 = 60;

/// Features of the days that articles tell of, and of those on which they came out.
const OTHER_DAYS: usize = 8;
const OTHER_WEEKDAYS: usize = 9;
const TIMES: std::ops::Range<usize> = 10..13;
/// Features that hang on how like an article is to the one most like it, and on what it shares with those around it;
/// all others are those of the two alone.
const NEAREST: usize = 13;
const CROWD: usize = 14;
/// That one outlet published both: two articles of one outlet are less often of one happening than two as alike of two.
const SAME_OUTLET: usize = 15;
/// Log-odds of two articles in different languages: at no likeness of marks, and how they rise with its root.
const FOREIGN: f32 = -4.0;
const FOREIGN_MARKS: f32 = 8.0;
/// That two of them share few marks says little against it.
const FOREIGN_MIN: f32 = -2.5;

/// What is compared of two articles.
pub type Features = [f32; FEATURES.len()];
/// What each feature counts.
pub type Weights = Features;

/// Log-odds that two articles tell one story, but for the features of who published them and is around
/// them; and the cosine of their words.
pub(super) fn base(a: &Node, b: &Node, weights: &Weights) -> (f32, f32) {
    let shared = a.bag.shared(&b.bag);
    if a.bag.is_foreign(&b.bag) {
        let features = alone(&Shared::default(), gap(a, b));
        let time: f32 = TIMES.map(|at| features[at] * weights[at]).sum();
        return ((FOREIGN + FOREIGN_MARKS * shared.marks.sqrt() + time).max(FOREIGN_MIN), 0.0);
    }
    (sum(&alone(&shared, gap(a, b)), weights), shared.words)
}

/// By what articles are grouped.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) weights: Weights,
    /// Log-odds from which an article belongs to a story, and two stories are one.
    pub(super) logit_min: f32,
}

/// How much an article shares with articles around it that tell something else: the logarithm, in steps.
pub(super) fn crowd(node: &Node) -> i32 {
    let share = (node.reach() as f32 / SHARED_MAX).max(CROWD_MIN);
    ((share + LIKENESS_FLOOR).ln() * CROWD_STEPS).round() as i32
}

/// What two articles share at most, as [`Node::reach`] tells it.
const SHARED_MAX: f32 = 65025.0;

/// What is around two articles: how like each is to the one most like it, and how much it shares with those that tell
/// something else; logarithms, the mean of both.
fn around(a: &Node, b: &Node, best_a: f32, best_b: f32) -> [f32; 2] {
    let nearest = f32::midpoint(best_a.max(BEST_MIN).ln(), best_b.max(BEST_MIN).ln());
    [nearest, f32::midpoint(crowd(a) as f32, crowd(b) as f32) / CROWD_STEPS]
}

impl Rule {
    /// Log-odds of a link between two articles.
    pub(super) fn logit(&self, link: &Link, a: &Node, b: &Node) -> f32 {
        // Articles in two languages share no words, and what is around each says nothing of the two.
        let around = if link.words > 0.0 {
            let [nearest, crowd] = around(a, b, a.best, b.best);
            nearest * self.weights[NEAREST]
                + crowd * self.weights[CROWD]
                + same_outlet(a, b) * self.weights[SAME_OUTLET]
        } else {
            0.0
        };
        (link.base + around).clamp(-LOGIT_MAX, LOGIT_MAX)
    }

    /// Whether a link cannot be likely, whatever comes to be around the two: it only takes a place among the nearest,
    /// and says no more than that two were never compared.
    pub(super) fn is_far(&self, link: &Link) -> bool {
        let most = |feature: usize, least: f32| (self.weights[feature] * least.ln()).max(0.0);
        let around = if link.words > 0.0 {
            // Each is at least as like its most alike as the two are to each other.
            most(NEAREST, link.words.max(BEST_MIN))
                + most(CROWD, CROWD_MIN + LIKENESS_FLOOR)
                + self.weights[SAME_OUTLET].max(0.0)
        } else {
            0.0
        };
        link.base + around < self.logit_min
    }
}

/// The features of two linked articles: what weights are learnt from.
pub(super) fn features(a: &Node, b: &Node) -> Features {
    let mut features = alone(&a.bag.shared(&b.bag), gap(a, b));
    [features[NEAREST], features[CROWD]] = around(a, b, a.best, b.best);
    features[SAME_OUTLET] = same_outlet(a, b);
    features
}

/// Log-odds that two articles tell one matter, as if neither bore a date nor its outlet.
pub(super) fn timeless(a: &Node, b: &Node, weights: &Weights) -> f32 {
    let shared = a.bag.shared(&b.bag);
    let mut features = alone(&shared, None);
    [features[OTHER_DAYS], features[OTHER_WEEKDAYS]] = [0.0; 2];
    [features[NEAREST], features[CROWD]] = around(a, b, a.best.max(shared.words), b.best.max(shared.words));
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

/// 1 where one outlet published both, as far as is known.
fn same_outlet(a: &Node, b: &Node) -> f32 {
    if a.outlet != 0 && a.outlet == b.outlet { 1.0 } else { 0.0 }
}

/// All features but those of who published the two and what is around them, which are 0.
fn alone(shared: &Shared, gap: Option<i32>) -> Features {
    let days = gap.map_or(0.0, |gap| (1.0 + gap.min(DAYS_MAX) as f32).ln());
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    let [one, other] = shared.subjects;
    [
        (shared.words + LIKENESS_FLOOR).ln(),
        shared.headline,
        shared.rare,
        shared.retold,
        f32::midpoint(one, other),
        one.min(other),
        flag(shared.other_figures),
        shared.counts.unwrap_or(COUNTS_UNKNOWN),
        flag(shared.other_days),
        flag(shared.other_weekdays),
        days,
        flag(gap == Some(0)),
        flag(gap.is_some_and(|gap| gap > DAYS_MANY)),
        0.0,
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
