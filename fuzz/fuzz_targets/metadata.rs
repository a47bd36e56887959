//! Any markup has scripts, dates and bylines: what it tells is read with its places, and never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use runut_packs::Packs;
use runut_text::Page;

fuzz_target!(|bytes: &[u8]| {
    // The bytes stand where parsers of their own read them: in a script, in attributes, in an address, before readers.
    let told = String::from_utf8_lossy(bytes).replace("</script", "").replace('\'', " ");
    let markup = format!(
        "<html><link rel=canonical href='https://senja.example/{told}'><meta property=article:published_time content='{told}'>\
         <meta name=author content='{told}'><script type=application/ld+json>{told}</script>\
         <script type=application/ld+json>{{\"@type\":\"NewsArticle\",{told}</script><h1>{told}</h1><time>{told}</time>"
    );
    let page = Page { id: "fuzz".into(), origin: "fuzz".into(), bytes: markup.into_bytes() };
    let (article, _) = runut_article::read(&page, Packs::builtin());
    let meta = &article.meta;
    let single = [&meta.title, &meta.outlet, &meta.published, &meta.modified, &meta.url, &meta.language];
    for told in single.into_iter().flatten().chain(&meta.authors).chain(&meta.editors) {
        assert!(told.span.end() <= page.bytes.len());
    }
});
