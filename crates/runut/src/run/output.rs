//! Stdout, with colours where they are wanted.

use std::io::{self, BufWriter, Write as _};

use anstream::{ColorChoice, adapter::strip_str};

use crate::settings::Settings;

/// Where a command writes what was asked for.
pub(crate) struct Output {
    out: BufWriter<io::StdoutLock<'static>>,
    strip: bool,
}

impl Output {
    /// Stdout, as the settings want it.
    pub(crate) fn new(settings: &Settings) -> Self {
        Self { out: BufWriter::new(io::stdout().lock()), strip: settings.color == ColorChoice::Never }
    }

    /// Writes text for people, without its ANSI codes where no colour is wanted.
    ///
    /// # Errors
    /// Where stdout fails; a closed pipe among them.
    pub(crate) fn text(&mut self, text: &str) -> anyhow::Result<()> {
        if self.strip {
            write!(self.out, "{}", strip_str(text))?;
            return Ok(());
        }
        self.raw(text)
    }

    /// Writes text for programs, to the letter.
    ///
    /// # Errors
    /// Where stdout fails; a closed pipe among them.
    pub(crate) fn raw(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// Writes one value as a line of JSON.
    ///
    /// # Errors
    /// Where stdout fails; a closed pipe among them.
    pub(crate) fn json(&mut self, value: &impl serde::Serialize) -> anyhow::Result<()> {
        self.raw(&(serde_json::to_string(value)? + "\n"))
    }

    /// Hands on what is still held back.
    ///
    /// # Errors
    /// Where stdout fails; a closed pipe among them.
    pub(crate) fn flush(&mut self) -> anyhow::Result<()> {
        Ok(self.out.flush()?)
    }
}
