//! Any bytes may be called lines of JSON or rows of CSV: each is a report, or passed over with an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runut_source::{Options, captures_in};

fuzz_target!(|bytes: &[u8]| {
    for name in ["fuzz.jsonl", "fuzz.csv", "fuzz.tsv", "fuzz.json"] {
        for found in captures_in(bytes.to_vec(), name, &Options::default()).into_iter().flatten() {
            assert!(!found.page.id.is_empty() && !found.page.bytes.is_empty());
        }
    }
});
