//! Annotations made by hand, as readings: so that collating is measured apart from reading.

use std::{fs, path::Path};

use anyhow::Context as _;
use runut_article::{Article, Block, BlockKind, Credit, CreditScope, Field};
use runut_claim::{
    Annotations, Certainty, Entity, EntityKind, Event, Link, Mention, Mode, Party, Place, Polarity, Quantity,
    Reading, Statement, TimeRef, Timex,
};
use runut_packs::Packs;
use runut_text::{Note, NoteCode, Page, Seam, Span};
use serde_json::Value;

/// The reading that the annotations in `gold` make of the page in `raw`.
pub(crate) fn reading(raw: &Path, gold: &Path) -> anyhow::Result<Reading> {
    let bytes = fs::read(raw).with_context(|| format!("cannot read `{}`", raw.display()))?;
    let gold: Value = serde_json::from_slice(
        &fs::read(gold).with_context(|| format!("cannot read `{}`", gold.display()))?,
    )?;
    let id = words(&gold, "id").unwrap_or_default().to_owned();
    let page = Page { id, origin: raw.display().to_string(), bytes };
    let article = article(&page, &gold);
    let finder = Finder::of(&article);
    let mut notes = Vec::new();
    let mut found = Annotations::default();
    entities(&gold, &finder, &mut found, &mut notes);
    let mut last = 0;
    for time in list(&gold, "times") {
        let Some(span) = words(time, "text").and_then(|text| finder.after(text, last)) else { continue };
        last = span.start() + 1;
        found.times.push(Timex { span, value: words(time, "value").map(str::to_owned) });
    }
    let mut taken: Vec<Place> = Vec::new();
    for quantity in list(&gold, "quantities") {
        let Some(span) = words(quantity, "text").and_then(|text| finder.untaken(text, &taken)) else {
            continue;
        };
        taken.push(span);
        found.quantities.push(Quantity {
            span,
            low: quantity["low"].as_f64(),
            high: quantity["high"].as_f64(),
            approximate: quantity["approximate"].as_bool().unwrap_or_default(),
            unit: words(quantity, "unit").unwrap_or_default().to_owned(),
        });
    }
    found.quantities.sort_by_key(|quantity| quantity.span);
    let mut taken = Vec::new();
    for said in list(&gold, "statements") {
        statement(said, &finder, &mut taken, &mut found);
    }
    found.statements.sort_by_key(|statement| statement.span);
    let mut taken = Vec::new();
    for done in list(&gold, "events") {
        event(done, &finder, &mut taken, &mut found);
    }
    found.events.sort_by_key(|event| event.evidence);
    Ok(Reading { article, annotations: found, notes })
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

fn words<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value[key].as_str()
}

/// Finds words in the text; a no-break space is a space, and curly marks are straight.
struct Finder {
    folded: String,
    /// Byte of the text for each byte of `folded`, and the end.
    back: Vec<usize>,
    title: Option<Place>,
}

impl Finder {
    fn of(article: &Article) -> Self {
        let mut folded = String::new();
        let mut back = Vec::new();
        for (at, c) in article.text.char_indices() {
            let before = folded.len();
            folded.push(fold(c));
            back.extend(std::iter::repeat_n(at, folded.len() - before));
        }
        back.push(article.text.len());
        Self { folded, back, title: article.title.as_ref().map(|title| title.span) }
    }

    fn all(&self, text: &str) -> Vec<Place> {
        let wanted: String = text.chars().map(fold).collect();
        let wanted = wanted.trim();
        if wanted.is_empty() {
            return Vec::new();
        }
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        self.folded
            .match_indices(wanted)
            .filter(|(at, _)| {
                let before = self.folded[..*at].chars().next_back();
                let after = self.folded[at + wanted.len()..].chars().next();
                let cut_before = letter(before) && letter(wanted.chars().next());
                let cut_after = letter(after) && letter(wanted.chars().next_back());
                !cut_before && !cut_after
            })
            .map(|(at, _)| Span::new(self.back[at], self.back[at + wanted.len()]))
            .collect()
    }

    fn first(&self, text: &str) -> Option<Place> {
        self.after(text, 0)
    }

    /// The first place after byte `from`, else the first.
    fn after(&self, text: &str, from: usize) -> Option<Place> {
        let all = self.all(text);
        all.iter().find(|place| place.start() >= from).or(all.first()).copied()
    }

    fn untaken(&self, text: &str, taken: &[Place]) -> Option<Place> {
        let all = self.all(text);
        all.iter().find(|place| !taken.iter().any(|taken| taken.overlaps(**place))).or(all.first()).copied()
    }

