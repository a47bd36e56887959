//! Where a sentence holds words that report speech.

use std::ops::Range;

use runut_packs::CueForm;

use super::scene::Scene;

/// Words that may be a cue.
#[derive(Debug, Clone)]
pub(super) struct Cue<'a> {
    /// Index of its first token.
    pub(super) first: usize,
    /// The forms that it may be, the longest first.
    pub(super) forms: Vec<&'a CueForm>,
}

/// The cues among the tokens, in the order of the text; those within quotation marks are the quoted speaker's.
pub(super) fn find_cues<'a>(scene: &Scene<'a>, tokens: &Range<usize>) -> Vec<Cue<'a>> {
    // A capital within a sentence makes a name of the word: "United States".
    let named = |at: usize| {
        scene.token(at).is_capitalised()
            && at > tokens.start
            && scene.is_word(at - 1)
            && scene.quotation_at(at - 1).is_none()
    };
    let outside = tokens.clone().filter(|&at| scene.quotation_at(at).is_none() && !named(at));
    outside.filter_map(|at| cue_at(scene, at, tokens.end)).collect()
}

fn cue_at<'a>(scene: &Scene<'a>, first: usize, end: usize) -> Option<Cue<'a>> {
    let fits = |form: &CueForm| {
        form.words.len() <= end - first
            && form.words.iter().enumerate().all(|(offset, word)| scene.token(first + offset).lower == *word)
    };
    let table = scene.table;
    let forms: Vec<&CueForm> =
        table.forms(&scene.token(first).lower).iter().filter(|form| fits(form)).collect();
    (!forms.is_empty()).then_some(Cue { first, forms })
}
