//! Facts: what one word shows by itself, and what the tables know of it and of the words behind it.

use runut_packs::{Language, Sense, ThingKind, World};

/// What one word shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// Hash of the word in lower case, without marks around it, digits as one.
    pub word: u32,
    /// Hashes of its first one to four letters; 0 where it is shorter.
    pub starts: [u32; 4],
    /// Hashes of its last one to four letters; 0 where it is shorter.
    pub ends: [u32; 4],
    /// Hash of its pattern of capitals, small letters, digits and marks, each kind once.
    pub shape: u32,
    /// Whether it has a capital first.
    pub capital: bool,
    /// Tables of the pack that it stands in, a bit for each.
    pub classes: u32,
    /// What the world tables say: kind and sense of the longest name that it is part of, and its place in it; 0 for none.
    pub known: u8,
    /// Marks that are glued to it: before it 1, behind it 2.
    pub marks: u8,
}

/// Most letters of a word that are looked at.
const LETTERS_MAX: usize = 48;

/// The facts of each word of a sentence; `caseless` where the text has no capitals, so that a name of the world is one
/// in any case.
pub fn facts_of(words: &[&str], language: &Language, world: &World, caseless: bool) -> Vec<Facts> {
    facts_near(words, language, world, caseless, |_| true)
}

/// The same, where only some words are asked of: what `near` does not hold for shows its capital and no more.
pub fn facts_near(
    words: &[&str],
    language: &Language,
    world: &World,
    caseless: bool,
    near: impl Fn(usize) -> bool,
) -> Vec<Facts> {
    let of = |(at, word): (usize, &&str)| {
        if near(at) {
            facts_of_word(word, language)
        } else {
            Facts { capital: is_capitalised(core(word)), ..Facts::default() }
        }
    };
    let mut facts: Vec<Facts> = words.iter().enumerate().map(of).collect();
    let mut at = 0;
    while at < words.len() {
        at += known_from(words, at, world, caseless, &mut facts).max(1);
    }
    facts
}

/// Mixes a value into a hash.
pub(super) fn mix(hash: u32, value: u32) -> u32 {
    let mixed = (u64::from(hash ^ value.rotate_left(15)) + 0x9E37).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as u32 ^ value.wrapping_mul(0x85EB_CA6B)
}

fn hash_of(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(0x811C_9DC5, |hash, letter| (hash ^ letter as u32).wrapping_mul(0x0100_0193).rotate_left(5))
}

/// The word without marks at its ends.
fn core(word: &str) -> &str {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    if core.is_empty() { word } else { core }
}

fn facts_of_word(word: &str, language: &Language) -> Facts {
    let bare = core(word);
    let mut letters = ['\0'; LETTERS_MAX];
    let mut count = 0;
    for letter in bare.chars().flat_map(char::to_lowercase).take(LETTERS_MAX) {
        letters[count] = if letter.is_ascii_digit() { '0' } else { letter };
        count += 1;
    }
    let letters = &letters[..count];
    let piece = |range: std::ops::Range<usize>| hash_of(letters[range].iter().copied());
    let mut facts = Facts {
        word: hash_of(letters.iter().copied()),
        shape: shape_of(bare),
        capital: is_capitalised(bare),
        marks: u8::from(!word.starts_with(bare)) | u8::from(!word.ends_with(bare)) << 1,
        ..Facts::default()
    };
    for length in 1..=4 {
        if count > length {
            facts.starts[length - 1] = piece(0..length);
            facts.ends[length - 1] = piece(count - length..count);
        }
    }
    facts.classes = if bare.chars().any(char::is_uppercase) {
        language.classes.of_word(&bare.to_lowercase())
    } else {
        language.classes.of_word(bare)
    };
    facts
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn shape_of(word: &str) -> u32 {
    let mut last = '\0';
    let mut run = 0;
    let kinds = word.chars().filter_map(move |letter| {
        let kind = match letter {
            _ if letter.is_uppercase() => 'X',
            _ if letter.is_alphabetic() => 'x',
            _ if letter.is_numeric() => '0',
            '-' | '‑' => '-',
            '.' | '\'' | '’' | '/' | '&' | ',' => letter,
            _ => '#',
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        // Each kind twice at most: "XX" is another pattern than "X".
        (run < 3).then_some(kind)
    });
    hash_of(kinds.take(10))
}

/// Marks the longest known name from the word at `at` on; how many words it has.
fn known_from(words: &[&str], at: usize, world: &World, caseless: bool, facts: &mut [Facts]) -> usize {
    let first = core(words[at]);
    let high = facts[at].capital;
    if !high && !caseless {
        return 0;
    }
    let shouted = first.len() > 3 && !first.chars().any(char::is_lowercase);
    let other = caseless || shouted;
    let reach = world.reach(first);
    let titled = if other { title_case(first) } else { String::new() };
    let upper = if caseless { first.to_uppercase() } else { String::new() };
    let reach = reach.max(if other { world.reach(&titled) } else { 0 });
    let reach = reach.max(if caseless { world.reach(&upper) } else { 0 });
    let mut joined = String::new();
    let mut best = None;
    for length in 1..=reach.min(words.len() - at) {
        if length > 1 {
            joined.push(' ');
        }
        joined.push_str(if length == 1 { first } else { core(words[at + length - 1]) });
        let mut named = world.named(&joined);
        if named.is_empty() && other {
            named = world.named(&title_case(&joined));
        }
        if named.is_empty() && caseless {
            named = world.named(&joined.to_uppercase());
        }
        if let Some(named) = named.first() {
            best = Some((length, *named));
        }
    }
    let Some((length, named)) = best else { return 0 };
    let kind = match (world.things[named.thing].kind, named.sense) {
        (ThingKind::Country, Sense::Name) => 1,
        (ThingKind::Country, Sense::Capital) => 2,
        (ThingKind::Country, _) => 3,
        (ThingKind::Place, _) => 4,
        (ThingKind::Organization, _) => 5,
        (ThingKind::Outlet, _) => 6,
        (ThingKind::Person, _) => 7,
        (ThingKind::Product, _) => 8,
    };
    for on in 0..length {
        let place = match (on, length) {
            (0, 1) => 0,
            (0, _) => 1,
            (on, _) if on + 1 == length => 2,
            _ => 3,
        };
        facts[at + on].known = kind * 4 + place;
    }
    length
}

/// "korea utara" as "Korea Utara".
fn title_case(words: &str) -> String {
    let mut opens = true;
    let mut title = String::with_capacity(words.len());
    for letter in words.chars() {
        if opens {
            title.extend(letter.to_uppercase());
        } else {
            title.extend(letter.to_lowercase());
        }
        opens = !letter.is_alphanumeric();
    }
    title
}
