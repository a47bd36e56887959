//! The ledger of one story as JSON: what `runut story --json` prints, and what the store keeps.

use runut_claim::{Place, Reading};
use runut_story as story;
use runut_story::{Ledger, Telling};
use runut_text::CodePoints;
use serde::{Deserialize, Serialize};

use crate::VERSION;

/// One story. `start` and `end` everywhere are code points of the named report's text, half-open.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LedgerRecord {
    /// [`VERSION`].
    pub version: u32,
    /// Id of the story.
    pub id: String,
    /// What it is about, in the words of a report.
    pub line: String,
    /// The reports, in the order of what they report.
    pub reports: Vec<ReportRecord>,
    /// Their ids, in the same order.
    pub reports_in_order_of_what_they_report: Vec<String>,
    /// What was said and what happened, day by day.
    pub timeline: Vec<TimelineRecord>,
    /// Utterances told more than once.
    pub utterances: Vec<UtteranceRecord>,
    /// What the reports count.
    pub figures: Vec<FigureRecord>,
    /// Denials, tied to what they deny.
    pub denials: Vec<DenialRecord>,
    /// Claimants who said otherwise before.
    pub changes: Vec<ChangeRecord>,
    /// Things to which reports give different dates.
    pub dates_that_differ: Vec<DatesDifferRecord>,
    /// Who gives what to whom in return for what.
    pub exchanges: Vec<ExchangeRecord>,
    /// Reports that share passages.
    pub copies: Vec<CopyRecord>,
    /// Claims with their independent origins.
    pub origins: Vec<OriginRecord>,
    /// What a report got wrong.
    pub slips: Vec<SlipRecord>,
    /// How firmly each report puts a claim.
    pub hedges: Vec<HedgeRecord>,
}

/// One report of the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRecord {
    /// Its id.
    pub report: String,
    /// Headline, or first words.
    pub headline: String,
    /// Outlet as it names itself.
    pub outlet: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// EDTF day.
    pub earliest_date_it_can_be_from: Option<String>,
    /// The words that the day is read from.
    pub basis: Option<String>,
    /// Where they stand.
    pub basis_at: Option<TellingRecord>,
    /// Credits in order of mention.
    pub credits: Vec<String>,
}

/// A place where a report says something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellingRecord {
    /// The report's id.
    pub report: String,
    /// Its words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// After the last.
    pub end: usize,
    /// Who says it; `outlet` where the outlet says it in its own voice.
    pub by: String,
    /// The chain, nearest to the claimant first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<String>,
    /// EDTF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A line of the time line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineRecord {
    /// EDTF.
    pub date: String,
    /// `said` or `happened`.
    pub kind: String,
    /// What it is about.
    pub about: String,
    /// The places that say so.
    pub told: Vec<TellingRecord>,
}

/// One utterance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UtteranceRecord {
    /// Who said it.
    pub speaker: String,
    /// Its tellings.
    pub told: Vec<UtteranceTellingRecord>,
}

/// One telling of an utterance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UtteranceTellingRecord {
    /// Where and through whom.
    #[serde(flatten)]
    pub telling: TellingRecord,
    /// `direct` or `indirect`; `outlet's own voice` where no claimant is named.
    pub mode: String,
    /// What differs from the fullest telling.
    pub drift: Vec<DriftRecord>,
    /// What is at stake in it: `negation`, `number`, `name`, `contrary`, `modality`, `translation`, `wording`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stakes: Vec<String>,
}

/// A difference from the fullest telling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DriftRecord {
    /// `lost`, `added` or `turned`.
    pub kind: String,
    /// Words of the fullest telling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fullest: Option<String>,
    /// Words of this telling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub here: Option<String>,
}

/// One counted thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FigureRecord {
    /// What is counted.
    pub of: String,
    /// In which scope.
    pub scope: String,
    /// `single`, `agree`, `update`, `differ`.
    pub verdict: String,
    /// Its values.
    pub told: Vec<FigureTellingRecord>,
}

/// One telling of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FigureTellingRecord {
    /// Where, by whom, through whom.
    #[serde(flatten)]
    pub telling: TellingRecord,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Whether it is said not to be exact.
    pub approximate: bool,
    /// `headline` or `body`.
    #[serde(rename = "where")]
    pub place: String,
    /// In which scope this telling has it.
    pub scope: String,
    /// Words that narrow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
}

