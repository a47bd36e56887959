//! One reading as JSON: what `runut read --json` prints, and what the store keeps.

use runut_article::{Article, Block, BlockKind, Credit, CreditScope, Field};
use runut_claim as claim;
use runut_claim::{Annotations, Place, Reading};
use runut_text::{CodePoints, Note, Page, Seam, Span};
use serde::{Deserialize, Serialize};

use crate::told::{ToldRecord, told_records};

/// Version of the promise that these keys make.
pub const VERSION: u32 = 1;

/// One report, read. `start` and `end` everywhere are code points of `text`, half-open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadingRecord {
    /// [`VERSION`].
    pub version: u32,
    /// The report's id: file stem, or last part of the URL.
    pub id: String,
    /// Path or URL.
    pub origin: String,
    /// SHA-256 of the page's bytes, hexadecimal.
    pub digest: Option<String>,
    /// BCP 47 tag, empty where unknown.
    pub language: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet as the page names itself.
    pub outlet: Option<String>,
    /// Byline.
    pub authors: Vec<String>,
    /// Editors.
    pub editors: Vec<String>,
    /// Place in the dateline.
    pub dateline: Option<String>,
    /// ISO 8601.
    pub published: Option<String>,
    /// Names of credits, each once, in order of first mention.
    pub credits: Vec<String>,
    /// Paragraphs kept as prose.
    pub body: Vec<String>,
    /// Lines that are not the report's prose.
    pub not_body: Vec<LineRecord>,
    /// Each distinct surface form of each entity.
    pub entities: Vec<EntityRecord>,
    /// Time expressions.
    pub times: Vec<TimeRecord>,
    /// Quantities.
    pub quantities: Vec<QuantityRecord>,
    /// Statements.
    pub statements: Vec<StatementRecord>,
    /// Events.
    pub events: Vec<EventRecord>,
    /// What is not as it should be.
    pub notes: Vec<NoteRecord>,
    /// Places of the fields above, and the blocks.
    pub places: PlacesRecord,
    /// Those of the fields above that only the page's markup tells; their places in the text are empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<ToldRecord>,
    /// Who and what the report speaks of, each once; `entity` and the keys that end in `_entity` count in this list.
    #[serde(default)]
    pub cast: Vec<CastRecord>,
    /// Each naming, in the order of the text, and each word that only stands for a name.
    #[serde(default)]
    pub mentions: Vec<MentionRecord>,
    /// Stitches between page and text, `[page start, page length, text start, text length]` in bytes; left out where
    /// the text is the page to the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seam: Option<Vec<[usize; 4]>>,
    /// The text that all places are of.
    pub text: String,
}

/// A line, or a stretch of one, that is not prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRecord {
    /// Its words.
    pub line: String,
    /// What it is.
    pub kind: String,
    /// First code point.
    pub start: usize,
    /// After the last.
    pub end: usize,
}

/// One surface form of one entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityRecord {
    /// As written.
    pub surface: String,
    /// `person`, `organization`, `place`, `product`, `event`.
    #[serde(rename = "type")]
    pub kind: String,
    /// ISO 3166-1 alpha-2 code of a country, else the fullest name in this report.
    pub id: String,
    /// Whether the form is misspelt.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub slip: bool,
    /// Id in the packs' tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub world: Option<String>,
    /// State that it acts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// First code point of the first mention.
    pub start: usize,
    /// After its last.
    pub end: usize,
    /// All mentions, `[start, end]`.
    pub mentions: Vec<[usize; 2]>,
}

/// One whom or which the report speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CastRecord {
    /// As in [`EntityRecord`].
    pub id: String,
    /// As in [`EntityRecord`].
    #[serde(rename = "type")]
    pub kind: String,
    /// Id in the packs' tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub world: Option<String>,
    /// State that it acts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// One naming, or one word that stands for a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionRecord {
    /// Index into `cast`.
    pub entity: usize,
    /// Whether the form is misspelt.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub slip: bool,
    /// Whether it is no name but stands for one: "ia".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anaphor: bool,
    /// First code point.
    pub start: usize,
    /// After the last.
    pub end: usize,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeRecord {
    /// Its words.
    pub text: String,
    /// EDTF.
    pub value: Option<String>,
    /// First code point.
    pub start: usize,
    /// After the last.
    pub end: usize,
}

