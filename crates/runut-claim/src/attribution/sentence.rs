//! The acts of saying that one sentence reports.

use std::ops::Range;

use runut_packs::FormKind;

use super::{
    content,
    cue::{Cue, find_cues},
    frame::{self, ClauseSide, Fit, Window},
    phrase::{self, Phrase},
    scene::Scene,
};
use crate::{Mode, Place};

/// An act of saying, before anybody knows who the claimant is.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// What was said; `None` where it is the sentence before.
    pub(super) span: Option<Place>,
    pub(super) mode: Mode,
    pub(super) speaker: Speaker,
    pub(super) cue: Option<Range<usize>>,
    /// Index of the cue's class.
    pub(super) class: Option<usize>,
    /// Who passes the claimant's words on, the nearest first.
    pub(super) outer: Vec<Phrase>,
    /// Tokens of what was said.
    pub(super) content: Range<usize>,
}

/// Whom the sentence gives as the speaker.
#[derive(Debug, Clone)]
pub(super) enum Speaker {
    /// The phrase names or describes somebody.
    Phrase(Phrase),
    /// Whoever speaks in the draft before, in the same sentence.
    Same,
    /// Whoever speaks just now: "katanya".
    Current,
    /// Whoever spoke in the sentence before, if anybody did.
    GoesOn,
}

/// A longer run of tokens without a full stop is no sentence; it is read in pieces of this length.
const SENTENCE_TOKENS_MAX: usize = 600;

/// The drafts of the sentence, in the order of the text, and how many sentences they took.
pub(super) fn read(scene: &Scene, index: usize) -> (Vec<Draft>, usize) {
    let mut tokens = scene.text.sentences[index].tokens.clone();
    let cue_after = cue_of_question(scene, index);
    let (end, taken) = match cue_after {
        Some(end) => (end, 1),
        None => quotation_below(scene, index).unwrap_or((tokens.end, 0)),
    };
    tokens.end = end;
    let starts = tokens.clone().step_by(SENTENCE_TOKENS_MAX);
    let parts = starts.map(|start| start..tokens.end.min(start + SENTENCE_TOKENS_MAX));
    let drafts = parts.flat_map(|part| read_tokens(scene, &part)).collect();
    (drafts, 1 + taken)
}

/// Where the sentence closes with a colon and its quotation is the next paragraph: the end of that, and how many
/// sentences it takes.
fn quotation_below(scene: &Scene, index: usize) -> Option<(usize, usize)> {
    let [sentence, next] = scene.text.sentences.get(index..index + 2)? else { return None };
    let colon = sentence.tokens.end.checked_sub(1).filter(|&last| scene.token(last).text == ":")?;
    if scene.quotation_at(next.tokens.start).is_none() {
        return plain_paragraph_below(scene, index);
    }
    let quotation = &scene.quotations[scene.quotation_at(next.tokens.start)?];
    let opens = colon > sentence.tokens.start && quotation.first == next.tokens.start && !next.headline;
    if !opens || next.block == sentence.block || find_cues(scene, &sentence.tokens).is_empty() {
        return None;
    }
    let inside = scene.text.sentences[index + 1..].iter();
    let taken = inside.take_while(|sentence| sentence.tokens.start < quotation.end).count();
    Some((scene.text.sentences[index + taken].tokens.end, taken))
}

/// The same where the paragraph has lost its marks: right behind the cue's colon, with no saying of its own in it.
fn plain_paragraph_below(scene: &Scene, index: usize) -> Option<(usize, usize)> {
    let sentences = &scene.text.sentences;
    let (sentence, block) = (&sentences[index], sentences[index + 1].block);
    let below: Vec<_> =
        sentences[index + 1..].iter().take_while(|next| next.block == block && !next.headline).collect();
    let tokens = below.first()?.tokens.start..below.last()?.tokens.end;
    let cue = find_cues(scene, &sentence.tokens).pop()?;
    let says = cue.forms.iter().any(|form| cue.first + form.words.len() + 1 == sentence.tokens.end);
    let verb = |cue: &Cue| cue.forms.iter().any(|form| form.kind != FormKind::Noun);
    let told = block != sentence.block && says && !find_cues(scene, &tokens).iter().any(verb);
    told.then_some((tokens.end, below.len()))
}

