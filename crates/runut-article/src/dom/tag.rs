//! Names of elements, and what the parser must know of each.

macro_rules! tags {
    ($($name:ident = $text:literal,)+) => {
        /// The name of an element, or what else a node is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Tag {
            /// The page itself: the root of the tree.
            Page,
            /// Characters.
            Text,
            /// An element that HTML does not have (`amp-img`); its name stands in the markup.
            Other,
            $(#[doc = concat!("`<", $text, ">`.")] $name,)+
        }

        /// Names in lower case, in the order of [`Tag`].
        const NAMES: &[&str] = &["", "", "", $($text,)+];
        const TAGS: &[Tag] = &[Tag::Page, Tag::Text, Tag::Other, $(Tag::$name,)+];
    };
}

tags! {
    A = "a", Abbr = "abbr", Address = "address", Applet = "applet", Area = "area", Article = "article",
    Aside = "aside", Audio = "audio", B = "b", Base = "base", Big = "big", Blockquote = "blockquote",
    Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption", Center = "center",
    Cite = "cite", Code = "code", Col = "col", Colgroup = "colgroup", Data = "data", Dd = "dd", Del = "del",
    Details = "details", Dfn = "dfn", Dialog = "dialog", Dir = "dir", Div = "div", Dl = "dl", Dt = "dt",
    Em = "em", Embed = "embed", Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure",
    Font = "font", Footer = "footer", ForeignObject = "foreignobject", Form = "form", Frame = "frame",
    Frameset = "frameset", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head",
    Header = "header", Hgroup = "hgroup", Hr = "hr", Html = "html", I = "i", Iframe = "iframe", Img = "img",
    Input = "input", Ins = "ins", Kbd = "kbd", Label = "label", Legend = "legend", Li = "li", Link = "link",
    Listing = "listing", Main = "main", Map = "map", Mark = "mark", Marquee = "marquee", Math = "math",
    Menu = "menu", Meta = "meta", Meter = "meter", Nav = "nav", Nobr = "nobr", Noembed = "noembed",
    Noframes = "noframes", Noscript = "noscript", Object = "object", Ol = "ol", Optgroup = "optgroup",
    Option = "option", Output = "output", P = "p", Param = "param", Path = "path", Picture = "picture",
    Plaintext = "plaintext", Pre = "pre", Progress = "progress", Q = "q", Rp = "rp", Rt = "rt", Ruby = "ruby",
    S = "s", Samp = "samp", Script = "script", Search = "search", Section = "section", Select = "select",
    Small = "small", Source = "source", Span = "span", Strike = "strike", Strong = "strong", Style = "style",
    Sub = "sub", Summary = "summary", Sup = "sup", Svg = "svg", Table = "table", Tbody = "tbody", Td = "td",
    Template = "template", Textarea = "textarea", Tfoot = "tfoot", Th = "th", Thead = "thead", Time = "time",
    Title = "title", Tr = "tr", Track = "track", Tt = "tt", U = "u", Ul = "ul", Var = "var", Video = "video",
    Wbr = "wbr", Xmp = "xmp",
}

/// How many tags there are.
pub(super) const COUNT: usize = TAGS.len();

/// Slots of the table by which a name is found: a power of two with room to spare.
const SLOTS: usize = 1024;
static TABLE: [u8; SLOTS] = table();

