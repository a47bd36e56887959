//! What is added is kept: once, whole, and in whatever order it came.

mod common;

use common::{add_all, dump, reports, store};
use runut_export::LedgerRecord;
use runut_packs::Packs;
use runut_store::Error;
use rusqlite::Connection;

#[test]
fn pages_added_twice_change_nothing() {
    let (_folder, mut store) = store();
    let added = add_all(&mut store, &reports());
    assert_eq!((added.new, added.known), (reports().len(), 0));
    let before = dump(&store);
    let added = add_all(&mut store, &reports());
    assert_eq!((added.new, added.known), (0, reports().len()));
    assert!(added.stories.is_empty(), "help: nothing new, so no story is collated anew");
    assert_eq!(dump(&store), before);
}

#[test]
fn readings_come_back_as_they_were_read() {
    let (_folder, mut store) = store();
    add_all(&mut store, &reports());
    for (page, reading) in reports() {
        let kept = store.report(&page.id).expect("it was added");
        assert_eq!(kept.reading, reading);
        assert_eq!(kept.origins, std::slice::from_ref(&page.origin));
        assert_eq!(store.page(&page.id).expect("it was added"), page);
    }
}

#[test]
fn stories_hold_every_report_once() {
    let (_folder, mut store) = store();
    add_all(&mut store, &reports());
    let packs = Packs::builtin();
    let mut told: Vec<String> = Vec::new();
    for row in store.stories().expect("it can be read") {
        let told_once = store.story(&row.id, packs).expect("it is listed");
        assert_eq!((told_once.row.reports, &told_once.row), (told_once.readings.len(), &row));
        let shown: Vec<&str> = told_once.readings.iter().map(|reading| reading.article.id.as_str()).collect();
        if !told_once.ledger.reports.is_empty() {
            let entries: Vec<&str> = told_once.ledger.reports.iter().map(|entry| entry.id.as_str()).collect();
            assert_eq!(entries, shown, "help: readings stand in the order of the ledger");
        }
        let members: Vec<_> = told_once.readings.iter().collect();
        let record = LedgerRecord::of(&told_once.ledger, &members);
        assert_eq!(told_once.json, serde_json::to_string(&record).expect("records are JSON"));
        told.extend(shown.into_iter().map(str::to_owned));
    }
    told.sort_unstable();
    let mut ids: Vec<String> = reports().into_iter().map(|(page, _)| page.id).collect();
    ids.sort_unstable();
    assert_eq!(told, ids);
}

#[test]
fn a_story_is_found_by_its_reports() {
    let (_folder, mut store) = store();
    add_all(&mut store, &reports());
    let packs = Packs::builtin();
    for row in store.reports().expect("it can be read") {
        let kept = store.story(&row.id, packs).expect("each report is in a story");
        assert_eq!(Some(&kept.row.id), row.story.as_ref());
        assert_eq!(store.story(&row.digest[..12], packs).expect("each report is in a story"), kept);
    }
}

#[test]
fn what_is_not_there_is_named() {
    let (_folder, mut store) = store();
    add_all(&mut store, &reports());
    let error = store.story("zzz", Packs::builtin()).expect_err("no story begins so");
    assert!(matches!(&error, Error::NoSuchStory { id, .. } if id == "zzz"), "{error}");
    let report = store.report("zzz").expect_err("no report is called so");
    assert!(matches!(&report, Error::NoSuchReport { id, .. } if id == "zzz"), "{report}");
    assert!(report.hint().is_some_and(|hint| hint.contains("runut search")), "{report}");
}

#[test]
fn another_version_s_stems_and_ledgers_are_made_anew() {
    let (_folder, mut store) = store();
    add_all(&mut store, &reports());
    let before = dump(&store);
    let edit = Connection::open(store.path()).expect("it is a database");
    edit.execute_batch(
        "UPDATE version SET version = '0.0.9'; UPDATE stem SET body = 'lain'; UPDATE story SET fingerprint = id, ledger = '{}'",
    )
    .expect("nobody else writes");
    let stories = add_all(&mut store, &reports()[..1]).stories;
    assert_eq!(stories.len(), store.stories().expect("it can be read").len());
    assert_eq!(dump(&store), before);
    store.check().expect("it is sound");
}
