//! `credit.toml`: how a report says where it has something from.

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use serde::Deserialize;

/// `credit.toml`, made quick to ask.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Table")]
pub struct Credits {
    /// Cues with a name after them, by their first word, the longest first.
    pub cues: FxHashMap<String, Vec<CreditCue>>,
    /// The first words of cues, by their first byte, in order: among them a misspelt one is looked for.
    pub cue_firsts: FxHashMap<u8, Vec<String>>,
    /// By their first byte: the lengths of first words of cues, a bit for each; the last for all that are longer.
    cue_lens: CueLens,
    /// Verbs after the name of an outlet, in lower case: "melaporkan".
    pub verbs: Vec<String>,
    /// What a line opens with that names where the report is from, in lower case: "sumber".
    pub lines: Vec<String>,
    /// Words for media, which may stand between cue and name, in lower case: "kantor berita".
    pub media: Vec<String>,
    /// Words that may stand between a cue and those, in lower case: "dari".
    pub links: Vec<String>,
    /// The word between who hands on and what it has it from, in lower case: "dari".
    pub from: Vec<String>,
    /// Words that join two names, in lower case: "dan".
    pub joiners: Vec<String>,
    /// First words of names that are no outlet's, in lower case: "kementerian".
    pub others: Vec<String>,
    /// What opens a sentence that speaks of all before it, in lower case: "demikian".
    pub all_before: Vec<String>,
    /// Words between a name and a weekday, in lower case: "pada".
    pub day_links: Vec<String>,
}

/// A set of lengths for each first byte.
#[derive(Debug, Clone)]
struct CueLens([u64; 256]);

impl Default for CueLens {
    fn default() -> Self {
        Self([0; 256])
    }
}

impl Credits {
    /// Whether a word, in whatever case, may be the first of a cue, or be one letter off one that has at least
    /// `slip_bytes_min` bytes: a quick no for most of all words.
    pub fn may_open_cue(&self, word: &str, slip_bytes_min: usize) -> bool {
        let Some(first) = word.bytes().next() else { return false };
        if !word.is_ascii() {
            return true;
        }
        let lens = self.cue_lens.0[usize::from(first.to_ascii_lowercase())];
        let has = |len: usize| lens & (1 << len.min(63)) != 0;
        has(word.len()) || word.len() + 1 >= slip_bytes_min && (has(word.len() + 1) || has(word.len() - 1))
    }
}

/// Words before the name of an outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditCue {
    /// In lower case.
    pub words: Vec<String>,
    /// What may follow.
    pub kind: CueKind,
}

/// What may follow a cue, and what it says of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CueKind {
    /// The report hands on what another published: "dikutip dari". Any name may follow.
    Relay,
    /// The same, but people are quoted so too: "mengutip". A name that no table knows must end the clause.
    Quote,
    /// Another outlet is the claimant, or what somebody spoke to: "menurut laporan", "kepada". Only an outlet counts.
    Claim,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    relays: Vec<String>,
    quotes: Vec<String>,
    claims: Vec<String>,
    verbs: Vec<String>,
    lines: Vec<String>,
    media: Vec<String>,
    links: Vec<String>,
    from: Vec<String>,
    joiners: Vec<String>,
    others: Vec<String>,
    all_before: Vec<String>,
    day_links: Vec<String>,
}

impl From<Table> for Credits {
    fn from(table: Table) -> Self {
        let mut cues: BTreeMap<String, Vec<CreditCue>> = BTreeMap::new();
        let kinds =
            [(table.relays, CueKind::Relay), (table.quotes, CueKind::Quote), (table.claims, CueKind::Claim)];
        for (phrases, kind) in kinds {
            for phrase in phrases {
                let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
                if let Some(first) = words.first() {
                    cues.entry(first.clone()).or_default().push(CreditCue { words, kind });
                }
            }
        }
        for list in cues.values_mut() {
            list.sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
        }
        let mut cue_firsts: FxHashMap<u8, Vec<String>> = FxHashMap::default();
        let mut cue_lens = CueLens::default();
        for first in cues.keys() {
            cue_lens.0[usize::from(first.as_bytes()[0])] |= 1 << first.len().min(63);
            cue_firsts.entry(first.as_bytes()[0]).or_default().push(first.clone());
        }
        let mut media = table.media;
        media.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        Self {
            cues: cues.into_iter().collect(),
            cue_firsts,
            cue_lens,
            verbs: table.verbs,
            lines: table.lines,
            media,
            links: table.links,
            from: table.from,
            joiners: table.joiners,
            others: table.others,
            all_before: table.all_before,
            day_links: table.day_links,
        }
    }
}
