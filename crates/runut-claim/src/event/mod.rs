//! Who did what to whom.
//!
//! A trigger word opens frames of the pack; a frame says in which slots its parties stand; the clause around the
//! trigger fills them. What a frame needs and does not find makes it fall, and the next frame is tried. No parser:
//! a clause is what lies between two words that open or close one, which the pack lists.

mod clause;
mod description;
mod frame;
mod naming;
mod needs;
mod party;
mod phrase;
mod polarity;
mod reference;
mod slot;
mod subject;

use runut_article::Article;
use runut_packs::{Form, Language, Packs};
use runut_text::Note;

use self::{clause::Clauses, reference::Memory};
use crate::{Annotations, Event, Sentence, Text, TokenKind};

/// Finds the events of the prose, each with its roles.
pub fn find_events(
    text: &Text,
    packs: &Packs,
    language: &Language,
    found: &mut Annotations,
    _notes: &mut Vec<Note<Article>>,
) {
    let mut memory = Memory::default();
    let first_mentions = first_mentions(found);
    for sentence in text.sentences.iter().filter(|sentence| !sentence.headline) {
        let events = in_sentence(text, packs, language, found, &first_mentions, sentence, &mut memory);
        found.events.extend(events);
    }
}

/// Index of the first mention of each entity.
fn first_mentions(found: &Annotations) -> Vec<Option<usize>> {
    let mut first = vec![None; found.entities.len()];
    for (index, mention) in found.mentions.iter().enumerate().rev() {
        first[mention.entity] = Some(index);
    }
    first
}

/// Finds the events of the headline alone: what the outlet promises, to be held against what the body bears out.
pub fn find_headline_events(
    text: &Text,
    packs: &Packs,
    language: &Language,
    found: &mut Annotations,
) -> Vec<Event> {
    let mut events = Vec::new();
    let first = first_mentions(found);
    for sentence in text.sentences.iter().filter(|sentence| sentence.headline) {
        let memory = &mut Memory::default();
        events.extend(in_sentence(text, packs, language, found, &first, sentence, memory));
    }
    events
}

/// Words of a sentence that open a frame.
struct Trigger<'p> {
    /// First token, and the one after the last.
    tokens: std::ops::Range<usize>,
    /// What they do here: a noun beside a light verb does what the verb does.
    form: Form,
    /// Whether a light verb stands before the noun.
    light: bool,
    /// Frames to try, in order.
    frames: Vec<&'p runut_packs::Trigger>,
}

fn in_sentence(
    text: &Text,
    packs: &Packs,
    language: &Language,
    found: &mut Annotations,
    first_mentions: &[Option<usize>],
    sentence: &Sentence,
    memory: &mut Memory,
) -> Vec<Event> {
    let mut events: Vec<frame::Filled> = Vec::new();
    let clauses = Clauses {
        text,
        language,
        event_types: &packs.event_types,
        mentions: &found.mentions,
        first_mentions,
        entities: &found.entities,
        quantities: &found.quantities,
        sentence,
    };
    for trigger in triggers(&clauses) {
        let filled = trigger.frames.iter().find_map(|candidate| {
            let form = if trigger.light { trigger.form } else { candidate.form };
            frame::fill(
                &clauses,
                found,
                &trigger,
                &language.events.frames[candidate.frame],
                form,
                &events,
                memory,
            )
        });
        events.extend(filled);
    }
    let events = frame::without_doubles(events);
    memory.keep(&events);
    events
        .into_iter()
        .flat_map(|filled| party::into_events(filled, text, packs, language, found, first_mentions, sentence))
        .collect()
}

/// Triggers in the order of the text; they do not overlap, the longest at a place wins.
fn triggers<'a>(clauses: &Clauses<'a>) -> Vec<Trigger<'a>> {
    let mut triggers = Vec::new();
    let mut at = clauses.sentence.tokens.start;
    while at < clauses.sentence.tokens.end {
        let Some(trigger) = trigger_at(clauses, at) else {
            at += 1;
            continue;
        };
        at = trigger.tokens.end;
        triggers.push(trigger);
    }
    triggers
}

