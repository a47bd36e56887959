//! Claims: acts and figures that several reports tell, as groups of tellings.

use std::collections::{BTreeMap, BTreeSet};

use runut_claim::Polarity;

use crate::{
    act::{Act, Acts},
    report::Story,
};

/// Event types of which one is told where another is meant: sending to help, deploying, fighting.
pub(crate) const FORCES: [&str; 3] = ["aid", "assault", "mobilize"];

/// Acts that make one claim.
#[derive(Debug)]
pub(crate) struct Claim<'b, 'a> {
    /// `type actor recipient`, with what narrows it.
    pub(crate) key: String,
    /// The acts, in the order of reports and text.
    pub(crate) acts: Vec<&'b Act<'a>>,
}

/// All claims of a story: for each act its `type actor recipient`, the same with the kind of thing that it is about
/// ("aid KP RU, arms"), and who is with forces in which place. Sorted by key.
pub(crate) fn claims<'b, 'a>(acts: &'b Acts<'a>, story: &Story) -> Vec<Claim<'b, 'a>> {
    let mut claims: BTreeMap<String, Vec<&Act>> = BTreeMap::new();
    for act in acts.all.iter().filter(|act| act.actor.is_some()) {
        let label = label(act, story);
        for kind in kinds(act, story) {
            claims.entry(format!("{label}, {kind}")).or_default().push(act);
        }
        if let (Some(actor), Some(place)) = (act.actor, act.place)
            && FORCES.contains(&act.event.event_type.as_str())
            && !story.parties.is_country(place)
        {
            let key = format!("forces {} in {}", story.parties.name(actor), story.parties.name(place));
            claims.entry(key).or_default().push(act);
        }
        claims.entry(label).or_default().push(act);
    }
    claims.into_iter().map(|(key, acts)| Claim { key, acts }).collect()
}

/// The label of an act, the same for an act that two do together whoever is called the actor.
pub(crate) fn label(act: &Act, story: &Story) -> String {
    let (event_type, actor, recipient) = act.key(story);
    let name = |party: Option<usize>| party.map_or("-", |party| story.parties.name(party));
    format!("{event_type} {} {}", name(actor), name(recipient))
}

/// Classes of nouns, by the pack's names, that the object of an act is of.
fn kinds<'a>(act: &Act, story: &Story<'a>) -> BTreeSet<&'a str> {
    let report = &story.reports[act.report];
    let Some(language) = report.language else { return BTreeSet::new() };
    let quantity = act.event.quantity.map(|index| report.reading.annotations.quantities[index].span);
    let mut kinds = BTreeSet::new();
    for place in act.event.object.into_iter().chain(quantity) {
        for word in report.words_in(place) {
            let lower = report.text(word.span).to_lowercase();
            let bare = language.morphology.without_clitic(&lower);
            for (kind, nouns) in &language.events.roles.nouns {
                if nouns.contains(&lower) || nouns.contains(bare) {
                    kinds.insert(kind.as_str());
                }
            }
        }
    }
    kinds
}

impl Claim<'_, '_> {
    /// Indices of the reports that tell it as so, or as maybe so.
    pub(crate) fn reports(&self) -> BTreeSet<usize> {
        self.told().map(|act| act.report).collect()
    }

    /// The acts that are told as so, or as maybe so: no denials, no wishes.
    pub(crate) fn told(&self) -> impl Iterator<Item = &Act<'_>> {
        self.acts
            .iter()
            .copied()
            .filter(|act| !matches!(act.event.polarity, Polarity::Denied | Polarity::Demanded))
    }
}
