//! The room as a whole: headlines, anaphors, parties, and that no text makes it panic.

use proptest::prelude::*;
use runut_article::{Block, BlockKind};
use runut_text::Span;

use super::*;

/// The reading of one paragraph of prose behind an optional headline.
fn read(tag: &str, headline: &str, prose: &str) -> (Article, Annotations, Vec<Note<Article>>) {
    let text = format!("{headline}\n{prose}");
    let blocks = [(BlockKind::Title, 0, headline.len()), (BlockKind::Body, headline.len() + 1, text.len())]
        .into_iter()
        .filter(|&(_, start, end)| end > start)
        .map(|(kind, start, end)| Block { kind, span: Span::new(start, end) })
        .collect();
    let article = Article { language: tag.into(), text, blocks, ..Article::default() };
    let language = Packs::builtin().language(tag).expect("the pack is built in");
    let cut = Text::of(&article, language);
    let (mut found, mut notes) = (Annotations::default(), Vec::new());
    find_mentions(&cut, Packs::builtin(), language, &mut found, &mut notes);
    drop(cut);
    (article, found, notes)
}

fn names(tag: &str, headline: &str, prose: &str) -> Vec<(String, String)> {
    let (article, found, _) = read(tag, headline, prose);
    let mentions = found.mentions.iter().filter(|mention| !mention.anaphor);
    mentions.map(|m| (article.words(m.span).to_owned(), found.entities[m.entity].id.clone())).collect()
}

#[test]
fn a_headline_has_the_names_of_the_body() {
    let got = names(
        "id",
        "Wirata Tolak Usul Kremlin Soal Pelabuhan Dermayu",
        "Presiden Lodra Wirata menolak usul Rusia. Ia menutup Pelabuhan Dermayu.",
    );
    let head: Vec<(&str, &str)> = got.iter().take(3).map(|(name, id)| (name.as_str(), id.as_str())).collect();
    assert_eq!(
        head,
        [("Wirata", "Lodra Wirata"), ("Kremlin", "RU"), ("Pelabuhan Dermayu", "Pelabuhan Dermayu")]
    );
}

#[test]
fn words_that_stand_for_a_person() {
    for (tag, prose, words, id) in [
        ("id", "Lodra Wirata tiba di Bogor. Ia langsung berpidato.", "Ia", "Lodra Wirata"),
        ("id", "Menteri Lodra Wirata marah. Menteri itu pergi.", "Menteri itu", "Lodra Wirata"),
        ("id", "\"Baik,\" kata Rima Sadeli kepada Lodra Wirata. Dia tersenyum.", "Dia", "Rima Sadeli"),
        ("en", "Minister Dale Wexford resigned. The minister left at once.", "The minister", "Dale Wexford"),
        ("en", "Dale Wexford resigned. He left at once.", "He", "Dale Wexford"),
    ] {
        let (article, found, _) = read(tag, "", prose);
        let anaphor = found.mentions.iter().find(|mention| mention.anaphor).expect(prose);
        assert_eq!(article.words(anaphor.span), words, "{prose}");
        assert_eq!(found.entities[anaphor.entity].id, id, "{prose}");
    }
}

#[test]
fn parties_are_persons_before_what_stands_around_them() {
    for (tag, prose, party, actor) in [
        ("id", "Menteri Luar Negeri Ukraina, Lodra Wirata,", Some("Lodra Wirata"), Some("UA")),
        ("id", "Kepala NATO Rima Sadeli", Some("Rima Sadeli"), Some("Rima Sadeli")),
        ("id", "tentara Korea Utara", None, Some("KP")),
        ("id", "Washington dan Seoul", None, None),
        ("id", "Kementerian Luar Negeri Rusia", Some("Kementerian Luar Negeri Rusia"), Some("RU")),
        ("en", "Russian troops", Some("RU"), Some("RU")),
    ] {
        let text = format!("{prose} menunggu. Ukraina, Rusia.");
        let (article, found, _) = read(tag, "", &text);
        let language = Packs::builtin().language(tag).expect("the pack is built in");
        let cut = Text::of(&article, language);
        let tokens = cut.tokens_in(Span::new(1, 1 + prose.len()));
        let id = |party: Option<crate::Party>| {
            party.and_then(|party| party.entity).map(|entity| found.entities[entity].id.as_str())
        };
        assert_eq!(id(party_at(&found, &cut, language, tokens.clone())), party, "{prose}");
        assert_eq!(id(actor_at(&found, &cut, language, tokens)), actor, "{prose}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(headline in "\\PC{0,40}", prose in "([A-Za-z\\-.,()\"“”’' ]|\\PC){0,200}") {
        for tag in ["id", "en"] {
            let (article, found, _) = read(tag, &headline, &prose);
            for mention in &found.mentions {
                prop_assert!(mention.entity < found.entities.len());
                prop_assert!(!article.words(mention.span).is_empty());
            }
        }
    }

    #[test]
    fn names_in_any_order_do_not_make_it_panic(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "Presiden", "Korea", "Utara", "(", ")", "Korut", "U.S.", "AS", "Kim", "Jong-un", "dan", "Menteri",
                "Luar", "Negeri", "PT", "Kabupaten", "-", ",", ".", "\"", "kata", "ia", "itu", "Gedung", "Putih",
                "AmerikaSerikatDonald", "Israeltelah", "Al", "Sultan", "X", "’s", "Washington", "di",
            ]),
            0..40,
        )
    ) {
        let prose = words.join(" ");
        let (_, found, _) = read("id", &prose, &prose);
        prop_assert!(found.mentions.iter().all(|mention| mention.entity < found.entities.len()));
    }
}
