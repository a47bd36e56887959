//! Quotations of PFSA-ID (Purnomo W.P. et al. 2022): tokens with a label each, BILOU. `STATEMENT` is a quotation with
//! its marks, `CUE` and `CUECOREF` ("kata", "katanya") its reporting word.
//!
//! # What counts as found
//! A direct statement with the very words of a `STATEMENT`, marks at its ends aside; a cue at the very words of a
//! `CUE` or `CUECOREF`. Only statements that are direct are looked at, since the corpus annotates no others.
//!
//! # Shape
//! The corpus has neither articles nor paragraphs, and one mark for both ends of a quotation. So a text starts where a
//! dateline stands, sentences follow each other in one paragraph, spaces are set as print sets them, and marks open
//! and close in turn.

use std::{fs, path::Path};

use anyhow::Context as _;
use runut_claim::Mode;

use super::{Place, Tally, around};

/// A text of the corpus, and what is annotated in it.
#[derive(Default)]
struct Text {
    words: String,
    quotations: Vec<Place>,
    cues: Vec<Place>,
}

/// Prints the figures.
pub(super) fn score(path: &Path, misses: bool) -> anyhow::Result<()> {
    let lines = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let (mut spans, mut cues) = (Tally::default(), Tally::default());
    for text in texts(&lines) {
        let reading = super::read(&text.words, "id", None, "\n");
        let direct: Vec<_> =
            reading.annotations.statements.iter().filter(|said| said.mode == Mode::Direct).collect();
        let found: Vec<Place> = direct.iter().map(|said| bare(&text.words, said.span)).collect();
        let mut found_cues: Vec<Place> = direct.iter().filter_map(|said| said.cue).collect();
        found_cues.sort();
        found_cues.dedup();
        count(&mut spans, &found, &text.quotations, &text.words, "quotation", misses)?;
        count(&mut cues, &found_cues, &text.cues, &text.words, "cue", misses)?;
    }
    spans.print("quotations, same words")?;
    cues.print("cues, same words")
}

fn count(
    tally: &mut Tally,
    found: &[Place],
    wanted: &[Place],
    text: &str,
    what: &str,
    misses: bool,
) -> anyhow::Result<()> {
    tally.found += found.len();
    tally.wanted += wanted.len();
    tally.right += wanted.iter().filter(|place| found.contains(place)).count();
    if misses {
        use std::io::Write as _;
        let mut out = std::io::stdout();
        for place in wanted.iter().filter(|place| !found.contains(place)) {
            writeln!(out, "- {what} missed: {}", around(text, *place))?;
        }
        for place in found.iter().filter(|place| !wanted.contains(place)) {
            writeln!(out, "+ {what} too many: {}", around(text, *place))?;
        }
    }
    Ok(())
}

/// The place without marks and spaces at its ends.
fn bare(text: &str, place: Place) -> Place {
    let words = place.of(text);
    let letter = |c: char| c.is_alphanumeric();
    let start = words.find(letter).unwrap_or(0);
    let end = words
        .rfind(letter)
        .map_or(words.len(), |at| at + words[at..].chars().next().expect("a letter stands there").len_utf8());
    Place::new(place.start() + start, place.start() + end.max(start))
}

/// Cuts the corpus into texts.
fn texts(lines: &str) -> Vec<Text> {
    let mut texts = vec![Text::default()];
    let mut sentence: Vec<(&str, &str)> = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    let mut quoted = false;
    for line in lines.lines().chain([""]) {
        if let Some((token, label)) = line.rsplit_once('\t') {
            sentence.push((token, label));
            continue;
        }
        if !line.is_empty() || sentence.is_empty() {
            continue;
        }
        if open.is_none() && opens_text(&sentence) {
            texts.push(Text::default());
            quoted = false;
        }
        let text = texts.last_mut().expect("there is one");
        for (token, label) in sentence.drain(..) {
            text.add(token, label, &mut open, &mut quoted);
        }
    }
    texts
}

/// Whether the sentence opens with a dateline: capitals, a comma, the paper's name.
fn opens_text(sentence: &[(&str, &str)]) -> bool {
    sentence.iter().take(8).any(|(token, _)| *token == "KOMPAS")
}

impl Text {
    fn add(&mut self, token: &str, label: &str, open: &mut Option<(usize, bool)>, quoted: &mut bool) {
        let mark = matches!(token, "”" | "“" | "\"");
        let closes =
            mark && *quoted || matches!(token, "," | "." | ";" | ":" | "!" | "?" | ")" | "%" | "/" | "-");
        let ends_open = self.words.ends_with(['(', '/', '-']) || *quoted && self.words.ends_with('“');
        if !closes && !ends_open && !self.words.is_empty() {
            self.words.push(' ');
        }
        let start = self.words.len();
        match (mark, *quoted) {
            (true, true) => self.words.push('”'),
            (true, false) => self.words.push('“'),
            _ => self.words.push_str(token),
        }
        *quoted ^= mark;
        let (place, kind) = label.split_once('-').unwrap_or((label, ""));
        let statement = kind == "STATEMENT";
        if !statement && !kind.starts_with("CUE") {
            return;
        }
        if matches!(place, "B" | "U") {
            *open = Some((start, statement));
        }
        if matches!(place, "L" | "U")
            && let Some((start, statement)) = open.take()
        {
            let place = Place::new(start, self.words.len());
            if statement {
                self.quotations.push(bare(&self.words, place));
            } else {
                self.cues.push(place);
            }
        }
    }
}
