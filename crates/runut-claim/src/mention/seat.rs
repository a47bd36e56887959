//! Seats: the region between a role and a person, known from elsewhere in the report or from the role.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    around::Around,
    naming::Naming,
    run::{Class, head_of, is_numeral},
};
use crate::{EntityKind, Place};

/// Most words of a region's name.
const REGION_WORDS_MAX: usize = 3;

/// Words of a person's name behind the first.
const PERSON_WORDS_MAX: usize = 3;

/// Fewest words behind a role of a region of which the first are the region without any other sign.
const SEATED_WORDS_MIN: usize = 3;

/// Cuts persons' names that begin with a place, and makes a place of what the report elsewhere says is one.
///
/// "Sekwan Wanasari Lodra Wirata" is cut where the report has "DPRD Wanasari" or "Kabupaten Wanasari" too, or
/// something is "di Wanasari"; "Bupati Wanasari Lodra Wirata" even where it has not.
pub(super) fn split_seats(around: &Around, namings: &mut Vec<Naming>) {
    let mut seats = Seats::of(around, namings);
    part_persons(around, namings, &seats);
    part_called(around, namings, &seats);
    let mut at = 0;
    while at < namings.len() {
        if let Some(len) = seats.seat_words(around, namings, at) {
            at += cut(around, namings, at, len, &mut seats);
        }
        at += 1;
    }
    settle_regions(around, namings, &seats);
}

/// What the report says of names, in lower case.
struct Seats {
    /// Names behind the head of a region or of an institution with a seat.
    headed: FxHashSet<String>,
    /// Names that stand only where something is or goes to.
    located: FxHashSet<String>,
    /// Single words that stand as names where nothing is said to be.
    lone: FxHashSet<String>,
    /// Those of them that stand beside a word of speech, or behind a word of address.
    called: FxHashSet<String>,
}

impl Seats {
    fn of(around: &Around, namings: &[Naming]) -> Self {
        let text = &around.text.article.text;
        let mut headed = FxHashSet::default();
        let mut located: FxHashMap<String, bool> = FxHashMap::default();
        let mut lone = FxHashSet::default();
        let mut called = FxHashSet::default();
        for naming in namings {
            let words = naming.place.of(text).to_lowercase();
            if let Some((head, seat)) = words.split_once(' ')
                && opens_seat(around, naming, head, seat)
            {
                headed.insert(seat.to_owned());
            }
            if !words.contains(' ') && !naming.locative && naming.named.is_none() {
                if naming.speaks || naming.titled {
                    called.insert(words.clone());
                }
                lone.insert(words.clone());
            }
            let rests = (naming.rests || naming.heads_for) && naming.kind != Some(EntityKind::Person);
            let all = located.entry(words).or_insert(true);
            *all &= rests;
        }
        let located = located.into_iter().filter(|&(_, all)| all).map(|(words, _)| words).collect();
        Self { headed, located, lone, called }
    }

    fn is_seat(&self, words: &str) -> bool {
        self.headed.contains(words) || self.located.contains(words)
    }

    /// How many first words of the person's name at `at` are a place.
    fn seat_words(&self, around: &Around, namings: &[Naming], at: usize) -> Option<usize> {
        let naming = &namings[at];
        if !naming.titled || naming.named.is_some() {
            return None;
        }
        let text = &around.text.article.text;
        let name = naming.place.of(text).to_lowercase();
        let words: Vec<&str> = name.split_whitespace().collect();
        let told = (1..words.len().min(REGION_WORDS_MAX + 1))
            .rev()
            .find(|&len| self.is_seat(&words[..len].join(" ")));
        if told.is_some() {
            return told;
        }
        let names = &around.language.names;
        let opens = words.first()?;
        if words.len() < SEATED_WORDS_MIN
            || names.given_names.contains(*opens)
            || !behind_region_role(around, naming)
        {
            return None;
        }
        // Who is later called by a word inside begins with it; the region's name may have more words itself.
        let called = (1..words.len() - 1).find(|&at| self.lone.contains(words[at]));
        let called = called.filter(|&at| at <= REGION_WORDS_MAX);
        let tails = words[1..words.len() - 1].iter().take_while(|word| names.place_tails.contains(**word));
        called.or_else(|| (!self.lone.contains(*opens)).then(|| 1 + tails.count()))
    }
}

