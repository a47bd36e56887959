//! Whether a word order fits about a cue.

use std::ops::Range;

use runut_packs::{CueForm, CueFrame, CueObject, FormKind, Opening, Slot};

use super::{
    content,
    cue::Cue,
    phrase::{self, Phrase},
    scene::Scene,
};
use crate::{EntityKind, TokenKind};

/// A frame that fits: who and what stands where.
#[derive(Debug, Clone)]
pub(super) struct Fit<'a> {
    pub(super) form: &'a CueForm,
    pub(super) cue: Range<usize>,
    pub(super) claimant: Option<Phrase>,
    /// Whether the claimant is the subject that the sentence has already.
    pub(super) same: bool,
    /// Index of the quotation.
    pub(super) quote: Option<usize>,
    /// The reported clause.
    pub(super) content: Option<Range<usize>>,
    /// How the clause stands to the cue.
    pub(super) clause: ClauseSide,
    /// Whether what is said is the sentence before.
    pub(super) before: bool,
    /// All tokens that the fit takes.
    pub(super) reach: Range<usize>,
}

/// How a reported clause stands to its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClauseSide {
    /// Before it, or on both its sides.
    Before,
    /// After it, with nothing to open it.
    After,
    /// After it and after what opens it: "bahwa", a comma.
    Opened,
}

/// Most tokens of a phrase that points to the sentence before.
const POINTER_TOKENS_MAX: usize = 6;

/// The window in which a cue may find its slots.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    /// First token that is free.
    pub(super) floor: usize,
    /// Token after the last.
    pub(super) end: usize,
}

/// The first frame that fits about the cue.
pub(super) fn fit<'a>(scene: &Scene<'a>, cue: &Cue<'a>, window: Window) -> Option<Fit<'a>> {
    cue.forms.iter().find_map(|&form| {
        scene.table.frames(form.kind).iter().find_map(|frame| fit_one(scene, cue, form, frame, window))
    })
}

fn fit_one<'a>(
    scene: &Scene<'a>,
    cue: &Cue<'a>,
    form: &'a CueForm,
    frame: &CueFrame,
    window: Window,
) -> Option<Fit<'a>> {
    let tokens = cue.first..cue.first + form.words.len();
    let passive = |at: usize| at < window.end && scene.speech.agents.contains(&scene.token(at).lower);
    let next = (tokens.end < window.end).then(|| &scene.token(tokens.end).lower);
    let class = &scene.table.classes[form.class];
    let other_word = next.is_some_and(|next| class.not_before.contains(next));
    // "Asked about the claim, ...".
    let noun = || {
        let before = tokens.start.checked_sub(1).filter(|&before| before >= window.floor);
        before.is_some_and(|before| {
            scene.speech.articles.contains(&scene.token(before).lower)
                || form.words.len() == 1 && is_noun_of(scene, cue, before)
        })
    };
    let other_act = || class.not_with.iter().any(|words| stand_in(scene, words, tokens.end..window.end));
    let active = form.kind == FormKind::Active;
    if active && (passive(tokens.end) || noun()) || other_word || other_act() {
        return None;
    }
    let mut fit = Fit {
        form,
        cue: tokens.clone(),
        claimant: None,
        same: false,
        quote: None,
        content: None,
        clause: ClauseSide::After,
        before: false,
        reach: tokens,
    };
    for slot in &frame.left {
        fit.take_left(scene, slot, window)?;
    }
    for slot in &frame.right {
        fit.take_right(scene, slot, window)?;
    }
    let negated = fit.claimant.as_ref().is_some_and(|phrase| {
        phrase.negated || scene.speech.nobody.contains(&scene.token(phrase.tokens.start).lower)
    });
    let opens = fit.content.as_ref().is_some_and(|content| {
        let first = content.clone().take(2).any(|at| scene.speech.charges.contains(&scene.token(at).lower));
        first || scene.is_that(content.start.saturating_sub(1))
    });
    if class.opening == Opening::Charge && fit.clause != ClauseSide::Before && !opens {
        return None;
    }
    let apt = class.claimants.is_empty()
        || fit.claimant.as_ref().is_some_and(|phrase| {
            let mut words = phrase.tokens.clone();
            words.any(|at| class.claimants.contains(&scene.token(at).lower))
        });
    let somebody = !class.by_somebody
        || fit.quote.is_some()
        || fit.claimant.as_ref().is_none_or(|phrase| is_somebody(scene, &phrase.tokens));
    let measured = form.kind == FormKind::Source
        && fit.claimant.as_ref().is_some_and(|phrase| is_measure(scene, &phrase.tokens));
    if !apt || !somebody || measured {
        return None;
    }
    let loose = class.opening == Opening::Marked && fit.quote.is_none() && fit.clause != ClauseSide::Opened;
    (!negated && !loose).then_some(fit)
}

