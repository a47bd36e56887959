//! Which articles may tell the same story: those that share terms that tell much.

use rustc_hash::FxHashMap;

use super::bag::Bag;

/// Terms of an article by which it is found.
const KEYS_MAX: usize = 32;
/// Of the articles that have a term the last so many are found by it.
const HOLDERS_MAX: usize = 96;
/// For each term that tells much the last articles that have it.
#[derive(Debug, Default)]
pub(super) struct Postings(FxHashMap<u32, Vec<u32>>);

impl Postings {
    /// Keeps an article.
    pub(super) fn push(&mut self, article: u32, bag: &Bag) {
        for term in bag.keys(KEYS_MAX) {
            let holders = self.0.entry(term.number).or_default();
            if holders.len() >= 2 * HOLDERS_MAX {
                holders.drain(..HOLDERS_MAX);
            }
            holders.push(article);
        }
    }

    /// The articles that share most with a bag, at most so many, the likeliest first.
    pub(super) fn find(&self, bag: &Bag, most: usize) -> Vec<u32> {
        let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
        for term in bag.keys(KEYS_MAX) {
            let Some(holders) = self.0.get(&term.number) else { continue };
            let weight = term.weight();
            for &article in &holders[holders.len().saturating_sub(HOLDERS_MAX)..] {
                *shared.entry(article).or_insert(0.0) += weight;
            }
        }
        let mut found: Vec<(u32, f32)> = shared.into_iter().collect();
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0));
        if found.len() > most {
            found.select_nth_unstable_by(most, order);
            found.truncate(most);
        }
        found.sort_unstable_by(order);
        found.into_iter().map(|(article, _)| article).collect()
    }
}
