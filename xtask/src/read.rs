//! `read FOLDER`: a JSON line for each `.txt` and `.html` file of a folder, as `runut read --json` prints it, without
//! building store and web.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use runut_claim::Reading;
use runut_export::ReadingRecord;
use runut_packs::{Files, Packs};
use runut_text::Page;

/// How the tool is called.
pub(crate) const USAGE: &str = "read FOLDER [PACKS]";

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let out = &mut std::io::stdout().lock();
    match args {
        [folder] => write(Path::new(folder), out),
        [folder, over] => write_with(Path::new(folder), &packs_with(Path::new(over))?, out),
        _ => bail!("usage: cargo run -p xtask -- {USAGE}"),
    }
}

/// Writes the record of each report of `folder` to `out`, a line each, sorted by file name.
pub(crate) fn write(folder: &Path, out: &mut impl std::io::Write) -> anyhow::Result<()> {
    write_with(folder, Packs::builtin(), out)
}

fn write_with(folder: &Path, packs: &Packs, out: &mut impl std::io::Write) -> anyhow::Result<()> {
    for reading in readings_with(folder, packs)? {
        serde_json::to_writer(&mut *out, &ReadingRecord::of(&reading?))?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(())
}

/// The built-in packs with the files of `over`, a folder with `lang/` and `world/` in it, in the place of theirs: a
/// changed table is tried without building.
fn packs_with(over: &Path) -> anyhow::Result<Packs> {
    let mut files = Files::builtin();
    let mut folders = vec![over.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("cannot list `{}`", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(inside) = path.strip_prefix(over) {
                let bytes = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
                files.insert(inside.to_string_lossy().replace('\\', "/"), bytes);
            }
        }
    }
    Packs::from_files(&files).with_context(|| format!("cannot load the packs of `{}`", over.display()))
}

/// The reports of `folder`, read, sorted by file name.
fn readings_with<'p>(
    folder: &Path,
    packs: &'p Packs,
) -> anyhow::Result<impl Iterator<Item = anyhow::Result<Reading>> + use<'p>> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot list `{}`", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt" || ending == "html"));
    files.sort();
    Ok(files.into_iter().map(|path| {
        let id = path.file_stem().expect("it has an ending").to_string_lossy().into_owned();
        let page = Page {
            id,
            origin: path.display().to_string(),
            bytes: fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?,
        };
        let (article, notes) = runut_article::read(&page, packs);
        Ok(runut_claim::read(article, notes, packs))
    }))
}
