//! The bytes as they came.

use std::fmt;

use sha2::{Digest as _, Sha256};

/// One page as it was fetched or read: nothing in it is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Short name of the report, unique where its source makes it so: the file's stem, or the last part of the URL.
    pub id: String,
    /// Path or URL that the bytes came from, for people and for messages.
    pub origin: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Page {
    /// The page's digest: two pages are the same page where it is the same.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

/// SHA-256 of a page's bytes, printed in lower-case hexadecimal.
///
/// # Source
/// FIPS 180-4; WARC 1.1, sec. 5.9 (`WARC-Payload-Digest`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of any bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
