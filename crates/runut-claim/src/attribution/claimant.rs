//! Whom the words for a speaker mean, and who speaks just now.

use std::ops::Range;

use super::{
    certainty, chain, occasion,
    phrase::Phrase,
    scene::Scene,
    sentence::{Draft, Speaker},
    transcript::Turn,
};
use crate::{EntityKind, Link, Mention, Mode, Party, Place, Statement};

/// The statements so far, in reading order, and what the next ones need to know of them.
#[derive(Default)]
pub(super) struct Said {
    entries: Vec<Entry>,
    /// Who spoke last.
    speaker: Option<Party>,
    /// What a sentence cited that said nothing of it yet: "mengutip laporan intelijen."
    cited: Option<(usize, Link)>,
    /// A paragraph that is a quotation and nothing else, and says nothing of its speaker: the next one may.
    waiting: Option<(usize, Draft)>,
}

/// Most statements back to which a short form or a pointer may lead.
const MEMORY_MAX: usize = 40;

/// Mentions of a report among which whoever is called by one word is looked for.
const NAMES_MAX: usize = 1000;

/// Most sentences between a lead and the sentence that tells who said it.
const LEAD_SENTENCES_MAX: usize = 3;

/// A statement, and where it stands.
pub(super) struct Entry {
    pub(super) statement: Statement,
    /// Index of the sentence that holds the cue.
    pub(super) sentence: usize,
    /// Index of a later sentence that tells who said it: "Hal itu diungkapkan oleh ...".
    pub(super) told_again: Option<usize>,
    /// Tokens of what was said.
    pub(super) content: Range<usize>,
    /// Tokens of the cue.
    pub(super) cue: Option<Range<usize>>,
}

impl Said {
    /// Adds the drafts of a sentence.
    pub(super) fn add(&mut self, scene: &Scene, index: usize, drafts: Vec<Draft>) {
        let mut last: Option<Party> = None;
        for draft in drafts {
            let claimant = match &draft.speaker {
                Speaker::Phrase(phrase) => Some(self.resolve(scene, index, phrase)),
                Speaker::Same => last.or(self.speaker),
                Speaker::Current => self.speaker.or_else(|| recent_person(scene, index)),
                Speaker::GoesOn => {
                    let party = self.going_on(scene, index);
                    if party.is_none() {
                        self.waiting = Some((index, draft));
                        continue;
                    }
                    party
                }
            };
            last = claimant.or(last);
            self.take_waiting(scene, index, &draft, claimant);
            if draft.class.is_some_and(|class| scene.table.classes[class].cites) {
                self.cited = Some((index, link(scene, &draft.content)));
                self.speaker = claimant.or(self.speaker);
                continue;
            }
            self.push(scene, index, &draft, claimant);
            let outer = draft.outer.first().map(|phrase| self.resolve(scene, index, phrase));
            self.speaker = outer.or(claimant).or(self.speaker);
        }
    }

    /// Adds the turn of a transcript.
    pub(super) fn add_turn(&mut self, scene: &Scene, index: usize, turn: &Turn) {
        let draft = Draft {
            span: Some(scene.place(&turn.said)),
            mode: Mode::Direct,
            speaker: Speaker::Current,
            cue: None,
            class: None,
            outer: Vec::new(),
            content: turn.said.clone(),
        };
        self.push(scene, index, &draft, Some(turn.speaker));
        self.speaker = Some(turn.speaker);
    }

    /// Gives the quotation that waits in the paragraph before to the speaker of this one, which opens the next.
    fn take_waiting(&mut self, scene: &Scene, index: usize, draft: &Draft, claimant: Option<Party>) {
        let Some((before, waiting)) = self.waiting.take_if(|(before, _)| *before < index) else { return };
        let sentences = &scene.text.sentences;
        let opens = draft.mode == Mode::Direct && draft.content.start == sentences[index].tokens.start;
        let next = sentences[before..index].iter().all(|sentence| {
            scene.quotation_at(sentence.tokens.start) == scene.quotation_at(waiting.content.start)
        });
        if opens && next && claimant.is_some() {
            self.push(scene, before, &waiting, claimant);
        }
    }

