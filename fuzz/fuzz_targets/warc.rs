//! Any bytes may be called a crawl, packed or not: its pages are read, what is broken is passed over, and it ends.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runut_source::{Options, captures_in};

fuzz_target!(|bytes: &[u8]| {
    for found in captures_in(bytes.to_vec(), "fuzz.warc", &Options::default()).into_iter().flatten() {
        assert!(found.page.bytes.len() as u64 <= runut_source::PAGE_BYTES_MAX);
        assert!(!found.page.origin.is_empty());
    }
});
