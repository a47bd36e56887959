//! Namings: the names of one sentence of prose, with what the words around them say of them.

use runut_packs::{Sense, ThingKind};

use super::{
    around::Around,
    known::{Known, known_at},
    piece::Piece,
    run::{
        Class, acts, adjoins, head_kind, head_of, is_money, is_noun, is_numeral, is_plural_short, is_short,
        next_word, place_end, run_at, seat_len, speaks, tail_kind, trade_len, up_to_bracket,
    },
};
use crate::{EntityKind, Place, TokenKind};

/// One name where it stands.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
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
    /// Whether a preposition of the way to a place stands before it.
    pub(super) heads_for: bool,
    /// Whether its kind is only presumed, since it is written in nothing but capitals.
    pub(super) presumed: bool,
    /// What the tagger says it is, where nothing else does.
    pub(super) guess: Option<EntityKind>,
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// State of whom a role says that he acts for it.
    pub(super) state: Option<String>,
    /// Index of the naming that this one is the short form of, from "Long Name (LN)".
    pub(super) short_of: Option<usize>,
    /// Whether a word of speech stands beside it.
    pub(super) speaks: bool,
    /// Whether a role or rank stands before it.
    pub(super) titled: bool,
    /// Whether it is an institution behind a role whose person may follow in the same words.
    pub(super) of_role: bool,
}

impl Naming {
    /// A sure name of nobody knows what.
    pub(super) fn new(place: Place, sentence: usize) -> Self {
        Self {
            place,
            kind: None,
            named: None,
            firm: true,
            locative: false,
            rests: false,
            heads_for: false,
            presumed: false,
            guess: None,
            sentence,
            state: None,
            short_of: None,
            speaks: false,
            titled: false,
            of_role: false,
        }
    }

