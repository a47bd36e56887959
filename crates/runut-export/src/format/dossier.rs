//! A static page of stories that needs nothing but itself: what the ledger has, and the reports with their words marked.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use askama::Template;
use runut_packs::Packs;

use super::{Exporter, StoryRecords};
use crate::{
    TellingRecord,
    sheet::{Book, Names, STYLE, Told, View, Words, view},
};

#[derive(Template)]
#[template(path = "dossier_head.html")]
struct Head<'a> {
    w: &'a Words,
    style: &'a str,
}

#[derive(Template)]
#[template(path = "dossier.html")]
struct Story<'a> {
    w: &'a Words,
    v: &'a View,
    timeline: Vec<Line>,
    sections: Vec<Section>,
    texts: Vec<Text>,
}

/// A line of the time line.
struct Line {
    day: String,
    kind: String,
    about: String,
    told: Vec<Told>,
}

/// A list of things of one kind.
struct Section {
    title: String,
    items: Vec<Item>,
}

struct Item {
    what: String,
    aside: String,
    told: Vec<Told>,
}

/// A report's text in pieces.
struct Text {
    number: usize,
    headline: String,
    language: String,
    pieces: Vec<Piece>,
}

/// A stretch of text, in which something is told or not.
struct Piece {
    text: String,
    marked: bool,
    /// Code points at which tellings start that are linked to.
    starts: Vec<usize>,
}

pub(super) struct Dossier<'a> {
    out: Box<dyn Write + Send + 'a>,
    names: Names<'a>,
}

impl<'a> Dossier<'a> {
    pub(super) fn new(
        mut out: Box<dyn Write + Send + 'a>,
        language: &str,
        packs: &'a Packs,
    ) -> io::Result<Self> {
        let words = Words::of(language);
        out.write_all(render(&Head { w: words, style: STYLE })?.as_bytes())?;
        Ok(Self { out, names: Names { packs, words } })
    }
}

impl Exporter for Dossier<'_> {
    fn story(&mut self, story: &StoryRecords) -> io::Result<()> {
        let view = view(story, &self.names);
        let book = Book::of(story, &self.names);
        let page = Story {
            w: self.names.words,
            timeline: timeline(&book),
            sections: sections(&book),
            texts: texts(story, &view),
            v: &view,
        };
        self.out.write_all(render(&page)?.as_bytes())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(b"</main>\n</body>\n</html>\n")?;
        self.out.flush()
    }
}

fn render(page: &impl Template) -> io::Result<String> {
    page.render().map_err(io::Error::other)
}

fn timeline(book: &Book) -> Vec<Line> {
    let names = book.names;
    let line = |entry: &crate::TimelineRecord| Line {
        day: names.words.day(&entry.date),
        kind: names
            .words
            .t(if entry.kind == "said" { "timeline.said" } else { "timeline.happened" })
            .to_owned(),
        about: names.key(&entry.about, &|id| book.is_known(id)),
        told: entry.told.iter().map(|one| book.told(one)).collect(),
    };
    book.story.ledger.timeline.iter().map(line).collect()
}

