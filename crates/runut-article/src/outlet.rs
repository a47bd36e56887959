//! Outlets: their names in a text, and which of them the page is from.

use memchr::memmem;
use runut_packs::{Language, Packs, ThingKind};
use runut_text::{Span, is_alphanumeric};

use crate::{
    article::{Article, BlockKind},
    block::Layout,
    byline::Byline,
    identity::Identity,
    line::Line,
};

/// Bytes of the longest name that is looked for.
const NAME_BYTES_MAX: usize = 48;

/// The outlet that the page is from, as the page itself names it: in the opening, over the date, in a byline, where
/// the report speaks of itself, or below.
pub(crate) fn find_outlet(
    text: &str,
    lines: &[Line],
    layout: &Layout,
    byline: &Byline,
    language: Option<&Language>,
    packs: &Packs,
    identity: &Identity,
) -> Option<Span<Article>> {
    let opening = layout.opening.as_ref().map(|(_, opening)| opening);
    // "LEMBAYUNG (AFP) -" is the agency's where the page calls itself otherwise.
    let denied = |span: Span<Article>| identity.denies(span.of(text), packs);
    let opening =
        opening.and_then(|opening| opening.outlet.filter(|span| !(opening.bracketed && denied(*span))));
    let dated = || {
        let mut rests = layout.dates.iter().flat_map(|(_, date)| &date.rest);
        rests.find(|span| is_outlet(span.of(text), packs)).copied()
    };
    let of_kind = |kind: BlockKind| {
        lines.iter().zip(&layout.kinds).filter(move |(_, of)| **of == kind).map(|(line, _)| line)
    };
    let topmost =
        || lines.first().filter(|line| line.count == 1 && is_host(line.words)).map(|line| line.span);
    let first = layout.kinds.iter().position(|kind| *kind == BlockKind::Body).unwrap_or(0);
    // "SENJA.COM" alone over the first paragraph.
    let headed = || {
        let mut head = lines[..first].iter().zip(&layout.kinds).skip(layout.title.unwrap_or(0));
        let line = head.rfind(|(line, kind)| **kind == BlockKind::Navigation && is_outlet(line.words, packs));
        line.map(|(line, _)| line.span)
    };
    let owned = || of_kind(BlockKind::Copyright).find_map(|line| outlet_within(text, line.span, packs));
    opening
        .or_else(dated)
        .or(byline.outlet)
        .or_else(|| identity.sure_masthead(text, packs))
        .or_else(|| of_itself(text, lines, layout, language?, packs))
        .or_else(topmost)
        .or_else(headed)
        .or_else(owned)
        .or(identity.owner)
}

/// The outlet where the report speaks of itself: "Pantauan Senja.com di lokasi", "... contributed to this report".
fn of_itself(
    text: &str,
    lines: &[Line],
    layout: &Layout,
    language: &Language,
    packs: &Packs,
) -> Option<Span<Article>> {
    let table = &language.boilerplate;
    let (tails, cues, told) = (
        standing_in(text, &table.outlet_tails),
        standing_in(text, &table.outlet_cues),
        standing_in(text, &table.outlet_hints),
    );
    let mut hints: Vec<Span<Article>> = Vec::new();
    for (line, kind) in lines.iter().zip(&layout.kinds) {
        if !matches!(kind, BlockKind::Body | BlockKind::Credit) {
            continue;
        }
        let tail = tails.iter().find_map(|tail| outlet_before(text, line, *kind, tail, packs));
        if tail.is_some() {
            return tail;
        }
        for cue in &cues {
            if let Some(found) = outlets_after(text, line, cue, packs).first() {
                return Some(*found);
            }
        }
        for hint in &told {
            hints.extend(
                outlets_after(text, line, hint, packs).iter().filter(|span| !is_wire(span.of(text), packs)),
            );
        }
    }
    // One such word alone may be of an interview with another outlet.
    let first = *hints.first()?;
    let again = hints.iter().skip(1).any(|other| same_outlet(first.of(text), other.of(text), packs));
    again.then_some(first)
}

/// Those of the words that stand in a text.
fn standing_in<'w>(text: &str, words: &'w [String]) -> Vec<&'w str> {
    let words = words.iter().map(String::as_str);
    words.filter(|words| memmem::find(text.as_bytes(), words.as_bytes()).is_some()).collect()
}

/// The outlets that follow a cue in a line.
fn outlets_after(text: &str, line: &Line, cue: &str, packs: &Packs) -> Vec<Span<Article>> {
    let mut found = Vec::new();
    for at in memmem::find_iter(line.words.as_bytes(), cue.as_bytes()) {
        let parted = |c: Option<char>| c.is_none_or(|c| !is_alphanumeric(c));
        let after = &line.words[at + cue.len()..];
        if !parted(line.words[..at].chars().next_back()) || !parted(after.chars().next()) {
            continue;
        }
        let start = line.span.end() - after.trim_start().len();
        let token = text[start..line.span.end()].split_whitespace().next().unwrap_or_default();
        let host = token.trim_end_matches(|c: char| !is_alphanumeric(c));
        if let Some(end) = outlet_at(text, start, line.span.end(), packs) {
            found.push(Span::new(start, end));
        } else if is_host(host) {
            found.push(Span::new(start, start + host.len()));
        }
    }
    found
}

