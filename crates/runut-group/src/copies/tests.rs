//! Copies against brute force.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::article::tests::Texts;

fn found(texts: &[String], at: f64, memory_bytes: usize) -> BTreeSet<(String, String, String)> {
    let mut pairs = BTreeSet::new();
    let Ok(()) = copies(
        &Texts(texts.iter().map(|text| (String::new(), text.clone())).collect()),
        Settings { at, memory_bytes },
        |pair| {
            assert!(pairs.insert((pair.a, pair.b, format!("{:.6}", pair.jaccard))), "each pair comes once");
            Ok(())
        },
    );
    pairs
}

fn brute_force(texts: &[String], at: f64) -> BTreeSet<(String, String, String)> {
    let sets: Vec<BTreeSet<Vec<String>>> = texts
        .iter()
        .map(|text| {
            let lower = text.to_lowercase();
            let words: Vec<&str> = lower
                .split(|c: char| !c.is_alphanumeric() && c != '_')
                .filter(|word| !word.is_empty())
                .collect();
            words.windows(3).map(|gram| gram.iter().map(|&word| word.to_owned()).collect()).collect()
        })
        .collect();
    let mut pairs = BTreeSet::new();
    for b in 0..sets.len() {
        for a in 0..b {
            let shared = sets[a].intersection(&sets[b]).count();
            let either = sets[a].union(&sets[b]).count();
            if shared > 0 && shared as f64 / either as f64 >= at - 1e-9 {
                pairs.insert((a.to_string(), b.to_string(), format!("{:.6}", shared as f64 / either as f64)));
            }
        }
    }
    pairs
}

proptest! {
    #[test]
    fn no_pair_is_missed_and_none_is_made_up(
        texts in prop::collection::vec("([abc][de]? ){0,14}", 0..24),
        at in prop::sample::select(vec![0.1, 0.3, 0.5, 0.7, 0.75, 0.9, 1.0]),
    ) {
        let wanted = brute_force(&texts, at);
        prop_assert_eq!(&found(&texts, at, 1 << 30), &wanted);
        // So little memory that every block is one set.
        prop_assert_eq!(&found(&texts, at, 1), &wanted);
    }
}

#[test]
fn an_article_that_comes_very_often_is_joined_once() {
    let text = "warga desa menutup jalan menuju pelabuhan sejak pagi".to_owned();
    let texts: Vec<String> = (0..300).map(|_| text.clone()).collect();
    let pairs = found(&texts, 0.7, 1 << 30);
    assert_eq!(pairs.len(), 300 * 299 / 2);
    assert!(pairs.iter().all(|pair| pair.2 == "1.000000"));
}

#[test]
fn of_a_pair_the_first_is_the_one_that_came_first() {
    let (one, near) = ("a b c d e f g h", "a b c d e f g i");
    let texts: Vec<String> = [one, near, one, near].map(str::to_owned).into();
    assert_eq!(found(&texts, 0.5, 1 << 30), brute_force(&texts, 0.5));
    assert_eq!(found(&texts, 0.5, 1), brute_force(&texts, 0.5));
}
