//! `runut passages`: what articles share, and where it stands in each.

use std::io::{self, IsTerminal as _};

use runut_group::passages::passages;
use serde::Serialize;

use super::{Output, articles};
use crate::{args::Passages, report::Outcome, settings::Settings};

/// A passage: code points of the two texts, half-open; `same` of its `words` are the same but for their endings.
#[derive(Serialize)]
struct Row<'a> {
    a: &'a str,
    a0: u32,
    a1: u32,
    b: &'a str,
    b0: u32,
    b1: u32,
    same: usize,
    words: usize,
}

/// Runs the command.
///
/// # Errors
/// Where the file cannot be read, a line of it is no article, or stdout fails.
pub(crate) fn run(args: &Passages, settings: &Settings) -> anyhow::Result<Outcome> {
    let lines = articles::open(&args.articles, !io::stdout().is_terminal())?;
    let found = articles::with_threads(settings, || Ok(passages(&lines)?))?;
    let mut out = Output::new(settings);
    for passage in &found {
        out.json(&Row {
            a: &passage.a,
            a0: passage.in_a.start,
            a1: passage.in_a.end,
            b: &passage.b,
            b0: passage.in_b.start,
            b1: passage.in_b.end,
            same: passage.same,
            words: passage.words,
        })?;
    }
    out.flush()?;
    Ok(Outcome::found(!found.is_empty()))
}
