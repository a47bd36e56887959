//! Many URLs at once: hosts beside each other, the pages of a host one after the other, and all handed on in order.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use super::{Client, Fetched, parse};
use crate::{Error, Unfetched};

/// So many hosts are asked at once.
const THREADS_MAX: usize = 8;
/// So far ahead of the page that is wanted next.
const AHEAD_MAX: usize = 256;

/// URLs on their way, in their order.
pub(crate) struct Fetching {
    shared: Arc<Shared>,
    len: usize,
}

struct Shared {
    client: Arc<Client>,
    work: Mutex<Work>,
    changed: Condvar,
}

struct Work {
    /// Each with its host; `None` once it is taken.
    urls: Vec<Option<(String, String)>>,
    /// All before this one are taken.
    taken: usize,
    /// The one to hand on next.
    next: usize,
    done: BTreeMap<usize, (String, Result<Fetched, Unfetched>)>,
    busy: HashSet<String>,
    stopped: bool,
}

impl Shared {
    fn work(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, work: MutexGuard<'a, Work>) -> MutexGuard<'a, Work> {
        self.changed.wait(work).unwrap_or_else(PoisonError::into_inner)
    }
}

impl Work {
    /// The first URL whose host is idle.
    fn take(&mut self) -> Option<(usize, String, String)> {
        let end = (self.next + AHEAD_MAX).min(self.urls.len());
        let start = self.taken.min(end);
        let busy = &self.busy;
        let is_free =
            |url: &Option<(String, String)>| url.as_ref().is_some_and(|(_, host)| !busy.contains(host));
        let at = start + self.urls[start..end].iter().position(is_free)?;
        let (url, host) = self.urls[at].take()?;
        while self.urls.get(self.taken).is_some_and(Option::is_none) {
            self.taken += 1;
        }
        self.busy.insert(host.clone());
        Some((at, url, host))
    }
}

impl Fetching {
    /// Starts to fetch.
    pub(crate) fn of(client: Arc<Client>, urls: Vec<String>) -> Self {
        let len = urls.len();
        let host = |url: &str| parse(url).map_or_else(|_| String::new(), |url| url.authority().to_owned());
        let urls: Vec<_> = urls
            .into_iter()
            .map(|url| {
                let host = host(&url);
                Some((url, host))
            })
            .collect();
        let hosts: HashSet<&str> = urls.iter().flatten().map(|(_, host)| host.as_str()).collect();
        let threads = hosts.len().clamp(1, THREADS_MAX);
        let work =
            Work { urls, taken: 0, next: 0, done: BTreeMap::new(), busy: HashSet::new(), stopped: false };
        let shared = Arc::new(Shared { client, work: Mutex::new(work), changed: Condvar::new() });
        for _ in 0..threads {
            let shared = Arc::clone(&shared);
            thread::spawn(move || fetch_all(&shared));
        }
        Self { shared, len }
    }
}

fn fetch_all(shared: &Shared) {
    let mut work = shared.work();
    while !work.stopped && work.taken < work.urls.len() {
        let Some((at, url, host)) = work.take() else {
            work = shared.wait(work);
            continue;
        };
        drop(work);
        let fetched = shared.client.fetch(&url);
        work = shared.work();
        work.busy.remove(&host);
        work.done.insert(at, (url, fetched));
        shared.changed.notify_all();
    }
}

impl Iterator for Fetching {
    type Item = Result<Fetched, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut work = self.shared.work();
        let next = work.next;
        if next == self.len {
            return None;
        }
        let (url, fetched) = loop {
            if let Some(done) = work.done.remove(&next) {
                break done;
            }
            work = self.shared.wait(work);
        };
        work.next += 1;
        self.shared.changed.notify_all();
        Some(fetched.map_err(|problem| Error::Fetch { url, problem }))
    }
}

impl Drop for Fetching {
    fn drop(&mut self) {
        // Who is asking finishes what is begun; nobody begins anew.
        self.shared.work().stopped = true;
        self.shared.changed.notify_all();
    }
}
