//! The ledger of one story: what its reports say, side by side, each entry on the words that carry it.

use std::fmt;

use runut_claim::{Mode, Place, Polarity};
use runut_text::Digest;

/// Everything that the reports of one story say, reconciled. Gives no verdict on what is true.
///
/// `report` fields are indices into `reports`. Lists are sorted by what they are about and by first telling, never by
/// the order in which reports came in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// Id of the story: made from the digest of its earliest report, so that the same pages give the same id.
    pub id: String,
    /// One line that says what the story is about, made of a claim's own words and never of ours: the claim that
    /// most reports carry.
    pub line: String,
    /// The reports in the order of what they report.
    pub reports: Vec<ReportEntry>,
    /// What was said and what happened, day by day.
    pub timeline: Vec<TimelineEntry>,
    /// Utterances told more than once.
    pub utterances: Vec<Utterance>,
    /// What the reports count, each scope on its own.
    pub figures: Vec<Figure>,
    /// Denials, tied to what they deny.
    pub denials: Vec<Denial>,
    /// Claimants who said otherwise before.
    pub changes: Vec<Change>,
    /// Things to which reports give different dates.
    pub dates_that_differ: Vec<DatesDiffer>,
    /// Who gives what to whom in return for what.
    pub exchanges: Vec<Exchange>,
    /// Reports that share passages.
    pub copies: Vec<Copied>,
    /// Claims with the number of independent origins they really have.
    pub origins: Vec<Origin>,
    /// What a report got wrong by its own words or by the others'.
    pub slips: Vec<Slip>,
    /// How firmly each report puts a claim.
    pub hedges: Vec<Hedge>,
}

/// One report of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportEntry {
    /// The article's id.
    pub id: String,
    /// The page's digest: which of the story's readings this is.
    pub digest: Option<Digest>,
    /// The headline, or the first words of the report where it has none.
    pub headline: String,
    /// The outlet as it names itself, if it does.
    pub outlet: Option<String>,
    /// The page's publication date, ISO 8601.
    pub published: Option<String>,
    /// The day from which the report can be at the earliest, as far as its own words or the other reports' fix it.
    pub earliest: Option<String>,
    /// The words that `earliest` is read from.
    pub basis: Option<Telling>,
    /// Its credits, in order of mention.
    pub credits: Vec<String>,
}

/// A place where a report says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Index of the report.
    pub report: usize,
    /// The place in the report's text.
    pub span: Place,
    /// Its words.
    pub text: String,
    /// Who says it, entity id or description; `None` where the outlet says it in its own voice.
    pub by: Option<String>,
    /// The links between the claimant and the outlet, nearest to the claimant first.
    pub via: Vec<String>,
    /// EDTF day on which it was said or happened, as this report has it.
    pub date: Option<String>,
}

/// A line of the time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    /// EDTF.
    pub date: String,
    /// Whether the date is that of the saying (true) or of the happening.
    pub said: bool,
    /// What it is about: an event's `type actor recipient`, or the claimant of a statement.
    pub about: String,
    /// The places that say so, one per report at most.
    pub told: Vec<Telling>,
}

/// One utterance, told more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// Who said it.
    pub speaker: String,
    /// Its tellings in the order of the reports.
    pub told: Vec<UtteranceTelling>,
}

/// One telling of an utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UtteranceTelling {
    /// Where and through whom.
    pub telling: Telling,
    /// In the speaker's words or the reporter's.
    pub mode: Mode,
    /// What differs from the fullest telling; empty for the fullest itself.
    pub drift: Vec<Drift>,
    /// What is at stake in the difference, each once, in the order of [`Stake`].
    pub stakes: Vec<Stake>,
}

/// What is at stake where a telling differs from the fullest one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stake {
    /// One of the two denies.
    Negation,
    /// A number stands in the place of another.
    Number,
    /// A name stands in the place of another.
    Name,
    /// A word stands in the place of its contrary.
    Contrary,
    /// One of the two says it as possible, planned, demanded or heard.
    Modality,
    /// The two are in different languages.
    Translation,
    /// Words alone.
    Wording,
}

impl Stake {
    /// The stake in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Number => "number",
            Self::Name => "name",
            Self::Contrary => "contrary",
            Self::Modality => "modality",
            Self::Translation => "translation",
            Self::Wording => "wording",
        }
    }
}

/// A difference of wording between a telling and the fullest telling of the same utterance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drift {
    /// Words of the fullest telling that this one lacks.
    Lost(String),
    /// Words that the fullest telling lacks.
    Added(String),
    /// Words in the place of others: (fullest, this one).
    Turned(String, String),
}

/// One counted thing in one scope, with all its values.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What is counted: "tentara".
    pub of: String,
    /// In which scope: "aid KP RU", a place, a state of affairs.
    pub scope: String,
    /// Whether the values can stand together.
    pub verdict: Verdict,
    /// The values in the order of the reports.
    pub told: Vec<FigureTelling>,
}

/// One telling of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureTelling {
    /// Where, by whom, through whom.
    pub telling: Telling,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Whether the words say that it is not exact.
    pub approximate: bool,
    /// Whether it stands in the headline.
    pub headline: bool,
    /// In which scope this telling has it: "aid KP RU", a place, a state of affairs.
    pub scope: String,
    /// Words of the clause that narrow it: "sedang dipersiapkan".
    pub qualifier: Option<String>,
}

/// Whether values of one figure can stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// One telling only.
    Single,
    /// The values are the same or include each other.
    Agree,
    /// A later value replaces an earlier one of a thing that grows.
    Update,
    /// They cannot all be so.
    Differ,
}

