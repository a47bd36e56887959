//! Who and what the report names, and which names mean the same.
//!
//! Rooms, low to high: pieces (words as names are made of them), known names, namings (names where they stand, with what
//! the words around them say), headlines, brackets, states, links, slips, anaphors; and the door for the rooms that
//! ask whom a phrase means: [`party_at`] and [`actor_at`].

mod anaphor;
mod around;
mod brackets;
mod glue;
mod guess;
mod headline;
mod known;
mod link;
mod naming;
mod party;
mod piece;
mod run;
mod seat;
mod slip;
mod state;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashSet;

pub use party::{actor_at, is_state, mentions_in, party_at, state_entity};
use runut_article::Article;
use runut_packs::{Language, Packs};
use runut_text::{Note, NoteCode};

use self::{around::Around, naming::Naming, piece::Piece};
use crate::{Annotations, EntityKind, Place, Text, TokenKind};

/// How far into its block the outlet's name stands in a dateline.
const DATELINE_BYTES_MAX: usize = 48;

/// Finds entities and their mentions: names, which of them mean the same, and the words that stand for a person.
///
/// # Shape
/// Fills `found.entities` in order of first mention, and `found.mentions` in the order of the text; a mention with
/// `anaphor` may hold another ("politisi Belanda itu"), others do not overlap. A name that is misspelt gives a note.
pub fn find_mentions(
    text: &Text,
    packs: &Packs,
    language: &Language,
    found: &mut Annotations,
    notes: &mut Vec<Note<Article>>,
) {
    let (lows, highs) = by_case(text);
    let nouns = explained_nouns(text);
    let around = Around { text, world: &packs.world, language, lows: &lows, highs: &highs, nouns: &nouns };
    let (mut namings, shouted) = read_prose(&around, found);
    add_credits(&around, &mut namings);
    seat::split_seats(&around, &mut namings);
    brackets::tie_brackets(&text.article.text, &mut namings);
    add_headlines(&around, found, shouted, &mut namings);
    seat::split_seats(&around, &mut namings);
    settle_outlets(text.article, &mut namings);
    guess::guess_kinds(&around, &mut namings);
    let outlet = home_of(text, packs);
    let abroad = outlet.is_none() && language.names.home.is_none();
    let home: Vec<&str> = outlet.iter().copied().chain(language.names.home.as_deref()).collect();
    state::settle_states(&text.article.text, &mut namings, &packs.world, &home, abroad);
    let linked = link::link(&text.article.text, &namings, packs, language);
    found.entities = linked.entities;
    found.mentions = linked.mentions;
    drop_times_in_names(found);
    for slip in linked.slips {
        let mention = found.mentions[slip];
        let written = text.article.words(mention.span);
        let meant = &found.entities[mention.entity].id;
        notes.push(Note::at(
            NoteCode::NameMisspelt,
            mention.span,
            format!("\"{written}\" is read as a misspelling of \"{meant}\""),
        ));
    }
    anaphor::add_anaphors(text, language, found);
}

/// Drops times that are parts of persons' names: "Lodra Ramadhan Wirata".
fn drop_times_in_names(found: &mut Annotations) {
    let Annotations { times, mentions, entities, .. } = found;
    times.retain(|time| {
        let at = mentions.partition_point(|mention| mention.span.end() < time.span.end());
        !mentions.get(at).is_some_and(|mention| {
            mention.span.contains(time.span)
                && mention.span != time.span
                && entities[mention.entity].kind == EntityKind::Person
        })
    });
}

/// Parts words that a crawl left without the space between them ("Israeltelah", "yangmenabrak"), each with a note; the
/// text stays as it is.
pub(crate) fn part_glued(
    text: &mut Text,
    packs: &Packs,
    language: &Language,
    notes: &mut Vec<Note<Article>>,
) {
    let (lows, highs) = by_case(text);
    let nouns = FxHashSet::default();
    let around = Around { text, world: &packs.world, language, lows: &lows, highs: &highs, nouns: &nouns };
    let glued: Vec<Vec<Place>> =
        text.tokens.iter().filter_map(|token| glue::parts_of(&around, token)).collect();
    let mut seams = Vec::new();
    for parts in &glued {
        let whole = parts[0].cover(parts[parts.len() - 1]);
        let read: Vec<&str> = parts.iter().map(|part| text.article.words(*part)).collect();
        let written = text.article.words(whole);
        let detail = format!("\"{written}\" is read as \"{}\"", read.join(" "));
        notes.push(Note::at(NoteCode::WordsGlued, whole, detail));
        seams.extend(parts[1..].iter().map(|part| part.start()));
    }
    text.part_at(&seams);
}

/// The words that the text has in lower case, and those that it has with a capital.
fn by_case<'a>(text: &Text<'a>) -> (FxHashSet<&'a str>, FxHashSet<&'a str>) {
    let words = text.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let (highs, lows): (Vec<_>, Vec<_>) = words.partition(|token| token.is_capitalised());
    let texts = |tokens: Vec<&crate::Token<'a>>| tokens.into_iter().map(|token| token.text).collect();
    (texts(lows), texts(highs))
}

/// Acronyms in brackets behind words in lower case.
fn explained_nouns<'a>(text: &Text<'a>) -> FxHashSet<&'a str> {
    let word = |token: &crate::Token| token.kind == TokenKind::Word;
    text.tokens
        .windows(4)
        .filter(|window| {
            let [before, open, short, close] = window else { return false };
            word(before)
                && !before.is_capitalised()
                && open.text == "("
                && word(short)
                && short.is_all_caps()
                && close.text == ")"
        })
        .map(|window| window[2].text)
        .collect()
}

