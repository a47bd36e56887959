//! The packs with which the tools read: those of the program, or with the folder that `RUNUT_PACKS` names laid over
//! them, so that a table can be tried without building anything: `RUNUT_PACKS=crates/runut-packs cargo run -p xtask ...`.

use std::{path::Path, sync::OnceLock};

use anyhow::Context as _;
use runut_packs::{Files, Packs};

/// The packs.
///
/// # Panics
/// Where the folder cannot be read, or a table in it does not parse: a tool has nothing better to do.
pub(crate) fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    let Some(folder) = std::env::var_os("RUNUT_PACKS") else { return Packs::builtin() };
    PACKS.get_or_init(|| laid_over(Path::new(&folder)).unwrap_or_else(|error| panic!("{error:#}")))
}

/// The built-in packs with the files of `folder` in the place of theirs.
pub(crate) fn laid_over(folder: &Path) -> anyhow::Result<Packs> {
    let context = || format!("cannot load the packs of `{}`", folder.display());
    let mut files = Files::builtin();
    for (path, bytes) in runut_source::pack_files(folder)? {
        files.lay(path, bytes).with_context(context)?;
    }
    Packs::from_files(&files).with_context(context)
}