/// Whether a word that is a noun, too, has an owner before it: "Wira's *claim*".
fn is_noun_of(scene: &Scene, cue: &Cue, before: usize) -> bool {
    scene.owns(before)
        && cue.forms.iter().any(|form| form.kind == FormKind::Noun)
        && !scene.names.person_pronouns.contains(&scene.token(before).lower)
}

/// Whether words, parted by spaces, stand among the tokens one behind the other.
fn stand_in(scene: &Scene, words: &str, among: Range<usize>) -> bool {
    let count = words.split(' ').count();
    let mut starts = among.start..(among.end + 1).saturating_sub(count).max(among.start);
    starts.any(|at| words.split(' ').zip(at..).all(|(word, at)| scene.token(at).lower == word))
}

/// Whether the words are what something goes by, and say nothing: "according to *plan*".
fn is_measure(scene: &Scene, tokens: &Range<usize>) -> bool {
    tokens.len() == 1 && scene.speech.measures.contains(&scene.token(tokens.start).lower)
}

/// Whether the words name or describe somebody who can speak.
fn is_somebody(scene: &Scene, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        let word = &scene.token(at).lower;
        scene
            .mention_at(at)
            .is_some_and(|mention| scene.found.entities[mention.entity].kind != EntityKind::Place)
            || scene.words.pronouns.contains(word)
            || scene.names.person_pronouns.contains(word)
            || scene.names.roles.contains(word)
            || scene.speech.speakers.contains(word)
    }) || tokens.clone().all(|at| scene.mention_at(at).is_some())
}