/// A denial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DenialRecord {
    /// Where; `by` denies.
    #[serde(flatten)]
    pub telling: TellingRecord,
    /// `type actor recipient`.
    pub denies: String,
    /// Where the act is asserted.
    pub asserted_in: Vec<TellingRecord>,
}

/// Somebody who says otherwise than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRecord {
    /// Who.
    pub claimant: String,
    /// Before.
    pub from: TellingRecord,
    /// After.
    pub to: TellingRecord,
    /// What changed.
    pub what: String,
}

/// One thing, differently dated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatesDifferRecord {
    /// The thing.
    pub of: String,
    /// Each place with its date.
    pub told: Vec<TellingRecord>,
}

/// A gives X to B in return for Y.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeRecord {
    /// Giver.
    pub from: String,
    /// Taker.
    pub to: String,
    /// What.
    pub gives: String,
    /// What for.
    pub in_return_for: String,
    /// `asserted`, `denied`, `possible`, `future`, `demanded`.
    pub polarity: String,
    /// Ids of the reports that tell it.
    pub reports: Vec<String>,
    /// Its tellings.
    pub told: Vec<ExchangeTellingRecord>,
}

/// One telling of an exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeTellingRecord {
    /// Where and by whom.
    #[serde(flatten)]
    pub telling: TellingRecord,
    /// What is given, in the words of this telling.
    pub gives: String,
}

/// Two reports that share passages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CopyRecord {
    /// The one that has it from the other, or the later one.
    pub later: String,
    /// The other.
    pub earlier_or_same_origin: String,
    /// Whether it is known that the later has it from the other.
    pub direction_known: bool,
    /// What speaks for it, and for the two having it from one source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceRecord>,
    /// Share of the later report's words in the passages, 0 to 1.
    pub share: f64,
    /// Pairs of places.
    pub passages: Vec<PassageRecord>,
}

/// Something that says how two reports are bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRecord {
    /// `credit`, `same source`, `later`, `shared slip`, `cut`, `added`.
    pub kind: String,
    /// The words of the later report that say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<TellingRecord>,
}

/// One shared passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageRecord {
    /// In the later report.
    pub later: TellingRecord,
    /// In the other.
    pub earlier: TellingRecord,
}

/// A claim with its origins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OriginRecord {
    /// In the words of the first telling.
    pub claim: String,
    /// `type actor recipient`, or the speaker.
    pub key: String,
    /// Ids of the reports that tell it.
    pub reports: Vec<String>,
    /// First sources.
    pub independent_origins: Vec<String>,
    /// How many these are.
    pub count: usize,
    /// Every telling.
    pub traces: Vec<TellingRecord>,
}

/// A slip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipRecord {
    /// Where.
    #[serde(flatten)]
    pub telling: TellingRecord,
    /// `misspelt name`, `headline`, `repeated quotation`, `repeated paragraph`, `weekday`, `number`.
    pub kind: String,
    /// What it stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<String>,
    /// Why it is seen as one.
    pub why: String,
}

/// How firmly reports put a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HedgeRecord {
    /// The claim.
    pub claim: String,
    /// Each place with its strength.
    pub reports: Vec<StrengthRecord>,
}

/// How firmly a report puts a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StrengthRecord {
    /// Where.
    #[serde(flatten)]
    pub telling: TellingRecord,
    /// `asserted`, `attributed`, `hedged`.
    pub strength: String,
}

