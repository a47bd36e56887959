//! What a fact-checker holds in the hand: the claims of a story, each with who says it, since when, in which words, and
//! what is still to be asked. Two pages are made of it: the worksheet and the dossier.
//!
//! Questions are made of what the ledger has and lacks; none says what is true.

mod names;
mod question;
mod view;
mod words;

use askama::Template;

pub(crate) use names::Names;
use runut_packs::Packs;
pub(crate) use view::{Book, Told, View, view};
pub(crate) use words::Words;

use crate::StoryRecords;

/// Tags of the languages in which the pages for people are written.
pub fn languages() -> impl Iterator<Item = &'static str> {
    words::tags()
}

#[derive(Template)]
#[template(path = "worksheet.html")]
struct Worksheet<'a> {
    w: &'a Words,
    style: &'a str,
    v: &'a View,
}

/// The style of both pages: it stands in them, as they must need nothing but themselves.
pub(crate) const STYLE: &str = include_str!("../../templates/page.css");

/// The worksheet of a story, or of one claim of it, in the language of BCP 47 tag `language`: an HTML page that needs
/// nothing but itself. `claim` is the address of a claim as exports write it (`DIGEST/KIND/INDEX`); `None` where the
/// story has no such claim.
pub fn worksheet(story: &StoryRecords, claim: Option<&str>, language: &str, packs: &Packs) -> Option<String> {
    let words = Words::of(language);
    let mut view = view(story, &Names { packs, words });
    if let Some(claim) = claim {
        view.keep(claim, story)?;
    }
    // The template only shows strings and counts: writing it to a string has nothing that could fail.
    Worksheet { w: words, style: STYLE, v: &view }.render().ok()
}
