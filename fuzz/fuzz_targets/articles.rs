//! Any bytes may come as a file of articles: each line is refused or grouped, and never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runut_group::story::Stories;

fuzz_target!(|bytes: &[u8]| {
    let mut stories = Stories::default();
    let _ = runut_source::each_article(bytes, &mut |article| {
        stories.place(&article);
    });
    stories.settle();
    let _ = stories.sagas();
});
