//! Namings: the names of one sentence of prose, with what the words around them say of them.

use std::collections::HashSet;

use runut_packs::{HeadKind, Language, Sense, ThingKind, World};

use super::{
    known::{Known, known_at},
    piece::Piece,
};
use crate::{EntityKind, Place, Text, TokenKind};

/// One name where it stands.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    pub(super) place: Place,
    /// What the words say it is, where they say so.
    pub(super) kind: Option<EntityKind>,
    /// The thing in the world tables, and in which sense the name names it.
    pub(super) named: Option<(usize, Sense)>,
    /// Whether it is surely a name; a lone unknown word with a sentence's capital is not.
    pub(super) firm: bool,
    /// Whether a preposition of place stands before it.
    pub(super) locative: bool,
    /// Whether it is where something is: "di", "in" stands before it.
    pub(super) rests: bool,
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// State of whom a role says that he acts for it.
    pub(super) state: Option<String>,
    /// Index of the naming that this one is the short form of, from "Long Name (LN)".
    pub(super) short_of: Option<usize>,
    /// Whether a role or rank stands before it.
    pub(super) titled: bool,
}

/// What the sentence knows while it is read from left to right.
#[derive(Default)]
struct Reader {
    /// Whether a role is open: the next unknown name is a person's.
    role: bool,
    /// Whether the open role's last word has a capital.
    role_high: bool,
    /// State named in the open role.
    state: Option<String>,
    /// The person behind whose name, after a comma, the open role stands.
    apposed: Option<usize>,
    /// What the lower-case head before the next name says.
    head: Option<EntityKind>,
}

/// Everything that the reading of one sentence may ask.
pub(super) struct Around<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) world: &'a World,
    pub(super) language: &'a Language,
    /// Words that the report has in lower case.
    pub(super) lows: &'a HashSet<&'a str>,
    /// Words that the report has with a capital.
    pub(super) highs: &'a HashSet<&'a str>,
    /// Acronyms that the report explains in brackets behind words in lower case: "izin usaha pertambangan (IUP)".
    pub(super) nouns: &'a HashSet<&'a str>,
}

impl Around<'_> {
    /// Whether a capital on the word makes no name of it.
    pub(super) fn is_plain(&self, lower: &str) -> bool {
        let names = &self.language.names;
        let words = &self.language.words;
        // "I'm", "We’re": what counts is the word before the apostrophe.
        let lower = lower.split(['\'', '’']).next().filter(|word| !word.is_empty()).unwrap_or(lower);
        names.lexicon.contains(lower)
            || words.common.contains(lower)
            || names.plain.contains(lower)
            || names.role_words.contains(lower)
            || words.prepositions.contains(lower)
            || words.subordinators.contains(lower)
            || words.coordinators.contains(lower)
            || words.auxiliaries.contains(lower)
            || words.pronouns.contains(lower)
            || words.determiners.contains(lower)
            || self.lows.contains(lower)
            || names.word_ends.iter().any(|end| lower.len() > end.len() + 3 && lower.ends_with(end.as_str()))
            || names.word_shapes.iter().any(|(start, end)| {
                lower.len() > 7 && lower.starts_with(start.as_str()) && lower.ends_with(end.as_str())
            })
            || names
                .verb_starts
                .iter()
                .any(|start| lower.len() > start.len() + 3 && lower.starts_with(start.as_str()))
    }

    fn kind_of(&self, thing: usize) -> EntityKind {
        match self.world.things[thing].kind {
            ThingKind::Country | ThingKind::Place => EntityKind::Place,
            ThingKind::Organization | ThingKind::Outlet => EntityKind::Organization,
            ThingKind::Person => EntityKind::Person,
            ThingKind::Product => EntityKind::Product,
        }
    }
}

/// Adds the namings of the sentence with these pieces.
pub(super) fn read_namings(around: &Around, pieces: &[Piece], sentence: usize, out: &mut Vec<Naming>) {
    let mut reader = Reader::default();
    let mut at = 0;
    while at < pieces.len() {
        at += reader.step(around, pieces, at, sentence, out).max(1);
    }
}

