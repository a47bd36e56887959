//! Seats: a place between a role and a person, known only from elsewhere in the report.

use std::collections::HashSet;

use super::{around::Around, naming::Naming, run::head_of};
use crate::{EntityKind, Place};

/// Cuts persons' names that begin with a place: "Sekwan Wanasari Lodra Wirata" where the report has "DPRD Wanasari" too.
pub(super) fn split_seats(around: &Around, namings: &mut Vec<Naming>) {
    let text = &around.text.article.text;
    let seats: HashSet<&str> = namings
        .iter()
        .filter(|naming| matches!(naming.kind, Some(EntityKind::Place | EntityKind::Organization)))
        .filter_map(|naming| naming.place.of(text).split_once(' '))
        .filter(|(head, seat)| !seat.contains(' ') && head_of(around, &head.to_lowercase()).is_some())
        .map(|(_, seat)| seat)
        .collect();
    if seats.is_empty() {
        return;
    }
    let mut at = 0;
    while at < namings.len() {
        let naming = &namings[at];
        let words = naming.place.of(text);
        let seat = words.split_once(' ').filter(|(first, rest)| {
            naming.titled && naming.named.is_none() && seats.contains(first) && !rest.trim().is_empty()
        });
        if let Some((first, rest)) = seat {
            let (start, end) = (naming.place.start(), naming.place.end());
            let person = Place::new(end - rest.trim_start().len(), end);
            let place = Naming {
                kind: Some(EntityKind::Place),
                ..Naming::new(Place::new(start, start + first.len()), naming.sentence)
            };
            namings[at].place = person;
            namings.insert(at, place);
            at += 1;
        }
        at += 1;
    }
}
