//! Sentences, and the text that the rooms above share.

use std::ops::Range;

use runut_article::{Article, BlockKind};
use runut_packs::Language;

use crate::{
    Place,
    token::{Token, TokenKind, tokenize},
};

/// The headline and prose of an article in tokens and sentences.
#[derive(Debug)]
pub struct Text<'a> {
    /// The article.
    pub article: &'a Article,
    /// All tokens of headline and prose, in the order of the text.
    pub tokens: Vec<Token<'a>>,
    /// All sentences, in the order of the text; a sentence never runs over the end of its block.
    pub sentences: Vec<Sentence>,
}

/// Tokens that a sentence may have. What has more is no prose (a table, a page without full stops) and is read in
/// pieces, so that time stays linear in the text.
const SENTENCE_TOKENS_MAX: usize = 600;

/// One sentence.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Its characters.
    pub span: Place,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of its block in the article.
    pub block: usize,
    /// Whether it is of a headline, which carries names, times and quantities but no statement and no event.
    pub headline: bool,
}

/// Whether a full stop between the two ends a sentence though no space follows it.
fn is_glued(before: Option<&Token>, next: &Token) -> bool {
    let mut letters = next.text.chars();
    let is_short = || next.is_all_caps() && next.text.len() > 2;
    letters.next().is_some_and(char::is_uppercase)
        && (letters.next().is_some_and(char::is_lowercase) || is_short())
        && before.is_some_and(|before| {
            let last = before.text.chars().next_back();
            before.text.len() > 2 && last.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
                || before.is(")")
        })
}

/// A word that is part of another token.
fn part_of(text: &str, start: usize, end: usize, spaced: bool) -> Token<'_> {
    let span = Place::new(start, end);
    let words = span.of(text);
    Token { span, text: words, lower: words.to_lowercase(), kind: TokenKind::Word, spaced }
}

impl<'a> Text<'a> {
    /// Cuts the article's headline and prose.
    pub fn of(article: &'a Article, language: &Language) -> Self {
        let mut text = Self { article, tokens: Vec::new(), sentences: Vec::new() };
        for (index, block) in article.blocks.iter().enumerate() {
            if block.kind.is_prose() || block.kind == BlockKind::Title {
                text.cut(block.span, index, block.kind == BlockKind::Title, language);
            }
        }
        text
    }

    fn cut(&mut self, place: Place, block: usize, headline: bool, language: &Language) {
        let first = self.tokens.len();
        self.tokens.extend(tokenize(&self.article.text, place, &language.numbers));
        let prose = self.after_dateline(first, place);
        self.push(first..prose, block, headline);
        let mut start = prose;
        let mut quoted = false;
        for at in prose..self.tokens.len() {
            if self.tokens[at].kind == TokenKind::Quote {
                quoted = !quoted;
            }
            if self.ends_sentence(at, quoted, language) || at + 1 - start >= SENTENCE_TOKENS_MAX {
                self.push(start..at + 1, block, headline);
                start = at + 1;
            }
        }
        self.push(start..self.tokens.len(), block, headline);
    }

    /// The token after the dash or colon of a dateline ("BRUSSELS, KOMPAS.TV - "), which is no part of the sentence
    /// behind it; `first` where the block opens with none.
    fn after_dateline(&self, first: usize, block: Place) -> usize {
        let fields = [&self.article.dateline, &self.article.outlet];
        let opens =
            |span: &Place| block.contains(*span) && !span.is_empty() && span.start() < block.start() + 64;
        let Some(end) =
            fields.into_iter().flatten().map(|field| field.span).filter(opens).map(Place::end).max()
        else {
            return first;
        };
        let near = self.tokens[first..].iter().skip_while(|token| token.span.start() < end).take(6);
        let parts = near.take_while(|token| token.kind == TokenKind::Mark || token.is_capitalised());
        let dash = parts.clone().position(|token| matches!(token.text, "-" | "–" | "—" | ":"));
        match dash {
            Some(dash) => {
                let skipped =
                    self.tokens[first..].iter().take_while(|token| token.span.start() < end).count();
                first + skipped + dash + 1
            }
            None => first,
        }
    }

    /// Parts tokens at bytes that lie within them; `seams` in ascending order. Sentences stay as they are.
    pub(crate) fn part_at(&mut self, seams: &[usize]) {
        if seams.is_empty() {
            return;
        }
        let text = &self.article.text;
        let mut tokens: Vec<Token<'a>> = Vec::with_capacity(self.tokens.len() + seams.len());
        // Where each token went.
        let mut moved = Vec::with_capacity(self.tokens.len() + 1);
        let mut seams = seams.iter().copied().peekable();
        for token in std::mem::take(&mut self.tokens) {
            moved.push(tokens.len());
            let (mut start, end) = (token.span.start(), token.span.end());
            let mut spaced = token.spaced;
            while let Some(seam) = seams.next_if(|&seam| seam < end) {
                if seam > start {
                    tokens.push(part_of(text, start, seam, spaced));
                    (start, spaced) = (seam, false);
                }
            }
            if start == token.span.start() {
                tokens.push(token);
            } else {
                tokens.push(part_of(text, start, end, spaced));
            }
        }
        moved.push(tokens.len());
        self.tokens = tokens;
        for sentence in &mut self.sentences {
            sentence.tokens = moved[sentence.tokens.start]..moved[sentence.tokens.end];
        }
    }

    fn push(&mut self, tokens: Range<usize>, block: usize, headline: bool) {
        let (Some(first), Some(last)) =
            (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|at| self.tokens.get(at)))
        else {
            return;
        };
        if tokens.is_empty() {
            return;
        }
        let span = first.span.cover(last.span);
        self.sentences.push(Sentence { span, tokens, block, headline });
    }

    /// Whether a sentence ends after the token at `at`. A full stop within quotation marks ends one only together
    /// with them, so that an utterance of several sentences stays with its cue.
    fn ends_sentence(&self, at: usize, quoted: bool, language: &Language) -> bool {
        let token = &self.tokens[at];
        let Some(next) = self.tokens.get(at + 1) else { return false };
        if quoted {
            return false;
        }
        let is_stop = |token: &Token| matches!(token.text, "." | "!" | "?" | "…");
        if token.kind == TokenKind::Quote {
            // The mark that closes a quotation ends the sentence where the quotation ended one and a new one starts.
            let closes = at.checked_sub(1).is_some_and(|before| is_stop(&self.tokens[before]));
            return closes
                && next.spaced
                && (next.is_capitalised() || next.kind == TokenKind::Quote)
                && !token.spaced;
        }
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        if !is_stop(token)
            || !next.spaced && !is_glued(before, next)
            || next.text.chars().next().is_some_and(char::is_lowercase)
        {
            return false;
        }
        token.text != "."
            || before.is_none_or(|before| {
                let initial = before.text.chars().count() == 1 && before.is_capitalised();
                !initial && !language.words.abbreviations.contains(&before.lower)
            })
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token<'a>] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// Index of the first token that starts at or after byte `offset`.
    pub fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start() < offset)
    }

    /// The tokens that lie in `place`.
    pub fn tokens_in(&self, place: Place) -> Range<usize> {
        let start = self.token_at(place.start());
        start..self.tokens.partition_point(|token| token.span.end() <= place.end()).max(start)
    }

    /// Index of the sentence that holds byte `offset`, if one does.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end() <= offset);
        self.sentences.get(index).filter(|sentence| sentence.span.holds(offset)).map(|_| index)
    }
}
