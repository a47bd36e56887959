//! Which of the headlines that a page gives is the report's, and what in it is the site's name.

use runut_text::is_alphanumeric;

use super::Candidate;

/// Bytes of a site's name at the end of a headline.
const TAIL_BYTES_MAX: usize = 80;
/// Bytes of a headline that is left when the site's name is cut off.
const HEAD_BYTES_MIN: usize = 8;

/// The headlines that a page gives, each where it gives it.
#[derive(Debug, Default)]
pub(super) struct Headlines {
    pub(super) linked: Option<Candidate>,
    pub(super) shared: Option<Candidate>,
    /// The first-level heading, where there is one and no more.
    pub(super) heading: Option<Candidate>,
    pub(super) item: Option<Candidate>,
    pub(super) other: Option<Candidate>,
    /// What stands in the window's title.
    pub(super) window: Option<Candidate>,
    /// One of several first-level headings.
    pub(super) first_heading: Option<Candidate>,
}

impl Headlines {
    /// The report's headline.
    ///
    /// The window's title is made for search engines. Where scripts and Open Graph differ, the one that is not the
    /// window's title is the headline that the newsroom wrote; where one holds the other, the longer has a section or
    /// a tail added.
    pub(super) fn choose(self) -> Option<Candidate> {
        let window = self.window.as_ref().map(|found| key(&found.value)).unwrap_or_default();
        let others = [&self.heading, &self.other, &self.first_heading]
            .map(|found| found.as_ref().map(|found| key(&found.value)));
        match (self.linked, self.shared) {
            (Some(linked), Some(shared)) => {
                let (one, other) = (key(&linked.value), key(&shared.value));
                let backed = |key: &String| others.iter().filter(|found| found.as_ref() == Some(key)).count();
                let is_shared = if one == other || other == window {
                    false
                } else if one == window {
                    true
                } else if one.contains(&other) || other.contains(&one) {
                    other.len() < one.len()
                } else {
                    backed(&one) < 2
                };
                Some(if is_shared { shared } else { linked })
            }
            (Some(linked), None) => Some(linked),
            (None, Some(shared)) => {
                let key_shared = key(&shared.value);
                let better = self.heading.filter(|heading| {
                    let heading = key(&heading.value);
                    let held = !heading.is_empty()
                        && key_shared.contains(&heading)
                        && heading.len() * 3 > key_shared.len();
                    held || key_shared == window && alike(&heading, &key_shared)
                });
                Some(better.unwrap_or(shared))
            }
            (None, None) => {
                let fits = |heading: &Candidate| window.is_empty() || alike(&key(&heading.value), &window);
                let first = self.first_heading.clone().filter(|heading| !window.is_empty() && fits(heading));
                let heading = self.heading.filter(fits).or(first);
                self.item.or(heading).or(self.other).or(self.window).or(self.first_heading)
            }
        }
    }
}

