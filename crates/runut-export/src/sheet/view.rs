//! The claims of a story as a page shows them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Names, question};
use crate::{
    DriftRecord, LedgerRecord, ReadingRecord, StoryRecords, TellingRecord,
    format::{fold, rows},
};

/// One story before a reader.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub(crate) id: String,
    pub(crate) line: String,
    pub(crate) span: String,
    pub(crate) reports: Vec<Report>,
    pub(crate) claims: Vec<Claim>,
    /// Numbers that one report alone gives.
    pub(crate) singles: Vec<Single>,
}

/// One report.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    /// Counted from 1.
    pub(crate) number: usize,
    pub(crate) outlet: String,
    pub(crate) headline: String,
    pub(crate) day: String,
    pub(crate) origin: String,
    /// Whether `origin` is an address that a reader can follow.
    pub(crate) is_url: bool,
    pub(crate) digest: String,
    pub(crate) credits: String,
}

/// One claim with all its tellings, in the order of the reports.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) number: usize,
    /// `utterance`, `figure` or `act`.
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    /// What is said of the whole: a verdict on whether values go together.
    pub(crate) verdict: String,
    pub(crate) told: Vec<Told>,
    pub(crate) origins: Vec<String>,
    /// Who says that it is not so.
    pub(crate) denied: Vec<Told>,
    /// Names that stand in chains without a report of theirs here.
    pub(crate) missing: Vec<String>,
    pub(crate) questions: Vec<String>,
    places: Vec<(String, usize, usize)>,
}

/// One telling.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    /// Number of the report.
    pub(crate) report: usize,
    /// From the claimant to the outlet; a gap is `…` with the words of hearsay.
    pub(crate) chain: Vec<String>,
    pub(crate) day: String,
    pub(crate) value: String,
    pub(crate) words: String,
    /// `asserted`, `attributed`, `hedged`, or empty where the ledger does not say.
    pub(crate) strength: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Counted from 1; 0 in the headline.
    pub(crate) paragraph: usize,
    pub(crate) drift: Vec<Drift>,
    /// Where the outlet speaks and names nobody.
    pub(crate) own_voice: bool,
    pub(crate) by: String,
    pub(crate) via: Vec<String>,
}

/// A difference from the fullest telling.
#[derive(Debug, Clone)]
pub(crate) struct Drift {
    pub(crate) sign: &'static str,
    pub(crate) fullest: String,
    pub(crate) here: String,
}

/// A number that one report alone gives.
#[derive(Debug, Clone)]
pub(crate) struct Single {
    pub(crate) of: String,
    pub(crate) scope: String,
    pub(crate) told: Told,
}

/// The view of a story.
pub(crate) fn view(story: &StoryRecords, names: &Names) -> View {
    let ledger = &story.ledger;
    let book = Book::of(story, names);
    let mut claims = book.utterances();
    claims.extend(book.figures());
    claims.extend(book.acts());
    claims.sort_by_key(|claim| {
        let reports: BTreeSet<usize> = claim.told.iter().map(|told| told.report).collect();
        (std::cmp::Reverse(reports.len()), claim.told.first().map(|told| (told.report, told.start)))
    });
    for (index, claim) in claims.iter_mut().enumerate() {
        claim.number = index + 1;
        claim.missing = book.missing(&claim.told);
        claim.questions = question::questions(claim, &book.known, names.words);
    }
    let reports: Vec<Report> = book.reports();
    let days: Vec<&str> = ledger
        .reports
        .iter()
        .filter_map(|report| report.published.as_deref().or(report.earliest_date_it_can_be_from.as_deref()))
        .map(|day| day.split('T').next().unwrap_or(day))
        .collect();
    let span = match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) if first == last => names.words.day(first),
        (Some(first), Some(last)) => format!("{} – {}", names.words.day(first), names.words.day(last)),
        _ => String::new(),
    };
    View { id: ledger.id.clone(), line: ledger.line.clone(), span, reports, claims, singles: book.singles() }
}

