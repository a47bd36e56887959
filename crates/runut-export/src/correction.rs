//! Corrections made by hand, as JSON: one object per line of an audit trail.

use runut_story::{Correction, Words};
use runut_text::{Digest, Span};
use serde::{Deserialize, Serialize};

use crate::{RecordError, VERSION, reading::digest};

/// One entry of the audit trail: what was corrected, when, by whom and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRecord {
    /// Which promise the record follows: [`VERSION`].
    pub version: u32,
    /// Its place in the trail, from 1.
    pub number: u64,
    /// When it was made: RFC 3339, UTC.
    pub made_at: String,
    /// Who made it, as they name themselves; may be empty.
    #[serde(default)]
    pub by: String,
    /// Why; may be empty.
    #[serde(default)]
    pub why: String,
    /// What was corrected.
    pub deed: DeedRecord,
    /// Number of the entry that takes it back; `None` while it holds.
    #[serde(default)]
    pub undone_by: Option<u64>,
}

/// What was corrected: [`Correction`], or the taking back of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", deny_unknown_fields)]
pub enum DeedRecord {
    /// An earlier entry no longer holds.
    #[serde(rename = "undo")]
    Undo {
        /// Its number.
        number: u64,
    },
    /// [`Correction::JoinStories`].
    #[serde(rename = "join stories")]
    JoinStories {
        /// SHA-256 of the pages, hexadecimal.
        reports: Vec<String>,
    },
    /// [`Correction::SplitStory`].
    #[serde(rename = "split story")]
    SplitStory {
        /// SHA-256 of the pages, hexadecimal.
        reports: Vec<String>,
    },
    /// [`Correction::SameEntity`].
    #[serde(rename = "same entity")]
    SameEntity {
        /// The name that was read.
        name: String,
        /// Whose it is.
        is: String,
    },
    /// [`Correction::OtherEntity`].
    #[serde(rename = "other entity")]
    OtherEntity {
        /// The name's words in the report.
        words: WordsRecord,
        /// Whom they mean.
        is: String,
    },
    /// [`Correction::WrongClaim`].
    #[serde(rename = "wrong claim")]
    WrongClaim {
        /// The claim's words.
        words: WordsRecord,
    },
    /// [`Correction::OtherAct`].
    #[serde(rename = "other act")]
    OtherAct {
        /// The words that carry the act.
        words: WordsRecord,
        /// PLOVER root type in lower case.
        event_type: String,
        /// Who does it.
        #[serde(default)]
        actor: Option<String>,
        /// To, for or against whom.
        #[serde(default)]
        recipient: Option<String>,
    },
    /// [`Correction::SameUtterance`].
    #[serde(rename = "same utterance")]
    SameUtterance {
        /// One's words.
        words: WordsRecord,
        /// The other's.
        with: WordsRecord,
    },
    /// [`Correction::OtherUtterance`].
    #[serde(rename = "other utterance")]
    OtherUtterance {
        /// Its words.
        words: WordsRecord,
    },
}

/// Words in a report: [`Words`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsRecord {
    /// SHA-256 of the page, hexadecimal.
    pub report: String,
    /// First byte in the report's text, UTF-8.
    pub byte_start: u32,
    /// First byte behind.
    pub byte_end: u32,
    /// What they say.
    pub text: String,
}

impl DeedRecord {
    /// The record of a correction.
    pub fn of(correction: &Correction) -> Self {
        let reports = |digests: &[Digest]| digests.iter().map(Digest::to_string).collect();
        let words = WordsRecord::of;
        match correction {
            Correction::JoinStories { reports: all } => Self::JoinStories { reports: reports(all) },
            Correction::SplitStory { reports: all } => Self::SplitStory { reports: reports(all) },
            Correction::SameEntity { name, is } => Self::SameEntity { name: name.clone(), is: is.clone() },
            Correction::OtherEntity { words: at, is } => {
                Self::OtherEntity { words: words(at), is: is.clone() }
            }
            Correction::WrongClaim { words: at } => Self::WrongClaim { words: words(at) },
            Correction::OtherAct { words: at, event_type, actor, recipient } => Self::OtherAct {
                words: words(at),
                event_type: event_type.clone(),
                actor: actor.clone(),
                recipient: recipient.clone(),
            },
            Correction::SameUtterance { words: at, with } => {
                Self::SameUtterance { words: words(at), with: words(with) }
            }
            Correction::OtherUtterance { words: at } => Self::OtherUtterance { words: words(at) },
        }
    }

