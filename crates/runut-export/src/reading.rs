//! The way back: a record becomes the reading that it was made of.

use runut_article::{Article, Block, BlockKind, Credit, CreditScope, Field};
use runut_claim as claim;
use runut_claim::{Annotations, Certainty, EntityKind, Mode, Party, Place, Polarity, Reading, TimeRef};
use runut_text::{Digest, Note, NoteCode, Seam, Span};

use crate::{
    CastRecord, CreditRecord, EventRecord, MentionRecord, NoteRecord, PlacesRecord, QuantityRecord,
    ReadingRecord, StatementRecord, TimeRecord, VERSION, told::metadata,
};

/// Why a record is none that this program wrote.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// The record follows a later promise.
    #[error("record of version {found}, this runut knows {VERSION}")]
    Newer {
        /// Its `version`.
        found: u32,
    },
    /// A place is none of the text.
    #[error("`{key}` has the place {start}..{end}, and the text has {length} code points")]
    Place {
        /// The key that gives it.
        key: &'static str,
        /// First code point.
        start: usize,
        /// After the last.
        end: usize,
        /// Code points of the text.
        length: usize,
    },
    /// An index points beyond its list.
    #[error("`{key}` points to entry {index} of a list of {length}")]
    Index {
        /// The key that gives it.
        key: &'static str,
        /// What it gives.
        index: usize,
        /// Entries of the list that it points into.
        length: usize,
    },
    /// A word that is none of those that the key may have.
    #[error("`{key}` cannot be `{value}`")]
    Word {
        /// The key.
        key: &'static str,
        /// What it has.
        value: String,
    },
    /// A value without its place, a place without its value, or two lists that go together and differ in length.
    #[error("`{key}` and its places do not go together")]
    Unpaired {
        /// The key.
        key: &'static str,
    },
    /// The seam's stitches are not in the order of the text, or end beyond it.
    #[error("stitch {index} of the seam lies outside the text or before the stitch before it")]
    Seam {
        /// Which stitch.
        index: usize,
    },
    /// The text is longer than a place can say.
    #[error("the text is longer than 4 GiB")]
    Long,
}

type Result<T> = std::result::Result<T, RecordError>;

impl ReadingRecord {
    /// The reading that the record was made of: `ReadingRecord::of(&reading).into_reading()` is `reading`.
    ///
    /// # Errors
    /// Where the record is of a later version, or was not made by [`ReadingRecord::of`]: a place outside the text, an
    /// index beyond its list, a word that no version wrote.
    pub fn into_reading(self) -> Result<Reading> {
        if self.version > VERSION {
            return Err(RecordError::Newer { found: self.version });
        }
        let offsets = Offsets::of(&self.text)?;
        let annotations = annotations(&self, &offsets)?;
        let notes = self.notes.iter().map(|record| note(record, &offsets)).collect::<Result<_>>()?;
        let article = article(self, &offsets)?;
        Ok(Reading { article, annotations, notes })
    }
}

/// Turns code points of one text into places.
struct Offsets {
    /// Byte offset of each code point, and of the end of the text.
    bytes: Vec<u32>,
}

impl Offsets {
    fn of(text: &str) -> Result<Self> {
        u32::try_from(text.len()).map_err(|_| RecordError::Long)?;
        let starts = text.char_indices().map(|(at, _)| at);
        Ok(Self { bytes: starts.chain([text.len()]).map(|at| at as u32).collect() })
    }

    fn place(&self, key: &'static str, [start, end]: [usize; 2]) -> Result<Place> {
        match (self.bytes.get(start), self.bytes.get(end)) {
            (Some(&from), Some(&to)) if start <= end => Ok(Place::new(from as usize, to as usize)),
            _ => Err(RecordError::Place { key, start, end, length: self.bytes.len() - 1 }),
        }
    }

    fn maybe(&self, key: &'static str, at: Option<[usize; 2]>) -> Result<Option<Place>> {
        at.map(|at| self.place(key, at)).transpose()
    }
}

fn article(record: ReadingRecord, offsets: &Offsets) -> Result<Article> {
    let blocks = blocks(&record, offsets)?;
    let PlacesRecord { title, outlet, authors, editors, dateline, published, credits, body: _ } =
        record.places;
    Ok(Article {
        digest: record.digest.as_deref().map(digest).transpose()?,
        seam: seam(record.seam, record.text.len())?,
        blocks,
        title: field("title", record.title, title, offsets)?,
        outlet: field("outlet", record.outlet, outlet, offsets)?,
        authors: fields("authors", record.authors, authors, offsets)?,
        editors: fields("editors", record.editors, editors, offsets)?,
        dateline: field("dateline", record.dateline, dateline, offsets)?,
        published: field("published", record.published, published, offsets)?,
        credits: credits.into_iter().map(|record| credit(record, offsets)).collect::<Result<_>>()?,
        id: record.id,
        origin: record.origin,
        language: record.language,
        text: record.text,
        // What markup says beyond these fields is not kept in readings; the page itself is.
        meta: metadata(record.told)?,
    })
}

