//! Frames of the event types: which words name an act, and where its parties stand.

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

use serde::Deserialize;

use super::table_path;
use crate::{Error, Files, Form, Morphology};

/// Frames of all event types of one language, from `events/<type>.toml`, with the words that all of them share,
/// from `roles.toml`.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// Words that mark roles, polarity and exchange.
    pub roles: Roles,
    /// All frames; where two fit the same words, the earlier one is tried first.
    pub frames: Vec<EventFrame>,
    triggers: FxHashMap<String, Vec<Trigger>>,
    light: FxHashMap<String, Form>,
}

/// `roles.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Roles {
    /// Before the agent of a passive or of a noun: "oleh", "by".
    pub agent: Vec<String>,
    /// Before two parties that do it together: "antara" A "dan" B.
    pub between: Vec<String>,
    /// Pronouns before a noun, of the one whom the clause has named before: "their", "its".
    pub possessive: FxHashSet<String>,
    /// Whether a noun's owner is named before it ("Israel's war") and not after it ("perang Israel").
    pub owner_before: bool,
    /// Words that open a purpose or an infinitive, whose subject is that of the verb before: "untuk", "to".
    pub purpose: FxHashSet<String>,
    /// Prepositions that open a clause where a verb follows: "akibat" ditabrak.
    pub causes: FxHashSet<String>,
    /// Slots whose party may be described and not named: "kepada" para pengusaha.
    pub addressee: FxHashSet<String>,
    /// Before a place: "di", "in".
    pub place: FxHashSet<String>,
    /// Verbs that say little beside a noun that names the act, by root: "melakukan" serangan.
    pub light_roots: Vec<String>,
    /// More of them, as they are written, active.
    pub light: Vec<String>,
    /// Light verbs whose subject is the one to whom it is done: "mendapat" penolakan.
    pub receiving: Vec<String>,
    /// Before the one from whom it comes, with them: "dari".
    pub giver: Vec<String>,
    /// Pronouns of the speaker inside a statement: "kami", "we".
    pub speaker: FxHashSet<String>,
    /// Words that say on whose behalf: head nouns that stand for their state ("pasukan", "militer", "pemerintah").
    pub forces: FxHashSet<String>,
    /// Head nouns of parties that a report describes and does not name: "warga", "perusahaan".
    pub parties: FxHashSet<String>,
    /// Head nouns of people who belong to a state and do not act for it: "warga" Palestina is described, not PS.
    pub civilians: FxHashSet<String>,
    /// Head nouns that with a body right before them mean the body: NATO "allies".
    pub members: FxHashSet<String>,
    /// Roles of people who serve no state, whatever state stands before them: "airman", "activist".
    pub private: FxHashSet<String>,
    /// Houses abroad that stand for their state: "embassy".
    pub missions: FxHashSet<String>,
    /// Words that stand before people alone, whatever noun follows: "seorang", "para".
    pub personal: FxHashSet<String>,
    /// Nouns that mean the company named last: "perusahaan".
    pub company_nouns: FxHashSet<String>,
    /// Words in the names of companies: "PT", "Ltd".
    pub company_marks: FxHashSet<String>,
    /// Words of number and plural before a head noun: "para", "dua", "seorang".
    pub quantifiers: FxHashSet<String>,
    /// Words before a noun phrase that are no part of it: "termasuk", "khususnya".
    pub fillers: FxHashSet<String>,
    /// Pronouns of a group that was named before: "mereka", "they".
    pub groups: FxHashSet<String>,
    /// Words for two parties that were named before: "kedua negara", "keduanya".
    pub both: Vec<String>,
    /// Nouns that with a pointing word mean the state named last: "negara" itu.
    pub state_nouns: FxHashSet<String>,
    /// Nouns that with a pointing word mean the body named last: "perusahaan" tersebut.
    pub body_nouns: FxHashSet<String>,
    /// Roles of those who serve the state that is named behind them: "duta besar" Iran untuk PBB.
    pub envoys: FxHashSet<String>,
    /// Prepositions that do not end a noun phrase: the chairman "of" the board.
    pub inner: FxHashSet<String>,
    /// Words between a thing and whom it belongs to: fasilitas "milik" Iran.
    pub owned: FxHashSet<String>,
    /// Words for the government at home: "pemerintah".
    pub government: FxHashSet<String>,
    /// Classes of nouns by name: `troops = ["tentara", ...]`.
    pub nouns: BTreeMap<String, FxHashSet<String>>,
    /// Words of polarity.
    pub polarity: PolarityWords,
    /// Phrases before what is given in return: "sebagai imbalan atas".
    pub in_return: Vec<String>,
    /// ISO 3166-1 alpha-2 code of the state in which a report in this language is at home where its outlet is unknown.
    pub home: String,
    /// More states in which such reports are at home.
    pub homes: FxHashSet<String>,
}

