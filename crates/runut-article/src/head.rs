//! What a page of markup calls itself in its head: its site's name, and what stands after the headline in its title.

use crate::dom::entity::decode;

/// Bytes of a page's head that are looked at.
const HEAD_BYTES_MAX: usize = 1 << 16;
/// Words of a site's name.
const NAME_WORDS_MAX: usize = 5;

/// Names of the site, the surest first.
pub(crate) fn site_names(markup: &str) -> Vec<String> {
    let mut end = markup.len().min(HEAD_BYTES_MAX);
    while !markup.is_char_boundary(end) {
        end -= 1;
    }
    // Lower case in ASCII keeps every byte's place.
    let lower = markup[..end].to_ascii_lowercase();
    let end = lower.find("<body").unwrap_or(end);
    let (head, lower) = (&markup[..end], &lower[..end]);
    let names = [site_of_meta(head, lower), title_tail(head, lower)];
    names.into_iter().flatten().collect()
}

/// The name in `<meta property="og:site_name" content="...">`.
fn site_of_meta(head: &str, lower: &str) -> Option<String> {
    let at = lower.find("og:site_name")?;
    let start = lower[..at].rfind('<')?;
    let end = at + lower[at..].find('>')?;
    let content = start + lower[start..end].find("content=")? + "content=".len();
    let quote = head[content..end].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = &head[content + 1..end];
    name_of(inner.split(quote).next()?)
}

/// What follows the last bar or dash in `<title>`: "Air Surut | Harian Senja".
fn title_tail(head: &str, lower: &str) -> Option<String> {
    let tag = lower.find("<title")?;
    let start = tag + lower[tag..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title = decode(&head[start..end]);
    let tail =
        [" | ", " - ", " – ", " — "].iter().filter_map(|mark| Some(title.rfind(mark)? + mark.len())).max()?;
    name_of(&title[tail..])
}

fn name_of(words: &str) -> Option<String> {
    let words = decode(words);
    let name = words.trim();
    let count = name.split_whitespace().count();
    (1..=NAME_WORDS_MAX).contains(&count).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_site_are_read() {
        let check = |markup: &str, names: &[&str]| assert_eq!(site_names(markup), names, "in {markup:?}");
        check("<html><TITLE>Air Surut | Warta &amp; Senja</TITLE><body>", &["Warta & Senja"]);
        check(
            "<head><meta content='Senja' property='og:site_name'><title>Air - Surut</title>",
            &["Senja", "Surut"],
        );
        check("<title>Air Surut</title><body><p>| Senja</p>", &[]);
        check("<title", &[]);
        check("<meta property=og:site_name content=>", &[]);
    }
}
