//! WACZ: a ZIP with the WARCs of a crawl below `archive/`.
//!
//! # Source
//! <https://specs.webrecorder.net/wacz/1.1.1/>.

use std::{
    fs::File,
    io::{BufReader, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
};

use flate2::bufread::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use crate::{
    Capture, Error,
    unpack::{BUFFER_BYTES, Bytes, unpack},
    warc::Records,
};

/// WARCs of one file.
const PARTS_MAX: usize = 100_000;

/// One WARC in the ZIP: where its bytes lie.
struct Part {
    name: String,
    start: u64,
    len: u64,
    is_deflated: bool,
}

/// The pages of all WARCs in the file at `path`, in the order of their names.
///
/// # Errors
/// Where it is no ZIP, or holds no WARC.
pub(crate) fn captures(
    path: &Path,
    origin: &str,
) -> Result<impl Iterator<Item = Result<Capture, Error>> + Send + use<>, Error> {
    let broken = |problem: String| Error::Broken { origin: origin.to_owned(), kind: "WACZ", problem };
    let file = File::open(path).map_err(|error| Error::of(path, error))?;
    let parts = parts(file).map_err(broken)?;
    if parts.is_empty() {
        return Err(Error::Broken {
            origin: origin.to_owned(),
            kind: "WACZ",
            problem: "it holds no WARC below `archive/`".into(),
        });
    }
    let (path, origin) = (PathBuf::from(path), origin.to_owned());
    Ok(parts.into_iter().flat_map(move |part| {
        let origin = format!("{origin}!{}", part.name);
        let pages: Box<dyn Iterator<Item = Result<Capture, Error>> + Send> = match open(&path, &part) {
            Ok(bytes) => match unpack(bytes) {
                Ok(bytes) => Box::new(Records::of(bytes, &origin)),
                Err(error) => Box::new(std::iter::once(Err(Error::of(&path, error)))),
            },
            Err(error) => Box::new(std::iter::once(Err(error))),
        };
        pages
    }))
}

fn parts(file: File) -> Result<Vec<Part>, String> {
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| error.to_string())?;
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let entry = zip.by_index_raw(index).map_err(|error| error.to_string())?;
        let name = entry.name().map_err(|error| error.to_string())?.into_owned();
        let lower = name.to_ascii_lowercase();
        let is_warc = [".warc", ".warc.gz", ".warc.zst"].iter().any(|ending| lower.ends_with(ending));
        if !is_warc {
            continue;
        }
        let is_deflated = match entry.compression() {
            CompressionMethod::Stored => false,
            CompressionMethod::Deflated => true,
            other => return Err(format!("`{name}` is packed as {other}")),
        };
        let start = entry.data_start().ok_or_else(|| format!("`{name}` has no place in it"))?;
        let len = entry.compressed_size();
        parts.push(Part { name, start, len, is_deflated });
        if parts.len() > PARTS_MAX {
            return Err(format!("it holds more than {PARTS_MAX} WARCs"));
        }
    }
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(parts)
}

fn open(path: &Path, part: &Part) -> Result<Bytes, Error> {
    let at = |error| Error::of(path, error);
    let mut file = File::open(path).map_err(at)?;
    file.seek(SeekFrom::Start(part.start)).map_err(at)?;
    let bytes = BufReader::with_capacity(BUFFER_BYTES, file.take(part.len));
    if part.is_deflated {
        return Ok(Box::new(BufReader::with_capacity(BUFFER_BYTES, DeflateDecoder::new(bytes))));
    }
    Ok(Box::new(bytes))
}
