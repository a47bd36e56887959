//! `runut copies`: which of many articles are one text.

use std::io::{self, IsTerminal as _, Write as _};

use runut_group::copies::{Settings as Join, copies};

use super::articles;
use crate::{args::Copies, report::Outcome, settings::Settings};

/// Runs the command.
///
/// # Errors
/// Where the file cannot be read, a line of it is no article, or stdout fails.
pub(crate) fn run(args: &Copies, settings: &Settings) -> anyhow::Result<Outcome> {
    let lines = articles::open(&args.articles, !io::stdout().is_terminal())?;
    let join = Join { at: args.at, memory_bytes: (args.memory as usize) << 20 };
    let mut found = false;
    articles::with_threads(settings, || {
        let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout());
        // The corpus' own error is that of reading; what stdout says is kept beside it.
        let mut failed = None;
        let joined = copies(&lines, join, |pair| {
            found = true;
            let written = writeln!(out, "{}\t{}\t{:.6}", pair.a, pair.b, pair.jaccard);
            if let (Err(error), None) = (written, &failed) {
                failed = Some(error);
            }
            Ok(())
        });
        joined?;
        match failed {
            Some(error) => Err(error.into()),
            None => Ok(out.flush()?),
        }
    })?;
    Ok(Outcome::found(found))
}
