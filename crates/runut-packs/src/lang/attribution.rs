//! `attribution.toml`: the words that report speech, and the order in which speaker, words and speech stand.

use rustc_hash::{FxHashMap, FxHashSet};
use std::{collections::BTreeMap, iter};

use serde::Deserialize;

/// `attribution.toml`, made quick to ask.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "Table")]
pub struct Attribution {
    /// The classes of cues, in the order of the file.
    pub classes: Vec<CueClass>,
    /// Forms by their first word in lower case; the longest first.
    forms: FxHashMap<String, Vec<CueForm>>,
    /// Word orders by kind of form, the first that fits wins.
    frames: BTreeMap<FormKind, Vec<CueFrame>>,
    /// Closed classes of words that speech has about it.
    pub words: SpeechWords,
}

/// Cues that report alike.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueClass {
    /// What it is called: "speech", "denial".
    pub name: String,
    /// How far the report stands behind what such a cue passes on.
    #[serde(default)]
    pub certainty: CueCertainty,
    /// Whether what is said is the whole clause with claimant and cue ("Korut membantah ...").
    #[serde(default)]
    pub whole: bool,
    /// What the reported clause must open with.
    #[serde(default)]
    pub opening: Opening,
    /// Whether the cue passes on somebody else's words: "mengutip".
    #[serde(default)]
    pub cites: bool,
    /// Forms by kind.
    #[serde(default)]
    pub active: Vec<String>,
    /// Forms that stand without affix beside a quotation: "kata".
    #[serde(default)]
    pub bare: Vec<String>,
    /// The same, of words that mean something else where no quotation stands beside them: "tutup".
    #[serde(default)]
    pub beside: Vec<String>,
    /// Forms that bring their speaker along: "katanya".
    #[serde(default)]
    pub clitic: Vec<String>,
    /// Forms whose subject is what is said: "diungkapkan".
    #[serde(default)]
    pub passive: Vec<String>,
    /// Forms that give somebody only with "oleh": "dilaporkan".
    #[serde(default)]
    pub hearsay: Vec<String>,
    /// Forms that take the claimant as a preposition does: "menurut".
    #[serde(default)]
    pub source: Vec<String>,
    /// Forms that lean on the subject of another verb: "saying".
    #[serde(default)]
    pub participle: Vec<String>,
    /// Nouns for something said, of which their owner is the claimant: "her *claim* that".
    #[serde(default)]
    pub noun: Vec<String>,
    /// Words one of which the claimant's phrase must hold, if any are given: a "study" finds.
    #[serde(default)]
    pub claimants: FxHashSet<String>,
    /// Words right behind a form that make another word of it: "continued *to* fall", "blamed *on* the rain".
    #[serde(default)]
    pub not_before: FxHashSet<String>,
    /// Words further on in the sentence that make another act of it: "melaporkan Lodra *ke polisi*".
    #[serde(default)]
    pub not_with: Vec<String>,
    /// What the first noun phrase behind it is.
    #[serde(default)]
    pub object: CueObject,
    /// Whether the claimant must be somebody: a name, a pronoun, a role or one of `speakers`. "Weather threatened the
    /// harbour" says nothing.
    #[serde(default)]
    pub by_somebody: bool,
}

/// How far a report stands behind what a cue passes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueCertainty {
    /// Said as such.
    #[default]
    Stated,
    /// Passed on at a distance.
    Claimed,
    /// Passed on as hearsay.
    Reported,
}

/// What a reported clause must open with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Opening {
    /// Nothing: it may follow right after the cue.
    #[default]
    Any,
    /// A complementizer, a comma or a quotation mark: "menunjukkan bahwa".
    Marked,
    /// A noun for something said: "menolak tuduhan", not "menolak hadiah".
    Charge,
}

/// What the first noun phrase behind a cue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueObject {
    /// A part of what is said: "said *the ferry* was late".
    #[default]
    Said,
    /// Whom one speaks to: "told *the crowd* the ferry was late".
    Somebody,
}

