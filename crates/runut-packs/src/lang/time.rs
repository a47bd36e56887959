//! `time.toml`.

use serde::Deserialize;

/// `time.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Time {}
