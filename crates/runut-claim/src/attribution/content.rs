//! Where a reported clause starts and ends.

use std::ops::Range;

use super::scene::Scene;
use crate::TokenKind;

/// Most tokens between a cue and the word that opens the clause.
const APPROACH_TOKENS_MAX: usize = 24;

/// Fewest words of a reported clause that nothing opens.
pub(super) const CLAUSE_WORDS_MIN: usize = 3;

/// Most tokens of a clause that only points to something said elsewhere.
const POINTER_TOKENS_MAX: usize = 6;

/// A reported clause after a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) tokens: Range<usize>,
    /// Whether a complementizer, comma or colon opens it.
    pub(super) opened: bool,
}

/// The clause of `words_min` words or more that is reported after a cue that ends before `start`; `end` is where the sentence or the next saying starts.
pub(super) fn after(scene: &Scene, start: usize, end: usize, words_min: usize) -> Option<Clause> {
    let (start, opened) = opening(scene, start, end);
    let end = trimmed(scene, start, closing(scene, start, end));
    let tokens = start..end;
    let words = tokens.clone().filter(|&at| scene.is_word(at) && scene.time_at(at).is_none()).count();
    let quoted = tokens.clone().any(|at| scene.quotation_at(at).is_some());
    let least = if opened || quoted { words_min.min(2) } else { words_min };
    let idiom = tokens.clone().next().is_some_and(|at| scene.speech.idioms.contains(&scene.token(at).lower));
    ((opened || !idiom) && words >= least && !is_pointer(scene, &tokens)).then_some(Clause { tokens, opened })
}

/// Where the clause starts: after "bahwa", or after what tells to whom, where and when it was said.
fn opening(scene: &Scene, start: usize, end: usize) -> (usize, bool) {
    if start < end && scene.is_relative(start) {
        return past_relative(scene, start, end);
    }
    let mut comma = None;
    for at in start..end.min(start + APPROACH_TOKENS_MAX) {
        if scene.is_that(at) && (at == start || near(scene, start, at)) {
            return (at + 1, true);
        }
        if scene.quotation_at(at).is_some() || scene.is_hard_mark(at) && scene.token(at).text != ":" {
            break;
        }
        if comma.is_none() && matches!(scene.token(at).text, "," | ":") {
            comma = Some(at);
        }
    }
    match comma {
        Some(comma) if comma == start => (comma + 1, true),
        Some(comma) if is_adjunct(scene, start, comma) => {
            // "pada Jumat (25/10/2024), bahwa ..." was caught above; a second comma closes a second adjunct.
            (comma + 1, true)
        }
        _ => {
            let start = skip_adjunct(scene, start, end);
            (start, start < end && opens_with_subject(scene, start, end))
        }
    }
}

/// Whether a pronoun that can only be the subject opens a clause at `at`: "agreed *it* was late", but not "know it".
fn opens_with_subject(scene: &Scene, at: usize, end: usize) -> bool {
    let word = &scene.token(at).lower;
    let verb = |at: usize| at < end && (scene.is_verb(at) || scene.is_adverb(at));
    scene.speech.subjects.contains(word) && (!scene.speech.objects.contains(word) || verb(at + 1))
}

/// The clause behind whom one speaks to: "told *the crowd* the plan was dead".
pub(super) fn behind_addressee(scene: &Scene, start: usize, end: usize, words_min: usize) -> Option<Clause> {
    let opened = opening(scene, start, end).1;
    // "told a hall in Senja, on the coast, *that*"
    let act = |at: usize| scene.is_verb(at) || scene.is_cue(at) || scene.quotation_at(at).is_some();
    let that = (start..end.min(start + APPROACH_TOKENS_MAX)).find(|&at| scene.is_that(at) || act(at));
    if let Some(that) = that.filter(|&that| scene.is_that(that) && that > start) {
        return after(scene, that, end, words_min);
    }
    if opened || scene.speech.determiners_close {
        return after(scene, start, end, words_min);
    }
    let mut next = past_addressee(scene, start, end);
    if next == start {
        return after(scene, start, end, words_min);
    }
    // "told reporters *in Senja on Monday* the plan was dead"
    while next + 1 < end
        && scene.is_preposition(next)
        && !scene.speech.infinitives.contains(&scene.token(next).lower)
    {
        let times = (next + 1..end).find(|&at| scene.time_at(at).is_none()).unwrap_or(end);
        let past = if times > next + 1 { times } else { past_addressee(scene, next + 1, end) };
        if past == next + 1 {
            break;
        }
        next = past;
    }
    while next < end && scene.time_at(next).is_some() {
        next += 1;
    }
    // "told the crowd, he was sorry"
    if next + 1 < end && scene.is_comma(next) && scene.speech.subjects.contains(&scene.token(next + 1).lower)
    {
        next += 1;
    }
    // "reminded them *of* the flood"
    if next + 1 < end && scene.is_preposition(next) && !scene.is_occasion(next) {
        next += usize::from(!scene.speech.infinitives.contains(&scene.token(next).lower));
    }
    let goes_on = next < end && (scene.is_word(next) || scene.quotation_at(next).is_some());
    if !goes_on || scene.is_occasion(next) || scene.opens_clause(next) && !asks(scene, next) {
        return None;
    }
    after(scene, next, end, words_min)
}

