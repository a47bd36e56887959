//! `group-train`: learns the weights by which articles are grouped, and says how well they carry over to other packs.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
    fs,
    io::Write as _,
    path::Path,
    process::Command,
};

use anyhow::{Context as _, bail};
use runut_group::{
    Article,
    story::{FEATURES, Features, LOGIT_MIN, Stories},
};
use serde_json::Value;

/// How the tool is called.
pub(crate) const USAGE: &str = "group-train [--write] [--sweep]    (weights of grouping; B-cubed with all packs and with the scored one left out)";

const PACKS: [&str; 5] = ["allsides21", "basil", "newscluster", "ecbplus", "id"];
/// Those that were made of one report an outlet for each story: that two are of one outlet would give it away.
const ONE_AN_OUTLET: [&str; 2] = ["allsides21", "basil"];
/// What the packs come amid.
const OTHERS: &str = "../shared/data/news-id/articles.jsonl.gz";
const WEIGHTS: &str = "crates/runut-group/src/story/weights.tsv";
/// Strength of the pull of weights towards 0.
const RIDGE: f64 = 30.0;
/// The same of what each pack has of its own, beside what all have in common: how fine its stories are cut.
const PACK_RIDGE: f64 = 30.0;
/// Steps of Newton's method, which is there long before.
const STEPS: usize = 12;
/// What the pairs of one story in a pack weigh together; those in Indonesian, which runut reads first, as much as in
/// three packs of English.
const PACK_WEIGHT: f64 = 1000.0;
const INDONESIAN: f64 = 3.0;
/// Parts of a pack, by matter, of which each is judged by weights that were learnt without it.
const FOLDS: u32 = 4;
/// Samples of stories from which intervals are told.
const SAMPLES: usize = 1000;

struct Item {
    url: String,
    outlet: String,
    title: String,
    text: String,
    published: String,
    story: String,
    /// Which part of its pack it is in: stories of one matter are in one.
    fold: u32,
    doubtful: bool,
    marks: Vec<String>,
}

/// How the articles of a pack come.
#[derive(Clone, Copy)]
struct Coming {
    /// Whether they say their days.
    dated: bool,
    /// Whether they were read, and bear marks.
    marked: bool,
    /// Whether they come amid those of all packs and the news of a month, as they would in a large store.
    amid: bool,
}

/// With and without dates, read and not read, alone and amid others, so that each is judged well.
const COMINGS: [Coming; 6] = [
    Coming { dated: true, marked: false, amid: false },
    Coming { dated: false, marked: false, amid: false },
    Coming { dated: true, marked: true, amid: false },
    Coming { dated: false, marked: true, amid: false },
    Coming { dated: true, marked: false, amid: true },
    Coming { dated: false, marked: false, amid: true },
];

impl std::fmt::Display for Coming {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        let of = |is: bool, yes: &'static str, no: &'static str| if is { yes } else { no };
        let [dated, marked, amid] = [
            of(self.dated, "dated", "undated"),
            of(self.marked, "read", "not read"),
            of(self.amid, "amid others", "alone"),
        ];
        write!(out, "{dated:7} {marked:8} {amid:11}")
    }
}

/// The packs, and what they come amid.
struct Packs {
    packs: Vec<Vec<Item>>,
    others: Vec<Item>,
}

