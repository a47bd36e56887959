//! Who wrote and who edited, where readers see a role before the name: "Penulis: Rani Puspita", "von Rani Puspita",
//! "Editor :" and a link.

use runut_packs::Bylines;

use super::days::Asides;
use crate::dom::{Dom, Node};

/// Bytes of characters that can be a role with names behind it.
const ROLE_BYTES_MAX: usize = 90;
/// Characters behind a role in which its name is looked for.
const TEXTS_MAX: usize = 3;
/// Nodes between a role and a name, and between two names.
const NEAR_MAX: usize = 12;
/// Names behind one role.
const NAMES_MAX: usize = 8;
/// Nodes before the headline at which a byline may stand.
const BEFORE_MAX: usize = 60;
/// Nodes after it: below the report, too.
const AFTER_MAX: usize = 2500;
/// Roles of one page that are read.
const ROLES_MAX: usize = 12;

/// A role that readers see, and the characters of whoever has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'d> {
    pub(super) editor: bool,
    /// The characters, and where in them the names start.
    pub(super) node: Node<'d>,
    pub(super) from: usize,
    /// Whether a colon stands behind the role, so that even one word is a name.
    pub(super) sure: bool,
}

/// The roles on a page, in its order; `anchor` is the node of the headline.
pub(super) fn find_roles<'d>(
    dom: &'d Dom<'d>,
    words: &Bylines,
    anchor: Option<usize>,
    asides: &Asides,
) -> Vec<Seen<'d>> {
    let anchor = anchor.unwrap_or(0);
    let (first, last) = (anchor.saturating_sub(BEFORE_MAX), (anchor + AFTER_MAX).min(dom.len()));
    let mut found = Vec::new();
    for id in first..last {
        let node = dom.node(id);
        if !node.is_text() || found.len() >= ROLES_MAX {
            continue;
        }
        let raw = node.raw();
        let words_raw = raw.trim();
        if words_raw.len() < 2 || words_raw.len() > ROLE_BYTES_MAX {
            continue;
        }
        let Some((len, editor)) = words.opener(words_raw) else { continue };
        if node.parent().is_some_and(|parent| parent.tag().is_hidden() || parent.tag().is_raw())
            || asides.hold(node)
        {
            continue;
        }
        let rest = &words_raw[len..];
        let sure = rest.trim_start().starts_with(':');
        let names = rest.trim_start_matches([' ', ':', '\u{a0}', '\t', '\n', '-']);
        if names.is_empty() {
            let names = following(dom, id, words);
            found.extend(names.into_iter().map(|node| Seen { editor, node, from: 0, sure }));
        } else if sure || names.len() < rest.len() && names.split_whitespace().count() >= 2 {
            let from = raw.len() - raw.trim_start().len() + words_raw.len() - names.len();
            found.push(Seen { editor, node, from, sure });
        }
    }
    found
}

/// The next characters behind a role that stands alone, and those that a comma or joiner ties to them.
fn following<'d>(dom: &'d Dom<'d>, id: usize, words: &Bylines) -> Vec<Node<'d>> {
    let mut names: Vec<Node<'d>> = Vec::new();
    let (mut last, mut texts, mut joined) = (id, 0, true);
    let mut next = id + 1;
    while next < dom.len() && next <= last + NEAR_MAX && names.len() < NAMES_MAX {
        let node = dom.node(next);
        next += 1;
        let raw = node.raw().trim();
        if !node.is_text() || raw.is_empty() {
            continue;
        }
        let lower = raw.to_lowercase();
        if matches!(raw, "," | "/" | "&" | ";" | ":") || words.joiners.contains(&lower) {
            joined = true;
        } else if joined && raw.contains(char::is_alphabetic) && raw.len() <= ROLE_BYTES_MAX {
            names.push(node);
            (last, texts, joined) = (node.id(), 0, raw.ends_with([',', '/', '&']));
        } else if !names.is_empty() {
            break;
        }
        texts += 1;
        if texts > TEXTS_MAX {
            break;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use runut_packs::Packs;

    use super::*;

    fn check(markup: &str, expected: &[(bool, &str)]) {
        let dom = Dom::parse(markup);
        let roles = find_roles(&dom, &Packs::builtin().press.bylines, None, &Asides::default());
        let found: Vec<(bool, &str)> =
            roles.iter().map(|seen| (seen.editor, seen.node.raw()[seen.from..].trim())).collect();
        assert_eq!(found, expected, "in {markup:?}");
    }

    #[test]
    fn roles_are_seen() {
        check("<p>Penulis: Rani Puspita</p>", &[(false, "Rani Puspita")]);
        check("<p>Editor :  <a href=x>Bayu Kelana</a></p>", &[(true, "Bayu Kelana")]);
        check("<span>von </span><a>Rani Puspita</a>", &[(false, "Rani Puspita")]);
        check(
            "by <a>Rani Puspita</a>, <a>Bayu Kelana</a> and <a>Tirta Ombak</a> <a>Share</a>",
            &[(false, "Rani Puspita"), (false, "Bayu Kelana"), (false, "Tirta Ombak")],
        );
        check("<p>By Rani Puspita</p>", &[(false, "Rani Puspita")]);
        check("<p>Bylaws of the town</p><p>By</p>", &[]);
        check("<footer><p>Editor: Bayu</p></footer>", &[]);
        check("<p>By Monday</p>", &[]);
    }
}
