//! Names in a headline where every word has a capital: only what the body or the world knows is a name there.

use rustc_hash::FxHashMap;

use super::{around::Around, known::known_at, naming::Naming, piece::Piece};
use crate::{EntityKind, Place, TokenKind};

/// Whether the capitals of these pieces say nothing: most longer words have one.
pub(super) fn is_title_case(pieces: &[Piece]) -> bool {
    let words =
        || pieces.iter().filter(|piece| piece.kind == TokenKind::Word && piece.text.chars().count() > 3);
    2 * words().filter(|piece| piece.capital).count() > words().count()
}

/// Whether prose is written like a headline: a line that ends without a stop, or nothing but capitals.
pub(super) fn is_shouted(pieces: &[Piece]) -> bool {
    let words =
        || pieces.iter().filter(|piece| piece.kind == TokenKind::Word && piece.text.chars().count() > 3);
    let open_end = pieces.last().is_some_and(|piece| piece.kind == TokenKind::Word);
    let count = words().count();
    let capital = words().filter(|piece| piece.capital).count();
    let caps = words().filter(|piece| piece.caps).count();
    count > 5 && (open_end && 10 * capital > 8 * count || 10 * caps > 8 * count)
}

/// Which naming of the prose has a wording: whole names, and the words of persons' names.
pub(super) fn surfaces_of(text: &str, body: &[Naming]) -> FxHashMap<String, usize> {
    let mut surfaces: FxHashMap<String, usize> = FxHashMap::default();
    for (index, naming) in body.iter().enumerate().filter(|(_, naming)| naming.firm) {
        let surface = naming.place.of(text).to_lowercase();
        if naming.kind == Some(EntityKind::Person) || naming.kind.is_none() {
            for word in surface.split([' ', '-']).filter(|word| word.len() > 2) {
                surfaces.entry(word.to_owned()).or_insert(index);
            }
        }
        surfaces.insert(surface, index);
    }
    surfaces
}

/// Adds the names of a title-case headline; `body` are the namings of the prose, `surfaces` their wordings.
pub(super) fn read_headline(
    around: &Around,
    pieces: &[Piece],
    sentence: usize,
    body: &[Naming],
    surfaces: &FxHashMap<String, usize>,
    out: &mut Vec<Naming>,
) {
    let mut at = 0;
    while at < pieces.len() {
        at += step(around, pieces, at, sentence, body, surfaces, out).max(1);
    }
}

fn step(
    around: &Around,
    pieces: &[Piece],
    at: usize,
    sentence: usize,
    body: &[Naming],
    surfaces: &FxHashMap<String, usize>,
    out: &mut Vec<Naming>,
) -> usize {
    let piece = &pieces[at];
    if piece.kind != TokenKind::Word || !piece.capital || piece.timed {
        return 1;
    }
    let text = &around.text.article.text;
    let seen = (at..pieces.len().min(at + 8)).rev().find_map(|last| {
        let place = Place::new(piece.place.start(), pieces[last].place.end());
        surfaces.get(&place.of(text).to_lowercase()).map(|&index| (place, index, last + 1 - at))
    });
    let known = known_at(around.text, pieces, at, pieces.len(), around.world, around.language)
        .filter(|known| known.len > 1 || piece.caps || !around.is_plain(&piece.lower));
    let before = at.checked_sub(1).map(|before| pieces[before].lower.as_str());
    let blank = Naming::new(piece.place, sentence).behind(around, before);
    match (seen, known) {
        (seen, Some(known)) if seen.is_none_or(|(_, _, len)| len <= known.len) => {
            let kind = Some(around.kind_of_sense(known.named));
            let named = Some((known.named.thing, known.named.sense));
            out.push(Naming { place: known.place, kind, named, ..blank });
            known.len
        }
        (Some((place, index, len)), _) if len > 1 || piece.caps || !around.is_plain(&piece.lower) => {
            let whole = body[index].place.of(text).eq_ignore_ascii_case(place.of(text));
            let named = body[index].named.filter(|_| whole);
            out.push(Naming { place, kind: body[index].kind, named, ..blank });
            len
        }
        _ => 1,
    }
}
