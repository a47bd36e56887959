//! A new text against what is known: for each of its claims, who says the same, who says otherwise, and whether anybody does.

use std::collections::BTreeSet;

use runut_claim::{Place, Polarity, Reading};
use runut_packs::Packs;

use crate::{
    FigureTelling, Ledger, Telling, act,
    correction::Bonds,
    denial,
    figure::{self, compatible},
    order, origin,
    report::Story,
    utterance,
};

/// A text, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// The ledger's list of reports, the text among them: `report` fields are indices into it.
    pub ledger: Ledger,
    /// Which of them is the text.
    pub text: usize,
    /// Its claims in the order of the text.
    pub claims: Vec<Checked>,
}

/// One claim of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The claim.
    pub telling: Telling,
    /// What is known of it; [`Known::NotSeen`] alone where nothing is.
    pub findings: Vec<Finding>,
}

/// What is known of a claim, in one respect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In which.
    pub known: Known,
    /// What it is about: a key of the ledger, what is counted, or the speaker.
    pub about: String,
    /// Where the text has it.
    pub here: Place,
    /// The tellings of others.
    pub told: Vec<Telling>,
    /// The independent origins of these.
    pub origins: Vec<String>,
}

/// How a claim stands to what is known. None says whether it is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// Others tell it too.
    Same,
    /// Others tell it too, and all of them have it from one source.
    OnlySource,
    /// Others give another figure.
    OtherFigure,
    /// Others give a figure of a later day.
    Older,
    /// Somebody denies it.
    DeniedBy,
    /// The text denies what others assert.
    AssertedBy,
    /// Nobody tells it.
    NotSeen,
}

impl Known {
    /// The finding in exports: a promise.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::OnlySource => "only source so far",
            Self::OtherFigure => "other figure",
            Self::Older => "older than",
            Self::DeniedBy => "denied by",
            Self::AssertedBy => "asserted by",
            Self::NotSeen => "not seen",
        }
    }
}

/// Of what several stories know of one claim: it is unseen only where none has seen it, and then once.
pub fn keep_known<T>(findings: &mut Vec<T>, is_unseen: impl Fn(&T) -> bool) {
    if findings.iter().all(&is_unseen) {
        findings.truncate(1);
    } else {
        findings.retain(|finding| !is_unseen(finding));
    }
}

/// Checks a text against readings of one story. A reading of the very same page is left out: it would bear itself out.
pub fn check(text: &Reading, known: &[&Reading], packs: &Packs) -> Check {
    let same_page =
        |other: &&&Reading| text.article.digest.is_none() || other.article.digest != text.article.digest;
    let mut readings: Vec<&Reading> = known.iter().filter(same_page).copied().collect();
    readings.push(text);
    order::sort(&mut readings);
    let at = readings.iter().position(|reading| std::ptr::eq(*reading, text)).unwrap_or_default();
    let story = Story::of(&readings, packs);
    let mut findings = utterances(at, &story);
    findings.extend(acts(at, &story));
    findings.extend(figures(at, &story));
    let mut claims: Vec<Checked> = units(at, &story)
        .into_iter()
        .map(|(span, statement)| Checked {
            telling: story.telling(at, span, statement),
            findings: Vec::new(),
        })
        .collect();
    for finding in findings {
        let holds = |claim: &&mut Checked| claim.telling.span.overlaps(finding.here);
        if let Some(claim) = claims.iter_mut().filter(holds).min_by_key(|claim| claim.telling.span.len()) {
            claim.findings.push(finding);
        }
    }
    for claim in &mut claims {
        claim.findings.sort_by_key(|finding| (finding.known, finding.here));
        claim.findings.dedup();
        if claim.findings.is_empty() {
            claim.findings.push(Finding {
                known: Known::NotSeen,
                about: String::new(),
                here: claim.telling.span,
                told: Vec::new(),
                origins: Vec::new(),
            });
        }
    }
    let ledger = Ledger { reports: crate::entries(&readings), ..Ledger::default() };
    Check { ledger, text: at, claims }
}

/// The claims of a text: its statements, and the sentences of its own voice that tell of an act or a figure.
fn units<'a>(at: usize, story: &Story<'a>) -> Vec<(Place, Option<&'a runut_claim::Statement>)> {
    let report = &story.reports[at];
    let annotations = &report.reading.annotations;
    let mut units: Vec<_> =
        annotations.statements.iter().map(|statement| (statement.span, Some(statement))).collect();
    let told: BTreeSet<Place> = annotations
        .events
        .iter()
        .map(|event| event.evidence)
        .chain(annotations.quantities.iter().map(|quantity| quantity.span))
        .filter_map(|place| report.line_of(place).filter(|line| !line.headline).map(|line| line.span))
        .collect();
    let said = |span: Place| annotations.statements.iter().any(|statement| statement.span.overlaps(span));
    units.extend(told.into_iter().filter(|span| !said(*span)).map(|span| (span, None)));
    units.sort_by_key(|(span, _)| *span);
    units
}