const fn table() -> [u8; SLOTS] {
    let mut table = [0; SLOTS];
    let mut tag = Tag::Other as usize + 1;
    while tag < NAMES.len() {
        let mut slot = slot_of(NAMES[tag].as_bytes());
        while table[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = tag as u8;
        tag += 1;
    }
    table
}

/// Where the search for a name starts; letters large and small give the same slot.
const fn slot_of(name: &[u8]) -> usize {
    let mut key: u64 = name.len() as u64;
    let mut at = 0;
    while at < name.len() && at < 7 {
        key = (key << 8) | (name[at] | 0x20) as u64;
        at += 1;
    }
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize
}

impl Tag {
    /// The tag of a name, in whatever case it is written.
    pub fn of(name: &str) -> Self {
        let mut slot = slot_of(name.as_bytes());
        while TABLE[slot] != 0 {
            let found = usize::from(TABLE[slot]);
            if NAMES[found].eq_ignore_ascii_case(name) {
                return TAGS[found];
            }
            slot = (slot + 1) % SLOTS;
        }
        Tag::Other
    }

    /// The name in lower case; empty for what has none here.
    pub fn name(self) -> &'static str {
        NAMES[self as usize]
    }

    /// Whether it is an element.
    pub fn is_element(self) -> bool {
        self > Tag::Text
    }

    /// Whether the element has neither content nor end tag.
    ///
    /// # Source
    /// HTML Living Standard, 13.1.2 "void elements", and the obsolete ones that parsers treat alike.
    pub fn is_void(self) -> bool {
        use Tag::{Area, Base, Br, Col, Embed, Frame, Hr, Img, Input, Link, Meta, Param, Source, Track, Wbr};
        matches!(
            self,
            Area | Base
                | Br
                | Col
                | Embed
                | Frame
                | Hr
                | Img
                | Input
                | Link
                | Meta
                | Param
                | Source
                | Track
                | Wbr
        )
    }

    /// Whether the content is one stretch of characters that no tag but the element's own end ends.
    pub fn is_raw(self) -> bool {
        use Tag::{Iframe, Noembed, Noframes, Noscript, Plaintext, Script, Style, Textarea, Title, Xmp};
        matches!(
            self,
            Iframe | Noembed | Noframes | Noscript | Plaintext | Script | Style | Textarea | Title | Xmp
        )
    }

    /// Whether a reader of the page sees nothing of the content, or nothing that is prose.
    pub fn is_hidden(self) -> bool {
        use Tag::{Applet, Audio, Canvas, Dialog, Head, Math, Object, Option, Select, Svg, Template, Video};
        self.is_raw() && self != Tag::Xmp && self != Tag::Plaintext
            || matches!(
                self,
                Applet
                    | Audio
                    | Canvas
                    | Dialog
                    | Head
                    | Math
                    | Object
                    | Option
                    | Select
                    | Svg
                    | Template
                    | Video
            )
    }

    /// `<h1>` to `<h6>`.
    pub fn is_heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }

    /// Whether the start of the element ends an open paragraph.
    pub(super) fn ends_paragraph(self) -> bool {
        use Tag::{
            Address, Article, Aside, Blockquote, Center, Dd, Details, Dialog, Dir, Div, Dl, Dt, Fieldset,
            Figcaption, Figure, Footer, Form, Header, Hgroup, Hr, Li, Listing, Main, Menu, Nav, Ol, P,
            Plaintext, Pre, Search, Section, Summary, Table, Ul, Xmp,
        };
        self.is_heading()
            || matches!(
                self,
                Address
                    | Article
                    | Aside
                    | Blockquote
                    | Center
                    | Dd
                    | Details
                    | Dialog
                    | Dir
                    | Div
                    | Dl
                    | Dt
                    | Fieldset
                    | Figcaption
                    | Figure
                    | Footer
                    | Form
                    | Header
                    | Hgroup
                    | Hr
                    | Li
                    | Listing
                    | Main
                    | Menu
                    | Nav
                    | Ol
                    | P
                    | Plaintext
                    | Pre
                    | Search
                    | Section
                    | Summary
                    | Table
                    | Ul
                    | Xmp
            )
    }

    /// Whether an open element of the kind hides those around it from most end tags.
    pub(super) fn bounds_scope(self) -> bool {
        use Tag::{Applet, Caption, ForeignObject, Html, Marquee, Object, Page, Table, Td, Template, Th};
        matches!(
            self,
            Applet | Caption | ForeignObject | Html | Marquee | Object | Page | Table | Td | Template | Th
        )
    }

    /// Whether the element only dresses words: an end tag may stand on the wrong side of a block's.
    pub(super) fn is_formatting(self) -> bool {
        use Tag::{A, B, Big, Code, Em, Font, I, Nobr, S, Small, Strike, Strong, Tt, U};
        matches!(self, A | B | Big | Code | Em | Font | I | Nobr | S | Small | Strike | Strong | Tt | U)
    }

    /// Whether the element may stand within words: everything else stands apart, also where HTML does not have it.
    pub fn is_inline(self) -> bool {
        use Tag::{
            Abbr, Applet, Area, Audio, Button, Canvas, Cite, Data, Del, Dfn, Embed, Iframe, Img, Input, Ins,
            Kbd, Label, Map, Mark, Math, Meter, Object, Other, Output, Param, Path, Picture, Progress, Q, Rp,
            Rt, Ruby, Samp, Script, Select, Source, Span, Style, Sub, Sup, Svg, Template, Text, Time, Track,
            Var, Video, Wbr,
        };
        self.is_formatting()
            || matches!(
                self,
                Abbr | Applet
                    | Area
                    | Audio
                    | Button
                    | Canvas
                    | Cite
                    | Data
                    | Del
                    | Dfn
                    | Embed
                    | Iframe
                    | Img
                    | Input
                    | Ins
                    | Kbd
                    | Label
                    | Map
                    | Mark
                    | Math
                    | Meter
                    | Object
                    | Other
                    | Output
                    | Param
                    | Path
                    | Picture
                    | Progress
                    | Q
                    | Rp
                    | Rt
                    | Ruby
                    | Samp
                    | Script
                    | Select
                    | Source
                    | Span
                    | Style
                    | Sub
                    | Sup
                    | Svg
                    | Template
                    | Text
                    | Time
                    | Track
                    | Var
                    | Video
                    | Wbr
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        for (&tag, &name) in TAGS.iter().zip(NAMES).skip(3) {
            assert_eq!(Tag::of(name), tag);
            assert_eq!(Tag::of(&name.to_uppercase()), tag);
        }
        assert_eq!(Tag::of("amp-img"), Tag::Other);
        assert_eq!(Tag::of("blockquotes"), Tag::Other);
    }
}
