//! What stands around every view, and the pages that are nothing but a sentence.

use std::{collections::BTreeMap, fmt::Write as _};

use askama::Template;

use crate::{assets, messages::Messages};

/// What stands around every view.
pub(crate) struct Frame {
    /// The interface's words.
    pub(crate) m: &'static Messages,
    /// The languages, each with the address of this page in it.
    pub(crate) languages: Vec<Tongue>,
    /// Words in the search field.
    pub(crate) q: String,
    /// Address of the style sheet.
    pub(crate) css: String,
    /// Address of the script.
    pub(crate) js: String,
    /// Address of the sign.
    pub(crate) icon: String,
}

/// A language to switch to.
pub(crate) struct Tongue {
    pub(crate) tag: &'static str,
    pub(crate) name: &'static str,
    pub(crate) href: String,
    pub(crate) current: bool,
}

impl Frame {
    /// The frame of the page at `path` with `query`.
    pub(crate) fn new(m: &'static Messages, path: &str, query: &BTreeMap<String, String>) -> Self {
        let tongue = |other: &'static Messages| {
            let mut href = format!("{path}?lang={}", other.tag);
            for (key, value) in query.iter().filter(|(key, _)| *key != "lang") {
                let _ = write!(href, "&{}={}", encode(key), encode(value));
            }
            Tongue { tag: &other.tag, name: &other.name, href, current: other.tag == m.tag }
        };
        Self {
            m,
            languages: Messages::all().iter().map(tongue).collect(),
            q: query.get("q").cloned().unwrap_or_default(),
            css: assets::address("app.css"),
            js: assets::address("app.js"),
            icon: assets::address("icon.svg"),
        }
    }
}

/// Percent-encodes everything that is not plain in any part of an address.
///
/// # Source
/// RFC 3986, sec. 2.3, unreserved characters.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Address of a story's page.
pub(crate) fn story_href(id: &str) -> String {
    format!("/story/{}", encode(id))
}

/// Address of a report's page.
pub(crate) fn report_href(id: &str) -> String {
    format!("/report/{}", encode(id))
}

/// Address of two reports side by side.
pub(crate) fn compare_href(a: &str, b: &str) -> String {
    format!("/compare?a={}&b={}", encode(a), encode(b))
}

/// Keys and signs.
#[derive(Template)]
#[template(path = "help.html")]
pub(crate) struct HelpPage {
    pub(crate) f: Frame,
}

/// There is no such thing.
#[derive(Template)]
#[template(path = "missing.html")]
pub(crate) struct MissingPage {
    pub(crate) f: Frame,
    /// Key of the sentence that says what is missing.
    pub(crate) what: &'static str,
}

/// The source cannot be read.
#[derive(Template)]
#[template(path = "trouble.html")]
pub(crate) struct TroublePage {
    pub(crate) f: Frame,
    pub(crate) why: String,
}
