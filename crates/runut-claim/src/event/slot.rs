//! Whom the slots of a frame hold, from the words around its trigger.

use std::ops::Range;

use runut_packs::{EventFrame, Form};

use super::{
    Trigger,
    clause::Clauses,
    description::Head,
    frame::Filled,
    needs::can_act,
    reference::{self, Memory},
};
use crate::{Annotations, EntityKind, Party, TokenKind};

/// Tokens of a complement in which the state that it is about is looked for.
const WITHIN_TOKENS_MAX: usize = 20;

/// Statements before an act among which the one who tells of it is looked for.
const STATEMENTS_BEFORE_MAX: usize = 4;

/// What lies around a trigger.
pub(super) struct Around<'a> {
    pub(super) clauses: &'a Clauses<'a>,
    pub(super) found: &'a Annotations,
    pub(super) memory: &'a Memory,
    pub(super) earlier: &'a [Filled],
    pub(super) form: Form,
    pub(super) subject: Range<usize>,
    /// The noun phrase after the trigger.
    pub(super) object: Range<usize>,
    /// Tokens after the trigger in which slots stand.
    pub(super) after: Range<usize>,
    pub(super) inherited: Option<Party>,
    /// Whether the subject receives what the noun names: "mendapat penolakan dari B".
    pub(super) receives: bool,
    /// Whom the clause has as its subject, for what is "theirs" in it.
    pub(super) owner: Option<Party>,
    /// Whether the object is what is given, and so nobody to whom it is given.
    pub(super) gives: bool,
    /// Whether the act has a complement, in which its slots may stand.
    pub(super) governs: bool,
    /// Who says the clause, for "kami".
    pub(super) speaker: Option<Party>,
    /// Classes of nouns none of which may head what it is done to.
    pub(super) never: &'a [String],
}

impl Around<'_> {
    /// The noun phrase of what it is done to.
    pub(super) fn undergoer(&self) -> &Range<usize> {
        if self.form == Form::Passive { &self.subject } else { &self.object }
    }

    /// Whose the act is that the object names: "serangan *Israel*", "serangan dari *pihak mana pun*".
    pub(super) fn doer_of_object(&self) -> Option<Party> {
        let roles = &self.clauses.language.events.roles;
        let inside = self.clauses.parties(&self.object).first().copied();
        inside.or_else(|| {
            let marked = self
                .behind(&roles.agent, &self.near())
                .or_else(|| self.behind(&roles.giver, &self.near()))?;
            phrase_party(self, &self.clauses.phrase_after(marked))
        })
    }

    /// Index behind the first of some words that stands in a stretch.
    fn behind(&self, words: &[String], stretch: &Range<usize>) -> Option<usize> {
        words.iter().find_map(|words| self.clauses.after_words(words, stretch.clone()).next())
    }

    /// Where a single preposition of the trigger may stand.
    fn near(&self) -> Range<usize> {
        self.after.start..self.clauses.reach_of_preposition(self.after.start)
    }
}

/// The party of a phrase: one that is named, the speaker for "kami", else one that is described.
fn party_of(around: &Around, phrase: &Range<usize>) -> Option<Party> {
    let clauses = around.clauses;
    if let Some(person) = clauses.apposed(phrase) {
        return Some(person);
    }
    let pointed = || reference::resolve(clauses, around.memory, around.earlier, phrase);
    match clauses.headed(phrase) {
        Some(Head::Named(party)) => return Some(party),
        Some(Head::Described(words)) => {
            return pointed().or_else(|| clauses.described(&words, around.found));
        }
        None => {}
    }
    let named = clauses.parties(phrase).first().copied().map(|party| {
        let thing = party.entity.is_some_and(|entity| {
            !matches!(clauses.entities[entity].kind, EntityKind::Person | EntityKind::Organization)
                && clauses.entities[entity].id.len() != 2
        });
        if thing { clauses.owner_within(phrase).unwrap_or(party) } else { party }
    });
    named.or_else(|| speaker_of(around, phrase)).or_else(pointed)
}