/// How a form stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormKind {
    /// The claimant is its subject: "mengatakan".
    Active,
    /// "kata".
    Bare,
    /// "tutup", "tutupnya": only beside a quotation.
    Beside,
    /// "katanya".
    Clitic,
    /// "diungkapkan".
    Passive,
    /// "dilaporkan".
    Hearsay,
    /// "menurut".
    Source,
    /// "saying".
    Participle,
    /// "her claim".
    Noun,
}

/// One form of a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueForm {
    /// Its words in lower case.
    pub words: Vec<String>,
    /// Index into `classes`.
    pub class: usize,
    /// How it stands in its sentence.
    pub kind: FormKind,
}

/// A word order: what stands before and after a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueFrame {
    /// What stands before the cue, the nearest first.
    pub left: Vec<Slot>,
    /// What stands after the cue, the nearest first.
    pub right: Vec<Slot>,
}

/// A place in a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// `{claimant}`: the phrase that names the speaker.
    Claimant,
    /// `{owner}`: the speaker as the owner of what follows: "Wira's", "her".
    Owner,
    /// `{same}`: nothing; the speaker is the subject that the sentence has already.
    Same,
    /// `{quote}`: words in quotation marks.
    Quote,
    /// `{content}`: the reported clause.
    Content,
    /// `{before}`: a word that points back to the sentence before: "Hal itu".
    Before,
    /// `{charge}`: a noun for something said: "tuduhan".
    Charge,
    /// `{start}`: nothing but what may open a clause.
    Start,
    /// `{end}`: nothing but what may close a clause.
    End,
    /// `,`: a comma.
    Comma,
    /// A word, in lower case.
    Word(String),
    /// `oleh?`: a word that may be missing.
    MaybeWord(String),
}

