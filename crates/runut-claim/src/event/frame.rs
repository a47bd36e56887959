//! A frame, filled from the clause around its trigger.

use std::ops::Range;

use runut_packs::{EventFrame, Form};

use super::{
    Trigger,
    clause::Clauses,
    needs::{is_relative, satisfied, serves_in, suffers},
    polarity,
    reference::{self, Memory},
    slot::{Around, actor, recipient},
    subject::Subject,
};
use crate::{Annotations, EntityKind, Party, Place, Polarity, TokenKind};

/// A frame with its slots filled.
pub(super) struct Filled {
    pub(super) event_type: String,
    pub(super) governs: String,
    pub(super) each_other: bool,
    /// Whether a verb tells it, and no noun alone.
    pub(super) verbal: bool,
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
    let around = look_around(clauses, found, trigger, frame, form, earlier, memory);
    let form = around.form;
    if !says_what_it_must(&around, frame, trigger) {
        return None;
    }
    let actor = actor(&around, frame, trigger.light);
    let recipient = recipient(&around, frame, trigger, actor);
    let recipient = recipient.map(|party| official(&around, frame, party).unwrap_or(party));
    let mutual = clauses.event_types.get(&frame.event_type).is_some_and(|event_type| event_type.mutual);
    let met = || reference::met(clauses, &around.subject).map(|(first, second)| (Some(first), Some(second)));
    let meets = mutual && form == Form::Active && recipient.is_none();
    let (actor, recipient) = if meets { met().unwrap_or((actor, recipient)) } else { (actor, recipient) };
    // A passive whose agent is not told: who did it before to the same party, or nobody.
    let agentless = frame.allows.contains("agentless")
        && form == Form::Passive
        && recipient.is_some_and(|party| suffers(clauses, frame, party))
        && !clauses.is_of_thing(&around.subject)
        && !(recipient.is_some_and(|party| party.entity.is_none())
            && is_relative(clauses, trigger.tokens.start));
    let before = || reference::doer_to(memory, earlier, &frame.event_type, recipient);
    let actor = actor.or_else(|| if form == Form::Passive { before() } else { None });
    // "serangan Rusia": on whom, an act before has told.
    let again = || reference::done_by(memory, earlier, &frame.event_type, actor);
    let open = form == Form::Noun && frame.needs.iter().any(|need| need == "recipient");
    let recipient = recipient.or_else(|| if open { again() } else { None });
    // "memerintahkan *serangan* A terhadap B": the attack is what is told, and nobody is called on.
    let attack = || clauses.head(&around.object).is_some_and(|head| clauses.is_noun_of(head, &["attacks"]));
    if form == Form::Active && frame.governs == "demanded" && attack() {
        return None;
    }
    // "menghentikan serangan *Israel*": who ends what another does, gives nothing up.
    let others = |party: &Party| actor.is_none_or(|actor| actor.entity != party.entity);
    if frame.needs.iter().any(|need| need == "own")
        && around.doer_of_object().is_some_and(|doer| others(&doer))
    {
        return None;
    }
    // "diminta komentar oleh AFP": who asks for words asks for nothing to be done.
    if form == Form::Passive
        && frame.governs == "demanded"
        && actor.is_some_and(|actor| is_press(clauses, actor))
    {
        return None;
    }
    // "dibantai 0-5 oleh Norwegia": a match.
    if is_score(clauses, trigger.tokens.end) {
        return None;
    }
    let fit = frame.actors.is_empty() || actor.is_some_and(|actor| serves_in(clauses, actor, &frame.actors));
    if !fit || !satisfied(clauses, frame, actor, recipient, agentless) {
        return None;
    }
    let in_country = |party: Party| clauses.country_behind(party).unwrap_or(party);
    let (actor, recipient) = (actor.map(in_country), recipient.map(in_country));
    if is_part_of_last(clauses, trigger, form, earlier) {
        return None;
    }
    let (polarity, hedge) = polarity::of(clauses, &trigger.tokens, frame, form, earlier);
    if polarity == Polarity::Denied && frame.needs.iter().any(|need| need == "done") {
        return None;
    }
    // "belum pernah dihukum": what nobody did is told only of those who did not do it.
    if actor.is_none() && agentless && polarity == Polarity::Denied {
        return None;
    }
    let span = clauses.place(&trigger.tokens)?;
    // Beside a light verb the noun for the act is what is given: "memberikan *dukungan*".
    let thing =
        if trigger.light { trigger.tokens.start + 1..around.object.end } else { around.undergoer().clone() };
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
        verbal: form != Form::Noun,
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

/// Whether a party is an outlet, or people who work for one.
fn is_press(clauses: &Clauses, party: Party) -> bool {
    match party.entity.map(|entity| &clauses.entities[entity]) {
        Some(entity) => entity.world.as_deref().is_some_and(|id| id.starts_with("outlet:")),
        None => clauses.text.tokens_in(party.span).any(|at| clauses.is_noun_of(at, &["press"])),
    }
}

/// Whether a score stands at `at`: "0-5".
fn is_score(clauses: &Clauses, at: usize) -> bool {
    const SCORE_BYTES_MAX: usize = 7;
    let next = clauses.text.tokens.get(at..clauses.sentence.tokens.end.min(at + 3)).unwrap_or_default();
    let number = |at: usize| next.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let parted = |text: &str| text.len() <= SCORE_BYTES_MAX && text.contains(['-', '–']);
    number(0) && (parted(next[0].text) || next.get(1).is_some_and(|token| parted(token.text)) && number(2))
}

/// The official whom words describe by the town or company that he serves, where what is done is done to him in person:
/// "menahan *mantan Bupati Lembayung*".
fn official(around: &Around, frame: &EventFrame, party: Party) -> Option<Party> {
    let clauses = around.clauses;
    let phrase = around.undergoer();
    let served = &clauses.entities[party.entity?];
    let body =
        served.kind == EntityKind::Organization || served.kind == EntityKind::Place && served.id.len() != 2;
    let inside = clauses.place(phrase).is_some_and(|place| place.contains(party.span));
    let head = clauses.head(phrase).filter(|_| frame.allows.contains("personal") && body && inside)?;
    let role =
        clauses.mention_over(head).is_none() && clauses.language.names.roles.contains(clauses.word(head));
    let span = clauses.place(&clauses.described_phrase(phrase).filter(|_| role)?)?;
    Some(Party { span, entity: None })
}

/// What lies around a trigger, as the frame's form has it.
fn look_around<'a>(
    clauses: &'a Clauses,
    found: &'a Annotations,
    trigger: &Trigger,
    frame: &'a EventFrame,
    form: Form,
    earlier: &'a [Filled],
    memory: &'a Memory,
) -> Around<'a> {
    let form = resolve_participle(clauses, trigger, form);
    let (subject, inherited) = subject_of(clauses, found, trigger, form, earlier);
    // "A melancarkan serangan yang menargetkan B": what an act does, whoever acts does.
    let (subject, inherited) = if form == Form::Active && is_act(clauses, &subject) {
        inherited_by(clauses, found, subject.start, earlier)
    } else {
        (subject, inherited)
    };
    let shared = if form == Form::Noun { trigger.tokens.end } else { clauses.shared_end(trigger.tokens.end) };
    let object = clauses.phrase_after(clauses.after_time(shared, found));
    let after = shared..clauses.reach(shared);
    let speaker = claimant_around(clauses, found, trigger.tokens.start);
    let subject = if form == Form::Noun && frame.agent.iter().any(|slot| slot == "subject") {
        clauses.phrase_before(trigger.tokens.start, false)
    } else {
        subject
    };
    let governs = !frame.governs.is_empty();
    // "send *troops* to B": what is given is not to whom.
    let given = || clauses.head(&object).is_some_and(|head| clauses.is_noun_of(head, &frame.objects));
    let gives = frame.gives && given();
    // "protesters arrested in London": a participle that could have an object and has none is passive.
    let form = if form == Form::Active
        && frame.allows.contains("agentless")
        && is_reduced(clauses, trigger, &object)
    {
        Form::Passive
    } else {
        form
    };
    let owner = clauses
        .text
        .tokens
        .get(object.start)
        .filter(|token| {
            !object.is_empty() && clauses.language.morphology.without_clitic(&token.lower) != token.lower
        })
        .and_then(|_| {
            let (phrase, party) = inherited_by(clauses, found, trigger.tokens.start, earlier);
            party.or_else(|| clauses.parties(&phrase).first().copied())
        });
    let receives = trigger.light
        && form == Form::Passive
        && clauses
            .language
            .events
            .roles
            .receiving
            .iter()
            .any(|verb| clauses.word(trigger.tokens.start) == verb);
    Around {
        clauses,
        found,
        memory,
        earlier,
        form,
        subject,
        object,
        after,
        inherited,
        receives,
        owner,
        gives,
        governs,
        speaker,
        never: &frame.never,
    }
}