impl Fit<'_> {
    /// Whether behind the comma and the cue nothing stands but who said it: "..., said the ministry's spokesman".
    fn turns_round(&self, scene: &Scene, window: Window) -> bool {
        let end = window.end;
        let set_off = self.cue.start > window.floor
            && scene.is_comma(self.cue.start - 1)
            && self.claimant.is_some()
            && (window.floor..self.cue.start).any(|at| scene.is_verb(at));
        let speaker = || {
            let speaker = phrase::after(scene, self.cue.end, end)?;
            let verb = speaker.tokens.clone().any(|at| scene.is_verb(at));
            let alone = ends_here(scene, speaker.reach.end, end, false);
            (alone && !verb && is_somebody(scene, &speaker.tokens)).then_some(())
        };
        set_off && !scene.speech.determiners_close && speaker().is_some()
    }

    fn speaks_to_somebody(&self, scene: &Scene) -> bool {
        scene.table.classes[self.form.class].object == CueObject::Somebody
    }

    /// Whether claimant and cue stand right behind a quotation that is a clause of its own and closes with a comma.
    fn is_beside_quote(&self, scene: &Scene, window: Window) -> bool {
        let Some((quote, phrase)) = self.quote.zip(self.claimant.as_ref()) else { return false };
        let quotation = &scene.quotations[quote];
        let opens = quotation.first <= window.floor || !scene.is_word(quotation.first - 1);
        opens
            && closes_with_comma(scene, quotation.end)
            && quotation.end == phrase.reach.start.min(self.cue.start)
    }

    fn take_left(&mut self, scene: &Scene, slot: &Slot, window: Window) -> Option<()> {
        let at = self.reach.start;
        let start = match slot {
            // `... is "the only one," Ana Wira said`: the comma may stand within the marks.
            Slot::Comma if at > window.floor + 1 && closes_with_comma(scene, at) => at,
            Slot::Comma => (at > window.floor && scene.is_comma(at - 1)).then(|| at - 1)?,
            Slot::Word(word) => (at > window.floor && scene.token(at - 1).lower == *word).then(|| at - 1)?,
            Slot::MaybeWord(word) => {
                if at > window.floor && scene.token(at - 1).lower == *word {
                    at - 1
                } else {
                    at
                }
            }
            Slot::Claimant => {
                let phrase = phrase::before(scene, at, window.floor)?;
                let start = phrase.reach.start;
                self.claimant = Some(phrase);
                start
            }
            Slot::Owner => {
                let owner = at.checked_sub(1).filter(|&owner| owner >= window.floor && scene.owns(owner))?;
                let phrase = if scene.possessives.contains(&scene.token(owner).lower) {
                    Phrase::of(owner..at)
                } else if let Some(person) = phrase::person_that_ends(scene, at, window.floor) {
                    Phrase::of(person)
                } else {
                    phrase::before(scene, at, window.floor)?
                };
                let start = phrase.reach.start;
                self.claimant = Some(phrase);
                start
            }
            Slot::Same => {
                leans(scene, self.form, at, window.floor).then_some(())?;
                self.same = true;
                at
            }
            Slot::Quote => {
                let quote = quote_before(scene, at, window.floor)?;
                self.quote = Some(quote);
                scene.quotations[quote].first
            }
            Slot::Content => {
                let floor = clause_floor(scene, at, window.floor);
                let end = content::trimmed(scene, floor, at);
                let words = (floor..end).filter(|&at| scene.is_word(at)).count();
                (words >= 2).then_some(())?;
                self.content = Some(floor..end);
                self.clause = ClauseSide::Before;
                floor
            }
            Slot::Before => {
                let phrase = pointer_before(scene, at, window.floor)?;
                self.before = true;
                phrase
            }
            Slot::Charge => (scene.table.classes[self.form.class].whole
                && at > window.floor
                && scene.speech.charges.contains(&scene.token(at - 1).lower))
            .then(|| at - 1)?,
            Slot::Start => opens_here(scene, at, window.floor).then_some(at)?,
            Slot::End => return None,
        };
        self.reach.start = start;
        if matches!(slot, Slot::Charge) {
            self.content = Some(start..self.cue.end);
            self.clause = ClauseSide::Before;
        }
        Some(())
    }

    fn take_right(&mut self, scene: &Scene, slot: &Slot, window: Window) -> Option<()> {
        let at = self.reach.end;
        let end = match slot {
            Slot::Comma => {
                (at < window.end && matches!(scene.token(at).text, "," | ":")).then_some(at + 1)?
            }
            Slot::Word(word) => (at < window.end && scene.token(at).lower == *word).then_some(at + 1)?,
            Slot::MaybeWord(word) => {
                if at < window.end && scene.token(at).lower == *word {
                    at + 1
                } else {
                    at
                }
            }
            Slot::Claimant => {
                // "said 40 died"; but `"...," said 9/11 widow Ana Wira`.
                let number = at < window.end && scene.token(at).kind == TokenKind::Number;
                (!number || self.quote.is_some()).then_some(())?;
                let mut phrase = phrase::after(scene, at, window.end)?;
                if self.form.kind == FormKind::Source {
                    phrase = up_to_comma(scene, phrase, window.end);
                }
                let end = phrase.reach.end;
                // `Wira, citing "...," said *the race could* be close`: it is the clause's subject.
                let subject = self.quote.is_some()
                    && !scene.speech.determiners_close
                    && end < window.end
                    && (scene.is_verb(end) || scene.words.auxiliaries.contains(&scene.token(end).lower));
                (!subject).then_some(())?;
                self.claimant = Some(phrase);
                // "tuduhan yang dibantah Moskow": the claimant is a part of the clause.
                if let Some(content) = self.content.as_mut().filter(|content| content.end == self.cue.end) {
                    content.end = end;
                }
                end
            }
            Slot::Quote => {
                let quote = quote_after(scene, at, window.end)?;
                self.quote = Some(quote);
                scene.quotations[quote].end
            }
            Slot::Content => {
                let cites = scene.table.classes[self.form.class].cites;
                let whole = scene.table.classes[self.form.class].whole;
                let words_min = if cites {
                    1
                } else if whole {
                    2
                } else {
                    content::CLAUSE_WORDS_MIN
                };
                let end = match &self.claimant {
                    Some(phrase) if phrase.relative => relative_end(scene, phrase, at, window.end),
                    _ => window.end,
                };
                let addressed = self.speaks_to_somebody(scene) && self.content.is_none();
                let clause = if addressed {
                    content::behind_addressee(scene, at, end, words_min)?
                } else {
                    content::after(scene, at, end, words_min)?
                };
                // "said *as* she left": when and why, and nothing that was said.
                let adjunct = scene.speech.meanwhile.contains(&scene.token(clause.tokens.start).lower);
                if !clause.opened && (adjunct || self.turns_round(scene, window)) {
                    return None;
                }
                if let Some(left) = self.content.clone() {
                    // A parenthesis: what stands on both its sides is one clause.
                    // "..., she said, adding": another act.
                    let act = scene.reports(clause.tokens.start) && !scene.is_finite(clause.tokens.start);
                    let rest = clause.tokens.len() > 2 && !scene.is_occasion(clause.tokens.start) && !act;
                    rest.then_some(())?;
                    self.content = Some(left.start..clause.tokens.end);
                } else {
                    self.content = Some(clause.tokens.clone());
                    self.clause = if clause.opened { ClauseSide::Opened } else { ClauseSide::After };
                }
                clause.tokens.end
            }
            Slot::End => {
                let goes_on = || self.content.is_some() && content::opens_behind(scene, at, window.end);
                // "..., the mayor told *his closest advisers*"
                let whom = || {
                    let next = content::past_addressee(scene, at, window.end);
                    let closes = next >= window.end || !scene.is_word(next) || scene.is_occasion(next);
                    !scene.speech.determiners_close && next > at && closes
                };
                // `"...," she told`: the quotation's comma says whose it is.
                let addressed = self.speaks_to_somebody(scene);
                (self.is_beside_quote(scene, window)
                    || addressed && whom()
                    || ends_here(scene, at, window.end, self.quote.is_some()) && !goes_on())
                .then_some(at)?
            }
            Slot::Owner | Slot::Same | Slot::Before | Slot::Charge | Slot::Start => return None,
        };
        self.reach.end = end;
        Some(())
    }
}

