//! Who gives what to whom: actors on an ellipse, an arrow for each exchange, its return beside it.

use std::f64::consts::{FRAC_PI_2, TAU};

use askama::Template;

use super::fit;
use crate::messages::Messages;

const WIDTH: f64 = 720.0;
/// Room at each side for names.
const MARGIN: (f64, f64) = (150.0, 56.0);
const HEIGHT_PER_ACTOR: f64 = 52.0;
const HEIGHT_MIN: f64 = 200.0;
/// Half the height of a name, with some air.
const NAME_HALF: f64 = 13.0;
/// Width of a letter of a name, about.
const LETTER: f64 = 8.2;
/// How far outside its arrow the words stand.
const WORDS_OFF: f64 = 13.0;
/// Letters of a name that are drawn.
const NAME_CHARS_MAX: usize = 24;
/// Actors that are drawn; the rest stand in the list.
const ACTORS_MAX: usize = 16;

/// One exchange to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Gift {
    /// Who gives.
    pub(crate) from: String,
    /// To whom.
    pub(crate) to: String,
    /// What, and what for.
    pub(crate) words: String,
    /// The claims behind it.
    pub(crate) href: String,
    /// Whether it is told as having happened.
    pub(crate) asserted: bool,
}

/// The drawing.
#[derive(Template)]
#[template(path = "svg/network.svg")]
pub(crate) struct NetworkChart {
    title: String,
    width: f64,
    height: f64,
    actors: Vec<Actor>,
    arrows: Vec<Arrow>,
}

struct Actor {
    x: f64,
    y: f64,
    label: String,
    full: String,
}

struct Arrow {
    path: String,
    head: String,
    x: f64,
    y: f64,
    label: String,
    full: String,
    href: String,
    dashed: bool,
}

