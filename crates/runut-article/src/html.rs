//! Simple HTML as a reader sees it: a line per block, and what each block is for.
//!
//! # Incomplete support
//! No tree is built: where tags are not closed, or CSS hides or moves a block, the lines are those of the source.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use runut_text::{Seam, Span};

use crate::{article::Article, line::Mark};

/// The characters of a page of markup, tags and all.
#[derive(Debug)]
pub(crate) enum Markup {}

/// What a reader sees of a page of markup.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// A line per block.
    pub(crate) text: String,
    /// From places in the text to places in the markup.
    pub(crate) seam: Seam<Markup, Article>,
    /// Where marked lines start, in reading order.
    pub(crate) marks: Vec<(usize, Mark)>,
}

/// Elements within one another that are kept in mind; a page with more leaves them open by mistake.
const DEPTH_MAX: usize = 64;

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

/// Renders markup.
pub(crate) fn render(markup: &str) -> Rendered {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = Renderer {
        markup,
        made: Rendered::default(),
        hidden: Vec::new(),
        open: Vec::new(),
        space: None,
        at: 0,
    };
    for token in Tokenizer::new_with_emitter(markup, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                page.read_until(tag.span.start);
                page.at = tag.span.end;
                page.start(&String::from_utf8_lossy(&tag.name), tag.self_closing);
            }
            Token::EndTag(tag) => {
                page.read_until(tag.span.start);
                page.at = tag.span.end;
                page.end(&String::from_utf8_lossy(&tag.name));
            }
            Token::Comment(comment) => page.skip_markup(comment.span.start, comment.span.end),
            Token::Doctype(doctype) => page.skip_markup(doctype.span.start, doctype.span.end),
            Token::String(_) | Token::Error(_) => {}
        }
    }
    page.read_until(markup.len());
    page.made
}

struct Renderer<'a> {
    markup: &'a str,
    made: Rendered,
    /// Names of the open elements whose text nobody sees.
    hidden: Vec<String>,
    /// Open elements that mark their lines.
    open: Vec<(String, Mark)>,
    /// White space that was passed over since the last character.
    space: Option<Span<Markup>>,
    /// First byte of the markup that was not read.
    at: usize,
}

impl Renderer<'_> {
    fn start(&mut self, name: &str, closed: bool) {
        if is_hidden(name) && !closed && !is_void(name) && self.hidden.len() < DEPTH_MAX {
            self.hidden.push(name.to_owned());
        }
        if name == "body" {
            self.hidden.clear();
        }
        if is_block(name) {
            self.break_line();
        }
        if let Some(mark) = mark_of(name).filter(|_| !closed && self.open.len() < DEPTH_MAX) {
            self.open.push((name.to_owned(), mark));
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(at) = self.hidden.iter().rposition(|open| open == name) {
            self.hidden.truncate(at);
        }
        if is_block(name) {
            self.break_line();
        }
        if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(at);
        }
    }

    fn skip_markup(&mut self, start: usize, end: usize) {
        // Spans of comments hold their delimiters or not; text never starts within "<!--".
        let before = self
            .markup
            .get(self.at..start)
            .and_then(|text| text.rfind("<!"))
            .map_or(start, |at| self.at + at);
        self.read_until(before.min(start));
        let after = self.markup.get(end..).filter(|rest| rest.starts_with("-->")).map_or(end, |_| end + 3);
        self.at = after.max(self.at);
    }

    /// Reads text up to a byte of the markup.
    fn read_until(&mut self, end: usize) {
        let start = self.at;
        self.at = end.max(start);
        let Some(text) = self.markup.get(start..end.max(start)).filter(|_| self.hidden.is_empty()) else {
            return;
        };
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let from = start + (text.len() - rest.len());
            let len = if c == '&' { entity_len(rest) } else { c.len_utf8() };
            let raw = &rest[..len];
            rest = &rest[len..];
            let source = Span::new(from, from + len);
            if len > 1 && c == '&' {
                let made = decode_entity(raw);
                if made.chars().all(char::is_whitespace) {
                    self.space_at(source);
                } else {
                    self.push(&made, source);
                }
            } else if c.is_whitespace() {
                self.space_at(source);
            } else {
                self.push(raw, source);
            }
        }
    }

    fn space_at(&mut self, source: Span<Markup>) {
        if !self.made.text.is_empty() && !self.made.text.ends_with('\n') {
            self.space = Some(self.space.map_or(source, |space| space.cover(source)));
        }
    }

    fn push(&mut self, words: &str, source: Span<Markup>) {
        if let Some(space) = self.space.take() {
            self.sew(" ", space);
        }
        let starts = self.made.text.is_empty() || self.made.text.ends_with('\n');
        if starts {
            // A menu's heading is of the menu.
            let aside = self.open.iter().find(|(_, mark)| *mark == Mark::Aside);
            if let Some((_, mark)) = aside.or(self.open.last()) {
                self.made.marks.push((self.made.text.len(), *mark));
            }
        }
        self.sew(words, source);
    }

    fn sew(&mut self, words: &str, source: Span<Markup>) {
        let start = self.made.text.len();
        self.made.text.push_str(words);
        self.made.seam.push(source, Span::new(start, self.made.text.len()));
    }

    fn break_line(&mut self) {
        self.space = None;
        if !self.made.text.is_empty() && !self.made.text.ends_with('\n') {
            self.made.text.push('\n');
        }
    }
}

