//! Which reports tell one story, and do they agree?
//!
//! Readings in, stories and for each a [`Ledger`] out: who had it from whom, what agrees, differs, is denied or
//! taken back. The same readings in any order give the same ledgers, byte for byte. Nothing here reads text to find
//! new facts: it compares what the readings found, and quotes their words.

mod ledger;
mod order;
mod party;
mod report;

mod act;
mod change;
mod check;
mod claim;
mod copy;
mod correction;
mod dates;
mod denial;
mod descent;
mod drift;
mod exchange;
mod figure;
mod group;
mod hedge;
mod origin;
mod slip;
mod spelling;
mod timeline;
mod utterance;

pub use check::{Check, Checked, Finding, Known, check, keep_known};
pub use copy::shared;
use correction::Bonds;
pub use correction::{Correction, Words, correct, locate, regroup};
pub use group::{marks, node};
pub use ledger::*;
use report::Story;
use runut_claim::Reading;
use runut_packs::Packs;

/// Groups readings into matters: lists of indices into `readings`, each in the order in which the reports belong,
/// the lists in the order of their first report. Each reading stands in exactly one list.
///
/// A matter is one story, or the stories of one long matter: whoever brings some reports wants to see how it went on.
/// A store, which holds very many, keeps each story by itself.
pub fn group(readings: &[Reading]) -> Vec<Vec<usize>> {
    let mut groups = group::matters(readings);
    let first = |group: &[usize]| order::key(&readings[group[0]]);
    for group in &mut groups {
        group.sort_by_cached_key(|&index| order::key(&readings[index]));
    }
    groups.sort_by_cached_key(|group| first(group));
    groups
}

/// Whether a report was there on a day, EDTF: its own date says so, else the latest day that it tells of, on which it can be
/// from at the earliest. `None` where neither is known, or is no day ("2031-05" against "2031-05-04").
pub fn was_known(reading: &Reading, day: &str) -> Option<bool> {
    let from = order::dated(reading)?.value;
    let from = from.split('T').next().unwrap_or(&from);
    let shared = from.len().min(day.len());
    match from.get(..shared)?.cmp(day.get(..shared)?) {
        std::cmp::Ordering::Less => Some(true),
        std::cmp::Ordering::Greater => Some(false),
        // A day lies in the month that is asked for; a month need not lie before the day that is.
        std::cmp::Ordering::Equal => (from.len() >= day.len()).then_some(true),
    }
}

/// Collates the reports of one story into its ledger. `readings` are those of the story, in any order.
pub fn collate(readings: &[&Reading], packs: &Packs) -> Ledger {
    collate_bound(readings, &[], packs)
}

/// As [`collate`], of readings as corrections have them: each reading is corrected, and statements stand together or
/// apart as the corrections say.
pub fn collate_corrected(readings: &[&Reading], corrections: &[Correction], packs: &Packs) -> Ledger {
    let corrected: Vec<Reading> =
        readings.iter().map(|reading| correct((*reading).clone(), corrections)).collect();
    collate_bound(&corrected.iter().collect::<Vec<_>>(), corrections, packs)
}

fn collate_bound(readings: &[&Reading], corrections: &[Correction], packs: &Packs) -> Ledger {
    let mut readings = readings.to_vec();
    order::sort(&mut readings);
    let story = Story::of(&readings, packs);
    let bonds = Bonds::of(&readings, corrections);
    let groups = utterance::groups(&story, &bonds);
    let acts = act::acts(&story);
    let claims = claim::claims(&acts, &story);
    let (things, figures): (Vec<_>, Vec<_>) = figure::figures(&acts, &story).into_iter().unzip();
    let denials = denial::denials(&acts, &story);
    Ledger {
        id: id(&readings),
        line: line(&claims, &story),
        reports: entries(&readings),
        timeline: timeline::timeline(&acts, &story),
        utterances: utterance::utterances(&groups, &story),
        changes: change::changes(&acts, &things, &figures, &story),
        dates_that_differ: dates::dates_that_differ(&groups, &acts, &story),
        exchanges: exchange::exchanges(&acts, &story),
        copies: copy::copies(&groups, &story),
        origins: origin::origins(&groups, &claims, &figures, &denials, &story),
        slips: slip::slips(&groups, &figures, &acts, &story),
        hedges: hedge::hedges(&claims, &figures, &story),
        figures,
        denials,
    }
}

/// The id of a story: the beginning of the digest of its earliest report, or that report's id where it has none.
fn id(readings: &[&Reading]) -> String {
    let Some(first) = readings.first() else { return String::new() };
    match first.article.digest {
        Some(digest) => digest.to_string()[..12].to_owned(),
        None => first.article.id.clone(),
    }
}

/// What the story is about: the first telling of the claim that most reports carry, else the first headline.
fn line(claims: &[claim::Claim], story: &Story) -> String {
    let most = claims.iter().max_by_key(|claim| (claim.reports().len(), std::cmp::Reverse(&claim.key)));
    let act = most.filter(|claim| claim.reports().len() > 1).and_then(|claim| claim.told().next());
    match act {
        Some(act) => story.reports[act.report].text(act.event.evidence).to_owned(),
        None => story.reports.first().map(|report| entry(0, report.reading).headline).unwrap_or_default(),
    }
}

fn entries(readings: &[&Reading]) -> Vec<ReportEntry> {
    readings.iter().enumerate().map(|(index, reading)| entry(index, reading)).collect()
}

fn entry(index: usize, reading: &Reading) -> ReportEntry {
    let article = &reading.article;
    let first = || article.body().next().map(|span| article.words(span)).unwrap_or_default();
    let dated = order::dated(reading);
    let mut credits: Vec<String> = Vec::new();
    for credit in &article.credits {
        if !credits.contains(&credit.name.value) {
            credits.push(credit.name.value.clone());
        }
    }
    ReportEntry {
        id: article.id.clone(),
        digest: article.digest,
        headline: match &article.title {
            Some(title) => title.value.clone(),
            None => first().split_whitespace().take(12).collect::<Vec<_>>().join(" "),
        },
        outlet: article.outlet.as_ref().map(|outlet| outlet.value.clone()),
        published: article.published.as_ref().map(|published| published.value.clone()),
        earliest: dated.as_ref().map(|dated| dated.value.clone()),
        basis: dated.map(|dated| Telling {
            report: index,
            span: dated.span,
            text: article.words(dated.span).to_owned(),
            by: None,
            via: Vec::new(),
            date: Some(dated.value),
        }),
        credits,
    }
}
