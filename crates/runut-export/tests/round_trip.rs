//! A reading becomes a record, the record JSON, and all the way back: nothing is lost.

use proptest::{collection::vec, option, prelude::*, sample::select};
use runut_article::{Article, Block, BlockKind, Credit, CreditScope, Field, Metadata};
use runut_claim::{
    Annotations, Certainty, Entity, EntityKind, Event, Link, Mention, Mode, Party, Place, Polarity, Quantity,
    Reading, Statement, TimeRef, Timex,
};
use runut_export::{ReadingRecord, RecordError};
use runut_text::{Digest, Note, NoteCode, Seam, Span};

fn check(reading: &Reading) -> Result<(), TestCaseError> {
    let record = ReadingRecord::of(reading);
    let json = serde_json::to_string(&record).expect("records are JSON");
    let parsed: ReadingRecord = serde_json::from_str(&json).expect("it was just written");
    prop_assert_eq!(&parsed, &record);
    let back = parsed.into_reading().expect("it was made of a reading");
    prop_assert_eq!(&back, reading);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn readings_come_back(reading in readings()) {
        check(&reading)?;
    }

    #[test]
    fn no_record_panics(
        reading in readings(),
        wrong in 0_usize..4096,
        which in 0_usize..12,
    ) {
        let mut record = ReadingRecord::of(&reading);
        spoil(&mut record, which, wrong);
        let _ = record.into_reading();
    }
}

/// Puts `wrong` where an index or place stands.
fn spoil(record: &mut ReadingRecord, which: usize, wrong: usize) {
    match which {
        0 => record.text.truncate(0),
        1 => record.cast.truncate(1),
        2 => record.quantities.truncate(0),
        3 => record.statements.truncate(0),
        4 => record.seam = Some(vec![[wrong, usize::MAX, 0, 1], [0, 1, wrong, 7]]),
        5 => record.places.authors.push([wrong, 0]),
        6 => record.digest = Some("ä".repeat(32)),
        7 => record.events.iter_mut().for_each(|event| event.trigger_at = [wrong, wrong + 1]),
        8 => record.mentions.iter_mut().for_each(|mention| mention.entity = wrong),
        9 => record.version = 2,
        10 => record.notes.iter_mut().for_each(|note| note.end = None),
        _ => record.statements.iter_mut().for_each(|said| said.mode = wrong.to_string()),
    }
}

#[test]
fn what_is_wrong_with_a_record_is_named() {
    let check = |spoil: &dyn Fn(&mut ReadingRecord), expected: &str| {
        let article = Article { text: "Pasar dibuka.".into(), ..Article::default() };
        let mut record = ReadingRecord::of(&Reading { article, ..Reading::default() });
        spoil(&mut record);
        let error: RecordError = record.into_reading().expect_err("it was spoilt");
        assert_eq!(error.to_string(), expected);
    };
    check(&|record| record.version = 2, "record of version 2, this runut knows 1");
    check(&|record| record.digest = Some("Pasar".into()), "`digest` cannot be `Pasar`");
    check(
        &|record| record.places.body.push([3, 99]),
        "`body` has the place 3..99, and the text has 13 code points",
    );
    check(&|record| record.title = Some("Pasar".into()), "`title` and its places do not go together");
    check(
        &|record| record.seam = Some(vec![[0, 5, 0, 5], [5, 4, 3, 4]]),
        "stitch 1 of the seam lies outside the text or before the stitch before it",
    );
}

/// Texts of words with letters of one to four bytes, line ends and marks.
fn texts() -> impl Strategy<Value = String> {
    let words = [
        "Pasar",
        "dibuka",
        "naïf",
        "“aneh”",
        "é",
        "😀",
        "\n\n",
        "10.000",
        "–",
        "Wibani",
        ".",
        "\u{a0}",
        "\t",
    ];
    vec(select(words.to_vec()), 1..40).prop_map(|words| words.join(" "))
}

/// Places of one text, drawn by number so that they lie on characters.
struct Draw<'a> {
    starts: Vec<usize>,
    text: &'a str,
    numbers: std::iter::Cycle<std::slice::Iter<'a, u16>>,
}

