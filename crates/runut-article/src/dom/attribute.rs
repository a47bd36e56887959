//! Attributes of a start tag, read when they are asked for.

use std::borrow::Cow;

use super::entity::decode_attribute;

/// Attributes of one element that are read; an element with more is no element of a news page.
pub(super) const ATTRIBUTES_MAX: usize = 512;

/// One attribute of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The name as written.
    pub name: &'a str,
    /// The value as written: entities are not decoded, quotation marks are off.
    pub raw: &'a str,
}

impl<'a> Attribute<'a> {
    /// The value, entities decoded.
    pub fn value(&self) -> Cow<'a, str> {
        decode_attribute(self.raw)
    }

    /// Whether it has the name, in whatever case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// The attributes in a start tag, in the order of the markup.
#[derive(Debug, Clone)]
pub struct Attributes<'a> {
    rest: &'a str,
    left: usize,
}

/// The attributes of the start tag whose markup after the name is `rest`, up to `>`.
pub(super) fn attributes(rest: &str) -> Attributes<'_> {
    Attributes { rest, left: ATTRIBUTES_MAX }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        self.left = self.left.checked_sub(1)?;
        let bytes = self.rest.as_bytes();
        let start = bytes.iter().position(|byte| !is_space(*byte) && !matches!(byte, b'/' | b'>'))?;
        let mut at = start + 1;
        while at < bytes.len() && !is_space(bytes[at]) && !matches!(bytes[at], b'=' | b'/' | b'>') {
            at += 1;
        }
        let name = &self.rest[start..at];
        let mut value = at;
        while value < bytes.len() && is_space(bytes[value]) {
            value += 1;
        }
        if bytes.get(value) != Some(&b'=') {
            self.rest = &self.rest[at..];
            return Some(Attribute { name, raw: "" });
        }
        value += 1;
        while value < bytes.len() && is_space(bytes[value]) {
            value += 1;
        }
        let (raw, end) = match bytes.get(value) {
            Some(&quote @ (b'"' | b'\'')) => {
                let len = memchr::memchr(quote, &bytes[value + 1..]).unwrap_or(bytes.len() - value - 1);
                (&self.rest[value + 1..value + 1 + len], (value + len + 2).min(bytes.len()))
            }
            Some(_) => {
                let len =
                    bytes[value..].iter().take_while(|byte| !is_space(**byte) && **byte != b'>').count();
                (&self.rest[value..value + len], value + len)
            }
            None => ("", bytes.len()),
        };
        self.rest = &self.rest[end..];
        Some(Attribute { name, raw })
    }
}

/// White space between attributes.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_browsers_read_them() {
        let check = |rest: &str, pairs: &[(&str, &str)]| {
            let found: Vec<(&str, &str)> = attributes(rest).map(|a| (a.name, a.raw)).collect();
            assert_eq!(found, pairs, "in {rest:?}");
        };
        check(
            r#" class="a b" id=x hidden data-x = 'y"z' "#,
            &[("class", "a b"), ("id", "x"), ("hidden", ""), ("data-x", "y\"z")],
        );
        check(r" href=/a/b?c=d/ />", &[("href", "/a/b?c=d/")]);
        check(r#" a="x"b='y'"#, &[("a", "x"), ("b", "y")]);
        check(r#" title=it's class="x"" "#, &[("title", "it's"), ("class", "x"), ("\"", "")]);
        check(" a=", &[("a", "")]);
        check(" =x=y", &[("=x", "y")]);
    }
}