/// Where the sentence is a quoted question or call, and the one after it its cue ("... ?" Putin asked.): the end of that one.
fn cue_of_question(scene: &Scene, index: usize) -> Option<usize> {
    let [sentence, next] = scene.text.sentences.get(index..index + 2)? else { return None };
    let first = sentence.tokens.start;
    let quotation = &scene.quotations[scene.quotation_at(first)?];
    let alone = quotation.first == first && quotation.end == sentence.tokens.end && quotation.closed;
    let calls =
        alone && quotation.end - first > 2 && matches!(scene.token(quotation.end - 2).text, "?" | "!");
    if !calls || next.block != sentence.block || next.headline {
        return None;
    }
    let window = Window { floor: first, end: next.tokens.end };
    let cue = find_cues(scene, &next.tokens).into_iter().next()?;
    let fit = frame::fit(scene, &cue, window)?;
    (fit.quote.is_some() && fit.reach.start == first).then_some(next.tokens.end)
}

fn read_tokens(scene: &Scene, tokens: &Range<usize>) -> Vec<Draft> {
    let fits = settle(scene, fits(scene, tokens));
    let mut used: Vec<usize> = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for Settled { fit, outer } in fits {
        let beside = || subject_beside(scene, fit.cue.start, tokens.start);
        let speaker = match (&fit.claimant, fit.same) {
            (Some(phrase), _) => Speaker::Phrase(phrase.clone()),
            (None, true) => match beside() {
                Some(phrase) => Speaker::Phrase(phrase),
                None if !drafts.is_empty() => Speaker::Same,
                None => match subject(scene, tokens, fit.cue.start) {
                    Some(phrase) => Speaker::Phrase(phrase),
                    None => continue,
                },
            },
            (None, false) => Speaker::Current,
        };
        let Some((span, mode, content)) = speech(scene, &fit, tokens, &mut used) else { continue };
        let clause_after = fit.quote.and_then(|quote| goes_on(scene, quote, tokens.end));
        let (cue, class) = (Some(fit.cue), Some(fit.form.class));
        drafts.push(Draft { span, mode, speaker, cue: cue.clone(), class, outer, content });
        if let Some(content) = clause_after {
            let (span, mode, speaker) = (Some(scene.place(&content)), Mode::Indirect, Speaker::Same);
            drafts.push(Draft { span, mode, speaker, cue, class, outer: Vec::new(), content });
        }
    }
    loose_quotations(scene, tokens, &used, &mut drafts);
    drafts
}

/// The subject of a participle that stands right before it: an owner ("He's *claiming*", "Ana Wira's *warning* that"),
/// or a person whom the clause only looks at ("footage of Ana Wira *asking*").
fn subject_beside(scene: &Scene, cue: usize, floor: usize) -> Option<Phrase> {
    let before = cue.checked_sub(1).filter(|&before| before >= floor)?;
    if scene.owns(before) {
        return phrase::before(scene, cue, floor);
    }
    let person = phrase::person_that_ends(scene, cue, floor).filter(|_| !scene.speech.determiners_close)?;
    let link = person.start.checked_sub(1).filter(|&link| link >= floor)?;
    scene.is_preposition(link).then(|| Phrase::of(person))
}

/// Fits of all cues of the sentence, each on its own.
fn fits<'a>(scene: &Scene<'a>, tokens: &Range<usize>) -> Vec<Fit<'a>> {
    let mut fits: Vec<Fit> = Vec::new();
    let mut floor = tokens.start;
    let mut taken = tokens.start;
    for cue in find_cues(scene, tokens) {
        if cue.first < taken {
            continue;
        }
        let window = Window { floor, end: tokens.end };
        let fit = frame::fit(scene, &cue, window);
        // "mengutip AFP" is a credit.
        let credit =
            |fit: &Fit| scene.table.classes[fit.form.class].cites && scene.credit_at(cue.first).is_some();
        if let Some(fit) = fit.filter(|fit| !credit(fit)) {
            let to_the_right = fit
                .content
                .as_ref()
                .filter(|_| fit.clause != ClauseSide::Before)
                .map(|content| content.start);
            taken = to_the_right.unwrap_or(fit.reach.end);
            // "The family, who asked for the film, saw it, a friend said": the clause goes on behind the relative one.
            let aside = fit.content.as_ref().filter(|content| {
                fit.claimant.as_ref().is_some_and(|phrase| phrase.relative) && content.end < tokens.end
            });
            match (aside, &fit.claimant) {
                (Some(content), Some(phrase)) if scene.is_comma(content.end) => {
                    (taken, floor) = (content.end, phrase.tokens.start);
                }
                _ => floor = taken,
            }
            fits.push(fit);
        }
    }
    fits
}