impl Reader {
    /// Reads what begins at `at`; the number of pieces taken.
    fn step(
        &mut self,
        around: &Around,
        pieces: &[Piece],
        at: usize,
        sentence: usize,
        out: &mut Vec<Naming>,
    ) -> usize {
        let piece = &pieces[at];
        if piece.kind != TokenKind::Word || piece.timed {
            if piece.timed || !matches!(piece.text, "," | "(" | ")" | "/" | "&" | "." | "-") {
                *self = Self::default();
            }
            return 1;
        }
        if !piece.capital {
            self.low(around, pieces, at, out);
            return self.known(around, pieces, at, sentence, out).unwrap_or(1);
        }
        if let Some(len) = self.known(around, pieces, at, sentence, out) {
            return len;
        }
        if let Some(len) = self.headed(around, pieces, at, sentence, out) {
            return len;
        }
        if self.role_word(around, pieces, at, out) {
            return 1;
        }
        self.unknown(around, pieces, at, sentence, out)
    }

    /// A lower-case word: opens, goes on with or closes a role, or is a head.
    fn low(&mut self, around: &Around, pieces: &[Piece], at: usize, out: &[Naming]) {
        let piece = &pieces[at];
        let names = &around.language.names;
        self.head = head_kind(around, &piece.lower);
        if names.roles.contains(&piece.lower) || names.honorifics.contains(&piece.lower) {
            self.open(around, pieces, at, out, false);
        } else if !(self.role
            && (names.role_words.contains(&piece.lower) || names.role_prefixes.contains(&piece.lower))
            || self.role && around.language.words.coordinators.contains(&piece.lower))
        {
            self.role = false;
            self.state = None;
            self.apposed = None;
        }
    }

    /// Opens a role, or goes on with one.
    fn open(&mut self, around: &Around, pieces: &[Piece], at: usize, out: &[Naming], high: bool) {
        self.role_high = high;
        if self.role {
            return;
        }
        self.role = true;
        self.state = None;
        self.apposed = None;
        let before = at.checked_sub(1).map(|before| &pieces[before]);
        if let (Some(last), Some(before)) = (out.last(), before) {
            let text = &around.text.article.text;
            let gap = text.get(last.place.end()..pieces[at].place.start()).unwrap_or("?").trim();
            if last.kind == Some(EntityKind::Person) && gap == "," {
                self.apposed = Some(out.len() - 1);
            } else if gap.is_empty() && before.place == last.place
                || gap.is_empty() && before.place.end() == last.place.end()
            {
                // "Russian President Vladimir Putin".
                self.state = last.named.and_then(|(thing, _)| around.world.things[thing].state.clone());
            }
        }
    }

    /// A capitalised word of a role or rank.
    fn role_word(&mut self, around: &Around, pieces: &[Piece], at: usize, out: &[Naming]) -> bool {
        let piece = &pieces[at];
        let names = &around.language.names;
        if names.roles.contains(&piece.lower)
            || names.honorifics.contains(&piece.lower)
            || names.role_prefixes.contains(&piece.lower) && next_word(pieces, at).is_some()
        {
            self.open(around, pieces, at, out, true);
            return true;
        }
        let joined = at >= 2
            && (matches!(pieces[at - 1].text, "/" | "&")
                || around.language.words.coordinators.contains(&pieces[at - 1].lower))
            && next_word(pieces, at).is_some_and(|next| next.capital);
        let goes_on = self.role
            && (names.role_words.contains(&piece.lower)
                || self.role_high && (joined || around.is_plain(&piece.lower) && !piece.caps));
        self.role_high |= goes_on;
        goes_on
    }

