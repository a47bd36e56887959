//! Opening what is there: older stores, newer stores, other files, no files, files that may not be touched.

mod common;

use std::{fs, path::Path};

use common::{add_all, dump, report, reports, store};
use runut_packs::Packs;
use runut_store::{Error, SCHEMA, Store};
use runut_story::Correction;
use rusqlite::Connection;

/// Stores of each schema as SQL text, written when it was the latest.
const VERSIONS: &[&str] = &[
    include_str!("stores/version-1.sql"),
    include_str!("stores/version-2.sql"),
    include_str!("stores/version-3.sql"),
    include_str!("stores/version-4.sql"),
    include_str!("stores/version-5.sql"),
    include_str!("stores/version-6.sql"),
    include_str!("stores/version-7.sql"),
    include_str!("stores/version-8.sql"),
    include_str!("stores/version-9.sql"),
];

/// Writes the fixture of the latest schema where it is asked for; see `stores/README.md`.
#[test]
fn write_fixture() {
    if std::env::var_os("RUNUT_WRITE_FIXTURE").is_none() {
        return;
    }
    let (_folder, mut store) = store();
    let ferry = "Feri Baru untuk Sagara\n\nWali Kota Sagara Dewi Arumsari mengatakan pada Senin (8/1/2024) bahwa Nuraga \
        telah mengirim dua feri ke Sagara.\n";
    let school = "Sekolah Tiris Libur\n\nSekolah di Kota Tiris libur tiga hari, kata Tarsa Wibani.\n";
    let (page, reading) = report("feri", "https://kabar.example/feri", ferry);
    let captured = (page, reading, Some("2031-05-05T03:04:05Z".to_owned()));
    store.add_captured(&[captured], Packs::builtin()).expect("nothing hinders it");
    add_all(&mut store, &[report("sekolah", "lama/sekolah.txt", school)]);
    let same = Correction::SameEntity { name: "Dewi Arumsari".into(), is: "Dewi Arumsari Putri".into() };
    store.correct(&same, "Tarsa", "full name", Packs::builtin()).expect("it can be written");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sql = String::new();
    for number in 1..=SCHEMA {
        let migration = root.join(format!("migrations/{number:04}.sql"));
        sql += &fs::read_to_string(migration).expect("each schema has its migration");
    }
    let sql = format!("{sql}PRAGMA user_version = {SCHEMA};\n{}", dump(&store));
    fs::write(root.join(format!("tests/stores/version-{SCHEMA}.sql")), sql).expect("the folder is ours");
}

fn fails(path: &Path, expected: &str) {
    let path_shown = path.display().to_string();
    for opened in [Store::open(path), Store::open_read(path)] {
        let error = opened.expect_err("it is no store that can be opened");
        assert_eq!(error.to_string().replace(&path_shown, "PATH"), expected);
    }
}

#[test]
fn stores_of_every_released_schema_open() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    for (schema, sql) in VERSIONS.iter().enumerate() {
        let path = folder.path().join(format!("{schema}.db"));
        Connection::open(&path).and_then(|old| old.execute_batch(sql)).expect("the fixture is SQL");
        set_version(&path, "0.0.9");
        let mut store = Store::open(&path).expect("a store of any released version opens");
        store.check().expect("it is sound");
        let stories = store.stories().expect("it can be read");
        assert_eq!(stories.iter().map(|story| story.reports).sum::<usize>(), 2);
        for row in &stories {
            let told = store.story(&row.id, Packs::builtin()).expect("it is listed");
            assert_eq!(told.readings.len(), row.reports);
        }
        add_all(&mut store, &reports());
        store.check().expect("it is sound");
        assert_eq!(store.search("mengirim feri", 9, Packs::builtin()).expect("it can be read").len(), 1);
        assert_eq!(store.reports().expect("it can be read").len(), reports().len() + 2);
    }
    assert_eq!(
        SCHEMA as usize,
        VERSIONS.len(),
        "help: add a fixture of the last schema to this test, tests/stores/README.md says how"
    );
}

/// As if another version had written the store last.
fn set_version(path: &Path, version: &str) {
    let edit = Connection::open(path).expect("it is a database");
    edit.execute("UPDATE version SET version = ?1", [version]).expect("it can be written");
}

