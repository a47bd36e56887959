//! Anaphors: words that stand for a person who was named before ("ia", "politisi itu", "the minister").

use runut_packs::Language;
use rustc_hash::FxHashMap;

use super::party::mentions_in;
use crate::{Annotations, EntityKind, Mention, Place, Sentence, Text, TokenKind};

/// Most words of a role that points back.
const ROLE_WORDS_MAX: usize = 8;

/// Adds the anaphors of the prose to the mentions, which stand in the order of the text.
///
/// The person in focus is whoever speaks in the last sentence, else whom it names first; a sentence that names nobody
/// passes on the focus of the one before it. Words between quotation marks are the speaker's and point elsewhere.
pub(super) fn add_anaphors(text: &Text, language: &Language, found: &mut Annotations) {
    let mut added = Vec::new();
    let mut offices = Offices::default();
    let mut focus: Option<usize> = None;
    let mut block = None;
    for sentence in text.sentences.iter().filter(|sentence| !sentence.headline) {
        // A person stays in focus over a paragraph's end, as long as nobody else is named.
        block = Some(sentence.block).or(block);
        let quoted = quoted_ranges(text, sentence);
        let is_quoted = |at: usize| quoted.iter().any(|range| range.contains(&at));
        let mut last = None;
        let first = first_person(found, sentence);
        let mut at = sentence.tokens.start;
        let mut anaphors = Vec::new();
        while at < sentence.tokens.end {
            let token = &text.tokens[at];
            if !is_quoted(at) {
                let inside = first.filter(|(start, _)| *start < token.span.start()).map(|(_, person)| person);
                if is_pronoun(language, &token.lower) {
                    let reported = || reported_subject(text, language, found, sentence, at);
                    anaphors.push((token.span, reported().or(inside).or(focus)));
                } else if let Some(place) = role_that_points(text, language, sentence, at, found) {
                    let target = apposed(text, found, place)
                        .or_else(|| by_state(found, place, focus))
                        .or(focus)
                        .or(inside);
                    anaphors.push((place, target));
                    last = last.or(target);
                } else if let Some(holder) = offices.holder(text, language, sentence, at, found) {
                    anaphors.push((token.span, Some(holder)));
                    last = last.or(Some(holder));
                }
            }
            offices.keep(text, language, sentence, at, found);
            at += 1;
        }
        let speaker = speaker(found, text, language, sentence, &is_quoted);
        let pronoun = anaphors.iter().find_map(|&(_, target)| target);
        focus = speaker
            .or(pronoun.filter(|_| first.is_none()))
            .or_else(|| first_unquoted(found, text, sentence, &is_quoted))
            .or(focus);
        added.extend(anaphors.into_iter().filter_map(|(span, target)| {
            target.map(|entity| Mention { span, entity, slip: false, anaphor: true })
        }));
    }
    found.mentions.extend(added);
    found.mentions.sort_by_key(|mention| (mention.span.start(), std::cmp::Reverse(mention.span.end())));
}

/// Who holds an office by the words before the name: "*Menkomdigi* Ana Wira"; later the office alone means the person.
#[derive(Default)]
struct Offices {
    /// By the office's word in lower case.
    holders: FxHashMap<String, usize>,
}

impl Offices {
    /// Keeps the office in front of the person whose name starts at `at`, and its short form in brackets.
    fn keep(
        &mut self,
        text: &Text,
        language: &Language,
        sentence: &Sentence,
        at: usize,
        found: &Annotations,
    ) {
        if !text.tokens[at].is_capitalised() {
            return;
        }
        let start = text.tokens[at].span.start();
        let first = found.mentions.partition_point(|mention| mention.span.start() < start);
        let Some(person) = found.mentions.get(first).filter(|mention| mention.span.start() == start) else {
            return;
        };
        if !is_person(found, person) {
            return;
        }
        let names = &language.names;
        let lowest = at.saturating_sub(ROLE_WORDS_MAX).max(sentence.tokens.start);
        let office = (lowest..at).rev().take_while(|&back| {
            let token = &text.tokens[back];
            // "Kepala Polres Wanasari, Kombes Pol. Ana Wira".
            let behind_name = || back > lowest && text.tokens[back - 1].is_capitalised();
            let somebody = || mentions_in(found, token.span).any(|mention| is_person(found, mention));
            matches!(token.text, "(" | ")")
                || matches!(token.text, "." | ",") && behind_name()
                || token.is_capitalised() && !somebody()
                || names.role_words.contains(&token.lower)
                || names.honorifics.contains(&token.lower)
        });
        let Some(head) = office.last() else { return };
        // "Kepala Polres Wanasari": the "Kapolres".
        let short = names.office_starts.get(&text.tokens[head].lower);
        if let Some(start) = short.filter(|_| head + 1 < at) {
            self.holders.insert(format!("{start}{}", text.tokens[head + 1].lower), person.entity);
        }
        for back in head..at {
            let opens = back == head || text.tokens[back - 1].text == "(";
            if opens && is_office(text, language, back) {
                self.holders.insert(text.tokens[back].lower.clone(), person.entity);
            }
        }
    }