/// Whether the nouns are there that the frame asks for, as its object and in its complement, and none that it spares.
fn says_what_it_must(around: &Around, frame: &EventFrame, trigger: &Trigger) -> bool {
    let clauses = around.clauses;
    let undergoer = around.undergoer();
    let light_object = trigger.tokens.start..trigger.tokens.end;
    let is_object = |phrase: &Range<usize>| phrase.clone().any(|at| clauses.is_noun_of(at, &frame.objects));
    // "tentara A bergabung dengan B": where the actor is the owner, what moves is itself the subject.
    let moves_itself = around.form == Form::Active && frame.actor.iter().any(|slot| slot == "owner");
    // "provided B with weapons": what is given stands behind to whom.
    let with = || {
        frame.gives
            && around.after.clone().take(GIFT_TOKENS_MAX).any(|at| clauses.is_noun_of(at, &frame.objects))
    };
    let fits = frame.objects.is_empty()
        || with()
        || is_object(undergoer)
        || is_object(&light_object)
        || moves_itself && is_object(&around.subject);
    let spared = !frame.never.is_empty()
        && clauses.head(undergoer).is_some_and(|head| clauses.is_noun_of(head, &frame.never));
    let complement = (around.after.start..clauses.sentence.tokens.end)
        .take(COMPLEMENT_TOKENS_MAX)
        .take_while(|&at| !matches!(clauses.text.tokens[at].text, "." | ";"));
    let says = frame.complement.is_empty()
        || complement.into_iter().any(|at| clauses.is_noun_of(at, &frame.complement));
    fits && says && !spared
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

/// Tokens behind a verb of giving in which what is given is looked for.
const GIFT_TOKENS_MAX: usize = 8;

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
    let before = (trigger.tokens.start.saturating_sub(4).max(clauses.sentence.tokens.start)
        ..trigger.tokens.start)
        .rev();
    let auxiliary = before
        .take_while(|&at| {
            let words = &clauses.language.words;
            words.auxiliaries.contains(&tokens[at].lower) || words.is_adverb(&tokens[at].lower)
        })
        .any(|at| clauses.language.morphology.passive_auxiliaries.contains(&tokens[at].lower));
    let by = tokens
        .get(trigger.tokens.end)
        .is_some_and(|next| clauses.language.events.roles.agent.contains(&next.lower));
    if auxiliary || by { Form::Passive } else { Form::Active }
}

