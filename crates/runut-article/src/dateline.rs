//! The opening of a report before its first sentence: outlet and place, "BANDUNG, SENJA.COM - ".

use runut_packs::{Packs, Sense, ThingKind};
use runut_text::Span;

use crate::{
    article::Article,
    identity::{Identity, looks_like_outlet},
    outlet::is_outlet,
};

/// Outlet and place before the first sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Opening {
    /// The outlet, if it stands there.
    pub(crate) outlet: Option<Span<Article>>,
    /// The place, if it stands there.
    pub(crate) place: Option<Span<Article>>,
    /// Whether the outlet stands in brackets, as an agency does.
    pub(crate) bracketed: bool,
    /// Whether only the shape of its name says that it is an outlet.
    shaped: bool,
    /// First byte after the opening and its mark.
    pub(crate) end: usize,
}

/// Bytes in which an opening must end.
const OPENING_BYTES_MAX: usize = 90;
/// Words of a place.
const PLACE_WORDS_MAX: usize = 4;

/// Reads the opening of the line at `line`, if it has one.
pub(crate) fn read_opening(
    text: &str,
    line: Span<Article>,
    identity: &Identity,
    packs: &Packs,
) -> Option<Opening> {
    let words = line.of(text);
    let mut opening = Opening::default();
    let mut at = 0;
    let mut closed = None;
    let mut comma = false;
    for _ in 0..4 {
        if let Some((start, end)) =
            glued_place(words, at, packs).filter(|_| comma && opening.outlet.is_some())
        {
            opening.place = Some(Span::new(line.start() + start, line.start() + end));
            closed = Some(('-', end, opening));
            break;
        }
        let Some(part) = next_part(words, at, identity, packs) else { break };
        let comma_before = comma;
        comma = part.comma;
        let span = Span::new(line.start() + part.start, line.start() + part.end);
        match part.what {
            What::Outlet | What::Bracketed | What::Shaped if opening.outlet.is_none() => {
                opening.outlet = Some(span);
                opening.bracketed = part.what == What::Bracketed;
                opening.shaped = part.what == What::Shaped;
            }
            What::Place if opening.place.is_none() => opening.place = Some(span),
            // "KYIV, Ukraine, March 3 (Reuters) -": the state and the day belong to it, and are passed over.
            What::Place if part.comma || part.bracket => {}
            What::Day => {}
            // "LEMBAYUNG, Senjakala -": what follows a place that the tables know is no place of the same rank; of two
            // names the known place is the place.
            What::Place if comma_before && part.closes && part.mark != '.' && part.mark != ':' => {
                let place = opening.place.map_or("", |place| place.of(text));
                match (is_place(place, packs), is_place(span.of(text), packs)) {
                    (true, false) if opening.outlet.is_none() => {
                        opening.outlet = Some(span);
                        opening.shaped = true;
                    }
                    (false, true) if opening.outlet.is_none() => opening.place = Some(span),
                    _ => {}
                }
            }
            What::Outlet | What::Bracketed | What::Shaped | What::Place => break,
        }
        at = part.next;
        if part.closes {
            closed = Some((part.mark, at, opening));
            if opening.place.is_some() || opening.outlet.is_none() {
                break;
            }
        }
    }
    let (mark, end, opening) = closed?;
    let rest = words[end..].trim_start();
    let opening = Opening { end: line.start() + end, ..opening };
    is_opening(text, opening, mark, rest, packs).then_some(opening)
}

/// Whether what was read is an opening and not the start of a sentence.
fn is_opening(text: &str, opening: Opening, mark: char, rest: &str, packs: &Packs) -> bool {
    let starts = rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“'));
    let long = rest.split_whitespace().take(9).count() >= 8;
    if opening.outlet.is_some() {
        return !opening.shaped || starts && long && !matches!(mark, ':' | '.');
    }
    let Some(place) = opening.place else { return false };
    let place = place.of(text);
    let large = place.chars().all(|c| !c.is_lowercase());
    match mark {
        ':' => !large && starts && long && is_place(place, packs),
        '.' => false,
        _ => {
            starts
                && long
                && (large && place.len() > 3
                    || is_place(place, packs)
                    || place.split_whitespace().count() <= 3)
        }
    }
}

