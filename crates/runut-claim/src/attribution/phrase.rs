//! Where the phrase that names a speaker starts and ends.
//!
//! No parser: a phrase ends at marks, at words that open a clause, and at what looks like a verb; in between it may
//! hold brackets, a name set off by commas, a list joined by "dan".

use std::ops::Range;

use super::{gap::Gap, scene::Scene};
use crate::{EntityKind, TokenKind};

/// A noun phrase that may name a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Its tokens, role and all, without what stands between it and the cue.
    pub(super) tokens: Range<usize>,
    /// The part that names whom it means: the name set off by commas from a role, else the whole.
    pub(super) name: Range<usize>,
    /// All tokens that it takes, with adverbs, times and commas up to the cue.
    pub(super) reach: Range<usize>,
    /// Whether the cue is in a clause that tells more of the phrase: "laporan yang menyebut".
    pub(super) relative: bool,
    /// Whether a word before the cue makes the act of saying none.
    pub(super) negated: bool,
}

impl Phrase {
    /// A phrase of just these tokens.
    pub(super) fn of(tokens: Range<usize>) -> Self {
        Self { name: tokens.clone(), reach: tokens.clone(), tokens, relative: false, negated: false }
    }

    /// Takes off the first tokens that `drop` holds for, but never all.
    pub(super) fn without_first(&mut self, drop: impl Fn(usize) -> bool) {
        while self.tokens.len() > 1 && drop(self.tokens.start) {
            self.tokens.start += 1;
        }
        self.name.start = self.name.start.max(self.tokens.start);
    }
}

/// Most tokens that a phrase may have.
pub(super) const PHRASE_TOKENS_MAX: usize = 30;

/// Most tokens of a role before the comma behind which its bearer is named.
const ROLE_TOKENS_MAX: usize = 9;

/// The phrase that ends before token `end`; it does not reach below `floor`.
pub(super) fn before(scene: &Scene, end: usize, floor: usize) -> Option<Phrase> {
    if let Some(tokens) = pointing_subject(scene, end, floor) {
        let (name, reach) = (tokens.clone(), tokens.start..end);
        return Some(Phrase { tokens, name, reach, relative: false, negated: false });
    }
    let gap = Gap::before(scene, end, floor);
    if let Some(name) = gap.set_off {
        if let Some(person) = person_before_tag(scene, &name, floor) {
            let reach = person.start..end;
            let (relative, negated) = (gap.relative, gap.negated);
            return Some(Phrase { tokens: person.clone(), name: person, reach, relative, negated });
        }
        let role = if name.start > floor {
            who(scene, start_of(scene, name.start - 1, floor), name.start - 1, false)
        } else {
            name.start
        };
        let tokens = if role + 1 < name.start { role..name.end } else { name.clone() };
        let reach = tokens.start..end;
        return Some(Phrase { tokens, name, reach, relative: gap.relative, negated: gap.negated });
    }
    let mut start = who(scene, start_of(scene, gap.end, floor), gap.end, gap.relative);
    start = without_openers(scene, start, gap.end);
    start = without_participle(scene, start, gap.end);
    // "gifts to *Ana Wira*, who said"
    if gap.relative
        && let Some(person) =
            person_that_ends(scene, gap.end, floor).filter(|_| !scene.speech.determiners_close)
        && (start..person.start).any(|at| scene.is_preposition(at))
    {
        start = person.start;
    }
    // "what he called": a pronoun is a phrase of its own.
    let pronoun = gap.end > floor && scene.names.person_pronouns.contains(&scene.token(gap.end - 1).lower);
    let bound = |at: usize| scene.is_coordinator(at) || scene.is_relative(at);
    if pronoun && !gap.relative && start < gap.end && !(start..gap.end).any(bound) {
        start = gap.end - 1;
    }
    // "42% say"
    let share = |at: usize| scene.token(at).text == "%";
    let words = (start..gap.end).any(|at| scene.is_word(at) || share(at));
    if start >= gap.end
        || !words
        || scene.is_preposition(gap.end - 1)
        || is_no_claimant(scene, start..gap.end, start == floor)
    {
        return None;
    }
    // "tidak ada negara yang menyatakan"
    let unsaid = |at: usize| scene.speech.unsaid.contains(&scene.token(at).lower);
    let negated = gap.negated
        || gap.relative && scene.speech.determiners_close && (floor..start).rev().take(2).any(unsaid);
    let mut tokens = start..gap.end;
    // "Sekjen NATO, Mark Rutte": the name after the comma is the one that the role belongs to.
    let name = tokens.clone();
    if start > floor && scene.is_comma(start - 1) && all_capitals(scene, &name) {
        let role = who(scene, start_of(scene, start - 1, floor), start - 1, false);
        let role = without_openers(scene, role, start - 1);
        let opens = role == floor || !scene.is_verb(role - 1) && !scene.is_preposition(role - 1);
        // "Sebelumnya, Kemlu", "... with Ana Wira, Lodra Tirta said": what stands before the comma must be a role, and
        // nobody else's.
        let before = role..start.saturating_sub(1);
        let says_role = before.len() <= ROLE_TOKENS_MAX
            && before.clone().any(|at| scene.names.roles.contains(&scene.token(at).lower))
            && !before.clone().any(|at| scene.is_person(at));
        if role + 1 < start && opens && says_role && !scene.is_preposition(role) {
            tokens.start = role;
        }
    }
    let reach = tokens.start..end;
    if let Some(person) = person_before_tag(scene, &tokens, floor) {
        let reach = person.start..end;
        return Some(Phrase { tokens: person.clone(), name: person, reach, relative: false, negated });
    }
    if let Some(person) = person_before_role(scene, &tokens, floor) {
        let reach = person.start..end;
        return Some(Phrase { tokens: person.clone(), name: person, reach, relative: false, negated });
    }
    if let Some(subject) = subject_before_place(scene, &tokens, floor) {
        let reach = subject.start..end;
        return Some(Phrase { tokens: subject.clone(), name: subject, reach, relative: false, negated });
    }
    Some(Phrase { tokens, name, reach, relative: gap.relative, negated })
}

