//! A frame, filled from the clause around its trigger.

use std::ops::Range;

use runut_packs::{EventFrame, Form};

use super::{
    Trigger,
    clause::{Clauses, Subject},
    needs::{can_act, is_relative, satisfied, serves_in, suffers},
    polarity,
    reference::{self, Memory},
};
use crate::{Annotations, EntityKind, Party, Place, Polarity, TokenKind};

/// A frame with its slots filled.
pub(super) struct Filled {
    pub(super) event_type: String,
    pub(super) governs: String,
    pub(super) each_other: bool,
    /// The trigger's tokens.
    pub(super) tokens: Range<usize>,
    pub(super) trigger: Place,
    pub(super) evidence: Place,
    pub(super) actor: Option<Party>,
    /// The party of its grammatical subject, which the next verb without a subject has too.
    pub(super) subject: Option<Party>,
    pub(super) recipient: Option<Party>,
    /// Whether a person suffers it as such, and not for a state: a charge, an arrest, a verdict.
    pub(super) personal: bool,
    /// Who suffers it beside the recipient, in an act of its own: "A dan *B* didakwa".
    pub(super) joined: Option<Party>,
    pub(super) object: Option<Place>,
    pub(super) polarity: Polarity,
    pub(super) hedge: Option<Place>,
    /// Where quantities, places and times of the act may stand.
    pub(super) scope: Place,
}

/// What lies around a trigger.
struct Around<'a> {
    clauses: &'a Clauses<'a>,
    found: &'a Annotations,
    memory: &'a Memory,
    earlier: &'a [Filled],
    form: Form,
    subject: Range<usize>,
    /// The noun phrase after the trigger.
    object: Range<usize>,
    /// Tokens after the trigger in which slots stand.
    after: Range<usize>,
    inherited: Option<Party>,
    /// Whether the act has a complement, in which its slots may stand.
    governs: bool,
    /// Who says the clause, for "kami".
    speaker: Option<Party>,
}

