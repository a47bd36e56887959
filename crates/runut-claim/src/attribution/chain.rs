//! Through whom a statement came: platforms, papers and agencies between its claimant and this outlet.

use rustc_hash::FxHashSet;

use runut_article::{Credit, CreditScope};

use super::{claimant::Entry, scene::Scene};
use crate::{Link, Mode, Place, TokenKind};

/// Links each statement to the platforms and credits that it came through, the nearest to the claimant first.
pub(super) fn link(scene: &Scene, entries: &mut [Entry]) {
    let credits = &scene.text.article.credits;
    let mut passages: Vec<(&Credit, Option<usize>)> = credits
        .iter()
        .filter(|credit| credit.scope == CreditScope::Passage)
        .map(|credit| (credit, scene.text.sentence_at(credit.name.span.start())))
        .collect();
    passages.sort_by_key(|(_, sentence)| *sentence);
    for at in 0..entries.len() {
        let told = [Some(entries[at].sentence), entries[at].told_again];
        for sentence in told.into_iter().flatten() {
            if let Some(platform) = platform(scene, &entries[at], sentence) {
                entries[at].add(scene, platform);
            }
            for (credit, _) in in_sentence(&passages, sentence) {
                if stands_with(credit, at, entries) {
                    entries[at].add(scene, link_of(credit));
                }
            }
        }
    }
    share_with_leads(scene, &passages, entries);
    let mut named: FxHashSet<String> = FxHashSet::default();
    let of_report = credits
        .iter()
        .filter(|credit| credit.scope == CreditScope::Report && named.insert(folded(&credit.name.value)));
    for credit in of_report.take(CREDITS_MAX) {
        for entry in entries.iter_mut() {
            entry.add(scene, link_of(credit));
        }
    }
}

/// Credits that one report has for all of it. What names more is a collection of reports.
const CREDITS_MAX: usize = 16;

/// The credits that stand in the sentence; `passages` are sorted by sentence.
fn in_sentence<'a, 'c>(
    passages: &'a [(&'c Credit, Option<usize>)],
    sentence: usize,
) -> &'a [(&'c Credit, Option<usize>)] {
    let first = passages.partition_point(|(_, place)| *place < Some(sentence));
    let last = passages.partition_point(|(_, place)| *place <= Some(sentence));
    &passages[first..last]
}

impl Entry {
    /// Adds the link, unless it stands there already, is the claimant, or is this outlet.
    fn add(&mut self, scene: &Scene, link: Link) {
        let same = |name: &str| folded(name) == folded(&link.name);
        let article = scene.text.article;
        let claimant = self.statement.claimant.is_some_and(|party| {
            same(article.words(party.span))
                || party.entity.is_some_and(|entity| same(&scene.found.entities[entity].id))
        });
        let own = article.outlet.as_ref().is_some_and(|outlet| same(&outlet.value));
        if !claimant && !own && !self.statement.via.iter().any(|known| same(&known.name)) {
            self.statement.via.push(link);
        }
    }
}

/// A name without its domain ending, in lower case.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let bare =
        [".com", ".co.id", ".id", ".net", ".tv", ".org"].iter().find_map(|ending| lower.strip_suffix(ending));
    bare.unwrap_or(&lower).to_owned()
}

fn link_of(credit: &Credit) -> Link {
    Link { name: credit.name.value.clone(), span: credit.name.span }
}

/// Most statements before and after one in its sentence that are looked at.
const NEIGHBOURS_MAX: usize = 16;

/// Whether the credit stands with this statement: neither within what was said, nor as the claimant of another one.
fn stands_with(credit: &Credit, at: usize, entries: &[Entry]) -> bool {
    let claims =
        |entry: &Entry| entry.statement.claimant.is_some_and(|party| party.span.overlaps(credit.name.span));
    let near = at.saturating_sub(NEIGHBOURS_MAX)..entries.len().min(at + NEIGHBOURS_MAX);
    let others = entries[near].iter().filter(|entry| entry.sentence == entries[at].sentence);
    !entries[at].statement.span.overlaps(credit.name.span) && !others.into_iter().any(claims)
}

