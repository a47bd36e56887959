//! GraphML: who does what to whom, who has it from whom, which reports share passages; one graph for each story.
//!
//! # Source
//! GraphML 1.0 specification (graphml.graphdrawing.org): `key`, `graph`, `node`, `edge`, `data`.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

use runut_packs::Packs;

use super::{
    Exporter, StoryRecords,
    entity::{self, Entity},
};

/// Attributes: id, of nodes or edges, type. The name is the id.
const KEYS: [(&str, &str, &str); 16] = [
    ("kind", "node", "string"),
    ("label", "node", "string"),
    ("country", "node", "string"),
    ("published", "node", "string"),
    ("url", "node", "string"),
    ("story", "node", "string"),
    ("relation", "edge", "string"),
    ("type", "edge", "string"),
    ("polarity", "edge", "string"),
    ("words", "edge", "string"),
    ("claimed_by", "edge", "string"),
    ("day", "edge", "string"),
    ("reports", "edge", "string"),
    ("count", "edge", "int"),
    ("share", "edge", "double"),
    ("direction_known", "edge", "boolean"),
];

pub(super) struct Graphml<'a> {
    out: Box<dyn Write + Send + 'a>,
    packs: &'a Packs,
    /// Nodes that are written, with their ids; those of all stories stand in one graph, as readers take but one.
    nodes: BTreeMap<String, usize>,
    edges: usize,
}

/// An edge, once however many reports tell of it.
#[derive(Debug, Default)]
struct Edge {
    data: BTreeMap<&'static str, String>,
    reports: BTreeSet<String>,
}

