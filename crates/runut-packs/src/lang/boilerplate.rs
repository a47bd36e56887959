//! `boilerplate.toml`.

use serde::Deserialize;

/// `boilerplate.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Boilerplate {}
