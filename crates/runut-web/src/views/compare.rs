//! Two reports side by side, with the passages that both have.

use askama::Template;
use runut_claim::Place;

use super::{
    frame::{Frame, report_href, story_href},
    report::paragraphs,
};
use crate::{
    marks::{Mark, Piece, pieces},
    source, written,
};

/// Two reports, side by side.
#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage<'a> {
    f: Frame,
    story: Option<String>,
    share: String,
    /// The words of each passage, in the one and in the other.
    passages: Vec<(String, String)>,
    sides: [Side<'a>; 2],
}

/// One of the two.
struct Side<'a> {
    /// Letter of the other's anchors.
    other: &'static str,
    outlet: String,
    headline: String,
    href: String,
    date: Option<String>,
    language: &'a str,
    paragraphs: Vec<Shown<'a>>,
}

struct Shown<'a> {
    class: &'static str,
    pieces: Vec<Piece<'a>>,
}

/// The page of two reports; `shared` are the passages, in the one and in the other, in the order of the first.
pub(crate) fn compare(
    f: Frame,
    [a, b]: [&source::Report; 2],
    shared: &[(Place, Place)],
) -> askama::Result<String> {
    let m = f.m;
    let marks = |letter: &str, place: fn(&(Place, Place)) -> Place| -> Vec<Mark> {
        let passages = shared.iter().enumerate();
        passages
            .map(|(index, pair)| Mark {
                span: place(pair),
                rank: 0,
                class: format!("m said shared o{}", index % 7 + 1),
                id: Some(format!("{letter}{}", index + 1)),
                claim: Some(index + 1),
                part: None,
            })
            .collect()
    };
    let of = [marks("a", |pair| pair.0), marks("b", |pair| pair.1)];
    let words = |report: &source::Report, place: Place| {
        report.reading.article.words(place).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let body: usize = b.reading.article.body().map(Place::len).sum();
    let held: usize = shared.iter().map(|(_, place)| place.len()).sum();
    let page = ComparePage {
        story: b.story.as_deref().filter(|_| a.story == b.story).map(story_href),
        share: m.with("compare.share", "share", &written::percent(m, held as f64 / body.max(1) as f64)),
        passages: shared.iter().map(|(x, y)| (words(a, *x), words(b, *y))).collect(),
        sides: [side(&f, a, &of[0], "b"), side(&f, b, &of[1], "a")],
        f,
    };
    page.render()
}

fn side<'a>(f: &Frame, report: &'a source::Report, marks: &'a [Mark], other: &'static str) -> Side<'a> {
    let article = &report.reading.article;
    let shown = paragraphs(article).into_iter().filter(|paragraph| paragraph.class != "junk");
    Side {
        other,
        outlet: article.outlet.as_ref().map_or_else(|| article.id.clone(), |outlet| outlet.value.clone()),
        headline: article.title.as_ref().map_or_else(|| article.id.clone(), |title| title.value.clone()),
        href: report_href(&article.id),
        date: article.published.as_ref().map(|date| written::date(f.m, &date.value)),
        language: &article.language,
        paragraphs: shown
            .filter(|paragraph| paragraph.class != "headline")
            .map(|paragraph| Shown {
                class: paragraph.class,
                pieces: paragraph
                    .stretches
                    .iter()
                    .flat_map(|(_, span)| pieces(&article.text, *span, marks))
                    .collect(),
            })
            .collect(),
    }
}
