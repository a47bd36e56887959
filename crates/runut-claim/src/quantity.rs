//! Numbers and vague amounts of something.

use runut_packs::Language;

use crate::{Quantity, Text, Timex};

/// Finds the quantities of headline and prose; a number that stands in one of the `times` is none.
pub fn find_quantities(_text: &Text, _language: &Language, _times: &[Timex]) -> Vec<Quantity> {
    Vec::new()
}
