//! Whole ledgers of small invented stories, and what must hold of any.

use proptest::prelude::*;
use runut_claim::Reading;
use runut_packs::Packs;
use runut_story::{Drift, Verdict, collate, group};
use runut_text::Page;

const BRIDGE: [(&str, &str); 4] = [
    (
        "kabar-a",
        "Jembatan Wanasari Ambruk, 12 Orang Tewas\n\nJakarta, 3 Maret 2031 - Jembatan Wanasari di Kabupaten Lembayung ambruk \
         pada Senin (3/3/2031) pagi. Sebanyak 12 orang tewas dalam peristiwa itu.\n\n\"Kami masih mencari para korban di \
         sungai yang deras dan keruh itu,\" kata Kepala BPBD Lembayung Surya Pranata, Senin (3/3/2031).\n",
    ),
    (
        "kabar-b",
        "Korban Jembatan Wanasari Bertambah Jadi 15 Orang\n\nLembayung, 4 Maret 2031 - Sebanyak 15 orang tewas akibat Jembatan \
         Wanasari di Kabupaten Lembayung yang ambruk, Selasa (4/3/2031).\n\n\"Kami masih mencari korban di sungai yang deras \
         itu,\" kata Kepala BPBD Lembayung Surya Pranata.\n",
    ),
    (
        "kabar-c",
        "Pemerintah Selidiki Ambruknya Jembatan Wanasari\n\nJakarta, 5 Maret 2031 - Pemerintah menyelidiki penyebab ambruknya \
         Jembatan Wanasari di Kabupaten Lembayung, Rabu (5/3/2031). Jembatan itu ambruk pada Senin (3/3/2031) pagi dan \
         menewaskan sedikitnya 15 orang. Korban masih dicari di sungai.\n",
    ),
    (
        "musik",
        "Penyanyi Ratih Kumala Sari Rilis Album Baru\n\nBandung, 4 Maret 2031 - Penyanyi Ratih Kumala Sari merilis album kelima, \
         Jumat (7/3/2031). Album itu berisi sembilan lagu tentang masa kecilnya di kampung nelayan.\n",
    ),
];

fn readings(texts: &[(&str, &str)]) -> Vec<Reading> {
    texts
        .iter()
        .map(|(id, text)| {
            let page =
                Page { id: (*id).to_owned(), origin: (*id).to_owned(), bytes: text.as_bytes().to_vec() };
            let (article, notes) = runut_article::read(&page, Packs::builtin());
            runut_claim::read(article, notes, Packs::builtin())
        })
        .collect()
}

fn ids(readings: &[Reading], group: &[usize]) -> Vec<String> {
    group.iter().map(|&index| readings[index].article.id.clone()).collect()
}

#[test]
fn one_happening_is_one_story_and_another_stays_apart() {
    let readings = readings(&BRIDGE);
    let mut groups: Vec<_> = group(&readings).iter().map(|group| ids(&readings, group)).collect();
    groups.sort();
    assert_eq!(groups, [vec!["kabar-a", "kabar-b", "kabar-c"], vec!["musik"]]);
}

#[test]
fn a_figure_that_grows_is_an_update_and_a_quotation_that_loses_words_drifts() {
    let readings = readings(&BRIDGE[..3]);
    let ledger = collate(&readings.iter().collect::<Vec<_>>(), Packs::builtin());
    let dead = ledger.figures.iter().find(|figure| figure.told.iter().any(|told| told.low == Some(15.0)));
    let dead = dead.expect("help: the fifteen dead must be a figure");
    assert_eq!(dead.verdict, Verdict::Update, "{dead:#?}");
    let utterance = ledger.utterances.first().expect("help: the sentence of Surya Pranata is told twice");
    let drift = &utterance.told[1].drift;
    assert!(
        drift.iter().any(|drift| matches!(drift, Drift::Lost(words) if words.contains("keruh"))),
        "{drift:?}"
    );
}

