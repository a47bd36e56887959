//! Who had it from whom: first sources on the left, those between in the middle, reports on the right.

use std::collections::BTreeSet;

use askama::Template;

use super::fit;
use crate::{messages::Messages, origins::Look};

const WIDTH: f64 = 720.0;
const ROW: f64 = 30.0;
const TOP: f64 = 30.0;
const COLUMNS: [Column; 3] = [
    Column { from: 8.0, to: 214.0, text: 206.0, anchor: "end" },
    Column { from: 296.0, to: 424.0, text: 360.0, anchor: "middle" },
    Column { from: 506.0, to: 712.0, text: 512.0, anchor: "start" },
];
/// First sources that are drawn; the rest stand in the lists of claims.
const SOURCES_MAX: usize = 14;

/// A column of nodes: lines end at its left and begin at its right edge.
#[derive(Clone, Copy)]
struct Column {
    from: f64,
    to: f64,
    text: f64,
    anchor: &'static str,
}

/// Chains of one story, from first source to report.
#[derive(Default)]
pub(crate) struct Chains {
    /// First sources with their looks, those with most tellings first.
    pub(crate) sources: Vec<(String, Look)>,
    /// Reports: outlet, and address.
    pub(crate) reports: Vec<(String, String)>,
    /// The chains, each once.
    pub(crate) all: Vec<Chain>,
    /// Reports that share text, as pairs of indices.
    pub(crate) copied: Vec<(usize, usize)>,
}

/// One chain.
#[derive(PartialEq)]
pub(crate) struct Chain {
    /// Index of its first source; `None` where it is known from its first link on.
    pub(crate) source: Option<usize>,
    /// Look of its origin.
    pub(crate) look: Look,
    /// Names of its links.
    pub(crate) through: Vec<String>,
    /// Index of its report.
    pub(crate) report: usize,
}

/// The drawing.
#[derive(Template)]
#[template(path = "svg/stemma.svg")]
pub(crate) struct StemmaChart {
    title: String,
    width: f64,
    height: f64,
    heads: Vec<Head>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// The same in words.
    pub(crate) rows: Vec<Row>,
}

/// A chain in words.
pub(crate) struct Row {
    pub(crate) source: Option<String>,
    pub(crate) through: Vec<String>,
    /// Outlet and address.
    pub(crate) report: (String, String),
}

struct Head {
    x: f64,
    anchor: &'static str,
    words: String,
}

struct Node {
    x: f64,
    anchor: &'static str,
    y: f64,
    label: String,
    full: String,
    look: Option<Look>,
    href: Option<String>,
}

struct Edge {
    path: String,
    hue: usize,
    dashed: bool,
}

impl StemmaChart {
    /// The drawing of chains; `None` where there is no chain.
    pub(crate) fn of(m: &Messages, chains: &Chains) -> Option<Self> {
        let drawn: Vec<_> = chains
            .all
            .iter()
            .filter(|chain| chain.source.is_none_or(|source| source < SOURCES_MAX))
            .collect();
        if drawn.is_empty() {
            return None;
        }
        let mut links: Vec<&String> = Vec::new();
        for link in drawn.iter().flat_map(|chain| &chain.through) {
            if !links.contains(&link) {
                links.push(link);
            }
        }
        let sources = chains.sources.len().min(SOURCES_MAX);
        let rows = sources.max(links.len()).max(chains.reports.len());
        let place = |column: usize, index: usize, count: usize| {
            let free = (rows - count.min(rows)) as f64 * ROW / 2.0;
            (COLUMNS[column], TOP + free + ROW * (index as f64 + 0.5))
        };
        let mut nodes = Vec::new();
        for (index, (name, look)) in chains.sources.iter().take(SOURCES_MAX).enumerate() {
            let (Column { text: x, anchor, .. }, y) = place(0, index, sources);
            nodes.push(Node {
                x,
                anchor,
                y,
                label: fit(name, 27),
                full: name.clone(),
                look: Some(*look),
                href: None,
            });
        }
        for (index, name) in links.iter().enumerate() {
            let (Column { text: x, anchor, .. }, y) = place(1, index, links.len());
            nodes.push(Node {
                x,
                anchor,
                y,
                label: fit(name, 18),
                full: (*name).clone(),
                look: None,
                href: None,
            });
        }
        for (index, (outlet, href)) in chains.reports.iter().enumerate() {
            let (Column { text: x, anchor, .. }, y) = place(2, index, chains.reports.len());
            let label = fit(outlet, 26);
            nodes.push(Node {
                x,
                anchor,
                y,
                label,
                full: outlet.clone(),
                look: None,
                href: Some(href.clone()),
            });
        }
        let mut edges: Vec<Edge> = Vec::new();
        let mut known: BTreeSet<(String, usize)> = BTreeSet::new();
        let mut join = |edge: Edge| {
            if known.insert((edge.path.clone(), edge.hue)) {
                edges.push(edge);
            }
        };
        for Chain { source, look, through, report } in drawn {
            let hue = look.hue;
            let mut stops: Vec<_> = source.iter().map(|source| place(0, *source, sources)).collect();
            let known = through.iter().filter_map(|link| links.iter().position(|other| *other == link));
            stops.extend(known.map(|index| place(1, index, links.len())));
            stops.push(place(2, *report, chains.reports.len()));
            for pair in stops.windows(2) {
                join(Edge { path: curve(pair[0], pair[1]), hue, dashed: false });
            }
        }
        for (later, earlier) in &chains.copied {
            let [a, b] = [later, earlier].map(|report| place(2, *report, chains.reports.len()));
            let (x, bow) = (a.0.from, a.0.from - 26.0);
            let path = format!("M{x},{} C{bow},{} {bow},{} {x},{}", a.1, a.1, b.1, b.1);
            join(Edge { path, hue: 8, dashed: true });
        }
        let rows_told = chains
            .all
            .iter()
            .map(|chain| Row {
                source: chain.source.map(|source| chains.sources[source].0.clone()),
                through: chain.through.clone(),
                report: chains.reports[chain.report].clone(),
            })
            .collect();
        let heads = ["origins.first", "origins.links", "story.reports"];
        Some(Self {
            title: m.t("origins.chart").to_owned(),
            width: WIDTH,
            height: TOP + ROW * rows as f64 + 12.0,
            heads: (0..COLUMNS.len())
                .filter(|column| *column != 1 || !links.is_empty())
                .map(|column| Head {
                    x: COLUMNS[column].text,
                    anchor: COLUMNS[column].anchor,
                    words: m.t(heads[column]).to_owned(),
                })
                .collect(),
            nodes,
            edges,
            rows: rows_told,
        })
    }
}

/// From the end of one node to the beginning of another; two nodes of one column are joined by a bow.
fn curve(a: (Column, f64), b: (Column, f64)) -> String {
    let ((from, y1), (to, y2)) = (a, b);
    let (x1, x2) = (from.to, to.from);
    if x2 <= x1 {
        let bow = x1 + 34.0;
        return format!("M{x1},{y1} C{bow},{y1} {bow},{y2} {x1},{y2}");
    }
    let middle = f64::midpoint(x1, x2);
    format!("M{x1},{y1} C{middle},{y1} {middle},{y2} {x2},{y2}")
}
