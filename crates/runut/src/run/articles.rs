//! A file of many articles, with a bar of how much of it is read, and the threads that work on it.

use std::sync::{
    OnceLock,
    atomic::{AtomicU64, Ordering},
};

use anyhow::Context as _;
use runut_source::ArticleLines;

use crate::{args::Articles, report::bytes_bar, settings::Settings};

/// The bar of this process: there is one file of articles to a command.
static BAR: OnceLock<indicatif::ProgressBar> = OnceLock::new();
/// Bytes read in this pass.
static READ: AtomicU64 = AtomicU64::new(0);

/// Opens the file; a bar shows each pass over it where `bar` is set.
///
/// # Errors
/// Where it cannot be had.
pub(crate) fn open(articles: &Articles, bar: bool) -> anyhow::Result<ArticleLines> {
    let lines = ArticleLines::open(&articles.path, progress)?;
    if bar {
        BAR.get_or_init(|| bytes_bar(runut_group::Corpus::size_bytes(&lines)));
    }
    Ok(lines)
}

fn progress(bytes: u64) {
    let Some(bar) = BAR.get() else { return };
    let read = if bytes == 0 {
        READ.store(0, Ordering::Relaxed);
        0
    } else {
        READ.fetch_add(bytes, Ordering::Relaxed) + bytes
    };
    bar.set_position(read);
}

/// Takes the bar away.
pub(crate) fn done() {
    if let Some(bar) = BAR.get() {
        bar.finish_and_clear();
    }
}

/// Works with as many threads as the settings want.
///
/// # Errors
/// Where these cannot be started, and those of the work.
pub(crate) fn with_threads<T: Send>(
    settings: &Settings,
    work: impl FnOnce() -> anyhow::Result<T> + Send,
) -> anyhow::Result<T> {
    let threads = settings.threads;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .with_context(|| format!("cannot start {threads} threads"))?;
    let result = pool.install(work);
    done();
    result
}