/// Where a relative clause that commas set off ends: before the comma behind which the verb of its noun stands. "The
/// mayor, who has called for fees, *attacked* the plan".
fn relative_end(scene: &Scene, phrase: &Phrase, start: usize, end: usize) -> usize {
    let set_off = phrase.tokens.end < end && scene.is_comma(phrase.tokens.end);
    let closes = |&at: &usize| {
        scene.is_comma(at)
            && scene.quotation_at(at).is_none()
            && at + 1 < end
            && (scene.is_verb(at + 1) || scene.reports(at + 1))
            && scene.is_finite(at + 1)
    };
    let closes_quoted =
        |at: usize| at > start && closes_with_comma(scene, at) && scene.is_verb(at) && scene.is_finite(at);
    let close = (start..end).find(|at| closes(at) || closes_quoted(*at));
    close.filter(|_| set_off && !scene.speech.determiners_close).unwrap_or(end)
}

/// Whether the cue at `at` leans on a subject that the sentence has already: "dan menegaskan", "yang juga menegaskan".
fn leans(scene: &Scene, form: &CueForm, at: usize, floor: usize) -> bool {
    let same = |word: usize| scene.speech.same.contains(&scene.token(word).lower);
    let mut last = at;
    while last > floor && scene.is_adverb(last - 1) && !same(last - 1) {
        last -= 1;
    }
    let unsaid = (last..at).any(|at| scene.speech.unsaid.contains(&scene.token(at).lower));
    let Some(before) = last.checked_sub(1).filter(|&before| before >= floor) else { return false };
    // "..., said Wira, *who said*": nobody else stands between.
    let first = before.saturating_sub(1);
    let alone = before == floor || first == floor && scene.is_comma(first);
    let relative = scene.is_relative(before) && (last < at || alone && !scene.speech.determiners_close);
    !unsaid && (same(before) || relative || scene.is_comma(before) || form.kind == FormKind::Participle)
}

