//! One reading, prepared for comparison with others: its words as terms that mean the same in all reports.

use std::{collections::HashMap, ops::Range};

use runut_claim::{Event, Party, Place, Reading, Statement, Text, Token, TokenKind};
use runut_packs::{Class, Language, Packs};

use crate::{
    Telling,
    drift::Contraries,
    party::{Parties, named_in},
};

/// A report of the story.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    /// What was found in it.
    pub(crate) reading: &'a Reading,
    /// The pack of its language.
    pub(crate) language: Option<&'a Language>,
    /// Its words, headline and prose, in the order of the text.
    pub(crate) words: Vec<Word<'a>>,
    /// Its sentences in the order of the text.
    pub(crate) sentences: Vec<Line>,
    /// What the headline promises.
    pub(crate) headline: Vec<Event>,
    /// For each entity, the party that it is.
    pub(crate) parties: Vec<usize>,
    /// Links for all that has no chain of its own: the credits that stand for the whole report.
    pub(crate) credit: Vec<String>,
}

/// A word, or a whole name, as one term.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'a> {
    /// Where it stands.
    pub(crate) span: Place,
    /// What it does in a comparison, if the pack says so.
    pub(crate) class: Option<&'a Class>,
    /// What it means: the same number in all reports of the story.
    pub(crate) term: u32,
}

/// A sentence.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Where it stands.
    pub(crate) span: Place,
    /// Its words.
    pub(crate) words: Range<usize>,
    /// Whether it is of the headline.
    pub(crate) headline: bool,
}

/// The terms of a story, and how much each tells.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    numbers: HashMap<String, u32>,
    weights: Vec<f64>,
}

impl Terms {
    pub(crate) fn number(&mut self, term: &str) -> u32 {
        if let Some(&number) = self.numbers.get(term) {
            return number;
        }
        let number = self.weights.len() as u32;
        self.numbers.insert(term.to_owned(), number);
        self.weights.push(0.0);
        number
    }

    /// The term of a party's names, if it is named anywhere.
    pub(crate) fn of_party(&self, party: usize) -> Option<u32> {
        self.numbers.get(&format!("@{party}")).copied()
    }

    /// How much a term tells: nothing for words of grammar, little for those that stand everywhere.
    pub(crate) fn weight(&self, term: u32) -> f64 {
        self.weights[term as usize]
    }

    /// Weighs the terms by how few of the sentences have them.
    pub(crate) fn weigh(&mut self, reports: &[Report]) {
        let mut counts = vec![0_u32; self.weights.len()];
        let mut sentences = 0;
        for report in reports {
            for line in &report.sentences {
                sentences += 1;
                for term in bag(&report.words[line.words.clone()]) {
                    counts[term as usize] += 1;
                }
            }
        }
        for (weight, count) in self.weights.iter_mut().zip(counts) {
            *weight = if count == 0 { 0.0 } else { (1.0 + f64::from(sentences) / f64::from(count)).ln() };
        }
        if let Some(weight) = self.weights.get_mut(GRAMMAR as usize) {
            *weight = 0.0;
        }
    }
}

/// The term of all words of grammar.
pub(crate) const GRAMMAR: u32 = 0;

