//! What is added is kept: once, whole, and in whatever order it came.

mod common;

use common::{add_all, dump, reports, store};
use runut_packs::Packs;
use runut_store::Error;

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
        assert_eq!(kept.origins, [page.origin.clone()]);
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
        let story = store.story(&row.id, packs).expect("it is listed");
        assert_eq!((story.row.reports, &story.row), (story.readings.len(), &row));
        let shown: Vec<&str> = story.readings.iter().map(|reading| reading.article.id.as_str()).collect();
        if !story.ledger.reports.is_empty() {
            let entries: Vec<&str> = story.ledger.reports.iter().map(|entry| entry.id.as_str()).collect();
            assert_eq!(entries, shown, "help: readings stand in the order of the ledger");
        }
        told.extend(shown.into_iter().map(str::to_owned));
    }
    told.sort_unstable();
    let mut ids: Vec<String> = reports().into_iter().map(|(page, _)| page.id).collect();
    ids.sort_unstable();
    assert_eq!(told, ids);
}

#[test]
fn what_is_not_there_is_named() {
    let (_folder, mut store) = store();
    add_all(&mut store, &reports());
    let story = store.story("zzz", Packs::builtin()).expect_err("no story begins so");
    assert!(matches!(&story, Error::NoSuchStory { id, .. } if id == "zzz"), "{story}");
    let report = store.report("zzz").expect_err("no report is called so");
    assert!(matches!(&report, Error::NoSuchReport { id, .. } if id == "zzz"), "{report}");
    assert!(report.hint().is_some_and(|hint| hint.contains("runut search")), "{report}");
}
