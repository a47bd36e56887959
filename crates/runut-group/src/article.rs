//! An article as it comes in, and many of them.

use std::borrow::Cow;

/// What grouping looks at in an article. What is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article<'a> {
    /// The name under which it goes in and out.
    pub id: Cow<'a, str>,
    /// Its headline.
    pub title: Cow<'a, str>,
    /// Its text.
    pub text: Cow<'a, str>,
    /// When it was published, as EDTF or RFC 3339 has it: "2025-06-18" or longer.
    pub published: Cow<'a, str>,
    /// Whether that is only the latest day that it tells of: it was published then or later.
    pub told: bool,
    /// Who published it: a name, a host or an address.
    pub outlet: Cow<'a, str>,
    /// BCP 47 tag of its language.
    pub language: Cow<'a, str>,
    /// What it tells that is the same in every language: ids of what it names, numbers, days.
    pub marks: Vec<String>,
}

/// Articles of any number, in an order of their own, which are gone over as often as needed.
///
/// They come in pieces, so that reading them in is one thread's work and taking them apart that of all.
pub trait Corpus: Sync {
    /// Why articles cannot be had.
    type Error: Send;
    /// A few megabytes of articles.
    type Piece: Send + Sync;

    /// The pieces, from the first on.
    ///
    /// # Errors
    /// Those of opening; each piece may be an error of its own.
    fn pieces(&self) -> Result<impl Iterator<Item = Result<Self::Piece, Self::Error>> + Send, Self::Error>;

    /// Hands over each article of a piece, in order.
    ///
    /// # Errors
    /// Where one is not as it should be.
    fn articles<'p>(
        &self,
        piece: &'p Self::Piece,
        each: &mut dyn FnMut(Article<'p>),
    ) -> Result<(), Self::Error>;

    /// About how many bytes of text there are. A guess costs time or memory and never the answer.
    fn size_bytes(&self) -> u64;
}

/// Pieces that are taken apart at once, per thread.
const PIECES_PER_THREAD: usize = 2;

/// Goes over the pieces in batches that keep all threads busy; the next batch is read while one is worked on.
pub(crate) fn batches<C: Corpus>(
    corpus: &C,
    mut each: impl FnMut(Vec<C::Piece>) -> Result<(), C::Error> + Send,
) -> Result<(), C::Error> {
    let mut pieces = corpus.pieces()?;
    let count = PIECES_PER_THREAD * rayon::current_num_threads();
    let mut next = || pieces.by_ref().take(count).collect::<Result<Vec<_>, _>>();
    let mut batch = next()?;
    while !batch.is_empty() {
        let (read, done) = rayon::join(&mut next, || each(batch));
        done?;
        batch = read?;
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Outlets and texts in memory, three to a piece; their numbers are their ids.
    pub(crate) struct Texts(pub(crate) Vec<(String, String)>);

    impl Corpus for Texts {
        type Error = std::convert::Infallible;
        type Piece = Vec<(usize, (String, String))>;

        fn pieces(
            &self,
        ) -> Result<impl Iterator<Item = Result<Self::Piece, Self::Error>> + Send, Self::Error> {
            let all: Vec<(usize, (String, String))> = self.0.iter().cloned().enumerate().collect();
            Ok(all.chunks(3).map(|chunk| Ok(chunk.to_vec())).collect::<Vec<_>>().into_iter())
        }

        fn articles<'p>(
            &self,
            piece: &'p Self::Piece,
            each: &mut dyn FnMut(Article<'p>),
        ) -> Result<(), Self::Error> {
            for (id, (outlet, text)) in piece {
                each(Article {
                    id: id.to_string().into(),
                    outlet: outlet.as_str().into(),
                    text: text.as_str().into(),
                    ..Article::default()
                });
            }
            Ok(())
        }

        fn size_bytes(&self) -> u64 {
            self.0.iter().map(|(_, text)| text.len() as u64).sum()
        }
    }
}