struct Settled<'a> {
    fit: Fit<'a>,
    outer: Vec<Phrase>,
}

/// Sets fits against each other where one stands in what the other reports: side by side, or one within the other.
fn settle<'a>(scene: &Scene<'a>, fits: Vec<Fit<'a>>) -> Vec<Settled<'a>> {
    let mut settled: Vec<Settled> = Vec::new();
    for fit in fits {
        let Some(last) = settled.last_mut() else {
            settled.push(Settled { fit, outer: Vec::new() });
            continue;
        };
        let content = last.fit.content.clone().filter(|content| content.contains(&fit.cue.start));
        let Some(content) = content else {
            settled.push(Settled { fit, outer: Vec::new() });
            continue;
        };
        let edge = fit.reach.start.max(content.start);
        let last_class = &scene.table.classes[last.fit.form.class];
        let says = fit.clause == ClauseSide::Opened
            || fit.quote.is_some()
            || scene.table.classes[fit.form.class].name == "speech";
        let relative = fit.claimant.as_ref().is_some_and(|phrase| phrase.relative);
        if last_class.cites && says {
            let mut outer = std::mem::take(&mut last.outer);
            outer.splice(0..0, last.fit.claimant.clone());
            let mut fit = fit;
            if let Some(phrase) = &mut fit.claimant {
                phrase.without_first(|at| scene.speech.utterances.contains(&scene.token(at).lower));
            }
            *last = Settled { fit, outer };
        } else if relative
            && says
            && !last_class.whole
            && last.fit.clause == ClauseSide::After
            && opens_with(scene, &fit, content.start)
        {
            // "They *asked the police*, who said": what was asked is not told.
            *last = Settled { fit, outer: Vec::new() };
        } else if relative {
            if last_class.whole && fit.clause == ClauseSide::Opened {
                settled.push(Settled { fit, outer: Vec::new() });
            }
        } else if edge <= content.start && fit.claimant.is_some() {
            if fit.clause == ClauseSide::Opened || fit.quote.is_some() {
                let mut outer = std::mem::take(&mut last.outer);
                outer.splice(0..0, last.fit.claimant.clone());
                *last = Settled { fit, outer };
            }
        } else if side_by_side(
            scene,
            &fit,
            content.start,
            edge,
            says || goes_on_asking(scene, &fit, &last.fit),
        ) {
            let end = content::trimmed(scene, content.start, before_occasion(scene, content.start, edge));
            let said = (content.start..end)
                .any(|at| scene.is_word(at) && scene.time_at(at).is_none() && !scene.is_preposition(at));
            // "CNN melaporkan pada Kamis dan NBC melaporkan pada Jumat bahwa": both report what stands last.
            last.fit.content = if said { Some(content.start..end) } else { fit.content.clone() };
            settled.push(Settled { fit, outer: Vec::new() });
        }
    }
    settled
}

/// Where a clause up to `end` ends that an occasion of the next act follows: "..., *and when asked why,* she said".
fn before_occasion(scene: &Scene, start: usize, end: usize) -> usize {
    let opens = |&at: &usize| {
        scene.is_comma(at)
            && scene.quotation_at(at).is_none()
            && at + 2 < end
            && scene.is_coordinator(at + 1)
            && scene.words.subordinators.contains(&scene.token(at + 2).lower)
    };
    let comma = (start + 1..end).rev().find(opens);
    let closes = |comma: usize| (comma + 1..end).filter(|&at| scene.is_comma(at)).count() == 1;
    comma.filter(|&comma| scene.is_comma(end - 1) && closes(comma)).unwrap_or(end)
}

/// Whether the claimant's phrase opens at `start`, article or not.
fn opens_with(scene: &Scene, fit: &Fit, start: usize) -> bool {
    let opens = |phrase: &Phrase| {
        !scene.speech.determiners_close
            && (start..phrase.tokens.start).all(|at| scene.speech.articles.contains(&scene.token(at).lower))
    };
    fit.claimant.as_ref().is_some_and(opens)
}

/// Whether an act of the same subject follows one whose object is no clause ("*urged* them to join *and criticized* the
/// party"), or quotes somebody.
fn goes_on_asking(scene: &Scene, fit: &Fit, last: &Fit) -> bool {
    let before = fit.reach.start - 1;
    let joined = fit.same && (scene.is_coordinator(before) || scene.is_comma(before));
    // "said she would wait, but called it "a start""
    let quoted =
        || fit.content.clone().is_some_and(|mut content| content.any(|at| scene.quotation_at(at).is_some()));
    let asked = last.clause == ClauseSide::After && scene.table.classes[last.form.class].by_somebody;
    joined && (asked || !scene.speech.determiners_close && quoted())
}