    /// A name that the world knows; the number of pieces taken.
    fn known(
        &mut self,
        around: &Around,
        pieces: &[Piece],
        at: usize,
        sentence: usize,
        out: &mut Vec<Naming>,
    ) -> Option<usize> {
        let known = known_at(around.text, pieces, at, pieces.len(), around.world, around.language)?;
        let piece = &pieces[at];
        if known.len == 1 && piece.opens && around.is_plain(&piece.lower) && !piece.caps {
            return None;
        }
        if known.len == 1 && piece.glued && !piece.capital {
            return None;
        }
        let thing = &around.world.things[known.named.thing];
        let kind = match known.named.sense {
            Sense::Seat | Sense::Capital | Sense::Adjective => EntityKind::Place,
            Sense::Name => around.kind_of(known.named.thing),
        };
        if !self.role && self.runs_on(around, pieces, at, known, kind) {
            return None;
        }
        if self.role && kind != EntityKind::Person {
            if self.state.is_none() {
                self.state.clone_from(&thing.state);
            }
            if let Some(person) = self.apposed.take()
                && out[person].state.is_none()
            {
                out[person].state.clone_from(&thing.state);
            }
        }
        let mut naming = self.naming(around, pieces, at, known.place, sentence);
        naming.kind = Some(kind);
        naming.named = Some((known.named.thing, known.named.sense));
        if kind == EntityKind::Person {
            naming.state = self.state.take().or_else(|| thing.state.clone());
            naming.titled = self.role;
            *self = Self::default();
        }
        out.push(naming);
        Some(known.len)
    }

    /// Whether a known name is only the beginning of a longer one that nobody knows: "Jakarta Convention Center", "Israel Katz".
    fn runs_on(&self, around: &Around, pieces: &[Piece], at: usize, known: Known, kind: EntityKind) -> bool {
        let run = run_at(around, pieces, at, true);
        if run <= known.len || pieces[at + known.len - 1].clipped {
            return false;
        }
        let next = &pieces[at + known.len];
        let second =
            known_at(around.text, pieces, at + known.len, pieces.len(), around.world, around.language);
        if second.is_none_or(|second| second.len == 1)
            && tail_kind(around, &pieces[at + run - 1].lower).is_some()
        {
            return true;
        }
        let unknown =
            known_at(around.text, pieces, at + known.len, pieces.len(), around.world, around.language)
                .is_none()
                && !around.is_plain(&next.lower);
        unknown
            && known.len == 1
            && known.named.sense == Sense::Name
            && kind != EntityKind::Organization
            && !is_short(pieces[at].text)
    }

    /// A name that its first word says the kind of; the number of pieces taken.
    fn headed(
        &mut self,
        around: &Around,
        pieces: &[Piece],
        at: usize,
        sentence: usize,
        out: &mut Vec<Naming>,
    ) -> Option<usize> {
        let (kind, class) = head_of(around, &pieces[at].lower)?;
        // "Wali Kota Solo", "Kepala Desa Sukamaju": the word belongs to the role.
        let names = &around.language.names;
        let of_role = kind == EntityKind::Place
            && names.role_words.contains(&pieces[at].lower)
            && at > 0
            && names.roles.contains(&pieces[at - 1].lower);
        if self.role && of_role {
            return None;
        }
        let len = match class {
            Class::All => run_at(around, pieces, at, true),
            Class::Trade => trade_len(around, pieces, at),
            Class::Seat => seat_len(around, pieces, at),
        };
        let len = up_to_bracket(around, pieces, at, at + len).unwrap_or(len);
        let alone = len == 1;
        if alone && (class != Class::Seat || pieces[at].opens && !pieces[at].caps) {
            return None;
        }
        if matches!(kind, EntityKind::Product)
            && known_at(around.text, pieces, at + 1, at + len, around.world, around.language)
                .is_some_and(|known| known.len + 1 == len)
        {
            return None;
        }
        let place = pieces[at].place.cover(pieces[at + len - 1].place);
        let mut naming = self.naming(around, pieces, at, place, sentence);
        naming.kind = Some(kind);
        if self.role && self.state.is_none() {
            self.state = pieces[at..at + len].iter().enumerate().find_map(|(on, _)| {
                let known = known_at(around.text, pieces, at + on, at + len, around.world, around.language)?;
                around.world.things[known.named.thing].state.clone()
            });
        }
        out.push(naming);
        Some(len)
    }