/// A headline's letters and figures, in lower case, words parted by one space.
pub(super) fn key(words: &str) -> String {
    let mut key = String::with_capacity(words.len());
    for c in words.chars().filter(|c| *c != '\u{ad}') {
        if is_alphanumeric(c) {
            key.extend(c.to_lowercase());
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Whether two headlines share half of the shorter one's words.
fn alike(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let words: Vec<&str> = long.split(' ').collect();
    let count = short.split(' ').filter(|word| !word.is_empty()).count();
    let shared = short.split(' ').filter(|word| words.contains(word)).count();
    count > 0 && shared * 2 >= count
}

/// A headline without the site's name behind or before it: "Air Surut | Harian Senja". `names` are the site's names,
/// as [`key`] gives them, without spaces.
pub(super) fn without_site<'t>(title: &'t str, names: &[String]) -> &'t str {
    let mut title = title.trim();
    for _ in 0..3 {
        let Some((head, tail)) = cut_tail(title) else { break };
        let plain = key(tail).replace(' ', "");
        if !is_site(&plain, names) || head.len() < HEAD_BYTES_MIN {
            break;
        }
        title = head;
    }
    // "Harian Senja | Air Surut".
    if let Some((head, tail)) = cut_head(title)
        && is_site(&key(head).replace(' ', ""), names)
        && tail.len() >= HEAD_BYTES_MIN
        && !is_site(&key(tail).replace(' ', ""), names)
    {
        title = tail;
    }
    title
}

fn is_site(plain: &str, names: &[String]) -> bool {
    let long = plain.chars().count() >= 3;
    names.iter().any(|name| {
        plain == name
            || long
                && name.chars().count() >= 3
                && (plain.starts_with(name.as_str()) || name.starts_with(plain))
    })
}

const MARKS: [&str; 9] = [" | ", " - ", " – ", " — ", " › ", " » ", " • ", " · ", " :: "];
const CLOSE_MARKS: [char; 4] = ['|', '：', 'ㅣ', '｜'];

fn cut_tail(title: &str) -> Option<(&str, &str)> {
    let spaced = MARKS.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len())));
    let close = CLOSE_MARKS.iter().filter_map(|mark| title.rfind(*mark).map(|at| (at, mark.len_utf8())));
    let (at, len) = spaced.chain(close).max_by_key(|(at, len)| at + len)?;
    let (head, tail) = (title[..at].trim_end(), title[at + len..].trim());
    (!head.is_empty() && tail.len() <= TAIL_BYTES_MAX).then_some((head, tail))
}

fn cut_head(title: &str) -> Option<(&str, &str)> {
    let spaced = MARKS.iter().filter_map(|mark| title.find(mark).map(|at| (at, mark.len())));
    let (at, len) = spaced.min()?;
    let (head, tail) = (title[..at].trim_end(), title[at + len..].trim());
    (!tail.is_empty() && head.len() <= TAIL_BYTES_MAX).then_some((head, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_names_are_cut_off() {
        let names = ["hariansenja".to_owned(), "senja".to_owned()];
        let check = |title: &str, expected: &str| assert_eq!(without_site(title, &names), expected);
        check("Air Surut Lagi | Harian Senja", "Air Surut Lagi");
        check("Air Surut Lagi - Senja.com", "Air Surut Lagi");
        check("Air Surut Lagi - Warga Pulang", "Air Surut Lagi - Warga Pulang");
        check("Harian Senja - Air Surut Lagi", "Air Surut Lagi");
        check("Senja - Harian Senja", "Senja - Harian Senja");
        check("Air Surut Lagi：Senja", "Air Surut Lagi");
        check("", "");
    }

    fn choose(linked: &str, shared: &str, heading: &str, window: &str) -> Option<String> {
        let candidate = |value: &str| Some(Candidate::test(value)).filter(|_| !value.is_empty());
        let headlines = Headlines {
            linked: candidate(linked),
            shared: candidate(shared),
            heading: candidate(heading),
            window: candidate(window),
            ..Headlines::default()
        };
        headlines.choose().map(|found| found.value)
    }

    #[test]
    fn the_newsrooms_headline_is_chosen() {
        let check = |given: [&str; 4], expected: &str| {
            assert_eq!(
                choose(given[0], given[1], given[2], given[3]).as_deref(),
                Some(expected),
                "of {given:?}"
            );
        };
        check(["Air Surut", "Air Surut", "Air Surut", "Air Surut"], "Air Surut");
        check(
            [
                "Air Surut",
                "Banjir Lembayung: Air Surut",
                "Banjir Lembayung: Air Surut",
                "Banjir Lembayung: Air Surut",
            ],
            "Air Surut",
        );
        check(
            ["Banjir 2031: Kapan Air Surut?", "Air Mulai Surut", "", "Banjir 2031: Kapan Air Surut?"],
            "Air Mulai Surut",
        );
        check(["Air Surut", "Berita Kota: Air Surut", "", "Kota"], "Air Surut");
        check(["", "Air Surut di Lembayung", "Air Surut", "Air Surut di Lembayung"], "Air Surut");
        check(["", "Air Surut", "Harian Senja", "Air Surut"], "Air Surut");
        check(["", "", "Menu", "Air Surut"], "Air Surut");
        check(["", "", "Air Surut", ""], "Air Surut");
        assert_eq!(choose("", "", "", ""), None);
    }
}