impl LedgerRecord {
    /// The record of a ledger; `readings` are those that it was collated from, in any order. A report that is not
    /// among them keeps its words and loses its places (0, 0).
    pub fn of(ledger: &Ledger, readings: &[&Reading]) -> Self {
        let book = Book::of(ledger, readings);
        let entries = &ledger.reports;
        Self {
            version: VERSION,
            id: ledger.id.clone(),
            line: ledger.line.clone(),
            reports: entries.iter().map(|entry| book.report(entry)).collect(),
            reports_in_order_of_what_they_report: entries.iter().map(|entry| entry.id.clone()).collect(),
            timeline: ledger.timeline.iter().map(|line| book.timeline(line)).collect(),
            utterances: ledger.utterances.iter().map(|utterance| book.utterance(utterance)).collect(),
            figures: ledger.figures.iter().map(|figure| book.figure(figure)).collect(),
            denials: ledger.denials.iter().map(|denial| book.denial(denial)).collect(),
            changes: ledger.changes.iter().map(|change| book.change(change)).collect(),
            dates_that_differ: ledger
                .dates_that_differ
                .iter()
                .map(|dates| DatesDifferRecord { of: dates.of.clone(), told: book.tellings(&dates.told) })
                .collect(),
            exchanges: ledger.exchanges.iter().map(|exchange| book.exchange(exchange)).collect(),
            copies: ledger.copies.iter().map(|copy| book.copy(copy)).collect(),
            origins: ledger.origins.iter().map(|origin| book.origin(origin)).collect(),
            slips: ledger.slips.iter().map(|slip| book.slip(slip)).collect(),
            hedges: ledger.hedges.iter().map(|hedge| book.hedge(hedge)).collect(),
        }
    }
}

/// The texts of the reports, for ids and code points.
pub(crate) struct Book<'a> {
    ids: Vec<&'a str>,
    texts: Vec<Option<(&'a str, CodePoints)>>,
}