/// Closed classes of words about speech, all in lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SpeechWords {
    /// Words that only open a reported clause and are no part of it: "bahwa".
    pub that: FxHashSet<String>,
    /// Words that may stand between claimant and cue, besides auxiliaries: "awalnya".
    pub adverbs: FxHashSet<String>,
    /// Endings of more such words: "ly".
    pub adverb_ends: Vec<String>,
    /// Words with such an ending that are none: "family".
    #[serde(default)]
    pub no_adverbs: FxHashSet<String>,
    /// Words before a cue that say that nothing was said, or not yet: "tidak", "akan".
    pub unsaid: FxHashSet<String>,
    /// Words or phrases that open a sentence and are no part of the claimant: "lebih lanjut".
    pub openers: Vec<String>,
    /// What points back to the sentence before: "hal itu".
    pub anaphors: Vec<String>,
    /// Words or phrases that may stand between claimant and cue and are no part of either: "selama ini".
    #[serde(default)]
    pub asides: Vec<String>,
    /// What stands where a claimant would, and is none: "hal ini" whatever follows it, "silakan" alone and first in a clause.
    #[serde(default)]
    pub no_claimants: Vec<String>,
    /// What something goes by, and what no one says: "according to *plan*".
    #[serde(default)]
    pub measures: FxHashSet<String>,
    /// Nouns for something said: "tuduhan".
    pub charges: FxHashSet<String>,
    /// Words after which a cue has the same subject as the verb before it: "dan", "seraya".
    pub same: FxHashSet<String>,
    /// Joining words that set one act of saying against another, whatever its cue: "namun".
    pub contrasts: FxHashSet<String>,
    /// Joining words between two names of one thing: "atau".
    pub aliases: FxHashSet<String>,
    /// Words that give the one who acts, after a verb whose subject is acted on: "oleh".
    pub agents: FxHashSet<String>,
    /// Words that make an idiom with the cue before them: "diri" in "memastikan diri".
    pub idioms: FxHashSet<String>,
    /// Words that only name what a clause is about: "tentang".
    pub about: FxHashSet<String>,
    /// Nouns for what somebody uttered, before his name: "pernyataan".
    pub utterances: FxHashSet<String>,
    /// Nouns for what kind of organisation the name after them is: "kantor berita".
    pub kinds: FxHashSet<String>,
    /// Words that link a role to what it is a role in: "untuk" in "duta besar untuk".
    pub role_links: FxHashSet<String>,
    /// Words that open where or when something was said: "di", "usai".
    pub occasions: FxHashSet<String>,
    /// Words after which a platform is named: "via".
    pub platform_links: FxHashSet<String>,
    /// Platforms where people speak to all, as written.
    pub platforms: Vec<String>,
    /// Words of whom one speaks to, which open no reported clause: "kepada".
    pub addressees: FxHashSet<String>,
    /// Those of them that open an infinitive, too: "decided *to* leave".
    #[serde(default)]
    pub infinitives: FxHashSet<String>,
    /// Words that begin with one of them and yet open the reported clause: "*at least* 200 boats".
    #[serde(default)]
    pub amounts: Vec<String>,
    /// Words for a share of many: "about *half* of the voters".
    #[serde(default)]
    pub shares: FxHashSet<String>,
    /// Words before a noun, behind which no verb of speech stands: "the *claim*".
    #[serde(default)]
    pub articles: FxHashSet<String>,
    /// Claimants who are nobody: "Neither side commented".
    #[serde(default)]
    pub nobody: FxHashSet<String>,
    /// Words behind a comma with which the reporter goes on after a reported clause: ", *although* he had refused".
    #[serde(default)]
    pub turns: FxHashSet<String>,
    /// Words behind a cue that open what happened meanwhile: "said *as* she left".
    #[serde(default)]
    pub meanwhile: FxHashSet<String>,
    /// Nouns for papers and figures that are told as the words of whose they are: "CBP data", "his report".
    pub papers: FxHashSet<String>,
    /// Before whose paper it is: data "from" a bureau.
    pub paper_links: FxHashSet<String>,
    /// Nouns that make a name a part of it and not the speaker: "pihak", "laporan".
    pub describers: FxHashSet<String>,
    /// Nouns for people and bodies that speak: "police", "doctors", "company".
    pub speakers: FxHashSet<String>,
    /// Beginnings of verbs, each four letters shorter than the shortest such verb.
    pub verb_prefixes: Vec<String>,
    /// Words that are a subject wherever they stand, so that a clause opens with them: "he", "they're".
    #[serde(default)]
    pub subjects: FxHashSet<String>,
    /// Those of them that are objects, too: "it".
    #[serde(default)]
    pub objects: FxHashSet<String>,
    /// Endings of verbs.
    pub verb_suffixes: Vec<String>,
    /// Verbs that no ending shows.
    pub verbs: FxHashSet<String>,
    /// Words that look like verbs and are none.
    pub no_verbs: FxHashSet<String>,
    /// Whether "ini", "itu" close a noun phrase.
    pub determiners_close: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    class: Vec<CueClass>,
    /// What makes a clitic form of a bare one: "nya".
    clitics: Vec<String>,
    /// What makes an active form of a participle: "is" saying.
    progressives: Vec<String>,
    frames: BTreeMap<FormKind, Vec<String>>,
    words: SpeechWords,
}

impl TryFrom<Table> for Attribution {
    type Error = String;

