//! PROV-O in Turtle: where each report has its claims from.
//!
//! A report is an entity made by its outlet. A claim is an entity quoted from it, attributed to the claimant; its chain is
//! a line of entities from the report back to the claimant, each attributed to one link. Where a report names nobody, the
//! line ends in an entity without attribution: a missing link is there to be seen.
//!
//! # Source
//! PROV-O (W3C Recommendation, 2013-04-30), sections 3.1 to 3.3; Turtle (W3C Recommendation, 2014-02-25).

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use super::{ClaimRow, Exporter, StoryRecords, entity, iri, rows};

pub(super) struct Prov<'a> {
    out: Box<dyn Write + Send + 'a>,
    agents: BTreeSet<String>,
}

impl<'a> Prov<'a> {
    pub(super) fn new(mut out: Box<dyn Write + Send + 'a>) -> io::Result<Self> {
        writeln!(out, "@prefix prov: <http://www.w3.org/ns/prov#> .")?;
        writeln!(out, "@prefix dcterms: <http://purl.org/dc/terms/> .")?;
        writeln!(out, "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .")?;
        writeln!(out, "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n")?;
        Ok(Self { out, agents: BTreeSet::new() })
    }

    /// The name of an agent, described once.
    fn agent(&mut self, name: &str, kind: &str) -> io::Result<String> {
        let id = format!("<{}>", iri::claim(&format!("agent/{}", entity::fold(name))));
        if self.agents.insert(id.clone()) {
            writeln!(self.out, "{id} a {kind} ; rdfs:label {} .", literal(name))?;
        }
        Ok(id)
    }

    fn claim(&mut self, row: &ClaimRow, page: &str) -> io::Result<()> {
        let id = iri::claim(&row.claim);
        let claimant = row.claimant.as_deref().map(|name| self.agent(name, "prov:Agent")).transpose()?;
        let mut links = Vec::new();
        for link in row.via.iter().rev() {
            links.push(self.agent(link, "prov:Organization")?);
        }
        let mut told =
            format!("<{id}> a prov:Entity ; prov:value {} ; prov:wasQuotedFrom {page}", literal(&row.text));
        if let Some(day) = row.said_on.as_deref().or(row.time.as_deref()) {
            // EDTF holds more than XML Schema dates can say.
            told.push_str(&format!(" ; dcterms:date {}", literal(day)));
        }
        // From the outlet back to the claimant.
        let mut line = String::new();
        let mut at = format!("<{id}>");
        // What an outlet tells in its own voice, and as no hearsay, has no link to be missed.
        let own_voice = claimant.is_none() && row.mode.is_none() && row.hedge.is_none();
        let ends = links.into_iter().map(Some).chain((!own_voice).then_some(claimant));
        for (step, agent) in ends.enumerate() {
            let before = format!("<{id}/told/{step}>");
            line.push_str(&format!("{at} prov:wasDerivedFrom {before} .\n{before} a prov:Entity"));
            if let Some(agent) = agent {
                line.push_str(&format!(" ; prov:wasAttributedTo {agent} .\n"));
            } else {
                let why = row.hedge.as_deref().or(row.cue.as_deref()).unwrap_or_default();
                line.push_str(&format!(" ; rdfs:comment {} .\n", literal(&format!("unnamed {why}"))));
            }
            at = before;
        }
        writeln!(self.out, "{told} .")?;
        write!(self.out, "{line}")
    }
}

impl Exporter for Prov<'_> {
    fn story(&mut self, story: &StoryRecords) -> io::Result<()> {
        let page_of = |id: &str| {
            let at = story.ledger.reports.iter().position(|report| report.report == id)?;
            Some(format!("<{}>", iri::page(&story.reports[at])))
        };
        for (entry, report) in story.wanted() {
            let page = format!("<{}>", iri::page(report));
            let mut about = format!("{page} a prov:Entity ; dcterms:title {}", literal(&entry.headline));
            if let Some(outlet) = &entry.outlet {
                let outlet = self.agent(outlet, "prov:Organization")?;
                about.push_str(&format!(" ; prov:wasAttributedTo {outlet}"));
            }
            if let Some(published) = &entry.published {
                about.push_str(&format!(" ; dcterms:issued {}", dated(published)));
            }
            if report.digest.is_some() && iri::page(report) != iri::bytes(report) {
                about.push_str(&format!(" ; prov:specializationOf <{}>", iri::bytes(report)));
            }
            writeln!(self.out, "{about} .")?;
            for credit in &entry.credits {
                let credit = self.agent(credit, "prov:Organization")?;
                writeln!(self.out, "{page} prov:wasInfluencedBy {credit} .")?;
            }
        }
        for row in rows(story) {
            let Some(page) = page_of(&row.report) else { continue };
            self.claim(&row, &page)?;
        }
        for copy in story.ledger.copies.iter().filter(|copy| story.is_wanted(&copy.later)) {
            if let (Some(later), Some(earlier)) =
                (page_of(&copy.later), page_of(&copy.earlier_or_same_origin))
            {
                let how = if copy.direction_known { "prov:wasDerivedFrom" } else { "dcterms:relation" };
                writeln!(self.out, "{later} {how} {earlier} .")?;
            }
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// A day as `xsd:date`, a day with a time as it is printed, without a zone.
fn dated(value: &str) -> String {
    let kind = match value.len() {
        10 => "date",
        19 => "dateTime",
        _ => return literal(value),
    };
    format!("{}^^xsd:{kind}", literal(value))
}

/// # Source
/// Turtle, section 2.5.1: what a quoted literal must escape.
fn literal(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
