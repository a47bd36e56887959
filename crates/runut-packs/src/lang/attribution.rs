//! `attribution.toml`.

use serde::Deserialize;

/// `attribution.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Attribution {}