/// Most tokens of what tells more of a source before its comma.
const SOURCE_TOKENS_MAX: usize = 16;

/// "According to *a new report by the harbour office*, ...": a source reaches to its comma, over prepositions.
fn up_to_comma(scene: &Scene, phrase: Phrase, end: usize) -> Phrase {
    let start = phrase.tokens.end;
    // "a complaint *filed by* the harbour office"
    let participle = |at: usize| {
        !scene.speech.determiners_close && scene.is_verb(at) && at + 1 < end && scene.is_preposition(at + 1)
    };
    let led = start < end && (scene.is_preposition(start) || participle(start));
    let stop = (start..end.min(start + SOURCE_TOKENS_MAX)).find(|&at| {
        !scene.is_word(at)
            || scene.is_verb(at) && !participle(at)
            || scene.is_relative(at)
            || scene.opens_clause(at)
    });
    match stop {
        Some(comma) if led && scene.is_comma(comma) => {
            let tokens = phrase.tokens.start..comma;
            Phrase { reach: phrase.reach.start..comma, tokens, ..phrase }
        }
        _ => phrase,
    }
}

/// Whether a quotation ends before `at`, its last mark a comma.
fn closes_with_comma(scene: &Scene, at: usize) -> bool {
    scene.quotation_at(at - 1).is_some_and(|quote| scene.quotations[quote].end == at)
        && scene.is_comma(at - 2)
}

/// The quotation that closes before the cue: right away, or before a comma or "demikian".
fn quote_before(scene: &Scene, at: usize, floor: usize) -> Option<usize> {
    let last = (floor..at).rev().find(|&last| !scene.is_comma(last) && !scene.points_back(last))?;
    let quote = scene.quotation_at(last)?;
    let quotation = &scene.quotations[quote];
    (quotation.end == last + 1 && quotation.first >= floor && !scene.is_scare(quote)).then_some(quote)
}

/// The quotation that opens after the cue: right away, or after a comma, a colon or "bahwa"; and with nothing of the
/// clause after it.
fn quote_after(scene: &Scene, start: usize, end: usize) -> Option<usize> {
    let first = (start..end).take(30).find(|&at| scene.quotation_at(at).is_some())?;
    let quote = scene.quotation_at(first)?;
    let quotation = &scene.quotations[quote];
    let before = first.checked_sub(1).filter(|&before| before >= start);
    let led =
        before.is_none_or(|before| matches!(scene.token(before).text, "," | ":") || scene.is_that(before));
    let bare = before.is_none();
    let verbs = (start..first).any(|at| scene.is_verb(at) || scene.reports(at));
    let next = quotation.end;
    // `"...," when her rival had blamed her`
    let meanwhile = next < end
        && scene.words.subordinators.contains(&scene.token(next).lower)
        && closes_with_comma(scene, next);
    let closes = next >= end
        || !scene.is_word(next)
        || !bare && (scene.is_coordinator(next) || closes_with_comma(scene, next))
        || meanwhile;
    (quotation.first == first && led && !verbs && closes).then_some(quote)
}

/// First token of the clause that ends before `at`: after the last full stop, semicolon or the floor.
fn clause_floor(scene: &Scene, at: usize, floor: usize) -> usize {
    let mut start = (floor..at)
        .rev()
        .find(|&mark| {
            scene.quotation_at(mark).is_none()
                && matches!(scene.token(mark).text, "." | ";" | ":" | "!" | "?")
        })
        .map_or(floor, |mark| mark + 1);
    while start < at && (scene.is_comma(start) || scene.is_that(start)) {
        start += 1;
    }
    start
}

