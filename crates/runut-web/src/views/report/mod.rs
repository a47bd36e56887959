//! One report: its text as kept, every claim's words marked, and the claims beside it.

mod claims;
mod text;

pub(crate) use text::paragraphs;

use std::collections::BTreeSet;

use askama::Template;
use runut_article::{Article, CreditScope};
use runut_claim::Place;
use runut_store::Version;
use runut_story::Ledger;
use runut_text::Span;

use super::frame::{Frame, compare_href, encode, report_href, story_href};
use crate::{marks::Piece, names::Names, origins::Looks, source, written};

/// Words that a claim line of the story leads to.
pub(crate) struct Focus {
    /// `start-end`, in bytes of the report's text.
    pub(crate) at: String,
    /// Id of the claim line in the story's page.
    pub(crate) from: String,
    /// The day as of which the story was shown; empty for today.
    pub(crate) as_of: String,
}

/// The page of one report.
#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct ReportPage<'a> {
    f: Frame,
    headline: String,
    language: &'a str,
    outlet: Option<String>,
    /// Where the outlet says that the whole report is from, nearest to the outlet last.
    chain: Vec<String>,
    fields: Vec<Field>,
    notes: Vec<Note>,
    story: Option<String>,
    /// The story's other reports, each with the address of the two side by side.
    others: Vec<(String, String)>,
    /// What its place showed from time to time, where that changed.
    versions: Vec<Seen>,
    back: Option<String>,
    focused: Option<&'a str>,
    /// Number of the claim that the words in question belong to.
    focused_claim: Option<usize>,
    claims: Vec<claims::Claim>,
    /// Address of the forms for a claim, without its place; `None` where nothing can be corrected.
    put_right: Option<String>,
    paragraphs: Vec<Shown<'a>>,
}

/// A line of the report's head.
struct Field {
    label: &'static str,
    value: String,
}

/// What a reader should know.
struct Note {
    code: &'static str,
    detail: String,
    href: Option<String>,
}

/// What the place of a report showed from a time on.
struct Seen {
    /// When, in words.
    time: String,
    href: String,
    /// Whether it is what this page shows.
    here: bool,
    /// Paragraphs taken out and put in since the version before.
    changes: Vec<(Vec<String>, Vec<String>)>,
}

/// A paragraph of the text, ready to be shown.
struct Shown<'a> {
    class: &'static str,
    kind: &'static str,
    stretches: Vec<Stretch<'a>>,
}

/// A stretch of a paragraph: prose, or junk inside it.
struct Stretch<'a> {
    junk: Option<&'static str>,
    pieces: Vec<Piece<'a>>,
}

/// The page of a report; `ledger` is its story's, which gives the origins their looks. `put_right` are the places of
/// claims that are marked as wrong, where corrections can be made.
pub(crate) fn report(
    f: Frame,
    (report, versions): (&source::Report, &[Version]),
    ledger: Option<&Ledger>,
    names: Names,
    focus: &Focus,
    put_right: Option<&[Place]>,
) -> askama::Result<String> {
    let reading = &report.reading;
    let article = &reading.article;
    let looks = ledger.map_or_else(|| claims::looks(reading), Looks::of);
    let mut claims = claims::claims(reading, &names, &looks);
    for claim in &mut claims {
        claim.wrong = put_right.is_some_and(|wrong| wrong.contains(&claim.span));
    }
    let place = place(&focus.at, &article.text);
    let marks = text::marks(reading, &claims, place);
    let paragraphs = text::paragraphs(article)
        .into_iter()
        .map(|paragraph| Shown {
            class: paragraph.class,
            kind: paragraph.kind,
            stretches: paragraph
                .stretches
                .into_iter()
                .map(|(junk, span)| Stretch {
                    junk,
                    pieces: crate::marks::pieces(&article.text, span, &marks),
                })
                .collect(),
        })
        .collect();
    let story = report.story.as_deref().map(story_href);
    let page = ReportPage {
        headline: article.title.as_ref().map_or_else(|| article.id.clone(), |title| title.value.clone()),
        language: &article.language,
        outlet: article.outlet.as_ref().map(|outlet| outlet.value.clone()),
        chain: chain(article),
        fields: fields(&f, article),
        notes: notes(reading),
        back: story.as_ref().filter(|_| is_anchor(&focus.from)).map(|story| back(story, focus)),
        story,
        versions: shown_versions(&f, versions, article),
        others: ledger.map(|ledger| others(ledger, &article.id)).unwrap_or_default(),
        put_right: put_right.map(|_| format!("/correct?report={}&at=", encode(&article.id))),
        focused: place.map(|place| place.of(&article.text)),
        focused_claim: place.and_then(|place| claims::claim_at(&claims, place)),
        claims,
        paragraphs,
        f,
    };
    page.render()
}

