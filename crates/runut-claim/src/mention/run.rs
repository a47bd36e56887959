//! Runs: how many words from one on make one name.

use runut_packs::{HeadKind, Sense, ThingKind};

use super::{
    around::Around,
    known::{Known, known_at},
    piece::Piece,
};
use crate::{EntityKind, TokenKind};

/// How much of what follows a head belongs to the name: see `runut_packs::Heads`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    All,
    Trade,
    Seat,
}

pub(super) fn kind_of_head(kind: HeadKind) -> EntityKind {
    match kind {
        HeadKind::Organization => EntityKind::Organization,
        HeadKind::Place => EntityKind::Place,
        HeadKind::Product => EntityKind::Product,
        HeadKind::Event => EntityKind::Event,
    }
}

pub(super) fn head_of(around: &Around, lower: &str) -> Option<(EntityKind, Class)> {
    around.language.names.heads.iter().find_map(|(kind, heads)| {
        let class = if heads.all.contains(lower) {
            Class::All
        } else if heads.trade.contains(lower) {
            Class::Trade
        } else if heads.seat.contains(lower) {
            Class::Seat
        } else {
            return None;
        };
        Some((kind_of_head(*kind), class))
    })
}

pub(super) fn head_kind(around: &Around, lower: &str) -> Option<EntityKind> {
    head_of(around, lower).map(|(kind, _)| kind)
}

pub(super) fn tail_kind(around: &Around, lower: &str) -> Option<EntityKind> {
    let tails = &around.language.names.tails;
    tails.iter().find(|(_, words)| words.contains(lower)).map(|(kind, _)| kind_of_head(*kind))
}

/// Whether the piece at `at` goes on with the name that the piece before it belongs to.
pub(super) fn adjoins(pieces: &[Piece], at: usize) -> bool {
    at > 0
        && pieces.get(at).is_some_and(|piece| {
            let before = &pieces[at - 1];
            piece.token <= before.token + 1
                && !before.clipped
                && !piece.timed
                && (piece.place.start() > before.place.end() || piece.glued)
                && (before.opens || !piece.opens)
        })
}

pub(super) fn next_word<'a, 'b>(pieces: &'a [Piece<'b>], at: usize) -> Option<&'a Piece<'b>> {
    adjoins(pieces, at + 1).then(|| &pieces[at + 1]).filter(|next| next.kind == TokenKind::Word)
}

/// Whether it is an abbreviation of a country or the like that runs on into no name: "AS", "RI", "U.S".
pub(super) fn is_short(words: &str) -> bool {
    words.len() <= 4 && !words.chars().any(char::is_lowercase)
}

/// Whether what stands at `at` is what somebody does: a word of speech, an auxiliary, a verb by its form.
pub(super) fn acts(around: &Around, pieces: &[Piece], at: usize) -> bool {
    let Some(piece) = next_word(pieces, at - 1).filter(|piece| !piece.capital) else { return false };
    let names = &around.language.names;
    names.speech.contains(&piece.lower)
        || around.language.words.auxiliaries.contains(&piece.lower)
        || names
            .predicate_starts
            .iter()
            .any(|start| piece.lower.len() > start.len() + 3 && piece.lower.starts_with(start.as_str()))
}

/// Whether the word at `at` by itself is a noun in the sentence and no name: a head, or before a pointer ("Rumus itu").
pub(super) fn is_noun(around: &Around, pieces: &[Piece], at: usize) -> bool {
    head_kind(around, &pieces[at].lower).is_some()
        || next_word(pieces, at)
            .is_some_and(|next| around.language.names.pointers_after.contains(&next.lower))
}

/// Whether a word of speech stands right before the pieces `first..end` or right after them.
pub(super) fn speaks(around: &Around, pieces: &[Piece], first: usize, end: usize) -> bool {
    let speech = |piece: &Piece| around.language.names.speech.contains(&piece.lower);
    first.checked_sub(1).is_some_and(|before| adjoins(pieces, first) && speech(&pieces[before]))
        || adjoins(pieces, end) && speech(&pieces[end])
}

/// "NGOs", "SPACs".
pub(super) fn is_plural_short(words: &str) -> bool {
    words.strip_suffix('s').is_some_and(|stem| stem.len() > 1 && !stem.chars().any(char::is_lowercase))
}

