//! The ids under which reports are shown: short, each its own, and the same in whatever order they came.

use std::collections::{BTreeMap, BTreeSet};

/// Digits of the digest that tell reports of the same stem apart, at least.
const DIGITS_MIN: usize = 6;

/// The id of each report, by digest: its stem where no other report has it, else its stem and the first digits of its
/// digest. `reports` are `(digest, stem)`.
pub fn shown_ids<'a>(reports: impl IntoIterator<Item = (&'a str, &'a str)>) -> BTreeMap<&'a str, String> {
    let mut stems: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (digest, stem) in reports {
        stems.entry(stem).or_default().push(digest);
    }
    let mut ids = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (stem, digests) in &stems {
        if let [digest] = digests[..] {
            taken.insert((*stem).to_owned());
            ids.insert(digest, (*stem).to_owned());
        }
    }
    for (stem, mut digests) in stems.into_iter().filter(|(_, digests)| digests.len() > 1) {
        digests.sort_unstable();
        for digest in digests {
            let id = (DIGITS_MIN..=digest.len())
                .map(|digits| format!("{stem}-{}", digest.get(..digits).unwrap_or(digest)))
                .find(|id| !taken.contains(id))
                .unwrap_or_else(|| digest.to_owned());
            taken.insert(id.clone());
            ids.insert(digest, id);
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reports: &[(&str, &str)], expected: &[&str]) {
        let ids = shown_ids(reports.iter().copied());
        let shown: Vec<&str> = reports.iter().map(|(digest, _)| ids[digest].as_str()).collect();
        assert_eq!(shown, expected);
        let mut turned = reports.to_vec();
        turned.reverse();
        assert_eq!(shown_ids(turned), ids, "help: ids may not depend on the order of the reports");
    }

    #[test]
    fn stems_stay_where_they_are_one_of_a_kind() {
        check(&[("aaaaaaaa", "kapal"), ("bbbbbbbb", "pasar")], &["kapal", "pasar"]);
        check(&[("aaaaaaaa", "kapal"), ("bbbbbbbb", "kapal")], &["kapal-aaaaaa", "kapal-bbbbbb"]);
        check(
            &[("aaaaaaaa", "kapal"), ("aaaaaabb", "kapal"), ("cccccccc", "kapal-aaaaaa")],
            &["kapal-aaaaaaa", "kapal-aaaaaab", "kapal-aaaaaa"],
        );
    }
}
