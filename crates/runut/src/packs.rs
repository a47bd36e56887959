//! The packs of this run: the built-in ones, with the folder that the user names laid over them.

use std::{path::Path, sync::OnceLock};

use anyhow::Context as _;
use runut_packs::{Files, Packs};

static PACKS: OnceLock<Packs> = OnceLock::new();

/// The packs of this run.
pub(crate) fn packs() -> &'static Packs {
    PACKS.get().unwrap_or_else(|| Packs::builtin())
}

/// The packs of this run, for a command that only reads articles.
pub(crate) fn packs_for_articles() -> &'static Packs {
    PACKS.get().unwrap_or_else(|| Packs::builtin_for_articles())
}

/// Lays `folder` over the built-in packs, for the whole run.
///
/// # Errors
/// Those of [`laid_over`].
pub(crate) fn load(folder: &Path) -> anyhow::Result<()> {
    let packs = laid_over(folder)?;
    PACKS.get_or_init(|| packs);
    Ok(())
}

/// The built-in packs with `folder` laid over them.
///
/// # Errors
/// Where the folder or a file of it cannot be read, or does not say what a pack's file says; file and line are named.
pub(crate) fn laid_over(folder: &Path) -> anyhow::Result<Packs> {
    let mut files = Files::builtin();
    for (path, bytes) in runut_source::pack_files(folder)? {
        files.lay(path, bytes).with_context(|| context(folder))?;
    }
    Packs::from_files(&files).with_context(|| context(folder))
}

fn context(folder: &Path) -> String {
    format!("cannot use the packs of `{}`", folder.display())
}
