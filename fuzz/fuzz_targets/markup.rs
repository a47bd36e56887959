//! Any bytes in any charset are a tree, and every character of the text leads back to the page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runut_article::dom::Dom;
use runut_packs::Packs;
use runut_text::{Page, Span};

fuzz_target!(|bytes: &[u8]| {
    let markup = String::from_utf8_lossy(bytes);
    let dom = Dom::parse(&markup);
    for node in dom.nodes() {
        assert!(node.end() > node.id() && node.parent().is_none_or(|parent| parent.holds(node)));
        let _ = (node.raw(), node.attributes().count());
    }
    for charset in ["utf-8", "windows-1252", "shift_jis", "gb18030", "iso-2022-jp", "x-user-defined"] {
        let mut page = format!("<!doctype html><meta charset={charset}>").into_bytes();
        page.extend_from_slice(bytes);
        let page = Page { id: "fuzz".into(), origin: "fuzz".into(), bytes: page };
        let (article, _) = runut_article::read(&page, Packs::builtin());
        for block in &article.blocks {
            for (at, c) in article.words(block.span).char_indices() {
                let start = block.span.start() + at;
                let own = Span::new(start, start + c.len_utf8());
                assert!(article.seam.to_source(own).is_some_and(|source| source.end() <= page.bytes.len()));
            }
        }
    }
});
