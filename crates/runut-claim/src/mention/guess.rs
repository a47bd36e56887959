//! Guesses: what the tagger says of names that neither a table nor a word beside them settles.

use std::ops::Range;

use super::{around::Around, naming::Naming};
use crate::{EntityKind, Token, tagger};

/// Words on either side of one that the tagger looks at.
const NEIGHBOURS: usize = 2;

/// Sets the guess of each naming that nobody knows what it names.
pub(super) fn guess_kinds(around: &Around, namings: &mut [Naming]) {
    let trained = &around.language.name_tagger;
    if trained.is_empty() {
        return;
    }
    let kinds: Vec<Option<EntityKind>> = trained.labels.iter().map(|label| kind_of(label)).collect();
    let mut rows = tagger::Rows::default();
    let open = |naming: &&mut Naming| {
        naming.named.is_none() && !(naming.kind.is_some() && naming.firm && !naming.presumed)
    };
    let mut open: Vec<&mut Naming> = namings.iter_mut().filter(open).collect();
    for of_sentence in open.chunk_by_mut(|one, next| one.sentence == next.sentence) {
        let tokens = around.text.sentences[of_sentence[0].sentence].tokens.clone();
        let words: Vec<&str> = around.text.tokens[tokens.clone()].iter().map(|token| token.text).collect();
        let own = |naming: &Naming| {
            let own = around.text.tokens_in(naming.place);
            own.start.max(tokens.start) - tokens.start..own.end.clamp(tokens.start, tokens.end) - tokens.start
        };
        let high: Vec<bool> = around.text.tokens[tokens.clone()].iter().map(Token::is_capitalised).collect();
        let asked = stretches(&high, of_sentence.iter().map(|naming| own(naming)));
        let near = |at: usize| {
            asked[at.saturating_sub(NEIGHBOURS)..asked.len().min(at + NEIGHBOURS + 1)].contains(&true)
        };
        let facts = tagger::facts_near(&words, around.language, around.world, false, near);
        rows.clear();
        tagger::features_of(&facts, |at| asked[at], &mut rows);
        let labels = tagger::decode(trained, &rows);
        for naming in of_sentence {
            // The last word of the name says what it is: the first may be a title that the tagger counts to it or not.
            naming.guess = own(naming).filter_map(|at| kinds[usize::from(*labels.get(at)?)]).next_back();
            if naming.presumed {
                naming.kind = naming.guess.or(naming.kind);
            }
        }
    }
}

/// Which words the tagger is asked for: stretches of capitalised words, with a small one between two, that one of the
/// names stands in. The tagger reads each stretch for itself.
fn stretches(high: &[bool], names: impl Iterator<Item = Range<usize>>) -> Vec<bool> {
    let is_high = |at: usize| high.get(at).copied().unwrap_or(false);
    let wanted = |at: usize| is_high(at) || at > 0 && is_high(at - 1) && is_high(at + 1);
    let mut asked = vec![false; high.len()];
    for name in names {
        for at in name {
            if asked[at] || !wanted(at) {
                continue;
            }
            let start = (0..at).rev().take_while(|&at| wanted(at)).last().unwrap_or(at);
            let end = (at..high.len()).find(|&at| !wanted(at)).unwrap_or(high.len());
            asked[start..end].fill(true);
        }
    }
    asked
}

fn kind_of(label: &str) -> Option<EntityKind> {
    match label.split_once('-')?.1 {
        "person" => Some(EntityKind::Person),
        "place" => Some(EntityKind::Place),
        "organization" => Some(EntityKind::Organization),
        _ => None,
    }
}
