//! Any bytes may stand in a file of weights: they are refused, or written again as they were read, and a tagger of them
//! decodes any features.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runut_claim::tagger::{Rows, decode, facts_of, features_of};
use runut_packs::{Packs, Tagger};

fuzz_target!(|bytes: &[u8]| {
    let Some(tagger) = Tagger::from_bytes(bytes) else { return };
    assert_eq!(tagger.to_bytes(), bytes, "what is read is what was written");
    let packs = Packs::builtin();
    let language = packs.language("id").expect("the pack is there");
    let words = ["Wali", "Kota", "Senja", "tiba", "di", "Lembayung", "."];
    let facts = facts_of(&words, language, &packs.world, false);
    let mut rows = Rows::default();
    features_of(&facts, |at| facts[at].capital, &mut rows);
    let labels = decode(&tagger, &rows);
    assert!(labels.len() == words.len(), "one label a word");
    assert!(labels.iter().all(|&label| usize::from(label) < tagger.labels.len()), "a label that there is");
});
