//! One language: its tables, each in a file of its own.

mod attribution;
mod boilerplate;
mod case;
mod collation;
mod credit;
mod events;
mod morphology;
mod names;
mod numbers;
mod phrases;
mod time;
mod words;

use serde::Deserialize;

pub use attribution::*;
pub use boilerplate::*;
pub use case::*;
pub use collation::*;
pub use credit::*;
pub use events::*;
pub use morphology::*;
pub use names::*;
pub use numbers::*;
pub use phrases::*;
pub use time::*;
pub use words::*;

use crate::{Error, Files};

/// A language pack.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 tag: the folder's name.
    pub tag: String,
    /// What it says of itself.
    pub about: About,
    /// How numbers are written, and what stands around them.
    pub numbers: Numbers,
    /// Months, weekdays, relative words.
    pub time: Time,
    /// Titles, roles and short forms around names.
    pub names: Names,
    /// Closed classes of words.
    pub words: Words,
    /// Affixes, and what they do to voice.
    pub morphology: Morphology,
    /// Cues of speech and of credit.
    pub attribution: Attribution,
    /// Lines that are not the report's prose.
    pub boilerplate: Boilerplate,
    /// How a report says where it has something from.
    pub credits: Credits,
    /// Frames of the event types.
    pub events: Events,
    /// Words by which reports are compared.
    pub collation: Collation,
    /// Texts and what must be found in them.
    pub cases: Vec<CaseFile>,
}

/// `pack.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The language's name in itself.
    pub name: String,
    /// Where the data is from, and under which licence.
    pub source: String,
}

impl Language {
    pub(crate) fn load(files: &Files, tag: &str) -> Result<Self, Error> {
        let path = |file: &str| format!("lang/{tag}/{file}.toml");
        let morphology: Morphology = files.table(&path("morphology"))?;
        let mut collation: Collation = files.table(&path("collation"))?;
        collation.index(&morphology);
        let cases = files.tables(&format!("lang/{tag}/cases"))?;
        Ok(Self {
            tag: tag.to_owned(),
            about: files.table(&path("pack"))?,
            numbers: files.table(&path("numbers"))?,
            time: files.table(&path("time"))?,
            names: files.table(&path("names"))?,
            words: files.table(&path("words"))?,
            attribution: files.table(&path("attribution"))?,
            boilerplate: files.table(&path("boilerplate"))?,
            credits: files.table(&path("credit"))?,
            events: Events::load(files, tag, &morphology)?,
            morphology,
            collation,
            cases: cases.into_iter().map(|(name, cases)| CaseFile { name, ..cases }).collect(),
        })
    }
}