    /// What the deed is called: the record's `kind`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Undo { .. } => "undo",
            Self::JoinStories { .. } => "join stories",
            Self::SplitStory { .. } => "split story",
            Self::SameEntity { .. } => "same entity",
            Self::OtherEntity { .. } => "other entity",
            Self::WrongClaim { .. } => "wrong claim",
            Self::OtherAct { .. } => "other act",
            Self::SameUtterance { .. } => "same utterance",
            Self::OtherUtterance { .. } => "other utterance",
        }
    }

    /// What the deed names, for a person: words and names as they are, reports by the beginning of their digests.
    pub fn words(&self) -> Vec<String> {
        let short = |report: &String| report.chars().take(12).collect::<String>();
        match self {
            Self::Undo { number } => vec![number.to_string()],
            Self::JoinStories { reports } | Self::SplitStory { reports } => {
                reports.iter().map(short).collect()
            }
            Self::SameEntity { name, is } => vec![name.clone(), is.clone()],
            Self::OtherEntity { words, is } => vec![words.text.clone(), is.clone()],
            Self::WrongClaim { words } | Self::OtherUtterance { words } => vec![words.text.clone()],
            Self::OtherAct { words, event_type, actor, recipient } => {
                let party = |party: &Option<String>| party.clone().unwrap_or_else(|| "…".to_owned());
                vec![words.text.clone(), format!("{event_type}: {}, {}", party(actor), party(recipient))]
            }
            Self::SameUtterance { words, with } => vec![words.text.clone(), with.text.clone()],
        }
    }

    /// The correction that the record was made of; `None` of an undoing.
    ///
    /// # Errors
    /// Where a digest is none, or words end before they start.
    pub fn into_correction(self) -> Result<Option<Correction>, RecordError> {
        let reports = |all: Vec<String>| all.iter().map(|hex| digest(hex)).collect::<Result<Vec<_>, _>>();
        let correction = match self {
            Self::Undo { .. } => return Ok(None),
            Self::JoinStories { reports: all } => Correction::JoinStories { reports: reports(all)? },
            Self::SplitStory { reports: all } => Correction::SplitStory { reports: reports(all)? },
            Self::SameEntity { name, is } => Correction::SameEntity { name, is },
            Self::OtherEntity { words, is } => Correction::OtherEntity { words: words.into_words()?, is },
            Self::WrongClaim { words } => Correction::WrongClaim { words: words.into_words()? },
            Self::OtherAct { words, event_type, actor, recipient } => {
                Correction::OtherAct { words: words.into_words()?, event_type, actor, recipient }
            }
            Self::SameUtterance { words, with } => {
                Correction::SameUtterance { words: words.into_words()?, with: with.into_words()? }
            }
            Self::OtherUtterance { words } => Correction::OtherUtterance { words: words.into_words()? },
        };
        Ok(Some(correction))
    }
}

impl WordsRecord {
    fn of(words: &Words) -> Self {
        Self {
            report: words.report.to_string(),
            byte_start: words.span.start() as u32,
            byte_end: words.span.end() as u32,
            text: words.text.clone(),
        }
    }

    fn into_words(self) -> Result<Words, RecordError> {
        let (start, end) = (self.byte_start as usize, self.byte_end as usize);
        if start > end {
            return Err(RecordError::Word { key: "byte_end", value: self.byte_end.to_string() });
        }
        Ok(Words { report: digest(&self.report)?, span: Span::new(start, end), text: self.text })
    }
}

impl CorrectionRecord {
    /// A record of this version.
    pub fn new(number: u64, made_at: String, by: String, why: String, deed: DeedRecord) -> Self {
        Self { version: VERSION, number, made_at, by, why, deed, undone_by: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_come_back_as_they_were() {
        let report = Digest([9; 32]);
        let words = Words { report, span: Span::new(3, 8), text: "Tiris".into() };
        let all = [
            Correction::JoinStories { reports: vec![report, Digest([0; 32])] },
            Correction::SplitStory { reports: vec![report] },
            Correction::SameEntity { name: "Arum".into(), is: "Arum Lestari".into() },
            Correction::OtherEntity { words: words.clone(), is: "KP".into() },
            Correction::WrongClaim { words: words.clone() },
            Correction::OtherAct {
                words: words.clone(),
                event_type: "aid".into(),
                actor: None,
                recipient: Some("KP".into()),
            },
            Correction::SameUtterance { words: words.clone(), with: words.clone() },
            Correction::OtherUtterance { words },
        ];
        for correction in all {
            let json = serde_json::to_string(&DeedRecord::of(&correction)).expect("it is plain data");
            assert!(json.contains(&format!("\"kind\":\"{}\"", correction.kind())), "{json}");
            let back: DeedRecord = serde_json::from_str(&json).expect("what was written");
            assert_eq!(back.into_correction(), Ok(Some(correction)));
        }
    }

    #[test]
    fn what_is_no_correction_is_refused() {
        for odd in [
            r#"{"kind":"applaud"}"#,
            r#"{"kind":"same entity","name":"a"}"#,
            r#"{"kind":"same entity","name":"a","is":"b","so":1}"#,
        ] {
            assert!(serde_json::from_str::<DeedRecord>(odd).is_err(), "{odd}");
        }
        let short = DeedRecord::SplitStory { reports: vec!["ab".into()] };
        assert!(short.into_correction().is_err());
    }
}
