//! Who says what, and through whom.
//!
//! A cue ("mengatakan", "kata", "menurut") is looked up in the language's table; the frames of its kind say on which
//! side claimant and speech stand; the phrases about it are cut by the closed classes of words. Then each claimant is
//! named, and the chain between claimant and outlet is read from the report's credits.

mod chain;
mod claimant;
mod content;
mod cue;
mod frame;
mod gap;
mod occasion;
mod phrase;
mod scene;
mod sentence;
mod transcript;

use runut_article::Article;
use runut_packs::{CueCertainty, Language, Packs};
use runut_text::Note;

use crate::{Annotations, Certainty, Text, quote::find_quotations};
use scene::Scene;

/// Finds the statements, each with claimant and chain.
pub fn find_statements(
    text: &Text,
    _packs: &Packs,
    language: &Language,
    found: &mut Annotations,
    notes: &mut Vec<Note<Article>>,
) {
    let quotations = find_quotations(text, notes);
    let scene = Scene::of(text, language, found, &quotations);
    let mut said = claimant::Said::default();
    let turns = transcript::find_turns(&scene);
    let mut index = 0;
    while index < text.sentences.len() {
        if let Some(turn) = turns.get(&index) {
            said.add_turn(&scene, index, turn);
            index = turn.sentences_end;
            continue;
        }
        // "(tertawa)": no turn, and nobody's words.
        if !turns.is_empty() && transcript::is_aside(&scene, index) {
            index += 1;
            continue;
        }
        if text.sentences[index].headline {
            index += 1;
            continue;
        }
        let (drafts, count) = sentence::read(&scene, index);
        said.add(&scene, index, drafts);
        index += count;
    }
    let statements = said.finish(&scene);
    found.statements = statements;
}

fn certainty(certainty: CueCertainty) -> Certainty {
    match certainty {
        CueCertainty::Stated => Certainty::Stated,
        CueCertainty::Claimed => Certainty::Claimed,
        CueCertainty::Reported => Certainty::Reported,
    }
}