    fn push(&mut self, scene: &Scene, index: usize, draft: &Draft, claimant: Option<Party>) {
        let span = match draft.span {
            Some(span) => span,
            None => match self.told_before(scene, index, draft, claimant) {
                Some(span) => span,
                None => return,
            },
        };
        let mut via: Vec<Link> =
            draft.outer.iter().map(|phrase| outer_link(scene, self.resolve(scene, index, phrase))).collect();
        if let Some((_, link)) = self.cited.take_if(|(sentence, _)| *sentence + 1 >= index) {
            via.push(link);
        }
        let cue = draft.cue.clone();
        let statement = Statement {
            span,
            mode: draft.mode,
            claimant,
            cue: cue.as_ref().map(|cue| scene.place(cue)),
            via,
            said_on: None,
            said_at: None,
            certainty: certainty(
                draft.class.map(|class| scene.table.classes[class].certainty).unwrap_or_default(),
            ),
        };
        self.entries.push(Entry {
            statement,
            sentence: index,
            told_again: None,
            content: draft.content.clone(),
            cue,
        });
    }

    /// Where the sentence before tells what was said: its place. Where it is a statement already, that one is given
    /// the claimant instead, and nothing is added.
    fn told_before(
        &mut self,
        scene: &Scene,
        index: usize,
        draft: &Draft,
        claimant: Option<Party>,
    ) -> Option<Place> {
        let sentences = &scene.text.sentences;
        let before = index.checked_sub(1).filter(|&before| !sentences[before].headline)?;
        let person = |party: Party| is_person(scene, party);
        let known = self.entries.iter_mut().rev().take(MEMORY_MAX).find(|entry| {
            let lead = entry.sentence + LEAD_SENTENCES_MAX >= index && entry.sentence < index;
            entry.sentence == before || lead && !entry.statement.claimant.is_some_and(person)
        });
        if let Some(entry) = known {
            // "Kerja sama itu juga diakui oleh B" behind what A said: B says nothing of A's words.
            let said = entry.statement.claimant.filter(|&party| person(party));
            let other =
                said.is_some_and(|said| claimant.is_none_or(|claimant| claimant.entity != said.entity));
            if entry.statement.mode == Mode::Direct && entry.cue.is_some() && other {
                return None;
            }
            entry.told_again = Some(index);
            entry.statement.claimant = claimant.or(entry.statement.claimant);
            if let Some(cue) = &draft.cue {
                occasion::of(scene, index, cue, &draft.content, &mut entry.statement);
            }
            return None;
        }
        Some(sentences[before].span)
    }

    /// Who goes on speaking in the sentence, if the one before it was a statement.
    fn going_on(&self, scene: &Scene, index: usize) -> Option<Party> {
        let last = self.entries.last()?;
        let near = last.sentence + 1 == index
            || last.sentence + 2 == index && last.statement.mode == Mode::Direct
            || last.sentence == index;
        let block = scene.text.sentences[index].block;
        let next_block = scene.text.sentences[last.sentence].block;
        (near && block >= next_block).then_some(last.statement.claimant?)
    }