impl<'a> Book<'a> {
    /// Of a ledger; `readings` as in [`LedgerRecord::of`].
    pub(crate) fn of(ledger: &'a Ledger, readings: &[&'a Reading]) -> Self {
        let text = |entry: &story::ReportEntry| {
            let reading = readings
                .iter()
                .find(|reading| reading.article.digest == entry.digest && reading.article.id == entry.id)?;
            let text = reading.article.text.as_str();
            Some((text, CodePoints::of(text)))
        };
        Self {
            ids: ledger.reports.iter().map(|entry| entry.id.as_str()).collect(),
            texts: ledger.reports.iter().map(text).collect(),
        }
    }

    /// Code points of a place.
    pub(crate) fn at(&self, report: usize, place: Place) -> [usize; 2] {
        match &self.texts[report] {
            Some((text, points)) => [points.at(text, place.start()), points.at(text, place.end())],
            None => [0, 0],
        }
    }

    /// A telling's record.
    pub(crate) fn telling(&self, telling: &Telling) -> TellingRecord {
        let [start, end] = self.at(telling.report, telling.span);
        TellingRecord {
            report: self.ids[telling.report].to_owned(),
            text: telling.text.clone(),
            start,
            end,
            by: telling.by.clone().unwrap_or_else(|| "outlet".to_owned()),
            via: telling.via.clone(),
            date: telling.date.clone(),
        }
    }

    /// Several tellings' records.
    pub(crate) fn tellings(&self, tellings: &[Telling]) -> Vec<TellingRecord> {
        tellings.iter().map(|telling| self.telling(telling)).collect()
    }

    /// Ids of the reports of some tellings, each once, in the order of the reports.
    fn reports_of(&self, tellings: &[Telling]) -> Vec<String> {
        let mut reports: Vec<usize> = tellings.iter().map(|telling| telling.report).collect();
        reports.sort_unstable();
        reports.dedup();
        reports.into_iter().map(|report| self.ids[report].to_owned()).collect()
    }

    /// A report's record.
    pub(crate) fn report(&self, entry: &story::ReportEntry) -> ReportRecord {
        ReportRecord {
            report: entry.id.clone(),
            headline: entry.headline.clone(),
            outlet: entry.outlet.clone(),
            published: entry.published.clone(),
            earliest_date_it_can_be_from: entry.earliest.clone(),
            basis: entry.basis.as_ref().map(|basis| basis.text.clone()),
            basis_at: entry.basis.as_ref().map(|basis| self.telling(basis)),
            credits: entry.credits.clone(),
        }
    }

    fn timeline(&self, line: &story::TimelineEntry) -> TimelineRecord {
        TimelineRecord {
            date: line.date.clone(),
            kind: if line.said { "said" } else { "happened" }.to_owned(),
            about: line.about.clone(),
            told: self.tellings(&line.told),
        }
    }

    fn utterance(&self, utterance: &story::Utterance) -> UtteranceRecord {
        let told = utterance.told.iter().map(|told| UtteranceTellingRecord {
            telling: self.telling(&told.telling),
            mode: if told.telling.by.is_some() { told.mode.as_str() } else { "outlet's own voice" }
                .to_owned(),
            drift: told.drift.iter().map(drift).collect(),
            stakes: told.stakes.iter().map(|stake| stake.as_str().to_owned()).collect(),
        });
        UtteranceRecord { speaker: utterance.speaker.clone(), told: told.collect() }
    }

    fn figure(&self, figure: &story::Figure) -> FigureRecord {
        let told = figure.told.iter().map(|told| FigureTellingRecord {
            telling: self.telling(&told.telling),
            low: told.low,
            high: told.high,
            approximate: told.approximate,
            place: if told.headline { "headline" } else { "body" }.to_owned(),
            scope: told.scope.clone(),
            qualifier: told.qualifier.clone(),
        });
        FigureRecord {
            of: figure.of.clone(),
            scope: figure.scope.clone(),
            verdict: figure.verdict.as_str().to_owned(),
            told: told.collect(),
        }
    }

    fn denial(&self, denial: &story::Denial) -> DenialRecord {
        DenialRecord {
            telling: self.telling(&denial.telling),
            // A role that no report names is `null`, as in the lists of events.
            denies: denial
                .denies
                .split(' ')
                .map(|word| if word == "-" { "null" } else { word })
                .collect::<Vec<_>>()
                .join(" "),
            asserted_in: self.tellings(&denial.asserted_in),
        }
    }

    fn change(&self, change: &story::Change) -> ChangeRecord {
        ChangeRecord {
            claimant: change.claimant.clone(),
            from: self.telling(&change.from),
            to: self.telling(&change.to),
            what: change.what.clone(),
        }
    }

    fn exchange(&self, exchange: &story::Exchange) -> ExchangeRecord {
        let told = exchange
            .told
            .iter()
            .map(|told| ExchangeTellingRecord { telling: self.telling(told), gives: told.text.clone() });
        ExchangeRecord {
            from: exchange.from.clone(),
            to: exchange.to.clone(),
            gives: exchange.gives.clone(),
            in_return_for: exchange.in_return_for.clone(),
            polarity: exchange.polarity.as_str().to_owned(),
            reports: self.reports_of(&exchange.told),
            told: told.collect(),
        }
    }

    fn copy(&self, copy: &story::Copied) -> CopyRecord {
        let passages = copy.passages.iter().map(|(later, earlier)| PassageRecord {
            later: self.telling(later),
            earlier: self.telling(earlier),
        });
        CopyRecord {
            later: self.ids[copy.later].to_owned(),
            earlier_or_same_origin: self.ids[copy.earlier_or_same_origin].to_owned(),
            direction_known: copy.direction_known,
            evidence: copy
                .evidence
                .iter()
                .map(|evidence| EvidenceRecord {
                    kind: evidence.kind.as_str().to_owned(),
                    told: evidence.told.as_ref().map(|told| self.telling(told)),
                })
                .collect(),
            share: copy.share,
            passages: passages.collect(),
        }
    }

    fn origin(&self, origin: &story::Origin) -> OriginRecord {
        OriginRecord {
            claim: origin.claim.clone(),
            key: origin.key.clone(),
            reports: self.reports_of(&origin.traces),
            independent_origins: origin.independent_origins.clone(),
            count: origin.independent_origins.len(),
            traces: self.tellings(&origin.traces),
        }
    }

    fn slip(&self, slip: &story::Slip) -> SlipRecord {
        SlipRecord {
            telling: self.telling(&slip.telling),
            kind: slip.kind.as_str().to_owned(),
            means: slip.means.clone(),
            why: slip.why.to_string(),
        }
    }

    fn hedge(&self, hedge: &story::Hedge) -> HedgeRecord {
        let reports = hedge.told.iter().map(|(telling, strength)| StrengthRecord {
            telling: self.telling(telling),
            strength: strength.as_str().to_owned(),
        });
        HedgeRecord { claim: hedge.claim.clone(), reports: reports.collect() }
    }
}

fn drift(drift: &story::Drift) -> DriftRecord {
    let (kind, fullest, here) = match drift {
        story::Drift::Lost(words) => ("lost", Some(words), None),
        story::Drift::Added(words) => ("added", None, Some(words)),
        story::Drift::Turned(fullest, here) => ("turned", Some(fullest), Some(here)),
    };
    DriftRecord { kind: kind.to_owned(), fullest: fullest.cloned(), here: here.cloned() }
}
