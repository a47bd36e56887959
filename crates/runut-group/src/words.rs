//! The words of a text as hashes: whole, or by their first letters alone.

/// Odd constants without structure (digits of pi and of the golden ratio).
const WORD: u64 = 0x9e37_79b9_7f4a_7c15;
const PAIR: u64 = 0xbf58_476d_1ce4_e5b9;
const LAST: u64 = 0x94d0_49bb_1331_11eb;

/// For each byte whether it is a letter or digit of ASCII or `_`.
const IS_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        table[byte] = b.is_ascii_alphanumeric() || b == b'_';
        byte += 1;
    }
    table
};

/// The bit that makes eight letters of ASCII small, leaves digits as they are and no two signs of words the same.
const SMALL: u64 = 0x2020_2020_2020_2020;

/// Says the hash of each word (a run of letters, digits and `_`, lower-cased one letter at a time) of `text` with its
/// bytes, half-open, in order.
#[inline]
pub(crate) fn each_word(text: &str, mut say: impl FnMut(u64, usize, usize)) {
    let bytes = text.as_bytes();
    let mut small = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && IS_WORD[usize::from(bytes[at])] {
            at += 1;
        }
        if at < bytes.len() && bytes[at] >= 128 {
            at = start + foreign_word(&text[start..], &mut small);
            if !small.is_empty() {
                say(hash(&small, 0, small.len(), 0), start, at);
            }
        } else if at > start {
            say(hash(bytes, start, at, SMALL), start, at);
        }
        // What ends a word, or is none.
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
}

/// How long the word is that `text` begins with, of any letters, and the word in small ones, as [`hash`] wants it.
#[cold]
fn foreign_word(text: &str, small: &mut Vec<u8>) -> usize {
    small.clear();
    let len = text.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(text.len());
    let mut buffer = [0; 4];
    for char in text[..len].chars().flat_map(char::to_lowercase) {
        small.extend(
            char.encode_utf8(&mut buffer)
                .bytes()
                .map(|byte| if byte < 128 { byte | SMALL as u8 } else { byte }),
        );
    }
    len
}

/// The hash of a word, eight bytes at a time, each with the bits of `set`.
#[inline]
fn hash(bytes: &[u8], start: usize, end: usize, set: u64) -> u64 {
    let mut hash = LAST ^ (end - start) as u64;
    let mut at = start;
    while at < end {
        let eight = match bytes[at..].first_chunk() {
            Some(&eight) => u64::from_le_bytes(eight),
            None => bytes[at..].iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte)),
        };
        let left = (end - at).min(8) as u32;
        hash = (hash ^ (eight | set) & u64::MAX >> (64 - 8 * left)).wrapping_mul(WORD).rotate_left(29);
        at += 8;
    }
    hash
}

/// One number for three words in a row, well mixed in all its bits.
#[inline]
pub(crate) fn gram(a: u64, b: u64, c: u64) -> u64 {
    let mut gram = a.wrapping_mul(PAIR).rotate_left(25) ^ b;
    gram = gram.wrapping_mul(WORD).rotate_left(31) ^ c;
    gram ^= gram >> 30;
    gram = gram.wrapping_mul(PAIR);
    gram ^= gram >> 27;
    gram = gram.wrapping_mul(LAST);
    gram ^ (gram >> 31)
}

/// Letters of a word that count: what stands behind them is mostly ending.
const LETTERS: usize = 6;

/// One number for two.
pub(crate) fn mixed(a: u32, b: u32) -> u32 {
    (a.rotate_left(7) ^ b).wrapping_mul(0x85eb_ca6b)
}

/// Says the hash of the beginning of each word, the word, and what stands between it and the one before (nothing
/// before the first); how many words there are.
pub(crate) fn each_stem(text: &str, most: usize, mut say: impl FnMut(u32, &str, &str)) -> usize {
    let mut count = 0;
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((start, char)) = chars.next() {
        if !char.is_alphanumeric() {
            continue;
        }
        let mut hash = mixed(0x9e37, u32::from(lower(char)));
        let mut letters = 1;
        let mut stop = start + char.len_utf8();
        while let Some((at, char)) = chars.next_if(|(_, char)| char.is_alphanumeric()) {
            letters += 1;
            if letters <= LETTERS {
                hash = mixed(hash, u32::from(lower(char)));
            }
            stop = at + char.len_utf8();
        }
        hash ^= hash >> 15;
        let between = if count == 0 { "" } else { &text[end..start] };
        say(hash.wrapping_mul(0xc2b2_ae35), &text[start..stop], between);
        end = stop;
        count += 1;
        if count == most {
            break;
        }
    }
    count
}

fn lower(char: char) -> char {
    char.to_lowercase().next().unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<(u64, &str)> {
        let mut words = Vec::new();
        each_word(text, |hash, start, end| words.push((hash, &text[start..end])));
        words
    }

    #[test]
    fn words_end_where_letters_digits_and_underscores_end() {
        let found: Vec<&str> = words("«Éra» baru, 10.000 orang_x—ya").iter().map(|word| word.1).collect();
        assert_eq!(found, ["Éra", "baru", "10", "000", "orang_x", "ya"]);
    }

    #[test]
    fn case_does_not_tell_words_apart() {
        let hashes: Vec<u64> = words("ÉRA éra Ana ana AN A").iter().map(|word| word.0).collect();
        assert_eq!(hashes[0], hashes[1]);
        assert_eq!(hashes[2], hashes[3]);
        assert_ne!(hashes[4], hashes[5]);
    }
}
