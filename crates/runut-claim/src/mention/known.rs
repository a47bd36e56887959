//! Names that the world tables hold.

use runut_packs::{Language, Named, Sense, ThingKind, World};

use super::piece::Piece;
use crate::{Place, Text};

/// A world name in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) place: Place,
    pub(super) named: Named,
    /// Pieces that it takes.
    pub(super) len: usize,
}

/// The longest world name that begins with the piece at `at` and ends before the piece at `end`.
pub(super) fn known_at(
    text: &Text,
    pieces: &[Piece],
    at: usize,
    end: usize,
    world: &World,
    language: &Language,
) -> Option<Known> {
    let first = pieces.get(at)?;
    let plain_reach = world.reach(first.text);
    let titled = first.caps.then(|| title_case(first.text));
    let reach = plain_reach.max(titled.as_ref().map_or(0, |first| world.reach(first)));
    if reach == 0 {
        return None;
    }
    let all = &text.article.text;
    let mut best = None;
    for last in at..end.min(at + reach * 2) {
        let place = Place::new(first.place.start(), pieces[last].place.end());
        let words = place.of(all);
        if words.contains('\n') {
            break;
        }
        let stopped = all[place.end()..].starts_with('.').then(|| Place::new(place.start(), place.end() + 1));
        let hit = stopped
            .filter(|place| !world.named(place.of(all)).is_empty())
            .or_else(|| (!world.named(words).is_empty()).then_some(place));
        let named = match hit {
            Some(place) => world.named(place.of(all)),
            // "BRUSSELS", "KOREA UTARA": capitals throughout are the same name, where it is no short one.
            None if titled.is_some() && words.len() > 3 && is_upper(words) => world.named(&title_case(words)),
            None => &[],
        };
        let place = hit.unwrap_or(place);
        if let Some(named) = choose(named, world)
            && (is_free(text, pieces, at, place.of(all), language)
                || is_acting_state(named, pieces, at, world, language))
        {
            best = Some(Known { place, named, len: last + 1 - at });
        }
    }
    best
}

/// Of several things with one name: the one that is called so, before the one that it may stand for.
fn choose(named: &[Named], _world: &World) -> Option<Named> {
    let rank = |named: &&Named| match named.sense {
        Sense::Name => 0,
        Sense::Capital | Sense::Seat => 1,
        Sense::Adjective => 2,
    };
    named.iter().min_by_key(rank).copied()
}

/// Whether a name that is also a plain word stands where it is a name.
fn is_free(text: &Text, pieces: &[Piece], at: usize, words: &str, language: &Language) -> bool {
    let Some(guards) = language.names.guarded.get(words) else { return true };
    let token = pieces[at].token;
    let before = token.saturating_sub(2)..token;
    text.tokens[before].iter().any(|token| guards.contains(&token.lower))
}

/// Whether a state of one word opens a sentence and does something there: "Turkey withdrew".
fn is_acting_state(named: Named, pieces: &[Piece], at: usize, world: &World, language: &Language) -> bool {
    let does = |next: &Piece| {
        !next.capital
            && (language.words.auxiliaries.contains(&next.lower) || language.morphology.is_verb(&next.lower))
    };
    pieces[at].opens
        && world.things[named.thing].kind == ThingKind::Country
        && pieces.get(at + 1).is_some_and(does)
}

pub(super) fn is_upper(words: &str) -> bool {
    !words.chars().any(char::is_lowercase)
}

/// "KOREA UTARA" as "Korea Utara".
pub(super) fn title_case(words: &str) -> String {
    let mut title = String::with_capacity(words.len());
    let mut opens = true;
    for c in words.chars() {
        if opens {
            title.push(c);
        } else {
            title.extend(c.to_lowercase());
        }
        opens = !c.is_alphanumeric();
    }
    title
}