/// Whether the words stand where a claimant would, and are none: "*Hal ini* menunjukkan". A single word that opens no
/// clause may be what is left of a longer phrase.
fn is_no_claimant(scene: &Scene, tokens: Range<usize>, opens: bool) -> bool {
    let spells = |words: &String| scene.spells(tokens.start, tokens.end, words);
    let is_none = |words| spells(words).is_some_and(|count| count > 1 || opens && count == tokens.len());
    scene.speech.no_claimants.iter().any(is_none)
}

/// The clause's subject where a role opens it, a list in a relative clause or a time tells more of it, and a pointer
/// closes it: "*Legislator yang membidangi pangan, air, dan hutan itu*, mengatakan", "*Pembalap berusia 30 tahun itu*".
fn pointing_subject(scene: &Scene, end: usize, floor: usize) -> Option<Range<usize>> {
    let mut last = end.checked_sub(1).filter(|&last| last > floor)?;
    if scene.is_comma(last) {
        last -= 1;
    }
    let points = scene.speech.determiners_close && scene.words.determiners.contains(&scene.token(last).lower);
    if !points || !scene.names.roles.contains(&scene.token(floor).lower) {
        return None;
    }
    let tokens = floor..last + 1;
    let relative = tokens.clone().find(|&at| scene.is_relative(at));
    let commas = tokens.clone().filter(|&at| scene.is_comma(at)).count();
    let timed = tokens.clone().any(|at| scene.time_at(at).is_some());
    let word = |at: usize| scene.is_word(at) || scene.token(at).kind == TokenKind::Number;
    let whole = tokens.len() <= PHRASE_TOKENS_MAX
        && (relative.is_some() && commas > 0 || timed && commas == 0)
        && tokens.clone().all(|at| relative.is_some_and(|relative| at > relative) || word(at))
        && !tokens
            .clone()
            .any(|at| scene.quotation_at(at).is_some() || scene.is_cue(at) || scene.is_person(at));
    whole.then_some(tokens)
}

/// Whether the words close with an owner whose noun is still to come: "the bid its".
fn ends_open(scene: &Scene, tokens: &Range<usize>) -> bool {
    let last = tokens.end - 1;
    tokens.len() > 1 && scene.possessives.contains(&scene.token(last).lower)
}

/// The person before a tag of one word that commas set off: "*Ana Wira*, D-Kirana, said".
fn person_before_tag(scene: &Scene, tokens: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let tag = tokens.len() <= 2 && scene.token(tokens.start).text.contains('-');
    let set_off = tokens.start > floor + 1 && scene.is_comma(tokens.start - 1);
    let unknown = tokens.clone().all(|at| scene.mention_at(at).is_none() || !scene.is_person(at));
    if !tag || !set_off || !unknown || !scene.token(tokens.start).is_capitalised() {
        return None;
    }
    person_that_ends(scene, tokens.start - 1, floor)
}

