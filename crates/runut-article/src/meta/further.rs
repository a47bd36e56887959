//! Whether a report goes on on another page: "Halaman 1 2", `<link rel=next>`.

use std::ops::RangeInclusive;

use crate::dom::{Dom, Tag};

/// Numbers of further pages.
const NUMBERS: RangeInclusive<u32> = 2..=50;
/// Bytes between the page's own address and the number of a further one: `?halaman=`; those of pages of comments are more.
const BETWEEN_BYTES_MAX: usize = 10;
/// Bytes of the ending of a page's name: `.html`.
const ENDING_BYTES_MAX: usize = 6;

/// The address of a further page, as the page writes it: `own` is the page's address, `next` what it calls its next.
pub(super) fn further_page<'d>(dom: &'d Dom<'d>, own: &str, next: Option<&'d str>) -> Option<&'d str> {
    let next = next.filter(|address| number_of(own, address).is_some());
    next.or_else(|| {
        dom.elements(Tag::A).find_map(|link| {
            let words = dom.node(link.end() - 1);
            let shown =
                Some(words.raw().trim()).filter(|shown| words.is_text() && (1..=2).contains(&shown.len()));
            let shown: u32 = shown?.parse().ok()?;
            let address = link.raw_attr("href")?;
            (number_of(own, address) == Some(shown)).then_some(address)
        })
    })
}

/// The number of a further page of the same report, where `address` is one: the page's own address and a number behind it
/// that is greater than its own.
fn number_of(own: &str, address: &str) -> Option<u32> {
    let own = place(own);
    let (path, query) = own.split_once('?').unwrap_or((own, ""));
    // A host alone is of no report.
    let path = path.trim_end_matches('/');
    let root = path.find('/')?;
    let (stem, ending) = without_ending(path);
    let address = address.trim().split('#').next().unwrap_or_default();
    let rest = if address.starts_with('?') {
        address
    } else if address.starts_with('/') && !address.starts_with("//") {
        address.strip_prefix(&stem[root..])?
    } else {
        place(address).strip_prefix(stem)?
    };
    let rest = rest.strip_prefix(ending).unwrap_or(rest).trim_end_matches('/');
    let rest = rest.strip_suffix(ending).unwrap_or(rest);
    let (between, number) = number_at_end(rest)?;
    let sound =
        (1..=BETWEEN_BYTES_MAX).contains(&between.len()) && between.starts_with(['?', '/', '-', '_', ',']);
    let before = number_at_end(query).map_or(1, |(_, number)| number);
    (sound && NUMBERS.contains(&number) && number > before).then_some(number)
}

/// An address without scheme, "www." and what stands behind "#".
fn place(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    rest.strip_prefix("www.").unwrap_or(rest)
}

/// A path without the ending of its page's name, and the ending.
fn without_ending(path: &str) -> (&str, &str) {
    let name = path.rfind('/').map_or(path.len(), |at| at + 1);
    let dot = path[name..].rfind('.').map(|at| name + at);
    let dot = dot.filter(|dot| path.len() - dot <= ENDING_BYTES_MAX).unwrap_or(path.len());
    path.split_at(dot)
}

/// The number of one or two figures at the end, and what stands before it.
fn number_at_end(text: &str) -> Option<(&str, u32)> {
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let figures = &text[start..];
    ((1..=2).contains(&figures.len())).then(|| Some((&text[..start], figures.parse().ok()?)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_further_pages_are_known() {
        let check = |own: &str, address: &str, number: Option<u32>| {
            assert_eq!(number_of(own, address), number, "{address:?} of {own:?}");
        };
        let own = "https://www.senja.example/kota/air-surut";
        check(own, "https://senja.example/kota/air-surut?page=2", Some(2));
        check(own, "//senja.example/kota/air-surut/3/", Some(3));
        check(own, "/kota/air-surut/page/2", Some(2));
        check(own, "?halaman=2#isi", Some(2));
        check("https://senja.example/air.html", "https://senja.example/air-2.html", Some(2));
        check("https://senja.example/air.html", "air.html?page=2", None);
        check("https://senja.example/air.html?page=2", "https://senja.example/air.html?page=2", None);
        check("https://senja.example/air.html?page=2", "https://senja.example/air.html?page=3", Some(3));
        check(own, "https://senja.example/kota/air-surut-2031", None);
        check(own, "https://senja.example/kota/air-surut/comment-page-2", None);
        check(own, "https://senja.example/kota/air-pasang?page=2", None);
        check(own, "https://senja.example/kota/air-surut2", None);
        check(own, own, None);
        check("https://senja.example", "/2", None);
        check("", "?page=2", None);
    }
}
