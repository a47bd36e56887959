//! A file, stdin or an answer of a host, opened as what it holds.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use runut_text::Page;

use crate::{
    Capture, Error, Options, PAGE_BYTES_MAX,
    capture::id_of,
    csv,
    feed::{self, feed_entries},
    fetch::Fetched,
    jsonl,
    kind::{self, Kind, LOOK_BYTES, Packing, packing},
    sitemap::sitemap,
    unpack::{BUFFER_BYTES, Bytes, Unpacked, unpack},
    wacz,
    warc::Records,
};

/// Files shorter than this are read at once.
const WHOLE_BYTES_MAX: u64 = 2 << 20;

/// Pages, one at a time.
pub(crate) type Stream = Box<dyn Iterator<Item = Result<Capture, Error>> + Send>;

/// What was found behind a name.
pub(crate) enum Opened {
    /// Pages.
    Pages(Stream),
    /// URLs of pages, or of what leads to pages.
    Links(Vec<String>),
}

/// Where bytes come from, and what a page is called that is all of them.
struct Place<'a> {
    path: &'a Path,
    origin: &'a str,
    id: String,
    captured_at: Option<String>,
    /// Bytes that it probably has.
    len: u64,
}

pub(crate) fn open_file(path: &Path, options: &Options) -> Result<Opened, Error> {
    let origin = path.display().to_string();
    open_at(Place { path, origin: &origin, id: stem(path), captured_at: None, len: 0 }, options)
}

pub(crate) fn open_fetched(fetched: &Fetched, options: &Options) -> Result<Opened, Error> {
    let (path, origin) = (fetched.path.as_path(), fetched.url.as_str());
    let captured_at = Some(fetched.fetched_at.clone());
    open_at(Place { path, origin, id: id_of(origin), captured_at, len: 0 }, options)
}

pub(crate) fn open_stdin(options: &Options) -> Result<Opened, Error> {
    let path = Path::new("stdin");
    let bytes: Bytes = Box::new(BufReader::with_capacity(BUFFER_BYTES, io::stdin()));
    let place = Place { path, origin: "stdin", id: "stdin".into(), captured_at: None, len: 0 };
    open_bytes(bytes, place, options)
}

fn open_at(mut place: Place, options: &Options) -> Result<Opened, Error> {
    let path = place.path;
    let at = |error| Error::of(path, error);
    let mut file = File::open(place.path).map_err(at)?;
    place.len = file.metadata().map_or(0, |about| about.len());
    if place.len < WHOLE_BYTES_MAX {
        let mut whole = Vec::with_capacity(place.len as usize + 1);
        file.by_ref().take(WHOLE_BYTES_MAX).read_to_end(&mut whole).map_err(at)?;
        // A file that grew since, or that has no length, is read on below.
        if (whole.len() as u64) < WHOLE_BYTES_MAX {
            let kind = kind::kind(place.origin, &whole[..whole.len().min(LOOK_BYTES)]);
            if kind == Kind::Page && packing(&whole) == Packing::Not {
                let page = Page { id: place.id, origin: place.origin.to_owned(), bytes: whole };
                let capture = Capture { page, captured_at: place.captured_at };
                return Ok(Opened::Pages(Box::new(std::iter::once(Ok(capture)))));
            }
            return open_kind(kind, Box::new(io::Cursor::new(whole)), place, options);
        }
        return open_stream(io::Cursor::new(whole).chain(file), place, options);
    }
    open_stream(file, place, options)
}

fn open_stream(bytes: impl Read + Send + 'static, place: Place, options: &Options) -> Result<Opened, Error> {
    let mut bytes = BufReader::with_capacity(BUFFER_BYTES, bytes);
    let kind = kind::kind(place.origin, look(&mut bytes).map_err(|error| Error::of(place.path, error))?);
    open_kind(kind, Box::new(bytes), place, options)
}

fn open_kind(kind: Kind, bytes: Bytes, place: Place, options: &Options) -> Result<Opened, Error> {
    match kind {
        Kind::Wacz => Ok(Opened::Pages(Box::new(wacz::captures(place.path, place.origin)?))),
        Kind::Parquet => parquet(place.path, place.origin, options),
        _ => open_bytes(bytes, place, options),
    }
}

#[cfg(feature = "parquet")]
fn parquet(path: &Path, origin: &str, options: &Options) -> Result<Opened, Error> {
    let file = File::open(path).map_err(|error| Error::of(path, error))?;
    Ok(Opened::Pages(Box::new(crate::parquet::rows(file, origin, &options.fields))))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &Path, origin: &str, _: &Options) -> Result<Opened, Error> {
    let problem = "this runut was built without the feature `parquet`".into();
    Err(Error::Broken { origin: origin.to_owned(), kind: "Parquet", problem })
}

