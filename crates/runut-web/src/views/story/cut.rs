//! Which part of a story a page shows: of a long story the beginning of each section, and each section whole, page by
//! page, at an address of its own.

use crate::views::frame::{encode, story_href};

/// Items of a section on a page of its own.
const PAGE: usize = 40;

/// Tellings of one item that a page holds; an item alone on its page has all.
const TELLINGS_MAX: usize = 20;

/// The sections: name, the letter of its anchors, and how many of its items the story's first page shows.
const SECTIONS: [(&str, &str, usize); 12] = [
    ("claims", "k", 12),
    ("sides", "", 8),
    ("figures", "f", 8),
    ("denials", "d", 8),
    ("utterances", "u", 6),
    ("exchanges", "x", 8),
    ("dates", "t", 6),
    ("changes", "g", 6),
    ("slips", "s", 6),
    ("time", "l", 24),
    ("origins", "p", 8),
    ("reports", "r", 24),
];

/// What of a story is asked for.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// Id of the story, as it was asked for.
    pub(crate) story: String,
    /// The section; `None` for the story's first page.
    pub(crate) section: Option<&'static str>,
    /// Number of the section's page, from 1.
    pub(crate) page: usize,
    /// Anchor of the one item that is asked for.
    pub(crate) only: Option<String>,
    /// The day as of which the story is shown, ISO 8601.
    pub(crate) as_of: Option<String>,
}

/// The name of a section, where there is one of this name.
pub(crate) fn section(name: &str) -> Option<&'static str> {
    SECTIONS.iter().map(|(section, ..)| *section).find(|section| *section == name)
}

/// Items of a section, as far as a page shows them.
pub(crate) struct Part<T> {
    pub(crate) items: Vec<T>,
    /// How many there are in all.
    pub(crate) total: usize,
    /// Address of the section as a whole, where this page has not all of it.
    pub(crate) all: Option<String>,
    /// Addresses of the page before, and of the next.
    pub(crate) before: Option<String>,
    pub(crate) next: Option<String>,
}