/// The one who speaks, where a phrase means him: "kami", "pemerintahnya".
fn speaker_of(around: &Around, phrase: &Range<usize>) -> Option<Party> {
    let clauses = around.clauses;
    let first = clauses.text.tokens.get(phrase.start).filter(|_| !phrase.is_empty())?;
    let last = &clauses.text.tokens[phrase.end - 1];
    let language = clauses.language;
    let roles = &language.events.roles;
    // "pemerintahnya": of the one who speaks.
    let bare = language.morphology.without_clitic(&first.lower);
    let own = bare != first.lower && (roles.forces.contains(bare) || roles.parties.contains(bare));
    // "selama itu kami": what stands before the subject is no part of it.
    let ended =
        phrase.len() > 1 && language.words.determiners.contains(&clauses.text.tokens[phrase.end - 2].lower);
    let fronted = (ended || clauses.is_fronted(phrase)) && roles.speaker.contains(&last.lower);
    if own {
        // "negaranya": of the one who speaks, else of the subject of the clause.
        return speaker(around).or(around.inherited).or(around.owner);
    }
    if fronted || roles.speaker.contains(&first.lower) { speaker(around) } else { None }
}

/// Who does it.
pub(super) fn actor(around: &Around, frame: &EventFrame, light: bool) -> Option<Party> {
    // "mempererat sinergi antara A dan B": those who do it stand behind the noun.
    if light && let Some(party) = between(around).and_then(|phrase| party_of(around, &phrase)) {
        return Some(party);
    }
    let default = |slots: &[&str]| slots.iter().map(|slot| (*slot).to_owned()).collect::<Vec<_>>();
    let slots = match around.form {
        Form::Active | Form::Participle if frame.actor.is_empty() => default(&["subject"]),
        Form::Active | Form::Participle => frame.actor.clone(),
        // "tentara A dikirim": whose they are, sends them; "pangkalan A diserang" tells no attacker.
        Form::Passive if frame.objects.is_empty() => default(&["agent"]),
        Form::Passive => default(&["agent", "owner"]),
        Form::Noun if frame.agent.is_empty() => default(&["agent", "between", "owner"]),
        Form::Noun => frame.agent.clone(),
    };
    // "tewas dalam serangan *tersebut*": who attacked, an act before has told.
    let end = around.after.start;
    let pointed = || {
        reference::resolve(
            around.clauses,
            around.memory,
            around.earlier,
            &(end - 1..around.object.end.min(end + 1)),
        )
    };
    slots
        .iter()
        .find_map(|slot| slot_party(around, slot).filter(|&party| can_act(around.clauses, party)))
        .or_else(|| pointed().filter(|_| frame.actor.iter().any(|slot| slot == "agent")))
}

