//! Any bytes may be called a sitemap: they are refused, or it lists URLs.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(found) = runut_source::sitemap(bytes, "fuzz.xml") {
        assert!(found.urls.iter().all(|url| !url.is_empty() && url.trim() == url));
    }
});
