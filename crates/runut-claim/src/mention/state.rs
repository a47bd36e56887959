//! Capitals and palaces: where their name stands for the state, and where for themselves.

use std::collections::HashSet;

use runut_packs::{Sense, World};

use super::naming::Naming;
use crate::EntityKind;

/// Settles for each naming of a capital or palace whether it is the state (it keeps its `named`) or itself (it loses it).
///
/// A capital is the state where it stands anywhere but behind a preposition of place, or where the report names the state
/// as well. At home (`home`, the state of the outlet or of its language) a capital is a town and a palace an institution.
pub(super) fn settle_states(namings: &mut [Naming], world: &World, home: &[&str]) {
    let code = |naming: &Naming| naming.named.and_then(|(thing, _)| world.things[thing].state.as_deref());
    let named: HashSet<&str> = namings
        .iter()
        .filter(|naming| {
            naming.named.is_some_and(|(thing, sense)| sense_is_state(sense) && is_country(world, thing))
        })
        .filter_map(code)
        .collect();
    let acting: HashSet<&str> = namings
        .iter()
        .filter(|naming| naming.named.is_some_and(|(_, sense)| sense == Sense::Capital) && !naming.locative)
        .filter_map(code)
        .collect();
    for naming in namings.iter_mut() {
        let Some((thing, sense)) = naming.named else { continue };
        let Some(state) = world.things[thing].state.as_deref() else { continue };
        match sense {
            Sense::Capital if home.contains(&state) || !named.contains(state) && !acting.contains(state) => {
                naming.named = None;
                naming.kind = Some(EntityKind::Place);
            }
            Sense::Seat if home.contains(&state) => {
                naming.named = None;
                naming.kind = Some(EntityKind::Organization);
            }
            _ => {}
        }
    }
}

fn sense_is_state(sense: Sense) -> bool {
    matches!(sense, Sense::Name | Sense::Adjective)
}

fn is_country(world: &World, thing: usize) -> bool {
    world.things[thing].kind == runut_packs::ThingKind::Country
}