/// A quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuantityRecord {
    /// Its words.
    pub text: String,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Not exact.
    pub approximate: bool,
    /// What is counted.
    pub unit: String,
    /// First code point.
    pub start: usize,
    /// After the last.
    pub end: usize,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementRecord {
    /// What was said.
    pub text: String,
    /// `direct` or `indirect`.
    pub mode: String,
    /// Entity id, or the words that describe the claimant.
    pub claimant: Option<String>,
    /// Where the claimant is named, `[start, end]`.
    pub claimant_at: Option<[usize; 2]>,
    /// Index into `cast`, where the words name and do not describe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimant_entity: Option<usize>,
    /// The reporting words.
    pub cue: Option<String>,
    /// Where they stand.
    pub cue_at: Option<[usize; 2]>,
    /// The chain between the claimant and the outlet.
    pub via: Vec<String>,
    /// Where its links stand.
    pub via_at: Vec<[usize; 2]>,
    /// EDTF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_on: Option<String>,
    /// Where the date stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_on_at: Option<[usize; 2]>,
    /// Place or occasion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<String>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at_at: Option<[usize; 2]>,
    /// `stated`, `claimed`, `reported`.
    pub certainty: String,
    /// First code point.
    pub start: usize,
    /// After the last.
    pub end: usize,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRecord {
    /// The clause.
    pub evidence: String,
    /// PLOVER root type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Entity id or description.
    pub actor: Option<String>,
    /// Where.
    pub actor_at: Option<[usize; 2]>,
    /// Index into `cast`, where the words name and do not describe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_entity: Option<usize>,
    /// Entity id or description.
    pub recipient: Option<String>,
    /// Where.
    pub recipient_at: Option<[usize; 2]>,
    /// Index into `cast`, where the words name and do not describe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient_entity: Option<usize>,
    /// `asserted`, `denied`, `possible`, `future`, `demanded`.
    pub polarity: String,
    /// What is given, sent, signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_at: Option<[usize; 2]>,
    /// The quantity's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// Index into `quantities`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity_index: Option<usize>,
    /// Entity id or words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_at: Option<[usize; 2]>,
    /// Index into `cast`, where the words name and do not describe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_entity: Option<usize>,
    /// EDTF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_at: Option<[usize; 2]>,
    /// Entity id of the claimant, or `outlet`.
    pub claimed_by: String,
    /// Index into `statements`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<usize>,
    /// What is given in return.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_return_for: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_return_for_at: Option<[usize; 2]>,
    /// The words that make it hearsay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hedge: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hedge_at: Option<[usize; 2]>,
    /// The word that names the act.
    pub trigger_at: [usize; 2],
    /// First code point of the evidence.
    pub start: usize,
    /// After the last.
    pub end: usize,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteRecord {
    /// What was seen.
    pub code: String,
    /// The particulars.
    pub detail: String,
    /// First code point, where it is at one place.
    pub start: Option<usize>,
    /// After the last.
    pub end: Option<usize>,
}

/// Places of the page's own fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlacesRecord {
    /// Headline.
    pub title: Option<[usize; 2]>,
    /// Outlet.
    pub outlet: Option<[usize; 2]>,
    /// Authors.
    pub authors: Vec<[usize; 2]>,
    /// Editors.
    pub editors: Vec<[usize; 2]>,
    /// Dateline.
    pub dateline: Option<[usize; 2]>,
    /// Publication date.
    pub published: Option<[usize; 2]>,
    /// Every mention of a credit.
    pub credits: Vec<CreditRecord>,
    /// Paragraphs kept.
    pub body: Vec<[usize; 2]>,
}

/// One mention of a credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditRecord {
    /// Name.
    pub name: String,
    /// `report` or `passage`.
    pub scope: String,
    /// Where the cue stands.
    pub cue_at: [usize; 2],
    /// First code point of the name.
    pub start: usize,
    /// After the last.
    pub end: usize,
}

/// Turns places of one text into code points.
struct Places<'a> {
    text: &'a str,
    points: CodePoints,
}

impl Places<'_> {
    fn of(&self, place: Place) -> [usize; 2] {
        [self.points.at(self.text, place.start()), self.points.at(self.text, place.end())]
    }
}

