//! The store on the command line: what is kept stays kept, whatever goes wrong.

mod program;

use std::{fs, io::Write as _, process::Stdio};

use program::{PROGRAM, command, folder, ran, report, run, write};

#[test]
fn what_is_added_is_listed_shown_and_found() {
    let folder = folder();
    write(folder.path(), "1.txt", report(1));
    write(folder.path(), "2.txt", report(2));
    let ran = run(folder.path(), &["add", "1.txt", "2.txt"]).check(0, &[]);
    assert!(ran.out.contains("2 added, 0 known") && ran.out.contains("next: `runut story "), "{}", ran.out);
    let again = run(folder.path(), &["add", "2.txt", "1.txt"]).check(0, &[]);
    assert!(again.out.contains("0 added, 2 known"), "{}", again.out);

    let stories = run(folder.path(), &["stories", "--json"]).check(0, &[]).json();
    let id = stories[0]["id"].as_str().expect("a story has an id");
    let kept = run(folder.path(), &["story", "--json", &id[..8]]).check(0, &[]);
    assert_eq!(kept.json()[0]["id"], id);
    assert!(run(folder.path(), &["story", id]).check(0, &[]).out.contains(&id[..8]));

    let hits = run(folder.path(), &["search", "--json", "truk", "bantuan"]).check(0, &[]).json();
    assert_eq!(hits.len(), 2);
    run(folder.path(), &["search", "gajah"]).check(1, &["no report has these words"]);
}

#[test]
fn the_order_of_adding_does_not_change_the_ledger() {
    let ledger = |order: &[usize]| {
        let folder = folder();
        for number in order {
            write(folder.path(), &format!("{number}.txt"), report(*number));
            run(folder.path(), &["add", &format!("{number}.txt")]).check(0, &[]);
        }
        let stories = run(folder.path(), &["stories", "--json"]).check(0, &[]);
        let id = stories.json()[0]["id"].as_str().expect("a story has an id").to_owned();
        stories.out + &run(folder.path(), &["story", "--json", &id]).check(0, &[]).out
    };
    assert_eq!(ledger(&[1, 2, 3]), ledger(&[3, 1, 2]));
}

#[test]
fn the_ledger_of_paths_is_that_of_the_store_and_a_page_fed_twice_changes_nothing() {
    let folder = folder();
    fs::create_dir(folder.path().join("map")).expect("it can be made");
    write(folder.path(), "1.txt", report(1));
    write(folder.path(), "2.txt", report(2));
    write(folder.path(), "map/1.txt", report(3));
    write(folder.path(), "map/salinan.txt", report(2));
    let once = run(folder.path(), &["story", "--json", "2.txt", "1.txt", "map/1.txt"]).check(0, &[]);
    let twice = run(folder.path(), &["story", "--json", "map", "1.txt", "2.txt", "1.txt"]).check(0, &[]);
    assert_eq!(once.out, twice.out);
    run(folder.path(), &["add", "1.txt", "2.txt", "map"]).check(0, &[]);
    let ids: Vec<_> =
        once.json().iter().map(|story| story["id"].as_str().expect("an id").to_owned()).collect();
    let kept = ids.iter().map(|id| run(folder.path(), &["story", "--json", id]).check(0, &[]).out);
    assert_eq!(once.out, kept.collect::<String>());
}

#[test]
fn without_a_store_there_is_a_hint() {
    let folder = folder();
    run(folder.path(), &["stories"]).check(2, &["there is no store at `store.sqlite`", "hint: `runut add"]);
    run(folder.path(), &["story", "abc123"])
        .check(2, &["`abc123` is no file, no folder, and no story", "store.sqlite"]);
    write(folder.path(), "1.txt", report(1));
    run(folder.path(), &["add", "1.txt"]).check(0, &[]);
    run(folder.path(), &["story", "abc123"]).check(2, &["no story of the store `store.sqlite`", "hint: "]);
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let folder = folder();
    let page = write(folder.path(), "1.txt", report(1));
    run(folder.path(), &["add", "1.txt"]).check(0, &[]);
    let path = folder.path().join("store.sqlite");
    let mut bytes = fs::read(&path).expect("the store is there");
    // The schema's version: SQLite file format, sec. 1.3, "user version", offset 60.
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    fs::write(&path, &bytes).expect("it can be written");
    for args in [&["add", "1.txt"][..], &["stories"], &["search", "warga"], &["story", "abc"], &["serve"]] {
        run(folder.path(), args).check(2, &["was written by a newer runut", "store.sqlite", "hint: "]);
    }
    assert!(fs::read(&path).expect("it is still there") == bytes, "not a byte has changed");
    assert!(page.exists());
}

#[test]
fn another_programs_file_is_left_alone() {
    let folder = folder();
    write(folder.path(), "1.txt", report(1));
    write(folder.path(), "store.sqlite", "Ini bukan basis data, ini catatan saya.".repeat(100));
    let before = fs::read(folder.path().join("store.sqlite")).expect("it is there");
    run(folder.path(), &["add", "1.txt"]).check(2, &["`store.sqlite` is not a store of runut", "hint: "]);
    assert!(fs::read(folder.path().join("store.sqlite")).expect("it is there") == before);
    run(folder.path(), &["--store", ".", "add", "1.txt"]).check(2, &["the store `.` is a folder"]);
}