impl NetworkChart {
    /// The drawing of exchanges; `None` where there is none.
    pub(crate) fn of(m: &Messages, gifts: &[Gift]) -> Option<Self> {
        let mut names: Vec<&String> = Vec::new();
        for name in gifts.iter().flat_map(|gift| [&gift.from, &gift.to]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.truncate(ACTORS_MAX);
        if names.is_empty() {
            return None;
        }
        let height = (HEIGHT_PER_ACTOR * names.len() as f64).max(HEIGHT_MIN);
        let places: Vec<(f64, f64)> =
            (0..names.len()).map(|index| place(index, names.len(), height)).collect();
        let mut drawn: Vec<(usize, usize)> = Vec::new();
        let arrows = gifts.iter().filter_map(|gift| {
            let at = |name: &String| names.iter().position(|known| *known == name);
            let (from, to) = (at(&gift.from)?, at(&gift.to)?);
            // Several arrows between two actors bend ever more, so that none hides another.
            let before = drawn.iter().filter(|pair| **pair == (from, to)).count();
            drawn.push((from, to));
            let end = |index: usize| (places[index], half_width(names[index]));
            Some(arrow(gift, end(from), end(to), 1.0 + before as f64))
        });
        Some(Self {
            title: m.t("network.chart").to_owned(),
            width: WIDTH,
            height,
            arrows: arrows.collect(),
            actors: names
                .iter()
                .zip(&places)
                .map(|(name, &(x, y))| Actor {
                    x,
                    y,
                    label: fit(name, NAME_CHARS_MAX),
                    full: (*name).clone(),
                })
                .collect(),
        })
    }
}

/// Where an actor stands: two on one line, more on an ellipse from the left on.
fn place(index: usize, count: usize, height: f64) -> (f64, f64) {
    let angle = TAU * index as f64 / count as f64 + 2.0 * FRAC_PI_2;
    let (rx, ry) = (WIDTH / 2.0 - MARGIN.0, height / 2.0 - MARGIN.1);
    (round(WIDTH / 2.0 + rx * angle.cos()), round(height / 2.0 + ry * angle.sin()))
}

/// Half the room that a name takes from left to right.
fn half_width(name: &str) -> f64 {
    fit(name, NAME_CHARS_MAX).chars().count() as f64 * LETTER / 2.0 + 8.0
}

/// How far from the middle of a name one leaves its box in a direction.
fn way_out((x, y): (f64, f64), half_width: f64) -> f64 {
    (half_width / x.abs().max(0.01)).min(NAME_HALF / y.abs().max(0.01))
}

/// The arrow between two names, each a place and half a width.
fn arrow(gift: &Gift, from: ((f64, f64), f64), to: ((f64, f64), f64), bend: f64) -> Arrow {
    let ((from, from_half), (to, to_half)) = (from, to);
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    let (ux, uy) = (dx / length, dy / length);
    // To the right of the way, so that there and back are two arrows.
    let (nx, ny) = (-uy, ux);
    let bow = 46.0 * bend;
    let middle = (f64::midpoint(from.0, to.0) + nx * bow, f64::midpoint(from.1, to.1) + ny * bow);
    let toward = |at: (f64, f64)| {
        let (x, y) = (middle.0 - at.0, middle.1 - at.1);
        let length = x.hypot(y).max(1.0);
        (x / length, y / length)
    };
    let (a, b) = (toward(from), toward(to));
    let (from_gap, to_gap) = (way_out(a, from_half), way_out(b, to_half));
    let start = (from.0 + a.0 * from_gap, from.1 + a.1 * from_gap);
    let end = (to.0 + b.0 * to_gap, to.1 + b.1 * to_gap);
    let wing = |side: f64| (end.0 + b.0 * 11.0 - b.1 * 5.0 * side, end.1 + b.1 * 11.0 + b.0 * 5.0 * side);
    let (left, right) = (wing(1.0), wing(-1.0));
    let r = round;
    Arrow {
        path: format!(
            "M{},{} Q{},{} {},{}",
            r(start.0),
            r(start.1),
            r(middle.0),
            r(middle.1),
            r(end.0),
            r(end.1)
        ),
        head: format!(
            "M{},{} L{},{} L{},{} Z",
            r(end.0),
            r(end.1),
            r(left.0),
            r(left.1),
            r(right.0),
            r(right.1)
        ),
        x: r(f64::midpoint(f64::midpoint(start.0, end.0), middle.0) + nx * WORDS_OFF),
        y: r(f64::midpoint(f64::midpoint(start.1, end.1), middle.1) + ny * WORDS_OFF),
        label: fit(&gift.words, 34),
        full: format!("{} → {}: {}", gift.from, gift.to, gift.words),
        href: gift.href.clone(),
        dashed: !gift.asserted,
    }
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back_are_two_arrows() {
        let gift = |from: &str, to: &str| Gift {
            from: from.into(),
            to: to.into(),
            words: "beras".into(),
            href: "#x1-1".into(),
            asserted: true,
        };
        let m = &Messages::all()[0];
        assert!(NetworkChart::of(m, &[]).is_none());
        let gifts = [gift("Nuraga", "Sagara"), gift("Sagara", "Nuraga"), gift("Nuraga", "Sagara")];
        let chart = NetworkChart::of(m, &gifts).expect("there are exchanges");
        assert_eq!(chart.actors.len(), 2);
        let paths: Vec<&String> = chart.arrows.iter().map(|arrow| &arrow.path).collect();
        assert!(paths[0] != paths[1] && paths[0] != paths[2]);
        assert!(chart.arrows[0].y > chart.height / 2.0 && chart.arrows[1].y < chart.height / 2.0);
        // However many there are, all lie in the picture.
        let many: Vec<Gift> = (0..40).map(|n| gift(&format!("A{n}"), &format!("A{}", n + 1))).collect();
        let chart = NetworkChart::of(m, &many).expect("there are exchanges");
        assert!(
            chart
                .actors
                .iter()
                .all(|actor| (0.0..WIDTH).contains(&actor.x) && (0.0..chart.height).contains(&actor.y))
        );
    }
}