/// Whom it is done to.
pub(super) fn recipient(
    around: &Around,
    frame: &EventFrame,
    trigger: &Trigger,
    actor: Option<Party>,
) -> Option<Party> {
    let clauses = around.clauses;
    let other =
        |party: &Party| actor.is_none_or(|actor| actor.entity.is_none() || actor.entity != party.entity);
    let inside = trigger.light.then(|| party_of(around, &trigger.tokens)).flatten();
    if let Some(party) = inside.filter(other) {
        return Some(party);
    }
    let sides = between(around);
    let second = || {
        // "A dan B" do it together: the second is the other side.
        let source = match &sides {
            Some(sides) => sides.clone(),
            None if around.form == Form::Noun && frame.agent.iter().any(|slot| slot == "between") => {
                around.object.clone()
            }
            None if around.form == Form::Noun => 0..0,
            None if around.form == Form::Passive => agent_phrase(around).unwrap_or(0..0),
            None => around.subject.clone(),
        };
        let pair = || {
            reference::both(around.clauses, around.memory, around.earlier, &source).map(|(_, second)| second)
        };
        around.clauses.joined(&source).or_else(pair)
    };
    // Slots of one word are as good as each other: the one that stands nearest is meant.
    let is_word = |slot: &&String| {
        !slot.contains(' ')
            && !matches!(slot.as_str(), "object" | "subject" | "agent" | "within" | "complement" | "victim")
    };
    let name_in =
        |slot: &String| slot_party(around, slot).filter(other).filter(|party| party.entity.is_some());
    // "killed two fishermen in Kirana": where it is done is no party beside whom it is done to.
    let suffers = frame.recipient.iter().any(|slot| {
        (slot == "object" && around.form != Form::Noun || slot == "victim")
            && slot_party(around, slot).is_some_and(|party| party.entity.is_none())
    });
    let place = |slot: &&String| suffers && clauses.language.events.roles.place.contains(slot.as_str());
    let (words, first): (Vec<_>, Vec<_>) =
        frame.recipient.iter().filter(|slot| !place(slot)).partition(is_word);
    let named = first
        .into_iter()
        .find_map(name_in)
        .or_else(|| words.into_iter().filter_map(name_in).min_by_key(|party| party.span.start()));
    let described = || {
        let mut slots = frame.recipient.iter().filter(|slot| !place(slot));
        slots.find_map(|slot| slot_party(around, slot).filter(other))
    };
    let mutual =
        around.clauses.event_types.get(&frame.event_type).is_some_and(|event_type| event_type.mutual);
    let paired = around.form == Form::Noun && frame.agent.iter().any(|slot| slot == "between");
    let together = mutual || frame.each_other || sides.is_some() || paired;
    // What one visits inside a country is a place and no other side; a thing is nobody's other side.
    let is_thing = |party: &Party| {
        party.entity.is_some_and(|entity| clauses.entities[entity].kind == EntityKind::Product)
    };
    let side = |party: &Party| !(is_thing(party) || mutual && clauses.is_placed(*party));
    named
        .filter(side)
        .or_else(|| together.then(second).flatten().filter(other))
        .or_else(described)
        .filter(side)
}