/// Parts the person from the institution that a role is of, where the report later has the person's first name alone:
/// "Dosen Universitas Wanasari Lodra Wirata ... Lodra"; or from the company whose name ends as persons' names do.
fn part_persons(around: &Around, namings: &mut Vec<Naming>, seats: &Seats) {
    let text = &around.text.article.text;
    // Wordings that stand where no role is, too: those of the institutions themselves.
    let whole: FxHashSet<&str> =
        namings.iter().filter(|naming| !naming.of_role).map(|naming| naming.place.of(text)).collect();
    let mut at = 0;
    while at < namings.len() {
        let naming = &namings[at];
        let open = naming.of_role && naming.named.is_none() && naming.kind == Some(EntityKind::Organization);
        let words = naming.place.of(text);
        let start = words.match_indices(' ').skip(1).map(|(space, _)| space + 1).find(|&start| {
            let word = words[start..].split(' ').next().unwrap_or_default();
            open && words[start..].contains(' ') && seats.lone.contains(&word.to_lowercase())
        });
        let start = start.or_else(|| {
            (open && !whole.contains(words)).then(|| person_behind_company(around, naming.place)).flatten()
        });
        if let Some(start) = start {
            let place = naming.place;
            let person = Naming {
                kind: Some(EntityKind::Person),
                titled: true,
                ..Naming::new(Place::new(place.start() + start, place.end()), naming.sentence)
            };
            namings[at].place = Place::new(place.start(), place.start() + start - 1);
            shift_shorts(namings, at + 1);
            namings.insert(at + 1, person);
            at += 1;
        }
        at += 1;
    }
}

/// Where in a company's name a person's begins: "Dirut PT Wanasari Abadi | Budi Wirata mengatakan".
fn person_behind_company(around: &Around, place: Place) -> Option<usize> {
    let text = &around.text.article.text;
    let words = place.of(text);
    let (first, _) = words.split_once(' ')?;
    let company = around.language.events.roles.company_marks.contains(&first.to_lowercase());
    // "Dirut PT Budi Abadi Wirata, Lodra, mengatakan": the person comes behind the mark.
    if !company || text[place.end()..].starts_with(',') {
        return None;
    }
    let personal = |word: &str| around.is_personal(&word.to_lowercase());
    words.match_indices(' ').skip(1).map(|(space, _)| space + 1).find(|&start| {
        let mut person = words[start..].split(' ');
        let given = person.next().is_some_and(personal);
        let rest: Vec<&str> = person.collect();
        let plain = |word: &&str| !personal(word) && around.is_plain(&word.to_lowercase());
        given && (1..=PERSON_WORDS_MAX).contains(&rest.len()) && !rest.iter().any(plain)
    })
}

/// Parts the person from the words before that belong to a role, where the report calls the person by a name inside and
/// never by the first: "Vice President Kirana Lodra Wirata Tirta ... kata Lodra".
fn part_called(around: &Around, namings: &mut Vec<Naming>, seats: &Seats) {
    let text = &around.text.article.text;
    let names = &around.language.names;
    let personal = |word: &str| names.given_names.contains(word) || names.person_words.contains(word);
    let mut at = 0;
    while at < namings.len() {
        let naming = &namings[at];
        let open = naming.named.is_none() && matches!(naming.kind, None | Some(EntityKind::Person));
        let place = naming.place;
        if !open || seats.called.is_empty() {
            at += 1;
            continue;
        }
        let words: Vec<&str> = place.of(text).split_whitespace().collect();
        let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
        let called = (1..words.len().saturating_sub(1)).find(|&on| seats.called.contains(&lower[on]));
        // "Wilayah V Lodra Wirata"
        let described = |on: usize| {
            lower[..on].iter().zip(&words).all(|(low, word)| around.is_plain(low) || is_numeral(word))
        };
        let front = called.filter(|&on| {
            (naming.titled || described(on))
                && !lower[..on].iter().any(|word| personal(word) || seats.called.contains(word))
        });
        if let Some(on) = front {
            // Both are parts of the text: their distance to its start is where they stand in it.
            let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
            namings[at].place = Place::new(offset(words[on]), place.end());
            let plain = lower[..on].iter().all(|word| around.is_plain(word) || names.roles.contains(word));
            if !plain && !words[..on].iter().any(|word| is_numeral(word)) {
                let body = Place::new(place.start(), offset(words[on - 1]) + words[on - 1].len());
                put_before(namings, at, body, EntityKind::Organization);
                at += 1;
            }
        }
        at += 1;
    }
}

/// Puts a name of this kind in front of the one at `at`.
fn put_before(namings: &mut Vec<Naming>, at: usize, place: Place, kind: EntityKind) {
    shift_shorts(namings, at);
    let naming = Naming { kind: Some(kind), ..Naming::new(place, namings[at].sentence) };
    namings.insert(at, naming);
}

/// Makes room in what namings are the short form of, for one that is put in at `at`.
fn shift_shorts(namings: &mut [Naming], at: usize) {
    for naming in namings {
        naming.short_of = naming.short_of.map(|long| if long >= at { long + 1 } else { long });
    }
}

/// Whether the name is that of a region or an institution with a seat, and names where behind its head.
fn opens_seat(around: &Around, naming: &Naming, head: &str, seat: &str) -> bool {
    match naming.kind {
        Some(EntityKind::Place) => {
            around.language.names.loose_heads.contains(head) && seat.split(' ').count() <= REGION_WORDS_MAX
        }
        Some(EntityKind::Organization) => {
            !seat.contains(' ') && head_of(around, head).is_some_and(|(_, class)| class != Class::All)
        }
        _ => false,
    }
}

