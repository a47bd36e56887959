//! The words of a text as hashes: whole, or by their first letters alone.

/// Odd constants without structure (digits of pi and of the golden ratio).
const WORD: u64 = 0x9e37_79b9_7f4a_7c15;
const PAIR: u64 = 0xbf58_476d_1ce4_e5b9;
const LAST: u64 = 0x94d0_49bb_1331_11eb;

/// For each byte of ASCII its lower-case letter, digit or `_`, else 0.
const ASCII: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let b = byte as u8;
        if b.is_ascii_alphanumeric() || b == b'_' {
            table[byte] = b.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

#[inline]
fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(WORD).rotate_left(29)
}

/// Says the hash of each word (a run of letters, digits and `_`, lower-cased one letter at a time) of `text` with its bytes, half-open, in order.
#[inline]
pub(crate) fn each_word(text: &str, mut say: impl FnMut(u64, usize, usize)) {
    let bytes = text.as_bytes();
    let mut hash = 0;
    let mut start = usize::MAX;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let lower = ASCII[usize::from(byte)];
        if lower != 0 {
            if start == usize::MAX {
                start = at;
                hash = LAST;
            }
            hash = step(hash, lower);
            at += 1;
            continue;
        }
        let mut len = 1;
        if byte >= 128 {
            let Some(char) = text[at..].chars().next() else { break };
            len = char.len_utf8();
            if char.is_alphanumeric() {
                if start == usize::MAX {
                    start = at;
                    hash = LAST;
                }
                let mut buffer = [0; 4];
                for lower in char.to_lowercase() {
                    hash = lower.encode_utf8(&mut buffer).bytes().fold(hash, step);
                }
                at += len;
                continue;
            }
        }
        if start != usize::MAX {
            say(hash, start, at);
            start = usize::MAX;
        }
        at += len;
    }
    if start != usize::MAX {
        say(hash, start, bytes.len());
    }
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
