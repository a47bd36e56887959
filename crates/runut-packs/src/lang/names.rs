//! `names.toml`.

use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

use serde::Deserialize;

/// `names.toml`: the words around and inside names. All in lower case but for `guarded`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Names {
    /// Words that open a person's role: "presiden", "menteri", "kepala", "juru".
    pub roles: FxHashSet<String>,
    /// Roles that are parts of names, too, where a name went before them: "raja" in "Lodra Raja Wirata".
    pub roles_in_names: FxHashSet<String>,
    /// Roles that the name of a body of such people holds: "dokter" in "Ikatan Dokter Wanasari".
    pub members: FxHashSet<String>,
    /// Beginnings of offices whose name is short for the role and the institution behind it: "kepala" is "ka" in
    /// "Kapolres", who is the "Kepala Polres".
    pub office_starts: FxHashMap<String, String>,
    /// Roles that are somebody's: whose they are is named behind them, and not they themselves: "suami", "sopir".
    pub owned_roles: FxHashSet<String>,
    /// Roles that govern a region, which is named between them and the person: "gubernur", "wali kota".
    pub region_roles: Vec<String>,
    /// Words that begin the names of persons and not those of regions: "muhammad", "sri".
    pub given_names: FxHashSet<String>,
    /// Words of persons' names that companies bear more often: "Jaya".
    pub company_words: FxHashSet<String>,
    /// Words that names of persons are made of, given names and family names: a hint to the tagger, and to what else may be a word or a name.
    pub person_words: FxHashSet<String>,
    /// Words between a role and the office that it is of: "Secretary *of* State".
    pub role_links: FxHashSet<String>,
    /// Words that go on with a role that is open: "luar", "negeri", "bidang", "humas".
    pub role_words: FxHashSet<String>,
    /// Words that stand before a role and belong to it: "mantan", "wakil", "former".
    pub role_prefixes: FxHashSet<String>,
    /// Words of address and rank before a person's name: "pak", "dr", "kombes", "mr".
    pub honorifics: FxHashSet<String>,
    /// Degrees after a person's name: "s.h", "m.si".
    pub suffixes: FxHashSet<String>,
    /// Lower-case words inside a person's name: "bin", "van", "de".
    pub person_joiners: FxHashSet<String>,
    /// Lower-case words inside the name of an organisation after its head: "of", "for", "and"; "dan", "untuk".
    pub head_joiners: FxHashSet<String>,
    /// Words that open a name and say what it is: "kementerian", "desa", "perang".
    pub heads: BTreeMap<HeadKind, Heads>,
    /// Words that close a name and say what it is: "committee", "center", "act".
    pub tails: BTreeMap<HeadKind, FxHashSet<String>>,
    /// Words behind the name of a place that make another place of it: "Utara", "Besar".
    pub place_tails: FxHashSet<String>,
    /// Heads that a place's name may leave out: "kabupaten", "jalur".
    pub loose_heads: FxHashSet<String>,
    /// Capitalised words that make no name by themselves, beyond the frequent words of `words.toml`.
    pub plain: FxHashSet<String>,
    /// Abbreviations that make no name by themselves; a rule, and no hint to the tagger: "KUHAP", "CSR".
    pub plain_shorts: FxHashSet<String>,
    /// Words that newspapers write in lower case; more of the same as `plain`, counted and not chosen.
    pub lexicon: FxHashSet<String>,
    /// Lower-case words inside a name after a tail: "of" in "Court of Appeals".
    pub tail_joiners: FxHashSet<String>,
    /// Prepositions before places: "di", "ke", "in", "at".
    pub locatives: FxHashSet<String>,
    /// Prepositions of rest: "di", "in", "at".
    pub rests: FxHashSet<String>,
    /// Prepositions of the way to a place, and not to a person: "ke".
    pub goals: FxHashSet<String>,
    /// Ends of a word that are no part of a name: "'s", "’s".
    pub clitics: Vec<String>,
    /// Marks of a verb form in `plain` guesses: a capitalised word that starts so and is unknown is no name ("meng", "di").
    pub verb_starts: Vec<String>,
    /// Beginnings of verbs as they follow a subject: "me", "ber".
    pub predicate_starts: Vec<String>,
    /// Ends of words that are no names: "nya".
    pub word_ends: Vec<String>,
    /// Beginning and end that together make no name: "pe" and "an" in "penyaluran".
    pub word_shapes: Vec<(String, String)>,
    /// Names that are also plain words, written just so, each with the words of which one must stand before it.
    pub guarded: FxHashMap<String, FxHashSet<String>>,
    /// The state that the language's papers are written in, if they are mostly written in one: its palace is no
    /// stand-in for the state there. ISO 3166-1 alpha-2.
    pub home: Option<String>,
    /// Pronouns that stand for one person: "ia", "dia", "he", "she".
    pub person_pronouns: FxHashSet<String>,
    /// Determiners after a role that point back to a person: "itu", "tersebut".
    pub pointers_after: FxHashSet<String>,
    /// Determiners before a role that point back to a person: "the".
    pub pointers_before: FxHashSet<String>,
    /// Words of speech right after or before a name that make it a person or a party: "kata", "said".
    pub speech: FxHashSet<String>,
}

/// What the head of a name says the thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeadKind {
    /// An institution, company, outlet, alliance.
    Organization,
    /// A town, region, building.
    Place,
    /// A thing made.
    Product,
    /// A happening.
    Event,
}

/// Heads of names, by how much of what follows belongs to the name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Heads {
    /// All capitalised words that follow: "pt", "universitas", "jalan".
    pub all: FxHashSet<String>,
    /// Words of the trade (`role_words` and plain words), then one name of a place or institution: "kementerian", "dinas".
    pub trade: FxHashSet<String>,
    /// One name of a place: "polda", "dprd".
    pub seat: FxHashSet<String>,
}
