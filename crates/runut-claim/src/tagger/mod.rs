//! What part of speech, and what part of a name, is each word? A linear tagger with weights out of the pack.
//!
//! Rooms, low to high: facts (what one word shows by itself), features (what a word and its neighbours show, as
//! hashes), decode (the best sequence of labels). Weights are trained by `xtask train` with these very features.

mod decode;
mod facts;
mod features;

pub use decode::{decode, spans};
pub use facts::{Facts, facts_near, facts_of};
pub use features::{Rows, features_of};