/// The tokens of the person's name that ends before token `end`.
pub(super) fn person_that_ends(scene: &Scene, end: usize, floor: usize) -> Option<Range<usize>> {
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    // "Wira's": the name is a part of the token.
    let last =
        if scene.owns(last) && scene.mention_at(last).is_none() && last > floor { last - 1 } else { last };
    let mention = scene.mention_at(last).filter(|_| scene.is_person(last))?;
    let first = (floor..=last).rev().take_while(|&at| scene.mention_at(at) == Some(mention)).last()?;
    Some(first..end)
}

/// The person at the clause's start whose role stands between commas: "*Ana Wira*, chairman of a club that ..., said".
fn person_before_role(scene: &Scene, tokens: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let first = scene.token(tokens.start);
    let determined = scene.words.determiners.contains(&first.lower);
    let role = scene.names.roles.contains(&first.lower)
        || scene.names.honorifics.contains(&first.lower)
        || determined && tokens.clone().any(|at| scene.names.roles.contains(&scene.token(at).lower));
    let set_off = tokens.start > floor + 1 && scene.is_comma(tokens.start - 1);
    let named = tokens.clone().any(|at| scene.is_person(at));
    if scene.speech.determiners_close || !role || first.is_capitalised() || !set_off || named {
        return None;
    }
    let person = person_that_ends(scene, tokens.start - 1, floor)?;
    let before = person.start.checked_sub(1).filter(|&before| before >= floor);
    let opens = before.is_none_or(|before| !scene.is_preposition(before) && !scene.is_verb(before));
    opens.then_some(person)
}

/// Most tokens from a name to the end of the places that tell where its bearer is from.
const APPOSITION_TOKENS_MAX: usize = 40;

/// In "Ana Wira, pengasuh pondok di Kota Senja, Lembayung Raya, mengakui" the person at the sentence's start, not the
/// place before the cue.
fn subject_before_place(scene: &Scene, tokens: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let kind = |at: usize| scene.mention_at(at).map(|mention| scene.found.entities[mention.entity].kind);
    let place = tokens.clone().all(|at| !scene.is_word(at) || kind(at) == Some(EntityKind::Place));
    let set_off = tokens.start > floor && scene.is_comma(tokens.start - 1);
    if !place || !set_off || tokens.start - floor > APPOSITION_TOKENS_MAX || !scene.is_person(floor) {
        return None;
    }
    let end = (floor..tokens.start).find(|&at| !scene.is_person(at))?;
    let clause = (end..tokens.start).any(|at| scene.reports(at) || scene.quotation_at(at).is_some());
    (scene.is_comma(end) && !clause).then_some(floor..end)
}

