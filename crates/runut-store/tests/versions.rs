//! A page that changed: a new version of the same report, both kept, told from the latest.

mod common;

use common::{add_all, report, store};
use runut_claim::Reading;
use runut_packs::Packs;
use runut_store::Store;
use runut_story::Correction;
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

#[test]
fn a_story_as_of_a_day_is_told_from_what_stood_there_then() {
    let said = "kata Menteri Tarsa Wibani, Senin (5/5/2031)";
    let old = version(&format!("\"Dua feri dikirim,\" {said}."), "2031-05-05T03:00:00Z");
    let new = version(&format!("\"Tiga feri dikirim,\" {said}."), "2031-05-07T09:00:00Z");
    let later = report(
        "susul",
        "susul.txt",
        "Feri Tiba\n\n\"Tiga feri dikirim,\" kata Menteri Tarsa Wibani di Kota Sagara, Kamis (8/5/2031).",
    );
    let undated = report(
        "kapan",
        "kapan.txt",
        "Feri Baru untuk Sagara\n\nMenteri Tarsa Wibani mengirim feri ke Kota Sagara.",
    );
    let (_folder, mut store) = store();
    let digests = vec![new.0.digest(), later.0.digest(), undated.0.digest()];
    store.add_captured(&[old, new], Packs::builtin()).expect("nothing hinders it");
    add_all(&mut store, &[later, undated]);
    store
        .correct(&Correction::JoinStories { reports: digests }, "test", "", Packs::builtin())
        .expect("nothing hinders it");
    let [story] = &store.stories().expect("it can be read")[..] else { panic!("one story") };

    let told = |day: &str| {
        let then = store.story_as_of(&story.id, day, Packs::builtin()).expect("it can be read");
        assert_eq!(then.ledger.reports.len(), then.readings.len());
        let texts: Vec<String> = then.readings.iter().map(|reading| reading.article.text.clone()).collect();
        (texts.join("\n"), then.readings.len(), then.undated)
    };
    let (text, reports, undated) = told("2031-05-06");
    assert!(text.contains("Dua feri") && !text.contains("Tiga feri"), "{text}");
    assert_eq!((reports, undated), (1, 1));
    let (text, reports, _) = told("2031-05-07");
    assert!(text.contains("Tiga feri") && !text.contains("Dua feri"), "{text}");
    assert_eq!(reports, 1);
    assert_eq!(told("2031-05").1, 2);
    assert_eq!(told("2031-05-04").1, 0, "nothing was there yet");
}