impl<T> Part<T> {
    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl Asked {
    /// What leads to the line `anchor` ("k7-3"): the first page where that has it, else the section's page, or the item
    /// alone. `order` gives the order in which a section's items stand.
    pub(crate) fn lead_to(&mut self, anchor: &str, order: impl Fn(&str) -> Vec<usize>) {
        let (item, telling) = anchor.split_once('-').unwrap_or((anchor, "1"));
        let letters = item.trim_end_matches(|c: char| c.is_ascii_digit());
        let Some(&(section, _, first)) =
            SECTIONS.iter().find(|(_, letter, _)| !letter.is_empty() && *letter == letters)
        else {
            return;
        };
        let number: usize = item[letters.len()..].parse().unwrap_or_default();
        let Some(place) = order(section).iter().position(|index| index + 1 == number) else { return };
        if telling.parse().is_ok_and(|telling: usize| telling > TELLINGS_MAX) {
            (self.section, self.only) = (Some(section), Some(item.to_owned()));
        } else if place >= first {
            (self.section, self.page) = (Some(section), place / PAGE + 1);
        }
    }

    /// Whether a section stands on the page.
    pub(crate) fn shows(&self, section: &str) -> bool {
        self.section.is_none_or(|asked| asked == section)
    }

    /// Address of the story, or of a section of it, as of the same day.
    pub(crate) fn href(&self, section: Option<&str>, more: &[(&str, &str)]) -> String {
        let mut href = story_href(&self.story);
        if let Some(section) = section {
            href.push('/');
            href.push_str(section);
        }
        let as_of = self.as_of.as_deref().map(|day| ("asof", day));
        for (at, (key, value)) in more.iter().copied().chain(as_of).enumerate() {
            href.push(if at == 0 { '?' } else { '&' });
            href.push_str(key);
            href.push('=');
            href.push_str(&encode(value));
        }
        href
    }

    /// Those of a section's items that the page shows, in the order given; only these are made.
    pub(crate) fn part<T>(&self, name: &str, order: &[usize], make: impl Fn(usize) -> T) -> Part<T> {
        let total = order.len();
        let &(section, letter, first) = SECTIONS
            .iter()
            .find(|(section, ..)| *section == name)
            .expect("the caller names a section of the table");
        let mut part = Part { items: Vec::new(), total, all: None, before: None, next: None };
        if !self.shows(section) {
            return part;
        }
        let shown: &[usize] = if let Some(only) = self.only.as_deref().filter(|_| self.section.is_some()) {
            let number: Option<usize> = only.strip_prefix(letter).and_then(|number| number.parse().ok());
            let place = order.iter().position(|index| Some(index + 1) == number);
            part.all = Some(self.href(Some(section), &[]));
            place.map(|place| &order[place..=place]).unwrap_or_default()
        } else if self.section.is_some() {
            let page = self.page.clamp(1, total.div_ceil(PAGE).max(1));
            let to = |page: usize| self.href(Some(section), &[("page", &page.to_string())]);
            part.before = (page > 1).then(|| to(page - 1));
            part.next = (page * PAGE < total).then(|| to(page + 1));
            &order[(page - 1) * PAGE..(page * PAGE).min(total)]
        } else {
            part.all = (total > first).then(|| self.href(Some(section), &[]));
            &order[..first.min(total)]
        };
        part.items = shown.iter().map(|&index| make(index)).collect();
        part
    }

    /// How many tellings of an item the page holds.
    pub(crate) fn tellings(&self) -> usize {
        if self.only.is_some() { usize::MAX } else { TELLINGS_MAX }
    }

    /// Address of the item of an anchor, alone with all its tellings.
    pub(crate) fn alone(&self, anchor: &str) -> String {
        let letters = anchor.trim_end_matches(|c: char| c.is_ascii_digit());
        let section = SECTIONS.iter().find(|(_, letter, _)| *letter == letters).map(|(section, ..)| *section);
        self.href(section, &[("only", anchor)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(section: Option<&'static str>, page: usize) -> Asked {
        Asked { story: "a b".to_owned(), section, page, ..Asked::default() }
    }

    #[test]
    fn each_item_of_a_long_section_is_on_one_page() {
        let order: Vec<usize> = (0..101).rev().collect();
        let mut seen = Vec::new();
        for page in 1..=3 {
            let part = asked(Some("claims"), page).part("claims", &order, |index| index);
            assert_eq!((part.before.is_some(), part.next.is_some()), (page > 1, page < 3));
            seen.extend(part.items);
        }
        assert_eq!(seen, order);
        let first = asked(None, 1).part("claims", &order, |index| index);
        assert_eq!((first.items.len(), first.all.as_deref()), (12, Some("/story/a%20b/claims")));
    }

    #[test]
    fn a_line_is_led_to_where_it_stands() {
        let to = |anchor: &str| {
            let mut asked = asked(None, 1);
            asked.lead_to(anchor, |_| (0..101).rev().collect());
            (asked.section, asked.page, asked.only)
        };
        assert_eq!(to("k101-2"), (None, 1, None));
        assert_eq!(to("k1-2"), (Some("claims"), 3, None));
        assert_eq!(to("k101-400"), (Some("claims"), 1, Some("k101".to_owned())));
        for odd in ["", "-", "zz", "k", "k0", "k999", "7", "k99999999999999999999-1"] {
            assert_eq!(to(odd), (None, 1, None), "{odd}");
        }
    }

    #[test]
    fn the_day_stays_in_every_address() {
        let mut asked = asked(None, 1);
        asked.as_of = Some("2031-03-04".to_owned());
        assert_eq!(asked.alone("f3"), "/story/a%20b/figures?only=f3&asof=2031-03-04");
    }
}