    fn try_from(table: Table) -> Result<Self, String> {
        let mut forms: BTreeMap<String, Vec<CueForm>> = BTreeMap::new();
        for (class, cues) in table.class.iter().enumerate() {
            let clitics =
                cues.bare.iter().flat_map(|form| table.clitics.iter().map(move |end| format!("{form}{end}")));
            let clitics: Vec<String> = clitics.chain(cues.clitic.iter().cloned()).collect();
            let beside = cues.beside.iter().flat_map(|form| {
                iter::once(form.clone()).chain(table.clitics.iter().map(move |end| format!("{form}{end}")))
            });
            let beside: Vec<String> = beside.collect();
            let progressive = cues
                .participle
                .iter()
                .flat_map(|form| table.progressives.iter().map(move |before| format!("{before} {form}")));
            let active: Vec<String> = cues.active.iter().cloned().chain(progressive).collect();
            let kinds = [
                (FormKind::Active, &active),
                (FormKind::Bare, &cues.bare),
                (FormKind::Beside, &beside),
                (FormKind::Clitic, &clitics),
                (FormKind::Passive, &cues.passive),
                (FormKind::Hearsay, &cues.hearsay),
                (FormKind::Source, &cues.source),
                (FormKind::Participle, &cues.participle),
                (FormKind::Noun, &cues.noun),
            ];
            for (kind, list) in kinds {
                for form in list {
                    let words: Vec<String> = form.split_whitespace().map(str::to_lowercase).collect();
                    let first = words.first().ok_or("a cue without words")?.clone();
                    forms.entry(first).or_default().push(CueForm { words, class, kind });
                }
            }
        }
        for list in forms.values_mut() {
            list.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
        let frames = table.frames.into_iter().map(|(kind, orders)| {
            let frames = orders.iter().map(|order| CueFrame::parse(order)).collect::<Result<_, _>>()?;
            Ok::<_, String>((kind, frames))
        });
        Ok(Self {
            frames: frames.collect::<Result<_, _>>()?,
            classes: table.class,
            forms: forms.into_iter().collect(),
            words: table.words,
        })
    }
}

impl Attribution {
    /// Forms whose first word is this, in lower case; the longest first.
    pub fn forms(&self, first: &str) -> &[CueForm] {
        self.forms.get(first).map_or(&[], Vec::as_slice)
    }

    /// Word orders around forms of this kind, in the order in which they are tried.
    pub fn frames(&self, kind: FormKind) -> &[CueFrame] {
        self.frames.get(&kind).map_or(&[], Vec::as_slice)
    }
}

impl CueFrame {
    /// Reads `{content} , {cue} {claimant}`.
    ///
    /// # Errors
    /// Where a slot is not known, or `{cue}` does not stand exactly once.
    pub fn parse(order: &str) -> Result<Self, String> {
        let sides: Vec<&str> = order.split("{cue}").collect();
        let &[left, right] = sides.as_slice() else {
            return Err(format!("`{order}` must hold `{{cue}}` once"));
        };
        let slots = |side: &str| side.split_whitespace().map(Slot::parse).collect::<Result<Vec<_>, _>>();
        let mut left = slots(left)?;
        left.reverse();
        Ok(Self { left, right: slots(right)? })
    }
}

impl Slot {
    fn parse(word: &str) -> Result<Self, String> {
        Ok(match word {
            "{claimant}" => Self::Claimant,
            "{owner}" => Self::Owner,
            "{same}" => Self::Same,
            "{quote}" => Self::Quote,
            "{content}" => Self::Content,
            "{before}" => Self::Before,
            "{charge}" => Self::Charge,
            "{start}" => Self::Start,
            "{end}" => Self::End,
            "," => Self::Comma,
            _ if word.starts_with('{') => return Err(format!("no slot is called `{word}`")),
            _ => match word.strip_suffix('?') {
                Some(word) => Self::MaybeWord(word.to_lowercase()),
                None => Self::Word(word.to_lowercase()),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_say_what_stands_where() {
        let frame = CueFrame::parse("{content} , {cue} oleh? {claimant}").expect("it parses");
        assert_eq!(frame.left, [Slot::Comma, Slot::Content]);
        assert_eq!(frame.right, [Slot::MaybeWord("oleh".into()), Slot::Claimant]);
        assert!(CueFrame::parse("{quote} {claimant}").is_err());
        assert!(CueFrame::parse("{quote} {cue} {speaker}").is_err());
    }
}
