//! What a reader should know about a place that is not as it should be.

use std::fmt;

use crate::Span;

/// Something seen while reading: reading never fails, it notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note<T> {
    /// What was seen.
    pub code: NoteCode,
    /// Where, if it is at one place.
    pub span: Option<Span<T>>,
    /// The particulars in one sentence, in English, with the page's own words in quotation marks.
    pub detail: String,
}

impl<T> Note<T> {
    /// A note at a place.
    pub fn at(code: NoteCode, span: Span<T>, detail: impl Into<String>) -> Self {
        Self { code, span: Some(span), detail: detail.into() }
    }

    /// A note on the whole text.
    pub fn whole(code: NoteCode, detail: impl Into<String>) -> Self {
        Self { code, span: None, detail: detail.into() }
    }
}

macro_rules! note_codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// The thing seen, named for itself and not for its cure.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum NoteCode { $($(#[doc = $doc])+ $name,)+ }

        impl NoteCode {
            /// All codes, in the order of this page.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The code in exports: kebab case, a promise.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The code that an export wrote, if this version knows it.
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

note_codes! {
    /// The page holds no text.
    EmptyPage = "empty-page",
    /// The bytes are not text (a picture, an archive, a program).
    BinaryPage = "binary-page",
    /// The page is longer than the limit; the rest was not read.
    PageCut = "page-cut",
    /// The page's markup is beyond a limit of nesting, nodes or attributes; what lies beyond was not built as it stands.
    MarkupCut = "markup-cut",
    /// Bytes that are no character of the page's charset.
    BrokenBytes = "broken-bytes",
    /// The page does not say which charset it is in; it was guessed.
    CharsetGuessed = "charset-guessed",
    /// No pack reads the page's language; only what needs no language was read.
    LanguageUnknown = "language-unknown",
    /// The page says that its report goes on on another page.
    GoesOn = "goes-on",
    /// No headline was found.
    HeadlineMissing = "headline-missing",
    /// Two places of the page give different publication dates.
    DatesContradict = "dates-contradict",
    /// Two places of the page name different authors.
    AuthorsContradict = "authors-contradict",
    /// A weekday and its date do not go together.
    WeekdayContradictsDate = "weekday-contradicts-date",
    /// A date that no calendar has.
    DateImpossible = "date-impossible",
    /// A name that the report evidently misspells, linked to whom it means.
    NameMisspelt = "name-misspelt",
    /// A quotation mark without its partner.
    QuoteUnbalanced = "quote-unbalanced",
    /// A claimant that the report does not name.
    ClaimantUnnamed = "claimant-unnamed",
    /// One report gives the same utterance twice.
    QuotationRepeated = "quotation-repeated",
    /// The headline says what the body does not bear out.
    HeadlineNotBorneOut = "headline-not-borne-out",
    /// Two words stand together without a space between them.
    WordsGlued = "words-glued",
}

impl fmt::Display for NoteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