/// First token of the phrase that ends before `end`.
fn start_of(scene: &Scene, end: usize, floor: usize) -> usize {
    let mut start = end;
    while start > floor && end - start < PHRASE_TOKENS_MAX {
        let at = start - 1;
        let token = scene.token(at);
        if scene.quotation_at(at).is_some() || scene.is_hard_mark(at) {
            break;
        }
        if token.text == ")" {
            match (floor..at).rev().take(12).find(|&open| scene.token(open).text == "(") {
                Some(open) if open > floor => start = open,
                _ => break,
            }
            continue;
        }
        if token.text == "," {
            // A list: "Ukraina, Korea Selatan, dan AS".
            let named = at > floor && (scene.token(at - 1).text == ")" || all_capitals(scene, &(at - 1..at)));
            let joins = start < end && (scene.is_coordinator(start) || list_goes_on(scene, start, end));
            if named && joins && !is_clause(scene, at, floor) {
                start = at;
                continue;
            }
            break;
        }
        // "Wanasari|Kementerian Laut said": what a crawl glued together is two phrases.
        let seam = start < end
            && !scene.token(start).spaced
            && [at, start].iter().all(|&at| scene.is_word(at) && scene.token(at).is_capitalised())
            && scene.mention_at(at).is_some_and(|mention| mention.span.end() == token.span.end());
        if seam {
            break;
        }
        if scene.time_at(at).is_some() {
            // "polls *released Sunday* showed"
            let verb =
                (floor..at).rev().find(|&word| scene.time_at(word).is_none() && !scene.is_preposition(word));
            match verb.filter(|&verb| is_told_of(scene, verb, floor)) {
                Some(verb) => start = verb,
                None => break,
            }
            continue;
        }
        if tells_more(scene, at, end, floor) {
            start = at;
            continue;
        }
        if scene.is_relative(at) || scene.opens_clause(at) {
            break;
        }
        if scene.is_adverb(at) && !token.is_capitalised() {
            // "an analysis of *newly* filed reports"
            if start < end && is_attribute(scene, start, floor) {
                start = at;
                continue;
            }
            // "pejabat yang tidak mau disebut namanya": so does an auxiliary that opens such a clause. "people who have
            // heard directly of it": and an adverb behind its verb.
            let verb = |word: usize| {
                !scene.speech.determiners_close && end - word <= CLAUSE_TOKENS_MAX && scene.is_word(word)
            };
            let opens = |word: usize| scene.is_relative(word) || !scene.is_adverb(word) && !verb(word);
            match (floor..at).rev().find(|&word| opens(word)) {
                Some(word) if scene.is_relative(word) && word > floor && start < end => start = word,
                _ => break,
            }
            continue;
        }
        // "research *conducted by* the harbour office", "a report *released* last year"
        let hangs = || at + 1 >= end || scene.is_preposition(at + 1) || scene.time_at(at + 1).is_some();
        let attribute = at + 1 < end && is_attribute(scene, at, floor) && !scene.is_preposition(at + 1);
        if attribute || is_told_of(scene, at, floor) && hangs() {
            start = at;
            continue;
        }
        if scene.is_verb(at) {
            // "pernyataan yang dirilis kemarin": a verb within a relative clause belongs to the phrase.
            match (floor..at)
                .rev()
                .take(8)
                .find(|&word| scene.is_relative(word) || scene.is_hard_mark(word) || scene.is_comma(word))
            {
                Some(word) if scene.is_relative(word) && word > floor => start = word,
                _ => break,
            }
            continue;
        }
        let joins = || {
            at > floor
                && !scene.speech.contrasts.contains(&token.lower)
                && !is_clause(scene, at, floor)
                && (scene.is_word(at - 1) || matches!(scene.token(at - 1).text, "," | ")"))
        };
        if scene.is_coordinator(at) && !joins() {
            break;
        }
        start = at;
    }
    start
}

/// Most tokens of a relative clause within a phrase.
const CLAUSE_TOKENS_MAX: usize = 8;

/// Whether the participle at `at` tells more of the noun before it: "people *briefed* on the move", "those *polled*".
fn is_told_of(scene: &Scene, at: usize, floor: usize) -> bool {
    let noun = |at: usize| {
        let word = &scene.token(at).lower;
        scene.speech.papers.contains(word)
            || scene.speech.speakers.contains(word)
            || scene.words.determiners.contains(word)
            || scene.table.classes.iter().any(|class| class.claimants.contains(word))
    };
    !scene.speech.determiners_close
        && scene.ends_as_verb(at)
        && scene.is_verb(at)
        && at > floor
        && noun(at - 1)
}

/// Whether the participle at `at` tells more of the noun behind it: "an analysis of newly *filed* reports".
fn is_attribute(scene: &Scene, at: usize, floor: usize) -> bool {
    let opens = |at: usize| {
        let token = scene.token(at);
        scene.is_preposition(at)
            || scene.speech.articles.contains(&token.lower)
            || scene.speech.adverb_ends.iter().any(|end| token.lower.ends_with(end.as_str()))
    };
    !scene.speech.determiners_close
        && at > floor
        && scene.ends_as_verb(at)
        && scene.is_verb(at)
        && opens(at - 1)
        && scene.text.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word)
}

