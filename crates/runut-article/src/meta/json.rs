//! JSON as pages write it, every value with its place: borrowed slices of the markup it stands in.
//!
//! A parser of our own, since `serde_json` gives no places and refuses what pages hold: commas too many or too few,
//! raw line breaks in strings, quotation marks inside them, comments, CDATA marks, missing ends. It never fails; what
//! makes no sense is passed over.

use std::borrow::Cow;

use memchr::memchr2;

/// Values within one another that are read; what lies deeper is passed over.
const DEPTH_MAX: usize = 40;
/// Values of one script that are read.
const VALUES_MAX: usize = 50_000;

/// A value. Words are as written, between their quotation marks, with escapes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json<'a> {
    /// `null`, numbers, `true`, and words without quotation marks.
    Bare(&'a str),
    Words(&'a str),
    List(Vec<Json<'a>>),
    Table(Vec<(&'a str, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// The value of a key, the first where there are several.
    pub(crate) fn get(&self, key: &str) -> Option<&Json<'a>> {
        match self {
            Json::Table(rows) => rows.iter().find(|(name, _)| *name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The words of a value that is words, white space at the ends cut.
    pub(crate) fn words(&self) -> Option<&'a str> {
        match self {
            Json::Words(words) => Some(words.trim()).filter(|words| !words.is_empty()),
            _ => None,
        }
    }

    /// The values of a list, or the one value that stands in its place.
    pub(crate) fn each(&self) -> &[Json<'a>] {
        match self {
            Json::List(values) => values,
            one => std::slice::from_ref(one),
        }
    }
}

/// Reads all values in a script.
pub(crate) fn read(text: &str) -> Vec<Json<'_>> {
    let mark = if text.contains('"') || !text.contains("&quot;") { "\"" } else { "&quot;" };
    let mut reader = Reader { text, mark, at: 0, values: 0 };
    let mut values = Vec::new();
    loop {
        reader.skip_blank();
        let start = reader.at;
        match reader.byte() {
            None => return values,
            Some(b'{' | b'[') => values.extend(reader.value(0, false)),
            Some(_) => reader.at += 1,
        }
        if reader.at <= start {
            return values;
        }
        reader.step_to_boundary();
    }
}

/// The characters that a string's words stand for.
pub(crate) fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut made = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        made.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        match c {
            'n' | 'r' | 't' | 'b' | 'f' => made.push(' '),
            'u' => {
                let (c, len) = unicode(rest);
                made.push(c);
                rest = &rest[len..];
            }
            other => made.push(other),
        }
    }
    made.push_str(rest);
    Cow::Owned(made)
}

/// The character of the digits after `\u`, and the bytes that they take, with those of a second half.
fn unicode(rest: &str) -> (char, usize) {
    let unit = |at: usize| rest.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(first) = unit(0) else { return ('\u{FFFD}', 0) };
    if let Some(c) = char::from_u32(first) {
        return (c, 4);
    }
    let second = rest[4..].strip_prefix("\\u").and_then(|_| unit(6));
    match second {
        Some(second @ 0xDC00..=0xDFFF) if first < 0xDC00 => {
            let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            (char::from_u32(code).unwrap_or('\u{FFFD}'), 10)
        }
        _ => ('\u{FFFD}', 4),
    }
}

struct Reader<'a> {
    text: &'a str,
    /// What stands about strings.
    mark: &'static str,
    at: usize,
    values: usize,
}

impl<'a> Reader<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn at_mark(&self) -> bool {
        self.text.as_bytes()[self.at..].starts_with(self.mark.as_bytes())
    }

    fn value(&mut self, depth: usize, keyed: bool) -> Option<Json<'a>> {
        self.skip_blank();
        self.values += 1;
        if self.values > VALUES_MAX {
            self.at = self.text.len();
            return None;
        }
        match self.byte()? {
            b'{' | b'[' if depth >= DEPTH_MAX => {
                self.skip_nested();
                None
            }
            b'{' => Some(self.table(depth)),
            b'[' => Some(self.list(depth)),
            _ if self.at_mark() => Some(Json::Words(self.string(keyed))),
            _ => Some(Json::Bare(self.bare())),
        }
    }

    fn table(&mut self, depth: usize) -> Json<'a> {
        self.at += 1;
        let mut rows = Vec::new();
        loop {
            self.skip_blank();
            let start = self.at;
            match self.byte() {
                // A table that is not closed ends with the list about it.
                None | Some(b']') => break,
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b',' | b';' | b':') => self.at += 1,
                Some(_) => {
                    let key = if self.at_mark() { self.string(false) } else { self.bare() };
                    self.skip_blank();
                    if self.byte() == Some(b':') {
                        self.at += 1;
                        rows.extend(self.value(depth + 1, true).map(|value| (key, value)));
                    }
                }
            }
            self.move_on(start);
        }
        Json::Table(rows)
    }

    fn list(&mut self, depth: usize) -> Json<'a> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.skip_blank();
            let start = self.at;
            match self.byte() {
                None | Some(b'}') => break,
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b',' | b';' | b':') => self.at += 1,
                Some(_) => values.extend(self.value(depth + 1, false)),
            }
            self.move_on(start);
        }
        Json::List(values)
    }

    /// Whatever was read, reading goes on behind it.
    fn move_on(&mut self, start: usize) {
        if self.at <= start {
            self.at = start + 1;
        }
        self.step_to_boundary();
    }

    /// Moves on to the start of a character.
    fn step_to_boundary(&mut self) {
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    /// Passes over a value that is nested too deep.
    fn skip_nested(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.byte() {
            if self.at_mark() {
                self.string(false);
                continue;
            }
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// The words of a string; the reader stands on its opening mark. `keyed`: the string is the value of a key, so
    /// that after a comma another key follows.
    fn string(&mut self, keyed: bool) -> &'a str {
        let start = self.at + self.mark.len();
        let bytes = self.text.as_bytes();
        let first = self.mark.as_bytes()[0];
        let mut at = start;
        while let Some(step) = memchr2(first, b'\\', &bytes[at.min(bytes.len())..]) {
            at += step;
            if bytes[at] == b'\\' {
                at += 2;
            } else if bytes[at..].starts_with(self.mark.as_bytes())
                && self.closes(at + self.mark.len(), keyed)
            {
                self.at = at + self.mark.len();
                return &self.text[start..at];
            } else {
                at += 1;
            }
        }
        self.at = bytes.len();
        &self.text[start..]
    }

    /// Whether a quotation mark before `at` ends its string, and is none of its words: what follows is JSON.
    fn closes(&self, at: usize, keyed: bool) -> bool {
        let rest = self.text[at..].trim_start();
        match rest.as_bytes().first() {
            None | Some(b':' | b'}' | b']' | b'/') => true,
            Some(b',') => {
                let next = rest[1..].trim_start();
                next.starts_with(self.mark) && (!keyed || self.is_key(next))
                    || next.starts_with(['{', '[', '}', ']', '-', '/', ','])
                    || next.starts_with(|c: char| c.is_ascii_digit())
                    || ["true", "false", "null"].iter().any(|word| next.starts_with(word))
                    || next.is_empty()
            }
            // A comma was forgotten: the next key stands on a line of its own.
            Some(_) => {
                rest.starts_with(self.mark)
                    && self.text[at..].starts_with(['\n', '\r', ' ', '\t'])
                    && self.is_key(rest)
            }
        }
    }

    /// Whether `rest` opens with a string and a colon.
    fn is_key(&self, rest: &str) -> bool {
        let key = &rest[self.mark.len()..];
        let end = key.find(self.mark);
        end.is_some_and(|end| key[end + self.mark.len()..].trim_start().starts_with(':'))
    }

    /// Characters up to the next mark of JSON.
    fn bare(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let len = rest.find([',', ':', '}', ']', '{', '[', '\n']).unwrap_or(rest.len());
        self.at += len;
        rest[..len].trim_end()
    }

    /// Passes over white space, comments and the marks that hide a script from old browsers.
    fn skip_blank(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let blank =
                rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').len();
            self.at += blank;
            let rest = &rest[blank..];
            let passed = if let Some(comment) = rest.strip_prefix("/*") {
                comment.find("*/").map_or(rest.len(), |end| end + 4)
            } else if let Some(comment) = rest.strip_prefix("//") {
                let hidden = comment.starts_with("<![CDATA[") || comment.starts_with("]]>");
                if hidden { 2 } else { comment.find('\n').map_or(rest.len(), |end| end + 2) }
            } else {
                let marks = ["<![CDATA[", "]]>", "<!--", "-->"];
                marks.iter().find(|mark| rest.starts_with(**mark)).map_or(0, |mark| mark.len())
            };
            self.at += passed;
            if passed == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn print(value: &Json) -> String {
        match value {
            Json::Bare(words) => (*words).to_owned(),
            Json::Words(words) => format!("'{}'", unescape(words)),
            Json::List(values) => format!("[{}]", values.iter().map(print).collect::<Vec<_>>().join(", ")),
            Json::Table(rows) => {
                let rows: Vec<String> =
                    rows.iter().map(|(key, value)| format!("{key}: {}", print(value))).collect();
                format!("{{{}}}", rows.join(", "))
            }
        }
    }

    fn check(text: &str, printed: &str) {
        let values: Vec<String> = read(text).iter().map(print).collect();
        assert_eq!(values.join(" "), printed, "in {text:?}");
    }

    #[test]
    fn sound_json_is_read() {
        check(
            r#"{"a": 1, "b": [true, null, "x\u00e9\"y\/"], "c": {"d": -2.5e3}}"#,
            "{a: 1, b: [true, null, 'xé\"y/'], c: {d: -2.5e3}}",
        );
        check(r#"{"a": "\ud83d\ude00"}"#, "{a: '😀'}");
        check("[]", "[]");
        check("", "");
    }

    #[test]
    fn broken_json_is_read_as_meant() {
        check("{\"a\": 1,}", "{a: 1}");
        check("{\"a\": \"Air\n\tsurut\"}", "{a: 'Air\n\tsurut'}");
        check("{\"a\": \"Rani \"Ran\" Puspita\", \"b\": 1}", "{a: 'Rani \"Ran\" Puspita', b: 1}");
        check(
            "{\"a\": \"Kata \"surut\", \"pulang\", dan sepi\", \"b\": 1}",
            "{a: 'Kata \"surut\", \"pulang\", dan sepi', b: 1}",
        );
        check("{\"a\": \"x\"\n \"b\": \"y\"}", "{a: 'x', b: 'y'}");
        check("{\"a\": [1, 2}", "{a: [1, 2]}");
        check("{\"a\": {\"b\": \"c\"", "{a: {b: 'c'}}");
        check("//<![CDATA[\n{\"a\": 1}\n//]]>", "{a: 1}");
        check("/* x */ {\"a\": 1, /* y */ // z\n \"b\": 2}", "{a: 1, b: 2}");
        check("{a: 1}; {\"b\": 2}", "{a: 1} {b: 2}");
        check("{&quot;a&quot;: &quot;x&quot;}", "{a: 'x'}");
        check("window.x = {\"a\": 1};", "{a: 1}");
        check("\u{FEFF}{\"a\": \"x\\", "{a: 'x'}");
    }

    #[test]
    fn words_stand_in_the_text() {
        let text = "{\"a\": \" x \"}";
        let values = read(text);
        let words = values[0].get("a").and_then(Json::words).expect("it is there");
        assert_eq!((words.as_ptr() as usize - text.as_ptr() as usize, words), (8, "x"));
    }

    #[test]
    fn deep_and_long_values_are_bounded() {
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(read(&deep).len(), 1);
        let long = format!("[{}]", "1,".repeat(200_000));
        assert_eq!(read(&long).first().map(|list| list.each().len() <= VALUES_MAX), Some(true));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[\\[\\]{}\":,a1é\\\\ \n/*&quot;<!-]{0,60}") {
            for value in read(&text) {
                let _ = print(&value);
            }
        }

        #[test]
        fn strings_come_back(words in "[a-zé\"\\\\/\u{1F600} ]{0,20}") {
            let text = format!("{{\"a\":{},\"b\":1}}", quoted(&words));
            let values = read(&text);
            let found = values[0].get("a").expect("it is there");
            prop_assert_eq!(print(found), format!("'{words}'"));
        }
    }

    fn quoted(words: &str) -> String {
        format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