/// The place that an address names, where the text has it.
pub(crate) fn place(at: &str, text: &str) -> Option<Place> {
    let (start, end) = at.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    text.get(start..end).filter(|words| !words.is_empty()).map(|_| Span::new(start, end))
}

/// Back to the claim line, wherever the story's pages have it.
fn back(story: &str, focus: &Focus) -> String {
    let as_of =
        if focus.as_of.is_empty() { String::new() } else { format!("&asof={}", encode(&focus.as_of)) };
    format!("{story}?to={from}{as_of}#{from}", from = focus.from)
}

/// Whether it is an id that a story's page gives to a claim line.
fn is_anchor(from: &str) -> bool {
    from.starts_with(|first: char| first.is_ascii_lowercase())
        && from.len() <= 16
        && from.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase() || byte == b'-')
}

/// Reports that are offered to be compared with.
const OTHERS_MAX: usize = 30;

/// The other reports of a story: those that share passages with this one first.
fn others(ledger: &Ledger, id: &str) -> Vec<(String, String)> {
    let Some(own) = ledger.reports.iter().position(|report| report.id == id) else { return Vec::new() };
    let pairs = ledger.copies.iter().map(|copy| (copy.later, copy.earlier_or_same_origin));
    let copies: BTreeSet<usize> =
        pairs.filter(|(a, b)| *a == own || *b == own).map(|(a, b)| if a == own { b } else { a }).collect();
    let mut others: Vec<usize> = (0..ledger.reports.len()).filter(|other| *other != own).collect();
    others.sort_by_key(|other| !copies.contains(other));
    others.truncate(OTHERS_MAX);
    let words = |report: &runut_story::ReportEntry| {
        format!("{}: {}", report.outlet.as_ref().unwrap_or(&report.id), report.headline)
    };
    others
        .into_iter()
        .map(|other| &ledger.reports[other])
        .map(|report| (words(report), compare_href(id, &report.id)))
        .collect()
}

/// Whom the outlet credits with the whole report.
fn chain(article: &runut_article::Article) -> Vec<String> {
    let mut chain: Vec<String> = Vec::new();
    for credit in article.credits.iter().filter(|credit| credit.scope == CreditScope::Report) {
        if !chain.contains(&credit.name.value) {
            chain.push(credit.name.value.clone());
        }
    }
    chain
}

fn fields(f: &Frame, article: &runut_article::Article) -> Vec<Field> {
    let m = f.m;
    let joined = |fields: &[runut_article::Field]| {
        let names: Vec<&str> = fields.iter().map(|field| field.value.as_str()).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let published = article.published.as_ref().map(|published| written::date(m, &published.value));
    [
        (m.t("report.published"), Some(published.unwrap_or_else(|| m.t("report.no_date").to_owned()))),
        (m.t("report.dateline"), article.dateline.as_ref().map(|place| place.value.clone())),
        (m.t("report.authors"), joined(&article.authors)),
        (m.t("report.editors"), joined(&article.editors)),
        (m.t("report.origin"), Some(article.origin.clone())),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some(Field { label, value: value.filter(|value| !value.is_empty())? }))
    .collect()
}

/// The versions of a report; none where its place never showed another.
fn shown_versions(f: &Frame, versions: &[Version], article: &Article) -> Vec<Seen> {
    if versions.len() < 2 {
        return Vec::new();
    }
    let digest = article.digest.map(|digest| digest.to_string()).unwrap_or_default();
    versions
        .iter()
        .map(|version| Seen {
            time: written::date(f.m, &version.captured_at),
            href: report_href(&version.id),
            here: version.digest == digest,
            changes: version
                .changes
                .iter()
                .map(|change| (change.before.clone(), change.after.clone()))
                .collect(),
        })
        .collect()
}

fn notes(reading: &runut_claim::Reading) -> Vec<Note> {
    let notes = reading.notes.iter();
    notes
        .map(|note| Note {
            code: note.code.as_str(),
            detail: note.detail.clone(),
            href: note
                .span
                .map(|span| format!("?at={}#at", encode(&format!("{}-{}", span.start(), span.end())))),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_places_or_nothing() {
        assert_eq!(place("0-2", "naïf"), Some(Span::new(0, 2)));
        for odd in ["", "-", "3-2", "0-3", "0-99", "1-1", "a-b", "-1-2", "99999999999999999999-1"] {
            assert_eq!(place(odd, "naïf"), None, "{odd}");
        }
        assert!(is_anchor("f2-1"));
        assert!(!is_anchor("") && !is_anchor("\"><script>") && !is_anchor("//evil") && !is_anchor("-1"));
    }
}
