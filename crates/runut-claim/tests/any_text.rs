//! What must hold of the times and quantities of any text, in any language.

use proptest::prelude::*;
use runut_article::{Article, Block, BlockKind, Field};
use runut_claim::{Place, Text, quantity::find_quantities, timex::find_timexes};
use runut_packs::Packs;

/// Pieces that time expressions and quantities are made of, and pieces that break them.
const PIECES: &[&str] = &[
    "Senin",
    "minggu",
    "Minggu",
    "Mei",
    "May",
    "hari",
    "ini",
    "lalu",
    "tahun",
    "pekan",
    "last",
    "week",
    "the",
    "end",
    "of",
    "sejak",
    "hingga",
    "dalam",
    "selama",
    "antara",
    "dan",
    "and",
    "between",
    "pukul",
    "p.m.",
    "WIB",
    "dua",
    "puluh",
    "belas",
    "ratus",
    "ribu",
    "seribu",
    "juta",
    "ribuan",
    "sejumlah",
    "kecil",
    "lebih",
    "dari",
    "sekitar",
    "Rp",
    "Rp31",
    "US$",
    "$",
    "%",
    "persen",
    "orang",
    "tentara",
    "penjara",
    "tewas",
    "two",
    "hundred",
    "twenty-five",
    "dozens",
    "10.000",
    "1,6",
    "4/12/2024",
    "31/2/2024",
    "99/99",
    "9999",
    "2024",
    "0812",
    "12",
    "5",
    "1990",
    "an",
    "s",
    "-",
    "–",
    ",",
    ".",
    "(",
    ")",
    "\"",
    "”",
    "’23",
    "é",
    "e\u{301}",
    "İ",
    "ß",
    "日",
    "\u{a0}",
    "\n",
    "999999999999999999999",
];

proptest! {
    #[test]
    fn spans_lie_in_the_text_in_order(
        pieces in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..40),
        noise in ".{0,12}",
        published in prop::option::of("(0000|0001|2024|9999)-(01|02|12)-(01|28|31)"),
    ) {
        let mut words = String::new();
        for (at, spaced) in pieces {
            words.push_str(PIECES[at]);
            if spaced {
                words.push(' ');
            }
        }
        words.push_str(&noise);
        for language in &Packs::builtin().languages {
            check(&words, &language.tag, published.as_deref());
        }
    }
}

fn check(words: &str, tag: &str, published: Option<&str>) {
    let language = Packs::builtin().language(tag).expect("the tag is of a pack");
    let article = Article {
        language: tag.to_owned(),
        text: words.to_owned(),
        blocks: vec![Block { kind: BlockKind::Body, span: Place::new(0, words.len()) }],
        published: published.map(|value| Field { value: value.to_owned(), span: Place::new(0, 0) }),
        ..Article::default()
    };
    let text = Text::of(&article, language);
    let times = find_timexes(&text, language, &mut Vec::new());
    let quantities = find_quantities(&text, language, &times);
    let mut places: Vec<Place> = times.iter().map(|time| time.span).collect();
    places.extend(quantities.iter().map(|quantity| quantity.span));
    places.sort();
    for place in &places {
        assert!(!place.is_empty() && place.end() <= words.len());
        assert_eq!(place.trim(words), *place, "of {words:?}");
    }
    assert!(places.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "they overlap in {words:?}");
    for quantity in &quantities {
        assert!(quantity.low.zip(quantity.high).is_none_or(|(low, high)| low <= high), "of {words:?}");
    }
}
