//! Whether a page's characters are markup.

/// Bytes of a page among which its markup may begin: programs print warnings over it.
const LATE_BYTES_MAX: usize = 8 << 10;

/// Whether a page's characters are markup: they open with a tag that HTML has, or the page's own first tag follows soon.
pub(crate) fn looks_like_html(text: &str) -> bool {
    const TAGS: [&str; 22] = [
        "!doctype", "!--", "?xml", "html", "head", "body", "meta", "title", "article", "main", "section",
        "div", "p", "h1", "h2", "header", "nav", "script", "link", "style", "table", "figure",
    ];
    let Some(rest) =
        text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').strip_prefix('<')
    else {
        return opens_late(text);
    };
    let fits = |tag: &&str| {
        rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag))
            && (tag.starts_with('!') || !rest[tag.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    TAGS.iter().any(fits) || opens_late(text)
}

/// Whether `<!doctype html>` or `<html>` stands near the top, at the start of a line or behind another tag.
fn opens_late(text: &str) -> bool {
    let bytes = &text.as_bytes()[..text.len().min(LATE_BYTES_MAX)];
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let before = bytes[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
        let starts = before.is_none_or(|byte| matches!(byte, b'\n' | b'\r' | b'>'));
        let opens = |tag: &str| {
            bytes[at..].get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag.as_bytes()))
                && bytes
                    .get(at + tag.len())
                    .is_some_and(|byte| matches!(byte, b'>' | b' ' | b'\n' | b'\r' | b'\t'))
        };
        starts && (opens("<!doctype html") || opens("<html"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_text() {
        assert!(looks_like_html("\n<!DOCTYPE html><title>x</title>"));
        assert!(looks_like_html("<div class=a>x"));
        assert!(looks_like_html("<br />\n<b>Warning</b>: no such table\n<!DOCTYPE html>\n<title>x</title>"));
        assert!(looks_like_html("Notice: x in y\n<html lang=id><p>x"));
        assert!(looks_like_html("Notice: x in y\n  <html lang=id><p>x"));
        assert!(!looks_like_html("Tulis <html> di baris pertama."));
        assert!(!looks_like_html("Warga <em>Lembayung</em> pulang."));
        assert!(!looks_like_html("<3 kota ini"));
        assert!(!looks_like_html("<pulang>"));
    }
}
