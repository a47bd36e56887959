//! What stands before a verb: its subject, over what is set between the two.

use std::ops::Range;

use runut_packs::Form;

use super::clause::{Clauses, PHRASE_TOKENS_MAX};
use crate::{EntityKind, TokenKind, annotations::is_held};

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
    /// What stands before the verb at `at`.
    pub(super) fn subject(&self, at: usize, found: &crate::Annotations) -> Subject {
        let words = &self.language.words;
        let first = self.sentence.tokens.start;
        let mut end = at;
        while end > first {
            let length = self.aside_before(end, found);
            if length == 0 {
                break;
            }
            end = end.saturating_sub(length).max(first);
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
        // "setelah bertemu A": the subject is that of the main clause.
        if self.subordinates(before) {
            return Subject::Inherited;
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
        if self.only_placed(&phrase) {
            return Subject::Inherited;
        }
        let phrase = self.before_places(phrase, end);
        // "Dua pria yang mengantar korban ke rumah sakit | ditangkap": whom the relative clause describes.
        if let Some(relative) = self.relative_before(&phrase) {
            return Subject::Phrase(self.phrase_before(relative, false));
        }
        // "Menurut Ana, 412 keluarga menggugat": only a second comma makes an apposition of what follows the name.
        let closed = self.text.tokens[end - 1].text == ",";
        let phrase = if closed { self.with_apposed_name(phrase) } else { phrase };
        // "merespons dengan menempatkan": the verb behind a preposition has the subject of the one before.
        if self.core(&phrase).is_empty() { Subject::Inherited } else { Subject::Phrase(phrase) }
    }

    /// Words that may stand between a subject and its verb: auxiliaries, adverbs, dates, brackets.
    fn is_filler(&self, at: usize, found: &crate::Annotations) -> bool {
        let span = self.text.tokens[at].span;
        self.language.words.auxiliaries.contains(self.word(at))
            || self.language.words.is_adverb(self.word(at))
            || matches!(self.text.tokens[at].text, ")" | "(" | "/")
            || is_held(&found.times, |time| time.span, span)
    }

    /// Tokens of what is set between a subject and its verb and ends before `end`: an adverb, a date, an adverb between
    /// commas ("Ana, *meanwhile,* visited"), the mark of a quotation that opens or closes within the verb group ("had
    /// *“officially”* declared"). None where the subject itself ends there.
    fn aside_before(&self, end: usize, found: &crate::Annotations) -> usize {
        const ASIDE_TOKENS_MAX: usize = 5;
        let first = self.sentence.tokens.start;
        let filler = |at: usize| self.is_filler(at, found) && self.mention_over(at).is_none();
        let last = end - 1;
        let token = &self.text.tokens[last];
        if filler(last) {
            return 1;
        }
        // "personally and repeatedly"
        let words = &self.language.words;
        if words.coordinators.contains(&token.lower)
            && last > first
            && end < self.sentence.tokens.end
            && words.is_adverb(self.word(last - 1))
            && words.is_adverb(self.word(end))
        {
            return 1;
        }
        if token.kind == TokenKind::Quote {
            let inside = last > first && filler(last - 1) && self.text.tokens[last - 1].text != ")";
            return usize::from(inside);
        }
        if token.text != "," {
            return 0;
        }
        let open = (last.saturating_sub(ASIDE_TOKENS_MAX).max(first)..last)
            .rev()
            .take_while(|&at| filler(at) || self.text.tokens[at].text == ",")
            .find(|&at| self.text.tokens[at].text == ",");
        open.filter(|&open| open + 1 < last).map_or(0, |open| end - open)
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

    /// The relative word of the clause that ends with a phrase behind a preposition, where the noun leads.
    fn relative_before(&self, phrase: &Range<usize>) -> Option<usize> {
        let words = &self.language.words;
        if self.language.events.roles.owner_before || !self.is_fronted(phrase) {
            return None;
        }
        let first = self.sentence.tokens.start;
        let clause = (phrase.start.saturating_sub(PHRASE_TOKENS_MAX).max(first)..phrase.start).rev();
        let relatives = clause
            .take_while(|&at| !self.is_border(at) || words.relatives.contains(self.word(at)))
            .filter(|&at| words.relatives.contains(self.word(at)) && at > first);
        relatives.last()
    }

    /// The word that opens the subordinate clause in which a word stands.
    fn subordinator_over(&self, at: usize) -> Option<usize> {
        let least = at.saturating_sub(PHRASE_TOKENS_MAX).max(self.sentence.tokens.start);
        let opens = |&at: &usize| self.subordinates(at);
        (least..at).rev().take_while(|at| opens(at) || !self.is_border(*at)).find(opens)
    }

    /// Whether a word opens a subordinate clause: "setelah", "akibat".
    fn subordinates(&self, at: usize) -> bool {
        self.language.words.subordinators.contains(self.word(at))
            || self.language.events.roles.causes.contains(self.word(at))
    }

    /// Whether a word stands in a subordinate clause.
    pub(super) fn is_subordinate(&self, at: usize) -> bool {
        self.subordinator_over(at).is_some()
    }

    /// The subject of the main clause, for a verb behind "saat", "setelah", "while": the one before it, or where the
    /// clause opens the sentence, the one behind its comma.
    pub(super) fn main_subject(&self, at: usize, found: &crate::Annotations) -> Option<Range<usize>> {
        let first = self.sentence.tokens.start;
        let open = self.subordinator_over(at)?;
        if open > first {
            let mut verb = self.verb_before(open);
            if verb.is_none() && !self.language.events.roles.owner_before {
                // "Dua warga luka-luka akibat ditabrak": the main clause has no verb.
                let phrase = self.phrase_before(open, false);
                return Some(phrase).filter(|phrase| !phrase.is_empty() && !self.is_fronted(phrase));
            }
            while let Some(before) = verb {
                match self.subject(before, found) {
                    Subject::Phrase(phrase) => return Some(phrase),
                    Subject::Speaker => return None,
                    Subject::Inherited => verb = self.verb_before(before),
                }
            }
            return None;
        }
        let comma = (at..self.sentence.tokens.end).find(|&at| self.text.tokens[at].text == ",")?;
        let phrase = self.phrase_after(comma + 1);
        (!phrase.is_empty()).then_some(phrase)
    }

    /// The subject of the verb before, where the phrase between it and a passive is its object and names nobody: "*seorang
    /// pengamen* mengenakan kostum badut ditangkap".
    pub(super) fn over_object(
        &self,
        phrase: Range<usize>,
        form: Form,
        found: &crate::Annotations,
    ) -> Range<usize> {
        let verb = phrase.start.checked_sub(1).filter(|&verb| verb >= self.sentence.tokens.start);
        let Some(verb) = verb.filter(|&verb| form == Form::Passive && self.is_verb(verb)) else {
            return phrase;
        };
        if self.language.events.roles.owner_before
            || !self.parties(&phrase).is_empty()
            || self.described(&phrase, found).is_some()
        {
            return phrase;
        }
        match self.subject(verb, found) {
            Subject::Phrase(other) => other,
            _ => phrase,
        }
    }

    /// Whether a phrase right behind a verb names only where that verb's act is done, in a language whose noun leads:
    /// "buruh berunjuk *rasa di depan gedung DPR* menuntut ...".
    fn only_placed(&self, phrase: &Range<usize>) -> bool {
        let roles = &self.language.events.roles;
        let behind_verb = phrase
            .start
            .checked_sub(1)
            .is_some_and(|at| at >= self.sentence.tokens.start && self.is_verb(at));
        if roles.owner_before || phrase.is_empty() || !behind_verb {
            return false;
        }
        let mut words = phrase.clone();
        if words.any(|at| self.text.tokens[at].text == ",")
            || roles.speaker.contains(self.word(phrase.end - 1))
        {
            return false;
        }
        let place = phrase.clone().find(|&at| roles.place.contains(self.word(at)));
        place.is_some_and(|place| {
            !self.names_party(phrase.start..place)
                && (phrase.start..place).all(|at| self.mention_over(at).is_none())
        })
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
}
