//! Parties that a report describes and does not name: "dua tersangka", "warga Palestina", "beberapa negara di Asia".

use std::ops::Range;

use super::clause::Clauses;
use crate::{EntityKind, Party, TokenKind, annotations::is_held};

/// Tokens that a description of a party has at most.
const DESCRIPTION_TOKENS_MAX: usize = 9;

/// What the head of a noun phrase says of whom it means.
pub(super) enum Head {
    /// It is a name, or stands for one.
    Named(Party),
    /// It is a word for people or a body of them: the words that describe them.
    Described(Range<usize>),
}

impl Clauses<'_> {
    /// Whom a noun phrase means by its head: "Iran's *Press TV*", "the *chairman* of the firm", "*warga* Palestina".
    ///
    /// `None` where the head is a thing or serves a state, so that whoever is named in the phrase is meant.
    pub(super) fn headed(&self, phrase: &Range<usize>) -> Option<Head> {
        let roles = &self.language.events.roles;
        if !roles.owner_before {
            if let Some(person) = self.role_holder(phrase) {
                return Some(Head::Named(person));
            }
            let described = self.is_of_civilians(phrase) || self.is_located(phrase);
            return described.then(|| Head::Described(phrase.clone()));
        }
        if self.is_fronted(phrase) {
            return None;
        }
        let noun = self.noun_part(phrase);
        let head = self.head(&noun)?;
        if let Some(mention) = self.mention_over(head) {
            return Some(Head::Named(Party { span: mention.span, entity: Some(mention.entity) }));
        }
        let word = self.bare(head);
        if roles.forces.contains(word) {
            return None;
        }
        // "NATO allies", but not "Ukraine's allies": the body itself.
        let body =
            head.checked_sub(1).filter(|_| roles.members.contains(word)).and_then(|at| self.mention_over(at));
        if let Some(body) = body.filter(|body| {
            self.entities[body.entity].kind == EntityKind::Organization && !self.is_possessed(body.span)
        }) {
            return Some(Head::Named(Party { span: body.span, entity: Some(body.entity) }));
        }
        let party = roles.parties.contains(word) || roles.civilians.contains(word);
        let inner = noun.end < phrase.end && roles.inner.contains(self.word(noun.end));
        let end = if inner { phrase.end } else { noun.end };
        // "“far-left” groups": the quotation belongs to the description.
        let is_quote = |at: usize| self.text.tokens[at].kind == TokenKind::Quote;
        let quoted = is_quote(phrase.start) && noun.clone().any(is_quote);
        let start = if quoted { phrase.start } else { noun.start };
        party.then_some(Head::Described(start..end))
    }

    /// The person with whose name a phrase ends that starts with the person's role: "CEO Tirta dan Kirana *Ana Wira*".
    fn role_holder(&self, phrase: &Range<usize>) -> Option<Party> {
        let head = self.head(phrase)?;
        let last = self.mention_over(phrase.end - 1)?;
        let place = self.place(phrase)?;
        let persons = phrase.clone().filter(|&at| {
            self.mention_over(at).is_some_and(|mention| {
                mention.span.start() == self.text.tokens[at].span.start()
                    && self.entities[mention.entity].kind == EntityKind::Person
            })
        });
        let person =
            persons.count() == 1 && !last.anaphor && self.entities[last.entity].kind == EntityKind::Person;
        let role = self.language.names.roles.contains(self.word(head))
            && !self.is_preposition(self.text.token_at(last.span.start()).saturating_sub(1));
        (person && role && last.span.end() == place.end() && self.text.token_at(last.span.start()) > head)
            .then_some(Party { span: last.span, entity: Some(last.entity) })
    }

    /// Whether the head of a noun phrase is a thing, whoever owns it: "the minister's *transcript*".
    pub(super) fn is_of_thing(&self, phrase: &Range<usize>) -> bool {
        let roles = &self.language.events.roles;
        if !roles.owner_before || phrase.is_empty() {
            return false;
        }
        let Some(head) = self.head(&self.noun_part(phrase)) else { return false };
        let word = self.bare(head);
        self.mention_over(head).is_none()
            && !roles.forces.contains(word)
            && !roles.parties.contains(word)
            && !roles.civilians.contains(word)
            && !self.language.names.roles.contains(word)
            && !self.language.words.pronouns.contains(word)
    }

    /// A noun phrase up to what is joined to it or stands behind a preposition or comma, where no name holds that.
    fn noun_part(&self, phrase: &Range<usize>) -> Range<usize> {
        let core = self.core(phrase);
        let words = &self.language.words;
        let ends = |at: &usize| {
            *at > core.start
                && self.mention_over(*at).is_none()
                && (matches!(self.text.tokens[*at].text, "," | "(")
                    || words.prepositions.contains(self.word(*at))
                    || words.coordinators.contains(self.word(*at))
                    || words.relatives.contains(self.word(*at)))
        };
        let end = core.clone().find(ends).unwrap_or(core.end);
        core.start..end
    }

    /// The party that a phrase describes without naming it, where its head is a word for people or a body of them.
    pub(super) fn described(&self, phrase: &Range<usize>, found: &crate::Annotations) -> Option<Party> {
        let words = &self.language.words;
        let roles = &self.language.events.roles;
        // "negara-negara pekan ini": a time ends the description.
        let timed = |at: usize| is_held(&found.times, |time| time.span, self.text.tokens[at].span);
        let end = (phrase.start..phrase.end).find(|&at| at > phrase.start && timed(at)).unwrap_or(phrase.end);
        let phrase = self.described_phrase(&(phrase.start..end))?;
        let head = self.head(&phrase)?;
        let span = self.place(&phrase)?;
        let dated =
            phrase.clone().any(|at| is_held(&found.times, |time| time.span, self.text.tokens[at].span));
        let placed = |at: usize| roles.place.contains(self.word(at)) && self.is_located(&phrase);
        let plain = !phrase.clone().any(|at| {
            self.is_verb(at)
                || words.prepositions.contains(self.word(at))
                    && !placed(at)
                    && !roles.inner.contains(self.word(at))
                || !matches!(
                    self.text.tokens[at].kind,
                    TokenKind::Word | TokenKind::Number | TokenKind::Quote
                )
        });
        let word = self.bare(head);
        // "empat rudal": what is shot is a thing.
        if self.language.events.noun_is(word, &["arms"]) {
            return None;
        }
        let personal = roles.personal.contains(self.word(phrase.start)) && head > phrase.start;
        let party = personal
            || roles.parties.contains(word)
            || roles.forces.contains(word)
            || roles.civilians.contains(word);
        (party && plain && !dated && phrase.len() <= DESCRIPTION_TOKENS_MAX)
            .then_some(Party { span, entity: None })
    }

    /// A phrase as a description is copied: without fillers before it, a rough amount, and what points at its end.
    pub(super) fn described_phrase(&self, phrase: &Range<usize>) -> Option<Range<usize>> {
        let words = &self.language.words;
        let quotes = phrase.clone().filter(|&at| self.text.tokens[at].kind == TokenKind::Quote).count();
        let is_filler = |at: usize| {
            // "“anti-democratic” groups": a quotation within a description.
            if self.text.tokens[at].kind == TokenKind::Quote && quotes == 2 {
                return false;
            }
            words.auxiliaries.contains(self.word(at))
                || self.language.events.roles.fillers.contains(self.word(at))
                || self.text.tokens[at].kind != TokenKind::Word
        };
        let mut start = phrase.start;
        while start < phrase.end && is_filler(start) && self.text.tokens[start].kind != TokenKind::Number {
            start += 1;
        }
        // "sekitar 600 warga": the words of the amount are no part of who they are, "dua warga" is.
        let first = self.text.tokens.get(start).map_or(0, |token| token.span.start());
        let at = self.quantities.partition_point(|quantity| quantity.span.end() <= first);
        let rough =
            self.quantities.get(at).filter(|quantity| quantity.approximate && quantity.span.holds(first));
        if let Some(quantity) = rough {
            let unit =
                self.text.tokens_in(quantity.span).end.saturating_sub(quantity.unit.split(' ').count());
            if (start..phrase.end).contains(&unit)
                && !words.determiners.contains(self.word(start))
                && self.has_digits(start..unit)
                && phrase.end > unit + 1
            {
                start = unit;
            }
        }
        let mut end = phrase.end;
        while end > start
            && (words.determiners.contains(self.word(end - 1))
                || self.language.events.roles.polarity.possible.contains(self.word(end - 1))
                || words.coordinators.contains(self.word(end - 1))
                || words.prepositions.contains(self.word(end - 1))
                || self.text.tokens[end - 1].kind != TokenKind::Word)
        {
            end -= 1;
        }
        (start < end).then_some(start..end)
    }

    fn has_digits(&self, mut range: Range<usize>) -> bool {
        range.any(|at| self.text.tokens[at].kind == TokenKind::Number)
    }

    /// The head noun of a noun phrase: its first in a language whose noun leads, else its last.
    pub(super) fn head(&self, phrase: &Range<usize>) -> Option<usize> {
        let roles = &self.language.events.roles;
        let content = |at: &usize| {
            self.text.tokens[*at].kind == TokenKind::Word
                && !self.language.words.auxiliaries.contains(self.word(*at))
                && !self.language.words.determiners.contains(self.word(*at))
        };
        if roles.owner_before {
            let inner = phrase.clone().find(|&at| at > phrase.start && roles.inner.contains(self.word(at)));
            return (phrase.start..inner.unwrap_or(phrase.end)).rev().find(content);
        }
        let party = |word: &str| {
            roles.parties.contains(word) || roles.forces.contains(word) || roles.civilians.contains(word)
        };
        let counted =
            |at: usize| is_held(self.quantities, |quantity| quantity.span, self.text.tokens[at].span);
        let noun = phrase.clone().find(|&at| {
            content(&at)
                && !roles.quantifiers.contains(self.word(at))
                && (!counted(at) || party(self.bare(at)))
        });
        // "tujuh orang": the word that counts people stands for them.
        noun.or_else(|| phrase.clone().rev().find(|&at| content(&at) && party(self.bare(at))))
    }

    /// Whether a described party is the government at home: as good as a name.
    pub(super) fn is_government(&self, party: Party) -> bool {
        let words = party.span.of(&self.text.article.text).to_lowercase();
        party.entity.is_none() && self.language.events.roles.government.contains(&words)
    }

    /// The word of a token in lower case, without a clitic.
    pub(super) fn bare(&self, at: usize) -> &str {
        self.language.morphology.without_clitic(self.word(at))
    }

    /// Whether a phrase is about people who live in or come from what it names and do not act for it: "warga Palestina".
    pub(super) fn is_of_civilians(&self, phrase: &Range<usize>) -> bool {
        let civilians = &self.language.events.roles.civilians;
        let Some(phrase) = self.described_phrase(phrase) else { return false };
        let person = |at: usize| {
            self.mention_over(at).is_some_and(|mention| {
                let kind = self.entities[mention.entity].kind;
                // "perusahaan Tirta": the name of the body itself.
                let body = || {
                    self.head(&phrase)
                        .is_some_and(|head| self.language.events.roles.body_nouns.contains(self.bare(head)))
                };
                kind == EntityKind::Person || kind == EntityKind::Organization && body()
            })
        };
        self.head(&phrase).is_some_and(|head| civilians.contains(self.bare(head)))
            && !phrase.clone().any(person)
    }

    /// Whether a phrase names only where those are whom it describes: "beberapa negara di *Timur Tengah*".
    pub(super) fn is_located(&self, phrase: &Range<usize>) -> bool {
        let roles = &self.language.events.roles;
        let Some(head) = self.head(phrase) else { return false };
        let word = self.bare(head);
        if !(roles.parties.contains(word) || roles.civilians.contains(word)) {
            return false;
        }
        let place = self.parties(phrase);
        !place.is_empty()
            && place.iter().all(|party| {
                let at = self.text.token_at(party.span.start());
                (head + 1..at).any(|at| roles.place.contains(self.word(at)))
            })
    }
}