/// Words that tell whether an act happened.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PolarityWords {
    /// "akan", "berencana".
    pub future: FxHashSet<String>,
    /// Those that leave an act done which is done by saying so: "ingin" berterima kasih.
    pub wish: FxHashSet<String>,
    /// "mungkin", "dapat".
    pub possible: FxHashSet<String>,
    /// "tidak", "belum".
    pub denied: FxHashSet<String>,
    /// Words that take a denying word before them back: "tidak *hanya*", "tanpa *henti*".
    pub upheld: FxHashSet<String>,
    /// "harus", "agar".
    pub demanded: FxHashSet<String>,
    /// Words that open a condition: "jika".
    pub conditional: FxHashSet<String>,
    /// Words of hearsay: "dilaporkan", "disebut".
    pub hedge: FxHashSet<String>,
}

/// One frame: words that name an act, and where its parties stand.
///
/// A slot is one of `subject`, `object`, `agent` (after a word like "oleh"), `owner` (the party inside the noun
/// phrase: "tentara *Korea Utara*"), `between`, `claimant` (who says the clause), `main` (the subject of the main
/// clause), `power` and `victim` (behind a noun: a state or body, or else a person or whoever is described), or else the
/// very words that stand before the party
/// ("kepada", "untuk membantu").
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EventFrame {
    /// PLOVER root type: the file's stem.
    #[serde(skip)]
    pub event_type: String,
    /// Roots; morphology makes their forms.
    pub roots: Vec<String>,
    /// Active verbs as written, perhaps of several words.
    pub active: Vec<String>,
    /// Passive verbs as written.
    pub passive: Vec<String>,
    /// Words that are active or passive by what stands before them: "struck", "sent".
    pub participles: Vec<String>,
    /// Nouns for the act as written.
    pub nouns: Vec<String>,
    /// Classes of nouns one of which must stand in the object (in the subject of a passive, after a noun).
    pub objects: Vec<String>,
    /// Classes of nouns one of which must stand in what names the actor, or in the role before the actor's name:
    /// "memeriksa" is an inquiry where police or prosecutors do it.
    pub actors: Vec<String>,
    /// Whether the nouns count only beside a light verb.
    pub light_only: bool,
    /// Slots of the actor of an active verb; `subject` where none is given.
    pub actor: Vec<String>,
    /// Slots of the actor of a passive verb or a noun; `agent`, `between`, `owner` where none is given.
    pub agent: Vec<String>,
    /// Slots of the recipient, first found wins.
    pub recipient: Vec<String>,
    /// Classes of nouns one of which must stand behind the trigger in its clause: menyebut X sebagai "teroris".
    pub complement: Vec<String>,
    /// What the frame holds without: `agentless` (a passive without its agent, where a person or body with a name
    /// suffers it: "X ditangkap"), `described` (a name: "polisi menangkap dua tersangka"), `personal` (the state: who
    /// is held or sentenced is so in person).
    pub allows: FxHashSet<String>,
    /// What must be found for the frame to hold: `actor`, `recipient`, `country` (a recipient that is a state other than the actor), `entity` (a recipient that is named), `somebody` (one that is named and can speak), `addressed` (one that is named, or described and then told what to do), `other` (a recipient of another state than the actor), `done` (that it is not denied: who does not allow, concedes nothing), `own` (that the object names no act of another party).
    pub needs: Vec<String>,
    /// What becomes of an act that is told in the complement of this one: a polarity (`demanded`, `denied`, `future`, `possible`).
    pub governs: String,
    /// Classes of nouns none of which may head the object, or what stands in a slot of words: who destroys an "economy"
    /// attacks nobody, and troops sent to a "border" help nobody there.
    pub never: Vec<String>,
    /// Whether the object, where it is of `objects`, is what is given and never to whom.
    pub gives: bool,
    /// Whether both parties do it to each other, each in an event of its own.
    pub each_other: bool,
    /// Polarity of the act itself where the words do not change it: "berencana menyerang" is `future`; `asserted` where
    /// saying so does it, so that no wish changes it.
    pub polarity: String,
}