    /// The party that the phrase means.
    fn resolve(&self, scene: &Scene, index: usize, phrase: &Phrase) -> Party {
        let tokens = &phrase.tokens;
        let described = Party { span: scene.place(tokens), entity: None };
        let last = tokens.end - 1;
        if tokens.len() == 1 && scene.words.pronouns.contains(&scene.token(last).lower) {
            return self.pronoun(scene, index, last).unwrap_or(described);
        }
        let back = points_back(scene, tokens);
        if back
            && let Some(party) = self
                .speaker
                .filter(|&speaker| is_person(scene, speaker))
                .or_else(|| recent_person(scene, index))
        {
            return party;
        }
        if let Some(party) = named(scene, phrase).filter(|_| !back) {
            return party;
        }
        // "the spokesman": whoever spoke before and was called so.
        let called = !scene.speech.determiners_close && tokens.len() == 2 && !phrase.relative;
        if let Some(party) = called.then(|| self.short_form(scene, tokens)).flatten() {
            return party;
        }
        // "the Russian dictator": words that the mention room took for somebody who was named before.
        let whole = scene.mention_at(tokens.start).filter(|mention| {
            mention.anaphor
                && mention.span.start() == described.span.start()
                && mention.span.end() >= described.span.end()
        });
        if let Some(mention) = whole.filter(|_| !scene.speech.determiners_close) {
            return party_of(mention);
        }
        if let Some(owner) = owner_of_paper(scene, tokens) {
            return owner;
        }
        // "Menkomdigi": the office means who holds it.
        if let Some(mention) = scene.mention_at(last).filter(|mention| mention.anaphor && tokens.len() == 1) {
            return party_of(mention);
        }
        // "..., yang disebutnya telah memastikan": whoever speaks just now.
        if scene.is_relative(tokens.start)
            && let Some(party) = self.speaker.or_else(|| recent_person(scene, index))
        {
            return party;
        }
        let pointing =
            scene.words.determiners.contains(&scene.token(last).lower) && scene.speech.determiners_close;
        if pointing {
            if let Some(speaker) = self.speaker.filter(|speaker| shares_noun(scene, *speaker, tokens)) {
                return speaker;
            }
            if let Some(mention) = scene.mention_at(last).filter(|mention| mention.anaphor) {
                return party_of(mention);
            }
            // "pria yang akrab disapa Edo ini": who opens the sentence before, or else who speaks.
            if tokens.clone().any(|at| scene.is_relative(at))
                && let Some(person) = opening_person(scene, index)
            {
                return person;
            }
            // "kelompok itu"
            let kind = scene.speech.kinds.contains(&scene.token(tokens.start).lower);
            let fits = |speaker: &Party| {
                is_person(scene, *speaker) != kind
                    && speaker
                        .entity
                        .is_some_and(|entity| scene.found.entities[entity].kind != EntityKind::Place)
            };
            if let Some(speaker) = self.speaker.filter(fits) {
                return speaker;
            }
        }
        let short = if phrase.relative { None } else { self.short_form(scene, tokens) };
        short.or_else(|| called_so(scene, index, tokens)).unwrap_or(described)
    }

    /// Who spoke before under a longer name or description that the phrase takes up: "kementerian", "the source".
    fn short_form(&self, scene: &Scene, tokens: &Range<usize>) -> Option<Party> {
        let definite = scene.words.determiners.contains(&scene.token(tokens.start).lower);
        let head_first = scene.speech.determiners_close;
        let noun = if head_first { tokens.start } else { tokens.end - 1 };
        // "Officials say": the officials who spoke before.
        let plural =
            !head_first && tokens.len() == 1 && scene.speech.describers.contains(&scene.token(noun).lower);
        let short = tokens.len() == 1 && head_first || tokens.len() == 2 && definite && !head_first || plural;
        if !short
            || scene.token(noun).is_capitalised() && head_first && noun > 0 && scene.token(noun).is_all_caps()
        {
            return None;
        }
        let word = scene.token(noun).lower.as_str();
        self.entries.iter().rev().take(MEMORY_MAX).filter_map(|entry| entry.statement.claimant).find(
            |party| {
                let name = match party.entity {
                    Some(entity) => scene.found.entities[entity].id.to_lowercase(),
                    None => scene.text.article.words(party.span).to_lowercase(),
                };
                let mut words = name.split_whitespace();
                if head_first {
                    words.next() == Some(word) && words.next().is_some()
                } else {
                    words.any(|other| other == word)
                }
            },
        )
    }