/// A pair of articles to learn from.
#[derive(Clone, Copy)]
struct Example {
    features: Features,
    same: bool,
    weight: f64,
    /// Number of the pack, and the parts of it in which the two are.
    pack: usize,
    folds: [u32; 2],
}

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    let folder = Path::new("../shared/bench/groups");
    if !folder.is_dir() {
        writeln!(out, "skipped: there is no `../shared` beside the repository")?;
        return Ok(());
    }
    let mut packs = PACKS
        .iter()
        .map(|pack| load(&folder.join(format!("stories_{pack}.jsonl.gz"))))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let mut others = load(Path::new(OTHERS))?;
    let own: HashSet<&str> = packs.iter().flatten().map(|item| item.url.as_str()).collect();
    others.retain(|item| !own.contains(item.url.as_str()));
    for (name, pack) in PACKS.iter().zip(&mut packs) {
        for item in pack.iter_mut().filter(|_| ONE_AN_OUTLET.contains(name)) {
            item.outlet.clear();
        }
    }
    let packs = Packs { packs, others };
    let examples: Vec<Vec<Example>> = (0..PACKS.len())
        .map(|number| COMINGS.into_iter().flat_map(|coming| packs.examples(number, coming)).collect())
        .collect();
    let all_but = |is_out: &dyn Fn(&Example) -> bool| {
        let kept = examples.iter().flatten().filter(|example| !is_out(example));
        learn(&kept.copied().collect::<Vec<_>>())
    };
    let all = all_but(&|_| false);
    let packs_out: Vec<Features> =
        (0..PACKS.len()).map(|pack| all_but(&|example| example.pack == pack)).collect();
    let folds_out: Vec<Vec<Features>> = (0..PACKS.len())
        .map(|pack| {
            let out = |fold| all_but(&|example| example.pack == pack && example.folds.contains(&fold));
            (0..FOLDS).map(out).collect()
        })
        .collect();
    let least: Vec<f32> =
        if args.contains(&"--sweep") { [-1.1, -0.9, -0.8, -0.7, -0.5].to_vec() } else { vec![LOGIT_MIN] };
    for &least in &least {
        writeln!(out, "== log-odds from {least}: B-cubed F1 (P, R), [95 % of samples of stories]")?;
        for coming in COMINGS {
            let mut scores: [Vec<f64>; 2] = Default::default();
            for number in 0..PACKS.len() {
                let pack = &packs.packs[number];
                let of_all = packs.guess(number, &all, least, coming);
                let of_others = packs.guess(number, &packs_out[number], least, coming);
                let mut of_folds = Vec::new();
                // Amid others it would take long, and say the same.
                for (fold, weights) in (0..).zip(&folds_out[number]).filter(|_| !coming.amid) {
                    let guess = packs.guess(number, weights, least, coming);
                    of_folds.extend(each(pack, &guess).into_iter().filter(|told| pack[told.0].fold == fold));
                }
                let told = each(pack, &of_all);
                let [one, fold, other] = [&told, &of_folds, &each(pack, &of_others)].map(|told| score(told));
                let interval = interval(&told);
                writeln!(
                    out,
                    "{:11} {coming} shipped {:.3} ({:.3}, {:.3}) [{:.3} {:.3}]   learnt without its pack {:.3} ({:.3}, {:.3})",
                    PACKS[number], one.0, one.1, one.2, interval.0, interval.1, other.0, other.1, other.2
                )?;
                if !of_folds.is_empty() {
                    writeln!(
                        out,
                        "{:49} learnt without its matter {:.3} ({:.3}, {:.3})",
                        "", fold.0, fold.1, fold.2
                    )?;
                }
                for (scores, score) in scores.iter_mut().zip([one, other]) {
                    scores.push(score.0);
                }
            }
            for (name, scores) in ["shipped", "left out"].into_iter().zip(scores) {
                let worst = scores.iter().copied().fold(1.0, f64::min);
                let mean = scores.iter().sum::<f64>() / scores.len() as f64;
                writeln!(out, "   {name}: worst {worst:.3}, mean {mean:.3}")?;
            }
        }
    }
    if args.contains(&"--write") {
        let mut text = String::from(
            "# name and weight of each feature; made by: cargo run --release -p xtask -- group-train --write\n",
        );
        for (name, weight) in FEATURES.iter().zip(all) {
            writeln!(text, "{name}\t{weight:.5}")?;
        }
        fs::write(WEIGHTS, text)?;
    }
    Ok(())
}

/// The articles of a file of lines, packed.
fn load(path: &Path) -> anyhow::Result<Vec<Item>> {
    let lines = Command::new("zcat").arg(path).output().context("cannot run zcat")?;
    if !lines.status.success() {
        bail!("cannot unpack `{}`", path.display());
    }
    let text = String::from_utf8(lines.stdout)?;
    text.lines()
        .map(|line| {
            let item: Value = serde_json::from_str(line)?;
            let either = |a: &str, b: &str| {
                let words = item[a].as_str().filter(|words| !words.is_empty()).or(item[b].as_str());
                words.unwrap_or_default().to_owned()
            };
            let (title, text) = (either("title", "headline"), either("text", "body"));
            let story = either("story", "cluster");
            let matter = item["saga"].as_str().unwrap_or(&story);
            Ok(Item {
                fold: matter
                    .bytes()
                    .fold(7, |fold: u32, byte| fold.wrapping_mul(31).wrapping_add(byte.into()))
                    % FOLDS,
                marks: if story.is_empty() { Vec::new() } else { super::groups::marks(&title, &text) },
                url: item["url"].as_str().unwrap_or_default().to_owned(),
                outlet: either("url", "outlet"),
                title,
                text,
                published: either("published", "date"),
                story,
                doubtful: item["doubtful"].as_bool() == Some(true),
            })
        })
        .collect()
}