#[test]
fn two_processes_add_at_once_and_both_are_kept() {
    let folder = folder();
    for number in 0..40 {
        write(folder.path(), &format!("{number}.txt"), report(number));
    }
    let add = |from: usize| {
        let names: Vec<String> = (from..from + 20).map(|number| format!("{number}.txt")).collect();
        let mut command = command(folder.path());
        command.arg("add").args(names).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the program starts")
    };
    let (first, second) = (add(0), add(20));
    ran(first.wait_with_output().expect("it ends")).check(0, &[]);
    ran(second.wait_with_output().expect("it ends")).check(0, &[]);
    let hits = run(folder.path(), &["search", "--json", "Sarwo"]).check(0, &[]).json();
    assert_eq!(hits.len(), 40);
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_loses_nothing() {
    let folder = folder();
    write(folder.path(), "1.txt", report(1));
    run(folder.path(), &["add", "1.txt"]).check(0, &[]);
    let before = run(folder.path(), &["stories", "--json"]).check(0, &[]).out;
    for number in 2..60 {
        write(folder.path(), &format!("{number}.txt"), report(number).repeat(30));
    }
    // No file may grow beyond 256 blocks of 1024 bytes, as on a disk that is full.
    let script = format!("trap '' XFSZ; ulimit -f 256; exec {PROGRAM} add .");
    let output = std::process::Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .env("RUNUT_STORE", "store.sqlite")
        .output()
        .expect("bash starts");
    let full = ran(output).check(2, &["error: ", "store.sqlite"]);
    assert!(!full.out.contains("added"), "{}", full.out);
    assert_eq!(run(folder.path(), &["stories", "--json"]).check(0, &[]).out, before, "nothing is lost");
}

/// As root nothing is forbidden; so the program runs as nobody where the system can do that.
#[cfg(unix)]
fn run_as_nobody(folder: &std::path::Path, args: &[&str]) -> Option<program::Ran> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    let is_root =
        fs::metadata("/proc/self").or_else(|_| fs::metadata(folder)).is_ok_and(|own| own.uid() == 0);
    if !is_root {
        return Some(run(folder, args));
    }
    // The build's folder may be closed to others: nobody runs a copy.
    let copy = folder.join("runut");
    if !copy.exists() {
        fs::copy(PROGRAM, &copy).expect("the program can be copied");
        fs::set_permissions(&copy, fs::Permissions::from_mode(0o755)).expect("its mode can be set");
    }
    let output = std::process::Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
        .arg(&copy)
        .args(args)
        .current_dir(folder)
        .env("RUNUT_STORE", "store.sqlite")
        .env("RUNUT_LANG", "en")
        .output();
    match output {
        Ok(output) if !String::from_utf8_lossy(&output.stderr).contains("setpriv:") => Some(ran(output)),
        _ => {
            let _ =
                writeln!(std::io::stderr(), "skipped: root may do anything, and `setpriv` is not to be had");
            None
        }
    }
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_or_written_is_named() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = folder();
    let path = folder.path();
    let mode = |name: &str, mode| {
        fs::set_permissions(path.join(name), fs::Permissions::from_mode(mode)).expect("its mode can be set");
    };
    write(path, "1.txt", report(1));
    write(path, "tutup.txt", report(2));
    run(path, &["add", "1.txt"]).check(0, &[]);
    let before = run(path, &["stories", "--json"]).check(0, &[]).out;
    mode("tutup.txt", 0o000);
    mode("store.sqlite", 0o444);
    mode("1.txt", 0o644);
    mode(".", 0o555);
    let done = || {
        let said = ["error: no permission to read `tutup.txt`", "hint: "];
        let read = run_as_nobody(path, &["read", "--json", "tutup.txt", "1.txt"])?.check(2, &said);
        assert_eq!(read.json().len(), 1, "the rest goes on");
        run_as_nobody(path, &["add", "1.txt"])?.check(2, &["error: ", "store.sqlite", "hint: "]);
        assert_eq!(run_as_nobody(path, &["stories", "--json"])?.check(0, &[]).out, before, "reading goes on");
        Some(())
    };
    let _ = done();
    mode(".", 0o755);
    assert_eq!(run(path, &["stories", "--json"]).check(0, &[]).out, before, "nothing is lost");
}

#[test]
fn the_page_is_served_on_this_machine_alone() {
    use std::{
        io::{BufRead as _, BufReader, Read as _},
        net::TcpStream,
    };

    let folder = folder();
    write(folder.path(), "1.txt", report(1));
    let mut child = command(folder.path())
        .args(["serve", "--port", "0", "1.txt"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut line = String::new();
    let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
    stdout.read_line(&mut line).expect("it says where it is");
    let address =
        line.split("http://").nth(1).and_then(|rest| rest.split(['/', ' ']).next()).expect("an address");
    assert!(address.starts_with("127.0.0.1:"), "{line}");
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("/story/"), "{answer}");
    let taken =
        run(folder.path(), &["serve", "--port", address.rsplit(':').next().expect("a port"), "1.txt"]);
    taken.check(2, &["cannot listen on `127.0.0.1:", "hint: "]);
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    assert!(!folder.path().join("store.sqlite").exists(), "what is only shown is not kept");
}