    /// As `untaken`, but not in the headline if it stands elsewhere too.
    fn body(&self, text: &str, taken: &[Place]) -> Option<Place> {
        let mut all = self.all(text);
        if let Some(title) = self.title
            && all.iter().any(|place| !title.overlaps(*place))
        {
            all.retain(|place| !title.overlaps(*place));
        }
        all.iter().find(|place| !taken.contains(place)).or(all.first()).copied()
    }
}

fn fold(c: char) -> char {
    match c {
        '\u{a0}' | '\n' | '\r' | '\t' => ' ',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        c => c,
    }
}

fn article(page: &Page, gold: &Value) -> Article {
    let text = String::from_utf8_lossy(&page.bytes).into_owned();
    let mut blocks = Vec::new();
    let same = |a: &str, b: &str| a.chars().map(fold).eq(b.chars().map(fold));
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let span = Span::new(start, start + line.len()).trim(&text);
        let kind = list(gold, "not_body")
            .find(|other| same(words(other, "line").unwrap_or_default().trim(), line.trim()))
            .and_then(|other| BlockKind::parse(words(other, "kind")?));
        let title = words(gold, "title").is_some_and(|title| same(title.trim(), line.trim()));
        let kind = if title { BlockKind::Title } else { kind.unwrap_or(BlockKind::Body) };
        blocks.push(Block { kind, span });
    }
    let mut article = Article {
        id: page.id.clone(),
        origin: page.origin.clone(),
        digest: Some(page.digest()),
        language: words(gold, "language").unwrap_or("id").to_owned(),
        seam: Seam::identity(text.len()),
        blocks,
        text,
        ..Article::default()
    };
    let finder = Finder::of(&article);
    let field =
        |value: &str| Field { value: value.to_owned(), span: finder.first(value).unwrap_or(Span::new(0, 0)) };
    article.title = words(gold, "title").map(field);
    article.outlet = words(gold, "outlet").map(field);
    article.dateline = words(gold, "dateline").map(field);
    article.published = words(gold, "published").map(field);
    let total = list(gold, "statements").count();
    for credit in list(gold, "credits").filter_map(Value::as_str) {
        let carried = list(gold, "statements")
            .filter(|said| list(said, "via").any(|link| link.as_str() == Some(credit)))
            .count();
        let scope = if carried * 2 > total { CreditScope::Report } else { CreditScope::Passage };
        let name = field(credit);
        article.credits.push(Credit { cue: name.span, name, scope });
    }
    article
}

fn entities(gold: &Value, finder: &Finder, found: &mut Annotations, notes: &mut Vec<Note<Article>>) {
    let mut surfaces: Vec<&Value> = list(gold, "entities").collect();
    for entity in &surfaces {
        let (Some(id), Some(kind)) = (words(entity, "id"), words(entity, "type").and_then(EntityKind::parse))
        else {
            continue;
        };
        if !found.entities.iter().any(|other| other.id == id) {
            found.entities.push(Entity { id: id.to_owned(), kind, world: world(id), state: None });
        }
    }
    surfaces.sort_by_key(|entity| std::cmp::Reverse(words(entity, "surface").map_or(0, str::len)));
    for entity in surfaces {
        let (Some(surface), Some(id)) = (words(entity, "surface"), words(entity, "id")) else { continue };
        let Some(index) = found.entities.iter().position(|other| other.id == id) else { continue };
        let slip = entity["slip"].as_bool().unwrap_or_default();
        for span in finder.all(surface) {
            if found.mentions.iter().any(|other| other.span.overlaps(span)) {
                continue;
            }
            found.mentions.push(Mention { span, entity: index, slip, anaphor: false });
            if slip {
                notes.push(Note::at(NoteCode::NameMisspelt, span, format!("\"{surface}\" stands for {id}")));
            }
        }
    }
    found.mentions.sort_by_key(|mention| mention.span);
}

/// The id in the packs of a country, or of the one thing of this name.
fn world(id: &str) -> Option<String> {
    let world = &Packs::builtin().world;
    if id.len() == 2 && id.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Some(format!("country:{id}"));
    }
    match world.named(id) {
        [named] => Some(world.things[named.thing].id.clone()),
        _ => None,
    }
}

