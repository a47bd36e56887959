//! `names.toml`.

use serde::Deserialize;

/// `names.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Names {}