impl ReadingRecord {
    /// The record of a reading.
    pub fn of(reading: &Reading) -> Self {
        let Reading { article, annotations, notes } = reading;
        let text = &article.text;
        let places = Places { text, points: CodePoints::of(text) };
        let words = |place: Place| place.of(text).to_owned();
        let mut credits: Vec<String> = Vec::new();
        for credit in &article.credits {
            if !credits.contains(&credit.name.value) {
                credits.push(credit.name.value.clone());
            }
        }
        let value = |field: &Option<Field>| field.as_ref().map(|field| field.value.clone());
        let values = |fields: &[Field]| fields.iter().map(|field| field.value.clone()).collect();
        Self {
            version: VERSION,
            id: article.id.clone(),
            origin: article.origin.clone(),
            digest: article.digest.map(|digest| digest.to_string()),
            language: article.language.clone(),
            title: value(&article.title),
            outlet: value(&article.outlet),
            authors: values(&article.authors),
            editors: values(&article.editors),
            dateline: value(&article.dateline),
            published: value(&article.published),
            credits,
            body: article.body().map(words).collect(),
            not_body: article
                .blocks
                .iter()
                .filter(|block| block.kind != BlockKind::Body)
                .map(|block| line_record(*block, &places))
                .collect(),
            entities: entity_records(annotations, &places),
            times: annotations.times.iter().map(|time| time_record(time, &places)).collect(),
            quantities: annotations
                .quantities
                .iter()
                .map(|quantity| quantity_record(quantity, &places))
                .collect(),
            statements: annotations
                .statements
                .iter()
                .map(|statement| statement_record(statement, reading, &places))
                .collect(),
            events: annotations.events.iter().map(|event| event_record(event, reading, &places)).collect(),
            notes: notes.iter().map(|note| note_record(note, &places)).collect(),
            places: places_record(article, &places),
            told: told_records(article),
            cast: annotations.entities.iter().map(cast_record).collect(),
            mentions: annotations.mentions.iter().map(|mention| mention_record(mention, &places)).collect(),
            seam: seam_record(article),
            text: text.clone(),
        }
    }
}

fn line_record(block: Block, places: &Places) -> LineRecord {
    let [start, end] = places.of(block.span);
    LineRecord {
        line: block.span.of(places.text).to_owned(),
        kind: block.kind.as_str().to_owned(),
        start,
        end,
    }
}

fn entity_records(annotations: &Annotations, places: &Places) -> Vec<EntityRecord> {
    let mut records: Vec<EntityRecord> = Vec::new();
    for mention in annotations.mentions.iter().filter(|mention| !mention.anaphor) {
        let entity = &annotations.entities[mention.entity];
        let surface = mention.span.of(places.text);
        let [start, end] = places.of(mention.span);
        match records.iter_mut().find(|record| record.surface == surface && record.id == entity.id) {
            Some(record) => record.mentions.push([start, end]),
            None => records.push(EntityRecord {
                surface: surface.to_owned(),
                kind: entity.kind.as_str().to_owned(),
                id: entity.id.clone(),
                slip: mention.slip,
                world: entity.world.clone(),
                state: entity.state.clone(),
                start,
                end,
                mentions: vec![[start, end]],
            }),
        }
    }
    records
}

fn cast_record(entity: &claim::Entity) -> CastRecord {
    let claim::Entity { id, kind, world, state } = entity;
    CastRecord { id: id.clone(), kind: kind.as_str().to_owned(), world: world.clone(), state: state.clone() }
}

fn mention_record(mention: &claim::Mention, places: &Places) -> MentionRecord {
    let claim::Mention { span, entity, slip, anaphor } = *mention;
    let [start, end] = places.of(span);
    MentionRecord { entity, slip, anaphor, start, end }
}

fn seam_record(article: &Article) -> Option<Vec<[usize; 4]>> {
    let stitch = |(page, text): &(Span<Page>, Place)| [page.start(), page.len(), text.start(), text.len()];
    (article.seam != Seam::identity(article.text.len()))
        .then(|| article.seam.stitches().iter().map(stitch).collect())
}

fn time_record(time: &claim::Timex, places: &Places) -> TimeRecord {
    let [start, end] = places.of(time.span);
    TimeRecord { text: time.span.of(places.text).to_owned(), value: time.value.clone(), start, end }
}

fn quantity_record(quantity: &claim::Quantity, places: &Places) -> QuantityRecord {
    let [start, end] = places.of(quantity.span);
    let claim::Quantity { low, high, approximate, ref unit, .. } = *quantity;
    QuantityRecord {
        text: quantity.span.of(places.text).to_owned(),
        low,
        high,
        approximate,
        unit: unit.clone(),
        start,
        end,
    }
}