/// Whether a fit within another's clause, from `start` on, is an act of saying of its own that begins at `edge`.
fn side_by_side(scene: &Scene, fit: &Fit, start: usize, edge: usize, says: bool) -> bool {
    let before = edge - 1;
    // "bahwa untuk hidup, nelayan mengaku": what stands before the comma is no clause.
    let adjunct =
        scene.is_preposition(start) || scene.words.subordinators.contains(&scene.token(start).lower);
    let comma = scene.is_comma(before) && !adjunct;
    let joined = scene.is_coordinator(before) || comma || fit.same;
    let charge = fit.content.as_ref().is_some_and(|content| content.start == fit.reach.start);
    let contrast = scene.speech.contrasts.contains(&scene.token(before).lower) && fit.claimant.is_some();
    joined && (says || charge) || contrast
}

/// What was said: its place, whether in the speaker's words, and its tokens.
fn speech(
    scene: &Scene,
    fit: &Fit,
    tokens: &Range<usize>,
    used: &mut Vec<usize>,
) -> Option<(Option<Place>, Mode, Range<usize>)> {
    if fit.before {
        return Some((None, Mode::Indirect, fit.reach.clone()));
    }
    if let Some(quote) = fit.quote {
        used.push(quote);
        let quotation = &scene.quotations[quote];
        return Some((Some(quotation.inner), Mode::Direct, quotation.first..quotation.end));
    }
    let class = &scene.table.classes[fit.form.class];
    let mut content = fit.content.clone()?;
    let inside = (content.start..content.end).filter_map(|at| scene.quotation_at(at));
    let mut quotes: Vec<usize> = inside.collect();
    quotes.dedup();
    used.extend(&quotes);
    for &quote in &quotes {
        let quotation = &scene.quotations[quote];
        let whole = quotation.first <= content.start && quotation.end >= content.end;
        if whole || is_predicate(scene, quote, &content) {
            return Some((Some(quotation.inner), Mode::Direct, quotation.first..quotation.end));
        }
    }
    if class.whole && fit.clause != ClauseSide::Before {
        let start = fit.claimant.as_ref().map_or(fit.cue.start, |phrase| phrase.tokens.start);
        content.start = start.max(tokens.start);
    }
    Some((Some(scene.place(&content)), Mode::Indirect, content))
}

/// The clause that goes on after a quotation: "bahwa "..." dan bahwa ...".
fn goes_on(scene: &Scene, quote: usize, end: usize) -> Option<Range<usize>> {
    let at = scene.quotations[quote].end;
    let joined = at + 1 < end && scene.is_coordinator(at) && scene.is_that(at + 1);
    let clause = joined.then(|| content::after(scene, at + 1, end, content::CLAUSE_WORDS_MIN))??;
    Some(clause.tokens)
}

/// Fewest words that make a quoted predicate one act of saying.
const PREDICATE_WORDS_MIN: usize = 5;

/// Whether the quotation is a whole predicate: its first word is a verb, and what stands before it is a subject.
fn is_predicate(scene: &Scene, quote: usize, content: &Range<usize>) -> bool {
    let quotation = &scene.quotations[quote];
    let first = quotation.first + 1;
    let words = (first..quotation.end).filter(|&at| scene.is_word(at)).count();
    if quotation.first <= content.start || words < PREDICATE_WORDS_MIN || !scene.is_verb(first) {
        return false;
    }
    let before = quotation.first - 1;
    scene.is_word(before)
        && !scene.is_verb(before)
        && !scene.is_preposition(before)
        && !scene.is_adverb(before)
}

/// The subject of the verb that stands before the cue.
fn subject(scene: &Scene, tokens: &Range<usize>, cue: usize) -> Option<Phrase> {
    (tokens.start..cue)
        .filter(|&at| scene.quotation_at(at).is_none() && scene.is_verb(at) && !scene.is_adverb(at))
        .take(8)
        .filter_map(|verb| phrase::before(scene, verb, tokens.start))
        .find(|phrase| {
            let start = phrase.reach.start;
            let points = scene.speech.anaphors.iter().any(|words| {
                scene.spells(phrase.tokens.start, phrase.tokens.end, words) == Some(phrase.tokens.len())
            });
            !phrase.relative && !points && (start == tokens.start || !scene.opens_clause(start - 1))
        })
        .map(|phrase| name_before_verb(scene, phrase, tokens.start))
        .or_else(|| opening_name(scene, tokens.start, cue))
}

