//! What is printed: valid lines of JSON, the same each time, and no fuss over a closed pipe.

mod program;

use std::{
    io::{Read as _, Write as _},
    process::Stdio,
};

use program::{command, folder, ran, report, run, write};

#[test]
fn json_is_one_object_a_line_with_the_promised_keys() {
    let folder = folder();
    for number in 1..4 {
        write(folder.path(), &format!("{number}.txt"), report(number));
    }
    let ran = run(folder.path(), &["read", "--json", "2.txt", "1.txt"]).check(0, &[]);
    let reports = ran.json();
    assert_eq!([&reports[0]["id"], &reports[1]["id"]], ["2", "1"], "in the order of the arguments");
    for key in ["version", "language", "title", "body", "entities", "statements", "events", "notes", "text"] {
        assert!(reports[0].get(key).is_some(), "wanted the key `{key}`");
    }
    let ran = run(folder.path(), &["story", "--json", "."]).check(0, &[]);
    for story in ran.json() {
        assert!(story["reports_in_order_of_what_they_report"].is_array());
    }
    let packs = run(folder.path(), &["packs", "--json"]).check(0, &[]).json().swap_remove(0);
    assert!(packs["languages"].as_array().is_some_and(|languages| languages.len() >= 2));
}

#[test]
fn threads_and_runs_do_not_change_a_byte() {
    let folder = folder();
    // More than one batch, so that batches must follow each other in order.
    for number in 0..300 {
        write(folder.path(), &format!("{number:03}.txt"), report(number));
    }
    let few: Vec<String> = (0..12).map(|number| format!("{number:03}.txt")).collect();
    let few: Vec<&str> = few.iter().map(String::as_str).collect();
    for args in [&["read", "--json", "."][..], &[&["story", "--json"], &few[..]].concat()] {
        let one = run(folder.path(), &[&["--threads", "1"], args].concat()).check(0, &[]);
        let two = run(folder.path(), &[&["--threads", "2"], args].concat()).check(0, &[]);
        assert!(one.out == two.out, "`{}` differs between one thread and two", args[0]);
    }
}

#[test]
fn stdin_and_lists_are_read() {
    let folder = folder();
    write(folder.path(), "1.txt", report(1));
    write(folder.path(), "2.txt", report(2));
    let feed = |args: &[&str], text: &str| {
        let mut child = command(folder.path())
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("it is piped").write_all(text.as_bytes()).expect("it reads");
        ran(child.wait_with_output().expect("it ends")).check(0, &[])
    };
    assert_eq!(feed(&["read", "--json", "-"], &report(1)).json()[0]["id"], "stdin");
    let listed = feed(&["read", "--json", "--paths-from", "-"], "2.txt\n\n1.txt\n").json();
    assert_eq!([&listed[0]["id"], &listed[1]["id"]], ["2", "1"]);
}

#[test]
fn a_closed_pipe_is_a_success() {
    let folder = folder();
    // More than a pipe holds.
    for number in 0..60 {
        write(folder.path(), &format!("{number}.txt"), report(number));
    }
    for args in [&["read", "--json", "."][..], &["read", "."], &["packs"]] {
        let mut child = command(folder.path())
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut first = [0; 1];
        let mut stdout = child.stdout.take().expect("it is piped");
        stdout.read_exact(&mut first).expect("it prints something");
        drop(stdout);
        let ran = ran(child.wait_with_output().expect("it ends")).check(0, &[]);
        assert_eq!(ran.err, "", "nobody is told");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_stdout_is_an_error() {
    let folder = folder();
    write(folder.path(), "1.txt", report(1));
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let output = command(folder.path()).args(["read", "--json", "1.txt"]).stdout(full).output();
    ran(output.expect("the program starts")).check(2, &["error: ", "no space left"]);
}

#[test]
fn without_a_terminal_lines_are_plain_and_80_wide() {
    let folder = folder();
    write(folder.path(), "1.txt", report(3));
    for args in [&["read", "--text", "1.txt"][..], &["story", "1.txt"], &["packs"]] {
        let ran = run(folder.path(), args).check(0, &[]);
        assert!(!ran.out.contains('\u{1b}'), "no colour without a terminal");
        for line in ran.out.lines().filter(|line| line.trim().contains(' ')) {
            assert!(line.chars().count() <= 80, "{} columns: {line}", line.chars().count());
        }
    }
    assert!(run(folder.path(), &["--color", "always", "read", "1.txt"]).check(0, &[]).out.contains('\u{1b}'));
}

#[test]
fn the_interface_speaks_the_language_of_the_system() {
    let folder = folder();
    write(folder.path(), "1.txt", report(3));
    let said = |name: &str, value: &str| {
        let mut command = command(folder.path());
        command.env_remove("RUNUT_LANG").env(name, value).args(["story", "1.txt"]);
        ran(command.output().expect("the program starts")).check(0, &[]).out
    };
    assert!(said("LANG", "id_ID.UTF-8").contains("menurut urutan"));
    assert!(said("LANG", "de_DE.UTF-8").contains("in the order"));
    assert!(said("RUNUT_LANG", "id").contains("menurut urutan"));
}

#[test]
fn bare_it_says_what_it_does_with_two_examples() {
    let folder = folder();
    let ran = run(folder.path(), &[]).check(0, &[]);
    assert!(ran.out.contains("runut story examples") && ran.out.contains("runut read --json"), "{}", ran.out);
}
