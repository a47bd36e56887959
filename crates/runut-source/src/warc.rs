//! Records of a crawl: WARC 1.0 and 1.1, plain, gzip or Zstandard, also what was made of pages (WET).
//!
//! # Source
//! ISO 28500:2017; <https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/>.

use std::io::{self, BufRead, Read as _};

use runut_text::Page;

use crate::{
    Capture, Error, PAGE_BYTES_MAX,
    capture::{id_of, moment},
    unpack::{Unpacked, decode},
};

/// The head of a record, and that of the answer in it, are shorter than this; those seen stay below 16 KiB.
const HEAD_BYTES_MAX: usize = 256 << 10;
/// Fields of an answer's head.
const FIELDS_MAX: usize = 256;
/// After so many broken records in a row the file is given up: it is something else.
const BROKEN_MAX: usize = 1000;

/// The pages of a WARC, in its order: answers of status 200 that are text or HTML, resources and conversions that are.
pub(crate) struct Records {
    bytes: Unpacked,
    origin: String,
    /// Of the record that is being read, from 1.
    number: usize,
    /// In a row.
    broken: usize,
    ended: bool,
}

/// What a record is for us.
enum Record {
    /// A page.
    Page(Capture),
    /// Nothing that is one: a request, an answer without text.
    Other,
    /// There is none; the file ends.
    End,
}

/// What a record's head tells.
#[derive(Debug, Default)]
struct Head {
    kind: String,
    url: Option<String>,
    date: Option<String>,
    content_type: String,
    len: u64,
}

impl Records {
    pub(crate) fn of(bytes: Unpacked, origin: &str) -> Self {
        Self { bytes, origin: origin.to_owned(), number: 0, broken: 0, ended: false }
    }

    /// The next record.
    fn record(&mut self) -> Result<Record, (Option<String>, io::Error)> {
        let Some(head) = self.head().map_err(|error| (None, error))? else { return Ok(Record::End) };
        let url = head.url.clone();
        let page = self.page(head).map_err(|error| (url, error))?;
        Ok(page.map_or(Record::Other, Record::Page))
    }

    fn head(&mut self) -> io::Result<Option<Head>> {
        let mut line = Vec::new();
        let mut left = HEAD_BYTES_MAX;
        loop {
            if read_line(&mut self.bytes, &mut line, &mut left)? == 0 {
                return Ok(None);
            }
            if !line.trim_ascii().is_empty() {
                break;
            }
        }
        self.number += 1;
        if !line.starts_with(b"WARC/") {
            return Err(io::Error::other("no record starts where one should"));
        }
        let mut head = Head::default();
        let mut len = None;
        loop {
            if read_line(&mut self.bytes, &mut line, &mut left)? == 0 {
                return Err(io::Error::other("the file ends within its head"));
            }
            let text = line.trim_ascii();
            if text.is_empty() {
                break;
            }
            let Some(colon) = text.iter().position(|&byte| byte == b':') else { continue };
            let value = || String::from_utf8_lossy(text[colon + 1..].trim_ascii()).into_owned();
            let name = text[..colon].trim_ascii();
            let is = |field: &str| name.eq_ignore_ascii_case(field.as_bytes());
            if is("WARC-Type") {
                head.kind = value().to_ascii_lowercase();
            } else if is("WARC-Target-URI") {
                // Some crawlers wrote what the grammar of 1.0 asks for: `<https://...>`.
                head.url = Some(value().trim_matches(['<', '>']).to_owned());
            } else if is("WARC-Date") {
                head.date = moment(&value());
            } else if is("Content-Type") {
                head.content_type = value().to_ascii_lowercase();
            } else if is("Content-Length") {
                len = value().parse().ok();
            }
        }
        head.len = len.ok_or_else(|| io::Error::other("its head tells no length"))?;
        Ok(Some(head))
    }

    /// The page of the record whose head was read; leaves the stream behind its block.
    fn page(&mut self, head: Head) -> io::Result<Option<Capture>> {
        let is_answer = head.kind == "response" && head.content_type.starts_with("application/http");
        let is_page = matches!(head.kind.as_str(), "resource" | "conversion" | "response")
            && is_text(&head.content_type)
            && head.url.as_deref().is_some_and(|url| url.starts_with("http"));
        if !is_answer && !is_page {
            skip(&mut self.bytes, head.len)?;
            return Ok(None);
        }
        if head.len > PAGE_BYTES_MAX {
            skip(&mut self.bytes, head.len)?;
            return Err(io::Error::other(too_long()));
        }
        let mut block = Vec::with_capacity(head.len.min(1 << 20) as usize);
        let len = self.bytes.by_ref().take(head.len).read_to_end(&mut block)?;
        if (len as u64) < head.len {
            return Err(io::Error::other("the file ends within it"));
        }
        let bytes = if is_answer { answer(&block)? } else { Some(block) };
        Ok(bytes.map(|bytes| {
            let origin = head.url.unwrap_or_else(|| format!("{}#{}", self.origin, self.number));
            Capture { page: Page { id: id_of(&origin), origin, bytes }, captured_at: head.date }
        }))
    }