/// Whether at `at` a relative clause opens that tells more of the noun before it, its verb first, and what hangs on the
/// verb up to `end`: "organizers of a parade *that draws visitors to the harbour*".
fn tells_more(scene: &Scene, at: usize, end: usize, floor: usize) -> bool {
    let noun = |at: usize| {
        scene.is_word(at) && !scene.is_verb(at) && !scene.reports(at) && !scene.opens_clause(at)
            || scene.mention_at(at).is_some()
    };
    let verb = |at: usize| {
        let word = &scene.token(at).lower;
        let opens_phrase = scene.words.determiners.contains(word)
            || scene.words.pronouns.contains(word)
            || scene.names.person_pronouns.contains(word)
            || scene.names.roles.contains(word)
            || scene.speech.speakers.contains(word);
        scene.is_word(at)
            && !scene.token(at).is_capitalised()
            && scene.mention_at(at).is_none()
            && !opens_phrase
    };
    !scene.speech.determiners_close
        && scene.is_relative(at)
        && at > floor
        && at + 2 < end
        && noun(at - 1)
        && verb(at + 1)
        && (at + 2..end).any(|at| scene.is_preposition(at))
}

/// Where in the tokens the speaker's phrase starts: what opens with a preposition is where or when, not who ("Di
/// Brussels Rutte"), but for a document that the cue tells more of ("dengan surat yang menyatakan").
fn who(scene: &Scene, start: usize, end: usize, relative: bool) -> usize {
    // "*about half* of the voters": an amount.
    let amount = start + 1 < end
        && !scene.speech.determiners_close
        && (scene.token(start + 1).kind == TokenKind::Number
            || scene.speech.shares.contains(&scene.token(start + 1).lower)
            || scene.speech.amounts.iter().any(|words| scene.spells(start, end, words).is_some()));
    if start < end && scene.is_preposition(start) && !relative && !amount {
        return name_after_adjunct(scene, start, end);
    }
    let joins = start < end && (scene.is_coordinator(start) || scene.is_preposition(start) && !amount);
    start + usize::from(joins)
}

/// Whether the list after the comma goes on with "dan" before `end`.
fn list_goes_on(scene: &Scene, start: usize, end: usize) -> bool {
    (start..end).any(|at| scene.is_coordinator(at)) && all_capitals(scene, &(start..start + 1))
}

/// Whether what stands before `at`, back to the last comma or hard mark, is a clause of its own.
fn is_clause(scene: &Scene, at: usize, floor: usize) -> bool {
    (floor..at)
        .rev()
        .take(PHRASE_TOKENS_MAX)
        .take_while(|&word| !scene.is_hard_mark(word) && !scene.is_comma(word))
        .any(|word| {
            scene.quotation_at(word).is_some()
                || scene.is_verb(word)
                || scene.opens_clause(word)
                || scene.is_cue(word)
        })
}

/// In "Di Brussels Rutte", the last name: a mention where one ends there, else nothing.
fn name_after_adjunct(scene: &Scene, start: usize, end: usize) -> usize {
    let mut at = end;
    if let Some(mention) = scene.mention_at(end - 1) {
        while at > start && scene.mention_at(at - 1) == Some(mention) {
            at -= 1;
        }
        // Its title goes with it.
        while at > start + 1
            && scene.is_word(at - 1)
            && !scene.is_preposition(at - 1)
            && scene.mention_at(at - 1).is_none()
            && !scene.is_verb(at - 1)
            && is_title(scene, at - 1)
        {
            at -= 1;
        }
        if at > start + 1 || !scene.is_preposition(start) {
            return at;
        }
        return end;
    }
    if scene.words.pronouns.contains(&scene.token(end - 1).lower) {
        return end - 1;
    }
    end
}

/// Whether a word before a name may be its bearer's title. Where titles close a phrase that determiners open ("At the
/// hearing *Ana Wira*"), it must be known as one or bear a capital.
fn is_title(scene: &Scene, at: usize) -> bool {
    let token = scene.token(at);
    scene.speech.determiners_close || token.is_capitalised() || scene.names.roles.contains(&token.lower)
}

/// Past a participle whose object opens with an article: "wearing *a hat* that says".
fn without_participle(scene: &Scene, start: usize, end: usize) -> usize {
    let object = start + 1 < end && scene.speech.articles.contains(&scene.token(start + 1).lower);
    let token = scene.token(start);
    let participle = object
        && !token.is_capitalised()
        && scene.mention_at(start).is_none()
        && scene.morphology.gerund_ends.iter().any(|end| token.lower.ends_with(end.as_str()));
    start + usize::from(participle)
}

fn without_openers(scene: &Scene, start: usize, end: usize) -> usize {
    let mut start = start;
    while let Some(count) = scene
        .speech
        .openers
        .iter()
        .filter_map(|opener| scene.spells(start, end, opener))
        .max()
        .filter(|count| start + count < end)
    {
        start += count;
        if start + 1 < end && scene.is_comma(start) {
            start += 1;
        }
    }
    start
}

