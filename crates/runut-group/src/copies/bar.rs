//! The arithmetic of a bar on the Jaccard similarity of two sets.

/// Room for what is lost in division.
const ROUNDING: f64 = 1e-9;

/// A least Jaccard similarity, above 0 and up to 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bar(pub(super) f64);

impl Bar {
    /// How many of its rarest grams a set of this size must show: two sets at the bar share one of these.
    pub(super) fn prefix(self, size: usize) -> usize {
        let kept = (self.0 * size as f64 - ROUNDING).ceil().max(1.0) as usize;
        (size + 1).saturating_sub(kept)
    }

    /// The least size that a partner of a set of this size has.
    pub(super) fn size_min(self, size: usize) -> usize {
        (self.0 * size as f64 - ROUNDING).ceil().max(1.0) as usize
    }

    /// The greatest size that a partner of a set of this size has.
    pub(super) fn size_max(self, size: usize) -> usize {
        (size as f64 / self.0 + ROUNDING).floor() as usize
    }

    /// How many grams two sets of these sizes must share.
    pub(super) fn overlap_min(self, a: usize, b: usize) -> usize {
        (self.0 / (1.0 + self.0) * (a + b) as f64 - ROUNDING).ceil().max(1.0) as usize
    }
}

/// Jaccard similarity of two sets of these sizes that share so many.
pub(super) fn jaccard(a: usize, b: usize, shared: usize) -> f64 {
    shared as f64 / (a + b - shared) as f64
}