    /// A run of capitalised words that nobody knows; the number of pieces taken.
    fn unknown(
        &mut self,
        around: &Around,
        pieces: &[Piece],
        at: usize,
        sentence: usize,
        out: &mut Vec<Naming>,
    ) -> usize {
        let mut first = at;
        let mut len = run_at(around, pieces, at, false).max(1);
        while len > 1 && pieces[first].opens_or_follows(at, first) && around.is_plain(&pieces[first].lower) {
            first += 1;
            len -= 1;
        }
        let end = first + len;
        let words = &pieces[first..end];
        let tail = tail_kind(around, &words[len - 1].lower).filter(|_| len > 1);
        let all_plain = words.iter().all(|piece| around.is_plain(&piece.lower) && !piece.caps);
        if all_plain && tail.is_none() || words.iter().any(|piece| piece.quoted_brief) && tail.is_none() {
            return end - at;
        }
        if len == 1
            && (is_plural_short(words[0].text)
                || is_numeral(words[0].text)
                || around.nouns.contains(words[0].text)
                || is_money(around, &words[0]))
        {
            return end - at;
        }
        let place = words[0].place.cover(words[len - 1].place);
        let mut naming = self.naming(around, pieces, first, place, sentence);
        if naming.kind.is_none() {
            naming.kind = tail;
        }
        if self.role && tail.is_none() {
            naming.kind = Some(EntityKind::Person);
            naming.state = self.state.take();
            naming.titled = true;
        }
        naming.firm = len > 1 || !words[0].opens || self.role || words[0].caps || acts(around, pieces, end);
        if naming.kind.is_none() && len == 1 && words[0].caps {
            naming.kind = Some(EntityKind::Organization);
        }
        if naming.kind.is_none() && naming.locative {
            naming.kind = Some(EntityKind::Place);
        }
        if tail.is_none() {
            *self = Self::default();
        }
        out.push(naming);
        end - at
    }

    fn naming(
        &mut self,
        around: &Around,
        pieces: &[Piece],
        at: usize,
        place: Place,
        sentence: usize,
    ) -> Naming {
        let before = at.checked_sub(1).map(|before| &pieces[before]);
        let locative = before.is_some_and(|before| around.language.names.locatives.contains(&before.lower));
        Naming {
            place,
            kind: self.head.take(),
            named: None,
            firm: true,
            locative,
            rests: before.is_some_and(|before| around.language.names.rests.contains(&before.lower)),
            sentence,
            state: None,
            short_of: None,
            titled: false,
        }
    }
}

impl Piece<'_> {
    /// Whether it opens a sentence, or follows in a run whose first words were dropped.
    fn opens_or_follows(&self, run: usize, at: usize) -> bool {
        self.opens || at > run
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    All,
    Trade,
    Seat,
}

fn kind_of_head(kind: HeadKind) -> EntityKind {
    match kind {
        HeadKind::Organization => EntityKind::Organization,
        HeadKind::Place => EntityKind::Place,
        HeadKind::Product => EntityKind::Product,
        HeadKind::Event => EntityKind::Event,
    }
}

fn head_of(around: &Around, lower: &str) -> Option<(EntityKind, Class)> {
    around.language.names.heads.iter().find_map(|(kind, heads)| {
        let class = if heads.all.contains(lower) {
            Class::All
        } else if heads.trade.contains(lower) {
            Class::Trade
        } else if heads.seat.contains(lower) {
            Class::Seat
        } else {
            return None;
        };
        Some((kind_of_head(*kind), class))
    })
}

fn head_kind(around: &Around, lower: &str) -> Option<EntityKind> {
    head_of(around, lower).map(|(kind, _)| kind)
}

fn tail_kind(around: &Around, lower: &str) -> Option<EntityKind> {
    let tails = &around.language.names.tails;
    tails.iter().find(|(_, words)| words.contains(lower)).map(|(kind, _)| kind_of_head(*kind))
}

/// Whether the piece at `at` goes on with the name that the piece before it belongs to.
fn adjoins(pieces: &[Piece], at: usize) -> bool {
    at > 0
        && pieces.get(at).is_some_and(|piece| {
            let before = &pieces[at - 1];
            piece.token <= before.token + 1
                && !before.clipped
                && !piece.timed
                && (piece.place.start() > before.place.end() || piece.glued)
                && !(piece.opens && !before.opens)
        })
}

fn next_word<'a, 'b>(pieces: &'a [Piece<'b>], at: usize) -> Option<&'a Piece<'b>> {
    adjoins(pieces, at + 1).then(|| &pieces[at + 1]).filter(|next| next.kind == TokenKind::Word)
}

/// Whether it is an abbreviation of a country or the like that runs on into no name: "AS", "RI", "U.S".
fn is_short(words: &str) -> bool {
    words.len() <= 4 && !words.chars().any(char::is_lowercase)
}

