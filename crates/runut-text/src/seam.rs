//! The way from a place in one text to the same place in the text that it was made from.

use crate::Span;

/// Leads from spans of `Made` (an article's text) to spans of `Source` (the page's bytes), and back.
///
/// A seam is a list of stitches: stretches of the made text with the stretch of the source each came from. Within
/// a *true* stitch bytes correspond one to one; a stitch that is not true (an entity, a character of another
/// charset, a line break made for a `<p>`) corresponds only as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seam<Source, Made> {
    stitches: Vec<(Span<Source>, Span<Made>)>,
}

impl<Source, Made> Default for Seam<Source, Made> {
    fn default() -> Self {
        Self { stitches: Vec::new() }
    }
}

impl<Source, Made> Seam<Source, Made> {
    /// The seam of a text that is its source to the letter, `len` bytes long.
    pub fn identity(len: usize) -> Self {
        let mut seam = Self::default();
        seam.push(Span::new(0, len), Span::new(0, len));
        seam
    }

    /// Adds a stitch at the end; neighbours that continue each other byte for byte become one.
    ///
    /// # Panics
    /// Where `made` does not start at or after the end of the last stitch: a seam is sewn in reading order.
    pub fn push(&mut self, source: Span<Source>, made: Span<Made>) {
        if made.is_empty() {
            return;
        }
        if let Some((last_source, last_made)) = self.stitches.last_mut() {
            assert!(last_made.end() <= made.start(), "a seam is sewn in the order of the made text");
            let true_both = last_source.len() == last_made.len() && source.len() == made.len();
            if true_both && last_source.end() == source.start() && last_made.end() == made.start() {
                *last_source = last_source.cover(source);
                *last_made = last_made.cover(made);
                return;
            }
        }
        self.stitches.push((source, made));
    }

    /// Where in the source the span of the made text came from: the shortest source span that holds all of it.
    /// `None` where nothing of it came from the source (white space that was put in).
    pub fn to_source(&self, span: Span<Made>) -> Option<Span<Source>> {
        let first = self.stitches.partition_point(|(_, made)| made.end() <= span.start());
        self.stitches[first..]
            .iter()
            .take_while(|(_, made)| {
                made.start() < span.end() || (span.is_empty() && made.start() == span.start())
            })
            .map(|&(source, made)| part(made, source, span))
            .reduce(Span::cover)
    }

    /// What the made text has of the span of the source, if anything.
    pub fn to_made(&self, span: Span<Source>) -> Option<Span<Made>> {
        self.stitches
            .iter()
            .filter(|(source, _)| source.overlaps(span))
            .map(|&(source, made)| part(source, made, span))
            .reduce(Span::cover)
    }

    /// The stitches in the order of the made text.
    pub fn stitches(&self) -> &[(Span<Source>, Span<Made>)] {
        &self.stitches
    }
}

/// The part of `there` that belongs to the part of `here` that `span` covers.
fn part<A, B>(here: Span<A>, there: Span<B>, span: Span<A>) -> Span<B> {
    if here.len() != there.len() {
        return there;
    }
    let start = span.start().max(here.start()) - here.start();
    let end = span.end().min(here.end()) - here.start();
    Span::new(there.start() + start, there.start() + end.max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    enum Source {}
    enum Made {}

    #[test]
    fn true_stitches_join_and_map_byte_for_byte() {
        let mut seam: Seam<Source, Made> = Seam::default();
        seam.push(Span::new(3, 6), Span::new(0, 3));
        seam.push(Span::new(6, 9), Span::new(3, 6));
        seam.push(Span::new(9, 14), Span::new(6, 7)); // "&amp;"
        seam.push(Span::new(20, 24), Span::new(8, 12));
        assert_eq!(seam.stitches().len(), 3);
        assert_eq!(seam.to_source(Span::new(2, 5)), Some(Span::new(5, 8)));
        assert_eq!(seam.to_source(Span::new(5, 9)), Some(Span::new(8, 21)));
        assert_eq!(seam.to_source(Span::new(7, 8)), None);
        assert_eq!(seam.to_made(Span::new(10, 22)), Some(Span::new(6, 10)));
    }
}
