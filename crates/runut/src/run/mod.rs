//! The commands, one file each.

mod add;
mod article;
mod articles;
mod check;
mod copies;
mod corrections;
mod export;
mod group;
mod output;
mod packs;
mod passages;
mod read;
mod search;
mod serve;
mod stories;
mod story;
mod versions;
mod watch;
mod worksheet;

use std::io::Write as _;

use clap::CommandFactory as _;
pub(crate) use output::Output;

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
    if let Some(folder) = &args.everywhere.packs {
        crate::packs::load(folder)?;
    }
    match &args.command {
        None => help(),
        Some(Command::Article(args)) => article::run(args, &settings),
        Some(Command::Read(args)) => read::run(args, &settings),
        Some(Command::Story(args)) => story::run(args, &settings),
        Some(Command::Packs(args)) => packs::run(args, &settings),
        Some(Command::Copies(args)) => copies::run(args, &settings),
        Some(Command::Group(args)) => group::run(args, &settings),
        Some(Command::Passages(args)) => passages::run(args, &settings),
        Some(Command::Add(args)) => add::run(args, &settings),
        Some(Command::Watch(args)) => watch::run(args, &settings),
        Some(Command::Versions(args)) => versions::run(args, &settings),
        Some(Command::Stories(args)) => stories::run(args, &settings),
        Some(Command::Search(args)) => search::run(args, &settings),
        Some(Command::Check(args)) => check::run(args, &settings),
        Some(Command::Worksheet(args)) => worksheet::run(args, &settings),
        Some(Command::Export(args)) => export::run(args, &settings),
        Some(Command::Serve(args)) => serve::run(args, &settings),
        Some(Command::Corrections(args)) => corrections::run(args, &settings),
    }
}

fn help() -> anyhow::Result<Outcome> {
    let help = Args::command().render_help();
    write!(anstream::stdout(), "{}", help.ansi())?;
    Ok(Outcome::Found)
}