/// The platform on which it was said: "tulisnya di Truth Social".
fn platform(scene: &Scene, entry: &Entry, sentence: usize) -> Option<Link> {
    let mut tokens = scene.text.sentences[sentence].tokens.clone();
    if sentence == entry.sentence {
        tokens.start = tokens.start.max(entry.content.start.saturating_sub(REACH_TOKENS_MAX));
    }
    tokens.end = tokens.end.min(tokens.start + entry.content.len() + 2 * REACH_TOKENS_MAX);
    let article = scene.text.article;
    for at in tokens.clone() {
        if entry.content.contains(&at) || !scene.speech.platform_links.contains(&scene.token(at).lower) {
            continue;
        }
        for name in &scene.speech.platforms {
            let found = (at + 1..tokens.end).take(5).find_map(|first| spelt(scene, first, tokens.end, name));
            if let Some(span) = found {
                return Some(Link { name: article.words(span).to_owned(), span });
            }
        }
    }
    None
}

/// The place of a name, written just so, at the token; a clitic may hang on it ("Instagramnya", "X-nya").
fn spelt(scene: &Scene, first: usize, end: usize, name: &str) -> Option<Place> {
    let words: Vec<&str> = name.split(' ').collect();
    if first + words.len() > end {
        return None;
    }
    let place = scene.place(&(first..first + words.len()));
    let start = place.start();
    let text = scene.text.article.words(place);
    let rest = text.strip_prefix(name)?;
    let fits = rest.is_empty() || rest.chars().count() <= 4 && rest.ends_with("nya");
    fits.then(|| Place::new(start, start + name.len()))
}

/// Most tokens between what was said and the platform on which it was.
const REACH_TOKENS_MAX: usize = 200;

/// Share of its words that a lead must have in common with an utterance to tell the same.
const LEAD_SHARE_MIN: f64 = 0.5;

/// The same, in a report that names one source only.
const LEAD_SHARE_MIN_LONE: f64 = 0.2;

/// How many of the first statements may be a lead.
const LEADS_MAX: usize = 2;

/// A credit with one utterance stands with a lead, too, that tells the same in other words.
fn share_with_leads(scene: &Scene, passages: &[(&Credit, Option<usize>)], entries: &mut [Entry]) {
    let lone =
        passages.iter().all(|(credit, _)| folded(&credit.name.value) == folded(&passages[0].0.name.value));
    let share_min = if lone { LEAD_SHARE_MIN_LONE } else { LEAD_SHARE_MIN };
    for later in 1..entries.len() {
        if entries[later].statement.mode != Mode::Direct {
            continue;
        }
        let credits: Vec<Link> = in_sentence(passages, entries[later].sentence)
            .iter()
            .map(|(credit, _)| link_of(credit))
            .collect();
        if credits.is_empty() {
            continue;
        }
        let words = words_of(scene, &entries[later]);
        for earlier in 0..later.min(LEADS_MAX) {
            let claimant = |at: usize| entries[at].statement.claimant.and_then(|party| party.entity);
            let lead =
                entries[earlier].statement.mode == Mode::Indirect && claimant(earlier) == claimant(later);
            let own = words_of(scene, &entries[earlier]);
            let shared = own.intersection(&words).count() as f64;
            if lead && shared >= 2.0 && shared >= share_min * own.len().min(words.len()) as f64 {
                for link in &credits {
                    entries[earlier].add(scene, link.clone());
                }
            }
        }
    }
}

/// Stems of what was said, without names and the closed classes.
fn words_of(scene: &Scene, entry: &Entry) -> FxHashSet<String> {
    let words = scene.words;
    let closed = |lower: &String| {
        lower.chars().count() < 2
            || words.prepositions.contains(lower)
            || words.coordinators.contains(lower)
            || words.auxiliaries.contains(lower)
            || words.relatives.contains(lower)
            || words.determiners.contains(lower)
            || words.pronouns.contains(lower)
    };
    scene
        .text
        .tokens_in(entry.statement.span)
        .filter(|&at| scene.mention_at(at).is_none() && scene.token(at).kind != TokenKind::Mark)
        .map(|at| &scene.token(at).lower)
        .filter(|lower| !closed(lower))
        .map(|lower| scene.morphology.stem(scene.morphology.without_clitic(lower)).into_owned())
        .collect()
}
