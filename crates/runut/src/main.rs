//! The program: arguments in, one command run, an exit code out.
//!
//! Everything here is of a command line: what another front end would need too stands in the rooms below. Data goes to
//! stdout, talk to stderr; `report` prints every error and picks the exit code.

mod args;
mod messages;
mod packs;
mod pipeline;
mod print;
mod report;
mod run;
mod settings;
mod watchlist;

use std::process::ExitCode;

fn main() -> ExitCode {
    let args = args::parse();
    report::exit_code(run::run(&args))
}
