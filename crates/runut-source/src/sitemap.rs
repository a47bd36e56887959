//! Sitemaps: lists of URLs, and lists of such lists.
//!
//! # Source
//! <https://www.sitemaps.org/protocol.html>: at most 50,000 URLs and 50 MiB each.

use std::io::BufRead;

use quick_xml::{Reader, events::Event};

use crate::Error;

/// URLs of one sitemap: twice what the protocol allows.
const URLS_MAX: usize = 100_000;
/// Sitemaps may list sitemaps so deep.
pub(crate) const DEPTH_MAX: u8 = 3;
/// A sitemap, unpacked.
const SITEMAP_BYTES_MAX: u64 = 128 << 20;
/// A URL longer than this is none.
const URL_BYTES_MAX: usize = 8192;

/// What a sitemap lists, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Pages, or the further sitemaps of an index.
    pub urls: Vec<String>,
}

/// Reads a sitemap or an index of sitemaps.
///
/// # Errors
/// Where it is no XML, or lists more than any sitemap may.
pub fn sitemap(bytes: impl BufRead, origin: &str) -> Result<Sitemap, Error> {
    let broken = |problem: String| Error::Broken { origin: origin.to_owned(), kind: "a sitemap", problem };
    let mut reader = Reader::from_reader(bytes.take(SITEMAP_BYTES_MAX));
    reader.config_mut().check_end_names = false;
    let mut sitemap = Sitemap::default();
    let mut buffer = Vec::new();
    // Text of the `loc` that is open; that of an image or a film within a page is another `loc`.
    let mut open: Option<String> = None;
    loop {
        buffer.clear();
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| broken(format!("{error}, at byte {}", reader.error_position())))?;
        match event {
            Event::Eof => return Ok(sitemap),
            Event::Start(start) if start.name().as_ref() == "loc" => open = Some(String::new()),
            Event::Text(text) => push(&mut open, &text),
            Event::CData(text) => push(&mut open, &text),
            Event::GeneralRef(name) => {
                let mark = match &*name {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "",
                };
                push(&mut open, mark);
            }
            Event::End(end) if end.name().as_ref() == "loc" => {
                let url = open.take().map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
                sitemap.urls.extend(url.filter(|url| url.len() <= URL_BYTES_MAX));
                if sitemap.urls.len() > URLS_MAX {
                    return Err(broken(format!("it lists more than {URLS_MAX} URLs")));
                }
            }
            _ => {}
        }
    }
}

fn push(open: &mut Option<String>, text: &str) {
    if let Some(url) = open.as_mut().filter(|url| url.len() <= URL_BYTES_MAX) {
        url.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_stand_in_their_order_without_those_of_pictures() {
        let text = "<?xml version='1.0'?><urlset xmlns='x' xmlns:image='y'><url><loc> https://a.example/1?a=1&amp;b=2 \
            </loc><image:image><image:loc>https://a.example/x.jpg</image:loc></image:image></url>\
            <url><loc><![CDATA[https://a.example/2]]></loc></url></urlset>";
        let found = sitemap(text.as_bytes(), "x").expect("it is a sitemap");
        assert_eq!(found.urls, ["https://a.example/1?a=1&b=2", "https://a.example/2"]);
    }
}
