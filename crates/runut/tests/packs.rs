//! A folder of packs, given at run time: it overrides, extends, is refused with a reason, and its cases run.

mod program;

use std::{fs, path::Path};

use program::{folder, run, write};

/// Writes a file below folders that may not be there yet.
fn put(folder: &Path, path: &str, text: &str) {
    fs::create_dir_all(folder.join(path).parent().expect("a path has a folder")).expect("it can be made");
    write(folder, path, text);
}

#[test]
fn a_new_language_is_a_folder() {
    let folder = folder();
    put(folder.path(), "p/lang/xx/pack.toml", "name = \"Xen\"\nsource = \"invented\"\n");
    put(folder.path(), "p/lang/xx/boilerplate.toml", "language_words = [\"zu\", \"na\", \"ro\"]\n");
    put(folder.path(), "p/lang/xx/attribution.toml", ATTRIBUTION);
    put(folder.path(), "p/lang/xx/cases/attribution.toml", CASE);
    write(folder.path(), "1.txt", "Zu na ro\n\n\"Zu ro na,\" kuru Tara Mele. Na zu ro na zu.\n");
    let read =
        run(folder.path(), &["--packs", "p", "read", "--json", "1.txt"]).check(0, &[]).json().swap_remove(0);
    assert_eq!(read["language"], "xx");
    assert_eq!(read["statements"][0]["cue"], "kuru");
    let checked = run(folder.path(), &["packs", "check", "p"]).check(0, &[]);
    assert!(checked.out.contains("xx") && checked.out.contains("1 case"), "{checked:?}");
    let packs = run(folder.path(), &["--packs", "p", "packs", "--json"]).check(0, &[]).json().swap_remove(0);
    let tags: Vec<&str> =
        packs["languages"].as_array().expect("a list").iter().filter_map(|one| one["tag"].as_str()).collect();
    assert!(tags.contains(&"xx") && tags.contains(&"id"), "{tags:?}");
}

const ATTRIBUTION: &str =
    "[frames]\nbare = [\"{quote} {cue} {claimant}\"]\n[[class]]\nname = \"speech\"\nbare = [\"kuru\"]\n";
const CASE: &str = "[[case]]\ntext = \"“Zu na,” kuru Tara.\"\nexpect.statements = [{ cue = \"kuru\" }]\n";

#[test]
fn an_empty_variable_names_no_folder() {
    let folder = folder();
    write(folder.path(), "1.txt", program::report(3));
    let mut command = program::command(folder.path());
    for name in ["RUNUT_PACKS", "RUNUT_LANG", "RUNUT_CACHE"] {
        command.env(name, "");
    }
    program::ran(command.args(["read", "--json", "1.txt"]).output().expect("the program starts"))
        .check(0, &[]);
}

#[test]
fn an_outlet_is_one_file_more() {
    let folder = folder();
    let outlet = "[[outlet]]\nid = \"senja\"\nnames = { \"\" = [\"Warta Kelana\"] }\nmedium = \"paper\"\nstate = \"ID\"\n";
    put(folder.path(), "p/world/outlets/wartakelana.example.toml", outlet);
    let before = run(folder.path(), &["packs", "--json"]).check(0, &[]).json().swap_remove(0);
    let after = run(folder.path(), &["--packs", "p", "packs", "--json"]).check(0, &[]).json().swap_remove(0);
    let papers =
        |packs: &serde_json::Value| packs["outlets_by_medium"]["paper"]["ID"].as_u64().unwrap_or_default();
    assert_eq!(papers(&after), papers(&before) + 1);
}

#[test]
fn a_changed_table_takes_the_place_of_the_built_in_one() {
    let folder = folder();
    put(folder.path(), "p/lang/id/attribution.toml", ATTRIBUTION);
    write(
        folder.path(),
        "1.txt",
        "Jembatan itu ditutup karena ombak.\n\n\"Tutup,\" kuru Sarwo Wirang. \"Buka,\" kata dia.\n",
    );
    let ran = program::ran(
        program::command(folder.path())
            .env("RUNUT_PACKS", "p")
            .args(["read", "--json", "1.txt"])
            .output()
            .expect("the program starts"),
    );
    let cues: Vec<_> = ran.json()[0]["statements"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["cue"].clone())
        .collect();
    assert_eq!(cues, ["kuru"]);
    let checked = run(folder.path(), &["packs", "check", "p"]).check(2, &[]);
    assert!(checked.out.contains("lang/id/cases/attribution.toml, case 1"), "{}", checked.out);
}

#[test]
fn what_is_wrong_is_said_with_file_line_and_what_was_wanted() {
    let folder = folder();
    run(folder.path(), &["--packs", "nowhere", "packs"]).check(2, &["no file or folder `nowhere`"]);
    put(folder.path(), "empty/README", "");
    run(folder.path(), &["--packs", "empty", "packs"]).check(2, &["`empty` holds no packs", "lang/<tag>/"]);
    put(folder.path(), "a/lang/id/time.toml", "[months]\njanuari = \"satu\"\n");
    run(folder.path(), &["--packs", "a", "packs"]).check(2, &["lang/id/time.toml", "line 2", "expected i8"]);
    put(folder.path(), "b/lang/id/waktu.toml", "");
    run(folder.path(), &["--packs", "b", "packs"])
        .check(2, &["lang/id/waktu.toml", "nobody reads", "numbers"]);
}
