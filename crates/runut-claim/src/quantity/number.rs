//! One number: in digits, in words, or vague.

use runut_packs::{NumberWord, Numbers};

use crate::token::{Token, TokenKind};

/// A number that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    /// Index of the token after it.
    pub(crate) end: usize,
    /// Its value; of a vague plural its lower bound; `None` where it has no bound.
    pub(crate) value: Option<f64>,
    /// Whether it is a vague plural or has no bound.
    pub(crate) vague: bool,
    /// The last scale word's factor, 1 where there is none.
    pub(crate) scale: f64,
    /// Whether it is written in digits.
    pub(crate) digits: bool,
}

/// What the table says of the words from `at` on.
pub(crate) fn said<'l>(tokens: &[Token], at: usize, numbers: &'l Numbers) -> Option<(usize, &'l NumberWord)> {
    numbers.lexicon.longest(|step| tokens.get(at + step).map(|token| token.lower.as_str()))
}

/// Reads the number that starts at `at`: digits with scale words, a numeral, or a vague plural. Amounts without
/// bounds ("beberapa") are none.
pub(crate) fn read(tokens: &[Token], at: usize, numbers: &Numbers) -> Option<Number> {
    let token = tokens.get(at)?;
    if token.kind == TokenKind::Number {
        return digits(tokens, at, numbers);
    }
    if token.kind != TokenKind::Word {
        return None;
    }
    if let Some((length, word)) = said(tokens, at, numbers)
        && let Some(low) = word.vague
    {
        let (end, scale) = scale_after(tokens, at + length, numbers);
        return Some(Number { end, value: Some(low * scale), vague: true, scale, digits: false });
    }
    words(tokens, at, numbers)
}

fn digits(tokens: &[Token], at: usize, numbers: &Numbers) -> Option<Number> {
    let (mantissa, fraction_digits) = parse_digits(tokens[at].text, numbers)?;
    let (mut end, mut scale) = scale_after(tokens, at + 1, numbers);
    if end == at + 1
        && let Some(next) = tokens.get(end).filter(|next| !next.spaced && next.kind == TokenKind::Word)
        && next.lower.chars().count() > 1
        && let Some(&factor) = numbers.glued_after.get(&next.lower)
    {
        (end, scale) = (end + 1, factor);
    }
    // Multiplied before it is divided, so that "1,28 juta" is exact.
    let value = mantissa * scale / 10_f64.powi(fraction_digits);
    Some(Number { end, value: Some(value), vague: false, scale, digits: true })
}

/// Scale words from `at` on: "ribu", "ratus juta".
fn scale_after(tokens: &[Token], at: usize, numbers: &Numbers) -> (usize, f64) {
    let (mut end, mut scale) = (at, 1.0);
    while let Some((length, word)) = said(tokens, end, numbers)
        && let Some(factor) =
            word.multiplier.or(word.vague.filter(|_| length == 1)).filter(|&factor| factor >= 12.0)
    {
        end += length;
        scale *= factor;
    }
    (end, scale)
}

/// The digits of a number without their marks, and how many of them are the fraction's. `None` where the marks make
/// no number of them: a date, an hour, a telephone number.
pub(crate) fn parse_digits(text: &str, numbers: &Numbers) -> Option<(f64, i32)> {
    let (group, decimal) = (numbers.group_mark, numbers.decimal_mark);
    if text.chars().any(|c| !c.is_ascii_digit() && c != group && c != decimal) {
        return None;
    }
    let (whole, fraction) = match (text.contains(group), text.contains(decimal)) {
        (false, false) => (text.to_owned(), ""),
        (true, true) => {
            let (whole, fraction) = text.rsplit_once(decimal)?;
            (grouped(whole, group)?, fraction)
        }
        (true, false) => match grouped(text, group) {
            Some(whole) => (whole, ""),
            // The other language's marks: "90.38" in an Indonesian report.
            None => text.split_once(group).map(|(whole, fraction)| (whole.to_owned(), fraction))?,
        },
        (false, true) => match text.split_once(decimal)? {
            (_, fraction) if fraction.contains(decimal) || fraction == "000" => (grouped(text, decimal)?, ""),
            (whole, fraction) => (whole.to_owned(), fraction),
        },
    };
    let telephone = whole.len() > 1 && whole.starts_with('0');
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if telephone || whole.len() > 15 || fraction.len() > 6 || !plain(&whole) || !plain(fraction) {
        return None;
    }
    let mantissa = format!("{whole}{fraction}").parse().ok()?;
    Some((mantissa, i32::try_from(fraction.len()).ok()?))
}

/// The digits without the mark, where it stands before each three of them.
fn grouped(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let whole = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    whole.then(|| text.replace(mark, ""))
}

/// A numeral in words.
fn words(tokens: &[Token], at: usize, numbers: &Numbers) -> Option<Number> {
    let mut sum = Sum::default();
    let mut end = at;
    while let Some(token) = tokens.get(end) {
        let next = match said(tokens, end, numbers) {
            Some((length, word)) => sum.take(word).then_some(length),
            None if token.kind == TokenKind::Word && token.lower.contains('-') => {
                sum.take_hyphened(&token.lower, numbers).then_some(1)
            }
            None => None,
        };
        match next {
            Some(length) => end += length,
            // "two hundred and five".
            None if sum.after_hundred
                && said(tokens, end, numbers).is_some_and(|(_, word)| word.between && !word.range)
                && said(tokens, end + 1, numbers)
                    .is_some_and(|(_, word)| word.cardinal.is_some_and(|c| c < 100.0)) =>
            {
                end += 1;
            }
            None => break,
        }
    }
    let value = sum.value()?;
    Some(Number { end, value: Some(value), vague: false, scale: sum.scale.max(1.0), digits: false })
}