    fn pronoun(&self, scene: &Scene, index: usize, at: usize) -> Option<Party> {
        // Who spoke in the sentence before goes on, if he is somebody that a pronoun can mean.
        let spoke_before = self.entries.last().is_some_and(|entry| entry.sentence + 1 >= index);
        let speaker = self.speaker.filter(|&speaker| speaker.entity.is_none() || is_person(scene, speaker));
        let mention = scene.mention_at(at).map(party_of);
        speaker.filter(|_| spoke_before).or(mention).or_else(|| recent_person(scene, index)).or(self.speaker)
    }

    /// The statements in the order of the text, with chain and occasion.
    pub(super) fn finish(mut self, scene: &Scene) -> Vec<Statement> {
        for entry in &mut self.entries {
            if let Some(cue) = entry.cue.clone() {
                occasion::of(scene, entry.sentence, &cue, &entry.content, &mut entry.statement);
            }
        }
        chain::link(scene, &mut self.entries);
        let mut statements: Vec<Statement> = self.entries.into_iter().map(|entry| entry.statement).collect();
        statements.sort_by_key(|statement| (statement.span.start(), statement.span.end()));
        statements
    }
}

/// The one person of the report in whose name the word stands, or right before whose name: a given name that is also
/// another word ("kata *Agung*" of Agung Suganda), an office ("ujar *Menkes*" of Menkes Budi Wiraga).
fn called_so(scene: &Scene, index: usize, tokens: &Range<usize>) -> Option<Party> {
    let at = tokens.start;
    let word = scene.token(at);
    if tokens.len() != 1 || !word.is_capitalised() || scene.mention_at(at).is_some() {
        return None;
    }
    // What opens a sentence has its capital from there: "Hakim menyatakan" may be any judge, and where an office has an
    // article, a word before a name is none: "Police Chief Ana Wira".
    let opens = scene.text.sentences[index].tokens.start == at;
    let office = scene.speech.determiners_close && !(opens && scene.names.roles.contains(&word.lower));
    let mut meant: Option<usize> = None;
    for mention in scene.found.mentions.iter().take(NAMES_MAX).filter(|mention| !mention.anaphor) {
        if scene.found.entities[mention.entity].kind != EntityKind::Person {
            continue;
        }
        let first = scene.text.token_at(mention.span.start());
        let name = || {
            (first..scene.text.tokens.len())
                .take_while(|&at| scene.token(at).span.start() < mention.span.end())
        };
        let called = name().nth(1).is_some() && name().any(|at| scene.token(at).text == word.text)
            || office && first > 0 && first - 1 != at && scene.token(first - 1).text == word.text;
        if called && meant.replace(mention.entity).is_some_and(|other| other != mention.entity) {
            return None;
        }
    }
    meant.map(|entity| Party { span: word.span, entity: Some(entity) })
}

/// The party whom the names in the phrase mean.
fn named(scene: &Scene, phrase: &Phrase) -> Option<Party> {
    let tokens = &phrase.tokens;
    let mut mentions: Vec<&Mention> = Vec::new();
    for at in tokens.clone() {
        let named = scene.mention_at(at).filter(|mention| !mention.anaphor);
        mentions.extend(named.filter(|&mention| mentions.last() != Some(&mention)));
    }
    let kind = |mention: &Mention| scene.found.entities[mention.entity].kind;
    let first = scene.token(tokens.start).span.start();
    let last = scene.token(tokens.end - 1).span.end();
    if is_joint(scene, tokens) {
        return None;
    }
    let persons: Vec<&&Mention> =
        mentions.iter().filter(|mention| kind(mention) == EntityKind::Person).collect();
    let person = persons.iter().rev().find(|person| !hangs_on_noun(scene, tokens, person));
    if let Some(person) = person.filter(|person| !is_owner(scene, tokens, person)) {
        return Some(party_of(person));
    }
    let head_first = scene.speech.determiners_close;
    let whole = mentions.iter().find(|mention| mention.span.start() <= first && mention.span.end() >= last);
    let head = || {
        if head_first {
            mentions.first().filter(|mention| mention.span.start() <= first)
        } else {
            mentions
                .last()
                .filter(|mention| mention.span.end() >= last && !hangs_on_noun(scene, tokens, mention))
        }
    };
    let kind_before = || {
        let last = mentions.last().filter(|mention| mention.span.end() >= last)?;
        let kinds = tokens
            .clone()
            .take_while(|&at| scene.token(at).span.start() < last.span.start())
            .all(|at| scene.speech.kinds.contains(&scene.token(at).lower));
        (kinds && kind(last) == EntityKind::Organization).then_some(last)
    };
    // "Pengawas nuklir PBB (IAEA)": the short form names the whole.
    let short_form = || {
        let last = mentions.last().filter(|_| scene.token(tokens.end - 1).text == ")")?;
        let describes = scene.speech.describers.contains(&scene.token(tokens.start).lower);
        (!describes && kind(last) == EntityKind::Organization).then_some(last)
    };
    whole.or_else(head).or_else(kind_before).or_else(short_form).map(|mention| party_of(mention))
}

