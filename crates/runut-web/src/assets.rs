//! Style sheet, script and sign, carried inside the program.

use std::sync::OnceLock;

use axum::{
    extract::{Path, RawQuery},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// Address of an asset with a digest of what it holds, so that browsers keep it until it changes.
pub(crate) fn address(path: &str) -> String {
    format!("/assets/{path}?v={}", version())
}

/// A digest of all assets together.
fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let mut mixed = [0_u8; 4];
        for asset in Assets::iter().filter_map(|path| Assets::get(&path)) {
            for (index, byte) in asset.metadata.sha256_hash().iter().enumerate() {
                mixed[index % 4] = mixed[index % 4].rotate_left(1) ^ byte;
            }
        }
        format!("{:08x}", u32::from_be_bytes(mixed))
    })
}

/// Answers with an asset.
pub(crate) async fn asset(Path(path): Path<String>, RawQuery(query): RawQuery) -> Response {
    let Some(asset) = Assets::get(&path) else {
        return (StatusCode::NOT_FOUND, "no such asset").into_response();
    };
    let kind = match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let current = query.is_some_and(|query| query == format!("v={}", version()));
    let keep = if current { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], asset.data).into_response()
}
