//! Long-running matters: stories that are alike when their days are left out of account.

use super::{
    Stories,
    likeness::{self, LOGIT_MAX},
};

/// Mean log-odds, days left out, from which two stories are of one saga.
const SAGA_LOGIT_MIN: f32 = -4.6;
/// Links of an article along which its saga is looked for, the nearest.
const NEAR_MAX: usize = 8;
/// Articles of a story that are compared for its saga.
const VOICES_MAX: usize = 4;
/// Stories of a saga that stand for it where it is compared.
const SPOKESMEN_MAX: usize = 12;

impl Stories {
    /// For each article its saga, by the number of the first story in it; stories that stand alone are their own.
    pub fn sagas(&self) -> Vec<u32> {
        let members = &self.shelf.members;
        let mut links: Vec<(f32, u32, u32)> = Vec::new();
        for node in &self.shelf.nodes {
            let mut near: Vec<(u32, u32)> = node.links.iter().map(|link| (link.near, link.other)).collect();
            near.sort_unstable_by(|a, b| b.cmp(a));
            for (_, other) in near.into_iter().take(NEAR_MAX) {
                let (a, b) = (node.story, self.shelf.nodes[other as usize].story);
                if a != b {
                    links.push((0.0, a.min(b), a.max(b)));
                }
            }
        }
        links.sort_unstable_by_key(|link| (link.1, link.2));
        links.dedup_by_key(|link| (link.1, link.2));
        for link in &mut links {
            link.0 = self.timeless(link.1, link.2);
        }
        links.retain(|link| link.0 >= SAGA_LOGIT_MIN);
        links.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut saga_of: Vec<u32> = (0..members.len() as u32).collect();
        let mut sagas: Vec<Vec<u32>> = saga_of.iter().map(|&story| vec![story]).collect();
        for (_, a, b) in links {
            let (a, b) = (saga_of[a as usize], saga_of[b as usize]);
            let (to, from) = (a.min(b), a.max(b));
            if to == from || self.sagas_between(&sagas[to as usize], &sagas[from as usize]) < SAGA_LOGIT_MIN {
                continue;
            }
            for story in std::mem::take(&mut sagas[from as usize]) {
                saga_of[story as usize] = to;
                sagas[to as usize].push(story);
            }
        }
        (0..self.len()).map(|article| saga_of[self.story(article) as usize]).collect()
    }

    fn sagas_between(&self, some: &[u32], others: &[u32]) -> f32 {
        let (mut sum, mut count) = (0.0, 0.0);
        for &a in some.iter().take(SPOKESMEN_MAX) {
            for &b in others.iter().take(SPOKESMEN_MAX) {
                sum += self.timeless(a, b);
                count += 1.0;
            }
        }
        sum / f32::max(count, 1.0)
    }

    /// Mean log-odds between articles of two stories, as if none bore a date.
    fn timeless(&self, a: u32, b: u32) -> f32 {
        let voices = |story: u32| {
            let members = &self.shelf.members[story as usize];
            let most = members.len().min(VOICES_MAX);
            (0..most).map(move |at| &self.shelf.nodes[members[at * members.len() / most] as usize])
        };
        let (mut sum, mut count) = (0.0, 0.0);
        for a in voices(a) {
            for b in voices(b) {
                sum += likeness::timeless(a, b, &self.rule.weights);
                count += 1.0;
            }
        }
        if count == 0.0 { -LOGIT_MAX } else { sum / count }
    }
}