/// Whether the trigger is a participle behind a noun, with nothing behind it that could be its object.
fn is_reduced(clauses: &Clauses, trigger: &Trigger, object: &Range<usize>) -> bool {
    let participle = trigger.frames.iter().any(|frame| frame.form == Form::Participle);
    let first = clauses.sentence.tokens.start;
    participle
        && object.is_empty()
        && trigger.tokens.start > first
        && clauses.text.tokens[trigger.tokens.start - 1].kind == TokenKind::Word
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
        let owner = clauses.possessive_before(trigger.tokens.end - 1);
        // "his visit": whom the pronoun means.
        if let Some(mention) = owner.and_then(|at| clauses.mention_over(at)) {
            return (none, Some(Party { span: mention.span, entity: Some(mention.entity) }));
        }
        return if possessed || owner.is_some() {
            // "A's invasion of B and its buildup": of the one who did the act before, where it is no person.
            let body = |party: &Party| {
                party.entity.is_some_and(|entity| clauses.entities[entity].kind != EntityKind::Person)
            };
            let last = earlier.last().filter(|act| !act.verbal).and_then(|act| act.actor).filter(body);
            if owner.is_some() && last.is_some() {
                return (none, last);
            }
            let (phrase, party) = inherited(clauses, found, trigger, earlier);
            (none, party.or_else(|| clauses.parties(&phrase).first().copied()))
        } else {
            (none, None)
        };
    }
    match clauses.subject(trigger.tokens.start, found) {
        Subject::Phrase(phrase) => (clauses.over_object(phrase, form, found), None),
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
    // "membahas serangan A dan meminta B": what a noun tells has no subject to pass on.
    let last = earlier
        .iter()
        .rev()
        .find(|act| act.verbal)
        .filter(|last| at.checked_sub(last.tokens.end).is_some_and(|gap| gap < 25));
    let verb = clauses.verb_before(at);
    // "A attacked B, and C's troops moved to defend it": a verb behind the last act has a subject of its own.
    let nearer = last.and_then(|last| {
        let verb = verb.filter(|&verb| verb > last.tokens.end)?;
        match clauses.subject(verb, found) {
            Subject::Phrase(phrase) if phrase.start >= last.tokens.end => Some(phrase),
            _ => None,
        }
    });
    if let Some(phrase) = nearer {
        return (phrase, None);
    }
    if let Some(last) = last {
        let controlled = if last.governs == "demanded" { last.recipient } else { last.subject };
        return (none, controlled);
    }
    let mut verb = verb;
    while let Some(before) = verb {
        match clauses.subject(before, found) {
            Subject::Phrase(phrase) => return (phrase, None),
            Subject::Speaker => break,
            Subject::Inherited => verb = clauses.verb_before(before),
        }
    }
    if let Some(phrase) = clauses.main_subject(at, found) {
        return (phrase, None);
    }
    (none, claimant_around(clauses, found, at))
}

/// Who says the words at a token, if they are part of a statement.
fn claimant_around(clauses: &Clauses, found: &Annotations, at: usize) -> Option<Party> {
    let span = clauses.text.tokens[at].span;
    found.statement_around(span).and_then(|index| found.statements[index].claimant)
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
