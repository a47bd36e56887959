//! What people read on a terminal. The same shapes as the page: a claim is a chain, from the claimant to the outlet, with
//! its day and its words.
//!
//! Records in, text out: what is printed from reports and from the store is the same. Nothing here decides anything.

mod chain;
mod check;
mod ledger;
mod list;
mod names;
pub(crate) mod number;
mod reading;
mod sheet;
mod text;

pub(crate) use check::check;
pub(crate) use ledger::ledger;
pub(crate) use list::{correction, hit, revision, short_id, story_row};
pub(crate) use reading::reading;
pub(crate) use sheet::{Line, Sheet};
