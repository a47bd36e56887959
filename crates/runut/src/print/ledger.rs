//! The ledger of one story: a section for each question, none where there is no answer.

use std::collections::BTreeMap;

use runut_export::{DriftRecord, FigureTellingRecord, LedgerRecord, ReportRecord, TellingRecord};

use super::{
    Line, Sheet,
    chain::{self, Telling},
    names, number,
    sheet::{FAINT, NOTE, STRONG},
};
use crate::messages::Messages;

/// Nobody reads further down one section on a terminal; what most reports tell stands first.
const ITEMS_MAX: usize = 20;

/// Prints the ledger of one story.
/// At most [`ITEMS_MAX`] things of a section, unless `all` are wanted.
pub(crate) fn ledger(record: &LedgerRecord, all: bool, width: usize, messages: &Messages) -> String {
    let outlets = record
        .reports
        .iter()
        .map(|report| (report.report.as_str(), report.outlet.as_deref().unwrap_or(&report.report)))
        .collect();
    let items_max = if all { usize::MAX } else { ITEMS_MAX };
    let mut page = Page { sheet: Sheet::of(width), record, outlets, messages, items_max };
    page.top();
    page.reports();
    page.timeline();
    page.who_says_what();
    page.figures();
    page.utterances();
    page.denials();
    page.changes();
    page.dates_that_differ();
    page.exchanges();
    page.copies();
    page.hedges();
    page.slips();
    page.sheet.blank();
    page.sheet.into_text()
}

struct Page<'a> {
    sheet: Sheet,
    record: &'a LedgerRecord,
    /// Names of the reports' outlets by report; the report's id where it names none.
    outlets: BTreeMap<&'a str, &'a str>,
    messages: &'a Messages,
    items_max: usize,
}

impl<'a> Page<'a> {
    fn top(&mut self) {
        let LedgerRecord { id, line, reports, .. } = self.record;
        let messages = self.messages;
        self.sheet.line(0, 0, &Line::default().styled(STRONG, line));
        let mut outlets: Vec<&str> = reports.iter().filter_map(|report| report.outlet.as_deref()).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let count = messages.count(&messages.reports_count, reports.len());
        let facts: Vec<&str> = [count.as_str()].into_iter().chain(outlets).collect();
        let line = Line::default().plain(&facts.join(" · ")).styled(FAINT, &format!(" · {id}"));
        self.sheet.line(0, 0, &line);
    }

    fn reports(&mut self) {
        self.sheet.heading(&self.messages.reports);
        let days: Vec<String> = self.record.reports.iter().map(|report| self.day(report)).collect();
        let wide = days.iter().map(|day| day.chars().count()).max().unwrap_or(0);
        for (report, day) in self.record.reports.iter().zip(days) {
            let mut line = Line::default().plain(&report.headline);
            let credits = report.credits.join(", ");
            let outlet = report.outlet.as_deref().unwrap_or_default();
            for (word, what) in [("", outlet), (self.messages.credits.as_str(), credits.as_str())] {
                if !what.is_empty() {
                    line = line.styled(FAINT, &format!(" · {word} {what}"));
                }
            }
            let line = line.styled(FAINT, &format!(" · {}", report.report));
            self.sheet.columns(1, &Line::default().styled(FAINT, &day), wide + 3, &line);
        }
    }

    /// A report without a date of its own is at least as late as what it reports.
    fn day(&self, report: &ReportRecord) -> String {
        match (&report.published, &report.earliest_date_it_can_be_from) {
            (Some(date), _) => number::day(date, self.messages),
            (None, Some(date)) => {
                format!("{} {}", self.messages.not_before, number::day(date, self.messages))
            }
            (None, None) => self.messages.no_date.clone(),
        }
    }