/// A numeral as it grows word by word.
#[derive(Debug, Default)]
struct Sum {
    /// What a scale word has closed: the thousands, the millions.
    total: f64,
    /// Hundreds and tens that wait for a scale word.
    group: f64,
    /// The digit that waits for "puluh", "ratus" or "belas".
    digit: Option<f64>,
    /// Whether a word was taken at all.
    any: bool,
    /// Whether "belas" has closed the group.
    closed: bool,
    /// Whether the last word was a hundred.
    after_hundred: bool,
    /// The last scale word's factor.
    scale: f64,
}

impl Sum {
    /// Takes the word, if it continues the numeral.
    fn take(&mut self, word: &NumberWord) -> bool {
        let taken = if let Some(cardinal) = word.cardinal {
            self.add(cardinal)
        } else if word.teen {
            self.teen()
        } else if let Some(factor) = word.multiplier.or(word.vague.filter(|&low| self.any && low >= 100.0)) {
            // "dua ratusan" is a multiple of a vague plural.
            self.multiply(factor)
        } else {
            false
        };
        if taken {
            self.any = true;
            self.after_hundred = word.multiplier == Some(100.0);
        }
        taken
    }

    /// Takes "twenty-five".
    fn take_hyphened(&mut self, word: &str, numbers: &Numbers) -> bool {
        let parts: Vec<Option<f64>> =
            word.split('-').map(|part| numbers.lexicon.get(part).and_then(|said| said.cardinal)).collect();
        let [Some(tens), Some(ones)] = parts[..] else { return false };
        if !(20.0..=90.0).contains(&tens) || ones >= 10.0 {
            return false;
        }
        let taken = self.add(tens + ones);
        self.any |= taken;
        taken
    }

    fn add(&mut self, cardinal: f64) -> bool {
        if self.closed {
            return false;
        }
        match self.digit {
            Some(tens) if tens >= 20.0 && tens % 10.0 == 0.0 && tens < 100.0 && cardinal < 10.0 => {
                self.digit = Some(tens + cardinal);
            }
            Some(_) => return false,
            None if cardinal >= 1000.0 => {
                if self.group > 0.0 || (self.total > 0.0 && self.total < cardinal * 1000.0) {
                    return false;
                }
                self.total += cardinal;
                self.scale = cardinal;
            }
            None if cardinal >= 100.0 => {
                if self.group > 0.0 {
                    return false;
                }
                self.group = cardinal;
            }
            None => {
                if self.group % 100.0 > 0.0 && cardinal >= 10.0 {
                    return false;
                }
                self.digit = Some(cardinal);
            }
        }
        true
    }

    fn teen(&mut self) -> bool {
        let Some(digit) = self.digit.filter(|digit| (1.0..10.0).contains(digit)) else { return false };
        self.group += digit + 10.0;
        self.digit = None;
        self.closed = true;
        true
    }

    fn multiply(&mut self, factor: f64) -> bool {
        if factor < 1000.0 {
            let Some(digit) = self.digit.filter(|&digit| digit > 0.0) else { return false };
            self.group += digit * factor;
            self.digit = None;
            return true;
        }
        let waiting = self.group + self.digit.unwrap_or(0.0);
        if waiting == 0.0 {
            return false;
        }
        self.total += waiting * factor;
        self.scale = factor;
        (self.group, self.digit, self.closed) = (0.0, None, false);
        true
    }

    fn value(&self) -> Option<f64> {
        self.any.then_some(self.total + self.group + self.digit.unwrap_or(0.0))
    }
}

#[cfg(test)]
mod tests {
    use runut_packs::Packs;

    use super::*;
    use crate::{Place, token::tokenize};

    fn check(tag: &str, text: &str, want: Option<f64>) {
        let language = Packs::builtin().language(tag).expect("the pack is there");
        let tokens = tokenize(text, Place::new(0, text.len()), &language.numbers);
        let got = read(&tokens, 0, &language.numbers).filter(|number| number.end == tokens.len());
        assert_eq!(got.and_then(|number| number.value), want, "{tag}: {text}");
    }

    #[test]
    fn numbers() {
        for (text, want) in [
            ("10.000", 10_000.0),
            ("1,6 juta", 1_600_000.0),
            ("1,28 juta", 1_280_000.0),
            ("10 ribu", 10_000.0),
            ("90.38", 90.38),
            ("10,000", 10_000.0),
            ("1.234.567,5", 1_234_567.5),
            ("5jt", 5_000_000.0),
            ("dua belas ribu", 12_000.0),
            ("dua ratus lima puluh tiga", 253.0),
            ("seribu dua ratus", 1200.0),
            ("seratus dua puluh lima juta", 125_000_000.0),
            ("sepuluh", 10.0),
            ("puluhan ribu", 10_000.0),
        ] {
            check("id", text, Some(want));
        }
        for text in ["4/12/2024", "05:30", "0812", "1.2.3", "ribu", "puluh", "dua tiga"] {
            check("id", text, None);
        }
        for (text, want) in [
            ("10,600", 10_600.0),
            ("1.15 billion", 1_150_000_000.0),
            ("twenty-five", 25.0),
            ("two hundred and five", 205.0),
            ("three hundred twenty thousand", 320_000.0),
            ("tens of thousands", 10_000.0),
            ("64bn", 64_000_000_000.0),
        ] {
            check("en", text, Some(want));
        }
    }
}
