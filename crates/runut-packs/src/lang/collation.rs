//! Words by which reports are compared: which mean the same, and which tell two counted things apart.

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Morphology;

/// `collation.toml`: the keys of its classes are the same in all languages, and no word of any.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Collation {
    /// Nouns for one kind of counted thing: `soldier = ["tentara", "pasukan"]`.
    pub counted: BTreeMap<String, Vec<String>>,
    /// States of affairs that make another figure of a count: 14 dead are not 14 missing. Words or pairs of words.
    pub apart: BTreeMap<String, Vec<String>>,
    /// States of affairs before others: of what moves (forces, aid) they make another figure, of all else they narrow it.
    pub stage: BTreeMap<String, Vec<String>>,
    /// States of affairs that narrow a count and are told beside it: sent, deployed.
    pub narrower: BTreeMap<String, Vec<String>>,
    /// Other words that mean the same wherever reports are compared.
    pub same: BTreeMap<String, Vec<String>>,
    /// Pairs of words that say the contrary of each other: `damai`, `perang`. By their stems.
    pub contrary: Vec<[String; 2]>,
    /// Nouns that count people and things without naming them ("orang", "unit"): any noun of the same figure goes
    /// with them.
    pub bare: FxHashSet<String>,
    /// The kind of counted thing that people are, whoever they are and whosever: nobody's in particular.
    pub people: String,
    /// Roots of the verbs and nouns of denying a charge, as against refusing a wish.
    pub denials: FxHashSet<String>,
    /// Whether the head of a noun phrase stands first ("peluru artileri") or last ("artillery shells").
    pub head_first: bool,
    #[serde(skip)]
    classes: FxHashMap<String, Class>,
}

/// What a word does in a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Class {
    /// The table that it stands in.
    pub kind: ClassKind,
    /// The key of the class.
    pub key: String,
}

/// The tables of [`Collation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClassKind {
    /// A kind of counted thing.
    Counted,
    /// A state that makes another figure.
    Apart,
    /// A state before others.
    Stage,
    /// A state that narrows a figure.
    Narrower,
    /// Another word with synonyms.
    Same,
}

impl Collation {
    /// Indexes the words as written, and those that are no states by their stems too.
    pub(crate) fn index(&mut self, morphology: &Morphology) {
        let tables = [
            (ClassKind::Counted, &self.counted),
            (ClassKind::Apart, &self.apart),
            (ClassKind::Stage, &self.stage),
            (ClassKind::Narrower, &self.narrower),
            (ClassKind::Same, &self.same),
        ];
        let mut classes = FxHashMap::default();
        for (kind, table) in tables {
            for (key, words) in table {
                let class = Class { kind, key: key.clone() };
                for word in words {
                    classes.entry(word.clone()).or_insert_with(|| class.clone());
                }
            }
        }
        // States are told by the very form: "ditahan" is captured, "pertahanan" is defence.
        for (kind, table) in [tables[0], tables[4]] {
            for (key, words) in table {
                for word in words.iter().filter(|word| !word.contains(' ')) {
                    let stem = morphology.stem(word).into_owned();
                    classes.entry(stem).or_insert_with(|| Class { kind, key: key.clone() });
                }
            }
        }
        self.classes = classes;
    }

    /// The class of a word, or of two with a space between, in lower case, as written or by its stem.
    pub fn class(&self, lower: &str) -> Option<&Class> {
        self.classes.get(lower)
    }
}
