//! Lists the folders of data, so that nobody edits a list: every file below `lang/`, `page/`, `press/`, `world/` and
//! `events/` is embedded under its path.
#![expect(clippy::disallowed_methods, reason = "the crate is pure when it runs; here it is built")]

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
    let mut code = String::from("&[\n");
    for file in files {
        let embedded = format!("include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {file:?}))");
        writeln!(code, "    ({file:?}, {embedded}),").expect("a String takes everything");
    }
    code.push_str("]\n");
    fs::write(Path::new(&out).join("files.rs"), code)
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