/// Others' tellings as one finding: the same, or the same from one source alone.
fn borne_out(about: String, here: Place, told: Vec<Telling>, story: &Story) -> Option<Finding> {
    if told.is_empty() {
        return None;
    }
    let traces: Vec<_> = told
        .iter()
        .map(|telling| (telling.clone(), story.reports[telling.report].statement_at(telling.span)))
        .collect();
    let origins = origin::independent(&traces, story);
    let known = if origins.len() == 1 { Known::OnlySource } else { Known::Same };
    Some(Finding { known, about, here, told, origins })
}

fn utterances(at: usize, story: &Story) -> Vec<Finding> {
    let mut findings = Vec::new();
    for group in utterance::groups(story, &Bonds::default()) {
        let told = || group.iter().filter(|passage| passage.report != at);
        for here in group.iter().filter(|passage| passage.report == at) {
            let told = told().map(|passage| utterance::telling(passage, story)).collect();
            findings.extend(borne_out(utterance::speaker(&group, story), here.span, told, story));
        }
    }
    findings
}

fn acts(at: usize, story: &Story) -> Vec<Finding> {
    let acts = act::acts(story);
    let denials = denial::denials(&acts, story);
    let mut findings = Vec::new();
    for own in acts.of_report(at).iter().filter(|act| act.actor.is_some()) {
        let same = || acts.of_key(own.key(story)).filter(|act| act.report != at);
        let here = own.event.evidence;
        let label = own.label(story);
        let finding = |known, told: Vec<Telling>| {
            let finding = Finding { known, about: label.clone(), here, origins: Vec::new(), told };
            (!finding.told.is_empty()).then_some(finding)
        };
        if own.event.polarity == Polarity::Denied {
            let told = same().filter(|act| act.is_asserted()).map(|act| act.telling(story)).collect();
            findings.extend(finding(Known::AssertedBy, told));
            let told = same().filter(|act| act.event.polarity == Polarity::Denied);
            findings.extend(borne_out(
                label.clone(),
                here,
                told.map(|act| act.telling(story)).collect(),
                story,
            ));
            continue;
        }
        let told =
            same().filter(|act| act.event.polarity == own.event.polarity).map(|act| act.telling(story));
        findings.extend(borne_out(label.clone(), here, told.collect(), story));
        let denied = denials.iter().filter(|denial| denial.telling.report != at && denial.denies == label);
        findings.extend(finding(Known::DeniedBy, denied.map(|denial| denial.telling.clone()).collect()));
    }
    findings
}

fn figures(at: usize, story: &Story) -> Vec<Finding> {
    let day = |report: usize| {
        let date = order::dated(story.reports[report].reading)?.value;
        Some(date.split('T').next().unwrap_or(&date).to_owned())
    };
    let here_on = day(at);
    let is_later = |other: usize| here_on.is_some() && day(other) > here_on;
    let acts = act::acts(story);
    let mut findings = Vec::new();
    for (_, figure) in figure::figures(&acts, story) {
        let others: Vec<&FigureTelling> =
            figure.told.iter().filter(|told| told.telling.report != at).collect();
        for own in figure.told.iter().filter(|told| told.telling.report == at) {
            let here = own.telling.span;
            let (same, differ): (Vec<&FigureTelling>, Vec<&FigureTelling>) =
                others.iter().copied().partition(|other| compatible(other, own));
            let told: Vec<Telling> = same.iter().map(|told| told.telling.clone()).collect();
            findings.extend(borne_out(figure.of.clone(), here, told, story));
            // A figure of a day after the text's takes nothing from it; one of another scope stands beside it.
            let (later, other): (Vec<&FigureTelling>, Vec<&FigureTelling>) = differ
                .into_iter()
                .filter(|other| other.scope == own.scope || other.scope.is_empty() || own.scope.is_empty())
                .partition(|other| is_later(other.telling.report));
            for (known, told) in [(Known::Older, later), (Known::OtherFigure, other)] {
                if !told.is_empty() {
                    findings.push(Finding {
                        known,
                        about: figure.of.clone(),
                        here,
                        told: told.iter().map(|told| told.telling.clone()).collect(),
                        origins: Vec::new(),
                    });
                }
            }
        }
    }
    findings
}
