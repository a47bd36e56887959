//! `tagger.names`: trained weights that tell names from other words.

use crate::{Error, Files};

/// What a file of weights begins with.
const MAGIC: &[u8; 8] = b"runutag1";
/// First bits of a feature by which its place in the list is looked up.
const BUCKET_BITS: u32 = 16;
/// Labels that a tagger may have.
const LABELS_MAX: usize = 64;

/// A trained linear tagger: a weight for each pair of feature and label, and one for each pair of neighbouring labels.
///
/// Features are hashes that `runut-claim` makes of a word and what stands around it; those without weight are not kept.
///
/// # Source
/// `cargo run --release -p xtask -- train` makes the files, from data that `pack.toml` names.
#[derive(Debug, Clone, Default)]
pub struct Tagger {
    /// Labels in the order of their weights: "O", "B-person", ...
    pub labels: Vec<String>,
    /// Weight of a label behind another: `after * labels + label`; the last row is of a sentence's beginning.
    pub follows: Vec<i16>,
    /// Sorted by feature.
    keys: Vec<u32>,
    /// One row of labels for each key.
    weights: Vec<i8>,
    /// Where in `keys` the features begin whose first [`BUCKET_BITS`] bits are the index.
    buckets: Vec<u32>,
}

impl Tagger {
    /// A tagger of these weights; `features` in any order, each feature once.
    ///
    /// # Shape
    /// `follows` has a row of labels for each label and one for the beginning; each row of `features` has one weight
    /// for each label.
    pub fn new(labels: Vec<String>, follows: Vec<i16>, mut features: Vec<(u32, Vec<i8>)>) -> Self {
        features.sort_unstable_by_key(|(key, _)| *key);
        let keys = features.iter().map(|(key, _)| *key).collect();
        let weights = features.into_iter().flat_map(|(_, row)| row).collect();
        Self { labels, follows, keys, weights, buckets: Vec::new() }.indexed()
    }

    fn indexed(mut self) -> Self {
        let bucket = |key: &u32| (key >> (u32::BITS - BUCKET_BITS)) as usize;
        self.buckets = vec![0; (1 << BUCKET_BITS) + 1];
        for key in &self.keys {
            self.buckets[bucket(key) + 1] += 1;
        }
        for at in 1..self.buckets.len() {
            self.buckets[at] += self.buckets[at - 1];
        }
        self
    }

    /// Whether there is nothing to tag with.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// How many features have weights.
    pub fn features(&self) -> usize {
        self.keys.len()
    }

    /// The weights of a feature, one for each label; `None` where it has none.
    pub fn weights(&self, feature: u32) -> Option<&[i8]> {
        let bucket = (feature >> (u32::BITS - BUCKET_BITS)) as usize;
        let first = *self.buckets.get(bucket)? as usize;
        let keys = &self.keys[first..self.buckets[bucket + 1] as usize];
        let start = (first + keys.iter().position(|&key| key == feature)?) * self.labels.len();
        Some(&self.weights[start..start + self.labels.len()])
    }

    /// The bytes of the pack's file.
    ///
    /// # Shape
    /// Little-endian: eight bytes of magic; number of labels and of features (u32); each label as length (u8) and
    /// letters; `follows` (i16); features (u32, ascending); their weights (i8).
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.labels.len() as u32).to_le_bytes());
        bytes.extend((self.keys.len() as u32).to_le_bytes());
        for label in &self.labels {
            bytes.push(label.len() as u8);
            bytes.extend(label.as_bytes());
        }
        bytes.extend(self.follows.iter().flat_map(|weight| weight.to_le_bytes()));
        bytes.extend(self.keys.iter().flat_map(|key| key.to_le_bytes()));
        bytes.extend(self.weights.iter().map(|weight| weight.to_le_bytes()[0]));
        bytes
    }

    /// Reads what [`Tagger::to_bytes`] wrote; `None` where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut take = |count: usize| {
            let (head, tail) = rest.split_at_checked(count)?;
            rest = tail;
            Some(head)
        };
        let word = |bytes: &[u8]| Some(u32::from_le_bytes(bytes.try_into().ok()?));
        let (count, features) = (word(take(4)?)? as usize, word(take(4)?)? as usize);
        if !(1..=LABELS_MAX).contains(&count) {
            return None;
        }
        let mut labels = Vec::new();
        for _ in 0..count {
            let length = usize::from(take(1)?[0]);
            labels.push(std::str::from_utf8(take(length)?).ok()?.to_owned());
        }
        let pair = |bytes: &[u8]| i16::from_le_bytes([bytes[0], bytes[1]]);
        let follows = take((count + 1) * count * 2)?.chunks_exact(2).map(pair).collect();
        let keys: Vec<u32> = take(features.checked_mul(4)?)?.chunks_exact(4).filter_map(word).collect();
        let weights =
            take(features.checked_mul(count)?)?.iter().map(|&byte| i8::from_le_bytes([byte])).collect();
        // The sum of the bytes bounds both numbers, so that nothing below can be too large to hold.
        let sorted = keys.windows(2).all(|pair| pair[0] < pair[1]);
        (rest.is_empty() && sorted)
            .then(|| Self { labels, follows, keys, weights, buckets: Vec::new() }.indexed())
    }

    /// The tagger in the pack's file at `path`; an empty one where there is no such file.
    pub(crate) fn load(files: &Files, path: &str) -> Result<Self, Error> {
        files.bytes(path).map_or_else(
            || Ok(Self::default()),
            |bytes| {
                Self::from_bytes(bytes).ok_or_else(|| Error {
                    path: path.to_owned(),
                    reason: "is no file of weights that `xtask train` writes".to_owned(),
                })
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let labels = vec!["O".to_owned(), "B".to_owned()];
        let tagger = Tagger::new(labels, vec![1, -2, 3, 4, 5, 6], vec![(9, vec![1, -1]), (4, vec![7, 8])]);
        let bytes = tagger.to_bytes();
        let read = Tagger::from_bytes(&bytes).expect("it was written so");
        assert_eq!(read.weights(4), Some(&[7, 8][..]));
        assert_eq!(read.weights(9), Some(&[1, -1][..]));
        assert_eq!(read.weights(5), None);
        assert_eq!(read.to_bytes(), bytes);
        for end in 0..bytes.len() {
            assert!(Tagger::from_bytes(&bytes[..end]).is_none(), "{end} bytes are too few");
        }
    }
}
