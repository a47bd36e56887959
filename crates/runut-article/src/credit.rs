//! Agencies and outlets that the report names as where it has something from.

use runut_packs::{CreditCue, Credits, CueKind, Language, Packs};
use runut_text::Span;

use crate::{
    article::{Article, Block, BlockKind, Credit, CreditScope, Field},
    identity::looks_like_outlet,
    outlet::{outlet_at, same_outlet},
    words::{Word, Words, edits_at_most_one},
};

/// Sentences of the report in which a credit that opens one is for the whole report.
const OPENING_SENTENCES: usize = 3;
/// Credits of one page; no report names so many.
const CREDITS_MAX: usize = 4000;
/// Words of a name that no table knows.
const NAME_WORDS_MAX: usize = 5;
/// Letters of a cue from which on a slip in it is passed over.
const SLIP_LETTERS_MIN: usize = 8;
/// Bytes looked at for what describes a medium before its name.
const DESCRIPTION_BYTES_MAX: usize = 60;

/// Finds the credits in prose and credit lines, in order of mention; the page's own outlet is none.
pub(crate) fn find_credits(
    text: &str,
    blocks: &[Block],
    language: Option<&Language>,
    packs: &Packs,
    own: Option<&str>,
    agency: Option<Span<Article>>,
) -> Vec<Credit> {
    let Some(language) = language else { return Vec::new() };
    let mut reader =
        Reader { text, packs, language, table: &language.credits, found: Vec::new(), sentences: 0 };
    let last = blocks.iter().rposition(|block| block.kind == BlockKind::Body);
    for (index, block) in blocks.iter().enumerate() {
        if reader.found.len() >= CREDITS_MAX {
            break;
        }
        match block.kind {
            BlockKind::Body => {
                reader.read_prose(block.span);
                if Some(index) == last {
                    reader.read_end(block.span);
                }
            }
            BlockKind::Credit => reader.read_line(block.span),
            BlockKind::Byline => reader.read_signed(block.span),
            _ => {}
        }
    }
    if let Some(agency) = agency {
        reader.push(agency, agency, CreditScope::Report);
    }
    let mut found = reader.found;
    found.retain(|credit| own.is_none_or(|own| !same_outlet(own, &credit.name.value, packs)));
    found.sort_by_key(|credit| credit.name.span);
    found.dedup_by_key(|credit| credit.name.span);
    found
}

struct Reader<'a> {
    text: &'a str,
    packs: &'a Packs,
    language: &'a Language,
    table: &'a Credits,
    found: Vec<Credit>,
    /// Sentences of prose that were read before.
    sentences: usize,
}

/// A name and the first byte after it and its short form in brackets.
#[derive(Debug, Clone, Copy)]
struct Name {
    span: Span<Article>,
    next: usize,
    known: bool,
}

