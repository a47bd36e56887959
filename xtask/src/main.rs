//! House tools and house tests: `cargo run -p xtask -- <tool>`. Each tool is a file of its own beside this one.

mod cases;
mod common;
mod corpora;
mod crowd;
mod gold;
mod groups;
mod learn;
mod many;
mod measure;
mod names;
mod nasty;
mod packs;
mod pages;
mod place;
mod read;
mod score;
mod story;
mod train;

use anyhow::bail;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["read", ref rest @ ..] => read::run(rest),
        ["score", ref rest @ ..] => score::run(rest),
        ["cases", ref rest @ ..] => cases::run(rest),
        ["corpus-score", ref rest @ ..] => corpora::run(rest),
        ["group-score", ref rest @ ..] => groups::run(rest),
        ["ledger", ref rest @ ..] => story::ledger(rest),
        ["story-score", ref rest @ ..] => story::score(rest),
        ["many-reports", ref rest @ ..] => many::write(rest),
        ["collate-speed", ref rest @ ..] => many::speed(rest),
        ["pages", ref rest @ ..] => pages::run(rest),
        ["group-train", ref rest @ ..] => learn::run(rest),
        ["group-common", ref rest @ ..] => common::run(rest),
        ["place-speed", ref rest @ ..] => place::run(rest),
        ["many-articles", ref rest @ ..] => crowd::run(rest),
        ["train", ref rest @ ..] => train::run(rest),
        ["names", ref rest @ ..] => names::run(rest),
        ["measure", ref rest @ ..] => measure::run(rest),
        _ => bail!("usage: cargo run -p xtask -- <tool>\n\n{}", USAGES.join("\n")),
    }
}

/// How each tool is called.
const USAGES: [&str; 15] = [
    read::USAGE,
    score::USAGE,
    cases::USAGE,
    corpora::USAGE,
    story::USAGE,
    groups::USAGE,
    learn::USAGE,
    common::USAGE,
    crowd::USAGE,
    place::USAGE,
    many::USAGE,
    pages::USAGE,
    train::USAGE,
    names::USAGE,
    measure::USAGE,
];