fn statement_record(statement: &claim::Statement, reading: &Reading, places: &Places) -> StatementRecord {
    let [start, end] = places.of(statement.span);
    let words = |place: Place| place.of(places.text).to_owned();
    StatementRecord {
        text: words(statement.span),
        mode: statement.mode.as_str().to_owned(),
        claimant: statement.claimant.map(|party| reading.party_id(party).to_owned()),
        claimant_at: statement.claimant.map(|party| places.of(party.span)),
        claimant_entity: statement.claimant.and_then(|party| party.entity),
        cue: statement.cue.map(words),
        cue_at: statement.cue.map(|cue| places.of(cue)),
        via: statement.via.iter().map(|link| link.name.clone()).collect(),
        via_at: statement.via.iter().map(|link| places.of(link.span)).collect(),
        said_on: statement.said_on.as_ref().map(|time| time.value.clone()),
        said_on_at: statement.said_on.as_ref().map(|time| places.of(time.span)),
        said_at: statement.said_at.map(words),
        said_at_at: statement.said_at.map(|place| places.of(place)),
        certainty: statement.certainty.as_str().to_owned(),
        start,
        end,
    }
}

fn event_record(event: &claim::Event, reading: &Reading, places: &Places) -> EventRecord {
    let [start, end] = places.of(event.evidence);
    let words = |place: Place| place.of(places.text).to_owned();
    let id = |party: claim::Party| reading.party_id(party).to_owned();
    let at = |party: claim::Party| places.of(party.span);
    let annotations = &reading.annotations;
    let claimant = event.statement.and_then(|index| annotations.statements[index].claimant);
    EventRecord {
        evidence: words(event.evidence),
        event_type: event.event_type.clone(),
        actor: event.actor.map(id),
        actor_at: event.actor.map(at),
        actor_entity: event.actor.and_then(|party| party.entity),
        recipient: event.recipient.map(id),
        recipient_at: event.recipient.map(at),
        recipient_entity: event.recipient.and_then(|party| party.entity),
        polarity: event.polarity.as_str().to_owned(),
        object: event.object.map(words),
        object_at: event.object.map(|place| places.of(place)),
        quantity: event.quantity.map(|index| words(annotations.quantities[index].span)),
        quantity_index: event.quantity,
        place: event.place.map(id),
        place_at: event.place.map(at),
        place_entity: event.place.and_then(|party| party.entity),
        time: event.time.as_ref().map(|time| time.value.clone()),
        time_at: event.time.as_ref().map(|time| places.of(time.span)),
        claimed_by: claimant.map_or_else(|| "outlet".to_owned(), id),
        statement: event.statement,
        in_return_for: event.in_return_for.map(words),
        in_return_for_at: event.in_return_for.map(|place| places.of(place)),
        hedge: event.hedge.map(words),
        hedge_at: event.hedge.map(|place| places.of(place)),
        trigger_at: places.of(event.trigger),
        start,
        end,
    }
}

fn note_record(note: &Note<Article>, places: &Places) -> NoteRecord {
    let at = note.span.map(|span| places.of(span));
    NoteRecord {
        code: note.code.as_str().to_owned(),
        detail: note.detail.clone(),
        start: at.map(|at| at[0]),
        end: at.map(|at| at[1]),
    }
}

fn places_record(article: &Article, places: &Places) -> PlacesRecord {
    let at = |field: &Option<Field>| field.as_ref().map(|field| places.of(field.span));
    let all = |fields: &[Field]| fields.iter().map(|field| places.of(field.span)).collect();
    PlacesRecord {
        title: at(&article.title),
        outlet: at(&article.outlet),
        authors: all(&article.authors),
        editors: all(&article.editors),
        dateline: at(&article.dateline),
        published: at(&article.published),
        credits: article.credits.iter().map(|credit| credit_record(credit, places)).collect(),
        body: article.body().map(|span| places.of(span)).collect(),
    }
}

fn credit_record(credit: &Credit, places: &Places) -> CreditRecord {
    let [start, end] = places.of(credit.name.span);
    let scope = match credit.scope {
        CreditScope::Report => "report",
        CreditScope::Passage => "passage",
    };
    CreditRecord {
        name: credit.name.value.clone(),
        scope: scope.to_owned(),
        cue_at: places.of(credit.cue),
        start,
        end,
    }
}
