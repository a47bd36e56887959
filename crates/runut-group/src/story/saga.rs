//! Long-running matters: stories that are alike when their days are left out of account.

use super::{LOGIT_MAX, SPOKESMEN_MAX, Stories, likeness};

/// Mean log-odds, days left out, from which two stories are of one saga.
const SAGA_LOGIT_MIN: f32 = -4.2;
/// Articles like one that are asked for their saga.
const NEAR_MAX: usize = 8;
/// Articles of a story that are compared for its saga.
const VOICES_MAX: usize = 4;

impl Stories {
    /// For each article its saga, by the number of the first story in it; stories that stand alone are their own.
    pub fn sagas(&self) -> Vec<u32> {
        let mut links: Vec<(f32, u32, u32)> = Vec::new();
        for (number, live) in self.live.iter().enumerate().filter(|(_, live)| live.copy_of.is_none()) {
            for other in self.postings.find(&live.bag, NEAR_MAX) {
                let (a, b) = (self.story(number), self.story(other as usize));
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
        let mut saga_of: Vec<u32> = (0..self.members.len() as u32).collect();
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
        (0..self.live.len()).map(|article| saga_of[self.story(article) as usize]).collect()
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
        let (mut sum, mut count) = (0.0, 0.0);
        for &a in self.spokesmen(a).iter().take(VOICES_MAX) {
            for &b in self.spokesmen(b).iter().take(VOICES_MAX) {
                let (a, b) = (&self.live[a as usize], &self.live[b as usize]);
                let features = likeness::timeless(a, b, likeness::cosines(&a.bag, &b.bag));
                sum += likeness::logit(&features, &self.weights);
                count += 1.0;
            }
        }
        if count == 0.0 { -LOGIT_MAX } else { sum / count }
    }
}
