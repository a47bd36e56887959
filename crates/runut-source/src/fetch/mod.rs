//! Pages over HTTP, as a guest: `robots.txt` is asked first, a host is asked one thing at a time with a pause between,
//! and nothing twice that was fetched a moment ago or has not changed since.

mod address;
mod answer;
mod cache;
mod host;
mod many;

use std::{
    collections::HashMap,
    env, io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use cache::Entry;
use host::Host;
pub(crate) use many::Fetching;
use ureq::{
    Agent, Body,
    http::{Response, header},
    unversioned::{resolver::DefaultResolver, transport::DefaultConnector},
};
use url::Url;

use crate::{Unfetched, capture};

/// Redirects that are followed.
const REDIRECTS_MAX: usize = 8;
/// How often a host that fails, or asks for patience, is asked again.
const ATTEMPTS_MAX: u32 = 3;
/// No longer is waited because a host asks for patience.
const PATIENCE_MAX: Duration = Duration::from_secs(60);

/// How pages are fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchSettings {
    /// Folder that keeps what was fetched.
    pub cache: PathBuf,
    /// By this name runut asks, and looks for rules in `robots.txt`.
    pub agent: String,
    /// The least pause between two requests to a host; one that its `robots.txt` asks for may be longer.
    pub delay: Duration,
    /// What was fetched within this time is not asked for again.
    pub max_age: Duration,
    /// How long a host may take to answer, and then for each piece of the answer.
    pub timeout: Duration,
    /// Whether hosts in private networks and on this machine may be asked.
    pub allow_private: bool,
}

impl Default for FetchSettings {
    fn default() -> Self {
        Self {
            cache: env::temp_dir().join("runut-fetched"),
            agent: concat!("runut/", env!("CARGO_PKG_VERSION")).to_owned(),
            delay: Duration::from_secs(1),
            max_age: Duration::from_secs(60 * 60),
            timeout: Duration::from_secs(30),
            allow_private: false,
        }
    }
}

/// What was fetched, on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The file of its bytes, perhaps packed with gzip.
    pub path: PathBuf,
    /// The URL that answered, after redirects.
    pub url: String,
    /// When these bytes came, RFC 3339 in UTC.
    pub fetched_at: String,
    /// Whether they came now, and not from the folder.
    pub is_new: bool,
}

/// Asks hosts, and remembers what each of them wants.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    settings: FetchSettings,
    hosts: Mutex<HashMap<String, Arc<Mutex<Host>>>>,
}

