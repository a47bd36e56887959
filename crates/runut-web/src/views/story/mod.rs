//! One story's ledger: a section for each question that a reader may have. Of a long story the first page has the
//! beginning of each section, and each section is a page of its own (`cut.rs`).

mod claims;
mod cut;
mod differ;
mod figures;
mod known;
mod origin;
mod sides;
mod time;

use askama::Template;
pub(crate) use cut::{Asked, Part, section};
use runut_story::Ledger;

use super::{
    frame::{Frame, encode},
    line::{Line, Lines, Told},
};
use crate::{
    messages::Messages,
    names::Names,
    origins::Looks,
    source::{StoryLine, figures_differ},
    svg::{NetworkChart, StemmaChart, TimeChart},
    written,
};

/// The page of one story.
#[derive(Template)]
#[template(path = "story.html")]
pub(crate) struct StoryPage {
    f: Frame,
    /// Address of the story's forms; `None` where nothing can be corrected.
    put_right: Option<String>,
    line: String,
    days: Option<String>,
    outlets: Vec<String>,
    reports: usize,
    origins: usize,
    known: known::Known,
    /// Id of the story, and of its reports, for the script that keeps what was seen.
    id: String,
    ids: String,
    /// Address of the first page, where this is a section's.
    whole: Option<String>,
    signs: Vec<Sign>,
    sections: Vec<Section>,
    claims: Part<claims::Claim>,
    sides: sides::Sides,
    figures: Part<figures::Figure>,
    denials: Part<differ::Denial>,
    utterances: Part<claims::Utterance>,
    exchanges: Part<differ::Exchange>,
    network: Option<NetworkChart>,
    dates: Part<differ::Dates>,
    changes: Part<differ::Change>,
    slips: Part<differ::Slip>,
    time_chart: Option<TimeChart>,
    timeline: Part<time::Day>,
    undated: Vec<time::Undated>,
    stemma: Option<StemmaChart>,
    copies: Part<origin::Copy>,
    list: Part<origin::Report>,
    asked: Asked,
}

impl StoryPage {
    fn shows(&self, section: &str) -> bool {
        self.asked.shows(section)
    }
}

/// A state of the story: its sign, its words, and the section that shows it.
struct Sign {
    class: &'static str,
    shape: &'static str,
    words: String,
    href: String,
}

/// A section that has something to show.
struct Section {
    id: &'static str,
    count: usize,
    href: String,
    current: bool,
}

/// The page of a ledger, as far as it is asked for. `from` is the first column of the table of origins, `to` the anchor
/// of a line that must be on the page, `whole` the ledger of today where `ledger` is that of a day.
pub(crate) fn story(
    f: Frame,
    ledger: &Ledger,
    whole: &Ledger,
    names: Names,
    put_right: bool,
    (mut asked, from, to): (Asked, usize, &str),
) -> StoryPage {
    let m = f.m;
    if !to.is_empty() && asked.section.is_none() {
        asked.lead_to(to, |section| order(ledger, section));
    }
    let looks = Looks::of(whole);
    let summary = StoryLine::of(ledger);
    let lines = Lines { ledger, names, looks: &looks, asked: &asked };
    let exchanges = differ::exchanges(&lines);
    let drawn = |section| asked.shows(section) && asked.page < 2 && asked.only.is_none();
    let ids: Vec<&str> = ledger.reports.iter().map(|report| report.id.as_str()).collect();
    let mut page = StoryPage {
        put_right: put_right.then(|| format!("/correct?story={}", encode(&ledger.id))),
        line: ledger.line.clone(),
        days: summary.days.as_ref().map(|(first, last)| written::span(m, first, last)),
        reports: summary.reports,
        origins: summary.origins,
        known: known::known(m, whole, &asked),
        id: asked.story.clone(),
        ids: ids.join(" "),
        whole: asked.section.map(|_| asked.href(None, &[])),
        signs: signs(m, ledger, &asked),
        outlets: summary.outlets,
        sections: Vec::new(),
        claims: claims::claims(&lines),
        sides: sides::sides(&lines, from),
        figures: figures::figures(&lines),
        denials: differ::denials(&lines),
        utterances: claims::utterances(&lines),
        network: drawn("exchanges").then(|| differ::network(&lines, &exchanges.items)).flatten(),
        exchanges,
        dates: differ::dates(&lines),
        changes: differ::changes(&lines),
        slips: differ::slips(&lines),
        time_chart: drawn("time").then(|| time::chart(&lines)).flatten(),
        timeline: time::timeline(&lines),
        undated: time::undated(&lines),
        stemma: drawn("origins").then(|| origin::stemma(&lines)).flatten(),
        copies: origin::copies(&lines),
        list: origin::reports(&lines),
        asked: Asked::default(),
        f,
    };
    page.sections = sections(&page, &asked);
    page.asked = asked;
    page
}

