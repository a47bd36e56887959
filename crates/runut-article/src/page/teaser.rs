//! Which elements show other reports in short: they stand beside one another, and the words of each are cut off.

use super::{
    choose::is_long,
    render::{Line, Page},
};
use crate::line::Mark;

/// Lines of an element that shows one report; one of them is cut off.
const LINES_MAX: u32 = 8;
/// Elements beside one another that cannot all be cut off by chance.
const TEASERS_MIN: usize = 3;
/// Share of the elements with prose beside one another that are cut off, in hundredths.
const PERCENT_MIN: usize = 60;

/// The elements that show other reports, in the order of the markup.
pub(super) fn find_teasers(page: &Page) -> Vec<u32> {
    let cut = |line: &Line| line.mark == Mark::None && is_long(line) && is_cut(line.words(page));
    let cuts: Vec<u32> = (0..).zip(&page.lines).filter(|(_, line)| cut(line)).map(|(at, _)| at).collect();
    // The element around each cut line, behind the one that holds it.
    let mut cards: Vec<(u32, u32)> = Vec::new();
    for (nth, line) in cuts.iter().map(|at| &page.lines[*at as usize]).enumerate() {
        let small = |at: &u32| {
            let element = &page.elements[*at as usize];
            let before = nth > 0 && element.first <= cuts[nth - 1];
            let next = cuts.get(nth + 1).is_some_and(|next| *next < element.after);
            element.after - element.first <= LINES_MAX && !before && !next
        };
        if let Some(card) = page.up(line.element).take_while(small).last() {
            cards.push((page.elements[card as usize].parent, card));
        }
    }
    cards.sort_unstable();
    cards.dedup();
    let mut teasers = Vec::new();
    for beside in cards.chunk_by(|a, b| a.0 == b.0).filter(|beside| beside.len() >= TEASERS_MIN) {
        let parent = beside[0].0;
        let mut others: Vec<u32> =
            long_lines(page, parent).map(|line| child_of(page, parent, line)).collect();
        others.dedup();
        if beside.len() * 100 >= others.len() * PERCENT_MIN {
            teasers.extend(beside.iter().map(|(_, card)| card));
        }
    }
    teasers.sort_unstable();
    teasers
}

/// The lines of an element that are long enough for prose.
fn long_lines(page: &Page, at: u32) -> impl Iterator<Item = &Line> {
    let element = &page.elements[at as usize];
    page.lines[element.first as usize..element.after as usize].iter().filter(|line| is_long(line))
}

/// The element right within `outer` that holds a line.
fn child_of(page: &Page, outer: u32, line: &Line) -> u32 {
    page.up(line.element).take_while(|at| *at != outer).last().unwrap_or(outer)
}

/// Whether words end as those do that are cut off: "… mereka …", "dan ...", "[...]".
fn is_cut(words: &str) -> bool {
    let words = words.trim_end_matches([']', ')', ' ', '»', '→', '\u{a0}']);
    words.ends_with('…') || words.ends_with("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_words_are_known() {
        assert!(is_cut("Warga Lembayung menunggu hasil rapat …"));
        assert!(is_cut("Warga Lembayung menunggu hasil [...]"));
        assert!(!is_cut("Warga Lembayung menunggu hasil rapat."));
    }
}