impl Client {
    /// A client with these settings.
    pub fn of(settings: FetchSettings) -> Self {
        let config = Agent::config_builder()
            .user_agent(settings.agent.as_str())
            // A proxy would resolve names itself, past the guard.
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .accept_encoding("gzip")
            .timeout_resolve(Some(settings.timeout))
            .timeout_connect(Some(settings.timeout))
            .timeout_recv_response(Some(settings.timeout))
            .timeout_per_read(Some(settings.timeout))
            .build();
        let guard =
            address::Guard { allow_private: settings.allow_private, inner: DefaultResolver::default() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        cache::tidy(&settings.cache);
        Self { agent, settings, hosts: Mutex::default() }
    }

    /// Fetches what stands at `url`, or takes it from the folder where it is fresh.
    ///
    /// # Errors
    /// Where it may not be had, by the host's wish or by ours, or cannot be.
    pub fn fetch(&self, url: &str) -> Result<Fetched, Unfetched> {
        self.fetch_older(url, self.settings.max_age)
    }

    /// As [`Client::fetch`], asking the host where what is kept is older than `max_age`.
    ///
    /// # Errors
    /// As [`Client::fetch`].
    pub fn fetch_older(&self, url: &str, max_age: Duration) -> Result<Fetched, Unfetched> {
        let asked = parse(url)?;
        let entry = Entry::of(&self.settings.cache, asked.as_str());
        let told = entry.told();
        if let Some(told) = &told
            && age(&told.asked_at).is_some_and(|age| age <= max_age)
        {
            return Ok(fetched(&entry, told, false));
        }
        let mut at = asked.clone();
        for _ in 0..=REDIRECTS_MAX {
            match self.ask(&asked, &at, &entry, told.as_ref())? {
                Answer::Page(fetched) => return Ok(fetched),
                Answer::Elsewhere(next) => at = next,
            }
        }
        Err(Unfetched::Redirects(REDIRECTS_MAX + 1))
    }

    /// Asks one host, as often as it takes.
    fn ask(
        &self,
        asked: &Url,
        at: &Url,
        entry: &Entry,
        told: Option<&cache::Told>,
    ) -> Result<Answer, Unfetched> {
        let host = self.host(at);
        let mut host = host.lock().unwrap_or_else(PoisonError::into_inner);
        if !host.allows(self, at)? {
            return Err(Unfetched::Robots(name(at)));
        }
        let mut attempt = 1;
        loop {
            host.wait(self.settings.delay);
            let begun = entry.begun().filter(|(_, told)| told.final_url == at.as_str());
            let answer = self.request(at, told, begun.as_ref()).and_then(|answer| {
                answer::take(answer, asked, at, entry, told, begun.as_ref(), self.settings.timeout)
            });
            host.asked();
            let pause = match &answer {
                Err(answer::Failed::Again(pause, _)) if attempt < ATTEMPTS_MAX => *pause,
                _ => return answer.map_err(answer::Failed::into_inner),
            };
            let usual = self.settings.delay.max(Duration::from_millis(200)) * 2_u32.pow(attempt);
            std::thread::sleep(pause.unwrap_or(usual).min(PATIENCE_MAX));
            attempt += 1;
        }
    }

    fn request(
        &self,
        at: &Url,
        told: Option<&cache::Told>,
        begun: Option<&(u64, cache::Told)>,
    ) -> Result<Response<Body>, answer::Failed> {
        let mut request = self.agent.get(at.as_str()).header(header::ACCEPT, ACCEPT);
        if let Some((len, told)) = begun
            && let Some(same) = told.etag.as_ref().or(told.last_modified.as_ref())
        {
            request = request.header(header::RANGE, format!("bytes={len}-")).header(header::IF_RANGE, same);
        } else if let Some(told) = told.filter(|told| told.final_url == at.as_str()) {
            if let Some(etag) = &told.etag {
                request = request.header(header::IF_NONE_MATCH, etag);
            }
            if let Some(at) = &told.last_modified {
                request = request.header(header::IF_MODIFIED_SINCE, at);
            }
        }
        request.call().map_err(|error| answer::Failed::of(&error, at, self.settings.timeout))
    }

    /// What is known of the host of a URL.
    fn host(&self, at: &Url) -> Arc<Mutex<Host>> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(hosts.entry(at.authority().to_owned()).or_default())
    }
}

/// What pages, feeds and archives are sent as.
const ACCEPT: &str =
    "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json;q=0.9,*/*;q=0.5";

/// What one host said.
enum Answer {
    Page(Fetched),
    Elsewhere(Url),
}

/// A URL that can be asked, without its fragment.
fn parse(url: &str) -> Result<Url, Unfetched> {
    let mut url = Url::parse(url).map_err(|_| Unfetched::NoUrl)?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(Unfetched::NoUrl);
    }
    url.set_fragment(None);
    Ok(url)
}

/// Its host, as messages call it.
fn name(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

fn fetched(entry: &Entry, told: &cache::Told, is_new: bool) -> Fetched {
    Fetched { path: entry.body(), url: told.final_url.clone(), fetched_at: told.fetched_at.clone(), is_new }
}

/// How long ago a moment was.
fn age(moment: &str) -> Option<Duration> {
    let moment: jiff::Timestamp = moment.parse().ok()?;
    jiff::Timestamp::now().duration_since(moment).try_into().ok()
}

/// What the disk said, for people.
fn disk(error: &io::Error, entry: &Entry) -> Unfetched {
    let folder = entry.part();
    let folder = folder.parent().unwrap_or(&folder).display().to_string();
    Unfetched::Other(format!("it cannot be kept in `{folder}`: {error}"))
}

/// Now, as [`cache::Told`] keeps it.
fn now() -> String {
    capture::now()
}
