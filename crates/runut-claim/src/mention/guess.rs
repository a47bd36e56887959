//! Guesses: what the tagger says of names that neither a table nor a word beside them settles.

use super::{around::Around, naming::Naming};
use crate::{EntityKind, tagger};

/// Sets the guess of each naming that nobody knows what it names.
pub(super) fn guess_kinds(around: &Around, namings: &mut [Naming]) {
    let trained = &around.language.name_tagger;
    if trained.is_empty() {
        return;
    }
    let kinds: Vec<Option<EntityKind>> = trained.labels.iter().map(|label| kind_of(label)).collect();
    let mut rows = tagger::Rows::default();
    let mut tagged: Option<(usize, Vec<u8>)> = None;
    for naming in namings.iter_mut().filter(|naming| naming.named.is_none()) {
        if naming.kind.is_some() && naming.firm && !naming.presumed {
            continue;
        }
        let tokens = around.text.sentences[naming.sentence].tokens.clone();
        if tagged.as_ref().is_none_or(|(sentence, _)| *sentence != naming.sentence) {
            let words: Vec<&str> =
                around.text.tokens[tokens.clone()].iter().map(|token| token.text).collect();
            let facts = tagger::facts_of(&words, around.language, around.world, false);
            let high = |at: usize| facts.get(at).is_some_and(|word| word.capital);
            let wanted = |at: usize| high(at) || at > 0 && high(at - 1) && high(at + 1);
            rows.clear();
            tagger::features_of(&facts, wanted, &mut rows);
            tagged = Some((naming.sentence, tagger::decode(trained, &rows)));
        }
        let Some((_, labels)) = &tagged else { continue };
        let own = around.text.tokens_in(naming.place);
        // The last word of the name says what it is: the first may be a title that the tagger counts to it or not.
        naming.guess = own
            .filter_map(|at| labels.get(at.checked_sub(tokens.start)?))
            .filter_map(|&label| kinds[usize::from(label)])
            .next_back();
        if naming.presumed {
            naming.kind = naming.guess.or(naming.kind);
        }
    }
}

fn kind_of(label: &str) -> Option<EntityKind> {
    match label.split_once('-')?.1 {
        "person" => Some(EntityKind::Person),
        "place" => Some(EntityKind::Place),
        "organization" => Some(EntityKind::Organization),
        _ => None,
    }
}
