//! What a stream of bytes holds: one page, or many, told by its name and its first bytes.

/// So many bytes from the start are looked at.
pub(crate) const LOOK_BYTES: usize = 4096;

/// What a file, stdin or an answer of a host holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One page.
    Page,
    /// Records of a crawl, WARC 1.0 or 1.1.
    Warc,
    /// A ZIP with WARCs in it.
    Wacz,
    /// One JSON object a line.
    Jsonl,
    /// One array of JSON objects.
    JsonArray,
    /// Rows with a head line, their fields parted by this byte.
    Csv(u8),
    /// A table of Parquet.
    Parquet,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// A list of URLs, or of such lists, for robots.
    Sitemap,
}

/// How a stream is packed as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
    Not,
}

/// Told by the first bytes alone (RFC 1952, sec. 2.3.1; RFC 8878, sec. 3.1.1 and, for a dictionary, 3.1.2).
pub(crate) fn packing(start: &[u8]) -> Packing {
    match start {
        [0x1f, 0x8b, 0x08, ..] => Packing::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x5d, 0x2a, 0x4d, 0x18, ..] => Packing::Zstd,
        _ => Packing::Not,
    }
}

/// The kind of what is called `name` and starts with `start`, unpacked.
pub(crate) fn kind(name: &str, start: &[u8]) -> Kind {
    let name = name.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let name = [".gz", ".zst"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match start {
        [b'W', b'A', b'R', b'C', b'/', b'0' | b'1', ..] => return Kind::Warc,
        [b'P', b'K', 3, 4, ..] => return Kind::Wacz,
        [b'P', b'A', b'R', b'1', ..] => return Kind::Parquet,
        _ => {}
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    match ending {
        "html" | "htm" | "xhtml" | "txt" => Kind::Page,
        "warc" => Kind::Warc,
        "wacz" => Kind::Wacz,
        "parquet" => Kind::Parquet,
        "jsonl" | "ndjson" => Kind::Jsonl,
        "csv" => Kind::Csv(delimiter(text)),
        "tsv" => Kind::Csv(b'\t'),
        _ => of_text(text),
    }
}

/// The kind that the text itself tells.
fn of_text(text: &[u8]) -> Kind {
    match text {
        [b'{', ..] if holds(text, b"jsonfeed.org/version") => Kind::Feed,
        [b'{', rest @ ..] if rest.trim_ascii_start().starts_with(b"\"") => Kind::Jsonl,
        [b'[', rest @ ..] if rest.trim_ascii_start().starts_with(b"{") => Kind::JsonArray,
        [b'<', ..] => match root(text) {
            b"rss" | b"feed" | b"RDF" => Kind::Feed,
            b"urlset" | b"sitemapindex" => Kind::Sitemap,
            _ => Kind::Page,
        },
        _ => Kind::Page,
    }
}

fn holds(text: &[u8], words: &[u8]) -> bool {
    text.windows(words.len()).any(|window| window == words)
}

/// Local name of the first element of a piece of XML; empty where there is none.
fn root(mut text: &[u8]) -> &[u8] {
    loop {
        text = text.trim_ascii_start();
        let end: &[u8] = match text {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?' | b'!', ..] => b">",
            _ => break,
        };
        let Some(at) = text.windows(end.len()).position(|window| window == end) else { return b"" };
        text = &text[at + end.len()..];
    }
    let Some(name) = text.strip_prefix(b"<") else { return b"" };
    let len = name.iter().take_while(|byte| !byte.is_ascii_whitespace() && !b"/>".contains(byte)).count();
    name[..len].rsplit(|&byte| byte == b':').next().unwrap_or_default()
}

/// What parts the names of the head line: whichever of the usual marks it holds most.
fn delimiter(text: &[u8]) -> u8 {
    let head = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| head.split(|&byte| byte == mark).count();
    b",;\t|".iter().copied().rev().max_by_key(|&mark| count(mark)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_bytes_first_and_names_second() {
        let check = |name: &str, start: &str, expected: Kind| {
            assert_eq!(kind(name, start.as_bytes()), expected, "{name} {start}");
        };
        check("a.html", "<rss>", Kind::Page);
        check("a.bin", "WARC/1.1\r\n", Kind::Warc);
        check("feed", "<?xml version=\"1.0\"?>\n<!-- x --><rss version=\"2.0\">", Kind::Feed);
        check("feed", "<rdf:RDF xmlns=\"x\">", Kind::Feed);
        check("https://a.example/sitemap.xml.gz?x=1", "\u{feff}<urlset>", Kind::Sitemap);
        check("page", "<?xml version=\"1.0\"?><!DOCTYPE html><html>", Kind::Page);
        check("stdin", "{\"text\": \"a\"}", Kind::Jsonl);
        check("stdin", "[\n{\"text\": \"a\"}]", Kind::JsonArray);
        check("a.json", "{ \"version\": \"https://jsonfeed.org/version/1.1\" }", Kind::Feed);
        check("a.csv", "judul;isi\na,b,c;d", Kind::Csv(b';'));
        check("a.csv.gz", "text", Kind::Csv(b','));
        check("stdin", "{Kabar} hari ini", Kind::Page);
    }
}