/// The person whose name and title a sentence opens with, whatever verb follows: "*Singer Lodra Tirta* sang, and said".
fn opening_name(scene: &Scene, first: usize, end: usize) -> Option<Phrase> {
    let title = |at: usize| {
        let token = scene.token(at);
        scene.mention_at(at).is_none() && (scene.names.roles.contains(&token.lower) || token.is_capitalised())
    };
    let name = (first..end).find(|&at| !title(at))?;
    let last =
        (name..end).find(|&at| scene.mention_at(at) != scene.mention_at(name) || !scene.is_person(at))?;
    if last == name {
        return None;
    }
    let tokens = first..last;
    let word = scene.token(last);
    let goes_on = word.is_capitalised()
        || scene.is_preposition(last)
        || scene.is_coordinator(last)
        || scene.words.determiners.contains(&word.lower)
        || scene.names.roles.contains(&word.lower)
        || scene.owns(last - 1)
        || scene.owns(last);
    (last > name && scene.is_word(last) && !goes_on)
        .then(|| Phrase { name: name..last, ..Phrase::of(tokens) })
}

/// The name with which a sentence opens, where what follows it can only be its verb: "*Ana Wira* considers the valley
/// lost, and says".
fn name_before_verb(scene: &Scene, mut phrase: Phrase, first: usize) -> Phrase {
    let Some(mention) = scene.mention_at(first).filter(|_| phrase.tokens.start == first) else {
        return phrase;
    };
    let end = phrase.tokens.clone().find(|&at| scene.mention_at(at) != Some(mention));
    let Some(verb) = end.filter(|_| !scene.speech.determiners_close) else { return phrase };
    let word = &scene.token(verb).lower;
    let goes_on = scene.is_coordinator(verb)
        || scene.is_preposition(verb)
        || scene.is_relative(verb)
        || scene.names.roles.contains(word)
        || scene.speech.speakers.contains(word)
        || scene.names.clitics.contains(word);
    let finite = scene.morphology.finite_ends.iter().any(|end| word.ends_with(end.as_str()));
    if scene.is_word(verb) && !scene.token(verb).is_capitalised() && !goes_on && finite {
        phrase.tokens.end = verb;
        phrase.name = phrase.tokens.clone();
    }
    phrase
}

/// Quotations without a cue of their own: they go on after another one.
fn loose_quotations(scene: &Scene, tokens: &Range<usize>, used: &[usize], drafts: &mut Vec<Draft>) {
    let mut at = tokens.start;
    let mut cue_given = drafts.iter().any(|draft| draft.mode == Mode::Direct);
    while at < tokens.end {
        let Some(quote) = scene.quotation_at(at) else {
            at += 1;
            continue;
        };
        let quotation = &scene.quotations[quote];
        at = quotation.end.max(at + 1);
        if used.contains(&quote) || drafts.iter().any(|draft| draft.content.contains(&quotation.first)) {
            continue;
        }
        let alone =
            quotation.first == tokens.start && (quotation.end..tokens.end).all(|at| !scene.is_word(at));
        // `"..." "...," kata Rutte`: it goes on in the next one.
        let next = scene.quotation_at(quotation.end).filter(|next| used.contains(next));
        let shared = next.and_then(|next| {
            let first = scene.quotations[next].first;
            drafts.iter().find(|draft| draft.content.start == first).map(|draft| draft.speaker.clone())
        });
        let after = cue_given && quotation.first > tokens.start && ends_before(scene, quotation.first);
        let speaker = if let Some(speaker) = shared {
            speaker
        } else if alone {
            Speaker::GoesOn
        } else if after {
            Speaker::Same
        } else {
            continue;
        };
        cue_given = true;
        drafts.push(Draft {
            span: Some(quotation.inner),
            mode: Mode::Direct,
            speaker,
            cue: None,
            class: None,
            outer: Vec::new(),
            content: quotation.first..quotation.end,
        });
    }
}

/// Whether a mark stands before the quotation, so that it is no part of a clause.
fn ends_before(scene: &Scene, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|before| {
        scene.is_comma(before) || scene.is_hard_mark(before) || scene.token(before).text == "."
    })
}