    /// The same behind this word, which is in lower case.
    pub(super) fn behind(self, around: &Around, before: Option<&str>) -> Self {
        let names = &around.language.names;
        Self {
            locative: before.is_some_and(|before| names.locatives.contains(before)),
            rests: before.is_some_and(|before| names.rests.contains(before)),
            heads_for: before.is_some_and(|before| names.goals.contains(before)),
            ..self
        }
    }
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
            // "perusahaan, Lodra Wirata,": the mark parts the head from the name.
            self.head = None;
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
        } else if !self.role
            || !names.role_words.contains(&piece.lower)
                && !self.links_office(around, pieces, at)
                && !names.role_prefixes.contains(&piece.lower)
                && !around.language.words.coordinators.contains(&piece.lower)
        {
            self.role = false;
            self.state = None;
            self.apposed = None;
        }
    }

    /// Whether a lower-case word stands between a role and the office that it is of: "Secretary *of* State Ana Wira".
    fn links_office(&self, around: &Around, pieces: &[Piece], at: usize) -> bool {
        let names = &around.language.names;
        let office = |at: usize| {
            pieces.get(at).is_some_and(|next| next.capital && names.role_words.contains(&next.lower))
        };
        self.role_high
            && adjoins(pieces, at + 1)
            && names.role_links.contains(&pieces[at].lower)
            && office(at + 1)
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
            || names.role_prefixes.contains(&piece.lower)
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
        if known.len == 1 && (piece.glued && !piece.capital || is_money(around, piece)) {
            return None;
        }
        let thing = &around.world.things[known.named.thing];
        let kind = match known.named.sense {
            Sense::Seat | Sense::Capital | Sense::Adjective => EntityKind::Place,
            Sense::Name => around.kind_of(known.named.thing),
        };
        // "Ombudsman Papua Tengah": the branch is named, and no longer the whole.
        let branch = || {
            known_at(around.text, pieces, at + 1, pieces.len(), around.world, around.language).is_some_and(
                |next| {
                    adjoins(pieces, at + 1)
                        && pieces[at + 1].capital
                        && around.kind_of_sense(next.named) == EntityKind::Place
                },
            )
        };
        let headed =
            known.len == 1 && kind == EntityKind::Organization && head_of(around, &piece.lower).is_some();
        if headed && branch() {
            return None;
        }
        if !self.role && Self::runs_on(around, pieces, at, known, kind) {
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
        // "Putri Lodra Wirata": somebody of the family.
        let given = at.checked_sub(1).map(|before| &pieces[before]).filter(|before| {
            adjoins(pieces, at)
                && before.capital
                && !before.opens
                && around.language.names.given_names.contains(&before.lower)
        });
        if let Some(given) = given.filter(|_| kind == EntityKind::Person) {
            naming.place = naming.place.cover(given.place);
            naming.named = None;
            naming.titled = self.role;
            *self = Self::default();
            out.push(naming);
            return Some(known.len);
        }
        let end = place_end(around, pieces, at + known.len);
        if thing.kind == ThingKind::Place && end > at + known.len {
            // "Morowali Utara" is another place than "Morowali".
            naming.place = naming.place.cover(pieces[end - 1].place);
            naming.named = None;
            out.push(naming);
            return Some(end - at);
        }
        if kind == EntityKind::Person {
            naming.state = self.state.take().or_else(|| thing.state.clone());
            naming.titled = self.role;
            *self = Self::default();
        }
        out.push(naming);
        Some(known.len)
    }

    /// Whether a known name is only the beginning of a longer one that nobody knows: "Jakarta Convention Center", "Israel Katz".
    fn runs_on(around: &Around, pieces: &[Piece], at: usize, known: Known, kind: EntityKind) -> bool {
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
        // "di Bogor Andi Saputra mengatakan": where somebody is, and who.
        let located = at.checked_sub(1).is_some_and(|before| {
            adjoins(pieces, at) && around.language.names.locatives.contains(&pieces[before].lower)
        });
        let (first, end) = (at + known.len, at + run);
        let person = || {
            let names = &around.language.names;
            [first, end - 1].iter().any(|&word| names.person_words.contains(&pieces[word].lower))
                || pieces[first + 1..end - 1].iter().any(|piece| names.person_joiners.contains(&piece.lower))
                || speaks(around, pieces, first, end)
                || acts(around, pieces, end)
        };
        // "warga Bandung Andi Saputra", "kanal YouTube Andi Saputra".
        let called = || {
            matches!(kind, EntityKind::Place | EntityKind::Product)
                && around.is_personal(&next.lower)
                && !around.language.names.place_tails.contains(&next.lower)
        };
        if run > known.len + 1 && (located && kind == EntityKind::Place && person() || called()) {
            return false;
        }
        // "Portugal Rui Patricio" is a country and a person, "India Gate" is one name.
        let country = around.world.things[known.named.thing].kind == ThingKind::Country;
        let unknown = second.is_none() && !around.is_plain(&next.lower) && (!country || run == known.len + 1);
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
            && (names.roles.contains(&pieces[at - 1].lower)
                || names.role_words.contains(&pieces[at - 1].lower));
        // "Secretary of State".
        let linked = at > 0
            && names.role_links.contains(&pieces[at - 1].lower)
            && names.role_words.contains(&pieces[at].lower);
        if self.role && (of_role || linked) {
            return None;
        }
        let len = match class {
            Class::All => run_at(around, pieces, at, true),
            Class::Trade => trade_len(around, pieces, at),
            Class::Seat => seat_len(around, pieces, at, self.role),
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
        naming.of_role = self.role;
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
            // "The United States": what is left is known.
            if known_at(around.text, pieces, first, pieces.len(), around.world, around.language).is_some() {
                return first - at;
            }
        }
        if self.role
            && let Some(taken) = self.of_role(around, pieces, first, len, sentence, out)
        {
            return first - at + taken;
        }
        let end = first + len;
        let words = &pieces[first..end];
        let last = &words[len - 1].lower;
        let names = &around.language.names;
        let town = || {
            (names.place_tails.contains(last) && !names.given_names.contains(last))
                .then_some(EntityKind::Place)
        };
        let tail = tail_kind(around, last).or_else(town).filter(|_| len > 1);
        let all_plain = words.iter().all(|piece| {
            if piece.caps { around.is_plain_shouted(&piece.lower) } else { around.is_plain(&piece.lower) }
        });
        if all_plain && tail.is_none() || words.iter().any(|piece| piece.quoted_brief) && tail.is_none() {
            return end - at;
        }
        if len == 1
            && (is_plural_short(words[0].text)
                || is_numeral(words[0].text)
                || around.nouns.contains(words[0].text)
                || words[0].opens && !words[0].caps && is_noun(around, pieces, first)
                || is_money(around, &words[0]))
        {
            return end - at;
        }
        let place = words[0].place.cover(words[len - 1].place);
        let mut naming = self.naming(around, pieces, first, place, sentence);
        if naming.kind.is_none() {
            naming.kind = tail;
        }
        // "the Wanasari dam".
        let noun = next_word(pieces, end - 1).filter(|next| !next.capital);
        if !self.role && naming.kind.is_none() {
            naming.kind = noun
                .and_then(|next| tail_kind(around, &next.lower))
                .filter(|kind| *kind == EntityKind::Place);
        }
        // "Presenter program Siang7 itu": nobody is called so.
        let numbered = words.iter().any(|piece| piece.text.contains(|char: char| char.is_ascii_digit()));
        // "Kepala BKSDA Jatim Lodra Wirata": the body that the role is of.
        let body = len == 1
            && words[0].caps
            && words[0].text.chars().count() > 2
            && adjoins(pieces, end)
            && pieces.get(end).is_some_and(|next| next.capital && !next.caps);
        if self.role && tail.is_none() && (numbered || body) {
            naming.kind = Some(EntityKind::Organization);
        } else if self.role && tail.is_none() {
            naming.kind = Some(EntityKind::Person);
            naming.state = self.state.take();
            naming.titled = true;
        }
        naming.firm = len > 1 || !words[0].opens || self.role || words[0].caps || acts(around, pieces, end);
        if naming.kind.is_none() && len == 1 && words[0].caps {
            naming.kind = Some(EntityKind::Organization);
            naming.presumed = true;
        }
        naming.speaks = speaks(around, pieces, first, end);
        if tail.is_none() && !(self.role && body) {
            *self = Self::default();
        }
        out.push(naming);
        end - at
    }

    /// What stands between an open role and its person and is neither: its short form in brackets, a word of its own,
    /// the institution it is of; the number of pieces taken.
    fn of_role(
        &mut self,
        around: &Around,
        pieces: &[Piece],
        first: usize,
        len: usize,
        sentence: usize,
        out: &mut Vec<Naming>,
    ) -> Option<usize> {
        let names = &around.language.names;
        let run = &pieces[first..first + len];
        let after = pieces.get(first + len);
        if len == 1 {
            // "Direktur Penyidikan (Dirdik) Lodra Wirata", where no name stands before the bracket.
            let bracket =
                first > 1 && pieces[first - 1].text == "(" && after.is_some_and(|it| it.text == ")");
            let role_before =
                || out.last().is_none_or(|last| last.place.end() < pieces[first - 2].place.end());
            // "Kabid Inteldak Imigrasi Wanasari".
            let headed = || {
                adjoins(pieces, first + 1)
                    && head_of(around, &pieces[first + 1].lower).is_some()
                    && pieces[first + 1].capital
            };
            if !(bracket && role_before() || self.role_high && headed()) {
                return None;
            }
            if run[0].caps {
                // A department's: "Direktur Pengendalian Hama (PH)", "Dirjen PH Kementerian Wanasari".
                let naming = self.naming(around, pieces, first, run[0].place, sentence);
                out.push(Naming { kind: Some(EntityKind::Organization), ..naming });
            }
            return Some(1);
        }
        // "Sekretaris DPW GARDA Lodra Wirata", "Koordinator Wanasari Watch Lodra Wirata".
        let is_short = |piece: &Piece| {
            piece.caps && piece.text.chars().count() > 2 && !names.honorifics.contains(&piece.lower)
        };
        let shorts = run.iter().take_while(|piece| is_short(piece)).count();
        let tail = (1..len - 1)
            .rev()
            .find(|&on| tail_kind(around, &run[on].lower) == Some(EntityKind::Organization));
        let own = tail.map_or(shorts, |on| on + 1);
        if own == 0 || shorts == len {
            return None;
        }
        let set_off = after.is_some_and(|mark| mark.text == ",")
            && pieces.get(first + len + 1).is_some_and(|next| {
                next.capital && !names.roles.contains(&next.lower) && !around.is_plain(&next.lower)
            });
        let taken = if set_off { len } else { own };
        let place = run[0].place.cover(run[taken - 1].place);
        let naming = self.naming(around, pieces, first, place, sentence);
        out.push(Naming { kind: Some(EntityKind::Organization), ..naming });
        Some(taken)
    }

    fn naming(
        &mut self,
        around: &Around,
        pieces: &[Piece],
        at: usize,
        place: Place,
        sentence: usize,
    ) -> Naming {
        let before = at.checked_sub(1).map(|before| pieces[before].lower.as_str());
        Naming { kind: self.head.take(), ..Naming::new(place, sentence).behind(around, before) }
    }
}

impl Piece<'_> {
    /// Whether it opens a sentence, or follows in a run whose first words were dropped.
    fn opens_or_follows(&self, run: usize, at: usize) -> bool {
        self.opens || at > run
    }
}