/// Whether the word opens a question that is reported: "told them *what* to do".
fn asks(scene: &Scene, at: usize) -> bool {
    scene.words.complementizers.contains(&scene.token(at).lower)
}

/// The token behind the noun phrase at `start` that names somebody: a pronoun, a name, or an article with the words up
/// to the next one.
pub(super) fn past_addressee(scene: &Scene, start: usize, end: usize) -> usize {
    let opens = |at: usize| {
        let word = &scene.token(at).lower;
        scene.speech.articles.contains(word)
            || scene.words.determiners.contains(word)
            || scene.possessives.contains(word)
    };
    let noun = |at: usize| {
        let word = &scene.token(at).lower;
        (scene.is_word(at) || scene.token(at).kind == TokenKind::Number)
            && scene.time_at(at).is_none()
            && scene.quotation_at(at).is_none()
            && !scene.is_preposition(at)
            && !scene.is_that(at)
            && !scene.opens_clause(at)
            && !scene.is_relative(at)
            && !scene.is_verb(at)
            && !scene.speech.subjects.contains(word)
            && !scene.words.auxiliaries.contains(word)
    };
    if start >= end || !scene.is_word(start) {
        return start;
    }
    let word = &scene.token(start).lower;
    let pronoun = scene.names.person_pronouns.contains(word) || scene.words.pronouns.contains(word);
    let owner = scene.possessives.contains(word)
        && start + 1 < end
        && noun(start + 1)
        && !opens(start + 1)
        && !scene.speech.addressees.contains(&scene.token(start + 1).lower);
    if pronoun && !owner {
        return start + 1;
    }
    if let Some(mention) = scene.mention_at(start).filter(|_| scene.token(start).is_capitalised()) {
        let past = (start..end).find(|&at| scene.mention_at(at) != Some(mention)).unwrap_or(end);
        let owner = scene.owns(past - 1) || past < end && scene.owns(past);
        return if owner {
            (past..end).find(|&at| !noun(at) && !scene.owns(at) || opens(at)).unwrap_or(end)
        } else {
            past
        };
    }
    if scene.speech.speakers.contains(word)
        || scene.speech.addressees.contains(word) && !scene.is_preposition(start)
    {
        return start + 1;
    }
    if !opens(start) {
        return start;
    }
    let past = (start + 1..end).find(|&at| {
        let name = at > start + 1
            && scene.token(at).is_capitalised()
            && scene.mention_at(at).is_some()
            && !scene.token(at - 1).is_capitalised();
        !noun(at) || opens(at) || name
    });
    past.unwrap_or(end)
}

/// Whether behind what tells where and to whom "that" opens a clause: "said at a rally in Senja *that*".
pub(super) fn opens_behind(scene: &Scene, start: usize, end: usize) -> bool {
    (start..end.min(start + APPROACH_TOKENS_MAX)).any(|at| scene.is_that(at) && near(scene, start, at))
}

/// Past a clause that tells more of the claimant: "menurut catatan yang diperoleh AFP, ...".
fn past_relative(scene: &Scene, start: usize, end: usize) -> (usize, bool) {
    (start..end.min(start + APPROACH_TOKENS_MAX))
        .find(|&at| scene.is_that(at) || scene.is_comma(at))
        .map_or((end, false), |at| (at + 1, true))
}

/// Most words that name whom one speaks to, with nothing to mark them: "told the committee that".
const ADDRESSEE_TOKENS_MAX: usize = 3;

/// Whether the words from the cue to "bahwa" at `that` are no clause of their own.
fn near(scene: &Scene, start: usize, that: usize) -> bool {
    let verbs = (start..that).any(|at| scene.is_verb(at) || scene.is_cue(at) || scene.is_relative(at));
    let named = |at: usize| {
        scene.time_at(at).is_some() || scene.token(at).is_capitalised() || scene.is_preposition(at)
    };
    let short = that - start <= ADDRESSEE_TOKENS_MAX || (start..that).all(named);
    !verbs && short || is_adjunct(scene, start, that)
}

