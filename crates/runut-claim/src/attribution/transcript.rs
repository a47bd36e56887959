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
    let mut labels: Vec<(usize, Label, usize)> = Vec::new();
    for (index, end) in paragraphs(scene) {
        let sentences = &scene.text.sentences;
        if let Some(label) = find_label(scene, sentences[index].tokens.clone()) {
            labels.push((index, label, end));
        }
    }
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
        .filter_map(|(index, label, sentences_end)| {
            let said = label.said..scene.text.sentences[sentences_end - 1].tokens.end;
            (said.len() >= SAID_TOKENS_MIN)
                .then_some((index, Turn { speaker: label.speaker, said, sentences_end }))
        })
        .collect()
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

fn find_label(scene: &Scene, tokens: Range<usize>) -> Option<Label> {
    let first = tokens.clone().find(|&at| scene.token(at).kind != TokenKind::Quote)?;
    let last = tokens.end.min(first + LABEL_TOKENS_MAX + 1);
    let colon = (first + 1..last).find(|&at| scene.token(at).text == ":")?;
    let labelled = first..colon;
    if !labelled.clone().all(|at| scene.is_word(at) && scene.token(at).is_capitalised()) {
        return None;
    }
    let span = scene.place(&labelled);
    let entities = &scene.found.entities;
    let is_person = |entity: usize| entities[entity].kind == EntityKind::Person;
    let named = scene.mention_at(first).filter(|mention| mention.span == span).map(|mention| mention.entity);
    let capitals = labelled.clone().all(|at| scene.token(at).is_all_caps());
    // "WIRA": the person of the report whose name ends so.
    let by_surname = || {
        let name = &scene.token(colon - 1).lower;
        let ends = |entity: &str| entity.rsplit(' ').next().is_some_and(|last| last.to_lowercase() == *name);
        (0..entities.len()).find(|&at| capitals && is_person(at) && ends(&entities[at].id))
    };
    let entity = named.filter(|&entity| is_person(entity)).or_else(by_surname);
    Some(Label {
        words: scene.token(first).lower.clone() + &scene.token(colon - 1).lower,
        speaker: Party { span, entity },
        is_person: entity.is_some(),
        capitals,
        said: colon + 1,
    })
}
