//! One language: its tables, each in a file of its own.

mod attribution;
mod boilerplate;
mod case;
mod class;
mod collation;
mod credit;
mod events;
mod morphology;
mod names;
mod numbers;
mod phrases;
mod tagger;
mod time;
mod words;

use serde::Deserialize;

pub use attribution::*;
pub use boilerplate::*;
pub use case::*;
pub use class::*;
pub use collation::*;
pub use credit::*;
pub use events::*;
pub use morphology::*;
pub use names::*;
pub use numbers::*;
pub use phrases::*;
pub use tagger::*;
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
    /// Which of the tables of names and words a word stands in.
    pub classes: WordClasses,
    /// Weights that tell names from other words; empty where the pack has none.
    pub name_tagger: Tagger,
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
    /// Tag of a near language whose tables stand in for those that the pack does not bring: Malay has its own words of
    /// time and speech, and the affixes of Indonesian.
    pub parent: Option<String>,
}

impl Language {
    pub(crate) fn load(files: &Files, tag: &str) -> Result<Self, Error> {
        let about: About = files.table(&format!("lang/{tag}/pack.toml"))?;
        let path = |file: &str| table_path(files, tag, about.parent.as_deref(), file);
        let morphology: Morphology = files.table(&path("morphology"))?;
        let mut collation: Collation = files.table(&path("collation"))?;
        collation.index(&morphology);
        let (names, words): (Names, Words) = (files.table(&path("names"))?, files.table(&path("words"))?);
        let cases = files.tables(&format!("lang/{tag}/cases"))?;
        Ok(Self {
            tag: tag.to_owned(),
            numbers: files.table(&path("numbers"))?,
            time: files.table(&path("time"))?,
            classes: WordClasses::of(&names, &words),
            names,
            words,
            name_tagger: Tagger::load(files, &format!("lang/{tag}/tagger.names"))?,
            attribution: files.table(&path("attribution"))?,
            boilerplate: files.table(&path("boilerplate"))?,
            credits: files.table(&path("credit"))?,
            events: Events::load(files, tag, about.parent.as_deref(), &morphology)?,
            morphology,
            collation,
            about,
            cases: cases.into_iter().map(|(name, cases)| CaseFile { name, ..cases }).collect(),
        })
    }
}

/// Path of a language's table; its parent's where it brings none of its own.
pub(crate) fn table_path(files: &Files, tag: &str, parent: Option<&str>, file: &str) -> String {
    let own = format!("lang/{tag}/{file}.toml");
    match parent {
        Some(parent) if !files.has(&own) => format!("lang/{parent}/{file}.toml"),
        _ => own,
    }
}
