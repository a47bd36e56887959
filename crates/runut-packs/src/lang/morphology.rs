//! How words are built: affixes, and what they do to voice.

use std::{borrow::Cow, collections::BTreeMap};

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// `morphology.toml`: rules that make the forms of a root, and take them off again.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Morphology {
    /// Rules that make a form of a root; each applies where its conditions hold.
    pub affix: Vec<Affix>,
    /// What the nasal `N` of a prefix becomes before a root, first match wins: "meN" + "kirim" is "mengirim".
    pub nasal: Vec<Nasal>,
    /// Endings that may follow any form and change nothing: "nya", "lah".
    pub clitics: Vec<String>,
    /// Beginnings of words that look like a finite verb.
    pub verb_prefixes: Vec<String>,
    /// Endings of words that look like a verb.
    pub verb_suffixes: Vec<String>,
    /// Those of `verb_prefixes` that make a passive.
    pub passive_prefixes: FxHashSet<String>,
    /// Words that look like verbs and are none.
    pub not_verbs: FxHashSet<String>,
    /// Verbs that do not look like one.
    pub verbs: FxHashSet<String>,
    /// Words after which a participle is passive ("was", "been").
    pub passive_auxiliaries: FxHashSet<String>,
    /// Endings of nouns in the plural, and those that look like one: "s", "ss".
    pub plural_ends: Vec<String>,
    /// See `plural_ends`.
    pub not_plural_ends: Vec<String>,
    /// Endings of a verb behind a single subject: "s".
    pub finite_ends: Vec<String>,
    /// Endings of verbs that are no predicate on their own: "wear*ing* a hat".
    #[serde(default)]
    pub gerund_ends: Vec<String>,
    /// Affixes that [`Morphology::stem`] takes off.
    pub stem: Stem,
    /// Short or vowel-initial roots which stemming would otherwise miss.
    pub roots: FxHashSet<String>,
}

/// One rule: conditions on the root, and what is put around it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Affix {
    /// Put before the root; a final `N` is the nasal.
    pub before: String,
    /// Put after the root: one form for each.
    pub after: Vec<String>,
    /// The root must end in one of these, if any are given.
    pub ends: Vec<String>,
    /// The root must not end in any of these.
    pub not_ends: Vec<String>,
    /// Characters of the root's end that fall.
    pub drop_last: usize,
    /// Whether the root's last letter doubles.
    pub doubles: bool,
    /// What the form does.
    pub form: Form,
}

/// What a form of a root does in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// A verb whose subject acts.
    #[default]
    Active,
    /// A verb whose subject is acted on.
    Passive,
    /// A verb that is active or passive by what stands before it ("attacked").
    Participle,
    /// A noun for the act ("pengiriman", "serangan").
    Noun,
}

/// How the nasal of a prefix meets the beginning of a root.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nasal {
    /// Beginnings of roots.
    pub starts: Vec<String>,
    /// What `N` becomes.
    pub becomes: String,
    /// Characters of the root's beginning that fall.
    #[serde(default)]
    pub drop: usize,
}

/// Affixes that stemming takes off, longest first.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Stem {
    /// Beginnings, each with what may have stood in its place: `meng = ["", "k"]`. The first holds where no known
    /// root decides.
    pub prefixes: BTreeMap<String, Vec<String>>,
    /// Endings.
    pub suffixes: Vec<String>,
    /// Letters that a stem keeps at least.
    pub letters_min: usize,
}

impl Morphology {
    /// All forms of a root in lower case, each with what it does.
    pub fn forms(&self, root: &str) -> Vec<(String, Form)> {
        let mut forms = Vec::new();
        for affix in &self.affix {
            let fits = (affix.ends.is_empty() || affix.ends.iter().any(|end| root.ends_with(end.as_str())))
                && !affix.not_ends.iter().any(|end| root.ends_with(end.as_str()));
            let Some(base) = root
                .char_indices()
                .rev()
                .nth(affix.drop_last.wrapping_sub(1))
                .map(|(at, _)| &root[..at])
                .or((affix.drop_last == 0).then_some(root))
            else {
                continue;
            };
            if !fits {
                continue;
            }
            let doubled = if affix.doubles {
                base.chars().next_back().map(String::from).unwrap_or_default()
            } else {
                String::new()
            };
            let front = self.with_prefix(&affix.before, base);
            forms.extend(affix.after.iter().map(|after| (format!("{front}{doubled}{after}"), affix.form)));
        }
        forms
    }

    fn with_prefix(&self, prefix: &str, root: &str) -> String {
        let Some(plain) = prefix.strip_suffix('N') else { return format!("{prefix}{root}") };
        let nasal =
            self.nasal.iter().find(|nasal| nasal.starts.iter().any(|start| root.starts_with(start.as_str())));
        match nasal {
            Some(nasal) => {
                let rest: String = root.chars().skip(nasal.drop).collect();
                format!("{plain}{}{rest}", nasal.becomes)
            }
            None => format!("{plain}{root}"),
        }
    }

