//! A page with what its source tells about how it was come by.

use runut_text::Page;

/// One page, and when it was as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// The page; its origin is a URL where its source tells one.
    pub page: Page,
    /// When it was fetched, RFC 3339 in UTC to the second ("2031-05-05T03:04:05Z"), so that order of text is order of
    /// time; `None` of files, whose source tells none.
    pub captured_at: Option<String>,
}

/// The moment in the form of [`Capture::captured_at`]; `None` where `text` is no moment of RFC 3339.
pub(crate) fn moment(text: &str) -> Option<String> {
    let moment: jiff::Timestamp = text.trim().parse().ok()?;
    // A year of five digits would not sort as text.
    (0..=253_402_300_799).contains(&moment.as_second()).then(|| shown(moment))
}

/// Now.
pub(crate) fn now() -> String {
    shown(jiff::Timestamp::now())
}

fn shown(moment: jiff::Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Short name of the report at `url`: the last part of its path without its ending, else its host.
pub(crate) fn id_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    if !path.contains('/') {
        return last.to_owned();
    }
    match last.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && (2..=5).contains(&ending.len()) => stem.to_owned(),
        _ => last.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_what_people_know_a_page_by() {
        let check = |url: &str, expected: &str| assert_eq!(id_of(url), expected, "{url}");
        check("https://kabar.example/2031/05/bendungan-retak.html?page=all#isi", "bendungan-retak");
        check("https://kabar.example/read/123/bendungan-retak/", "bendungan-retak");
        check("https://kabar.example/", "kabar.example");
        check("bukan-alamat", "bukan-alamat");
    }

    #[test]
    fn moments_sort_as_text() {
        assert_eq!(moment("2031-05-05T10:04:05.25+07:00").as_deref(), Some("2031-05-05T03:04:05Z"));
        assert_eq!(moment("kemarin"), None);
    }
}
