//! The stretch of a sentence around a word: what stands before it, after it, and behind a preposition.

use std::ops::Range;

use runut_packs::{EventTypes, Language};

use crate::{
    Entity, EntityKind, Mention, Party, Place, Quantity, Sentence, Text, TokenKind, annotations::is_held,
};

/// What a clause is read from.
pub(super) struct Clauses<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) language: &'a Language,
    pub(super) event_types: &'a EventTypes,
    pub(super) mentions: &'a [Mention],
    /// Index of each entity's first mention.
    pub(super) first_mentions: &'a [Option<usize>],
    pub(super) entities: &'a [Entity],
    pub(super) quantities: &'a [Quantity],
    pub(super) sentence: &'a Sentence,
}

/// Tokens that a phrase before a verb may have: a limit for text without marks.
const PHRASE_TOKENS_MAX: usize = 48;

/// What stands before a verb.
pub(super) enum Subject {
    /// A noun phrase, as tokens.
    Phrase(Range<usize>),
    /// Nothing of its own: the verb has the subject of the one before.
    Inherited,
    /// Nothing of its own at the start of a quotation or reported clause: the claimant's own act.
    Speaker,
}

impl Clauses<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        &self.text.tokens[at].lower
    }

    /// Whether the token ends any clause: a conjunction, a mark between clauses, a quotation mark.
    pub(super) fn is_border(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let words = &self.language.words;
        token.kind == TokenKind::Quote
            || matches!(token.text, ";" | ":" | "." | "?" | "!" | "–" | "—")
            || token.text == "-" && token.spaced
            || words.complementizers.contains(&token.lower)
            || words.subordinators.contains(&token.lower) && !words.prepositions.contains(&token.lower)
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        token.kind == TokenKind::Word
            && (!token.is_capitalised() || self.sentence.headline || at == self.sentence.tokens.start)
            && self.mention_over(at).is_none()
            && self.language.morphology.is_verb(&token.lower)
    }

    /// Whether the token is a noun of one of the pack's classes, with a clitic or without.
    pub(super) fn is_noun_of(&self, at: usize, classes: &[String]) -> bool {
        let word = self.word(at);
        let events = &self.language.events;
        events.noun_is(word, classes)
            || events.noun_is(self.language.morphology.without_clitic(word), classes)
    }

    /// Whether a phrase opens with a preposition, so that only its end can be a subject.
    pub(super) fn is_fronted(&self, phrase: &Range<usize>) -> bool {
        !phrase.is_empty() && self.is_preposition(phrase.start)
    }

    fn is_preposition(&self, at: usize) -> bool {
        let listed = self.language.words.prepositions.contains(self.word(at))
            || self.language.events.roles.agent.iter().any(|marker| marker == self.word(at));
        // "sekitar 300 tentara": part of the amount.
        let span = self.text.tokens[at].span;
        listed && !is_held(self.quantities, |quantity| quantity.span, span)
    }

    /// A phrase without the words at its ends that are no part of what it names.
    pub(super) fn core(&self, phrase: &Range<usize>) -> Range<usize> {
        let words = &self.language.words;
        let loose = |at: usize| {
            let word = self.word(at);
            self.text.tokens[at].kind == TokenKind::Quote
                || self.text.tokens[at].kind == TokenKind::Mark
                || words.coordinators.contains(word)
                || words.auxiliaries.contains(word)
                || self.language.events.roles.fillers.contains(word)
                || self.is_preposition(at)
        };
        let (mut start, mut end) = (phrase.start, phrase.end);
        while start < end && loose(start) {
            start += 1;
        }
        while start < end && loose(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// The mention that covers the token, the longest if there are several.
    pub(super) fn mention_over(&self, at: usize) -> Option<&Mention> {
        let start = self.text.tokens[at].span.start();
        let last = self.mentions.partition_point(|mention| mention.span.start() <= start);
        self.mentions[last.saturating_sub(4)..last]
            .iter()
            .filter(|mention| mention.span.holds(start))
            .max_by_key(|mention| mention.span.len())
    }

    /// Words that may stand between a subject and its verb: auxiliaries, adverbs, dates, brackets.
    fn is_filler(&self, at: usize, found: &crate::Annotations) -> bool {
        let span = self.text.tokens[at].span;
        self.language.words.auxiliaries.contains(self.word(at))
            || matches!(self.text.tokens[at].text, ")" | "(" | "/")
            || is_held(&found.times, |time| time.span, span)
    }

    /// What stands before the verb at `at`.
    pub(super) fn subject(&self, at: usize, found: &crate::Annotations) -> Subject {
        let words = &self.language.words;
        let first = self.sentence.tokens.start;
        let mut end = at;
        while end > first && (self.is_filler(end - 1, found) && self.mention_over(end - 1).is_none()) {
            end -= 1;
        }
        if end == first {
            return Subject::Inherited;
        }
        let before = end - 1;
        let token = &self.text.tokens[before];
        if words.relatives.contains(&token.lower) {
            // "Ali Bahreini, yang menyebut ...": a comma before the relative word parts nothing.
            let comma = before > first && self.text.tokens[before - 1].text == ",";
            let phrase = self.phrase_before(before - usize::from(comma), true);
            return Subject::Phrase(self.with_apposed_name(phrase));
        }
        if token.kind == TokenKind::Quote || words.complementizers.contains(&token.lower) {
            return Subject::Speaker;
        }
        let opens = self.language.events.roles.purpose.contains(&token.lower)
            || words.coordinators.contains(&token.lower)
            || self.is_border(before);
        if opens || token.text == "," && before == first || self.is_verb(before) {
            return Subject::Inherited;
        }
        let phrase = self.phrase_before(end, false);
        // "pria yang menabrak pendemo ditangkap", "X, yang lahir di Y, ditangkap": the head of the relative clause.
        if let Some(relative) = self.relative_over(phrase.start, end) {
            return Subject::Phrase(self.phrase_before(relative, false));
        }
        let phrase = self.before_places(phrase, end);
        // "Menurut Ana, 412 keluarga menggugat": only a second comma makes an apposition of what follows the name.
        let closed = self.text.tokens[end - 1].text == ",";
        let phrase = if closed { self.with_apposed_name(phrase) } else { phrase };
        // "merespons dengan menempatkan": the verb behind a preposition has the subject of the one before.
        if self.core(&phrase).is_empty() { Subject::Inherited } else { Subject::Phrase(phrase) }
    }

    /// The relative word whose clause lies between a subject and its verb, where the phrase before the verb starts
    /// right behind that clause's own verb, or a comma closes the clause.
    fn relative_over(&self, start: usize, end: usize) -> Option<usize> {
        let words = &self.language.words;
        let first = self.sentence.tokens.start;
        let closed = self.text.tokens[end - 1].text == ",";
        let mut at = start;
        if closed {
            at = (end.saturating_sub(PHRASE_TOKENS_MAX).max(first)..end - 1)
                .rev()
                .take_while(|&at| !self.is_border(at) || words.relatives.contains(self.word(at)))
                .find(|&at| {
                    words.relatives.contains(self.word(at))
                        && at > first
                        && self.text.tokens[at - 1].text == ","
                })?;
            return Some(at - 1);
        }
        let speaks = |verb: usize| self.language.names.speech.contains(self.word(verb));
        let verb = at.checked_sub(1).filter(|&verb| verb >= first && self.is_verb(verb) && !speaks(verb))?;
        at = verb;
        while at > first && words.auxiliaries.contains(self.word(at - 1)) {
            at -= 1;
        }
        let relative =
            at.checked_sub(1).filter(|&at| at > first && words.relatives.contains(self.word(at)))?;
        let closes_before = |at: usize| {
            words.complementizers.contains(self.word(at)) && !words.relatives.contains(self.word(at))
        };
        (!closes_before(relative)).then_some(relative)
    }

    /// The subject before the places that commas set behind it: "*seorang remaja*, Kabupaten Kirana, Jawa Barat, ditangkap".
    fn before_places(&self, phrase: Range<usize>, end: usize) -> Range<usize> {
        /// Places behind one another that are passed over.
        const PLACES_MAX: usize = 4;
        let mut phrase = phrase;
        if self.text.tokens[end - 1].text != "," {
            return phrase;
        }
        for _ in 0..PLACES_MAX {
            let parties = self.parties(&phrase);
            let placed = !parties.is_empty()
                && parties.iter().all(|party| {
                    party.entity.is_some_and(|entity| self.entities[entity].kind == EntityKind::Place)
                });
            let comma = phrase
                .start
                .checked_sub(1)
                .filter(|&at| at > self.sentence.tokens.start && self.text.tokens[at].text == ",");
            let Some(comma) = comma.filter(|_| placed) else { break };
            phrase = self.phrase_before(comma, false);
        }
        phrase
    }

    /// A phrase with the person before its comma whom it describes: "*Ana (22), bendahara arisan* yang ditahan".
    fn with_apposed_name(&self, phrase: Range<usize>) -> Range<usize> {
        let comma = phrase
            .start
            .checked_sub(1)
            .filter(|&at| at > self.sentence.tokens.start && self.text.tokens[at].text == ",");
        let Some(comma) = comma.filter(|_| !phrase.is_empty() && self.parties(&phrase).is_empty()) else {
            return phrase;
        };
        // "Ana (22),": the age in brackets is passed over.
        let mut last = comma - 1;
        if self.text.tokens[last].text == ")" {
            let open = (last.saturating_sub(4)..last).rev().find(|&at| self.text.tokens[at].text == "(");
            last = open.map_or(last, |open| open.saturating_sub(1));
        }
        let person = self
            .mention_over(last)
            .filter(|mention| !mention.anaphor && self.entities[mention.entity].kind == EntityKind::Person);
        person.map_or(phrase.clone(), |mention| {
            self.text.token_at(mention.span.start()).max(self.sentence.tokens.start)..phrase.end
        })
    }

    /// The noun phrase that ends before `end`. A comma ends it unless nothing behind the comma names anybody.
    pub(super) fn phrase_before(&self, end: usize, relative: bool) -> Range<usize> {
        let mut start = end;
        let mut named = false;
        let least = end.saturating_sub(PHRASE_TOKENS_MAX).max(self.sentence.tokens.start);
        while start > least {
            let at = start - 1;
            let token = &self.text.tokens[at];
            named |= start < end && self.mention_over(start).is_some();
            let stops = self.is_border(at)
                || token.text == "," && (named || relative || self.names_party(start..end))
                || self.is_verb(at)
                || self.language.words.relatives.contains(&token.lower) && named
                || relative && self.is_preposition(at) && (named || self.names_party(start..end));
            if stops {
                break;
            }
            start = at;
        }
        while start < end
            && (self.text.tokens[start].text == ","
                || self.language.words.coordinators.contains(self.word(start))
                || self.language.words.auxiliaries.contains(self.word(start)))
        {
            start += 1;
        }
        start..end
    }

    /// Whether a phrase has a word for people or a body of them, so that it is a subject without a name.
    fn names_party(&self, phrase: Range<usize>) -> bool {
        let roles = &self.language.events.roles;
        let mut words = phrase.map(|at| self.word(at));
        words.any(|word| roles.parties.contains(word) || roles.forces.contains(word))
    }

    /// The noun phrase that starts at `start`: up to a verb, a preposition, a comma or the clause's end.
    pub(super) fn phrase_after(&self, start: usize) -> Range<usize> {
        let mut end = start;
        let roles = &self.language.events.roles;
        while end < self.sentence.tokens.end {
            let token = &self.text.tokens[end];
            // "pendemo itu | bakal ...": what points stands last in a noun phrase.
            if end > start
                && !roles.owner_before
                && self.language.words.determiners.contains(self.word(end - 1))
            {
                break;
            }
            let quoted = token.kind == TokenKind::Quote && end == start;
            let inside =
                self.mention_over(end).is_some_and(|mention| mention.span.start() < token.span.start());
            // "the chairman of the board": one noun phrase.
            let inner = end > start && roles.inner.contains(&token.lower);
            let stops = !quoted && self.is_border(end)
                || matches!(token.text, "," | "–" | "—")
                || end > start && self.is_verb(end)
                || self.is_preposition(end) && !inner
                || self.language.words.relatives.contains(&token.lower)
                || self.language.events.roles.purpose.contains(&token.lower);
            let listed = token.text == "," && self.in_list(start, end);
            if stops && !inside && !listed {
                break;
            }
            end += 1;
        }
        start..end
    }

    /// Whether the comma at `comma` stands in a list whose members are named only at its end: "kepada pemerintah,
    /// tentara, dan rakyat Rusia".
    fn in_list(&self, start: usize, comma: usize) -> bool {
        let named = (start..comma).any(|at| self.mention_over(at).is_some());
        let near = comma + 1..self.sentence.tokens.end.min(comma + 4);
        !named
            && comma - start <= 6
            && near.clone().any(|at| {
                self.text.tokens[at].text == "," || self.language.words.coordinators.contains(self.word(at))
            })
            && !near.clone().any(|at| self.is_verb(at) || self.is_border(at))
    }

    /// Index after the last token that a slot of the word at `at` may stand in.
    pub(super) fn reach(&self, at: usize) -> usize {
        (at..self.sentence.tokens.end.min(at + 40))
            .find(|&end| self.is_border(end) && self.text.tokens[end].kind != TokenKind::Quote)
            .unwrap_or(self.sentence.tokens.end.min(at + 40))
    }

    /// Index after the last token that a single preposition of the word at `at` may stand in: it does not reach over
    /// a relative clause, nor over another verb.
    pub(super) fn reach_of_preposition(&self, at: usize) -> usize {
        let end = self.reach(at);
        let stops = |at: &usize| {
            self.language.words.relatives.contains(self.word(*at))
                || self.is_verb(*at) && !self.is_purpose(*at)
        };
        (at..end).find(stops).unwrap_or(end)
    }

    /// Index after a second verb that shares the object of the one that ends before `end`: "membajak *dan merampas* kapal".
    pub(super) fn shared_end(&self, end: usize) -> usize {
        let last = self.sentence.tokens.end;
        let words = &self.language.words;
        let joins = |at: usize| {
            at < last && (words.coordinators.contains(self.word(at)) || self.text.tokens[at].text == ",")
        };
        if !joins(end) {
            return end;
        }
        let mut at = end;
        while joins(at) || at < last && words.auxiliaries.contains(self.word(at)) {
            at += 1;
        }
        let verb = at < last && self.is_verb(at) && self.shares_voice(at, end);
        if verb { self.shared_end(at + 1) } else { end }
    }

    /// Whether the verb at `at` looks as the one before `end` does, so that both may have one object.
    fn shares_voice(&self, at: usize, end: usize) -> bool {
        let prefix = |at: usize| {
            self.language
                .morphology
                .verb_prefixes
                .iter()
                .position(|prefix| self.word(at).starts_with(prefix.as_str()))
        };
        let passive = |at: usize| {
            prefix(at).map(|index| {
                self.language
                    .morphology
                    .passive_prefixes
                    .contains(&self.language.morphology.verb_prefixes[index])
            })
        };
        end > 0 && passive(at) == passive(end - 1)
    }

    /// Where the words of a slot ("untuk membantu") stand in `within`, each time as the index after them.
    pub(super) fn after_words<'s>(
        &'s self,
        slot: &'s str,
        within: Range<usize>,
    ) -> impl Iterator<Item = usize> + 's {
        let count = slot.split(' ').count();
        let (first, end) = (within.start, within.end);
        let fits = move |at: &usize| {
            at + count <= end
                && slot.split(' ').enumerate().all(|(offset, word)| self.word(at + offset) == word)
        };
        (first..end).filter(fits).map(move |at| at + count)
    }

    /// The verb before `at` in its clause.
    pub(super) fn verb_before(&self, at: usize) -> Option<usize> {
        (at.saturating_sub(PHRASE_TOKENS_MAX).max(self.sentence.tokens.start)..at)
            .rev()
            .take_while(|&at| !self.is_border(at))
            .find(|&at| self.is_verb(at))
    }

    /// Whether the verb at `at` only says what another act is for: "mengirim pasukan *untuk menyerang*".
    pub(super) fn is_purpose(&self, at: usize) -> bool {
        at > self.sentence.tokens.start && self.language.events.roles.purpose.contains(self.word(at - 1))
    }

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

    /// The second of two parties that a phrase joins: "A dan *B*".
    pub(super) fn joined(&self, phrase: &Range<usize>) -> Option<Party> {
        let parties = self.parties(phrase);
        let [first, rest @ ..] = parties.as_slice() else { return None };
        rest.iter().copied().find(|second| {
            let between = self.text.token_at(first.span.end())..self.text.token_at(second.span.start());
            let words = &self.language.words;
            between.clone().any(|at| {
                words.coordinators.contains(self.word(at))
                    || self.is_preposition(at)
                    || matches!(self.text.tokens[at].text, "," | "-" | "–")
            })
        })
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

    /// Whether a name has the ending of an owner: "Biden's".
    fn is_possessed(&self, name: Place) -> bool {
        let at = self.text.token_at(name.end().saturating_sub(1));
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

    /// The place of a phrase, without fillers and marks at its ends.
    pub(super) fn place(&self, phrase: &Range<usize>) -> Option<Place> {
        let tokens = &self.text.tokens[phrase.clone()];
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }
}