/// Whether what stands at `at` is what somebody does: a word of speech, an auxiliary, a verb by its form.
fn acts(around: &Around, pieces: &[Piece], at: usize) -> bool {
    let Some(piece) = next_word(pieces, at - 1).filter(|piece| !piece.capital) else { return false };
    let names = &around.language.names;
    names.speech.contains(&piece.lower)
        || around.language.words.auxiliaries.contains(&piece.lower)
        || names
            .predicate_starts
            .iter()
            .any(|start| piece.lower.len() > start.len() + 3 && piece.lower.starts_with(start.as_str()))
}

/// "NGOs", "SPACs".
fn is_plural_short(words: &str) -> bool {
    words.strip_suffix('s').is_some_and(|stem| stem.len() > 1 && !stem.chars().any(char::is_lowercase))
}

/// "A", "VII": a letter or a Roman numeral by itself.
fn is_numeral(words: &str) -> bool {
    words.chars().count() == 1 || words.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// "US$30".
fn is_money(around: &Around, piece: &Piece) -> bool {
    around.text.article.text[piece.place.end()..].starts_with('$')
}

/// How many pieces from `at` on make one run of capitalised words. A role, a rank and the head of another name end it;
/// so does a known name, unless it may be part of a person's name.
fn run_at(around: &Around, pieces: &[Piece], at: usize, through_known: bool) -> usize {
    let names = &around.language.names;
    let head = head_of(around, &pieces[at].lower);
    let headed = head.is_some();
    let org_headed = head.is_some_and(|(kind, _)| kind == EntityKind::Organization);
    let mut end = at + 1;
    while end < pieces.len() {
        let initial = pieces[end].text == "."
            && (pieces[end - 1].text.chars().count() == 1 && pieces[end - 1].capital)
            && pieces.get(end + 1).is_some_and(|next| next.capital && next.kind == TokenKind::Word);
        if initial {
            end += 2;
            continue;
        }
        if !adjoins(pieces, end) {
            break;
        }
        let piece = &pieces[end];
        let joins = !piece.capital
            && piece.kind == TokenKind::Word
            && next_word(pieces, end).is_some_and(|next| next.capital)
            && (names.person_joiners.contains(&piece.lower)
                || names.head_joiners.contains(&piece.lower)
                    && headed
                    && (!around.language.words.coordinators.contains(&piece.lower)
                        || org_headed
                            && next_word(pieces, end).is_some_and(|next| around.is_plain(&next.lower)))
                || names.tail_joiners.contains(&piece.lower)
                    && tail_kind(around, &pieces[end - 1].lower).is_some());
        if joins {
            end += 2;
            continue;
        }
        let number = piece.kind == TokenKind::Number && piece.text.len() <= 4 && headed;
        if !number && (piece.kind != TokenKind::Word || !piece.capital) {
            break;
        }
        // "Al Sultan", "Bin Raja": what follows such a word is never a role.
        let inner = names.person_joiners.contains(&pieces[end - 1].lower);
        if !inner
            && (names.roles.contains(&piece.lower) || names.honorifics.contains(&piece.lower) && !piece.caps)
        {
            break;
        }
        if !headed && head_of(around, &piece.lower).is_some() && tail_kind(around, &piece.lower).is_none() {
            break;
        }
        if !through_known
            && let Some(known) =
                known_at(around.text, pieces, end, pieces.len(), around.world, around.language)
            && !(known.len == 1 && around.kind_of(known.named.thing) == EntityKind::Person)
            && !closes_name(around, pieces, end, known)
            && !tail_follows(around, pieces, end)
        {
            break;
        }
        end += 1;
    }
    end - at
}

/// Whether a known town or region is the end of the unknown name before it: "Atletico Madrid", "Persela Lamongan".
fn closes_name(around: &Around, pieces: &[Piece], at: usize, known: Known) -> bool {
    let thing = &around.world.things[known.named.thing];
    let town = thing.kind == ThingKind::Place || known.named.sense == Sense::Capital;
    let before = &pieces[at - 1];
    town && known.len == 1 && !around.is_plain(&before.lower) && !adjoins(pieces, at + 1)
}

/// Whether the run that goes on at `at` ends in a tail: "... Israel Fund".
fn tail_follows(around: &Around, pieces: &[Piece], at: usize) -> bool {
    (at..pieces.len())
        .take(5)
        .take_while(|&on| on == at || adjoins(pieces, on) && pieces[on].capital)
        .any(|on| tail_kind(around, &pieces[on].lower).is_some())
}

/// How many pieces the name at `at`, read as far as `end`, takes where its short form in brackets shows that it goes on:
/// "Badan Pengelola Danau Wijaya (BPDW)".
fn up_to_bracket(around: &Around, pieces: &[Piece], at: usize, end: usize) -> Option<usize> {
    let names = &around.language.names;
    let is_name = |on: usize| {
        let piece = &pieces[on];
        piece.kind == TokenKind::Word
            && (piece.capital && !names.roles.contains(&piece.lower)
                || names.head_joiners.contains(&piece.lower)
                || names.tail_joiners.contains(&piece.lower))
            && adjoins(pieces, on)
    };
    let open = (end..pieces.len().min(end + 8)).find(|&on| !is_name(on))?;
    let short = pieces.get(open + 1).filter(|short| pieces[open].text == "(" && short.caps)?;
    let letter = |text: &str| text.chars().next().map(|c| c.to_lowercase().to_string());
    (open > end && letter(short.text) == letter(pieces[at].text)).then_some(open - at)
}

/// How many pieces a head of the trade takes: words of the trade, also after "dan" and ",", then one known name.
fn trade_len(around: &Around, pieces: &[Piece], at: usize) -> usize {
    let names = &around.language.names;
    let is_trade = |piece: &Piece| {
        piece.capital
            && piece.kind == TokenKind::Word
            && !names.roles.contains(&piece.lower)
            && (around.is_plain(&piece.lower) || head_of(around, &piece.lower).is_some())
    };
    let mut end = at + 1;
    while end < pieces.len() {
        let known = known_at(around.text, pieces, end, pieces.len(), around.world, around.language);
        if let Some(known) = known.filter(|known| {
            adjoins(pieces, end)
                && around.kind_of(known.named.thing) != EntityKind::Person
                && pieces[end].capital
        }) {
            return end + known.len - at;
        }
        let piece = &pieces[end];
        if adjoins(pieces, end)
            && (is_trade(piece) || end == at + 1 && piece.capital && piece.kind == TokenKind::Word)
        {
            end += 1;
            continue;
        }
        let joiner = matches!(piece.text, "," | "&") || names.head_joiners.contains(&piece.lower);
        let Some(next) = pieces.get(end + 1).filter(|_| joiner && end > at + 1) else { break };
        let double = piece.text == "," && names.head_joiners.contains(&next.lower);
        let on = if double { end + 2 } else { end + 1 };
        let Some(next) = pieces.get(on) else { break };
        let fresh_head = head_of(around, &next.lower).is_some();
        if !is_trade(next) || fresh_head {
            break;
        }
        end = on + 1;
    }
    end - at
}

/// How many pieces a head with a seat takes: itself, words of its trade, and one name of a place.
fn seat_len(around: &Around, pieces: &[Piece], at: usize) -> usize {
    let mut end = at + 1;
    while adjoins(pieces, end) && pieces[end].capital && pieces[end].kind == TokenKind::Word {
        if let Some(known) = known_at(around.text, pieces, end, pieces.len(), around.world, around.language) {
            let person = around.kind_of(known.named.thing) == EntityKind::Person;
            return if person { end - at } else { end + known.len - at };
        }
        let lower = &pieces[end].lower;
        if around.language.names.roles.contains(lower) || around.language.names.honorifics.contains(lower) {
            break;
        }
        let goes_on = head_of(around, lower).is_some() || around.is_plain(lower);
        end += 1;
        if !goes_on {
            break;
        }
    }
    end - at
}

impl Around<'_> {
    /// What a known name names in this sense.
    pub(super) fn kind_of_sense(&self, named: runut_packs::Named) -> EntityKind {
        match named.sense {
            Sense::Seat | Sense::Capital | Sense::Adjective => EntityKind::Place,
            Sense::Name => self.kind_of(named.thing),
        }
    }
}
