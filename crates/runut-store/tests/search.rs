//! Finding reports by their words.

mod common;

use common::{add_all, reports, store};
use runut_packs::Packs;
use runut_store::ClaimQuery;

/// Ids of the reports that `words` find, and the words marked in the first one's snippet.
fn check(words: &str, ids: &[&str], marked: &[&str]) {
    let (_folder, mut store) = store();
    add_all(&mut store, &reports());
    let hits = store.search(words, 10, Packs::builtin()).expect("any words are a question");
    let mut found: Vec<&str> = hits.iter().map(|hit| hit.report.id.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, ids, "for `{words}`");
    for hit in &hits {
        let article = store.report(&hit.report.id).expect("it was found").reading.article;
        assert_eq!(article.words(hit.snippet.place), hit.snippet.text);
        assert!(hit.report.story.is_some(), "help: each report is in a story");
    }
    let Some(first) = hits.first() else { return };
    let words: Vec<&str> = first.snippet.marks.iter().map(|mark| &first.snippet.text[mark.clone()]).collect();
    assert_eq!(words, marked, "for `{words:?}` in {:?}", first.snippet.text);
}

#[test]
fn words_are_found_in_headline_and_prose() {
    check("subuh", &["pasar"], &["subuh"]);
    check("rice strait", &["selat-3"], &["rice", "strait"]);
    check("KEMBANG pedagang", &["pasar"], &["pedagang", "kembang"]);
}

#[test]
fn forms_of_a_word_are_found_by_its_stem() {
    check("dikirim", &["selat-1"], &["mengirim"]);
    check("penjualan kembang", &["pasar"], &["menjual", "kembang"]);
}

#[test]
fn words_in_quotation_marks_stand_together() {
    check("\"Kota Tiris\"", &["pasar"], &["Kota", "Tiris"]);
    check("\"Tiris Kota\"", &[], &[]);
}

#[test]
fn where_none_has_all_words_those_with_any_are_found() {
    check("pedagang rice", &["pasar", "selat-3"], &["pedagang"]);
}

#[test]
fn signs_are_no_commands() {
    for words in
        ["", "  ", "\"", "*", "NEAR(", "a AND", "title:", "-", "'); DROP TABLE page; --", "😀", "\u{0}"]
    {
        check(words, &[], &[]);
    }
    check("naif", &["naïf"], &[]);
}

#[test]
fn claims_are_found_by_who_and_what() {
    let (_folder, mut store) = store();
    add_all(&mut store, &reports());
    let all = store.claims(&ClaimQuery::default(), 1000).expect("it can be read");
    let read: usize = reports()
        .iter()
        .map(|(_, reading)| reading.annotations.statements.len() + reading.annotations.events.len())
        .sum();
    assert_eq!(all.len(), read);
    for claim in &all {
        let text = store.report(&claim.report).expect("it is kept").reading.article.text;
        let words: String = text.chars().skip(claim.start).take(claim.end - claim.start).collect();
        assert_eq!(words, claim.words);
        if let Some(claimant) = &claim.claimant {
            let query = ClaimQuery { claimant: Some(claimant.clone()), ..ClaimQuery::default() };
            assert!(store.claims(&query, 1000).expect("it can be read").contains(claim));
        }
    }
}
