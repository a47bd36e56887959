//! Is this new text's claim known? The form for a text, and what is known of each of its claims.

use askama::Template;
use runut_store::StoryCheck;
use runut_story::{Finding, Known, keep_known};

use super::{
    frame::{Frame, story_href},
    line::{Line, Lines, Told},
    story::Asked,
};
use crate::{names::Names, origins::Looks, source::Checked};

/// Tellings of others that are shown of one finding.
const TOLD_MAX: usize = 12;

/// What stands in the form.
#[derive(Debug, Default)]
pub(crate) struct CheckForm {
    /// The text that was sent.
    pub(crate) text: String,
    /// Where it stood.
    pub(crate) address: String,
    /// Key of the sentence that says why it was not taken.
    pub(crate) wrong: Option<&'static str>,
}

/// The form, and what is known of the text that was sent.
#[derive(Template)]
#[template(path = "check.html")]
pub(crate) struct CheckPage {
    f: Frame,
    /// What the form must carry; `None` where nothing is taken.
    token: Option<String>,
    form: CheckForm,
    checked: Option<Shown>,
}

/// A text, checked.
struct Shown {
    headline: String,
    stories: Vec<(String, String)>,
    claims: Vec<Claim>,
    /// How many claims nobody tells.
    unseen: usize,
}

/// One claim of the text.
struct Claim {
    line: Line,
    findings: Vec<Found>,
}

/// What is known of it in one respect.
struct Found {
    known: &'static str,
    class: &'static str,
    shape: &'static str,
    about: String,
    origins: usize,
    told: Told,
}

/// The page of the form; with a checked text, of what is known of it.
pub(crate) fn check(
    f: Frame,
    token: Option<String>,
    form: CheckForm,
    checked: Option<(&Checked, Names)>,
) -> CheckPage {
    CheckPage { f, token, form, checked: checked.map(|(checked, names)| shown(checked, names)) }
}

fn shown(checked: &Checked, names: Names) -> Shown {
    let asked = Asked::default();
    let article = &checked.reading.article;
    let mut claims: Vec<Claim> = Vec::new();
    for (place, StoryCheck { check, .. }) in checked.stories.iter().enumerate() {
        let looks = Looks::of(&check.ledger);
        let lines = Lines { ledger: &check.ledger, names, looks: &looks, asked: &asked };
        for (index, claim) in check.claims.iter().enumerate() {
            if place == 0 {
                let line = lines.line(&claim.telling, format!("c{}", index + 1));
                claims.push(Claim { line, findings: Vec::new() });
            }
            let found =
                claim.findings.iter().enumerate().map(|(number, finding)| {
                    found(finding, &lines, &format!("c{}-{place}-{number}", index + 1))
                });
            if let Some(claim) = claims.get_mut(index) {
                claim.findings.extend(found);
            }
        }
    }
    let unseen = Known::NotSeen.as_str();
    for claim in &mut claims {
        keep_known(&mut claim.findings, |found| found.known == unseen);
    }
    Shown {
        headline: article.title.as_ref().map_or_else(|| article.id.clone(), |title| title.value.clone()),
        stories: checked
            .stories
            .iter()
            .filter_map(|check| check.story.as_ref())
            .map(|story| (story.clone(), story_href(story)))
            .collect(),
        unseen: claims
            .iter()
            .filter(|claim| claim.findings.iter().all(|found| found.known == unseen))
            .count(),
        claims,
    }
}

fn found(finding: &Finding, lines: &Lines, anchor: &str) -> Found {
    let (class, shape) = match finding.known {
        Known::Same | Known::OnlySource => ("agree", "="),
        Known::OtherFigure => ("differ", "≠"),
        Known::Older => ("update", "↻"),
        Known::DeniedBy | Known::AssertedBy => ("denied", "⊘"),
        Known::NotSeen => ("unseen-claim", "○"),
    };
    let told = &finding.told[..finding.told.len().min(TOLD_MAX)];
    Found {
        known: finding.known.as_str(),
        class,
        shape,
        about: lines.names.key(&finding.about),
        origins: finding.origins.len(),
        told: lines.lines(told, anchor),
    }
}
