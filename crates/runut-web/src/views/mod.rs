//! The views: what each page shows, ready for its template.

mod check;
mod compare;
mod correct;
mod frame;
mod line;
mod report;
mod search;
mod stories;
mod story;

pub(crate) use check::{CheckForm, check};
pub(crate) use compare::compare;
pub(crate) use correct::{corrections, report as correct_report, story as correct_story};
pub(crate) use frame::{Frame, HelpPage, MissingPage, TroublePage};
pub(crate) use report::{Focus, place, report};
pub(crate) use search::search;
pub(crate) use stories::{Wanted, shown as shown_stories, stories};
pub(crate) use story::{Asked, section, story};
