//! Names for pages, texts and parties that hold outside of this program.

use crate::ReadingRecord;

/// The page: its URL where it has one, else the name of its bytes.
pub(super) fn page(report: &ReadingRecord) -> String {
    let origin = report.origin.as_str();
    // Whatever no IRI may hold makes no IRI: RFC 3987, section 2.2.
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c);
    if (origin.starts_with("http://") || origin.starts_with("https://")) && !origin.contains(forbidden) {
        return origin.to_owned();
    }
    bytes(report)
}

/// The page's bytes by their digest.
///
/// # Source
/// RFC 6920, section 3: `ni:///sha-256;` and the digest in base64url.
pub(super) fn bytes(report: &ReadingRecord) -> String {
    match report.digest.as_deref().and_then(unhex) {
        Some(digest) => format!("ni:///sha-256;{}", base64url(&digest)),
        None => format!("urn:x-runut:report:{}", slug(&report.id)),
    }
}

/// A claim by its address.
pub(super) fn claim(address: &str) -> String {
    format!("urn:x-runut:{}", slug(address))
}

/// Letters, digits and `-._/` as they are, all else as percent-encoded bytes.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._/".contains(&byte) {
            slug.push(char::from(byte));
        } else {
            slug.push_str(&format!("%{byte:02X}"));
        }
    }
    slug
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

/// # Source
/// RFC 4648, section 5, without padding.
fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for digit in 0..=three.len() {
            text.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize & 63]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_named_as_the_standard_does() {
        // RFC 6920, section 8.1: the digest of "Hello World!".
        let digest = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069";
        let name = base64url(&unhex(digest).expect("hexadecimal"));
        assert_eq!(name, "f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
        assert_eq!(slug("a b/ä"), "a%20b/%C3%A4");
    }
}