/// The order in which the items of a section stand, as indices into the ledger's list.
fn order(ledger: &Ledger, section: &str) -> Vec<usize> {
    let all = |count: usize| (0..count).collect();
    match section {
        "claims" => claims::order(ledger),
        "figures" => figures::order(ledger),
        "denials" => all(ledger.denials.len()),
        "utterances" => all(ledger.utterances.len()),
        "exchanges" => all(ledger.exchanges.len()),
        "dates" => all(ledger.dates_that_differ.len()),
        "changes" => all(ledger.changes.len()),
        "slips" => all(ledger.slips.len()),
        "time" => all(ledger.timeline.len()),
        "origins" => all(ledger.copies.len()),
        _ => all(ledger.reports.len()),
    }
}

/// The states of a story, each with a sign and a word.
fn signs(m: &Messages, ledger: &Ledger, asked: &Asked) -> Vec<Sign> {
    [
        ("differ", "≠", "figures_differ", figures_differ(ledger), "figures"),
        ("denied", "⊘", "denied", ledger.denials.len(), "denials"),
        ("differ", "≠", "dates_differ", ledger.dates_that_differ.len(), "dates"),
        ("update", "↻", "changes", ledger.changes.len(), "changes"),
        ("slip", "✎", "slips", ledger.slips.len(), "slips"),
    ]
    .into_iter()
    .filter(|(_, _, _, count, _)| *count > 0)
    .map(|(class, shape, key, count, section)| Sign {
        class,
        shape,
        words: m.n(key, count),
        href: to_section(asked, section),
    })
    .collect()
}

/// Address of a section: on the first page its place there, else its own page.
fn to_section(asked: &Asked, section: &'static str) -> String {
    match asked.section {
        None => format!("#{section}"),
        Some(_) => asked.href(Some(section), &[]),
    }
}

/// Claims, time, origins and reports always show; the others where there is something to show.
fn sections(page: &StoryPage, asked: &Asked) -> Vec<Section> {
    let always = |id, count| {
        Some(Section { id, count, href: to_section(asked, id), current: asked.section == Some(id) })
    };
    let found = |id, count| always(id, count).filter(|_| count > 0);
    [
        always("claims", page.claims.total),
        found("sides", page.origins),
        found("figures", page.figures.total),
        found("denials", page.denials.total),
        found("utterances", page.utterances.total),
        found("exchanges", page.exchanges.total),
        found("dates", page.dates.total),
        found("changes", page.changes.total),
        found("slips", page.slips.total),
        always("time", page.timeline.total),
        found("origins", page.origins),
        always("reports", page.reports),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How many reports tell it.
fn reports_of<'t>(tellings: impl IntoIterator<Item = &'t runut_story::Telling>) -> usize {
    let mut reports: Vec<usize> = tellings.into_iter().map(|telling| telling.report).collect();
    reports.sort_unstable();
    reports.dedup();
    reports.len()
}
