//! FollowTheMoney statements: one value of one property of one entity, as one report tells it.
//!
//! Reports are `Article`s, parties `Person`, `Organization`, `PublicBody` (countries) or `LegalEntity` (described, not
//! named), each naming of one in a report a `Mention`, acts `Event`s with the report as proof. Only what a report asserts
//! is an `Event`. The column `origin` names the report, so that a value can be taken back with it.
//!
//! # Source
//! FollowTheMoney 4, "Statement-based data model" and its schemata; statement ids as its `Statement.make_key` makes
//! them: SHA-1 of dataset, entity, property and value.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use runut_packs::Packs;
use sha1::{Digest as _, Sha1};

use super::{
    Exporter, StoryRecords,
    entity::{self, Entity},
    row::address,
};
use crate::{EventRecord, ReadingRecord, ReportRecord};

const DATASET: &str = "runut";
const COLUMNS: [&str; 14] = [
    "id",
    "entity_id",
    "canonical_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "lang",
    "original_value",
    "origin",
    "external",
    "first_seen",
    "last_seen",
];

/// The kinds of properties that are written.
const NAME: &str = "name";
const STRING: &str = "string";
const TEXT: &str = "text";
const DATE: &str = "date";
const URL: &str = "url";
const COUNTRY: &str = "country";
const ENTITY: &str = "entity";

pub(super) struct Ftm<'a> {
    out: csv::Writer<Box<dyn Write + Send + 'a>>,
    packs: &'a Packs,
    header: bool,
    /// Statements that are written: a value stands once, by its first report.
    written: BTreeSet<[u8; 20]>,
}

/// An entity while its statements are written.
struct Subject<'b> {
    id: String,
    schema: &'static str,
    report: &'b str,
    day: &'b str,
}

impl<'a> Ftm<'a> {
    pub(super) fn new(out: Box<dyn Write + Send + 'a>, packs: &'a Packs) -> Self {
        Self { out: csv::Writer::from_writer(out), packs, header: false, written: BTreeSet::new() }
    }

    fn state(&mut self, of: &Subject, prop: &str, kind: &str, value: &str) -> io::Result<()> {
        if !std::mem::replace(&mut self.header, true) {
            self.out.write_record(COLUMNS)?;
        }
        let value = value.trim();
        let key = Sha1::digest(format!("{DATASET}.{}.{prop}.{value}", of.id));
        if value.is_empty() || !self.written.insert(key.into()) {
            return Ok(());
        }
        let id = hex(&key);
        let record = [
            &id, &of.id, &of.id, prop, kind, of.schema, value, DATASET, "", "", of.report, "false", of.day,
            of.day,
        ];
        Ok(self.out.write_record(record)?)
    }

    fn article(&mut self, entry: &ReportRecord, report: &ReadingRecord) -> io::Result<String> {
        let id = key_of(&format!("report:{}", report.digest.as_deref().unwrap_or(&entry.report)));
        let day = day_of(entry);
        let of = Subject { id: id.clone(), schema: "Article", report: &entry.report, day };
        self.state(&of, "title", STRING, &entry.headline)?;
        self.state(&of, "publisher", STRING, entry.outlet.as_deref().unwrap_or_default())?;
        self.state(&of, "publishedAt", DATE, entry.published.as_deref().unwrap_or_default())?;
        self.state(&of, "fileName", STRING, &entry.report)?;
        if report.origin.starts_with("http://") || report.origin.starts_with("https://") {
            self.state(&of, "sourceUrl", URL, &report.origin)?;
        }
        for author in &report.authors {
            self.state(&of, "author", STRING, author)?;
        }
        for credit in &entry.credits {
            self.state(&of, "keywords", STRING, credit)?;
        }
        Ok(id)
    }

    /// The id of a party, after what is known of it.
    fn party(&mut self, party: &Entity, entry: &ReportRecord) -> io::Result<String> {
        let id = key_of(&party.key);
        let schema = match party.kind.as_str() {
            "person" => "Person",
            _ if party.is_country => "PublicBody",
            "organization" => "Organization",
            _ => "LegalEntity",
        };
        let of = Subject { id: id.clone(), schema, report: &entry.report, day: day_of(entry) };
        self.state(&of, "name", NAME, &party.name)?;
        // Codes of countries are lower case there.
        self.state(&of, "country", COUNTRY, &party.country.as_deref().unwrap_or_default().to_lowercase())?;
        Ok(id)
    }