fn is_place(words: &str, packs: &Packs) -> bool {
    packs.world.named(words).iter().any(|named| {
        let thing = &packs.world.things[named.thing];
        thing.kind == ThingKind::Place
            || thing.kind == ThingKind::Country && matches!(named.sense, Sense::Name | Sense::Capital)
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Outlet,
    /// A name in brackets.
    Bracketed,
    /// A name that no table knows, in the shape of an outlet's.
    Shaped,
    Place,
    Day,
}

#[derive(Debug, Clone, Copy)]
struct Part {
    what: What,
    start: usize,
    end: usize,
    /// First byte after the mark that ends the part.
    next: usize,
    mark: char,
    /// Whether the mark may end the opening.
    closes: bool,
    comma: bool,
    bracket: bool,
}

/// The part of an opening that starts at `at`: a name, and the mark after it.
fn next_part(words: &str, at: usize, identity: &Identity, packs: &Packs) -> Option<Part> {
    let start = at + blank(&words[at..]);
    if start > OPENING_BYTES_MAX {
        return None;
    }
    if let Some(inner) = words[start..].strip_prefix('(') {
        let len = inner.find(')').filter(|len| *len <= 40)?;
        let (from, to) = (start + 1, start + 1 + len);
        let after = to + 1;
        let gap = blank(&words[after..]);
        let mark = words[after + gap..].chars().next()?;
        let closes = matches!(mark, '-' | '–' | '—' | ':' | '|');
        let next = if closes { after + gap + mark.len_utf8() } else { after };
        let next = next + dashes(&words[next..]);
        return Some(Part {
            what: What::Bracketed,
            start: from,
            end: to,
            next,
            mark,
            closes,
            comma: false,
            bracket: false,
        });
    }
    let (end, mark) = run(words, start)?;
    let name = words[start..end].trim_end().trim_end_matches("&nbsp;").trim_end_matches([' ', '-']);
    let end = start + name.len();
    let what = classify(name, identity, packs)?;
    let mark_at = words[end..].find(mark)? + end;
    let closes = matches!(mark, '-' | '–' | '—' | ':' | '|' | '.' | 'I' | 'l');
    let next = if mark == '(' { mark_at } else { mark_at + mark.len_utf8() };
    let next = next + dashes(&words[next..]);
    Some(Part { what, start, end, next, mark, closes, comma: mark == ',', bracket: mark == '(' })
}

/// Bytes of white space, written out or not, at the start.
fn blank(words: &str) -> usize {
    let rest = words.trim_start();
    words.len() - rest.strip_prefix("&nbsp;").map_or(rest, str::trim_start).len()
}

/// Bytes of further dashes ("--") at the start.
fn dashes(words: &str) -> usize {
    words.len() - words.trim_start_matches(['-', '–', '—']).len()
}

/// The end of the name that starts at `start`, and the mark after it.
fn run(words: &str, start: usize) -> Option<(usize, char)> {
    let mut before = None;
    let window = words[start..].char_indices().take_while(|(at, _)| start + at <= OPENING_BYTES_MAX);
    for (at, c) in window {
        let after = words[start + at + c.len_utf8()..].chars().next();
        let spaced = before.is_none_or(char::is_whitespace) || after.is_none_or(char::is_whitespace);
        let ends = match c {
            ',' | '|' | '–' | '—' | ':' | '(' => true,
            '-' => {
                spaced
                    || starts_word(&words[start + at + 1..])
                        && crate::outlet::is_host(&words[start..start + at])
                    || before == Some(';')
                    || after == Some('&')
                    || words[start..start + at].chars().all(|c| !c.is_lowercase())
                        && starts_word(&words[start + at + 1..])
            }
            // A bar that was read as a letter: "SENJA.co.id I LEMBAYUNG - ".
            'I' | 'l' => {
                spaced_both(words, start + at) && crate::outlet::is_host(words[start..start + at].trim())
            }
            '.' => after.is_none_or(char::is_whitespace) && before != Some('.'),
            _ => false,
        };
        if ends {
            return Some((start + at, c));
        }
        before = Some(c);
    }
    None
}

/// Whether a word written large only at its start follows: "JAKARTA-Presiden", but not "POS-KUPANG".
fn starts_word(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

fn spaced_both(words: &str, at: usize) -> bool {
    words[..at].ends_with(char::is_whitespace) && words[at + 1..].starts_with(char::is_whitespace)
}

/// The place right after an outlet where the space behind it is lost: "Senja.com, BandungWarga kota".
fn glued_place(words: &str, at: usize, packs: &Packs) -> Option<(usize, usize)> {
    let start = at + blank(&words[at..]);
    let mut before = None;
    let mut found = None;
    for (offset, c) in words[start..].char_indices().take(40) {
        let end = start + offset;
        if c.is_uppercase() && before.is_some_and(char::is_lowercase) && is_place(&words[start..end], packs) {
            found = Some((start, end));
        }
        before = Some(c);
    }
    found
}

/// Whether a part of a site is called so, and no place: "INFO NASIONAL - ".
fn is_section(name: &str, packs: &Packs) -> bool {
    let lower = name.to_lowercase();
    let mut tables = packs.languages.iter().map(|language| &language.boilerplate);
    tables.any(|table| table.line(&lower).is_some_and(|found| found.whole)) && !is_place(name, packs)
}

/// What a name in an opening is.
fn classify(name: &str, identity: &Identity, packs: &Packs) -> Option<What> {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.is_empty() || words.len() > PLACE_WORDS_MAX + 1 {
        return None;
    }
    if is_outlet(name, packs) || identity.has(name, packs) && !is_place(name, packs) {
        return Some(What::Outlet);
    }
    if looks_like_outlet(name, packs) {
        return Some(What::Shaped);
    }
    if name.contains(|c: char| c.is_ascii_digit()) {
        return (words.len() <= 4).then_some(What::Day);
    }
    if is_section(name, packs) {
        return None;
    }
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let plain = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’' | '/'));
    let hosts = words.iter().any(|word| crate::outlet::is_host(word));
    (plain && !hosts && words.len() <= PLACE_WORDS_MAX && words.iter().all(capital)).then_some(What::Place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_are_read() {
        let check = |text: &str, outlet: Option<&str>, place: Option<&str>| {
            let opening =
                read_opening(text, Span::new(0, text.len()), &Identity::default(), Packs::builtin())
                    .unwrap_or_default();
            let words = |span: Option<Span<Article>>| span.map(|span| span.of(text).to_owned());
            assert_eq!(
                (words(opening.outlet).as_deref(), words(opening.place).as_deref()),
                (outlet, place),
                "in {text:?}"
            );
        };
        let prose = "Warga kota itu mulai kembali ke rumah mereka pada pagi hari.";
        check(&format!("SENJAKOTA.COM - {prose}"), Some("SENJAKOTA.COM"), None);
        check(&format!("SENJAKOTA.COM , LEMBAYUNG – {prose}"), Some("SENJAKOTA.COM"), Some("LEMBAYUNG"));
        check(&format!("SENJAKOTA.CO.ID -  LEMBAYUNG. {prose}"), Some("SENJAKOTA.CO.ID"), Some("LEMBAYUNG"));
        check(&format!("LEMBAYUNG,SENJAKOTA.com- {prose}"), Some("SENJAKOTA.com"), Some("LEMBAYUNG"));
        check(&format!("Lembayung, (senjakota) – {prose}"), Some("senjakota"), Some("Lembayung"));
        check(&format!("Brussels: {prose}"), None, Some("Brussels"));
        check(&format!("LEMBAYUNG- {prose}"), None, Some("LEMBAYUNG"));
        check(
            &format!("SENJAKOTA.CO, Lembayung&nbsp;-&nbsp;{prose}"),
            Some("SENJAKOTA.CO"),
            Some("Lembayung"),
        );
        check(
            "LEMBAYUNG, Sunda, March 3 (AFP) - The mayor said so on Monday.",
            Some("AFP"),
            Some("LEMBAYUNG"),
        );
        check(&format!("POS-SENJA.COM, LEMBAYUNG- {prose}"), Some("POS-SENJA.COM"), Some("LEMBAYUNG"));
        check(&format!("SENJAKOTA.co.id I LEMBAYUNG - {prose}"), Some("SENJAKOTA.co.id"), Some("LEMBAYUNG"));
        check(&format!("RANTAU HULU, HARIAN SENJA - {prose}"), Some("HARIAN SENJA"), Some("RANTAU HULU"));
        check(&format!("Warta Senja, Lembayung - {prose}"), Some("Warta Senja"), Some("Lembayung"));
        check("Suara Warga: jembatan itu tidak aman bagi anak-anak yang pergi ke sekolah.", None, None);
        check(&format!("INFO NASIONAL - {prose}"), None, None);
        check(&format!("Jakarta, Senjakala - {prose}"), Some("Senjakala"), Some("Jakarta"));
        check(&format!("Muara Senja, Jakarta - {prose}"), None, Some("Jakarta"));
        check("Senjakota.com-Warga kota itu mulai pulang pada pagi hari.", Some("Senjakota.com"), None);
        check("Senjakota.com, BandungWarga kota itu pulang.", Some("Senjakota.com"), Some("Bandung"));
        check("FACT: The mayor did not say that the bridge would be closed at all.", None, None);
        check("Rutte - yang datang pada hari Senin - mengatakan bahwa ia tidak tahu.", None, None);
        check("Wali Kota Lembayung, Rani Puspita, mengatakan bahwa jembatan itu aman.", None, None);
        check("(Lembayung)", None, None);
    }
}