/// Words that open a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trigger {
    /// The words after the first, in lower case.
    pub rest: Vec<String>,
    /// Index into [`Events::frames`].
    pub frame: usize,
    /// What they do in the sentence.
    pub form: Form,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FrameFile {
    frame: Vec<EventFrame>,
}

impl Events {
    pub(crate) fn load(
        files: &Files,
        tag: &str,
        parent: Option<&str>,
        morphology: &Morphology,
    ) -> Result<Self, Error> {
        let roles: Roles = files.table(&table_path(files, tag, parent, "roles"))?;
        let mut events = Self { roles, ..Self::default() };
        let mut frames = files.tables::<FrameFile>(&format!("lang/{tag}/events"))?;
        if let Some(parent) = parent {
            let mut others = files.tables::<FrameFile>(&format!("lang/{parent}/events"))?;
            others.retain(|(event_type, _)| frames.iter().all(|(own, _)| own != event_type));
            frames.extend(others);
        }
        for (event_type, file) in frames {
            for frame in file.frame {
                events.add(EventFrame { event_type: event_type.clone(), ..frame }, morphology);
            }
        }
        // Each list is put in order for itself: the order of the lists does not show.
        let order = |trigger: &Trigger| (std::cmp::Reverse(trigger.rest.len()), trigger.frame);
        events.triggers.values_mut().for_each(|list| list.sort_by_key(order));
        for root in events.roles.light_roots.clone() {
            events.light.extend(morphology.forms(&root));
        }
        for verb in events.roles.light.clone() {
            events.light.insert(verb, Form::Active);
        }
        for verb in events.roles.receiving.clone() {
            events.light.insert(verb, Form::Passive);
        }
        Ok(events)
    }

    fn add(&mut self, frame: EventFrame, morphology: &Morphology) {
        let index = self.frames.len();
        let forms = frame.roots.iter().flat_map(|root| morphology.forms(root));
        let listed = [
            (&frame.active, Form::Active),
            (&frame.passive, Form::Passive),
            (&frame.participles, Form::Participle),
            (&frame.nouns, Form::Noun),
        ];
        let listed =
            listed.into_iter().flat_map(|(words, form)| words.iter().map(move |word| (word.clone(), form)));
        let all: Vec<_> = listed.chain(forms).collect();
        for (words, form) in all {
            let mut words = words.split(' ').map(str::to_owned);
            let Some(first) = words.next() else { continue };
            let trigger = Trigger { rest: words.collect(), frame: index, form };
            let list = self.triggers.entry(first).or_default();
            if !list.contains(&trigger) {
                list.push(trigger);
            }
        }
        self.frames.push(frame);
    }

    /// Frames that may open with this word in lower case, longest first, then in the order of the frames.
    pub fn opened_by(&self, word: &str) -> &[Trigger] {
        self.triggers.get(word).map_or(&[], Vec::as_slice)
    }

    /// Whether the word is a light verb, and which form of it.
    pub fn light_verb(&self, word: &str) -> Option<Form> {
        self.light.get(word).copied()
    }

    /// Whether the noun, in lower case and without its clitic, is of one of the classes.
    pub fn noun_is(&self, word: &str, classes: &[impl AsRef<str>]) -> bool {
        let holds = |class: &str| self.roles.nouns.get(class).is_some_and(|nouns| nouns.contains(word));
        classes.iter().any(|class| holds(class.as_ref()))
    }
}
