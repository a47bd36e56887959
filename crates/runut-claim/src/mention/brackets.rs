//! Short forms in brackets: "Badan Sandi Negara (BSN)", "Korea Utara (Korut)".

use super::{known::is_upper, naming::Naming};
use crate::EntityKind;

/// Ties the namings that stand in brackets right behind another naming to it, in the order of the text.
pub(super) fn tie_brackets(text: &str, namings: &mut [Naming]) {
    for at in 1..namings.len() {
        let (head, tail) = namings.split_at_mut(at);
        let (long, short) = (&mut head[at - 1], &mut tail[0]);
        let gap = text.get(long.place.end()..short.place.start()).map(str::trim);
        if gap != Some("(") || !text[short.place.end()..].trim_start().starts_with(')') {
            continue;
        }
        if !goes_together(text, long, short) {
            continue;
        }
        match (long.named, short.named) {
            (None, Some(_)) if long.kind.is_none() || long.kind == short.kind => {
                long.named = short.named;
                long.kind = short.kind;
            }
            _ => {
                short.named = None;
                if long.kind.is_some() {
                    short.presumed = long.presumed;
                } else {
                    long.presumed = short.presumed;
                }
                short.kind = long.kind.or(short.kind);
                long.kind = long.kind.or(short.kind);
                short.short_of = Some(at - 1);
            }
        }
        short.firm = true;
    }
}

fn goes_together(text: &str, long: &Naming, short: &Naming) -> bool {
    let (full, brief) = (long.place.of(text), short.place.of(text));
    if long.named.is_some() && short.named.is_some() {
        return long.named.map(|(thing, _)| thing) == short.named.map(|(thing, _)| thing);
    }
    if brief.contains(' ') {
        return false;
    }
    if abbreviates(full, brief) {
        return true;
    }
    long.kind != Some(EntityKind::Person) && long.named.is_none() && is_upper(brief) && full.contains(' ')
}

/// Whether the letters of `brief` stand in `full` in this order, and both begin alike.
fn abbreviates(full: &str, brief: &str) -> bool {
    let mut letters = full.chars().flat_map(char::to_lowercase);
    let same_start = full.chars().next().map(|c| c.to_lowercase().to_string())
        == brief.chars().next().map(|c| c.to_lowercase().to_string());
    same_start
        && brief
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .all(|c| letters.any(|letter| letter == c))
}