/// Where the words that point to the sentence before start: they end right before token `end`, but for adverbs,
/// times and asides.
fn pointer_before(scene: &Scene, end: usize, floor: usize) -> Option<usize> {
    let mut at = end;
    while at > floor && (scene.is_adverb(at - 1) || scene.time_at(at - 1).is_some()) {
        at -= 1;
    }
    let start = floor;
    let closes = |next: usize| next == at || next < at && scene.is_comma(next) && scene.is_comma(at - 1);
    let spelt = |words: &String| scene.spells(start, end, words).is_some_and(|count| closes(start + count));
    let determiner = |at: &usize| scene.words.determiners.contains(&scene.token(*at).lower);
    // "Langkah terbaru AS itu, seperti dilansir AFP, diumumkan oleh"
    let noun = || {
        let last = (start + 1..at).take(POINTER_TOKENS_MAX).find(determiner)?;
        let plain = (start..last).all(|at| scene.is_word(at) && !scene.is_verb(at) && !scene.is_relative(at));
        (scene.speech.determiners_close && plain && closes(last + 1)).then_some(())
    };
    (scene.speech.anaphors.iter().any(spelt) || noun().is_some()).then_some(start)
}

/// Whether a clause may open at `at`.
fn opens_here(scene: &Scene, at: usize, floor: usize) -> bool {
    let Some(last) = at.checked_sub(1).filter(|&last| last >= floor) else { return true };
    if scene.is_coordinator(last) || scene.opens_clause(last) || scene.is_hard_mark(last) {
        return true;
    }
    let openers = || {
        scene.speech.openers.iter().any(|opener| {
            scene
                .spells(floor, at, opener)
                .is_some_and(|count| floor + count == at || floor + count + 1 == at && scene.is_comma(last))
        })
    };
    let adjunct = || {
        scene.is_comma(last)
            && at - floor <= 6
            && (scene.is_preposition(floor) || scene.time_at(floor).is_some())
    };
    openers() || adjunct()
}

/// Most words after a cue that closes a clause: "told reporters".
const TAIL_TOKENS_MAX: usize = 4;

/// The same after a quotation, which nothing else can be said of: "told the crowd at the harbour last week".
const TAIL_TOKENS_MAX_QUOTED: usize = 12;

/// Whether nothing of the clause stands at `at` and after it; `quoted` where what was said is a quotation before it.
fn ends_here(scene: &Scene, at: usize, end: usize, quoted: bool) -> bool {
    if at >= end || !scene.is_word(at) || scene.is_occasion(at) {
        return true;
    }
    // The full stop of a short form closes nothing: "Mr. Wira".
    let short = |mark: usize| scene.token(mark).text == "." && mark + 1 < end && !scene.is_hard_mark(mark);
    let mark = (at..end).find(|&mark| !scene.is_word(mark) && !short(mark)).unwrap_or(end);
    let closes = mark >= end || scene.quotation_at(mark).is_none();
    let names = |at: usize| {
        scene.token(at).is_capitalised()
            || scene.time_at(at).is_some()
            || scene.is_adverb(at)
            || scene.is_preposition(at)
            || scene.speech.addressees.contains(&scene.token(at).lower)
    };
    let addressed = || {
        mark - at <= TAIL_TOKENS_MAX_QUOTED
            && !(at..mark).any(|at| {
                let noun = at > 0 && scene.speech.articles.contains(&scene.token(at - 1).lower);
                scene.is_that(at) || (scene.is_verb(at) || scene.reports(at)) && !noun
            })
    };
    closes && (mark - at <= TAIL_TOKENS_MAX && (at..mark).all(names) || quoted && addressed())
}

impl Scene<'_> {
    /// Whether the word opens where, when or through whom something was said.
    pub(super) fn is_occasion(&self, at: usize) -> bool {
        self.time_at(at).is_some()
            || self.credit_at(at).is_some()
            || self.speech.occasions.contains(&self.token(at).lower)
    }

    /// Whether the word may stand between a quotation and its cue: "demikian".
    fn points_back(&self, at: usize) -> bool {
        self.quotation_at(at).is_none()
            && self.speech.anaphors.iter().any(|word| *word == self.token(at).lower)
    }
}