/// Fills a frame; `None` where something that it needs is not there.
pub(super) fn fill(
    clauses: &Clauses,
    found: &Annotations,
    trigger: &Trigger,
    frame: &EventFrame,
    form: Form,
    earlier: &[Filled],
    memory: &Memory,
) -> Option<Filled> {
    let form = resolve_participle(clauses, trigger, form);
    let (subject, inherited) = subject_of(clauses, found, trigger, form, earlier);
    // "A melancarkan serangan yang menargetkan B": what an act does, whoever acts does.
    let (subject, inherited) = if form == Form::Active && is_act(clauses, &subject) {
        inherited_by(clauses, found, subject.start, earlier)
    } else {
        (subject, inherited)
    };
    let shared = if form == Form::Noun { trigger.tokens.end } else { clauses.shared_end(trigger.tokens.end) };
    let object = clauses.phrase_after(shared);
    let after = shared..clauses.reach(shared);
    let speaker = claimant_around(clauses, found, trigger.tokens.start);
    let subject = if form == Form::Noun && frame.agent.iter().any(|slot| slot == "subject") {
        clauses.phrase_before(trigger.tokens.start, false)
    } else {
        subject
    };
    let governs = !frame.governs.is_empty();
    let around =
        Around { clauses, found, memory, earlier, form, subject, object, after, inherited, governs, speaker };
    let undergoer = if form == Form::Passive { &around.subject } else { &around.object };
    let light_object = trigger.tokens.start..trigger.tokens.end;
    let is_object = |phrase: &Range<usize>| phrase.clone().any(|at| clauses.is_noun_of(at, &frame.objects));
    // "tentara A bergabung dengan B": where the actor is the owner, what moves is itself the subject.
    let moves_itself = form == Form::Active && frame.actor.iter().any(|slot| slot == "owner");
    let fits = frame.objects.is_empty()
        || is_object(undergoer)
        || is_object(&light_object)
        || moves_itself && is_object(&around.subject);
    let complement = around.after.clone().take(COMPLEMENT_TOKENS_MAX);
    let says = frame.complement.is_empty()
        || complement.into_iter().any(|at| clauses.is_noun_of(at, &frame.complement));
    if !fits || !says {
        return None;
    }
    let actor = actor(&around, frame, trigger.light);
    let recipient = recipient(&around, frame, trigger, actor);
    // A passive whose agent is not told: who did it before to the same party, or nobody.
    let agentless = frame.allows.contains("agentless")
        && form == Form::Passive
        && recipient.is_some_and(|party| suffers(clauses, frame, party))
        && !(recipient.is_some_and(|party| party.entity.is_none())
            && is_relative(clauses, trigger.tokens.start));
    let before = || reference::doer_to(memory, earlier, &frame.event_type, recipient);
    let actor = actor.or_else(|| if form == Form::Passive { before() } else { None });
    let fit = frame.actors.is_empty() || actor.is_some_and(|actor| serves_in(clauses, actor, &frame.actors));
    if !fit || !satisfied(clauses, frame, actor, recipient, agentless) {
        return None;
    }
    let in_country = |party: Party| clauses.country_behind(party).unwrap_or(party);
    let (actor, recipient) = (actor.map(in_country), recipient.map(in_country));
    if is_part_of_last(clauses, trigger, form, earlier) {
        return None;
    }
    let (polarity, hedge) = polarity::of(clauses, &trigger.tokens, frame, earlier);
    // "belum pernah dihukum": what nobody did is told only of those who did not do it.
    if actor.is_none() && agentless && polarity == Polarity::Denied {
        return None;
    }
    let span = clauses.place(&trigger.tokens)?;
    // Beside a light verb the noun for the act is what is given: "memberikan *dukungan*".
    let thing = if trigger.light { trigger.tokens.start + 1..around.object.end } else { undergoer.clone() };
    let object = clauses.place(&clauses.core(&thing));
    let object = object
        .filter(|place| [actor, recipient].into_iter().flatten().all(|party| !party.span.contains(*place)));
    let parts = [
        actor.map(|party| party.span),
        recipient.map(|party| party.span),
        object.filter(|_| form != Form::Noun),
    ];
    let evidence = evidence_of(clauses, span, parts, &around);
    let end = clauses.text.tokens[around.after.end.max(trigger.tokens.end) - 1].span.end();
    let scope = Place::new(evidence.start(), end.max(evidence.end()));
    Some(Filled {
        event_type: frame.event_type.clone(),
        governs: frame.governs.clone(),
        each_other: frame.each_other,
        tokens: trigger.tokens.clone(),
        trigger: span,
        evidence,
        actor,
        subject: if form == Form::Passive { recipient } else { actor },
        recipient,
        object,
        polarity,
        hedge,
        scope,
        personal: frame.allows.contains("personal"),
        joined: if agentless {
            clauses.joined(&around.subject).filter(|party| suffers(clauses, frame, *party))
        } else {
            None
        },
    })
}

/// Whether an act is only the purpose or the object of the one before it.
fn is_part_of_last(clauses: &Clauses, trigger: &Trigger, form: Form, earlier: &[Filled]) -> bool {
    let Some(last) = earlier.last() else { return false };
    if form == Form::Noun {
        // "meminta pengiriman pasukan": what is asked for as a noun is the object of the asking, no act of its own.
        return last.governs == "demanded" && last.tokens.end == trigger.tokens.start;
    }
    let near = trigger.tokens.start.checked_sub(last.tokens.end).is_some_and(|gap| gap < 15);
    clauses.is_purpose(trigger.tokens.start) && last.governs.is_empty() && near
}

/// The shortest clause that carries the act.
fn evidence_of(clauses: &Clauses, trigger: Place, parts: [Option<Place>; 3], around: &Around) -> Place {
    let near = |place: &Place| clauses.sentence.span.contains(*place);
    let evidence = parts.into_iter().flatten().filter(near).fold(trigger, Place::cover);
    complete(clauses, widen(clauses, evidence, around), around)
}

/// Tokens behind a trigger in which its complement is looked for.
const COMPLEMENT_TOKENS_MAX: usize = 16;

