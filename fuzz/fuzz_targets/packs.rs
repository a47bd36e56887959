//! Any bytes may stand in a pack's file: they are refused with the file's name, or read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runut_packs::{Files, Packs};

const PATHS: &[&str] = &[
    "lang/xx/numbers.toml",
    "lang/xx/time.toml",
    "lang/xx/names.toml",
    "lang/xx/roles.toml",
    "lang/xx/morphology.toml",
    "lang/xx/attribution.toml",
    "lang/xx/boilerplate.toml",
    "lang/xx/events/aid.toml",
    "world/places.toml",
];

fuzz_target!(|bytes: &[u8]| {
    let Some((which, rest)) = bytes.split_first() else { return };
    let mut files = Files::default();
    files.insert(PATHS[usize::from(*which) % PATHS.len()], rest.to_vec());
    let _ = Packs::from_files(&files);
});