impl View {
    /// Keeps the claim of an address alone, with the reports that tell it. `None` where there is none such.
    pub(crate) fn keep(&mut self, address: &str, story: &StoryRecords) -> Option<()> {
        let all = StoryRecords { wanted: vec![true; story.reports.len()], ..story.clone() };
        let row = rows(&all).into_iter().find(|row| row.claim == address)?;
        let overlap = |claim: &Claim| {
            let shared = |(report, start, end): &(String, usize, usize)| {
                if *report == row.report {
                    (*end).min(row.end).saturating_sub((*start).max(row.start))
                } else {
                    0
                }
            };
            claim.places.iter().map(shared).max().unwrap_or(0)
        };
        let best =
            self.claims.iter().max_by_key(|claim| (overlap(claim), std::cmp::Reverse(claim.number)))?;
        if overlap(best) == 0 {
            return None;
        }
        let kept = best.clone();
        let numbers: BTreeSet<usize> = kept.told.iter().chain(&kept.denied).map(|told| told.report).collect();
        self.reports.retain(|report| numbers.contains(&report.number));
        self.claims = vec![kept];
        self.singles.clear();
        Some(())
    }
}

impl Claim {
    /// The key of its kind's name.
    pub(crate) fn kind_key(&self) -> &'static str {
        match self.kind {
            "utterance" => "kind.utterance",
            "figure" => "kind.figure",
            _ => "kind.act",
        }
    }

    /// The key of its verdict's words.
    pub(crate) fn verdict_key(&self) -> &'static str {
        match self.verdict.as_str() {
            "agree" => "verdict.agree",
            "update" => "verdict.update",
            "differ" => "verdict.differ",
            _ => "verdict.single",
        }
    }
}

impl Told {
    /// The key of its strength's words.
    pub(crate) fn strength_key(&self) -> &'static str {
        match self.strength.as_str() {
            "asserted" => "strength.asserted",
            "attributed" => "strength.attributed",
            _ => "strength.hedged",
        }
    }
}

/// What all claims are made of.
pub(crate) struct Book<'a> {
    pub(crate) story: &'a StoryRecords,
    pub(crate) names: &'a Names<'a>,
    numbers: BTreeMap<&'a str, usize>,
    strengths: BTreeMap<(&'a str, usize, usize), &'a str>,
    known: BTreeSet<&'a str>,
}

impl<'a> Book<'a> {
    /// Of a story.
    pub(crate) fn of(story: &'a StoryRecords, names: &'a Names<'a>) -> Self {
        let LedgerRecord { reports, hedges, .. } = &story.ledger;
        let strengths = hedges.iter().flat_map(|hedge| &hedge.reports).map(|told| {
            ((told.telling.report.as_str(), told.telling.start, told.telling.end), told.strength.as_str())
        });
        Self {
            story,
            names,
            numbers: reports.iter().enumerate().map(|(n, report)| (report.report.as_str(), n + 1)).collect(),
            strengths: strengths.collect(),
            known: story
                .reports
                .iter()
                .flat_map(|report| &report.cast)
                .map(|cast| cast.id.as_str())
                .collect(),
        }
    }