impl Verdict {
    /// The verdict in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Agree => "agree",
            Self::Update => "update",
            Self::Differ => "differ",
        }
    }
}

/// A denial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Denial {
    /// Where it is denied; `by` is who denies.
    pub telling: Telling,
    /// The denied act as `type actor recipient`, with "-" for a role that no report names.
    pub denies: String,
    /// Where the act is asserted.
    pub asserted_in: Vec<Telling>,
}

/// A claimant who says otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Who.
    pub claimant: String,
    /// Before.
    pub from: Telling,
    /// After.
    pub to: Telling,
    /// What changed, as `kind: before -> after` in words of the reports ("polarity: denied -> asserted").
    pub what: String,
}

/// One thing, differently dated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatesDiffer {
    /// The thing: an utterance's speaker and first words, or an event's `type actor recipient`.
    pub of: String,
    /// Each place with the date it gives.
    pub told: Vec<Telling>,
}

/// A gives X to B in return for Y.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Who gives: entity id or description.
    pub from: String,
    /// To whom.
    pub to: String,
    /// What, in the words of the first telling.
    pub gives: String,
    /// What for.
    pub in_return_for: String,
    /// How sure.
    pub polarity: Polarity,
    /// All tellings; `text` is the words of what is given.
    pub told: Vec<Telling>,
}

/// Two reports that share passages.
#[derive(Debug, Clone, PartialEq)]
pub struct Copied {
    /// The report that has it from the other, or the later one.
    pub later: usize,
    /// The other.
    pub earlier_or_same_origin: usize,
    /// Whether it is known that the later has it from the other.
    pub direction_known: bool,
    /// What speaks for it, and for the two having it from one source.
    pub evidence: Vec<Evidence>,
    /// Shared passages, as pairs of places (later, earlier).
    pub passages: Vec<(Telling, Telling)>,
    /// Share of the later report's words that stand in the passages, 0 to 1.
    pub share: f64,
}

/// Something that says how two reports that share passages are bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// The words of the later report that say so; `None` of what is no words.
    pub told: Option<Telling>,
}

/// The kinds of [`Evidence`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceKind {
    /// The later credits the other's outlet.
    Credit,
    /// Both credit one third source, and may have it from there.
    SameSource,
    /// It was published later.
    Later,
    /// Both have the same slip.
    SharedSlip,
    /// The other has nearly all of it, and more.
    Cut,
    /// It has nearly all of the other, and more.
    Added,
}

impl EvidenceKind {
    /// The kind in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Credit => "credit",
            Self::SameSource => "same source",
            Self::Later => "later",
            Self::SharedSlip => "shared slip",
            Self::Cut => "cut",
            Self::Added => "added",
        }
    }
}

/// A claim, and how many independent origins it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The claim in the words of its first telling.
    pub claim: String,
    /// Its key: `type actor recipient`, or the utterance's speaker.
    pub key: String,
    /// First sources, each counted once: claimants, and outlets that say it in their own voice.
    pub independent_origins: Vec<String>,
    /// Every telling, with claimant and chain.
    pub traces: Vec<Telling>,
}

/// What a report got wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where.
    pub telling: Telling,
    /// What kind.
    pub kind: SlipKind,
    /// What it stands for ("Mark Rutte"), where that is known.
    pub means: Option<String>,
    /// Why it is seen as one.
    pub why: Reason,
}

/// Why something is seen as a slip, as data: whoever shows it says it in the reader's language, [`fmt::Display`] in
/// English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// What the reading of the report noted, in English.
    Noted(String),
    /// So many other reports spell it so.
    OthersSpell {
        /// How many.
        reports: usize,
        /// Their spelling.
        spelling: String,
    },
    /// It was given before, in these words.
    GivenBefore(String),
    /// The headline tells one act, the body another: each as `type actor recipient`, and the body's words.
    OtherAct {
        /// The headline's act.
        headline: String,
        /// The body's act.
        body: String,
        /// The body's words.
        words: String,
    },
    /// The body has another figure, in these words.
    OtherFigure(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Noted(note) => f.write_str(note),
            Self::OthersSpell { reports, spelling } => {
                write!(f, "{reports} other reports have \"{spelling}\"")
            }
            Self::GivenBefore(words) => write!(f, "given before as \"{words}\""),
            Self::OtherAct { headline, body, words } => {
                write!(f, "the headline has `{headline}`, the body `{body}`: \"{words}\"")
            }
            Self::OtherFigure(words) => write!(f, "the body has \"{words}\""),
        }
    }
}

/// Kinds of slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SlipKind {
    /// A name written wrong.
    MisspeltName,
    /// A headline that the body does not bear out.
    Headline,
    /// One quotation given twice.
    RepeatedQuotation,
    /// One paragraph given twice.
    RepeatedParagraph,
    /// A weekday that contradicts its date.
    Weekday,
    /// A number that contradicts another of the same report.
    Number,
}

impl SlipKind {
    /// The kind in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MisspeltName => "misspelt name",
            Self::Headline => "headline",
            Self::RepeatedQuotation => "repeated quotation",
            Self::RepeatedParagraph => "repeated paragraph",
            Self::Weekday => "weekday",
            Self::Number => "number",
        }
    }
}

/// How firmly reports put one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// The claim: `type actor recipient`.
    pub claim: String,
    /// Each place with its strength.
    pub told: Vec<(Telling, Strength)>,
}

/// How firmly a report puts a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Strength {
    /// As a fact, in the outlet's own voice.
    Asserted,
    /// As somebody's word.
    Attributed,
    /// As hearsay or possibility.
    Hedged,
}

impl Strength {
    /// The strength in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Attributed => "attributed",
            Self::Hedged => "hedged",
        }
    }
}