/// The party in a slot.
fn slot_party(around: &Around, slot: &str) -> Option<Party> {
    let clauses = around.clauses;
    match slot {
        "subject" => subject_party(around),
        "object" => match around.form {
            Form::Passive => subject_party(around),
            Form::Active | Form::Participle => phrase_party(around, &around.object).filter(|_| !around.gives),
            // "penangkapan A oleh B": beside a marked agent, who stands behind the noun suffers it.
            Form::Noun => {
                let marked = around.behind(&clauses.language.events.roles.agent, &around.near());
                marked.and_then(|_| phrase_party(around, &around.object))
            }
        },
        "agent" => agent(around),
        "claimant" => speaker(around),
        // "refused to appear before *Congress*": whom the infinitive is about.
        "complement" => {
            let end = around.after.end.min(around.after.start + WITHIN_TOKENS_MAX);
            let own = subject_party(around).and_then(|party| party.entity);
            let infinitive = clauses.is_purpose(around.after.start + 1);
            (around.after.start..end)
                .filter(|_| infinitive)
                .filter_map(|at| clauses.mention_over(at))
                .map(|mention| Party { span: mention.span, entity: Some(mention.entity) })
                .find(|party| party.entity != own && can_act(clauses, *party))
        }
        // "memperingatkan bahwa campur tangan *AS* ...": the state that the complement names.
        "within" => {
            let end = clauses.sentence.tokens.end.min(around.after.start + WITHIN_TOKENS_MAX);
            let own = subject_party(around).and_then(|party| party.entity);
            let state = |entity: usize| {
                clauses.entities[entity].state.clone().unwrap_or_else(|| clauses.entities[entity].id.clone())
            };
            (around.after.start..end)
                .filter_map(|at| clauses.mention_over(at))
                .map(|mention| Party { span: mention.span, entity: Some(mention.entity) })
                .find(|party| {
                    clauses.is_state(*party)
                        && party.entity.zip(own).is_none_or(|(entity, own)| state(entity) != state(own))
                })
        }
        "between" => between(around).and_then(|phrase| party_of(around, &phrase)),
        // "X berbicara setelah *pertemuan dengan* Y": who does it is the subject of the main clause.
        "main" => {
            let at = around.after.start - 1;
            let subject = clauses.main_subject(at, around.found);
            // "..., ujar X setelah pertemuan dengan Y"
            let told = || clauses.is_subordinate(at).then(|| teller_before(around, at)).flatten();
            subject.and_then(|phrase| phrase_party(around, &phrase)).or_else(told)
        }
        // "pembunuhan *wartawan*" names whom it hits, "pembunuhan *Israel* terhadap" who does it.
        "victim" => owned(around).filter(|party| !can_own_deed(clauses, *party)),
        "power" => owned(around).filter(|party| can_own_deed(clauses, *party)),
        "owner" => match around.form {
            Form::Noun if clauses.language.events.roles.owner_before => {
                clauses.owner_before(around.after.start - 1).or(around.inherited)
            }
            Form::Noun => party_of(around, &around.object).or(around.inherited),
            _ => party_of(around, &around.subject).or_else(|| party_of(around, &around.object)),
        },
        words => {
            let single = !words.contains(' ');
            let near = single && !around.governs;
            let reach =
                if near { clauses.reach_of_preposition(around.after.start) } else { around.after.end };
            let spared = |phrase: &Range<usize>| {
                clauses.head(phrase).is_some_and(|head| clauses.is_noun_of(head, around.never))
            };
            let phrases: Vec<_> = clauses
                .after_words(words, around.after.start..reach)
                .filter(|&start| !single || !clauses.is_infinitive(start))
                .map(|start| clauses.phrase_after(start))
                .filter(|phrase| around.never.is_empty() || !spared(phrase))
                .collect();
            let named = phrases.iter().find_map(|phrase| party_of(around, phrase));
            // A place or purpose that names nobody is no party; whom one speaks to may be described.
            let addressed = clauses.language.events.roles.addressee.contains(words);
            named.or_else(|| {
                phrases
                    .first()
                    .filter(|_| addressed)
                    .and_then(|phrase| clauses.described(phrase, around.found))
            })
        }
    }
}

/// Who is named before `at` in the sentence as saying something.
fn teller_before(around: &Around, at: usize) -> Option<Party> {
    let (sentence, before) = (around.clauses.sentence.span, around.clauses.text.tokens[at].span.start());
    let told = around.found.statements.iter().rev().filter_map(|statement| statement.claimant);
    told.take(STATEMENTS_BEFORE_MAX).find(|party| sentence.contains(party.span) && party.span.end() <= before)
}

/// Whom the phrase behind a noun for an act names or describes.
fn owned(around: &Around) -> Option<Party> {
    if around.form == Form::Noun { phrase_party(around, &around.object) } else { None }
}

/// Whether a deed that hits people is rather the party's own than done to it: a state's, a body's.
fn can_own_deed(clauses: &Clauses, party: Party) -> bool {
    party.entity.is_some_and(|entity| clauses.entities[entity].kind != EntityKind::Person)
}

/// Who says the clause; where words describe him, whom they name: "a *Home Office* spokesman".
fn speaker(around: &Around) -> Option<Party> {
    let speaker = around.speaker?;
    if speaker.entity.is_some() {
        return Some(speaker);
    }
    let words = around.clauses.text.tokens_in(speaker.span);
    let head = around.clauses.headed(&words);
    let named = || around.clauses.parties(&words).first().copied();
    match head {
        Some(Head::Named(party)) => Some(party),
        Some(Head::Described(_)) => Some(speaker),
        None => named().or(Some(speaker)),
    }
}

fn subject_party(around: &Around) -> Option<Party> {
    if around.subject.is_empty() { around.inherited } else { phrase_party(around, &around.subject) }
}

