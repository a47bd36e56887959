//! Outlets: their names in a text, and which of them the page is from.

use runut_packs::{Packs, ThingKind};

/// Bytes of the longest name that is looked for.
const NAME_BYTES_MAX: usize = 48;

/// The end of the longest outlet's name that starts at `start`, if one does; a lost space after it does not matter.
pub(crate) fn outlet_at(text: &str, start: usize, limit: usize, packs: &Packs) -> Option<usize> {
    let rest = text.get(start..limit)?;
    let mut ends = Vec::new();
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        if end > NAME_BYTES_MAX || matches!(c, '\n' | '\r') {
            break;
        }
        if !c.is_alphanumeric() {
            continue;
        }
        let ends_here = match chars.peek() {
            None => true,
            Some(&(_, next)) => {
                !next.is_alphanumeric() || end >= 3 && c.is_lowercase() != next.is_lowercase()
            }
        };
        if ends_here {
            ends.push(end);
        }
    }
    ends.into_iter().rev().find(|&end| is_known(&rest[..end], packs)).map(|end| start + end)
}

/// Whether the packs know an outlet of this name.
pub(crate) fn is_known(words: &str, packs: &Packs) -> bool {
    packs.world.named(words).iter().any(|named| packs.world.things[named.thing].kind == ThingKind::Outlet)
}

/// Whether the packs know a news agency of this name.
pub(crate) fn is_wire(words: &str, packs: &Packs) -> bool {
    packs.world.named(words).iter().any(|named| {
        let thing = &packs.world.things[named.thing];
        thing.kind == ThingKind::Outlet && thing.medium.as_deref() == Some("wire")
    })
}

/// Whether two names are of one outlet.
pub(crate) fn same_outlet(one: &str, other: &str, packs: &Packs) -> bool {
    let fold = |name: &str| name.to_lowercase();
    if fold(one) == fold(other) {
        return true;
    }
    let others = packs.world.named(other);
    packs.world.named(one).iter().any(|named| {
        packs.world.things[named.thing].kind == ThingKind::Outlet
            && others.iter().any(|other| other.thing == named.thing)
    })
}

/// Whether the words name an outlet: one that the packs know, or a host's name.
pub(crate) fn is_outlet(words: &str, packs: &Packs) -> bool {
    is_host(words) || is_known(words, packs)
}

/// Whether the words end in the name of a host: "SENJA.COM", "kota.co.id", "Harian Senja.com".
pub(crate) fn is_host(words: &str) -> bool {
    const ENDINGS: [&str; 9] = [".com", ".id", ".tv", ".net", ".org", ".co", ".news", ".info", ".asia"];
    let last = words.split_whitespace().next_back().unwrap_or_default();
    ENDINGS.iter().any(|ending| {
        last.len() > ending.len()
            && last.is_char_boundary(last.len() - ending.len())
            && last[last.len() - ending.len()..].eq_ignore_ascii_case(ending)
    }) && last.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_is_found_and_a_lost_space_passed_over() {
        let check = |text: &str, name: Option<&str>| {
            let end = outlet_at(text, 0, text.len(), Packs::builtin());
            assert_eq!(end.map(|end| &text[..end]), name, "in {text:?}");
        };
        check("New York Times(NYT) menulis", Some("New York Times"));
        check("AFPmelaporkan bahwa", Some("AFP"));
        check("CNN Indonesia menulis", Some("CNN Indonesia"));
        check("CNN mengatakan", Some("CNN"));
        check("Rani Puspita", None);
    }

    #[test]
    fn names_of_one_outlet_are_known_as_one() {
        assert!(same_outlet("AP", "The Associated Press", Packs::builtin()));
        assert!(same_outlet("SENJA.COM", "Senja.com", Packs::builtin()));
        assert!(!same_outlet("AFP", "Reuters", Packs::builtin()));
    }
}
