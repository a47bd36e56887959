//! The commands, one file each.

mod read;

use std::io::Write as _;

use clap::CommandFactory as _;

use crate::{
    args::{Args, Command},
    report::Outcome,
    settings::Settings,
};

/// Runs the command that the arguments name; without one, prints the short help.
///
/// # Errors
/// Those of the command.
pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let settings = Settings::of(&args.everywhere);
    match &args.command {
        None => help(),
        Some(Command::Read(args)) => read::run(args, &settings),
        Some(_) => anyhow::bail!("this command is not there yet"),
    }
}

fn help() -> anyhow::Result<Outcome> {
    let help = Args::command().render_help();
    write!(anstream::stdout(), "{}", help.ansi())?;
    Ok(Outcome::Found)
}