/// Whether the words are names by their capitals; particles and brackets may stand between.
pub(super) fn all_capitals(scene: &Scene, tokens: &Range<usize>) -> bool {
    let Some(first) = tokens.clone().next() else { return false };
    scene.token(first).is_capitalised()
        && scene.time_at(first).is_none()
        && tokens.clone().all(|at| {
            let token = scene.token(at);
            token.is_capitalised()
                || token.kind == TokenKind::Mark && matches!(token.text, "(" | ")" | "." | "'")
                || token.kind == TokenKind::Word && token.text.chars().count() <= 3 && at > first
        })
}

/// Where the noun begins whose article stands at `start`, behind a time or an adverb with its participle; `start`
/// where neither stands there. "a June 2 *post*", "a previously undisclosed *report*"
fn behind_article(scene: &Scene, start: usize, end: usize) -> usize {
    let first = start + 1;
    if first >= end || !scene.speech.articles.contains(&scene.token(start).lower) {
        return start;
    }
    let noun = match (first..end).find(|&at| scene.time_at(at).is_none()) {
        Some(at) if at > first => at,
        Some(_) if scene.is_adverb(first) => {
            first + 1 + usize::from(first + 1 < end && scene.is_verb(first + 1))
        }
        _ => return start,
    };
    if (first..noun).any(|at| scene.quotation_at(at).is_some()) { start } else { noun }
}

/// The phrase that starts at token `start`; it does not reach `end` or beyond.
pub(super) fn after(scene: &Scene, start: usize, end: usize) -> Option<Phrase> {
    let mut at = behind_article(scene, start, end);
    let mut name = None;
    if start < end && (scene.opens_clause(start) || scene.is_adverb(start)) {
        return None;
    }
    while at < end && at - start < PHRASE_TOKENS_MAX {
        let token = scene.token(at);
        if scene.quotation_at(at).is_some() || scene.time_at(at).is_some() && at > start {
            break;
        }
        if token.text == "(" {
            match (at..end).take(14).find(|&close| scene.token(close).text == ")") {
                Some(close) if at > start => at = close + 1,
                _ => break,
            }
            continue;
        }
        if token.text == "," {
            // "menurut dia, Balai Kota dan Balai Desa memeriksa": a pronoun opens no list.
            if at == start + 1 && scene.words.pronouns.contains(&scene.token(start).lower) {
                break;
            }
            let bearer = behind_honorifics(scene, at + 1, end);
            let segment = bearer..segment_end(scene, bearer, end);
            let named = segment.len() <= 8
                && all_capitals(scene, &segment)
                && scene.credit_at(segment.start).is_none();
            if at == start || !named || name.is_some() {
                break;
            }
            if is_list(scene, segment.end, end) {
                at = segment.end;
                continue;
            }
            // "kata Rutte, Sekjen NATO": the name comes first where it is one already.
            // "kata Analis Bank Senja, Ana Wira dalam": so does it where the role holds an institution's name.
            if is_role(scene, &(start..at)) || is_role_of(scene, start..at, &segment) {
                name = Some(segment.clone());
                at = segment.end;
                continue;
            }
            break;
        }
        if token.kind != TokenKind::Word
            && token.kind != TokenKind::Number
            && !matches!(token.text, "." | "'" | "&" | "/")
            || token.text == "."
                && (at + 1 == end
                    || scene.token(at + 1).spaced && at > start && !scene.token(at + 1).is_capitalised())
        {
            break;
        }
        let lower = token.lower.as_str();
        if at > start && scene.speech.determiners_close && scene.words.determiners.contains(lower) {
            at += 1;
            break;
        }
        if scene.is_relative(at)
            || scene.is_that(at)
            || at > start && (scene.opens_clause(at) || scene.is_adverb(at) && !token.is_capitalised())
        {
            break;
        }
        let links =
            scene.speech.role_links.contains(lower) && at + 1 < end && scene.token(at + 1).is_capitalised();
        if scene.is_preposition(at) && !links || scene.is_verb(at) {
            break;
        }
        // "menurut Rutte langkah itu": a person's name closes the phrase.
        // "said Wira *spokesman Lodra Tirta*"
        let role = !scene.speech.determiners_close
            && scene.names.roles.contains(lower)
            && at + 1 < end
            && scene.token(at + 1).is_capitalised();
        let joins = scene.is_coordinator(at) || scene.mention_at(at).is_some() || role;
        if at > start && scene.is_person(at - 1) && !token.is_capitalised() && !joins {
            break;
        }
        if scene.is_coordinator(at) {
            let joins = at + 1 < end
                && at > start
                && scene.is_word(at + 1)
                && !scene.is_verb(at + 1)
                && !scene.is_adverb(at + 1);
            if !joins {
                break;
            }
        }
        at += 1;
    }
    let tokens = start..pointed(scene, start, at, end).unwrap_or(at);
    if tokens.is_empty() || !tokens.clone().any(|at| scene.is_word(at)) || ends_open(scene, &tokens) {
        return None;
    }
    let name = name.unwrap_or_else(|| tokens.clone());
    Some(Phrase { reach: tokens.clone(), tokens, name, relative: false, negated: false })
}

