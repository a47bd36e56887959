//! The built program, run as a user runs it.
#![allow(dead_code, reason = "each test file uses its part")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// The program.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_runut");

/// What a run printed, and its exit code.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder of its own for one test.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

/// Writes a file of `folder`.
pub(crate) fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("the test's folder can be written");
    path
}

/// The program in `folder`, with a store there, in English, apart from the surroundings of whoever tests.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).env_clear().env("RUNUT_STORE", "store.sqlite").env("RUNUT_LANG", "en");
    command
}

/// Runs the program in `folder` with these arguments.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Ran {
    ran(command(folder).args(args).output().expect("the program starts"))
}

/// What an output says.
pub(crate) fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code().expect("no signal ended it"),
        out: String::from_utf8(output.stdout).expect("it prints UTF-8"),
        err: String::from_utf8(output.stderr).expect("it prints UTF-8"),
    }
}

impl Ran {
    /// Asserts the exit code, and words that stderr must have.
    pub(crate) fn check(self, code: i32, said: &[&str]) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        for words in said {
            assert!(self.err.contains(words), "wanted {words:?} in {:?}", self.err);
        }
        self
    }

    /// The lines of stdout as JSON.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.out.lines().map(parse).collect()
    }

    /// Codes of the notes of the report on the first line.
    pub(crate) fn notes(&self) -> Vec<String> {
        let report = self.json().swap_remove(0);
        let notes = report["notes"].as_array().expect("a report has notes").clone();
        notes.iter().map(|note| note["code"].as_str().expect("a note has a code").to_owned()).collect()
    }
}

/// A report of an outlet that does not exist, on a matter that never was; `number` makes it one of many.
pub(crate) fn report(number: usize) -> String {
    format!(
        "Bendungan Kalimurni Retak, Warga Mengungsi\n\nKALIMURNI, KABARREKAAN.EXAMPLE - Sekitar {number}00 warga \
         Kalimurni mengungsi pada Senin (5/5/2031).\n\n\"Kami sudah mengirim {number} truk bantuan ke sana,\" kata \
         Bupati Kalimurni Sarwo Wirang.\n\nMenurut Sarwo, retakan itu terlihat sejak April.\n"
    )
}