impl<'a> Graphml<'a> {
    pub(super) fn new(mut out: Box<dyn Write + Send + 'a>, packs: &'a Packs) -> io::Result<Self> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
        for (id, of, kind) in KEYS {
            let name = format!("{of}.{id}");
            writeln!(out, "<key id=\"{name}\" for=\"{of}\" attr.name=\"{id}\" attr.type=\"{kind}\"/>")?;
        }
        writeln!(out, "<graph id=\"runut\" edgedefault=\"directed\">")?;
        Ok(Self { out, packs, nodes: BTreeMap::new(), edges: 0 })
    }

    fn node(&mut self, key: String, data: &[(&str, Option<&str>)]) -> io::Result<usize> {
        if let Some(&id) = self.nodes.get(&key) {
            return Ok(id);
        }
        let id = self.nodes.len();
        write!(self.out, "<node id=\"n{id}\">")?;
        for (name, value) in data {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                write!(self.out, "<data key=\"node.{name}\">{}</data>", escaped(value))?;
            }
        }
        writeln!(self.out, "</node>")?;
        self.nodes.insert(key, id);
        Ok(id)
    }

    fn party(&mut self, party: &Entity) -> io::Result<usize> {
        let data = [
            ("kind", Some(party.kind.as_str())),
            ("label", Some(party.name.as_str())),
            ("country", party.country.as_deref()),
        ];
        self.node(party.key.clone(), &data)
    }

    /// An outlet, agency or document that passes something on.
    fn link(&mut self, name: &str) -> io::Result<usize> {
        self.node(format!("link:{}", entity::fold(name)), &[("kind", Some("outlet")), ("label", Some(name))])
    }

    fn edge(&mut self, from: usize, to: usize, edge: &Edge) -> io::Result<()> {
        write!(self.out, "<edge id=\"e{}\" source=\"n{from}\" target=\"n{to}\">", self.edges)?;
        self.edges += 1;
        for (name, value) in &edge.data {
            write!(self.out, "<data key=\"edge.{name}\">{}</data>", escaped(value))?;
        }
        if !edge.reports.is_empty() {
            let reports = edge.reports.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
            write!(self.out, "<data key=\"edge.reports\">{}</data>", escaped(&reports))?;
            write!(self.out, "<data key=\"edge.count\">{}</data>", edge.reports.len())?;
        }
        writeln!(self.out, "</edge>")
    }

    fn edges_of(&mut self, story: &StoryRecords) -> io::Result<BTreeMap<(usize, usize, String), Edge>> {
        let mut edges: BTreeMap<(usize, usize, String), Edge> = BTreeMap::new();
        for (entry, report) in story.wanted() {
            let data = [
                ("kind", Some("report")),
                ("label", Some(entry.headline.as_str())),
                ("published", entry.published.as_deref()),
                ("url", Some(report.origin.as_str())),
                ("story", Some(story.ledger.id.as_str())),
            ];
            let page = self.node(format!("report:{}", entry.report), &data)?;
            if let Some(outlet) = &entry.outlet {
                let outlet = self.link(outlet)?;
                edge_of(&mut edges, (outlet, page), "prints", &entry.report);
            }
            for event in &report.events {
                let actor = entity::entity(report, event.actor.as_deref(), event.actor_entity, self.packs);
                let recipient =
                    entity::entity(report, event.recipient.as_deref(), event.recipient_entity, self.packs);
                let (Some(actor), Some(recipient)) = (actor, recipient) else { continue };
                let ends = (self.party(&actor)?, self.party(&recipient)?);
                let kind = format!("acts {} {}", event.event_type, event.polarity);
                let edge = edge_of(&mut edges, ends, &kind, &entry.report);
                edge.data.insert("relation", "acts".to_owned());
                edge.data.insert("type", event.event_type.clone());
                edge.data.insert("polarity", event.polarity.clone());
                edge.data.entry("words").or_insert_with(|| event.evidence.clone());
                edge.data.entry("claimed_by").or_insert_with(|| event.claimed_by.clone());
                if let Some(day) = &event.time {
                    edge.data.entry("day").or_insert_with(|| day.clone());
                }
            }
            for statement in &report.statements {
                let claimant = entity::entity(
                    report,
                    statement.claimant.as_deref(),
                    statement.claimant_entity,
                    self.packs,
                );
                let mut chain = Vec::new();
                if let Some(claimant) = claimant {
                    chain.push(self.party(&claimant)?);
                }
                for link in &statement.via {
                    chain.push(self.link(link)?);
                }
                chain.push(page);
                for pair in chain.windows(2).filter(|pair| pair[0] != pair[1]) {
                    edge_of(&mut edges, (pair[0], pair[1]), "tells", &entry.report);
                }
            }
        }
        Ok(edges)
    }
}

fn edge_of<'b>(
    edges: &'b mut BTreeMap<(usize, usize, String), Edge>,
    (from, to): (usize, usize),
    kind: &str,
    report: &str,
) -> &'b mut Edge {
    let edge = edges.entry((from, to, kind.to_owned())).or_default();
    edge.data.entry("relation").or_insert_with(|| kind.to_owned());
    edge.reports.insert(report.to_owned());
    edge
}

impl Exporter for Graphml<'_> {
    fn story(&mut self, story: &StoryRecords) -> io::Result<()> {
        let edges = self.edges_of(story)?;
        for ((from, to, _), edge) in &edges {
            self.edge(*from, *to, edge)?;
        }
        for copy in &story.ledger.copies {
            let ends =
                [&copy.earlier_or_same_origin, &copy.later].map(|id| self.nodes.get(&format!("report:{id}")));
            if let [Some(&earlier), Some(&later)] = ends {
                let mut edge = Edge::default();
                edge.data.insert("relation", "shares passages".to_owned());
                edge.data.insert("share", copy.share.to_string());
                edge.data.insert("direction_known", copy.direction_known.to_string());
                self.edge(earlier, later, &edge)?;
            }
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        writeln!(self.out, "</graph>\n</graphml>")?;
        self.out.flush()
    }
}

/// Text for XML: what no XML 1.0 document may hold is left out (section 2.2, `Char`).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
