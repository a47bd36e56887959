//! `numbers.toml`.

use serde::Deserialize;

/// `numbers.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Numbers {}
