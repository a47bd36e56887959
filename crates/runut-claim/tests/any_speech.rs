//! What must hold of the statements of any text, in any language.

use proptest::prelude::*;
use runut_article::{Article, Block, BlockKind, Credit, CreditScope, Field};
use runut_claim::{Place, read};
use runut_packs::Packs;
use runut_text::Span;

/// Pieces that reports of speech are made of, and pieces that break them.
const PIECES: &[&str] = &[
    "Wisanggeni",
    "panitia",
    "Ketua",
    "Dewan",
    "Laut",
    "pejabat",
    "ia",
    "Ia",
    "mereka",
    "itu",
    "yang",
    "dan",
    "and",
    "atau",
    "mengatakan",
    "kata",
    "katanya",
    "menurut",
    "Menurut",
    "menurutnya",
    "membantah",
    "mengutip",
    "menunjukkan",
    "dikatakan",
    "disampaikan",
    "oleh",
    "Hal",
    "Demikian",
    "tuduhan",
    "dibantah",
    "bahwa",
    "tidak",
    "akan",
    "juga",
    "said",
    "told",
    "according",
    "to",
    "that",
    "saying",
    "by",
    "the",
    "ship",
    "kapal",
    "tiba",
    "di",
    "pada",
    "Senin",
    "(4/12/2024)",
    "X",
    "Instagramnya",
    "\"",
    "“",
    "”",
    "«",
    "’’",
    ",",
    ".",
    "?",
    "!",
    ":",
    "-",
    "–",
    "(",
    ")",
    "\n",
    "AFP",
    "dikutip",
    "dari",
    "10.000",
    "é",
    "\u{200b}",
    "x.\"Y",
];

fn article(text: String, language: &str, credit: Option<usize>) -> Article {
    let blocks = text.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        Block { kind: BlockKind::Body, span: Span::new(start, start + line.len()).trim(&text) }
    });
    let blocks = blocks.collect();
    let credits = text.find("AFP").zip(credit).map(|(at, before)| {
        let name: Place = Span::new(at, at + 3);
        let start = (0..=at.saturating_sub(before)).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(at);
        let scope = if before % 2 == 0 { CreditScope::Passage } else { CreditScope::Report };
        Credit { name: Field { value: "AFP".into(), span: name }, cue: Span::new(start, at), scope }
    });
    Article {
        language: language.into(),
        blocks,
        credits: credits.into_iter().collect(),
        text,
        ..Article::default()
    }
}

proptest! {
    #[test]
    fn statements_lie_in_the_text_and_in_its_order(
        pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..70),
        language in prop::sample::select(&["id", "en"][..]),
        credit in prop::option::of(0_usize..30),
    ) {
        let text: String = pieces.iter().flat_map(|&(piece, space)| [piece, if space { " " } else { "" }]).collect();
        let reading = read(article(text.clone(), language, credit), Vec::new(), Packs::builtin());
        let statements = &reading.annotations.statements;
        for statement in statements {
            prop_assert!(!statement.span.of(&text).trim().is_empty());
            let places = statement.cue.into_iter().chain(statement.claimant.map(|party| party.span)).chain(statement.said_at);
            for place in places.chain(statement.via.iter().map(|link| link.span)) {
                prop_assert!(!place.of(&text).is_empty());
            }
        }
        prop_assert!(statements.is_sorted_by_key(|statement| statement.span.start()));
    }

    #[test]
    fn no_text_breaks_the_reading(text in "\\PC{0,200}", language in prop::sample::select(&["id", "en"][..])) {
        read(article(text, language, None), Vec::new(), Packs::builtin());
    }
}