#[test]
fn a_newer_store_is_left_alone() {
    let (folder, mut store) = store();
    add_all(&mut store, &reports());
    let path = folder.path().join("runut.db");
    drop(store);
    let edit = Connection::open(&path).expect("it is a database");
    edit.pragma_update(None, "user_version", SCHEMA + 1).expect("it can be written");
    drop(edit);
    let before = fs::read(&path).expect("it can be read");
    let newer = format!(
        "the store `PATH` was written by a newer runut (schema {}, this one knows {SCHEMA})",
        SCHEMA + 1
    );
    fails(&path, &newer);
    assert_eq!(fs::read(&path).expect("it can be read"), before);
}

#[test]
fn other_files_are_left_alone() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let text = folder.path().join("catatan.txt");
    fs::write(&text, "Ini bukan gudang, melainkan catatan. ".repeat(99)).expect("the folder is ours");
    fails(&text, "`PATH` is not a store of runut");
    let other = folder.path().join("other.db");
    Connection::open(&other)
        .and_then(|other| other.execute_batch("CREATE TABLE page (a); INSERT INTO page VALUES (1)"))
        .expect("the folder is ours");
    let before = fs::read(&other).expect("it can be read");
    fails(&other, "`PATH` is not a store of runut");
    assert_eq!(fs::read(&other).expect("it can be read"), before);
    fails(folder.path(), "the store `PATH` is a folder");
    let blocked = text.join("runut.db");
    let error = Store::open(&blocked).expect_err("its folder is a file");
    assert!(matches!(error, Error::Denied { .. }), "{error}");
}

#[test]
fn what_is_not_there_is_made_only_for_writing() {
    let folder = tempfile::tempdir().expect("the system has a folder for temporary files");
    let path = folder.path().join("new/folder of #1 100%?/runut.db");
    let error = Store::open_read(&path).expect_err("there is none");
    assert!(matches!(error, Error::Missing { .. }), "{error}");
    assert!(!path.exists());
    Store::open(&path).expect("the folder is ours");
    assert!(Store::open_read(&path).expect("it was made").stories().expect("it can be read").is_empty());
    fs::write(folder.path().join("empty.db"), "").expect("the folder is ours");
    Store::open(&folder.path().join("empty.db")).expect("an empty file is as good as none");
}

#[test]
fn damage_is_told() {
    let (folder, mut store) = store();
    add_all(&mut store, &reports());
    let path = folder.path().join("runut.db");
    drop(store);
    let mut bytes = fs::read(&path).expect("it can be read");
    let page = bytes.len() / 4096 / 2;
    bytes[4096..4096 * page].fill(0xA5);
    fs::write(&path, bytes).expect("the folder is ours");
    let damaged = Store::open(&path).and_then(|store| {
        store.check()?;
        store.stories().map(drop)
    });
    let error = damaged.expect_err("half of it is gone");
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
    assert!(error.to_string().contains("runut.db"), "{error}");
}

#[cfg(unix)]
#[test]
fn what_may_only_be_read_is_read() {
    use std::os::unix::fs::PermissionsExt as _;

    let (folder, mut store) = store();
    add_all(&mut store, &reports());
    let before = dump(&store);
    drop(store);
    let path = folder.path().join("runut.db");
    let allow = |file: u32, inside: u32| {
        fs::set_permissions(&path, fs::Permissions::from_mode(file)).expect("the file is ours");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(inside)).expect("the folder is ours");
    };
    allow(0o444, 0o555);
    if fs::write(folder.path().join("probe"), "").is_ok() {
        allow(0o644, 0o755);
        std::io::Write::write_all(&mut std::io::stderr(), b"skipped: this user may write everywhere\n")
            .expect("stderr takes it");
        return;
    }
    let error = Store::open(&path).expect_err("it may not be written");
    assert!(matches!(error, Error::ReadOnly { .. } | Error::Denied { .. }), "{error}");
    let store = Store::open_read(&path).expect("it may be read");
    assert_eq!(store.reports().expect("it can be read").len(), reports().len());
    drop(store);
    allow(0o000, 0o755);
    let error = Store::open_read(&path).expect_err("it may not be read");
    assert!(matches!(error, Error::Denied { .. }), "{error}");
    allow(0o644, 0o755);
    assert_eq!(dump(&Store::open(&path).expect("it may be written again")), before);
}
