//! Turns of a transcript or interview: paragraphs that open with the speaker's name and a colon, without quotation
//! marks: "WIRA: Tidak ada yang pergi.", "Ana Wira: Kami tinggal."

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::scene::Scene;
use crate::{EntityKind, Party, TokenKind};

/// Tokens of a label.
const LABEL_TOKENS_MAX: usize = 4;
/// Turns without which a report is no transcript: one line may open so by chance.
const TURNS_MIN: usize = 3;
/// Tokens of a turn that says anything.
const SAID_TOKENS_MIN: usize = 2;

/// Tokens of what a transcript tells in brackets between the turns.
const ASIDE_TOKENS_MAX: usize = 6;

/// A paragraph that somebody says.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    pub(super) speaker: Party,
    /// Tokens of what is said.
    pub(super) said: Range<usize>,
    /// Index after the last sentence of the paragraph.
    pub(super) sentences_end: usize,
}

/// The turns of the report by the index of the sentence that opens each; none where it is no transcript.
pub(super) fn find_turns(scene: &Scene) -> FxHashMap<usize, Turn> {
    let opened = paragraphs(scene).into_iter().filter_map(|(index, end)| {
        let sentences = &scene.text.sentences;
        let label = find_label(scene, sentences[index].tokens.clone())?;
        says(scene, label.end + 1..sentences[end - 1].tokens.end).then_some((index, label, end))
    });
    let opened: Vec<(usize, Range<usize>, usize)> = opened.collect();
    if opened.len() < TURNS_MIN {
        return FxHashMap::default();
    }
    let persons = by_surname(scene);
    let read = |(index, words, end)| (index, read_label(scene, words, &persons), end);
    let mut labels: Vec<(usize, Label, usize)> = opened.into_iter().map(read).collect();
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    for (_, label, _) in &labels {
        *times.entry(label.words.clone()).or_default() += 1;
    }
    labels.retain(|(_, label, _)| label.is_person || times[&label.words] >= 2);
    if labels.len() < TURNS_MIN || !labels.iter().any(|(_, label, _)| label.is_person) {
        return FxHashMap::default();
    }
    // What nobody but the outlet asks is told by its own words: "Senja: Sampai kapan?"
    let spoken = labels.into_iter().filter(|(_, label, _)| label.is_person || label.capitals);
    spoken
        .map(|(index, label, sentences_end)| {
            let said = label.said..scene.text.sentences[sentences_end - 1].tokens.end;
            (index, Turn { speaker: label.speaker, said, sentences_end })
        })
        .collect()
}

/// Whether a sentence between the turns stands in brackets: "(tertawa)".
pub(super) fn is_aside(scene: &Scene, index: usize) -> bool {
    let tokens = scene.text.sentences[index].tokens.clone();
    let mut words = tokens.filter(|&at| scene.token(at).kind != TokenKind::Quote);
    let opens = words.next().is_some_and(|at| matches!(scene.token(at).text, "(" | "["));
    opens && words.count() < ASIDE_TOKENS_MAX
}

/// Whether the words behind a label are said, and no figure or list: "Ana Wira: 58,5 persen".
fn says(scene: &Scene, tokens: Range<usize>) -> bool {
    let counted = tokens.clone().next().is_none_or(|first| scene.token(first).kind == TokenKind::Number);
    let last = tokens.clone().rev().find(|&at| scene.token(at).kind != TokenKind::Quote);
    let closed =
        last.is_some_and(|last| matches!(scene.token(last).text, "." | "?" | "!" | "…" | "—" | "–" | "-"));
    tokens.len() >= SAID_TOKENS_MIN && !counted && closed
}

/// The paragraphs of the prose: index of the first sentence of each, and of the one after its last.
fn paragraphs(scene: &Scene) -> Vec<(usize, usize)> {
    let mut made: Vec<(usize, usize)> = Vec::new();
    let sentences = &scene.text.sentences;
    for (index, sentence) in sentences.iter().enumerate().filter(|(_, sentence)| !sentence.headline) {
        match made.last_mut() {
            Some((first, end)) if sentences[*first].block == sentence.block => *end = index + 1,
            _ => made.push((index, index + 1)),
        }
    }
    made
}

/// What stands before the colon with which a paragraph opens.
struct Label {
    words: String,
    speaker: Party,
    /// Whether the report names a person so.
    is_person: bool,
    capitals: bool,
    /// The token behind the colon.
    said: usize,
}

/// The capitalised words before the colon with which a paragraph opens.
fn find_label(scene: &Scene, tokens: Range<usize>) -> Option<Range<usize>> {
    let first = tokens.clone().find(|&at| scene.token(at).kind != TokenKind::Quote)?;
    let last = tokens.end.min(first + LABEL_TOKENS_MAX + 1);
    let colon = (first + 1..last).find(|&at| scene.token(at).text == ":")?;
    let mut words = first..colon;
    words.all(|at| scene.is_word(at) && scene.token(at).is_capitalised()).then_some(first..colon)
}

/// The first person of the report with each surname, in lower case.
fn by_surname(scene: &Scene) -> FxHashMap<String, usize> {
    let mut persons = FxHashMap::default();
    for (at, entity) in scene.found.entities.iter().enumerate() {
        if let (EntityKind::Person, Some(surname)) = (entity.kind, entity.id.rsplit(' ').next()) {
            persons.entry(surname.to_lowercase()).or_insert(at);
        }
    }
    persons
}

fn read_label(scene: &Scene, words: Range<usize>, persons: &FxHashMap<String, usize>) -> Label {
    let (first, last) = (scene.token(words.start), scene.token(words.end - 1));
    let span = scene.place(&words);
    let is_person = |entity: &usize| scene.found.entities[*entity].kind == EntityKind::Person;
    let named = scene.mention_at(words.start).filter(|mention| mention.span == span);
    let capitals = words.clone().all(|at| scene.token(at).is_all_caps());
    // "WIRA": the person of the report whose name ends so.
    let surname = || persons.get(&last.lower).copied().filter(|_| capitals);
    let entity = named.map(|mention| mention.entity).filter(is_person).or_else(surname);
    Label {
        words: first.lower.clone() + &last.lower,
        speaker: Party { span, entity },
        is_person: entity.is_some(),
        capitals,
        said: words.end + 1,
    }
}