/// The party of a phrase, by name, as the speaker, or by description.
fn phrase_party(around: &Around, phrase: &Range<usize>) -> Option<Party> {
    party_of(around, phrase).or_else(|| around.clauses.described(phrase, around.found))
}

fn agent(around: &Around) -> Option<Party> {
    let clauses = around.clauses;
    let roles = &clauses.language.events.roles;
    if let Some(start) = around.behind(&roles.agent, &around.near()) {
        return phrase_party(around, &clauses.phrase_after(start));
    }
    if around.receives
        && let Some(start) = around.behind(&roles.giver, &around.near())
    {
        return phrase_party(around, &clauses.phrase_after(start));
    }
    if around.form == Form::Noun
        && let Some(party) = doer_behind(around)
    {
        return Some(party);
    }
    // "ditangkap polisi": the agent stands right behind a passive, where no marker must lead it.
    let verb = !around.object.is_empty() && clauses.is_verb(around.object.start);
    if around.form == Form::Passive && !roles.owner_before && !verb {
        phrase_party(around, &around.object).filter(|party| {
            let name = clauses.text.token_at(party.span.start());
            // "dijerat Pasal 160 KUHP": behind a figure stands no agent.
            let figure =
                (around.object.start..name).any(|at| clauses.text.tokens[at].kind == TokenKind::Number);
            // "diserang 500 *drone* Rusia": those serve whom they are of.
            let force =
                clauses.head(&around.object).is_some_and(|head| roles.forces.contains(clauses.bare(head)));
            (!figure || force)
                && party.span.start() > clauses.text.tokens[around.after.start.saturating_sub(1)].span.start()
        })
    } else {
        None
    }
}

/// The phrase of a passive's agent, marked or right behind it: "disepakati *kedua negara*".
fn agent_phrase(around: &Around) -> Option<Range<usize>> {
    let clauses = around.clauses;
    around
        .behind(&clauses.language.events.roles.agent, &around.near())
        .map(|start| clauses.phrase_after(start))
        .or_else(|| {
            let bare = around.form == Form::Passive && !clauses.language.events.roles.owner_before;
            bare.then(|| around.object.clone())
        })
}

/// Who does what a noun names, by the light verb behind it: "serangan yang *dilancarkan Rusia*", "an attack *carried
/// out by* rebels".
fn doer_behind(around: &Around) -> Option<Party> {
    /// Tokens between the noun and its light verb.
    const GAP_TOKENS_MAX: usize = 8;
    /// Tokens between the light verb and the marker of its agent: "carried *out* by".
    const PARTICLES_MAX: usize = 2;
    let clauses = around.clauses;
    let events = &clauses.language.events;
    let near = around.after.start..around.after.end.min(around.after.start + GAP_TOKENS_MAX);
    let verb = near.clone().find(|&at| clauses.is_verb(at))?;
    let form = events.light_verb(clauses.word(verb))?;
    let next = verb + 1..around.after.end.min(verb + 2 + PARTICLES_MAX);
    match (around.behind(&events.roles.agent, &next), form) {
        (Some(start), _) => phrase_party(around, &clauses.phrase_after(start)),
        (None, Form::Passive) => phrase_party(around, &clauses.phrase_after(verb + 1)),
        _ => None,
    }
}

/// The phrase after "antara", across its "dan".
fn between(around: &Around) -> Option<Range<usize>> {
    let clauses = around.clauses;
    let near = around.near();
    let near = near.start..near.end.min(near.start + 8);
    let start = around.behind(&clauses.language.events.roles.between, &near)?;
    let phrase = clauses.phrase_after(start);
    // "antara A dengan B": the second stands behind a preposition.
    let next = clauses.phrase_after((phrase.end + 1).min(clauses.sentence.tokens.end));
    let both = clauses.parties(&phrase).len() < 2 && phrase.end < clauses.sentence.tokens.end;
    Some(if both { phrase.start..next.end } else { phrase })
}
