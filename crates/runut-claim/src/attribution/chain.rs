//! Through whom a statement came: platforms, papers and agencies between its claimant and this outlet.

use std::collections::HashSet;

use runut_article::{Credit, CreditScope};

use super::{claimant::Entry, scene::Scene};
use crate::{Link, Mode, Place};

/// Links each statement to the platforms and credits that it came through, the nearest to the claimant first.
pub(super) fn link(scene: &Scene, entries: &mut [Entry]) {
    let credits = &scene.text.article.credits;
    for entry in entries.iter_mut() {
        if let Some(platform) = platform(scene, entry) {
            entry.add(scene, platform);
        }
        for credit in credits.iter().filter(|credit| credit.scope == CreditScope::Passage) {
            if scene.text.sentence_at(credit.name.span.start()) == Some(entry.sentence)
                && stands_with(scene, credit, entry)
            {
                entry.add(scene, link_of(credit));
            }
        }
    }
    share_with_leads(scene, entries);
    for credit in credits.iter().filter(|credit| credit.scope == CreditScope::Report) {
        for entry in entries.iter_mut() {
            entry.add(scene, link_of(credit));
        }
    }
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

/// Whether the credit stands with this statement, and not within what was said.
fn stands_with(_scene: &Scene, credit: &Credit, entry: &Entry) -> bool {
    !entry.statement.span.overlaps(credit.name.span)
}

/// The platform on which it was said: "tulisnya di Truth Social".
fn platform(scene: &Scene, entry: &Entry) -> Option<Link> {
    let tokens = scene.text.sentences[entry.sentence].tokens.clone();
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

/// Share of its words that a lead must have in common with an utterance to tell the same.
const LEAD_SHARE_MIN: f64 = 0.3;

/// A credit with one utterance stands with the clause before it, too, that tells the same in other words.
fn share_with_leads(scene: &Scene, entries: &mut [Entry]) {
    for later in 0..entries.len() {
        if entries[later].statement.mode != Mode::Direct || entries[later].statement.via.is_empty() {
            continue;
        }
        let words = words_of(scene, &entries[later]);
        for earlier in 0..later {
            let same = entries[earlier].statement.claimant.and_then(|party| party.entity)
                == entries[later].statement.claimant.and_then(|party| party.entity);
            if !same
                || entries[earlier].statement.mode == Mode::Direct
                || !entries[earlier].statement.via.is_empty()
            {
                continue;
            }
            let own = words_of(scene, &entries[earlier]);
            let shared = own.intersection(&words).count();
            if own.len() >= 4 && shared as f64 >= LEAD_SHARE_MIN * own.len().min(words.len()) as f64 {
                let credits: Vec<Link> = entries[later].statement.via.clone();
                for link in credits {
                    entries[earlier].add(scene, link);
                }
            }
        }
    }
}

/// Words of what was said, in lower case, without the closed classes.
fn words_of(scene: &Scene, entry: &Entry) -> HashSet<String> {
    let tokens = scene.text.tokens_in(entry.statement.span);
    let words = scene.words;
    tokens
        .map(|at| &scene.token(at).lower)
        .filter(|lower| lower.chars().count() > 2)
        .filter(|lower| {
            !words.prepositions.contains(*lower)
                && !words.coordinators.contains(*lower)
                && !words.auxiliaries.contains(*lower)
                && !words.relatives.contains(*lower)
                && !words.determiners.contains(*lower)
        })
        .cloned()
        .collect()
}
