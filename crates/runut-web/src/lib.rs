//! Show it to a person: the stories, one story's ledger, and each report with the words behind every claim marked.
//!
//! The page asks a [`Source`] and computes nothing of its own: what it adds is layout, language and colour. It is
//! made whole by the server and works without script; script adds jumping, filtering and the keyboard. Nothing is
//! fetched from elsewhere; what can be written through it are new reports and corrections, from its own
//! forms alone.

mod api;
mod app;
mod assets;
mod check;
mod correct;
mod guard;
mod marks;
mod messages;
mod names;
mod origins;
mod serve;
mod source;
mod svg;
mod views;
mod written;

pub use app::{State, app};
pub use serve::{Error, PORT, bind, serve, serve_on};
pub use source::{Checked, Hit, Report, Shared, Source, SourceError, StoryLine};