impl Packs {
    /// The articles of a pack as they come, its own first; those of the month bear no days.
    fn stories(&self, number: usize, weights: &Features, least: f32, coming: Coming) -> Stories {
        let mut stories = Stories::with_weights(*weights, least);
        let own = &self.packs[number];
        let packs = self.packs.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, pack)| pack);
        let others = packs.chain([&self.others]).flatten().filter(|_| coming.amid);
        for item in own.iter().chain(others) {
            stories.push(&Article {
                title: item.title.as_str().into(),
                text: item.text.as_str().into(),
                published: if coming.dated { item.published.as_str().into() } else { "".into() },
                outlet: item.outlet.as_str().into(),
                marks: if coming.marked { item.marks.clone() } else { Vec::new() },
                ..Article::default()
            });
        }
        stories
    }

    /// Pairs of a pack that would be compared. A pair weighs less the more its story has, so that each article counts.
    fn examples(&self, number: usize, coming: Coming) -> Vec<Example> {
        let pack = &self.packs[number];
        let mut sizes: HashMap<&str, f64> = HashMap::new();
        for item in pack {
            *sizes.entry(&item.story).or_insert(0.0) += 1.0;
        }
        let pairs = self.stories(number, &[0.0; FEATURES.len()], 0.0, coming).pairs();
        let mut examples: Vec<Example> = pairs
            .into_iter()
            .filter(|&(a, b, _)| a.max(b) < pack.len())
            .map(|(a, b, features)| {
                let same = pack[a].story == pack[b].story;
                let size = sizes[pack[a].story.as_str()];
                let weight = if same { (2.0 / (size - 1.0)).min(1.0) } else { 1.0 };
                Example { features, same, weight, pack: number, folds: [pack[a].fold, pack[b].fold] }
            })
            .collect();
        let total: f64 = examples.iter().filter(|example| example.same).map(|example| example.weight).sum();
        let share = if PACKS[number] == "id" { INDONESIAN } else { 1.0 };
        for example in &mut examples {
            example.weight *= share * PACK_WEIGHT / total;
        }
        examples
    }

    fn guess(&self, number: usize, weights: &Features, least: f32, coming: Coming) -> Vec<u32> {
        let mut stories = self.stories(number, weights, least, coming);
        stories.settle();
        (0..self.packs[number].len()).map(|article| stories.story(article)).collect()
    }
}

/// Logistic regression with a ridge, by Newton's method, on features brought to mean 0 and deviation 1. Each pack has a
/// constant of its own beside the common one, which is all that is kept: packs cut their stories finer or coarser, and
/// the other weights need not make up for that.
#[expect(clippy::needless_range_loop, reason = "matrices are read by row and column")]
fn learn(examples: &[Example]) -> Features {
    const N: usize = FEATURES.len();
    const M: usize = N + PACKS.len();
    let one = N - 1;
    let total: f64 = examples.iter().map(|example| example.weight).sum();
    let mut mean = [0.0; N];
    let mut deviation = [0.0; N];
    for Example { features, weight, .. } in examples {
        for (mean, feature) in mean.iter_mut().zip(features) {
            *mean += f64::from(*feature) * weight / total;
        }
    }
    for Example { features, weight, .. } in examples {
        for ((deviation, mean), feature) in deviation.iter_mut().zip(mean).zip(features) {
            *deviation += (f64::from(*feature) - mean).powi(2) * weight / total;
        }
    }
    let scale = deviation.map(|square: f64| square.sqrt() + 1e-9);
    let standard = |features: &Features, pack: usize| -> [f64; M] {
        std::array::from_fn(|at| match at {
            _ if at == one => 1.0,
            _ if at >= N => f64::from(u8::from(at - N == pack)),
            _ => (f64::from(features[at]) - mean[at]) / scale[at],
        })
    };
    let rows: Vec<[f64; M]> =
        examples.iter().map(|example| standard(&example.features, example.pack)).collect();
    let mut weights = [0.0; M];
    for _ in 0..STEPS {
        let mut gradient = [0.0; M];
        let mut curve = [[0.0; M]; M];
        for at in (0..M).filter(|&at| at != one) {
            let ridge = if at < N { RIDGE } else { PACK_RIDGE };
            gradient[at] = ridge * weights[at];
            curve[at][at] = ridge;
        }
        curve[one][one] = 1e-6;
        for (row, Example { same, weight, .. }) in rows.iter().zip(examples) {
            let sum: f64 = row.iter().zip(weights).map(|(value, weight)| value * weight).sum();
            let likely = 1.0 / (1.0 + (-sum.clamp(-30.0, 30.0)).exp());
            let error = weight * (likely - f64::from(u8::from(*same)));
            let steep = weight * likely * (1.0 - likely);
            for i in 0..M {
                gradient[i] += error * row[i];
                for j in 0..=i {
                    curve[i][j] += steep * row[i] * row[j];
                }
            }
        }
        for i in 0..M {
            for j in 0..i {
                curve[j][i] = curve[i][j];
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curve, gradient)) {
            *weight -= step;
        }
    }
    let mut plain = [0.0_f32; N];
    let mut constant = weights[one];
    for at in 0..one {
        plain[at] = (weights[at] / scale[at]) as f32;
        constant -= weights[at] * mean[at] / scale[at];
    }
    plain[one] = constant as f32;
    plain
}

