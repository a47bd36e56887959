//! The best sequence of labels, and the spans that labels make.

use std::ops::Range;

use runut_packs::Tagger;

use super::features::Rows;

/// The best label of each word (Viterbi 1967): indices into `tagger.labels`. A word without features is outside of
/// every name (label 0).
pub fn decode(tagger: &Tagger, rows: &Rows) -> Vec<u8> {
    let count = tagger.labels.len();
    let mut best = vec![0_u8; rows.len()];
    if count == 0 {
        return best;
    }
    // Score of the best way to each label, and where it came from.
    let mut ways = vec![0_i32; count];
    let mut next = vec![0_i32; count];
    let mut score = vec![0_i32; count];
    let mut from: Vec<u8> = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        if rows.row(start).is_empty() {
            start += 1;
            continue;
        }
        let end = (start..rows.len()).find(|&at| rows.row(at).is_empty()).unwrap_or(rows.len());
        // What stands before words without features is outside of names, or the beginning.
        let opening = if start == 0 { count } else { 0 };
        from.clear();
        for at in start..end {
            score.fill(0);
            for &feature in rows.row(at) {
                if let Some(weights) = tagger.weights(feature) {
                    for (sum, &weight) in score.iter_mut().zip(weights) {
                        *sum += i32::from(weight);
                    }
                }
            }
            for label in 0..count {
                let follow = |before: usize| i32::from(tagger.follows[before * count + label]);
                let (before, way) = if at == start {
                    (opening.min(count - 1), follow(opening))
                } else {
                    let mut chosen = (0, i32::MIN);
                    for (before, way) in ways.iter().enumerate().take(count) {
                        let way = way + follow(before);
                        if way > chosen.1 {
                            chosen = (before, way);
                        }
                    }
                    chosen
                };
                from.push(before as u8);
                next[label] = way + score[label];
            }
            std::mem::swap(&mut ways, &mut next);
        }
        // Behind the stretch stands a word outside of names, where there is one.
        let closing = |label: usize| {
            let follow = if end < rows.len() { tagger.follows[label * count] } else { 0 };
            ways[label] + i32::from(follow)
        };
        let mut label =
            (0..count).max_by_key(|&label| (closing(label), std::cmp::Reverse(label))).unwrap_or(0);
        for at in (start..end).rev() {
            best[at] = label as u8;
            label = usize::from(from[(at - start) * count + label]);
        }
        start = end;
    }
    best
}

/// The spans that labels of the form "B-place", "I-place", "E-place", "S-place", "O" make, each with its kind. A span
/// that opens in its middle opens all the same.
pub fn spans<'a>(labels: &[&'a str]) -> Vec<(Range<usize>, &'a str)> {
    let mut spans: Vec<(Range<usize>, &'a str)> = Vec::new();
    let mut open = false;
    for (at, label) in labels.iter().enumerate() {
        let Some((part, kind)) = label.split_once('-') else {
            open = false;
            continue;
        };
        let goes_on =
            open && matches!(part, "I" | "E") && spans.last().is_some_and(|(_, last)| *last == kind);
        match spans.last_mut() {
            Some((span, _)) if goes_on => span.end = at + 1,
            _ => spans.push((at..at + 1, kind)),
        }
        open = matches!(part, "B" | "I");
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_make_spans() {
        let got = spans(&["B-person", "E-person", "O", "S-place", "S-place", "I-place", "I-place"]);
        assert_eq!(got, [(0..2, "person"), (3..4, "place"), (4..5, "place"), (5..7, "place")]);
    }
}