/// Bytes of the entity that `text` opens with; 1 where it opens with none.
fn entity_len(text: &str) -> usize {
    let name =
        text[1..].bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    if name == 0 {
        return 1;
    }
    1 + name + usize::from(text[1 + name..].starts_with(';'))
}

/// The characters that an entity stands for, as the tokenizer reads it.
fn decode_entity(entity: &str) -> String {
    let mut made = String::new();
    for token in Tokenizer::new(entity) {
        let Ok(token) = token;
        if let Token::String(words) = token {
            made.push_str(&String::from_utf8_lossy(&words));
        }
    }
    made
}

/// Whether nobody sees the text of such an element.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "select"
            | "object"
            | "audio"
            | "video"
            | "canvas"
            | "math"
            | "textarea"
            | "title"
            | "dialog"
    )
}

/// Whether an element has no end tag.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "wbr"
            | "embed"
            | "area"
            | "col"
            | "track"
    )
}

/// Whether an element stands on lines of its own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// What an element says of its lines.
fn mark_of(name: &str) -> Option<Mark> {
    match name {
        "h1" => Some(Mark::Headline),
        "h2" | "h3" | "h4" | "h5" | "h6" => Some(Mark::Heading),
        "figcaption" => Some(Mark::Caption),
        "nav" | "footer" | "aside" | "form" | "button" | "menu" => Some(Mark::Aside),
        _ => None,
    }
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

    #[test]
    fn a_line_per_block() {
        let check = |markup: &str, text: &str| assert_eq!(render(markup).text, text, "in {markup:?}");
        check(
            "<p>Air  surut,\n <b>warga</b> pulang.</p><p>Besok sekolah.",
            "Air surut, warga pulang.\nBesok sekolah.",
        );
        check("<head><title>x</title><style>p{}</style></head><body><h1>Air Surut</h1>", "Air Surut\n");
        check("<script>var a = '<p>x</p>';</script><p>Air<br>surut", "Air\nsurut");
        check(
            "<p>A &amp; B&nbsp;&ndash; C &ldquo;d&rdquo; &copy 2031 a < b & c</p>",
            "A & B – C “d” © 2031 a < b & c\n",
        );
        check("<p>Air<!-- kata --> surut<!---->.</p>", "Air surut.\n");
        check("<ul><li>satu<li>dua</ul>", "satu\ndua\n");
    }

    #[test]
    fn lines_know_their_element() {
        let made = render(
            "<nav><h2>Menu</h2></nav><h1>Air Surut</h1><p>Warga pulang.</p><figure><figcaption>Foto</figcaption></figure>",
        );
        let marks: Vec<(&str, Mark)> = made
            .marks
            .iter()
            .map(|(at, mark)| (made.text[*at..].lines().next().unwrap_or_default(), *mark))
            .collect();
        assert_eq!(marks, [("Menu", Mark::Aside), ("Air Surut", Mark::Headline), ("Foto", Mark::Caption)]);
    }

    #[test]
    fn places_lead_back_to_the_markup() {
        let markup = "<p>A &amp; B</p>";
        let made = render(markup);
        let at = made.text.find("& B").expect("it is rendered");
        let source = made.seam.to_source(Span::new(at, at + 3)).expect("it has a source");
        assert_eq!(source.of(markup), "&amp; B");
    }
}