/// The distinct terms of some words, in rising order, without those of grammar.
pub(crate) fn bag(words: &[Word]) -> Vec<u32> {
    let mut terms: Vec<u32> = words.iter().map(|word| word.term).filter(|term| *term != GRAMMAR).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

impl<'a> Report<'a> {
    /// Prepares a reading, the `index`th of those that `parties` were made of.
    pub(crate) fn of(
        reading: &'a Reading,
        index: usize,
        parties: &Parties,
        terms: &mut Terms,
        packs: &'a Packs,
    ) -> Self {
        terms.number("");
        let language = packs.language(&reading.article.language);
        let entities = 0..reading.annotations.entities.len();
        let mut credit: Vec<String> = Vec::new();
        for link in &reading.article.credits {
            if link.scope == runut_article::CreditScope::Report && !credit.contains(&link.name.value) {
                credit.push(link.name.value.clone());
            }
        }
        let mut report = Self {
            reading,
            language,
            words: Vec::new(),
            sentences: Vec::new(),
            headline: Vec::new(),
            parties: entities.map(|entity| parties.entity(index, entity)).collect(),
            credit,
        };
        if let Some(language) = language {
            report.cut(packs, language, terms);
        }
        report
    }

    fn cut(&mut self, packs: &'a Packs, language: &'a Language, terms: &mut Terms) {
        let text = Text::of(&self.reading.article, language);
        let mentions: Vec<_> =
            self.reading.annotations.mentions.iter().filter(|mention| !mention.anaphor).collect();
        // Finding acts may note further parties, which the ledger does not look at.
        let mut annotations = self.reading.annotations.clone();
        self.headline = runut_claim::event::find_headline_events(&text, packs, language, &mut annotations);
        self.headline.retain(|event| {
            let known = |party: Option<Party>| {
                party.and_then(|party| party.entity).is_none_or(|entity| entity < self.parties.len())
            };
            known(event.actor) && known(event.recipient) && known(event.place)
        });
        let mut mention = 0;
        for sentence in &text.sentences {
            let first = self.words.len();
            let mut before: Option<&Token> = None;
            for token in text.tokens_of(sentence) {
                if !token.text.chars().any(char::is_alphanumeric) {
                    continue;
                }
                while mentions.get(mention).is_some_and(|mention| mention.span.end() <= token.span.start()) {
                    mention += 1;
                }
                let named = mentions.get(mention).filter(|mention| mention.span.overlaps(token.span));
                if let Some(named) = named {
                    if self.words.last().is_some_and(|word| word.span == named.span) {
                        continue;
                    }
                    let term = terms.number(&format!("@{}", self.parties[named.entity]));
                    self.words.push(Word { span: named.span, class: None, term });
                    before = None;
                    continue;
                }
                let (term, class) = self.term(token, before, language, terms);
                if let Some(class) = class.filter(|_| pair_ends(before, token, language)) {
                    // The second of two words that say one thing: it goes with the first.
                    if let Some(word) = self.words.last_mut() {
                        word.class = Some(class);
                        word.span = word.span.cover(token.span);
                        word.term = term;
                    }
                } else {
                    self.words.push(Word { span: token.span, class, term });
                }
                before = Some(token);
            }
            let line =
                Line { span: sentence.span, words: first..self.words.len(), headline: sentence.headline };
            self.sentences.push(line);
        }
    }

    fn term(
        &self,
        token: &Token,
        before: Option<&Token>,
        language: &'a Language,
        terms: &mut Terms,
    ) -> (u32, Option<&'a Class>) {
        let lower = token.lower.as_str();
        if token.kind == TokenKind::Number {
            let quantities = &self.reading.annotations.quantities;
            let quantity = quantities.iter().find(|quantity| quantity.span.contains(token.span));
            return match quantity.and_then(|quantity| quantity.low.or(quantity.high)) {
                Some(value) => (terms.number(&format!("#{value}")), None),
                None => (terms.number(lower), None),
            };
        }
        let stem = language.morphology.stem(lower);
        let class = pair(before, token, language)
            .or_else(|| language.collation.class(lower))
            .or_else(|| language.collation.class(&stem));
        if let Some(class) = class {
            return (terms.number(&format!("={}", class.key)), Some(class));
        }
        if is_grammar(lower, language) {
            return (GRAMMAR, None);
        }
        (terms.number(&stem), None)
    }

    /// The words that lie in a place.
    pub(crate) fn words_in(&self, place: Place) -> &[Word<'a>] {
        let first = self.words.partition_point(|word| word.span.start() < place.start());
        let last = self.words.partition_point(|word| word.span.start() < place.end());
        &self.words[first..last.max(first)]
    }

    /// The sentence that holds the beginning of a place.
    pub(crate) fn line_of(&self, place: Place) -> Option<&Line> {
        let index = self.sentences.partition_point(|line| line.span.end() <= place.start());
        self.sentences.get(index).filter(|line| line.span.overlaps(place))
    }

    /// The words of a place.
    pub(crate) fn text(&self, place: Place) -> &'a str {
        self.reading.article.words(place)
    }

    /// Whether a place lies in the headline.
    pub(crate) fn is_headline(&self, place: Place) -> bool {
        self.line_of(place).is_some_and(|line| line.headline)
    }

    /// The innermost statement that holds most of a place.
    pub(crate) fn statement_at(&self, place: Place) -> Option<&'a Statement> {
        let statements = self.reading.annotations.statements.iter();
        statements
            .filter(|statement| {
                statement.span.overlaps(place) && statement.span.holds(place.start().midpoint(place.end()))
            })
            .min_by_key(|statement| statement.span.len())
    }
}

/// The class of two words that stand side by side.
fn pair<'a>(before: Option<&Token>, token: &Token, language: &'a Language) -> Option<&'a Class> {
    language.collation.class(&format!("{} {}", before?.lower, token.lower))
}

fn pair_ends(before: Option<&Token>, token: &Token, language: &Language) -> bool {
    pair(before, token, language).is_some()
}

fn is_grammar(lower: &str, language: &Language) -> bool {
    let words = &language.words;
    [
        &words.prepositions,
        &words.coordinators,
        &words.subordinators,
        &words.complementizers,
        &words.relatives,
        &words.pronouns,
        &words.determiners,
        &words.auxiliaries,
    ]
    .iter()
    .any(|list| list.contains(lower))
}