#[test]
fn no_report_and_an_empty_report_make_ledgers_too() {
    assert!(group(&[]).is_empty());
    assert_eq!(collate(&[], Packs::builtin()).reports.len(), 0);
    let readings = readings(&[("kosong", "")]);
    assert_eq!(collate(&[&readings[0]], Packs::builtin()).reports.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// House, invariant 4: the same pages in any order give the same stories and the same ledger.
    #[test]
    fn the_order_of_readings_changes_nothing(order in Just((0..BRIDGE.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let straight = readings(&BRIDGE);
        let shuffled: Vec<Reading> = order.iter().map(|&index| straight[index].clone()).collect();
        let names = |readings: &[Reading]| -> Vec<Vec<String>> {
            group(readings).iter().map(|group| ids(readings, group)).collect()
        };
        prop_assert_eq!(names(&straight), names(&shuffled));
        let print = |readings: &[Reading]| {
            format!("{:?}", collate(&readings.iter().collect::<Vec<_>>(), Packs::builtin()))
        };
        prop_assert_eq!(print(&straight), print(&shuffled));
    }

    /// Reading and collating never fail, whatever the words.
    #[test]
    fn any_text_makes_a_ledger(a in "\\PC{0,300}", b in "[A-Za-z0-9 .,\"\n]{0,300}") {
        let readings = readings(&[("a", &a), ("b", &b), ("c", &a)]);
        group(&readings);
        collate(&readings.iter().collect::<Vec<_>>(), Packs::builtin());
    }
}

/// A report of the invented ferry story; `day` of May 2031.
fn ferry(id: &str, day: u32, body: &str) -> (String, String) {
    (id.to_owned(), format!("Feri Sagara Tenggelam\n\nSagara, {day} Mei 2031 - {body}\n"))
}

fn ledger_of(texts: &[(String, String)]) -> runut_story::Ledger {
    let texts: Vec<(&str, &str)> = texts.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    let readings = readings(&texts);
    collate(&readings.iter().collect::<Vec<_>>(), Packs::builtin())
}

#[test]
fn who_saw_no_evidence_and_tells_it_later_has_changed_account() {
    let says = |words: &str| {
        format!(
            "Kepala BPBD Sagara Surya Pranata mengatakan {words}kapal patroli Malaysia menabrak feri Sagara itu. Hal itu \
             disampaikan dalam jumpa pers di kantornya yang dihadiri oleh para wartawan dari berbagai media."
        )
    };
    let ledger = ledger_of(&[ferry("a", 3, &says("tidak ada bukti bahwa ")), ferry("b", 9, &says(""))]);
    let [change] = ledger.changes.as_slice() else {
        panic!("help: he said the contrary on 3 May: {:#?}", ledger.changes)
    };
    assert_eq!((change.from.report, change.to.report), (0, 1));
    assert_eq!(change.what, "polarity: denied -> asserted");
}

#[test]
fn a_claimant_who_raises_a_figure_has_changed_account_and_a_wire_has_not() {
    let says =
        |count: u32| format!("Gubernur Sagara Ratna Wulan mengatakan {count} warga mengungsi ke bukit.");
    let ledger =
        ledger_of(&[ferry("a", 3, &says(400)), ferry("b", 4, &says(400)), ferry("c", 9, &says(900))]);
    let changes: Vec<_> =
        ledger.changes.iter().map(|change| (change.from.report, change.to.report)).collect();
    assert_eq!(changes, [(1, 2)], "{:#?}", ledger.changes);
}

#[test]
fn what_many_reports_share_is_told_of_the_nearest() {
    let body = "Tim penyelamat menemukan sebelas penumpang di pulau kecil sebelah utara pelabuhan setelah berlayar semalaman \
                melawan ombak setinggi tiga meter dan hujan yang tidak kunjung berhenti sejak malam sebelumnya di perairan itu.";
    let texts: Vec<_> = (0..30)
        .map(|number| ferry(&format!("r{number:02}"), 3, &format!("{body} Laporan ke-{number}.")))
        .collect();
    let ledger = ledger_of(&texts);
    let of_last = ledger.copies.iter().filter(|copy| copy.later == 29).count();
    assert_eq!(of_last, 12, "help: each report with the twelve that share most with it");
    assert_eq!(ledger.copies.iter().filter(|copy| copy.later == 1).count(), 1);
}

#[test]
fn the_passages_of_two_reports_stand_in_both() {
    let shared = "kapal itu berangkat tanpa pelampung yang cukup untuk semua orang di geladak bawah";
    let readings = readings(&[
        ("a", &format!("Feri Sagara Tenggelam\n\nMenurut saksi, {shared}. Polisi menyelidikinya.\n")),
        ("b", &format!("Saksi Bercerita\n\nSeorang nelayan bercerita bahwa {shared}, lalu hujan turun.\n")),
    ]);
    let found = runut_story::shared(&readings[0], &readings[1], Packs::builtin());
    let words = |reading: &Reading, place| reading.article.words(place).to_owned();
    let found: Vec<_> =
        found.iter().map(|(a, b)| (words(&readings[0], *a), words(&readings[1], *b))).collect();
    assert_eq!(found, [(shared.to_owned(), shared.to_owned())]);
}

/// Two pages of one wire story, or of one page and who copied it; what binds them, and whether it is known who has it from whom.
fn bonds(earlier: &str, later: &str) -> (bool, Vec<(&'static str, String)>) {
    let readings = readings(&[("awal", earlier), ("susul", later)]);
    let ledger = collate(&readings.iter().collect::<Vec<_>>(), Packs::builtin());
    let [copy] = &ledger.copies[..] else { panic!("one pair: {:#?}", ledger.copies) };
    let words =
        |told: &Option<runut_story::Telling>| told.as_ref().map_or(String::new(), |told| told.text.clone());
    let evidence = copy.evidence.iter().map(|one| (one.kind.as_str(), words(&one.told))).collect();
    (copy.direction_known, evidence)
}

#[test]
fn who_has_it_from_whom_is_known_only_where_something_says_so() {
    let body = "Tim penyelamat menemukan sebelas penumpang di pulau kecil sebelah utara pelabuhan setelah berlayar semalaman \
                melawan ombak setinggi tiga meter dan hujan yang tidak kunjung berhenti sejak malam sebelumnya di perairan itu.";
    let more = "Warga desa nelayan setempat ikut mencari dengan enam perahu kayu. Polisi memeriksa nakhoda dan dua anak buah \
                kapal mengenai muatan yang tidak tercatat. Cuaca diperkirakan membaik pada akhir pekan di seluruh pesisir.";
    let page = |outlet: &str, day: u32, rest: &str| {
        format!("Feri Karam di Selat Wanasari\n\n{outlet}\n{day} Maret 2031, 10:15 WIB\n\n{body} {rest}\n")
    };
    // Nothing but dates, and what the later left out.
    let (known, evidence) = bonds(&page("Kabar Pesisir", 3, more), &page("Warta Ombak", 4, ""));
    let kinds: Vec<_> = evidence.iter().map(|(kind, _)| *kind).collect();
    assert_eq!((known, kinds), (true, vec!["later", "cut"]), "{evidence:?}");
    // The same day, and more words: nobody can tell.
    let (known, evidence) = bonds(&page("Kabar Pesisir", 3, ""), &page("Warta Ombak", 3, more));
    let kinds: Vec<_> = evidence.iter().map(|(kind, _)| *kind).collect();
    assert!(!known && (kinds == ["added"] || kinds == ["cut"]), "{evidence:?}");
    // Both have it from one agency, so the later day says nothing.
    let wire = "Demikian dilansir dari kantor berita AFP.";
    let (known, evidence) = bonds(&page("Kabar Pesisir", 3, wire), &page("Warta Ombak", 4, wire));
    assert!(!known, "{evidence:?}");
    assert!(evidence.contains(&("same source", "AFP".to_owned())), "{evidence:?}");
}