    /// The person whom the office at `at` means, where it stands alone: without a name behind it, or more of a role
    /// before it ("Wakil *Presiden*").
    fn holder(
        &self,
        text: &Text,
        language: &Language,
        sentence: &Sentence,
        at: usize,
        found: &Annotations,
    ) -> Option<usize> {
        let token = &text.tokens[at];
        if self.holders.is_empty() || !token.is_capitalised() {
            return None;
        }
        let holder = *self.holders.get(&token.lower).filter(|_| is_office(text, language, at))?;
        let more = |at: usize| {
            let next = &text.tokens[at];
            next.is_capitalised() || language.names.role_words.contains(&next.lower)
        };
        let before = at > sentence.tokens.start && (more(at - 1) || text.tokens[at - 1].text == "(");
        let behind = at + 1 < sentence.tokens.end && more(at + 1);
        let named = mentions_in(found, token.span).next().is_some();
        (!before && !behind && !named).then_some(holder)
    }
}

/// Whether the word at `at` is that of an office, written as a name is.
fn is_office(text: &Text, language: &Language, at: usize) -> bool {
    let token = &text.tokens[at];
    token.is_capitalised()
        && language.names.roles.contains(&token.lower)
        && !language.names.role_prefixes.contains(&token.lower)
}

fn is_person(found: &Annotations, mention: &Mention) -> bool {
    found.entities[mention.entity].kind == EntityKind::Person
}

/// The first person named in the sentence, and where.
fn first_person(found: &Annotations, sentence: &Sentence) -> Option<(usize, usize)> {
    mentions_in(found, sentence.span)
        .find(|mention| is_person(found, mention))
        .map(|mention| (mention.span.start(), mention.entity))
}

fn first_unquoted(
    found: &Annotations,
    text: &Text,
    sentence: &Sentence,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    mentions_in(found, sentence.span)
        .find(|mention| is_person(found, mention) && !is_quoted(text.token_at(mention.span.start())))
        .map(|mention| mention.entity)
}

/// The person who stands right beside a word of speech.
fn speaker(
    found: &Annotations,
    text: &Text,
    language: &Language,
    sentence: &Sentence,
    is_quoted: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let speech =
        |at: usize| text.tokens.get(at).is_some_and(|token| language.names.speech.contains(&token.lower));
    mentions_in(found, sentence.span)
        .find(|mention| {
            let tokens = text.tokens_in(mention.span);
            is_person(found, mention)
                && !is_quoted(tokens.start)
                && (tokens.start > 0 && speech(tokens.start - 1) || speech(tokens.end))
        })
        .map(|mention| mention.entity)
}

fn quoted_ranges(text: &Text, sentence: &Sentence) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut open = None;
    for at in sentence.tokens.clone() {
        if text.tokens[at].kind == TokenKind::Quote {
            match open.take() {
                Some(start) => ranges.push(start..at),
                None => open = Some(at),
            }
        }
    }
    if let Some(start) = open {
        ranges.push(start..sentence.tokens.end);
    }
    ranges
}

