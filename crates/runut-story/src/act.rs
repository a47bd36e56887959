//! Acts: events of all reports, by what is the same in all of them.

use std::collections::BTreeMap;

use runut_claim::{Event, Party, Polarity, Statement};

use crate::{Telling, report::Story};

/// An event of a report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act<'a> {
    /// Index of the report.
    pub(crate) report: usize,
    /// The event.
    pub(crate) event: &'a Event,
    /// The statement that claims it; `None` where the outlet does in its own voice.
    pub(crate) statement: Option<&'a Statement>,
    /// Who claims it.
    pub(crate) claimant: Option<usize>,
    /// Who does it.
    pub(crate) actor: Option<usize>,
    /// To, for or against whom.
    pub(crate) recipient: Option<usize>,
    /// Where.
    pub(crate) place: Option<usize>,
}

/// What makes acts the same: type, actor, recipient; of an act that two do together, in either order.
pub(crate) type ActKey<'a> = (&'a str, Option<usize>, Option<usize>);

/// The acts of a story, and where to find those that are alike.
#[derive(Debug)]
pub(crate) struct Acts<'a> {
    /// In the order of reports and text.
    pub(crate) all: Vec<Act<'a>>,
    /// Indices of the acts of a key, in their order.
    of_key: BTreeMap<ActKey<'a>, Vec<usize>>,
    /// The same by event type alone.
    of_type: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Acts<'a> {
    /// The acts of one report.
    pub(crate) fn of_report(&self, report: usize) -> &[Act<'a>] {
        let first = self.all.partition_point(|act| act.report < report);
        let last = self.all.partition_point(|act| act.report <= report);
        &self.all[first..last]
    }

    /// The acts that are the same by type, actor and recipient.
    pub(crate) fn of_key(&self, key: ActKey<'a>) -> impl DoubleEndedIterator<Item = &Act<'a>> {
        self.of_key.get(&key).into_iter().flatten().map(|&index| &self.all[index])
    }

    /// The acts of an event type.
    pub(crate) fn of_type(&self, event_type: &str) -> impl DoubleEndedIterator<Item = &Act<'a>> {
        self.of_type.get(event_type).into_iter().flatten().map(|&index| &self.all[index])
    }
}

/// All events of the story.
pub(crate) fn acts<'a>(story: &Story<'a>) -> Acts<'a> {
    let mut acts: Vec<Act> = Vec::new();
    for (report, from) in story.reports.iter().enumerate() {
        let annotations = &from.reading.annotations;
        for event in &annotations.events {
            let statement = event.statement.and_then(|index| annotations.statements.get(index));
            let who = |party: Option<Party>| party.map(|party| story.who(report, party));
            acts.push(Act {
                report,
                event,
                statement,
                claimant: who(statement.and_then(|statement| statement.claimant)),
                actor: who(event.actor),
                recipient: who(event.recipient),
                place: who(event.place),
            });
        }
    }
    let mut of_key: BTreeMap<ActKey, Vec<usize>> = BTreeMap::new();
    let mut of_type: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, act) in acts.iter().enumerate() {
        of_key.entry(act.key(story)).or_default().push(index);
        of_type.entry(&act.event.event_type).or_default().push(index);
    }
    Acts { all: acts, of_key, of_type }
}

impl<'a> Act<'a> {
    /// An act that the headline of a report promises.
    pub(crate) fn promised(report: usize, event: &'a Event, story: &Story) -> Self {
        // A party that the body does not name is nobody whom another report could mean.
        let who = |party: Option<Party>| party?.entity.map(|entity| story.reports[report].parties[entity]);
        Self {
            report,
            event,
            statement: None,
            claimant: None,
            actor: who(event.actor),
            recipient: who(event.recipient),
            place: who(event.place),
        }
    }

    /// What makes it the same act as another.
    pub(crate) fn key(&self, story: &Story) -> ActKey<'a> {
        let event_type = self.event.event_type.as_str();
        let mutual = story.packs.event_types.get(event_type).is_some_and(|event_type| event_type.mutual);
        match (self.actor, self.recipient) {
            (Some(actor), Some(recipient)) if mutual && recipient < actor => {
                (event_type, Some(recipient), Some(actor))
            }
            (actor, recipient) => (event_type, actor, recipient),
        }
    }

    /// Type, actor and recipient in words, with "-" for a role that the report does not name.
    pub(crate) fn label(&self, story: &Story) -> String {
        let name = |party: Option<usize>| party.map_or("-", |party| story.parties.name(party));
        format!("{} {} {}", self.event.event_type, name(self.actor), name(self.recipient))
    }

    /// Whether it is told as having happened.
    pub(crate) fn is_asserted(&self) -> bool {
        self.event.polarity == Polarity::Asserted
    }

    /// Its evidence as a telling.
    pub(crate) fn telling(&self, story: &Story) -> Telling {
        story.telling(self.report, self.event.evidence, self.statement)
    }

    /// Whether a party, or the state that it acts for, is this role.
    pub(crate) fn is(role: Option<usize>, party: usize, story: &Story) -> bool {
        role.is_some_and(|role| role == party || story.parties.may_speak_for(role, party))
    }
}