    fn timeline(&mut self) {
        if self.record.timeline.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.timeline);
        let mut last = None;
        for entry in self.record.timeline.iter().take(self.items_max) {
            if last != Some(&entry.date) {
                let day = number::day(&entry.date, self.messages);
                self.sheet.line(1, 1, &Line::default().styled(STRONG, &day));
                last = Some(&entry.date);
            }
            let kind = if entry.kind == "said" { &self.messages.said } else { &self.messages.happened };
            let about = names::key(&entry.about, self.messages);
            let mut line = Line::default().styled(FAINT, kind).plain(" ").plain(names::party(&about));
            if entry.told.len() > 1 {
                let count = self.messages.count(&self.messages.reports_count, entry.told.len());
                line = line.styled(FAINT, &format!(" · ×{count}"));
            }
            self.sheet.line(3, 7, &line);
            if let Some(first) = entry.told.first() {
                let outlet = self.outlet(&first.report);
                let words = Line::default().styled(FAINT, &format!("{outlet}: ")).plain(&brief(&first.text));
                self.sheet.line(7, 7, &words);
            }
        }
        self.more(self.record.timeline.len());
    }

    fn who_says_what(&mut self) {
        if self.record.origins.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.who_says_what);
        for origin in self.record.origins.iter().take(self.items_max) {
            let reports = self.messages.count(&self.messages.reports_count, origin.reports.len());
            let origins = self.messages.count(&self.messages.origins_count, origin.count);
            self.item(&brief(&origin.claim), &format!("×{reports} · {origins}"));
            self.tellings(&origin.traces);
        }
        self.more(self.record.origins.len());
    }

    fn figures(&mut self) {
        if self.record.figures.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.figures);
        for figure in self.record.figures.iter().take(self.items_max) {
            let verdict = self.messages.verdict.get(&figure.verdict).unwrap_or(&figure.verdict);
            let scope = names::key(&figure.scope, self.messages);
            let what = if scope.is_empty() { figure.of.clone() } else { format!("{} ({scope})", figure.of) };
            self.item(&what, verdict);
            let value = |told: &FigureTellingRecord| {
                number::range(told.low, told.high, told.approximate, self.messages)
            };
            let wide = figure.told.iter().map(|told| value(told).chars().count()).max().unwrap_or(0);
            let rows: Vec<Telling> = figure
                .told
                .iter()
                .map(|told| {
                    let value = value(told);
                    let headline = (told.place == "headline").then(|| self.messages.headline.clone());
                    let aside =
                        headline.into_iter().chain(told.qualifier.clone()).collect::<Vec<_>>().join("; ");
                    Telling { label: format!("{value:>wide$} "), aside, ..self.telling(&told.telling) }
                })
                .collect();
            chain::tellings(&mut self.sheet, 3, &rows, self.messages);
        }
        self.more(self.record.figures.len());
    }

    fn utterances(&mut self) {
        if self.record.utterances.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.utterances);
        for utterance in &self.record.utterances {
            self.item(names::party(&utterance.speaker), "");
            let rows: Vec<Telling> = utterance
                .told
                .iter()
                .map(|told| Telling {
                    aside: self.stakes(&told.stakes),
                    below: told.drift.iter().map(drift).collect(),
                    ..self.telling(&told.telling)
                })
                .collect();
            chain::tellings(&mut self.sheet, 3, &rows, self.messages);
        }
    }

    /// What is at stake, in words; mere wording needs none.
    fn stakes(&self, stakes: &[String]) -> String {
        let words = stakes.iter().map(|stake| self.messages.stake.get(stake).unwrap_or(stake).as_str());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        if words.is_empty() { String::new() } else { format!("({})", words.join(", ")) }
    }

    fn denials(&mut self) {
        if self.record.denials.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.denials);
        for denial in &self.record.denials {
            let what = names::key(&denial.denies, self.messages);
            self.item(&what, &self.messages.denied.clone());
            self.tellings(std::slice::from_ref(&denial.telling));
            if !denial.asserted_in.is_empty() {
                let line = Line::default().styled(FAINT, &self.messages.asserted_in);
                self.sheet.line(3, 3, &line);
                self.tellings(&denial.asserted_in);
            }
        }
    }

    fn changes(&mut self) {
        if self.record.changes.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.changes);
        for change in &self.record.changes {
            self.item(names::party(&change.claimant), &change.what);
            self.tellings(&[change.from.clone(), change.to.clone()]);
        }
    }

    fn dates_that_differ(&mut self) {
        if self.record.dates_that_differ.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.dates_that_differ);
        for dates in &self.record.dates_that_differ {
            let what = names::key(&dates.of, self.messages);
            self.item(&brief(&what), "");
            self.tellings(&dates.told);
        }
    }

    fn exchanges(&mut self) {
        if self.record.exchanges.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.exchanges);
        for exchange in &self.record.exchanges {
            let (from, to) = (names::party(&exchange.from), names::party(&exchange.to));
            let what = format!(
                "{from} → {to}: {} · {} {}",
                exchange.gives, self.messages.in_return_for, exchange.in_return_for
            );
            let polarity = self.messages.polarity.get(&exchange.polarity).cloned().unwrap_or_default();
            self.item(&what, &polarity);
            let told: Vec<TellingRecord> = exchange.told.iter().map(|told| told.telling.clone()).collect();
            self.tellings(&told);
        }
    }

    fn copies(&mut self) {
        if self.record.copies.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.copies);
        for copy in &self.record.copies {
            let (later, earlier) = (self.outlet(&copy.later), self.outlet(&copy.earlier_or_same_origin));
            let arrow = if copy.direction_known { "←" } else { "↔" };
            let share = format!("{}%", number::number((copy.share * 100.0).round(), self.messages));
            self.item(&format!("{later} {arrow} {earlier}"), &share);
            for evidence in &copy.evidence {
                let kind = self.messages.evidence.get(&evidence.kind).unwrap_or(&evidence.kind);
                let mut line = Line::default().styled(NOTE, kind);
                if let Some(told) = &evidence.told {
                    line = line.plain(&format!(" “{}”", brief(&told.text)));
                }
                self.sheet.line(3, 3, &line);
            }
            for passage in &copy.passages {
                self.sheet.line(3, 3, &Line::default().plain(&brief(&passage.later.text)));
            }
        }
    }

    fn hedges(&mut self) {
        if self.record.hedges.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.hedges);
        for hedge in self.record.hedges.iter().take(self.items_max) {
            let claim = names::key(&hedge.claim, self.messages);
            self.item(&claim, "");
            let rows: Vec<Telling> = hedge
                .reports
                .iter()
                .map(|told| {
                    let strength = self.messages.strength.get(&told.strength).unwrap_or(&told.strength);
                    Telling { aside: format!("({strength})"), ..self.telling(&told.telling) }
                })
                .collect();
            chain::tellings(&mut self.sheet, 3, &rows, self.messages);
        }
        self.more(self.record.hedges.len());
    }

    fn slips(&mut self) {
        if self.record.slips.is_empty() {
            return;
        }
        self.sheet.heading(&self.messages.slips);
        for slip in &self.record.slips {
            let kind = self.messages.slip.get(&slip.kind).unwrap_or(&slip.kind);
            let means = slip.means.as_ref().map(|means| format!(" → {means}")).unwrap_or_default();
            let outlet = self.outlet(&slip.telling.report);
            let line = Line::default()
                .styled(NOTE, kind)
                .plain(&format!(" · {outlet}: “{}”{means}", brief(&slip.telling.text)))
                .styled(FAINT, &format!(" ({})", slip.why));
            self.sheet.line(1, 5, &line);
        }
    }

    /// A thing that a section lists, with what is said of the whole of it.
    fn item(&mut self, what: &str, aside: &str) {
        let line = Line::default().styled(STRONG, what);
        let line = if aside.is_empty() { line } else { line.styled(FAINT, &format!(" · {aside}")) };
        self.sheet.line(1, 5, &line);
    }

    /// Says how many things of a section are not shown.
    fn more(&mut self, items: usize) {
        if items > self.items_max {
            let more = number::number((items - self.items_max) as f64, self.messages);
            let line = Line::default().styled(FAINT, &self.messages.more.replace("{more}", &more));
            self.sheet.line(1, 1, &line);
        }
    }

    fn tellings(&mut self, told: &[TellingRecord]) {
        let rows: Vec<Telling> = told.iter().map(|told| self.telling(told)).collect();
        chain::tellings(&mut self.sheet, 3, &rows, self.messages);
    }

    fn telling<'b>(&self, told: &'b TellingRecord) -> Telling<'b>
    where
        'a: 'b,
    {
        Telling {
            label: String::new(),
            by: (told.by != "outlet").then(|| names::party(&told.by)),
            via: &told.via,
            outlet: self.outlets.get(told.report.as_str()).copied().unwrap_or(&told.report),
            date: told.date.as_deref(),
            words: &told.text,
            direct: true,
            aside: String::new(),
            below: Vec::new(),
        }
    }

    fn outlet(&self, report: &'a str) -> &'a str {
        self.outlets.get(report).copied().unwrap_or(report)
    }
}

/// What a telling has otherwise than the fullest: words that it lacks, has beside, has in the place of others.
fn drift(drift: &DriftRecord) -> Line {
    let line = Line::default();
    match (drift.fullest.as_deref(), drift.here.as_deref()) {
        (Some(lost), None) => line.styled(NOTE, "−").plain(" ").plain(lost),
        (None, Some(added)) => line.styled(NOTE, "+").plain(" ").plain(added),
        (fullest, here) => {
            let (fullest, here) = (fullest.unwrap_or_default(), here.unwrap_or_default());
            line.styled(NOTE, "≠").plain(&format!(" {fullest} / {here}"))
        }
    }
}

/// Words for a line that only names what the lines below it have in full.
fn brief(text: &str) -> String {
    const CHARS_MAX: usize = 140;
    match text.char_indices().nth(CHARS_MAX) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text.trim().to_owned(),
    }
}