/// The evidence starts where its noun phrase starts: "pasukan Korut", not "Korut".
fn widen(clauses: &Clauses, evidence: Place, around: &Around) -> Place {
    match clauses.place(&around.subject) {
        Some(subject)
            if !clauses.is_fronted(&around.subject) && subject.overlaps(evidence) && subject.len() < 160 =>
        {
            evidence.cover(subject)
        }
        _ => evidence,
    }
}

/// The evidence ends where its clause does, with the slots and the complement that belong to the act.
fn complete(clauses: &Clauses, evidence: Place, around: &Around) -> Place {
    let tokens = &clauses.text.tokens;
    let reach =
        if around.governs { around.after.end } else { clauses.reach_of_preposition(around.after.start) };
    let stops =
        |at: &usize| matches!(tokens[*at].text, "," | "(" | ")") || tokens[*at].kind == TokenKind::Quote;
    let end = (around.after.start..reach).find(stops).unwrap_or(reach);
    // A purpose that no slot stands in says why, and is no part of the act.
    let purpose = |at: &usize| {
        !around.governs
            && tokens[*at].span.start() >= evidence.end()
            && *at + 1 < end
            && clauses.is_purpose(*at + 1)
            && clauses.is_verb(*at + 1)
    };
    let end = (around.after.start..end).find(purpose).unwrap_or(end);
    let rest = around.after.start..end;
    let core = clauses.core(&rest);
    clauses.place(&(rest.start..core.end.max(rest.start))).map_or(evidence, |place| evidence.cover(place))
}

/// A participle is passive after an auxiliary, or before an agent.
fn resolve_participle(clauses: &Clauses, trigger: &Trigger, form: Form) -> Form {
    if form != Form::Participle {
        return form;
    }
    let tokens = &clauses.text.tokens;
    let before = (trigger.tokens.start.saturating_sub(3).max(clauses.sentence.tokens.start)
        ..trigger.tokens.start)
        .rev();
    let auxiliary = before
        .take_while(|&at| clauses.language.words.auxiliaries.contains(&tokens[at].lower))
        .any(|at| clauses.language.morphology.passive_auxiliaries.contains(&tokens[at].lower));
    let by = tokens
        .get(trigger.tokens.end)
        .is_some_and(|next| clauses.language.events.roles.agent.contains(&next.lower));
    if auxiliary || by { Form::Passive } else { Form::Active }
}

/// The subject's phrase, and the party that it is inherited from where there is none.
fn subject_of(
    clauses: &Clauses,
    found: &Annotations,
    trigger: &Trigger,
    form: Form,
    earlier: &[Filled],
) -> (Range<usize>, Option<Party>) {
    let none = trigger.tokens.start..trigger.tokens.start;
    if form == Form::Noun {
        // "serangannya": whose it is, the clause has said before.
        let word = &clauses.text.tokens[trigger.tokens.end - 1].lower;
        let possessed = clauses.language.morphology.without_clitic(word) != word
            && !clauses.language.events.opened_by(word).iter().any(|known| known.rest.is_empty());
        let before = trigger
            .tokens
            .start
            .checked_sub(1)
            .filter(|&at| at >= clauses.sentence.tokens.start)
            .map(|at| &clauses.text.tokens[at].lower);
        let possessed =
            possessed || before.is_some_and(|word| clauses.language.events.roles.possessive.contains(word));
        return if possessed { (none, inherited(clauses, found, trigger, earlier).1) } else { (none, None) };
    }
    match clauses.subject(trigger.tokens.start, found) {
        Subject::Phrase(phrase) => (phrase, None),
        Subject::Speaker => (none, claimant_around(clauses, found, trigger.tokens.start)),
        Subject::Inherited => inherited(clauses, found, trigger, earlier),
    }
}

