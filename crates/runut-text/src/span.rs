//! A place in one text.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData};

/// A half-open range of a text, which says in its type which text it is of (`Span<Page>`, `Span<Article>`).
///
/// # Unit
/// UTF-8 bytes of that text, `start..end`.
pub struct Span<T> {
    start: u32,
    end: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Span<T> {
    /// The span `start..end`.
    ///
    /// # Panics
    /// Where `end` lies before `start`, or beyond `u32`: a text is measured when it enters the house.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends where it starts or later: {start}..{end}");
        let fits = "a text is refused on entry when it is longer than u32";
        Self {
            start: u32::try_from(start).expect(fits),
            end: u32::try_from(end).expect(fits),
            of: PhantomData,
        }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// First byte after the span.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Bytes in the span.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of the span: `text` is the text that the span is of.
    ///
    /// # Panics
    /// Where the span does not lie on character boundaries of `text`, that is, where it is of another text.
    pub fn of(self, text: &str) -> &str {
        &text[self.start()..self.end()]
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    pub fn holds(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shortest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end), of: PhantomData }
    }

    /// The same span without white space at its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start() + (words.len() - words.trim_start().len());
        Self::new(start, start + words.trim().len())
    }
}

impl<T> Clone for Span<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Span<T> {}
impl<T> PartialEq for Span<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<T> Eq for Span<T> {}
impl<T> PartialOrd for Span<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Span<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<T> hash::Hash for Span<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<T> fmt::Debug for Span<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// Turns byte offsets of one text into code points, for the edge where other programs count so (Python, Web
/// Annotation's `TextPositionSelector`).
pub struct CodePoints {
    /// One entry per 64 bytes of the text: code points before the first character that starts at or after it.
    marks: Vec<u32>,
}

const STRIDE: usize = 64;

impl CodePoints {
    /// Counts `text` once.
    pub fn of(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for stretch in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            // No stretch is so long that its count does not fit into a byte.
            count += u32::from(stretch.iter().map(|byte| u8::from(!is_continuation(*byte))).sum::<u8>());
        }
        marks.push(count);
        Self { marks }
    }

    /// Code points of `text` before byte `offset`; `text` is the text that was counted.
    pub fn at(&self, text: &str, offset: usize) -> usize {
        let mark = offset / STRIDE;
        let Some(&before) = self.marks.get(mark) else { return text.chars().count() };
        let rest = &text.as_bytes()[mark * STRIDE..offset.min(text.len())];
        before as usize + rest.iter().filter(|&&byte| !is_continuation(byte)).count()
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_counted_as_chars() {
        let text = "Kata “Rutte” di Brussels – naïf. ".repeat(9);
        let points = CodePoints::of(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(&text, offset), count, "at byte {offset}");
        }
        assert_eq!(points.at(&text, text.len()), text.chars().count());
    }
}