/// Whether the name only tells more of the noun before it, where nouns come first and names behind prepositions: "a
/// family in the suburbs of *Senja*", "a friend of *Ana Wira*".
fn hangs_on_noun(scene: &Scene, tokens: &Range<usize>, mention: &Mention) -> bool {
    let first = scene.text.token_at(mention.span.start());
    if scene.speech.determiners_close || first <= tokens.start {
        return false;
    }
    // "a review by Ana Wira": what somebody made says what he says.
    let led = |at: &usize| {
        scene.is_preposition(*at)
            && scene.mention_at(*at).is_none()
            && !scene.speech.agents.contains(&scene.token(*at).lower)
    };
    if scene.found.entities[mention.entity].kind != EntityKind::Person {
        return (tokens.start + 1..first).any(|at| led(&at));
    }
    let names = scene.names;
    // "Chairman of the board Ana Wira": a role without an article is a title.
    let titled = names.roles.contains(&scene.token(tokens.start).lower);
    if titled && (tokens.start..first).all(|at| scene.mention_at(at).is_none()) {
        return false;
    }
    let title = |at: &usize| {
        let word = &scene.token(*at).lower;
        names.roles.contains(word)
            || names.honorifics.contains(word)
            || scene.words.determiners.contains(word)
    };
    let before = (tokens.start + 1..first).rev().find(|at| !title(at));
    before.is_some_and(|before| led(&before))
}

/// Whether the person only tells whose somebody without a name is: "seorang pejabat pemerintahan *Ana Wira*".
fn is_owner(scene: &Scene, tokens: &Range<usize>, person: &Mention) -> bool {
    let before =
        scene.text.token_at(person.span.start()).checked_sub(1).filter(|&before| before > tokens.start);
    let names = scene.names;
    let ends = scene.token(tokens.end - 1).span.end() > person.span.end();
    scene.speech.determiners_close
        && scene.unnamed.contains(&scene.token(tokens.start).lower)
        && before.is_some_and(|before| {
            let word = &scene.token(before).lower;
            scene.is_word(before)
                && !scene.token(before).is_capitalised()
                && !names.roles.contains(word)
                && !names.honorifics.contains(word)
        })
        && ends
}

/// Whose paper or figures a phrase means, where the owner stands before the noun: "*his* report", "*CBP* data".
fn owner_of_paper(scene: &Scene, tokens: &Range<usize>) -> Option<Party> {
    let last = tokens.end.checked_sub(1)?;
    let owner = last.checked_sub(1);
    if scene.speech.determiners_close || !scene.speech.papers.contains(&scene.token(last).lower) {
        return None;
    }
    // "data from Kirana Institute"
    let behind = tokens.end + 1;
    let from =
        scene.text.tokens.get(tokens.end).is_some_and(|next| scene.speech.paper_links.contains(&next.lower));
    let source = (behind..behind + 2)
        .take_while(|_| from)
        .filter_map(|at| scene.mention_at(at))
        .find(|mention| scene.found.entities[mention.entity].kind == EntityKind::Organization);
    if let Some(mention) = source {
        return Some(party_of(mention));
    }
    let owner = owner.filter(|&owner| owner >= tokens.start)?;
    let mention = scene.mention_at(owner)?;
    let body = scene.found.entities[mention.entity].kind == EntityKind::Organization;
    let near = scene.token(owner).span.end() >= mention.span.end();
    ((mention.anaphor || body) && near).then(|| party_of(mention))
}

