//! `read FOLDER`: a JSON line for each `.txt` and `.html` file of a folder, as `runut read --json` prints it, without
//! building store and web.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use runut_claim::Reading;
use runut_export::ReadingRecord;
use runut_packs::Packs;
use runut_text::Page;

use crate::packs::{laid_over, packs};

/// How the tool is called.
pub(crate) const USAGE: &str = "read FOLDER [PACKS]";

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let out = &mut std::io::stdout().lock();
    match args {
        [folder] => write(Path::new(folder), out),
        [folder, over] => write_with(Path::new(folder), &laid_over(Path::new(over))?, out),
        _ => bail!("usage: cargo run -p xtask -- {USAGE}"),
    }
}

/// Writes the record of each report of `folder` to `out`, a line each, sorted by file name.
pub(crate) fn write(folder: &Path, out: &mut impl std::io::Write) -> anyhow::Result<()> {
    write_with(folder, packs(), out)
}

fn write_with(folder: &Path, packs: &Packs, out: &mut impl std::io::Write) -> anyhow::Result<()> {
    for reading in readings_with(folder, packs)? {
        serde_json::to_writer(&mut *out, &ReadingRecord::of(&reading?))?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(())
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
