//! The same pages in any order, in any portions, under any origin give the same ledgers, byte for byte.

mod common;

use common::{add_all, dump, report, reports, store};
use runut_claim::Reading;
use runut_store::{Error, Store};
use runut_text::Page;

/// Adds the reports in many orders and portions, and compares what the stores say in the end.
fn check(reports: &[(Page, Reading)]) {
    let expected = told(reports, reports.len(), false);
    for seed in 0..12 {
        let mut turned = reports.to_vec();
        shuffle(&mut turned, seed);
        let portion = 1 + seed as usize % reports.len();
        assert_eq!(told(&turned, portion, false), expected, "with seed {seed}, {portion} at once");
    }
}

/// All but the numbers of rows, which no reader sees; of a store that is closed after each portion, or is not.
fn told(reports: &[(Page, Reading)], portion: usize, closes: bool) -> Vec<String> {
    let (_folder, mut store) = store();
    for portion in reports.chunks(portion) {
        add_all(&mut store, portion);
        if closes {
            let path = store.path().to_owned();
            drop(store);
            store = Store::open(&path).expect("it was just closed");
        }
    }
    store.check().expect("it was just written");
    let lines = dump(&store);
    let of = |table: &str| {
        let start = format!("INSERT INTO {table} VALUES");
        lines.lines().filter(|line| line.starts_with(&start)).map(str::to_owned).collect::<Vec<_>>()
    };
    let shown = store.reports().expect("it can be read").into_iter().map(|row| format!("{row:?}"));
    let listed = store.stories().expect("it can be read").into_iter().map(|row| format!("{row:?}"));
    [of("page"), of("origin"), of("story"), of("story_report"), shown.collect(), listed.collect()].concat()
}

/// Fisher and Yates, by a fixed linear congruence (Knuth's MMIX).
fn shuffle<T>(list: &mut [T], seed: u64) {
    let mut state = seed.wrapping_add(1);
    for last in (1..list.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list.swap(last, (state >> 33) as usize % (last + 1));
    }
}

#[test]
fn any_order_gives_the_same_ledgers() {
    check(&reports());
}

/// Eight happenings in six reports each, which share more words than an article has nearest.
fn crowd() -> Vec<(Page, Reading)> {
    let places = ["Rawa Intan", "Karang Sewu", "Tanjung Wira", "Sumber Asri"];
    let tellings = [
        "Petugas mencatat",
        "Warga menghitung",
        "Camat menyebut",
        "Posko melaporkan",
        "Relawan mendata",
        "Polisi memastikan",
    ];
    let happening = |number: usize| {
        let (place, day) = (places[number % places.len()], 2 + number / places.len() * 9);
        tellings.iter().enumerate().map(move |(at, telling)| {
            let count = 31 + number * 17;
            let text = format!(
                "Longsor Menimbun Gudang di {place}\n\n{telling} {count} warga mengungsi dari {place} pada ({day}/3/2031). \
                 Gudang beras tertimbun longsor, dan jalan desa putus sejak pagi.\n"
            );
            report(&format!("longsor-{number}-{at}"), &format!("crowd/{number}-{at}.txt"), &text)
        })
    };
    (0..8).flat_map(happening).collect()
}

#[test]
fn a_store_that_was_closed_answers_the_next_report_as_one_that_was_not() {
    let mut reports = crowd();
    shuffle(&mut reports, 5);
    assert_eq!(told(&reports, 1, true), told(&reports, 1, false));
    assert_eq!(told(&reports, 7, true), told(&reports, reports.len(), false));
}

#[test]
fn reports_of_one_stem_are_told_apart() {
    let mut all = reports();
    all.push(report(
        "selat-1",
        "other/selat-1.txt",
        "Dermaga Sagara Ditutup\n\nDermaga itu ditutup sejak pagi.",
    ));
    check(&all);
    let (_folder, mut store) = store();
    add_all(&mut store, &all);
    let Err(Error::Ambiguous { candidates, .. }) = store.report("selat-1") else {
        panic!("help: two reports have the stem, so it alone names neither");
    };
    assert_eq!(candidates.len(), 2);
    for id in candidates {
        let kept = store.report(&id).expect("this is the id shown");
        assert_eq!((kept.row.id.as_str(), kept.reading.article.id.as_str()), (id.as_str(), id.as_str()));
        assert_eq!(store.report(&kept.row.digest[..12]).expect("digests name reports too"), kept);
    }
}

#[test]
fn the_same_bytes_from_several_places_are_one_report() {
    let text = "Dermaga Sagara Ditutup\n\nDermaga itu ditutup sejak pagi.";
    let mut all = reports();
    for (id, origin) in
        [("dermaga", "b/dermaga.txt"), ("dermaga", "a/dermaga.txt"), ("anjungan", "c/anjungan.txt")]
    {
        all.push(report(id, origin, text));
    }
    check(&all);
    let (_folder, mut store) = store();
    let added = add_all(&mut store, &all);
    assert_eq!((added.new, added.known), (all.len() - 2, 2));
    let kept = store.report("anjungan").expect("the least of the ids counts");
    assert_eq!(kept.origins, ["c/anjungan.txt", "a/dermaga.txt", "b/dermaga.txt"]);
}
