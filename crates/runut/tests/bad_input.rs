//! Bad input: each kind gets an error or a note that names it, and the rest goes on.

mod program;

use std::{fmt::Write as _, fs};

use program::{folder, report, run, write};

/// Asserts the note of a page, and that it is read all the same.
fn check_note(name: &str, bytes: &[u8], note: &str) {
    let folder = folder();
    write(folder.path(), name, bytes);
    let ran = run(folder.path(), &["read", "--json", name]).check(0, &[]);
    let notes = ran.notes();
    assert!(notes.iter().any(|code| code == note), "wanted `{note}`, got {notes:?}");
}

#[test]
fn an_empty_file_is_a_page_with_a_note() {
    check_note("kosong.txt", b"", "empty-page");
    check_note("spasi.txt", b" \n\t\n", "empty-page");
}

#[test]
fn a_picture_is_a_page_with_a_note() {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06".to_vec();
    bytes.extend((0..4000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8));
    check_note("gambar.txt", &bytes, "binary-page");
}

#[test]
fn broken_bytes_are_noted_and_the_rest_is_read() {
    let folder = folder();
    let mut bytes = report(3).into_bytes();
    bytes.extend(b"Warga \xE2\x28\xA1 kembali \xF0\x9F pada Selasa.\n");
    write(folder.path(), "rusak.txt", bytes);
    let ran = run(folder.path(), &["read", "--json", "rusak.txt"]).check(0, &[]);
    let notes = ran.notes();
    let broken = notes.iter().any(|code| code == "broken-bytes" || code == "charset-guessed");
    assert!(broken, "wanted a note on the bytes, got {notes:?}");
    assert!(ran.out.contains("Sarwo Wirang"));
}

#[test]
fn a_line_of_50_mb_is_read_as_far_as_the_limit() {
    // One word: prose of this length takes minutes in a build without optimization, and seconds in the released one.
    check_note("panjang.txt", &vec![b'a'; 50_000_000], "page-cut");
}

#[test]
fn a_long_line_of_prose_is_read_whole() {
    let folder = folder();
    let line = "Warga mengungsi, kata Bupati Sarwo Wirang, ke balai desa pada malam hari. ".repeat(1_000);
    write(folder.path(), "baris.txt", format!("Judul\n\n{line}"));
    let report = run(folder.path(), &["read", "--json", "baris.txt"]).check(0, &[]).json().swap_remove(0);
    assert_eq!(report["text"].as_str().map(|text| text.matches("Sarwo Wirang").count()), Some(1_000));
}

#[test]
fn a_page_beyond_64_mib_is_an_error() {
    let folder = folder();
    write(folder.path(), "ada.txt", report(1));
    let file = fs::File::create(folder.path().join("raksasa.txt")).expect("it can be made");
    file.set_len((64 << 20) + 1).expect("a file with a hole");
    let ran = run(folder.path(), &["read", "--json", "raksasa.txt", "ada.txt"])
        .check(2, &["error: `raksasa.txt` is longer than 64 MiB", "hint: "]);
    assert_eq!(ran.json().len(), 1);
}

#[test]
fn a_path_that_is_not_there_is_named_and_the_rest_goes_on() {
    let folder = folder();
    write(folder.path(), "ada.txt", report(1));
    let said = ["error: there is no file or folder `tiada.txt`", "hint: "];
    let ran = run(folder.path(), &["read", "--json", "tiada.txt", "ada.txt"]).check(2, &said);
    assert_eq!(ran.json()[0]["id"], "ada");
    run(folder.path(), &["story", "tiada.txt", "ada.txt"]).check(2, &said);
    run(folder.path(), &["add", "tiada.txt", "ada.txt"]).check(2, &said);
    assert_eq!(run(folder.path(), &["stories", "--json"]).check(0, &[]).json().len(), 1);
}

#[test]
fn a_folder_stands_for_its_reports_and_an_empty_one_for_nothing() {
    let folder = folder();
    fs::create_dir(folder.path().join("map")).expect("it can be made");
    run(folder.path(), &["read", "--json", "map"]).check(1, &["nothing to read"]);
    write(folder.path(), "map/b.txt", report(2));
    write(folder.path(), "map/a.html", "<title>Kabar</title><p>Isi kabar.</p>");
    write(folder.path(), "map/c.png", "not looked at");
    let ran = run(folder.path(), &["read", "--json", "map"]).check(0, &[]);
    let ids: Vec<_> = ran.json().iter().map(|report| report["id"].clone()).collect();
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn a_folder_is_no_list() {
    let folder = folder();
    run(folder.path(), &["read", "--json", "--paths-from", "."])
        .check(2, &["error: `.` is a folder, and a list of paths was expected", "hint: "]);
    run(folder.path(), &["read", "--json", "--paths-from", "tiada"]).check(2, &["`tiada`"]);
    run(folder.path(), &["read", "--json", "--paths-from", "-", "-"])
        .check(2, &["stdin can be read but once"]);
}

#[test]
fn bad_arguments_are_errors() {
    let folder = folder();
    run(folder.path(), &["read"]).check(2, &["PATH"]);
    run(folder.path(), &["baca"]).check(2, &["baca"]);
    run(folder.path(), &["read", "--threads", "0", "x"]).check(2, &["--threads"]);
}

#[test]
fn hard_pages_neither_break_the_reader_nor_steer_the_terminal() {
    let folder = folder();
    let mut deep = String::new();
    for _ in 0..20_000 {
        deep.push_str("<div><b>");
    }
    write(folder.path(), "dalam.html", deep + "Isi.");
    write(folder.path(), "kutip.txt", "\"".repeat(50_000));
    write(folder.path(), "titik.txt", ". ".repeat(50_000));
    write(folder.path(), "angka.txt", "9".repeat(5_000) + " truk. " + &"1.000".repeat(5_000));
    let mut names = String::from("Judul\n\n");
    for number in 0..4_000 {
        write!(names, "Sarwo{number} Wirang{number}, kata Bupati Sarwo{number}. ")
            .expect("a String takes it");
    }
    write(folder.path(), "nama.txt", names);
    write(
        folder.path(),
        "layar.txt",
        "\u{1b}[31mJudul\u{1b}]0;x\u{7}\n\n\u{1b}[2JKabar \u{202e}isi.\u{9b}31m\n",
    );
    let ran = run(folder.path(), &["read", "--text", "."]).check(0, &[]);
    assert!(!ran.out.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "no page steers the terminal");
    assert_eq!(run(folder.path(), &["read", "--json", "."]).check(0, &[]).json().len(), 6);
}