/// The place of a role that points back and whose last word, or pointer, stands at `at`.
fn role_that_points(
    text: &Text,
    language: &Language,
    sentence: &Sentence,
    at: usize,
    found: &Annotations,
) -> Option<Place> {
    let names = &language.names;
    let token = &text.tokens[at];
    let is_role = |at: usize| names.roles.contains(&text.tokens[at].lower);
    let person_inside = |place: Place| mentions_in(found, place).any(|mention| is_person(found, mention));
    if names.pointers_after.contains(&token.lower) {
        let lowest = at.saturating_sub(ROLE_WORDS_MAX).max(sentence.tokens.start);
        let mut start = None;
        for back in (lowest..at).rev() {
            let word = &text.tokens[back];
            if is_role(back) {
                start = Some(back);
            } else if names.role_prefixes.contains(&word.lower) {
                start = start.map(|_| back);
            } else if !(names.role_words.contains(&word.lower) || word.is_capitalised()) || start.is_some() {
                break;
            }
        }
        let place = text.tokens[start?].span.cover(token.span);
        return (!person_inside(place)).then_some(place);
    }
    if names.pointers_before.contains(&token.lower) {
        let end = sentence.tokens.end.min(at + 1 + ROLE_WORDS_MAX / 2);
        let role = (at + 1..end)
            .take_while(|&on| {
                let word = &text.tokens[on];
                is_role(on)
                    || names.role_words.contains(&word.lower)
                    || names.role_prefixes.contains(&word.lower)
                    || word.is_capitalised()
            })
            .filter(|&on| is_role(on))
            .last()?;
        let goes_on = text.tokens.get(role + 1).is_some_and(|next| {
            next.is_capitalised() || matches!(next.lower.as_str(), "of" | "for" | "at" | "in")
        });
        let place = token.span.cover(text.tokens[role].span);
        return (!goes_on && !person_inside(place)).then_some(place);
    }
    None
}

/// Whether a word in lower case is a person's pronoun, with the verb that is joined to it or without: "he", "he's".
fn is_pronoun(language: &Language, word: &str) -> bool {
    let pronouns = &language.names.person_pronouns;
    pronouns.contains(word)
        || word.split_once(['\'', '’']).is_some_and(|(pronoun, _)| pronouns.contains(pronoun))
}

/// Tokens before a pronoun in which the clause that it stands in opens.
const CLAUSE_TOKENS_MAX: usize = 60;

/// The subject of the reported clause in which the token at `at` stands.
fn reported_subject(
    text: &Text,
    language: &Language,
    found: &Annotations,
    sentence: &Sentence,
    at: usize,
) -> Option<usize> {
    let least = at.saturating_sub(CLAUSE_TOKENS_MAX).max(sentence.tokens.start);
    (least..at)
        .rev()
        .filter(|&open| language.words.complementizers.contains(&text.tokens[open].lower))
        .find_map(|open| subject_behind(text, language, found, sentence, open))
        .filter(|(start, _)| *start < text.tokens[at].span.start())
        .map(|(_, person)| person)
}

/// The person who is the subject of the clause that a complementizer opens: "mengatakan bahwa *Ana* memuji B ketika ia".
fn subject_behind(
    text: &Text,
    language: &Language,
    found: &Annotations,
    sentence: &Sentence,
    at: usize,
) -> Option<(usize, usize)> {
    let end = (at + 1..sentence.tokens.end.min(at + 2 + ROLE_WORDS_MAX)).find(|&next| {
        let token = &text.tokens[next];
        !token.is_capitalised() && language.morphology.is_verb(&token.lower)
    })?;
    let place = text.tokens[at].span.cover(text.tokens[end].span);
    mentions_in(found, place)
        .filter(|mention| is_person(found, mention))
        .last()
        .map(|mention| (mention.span.start(), mention.entity))
}

/// The person right before a comma whom a role behind it describes: "*Ann Lind*, the frontrunner".
fn apposed(text: &Text, found: &Annotations, place: Place) -> Option<usize> {
    let comma = text.token_at(place.start()).checked_sub(1).filter(|&at| text.tokens[at].text == ",")?;
    let end = text.tokens[comma.checked_sub(1)?].span.end();
    let before = found.mentions.partition_point(|mention| mention.span.start() < end);
    let mention = found.mentions.get(before.checked_sub(1)?)?;
    (mention.span.end() == end && is_person(found, mention)).then_some(mention.entity)
}

/// The last person named before `place` who acts for the state that is named inside it.
fn by_state(found: &Annotations, place: Place, focus: Option<usize>) -> Option<usize> {
    let state = mentions_in(found, place).find_map(|mention| found.entities[mention.entity].state.clone())?;
    let serves = |entity: usize| found.entities[entity].state.as_deref() == Some(state.as_str());
    focus.filter(|&entity| serves(entity)).or_else(|| {
        let before = found.mentions.partition_point(|mention| mention.span.start() < place.start());
        found.mentions[..before]
            .iter()
            .rev()
            .find(|mention| is_person(found, mention) && serves(mention.entity))
            .map(|mention| mention.entity)
    })
}
