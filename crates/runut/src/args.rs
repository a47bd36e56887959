//! Every command and flag, each defined once, with its help beside it.

use std::{env, path::PathBuf, time::Duration};

use clap::{
    Arg, Args as ClapArgs, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
    builder::TypedValueParser,
};
use directories::ProjectDirs;
use jiff::SignedDuration;
use runut_source::{FetchSettings, Fields, Options};

use crate::messages;

const EXAMPLES: &str = "\
Examples:
  runut story examples/*.html        what the reports of one story say, side by side
  runut read --json report.txt       who says what in one report, for another program";

/// Reads many reports of one story and traces every claim along its chain of sources.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES, infer_long_args = true, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) everywhere: Everywhere,
}

/// What can be run.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read pages: headline, byline, date and body, without menus and links to other reports, as JSON
    Article(Article),
    /// Read reports: who says what, through whom, in which words
    Read(Read),
    /// Print the ledger of each story that the reports tell
    Story(Story),
    /// Keep reports in the store
    Add(Add),
    /// Poll feeds, and keep what is new or changed in the store
    Watch(Watch),
    /// Show what changed in a report from one version to the next
    Versions(Versions),
    /// List the stories of the store
    Stories(Stories),
    /// Find reports in the store by their words
    Search(Search),
    /// Say what the store knows of each claim of a new text
    Check(Check),
    /// Print a worksheet for a fact-checker: one HTML page that needs nothing but itself
    Worksheet(Worksheet),
    /// Write stories in a form for another program
    Export(Export),
    /// Show the store in a browser, at 127.0.0.1 alone
    Serve(Serve),
    /// List what was corrected by hand, take a correction back, carry corrections to another store
    Corrections(Corrections),
    /// Find articles that are one text, or nearly: `id TAB id TAB Jaccard`
    Copies(Copies),
    /// Find passages that articles share, reworded ones too, with their places on both sides
    Passages(Passages),
    /// Group articles into stories and sagas: `{"id", "story", "saga"}` a line
    Group(Group),
    /// Show what the packs cover: languages, event types, the world's names
    Packs(Packs),
}

/// What the program was told; ends it where that is wrong, or asks for help.
pub(crate) fn parse() -> Args {
    let mut command = without_empty(Args::command());
    let told = command.get_matches_mut();
    Args::from_arg_matches(&told).unwrap_or_else(|error| error.format(&mut command).exit())
}

/// A variable of the environment that is set to nothing says nothing, as one that is not set.
fn without_empty(command: clap::Command) -> clap::Command {
    let is_empty = |arg: &Arg| {
        let value = arg.get_env().and_then(env::var_os);
        value.is_some_and(|value| value.is_empty())
    };
    command
        .mut_args(|arg| if is_empty(&arg) { arg.env(None::<&str>) } else { arg })
        .mut_subcommands(without_empty)
}

/// Flags of every command.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Everywhere {
    /// The store, one SQLite file [default: in the data folder of this user]
    #[arg(long, global = true, value_name = "FILE", env = "RUNUT_STORE", hide_env_values = true)]
    pub(crate) store: Option<PathBuf>,
    /// A folder of packs, laid over the built-in ones: a file in it takes the place of the one with the same path, and a
    /// new one adds its language, outlets, cues
    #[arg(long, global = true, value_name = "DIR", env = "RUNUT_PACKS", hide_env_values = true)]
    pub(crate) packs: Option<PathBuf>,
    /// How many threads read at once [default: one per core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// When to colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub(crate) color: Color,
    /// Language of what is printed for people [default: that of the system]
    #[arg(long, global = true, value_name = "TAG", env = "RUNUT_LANG", hide_env_values = true,
          value_parser = clap::builder::PossibleValuesParser::new(messages::tags()))]
    pub(crate) lang: Option<String>,
}

/// When to colour.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What reports to read.
#[derive(Debug, ClapArgs)]
pub(crate) struct Sources {
    /// Files, folders, addresses of the web, or `-` for stdin: pages, or many of them in WARC, WACZ, JSONL, CSV, Parquet,
    /// feeds or sitemaps, also packed
    #[arg(value_name = "PATH", required_unless_present = "paths_from")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read further paths and addresses from a file, one a line; `-` for stdin
    #[arg(long, value_name = "FILE")]
    pub(crate) paths_from: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) how: How,
}

/// How what is named is read.
#[derive(Debug, Clone, ClapArgs)]
#[command(next_help_heading = "Sources")]
pub(crate) struct How {
    /// Which fields of JSONL, CSV and Parquet hold what, as "text=isi,title=judul" [default: by their usual names]
    #[arg(long, value_name = "WHAT=NAME")]
    pub(crate) fields: Option<Fields>,
    /// Fetch the pages that feeds link; else their entries are read as they stand in the feed
    #[arg(long)]
    pub(crate) follow: bool,
    /// Read no more than so many pages
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

/// How pages are fetched.
#[derive(Debug, Clone, ClapArgs)]
#[command(next_help_heading = "Sources")]
pub(crate) struct Fetch {
    /// Ask hosts in private networks and on this machine, too
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Least pause between two requests to a host; its robots.txt may ask for a longer one
    #[arg(long, value_name = "TIME", default_value = "1s", value_parser = duration)]
    pub(crate) delay: Duration,
    /// Ask again only for what was fetched longer ago than this
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = duration)]
    pub(crate) max_age: Duration,
    /// How long a host may take to answer
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = duration)]
    pub(crate) timeout: Duration,
    /// Folder that keeps what was fetched, and what was fetched in part [default: in the cache folder of this user]
    #[arg(long, value_name = "FOLDER", env = "RUNUT_CACHE", hide_env_values = true)]
    pub(crate) cache: Option<PathBuf>,
}

impl How {
    /// The same for the room that reads.
    pub(crate) fn options(&self) -> Options {
        Options {
            fields: self.fields.clone().unwrap_or_default(),
            follow: self.follow,
            pages_max: self.limit,
            fetch: self.fetch.settings(),
        }
    }
}

impl Fetch {
    /// The same for the room that fetches.
    pub(crate) fn settings(&self) -> FetchSettings {
        let usual = FetchSettings::default();
        let folder = ProjectDirs::from("", "", "runut").map(|folders| folders.cache_dir().join("fetched"));
        FetchSettings {
            cache: self.cache.clone().or(folder).unwrap_or(usual.cache),
            delay: self.delay,
            max_age: self.max_age,
            timeout: self.timeout,
            allow_private: self.allow_private,
            agent: usual.agent,
        }
    }
}

/// "90s", "15m", "1h 30m".
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("`{text}` is no time; write it as `90s`, `15m` or `1h 30m`");
    let time: SignedDuration = text.trim().parse().map_err(|_| wrong())?;
    time.try_into().map_err(|_| wrong())
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Article {
    #[command(flatten)]
    pub(crate) sources: Sources,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Print one JSON object a line for each report
    #[arg(long)]
    pub(crate) json: bool,
    /// Print the report's text too, with the words behind every claim marked
    #[arg(long, conflicts_with = "json")]
    pub(crate) text: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Story {
    /// Paths of reports as for `read`, or the id of one story of the store (its start is enough)
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Print one JSON object a line for each story
    #[arg(long)]
    pub(crate) json: bool,
    /// Print all of a long section, not only its first 20 things
    #[arg(long, conflicts_with = "json")]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
}

/// As known on a day.
#[derive(Debug, ClapArgs)]
pub(crate) struct AsOf {
    /// The ledger as it stood on a day (2031-05-04) or in a month (2031-05): reports of later days are left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Add {
    #[command(flatten)]
    pub(crate) sources: Sources,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Watch {
    /// List of feeds, a `[[feed]]` with its `url` for each
    #[arg(value_name = "FEEDS.toml")]
    pub(crate) feeds: PathBuf,
    /// Poll each feed once, and end
    #[arg(long)]
    pub(crate) once: bool,
    /// Print one JSON object a line for each report that is new or changed
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) fetch: Fetch,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Versions {
    /// Id of a report of the store, or the beginning of its digest
    #[arg(value_name = "REPORT")]
    pub(crate) report: String,
    /// Print one JSON object a line for each version
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Stories {
    /// Show which reports later ones have brought into another story, the latest last
    #[arg(long)]
    pub(crate) revisions: bool,
    /// Print one JSON object a line for each story, or each revision
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Search {
    /// Words that the reports hold; all of them are looked for
    #[arg(value_name = "WORD", required = true)]
    pub(crate) words: Vec<String>,
    /// Print one JSON object a line for each report found
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    /// Files with a new text each, or `-` for stdin
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Print one JSON object a line for each text
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Worksheet {
    /// A story's id (its start is enough), or a claim as `runut export` writes it: DIGEST/KIND/INDEX
    #[arg(value_name = "STORY|CLAIM")]
    pub(crate) of: String,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Export {
    /// Reports to export without keeping them; without paths the stories of the store are
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The form; docs/exports.md says what each holds
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    pub(crate) format: runut_export::Format,
    /// Only the story of this id; its start is enough
    #[arg(long, value_name = "ID", conflicts_with = "paths")]
    pub(crate) story: Option<String>,
    /// Only what reports of this day or later say
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) since: Option<String>,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
    #[command(flatten)]
    pub(crate) how: How,
}

/// Names of the forms of an export.
fn format() -> impl TypedValueParser<Value = runut_export::Format> {
    let names = runut_export::Format::ALL.iter().map(|format| format.as_str());
    clap::builder::PossibleValuesParser::new(names)
        .try_map(|name: String| runut_export::Format::parse(&name).ok_or("no such form"))
}

/// A day or a month of EDTF.
fn day(text: &str) -> Result<String, String> {
    let digits = |part: &str, count: usize, most: u8| {
        part.len() == count && part.parse::<u16>().is_ok_and(|value| value > 0 && value <= u16::from(most))
    };
    let (year, rest) = text.split_once('-').unwrap_or((text, ""));
    let (month, day) = rest.split_once('-').unwrap_or((rest, "01"));
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    if is_year && digits(month, 2, 12) && digits(day, 2, 31) {
        return Ok(text.to_owned());
    }
    Err("wanted a day like `2031-05-04`, or a month like `2031-05`".to_owned())
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Serve {
    /// Reports to show without keeping them; without paths the store is shown
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Port at 127.0.0.1; 0 takes any that is free
    #[arg(long, default_value_t = 4870)]
    pub(crate) port: u16,
    #[command(flatten)]
    pub(crate) how: How,
}

/// A file of many articles.
#[derive(Debug, ClapArgs)]
pub(crate) struct Articles {
    /// One JSON object a line with id, title, text (or body), published (or date), outlet; `-` for stdin
    #[arg(value_name = "FILE.jsonl")]
    pub(crate) path: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Copies {
    #[command(flatten)]
    pub(crate) articles: Articles,
    /// Least share of word 3-grams that two articles have in common, of all that either has
    #[arg(long, value_name = "JACCARD", default_value_t = 0.7, value_parser = share)]
    pub(crate) at: f64,
    /// Memory to stay below, in MiB; with less the file is read more often
    #[arg(long, value_name = "MIB", default_value_t = 2048, value_parser = clap::value_parser!(u32).range(16..))]
    pub(crate) memory: u32,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Group {
    #[command(flatten)]
    pub(crate) articles: Articles,
    /// Print each article's story as it comes, and each change of mind where it happens, with its reason
    #[arg(long)]
    pub(crate) stream: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Passages {
    #[command(flatten)]
    pub(crate) articles: Articles,
}

/// A number above 0 and up to 1.
fn share(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "wanted a number such as 0.7".to_owned())?;
    if number > 0.0 && number <= 1.0 {
        Ok(number)
    } else {
        Err("wanted a number above 0 and up to 1".to_owned())
    }
}

#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Corrections {
    #[command(subcommand)]
    pub(crate) deed: Option<CorrectionsDeed>,
    /// Print one JSON object a line for each correction, as `import` reads them
    #[arg(long)]
    pub(crate) json: bool,
}

/// What is done with corrections.
#[derive(Debug, Subcommand)]
pub(crate) enum CorrectionsDeed {
    /// Take a correction back; it stays in the list, as taken back
    Undo {
        /// Its number in the list
        number: u64,
        /// Why
        #[arg(long, default_value = "", hide_default_value = true)]
        why: String,
    },
    /// Enter the corrections that another store printed with `--json`
    Import {
        /// Its lines; `-` for stdin
        file: PathBuf,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Packs {
    /// Print one JSON object
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) task: Option<PacksTask>,
}

/// What can be done with packs besides showing them.
#[derive(Debug, Subcommand)]
pub(crate) enum PacksTask {
    /// Run the cases of a folder of packs, and those of every language that it changes
    Check {
        /// The folder, with `lang/<tag>/`, `world/` or `events/` in it
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn arguments_hold_together() {
        super::Args::command().debug_assert();
    }
}