impl Reader<'_> {
    fn read_prose(&mut self, block: Span<Article>) {
        let text = self.text;
        // First byte of the current sentence.
        let mut sentence = block.start();
        let mut passed = block.start();
        for word in Words::of(text, block) {
            if starts_sentence(text, block.start(), word.start) && word.start > block.start() {
                sentence = word.start;
                self.sentences += 1;
            }
            if word.start < passed {
                continue;
            }
            if self.found.len() >= CREDITS_MAX {
                return;
            }
            if let Some((cue, kind)) = self.cue_at(word, block.end())
                && let Some(name) = self.name_of(cue, block.end(), kind)
            {
                let scope = self.scope(cue, name, kind, sentence, block);
                passed = self.push_names(cue, name, kind, scope, block.end());
            } else if let Some((name, verb)) = self.name_with_verb(word, block.end()) {
                self.push(name.span, verb, CreditScope::Passage);
                passed = verb.start().max(name.next);
            }
        }
        self.sentences += 1;
    }

    /// The cue that starts with the word, misspelt or not.
    fn cue_at(&self, word: Word, limit: usize) -> Option<(Span<Article>, CueKind)> {
        let word_text = &self.text[word.start..word.end];
        if !self.table.may_open_cue(word_text, SLIP_LETTERS_MIN) {
            return None;
        }
        let lower = word_text.to_lowercase();
        if let Some(cues) = self.table.cues.get(&lower) {
            return cues.iter().find_map(|cue| Some((self.match_cue(cue, word, limit)?, cue.kind)));
        }
        if lower.len() < SLIP_LETTERS_MIN - 1
            || !self.text[word.start..].starts_with(['d', 'm', 'D', 'M']) && !lower.is_ascii()
        {
            return None;
        }
        // A cue of one letter more, less or other; the words around it must bear it out.
        let first = self.table.cue_firsts.get(&lower.as_bytes()[0])?.iter().find(|key| {
            key.len() >= SLIP_LETTERS_MIN
                && key.len().abs_diff(lower.len()) <= 1
                && edits_at_most_one(key, &lower)
        })?;
        let cues = self.table.cues.get(first)?;
        let relays = cues.iter().filter(|cue| cue.kind == CueKind::Relay && cue.words.len() > 1);
        relays.into_iter().find_map(|cue| Some((self.match_cue(cue, word, limit)?, cue.kind)))
    }

    /// The cue's place, if its words after the first follow the word.
    fn match_cue(&self, cue: &CreditCue, word: Word, limit: usize) -> Option<Span<Article>> {
        let mut end = word.end;
        for wanted in &cue.words[1..] {
            let next = Words::of(self.text, Span::new(end, limit)).next()?;
            if !self.text[end..next.start].trim().is_empty() {
                return None;
            }
            let lower = self.text[next.start..next.end].to_lowercase();
            if lower == *wanted {
                end = next.end;
                continue;
            }
            // "daridetikcom": the space before the name is lost.
            let glued = lower.starts_with(wanted.as_str())
                && self.text.is_char_boundary(next.start + wanted.len())
                && outlet_at(self.text, next.start + wanted.len(), limit, self.packs).is_some();
            if !glued {
                return None;
            }
            end = next.start + wanted.len();
        }
        Some(Span::new(word.start, end))
    }

    /// The name that a cue speaks of. "Dikutip Senja dari AFP" is Senja's own word for what it has from AFP.
    fn name_of(&self, cue: Span<Article>, limit: usize, kind: CueKind) -> Option<Name> {
        let name = self.name_after(cue.end(), limit, kind)?;
        if kind == CueKind::Claim {
            return Some(name);
        }
        let linked = |words: &str| self.table.from.iter().any(|from| words == from);
        let cue_words = cue.of(self.text).to_lowercase();
        let next = skip(self.text, name.next, limit, &[]);
        let word = Words::of(self.text, Span::new(next, limit)).next().filter(|word| word.start == next);
        match word {
            Some(word) if linked(&self.text[word.start..word.end]) && !cue_words.split(' ').any(linked) => {
                self.name_after(word.end, limit, CueKind::Relay)
            }
            _ => Some(name),
        }
    }

    /// The name that follows a cue, perhaps after words for the medium: "kantor berita Turki, Anadolu".
    fn name_after(&self, at: usize, limit: usize, kind: CueKind) -> Option<Name> {
        let mut start = skip(self.text, at, limit, &['"', '“', '\'', ':']);
        if let Some(name) = self.known(start, limit) {
            return Some(name);
        }
        while let Some(after) = self.phrase_at(&self.table.links, start, limit) {
            start = skip(self.text, after, limit, &['"', '“', '\'']);
        }
        let media = start;
        while let Some(after) = self.phrase_at(&self.table.media, start, limit) {
            start = skip(self.text, after, limit, &[]);
        }
        if start > media {
            let start = self.skip_description(start, limit);
            let known = self.known(start, limit);
            // "Harian Senja": the word for the medium is of the name.
            return known.or_else(|| self.shaped(media, limit)).or_else(|| self.unknown(start, limit));
        }
        if let Some(name) = self.known(start, limit) {
            return Some(name);
        }
        match kind {
            CueKind::Relay => self.unknown(start, limit),
            CueKind::Quote => self.unknown(start, limit).filter(|name| self.ends_clause(name.next, limit)),
            CueKind::Claim => self.shaped(start, limit),
        }
    }

    /// A name that no table knows, but that has the shape of an outlet's.
    fn shaped(&self, start: usize, limit: usize) -> Option<Name> {
        self.unknown(start, limit).filter(|name| looks_like_outlet(name.span.of(self.text), self.packs))
    }

    /// A name that the tables know.
    fn known(&self, start: usize, limit: usize) -> Option<Name> {
        let end = outlet_at(self.text, start, limit, self.packs)?;
        Some(Name { span: Span::new(start, end), next: skip_alias(self.text, end, limit), known: true })
    }

    /// A run of capitalised words that may be an outlet no table knows.
    fn unknown(&self, start: usize, limit: usize) -> Option<Name> {
        let rest = self.text.get(start..limit)?;
        let mut end = start;
        for (count, word) in rest.split(' ').enumerate() {
            let at = word.as_ptr() as usize - self.text.as_ptr() as usize;
            let core = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let large = core.starts_with(char::is_uppercase)
                || count > 0 && core.starts_with(|c: char| c.is_ascii_digit());
            let lower = core.to_lowercase();
            let months = &self.language.boilerplate.months;
            let dated = core.starts_with(|c: char| c.is_ascii_digit())
                && rest
                    .split(' ')
                    .nth(count + 1)
                    .is_some_and(|next| months.contains_key(&next.to_lowercase()));
            let day = dated || self.language.boilerplate.weekdays.contains_key(&lower);
            if count >= NAME_WORDS_MAX
                || !large
                || day
                || core.contains(['"', '“', '(', '/', ','])
                || count == 0 && self.table.others.contains(&lower)
            {
                break;
            }
            end = at + core.len();
            let before_day = || {
                rest.split(' ')
                    .nth(count + 1)
                    .is_some_and(|next| self.language.boilerplate.weekdays.contains_key(&next.to_lowercase()))
            };
            let links = || self.table.day_links.iter().filter(|link| core.len() > link.len() + 1);
            // "dilansir Harian Senja*pada* Rabu (2/7)", as a crawl glued it.
            if let Some(link) = links().find(|link| core.ends_with(link.as_str())).filter(|_| before_day()) {
                end -= link.len();
                break;
            }
            if core.len() < word.len() {
                break;
            }
        }
        let words = self.text[start..end].trim();
        // "citing U.S. officials": the full stop is part of the state's name.
        let stopped = self.text[start + words.len()..].starts_with('.').then_some(words.len() + 1);
        let whole = stopped.map_or(words, |len| &self.text[start..start + len]);
        let world = &self.packs.world;
        let named =
            Some(world.named(words)).filter(|named| !named.is_empty()).unwrap_or_else(|| world.named(whole));
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        (letters >= 2 && named.is_empty()).then(|| Name {
            span: Span::new(start, start + words.len()),
            next: skip_alias(self.text, start + words.len(), limit),
            known: false,
        })
    }

    /// The first byte after the longest of the phrases that stands at `start`.
    fn phrase_at(&self, phrases: &[String], start: usize, limit: usize) -> Option<usize> {
        let window = floor(self.text, limit.min(start + DESCRIPTION_BYTES_MAX));
        let lower = self.text.get(start..window)?.to_lowercase();
        let fits = |phrase: &&String| {
            lower.strip_prefix(phrase.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        let phrase = phrases.iter().filter(fits).max_by_key(|phrase| phrase.len())?;
        let after = start + phrase.len();
        self.text.is_char_boundary(after).then_some(after)
    }

    /// Passes over what describes a medium before its name: "terkemuka AS,".
    fn skip_description(&self, at: usize, limit: usize) -> usize {
        let mut at = skip(self.text, at, limit, &['"', '“']);
        for _ in 0..4 {
            if outlet_at(self.text, at, limit, self.packs).is_some() {
                return at;
            }
            let Some(word) =
                Words::of(self.text, Span::new(at, limit)).next().filter(|word| word.start == at)
            else {
                return at;
            };
            let words = &self.text[word.start..word.end];
            let end = match self.country_at(at, limit) {
                // "kantor berita Turki, Anadolu", but "laman Indonesia Senja".
                Some(end) if self.parts_name(end, limit) => end,
                None if words.starts_with(char::is_lowercase) && !self.is_skeleton(words) => word.end,
                _ => return at,
            };
            at = skip(self.text, end, limit, &[',', '"', '“']);
        }
        at
    }

    /// Whether a comma or an outlet that the tables know stands at `at`.
    fn parts_name(&self, at: usize, limit: usize) -> bool {
        let next = skip(self.text, at, limit, &[]);
        self.text[next..limit].starts_with(',') || outlet_at(self.text, next, limit, self.packs).is_some()
    }

    /// Whether a word joins phrases ("di", "yang"), or says that a site is its owner's ("resmi"): no outlet follows.
    fn is_skeleton(&self, word: &str) -> bool {
        let words = &self.language.words;
        words.prepositions.contains(word)
            || words.relatives.contains(word)
            || words.coordinators.contains(word)
            || self.table.others.iter().any(|other| other == word)
    }

    /// The end of a country's name at `start`.
    fn country_at(&self, start: usize, limit: usize) -> Option<usize> {
        let rest = self.text.get(start..limit)?;
        let mut ends: Vec<usize> =
            Words::of(self.text, Span::new(start, limit)).take(3).map(|word| word.end).collect();
        ends.reverse();
        ends.into_iter().find(|&end| {
            let named = self.packs.world.named(&rest[..end - start]);
            named
                .iter()
                .any(|named| self.packs.world.things[named.thing].kind == runut_packs::ThingKind::Country)
        })
    }

    /// Whether a clause ends at `at`: a mark, or a day.
    fn ends_clause(&self, at: usize, limit: usize) -> bool {
        let rest = self.text[at..limit].trim_start();
        rest.is_empty() || rest.starts_with([',', '.', ';', ')', '(', '"', '”']) || self.day_at(at, limit)
    }

    /// Whether a weekday stands at `at`, perhaps after a comma: "AFP, Jumat (1/11/2024)".
    fn day_at(&self, at: usize, limit: usize) -> bool {
        let start = skip(self.text, at, limit, &[',']);
        Words::of(self.text, Span::new(start, limit)).next().is_some_and(|word| {
            word.start == start
                && self
                    .language
                    .boilerplate
                    .weekdays
                    .contains_key(&self.text[word.start..word.end].to_lowercase())
        })
    }

    /// How much of the report a credit stands for. Papers give the day on which they took the whole report from
    /// another right after its name; without it a credit is for the whole only where it opens the report, or where
    /// its sentence speaks of all before it.
    fn scope(
        &self,
        cue: Span<Article>,
        name: Name,
        kind: CueKind,
        sentence: usize,
        block: Span<Article>,
    ) -> CreditScope {
        if kind == CueKind::Claim {
            return CreditScope::Passage;
        }
        if self.day_at(name.next, block.end()) {
            return CreditScope::Report;
        }
        let before = &self.text[sentence..cue.start()];
        let opens = before.split_whitespace().take(2).count() <= 1 && self.sentences < OPENING_SENTENCES;
        let lower = before[..floor(before, DESCRIPTION_BYTES_MAX)].to_lowercase();
        let of_all = self.table.all_before.iter().any(|words| lower.starts_with(words.as_str()));
        if opens || of_all { CreditScope::Report } else { CreditScope::Passage }
    }

    /// Adds the name and those joined to it; gives the first byte after them.
    fn push_names(
        &mut self,
        cue: Span<Article>,
        name: Name,
        kind: CueKind,
        scope: CreditScope,
        limit: usize,
    ) -> usize {
        let mut name = name;
        loop {
            self.push(name.span, cue, scope);
            let Some((next, joiner)) = self.joined(name.next, limit) else { return name.next };
            let Some(more) = self.known(next, limit).or_else(|| {
                (kind == CueKind::Relay && name.known && joiner)
                    .then(|| self.unknown(next, limit))
                    .flatten()
                    .filter(|more| self.ends_clause(more.next, limit))
            }) else {
                return name.next;
            };
            name = more;
        }
    }

    /// Where the name starts that is joined to the one before `at` ("The Guardian dan BBC", "AFP/Reuters"), and whether
    /// a word joins them.
    fn joined(&self, at: usize, limit: usize) -> Option<(usize, bool)> {
        let start = skip(self.text, at, limit, &[]);
        let rest = self.text.get(start..limit)?;
        if rest.starts_with(['/', ',']) {
            let start = skip(self.text, start + 1, limit, &[]);
            let after = self.joiner_at(start, limit);
            return Some((after.unwrap_or(start), after.is_some()));
        }
        self.joiner_at(start, limit).map(|start| (start, true))
    }

    fn joiner_at(&self, start: usize, limit: usize) -> Option<usize> {
        let rest = self.text.get(start..limit)?;
        let joiner = self.table.joiners.iter().find(|joiner| {
            rest.strip_prefix(joiner.as_str()).is_some_and(|rest| rest.starts_with(char::is_whitespace))
        })?;
        Some(skip(self.text, start + joiner.len(), limit, &[]))
    }

    /// An outlet at the word, and the verb of reporting after it.
    fn name_with_verb(&self, word: Word, limit: usize) -> Option<(Name, Span<Article>)> {
        let large = self.text[word.start..].starts_with(char::is_uppercase);
        if !large {
            return None;
        }
        let name = self.known(word.start, limit)?;
        let start = skip(self.text, name.next, limit, &[]);
        let window = floor(self.text, limit.min(start + DESCRIPTION_BYTES_MAX));
        let lower = self.text.get(start..window)?.to_lowercase();
        let verb = self.table.verbs.iter().filter(|verb| {
            lower.strip_prefix(verb.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        let verb = verb.max_by_key(|verb| verb.len())?;
        let end = floor(self.text, start + verb.len());
        Some((name, Span::new(start, end)))
    }

    /// The agency in brackets at the end of the report: "... pada Senin. (Reuters)".
    fn read_end(&mut self, block: Span<Article>) {
        let words = block.of(self.text).trim_end_matches('.');
        let Some(open) = words.rfind('(').filter(|_| words.ends_with(')')) else { return };
        self.read_brackets(Span::new(block.start() + open, block.start() + words.len()));
    }

    /// The agency in the brackets of who signs below the report: "(AFP/ran)".
    fn read_signed(&mut self, block: Span<Article>) {
        if block.of(self.text).starts_with('(') {
            self.read_brackets(block);
        }
    }

    fn read_brackets(&mut self, brackets: Span<Article>) {
        let start = brackets.start() + 1;
        let end = brackets.end().saturating_sub(1);
        let Some(inner) = self.text.get(start..end) else { return };
        for part in inner.split(['/', ',']) {
            let at = part.as_ptr() as usize - self.text.as_ptr() as usize;
            let span = Span::new(at, at + part.len()).trim(self.text);
            if crate::outlet::is_wire(span.of(self.text), self.packs) {
                self.push(span, span, CreditScope::Report);
            }
        }
    }

    /// "Sumber: Reuters, AFP | Editor: ...".
    fn read_line(&mut self, block: Span<Article>) {
        let words = block.of(self.text);
        let Some(colon) = words.find(':') else { return };
        let head = words[..colon].trim().to_lowercase();
        if !self.table.lines.contains(&head) {
            return;
        }
        let cue = Span::new(block.start(), block.start() + colon + 1);
        let end = words[colon..].find('|').map_or(block.end(), |bar| cue.end() - 1 + bar);
        let start = skip(self.text, cue.end(), end, &['"', '“']);
        if let Some(name) = self.known(start, end).or_else(|| self.unknown(start, end)) {
            self.push_names(cue, name, CueKind::Relay, CreditScope::Report, end);
        }
    }

    fn push(&mut self, name: Span<Article>, cue: Span<Article>, scope: CreditScope) {
        let field = Field { value: name.of(self.text).to_owned(), span: name };
        self.found.push(Credit { name: field, cue, scope });
    }
}

/// The first byte from `at` on that is neither white space (written out or not) nor one of `marks`.
fn skip(text: &str, at: usize, limit: usize, marks: &[char]) -> usize {
    let mut at = at;
    while let Some(rest) = text.get(at..limit) {
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || marks.contains(&c));
        let trimmed = trimmed.strip_prefix("&nbsp;").unwrap_or(trimmed);
        if trimmed.len() == rest.len() {
            break;
        }
        at = limit - trimmed.len();
    }
    at
}

/// The first byte after a short form in brackets: "New York Times (NYT)".
fn skip_alias(text: &str, at: usize, limit: usize) -> usize {
    let start = skip(text, at, limit, &[]);
    let Some(inner) = text.get(start..limit).and_then(|rest| rest.strip_prefix('(')) else { return at };
    match inner.find(')') {
        Some(len) if (1..=12).contains(&len) && !inner[..len].contains(|c: char| c.is_ascii_digit()) => {
            start + len + 2
        }
        _ => at,
    }
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Whether a sentence ends right before the word at `at`.
fn starts_sentence(text: &str, from: usize, at: usize) -> bool {
    if !text[at..].starts_with(char::is_uppercase) {
        return false;
    }
    let before =
        text[from..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '(' | '‘'));
    let spaced = before.len() < at - from;
    spaced && crate::line::ends_sentence(before)
}
