//! Pages to readings on several threads, in the order in which the pages were named.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context as _, anyhow};
use rayon::prelude::*;
use runut_claim::Reading;
use runut_source::{Capture, Input, Options};
use runut_text::Page;

use crate::{
    args::Sources,
    packs::packs,
    report::{Hinted, Talk},
};

/// A batch is read by all threads and then handed on in order: it ends at so many reports ...
const BATCH_REPORTS_MAX: usize = 256;
/// ... or at so many bytes of pages, so that memory stays bounded where pages are long.
const BATCH_BYTES_MAX: usize = 8 << 20;
/// ... or after this time, so that nobody waits for hosts that are asked with pauses.
const BATCH_TIME_MAX: Duration = Duration::from_millis(500);

/// What the paths of a command name, and those of its list.
///
/// # Errors
/// Where the list cannot be read, or list and page both want stdin.
pub(crate) fn inputs(sources: &Sources) -> anyhow::Result<Inputs> {
    let mut paths: Vec<PathBuf> = sources.paths.clone();
    let stdin = PathBuf::from("-");
    if let Some(list) = &sources.paths_from {
        let listed = runut_source::paths_from(list)?;
        if *list == stdin && (paths.contains(&stdin) || listed.contains(&stdin)) {
            return Err(anyhow!(Hinted {
                message: "`-` stands for both a report and the list of paths, and stdin can be read but once"
                    .into(),
                hint: "put the list in a file".into(),
            }));
        }
        paths.extend(listed);
    }
    Ok(Inputs { named: runut_source::inputs(&paths), options: sources.how.options() })
}

/// What the arguments of a command name, and how it is read.
#[derive(Debug)]
pub(crate) struct Inputs {
    named: Vec<Result<Input, runut_source::Error>>,
    options: Options,
}

impl Inputs {
    /// Whether nothing is named.
    pub(crate) fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// How many pages there are at most; `None` where some hold many.
    pub(crate) fn len(&self) -> Option<usize> {
        let all_single = self.named.iter().flatten().all(Input::is_one_page);
        all_single.then_some(self.named.len())
    }
}

/// Reads every input, makes `make` of each reading on the thread that read it, and gives that to `each` in the order of
/// the inputs. An input that cannot be read is told to `talk`, and the rest goes on.
///
/// # Errors
/// The first error of `each` ends the work.
pub(crate) fn read_each<T: Send>(
    inputs: Inputs,
    threads: usize,
    talk: &mut Talk,
    make: impl Fn(&Capture, Reading) -> anyhow::Result<T> + Sync,
    each: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    each_capture(inputs, threads, talk, |capture| make(capture, read_page(&capture.page)?), each)
}

/// Makes `make` of the page of every input, on several threads, and gives that to `each` in the order of the inputs. An
/// input that cannot be read is told to `talk`, and the rest goes on.
///
/// # Errors
/// The first error of `each` ends the work.
pub(crate) fn each_page<T: Send>(
    inputs: Inputs,
    threads: usize,
    talk: &mut Talk,
    make: impl Fn(&Page) -> anyhow::Result<T> + Sync,
    each: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    each_capture(inputs, threads, talk, |capture| make(&capture.page), each)
}

fn each_capture<T: Send>(
    inputs: Inputs,
    threads: usize,
    talk: &mut Talk,
    make: impl Fn(&Capture) -> anyhow::Result<T> + Sync,
    mut each: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let read = |capture: Result<Capture, runut_source::Error>| -> anyhow::Result<T> { make(&capture?) };
    let mut hand_on = |result: anyhow::Result<T>| {
        talk.step();
        match result {
            Ok(product) => each(product),
            Err(error) => {
                talk.error(&error);
                Ok(())
            }
        }
    };
    let threads = threads.min(inputs.len().unwrap_or(usize::MAX));
    let mut pages = runut_source::captures(inputs.named, inputs.options);
    if threads <= 1 {
        return pages.try_for_each(|page| hand_on(read(page)));
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .with_context(|| format!("cannot start {threads} threads"))?;
    loop {
        let batch = next_batch(&mut pages);
        if batch.is_empty() {
            return Ok(());
        }
        let results: Vec<_> = pool.install(|| batch.into_par_iter().map(&read).collect());
        results.into_iter().try_for_each(&mut hand_on)?;
    }
}

/// The readings as a store would keep them: each page once, under the least of its ids, and no two under one id.
pub(crate) fn distinct(mut readings: Vec<Reading>) -> Vec<Reading> {
    readings.sort_by(|a, b| {
        let key = |reading: &Reading| (reading.article.digest, reading.article.id.clone());
        key(a).cmp(&key(b)).then_with(|| a.article.origin.cmp(&b.article.origin))
    });
    readings.dedup_by_key(|reading| reading.article.digest);
    let named: Vec<(String, String)> = readings
        .iter()
        .map(|Reading { article, .. }| {
            (article.digest.map(|digest| digest.to_string()).unwrap_or_default(), article.id.clone())
        })
        .collect();
    let ids = runut_store::shown_ids(named.iter().map(|(digest, stem)| (digest.as_str(), stem.as_str())));
    for (reading, (digest, _)) in readings.iter_mut().zip(&named) {
        reading.article.id.clone_from(&ids[digest.as_str()]);
    }
    readings
}

fn next_batch<E>(pages: &mut impl Iterator<Item = Result<Capture, E>>) -> Vec<Result<Capture, E>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    let started = Instant::now();
    while batch.len() < BATCH_REPORTS_MAX && bytes < BATCH_BYTES_MAX && started.elapsed() < BATCH_TIME_MAX {
        let Some(capture) = pages.next() else { break };
        bytes += capture.as_ref().map_or(0, |capture| capture.page.bytes.len());
        batch.push(capture);
    }
    batch
}

/// Reads one page. A reader never fails by design; where one does all the same, the other pages must not suffer for it.
pub(crate) fn read_page(page: &Page) -> anyhow::Result<Reading> {
    let packs = packs();
    catch_unwind(AssertUnwindSafe(|| {
        let (article, notes) = runut_article::read(page, packs);
        runut_claim::read(article, notes, packs)
    }))
    .map_err(|_| {
        anyhow!(Hinted {
            message: format!("reading `{}` broke the reader", page.origin),
            hint: "this is a mistake in runut and not in the page: please report it with the page".into(),
        })
    })
}