/// Whether a phrase is about an act and names nobody: "serangan baru".
fn is_act(clauses: &Clauses, phrase: &Range<usize>) -> bool {
    let events = &clauses.language.events;
    let noun = |at: usize| {
        let opened = events.opened_by(clauses.bare(at));
        opened.iter().any(|known| known.form == Form::Noun && known.rest.is_empty())
    };
    clauses.head(phrase).is_some_and(noun) && clauses.parties(phrase).is_empty()
}

/// The subject of a verb that has none of its own: that of the act before it, or of the verb before it.
fn inherited(
    clauses: &Clauses,
    found: &Annotations,
    trigger: &Trigger,
    earlier: &[Filled],
) -> (Range<usize>, Option<Party>) {
    inherited_by(clauses, found, trigger.tokens.start, earlier)
}

/// The same for whatever stands at `at`.
fn inherited_by(
    clauses: &Clauses,
    found: &Annotations,
    at: usize,
    earlier: &[Filled],
) -> (Range<usize>, Option<Party>) {
    let none = at..at;
    let last = earlier.last().filter(|last| at.checked_sub(last.tokens.end).is_some_and(|gap| gap < 25));
    if let Some(last) = last {
        let controlled = if last.governs == "demanded" { last.recipient } else { last.subject };
        return (none, controlled);
    }
    let mut verb = clauses.verb_before(at);
    while let Some(before) = verb {
        match clauses.subject(before, found) {
            Subject::Phrase(phrase) => return (phrase, None),
            Subject::Speaker => break,
            Subject::Inherited => verb = clauses.verb_before(before),
        }
    }
    (none, claimant_around(clauses, found, at))
}

/// Who says the words at a token, if they are part of a statement.
fn claimant_around(clauses: &Clauses, found: &Annotations, at: usize) -> Option<Party> {
    let span = clauses.text.tokens[at].span;
    found.statement_around(span).and_then(|index| found.statements[index].claimant)
}

/// The party of a phrase: one that is named, the speaker for "kami", else one that is described.
fn party_of(around: &Around, phrase: &Range<usize>) -> Option<Party> {
    let clauses = around.clauses;
    if let Some(person) = clauses.apposed(phrase) {
        return Some(person);
    }
    if clauses.is_of_civilians(phrase) || clauses.is_located(phrase) {
        return clauses.described(phrase, around.found);
    }
    let named = clauses.parties(phrase).first().copied().map(|party| {
        let thing = party.entity.is_some_and(|entity| {
            !matches!(clauses.entities[entity].kind, EntityKind::Person | EntityKind::Organization)
                && clauses.entities[entity].id.len() != 2
        });
        if thing { clauses.owner_within(phrase).unwrap_or(party) } else { party }
    });
    let pointed = || reference::resolve(clauses, around.memory, around.earlier, phrase);
    let speaker = || {
        let first = around.clauses.text.tokens.get(phrase.start).filter(|_| !phrase.is_empty())?;
        let last = &around.clauses.text.tokens[phrase.end - 1];
        let language = around.clauses.language;
        let roles = &language.events.roles;
        // "pemerintahnya": of the one who speaks.
        let bare = language.morphology.without_clitic(&first.lower);
        let own = bare != first.lower && (roles.forces.contains(bare) || roles.parties.contains(bare));
        // "selama itu kami": what stands before the subject is no part of it.
        let ended = phrase.len() > 1
            && language.words.determiners.contains(&around.clauses.text.tokens[phrase.end - 2].lower);
        let fronted = (ended || around.clauses.is_fronted(phrase)) && roles.speaker.contains(&last.lower);
        if own || fronted || roles.speaker.contains(&first.lower) { around.speaker } else { None }
    };
    named.or_else(speaker).or_else(pointed)
}

