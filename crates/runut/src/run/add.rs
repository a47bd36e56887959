//! `runut add`: keeps reports in the store.

use std::mem;

use runut_claim::Reading;
use runut_source::Capture;
use runut_store::{Added, Store};
use runut_text::Page;

use super::Output;
use crate::{
    args::Add,
    packs::packs,
    pipeline,
    print::{self, Line, Sheet},
    report::{Outcome, Talk, notice},
    settings::Settings,
};

/// So many reports are added at once: what was added before survives whatever comes after, and a story that many of them
/// are of is collated once.
const REPORTS_AT_ONCE_MAX: usize = 4096;

/// Runs the command.
///
/// # Errors
/// Where the list of paths or the store fails; a report that cannot be read is told, and the rest is kept.
pub(crate) fn run(args: &Add, settings: &Settings) -> anyhow::Result<Outcome> {
    let inputs = pipeline::inputs(&args.sources)?;
    if inputs.is_empty() {
        notice(&settings.messages.nothing_to_read);
        return Ok(Outcome::Nothing);
    }
    // Opened first: whoever cannot write should not wait for the reading.
    let mut store = Store::open(&settings.store()?)?;
    let mut talk = Talk::on(inputs.len(), true);
    let mut added = Added::default();
    let mut batch: Vec<Kept> = Vec::new();
    let keep = |capture: &Capture, reading| Ok(kept(capture, reading));
    pipeline::read_each(inputs, settings.threads, &mut talk, keep, |read| {
        batch.push(read);
        if batch.len() == REPORTS_AT_ONCE_MAX { add(&mut store, &mut batch, &mut added) } else { Ok(()) }
    })?;
    add(&mut store, &mut batch, &mut added)?;
    let mut out = Output::new(settings);
    out.text(&summary(&store, &added, settings)?)?;
    out.flush()?;
    Ok(talk.end(added.new + added.known > 0))
}

/// A page, what was read in it, and when it was captured.
pub(super) type Kept = (Page, Reading, Option<String>);

/// What the store keeps of a page. When a page was captured counts where others may stand at the same place later.
pub(super) fn kept(capture: &Capture, reading: Reading) -> Kept {
    let captured_at = capture.captured_at.clone().filter(|_| capture.page.origin.starts_with("http"));
    (capture.page.clone(), reading, captured_at)
}

/// Adds a batch to the store, and what came of it to `total`.
pub(super) fn add(store: &mut Store, batch: &mut Vec<Kept>, total: &mut Added) -> anyhow::Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let added = store.add_captured(&mem::take(batch), packs())?;
    total.new += added.new;
    total.known += added.known;
    total.stories.extend(added.stories);
    Ok(())
}

fn summary(store: &Store, added: &Added, settings: &Settings) -> anyhow::Result<String> {
    let messages = &settings.messages;
    let mut sheet = Sheet::of(settings.width);
    let number = |count: usize| print::number::number(count as f64, messages);
    let counts = messages.added.replace("{new}", &number(added.new)).replace("{known}", &number(added.known));
    sheet.line(0, 2, &Line::default().plain(&counts));
    // A later batch may have joined a story of an earlier one to another: only what is there now counts.
    let changed = store.stories_of(&added.stories)?;
    if let Some(first) = changed.first() {
        sheet.heading(&messages.stories_changed);
        for story in &changed {
            print::story_row(&mut sheet, story, messages);
        }
        sheet.blank();
        let short = print::short_id(&first.id);
        sheet.line(0, 2, &Line::default().plain(&messages.next.replace("{id}", short)));
    }
    Ok(sheet.into_text())
}
