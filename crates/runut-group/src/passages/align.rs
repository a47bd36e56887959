//! The best stretch that two texts share, where words in it may be changed, left out and put in.
//!
//! # Source
//! Smith and Waterman, "Identification of common molecular subsequences", J. Mol. Biol. 147 (1981).

use std::ops::Range;

/// A word of a text, as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Hash of its beginning.
    pub(super) stem: u32,
    /// Whether it stands in many articles.
    pub(super) common: bool,
}

/// What a word counts that both texts have, that is common to most texts, that differs, that one leaves out.
const SAME: i32 = 10;
const SAME_COMMON: i32 = 5;
const OTHER: i32 = -6;
const LEFT_OUT: i32 = -5;

/// A stretch that two texts share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Its words in the first text.
    pub(super) a: Range<usize>,
    /// Its words in the second.
    pub(super) b: Range<usize>,
    /// How many words are the same.
    pub(super) same: usize,
    /// What these count, less what differs.
    pub(super) score: i32,
}

/// Where a cell has its score from.
const START: u8 = 0;
const BOTH: u8 = 1;
const ONLY_A: u8 = 2;
const ONLY_B: u8 = 3;

/// The best stretch that `a` and `b` share, if they share a word.
///
/// # Cost
/// A step and a byte for each word of `a` with each of `b`: the caller bounds them.
pub(super) fn best(a: &[Word], b: &[Word]) -> Option<Stretch> {
    let width = b.len() + 1;
    let mut from = vec![START; (a.len() + 1) * width];
    let mut above = vec![0_i32; width];
    let mut row = vec![0_i32; width];
    let (mut top, mut end) = (0, (0, 0));
    for (at, x) in a.iter().enumerate() {
        for (to, y) in b.iter().enumerate() {
            let pair = if x.stem != y.stem {
                OTHER
            } else if x.common {
                SAME_COMMON
            } else {
                SAME
            };
            let (mut score, mut way) = (0, START);
            for (other, by) in
                [(above[to] + pair, BOTH), (above[to + 1] + LEFT_OUT, ONLY_A), (row[to] + LEFT_OUT, ONLY_B)]
            {
                if other > score {
                    (score, way) = (other, by);
                }
            }
            row[to + 1] = score;
            from[(at + 1) * width + to + 1] = way;
            if score > top {
                (top, end) = (score, (at + 1, to + 1));
            }
        }
        std::mem::swap(&mut above, &mut row);
    }
    if top == 0 {
        return None;
    }
    let ((mut at, mut to), mut same) = (end, 0);
    loop {
        match from[at * width + to] {
            BOTH => {
                (at, to) = (at - 1, to - 1);
                same += usize::from(a[at].stem == b[to].stem);
            }
            ONLY_A => at -= 1,
            ONLY_B => to -= 1,
            _ => break,
        }
    }
    Some(Stretch { a: at..end.0, b: to..end.1, same, score: top })
}
