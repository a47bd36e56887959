//! What must hold of any page, whatever its bytes.

use proptest::prelude::*;
use runut_article::{Article, read};
use runut_packs::Packs;
use runut_text::{Page, Span};

fn article(bytes: Vec<u8>) -> Article {
    let page = Page { id: "page".into(), origin: "page".into(), bytes };
    let (article, notes) = read(&page, Packs::builtin_for_articles());
    for span in notes.iter().filter_map(|note| note.span) {
        assert!(article.text.get(span.start()..span.end()).is_some(), "a note lies in the text: {span:?}");
    }
    article
}

fn check(bytes: Vec<u8>) {
    let size = bytes.len();
    let article = article(bytes);
    let text = &article.text;
    // What the markup tells has its place among the page's bytes.
    let meta = &article.meta;
    let single = [&meta.title, &meta.outlet, &meta.published, &meta.modified, &meta.url, &meta.language];
    for told in single.into_iter().flatten().chain(&meta.authors).chain(&meta.editors) {
        assert!(told.span.end() <= size && !told.value.is_empty(), "{told:?} lies in the page");
    }
    // Blocks stand in order, do not overlap, and hold all that is not white space.
    let mut at = 0;
    for block in &article.blocks {
        assert!(
            block.span.start() >= at && !block.span.is_empty(),
            "blocks stand in order: {:?}",
            article.blocks
        );
        assert!(
            text[at..block.span.start()].trim().is_empty(),
            "no words between blocks: {:?} in {text:?}",
            block.span
        );
        assert_eq!(block.span, block.span.trim(text), "no white space at a block's ends");
        at = block.span.end();
        // Every block leads back to bytes of the page.
        let source = article.seam.to_source(block.span).expect("every block came from the page");
        assert!(source.end() <= size && !source.is_empty());
    }
    assert!(text[at..].trim().is_empty(), "no words after the last block");
    // Every field gives its words, and what only the markup tells stands there.
    let told = single.into_iter().flatten().chain(&meta.authors).chain(&meta.editors);
    let told: Vec<&str> = told.map(|told| told.value.as_str()).collect();
    let words = article.title.iter().chain(&article.outlet).chain(&article.dateline);
    let names = article
        .authors
        .iter()
        .chain(&article.editors)
        .chain(article.credits.iter().map(|credit| &credit.name));
    for field in words.chain(names) {
        if field.span.is_empty() {
            assert!(told.contains(&field.value.as_str()), "{field:?} stands in the markup");
        } else {
            assert_eq!(field.span.of(text), field.value);
        }
    }
}

/// Pieces that the rooms of this crate look for, so that a page of them walks their paths.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Baca juga: ",
        "SENJA.COM",
        "LEMBAYUNG",
        ", ",
        " - ",
        " – ",
        ": ",
        "(",
        ")",
        "AFP",
        "Reuters",
        "dilansir dari ",
        "dikutip",
        "Dilansri dari ",
        "kantor berita ",
        "menurut laporan ",
        "melaporkan ",
        "Rani Puspita",
        "Penulis",
        "Editor: ",
        "Sumber : ",
        " | ",
        "Jumat, 3 Juli 2031 11:08 WIB",
        "31/12/2031",
        "12:61",
        "\n",
        "\n\n",
        "\r\n",
        "\u{2028}",
        "\u{a0}",
        "&nbsp;",
        "“",
        "”",
        "\"",
        ".",
        "?",
        "Wali Kota Lembayung Tinjau Tanggul",
        "air surut",
        "Warga kota itu mulai pulang ke rumah mereka pada hari Senin.",
        "ADVERTISEMENT",
        "Bagikan",
        "(hal/rrd)",
        "Foto: ",
        "-",
        "İ",
        "ẞ",
        "\u{fffd}",
        "*",
        "©",
        "told CNN",
        "according to the ",
        "By ",
        "contributed to this report",
        "Pantauan ",
        "Pilihan Editor: ",
        "<p>",
        "</p>",
        "<h1>",
        "&amp;",
        "<!--",
        "-->",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => ".{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(bytes);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}(\n\\PC{0,80}){0,6}") {
        check(text.into_bytes());
    }

    #[test]
    fn any_page_of_known_pieces_is_read(pieces in prop::collection::vec(piece(), 0..40)) {
        check(pieces.concat().into_bytes());
    }

    #[test]
    fn any_markup_is_read(pieces in prop::collection::vec(piece(), 0..30)) {
        check(format!("<html>{}", pieces.concat()).into_bytes());
    }

    #[test]
    fn broken_and_foreign_bytes_are_read(pieces in prop::collection::vec(piece(), 0..12), odd in prop::collection::vec(128_u8..=255, 0..9)) {
        let mut bytes = pieces.concat().into_bytes();
        let at = bytes.len() / 2;
        bytes.splice(at..at, odd);
        check(bytes);
    }
}

/// Pieces of markup, some of them broken, and words that are no ASCII.
fn markup_piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class='article-body'>",
        "</div>",
        "<br>",
        "<a href=x>",
        "</a>",
        "<b>",
        "</b>",
        "<ul><li>",
        "</ul>",
        "<table><tr><td>",
        "</table>",
        "<h2>",
        "</h2>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<!-- x -->",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<svg><path/>",
        "</svg>",
        "<nav>",
        "</nav>",
        "<p class=\"",
        "\">",
        "&amp;",
        "&eacute;",
        "&#8217;",
        "&",
        "<",
        ">",
        "</",
        " ",
        "\n",
        "naïf ",
        "“kota” ",
        "Warga Kota Lembayung pulang pada sore hari. ",
        "Baca juga: ",
        "\u{a0}",
        "\u{200b}",
        "kata Rani Puspita",
    ]);
    prop_oneof![9 => known.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

/// Every character leads to bytes of the page, and these lead back to it.
fn check_characters(bytes: Vec<u8>) {
    let article = article(bytes);
    for block in &article.blocks {
        for (at, c) in article.words(block.span).char_indices() {
            let start = block.span.start() + at;
            let own = Span::new(start, start + c.len_utf8());
            let source = article.seam.to_source(own).expect("every character came from the page");
            assert!(!source.is_empty());
            let back = article.seam.to_made(source).expect("and leads back");
            assert!(back.contains(own), "{c:?} at {own:?} came from {source:?}, which leads to {back:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_markup_is_a_page(pieces in prop::collection::vec(markup_piece(), 0..60)) {
        let markup = format!("<html><body>{}", pieces.concat());
        check(markup.clone().into_bytes());
        check_characters(markup.into_bytes());
    }

    #[test]
    fn markup_of_any_charset_leads_back_to_its_bytes(pieces in prop::collection::vec(markup_piece(), 0..40)) {
        let mut bytes = b"<meta charset=windows-1252>".to_vec();
        bytes.extend(pieces.concat().chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')));
        check_characters(bytes);
    }
}
