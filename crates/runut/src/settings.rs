//! What a run is told by flags and by its surroundings, settled once.

use std::{env, num::NonZero, path::PathBuf, thread};

use anstream::ColorChoice;
use anyhow::Context as _;

use crate::{
    args::{Color, Everywhere},
    messages::{self, Messages},
};

/// Columns where there is no terminal to ask.
const WIDTH_DEFAULT: usize = 80;
/// Wider lines than this are hard to read: beyond it, a wide terminal stays empty at the right.
const WIDTH_MAX: usize = 110;
/// Narrower than this, lines run over the edge sooner than that they break in every word.
const WIDTH_MIN: usize = 40;

/// What holds for the whole run.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Threads that read.
    pub(crate) threads: usize,
    /// When to colour.
    pub(crate) color: ColorChoice,
    /// Columns of a printed line.
    pub(crate) width: usize,
    /// Texts in the language of the interface.
    pub(crate) messages: Messages,
    store: Option<PathBuf>,
}

impl Settings {
    /// Settles flags and surroundings.
    pub(crate) fn of(flags: &Everywhere) -> Self {
        let color = match flags.color {
            Color::Auto => anstream::AutoStream::choice(&std::io::stdout()),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        let columns = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        Self {
            threads: flags.threads.map_or_else(cores, usize::from),
            color,
            width: columns.unwrap_or(WIDTH_DEFAULT).clamp(WIDTH_MIN, WIDTH_MAX),
            messages: Messages::of(flags.lang.as_deref().unwrap_or(&language_of_system())),
            store: flags.store.clone(),
        }
    }

    /// Where the store is: `--store`, `RUNUT_STORE`, else the data folder of this user.
    ///
    /// # Errors
    /// Where the system knows no home of this user.
    pub(crate) fn store(&self) -> anyhow::Result<PathBuf> {
        if let Some(path) = &self.store {
            return Ok(path.clone());
        }
        let folders = directories::ProjectDirs::from("", "", "runut")
            .context("this user has no home folder for the store; name a file with `--store`")?;
        Ok(folders.data_dir().join("runut.sqlite"))
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// The first of the interface's languages that the locale asks for.
///
/// # Source
/// POSIX.1-2017, sec. 8.2: `LC_ALL` before `LC_MESSAGES` before `LANG`.
fn language_of_system() -> String {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    let tag = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    if messages::tags().any(|known| known == tag) { tag.to_owned() } else { "en".to_owned() }
}
