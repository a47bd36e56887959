//! One story's ledger: a section for each question that a reader may have.

mod claims;
mod differ;
mod figures;
mod origin;
mod time;

use askama::Template;
use runut_story::Ledger;

use super::{
    frame::{Frame, encode},
    line::{Line, Lines},
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
    signs: Vec<Sign>,
    sections: Vec<Section>,
    claims: Vec<claims::Claim>,
    once: Vec<claims::Claim>,
    figures: Vec<figures::Figure>,
    figures_once: Vec<figures::Figure>,
    denials: Vec<differ::Denial>,
    utterances: Vec<claims::Utterance>,
    exchanges: Vec<differ::Exchange>,
    network: Option<NetworkChart>,
    dates: Vec<differ::Dates>,
    changes: Vec<differ::Change>,
    slips: Vec<differ::Slip>,
    time_chart: Option<TimeChart>,
    timeline: Vec<time::Day>,
    undated: Vec<time::Undated>,
    stemma: Option<StemmaChart>,
    copies: Vec<origin::Copy>,
    list: Vec<origin::Report>,
}

/// A state of the story: its sign, its words, and the section that shows it.
struct Sign {
    class: &'static str,
    shape: &'static str,
    words: String,
    section: &'static str,
}

/// A section that has something to show.
struct Section {
    id: &'static str,
    count: usize,
}

/// The page of a ledger.
pub(crate) fn story(f: Frame, ledger: &Ledger, names: Names, put_right: bool) -> StoryPage {
    let m = f.m;
    let looks = Looks::of(ledger);
    let lines = Lines { ledger, names, looks: &looks };
    let summary = StoryLine::of(ledger);
    let (once, claims) =
        claims::claims(&lines).into_iter().partition(|claim: &claims::Claim| claim.lines.len() < 2);
    let (figures_once, figures) = figures::figures(&lines).into_iter().partition(figures::Figure::is_single);
    let exchanges = differ::exchanges(&lines);
    let mut page = StoryPage {
        put_right: put_right.then(|| format!("/correct?story={}", encode(&ledger.id))),
        line: ledger.line.clone(),
        days: summary.days.as_ref().map(|(first, last)| written::span(m, first, last)),
        reports: summary.reports,
        origins: summary.origins,
        signs: signs(m, ledger),
        outlets: summary.outlets,
        sections: Vec::new(),
        claims,
        once,
        figures,
        figures_once,
        denials: differ::denials(&lines),
        utterances: claims::utterances(&lines),
        network: differ::network(&lines, &exchanges),
        exchanges,
        dates: differ::dates(&lines),
        changes: differ::changes(&lines),
        slips: differ::slips(&lines),
        time_chart: time::chart(&lines),
        timeline: time::timeline(&lines),
        undated: time::undated(&lines),
        stemma: origin::stemma(&lines),
        copies: origin::copies(&lines),
        list: origin::reports(&lines),
        f,
    };
    page.sections = sections(&page);
    page
}

/// The states of a story, each with a sign and a word.
fn signs(m: &Messages, ledger: &Ledger) -> Vec<Sign> {
    [
        ("differ", "≠", "figures_differ", figures_differ(ledger), "figures"),
        ("denied", "⊘", "denied", ledger.denials.len(), "denials"),
        ("differ", "≠", "dates_differ", ledger.dates_that_differ.len(), "dates"),
        ("update", "↻", "changes", ledger.changes.len(), "changes"),
        ("slip", "✎", "slips", ledger.slips.len(), "slips"),
    ]
    .into_iter()
    .filter(|(_, _, _, count, _)| *count > 0)
    .map(|(class, shape, key, count, section)| Sign { class, shape, words: m.n(key, count), section })
    .collect()
}

/// Claims, time, origins and reports always show; the others where there is something to show.
fn sections(page: &StoryPage) -> Vec<Section> {
    let always = |id, count| Section { id, count };
    let found = |id, count| (count > 0).then_some(Section { id, count });
    [
        Some(always("claims", page.claims.len() + page.once.len())),
        found("figures", page.figures.len() + page.figures_once.len()),
        found("denials", page.denials.len()),
        found("utterances", page.utterances.len()),
        found("exchanges", page.exchanges.len()),
        found("dates", page.dates.len()),
        found("changes", page.changes.len()),
        found("slips", page.slips.len()),
        Some(always("time", 0)),
        page.stemma.as_ref().map(|_| always("origins", page.origins)),
        Some(always("reports", page.reports)),
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