/// "A", "VII": a letter or a Roman numeral by itself.
pub(super) fn is_numeral(words: &str) -> bool {
    words.chars().count() == 1 || words.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// "US$30".
pub(super) fn is_money(around: &Around, piece: &Piece) -> bool {
    around.text.article.text[piece.place.end()..].starts_with('$')
}

/// How many pieces from `at` on make one run of capitalised words. A role, a rank and the head of another name end it;
/// so does a known name, unless it may be part of a person's name.
pub(super) fn run_at(around: &Around, pieces: &[Piece], at: usize, through_known: bool) -> usize {
    let names = &around.language.names;
    let head = head_of(around, &pieces[at].lower);
    let headed = head.is_some();
    let org_headed = head.is_some_and(|(kind, _)| kind == EntityKind::Organization);
    let mut end = at + 1;
    while end < pieces.len() {
        let initial = pieces[end].text == "."
            && (pieces[end - 1].text.chars().count() == 1 && pieces[end - 1].capital)
            && pieces.get(end + 1).is_some_and(|next| next.capital && next.kind == TokenKind::Word);
        if initial {
            end += 2;
            continue;
        }
        if !adjoins(pieces, end) {
            break;
        }
        let piece = &pieces[end];
        let joins = !piece.capital
            && piece.kind == TokenKind::Word
            && next_word(pieces, end).is_some_and(|next| next.capital)
            && (names.person_joiners.contains(&piece.lower)
                || names.head_joiners.contains(&piece.lower)
                    && headed
                    && (!around.language.words.coordinators.contains(&piece.lower)
                        || org_headed
                            && next_word(pieces, end).is_some_and(|next| around.is_plain(&next.lower)))
                || names.tail_joiners.contains(&piece.lower)
                    && tail_kind(around, &pieces[end - 1].lower).is_some());
        if joins {
            end += 2;
            continue;
        }
        let number = piece.kind == TokenKind::Number && piece.text.len() <= 4 && headed;
        if !number && (piece.kind != TokenKind::Word || !piece.capital) {
            break;
        }
        // "Al Sultan", "Bin Raja": what follows such a word is never a role; nor is "Raja" in "Lodra Raja Wirata".
        let inner = names.person_joiners.contains(&pieces[end - 1].lower)
            || names.roles_in_names.contains(&piece.lower)
                && !around.is_plain(&pieces[end - 1].lower)
                && !pieces[end - 1].caps
            || org_headed && names.members.contains(&piece.lower);
        if !inner
            && (names.roles.contains(&piece.lower) || names.honorifics.contains(&piece.lower) && !piece.caps)
        {
            break;
        }
        let other = head_of(around, &piece.lower)
            .is_some_and(|(_, class)| class != Class::All || names.loose_heads.contains(&piece.lower));
        if headed && other && tail_kind(around, &piece.lower).is_none() {
            break;
        }
        // "Lodra Bintang Samudra said": a head with nothing behind it heads nothing.
        let heads = head_of(around, &piece.lower).is_some_and(|(kind, _)| {
            kind != EntityKind::Place || next_word(pieces, end).is_some_and(|next| next.capital)
        });
        if !headed && heads && tail_kind(around, &piece.lower).is_none() {
            break;
        }
        if !through_known
            && let Some(known) =
                known_at(around.text, pieces, end, pieces.len(), around.world, around.language)
            && !(known.len == 1 && around.kind_of(known.named.thing) == EntityKind::Person)
            && !closes_name(around, pieces, end, known)
            && !tail_follows(around, pieces, end)
        {
            break;
        }
        end += 1;
    }
    end - at
}

/// Whether a known town or region is the end of the unknown name before it: "Atletico Madrid", "Persela Lamongan".
fn closes_name(around: &Around, pieces: &[Piece], at: usize, known: Known) -> bool {
    let thing = &around.world.things[known.named.thing];
    let town = thing.kind == ThingKind::Place || known.named.sense == Sense::Capital;
    let before = &pieces[at - 1];
    town && known.len == 1 && !around.is_plain(&before.lower) && !adjoins(pieces, at + 1)
}

/// Whether the run that goes on at `at` ends in a tail: "... Israel Fund".
fn tail_follows(around: &Around, pieces: &[Piece], at: usize) -> bool {
    (at..pieces.len())
        .take(5)
        .take_while(|&on| on == at || adjoins(pieces, on) && pieces[on].capital)
        .any(|on| tail_kind(around, &pieces[on].lower).is_some())
}

/// How many pieces the name at `at`, read as far as `end`, takes where its short form in brackets shows that it goes on:
/// "Badan Pengelola Danau Wijaya (BPDW)".
pub(super) fn up_to_bracket(around: &Around, pieces: &[Piece], at: usize, end: usize) -> Option<usize> {
    let names = &around.language.names;
    let is_name = |on: usize| {
        let piece = &pieces[on];
        piece.kind == TokenKind::Word
            && (piece.capital && !names.roles.contains(&piece.lower)
                || names.head_joiners.contains(&piece.lower)
                || names.tail_joiners.contains(&piece.lower))
            && adjoins(pieces, on)
    };
    let open = (end..pieces.len().min(end + 8)).find(|&on| !is_name(on))?;
    let short = pieces.get(open + 1).filter(|short| pieces[open].text == "(" && short.caps)?;
    let letter = |text: &str| text.chars().next().map(|c| c.to_lowercase().to_string());
    (open > end && letter(short.text) == letter(pieces[at].text)).then_some(open - at)
}

/// How many pieces a head of the trade takes: words of the trade, also after "dan" and ",", then one known name.
pub(super) fn trade_len(around: &Around, pieces: &[Piece], at: usize) -> usize {
    let names = &around.language.names;
    let is_trade = |piece: &Piece| {
        piece.capital
            && piece.kind == TokenKind::Word
            && !names.roles.contains(&piece.lower)
            && (around.is_plain(&piece.lower) || head_of(around, &piece.lower).is_some())
    };
    let mut end = at + 1;
    while end < pieces.len() {
        let known = known_at(around.text, pieces, end, pieces.len(), around.world, around.language);
        if let Some(known) = known.filter(|known| {
            adjoins(pieces, end)
                && around.kind_of(known.named.thing) != EntityKind::Person
                && pieces[end].capital
        }) {
            return end + known.len - at;
        }
        let piece = &pieces[end];
        if adjoins(pieces, end)
            && (is_trade(piece) || end == at + 1 && piece.capital && piece.kind == TokenKind::Word)
        {
            end += 1;
            continue;
        }
        let joiner = matches!(piece.text, "," | "&") || names.head_joiners.contains(&piece.lower);
        let Some(next) = pieces.get(end + 1).filter(|_| joiner && end > at + 1) else { break };
        let double = piece.text == "," && names.head_joiners.contains(&next.lower);
        let on = if double { end + 2 } else { end + 1 };
        let Some(next) = pieces.get(on) else { break };
        let fresh_head = head_of(around, &next.lower).is_some();
        if !is_trade(next) || fresh_head {
            break;
        }
        end = on + 1;
    }
    end - at
}

/// How many pieces a head with a seat takes: itself, words of its trade, and the name of a place; of unknown words only
/// one where a role waits for a person (`role`): "Ketua DPRD Wanasari Lodra Wirata".
pub(super) fn seat_len(around: &Around, pieces: &[Piece], at: usize, role: bool) -> usize {
    let names = &around.language.names;
    let mut end = at + 1;
    let mut seated = false;
    while adjoins(pieces, end) && pieces[end].capital && pieces[end].kind == TokenKind::Word {
        let lower = &pieces[end].lower;
        if names.roles.contains(lower) || names.honorifics.contains(lower) {
            break;
        }
        if let Some(known) = known_at(around.text, pieces, end, pieces.len(), around.world, around.language) {
            let person = around.kind_of(known.named.thing) == EntityKind::Person;
            if seated || person {
                break;
            }
            return place_end(around, pieces, end + known.len) - at;
        }
        let trade = head_of(around, lower).is_some() || around.is_plain(lower);
        if seated && (trade || role) {
            break;
        }
        seated |= !trade;
        end += 1;
    }
    end - at
}

/// Where the name of a place that was read as far as `end` really ends: "Aceh Barat Daya", "Morowali Utara".
pub(super) fn place_end(around: &Around, pieces: &[Piece], mut end: usize) -> usize {
    while adjoins(pieces, end)
        && pieces[end].capital
        && around.language.names.place_tails.contains(&pieces[end].lower)
    {
        end += 1;
    }
    end
}
