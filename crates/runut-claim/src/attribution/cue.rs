//! Where a sentence holds words that report speech.

use std::ops::Range;

use runut_packs::CueForm;

use super::scene::Scene;

/// A cue in the text.
#[derive(Debug, Clone)]
pub(super) struct Cue<'a> {
    pub(super) tokens: Range<usize>,
    /// The forms that it may be, all of the same words.
    pub(super) forms: Vec<&'a CueForm>,
}

/// The cues among the tokens, in the order of the text; those within quotation marks are the quoted speaker's.
pub(super) fn find_cues<'a>(scene: &Scene<'a>, tokens: &Range<usize>) -> Vec<Cue<'a>> {
    let mut cues = Vec::new();
    let mut at = tokens.start;
    while at < tokens.end {
        let found = if scene.quotation_at(at).is_some() { None } else { cue_at(scene, at, tokens.end) };
        at = found.as_ref().map_or(at + 1, |cue| cue.tokens.end);
        cues.extend(found);
    }
    cues
}

fn cue_at<'a>(scene: &Scene<'a>, at: usize, end: usize) -> Option<Cue<'a>> {
    let fits = |form: &CueForm| {
        form.words.len() <= end - at
            && form.words.iter().enumerate().all(|(offset, word)| scene.token(at + offset).lower == *word)
    };
    let table = scene.table;
    let forms = table.forms(&scene.token(at).lower);
    let longest = forms.iter().find(|form| fits(form))?.words.len();
    let forms = forms.iter().filter(|form| form.words.len() == longest && fits(form)).collect();
    Some(Cue { tokens: at..at + longest, forms })
}
