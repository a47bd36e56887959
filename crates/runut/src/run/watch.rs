//! `runut watch`: polls feeds, and keeps what is new or changed.

use std::{
    collections::BTreeSet,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use runut_source::{Capture, Client, FetchSettings, Options};
use runut_store::{Added, Store};

use super::{Output, add, versions};
use crate::{
    args::Watch,
    pipeline,
    print::{Line, Sheet, number},
    report::{Outcome, Talk},
    settings::Settings,
    watchlist::Watchlist,
};

/// So many new reports are kept at once: what was kept survives whatever comes after.
const REPORTS_AT_ONCE_MAX: usize = 256;

/// Runs the command: it ends when it is interrupted, or after one poll of each feed where that is asked for.
///
/// # Errors
/// Where the list or the store fails; a feed or page that cannot be had is told, and the rest goes on.
pub(crate) fn run(args: &Watch, settings: &Settings) -> anyhow::Result<Outcome> {
    let list = Watchlist::of(&args.feeds)?;
    let mut store = Store::open(&settings.store()?)?;
    let fetch = FetchSettings { max_age: list.recheck, ..args.fetch.settings() };
    let client = Arc::new(Client::of(fetch));
    let mut due: Vec<Instant> = vec![Instant::now(); list.feeds.len()];
    loop {
        let now = Instant::now();
        let mut urls = Vec::new();
        let mut talk = Talk::on(None, false);
        let mut polled = 0;
        for (feed, due) in list.feeds.iter().zip(&mut due).filter(|(_, due)| **due <= now) {
            *due = now + feed.every;
            polled += 1;
            match runut_source::links(&client, &feed.url) {
                Ok(links) => urls.extend(links),
                Err(error) => talk.error(&error.into()),
            }
        }
        let mut poll = Poll { store: &mut store, args, settings, new: 0, changed: 0, known: 0 };
        poll.take(&client, urls, &mut talk)?;
        let found = poll.new + poll.changed > 0;
        if !args.json {
            let line = poll.summary(polled);
            let mut out = Output::new(settings);
            out.text(&line)?;
            out.flush()?;
        }
        let ended = talk.end(found);
        if args.once {
            return Ok(ended);
        }
        let next = due.iter().min().copied().unwrap_or(now);
        thread::sleep(next.saturating_duration_since(Instant::now()).max(Duration::from_millis(100)));
    }
}

/// One poll of the feeds that were due.
struct Poll<'a> {
    store: &'a mut Store,
    args: &'a Watch,
    settings: &'a Settings,
    new: usize,
    changed: usize,
    known: usize,
}

impl Poll<'_> {
    /// Fetches what the feeds link, each once, and keeps what the store does not have.
    fn take(&mut self, client: &Arc<Client>, urls: Vec<String>, talk: &mut Talk) -> anyhow::Result<()> {
        let mut seen = BTreeSet::new();
        let urls: Vec<String> = urls.into_iter().filter(|url| seen.insert(url.clone())).collect();
        let mut batch = Vec::new();
        for capture in runut_source::captures_at(Arc::clone(client), urls, Options::default()) {
            match capture {
                Ok(capture) => self.sift(&capture, &mut batch, talk)?,
                Err(error) => talk.error(&error.into()),
            }
            if batch.len() == REPORTS_AT_ONCE_MAX {
                self.keep(&mut batch)?;
            }
        }
        self.keep(&mut batch)
    }

    /// Reads a page, and lays by what is new.
    fn sift(
        &mut self,
        capture: &Capture,
        batch: &mut Vec<(bool, add::Kept)>,
        talk: &mut Talk,
    ) -> anyhow::Result<()> {
        let origin = &capture.page.origin;
        if self.store.has(origin, &capture.page)? {
            self.known += 1;
            return Ok(());
        }
        let reading = match pipeline::read_page(&capture.page) {
            Ok(reading) => reading,
            Err(error) => {
                talk.error(&error);
                return Ok(());
            }
        };
        let is_known = self.store.knows(origin)?;
        if is_known && self.store.says_the_same(origin, &reading)? {
            self.known += 1;
        } else {
            batch.push((is_known, add::kept(capture, reading)));
        }
        Ok(())
    }

    /// Keeps the batch, and says what is in it.
    fn keep(&mut self, batch: &mut Vec<(bool, add::Kept)>) -> anyhow::Result<()> {
        let (changed, mut kept): (Vec<bool>, Vec<add::Kept>) = batch.drain(..).unzip();
        let digests: Vec<String> = kept.iter().map(|(page, ..)| page.digest().to_string()).collect();
        add::add(self.store, &mut kept, &mut Added::default())?;
        let mut out = Output::new(self.settings);
        for (changed, digest) in changed.into_iter().zip(digests) {
            *(if changed { &mut self.changed } else { &mut self.new }) += 1;
            self.tell(changed, &digest, &mut out)?;
        }
        out.flush()
    }

    fn tell(&self, changed: bool, digest: &str, out: &mut Output) -> anyhow::Result<()> {
        let row = self.store.report(digest)?.row;
        let version = self.store.versions(digest)?.into_iter().rev().find(|version| version.digest == digest);
        if self.args.json {
            let mut told = version.as_ref().map_or_else(|| serde_json::json!({}), versions::json);
            told["event"] = if changed { "changed".into() } else { "new".into() };
            told["title"] = row.title.into();
            told["outlet"] = row.outlet.into();
            return out.json(&told);
        }
        let messages = &self.settings.messages;
        let word = if changed { &messages.watch_changed } else { &messages.watch_new };
        let mut sheet = Sheet::of(self.settings.width);
        let title = row.title.as_deref().unwrap_or(&messages.no_headline);
        sheet.line(0, 2, &Line::default().plain(&format!("{word}: {title}  ({})", row.id)));
        if let Some(version) = version.filter(|_| changed) {
            versions::show(&mut sheet, &version);
        }
        out.text(&sheet.into_text())
    }

    fn summary(&self, polled: usize) -> String {
        let messages = &self.settings.messages;
        let shown = |count: usize| number::number(count as f64, messages);
        let line = messages.watched.replace("{feeds}", &messages.count(&messages.feeds_count, polled));
        let line = line.replace("{new}", &shown(self.new)).replace("{changed}", &shown(self.changed));
        line.replace("{known}", &shown(self.known)) + "\n"
    }
}
