//! Corrections made by hand hold after re-opening, re-reading and other additions, and are taken back whole.

mod common;

use common::{REPORTS, report, reports, store};
use runut_export::DeedRecord;
use runut_packs::Packs;
use runut_store::{Error, Store};
use runut_story::{Correction, Words};
use runut_text::Digest;

fn digest(store: &Store, id: &str) -> Digest {
    let page = store.page(id).expect("the report is kept");
    page.digest()
}

/// Ids of the reports of each story.
fn grouped(store: &Store) -> Vec<Vec<String>> {
    let mut stories: Vec<Vec<String>> = Vec::new();
    for report in store.reports().expect("a list") {
        let story = report.story.expect("every report is of a story");
        let row = stories.iter_mut().find(|ids| ids[0] == story);
        match row {
            Some(row) => row.push(report.id),
            None => stories.push(vec![story, report.id]),
        }
    }
    let mut ids: Vec<Vec<String>> = stories.into_iter().map(|ids| ids[1..].to_vec()).collect();
    ids.sort();
    ids
}

/// Every story's ledger, as kept.
fn ledgers(store: &Store) -> Vec<String> {
    let stories = store.stories().expect("a list");
    stories.iter().map(|row| store.story(&row.id, Packs::builtin()).expect("it is kept").json).collect()
}

#[test]
fn stories_are_joined_and_split_and_the_trail_undoes_it() {
    let packs = Packs::builtin();
    let (_folder, mut store) = store();
    store.add(&reports(), packs).expect("added");
    let (grouped_before, before) = (grouped(&store), ledgers(&store));

    let join = Correction::JoinStories { reports: vec![digest(&store, "selat-1"), digest(&store, "pasar")] };
    let joined = store.correct(&join, "Arum", "one matter", packs).expect("corrected");
    assert_eq!(joined.number, 1);
    assert!(
        grouped(&store)
            .iter()
            .any(|story| story.contains(&"selat-1".into()) && story.contains(&"pasar".into()))
    );

    let split = Correction::SplitStory { reports: vec![digest(&store, "selat-2")] };
    store.correct(&split, "", "", packs).expect("corrected");
    assert!(grouped(&store).contains(&vec!["selat-2".to_owned()]));

    let path = store.path().to_owned();
    drop(store);
    let mut store = Store::open(&path).expect("opens again");
    assert!(grouped(&store).contains(&vec!["selat-2".to_owned()]), "what was corrected survives");
    store.undo(2, "Arum", "", packs).expect("undone");
    store.undo(1, "Arum", "", packs).expect("undone");
    assert_eq!(grouped(&store), grouped_before);
    assert_eq!(ledgers(&store), before, "help: an undone correction leaves no trace in any ledger");

    let trail = store.corrections().expect("a trail");
    assert_eq!(trail.len(), 4);
    assert_eq!(
        (trail[0].by.as_str(), trail[0].why.as_str(), trail[0].undone_by),
        ("Arum", "one matter", Some(4))
    );
    assert_eq!(trail[2].deed, DeedRecord::Undo { number: 2 });
    assert!(matches!(store.undo(2, "", "", packs), Err(Error::NotUndone { .. })));
    assert!(matches!(store.undo(3, "", "", packs), Err(Error::NotUndone { .. })));
    assert!(matches!(store.undo(9, "", "", packs), Err(Error::NoSuchCorrection { .. })));
}

#[test]
fn a_wrong_claim_stays_out_of_the_ledger_when_the_page_is_read_again() {
    let packs = Packs::builtin();
    let (_folder, mut store) = store();
    store.add(&reports(), packs).expect("added");
    let kept = store.report("selat-1").expect("kept");
    let span = kept.reading.annotations.statements[0].span;
    let text = kept.reading.article.words(span).to_owned();
    let shown = |store: &Store| ledgers(store).iter().any(|json| json.contains(&text));
    assert!(shown(&store));
    let words = Words { report: digest(&store, "selat-1"), span, text: text.clone() };
    store.correct(&Correction::WrongClaim { words }, "", "", packs).expect("corrected");
    let changed = ledgers(&store);

    // The same page from a place that sorts before: its record is written anew.
    let (id, words) = REPORTS[0];
    store.add(&[report(id, "a/before.txt", words)], packs).expect("added");
    let again = ledgers(&store);
    assert_eq!(changed.len(), again.len());
    assert_eq!(
        changed.iter().filter(|json| json.contains(&text)).count(),
        again.iter().filter(|json| json.contains(&text)).count()
    );
}

#[test]
fn a_trail_is_carried_to_another_store() {
    let packs = Packs::builtin();
    let (_here, mut one) = store();
    one.add(&reports(), packs).expect("added");
    let same = |name: &str, is: &str| Correction::SameEntity { name: name.into(), is: is.into() };
    one.correct(&same("Tarsa Wibani", "Tarsa Wibani Putri"), "Arum", "full name", packs).expect("corrected");
    one.correct(&same("Dewi Arumsari", "Dewi"), "", "", packs).expect("corrected");
    one.undo(2, "", "", packs).expect("undone");

    let (_there, mut other) = store();
    other.add(&reports(), packs).expect("added");
    let trail = one.corrections().expect("a trail");
    assert_eq!(other.import_corrections(&trail, packs).expect("imported"), 1);
    assert_eq!(other.import_corrections(&trail, packs).expect("imported"), 0, "twice changes nothing");
    assert_eq!(ledgers(&one), ledgers(&other));
    assert!(ledgers(&other).iter().any(|json| json.contains("Tarsa Wibani Putri")));
}
