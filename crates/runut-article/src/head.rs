//! What a page of markup calls itself in its head: its site's name, and what stands after the headline in its title.

use crate::dom::{Dom, Node, Tag, entity::decode};

/// Nodes of a page among which its head lies.
const HEAD_NODES_MAX: usize = 1 << 12;
/// Words of a site's name.
const NAME_WORDS_MAX: usize = 5;

/// Names of the site, the surest first.
pub(crate) fn site_names(dom: &Dom) -> Vec<String> {
    let head = || dom.nodes().take(HEAD_NODES_MAX).take_while(|node| node.tag() != Tag::Body);
    let site = head().find(|node| node.tag() == Tag::Meta && names_site(*node));
    let site = site.and_then(|node| name_of(node.raw_attr("content")?));
    let title = head().find(|node| node.tag() == Tag::Title);
    [site, title.and_then(title_tail)].into_iter().flatten().collect()
}

/// Whether it is `<meta property="og:site_name" content="...">`.
fn names_site(meta: Node) -> bool {
    meta.attributes().any(|attribute| attribute.raw.eq_ignore_ascii_case("og:site_name"))
}

/// What follows the last bar or dash in `<title>`: "Air Surut | Harian Senja".
fn title_tail(title: Node) -> Option<String> {
    let title = decode(title.first_child()?.raw());
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
        let check = |markup: &str, names: &[&str]| {
            assert_eq!(site_names(&Dom::parse(markup)), names, "in {markup:?}");
        };
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