/// Where a description that goes on at `at` ends, if its last word points: over a relative word ("pria yang akrab disapa
/// Edo ini"), or, where it opens with a role and names nobody, over a preposition ("anggota dewan dari Jawa Tengah itu").
fn pointed(scene: &Scene, start: usize, at: usize, end: usize) -> Option<usize> {
    const RELATIVE_TOKENS_MAX: usize = 12;
    const PLACE_TOKENS_MAX: usize = 8;
    if !scene.speech.determiners_close || at <= start || at >= end {
        return None;
    }
    let relative = scene.is_relative(at);
    let role = || {
        scene.is_preposition(at)
            && scene.names.roles.contains(&scene.token(start).lower)
            && !(start..at).any(|at| scene.is_person(at))
    };
    if !relative && !role() {
        return None;
    }
    let most = if relative { RELATIVE_TOKENS_MAX } else { PLACE_TOKENS_MAX };
    let goes_on = |&at: &usize| match scene.time_at(at) {
        Some(_) => relative,
        None => scene.is_word(at) && !(relative && scene.is_that(at)),
    };
    let points = |&at: &usize| scene.words.determiners.contains(&scene.token(at).lower);
    (at..end).take(most).take_while(goes_on).filter(points).last().map(|last| last + 1)
}

/// Where behind the words of address at `at` the name starts: "dr. *Ana Wira*".
fn behind_honorifics(scene: &Scene, mut at: usize, end: usize) -> usize {
    while at + 2 < end
        && !scene.token(at).is_capitalised()
        && scene.names.honorifics.contains(&scene.token(at).lower)
        && scene.token(at + 1).text == "."
        && scene.token(at + 2).is_capitalised()
    {
        at += 2;
    }
    at
}

/// End of the run of words after a comma: the next mark, preposition, clause or time.
fn segment_end(scene: &Scene, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end
        && (scene.is_word(at)
            || matches!(scene.token(at).text, "." | "'") && at + 1 < end && !scene.token(at).spaced)
        && scene.time_at(at).is_none()
        && !(scene.is_preposition(at)
            || scene.is_coordinator(at)
            || scene.is_relative(at)
            || scene.opens_clause(at))
    {
        at += 1;
    }
    at
}

/// Whether after the segment that ends at `at` a list goes on: ", dan AS".
fn is_list(scene: &Scene, at: usize, end: usize) -> bool {
    at < end
        && (scene.is_coordinator(at) || scene.is_comma(at) && at + 1 < end && scene.is_coordinator(at + 1))
}

/// Whether the phrase opens with a role, and a person whom it does not name stands after its comma.
fn is_role_of(scene: &Scene, tokens: Range<usize>, segment: &Range<usize>) -> bool {
    let person =
        |at: usize| scene.mention_at(at).filter(|_| scene.is_person(at)).map(|mention| mention.entity);
    let named = person(segment.start);
    let mut others = tokens.clone().filter_map(person);
    scene.names.roles.contains(&scene.token(tokens.start).lower)
        && tokens.len() > 1
        && named.is_some_and(|named| others.all(|other| other != named))
}

/// Whether the phrase is a role and no person's name.
fn is_role(scene: &Scene, tokens: &Range<usize>) -> bool {
    let person = tokens.clone().any(|at| {
        scene
            .mention_at(at)
            .is_some_and(|mention| scene.found.entities[mention.entity].kind == crate::EntityKind::Person)
    });
    !person && (tokens.len() > 1 || !scene.token(tokens.start).is_capitalised())
}
