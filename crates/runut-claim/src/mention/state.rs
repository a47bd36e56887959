//! Capitals and palaces: where their name stands for the state, and where for themselves.

use rustc_hash::{FxHashMap, FxHashSet};

use runut_packs::{Sense, World};

use super::naming::Naming;
use crate::EntityKind;

/// How often a report names a state that it is about.
const NAMED_OFTEN: usize = 3;

/// Settles for each naming of a capital or palace whether it is the state (it keeps its `named`) or itself (it loses it).
///
/// A capital is the state where the report lets it act or be sent to, and not only says that something is there, or where
/// the report is about that state. At home (`home`, the state of the outlet or of its language) a capital is a town and a palace an institution;
/// where nobody knows where home is (`nowhere`), a palace is that too unless the report is about another state.
pub(super) fn settle_states(text: &str, namings: &mut [Naming], world: &World, home: &[&str], nowhere: bool) {
    rest_behind_places(text, namings);
    let code = |naming: &Naming| naming.named.and_then(|(thing, _)| world.things[thing].state.as_deref());
    let acting: FxHashSet<&str> = namings
        .iter()
        .filter(|naming| naming.named.is_some_and(|(_, sense)| sense == Sense::Capital) && !naming.rests)
        .filter_map(code)
        .collect();
    let mut told: FxHashMap<&str, usize> = FxHashMap::default();
    let by_name = namings.iter().filter(|naming| {
        naming.named.is_some_and(|(_, sense)| matches!(sense, Sense::Name | Sense::Adjective))
    });
    for state in by_name.filter_map(code) {
        *told.entry(state).or_default() += 1;
    }
    let told: FxHashSet<&str> =
        told.into_iter().filter(|&(_, times)| times >= NAMED_OFTEN).map(|(state, _)| state).collect();
    for naming in namings.iter_mut() {
        let Some((thing, sense)) = naming.named else { continue };
        let Some(state) = world.things[thing].state.as_deref() else { continue };
        match sense {
            Sense::Capital if home.contains(&state) || !acting.contains(state) && !told.contains(state) => {
                naming.named = None;
                naming.kind = Some(EntityKind::Place);
            }
            Sense::Seat if home.contains(&state) || nowhere && !told.iter().any(|&other| other != state) => {
                naming.named = None;
                naming.kind = Some(EntityKind::Organization);
            }
            _ => {}
        }
    }
}

/// "Lumen Field, Seattle", "Stadion Utama (Manila)": a capital behind the place that lies in it is where something is.
fn rest_behind_places(text: &str, namings: &mut [Naming]) {
    for at in 1..namings.len() {
        let (before, naming) = (&namings[at - 1], &namings[at]);
        let gap = text.get(before.place.end()..naming.place.start()).map(str::trim);
        let own = before.kind == Some(EntityKind::Place)
            && before.named.is_none_or(|(_, sense)| sense == Sense::Name);
        if naming.named.is_some_and(|(_, sense)| sense == Sense::Capital)
            && own
            && matches!(gap, Some("," | "("))
        {
            namings[at].rests |= before.rests || before.named.is_none();
        }
    }
}