/// The party of an id or description, mentioned in or before `near`.
fn party(id: &str, near: Place, finder: &Finder, found: &mut Annotations) -> Party {
    if let Some(index) = found.entities.iter().position(|entity| entity.id == id) {
        let mentions =
            || found.mentions.iter().filter(|mention| mention.entity == index).map(|mention| mention.span);
        let span = mentions().find(|span| near.contains(*span));
        let span = span.or_else(|| mentions().rfind(|span| span.start() < near.start()));
        return Party { span: span.or_else(|| mentions().next()).unwrap_or(near), entity: Some(index) };
    }
    let all = finder.all(id);
    let within = all.iter().find(|span| near.overlaps(**span));
    let before = || all.iter().rfind(|span| span.start() < near.start());
    if let Some(&span) = within.or_else(before).or(all.first()) {
        return Party { span, entity: None };
    }
    let entity = Entity { id: id.to_owned(), kind: EntityKind::Organization, world: world(id), state: None };
    found.entities.push(entity);
    Party { span: near, entity: Some(found.entities.len() - 1) }
}

fn time_ref(value: Option<&str>, near: Place, found: &Annotations) -> Option<TimeRef> {
    let value = value?;
    let fitting = found.times.iter().filter(|time| time.value.as_deref() == Some(value));
    let nearest = fitting.min_by_key(|time| time.span.start().abs_diff(near.start()));
    Some(TimeRef { value: value.to_owned(), span: nearest.map_or(near, |time| time.span) })
}

fn statement(said: &Value, finder: &Finder, taken: &mut Vec<Place>, found: &mut Annotations) {
    let Some(span) = words(said, "text").and_then(|text| finder.body(text, taken)) else { return };
    taken.push(span);
    let mode = if words(said, "mode") == Some("direct") { Mode::Direct } else { Mode::Indirect };
    let via = list(said, "via")
        .filter_map(Value::as_str)
        .map(|name| Link { name: name.to_owned(), span: finder.first(name).unwrap_or(span) });
    let claimant = words(said, "claimant").map(|id| party(id, span, finder, found));
    found.statements.push(Statement {
        span,
        mode,
        via: via.collect(),
        cue: words(said, "cue").and_then(|cue| finder.after(cue, span.start().saturating_sub(60))),
        said_on: time_ref(words(said, "said_on"), span, found),
        said_at: words(said, "said_at").and_then(|place| finder.after(place, span.start())),
        certainty: Certainty::Stated,
        claimant,
    });
}

fn event(done: &Value, finder: &Finder, taken: &mut Vec<Place>, found: &mut Annotations) {
    let Some(evidence) = words(done, "evidence").and_then(|text| finder.body(text, taken)) else { return };
    taken.push(evidence);
    let inside = |text: Option<&str>| {
        let all = finder.all(text?);
        all.iter()
            .find(|place| evidence.contains(**place))
            .or_else(|| all.iter().find(|place| place.start() >= evidence.start()))
            .or(all.first())
            .copied()
    };
    let quantity = inside(words(done, "quantity"))
        .and_then(|place| found.quantities.iter().position(|quantity| quantity.span.overlaps(place)));
    let mut role = |key: &str| words(done, key).map(|id| party(id, evidence, finder, found));
    let (actor, recipient, place) = (role("actor"), role("recipient"), role("place"));
    let time = time_ref(words(done, "time"), evidence, found);
    let statement = claimed_in(words(done, "claimed_by"), evidence, found);
    found.events.push(Event {
        evidence,
        trigger: evidence,
        event_type: words(done, "type").unwrap_or_default().to_owned(),
        actor,
        recipient,
        place,
        polarity: words(done, "polarity").and_then(Polarity::parse).unwrap_or(Polarity::Asserted),
        object: inside(words(done, "object")),
        quantity,
        time,
        statement,
        in_return_for: inside(words(done, "in_return_for")),
        hedge: None,
    });
}

/// The statement of this claimant that holds the evidence, or stands next to it.
fn claimed_in(claimant: Option<&str>, evidence: Place, found: &mut Annotations) -> Option<usize> {
    let claimant = claimant.filter(|claimant| *claimant != "outlet")?;
    let entity = found.entities.iter().position(|entity| entity.id == claimant);
    let near = |statement: &Statement| {
        let off = statement.span.start().abs_diff(evidence.start());
        if statement.span.overlaps(evidence) { 0 } else { off }
    };
    let statements = found.statements.iter().enumerate();
    let own = statements.filter(|(_, statement)| {
        statement.claimant.is_some_and(|party| match entity {
            Some(_) => party.entity == entity,
            None => party.entity.is_none() && near(statement) == 0,
        })
    });
    own.min_by_key(|(_, statement)| near(statement)).map(|(index, _)| index)
}
