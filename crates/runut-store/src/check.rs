//! What the store knows of each claim of a text that it does not keep.

use std::collections::BTreeMap;

use runut_claim::{EntityKind, Reading};
use runut_export::CheckRecord;
use runut_packs::Packs;
use runut_story::Check;

use crate::{Result, Store};

/// Names by which stories are looked for: those that the text gives most often.
const NAMES_MAX: usize = 12;
/// Reports that one name may lead to.
const HITS_MAX: usize = 40;
/// Stories that a text is checked against.
const STORIES_MAX: usize = 3;
/// Reports beyond which a story is checked by its latest alone.
const REPORTS_MAX: usize = 500;

/// A text checked against one story.
#[derive(Debug, Clone)]
pub struct StoryCheck {
    /// The story's id; `None` where no story has the text's names, and nothing is known.
    pub story: Option<String>,
    /// What is known of each claim.
    pub check: Check,
    /// The readings of the story.
    readings: Vec<Reading>,
}

impl StoryCheck {
    /// The check of a text where nothing is kept: each claim is there all the same, and unseen.
    pub fn against_nothing(text: &Reading, packs: &Packs) -> Self {
        Self::of(text, None, Vec::new(), packs)
    }

    fn of(text: &Reading, story: Option<String>, readings: Vec<Reading>, packs: &Packs) -> Self {
        let check = runut_story::check(text, &readings.iter().collect::<Vec<_>>(), packs);
        Self { story, check, readings }
    }

    /// The record of a text that was checked against several stories.
    pub fn record(text: &Reading, checks: &[Self]) -> CheckRecord {
        let checks: Vec<_> = checks
            .iter()
            .map(|StoryCheck { story, check, readings }| {
                (story.clone().unwrap_or_default(), check.clone(), readings.iter().chain([text]).collect())
            })
            .collect();
        let mut record = CheckRecord::of(text, &checks);
        record.stories.retain(|id| !id.is_empty());
        record
    }
}

impl Store {
    /// Checks a text against the stories that share most of its names: for each of its claims, who says the same, who
    /// says otherwise, and whether anybody does; one check per story, the likeliest first, and one against nothing where
    /// there is none. A report of the very same bytes does not count.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn check_text(&self, text: &Reading, packs: &Packs) -> Result<Vec<StoryCheck>> {
        let corrections = self.corrections_in_force()?;
        let mut checks = Vec::new();
        for id in self.likely(text, packs)? {
            let mut readings = self.readings(&id)?;
            readings.drain(..readings.len().saturating_sub(REPORTS_MAX));
            let corrected = |reading| runut_story::correct(reading, &corrections);
            checks.push(StoryCheck::of(text, Some(id), readings.into_iter().map(corrected).collect(), packs));
        }
        if checks.is_empty() {
            checks.push(StoryCheck::against_nothing(text, packs));
        }
        Ok(checks)
    }

    /// The stories that have most of the text's names, at least half of them. Countries are in too many.
    fn likely(&self, text: &Reading, packs: &Packs) -> Result<Vec<String>> {
        let annotations = &text.annotations;
        let mut times = vec![0_usize; annotations.entities.len()];
        for mention in &annotations.mentions {
            times[mention.entity] += 1;
        }
        let is_country =
            |world: &Option<String>| world.as_deref().is_some_and(|world| world.starts_with("country:"));
        let mut names: Vec<(usize, &str)> = annotations
            .entities
            .iter()
            .zip(times)
            .filter(|(entity, _)| !is_country(&entity.world) && entity.kind != EntityKind::Event)
            .map(|(entity, times)| (times, entity.id.as_str()))
            .collect();
        names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        names.truncate(NAMES_MAX);
        if names.is_empty() {
            // A text without names is looked for by its words.
            names.push((1, text.article.text.trim()));
        }
        let mut votes: BTreeMap<String, usize> = BTreeMap::new();
        for (_, name) in &names {
            let hits = self.search(name, HITS_MAX, packs)?;
            let mut found: Vec<String> = hits.into_iter().filter_map(|hit| hit.report.story).collect();
            found.sort_unstable();
            found.dedup();
            for story in found {
                *votes.entry(story).or_default() += 1;
            }
        }
        let mut stories: Vec<(usize, String)> =
            votes.into_iter().map(|(story, votes)| (votes, story)).collect();
        stories.retain(|(votes, _)| votes * 2 >= names.len());
        stories.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        stories.truncate(STORIES_MAX);
        Ok(stories.into_iter().map(|(_, story)| story).collect())
    }
}
