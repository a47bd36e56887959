//! House tests: what must hold of the crates themselves.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

/// One crate of the house: its folder and its manifest.
struct Room {
    folder: PathBuf,
    manifest: Table,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands in the house")
}

fn table(path: &Path) -> Table {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All crates by name.
fn rooms() -> BTreeMap<String, Room> {
    let crates = fs::read_dir(root().join("crates")).expect("the house has crates");
    crates
        .map(|entry| entry.expect("it can be listed").path())
        .chain([root().join("xtask")])
        .filter(|folder| folder.join("Cargo.toml").exists())
        .map(|folder| {
            let manifest = table(&folder.join("Cargo.toml"));
            let name = manifest["package"]["name"].as_str().expect("a crate has a name").to_owned();
            (name, Room { folder, manifest })
        })
        .collect()
}

/// Names under the given headings of a manifest, with what stands there.
fn dependencies<'a>(room: &'a Room, headings: &'a [&str]) -> impl Iterator<Item = (&'a String, &'a Value)> {
    headings.iter().filter_map(|heading| room.manifest.get(*heading)?.as_table()).flatten()
}

fn list(table: &Table, key: &str) -> BTreeSet<String> {
    let list = table.get(key).and_then(Value::as_array).into_iter().flatten();
    list.map(|name| name.as_str().expect("names are strings").to_owned()).collect()
}

fn is_pure(layer: &Table) -> bool {
    layer.get("pure").and_then(Value::as_bool) == Some(true)
}

const ALL: &[&str] = &["dependencies", "dev-dependencies", "build-dependencies"];

#[test]
fn each_crate_knows_only_whom_it_may() {
    let rooms = rooms();
    let layers = table(&root().join("xtask/layers.toml"));
    let mut wrong = Vec::new();
    for (name, room) in &rooms {
        let Some(layer) = layers.get(name).and_then(Value::as_table) else {
            wrong.push(format!("`{name}` has no layer"));
            continue;
        };
        let knows = list(layer, "knows");
        for (other, _) in dependencies(room, ALL).filter(|(other, _)| rooms.contains_key(*other)) {
            if !knows.contains(other) {
                wrong.push(format!("`{name}` may not know `{other}`"));
            }
        }
        let uses = list(layer, "uses");
        for (other, _) in dependencies(room, &["dependencies"]) {
            if is_pure(layer) && !rooms.contains_key(other) && !uses.contains(other) {
                wrong.push(format!("`{name}` is pure and may not use `{other}`"));
            }
        }
    }
    wrong.extend(
        layers.keys().filter(|name| !rooms.contains_key(*name)).map(|name| format!("no crate `{name}`")),
    );
    assert!(
        wrong.is_empty(),
        "{}\nhelp: a new bond is a change of its own: xtask/layers.toml, ARCHITECTURE.md and the manifest",
        wrong.join("\n")
    );
}

#[test]
fn layers_have_no_ring() {
    let layers = table(&root().join("xtask/layers.toml"));
    let mut free: BTreeSet<&String> = BTreeSet::new();
    while free.len() < layers.len() {
        let before = free.len();
        for (name, layer) in &layers {
            let knows = list(layer.as_table().expect("a layer is a table"), "knows");
            if knows.iter().all(|other| free.contains(other)) {
                free.insert(name);
            }
        }
        assert!(free.len() > before, "these know each other in a ring: all but {free:?}");
    }
}

#[test]
fn pure_crates_forbid_clock_disk_and_environment() {
    let layers = table(&root().join("xtask/layers.toml"));
    let mut first: Option<(PathBuf, String)> = None;
    for (name, room) in rooms() {
        if !layers[&name].as_table().is_some_and(is_pure) {
            continue;
        }
        let path = room.folder.join("clippy.toml");
        let text = fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}\nhelp: copy another pure crate's", path.display()));
        let (other, same) = first.get_or_insert_with(|| (path.clone(), text.clone()));
        assert_eq!(*same, text, "{} and {} differ", other.display(), path.display());
    }
    assert!(first.is_some(), "some crates are pure");
}

#[test]
fn versions_stand_once_in_the_workspace() {
    let mut wrong = Vec::new();
    for (name, room) in rooms() {
        for (other, value) in dependencies(&room, ALL) {
            if value.get("workspace").and_then(Value::as_bool) != Some(true) {
                wrong.push(format!("`{name}`: `{other}.workspace = true`"));
            }
        }
        for key in ["version", "edition", "rust-version", "license"] {
            if room.manifest["package"].get(key).and_then(|value| value.get("workspace")).is_none() {
                wrong.push(format!("`{name}`: `{key}.workspace = true`"));
            }
        }
        if room.manifest.get("lints").and_then(|lints| lints.get("workspace")).is_none() {
            wrong.push(format!("`{name}`: `[lints] workspace = true`"));
        }
        if room.folder.file_name().and_then(|folder| folder.to_str()) != Some(&name) {
            wrong.push(format!("`{name}`: the folder has another name"));
        }
    }
    assert!(wrong.is_empty(), "wanted\n{}", wrong.join("\n"));
}

#[test]
fn each_file_says_its_concept_in_its_first_line() {
    let mut wrong = Vec::new();
    for room in rooms().into_values() {
        let mut folders = vec![room.folder.join("src"), room.folder.join("tests")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.expect("it can be listed").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let text = fs::read_to_string(&path).expect("sources are text");
                    if !text.starts_with("//! ") {
                        wrong.push(path.display().to_string());
                    }
                }
            }
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "these do not start with `//! ` and their one concept:\n{}", wrong.join("\n"));
}