/// Whether the words tell to whom, where or when.
fn is_adjunct(scene: &Scene, start: usize, end: usize) -> bool {
    let amount = scene.speech.amounts.iter().any(|words| scene.spells(start, end, words).is_some());
    // "decided *to change* course"
    let addressed = || {
        let next = start + 1;
        let infinitive = scene.speech.infinitives.contains(&scene.token(start).lower) && end - start > 3;
        !infinitive
            || scene.token(next).is_capitalised()
            || scene.mention_at(next).is_some()
            || scene.words.determiners.contains(&scene.token(next).lower)
            || scene.speech.articles.contains(&scene.token(next).lower)
            || scene.speech.speakers.contains(&scene.token(next).lower)
            || scene.speech.addressees.contains(&scene.token(next).lower)
    };
    start < end
        && !amount
        && (scene.time_at(start).is_some()
            || scene.speech.addressees.contains(&scene.token(start).lower) && addressed()
            || scene.speech.adverbs.contains(&scene.token(start).lower) && end - start <= 3)
}

/// The token after the name of an outlet that stands at `at` and is told something: "told *Senja TV* the plan was off".
fn past_outlet(scene: &Scene, at: usize, end: usize) -> Option<usize> {
    let credit = (at < end).then(|| scene.credit_at(at)).flatten()?;
    let name = scene.text.article.credits[credit].name.span;
    (at..end)
        .find(|&at| scene.token(at).span.start() >= name.end())
        .filter(|_| scene.token(at).span.start() == name.start())
}

/// Over an outlet that is told, a time expression and adverbs that stand right after the cue.
fn skip_adjunct(scene: &Scene, start: usize, end: usize) -> usize {
    let told = past_outlet(scene, start, end).filter(|&next| scene.is_word(next) && !scene.is_verb(next));
    let mut at = told.unwrap_or(start);
    while at + 1 < end {
        let preposed = scene.is_preposition(at) && scene.time_at(at + 1).is_some();
        if scene.time_at(at).is_some()
            || preposed
            || scene.speech.addressees.contains("reporters") && scene.token(at).lower == "reporters"
        {
            at += 1;
        } else {
            break;
        }
    }
    if at + 1 < end && scene.speech.about.contains(&scene.token(at).lower) { at + 1 } else { at }
}

/// Where the clause ends: before a credit, else at the end of the sentence.
fn closing(scene: &Scene, start: usize, end: usize) -> usize {
    // ", dikutip dari AFP", ", seperti dikutip dari AFP": the credit with up to two words that lead to it.
    let credit = |comma: usize| {
        let near = comma + 1..end.min(comma + 4);
        scene.is_comma(comma)
            && near.clone().find(|&at| scene.credit_at(at).is_some()).is_some_and(|credit| {
                scene.credit_at(comma).is_none()
                    && (comma + 1..credit).all(|at| {
                        scene.is_word(at) && !scene.token(at).is_capitalised() && !scene.is_verb(at)
                    })
            })
    };
    // A sentence that ends without a space after it: `di luar kota."Saya`.
    let stop = |at: usize| {
        matches!(scene.token(at - 1).text, "." | "!" | "?")
            && scene.quotation_at(at - 1).is_none()
            && scene.quotation_at(at).is_some()
    };
    // ", although he refused ...", ", citing ...": the reporter goes on.
    let turns = |at: usize| {
        scene.is_comma(at - 1)
            && at > start + CLAUSE_WORDS_MIN
            && scene.quotation_at(at - 1).is_none()
            && scene.speech.turns.contains(&scene.token(at).lower)
    };
    // "pleaded to it; the mayor had heard him"
    let parts = |at: usize| {
        !scene.speech.determiners_close && scene.token(at).text == ";" && scene.quotation_at(at).is_none()
    };
    (start + 1..end).find(|&at| credit(at - 1) || stop(at) || turns(at) || parts(at)).unwrap_or(end)
}

/// The end without the marks and joining words that close it.
pub(super) fn trimmed(scene: &Scene, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start {
        let token = scene.token(end - 1);
        let closes = matches!(token.text, "." | "," | ";" | ":" | "!" | "?" | "-" | "–" | "—" | "…")
            || scene.is_coordinator(end - 1) && scene.quotation_at(end - 1).is_none();
        if !closes {
            break;
        }
        end -= 1;
    }
    end
}

/// Whether the words only point to something said elsewhere: "hal itu".
fn is_pointer(scene: &Scene, tokens: &Range<usize>) -> bool {
    let spelt = |words: &String| scene.spells(tokens.start, tokens.end, words) == Some(tokens.len());
    let pointing = |at: usize| {
        scene.speech.determiners_close && scene.words.determiners.contains(&scene.token(at).lower)
    };
    // "langsung keputusan tersebut usai rapat"
    let noun = tokens.clone().skip(1).take(2).find(|&at| pointing(at)).is_some_and(|at| {
        let open =
            |next: usize| scene.is_preposition(next) || scene.opens_clause(next) || !scene.is_word(next);
        (at + 1 >= tokens.end || open(at + 1)) && !tokens.clone().any(|at| scene.is_verb(at))
    });
    noun && tokens.len() <= POINTER_TOKENS_MAX || scene.speech.anaphors.iter().any(spelt)
}