/// Prose and the rest, in the order of the text.
fn blocks(record: &ReadingRecord, offsets: &Offsets) -> Result<Vec<Block>> {
    let mut blocks = Vec::with_capacity(record.places.body.len() + record.not_body.len());
    for &at in &record.places.body {
        blocks.push(Block { kind: BlockKind::Body, span: offsets.place("body", at)? });
    }
    for line in &record.not_body {
        let span = offsets.place("not_body", [line.start, line.end])?;
        blocks.push(Block { kind: word("kind", &line.kind, BlockKind::parse)?, span });
    }
    blocks.sort_by_key(|block| block.span);
    Ok(blocks)
}

pub(crate) fn digest(hex: &str) -> Result<Digest> {
    let wrong = || RecordError::Word { key: "digest", value: hex.to_owned() };
    let mut digest = Digest([0; 32]);
    if hex.len() != 64 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(wrong());
    }
    for (byte, pair) in digest.0.iter_mut().zip(hex.as_bytes().chunks(2)) {
        let pair = std::str::from_utf8(pair).map_err(|_| wrong())?;
        *byte = u8::from_str_radix(pair, 16).map_err(|_| wrong())?;
    }
    Ok(digest)
}

fn seam(stitches: Option<Vec<[usize; 4]>>, length: usize) -> Result<Seam<runut_text::Page, Article>> {
    let Some(stitches) = stitches else { return Ok(Seam::identity(length)) };
    let mut seam = Seam::default();
    let mut sewn = 0;
    for (index, [page, page_length, text, text_length]) in stitches.into_iter().enumerate() {
        let end = text.checked_add(text_length).filter(|&end| sewn <= text && end <= length);
        let page_end = page.checked_add(page_length).filter(|&end| u32::try_from(end).is_ok());
        let (Some(end), Some(page_end)) = (end, page_end) else { return Err(RecordError::Seam { index }) };
        seam.push(Span::new(page, page_end), Place::new(text, end));
        sewn = end;
    }
    Ok(seam)
}

fn field(
    key: &'static str,
    value: Option<String>,
    at: Option<[usize; 2]>,
    offsets: &Offsets,
) -> Result<Option<Field>> {
    match (value, offsets.maybe(key, at)?) {
        (Some(value), Some(span)) => Ok(Some(Field { value, span })),
        (None, None) => Ok(None),
        _ => Err(RecordError::Unpaired { key }),
    }
}

fn fields(
    key: &'static str,
    values: Vec<String>,
    at: Vec<[usize; 2]>,
    offsets: &Offsets,
) -> Result<Vec<Field>> {
    if values.len() != at.len() {
        return Err(RecordError::Unpaired { key });
    }
    let places = at.into_iter().map(|at| offsets.place(key, at));
    values.into_iter().zip(places).map(|(value, span)| Ok(Field { value, span: span? })).collect()
}

fn credit(record: CreditRecord, offsets: &Offsets) -> Result<Credit> {
    let scope = |name: &str| match name {
        "report" => Some(CreditScope::Report),
        "passage" => Some(CreditScope::Passage),
        _ => None,
    };
    let span = offsets.place("credits", [record.start, record.end])?;
    Ok(Credit {
        cue: offsets.place("cue_at", record.cue_at)?,
        scope: word("scope", &record.scope, scope)?,
        name: Field { value: record.name, span },
    })
}

fn annotations(record: &ReadingRecord, offsets: &Offsets) -> Result<Annotations> {
    Ok(Annotations {
        entities: record.cast.iter().map(entity).collect::<Result<_>>()?,
        mentions: record
            .mentions
            .iter()
            .map(|mention_record| mention(mention_record, record, offsets))
            .collect::<Result<_>>()?,
        times: record.times.iter().map(|record| timex(record, offsets)).collect::<Result<_>>()?,
        quantities: record
            .quantities
            .iter()
            .map(|record| quantity(record, offsets))
            .collect::<Result<_>>()?,
        statements: record
            .statements
            .iter()
            .map(|said| statement(said, record, offsets))
            .collect::<Result<_>>()?,
        events: record.events.iter().map(|done| event(done, record, offsets)).collect::<Result<_>>()?,
    })
}

fn entity(record: &CastRecord) -> Result<claim::Entity> {
    let CastRecord { id, kind, world, state } = record;
    let kind = word("type", kind, EntityKind::parse)?;
    Ok(claim::Entity { id: id.clone(), kind, world: world.clone(), state: state.clone() })
}

