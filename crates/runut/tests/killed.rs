//! `kill -9` at any moment of adding and of correcting: the store opens, what was acknowledged is there, and stories and
//! ledgers are those of the reports that are kept.
//!
//! `RUNUT_KILLS=200 cargo test -p runut --test killed` kills so many times; without it few enough for every change.

mod program;

use std::{
    collections::BTreeSet,
    env,
    io::Write as _,
    path::Path,
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

use program::{command, folder, report, run, write};
use runut_export::{CorrectionRecord, DeedRecord, LedgerRecord, VERSION};
use runut_packs::Packs;
use runut_store::Store;

/// Kills where nothing else is asked for.
const KILLS: usize = 24;
/// Reports of one addition.
const ADDED: usize = 2;

/// What the store must have.
#[derive(Default)]
struct Acknowledged {
    reports: BTreeSet<String>,
    corrections: BTreeSet<String>,
}

/// Starts the program, and kills it after `pause` if it has not ended by then; whether it said that all is kept.
fn killed(folder: &Path, args: &[&str], pause: Duration) -> bool {
    let mut command = command(folder);
    command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    thread::sleep(pause);
    if let Some(status) = child.try_wait().expect("it is ours") {
        return status.success();
    }
    child.kill().expect("it is ours");
    child.wait().expect("it was killed").success()
}

/// A correction that the trail did not have before.
fn correction(number: usize) -> (String, String) {
    let name = format!("Orang Ke-{number}");
    let record = CorrectionRecord {
        version: VERSION,
        number: 1,
        made_at: "2031-05-06T07:08:09Z".to_owned(),
        by: "Arum".to_owned(),
        why: String::new(),
        deed: DeedRecord::SameEntity { name: name.clone(), is: "Sarwo Wirang".to_owned() },
        undone_by: None,
    };
    (name, serde_json::to_string(&record).expect("it is plain data") + "\n")
}

/// The store opens and is sound, has what was acknowledged, and every ledger is that of its reports.
fn check(folder: &Path, acknowledged: &Acknowledged) {
    let store = Store::open(&folder.join("store.sqlite")).expect("a kill leaves a store that opens");
    store.check().expect("it is sound");
    let reports = store.reports().expect("it can be read");
    let kept: BTreeSet<String> = reports.iter().map(|report| report.id.clone()).collect();
    let lost: Vec<&String> = acknowledged.reports.difference(&kept).collect();
    assert!(lost.is_empty(), "acknowledged, and not there: {lost:?}");
    let names = |record: CorrectionRecord| match record.deed {
        DeedRecord::SameEntity { name, .. } => Some(name),
        _ => None,
    };
    let corrected: BTreeSet<String> =
        store.corrections().expect("it can be read").into_iter().filter_map(names).collect();
    let lost: Vec<&String> = acknowledged.corrections.difference(&corrected).collect();
    assert!(lost.is_empty(), "acknowledged, and not there: {lost:?}");
    let mut told = 0;
    for row in store.stories().expect("it can be read") {
        let story = store.story(&row.id, Packs::builtin()).expect("it is kept");
        let readings: Vec<_> = story.readings.iter().collect();
        let ledger =
            serde_json::to_string(&LedgerRecord::of(&story.ledger, &readings)).expect("it is plain data");
        assert_eq!(story.json, ledger, "help: a ledger is kept together with its reports, or not at all");
        assert_eq!(row.reports, story.readings.len());
        told += row.reports;
    }
    assert_eq!(told, kept.len(), "every report is of one story");
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    let kills = env::var("RUNUT_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let folder = folder();
    let path = folder.path();
    let mut acknowledged = Acknowledged::default();
    // How long an addition takes when nobody kills it: kills come at any moment of that, or when it has ended.
    write(path, "berita-0.txt", report(1));
    let start = Instant::now();
    run(path, &["add", "berita-0.txt"]).check(0, &[]);
    acknowledged.reports.insert("berita-0".to_owned());
    let mut longest = start.elapsed();
    let mut chance = 7_u64;
    let mut unharmed = 0;
    for round in 1..=kills {
        // A step of SplitMix64 (Steele et al. 2014): the same moments each time, as far as the machine allows.
        chance = chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (chance ^ (chance >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let share = (mixed >> 11) as f64 / (1_u64 << 53) as f64;
        let pause = longest.mul_f64(2.0 * share);
        if round % 3 == 0 {
            let (name, line) = correction(round);
            write(path, "trail.jsonl", line);
            if killed(path, &["corrections", "import", "trail.jsonl"], pause) {
                acknowledged.corrections.insert(name);
                unharmed += 1;
            }
        } else {
            let ids: Vec<String> = (0..ADDED).map(|at| format!("berita-{round}-{at}")).collect();
            let files: Vec<String> = ids.iter().map(|id| format!("{id}.txt")).collect();
            for (at, file) in files.iter().enumerate() {
                write(path, file, report(round * ADDED + at + 2));
            }
            let args: Vec<&str> = ["add"].into_iter().chain(files.iter().map(String::as_str)).collect();
            let start = Instant::now();
            if killed(path, &args, pause) {
                longest = longest.max(start.elapsed());
                acknowledged.reports.extend(ids);
                unharmed += 1;
            }
        }
        check(path, &acknowledged);
    }
    let told = (acknowledged.reports.len(), acknowledged.corrections.len());
    writeln!(
        std::io::stdout(),
        "{kills} rounds, {} killed before the end; {} reports and {} corrections acknowledged, all there",
        kills - unharmed,
        told.0,
        told.1
    )
    .expect("the test listens");
    assert!(unharmed < kills, "help: every kill came too late");
}
