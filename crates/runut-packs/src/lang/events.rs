//! `events/<type>.toml`.

use crate::{Error, Files, Morphology};

/// Frames of all event types of one language.
#[derive(Debug, Clone, Default)]
pub struct Events {}

impl Events {
    pub(crate) fn load(_files: &Files, _tag: &str, _morphology: &Morphology) -> Result<Self, Error> {
        Ok(Self {})
    }
}