fn mention(mention: &MentionRecord, record: &ReadingRecord, offsets: &Offsets) -> Result<claim::Mention> {
    let &MentionRecord { entity, slip, anaphor, start, end } = mention;
    let span = offsets.place("mentions", [start, end])?;
    Ok(claim::Mention { span, entity: index("entity", entity, record.cast.len())?, slip, anaphor })
}

fn timex(record: &TimeRecord, offsets: &Offsets) -> Result<claim::Timex> {
    let span = offsets.place("times", [record.start, record.end])?;
    Ok(claim::Timex { span, value: record.value.clone() })
}

fn quantity(record: &QuantityRecord, offsets: &Offsets) -> Result<claim::Quantity> {
    let &QuantityRecord { text: _, low, high, approximate, ref unit, start, end } = record;
    let span = offsets.place("quantities", [start, end])?;
    Ok(claim::Quantity { span, low, high, approximate, unit: unit.clone() })
}

fn statement(said: &StatementRecord, record: &ReadingRecord, offsets: &Offsets) -> Result<claim::Statement> {
    let modes = |name: &str| [Mode::Direct, Mode::Indirect].into_iter().find(|mode| mode.as_str() == name);
    let certainties = |name: &str| {
        [Certainty::Stated, Certainty::Claimed, Certainty::Reported]
            .into_iter()
            .find(|certainty| certainty.as_str() == name)
    };
    let links = fields("via", said.via.clone(), said.via_at.clone(), offsets)?;
    Ok(claim::Statement {
        span: offsets.place("statements", [said.start, said.end])?,
        mode: word("mode", &said.mode, modes)?,
        claimant: party("claimant", said.claimant_at, said.claimant_entity, record, offsets)?,
        cue: offsets.maybe("cue_at", said.cue_at)?,
        via: links.into_iter().map(|Field { value: name, span }| claim::Link { name, span }).collect(),
        said_on: time("said_on", said.said_on.clone(), said.said_on_at, offsets)?,
        said_at: offsets.maybe("said_at_at", said.said_at_at)?,
        certainty: word("certainty", &said.certainty, certainties)?,
    })
}

fn event(done: &EventRecord, record: &ReadingRecord, offsets: &Offsets) -> Result<claim::Event> {
    let quantities = record.quantities.len();
    let statements = record.statements.len();
    let within = |key, at: Option<usize>, length| at.map(|at| index(key, at, length)).transpose();
    Ok(claim::Event {
        evidence: offsets.place("events", [done.start, done.end])?,
        trigger: offsets.place("trigger_at", done.trigger_at)?,
        event_type: done.event_type.clone(),
        actor: party("actor", done.actor_at, done.actor_entity, record, offsets)?,
        recipient: party("recipient", done.recipient_at, done.recipient_entity, record, offsets)?,
        polarity: word("polarity", &done.polarity, Polarity::parse)?,
        object: offsets.maybe("object_at", done.object_at)?,
        quantity: within("quantity_index", done.quantity_index, quantities)?,
        place: party("place", done.place_at, done.place_entity, record, offsets)?,
        time: time("time", done.time.clone(), done.time_at, offsets)?,
        statement: within("statement", done.statement, statements)?,
        in_return_for: offsets.maybe("in_return_for_at", done.in_return_for_at)?,
        hedge: offsets.maybe("hedge_at", done.hedge_at)?,
    })
}

fn party(
    key: &'static str,
    at: Option<[usize; 2]>,
    entity: Option<usize>,
    record: &ReadingRecord,
    offsets: &Offsets,
) -> Result<Option<Party>> {
    let entity = entity.map(|entity| index(key, entity, record.cast.len())).transpose()?;
    match (offsets.maybe(key, at)?, entity) {
        (Some(span), entity) => Ok(Some(Party { span, entity })),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(RecordError::Unpaired { key }),
    }
}

fn time(
    key: &'static str,
    value: Option<String>,
    at: Option<[usize; 2]>,
    offsets: &Offsets,
) -> Result<Option<TimeRef>> {
    let field = field(key, value, at, offsets)?;
    Ok(field.map(|Field { value, span }| TimeRef { value, span }))
}

fn note(record: &NoteRecord, offsets: &Offsets) -> Result<Note<Article>> {
    let NoteRecord { code, detail, start, end } = record;
    let at = match (start, end) {
        (Some(start), Some(end)) => Some([*start, *end]),
        (None, None) => None,
        _ => return Err(RecordError::Unpaired { key: "notes" }),
    };
    let code = word("code", code, NoteCode::parse)?;
    Ok(Note { code, span: offsets.maybe("notes", at)?, detail: detail.clone() })
}

fn index(key: &'static str, index: usize, length: usize) -> Result<usize> {
    if index < length { Ok(index) } else { Err(RecordError::Index { key, index, length }) }
}

fn word<T>(key: &'static str, value: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
    parse(value).ok_or_else(|| RecordError::Word { key, value: value.to_owned() })
}