/// Solves linear equations by elimination with pivots.
#[expect(clippy::needless_range_loop, reason = "matrices are read by row and column")]
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for column in 0..N {
        let pivot = (column..N)
            .max_by(|&a, &b| matrix[a][column].abs().total_cmp(&matrix[b][column].abs()))
            .unwrap_or(column);
        matrix.swap(column, pivot);
        right.swap(column, pivot);
        for row in 0..N {
            if row != column {
                let factor = matrix[row][column] / matrix[column][column];
                for at in column..N {
                    matrix[row][at] -= factor * matrix[column][at];
                }
                right[row] -= factor * right[column];
            }
        }
    }
    std::array::from_fn(|at| right[at] / matrix[at][at])
}

/// The first article of a story, with B-cubed precision and recall of one of its articles.
type Told = (usize, f64, f64);

/// Of each article that is no doubtful one.
fn each(pack: &[Item], guess: &[u32]) -> Vec<Told> {
    let mut in_guess: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut in_truth: HashMap<&str, Vec<usize>> = HashMap::new();
    for (article, item) in pack.iter().enumerate() {
        in_guess.entry(guess[article]).or_default().push(article);
        in_truth.entry(&item.story).or_default().push(article);
    }
    let scored = pack.iter().enumerate().filter(|(_, item)| !item.doubtful);
    scored
        .map(|(article, item)| {
            let truth = &in_truth[item.story.as_str()];
            let guessed = &in_guess[&guess[article]];
            let both = truth.iter().filter(|&&other| guess[other] == guess[article]).count() as f64;
            (truth[0], both / guessed.len() as f64, both / truth.len() as f64)
        })
        .collect()
}

fn f1(each: impl Iterator<Item = (f64, f64)>) -> (f64, f64, f64) {
    let (mut precision, mut recall, mut count) = (0.0, 0.0, 0.0);
    for (p, r) in each {
        precision += p;
        recall += r;
        count += 1.0;
    }
    (2.0 * precision * recall / (precision + recall) / count, precision / count, recall / count)
}

fn score(each: &[Told]) -> (f64, f64, f64) {
    f1(each.iter().map(|&(_, p, r)| (p, r)))
}

/// Within what F1 lies for 95 of 100 samples of as many stories, drawn with repetition.
fn interval(each: &[Told]) -> (f64, f64) {
    let mut by_story: HashMap<usize, Vec<(f64, f64)>> = HashMap::new();
    for &(story, p, r) in each {
        by_story.entry(story).or_default().push((p, r));
    }
    let mut stories: Vec<(usize, Vec<(f64, f64)>)> = by_story.into_iter().collect();
    stories.sort_by_key(|story| story.0);
    let mut lot = super::crowd::Lot(11);
    let mut scores: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            let drawn: Vec<usize> = stories.iter().map(|_| lot.below(stories.len() as u64)).collect();
            f1(drawn.iter().flat_map(|&story| stories[story].1.iter().copied())).0
        })
        .collect();
    scores.sort_by(f64::total_cmp);
    (scores[SAMPLES / 40], scores[SAMPLES - 1 - SAMPLES / 40])
}
