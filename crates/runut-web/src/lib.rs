//! Show it to a person.
