//! A page that changed: a new version of the same report, both kept, told from the latest.

mod common;

use common::{add_all, report, store};
use runut_claim::Reading;
use runut_packs::Packs;
use runut_store::Store;
use runut_text::Page;

const PLACE: &str = "https://kabar.example/feri";

fn version(paragraph: &str, at: &str) -> (Page, Reading, Option<String>) {
    let text = format!("Feri Baru untuk Sagara\n\nKota Sagara menerima feri baru.\n\n{paragraph}\n");
    let (page, reading) = report("feri", PLACE, &text);
    (page, reading, Some(at.to_owned()))
}

fn ledgers(store: &Store) -> Vec<String> {
    let stories = store.stories().expect("it can be read");
    stories.iter().map(|story| store.story(&story.id, Packs::builtin()).expect("it is listed").json).collect()
}

#[test]
fn a_later_version_takes_the_place_of_the_one_before_in_whatever_order_they_come() {
    let old = version("Menteri Tarsa Wibani mengatakan bahwa dua feri dikirim.", "2031-05-05T03:00:00Z");
    let new = version("Menteri Tarsa Wibani mengatakan bahwa tiga feri dikirim.", "2031-05-05T09:00:00Z");
    let mut told = Vec::new();
    for order in [[&old, &new], [&new, &old]] {
        let (_folder, mut store) = store();
        for one in order {
            store.add_captured(std::slice::from_ref(one), Packs::builtin()).expect("nothing hinders it");
        }
        store.check().expect("it is sound");
        assert_eq!(store.reports().expect("it can be read").len(), 2);
        let stories = store.stories().expect("it can be read");
        assert_eq!((stories.len(), stories[0].reports), (1, 1));
        let id = new.0.digest().to_string();
        let versions = store.versions(&id).expect("it is kept");
        assert_eq!(versions.len(), 2);
        assert_eq!(versions[1].captured_at, "2031-05-05T09:00:00Z");
        let [change] = &versions[1].changes[..] else { panic!("one paragraph changed: {versions:?}") };
        assert!(change.before[0].contains("dua feri") && change.after[0].contains("tiga feri"), "{change:?}");
        assert!(store.says_the_same(PLACE, &new.1).expect("it can be read"));
        assert!(!store.says_the_same(PLACE, &old.1).expect("it can be read"));
        assert!(store.knows(PLACE).expect("it can be read"));
        told.push(ledgers(&store));
    }
    assert_eq!(told[0], told[1]);
}

#[test]
fn a_page_that_stands_elsewhere_too_is_not_superseded() {
    let old = version("Dua feri dikirim.", "2031-05-05T03:00:00Z");
    let new = version("Tiga feri dikirim.", "2031-05-05T09:00:00Z");
    let (_folder, mut store) = store();
    let mut elsewhere = old.0.clone();
    elsewhere.origin = "salinan/feri.txt".into();
    add_all(&mut store, &[(elsewhere, old.1.clone())]);
    store.add_captured(&[old, new], Packs::builtin()).expect("nothing hinders it");
    let told: usize = store.stories().expect("it can be read").iter().map(|story| story.reports).sum();
    assert_eq!(told, 2);
}