    fn reading(&self, report: &str) -> Option<&'a ReadingRecord> {
        self.story.reports.get(*self.numbers.get(report)? - 1)
    }

    fn reports(&self) -> Vec<Report> {
        let of = |(index, entry): (usize, &crate::ReportRecord)| {
            let reading = &self.story.reports[index];
            Report {
                number: index + 1,
                outlet: entry.outlet.clone().unwrap_or_else(|| entry.report.clone()),
                headline: entry.headline.clone(),
                day: match (&entry.published, &entry.earliest_date_it_can_be_from) {
                    (Some(day), _) => self.names.words.day(day),
                    (None, Some(day)) => {
                        self.names.words.fill("report.not_before", &[("day", &self.names.words.day(day))])
                    }
                    (None, None) => self.names.words.t("report.no_day").to_owned(),
                },
                origin: reading.origin.clone(),
                is_url: ["http://", "https://"].iter().any(|scheme| reading.origin.starts_with(scheme)),
                digest: reading.digest.clone().unwrap_or_default(),
                credits: entry.credits.join(", "),
            }
        };
        self.story.ledger.reports.iter().enumerate().map(of).collect()
    }

    /// Whether it is the id of one whom a report names.
    pub(crate) fn is_known(&self, id: &str) -> bool {
        self.known.contains(id)
    }

    /// A telling before a reader.
    pub(crate) fn told(&self, telling: &TellingRecord) -> Told {
        let reading = self.reading(&telling.report);
        let own_voice = telling.by == "outlet";
        let mut chain = Vec::new();
        if !own_voice {
            chain.push(self.names.party(&telling.by));
        }
        chain.extend(telling.via.iter().cloned());
        let outlet =
            self.numbers.get(telling.report.as_str()).map(|number| &self.story.ledger.reports[number - 1]);
        chain.push(outlet.and_then(|entry| entry.outlet.clone()).unwrap_or_else(|| telling.report.clone()));
        let strength = self.strengths.get(&(telling.report.as_str(), telling.start, telling.end));
        let body = reading.map(|reading| reading.places.body.as_slice()).unwrap_or_default();
        Told {
            report: self.numbers.get(telling.report.as_str()).copied().unwrap_or(0),
            chain,
            day: telling.date.as_deref().map(|day| self.names.words.day(day)).unwrap_or_default(),
            words: telling.text.clone(),
            strength: strength.map(|strength| (*strength).to_owned()).unwrap_or_default(),
            start: telling.start,
            end: telling.end,
            paragraph: body
                .iter()
                .position(|[_, end]| telling.start < *end)
                .map_or(0, |at| if telling.end <= body[at][0] { 0 } else { at + 1 }),
            own_voice,
            by: if own_voice { String::new() } else { telling.by.clone() },
            via: telling.via.clone(),
            ..Told::default()
        }
    }

    fn claim(
        &self,
        kind: &'static str,
        title: String,
        told: Vec<Told>,
        tellings: &[&TellingRecord],
    ) -> Claim {
        Claim {
            number: 0,
            kind,
            title,
            verdict: String::new(),
            origins: self.origins(tellings),
            denied: Vec::new(),
            missing: Vec::new(),
            questions: Vec::new(),
            places: tellings.iter().map(|told| (told.report.clone(), told.start, told.end)).collect(),
            told,
        }
    }

    /// The independent origins of the entry that has most of the tellings.
    fn origins(&self, tellings: &[&TellingRecord]) -> Vec<String> {
        let place = |told: &TellingRecord| (told.report.clone(), told.start, told.end);
        let own: BTreeSet<_> = tellings.iter().map(|told| place(told)).collect();
        let shared = |origin: &crate::OriginRecord| {
            let both = origin.traces.iter().filter(|trace| own.contains(&place(trace))).count();
            (both, std::cmp::Reverse(origin.traces.len()))
        };
        let best = self.story.ledger.origins.iter().max_by_key(|origin| shared(origin));
        if let Some(origin) = best.filter(|origin| shared(origin).0 * 2 > own.len()) {
            origin.independent_origins.iter().map(|name| self.names.party(name)).collect()
        } else {
            let all: BTreeSet<String> = tellings
                .iter()
                .map(|told| self.told(told).chain.first().cloned().unwrap_or_default())
                .collect();
            all.into_iter().collect()
        }
    }

    fn utterances(&self) -> Vec<Claim> {
        let of = |utterance: &'a crate::UtteranceRecord| {
            let told = utterance.told.iter().map(|told| Told {
                drift: told.drift.iter().map(drift).collect(),
                ..self.told(&told.telling)
            });
            let fullest = utterance.told.iter().find(|told| told.drift.is_empty()).or(utterance.told.first());
            let words = fullest.map(|told| told.telling.text.as_str()).unwrap_or_default();
            let speaker = self.names.party(&utterance.speaker);
            let title =
                if speaker.is_empty() { brief(words) } else { format!("{speaker}: “{}”", brief(words)) };
            let tellings: Vec<&TellingRecord> = utterance.told.iter().map(|told| &told.telling).collect();
            self.claim("utterance", title, told.collect(), &tellings)
        };
        self.story.ledger.utterances.iter().map(of).collect()
    }

    fn figures(&self) -> Vec<Claim> {
        let several = self.story.ledger.figures.iter().filter(|figure| figure.told.len() > 1);
        several
            .map(|figure| {
                let tellings: Vec<&TellingRecord> = figure.told.iter().map(|told| &told.telling).collect();
                let told = figure.told.iter().map(|told| self.valued(told)).collect();
                let scope = self.names.scopes(&figure.scope, &|id| self.known.contains(id));
                let of = self.counted(&figure.of);
                let title = if scope.is_empty() { of } else { format!("{of} ({scope})") };
                let mut claim = self.claim("figure", title, told, &tellings);
                claim.verdict.clone_from(&figure.verdict);
                claim
            })
            .collect()
    }

    fn valued(&self, told: &crate::FigureTellingRecord) -> Told {
        let value = self.names.words.range(told.low, told.high, told.approximate);
        Told { value, ..self.told(&told.telling) }
    }

    fn singles(&self) -> Vec<Single> {
        let alone = self.story.ledger.figures.iter().filter(|figure| figure.told.len() == 1);
        alone
            .map(|figure| Single {
                of: self.counted(&figure.of),
                scope: self.names.scopes(&figure.scope, &|id| self.known.contains(id)),
                told: self.valued(&figure.told[0]),
            })
            .collect()
    }

    /// "tentara KP" is "tentara Korea Utara".
    fn counted(&self, of: &str) -> String {
        match of.rsplit_once(' ') {
            Some((noun, owner)) => format!("{noun} {}", self.names.party(owner)),
            None => of.to_owned(),
        }
    }

    /// Acts that several reports tell, and acts that are denied.
    fn acts(&self) -> Vec<Claim> {
        let known = |id: &str| self.known.contains(id);
        let ledger = &self.story.ledger;
        let is_act = |key: &str| {
            key.split_once(' ').is_some_and(|(code, _)| self.names.packs.event_types.get(code).is_some())
        };
        let mut claims: Vec<(String, Claim)> = Vec::new();
        for origin in ledger.origins.iter().filter(|origin| is_act(&origin.key) && !origin.key.contains(", "))
        {
            let tellings: Vec<&TellingRecord> = origin.traces.iter().collect();
            let told = tellings.iter().map(|told| self.told(told)).collect();
            let title = self.names.key(&origin.key, &known);
            claims.push((origin.key.clone(), self.claim("act", title, told, &tellings)));
        }
        for denial in &ledger.denials {
            // Denials write a role that nobody names as `null`, claims as `-`.
            let key: Vec<&str> =
                denial.denies.split(' ').map(|word| if word == "null" { "-" } else { word }).collect();
            let key = key.join(" ");
            if !claims.iter().any(|(other, _)| *other == key) {
                let tellings: Vec<&TellingRecord> = denial.asserted_in.iter().collect();
                let told = tellings.iter().map(|told| self.told(told)).collect();
                let title = self.names.key(&key, &known);
                claims.push((key.clone(), self.claim("act", title, told, &tellings)));
            }
            if let Some((_, claim)) = claims.iter_mut().find(|(other, _)| *other == key) {
                claim.denied.push(self.told(&denial.telling));
                let TellingRecord { report, start, end, .. } = &denial.telling;
                claim.places.push((report.clone(), *start, *end));
            }
        }
        claims.into_iter().map(|(_, claim)| claim).collect()
    }

    /// Links of the chains that have no report here, each once.
    fn missing(&self, told: &[Told]) -> Vec<String> {
        let here: BTreeSet<String> = self
            .story
            .ledger
            .reports
            .iter()
            .filter_map(|report| report.outlet.as_deref().map(fold))
            .collect();
        let mut missing: Vec<String> = Vec::new();
        for link in told.iter().flat_map(|told| &told.via) {
            if !here.contains(&fold(link)) && !missing.iter().any(|other| fold(other) == fold(link)) {
                missing.push(link.clone());
            }
        }
        missing
    }
}

fn drift(drift: &DriftRecord) -> Drift {
    Drift {
        sign: match (&drift.fullest, &drift.here) {
            (Some(_), None) => "−",
            (None, _) => "+",
            _ => "≠",
        },
        fullest: drift.fullest.clone().unwrap_or_default(),
        here: drift.here.clone().unwrap_or_default(),
    }
}

/// The beginning of long words: what follows them has them in full.
pub(super) fn brief(text: &str) -> String {
    const CHARS_MAX: usize = 120;
    match text.char_indices().nth(CHARS_MAX) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text.trim().to_owned(),
    }
}