/// The reports of a story in their order, with what is the same in all of them.
#[derive(Debug)]
pub(crate) struct Story<'a> {
    /// The reports, in the order of what they report.
    pub(crate) reports: Vec<Report<'a>>,
    /// Who is who.
    pub(crate) parties: Parties,
    /// The terms of their words.
    pub(crate) terms: Terms,
    /// Words that have a contrary.
    pub(crate) contraries: Contraries,
    /// What must be known beforehand.
    pub(crate) packs: &'a Packs,
}

impl<'a> Story<'a> {
    /// Prepares the readings, which come in the order of what they report.
    pub(crate) fn of(readings: &[&'a Reading], packs: &'a Packs) -> Self {
        let mut parties = Parties::of(readings, packs);
        for (index, reading) in readings.iter().enumerate() {
            describe(reading, index, &mut parties);
        }
        let mut terms = Terms::default();
        let reports: Vec<Report> = readings
            .iter()
            .enumerate()
            .map(|(index, reading)| Report::of(reading, index, &parties, &mut terms, packs))
            .collect();
        terms.weigh(&reports);
        let contraries = Contraries::of_reports(&reports);
        Self { reports, parties, terms, contraries, packs }
    }

    /// The party that a party of a report is.
    pub(crate) fn who(&self, report: usize, party: Party) -> usize {
        match party.entity {
            Some(entity) => self.reports[report].parties[entity],
            None => self.parties.of_words(self.reports[report].text(party.span)),
        }
    }

    /// The parties that one party of a report names, each on its own: two for "Washington dan Seoul".
    pub(crate) fn whos(&self, report: usize, party: Party) -> Vec<usize> {
        let entities = named_in(self.reports[report].reading, party);
        if entities.is_empty() || party.entity.is_some() {
            return vec![self.who(report, party)];
        }
        let mut parties: Vec<usize> =
            entities.iter().map(|&entity| self.reports[report].parties[entity]).collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// What a party of a report is called in it.
    pub(crate) fn called(&self, report: usize, party: Party) -> String {
        self.reports[report].reading.party_id(party).to_owned()
    }

    /// A telling of `span`, said in `statement`, or in the outlet's own voice.
    pub(crate) fn telling(&self, report: usize, span: Place, statement: Option<&Statement>) -> Telling {
        let from = &self.reports[report];
        let claimant = statement.and_then(|statement| statement.claimant);
        Telling {
            report,
            span,
            text: from.text(span).to_owned(),
            by: claimant.map(|claimant| self.called(report, claimant)),
            via: match statement {
                Some(statement) => statement.via.iter().map(|link| link.name.clone()).collect(),
                None => from.credit.clone(),
            },
            date: statement.and_then(|statement| statement.said_on.as_ref()).map(|time| time.value.clone()),
        }
    }

    /// How alike two sets of terms are, from 0 to 1: the weight of what they share over what either has.
    pub(crate) fn likeness(&self, a: &[u32], b: &[u32]) -> Likeness {
        let weigh = |terms: &[u32]| terms.iter().map(|&term| self.terms.weight(term)).sum::<f64>();
        let mut shared = 0.0;
        let mut count = 0;
        let (mut i, mut j) = (0, 0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += self.terms.weight(*x);
                    count += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        Likeness { shared, count, a: weigh(a), b: weigh(b) }
    }
}

/// What two sets of terms share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Likeness {
    /// Weight of the terms that both have.
    pub(crate) shared: f64,
    /// How many these are.
    pub(crate) count: usize,
    /// Weight of the first.
    pub(crate) a: f64,
    /// Weight of the second.
    pub(crate) b: f64,
}

impl Likeness {
    /// Share of both: 1 where they are equal.
    pub(crate) fn dice(self) -> f64 {
        if self.shared == 0.0 { 0.0 } else { 2.0 * self.shared / (self.a + self.b) }
    }

    /// Share of the lesser: 1 where one holds the other.
    pub(crate) fn held(self) -> f64 {
        if self.shared == 0.0 { 0.0 } else { self.shared / self.a.min(self.b) }
    }
}

/// Makes parties of the words that describe without naming.
fn describe(reading: &Reading, index: usize, parties: &mut Parties) {
    let annotations = &reading.annotations;
    let claimants = annotations.statements.iter().filter_map(|statement| statement.claimant);
    let roles =
        annotations.events.iter().flat_map(|event| [event.actor, event.recipient, event.place]).flatten();
    let described: Vec<Party> = claimants.chain(roles).filter(|party| party.entity.is_none()).collect();
    for party in described {
        let state = match named_in(reading, party)[..] {
            [entity] => parties.state(parties.entity(index, entity)).map(str::to_owned),
            _ => None,
        };
        parties.described(reading.article.words(party.span), state.as_deref());
    }
}
