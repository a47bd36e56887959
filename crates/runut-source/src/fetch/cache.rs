//! Fetched pages on disk: what was fetched is not fetched again, and what was begun goes on where it stopped.
//!
//! Each URL has two files, named by its digest: the bytes as they came over the line, and what the host told of them.
//! The folder may be deleted at any time.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use runut_text::Digest;
use serde::{Deserialize, Serialize};

/// What nobody asked for in so long is deleted.
const UNUSED_MAX: Duration = Duration::from_secs(60 * 60 * 24 * 30);

/// The files of one URL.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    stem: PathBuf,
}

/// What a host told of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    /// The URL that was asked for.
    pub(super) url: String,
    /// The URL that answered, after redirects.
    pub(super) final_url: String,
    /// When it was last asked, RFC 3339.
    pub(super) asked_at: String,
    /// When these bytes came, RFC 3339.
    pub(super) fetched_at: String,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    pub(super) content_type: String,
}

impl Entry {
    /// The entry of `url` below `folder`.
    pub(super) fn of(folder: &Path, url: &str) -> Self {
        let digest = Digest::of(url.as_bytes()).to_string();
        Self { stem: folder.join(&digest[..2]).join(&digest[2..42]) }
    }

    pub(super) fn body(&self) -> PathBuf {
        self.stem.with_extension("page")
    }

    /// The beginning of a page that is not all there.
    pub(super) fn part(&self) -> PathBuf {
        self.stem.with_extension("part")
    }

    /// What was told of the kept page; `None` where none is kept whole.
    pub(super) fn told(&self) -> Option<Told> {
        self.body().exists().then(|| read(&self.stem.with_extension("json"))).flatten()
    }

    /// How much of the page is there, and what was told of it.
    pub(super) fn begun(&self) -> Option<(u64, Told)> {
        let len = fs::metadata(self.part()).ok()?.len();
        let told = read(&self.stem.with_extension("part.json"))?;
        (len > 0).then_some((len, told))
    }

    /// Opens the part for writing, after the first `len` bytes of it.
    pub(super) fn begin(&self, len: u64, told: &Told) -> io::Result<File> {
        use std::io::{Seek as _, SeekFrom};
        if let Some(folder) = self.stem.parent() {
            fs::create_dir_all(folder)?;
        }
        write(&self.stem.with_extension("part.json"), told)?;
        let mut file = File::options().create(true).write(true).truncate(false).open(self.part())?;
        file.set_len(len)?;
        file.seek(SeekFrom::Start(len))?;
        Ok(file)
    }

    /// The part is whole now.
    pub(super) fn finish(&self, told: &Told) -> io::Result<()> {
        fs::rename(self.part(), self.body())?;
        let _ = fs::remove_file(self.stem.with_extension("part.json"));
        self.keep(told)
    }

    /// Keeps what was told anew of the same bytes.
    pub(super) fn keep(&self, told: &Told) -> io::Result<()> {
        write(&self.stem.with_extension("json"), told)
    }

    /// Forgets a part that leads nowhere.
    pub(super) fn forget(&self) {
        let _ = fs::remove_file(self.part());
        let _ = fs::remove_file(self.stem.with_extension("part.json"));
    }
}

fn read(path: &Path) -> Option<Told> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

/// Whole or not at all.
fn write(path: &Path, told: &Told) -> io::Result<()> {
    let json = serde_json::to_vec(told).map_err(io::Error::other)?;
    let mut fresh = path.as_os_str().to_owned();
    fresh.push(".new");
    fs::write(&fresh, json)?;
    fs::rename(&fresh, path)
}

/// Deletes what is old; whatever fails here is no matter.
pub(super) fn tidy(folder: &Path) {
    let is_old = |path: &Path| {
        let changed = fs::metadata(path).and_then(|about| about.modified());
        changed.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > UNUSED_MAX))
    };
    for below in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = below.path();
        // Only what this file made: two digits of a digest.
        if path.file_name().is_none_or(|name| name.len() != 2) {
            continue;
        }
        for file in fs::read_dir(path).into_iter().flatten().flatten() {
            let told = file.path().with_extension("json");
            if is_old(&file.path()) && (!told.exists() || is_old(&told)) {
                let _ = fs::remove_file(file.path());
            }
        }
    }
}