    fn mentions(&mut self, entry: &ReportRecord, report: &ReadingRecord, article: &str) -> io::Result<()> {
        for (index, cast) in report.cast.iter().enumerate() {
            let party = entity::of_cast(cast, self.packs);
            if !matches!(party.kind.as_str(), "person" | "organization") && !party.is_country {
                continue;
            }
            let resolved = self.party(&party, entry)?;
            let id = key_of(&format!("mention:{article}:{index}"));
            let of = Subject { id, schema: "Mention", report: &entry.report, day: day_of(entry) };
            self.state(&of, "document", ENTITY, article)?;
            self.state(&of, "resolved", ENTITY, &resolved)?;
            for mention in report.entities.iter().filter(|mention| mention.id == cast.id) {
                self.state(&of, "name", NAME, &mention.surface)?;
            }
        }
        Ok(())
    }

    fn event(
        &mut self,
        entry: &ReportRecord,
        report: &ReadingRecord,
        article: &str,
        (index, event): (usize, &EventRecord),
    ) -> io::Result<()> {
        let place = address(&entry.report, report.digest.as_deref(), "event", index);
        let actor = entity::entity(report, event.actor.as_deref(), event.actor_entity, self.packs);
        let recipient =
            entity::entity(report, event.recipient.as_deref(), event.recipient_entity, self.packs);
        let name =
            |party: &Option<Entity>| party.as_ref().map_or("…", |party| party.name.as_str()).to_owned();
        let title = format!("{}: {} → {}", event.event_type, name(&actor), name(&recipient));
        let of = Subject { id: key_of(&place), schema: "Event", report: &entry.report, day: day_of(entry) };
        self.state(&of, "name", NAME, &title)?;
        self.state(&of, "summary", TEXT, &event.evidence)?;
        self.state(&of, "recordId", STRING, &place)?;
        self.state(&of, "keywords", STRING, &event.event_type)?;
        self.state(&of, "proof", ENTITY, article)?;
        // An interval or a season is no date there.
        let date = event.time.as_deref().filter(|time| !time.contains(['/', '~', '?', '%', 'X']));
        self.state(&of, "date", DATE, date.unwrap_or_default())?;
        if let Some(place) = &event.place {
            self.state(&of, "location", "address", place)?;
        }
        for party in actor.iter().chain(&recipient) {
            let id = self.party(party, entry)?;
            self.state(&of, "involved", ENTITY, &id)?;
        }
        if let Some(actor) = &actor {
            self.state(&of, "organizer", ENTITY, &key_of(&actor.key))?;
        }
        let claimed = report.statements.get(event.statement.unwrap_or(usize::MAX));
        let who =
            claimed.map(|one| one.claimant.iter().chain(&one.via).cloned().collect::<Vec<_>>().join(" → "));
        self.state(&of, "notes", TEXT, &who.unwrap_or_default())
    }
}

impl Exporter for Ftm<'_> {
    fn story(&mut self, story: &StoryRecords) -> io::Result<()> {
        for (entry, report) in story.wanted() {
            let article = self.article(entry, report)?;
            self.mentions(entry, report, &article)?;
            for (index, event) in report.events.iter().enumerate() {
                if event.polarity == "asserted" {
                    self.event(entry, report, &article, (index, event))?;
                }
            }
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        if !self.header {
            self.out.write_record(COLUMNS)?;
        }
        self.out.flush()
    }
}

fn day_of(entry: &ReportRecord) -> &str {
    entry.published.as_deref().or(entry.earliest_date_it_can_be_from.as_deref()).unwrap_or_default()
}

/// An id as FollowTheMoney takes them: letters, digits and hyphens.
fn key_of(key: &str) -> String {
    format!("{DATASET}-{}", hex(&Sha1::digest(key)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