fn trigger_at<'a>(clauses: &Clauses<'a>, at: usize) -> Option<Trigger<'a>> {
    let (text, language, sentence) = (clauses.text, clauses.language, clauses.sentence);
    let tokens = &text.tokens;
    let word = &tokens[at];
    let in_name = !sentence.headline && word.is_capitalised() && at != sentence.tokens.start;
    if in_name && !tokens[at - 1].text.starts_with(['"', '“', '(', ':']) {
        return None;
    }
    let bare = language.morphology.without_clitic(&word.lower);
    let exact = language.events.opened_by(&word.lower);
    let opened = if exact.is_empty() { language.events.opened_by(bare) } else { exact };
    let fits = |candidate: &&runut_packs::Trigger| {
        candidate.rest.iter().enumerate().all(|(offset, want)| {
            let next = at + 1 + offset;
            next < sentence.tokens.end
                && (tokens[next].is(want) || language.morphology.without_clitic(&tokens[next].lower) == want)
        })
    };
    let mut frames: Vec<_> = opened.iter().filter(fits).collect();
    // "after a *meeting* with B": behind an article a noun, though "meeting with" is a verb elsewhere.
    let is_noun = |candidate: &&runut_packs::Trigger| candidate.form == Form::Noun;
    if frames.first().is_some_and(|first| !first.rest.is_empty() && !is_noun(first))
        && frames.iter().any(is_noun)
        && clauses.is_modifier(at)
    {
        frames.retain(is_noun);
    }
    let length = 1 + frames.first()?.rest.len();
    let longest = || frames.iter().filter(|candidate| 1 + candidate.rest.len() == length);
    // A word that is both ("attack") is the verb behind an auxiliary or before an object, else the noun.
    let led = at > sentence.tokens.start && {
        let before = &tokens[at - 1].lower;
        language.words.auxiliaries.contains(before) || language.events.roles.purpose.contains(before)
    };
    let led = led || language.events.roles.owner_before && clauses.has_object(at, length);
    let noun = longest().find(|candidate| candidate.form == Form::Noun);
    let verb = longest().find(|candidate| candidate.form != Form::Noun);
    // "the board members", "a home track": a plain stem is a verb only behind what takes one.
    let plain = |candidate: &&&runut_packs::Trigger| {
        candidate.form == Form::Active
            && length == 1
            && language.events.frames[candidate.frame].roots.contains(&word.lower)
    };
    let verb = verb.filter(|verb| !plain(verb) || clauses.takes_stem(at));
    let form = if led { verb.or(noun)?.form } else { noun.or(verb)?.form };
    // "the recognized government": no act.
    if form != Form::Noun && length == 1 && clauses.is_modifier(at) {
        return None;
    }
    let light = if form == Form::Noun { light_verb(text, language, sentence, at) } else { None };
    let is_noun = form == Form::Noun;
    let frames: Vec<_> = frames
        .iter()
        .filter(|candidate| {
            (candidate.form == Form::Noun) == is_noun
                && (light.is_some() || !language.events.frames[candidate.frame].light_only)
        })
        .copied()
        .collect();
    let start = light.map_or(at, |(start, _)| start);
    (!frames.is_empty()).then(|| Trigger {
        tokens: start..at + length,
        form: light.map_or(form, |(_, form)| form),
        light: light.is_some(),
        frames,
    })
}

/// The light verb that a noun for an act hangs on, up to four words before it.
fn light_verb(text: &Text, language: &Language, sentence: &Sentence, noun: usize) -> Option<(usize, Form)> {
    let first = noun.saturating_sub(4).max(sentence.tokens.start);
    for at in (first..noun).rev() {
        let word = &text.tokens[at].lower;
        if let Some(form) = language.events.light_verb(word) {
            return Some((at, form));
        }
        let words = &language.words;
        if words.prepositions.contains(word)
            || words.coordinators.contains(word)
            || words.relatives.contains(word)
            || text.tokens[at].kind == TokenKind::Mark
        {
            return None;
        }
    }
    None
}