/// Pieces of each sentence of the given kind, with the sentence's index.
fn sentences_of<'a>(
    around: &'a Around<'a>,
    found: &'a Annotations,
    headline: bool,
) -> impl Iterator<Item = (usize, Vec<Piece<'a>>)> {
    let sentences = around.text.sentences.iter().enumerate();
    sentences
        .filter(move |(_, sentence)| sentence.headline == headline)
        .map(move |(index, sentence)| (index, piece::pieces(around, sentence.tokens.clone(), found)))
}

/// The names of the prose, and the sentences of it that are written like a headline.
fn read_prose<'a>(
    around: &'a Around<'a>,
    found: &'a Annotations,
) -> (Vec<Naming>, Vec<(usize, Vec<Piece<'a>>)>) {
    let article = around.text.article;
    let mut namings = Vec::new();
    let mut shouted = Vec::new();
    for (sentence, pieces) in sentences_of(around, found, false) {
        if headline::is_shouted(&pieces) {
            shouted.push((sentence, pieces));
            continue;
        }
        naming::read_namings(around, &pieces, sentence, &mut namings);
    }
    // The outlet's own name in a dateline is no part of the report; in a sentence it is.
    let opens_block = |place: Place| {
        article.blocks.iter().any(|block| {
            block.span.contains(place) && place.start() < block.span.start() + DATELINE_BYTES_MAX
        })
    };
    if let Some(outlet) =
        article.outlet.as_ref().filter(|outlet| !outlet.span.is_empty() && opens_block(outlet.span))
    {
        namings.retain(|naming| !outlet.span.overlaps(naming.place));
    }
    if let Some(dateline) = article.dateline.as_ref().filter(|dateline| !dateline.span.is_empty()) {
        for naming in namings.iter_mut().filter(|naming| dateline.span.overlaps(naming.place)) {
            naming.locative = true;
            naming.rests = true;
            naming.firm = true;
            naming.kind = Some(EntityKind::Place);
        }
    }
    (namings, shouted)
}

/// Adds the agencies and outlets that the article's own reading found in the prose.
fn add_credits(around: &Around, namings: &mut Vec<Naming>) {
    let article = around.text.article;
    for credit in &article.credits {
        let place = credit.name.span;
        let Some(sentence) = around.text.sentence_at(place.start()) else { continue };
        let at = namings.partition_point(|naming| naming.place.end() <= place.start());
        if let Some(naming) = namings.get_mut(at).filter(|naming| naming.place.overlaps(place)) {
            // "Harian Senja|pada Rabu": the name ends where the credit does.
            if naming.place.start() == place.start()
                && naming.place.end() > place.end()
                && naming.named.is_none()
            {
                naming.place = place;
                naming.kind = Some(EntityKind::Organization);
            }
            continue;
        }
        if place.is_empty() {
            continue;
        }
        let named =
            around.world.named(place.of(&article.text)).first().map(|named| (named.thing, named.sense));
        let kind = Some(EntityKind::Organization);
        namings.insert(at, Naming { kind, named, ..Naming::new(place, sentence) });
    }
}

/// What the article's own reading says is an outlet or agency is an organisation wherever it is named.
fn settle_outlets(article: &Article, namings: &mut [Naming]) {
    let credits = || article.credits.iter().map(|credit| &credit.name);
    let outlets: FxHashSet<String> = article
        .outlet
        .iter()
        .chain(credits())
        .map(|name| name.value.to_lowercase())
        .filter(|name| !name.is_empty())
        .collect();
    if outlets.is_empty() {
        return;
    }
    for naming in namings.iter_mut().filter(|naming| naming.named.is_none() && !naming.titled) {
        if outlets.contains(&naming.place.of(&article.text).to_lowercase())
            || credits().any(|name| name.span == naming.place)
        {
            naming.kind = Some(EntityKind::Organization);
            naming.firm = true;
        }
    }
}

fn add_headlines(
    around: &Around,
    found: &Annotations,
    shouted: Vec<(usize, Vec<Piece>)>,
    namings: &mut Vec<Naming>,
) {
    let mut heads = Vec::new();
    let mut surfaces = None;
    for (sentence, pieces) in sentences_of(around, found, true).chain(shouted) {
        if headline::is_title_case(&pieces) {
            let surfaces =
                surfaces.get_or_insert_with(|| headline::surfaces_of(&around.text.article.text, namings));
            headline::read_headline(around, &pieces, sentence, namings, surfaces, &mut heads);
        } else {
            naming::read_namings(around, &pieces, sentence, &mut heads);
        }
    }
    if heads.is_empty() {
        return;
    }
    // Headlines mostly stand first, but need not: the whole is put in the order of the text again.
    let shift = |naming: &mut Naming, order: &[usize]| {
        naming.short_of = naming.short_of.map(|long| order[long]);
    };
    let body = namings.len();
    namings.append(&mut heads);
    let mut sorted: Vec<usize> = (0..namings.len()).collect();
    sorted.sort_by_key(|&at| (namings[at].place, at < body));
    let mut order = vec![0; namings.len()];
    for (new, &old) in sorted.iter().enumerate() {
        order[old] = new;
    }
    let mut slots: Vec<Option<Naming>> = std::mem::take(namings).into_iter().map(Some).collect();
    for old in sorted {
        let mut naming = slots[old].take().expect("each place is taken once");
        shift(&mut naming, &order);
        namings.push(naming);
    }
}

/// The state of the outlet that published the article, where the world knows the outlet.
fn home_of<'a>(text: &Text, packs: &'a Packs) -> Option<&'a str> {
    let outlet = text.article.outlet.as_ref()?;
    let named = packs.world.named(&outlet.value).first()?;
    packs.world.things[named.thing].state.as_deref()
}