/// What the claims do not show: changes, dates, exchanges, copies, slips.
fn sections(book: &Book) -> Vec<Section> {
    let ledger = &book.story.ledger;
    let names = book.names;
    let words = names.words;
    let all = |tellings: &[&TellingRecord]| tellings.iter().map(|one| book.told(one)).collect();
    let known = |id: &str| book.is_known(id);
    let outlet = |id: &str| {
        let entry = ledger.reports.iter().find(|entry| entry.report == id);
        entry.and_then(|entry| entry.outlet.clone()).unwrap_or_else(|| id.to_owned())
    };
    let section = |key: &str, items: Vec<Item>| Section { title: words.t(key).to_owned(), items };
    let changes = ledger.changes.iter().map(|change| Item {
        what: names.party(&change.claimant),
        aside: change.what.clone(),
        told: all(&[&change.from, &change.to]),
    });
    let dates = ledger.dates_that_differ.iter().map(|dates| Item {
        what: names.key(&dates.of, &known),
        aside: String::new(),
        told: all(&dates.told.iter().collect::<Vec<_>>()),
    });
    let exchanges = ledger.exchanges.iter().map(|exchange| Item {
        what: format!("{} → {}: {}", names.party(&exchange.from), names.party(&exchange.to), exchange.gives),
        aside: format!(
            "{} {} {}",
            words.t("exchanges.for"),
            exchange.in_return_for,
            words.t(&format!("polarity.{}", exchange.polarity))
        ),
        told: all(&exchange.told.iter().map(|one| &one.telling).collect::<Vec<_>>()),
    });
    let copies = ledger.copies.iter().map(|copy| Item {
        what: format!(
            "{} {} {}",
            outlet(&copy.later),
            if copy.direction_known { "←" } else { "↔" },
            outlet(&copy.earlier_or_same_origin)
        ),
        aside: format!("{} % {}", words.number((copy.share * 100.0).round()), words.t("copies.share")),
        told: all(&copy.passages.iter().map(|passage| &passage.later).collect::<Vec<_>>()),
    });
    let slips = ledger.slips.iter().map(|slip| Item {
        what: words.t(&format!("slip.{}", slip.kind)).to_owned(),
        aside: slip
            .means
            .clone()
            .map_or_else(|| slip.why.clone(), |means| format!("→ {means} ({})", slip.why)),
        told: all(&[&slip.telling]),
    });
    let sections = [
        section("changes.title", changes.collect()),
        section("dates.title", dates.collect()),
        section("exchanges.title", exchanges.collect()),
        section("copies.title", copies.collect()),
        section("slips.title", slips.collect()),
    ];
    sections.into_iter().filter(|section| !section.items.is_empty()).collect()
}

/// The reports' texts, cut where something is told.
fn texts(story: &StoryRecords, view: &View) -> Vec<Text> {
    let ledger = &story.ledger;
    let tellings = || {
        let figures = ledger.figures.iter().flat_map(|figure| &figure.told).map(|told| &told.telling);
        let utterances = ledger.utterances.iter().flat_map(|one| &one.told).map(|told| &told.telling);
        let origins = ledger.origins.iter().flat_map(|origin| &origin.traces);
        let denials =
            ledger.denials.iter().flat_map(|denial| [&denial.telling].into_iter().chain(&denial.asserted_in));
        let timeline = ledger.timeline.iter().flat_map(|entry| &entry.told);
        let changes = ledger.changes.iter().flat_map(|change| [&change.from, &change.to]);
        let dates = ledger.dates_that_differ.iter().flat_map(|dates| &dates.told);
        let exchanges = ledger.exchanges.iter().flat_map(|one| &one.told).map(|told| &told.telling);
        let copies = ledger.copies.iter().flat_map(|copy| &copy.passages).map(|passage| &passage.later);
        let slips = ledger.slips.iter().map(|slip| &slip.telling);
        let claims =
            figures.chain(utterances).chain(origins).chain(denials).chain(timeline).map(|one| (one, true));
        claims
            .chain(changes.chain(dates).chain(exchanges).chain(slips).map(|one| (one, true)))
            .chain(copies.map(|one| (one, false)))
    };
    let mut texts = Vec::new();
    for ((entry, reading), report) in ledger.reports.iter().zip(&story.reports).zip(&view.reports) {
        let own: Vec<(&TellingRecord, bool)> =
            tellings().filter(|(told, _)| told.report == entry.report).collect();
        let chars: Vec<char> = reading.text.chars().collect();
        let mut cuts: BTreeSet<usize> = own.iter().flat_map(|(told, _)| [told.start, told.end]).collect();
        cuts.extend([0, chars.len()]);
        let cuts: Vec<usize> = cuts.into_iter().filter(|cut| *cut <= chars.len()).collect();
        let starts: BTreeSet<usize> = own.iter().map(|(told, _)| told.start).collect();
        let pieces = cuts.windows(2).map(|cut| Piece {
            text: chars[cut[0]..cut[1]].iter().collect(),
            marked: own.iter().any(|(told, marked)| *marked && told.start <= cut[0] && cut[1] <= told.end),
            starts: starts.get(&cut[0]).copied().into_iter().collect(),
        });
        texts.push(Text {
            number: report.number,
            headline: entry.headline.clone(),
            language: reading.language.clone(),
            pieces: pieces.collect(),
        });
    }
    texts
}