/// Whether the phrase names several: a joining word stands outside of any name.
fn is_joint(scene: &Scene, tokens: &Range<usize>) -> bool {
    let mut inside = tokens.start + 1..tokens.end.saturating_sub(1);
    inside.any(|at| {
        // "founder and chairman of Tirta": two roles of one.
        let roles = at > 0
            && at + 1 < tokens.end
            && [at - 1, at + 1].iter().all(|&side| scene.names.roles.contains(&scene.token(side).lower));
        scene.is_coordinator(at)
            && !roles
            && !scene.speech.aliases.contains(&scene.token(at).lower)
            && scene.mention_at(at).is_none()
            && (at - 2.min(at)..at).any(|before| scene.mention_at(before).is_some())
    })
}

/// Whether the phrase describes somebody whom it does not name: "guru besar Universitas Senja itu", "suami Ana Wira itu".
fn points_back(scene: &Scene, tokens: &Range<usize>) -> bool {
    let (first, last) = (&scene.token(tokens.start).lower, tokens.end - 1);
    let names = scene.names;
    scene.speech.determiners_close
        && tokens.len() > 2
        && scene.words.determiners.contains(&scene.token(last).lower)
        && names.roles.contains(first)
        && (names.owned_roles.contains(first)
            || !tokens.clone().filter_map(|at| scene.mention_at(at)).any(|mention| {
                !mention.anaphor && scene.found.entities[mention.entity].kind == EntityKind::Person
            }))
        && !is_joint(scene, &(tokens.start..last))
}

/// Whether "pejabat itu" takes up the noun by which the speaker was described.
fn shares_noun(scene: &Scene, speaker: Party, tokens: &Range<usize>) -> bool {
    let described = || scene.text.article.words(speaker.span).to_lowercase();
    speaker.entity.is_none() && described().contains(&scene.token(tokens.start).lower)
}

fn is_person(scene: &Scene, party: Party) -> bool {
    party.entity.is_some_and(|entity| scene.found.entities[entity].kind == EntityKind::Person)
}

/// The last person named before the sentence, within the two sentences before it.
fn recent_person(scene: &Scene, index: usize) -> Option<Party> {
    let start = scene.text.sentences[index.saturating_sub(2)].tokens.start;
    let end = scene.text.sentences[index].tokens.start;
    (start..end)
        .rev()
        .filter_map(|at| scene.mention_at(at))
        .find(|mention| scene.found.entities[mention.entity].kind == EntityKind::Person)
        .map(party_of)
}

/// The person with whose name the sentence before opens, within a few words.
fn opening_person(scene: &Scene, index: usize) -> Option<Party> {
    const OPENING_TOKENS_MAX: usize = 8;
    let tokens = scene.text.sentences[index.checked_sub(1)?].tokens.clone();
    let mention = tokens.take(OPENING_TOKENS_MAX).find_map(|at| scene.mention_at(at))?;
    (scene.found.entities[mention.entity].kind == EntityKind::Person).then(|| party_of(mention))
}

fn party_of(mention: &Mention) -> Party {
    Party { span: mention.span, entity: Some(mention.entity) }
}

fn link(scene: &Scene, tokens: &Range<usize>) -> Link {
    let span = scene.place(tokens);
    Link { name: scene.text.article.words(span).to_owned(), span }
}

fn outer_link(scene: &Scene, party: Party) -> Link {
    let name = match party.entity {
        Some(entity) => scene.found.entities[entity].id.clone(),
        None => scene.text.article.words(party.span).to_owned(),
    };
    Link { name, span: party.span }
}
