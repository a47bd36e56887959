//! `runut article`: what the outlet published, page by page.

use std::{
    io::{self, IsTerminal as _},
    panic::{AssertUnwindSafe, catch_unwind},
};

use anyhow::anyhow;
use runut_export::ArticleRecord;
use runut_text::Page;

use super::Output;
use crate::{
    args::Article,
    packs::packs_for_articles,
    pipeline,
    report::{Hinted, Outcome, Talk, notice},
    settings::Settings,
};

/// Runs the command: one JSON object a line for each page, in the order in which the pages were named.
///
/// # Errors
/// Where the list of paths or stdout fails; a page that fails is told, and the rest goes on.
pub(crate) fn run(args: &Article, settings: &Settings) -> anyhow::Result<Outcome> {
    // Before the list of paths is waited for: whoever feeds it waits for the pages alone.
    packs_for_articles();
    let inputs = pipeline::inputs(&args.sources)?;
    if inputs.is_empty() {
        notice(&settings.messages.nothing_to_read);
        return Ok(Outcome::Nothing);
    }
    let mut talk = Talk::on(inputs.len(), !io::stdout().is_terminal());
    let mut out = Output::new(settings);
    let mut found = false;
    pipeline::each_page(inputs, settings.threads, &mut talk, read_page, |line| {
        found = true;
        out.raw(&line)
    })?;
    out.flush()?;
    Ok(talk.end(found))
}

/// The line of one page. A reader never fails by design; where one does all the same, the other pages must not suffer.
fn read_page(page: &Page) -> anyhow::Result<String> {
    let read = || {
        let (article, notes) = runut_article::read_undigested(page, packs_for_articles());
        ArticleRecord::of(&article, &notes)
    };
    let record = catch_unwind(AssertUnwindSafe(read)).map_err(|_| {
        anyhow!(Hinted {
            message: format!("reading `{}` broke the reader", page.origin),
            hint: "this is a mistake in runut and not in the page: please report it with the page".into(),
        })
    })?;
    Ok(serde_json::to_string(&record)? + "\n")
}
