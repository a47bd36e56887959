//! What a report got wrong by its own words.

use std::collections::BTreeMap;

use runut_claim::{Mode, Place};
use runut_text::NoteCode;

use crate::{
    Figure, Reason, Slip, SlipKind, Telling,
    act::{Act, Acts},
    figure::compatible,
    report::Story,
    spelling,
    utterance::Passage,
};

/// Likeness from which two quotations of one report are one, given twice.
const QUOTATION_LIKENESS_MIN: f64 = 0.6;

/// Words from which a paragraph that stands twice is no mere phrase.
const PARAGRAPH_WORDS_MIN: usize = 8;

/// The slips of a story, in the order of reports and text.
pub(crate) fn slips(groups: &[Vec<Passage>], figures: &[Figure], acts: &Acts, story: &Story) -> Vec<Slip> {
    let mut slips = noted(story);
    slips.extend(groups.iter().flat_map(|group| repeated(group, story)));
    slips.extend(paragraphs(story));
    slips.extend(spelling::misspelt(story));
    slips.extend(headlines(acts, story));
    slips.extend(headline_figures(figures, story));
    slips.sort_by_key(|slip| (slip.telling.report, slip.kind, slip.telling.span));
    slips.dedup_by(|a, b| {
        a.telling.report == b.telling.report
            && a.kind == b.kind
            && (a.telling.span == b.telling.span
                || a.kind == SlipKind::MisspeltName && a.telling.text == b.telling.text)
    });
    slips
}

/// What the reading of one report noted.
fn noted(story: &Story) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (index, report) in story.reports.iter().enumerate() {
        for note in &report.reading.notes {
            let kind = match note.code {
                NoteCode::NameMisspelt => SlipKind::MisspeltName,
                NoteCode::WeekdayContradictsDate => SlipKind::Weekday,
                _ => continue,
            };
            let Some(span) = note.span else { continue };
            let annotations = &report.reading.annotations;
            let mention = annotations.mentions.iter().find(|mention| mention.span.overlaps(span));
            let means = mention.map(|mention| annotations.entities[mention.entity].id.clone());
            slips.push(Slip {
                telling: Telling {
                    by: None,
                    via: Vec::new(),
                    date: None,
                    ..story.telling(index, span, None)
                },
                kind,
                means: means.filter(|_| kind == SlipKind::MisspeltName),
                why: Reason::Noted(note.detail.clone()),
            });
        }
    }
    slips
}

/// Paragraphs that a report gives twice, word for word.
fn paragraphs(story: &Story) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (index, report) in story.reports.iter().enumerate() {
        let mut seen: BTreeMap<Vec<u32>, Place> = BTreeMap::new();
        for span in report.reading.article.body() {
            let terms: Vec<u32> = report.words_in(span).iter().map(|word| word.term).collect();
            if terms.len() < PARAGRAPH_WORDS_MIN {
                continue;
            }
            if let Some(first) = seen.get(&terms) {
                slips.push(Slip {
                    telling: story.telling(index, span, None),
                    kind: SlipKind::RepeatedParagraph,
                    means: None,
                    why: Reason::GivenBefore(opening(report.text(*first))),
                });
            } else {
                seen.insert(terms, span);
            }
        }
    }
    slips
}

/// One quotation, given twice in one report in other words.
fn repeated(group: &[Passage], story: &Story) -> Vec<Slip> {
    let direct =
        |passage: &&Passage| passage.statement.is_some_and(|statement| statement.mode == Mode::Direct);
    let quotations: Vec<&Passage> = group.iter().filter(direct).collect();
    let mut slips = Vec::new();
    for (at, later) in quotations.iter().enumerate() {
        let earlier = quotations[..at].iter().find(|earlier| {
            earlier.report == later.report
                && story.likeness(&earlier.terms, &later.terms).dice() >= QUOTATION_LIKENESS_MIN
        });
        if let Some(earlier) = earlier {
            slips.push(Slip {
                telling: story.telling(later.report, later.span, later.statement),
                kind: SlipKind::RepeatedQuotation,
                means: None,
                why: Reason::GivenBefore(story.reports[earlier.report].text(earlier.span).to_owned()),
            });
        }
    }
    slips
}

/// Headlines whose act the body tells of other parties: it calls on A there, and on B here.
fn headlines(acts: &Acts, story: &Story) -> Vec<Slip> {
    let mut slips = Vec::new();
    for (index, report) in story.reports.iter().enumerate() {
        for event in &report.headline {
            let promised = Act::promised(index, event, story);
            let (Some(actor), Some(recipient)) = (promised.actor, promised.recipient) else { continue };
            let alike: Vec<&Act> = acts
                .of_report(index)
                .iter()
                .filter(|act| act.event.event_type == event.event_type && Act::is(act.actor, actor, story))
                .collect();
            let told = |act: &&Act| {
                act.recipient
                    .is_none_or(|other| other == recipient || story.parties.may_speak_for(other, recipient))
            };
            let Some(first) = alike.first().filter(|_| !alike.iter().any(told)) else { continue };
            let span = report.reading.article.title.as_ref().map_or(event.evidence, |title| title.span);
            slips.push(Slip {
                telling: story.telling(index, span, None),
                kind: SlipKind::Headline,
                means: None,
                why: Reason::OtherAct {
                    headline: promised.label(story),
                    body: first.label(story),
                    words: report.text(first.event.evidence).to_owned(),
                },
            });
        }
    }
    slips
}

/// Numbers of a headline that go with none of the body's for the same figure.
fn headline_figures(figures: &[Figure], story: &Story) -> Vec<Slip> {
    let mut slips = Vec::new();
    for figure in figures {
        for headline in figure.told.iter().filter(|told| told.headline && told.low.is_some()) {
            let body: Vec<_> = figure
                .told
                .iter()
                .filter(|told| !told.headline && told.telling.report == headline.telling.report)
                .collect();
            if let Some(first) = body.first().filter(|_| body.iter().all(|told| !compatible(told, headline)))
            {
                slips.push(Slip {
                    telling: story.telling(headline.telling.report, headline.telling.span, None),
                    kind: SlipKind::Headline,
                    means: None,
                    why: Reason::OtherFigure(first.telling.text.clone()),
                });
            }
        }
    }
    slips
}

/// The first words of a paragraph.
fn opening(text: &str) -> String {
    text.split_whitespace().take(8).collect::<Vec<_>>().join(" ")
}