/// Whether a role that governs a region stands right before the name.
fn behind_region_role(around: &Around, naming: &Naming) -> bool {
    let text = around.text;
    let at = text.token_at(naming.place.start());
    around.language.names.region_roles.iter().any(|role| {
        let count = role.split(' ').count();
        at >= count
            && role.split(' ').zip(&text.tokens[at - count..at]).all(|(word, token)| token.lower == word)
    })
}

/// Whether a rank or word of address stands right after the name.
fn before_rank(around: &Around, naming: &Naming) -> bool {
    let text = around.text;
    let after = &text.article.text[naming.place.end()..];
    text.tokens.get(text.token_at(naming.place.end() + 1)).is_some_and(|next| {
        after.starts_with(' ')
            && next.is_capitalised()
            && around.language.names.honorifics.contains(&next.lower)
    })
}

/// Cuts the first `len` words off the name at `at`: as a place of its own, or as the end of the institution right
/// before ("Balai Bendungan Wanasari"). The number of namings added.
fn cut(around: &Around, namings: &mut Vec<Naming>, at: usize, len: usize, seats: &mut Seats) -> usize {
    let text = &around.text.article.text;
    let place = namings[at].place;
    let words = place.of(text);
    let Some(last) = words.split_whitespace().nth(len - 1) else { return 0 };
    let Some(next) = words.split_whitespace().nth(len) else { return 0 };
    // Both are parts of `words`: their distance to its start is where they stand in it.
    let offset = |part: &str| part.as_ptr() as usize - words.as_ptr() as usize;
    let seat = Place::new(place.start(), place.start() + offset(last) + last.len());
    namings[at].place = Place::new(place.start() + offset(next), place.end());
    seats.headed.insert(seat.of(text).to_lowercase());
    if let Some(before) = institution_before(around, namings, at, seat) {
        namings[before].place = namings[before].place.cover(seat);
        return 0;
    }
    put_before(namings, at, seat, EntityKind::Place);
    1
}

/// The naming right before `seat` that is an institution whose name ends with where it is.
fn institution_before(around: &Around, namings: &[Naming], at: usize, seat: Place) -> Option<usize> {
    let text = &around.text.article.text;
    let before = at.checked_sub(1)?;
    let naming = &namings[before];
    let gap = text.get(naming.place.end()..seat.start())?;
    let head = naming.place.of(text).split(' ').next()?.to_lowercase();
    let seated = head_of(around, &head).is_some_and(|(_, class)| class != Class::All);
    (gap == " " && naming.kind == Some(EntityKind::Organization) && naming.named.is_none() && seated)
        .then_some(before)
}

/// Names that are regions elsewhere in the report are regions everywhere, and no persons.
fn settle_regions(around: &Around, namings: &mut Vec<Naming>, seats: &Seats) {
    let text = &around.text.article.text;
    let mut merged = FxHashSet::default();
    for at in 0..namings.len() {
        let naming = &namings[at];
        let personal = matches!(naming.kind, None | Some(EntityKind::Person)) && naming.named.is_none();
        if !personal {
            continue;
        }
        let told = !naming.speaks && seats.headed.contains(&naming.place.of(text).to_lowercase());
        let before = institution_before(around, namings, at, naming.place).filter(|_| naming.titled);
        let set_off = before.is_some() && is_set_off(around, namings, at);
        // "Kapolsek Wanasari Kompol Lodra Wirata": the rank opens the person's name.
        let ranked = || naming.titled && before_rank(around, naming) && behind_region_role(around, naming);
        if !told && !set_off && !ranked() {
            continue;
        }
        if set_off {
            namings[at + 1].kind = Some(EntityKind::Person);
            namings[at + 1].titled = true;
        }
        if let Some(before) = before {
            namings[before].place = namings[before].place.cover(namings[at].place);
            merged.insert(at);
        }
        namings[at].kind = Some(EntityKind::Place);
        namings[at].titled = false;
    }
    if merged.is_empty() {
        return;
    }
    let gone = |at: usize| merged.iter().filter(|&&other| other < at).count();
    let moved = |long: usize| long - usize::from(merged.contains(&long));
    for naming in namings.iter_mut() {
        naming.short_of = naming.short_of.map(|long| moved(long) - gone(moved(long)));
    }
    let mut at = 0;
    namings.retain(|_| {
        at += 1;
        !merged.contains(&(at - 1))
    });
}

/// Whether the next name stands between commas behind the one at `at`, which then is where the institution is, and no
/// person: "Kepala Balai Bendungan Wanasari, Lodra Wirata, ...".
fn is_set_off(around: &Around, namings: &[Naming], at: usize) -> bool {
    let text = &around.text.article.text;
    let (naming, Some(next)) = (&namings[at], namings.get(at + 1)) else { return false };
    let words = naming.place.of(text).to_lowercase();
    let last = words.rsplit(' ').next().unwrap_or_default();
    let brief = !words.contains(' ') || around.language.names.place_tails.contains(last);
    let gap = text.get(naming.place.end()..next.place.start());
    brief
        && gap == Some(", ")
        && next.named.is_none()
        && matches!(next.kind, None | Some(EntityKind::Person))
        && text[next.place.end()..].starts_with([',', '('])
}