fn actor(around: &Around, frame: &EventFrame, light: bool) -> Option<Party> {
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

fn recipient(around: &Around, frame: &EventFrame, trigger: &Trigger, actor: Option<Party>) -> Option<Party> {
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
            None if around.form == Form::Noun => 0..0,
            None => around.subject.clone(),
        };
        let pair = || reference::both(around.clauses, &source).map(|(_, second)| second);
        around.clauses.joined(&source).or_else(pair)
    };
    // Slots of one word are as good as each other: the one that stands nearest is meant.
    let is_word =
        |slot: &&String| !slot.contains(' ') && !matches!(slot.as_str(), "object" | "subject" | "agent");
    let name_in =
        |slot: &String| slot_party(around, slot).filter(other).filter(|party| party.entity.is_some());
    let (words, first): (Vec<_>, Vec<_>) = frame.recipient.iter().partition(is_word);
    let named = first
        .into_iter()
        .find_map(name_in)
        .or_else(|| words.into_iter().filter_map(name_in).min_by_key(|party| party.span.start()));
    let described = || frame.recipient.iter().find_map(|slot| slot_party(around, slot).filter(other));
    let mutual =
        around.clauses.event_types.get(&frame.event_type).is_some_and(|event_type| event_type.mutual);
    let together = mutual || frame.each_other || sides.is_some();
    // What one visits inside a country is a place and no other side.
    let side = |party: &Party| !mutual || !clauses.is_placed(*party);
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
            Form::Active | Form::Participle => phrase_party(around, &around.object),
            Form::Noun => None,
        },
        "agent" => agent(around),
        "claimant" => around.speaker,
        "between" => between(around).and_then(|phrase| party_of(around, &phrase)),
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
            let phrases: Vec<_> = clauses
                .after_words(words, around.after.start..reach)
                .map(|start| clauses.phrase_after(start))
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

fn subject_party(around: &Around) -> Option<Party> {
    if around.subject.is_empty() { around.inherited } else { phrase_party(around, &around.subject) }
}

/// The party of a phrase, by name, as the speaker, or by description.
fn phrase_party(around: &Around, phrase: &Range<usize>) -> Option<Party> {
    party_of(around, phrase).or_else(|| around.clauses.described(phrase, around.found))
}

fn agent(around: &Around) -> Option<Party> {
    let clauses = around.clauses;
    let near = around.after.start..clauses.reach_of_preposition(around.after.start);
    let marked = clauses
        .language
        .events
        .roles
        .agent
        .iter()
        .find_map(|marker| clauses.after_words(marker, near.clone()).next());
    if let Some(start) = marked {
        return phrase_party(around, &clauses.phrase_after(start));
    }
    // "ditangkap polisi": the agent stands right behind a passive.
    if around.form == Form::Passive {
        phrase_party(around, &around.object).filter(|party| {
            let name = clauses.text.token_at(party.span.start());
            // "dijerat Pasal 160 KUHP": behind a figure stands no agent.
            let figure =
                (around.object.start..name).any(|at| clauses.text.tokens[at].kind == TokenKind::Number);
            !figure
                && party.span.start() > clauses.text.tokens[around.after.start.saturating_sub(1)].span.start()
        })
    } else {
        None
    }
}

/// The phrase after "antara", across its "dan".
fn between(around: &Around) -> Option<Range<usize>> {
    let clauses = around.clauses;
    let near = around.after.start..around.after.end.min(around.after.start + 8);
    let start = clauses
        .language
        .events
        .roles
        .between
        .iter()
        .find_map(|marker| clauses.after_words(marker, near.clone()).next())?;
    let phrase = clauses.phrase_after(start);
    // "antara A dengan B": the second stands behind a preposition.
    let next = clauses.phrase_after((phrase.end + 1).min(clauses.sentence.tokens.end));
    let both = clauses.parties(&phrase).len() < 2 && phrase.end < clauses.sentence.tokens.end;
    Some(if both { phrase.start..next.end } else { phrase })
}

/// Drops a filled frame that another one of the same act holds: a noun inside its light verb's clause.
pub(super) fn without_doubles(filled: Vec<Filled>) -> Vec<Filled> {
    let mut kept: Vec<Filled> = Vec::with_capacity(filled.len());
    for next in filled {
        let doubled = kept.iter().rev().take(8).any(|known| {
            known.event_type == next.event_type
                && known.evidence == next.evidence
                && known.polarity == next.polarity
        });
        if !doubled {
            kept.push(next);
        }
    }
    kept
}