fn open_bytes(bytes: Bytes, place: Place, options: &Options) -> Result<Opened, Error> {
    let at = |error| Error::of(place.path, error);
    let mut bytes = unpack(bytes).map_err(at)?;
    let kind = kind::kind(place.origin, look(&mut bytes).map_err(at)?);
    if kind == Kind::Page {
        let page = page(bytes, place);
        return Ok(Opened::Pages(Box::new(std::iter::once(page))));
    }
    pages_of(bytes, kind, place.origin, options)
}

/// The first bytes, without taking them.
fn look(bytes: &mut impl BufRead) -> io::Result<&[u8]> {
    let start = bytes.fill_buf()?;
    Ok(&start[..start.len().min(LOOK_BYTES)])
}

/// The pages of a stream that is many.
fn pages_of(bytes: Unpacked, kind: Kind, origin: &str, options: &Options) -> Result<Opened, Error> {
    let fields = &options.fields;
    let broken = |kind: &'static str| Error::Broken {
        origin: origin.to_owned(),
        kind,
        problem: "it must be a file of its own, neither packed nor from stdin".into(),
    };
    Ok(match kind {
        Kind::Warc => Opened::Pages(Box::new(Records::of(bytes, origin))),
        Kind::Jsonl => Opened::Pages(Box::new(jsonl::lines(bytes, origin, fields))),
        Kind::JsonArray => Opened::Pages(Box::new(jsonl::array(bytes, origin, fields))),
        Kind::Csv(delimiter) => Opened::Pages(Box::new(csv::rows(bytes, delimiter, origin, fields))),
        Kind::Feed => {
            let entries = feed_entries(bytes, origin)?;
            if options.follow {
                Opened::Links(entries.into_iter().filter_map(|entry| entry.url).collect())
            } else {
                Opened::Pages(Box::new(feed::captures(entries)))
            }
        }
        Kind::Sitemap => Opened::Links(sitemap(bytes, origin)?.urls),
        Kind::Wacz => return Err(broken("WACZ")),
        Kind::Parquet => return Err(broken("Parquet")),
        Kind::Page => return Err(broken("a page")),
    })
}

/// The pages of bytes in memory, as a file called `name` would give them; none of what only leads to others. For
/// programs that have the bytes from elsewhere.
///
/// # Errors
/// Each entry is an error of its own.
pub fn captures_in(bytes: Vec<u8>, name: &str, options: &Options) -> Vec<Result<Capture, Error>> {
    let len = bytes.len() as u64;
    let place = Place { path: Path::new(name), origin: name, id: id_of(name), captured_at: None, len };
    match open_bytes(Box::new(io::Cursor::new(bytes)), place, options) {
        Ok(Opened::Pages(pages)) => pages.collect(),
        Ok(Opened::Links(_)) => Vec::new(),
        Err(error) => vec![Err(error)],
    }
}

fn page(bytes: impl Read, place: Place) -> Result<Capture, Error> {
    let bytes = read(bytes, &place, PAGE_BYTES_MAX)?;
    let page = Page { id: place.id, origin: place.origin.to_owned(), bytes };
    Ok(Capture { page, captured_at: place.captured_at })
}

/// All of a page, at most `limit_bytes` of it.
fn read(from: impl Read, place: &Place, limit_bytes: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(place.len.min(limit_bytes) as usize + 1);
    // One byte more than the limit tells a page that is too long, also where the length is not known beforehand.
    let len =
        from.take(limit_bytes + 1).read_to_end(&mut bytes).map_err(|error| Error::of(place.path, error))?;
    if len as u64 > limit_bytes {
        return Err(Error::TooLong { path: Path::new(place.origin).to_owned(), limit_bytes });
    }
    Ok(bytes)
}

/// "kabar/contoh.desa.html.gz" is `contoh.desa`.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let name = [".gz", ".zst"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
    Path::new(name).file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_at_the_limit_is_read_and_one_beyond_is_not() {
        let path = Path::new("kabar/contoh.desa.html");
        let place = Place { path, origin: "x", id: String::new(), captured_at: None, len: 0 };
        assert_eq!(read(&b"12345"[..], &place, 5).expect("five bytes are within five"), b"12345");
        let error = read(&b"123456"[..], &place, 5).expect_err("six are not");
        assert!(matches!(error, Error::TooLong { .. }), "{error}");
        assert_eq!((stem(path).as_str(), stem(Path::new("a.html.gz")).as_str()), ("contoh.desa", "a"));
    }
}