    /// Goes on behind what is broken: at the next line that starts a record. `false` where none does.
    fn find_next(&mut self) -> bool {
        loop {
            match find_start(&mut self.bytes) {
                Ok(found) => return found,
                // A loop over damage of each member ends with the file, which is read on each time.
                Err(_) if self.bytes.skip_damage().unwrap_or(false) => {}
                Err(_) => return false,
            }
        }
    }
}

impl Iterator for Records {
    type Item = Result<Capture, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.record() {
                Ok(Record::End) => self.ended = true,
                Ok(Record::Other) => self.broken = 0,
                Ok(Record::Page(page)) => {
                    self.broken = 0;
                    return Some(Ok(page));
                }
                Err((url, error)) => {
                    self.broken += 1;
                    let origin = self.origin.clone();
                    if self.broken > BROKEN_MAX {
                        self.ended = true;
                        let problem = format!("{BROKEN_MAX} records in a row are broken");
                        return Some(Err(Error::Broken { origin, kind: "WARC", problem }));
                    }
                    self.ended = !self.find_next();
                    let url = url.map(|url| format!(" ({url})")).unwrap_or_default();
                    let record = format!("record {}{url}", self.number.max(1));
                    return Some(Err(Error::Record { origin, record, problem: error.to_string() }));
                }
            }
        }
        None
    }
}

fn too_long() -> String {
    format!("it is longer than {} MiB, the most that one page may be", PAGE_BYTES_MAX >> 20)
}

fn is_text(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    matches!(kind, "" | "text/html" | "application/xhtml+xml" | "text/plain")
}

/// The body of an HTTP answer, where it is a page: of status 200, and HTML or plain text.
fn answer(block: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS_MAX];
    let mut answer = httparse::Response::new(&mut fields);
    let parsed = httparse::ParserConfig::default()
        .ignore_invalid_headers_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .parse_response(&mut answer, block);
    let body = match parsed {
        Ok(httparse::Status::Complete(len)) => &block[len..],
        Ok(httparse::Status::Partial) => return Err(io::Error::other("the head of the answer has no end")),
        Err(error) => return Err(io::Error::other(format!("the head of the answer is broken: {error}"))),
    };
    let field = |name: &str| {
        let found = answer.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        found.map(|field| String::from_utf8_lossy(field.value).to_ascii_lowercase()).unwrap_or_default()
    };
    if answer.code != Some(200) || !is_text(&field("content-type")) || body.is_empty() {
        return Ok(None);
    }
    // Crawlers that keep the answer as it ran over the line keep its chunks; others leave the field and join them.
    let joined = field("transfer-encoding").contains("chunked").then(|| unchunk(body)).flatten();
    let body = joined.as_deref().unwrap_or(body);
    let encoding = field("content-encoding");
    let encoding = encoding.trim();
    if encoding.is_empty() || encoding == "gzip" && !body.starts_with(&[0x1f, 0x8b]) {
        return Ok(Some(body.to_vec()));
    }
    let bytes = decode(encoding, body, PAGE_BYTES_MAX)?;
    if bytes.len() as u64 > PAGE_BYTES_MAX {
        return Err(io::Error::other(too_long()));
    }
    Ok(Some(bytes))
}

/// The chunks joined; `None` where there are none.
fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    loop {
        let (rest, len) = match httparse::parse_chunk_size(body) {
            Ok(httparse::Status::Complete((at, len))) => (&body[at..], len as usize),
            // Cut off within the last chunk: what there is counts.
            _ => return (!joined.is_empty()).then_some(joined),
        };
        if len == 0 {
            return Some(joined);
        }
        let len = len.min(rest.len());
        joined.extend_from_slice(&rest[..len]);
        body = rest[len..].strip_prefix(b"\r\n").unwrap_or(&rest[len..]);
    }
}

/// A line with its end, at most `left` bytes of it; 0 at the end of the stream.
fn read_line(bytes: &mut Unpacked, line: &mut Vec<u8>, left: &mut usize) -> io::Result<usize> {
    line.clear();
    let len = bytes.take(*left as u64).read_until(b'\n', line)?;
    *left -= len;
    if *left == 0 {
        return Err(io::Error::other("its head is too long"));
    }
    Ok(len)
}

fn skip(bytes: &mut Unpacked, mut len: u64) -> io::Result<()> {
    while len > 0 {
        let buffer = bytes.fill_buf()?;
        if buffer.is_empty() {
            return Err(io::Error::other("the file ends within it"));
        }
        let used = (buffer.len() as u64).min(len);
        bytes.consume(used as usize);
        len -= used;
    }
    Ok(())
}

/// Leaves the stream at the next line that starts with `WARC/`; `false` where there is none.
fn find_start(bytes: &mut Unpacked) -> io::Result<bool> {
    let mut rest_of_line = Vec::new();
    loop {
        if bytes.fill_buf()?.is_empty() {
            return Ok(false);
        }
        // A start that stands across two fillings of the buffer is passed over with its record: rare, and no harm.
        if bytes.fill_buf()?.starts_with(b"WARC/1.") {
            return Ok(true);
        }
        rest_of_line.clear();
        bytes.take(64 << 10).read_until(b'\n', &mut rest_of_line)?;
    }
}
