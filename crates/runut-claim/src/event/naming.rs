//! Whom the names in a noun phrase mean: its head, its owner, who is joined to it.

use std::ops::Range;

use super::clause::Clauses;
use crate::{EntityKind, Mention, Party, Place, TokenKind};

impl Clauses<'_> {
    /// The parties named in a noun phrase, the head first: a person before the body that he speaks for, else the
    /// first that no preposition leads to.
    pub(super) fn parties(&self, phrase: &Range<usize>) -> Vec<Party> {
        let Some(place) = self.place(phrase) else { return Vec::new() };
        let first = self.mentions.partition_point(|mention| mention.span.start() < place.start());
        let inside = self.mentions[first..].iter().take_while(|mention| mention.span.start() < place.end());
        let mut parties: Vec<(&Mention, bool)> = Vec::new();
        for mention in inside {
            let at = self.text.token_at(mention.span.start());
            if parties.last().is_some_and(|(last, _)| last.span.overlaps(mention.span)) {
                continue;
            }
            // "RUU TNI": a law is no party.
            if at > phrase.start && self.language.events.noun_is(self.word(at - 1), &["law_titles"]) {
                continue;
            }
            let led = at > phrase.start && self.is_preposition(at - 1);
            parties.push((mention, led));
        }
        // "Sebagai imbalan atas dukungan A ke B C mengirim ...": after what stands before it, the subject is the last.
        if self.is_fronted(phrase) {
            let last = parties.last().filter(|(mention, led)| !led && mention.span.end() == place.end());
            if let Some((mention, _)) = last {
                return vec![Party { span: mention.span, entity: Some(mention.entity) }];
            }
        }
        let free: Vec<&Mention> =
            parties.iter().filter(|(_, led)| !led).map(|(mention, _)| *mention).collect();
        let chosen: Vec<&Mention> =
            if free.is_empty() { parties.iter().map(|(mention, _)| *mention).collect() } else { free };
        let mut heads: Vec<&Mention> = Vec::new();
        for mention in chosen {
            let person = self.entities[mention.entity].kind == EntityKind::Person;
            match heads.last_mut() {
                Some(last)
                    if person
                        && self.entities[last.entity].kind != EntityKind::Person
                        && self.adjoin(last.span, mention.span) =>
                {
                    *last = mention;
                }
                // "Biden's brother James": the last one is meant.
                Some(last)
                    if self.language.events.roles.owner_before
                        && self.is_possessed(last.span)
                        && self.adjoin(last.span, mention.span) =>
                {
                    *last = mention;
                }
                // "Amerika Serikat (AS)" is one.
                Some(last) if last.entity == mention.entity => {}
                _ => heads.push(mention),
            }
        }
        heads.into_iter().map(|mention| Party { span: mention.span, entity: Some(mention.entity) }).collect()
    }

    /// The second of two parties that a phrase joins: "A dan *B*".
    pub(super) fn joined(&self, phrase: &Range<usize>) -> Option<Party> {
        let parties = self.parties(phrase);
        let [first, rest @ ..] = parties.as_slice() else { return None };
        rest.iter().copied().find(|second| {
            let between = self.text.token_at(first.span.end())..self.text.token_at(second.span.start());
            let words = &self.language.words;
            let states = || [first, second].iter().all(|party| self.is_state(**party));
            // "konflik Iran Israel"
            if between.is_empty() && states() {
                return true;
            }
            between.clone().any(|at| {
                words.coordinators.contains(self.word(at))
                    || self.is_preposition(at)
                    || matches!(self.text.tokens[at].text, "," | "-" | "–")
            })
        })
    }

    /// The country that a place is said to lie in right behind its name: "Gaza, *Palestina*", "Kursk, *Rusia*".
    pub(super) fn country_behind(&self, party: Party) -> Option<Party> {
        let entity = &self.entities[party.entity?];
        if entity.kind != EntityKind::Place || entity.id.len() == 2 {
            return None;
        }
        let at = self.text.token_at(party.span.end());
        let comma = self.text.tokens.get(at).is_some_and(|token| token.text == ",");
        let next = self.text.tokens.get(at + usize::from(comma))?;
        let mention = self.mention_over(self.text.token_at(next.span.start()))?;
        let country =
            comma && mention.span.start() == next.span.start() && self.entities[mention.entity].id.len() == 2;
        country.then_some(Party { span: mention.span, entity: Some(mention.entity) })
    }

    /// Whether a party is a state.
    pub(super) fn is_state(&self, party: Party) -> bool {
        party.entity.is_some_and(|entity| self.entities[entity].id.len() == 2)
    }

    /// Whether a name is that of a place, or is placed by one right behind it: "Kirana, *Jawa Barat*".
    pub(super) fn is_placed(&self, party: Party) -> bool {
        let Some(entity) = party.entity.map(|entity| &self.entities[entity]) else { return false };
        if entity.kind == EntityKind::Place {
            return entity.id.len() != 2;
        }
        let at = self.text.token_at(party.span.end());
        let comma = self.text.tokens.get(at).is_some_and(|token| token.text == ",");
        let behind = || {
            let next = self.text.tokens.get(at + 1)?;
            let mention = self.mention_over(at + 1)?;
            Some(
                mention.span.start() == next.span.start()
                    && self.entities[mention.entity].kind == EntityKind::Place
                    && self.entities[mention.entity].id.len() != 2,
            )
        };
        comma && entity.world.is_none() && behind().unwrap_or(false)
    }

    /// Whom a thing belongs to by the words of a phrase: "fasilitas nuklir *milik Iran*".
    pub(super) fn owner_within(&self, phrase: &Range<usize>) -> Option<Party> {
        let owned = |at: &usize| self.language.events.roles.owned.contains(self.word(*at));
        let at = phrase.clone().find(owned)?;
        self.parties(&(at + 1..phrase.end)).first().copied()
    }

    /// The party named just before a noun, of which the noun is: "*Israel's* war", "the *Russian* invasion".
    pub(super) fn owner_before(&self, at: usize) -> Option<Party> {
        let words = &self.language.words;
        let least = at.saturating_sub(3).max(self.sentence.tokens.start);
        let stops = |at: &usize| {
            self.is_border(*at)
                || self.is_verb(*at)
                || self.is_preposition(*at)
                || words.coordinators.contains(self.word(*at))
                || self.text.tokens[*at].text == ","
        };
        let mention = (least..at).rev().take_while(|at| !stops(at)).find_map(|at| self.mention_over(at))?;
        Some(Party { span: mention.span, entity: Some(mention.entity) })
    }

    /// The person named behind a role and a comma: "Ketua Serikat Kirana, *Ana Wira*".
    pub(super) fn apposed(&self, phrase: &Range<usize>) -> Option<Party> {
        let head = self.head(phrase)?;
        let comma = self.text.tokens.get(phrase.end).is_some_and(|token| token.text == ",");
        if !comma || !self.language.names.roles.contains(self.word(head)) {
            return None;
        }
        let next = self.text.tokens.get(phrase.end + 1)?;
        let mention = self.mention_over(phrase.end + 1)?;
        let person = !mention.anaphor && self.entities[mention.entity].kind == EntityKind::Person;
        (person && mention.span.start() == next.span.start())
            .then_some(Party { span: mention.span, entity: Some(mention.entity) })
    }

    /// The pronoun of an owner before a noun, over its adjectives: "*its* subsequent military buildup".
    pub(super) fn possessive_before(&self, noun: usize) -> Option<usize> {
        const ADJECTIVES_MAX: usize = 3;
        let least = noun.saturating_sub(ADJECTIVES_MAX + 1).max(self.sentence.tokens.start);
        let words = &self.language.words;
        (least..noun)
            .rev()
            .take_while(|&at| {
                self.text.tokens[at].kind == TokenKind::Word
                    && !self.is_preposition(at)
                    && !words.determiners.contains(self.word(at))
                    && !words.coordinators.contains(self.word(at))
            })
            .find(|&at| self.language.events.roles.possessive.contains(self.word(at)))
    }

    /// Whether a name has the ending of an owner: "Biden's".
    pub(super) fn is_possessed(&self, name: Place) -> bool {
        let at = self.text.token_at(name.end()).saturating_sub(1);
        let next = self.text.tokens.get(at + 1);
        let clitics = &self.language.morphology.clitics;
        clitics.iter().any(|clitic| {
            self.word(at).ends_with(clitic.as_str()) || next.is_some_and(|next| next.lower == *clitic)
        })
    }

    /// Whether no word that joins or leads stands between the two.
    fn adjoin(&self, a: Place, b: Place) -> bool {
        let (from, to) = (self.text.token_at(a.end()), self.text.token_at(b.start()));
        to <= from + 4
            && (from..to).all(|at| {
                !self.language.words.coordinators.contains(self.word(at)) && !self.is_preposition(at)
            })
    }
}
