//! Whether a page's characters are markup.

/// Whether a page's characters are markup: they open with a tag that HTML has.
pub(crate) fn looks_like_html(text: &str) -> bool {
    const TAGS: [&str; 22] = [
        "!doctype", "!--", "?xml", "html", "head", "body", "meta", "title", "article", "main", "section",
        "div", "p", "h1", "h2", "header", "nav", "script", "link", "style", "table", "figure",
    ];
    let Some(rest) =
        text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').strip_prefix('<')
    else {
        return false;
    };
    let fits = |tag: &&str| {
        rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag))
            && (tag.starts_with('!') || !rest[tag.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    TAGS.iter().any(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_told_from_text() {
        assert!(looks_like_html("\n<!DOCTYPE html><title>x</title>"));
        assert!(looks_like_html("<div class=a>x"));
        assert!(!looks_like_html("Warga <em>Lembayung</em> pulang."));
        assert!(!looks_like_html("<3 kota ini"));
        assert!(!looks_like_html("<pulang>"));
    }
}
