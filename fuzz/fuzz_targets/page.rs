//! Any bytes are a page: reading never fails, every span gives its words, and the record leads back to the reading.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runut_export::ReadingRecord;
use runut_packs::Packs;
use runut_text::Page;

fuzz_target!(|bytes: &[u8]| {
    let page = Page { id: "fuzz".into(), origin: "fuzz".into(), bytes: bytes.to_vec() };
    let (article, notes) = runut_article::read(&page, Packs::builtin());
    for block in &article.blocks {
        assert!(!article.words(block.span).is_empty());
    }
    let reading = runut_claim::read(article, notes, Packs::builtin());
    let record = ReadingRecord::of(&reading);
    let again = record.clone().into_reading().expect("our own record leads back");
    assert_eq!(ReadingRecord::of(&again), record);
});
