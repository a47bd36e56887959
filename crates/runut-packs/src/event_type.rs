//! The event types: PLOVER's root codes and their roles, without a word of any language.

use serde::Deserialize;

use crate::{Error, Files};

/// One PLOVER event type, from `events/<type>.toml`.
///
/// # Source
/// PLOVER manual, "Event types"; the codes are its root types.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventType {
    /// Root code in lower case: the file's stem.
    #[serde(skip)]
    pub code: String,
    /// PLOVER's own description, in one English sentence of ours.
    pub gloss: String,
    /// Names for the interface, by language tag.
    pub name: std::collections::BTreeMap<String, String>,
    /// PLOVER quad code: verbal or material, cooperation or conflict.
    #[serde(default)]
    pub quad: Option<String>,
    /// Whether the parties do it together, so that either may be called the actor.
    #[serde(default)]
    pub mutual: bool,
}

/// All event types in the order of their codes.
#[derive(Debug)]
pub struct EventTypes(pub Vec<EventType>);

impl EventTypes {
    pub(crate) fn load(files: &Files) -> Result<Self, Error> {
        let types = files.tables::<EventType>("events")?;
        Ok(Self(types.into_iter().map(|(code, event_type)| EventType { code, ..event_type }).collect()))
    }

    /// The type of a root code.
    pub fn get(&self, code: &str) -> Option<&EventType> {
        self.0.iter().find(|event_type| event_type.code == code)
    }
}
