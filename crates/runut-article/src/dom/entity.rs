//! Characters that markup writes by name or number.

use std::borrow::Cow;

/// Bytes of the longest name that HTML has, with `&` and `;`.
const ENTITY_BYTES_MAX: usize = 33;

/// Bytes of the entity that `text` opens with; 1 where `&` stands for itself.
pub(crate) fn entity_len(text: &str) -> usize {
    let name = text.as_bytes()[1..]
        .iter()
        .take(ENTITY_BYTES_MAX)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#')
        .count();
    if name == 0 {
        return 1;
    }
    1 + name + usize::from(text[1 + name..].starts_with(';'))
}

/// The characters that an entity stands for: `raw` is what [`entity_len`] measured, and stands for itself where it is
/// no entity.
///
/// # Source
/// HTML Living Standard, 13.5 "named character references"; the frequent ones are found without the table.
pub(crate) fn decode_entity(raw: &str) -> Cow<'_, str> {
    let made = match raw {
        "&amp;" => "&",
        "&nbsp;" | "&#160;" => "\u{A0}",
        "&quot;" | "&#34;" => "\"",
        "&#39;" | "&#039;" | "&apos;" | "&#x27;" => "'",
        "&lt;" => "<",
        "&gt;" => ">",
        "&rsquo;" | "&#8217;" | "&#x2019;" => "’",
        "&lsquo;" | "&#8216;" => "‘",
        "&ldquo;" | "&#8220;" | "&#x201C;" => "“",
        "&rdquo;" | "&#8221;" | "&#x201D;" => "”",
        "&ndash;" | "&#8211;" => "–",
        "&mdash;" | "&#8212;" => "—",
        "&hellip;" | "&#8230;" => "…",
        _ => return htmlize::unescape(raw),
    };
    Cow::Borrowed(made)
}

/// `raw` with its entities decoded.
pub(crate) fn decode(raw: &str) -> Cow<'_, str> {
    if !raw.as_bytes().contains(&b'&') {
        return Cow::Borrowed(raw);
    }
    let mut made = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        made.push_str(&rest[..at]);
        let len = entity_len(&rest[at..]);
        made.push_str(&decode_entity(&rest[at..at + len]));
        rest = &rest[at + len..];
    }
    made.push_str(rest);
    Cow::Owned(made)
}

/// The value of an attribute: there, `&copy=` in an address is no entity.
pub(crate) fn decode_attribute(raw: &str) -> Cow<'_, str> {
    if raw.as_bytes().contains(&b'&') { htmlize::unescape_attribute(raw) } else { Cow::Borrowed(raw) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded() {
        let check = |raw: &str, made: &str| assert_eq!(decode(raw), made, "in {raw:?}");
        check("A &amp; B&nbsp;&ndash; &ldquo;d&rdquo;", "A & B\u{A0}– “d”");
        check("&copy 2031 & c &x; &&amp;", "© 2031 & c &x; &&");
        check("&#8364;&#x20AC;&#0;&#x110000;", "€€\u{FFFD}\u{FFFD}");
        check("&notit;&NotEqualTilde;", "¬it;≂̸");
        check("&", "&");
        assert_eq!(decode_attribute("?a=1&copy=2&amp;b"), "?a=1&copy=2&b");
    }
}
