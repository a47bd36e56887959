//! Slips: a name that the report evidently misspells.

/// Whether `odd` looks like a misspelling of `name`: both in lower case, five letters at least, the same first letter, and
/// either the same last letter or consonants, or two letters wrong at most.
pub(super) fn misspells(odd: &str, name: &str) -> bool {
    let (odd, name): (Vec<char>, Vec<char>) = (odd.chars().collect(), name.chars().collect());
    if odd.len() < 5 || name.len() < 5 || odd == name || odd.first() != name.first() {
        return false;
    }
    let wrong = distance(&odd, &name, 4);
    wrong <= 2 || wrong <= 3 && skeleton(&odd) == skeleton(&name)
}

/// Consonants with doubles and vowels dropped.
fn skeleton(word: &[char]) -> Vec<char> {
    let mut skeleton: Vec<char> =
        word.iter().copied().filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h')).collect();
    skeleton.dedup();
    skeleton
}

/// Letters to add, drop or change (Levenshtein 1966), `most` where there are as many or more.
fn distance(a: &[char], b: &[char], most: usize) -> usize {
    if a.len().abs_diff(b.len()) >= most {
        return most;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()].min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_slips_and_other_people() {
        for (odd, name, want) in [
            ("ritter", "rutte", true),
            ("zelenskiy", "zelensky", true),
            ("marsono", "marsudi", false),
            ("hendra", "hendri", true),
            ("kim", "kem", false),
            ("budiman", "sudiman", false),
        ] {
            assert_eq!(misspells(odd, name), want, "{odd} for {name}");
        }
    }
}
