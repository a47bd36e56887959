//! `runut read`: who says what in each report.

use std::io::{self, BufWriter, IsTerminal as _, Write as _};

use runut_export::ReadingRecord;

use crate::{
    args::Read,
    pipeline,
    report::{Outcome, Talk, notice},
    settings::Settings,
};

/// Runs the command.
///
/// # Errors
/// Where the list of paths or stdout fails; a report that fails is told, and the rest goes on.
pub(crate) fn run(args: &Read, settings: &Settings) -> anyhow::Result<Outcome> {
    let inputs = pipeline::inputs(&args.sources)?;
    if inputs.is_empty() {
        notice(&settings.messages.nothing_to_read);
        return Ok(Outcome::Nothing);
    }
    let stdout = io::stdout();
    let mut talk = Talk::on(inputs.len(), !stdout.is_terminal());
    let mut out = BufWriter::new(stdout.lock());
    let mut found = false;
    let json = |_: &_, reading| {
        let mut line = serde_json::to_vec(&ReadingRecord::of(&reading))?;
        line.push(b'\n');
        Ok(line)
    };
    pipeline::read_each(inputs, settings.threads, &mut talk, json, |line| {
        found = true;
        Ok(out.write_all(&line)?)
    })?;
    out.flush()?;
    Ok(talk.end(found))
}
