//! How common each term is in news, counted once and shipped.
//!
//! Likeness must not depend on which other articles are here, or the order of coming would show; so how rare a term is
//! is not learnt from what comes.
//!
//! # Source
//! `cargo run --release -p xtask -- group-common`, which says of which articles. The table holds numbers alone: for a
//! hashed term in how many of ten thousand articles it stands.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Articles of ten thousand that hold a term which the table does not have, or more seldom than it.
const HOLDERS_UNKNOWN: f32 = 20.0;
const ARTICLES: f32 = 10_000.0;

/// Steps of a logarithm that a weight is kept in.
pub(super) const STEPS: f32 = 4096.0;

/// How rare a term is: logarithm of articles to each that holds it, in steps of 1/4096.
pub(super) fn rarity(term: u32) -> u16 {
    let holders = table().get(&term).copied().unwrap_or(0);
    ((ARTICLES / (f32::from(holders) + HOLDERS_UNKNOWN)).ln().max(0.0) * STEPS) as u16
}

/// Six bytes a term: its number and its holders of ten thousand, little-endian.
fn table() -> &'static FxHashMap<u32, u16> {
    static TABLE: OnceLock<FxHashMap<u32, u16>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_bytes!("common.bin").as_chunks::<6>().0;
        rows.iter()
            .map(|&[a, b, c, d, low, high]| {
                (u32::from_le_bytes([a, b, c, d]), u16::from_le_bytes([low, high]))
            })
            .collect()
    })
}
