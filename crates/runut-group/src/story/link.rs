//! Comparing an article with those that may tell the same story.

use super::{
    likeness::{self, Rule},
    shelf::{CROWD_MAX, Link, NEAREST_MAX, Node, Part, Shelf, tag},
};

/// Words of an article, and marks, by which it is found.
pub(super) const KEYS_MAX: usize = 32;
pub(super) const MARK_KEYS_MAX: usize = 16;
/// What two articles share at least of each other's weightiest terms, of 65025.
const SHARED_MIN: u32 = 3000;

/// Links that room is made for at once: doubling would leave a third of it empty.
const LINKS_MORE: usize = 6;

/// What is kept from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    shared: Vec<u32>,
    touched: Vec<(u32, u32)>,
}

/// Takes an article in and links it with those like it. Its number, and those whose stories must be looked at anew;
/// none where the same words of the same day are here already, of the same outlet or of several.
pub(super) fn link<S: Shelf>(
    shelf: &mut S,
    node: Node,
    rule: &Rule,
    scratch: &mut Scratch,
) -> Result<(u32, Vec<u32>), S::Error> {
    let has_terms = !node.bag.terms.is_empty();
    if has_terms && let Some(twin) = shelf.twin(node.print)? {
        shelf.load(&[twin], Part::Links)?;
        if [0, node.outlet].contains(&shelf.node(twin).outlet) {
            return Ok((twin, Vec::new()));
        }
        shelf.node_mut(twin).outlet = 0;
        return Ok((twin, vec![twin]));
    }
    let keys = node.bag.keys(KEYS_MAX, MARK_KEYS_MAX);
    let number = shelf.push(node)?;
    let found = find(shelf, number, &keys, scratch)?;
    for &(term, weight) in &keys {
        shelf.hold(term, number, weight)?;
    }
    let own = tag(shelf.node(number).print);
    let mut found: Vec<(u32, u32)> =
        found.into_iter().map(|(shared, other, its)| (nearness(shared, own, its), other)).collect();
    let order = |a: &(u32, u32), b: &(u32, u32)| b.cmp(a);
    if found.len() > CROWD_MAX {
        found.select_nth_unstable_by(CROWD_MAX, order);
    }
    let crowd = found.len().min(CROWD_MAX);
    found[..crowd].sort_unstable_by(order);
    for &(near, _) in &found[..crowd] {
        shelf.node_mut(number).meet(shared_of(near));
    }
    // Those among whom this one, or who are among those whom this one, is near to.
    let mut met: Vec<(u32, u32, bool)> = Vec::new();
    for (at, (near, other)) in found.into_iter().enumerate() {
        let mine = at < NEAREST_MAX;
        if mine || u32::from(shared_of(near)) >= shelf.reach(other)? {
            met.push((near, other, mine));
        }
    }
    met.sort_unstable_by(|a, b| b.cmp(a));
    let others: Vec<u32> = met.iter().map(|met| met.1).collect();
    shelf.load(&others, Part::Links)?;
    let mut dirty = vec![number];
    // How near the other is, the other, and whether it is among the nearest of this one, and this one among those of it.
    let mut pairs: Vec<(u32, u32, bool, bool)> = Vec::new();
    for (near, other, mine) in met {
        let node = shelf.node_mut(other);
        let crowd = likeness::crowd(node);
        if node.meet(shared_of(near))
            && likeness::crowd(node) != crowd
            && node.links.iter().any(|link| !rule.is_far(link))
        {
            dirty.push(other);
        }
        let yours = near > node.floor();
        if mine || yours {
            pairs.push((near, other, mine, yours));
        }
    }
    let others: Vec<u32> = pairs.iter().map(|pair| pair.1).collect();
    shelf.load(&others, Part::Terms)?;
    for (near, other, mine, yours) in pairs {
        let (base, words) = likeness::base(shelf.node(number), shelf.node(other), &rule.weights);
        if yours && let Some(last) = shelf.node(other).last().map(|link| link.other) {
            unlink(shelf, other, last, rule, &mut dirty)?;
        }
        for (article, other, mine) in [(number, other, mine), (other, number, yours)] {
            let node = shelf.node_mut(article);
            if node.links.len() == node.links.capacity() {
                node.links.reserve_exact(LINKS_MORE);
            }
            node.links.push(Link { other, near, base, words, mine });
            if node.best < words {
                node.best = words;
                if node.links.iter().any(|link| !rule.is_far(link)) {
                    dirty.push(article);
                }
            }
        }
    }
    Ok((number, dirty))
}

/// How near two articles are: what they share first, then a number of their own, so that no two are as near.
fn nearness(shared: u32, a: u32, b: u32) -> u32 {
    let own = (a ^ b).wrapping_mul(0x9e37_79b9);
    shared.min(0x1_ffff) << 15 | own >> 17
}

/// What two articles share, of how near they are.
fn shared_of(near: u32) -> u16 {
    (near >> 15).min(u32::from(u16::MAX)) as u16
}

/// The articles that share enough of their keys, with how much, and their tags, in no order.
fn find<S: Shelf>(
    shelf: &mut S,
    number: u32,
    keys: &[(u32, u8)],
    scratch: &mut Scratch,
) -> Result<Vec<(u32, u32, u32)>, S::Error> {
    let Scratch { shared, touched } = scratch;
    for &(term, weight) in keys {
        shelf.holders(term, &mut |other, its, tag| {
            let at = other as usize;
            if at >= shared.len() {
                shared.resize((at + 1).next_power_of_two(), 0);
            }
            if shared[at] == 0 {
                touched.push((other, tag));
            }
            shared[at] += u32::from(weight) * u32::from(its);
        })?;
    }
    let mut found = Vec::new();
    for (other, tag) in touched.drain(..) {
        let shared = std::mem::take(&mut shared[other as usize]);
        if shared >= SHARED_MIN && other != number {
            found.push((shared, other, tag));
        }
    }
    Ok(found)
}

/// One article is no more among the nearest of another.
fn unlink<S: Shelf>(
    shelf: &mut S,
    of: u32,
    gone: u32,
    rule: &Rule,
    dirty: &mut Vec<u32>,
) -> Result<(), S::Error> {
    shelf.load(&[gone], Part::Links)?;
    let still = shelf.node(gone).links.iter().any(|link| link.other == of && link.mine);
    if still {
        for link in &mut shelf.node_mut(of).links {
            link.mine &= link.other != gone;
        }
        return Ok(());
    }
    for (a, b) in [(of, gone), (gone, of)] {
        let node = shelf.node_mut(a);
        let mut was_far = true;
        node.links.retain(|link| {
            was_far &= link.other != b || rule.is_far(link);
            link.other != b
        });
        let best = node.links.iter().map(|link| link.words).fold(0.0, f32::max);
        let was_best = best < std::mem::replace(&mut node.best, best);
        if !was_far || was_best {
            dirty.push(a);
        }
    }
    Ok(())
}
