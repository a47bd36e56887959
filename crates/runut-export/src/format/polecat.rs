//! Events as tab-separated values in the columns of POLECAT.
//!
//! Only what a report asserts is a row, as POLECAT holds what is reported to have happened; denials, plans and wishes are
//! in the other forms. Cells that runut does not know are empty.
//!
//! # Source
//! POLECAT weekly data files (Halterman et al. 2023, Harvard Dataverse, doi:10.7910/DVN/AJGVIT): names and order of the
//! columns; PLOVER manual, "Quad codes". ISO 3166-1 alpha-3 for countries.

use std::io::{self, Write};

use runut_packs::Packs;

use super::{Exporter, StoryRecords, entity, row::address};
use crate::{EventRecord, ReadingRecord, ReportRecord, VERSION};

const COLUMNS: [&str; 40] = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];
/// Between the names of a list in one cell.
const AND: &str = "; ";

pub(super) struct Polecat<'a> {
    out: Box<dyn Write + Send + 'a>,
    packs: &'a Packs,
}

impl<'a> Polecat<'a> {
    pub(super) fn new(mut out: Box<dyn Write + Send + 'a>, packs: &'a Packs) -> io::Result<Self> {
        writeln!(out, "{}", COLUMNS.join("\t"))?;
        Ok(Self { out, packs })
    }

    fn cells(
        &self,
        entry: &ReportRecord,
        report: &ReadingRecord,
        index: usize,
    ) -> Vec<(&'static str, String)> {
        let event = &report.events[index];
        let mut cells = vec![
            ("Event ID", address(&entry.report, report.digest.as_deref(), "event", index)),
            ("Event Date", day(event, entry, report)),
            ("Event Type", event.event_type.to_uppercase()),
            ("Source", report.outlet.clone().unwrap_or_default()),
            ("Publication Date", date_of(report.published.as_deref()).unwrap_or_default()),
            ("Story People", names(report, "person")),
            ("Story Organizations", names(report, "organization")),
            ("Story Locations", names(report, "place")),
            ("Language", report.language.clone()),
            ("Version", format!("runut {VERSION}")),
        ];
        let quad =
            self.packs.event_types.get(&event.event_type).and_then(|event_type| event_type.quad.clone());
        cells.push(("Quad Code", quad.unwrap_or_default().to_uppercase()));
        let words = |at: Option<[usize; 2]>| {
            at.map(|[start, end]| report.text.chars().skip(start).take(end - start).collect::<String>())
                .unwrap_or_default()
        };
        if let Some(actor) = entity::entity(report, event.actor.as_deref(), event.actor_entity, self.packs) {
            cells.push(("Actor Name", actor.name));
            cells.push(("Actor Country", actor.country.as_deref().map(alpha3).unwrap_or_default()));
            cells.push(("Actor Name Raw", words(event.actor_at)));
        }
        let recipient =
            entity::entity(report, event.recipient.as_deref(), event.recipient_entity, self.packs);
        if let Some(recipient) = recipient {
            cells.push(("Recipient Name", recipient.name));
            cells.push(("Recipient Country", recipient.country.as_deref().map(alpha3).unwrap_or_default()));
            cells.push(("Recipient Name Raw", words(event.recipient_at)));
        }
        if let Some(place) = entity::entity(report, event.place.as_deref(), event.place_entity, self.packs) {
            cells.push(("Country", place.country.as_deref().map(alpha3).unwrap_or_default()));
            cells.push(("Placename", place.name));
            cells.push(("Raw Placename", words(event.place_at)));
        }
        cells
    }
}

impl Exporter for Polecat<'_> {
    fn story(&mut self, story: &StoryRecords) -> io::Result<()> {
        for (entry, report) in story.wanted() {
            let happened = |index: &usize| report.events[*index].polarity == "asserted";
            for index in (0..report.events.len()).filter(happened) {
                let cells = self.cells(entry, report, index);
                let row = COLUMNS.map(|column| {
                    let cell = cells.iter().find(|(name, _)| *name == column);
                    cell.map(|(_, cell)| one_line(cell)).unwrap_or_default()
                });
                writeln!(self.out, "{}", row.join("\t"))?;
            }
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// The day of the event, else of the saying, else of the report.
fn day(event: &EventRecord, entry: &ReportRecord, report: &ReadingRecord) -> String {
    let said = event.statement.and_then(|index| report.statements[index].said_on.as_deref());
    date_of(event.time.as_deref())
        .or_else(|| date_of(said))
        .or_else(|| date_of(report.published.as_deref()))
        .or_else(|| date_of(entry.earliest_date_it_can_be_from.as_deref()))
        .unwrap_or_default()
}

/// The day of an EDTF value that is one: neither a month nor an interval.
fn date_of(value: Option<&str>) -> Option<String> {
    let value = value.filter(|value| !value.contains('/'))?;
    value.get(..10).map(str::to_owned)
}

fn alpha3(code: &str) -> String {
    isocountry::CountryCode::for_alpha2(code).map(|code| code.alpha3().to_owned()).unwrap_or_default()
}

fn names(report: &ReadingRecord, kind: &str) -> String {
    let all = report.cast.iter().filter(|cast| cast.kind == kind).map(|cast| cast.id.as_str());
    all.collect::<Vec<_>>().join(AND)
}

/// POLECAT's files quote nothing, so that no cell may hold what parts cells or rows.
fn one_line(cell: &str) -> String {
    cell.split(|c: char| c.is_control()).collect::<Vec<_>>().join(" ").trim().to_owned()
}
