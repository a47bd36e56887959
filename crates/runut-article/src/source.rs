//! A page's text, and the way from it to the page's bytes.

use runut_packs::Packs;
use runut_text::{Note, Page, Seam, Span};

use crate::{
    article::{Article, BlockKind},
    calls::Calls,
    decode::{Decoded, decode},
    dom::{
        Dom, Markup,
        entity::{decode_entity, entity_len},
    },
    head::site_names,
    html::looks_like_html,
    line::Mark,
    meta::{self, Metadata},
};

/// The text of a page.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// The page's characters, or, of markup, what a reader sees.
    pub(crate) text: String,
    /// From places in the text to bytes of the page.
    pub(crate) seam: Seam<Page, Article>,
    /// Where lines start that markup marks, in reading order.
    pub(crate) marks: Vec<(usize, Mark)>,
    /// What each line of a page of markup is, in reading order.
    pub(crate) kinds: Option<Vec<BlockKind>>,
    /// Names of the site in the markup's head, the surest first.
    pub(crate) names: Vec<String>,
    /// What the markup says of the report.
    pub(crate) meta: Metadata<Page>,
    /// What was seen on the way.
    pub(crate) notes: Vec<Note<Article>>,
}

/// Reads a page's bytes: plain text to the letter, markup as a reader sees it.
pub(crate) fn read_bytes(bytes: &[u8], packs: &Packs) -> Source {
    let decoded = decode::<Markup>(bytes);
    if !looks_like_html(&decoded.text) {
        return plain(decoded);
    }
    let dom = Dom::parse(&decoded.text);
    let calls = Calls::of(&dom, &packs.markup);
    let rendered = crate::page::read(&dom, &calls, packs);
    let place = |span: Span<Markup>| rendered.seam.to_made(span);
    let (told, told_notes) = meta::read(&dom, &calls, packs);
    let meta = told.map(|span| decoded.seam.to_source(Span::new(span.start(), span.end())));
    let notes = decoded.notes.iter().map(|(code, span, detail)| (*code, *span, detail));
    let notes = notes.chain(dom.notes.iter().map(|(code, span, detail)| (*code, Some(*span), detail)));
    let mut notes: Vec<Note<Article>> = notes
        .map(|(code, span, detail)| Note { code, span: span.and_then(place), detail: detail.clone() })
        .collect();
    notes.extend(told_notes.into_iter().map(|note| {
        let span = note.span.and_then(|span| place(Span::new(span.start(), span.end())));
        Note { code: note.code, span, detail: note.detail }
    }));
    let seam = join(&decoded, &rendered.seam);
    let names = site_names(&dom);
    let marks = rendered.lines.iter().map(|line| (line.start, line.mark)).collect();
    let kinds = Some(rendered.lines.iter().map(|line| line.kind).collect());
    Source { text: rendered.text, seam, marks, kinds, names, meta, notes }
}

/// Plain text: the article's text is the page's, but for characters that a crawl left written by name ("&ldquo;").
fn plain(decoded: Decoded<'_, Markup>) -> Source {
    let (text, written_out) = write_out(&decoded.text);
    let place = |span: Span<Markup>| written_out.to_made(span);
    let notes = decoded.notes.iter().map(|(code, span, detail)| Note {
        code: *code,
        span: span.and_then(place),
        detail: detail.clone(),
    });
    let (notes, seam) = (notes.collect(), join(&decoded, &written_out));
    Source { text: text.unwrap_or_else(|| decoded.text.into_owned()), seam, notes, ..Source::default() }
}

/// The text with the characters that are written by name or number, up to a `;`, in their place, if there are any; and
/// the way back.
fn write_out(text: &str) -> (Option<String>, Seam<Markup, Article>) {
    let mut made = String::new();
    let mut seam = Seam::default();
    let mut copied = 0;
    let mut copy = |made: &mut String, seam: &mut Seam<Markup, Article>, to: usize, next: usize| {
        let start = made.len();
        made.push_str(&text[copied..to]);
        seam.push(Span::new(copied, to), Span::new(start, made.len()));
        copied = next;
    };
    for (at, _) in text.match_indices('&') {
        let raw = &text[at..at + entity_len(&text[at..])];
        let character = decode_entity(raw);
        if raw.ends_with(';') && character != raw {
            copy(&mut made, &mut seam, at, at + raw.len());
            let start = made.len();
            made.push_str(&character);
            seam.push(Span::new(at, at + raw.len()), Span::new(start, made.len()));
        }
    }
    if seam.stitches().is_empty() {
        return (None, Seam::identity(text.len()));
    }
    copy(&mut made, &mut seam, text.len(), text.len());
    (Some(made), seam)
}

/// The seam through the markup's characters to the page's bytes.
fn join(decoded: &Decoded<'_, Markup>, rendered: &Seam<Markup, Article>) -> Seam<Page, Article> {
    let mut seam = Seam::default();
    for &(markup, made) in rendered.stitches() {
        let whole = decoded.seam.to_source(markup);
        match whole {
            Some(page) if page.len() == made.len() || markup.len() != made.len() => seam.push(page, made),
            // Characters of another charset: each has bytes of its own.
            Some(_) => {
                for (at, c) in markup.of(&decoded.text).char_indices() {
                    let from = Span::new(markup.start() + at, markup.start() + at + c.len_utf8());
                    let to = Span::new(made.start() + at, made.start() + at + c.len_utf8());
                    if let Some(page) = decoded.seam.to_source(from) {
                        seam.push(page, to);
                    }
                }
            }
            None => {}
        }
    }
    seam
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_has_the_characters_that_a_crawl_left_written_by_name() {
        let page = b"&ldquo;Kapal caf\xC3\xA9 R&D;,&rdquo; kata AT&T &amp; Co.&nbsp;a=1&copy=2";
        let source = read_bytes(page, Packs::builtin());
        assert_eq!(source.text, "“Kapal café R&D;,” kata AT&T & Co.\u{A0}a=1&copy=2");
        let back = |words: &str| {
            let at = source.text.find(words).expect("it is there");
            let span = source.seam.to_source(Span::new(at, at + words.len())).expect("it came from the page");
            String::from_utf8_lossy(&page[span.start()..span.end()]).into_owned()
        };
        for (words, bytes) in
            [("“", "&ldquo;"), ("café", "café"), ("” kata", "&rdquo; kata"), ("& Co", "&amp; Co")]
        {
            assert_eq!(back(words), bytes);
        }
        // In an older charset, too.
        let source = read_bytes(b"na\xEFf &ndash; caf\xE9, kata dia di sana", Packs::builtin());
        assert!(source.text.starts_with("naïf – café"), "{}", source.text);
        let at = source.text.find("café").expect("it is there");
        assert_eq!(source.seam.to_source(Span::new(at, at + 5)), Some(Span::new(13, 17)));
    }

    #[test]
    fn markup_in_another_charset_leads_back_to_its_bytes() {
        let page = b"<meta charset=windows-1252><p>na\xEFf \x96 caf\xE9</p>";
        let source = read_bytes(page, Packs::builtin());
        assert_eq!(source.text, "naïf – café\n");
        let at = source.text.find('–').expect("it is there");
        assert_eq!(source.seam.to_source(Span::new(at, at + 3)), Some(Span::new(35, 36)));
        let at = source.text.find("caf").expect("it is there");
        assert_eq!(source.seam.to_source(Span::new(at, at + 5)), Some(Span::new(37, 41)));
    }
}