    /// The word without a clitic at its end, where it is long enough to have one.
    pub fn without_clitic<'a>(&self, word: &'a str) -> &'a str {
        self.clitics
            .iter()
            .find_map(|clitic| word.strip_suffix(clitic.as_str()).filter(|rest| rest.len() > 3))
            .unwrap_or(word)
    }

    /// Whether a word in lower case looks like a verb.
    pub fn is_verb(&self, word: &str) -> bool {
        if self.verbs.contains(word) {
            return true;
        }
        let bare = self.without_clitic(word);
        let looks = self
            .verb_prefixes
            .iter()
            .any(|prefix| bare.len() > prefix.len() + 2 && bare.starts_with(prefix.as_str()))
            || self
                .verb_suffixes
                .iter()
                .any(|suffix| bare.len() > suffix.len() + 2 && bare.ends_with(suffix.as_str()));
        looks && !self.not_verbs.contains(word) && !self.not_verbs.contains(bare)
    }

    /// Whether a noun in lower case ends as a plural does.
    pub fn is_plural(&self, word: &str) -> bool {
        let ends = |ends: &[String]| ends.iter().any(|end| word.ends_with(end.as_str()));
        ends(&self.plural_ends) && !ends(&self.not_plural_ends)
    }

    /// The stem of a word in lower case, for search and for comparing wordings; the word itself where no affix is
    /// known. Two forms of one root mostly have one stem; it is a key, not a dictionary's headword.
    pub fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let bare = self.without_clitic(word);
        if self.roots.contains(bare) {
            return Cow::Borrowed(bare);
        }
        let least = self.stem.letters_min.max(3);
        let long_enough = |rest: &str| rest.chars().count() >= least;
        let uncut = std::iter::once(bare);
        let cuts = self.stem.suffixes.iter().filter_map(|suffix| bare.strip_suffix(suffix.as_str()));
        let bodies = uncut.chain(cuts.filter(|rest| long_enough(rest)));
        if let Some(root) = bodies.clone().find_map(|body| self.known_root(body)) {
            return Cow::Owned(root);
        }
        let cut = bodies.min_by_key(|body| body.len()).unwrap_or(bare);
        let strips = self
            .stem
            .prefixes
            .iter()
            .filter_map(|(prefix, instead)| Some((instead.first()?, cut.strip_prefix(prefix.as_str())?)));
        match strips.filter(|(_, rest)| long_enough(rest)).min_by_key(|(_, rest)| rest.len()) {
            Some((instead, rest)) => Cow::Owned(format!("{instead}{rest}")),
            None => Cow::Borrowed(cut),
        }
    }

    /// The known root that a body without its suffix is made of.
    fn known_root(&self, body: &str) -> Option<String> {
        if self.roots.contains(body) {
            return Some(body.to_owned());
        }
        let strips = self
            .stem
            .prefixes
            .iter()
            .filter_map(|(prefix, instead)| Some((instead, body.strip_prefix(prefix.as_str())?)));
        strips
            .flat_map(|(instead, rest)| instead.iter().map(move |start| format!("{start}{rest}")))
            .find(|root| self.roots.contains(root))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Form, Packs};

    fn check(tag: &str, root: &str, form: &str, does: Form) {
        let language = Packs::builtin().language(tag).expect("the pack is there");
        let forms = language.morphology.forms(root);
        assert!(forms.contains(&(form.to_owned(), does)), "help: `{root}` gives {forms:?}");
    }

    #[test]
    fn roots_give_their_forms() {
        check("id", "kirim", "mengirim", Form::Active);
        check("id", "kirim", "mengirimkan", Form::Active);
        check("id", "kirim", "dikirim", Form::Passive);
        check("id", "kirim", "pengiriman", Form::Noun);
        check("id", "serang", "menyerang", Form::Active);
        check("id", "serang", "serangan", Form::Noun);
        check("id", "tuduh", "menuduh", Form::Active);
        check("id", "pukul", "memukul", Form::Active);
        check("id", "ancam", "mengancam", Form::Active);
        check("id", "bantu", "bantuan", Form::Noun);
        check("id", "bantu", "membantu", Form::Active);
        check("en", "attack", "attacked", Form::Participle);
        check("en", "accuse", "accusing", Form::Active);
        check("en", "deny", "denied", Form::Participle);
        check("en", "ban", "banned", Form::Participle);
    }

    #[test]
    fn forms_of_one_root_share_a_stem() {
        let language = Packs::builtin().language("id").expect("the pack is there");
        let stem = |word| language.morphology.stem(word).into_owned();
        for family in [
            ["mengirimkan", "dikirim", "pengiriman"],
            ["menyerang", "diserang", "serangan"],
            ["membantu", "bantuannya", "dibantu"],
            ["mengambil", "diambil", "pengambilan"],
        ] {
            assert_eq!(stem(family[0]), stem(family[1]), "{family:?}");
            assert_eq!(stem(family[1]), stem(family[2]), "{family:?}");
        }
    }
}