impl<'a> Draw<'a> {
    fn of(text: &'a str, numbers: &'a [u16]) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { starts, text, numbers: numbers.iter().cycle() }
    }

    fn number(&mut self, below: usize) -> usize {
        usize::from(*self.numbers.next().expect("there is a number")) % below.max(1)
    }

    fn flag(&mut self) -> bool {
        self.number(2) == 1
    }

    fn place(&mut self) -> Place {
        let one = self.number(self.starts.len());
        let other = self.number(self.starts.len());
        Place::new(self.starts[one.min(other)], self.starts[one.max(other)])
    }

    fn maybe<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| draw(self))
    }

    fn some<T>(&mut self, mut draw: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.number(4)).map(|_| draw(self)).collect()
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.number(of.len())]
    }

    fn word(&mut self) -> String {
        let place = self.place();
        place.of(self.text).to_owned()
    }

    fn field(&mut self) -> Field {
        Field { value: self.word(), span: self.place() }
    }

    fn time(&mut self) -> TimeRef {
        TimeRef { value: self.word(), span: self.place() }
    }

    /// Neighbouring stretches of the whole text, in order.
    fn blocks(&mut self) -> Vec<Block> {
        let mut cuts: Vec<usize> = self.some(|draw| draw.place().start());
        cuts.extend([0, self.text.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2)
            .map(|cut| Block { kind: self.one(BlockKind::ALL), span: Place::new(cut[0], cut[1]) })
            .collect()
    }

    fn seam(&mut self) -> Seam<runut_text::Page, Article> {
        if self.flag() {
            return Seam::identity(self.text.len());
        }
        let mut seam = Seam::default();
        let (mut page, mut made) = (0, 0);
        for _ in 0..self.number(9) {
            page += self.number(3);
            made = (made + self.number(2)).min(self.text.len());
            let end = (made + self.number(9)).min(self.text.len());
            let page_end = if self.flag() { page + (end - made) } else { page + self.number(9) };
            seam.push(Span::new(page, page_end), Place::new(made, end));
            (page, made) = (page_end, end);
        }
        seam
    }

    fn article(&mut self) -> Article {
        Article {
            id: self.word(),
            origin: self.word(),
            digest: self.maybe(|draw| Digest::of(draw.text.as_bytes())),
            language: self.one(&["id", "en", ""]).to_owned(),
            text: self.text.to_owned(),
            seam: self.seam(),
            blocks: self.blocks(),
            title: self.maybe(Self::field),
            outlet: self.maybe(Self::field),
            authors: self.some(Self::field),
            editors: self.some(Self::field),
            dateline: self.maybe(Self::field),
            published: self.maybe(Self::field),
            // Readings do not keep what markup says.
            meta: Metadata::default(),
            credits: self.some(|draw| Credit {
                name: draw.field(),
                cue: draw.place(),
                scope: draw.one(&[CreditScope::Report, CreditScope::Passage]),
            }),
        }
    }

    fn party(&mut self, entities: usize) -> Party {
        let entity = if entities == 0 { None } else { self.maybe(|draw| draw.number(entities)) };
        Party { span: self.place(), entity }
    }

    fn annotations(&mut self, figures: &[(Option<f64>, Option<f64>)]) -> Annotations {
        let kinds = ["person", "organization", "place", "product", "event"];
        let entities = self.some(|draw| Entity {
            id: draw.word(),
            kind: EntityKind::parse(draw.one(&kinds)).expect("these are the kinds"),
            world: draw.maybe(Self::word),
            state: draw.maybe(Self::word),
        });
        let known = entities.len();
        let mentions = if known == 0 {
            Vec::new()
        } else {
            self.some(|draw| Mention {
                span: draw.place(),
                entity: draw.number(known),
                slip: draw.flag(),
                anaphor: draw.flag(),
            })
        };
        let times = self.some(|draw| Timex { span: draw.place(), value: draw.maybe(Self::word) });
        let quantities: Vec<Quantity> = figures
            .iter()
            .map(|&(low, high)| Quantity {
                span: self.place(),
                low,
                high,
                approximate: self.flag(),
                unit: self.word(),
            })
            .collect();
        let statements = self.some(|draw| draw.statement(known));
        let events = self.some(|draw| draw.event(known, quantities.len(), statements.len()));
        Annotations { entities, mentions, times, quantities, statements, events }
    }

    fn statement(&mut self, entities: usize) -> Statement {
        Statement {
            span: self.place(),
            mode: self.one(&[Mode::Direct, Mode::Indirect]),
            claimant: self.maybe(|draw| draw.party(entities)),
            cue: self.maybe(Self::place),
            via: self.some(|draw| Link { name: draw.word(), span: draw.place() }),
            said_on: self.maybe(Self::time),
            said_at: self.maybe(Self::place),
            certainty: self.one(&[Certainty::Stated, Certainty::Claimed, Certainty::Reported]),
        }
    }

    fn event(&mut self, entities: usize, quantities: usize, statements: usize) -> Event {
        let polarities = ["asserted", "denied", "possible", "future", "demanded"];
        Event {
            evidence: self.place(),
            trigger: self.place(),
            event_type: self.one(&["aid", "consult"]).to_owned(),
            actor: self.maybe(|draw| draw.party(entities)),
            recipient: self.maybe(|draw| draw.party(entities)),
            polarity: Polarity::parse(self.one(&polarities)).expect("these are the polarities"),
            object: self.maybe(Self::place),
            quantity: if quantities == 0 { None } else { self.maybe(|draw| draw.number(quantities)) },
            place: self.maybe(|draw| draw.party(entities)),
            time: self.maybe(Self::time),
            statement: if statements == 0 { None } else { self.maybe(|draw| draw.number(statements)) },
            in_return_for: self.maybe(Self::place),
            hedge: self.maybe(Self::place),
        }
    }

    fn note(&mut self) -> Note<Article> {
        Note { code: self.one(NoteCode::ALL), span: self.maybe(Self::place), detail: self.word() }
    }
}

prop_compose! {
    fn readings()(
        text in texts(),
        numbers in vec(any::<u16>(), 97..400),
        figures in vec((option::of(-1e15..1e15), option::of(-1e15..1e15)), 0..3),
    ) -> Reading {
        let mut draw = Draw::of(&text, &numbers);
        let article = draw.article();
        let annotations = draw.annotations(&figures);
        Reading { article, annotations, notes: draw.some(Draw::note) }
    }
}
