//! What the arguments of a command name, and the pages behind it.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use runut_text::Page;

use crate::{
    Capture, Error, Unfetched,
    fetch::{Client, FetchSettings, Fetching},
    folder,
    open::{Opened, Stream, open_fetched, open_file, open_stdin},
    row::Fields,
    sitemap::DEPTH_MAX,
};

/// One thing that pages can be read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file: a page, or many in one of the forms of [`Kind`](crate::Kind).
    File(PathBuf),
    /// What stands at an address of http or https: as of a file.
    Url(String),
    /// Everything that stdin gives: as of a file.
    Stdin,
}

/// How inputs are read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Under which names rows hold what.
    pub fields: Fields,
    /// Whether the pages that a feed links are fetched; else its entries are read as they stand in it.
    pub follow: bool,
    /// After so many pages no more are read.
    pub pages_max: Option<usize>,
    /// How pages are fetched.
    pub fetch: FetchSettings,
}

impl Input {
    /// Whether it is one page by its name, so that it can be counted before it is read.
    pub fn is_one_page(&self) -> bool {
        match self {
            Self::File(path) => {
                let name = path.to_string_lossy().to_ascii_lowercase();
                [".txt", ".html", ".htm", ".html.gz", ".htm.gz", ".txt.gz"]
                    .iter()
                    .any(|end| name.ends_with(end))
            }
            Self::Url(_) | Self::Stdin => false,
        }
    }
}

/// What `paths` name, in their order: a folder stands for the reports in it ([`folder`] says which), `-` for stdin,
/// what starts with `http://` or `https://` for what stands there, and anything else for itself. Nothing is opened yet
/// but the folders.
///
/// # Errors
/// Each entry is an error of its own: a path that is not there, a folder that cannot be listed.
pub fn inputs<P: AsRef<Path>>(paths: &[P]) -> Vec<Result<Input, Error>> {
    let mut all = Vec::new();
    for path in paths {
        let path = path.as_ref();
        if path == Path::new("-") {
            all.push(Ok(Input::Stdin));
            continue;
        }
        if let Some(url) = url(path) {
            all.push(Ok(Input::Url(url)));
            continue;
        }
        match path.metadata() {
            Ok(metadata) if metadata.is_dir() => all.extend(folder::walk(path)),
            Ok(_) => all.push(Ok(Input::File(path.to_owned()))),
            Err(error) => all.push(Err(Error::of(path, error))),
        }
    }
    all
}

/// The URL that a path is.
fn url(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    let is_url = ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    is_url.then(|| text.trim().to_owned())
}

/// The pages behind `inputs`, one at a time, in their order; an error where a page, a record or a file cannot be read,
/// and the rest after it. Memory is that of a few pages, however many there are.
///
/// # Network
/// URLs among the inputs are fetched, and those that a sitemap lists, or a feed where [`Options::follow`] says so:
/// those of one host one after the other, those of several hosts beside each other.
pub fn captures(inputs: Vec<Result<Input, Error>>, options: Options) -> Captures {
    Captures { levels: vec![Level::Named(inputs.into())], options: Arc::new(options), client: None, pages: 0 }
}

/// What is fetched at `urls`, by a client that may know their hosts already; as [`captures`] in all else.
pub fn captures_at(client: Arc<Client>, urls: Vec<String>, options: Options) -> Captures {
    let inputs = urls.into_iter().map(|url| Ok(Input::Url(url))).collect();
    Captures { client: Some(client), ..captures(inputs, options) }
}

/// The URLs that the feed or sitemap at `url` links, asked for now.
///
/// # Errors
/// Where it cannot be fetched, or is neither.
pub fn links(client: &Client, url: &str) -> Result<Vec<String>, Error> {
    let fetched = client
        .fetch_older(url, Duration::ZERO)
        .map_err(|problem| Error::Fetch { url: url.to_owned(), problem })?;
    match open_fetched(&fetched, &Options { follow: true, ..Options::default() })? {
        Opened::Links(urls) => Ok(urls),
        Opened::Pages(_) => Err(Error::Broken {
            origin: url.to_owned(),
            kind: "a feed",
            problem: "it is neither RSS, Atom, JSON Feed nor a sitemap".into(),
        }),
    }
}

/// [`captures`] in the usual way, without when they were made.
pub fn pages(inputs: Vec<Result<Input, Error>>) -> impl Iterator<Item = Result<Page, Error>> {
    captures(inputs, Options::default()).map(|capture| Ok(capture?.page))
}

/// See [`captures`].
pub struct Captures {
    /// What is being read; the last leads to pages within what the one before it names.
    levels: Vec<Level>,
    options: Arc<Options>,
    client: Option<Arc<Client>>,
    pages: usize,
}

enum Level {
    Named(VecDeque<Result<Input, Error>>),
    Pages(Stream),
    Fetching { fetching: Fetching, depth: u8 },
}

impl Captures {
    fn client(&mut self) -> Arc<Client> {
        let settings = &self.options.fetch;
        Arc::clone(self.client.get_or_insert_with(|| Arc::new(Client::of(settings.clone()))))
    }

    /// URLs that follow each other are fetched together.
    fn fetch(&mut self, urls: Vec<String>, depth: u8) {
        if !urls.is_empty() {
            let fetching = Fetching::of(self.client(), urls);
            self.levels.push(Level::Fetching { fetching, depth });
        }
    }

    fn opened(&mut self, opened: Result<Opened, Error>, depth: u8) -> Result<(), Error> {
        match opened? {
            Opened::Pages(pages) => self.levels.push(Level::Pages(pages)),
            Opened::Links(urls) if depth < DEPTH_MAX => self.fetch(urls, depth + 1),
            Opened::Links(urls) => {
                let url = urls.into_iter().next().unwrap_or_default();
                return Err(Error::Fetch { url, problem: Unfetched::TooDeep(depth) });
            }
        }
        Ok(())
    }

    /// One step: a page, an error, or nothing yet.
    fn step(&mut self) -> Option<Result<Capture, Error>> {
        let (opened, depth) = match self.levels.last_mut()? {
            Level::Pages(pages) => {
                let page = pages.next();
                if page.is_none() {
                    self.levels.pop();
                }
                return page;
            }
            Level::Fetching { fetching, depth } => {
                let depth = *depth;
                if let Some(fetched) = fetching.next() {
                    (fetched.and_then(|fetched| open_fetched(&fetched, &self.options)), depth)
                } else {
                    self.levels.pop();
                    return None;
                }
            }
            Level::Named(inputs) => match inputs.pop_front() {
                None => {
                    self.levels.pop();
                    return None;
                }
                Some(Err(error)) => return Some(Err(error)),
                Some(Ok(Input::File(path))) => (open_file(&path, &self.options), 0),
                Some(Ok(Input::Stdin)) => (open_stdin(&self.options), 0),
                Some(Ok(Input::Url(first))) => {
                    let mut urls = vec![first];
                    while let Some(Ok(Input::Url(_))) = inputs.front() {
                        if let Some(Ok(Input::Url(url))) = inputs.pop_front() {
                            urls.push(url);
                        }
                    }
                    self.fetch(urls, 0);
                    return None;
                }
            },
        };
        self.opened(opened, depth).err().map(Err)
    }
}

impl Iterator for Captures {
    type Item = Result<Capture, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.options.pages_max.is_some_and(|most| self.pages >= most) {
            self.levels.clear();
        }
        while !self.levels.is_empty() {
            if let Some(found) = self.step() {
                self.pages += usize::from(found.is_ok());
                return Some(found);
            }
        }
        None
    }
}
