//! Any bytes may be called a feed: they are refused, or its entries are pages.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runut_source::{Options, captures_in};

fuzz_target!(|bytes: &[u8]| {
    for name in ["fuzz.rss", "fuzz.json"] {
        for found in captures_in(bytes.to_vec(), name, &Options::default()).into_iter().flatten() {
            assert!(std::str::from_utf8(&found.page.bytes).is_ok());
        }
    }
    let _ = runut_source::feed_entries(bytes, "https://kabar.example/rss");
});
