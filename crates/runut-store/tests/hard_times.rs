//! Kills, full disks and other processes: what was acknowledged is kept, what was not is not.

mod common;

use std::{
    env,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use common::{add_all, dump, report, reports, store};
use runut_packs::Packs;
use runut_store::{Error, Settings, Store};
use rusqlite::Connection;

/// Set for the process that is to be killed: the path of its store.
const CHILD: &str = "RUNUT_STORE_TEST_CHILD";

/// One invented report of many.
fn nth(number: usize) -> (runut_text::Page, runut_claim::Reading) {
    let text =
        format!("Kapal ke-{number} Tiba di Sagara\n\nKapal ke-{number} tiba di Sagara, kata Tarsa Wibani.\n");
    report(&format!("kapal-{number}"), &format!("invented/kapal-{number}.txt"), &text)
}

/// Run by `a_kill_loses_nothing` in a process of its own; does nothing otherwise.
#[test]
fn child_adds_until_it_is_killed() {
    let Some(path) = env::var_os(CHILD) else { return };
    let mut store = Store::open(Path::new(&path)).expect("the parent made the folder");
    let first = store.reports().expect("it can be read").len();
    for number in first.. {
        add_all(&mut store, &[nth(number)]);
        writeln!(std::io::stdout(), "\nacknowledged {number}").expect("the parent listens");
    }
}

#[test]
fn a_kill_loses_nothing() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let path = folder.path().join("runut.db");
    let mut kept = 0;
    // Each kill comes at another moment of an addition.
    for (acknowledged, pause_micros) in [(0, 0), (1, 300), (2, 900), (1, 1700), (3, 2600), (0, 4100)] {
        let mut child = Command::new(env::current_exe().expect("this test is a program"))
            .args(["--exact", "child_adds_until_it_is_killed", "--nocapture"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .spawn()
            .expect("this test can be run");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let mut heard = 0;
        let mut last = None;
        while heard <= acknowledged {
            let line = lines.next().expect("it goes on until it is killed").expect("it is text");
            if let Some(number) = line.strip_prefix("acknowledged ") {
                last = number.parse::<usize>().ok();
                heard += 1;
            }
        }
        thread::sleep(Duration::from_micros(pause_micros));
        child.kill().expect("it is ours");
        child.wait().expect("it was killed");
        let later = lines.map_while(Result::ok);
        let last = later
            .filter_map(|line| line.strip_prefix("acknowledged ")?.parse::<usize>().ok())
            .last()
            .or(last)
            .expect("one was heard at least");
        let store = Store::open(&path).expect("a kill leaves a store that opens");
        store.check().expect("it is sound");
        let reports = store.reports().expect("it can be read").len();
        // One more may have been kept before it was told.
        assert!(
            reports == last + 1 || reports == last + 2,
            "{reports} reports after {last} was acknowledged"
        );
        let told: usize = store.stories().expect("it can be read").iter().map(|story| story.reports).sum();
        assert_eq!(told, reports, "help: reports and stories are kept together or not at all");
        assert!(reports > kept);
        kept = reports;
    }
}

#[test]
fn a_full_disk_loses_nothing() {
    let (folder, mut store) = store();
    add_all(&mut store, &reports());
    let before = dump(&store);
    drop(store);
    let path = folder.path().join("runut.db");
    let bytes_max = std::fs::metadata(&path).expect("it was written").len() + 3 * 4096;
    let settings = Settings { bytes_max: Some(bytes_max), ..Settings::default() };
    let mut store = Store::open_with(&path, settings).expect("it holds what it holds");
    let many: Vec<_> = (0..40).map(nth).collect();
    let error = store.add(&many, Packs::builtin()).expect_err("there is room for three pages only");
    assert!(matches!(error, Error::Full { .. }), "{error}");
    assert_eq!(dump(&store), before);
    store.check().expect("it is sound");
    drop(store);
    let mut store = Store::open(&path).expect("it is a store");
    assert_eq!(add_all(&mut store, &many).new, 40);
}

#[test]
fn a_second_writer_waits_then_says_so_and_readers_do_not_wait() {
    let (folder, mut store) = store();
    add_all(&mut store, &reports());
    let path = folder.path().join("runut.db");
    let writer = Connection::open(&path).expect("it is a database");
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE report SET language = 'xx'").expect("nobody else writes");

    let settings = Settings { wait: Duration::from_millis(120), ..Settings::default() };
    let mut second = Store::open_with(&path, settings).expect("opening does not write");
    let start = Instant::now();
    let error = second.add(&[nth(0)], Packs::builtin()).expect_err("another is writing");
    assert!(start.elapsed() >= Duration::from_millis(100), "help: it should wait first");
    assert_eq!(
        error.to_string().replace(&path.display().to_string(), "PATH"),
        "another process is writing to the store `PATH` (waited 0.12 s)"
    );
    let reader = Store::open_read(&path).expect("readers do not wait");
    assert!(reader.reports().expect("readers do not wait").iter().all(|report| report.language != "xx"));

    let (done, wait) = mpsc::channel();
    let third = thread::spawn({
        let path = path.clone();
        move || {
            let mut third = Store::open(&path).expect("opening does not write");
            done.send(()).expect("the test waits");
            add_all(&mut third, &[nth(1)]).new
        }
    });
    wait.recv().expect("the third opened it");
    writer.execute_batch("ROLLBACK").expect("it is its own");
    assert_eq!(third.join().expect("it waits until the other is done"), 1);
}

#[test]
fn several_make_the_same_store_at_once() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let path = folder.path().join("runut.db");
    thread::scope(|scope| {
        for number in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path).expect("one makes it, the others wait");
                add_all(&mut store, &[nth(number)]);
            });
        }
    });
    let store = Store::open_read(&path).expect("it was made");
    assert_eq!(store.reports().expect("it can be read").len(), 4);
    store.check().expect("it is sound");
}