/// The outlet that stands before a tail: right before it in prose, anywhere before it in a credit line.
fn outlet_before(
    text: &str,
    line: &Line,
    kind: BlockKind,
    tail: &str,
    packs: &Packs,
) -> Option<Span<Article>> {
    let at = memmem::find(line.words.as_bytes(), tail.as_bytes())?;
    let far = at.saturating_sub(NAME_BYTES_MAX);
    let from = (0..=far).rev().find(|at| line.words.is_char_boundary(*at)).unwrap_or(0);
    let from = if kind == BlockKind::Credit { 0 } else { from };
    let before = Span::new(line.span.start() + from, line.span.start() + at).trim(text);
    let starts = crate::words::Words::of(text, before).map(|word| word.start);
    let mut names =
        starts.filter_map(|start| Some(Span::new(start, outlet_at(text, start, before.end(), packs)?)));
    names.find(|name| kind == BlockKind::Credit || name.end() == before.end())
}

/// The first outlet named in a stretch.
fn outlet_within(text: &str, span: Span<Article>, packs: &Packs) -> Option<Span<Article>> {
    let words = crate::words::Words::of(text, span);
    words
        .into_iter()
        .find_map(|word| Some(Span::new(word.start, outlet_at(text, word.start, span.end(), packs)?)))
}

/// The end of the longest outlet's name that starts at `start`, if one does; a lost space after it does not matter.
pub(crate) fn outlet_at(text: &str, start: usize, limit: usize, packs: &Packs) -> Option<usize> {
    let rest = text.get(start..limit).filter(|rest| packs.world.may_open_outlet(rest))?;
    // Where a name may end, a bit for each byte: names are shorter than there are bits.
    let mut ends = 0_u64;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        if end > NAME_BYTES_MAX || matches!(c, '\n' | '\r') {
            break;
        }
        if !is_alphanumeric(c) {
            continue;
        }
        let ends_here = match chars.peek() {
            None => true,
            Some(&(_, next)) => {
                !next.is_alphanumeric() || end >= 3 && c.is_lowercase() != next.is_lowercase()
            }
        };
        if ends_here {
            ends |= 1 << end;
        }
    }
    (1..=NAME_BYTES_MAX)
        .rev()
        .find(|end| ends & (1 << end) != 0 && is_known(&rest[..*end], packs))
        .map(|end| start + end)
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

/// Whether two names are of one outlet: one that the tables know, or the same but for case, spaces and the ending of a
/// host ("KanalSenja.com", "Kanal Senja").
pub(crate) fn same_outlet(one: &str, other: &str, packs: &Packs) -> bool {
    plain(one) == plain(other) || same_known(one, other, packs)
}

/// Whether two names are of one outlet that the tables know.
pub(crate) fn same_known(one: &str, other: &str, packs: &Packs) -> bool {
    let others = packs.world.named(other);
    packs.world.named(one).iter().any(|named| {
        packs.world.things[named.thing].kind == ThingKind::Outlet
            && others.iter().any(|other| other.thing == named.thing)
    })
}

/// A name's letters, without an article before them or the ending of a host.
pub(crate) fn plain(name: &str) -> String {
    let name = if is_host(name) { name.split('.').next().unwrap_or(name) } else { name };
    let letters: String = name.chars().filter(|c| is_alphanumeric(*c)).flat_map(char::to_lowercase).collect();
    match letters.strip_prefix("the") {
        Some(rest) if rest.len() > 3 => rest.to_owned(),
        _ => letters,
    }
}

/// Whether the words name an outlet: one that the packs know, or a host's name.
pub(crate) fn is_outlet(words: &str, packs: &Packs) -> bool {
    is_host(words) || is_known(words, packs)
}

/// Whether a word is the name of a host: "SENJA.COM", "kota.co.id".
pub(crate) fn is_host(word: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        ".com", ".id", ".tv", ".net", ".org", ".co", ".news", ".info", ".asia", ".uk", ".au", ".my", ".sg",
        ".example",
    ];
    let ends = |ending: &&str| {
        let start = word.len().checked_sub(ending.len()).filter(|start| *start > 0);
        start.and_then(|start| word.get(start..)).is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
    };
    // "co.id" is an ending alone.
    let first = word.split('.').next().unwrap_or_default();
    let named =
        !["co", "com", "go", "ac", "or", "web"].iter().any(|ending| first.eq_ignore_ascii_case(ending));
    named && ENDINGS.iter().any(ends) && word.chars().all(|c| is_alphanumeric(c) || matches!(c, '.' | '-'))
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
        assert!(same_outlet("KanalSenja.co.id", "Kanal Senja", Packs::builtin()));
        assert!(same_outlet("The Senja Post", "SENJA POST", Packs::builtin()));
        assert!(!same_outlet("AFP", "Reuters", Packs::builtin()));
    }
}
