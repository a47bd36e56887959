//! What the program says of itself: errors with their hints, notices, the progress of long work, the exit code.

use std::{error::Error, fmt, io, io::Write as _, process::ExitCode};

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};

/// How a command ended, where no error ended it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It found or did what was asked.
    Found,
    /// There is nothing of what was asked.
    Nothing,
    /// Part of it failed, and was said so where it failed.
    Failed,
}

impl Outcome {
    /// Found where there is something, nothing where there is not.
    pub(crate) fn found(some: bool) -> Self {
        if some { Self::Found } else { Self::Nothing }
    }
}

/// The exit code, after printing the error, if any: 0 found, 1 nothing, 2 error. A reader who closes the pipe has seen
/// enough: that is a success.
pub(crate) fn exit_code(ended: anyhow::Result<Outcome>) -> ExitCode {
    match ended {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            print_error(&error);
            ExitCode::from(2)
        }
    }
}

/// An error of the program's own, with what the user may do.
#[derive(Debug)]
pub(crate) struct Hinted {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hint: String,
}

impl fmt::Display for Hinted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
impl Error for Hinted {}

/// Errors of single reports and the bar of long work, so that the two do not print over each other.
#[derive(Debug)]
pub(crate) struct Talk {
    bar: ProgressBar,
    failed: bool,
}

/// Work on fewer reports than this is done before a bar can be read.
const BAR_REPORTS_MIN: usize = 50;

impl Talk {
    /// Talk about work on `reports`; with a bar where there are many, and nothing else prints to the terminal.
    ///
    /// `reports` is `None` where nobody can count them beforehand, as in an archive.
    pub(crate) fn on(reports: Option<usize>, bar: bool) -> Self {
        // Draws on stderr, and only where that is a terminal.
        let style = |template| {
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
        };
        let bar = match reports {
            Some(reports) if bar && reports >= BAR_REPORTS_MIN => ProgressBar::new(reports as u64)
                .with_style(style("{bar:32} {human_pos} / {human_len}  {per_sec}  {eta}")),
            None if bar => ProgressBar::no_length().with_style(style("{spinner} {human_pos}  {per_sec}")),
            _ => ProgressBar::hidden(),
        };
        Self { bar, failed: false }
    }

    /// One report is done.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
    }

    /// One report failed; the rest goes on.
    pub(crate) fn error(&mut self, error: &anyhow::Error) {
        self.failed = true;
        self.bar.suspend(|| print_error(error));
    }

    /// The work is done: what came of it.
    pub(crate) fn end(self, found: bool) -> Outcome {
        self.bar.finish_and_clear();
        if self.failed { Outcome::Failed } else { Outcome::found(found) }
    }
}

/// Says something that is no error, on stderr.
pub(crate) fn notice(text: &str) {
    // Where stderr is closed there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Prints an error with its causes on one line, and what to do on the next.
fn print_error(error: &anyhow::Error) {
    let mut line = String::new();
    let mut hint = None;
    for cause in error.chain() {
        let text = cause.to_string();
        let (text, hint_within) = match text.split_once("\nhint: ") {
            Some((text, hint)) => (text, Some(hint.to_owned())),
            None => (text.as_str(), None),
        };
        hint = hint.or(hint_within).or_else(|| hint_of(cause));
        if !line.contains(text) {
            line.push_str(if line.is_empty() { "" } else { ": " });
            line.push_str(&lower_first(text));
        }
    }
    let red = AnsiColor::Red.on_default().bold();
    let bold = Style::new().bold();
    let mut out = anstream::stderr().lock();
    // Where stderr is closed there is nobody to tell.
    let _ = writeln!(out, "{red}error:{red:#} {line}");
    if let Some(hint) = hint {
        let _ = writeln!(out, "{bold}hint:{bold:#} {hint}");
    }
}

fn hint_of(cause: &(dyn Error + 'static)) -> Option<String> {
    let source = cause.downcast_ref::<runut_source::Error>().and_then(runut_source::Error::hint);
    let store = cause.downcast_ref::<runut_store::Error>().and_then(runut_store::Error::hint);
    let ours = cause.downcast_ref::<Hinted>().map(|error| error.hint.clone());
    source.or(store).map(str::to_owned).or(ours)
}

/// The system writes "No such file"; within a line of ours that is no sentence start. "I/O" stays.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// A bar of bytes, on stderr where that is a terminal.
pub(crate) fn bytes_bar(bytes: u64) -> ProgressBar {
    ProgressBar::new(bytes).with_style(
        ProgressStyle::with_template("{bar:32} {bytes} / {total_bytes}  {bytes_per_sec}  {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    )
}
