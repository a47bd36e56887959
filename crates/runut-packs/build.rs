//! Lists the folders of data, so that nobody edits a list: every file below `lang/`, `page/`, `press/`, `world/` and
//! `events/` is embedded under its path. The rows of `world/` are parsed here, so that no run of the program need do it.
#![expect(clippy::disallowed_methods, reason = "the crate is pure when it runs; here it is built")]

#[path = "src/world/row.rs"]
#[allow(dead_code, unreachable_pub, reason = "the crate reads what is only written here")]
mod row;

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    let mut files = Vec::new();
    for folder in ["events", "lang", "page", "press", "world"] {
        println!("cargo::rerun-if-changed={folder}");
        list(Path::new(&root), Path::new(folder), &mut files)?;
    }
    files.sort();
    println!("cargo::rerun-if-changed=src/world/row.rs");
    fs::write(
        Path::new(&out).join("world.rows"),
        row::write_rows(rows(Path::new(&root), &files)?.into_iter()),
    )?;
    let mut code = String::from("&[\n");
    for file in files {
        let embedded = format!("include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {file:?}))");
        writeln!(code, "    ({file:?}, {embedded}),").expect("a String takes everything");
    }
    code.push_str("]\n");
    fs::write(Path::new(&out).join("files.rs"), code)
}

/// The rows of the tables in `world/` and then of those in `world/outlets/`, in the order in which they are parsed.
fn rows(root: &Path, files: &[String]) -> io::Result<Vec<(row::ThingKind, row::Row<'static>)>> {
    let mut rows = Vec::new();
    for folder in ["world", "world/outlets"] {
        let tables = files.iter().filter(|file| {
            let path = Path::new(file);
            path.parent() == Some(Path::new(folder)) && path.extension().is_some_and(|end| end == "toml")
        });
        for file in tables {
            let table: row::Rows = toml::from_str(&fs::read_to_string(root.join(file))?)
                .map_err(|error| io::Error::other(format!("pack file `{file}`: {error}")))?;
            rows.extend(table.each());
        }
    }
    Ok(rows)
}

fn list(root: &Path, folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    if !root.join(folder).is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(root.join(folder))? {
        let path = folder.join(entry?.file_name());
        if root.join(&path).is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            list(root, &path, files)?;
        } else {
            files.push(path.to_str().expect("pack files have plain names").replace('\\', "/"));
        }
    }
    Ok(())
}
