//! What the packs' tables say of a line, and junk within a line of prose.

use runut_packs::{Language, LineKind, LineMatch, Packs};
use runut_text::Span;

use crate::{
    article::{Article, Block, BlockKind},
    line::Line,
    outlet::is_known,
};

/// Words of a link or promotion that ends in a full stop like prose.
const STOPPED_WORDS_MAX: usize = 28;
/// Words of a byline.
const BYLINE_WORDS_MAX: usize = 16;
/// Words of a caption that ends in the picture's owner.
const OWNED_WORDS_MAX: usize = 20;
/// Words of another report's headline within a line.
const HEADLINE_WORDS_MAX: usize = 30;

/// What the tables say of a line: the language's own first, then the others', since pages mix languages.
pub(crate) fn line_kind(line: &Line, language: Option<&Language>, packs: &Packs) -> Option<BlockKind> {
    if line.folded().is_empty() {
        return None;
    }
    let own = language.and_then(|language| language.boilerplate.line(line.folded()));
    let others = || {
        packs.languages.iter().find_map(|other| {
            let is_own = language.is_some_and(|language| std::ptr::eq(language, other));
            let found = if is_own { own } else { other.boilerplate.line(line.folded()) };
            found.filter(|found| found.whole || found.strong && line.count <= 12)
        })
    };
    own.filter(|found| holds(line, *found))
        .or_else(|| others().filter(|found| holds(line, *found)))
        .map(|found| block_kind(found.kind))
}

/// Whether the line's shape bears out what its first or last words say.
fn holds(line: &Line, found: LineMatch) -> bool {
    if found.whole {
        return true;
    }
    let stopped = line.is_prose();
    match found.kind {
        LineKind::Byline | LineKind::Date | LineKind::Credit => {
            line.count <= BYLINE_WORDS_MAX && !stopped || found.words >= 3 && line.count <= STOPPED_WORDS_MAX
        }
        LineKind::Navigation => {
            !stopped && (found.strong || line.count <= 5)
                || found.words >= 3 && line.count <= BYLINE_WORDS_MAX
        }
        LineKind::Related => {
            found.strong
                && line.count <= STOPPED_WORDS_MAX.max(40)
                && !(stopped && line.count > STOPPED_WORDS_MAX)
        }
        LineKind::Promotion | LineKind::Share | LineKind::Comment | LineKind::Copyright => {
            if stopped {
                found.strong && line.count <= STOPPED_WORDS_MAX
            } else {
                found.strong || line.count <= 8
            }
        }
        LineKind::Caption | LineKind::Heading => {
            found.strong && line.count <= 40 || !stopped && line.count <= 12
        }
    }
}

/// The kind of block that a kind of line becomes.
fn block_kind(kind: LineKind) -> BlockKind {
    match kind {
        LineKind::Byline => BlockKind::Byline,
        LineKind::Date => BlockKind::Date,
        LineKind::Navigation => BlockKind::Navigation,
        LineKind::Related => BlockKind::Related,
        LineKind::Promotion => BlockKind::Promotion,
        LineKind::Caption => BlockKind::Caption,
        LineKind::Share => BlockKind::Share,
        LineKind::Comment => BlockKind::Comment,
        LineKind::Copyright => BlockKind::Copyright,
        LineKind::Credit => BlockKind::Credit,
        LineKind::Heading => BlockKind::Heading,
    }
}

/// Cuts a line of prose at the junk within it.
pub(crate) fn cut_prose(
    text: &str,
    line: Span<Article>,
    language: Option<&Language>,
    blocks: &mut Vec<Block>,
) {
    let mut push = |kind: BlockKind, start: usize, end: usize| {
        let span = Span::new(start, end).trim(text);
        if !span.is_empty() {
            blocks.push(Block { kind, span });
        }
    };
    let mut at = line.start();
    let places = language.map(|language| language.boilerplate.inside(line.of(text)));
    for (start, phrase) in places.into_iter().flatten() {
        let start = line.start() + start;
        if start < at {
            continue;
        }
        let words_end = start + phrase.words.len();
        let end = if phrase.headline {
            let rest = &text[words_end..line.end()];
            words_end + headline_end(rest, language)
        } else {
            words_end
        };
        push(BlockKind::Body, at, start);
        push(block_kind(phrase.kind), start, end);
        at = end;
    }
    push(BlockKind::Body, at, line.end());
}

/// Where another report's headline ends and prose goes on: before the capitalised word whose next word is written
/// small, as no word of a headline is.
fn headline_end(rest: &str, language: Option<&Language>) -> usize {
    let small = |word: &str| {
        // "ke-79".
        let word = word
            .split_once('-')
            .filter(|(_, rest)| rest.bytes().all(|b| b.is_ascii_digit()))
            .map_or(word, |(to, _)| to);
        language.is_some_and(|language| language.boilerplate.title_small.iter().any(|known| known == word))
    };
    let mut starts: Vec<(usize, bool)> = Vec::new();
    let mut before = "";
    for word in rest.split_whitespace() {
        let start = word.as_ptr() as usize - rest.as_ptr() as usize;
        let quoted =
            word.starts_with(['"', '“']) || word.starts_with("&ldquo;") || word.starts_with("&quot;");
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let large = !core.starts_with(char::is_lowercase);
        let count = starts.len();
        let stopped = before.ends_with(['?', '!']) || before.ends_with('.') && before.chars().count() > 3;
        let listed = word.starts_with('•');
        if count >= 3 && (quoted || listed || stopped && large) {
            return start;
        }
        if !large && !small(core) && word != "&nbsp;" {
            let from = starts.iter().rposition(|(_, large)| *large);
            return match from {
                Some(index) if index >= 2 => starts[index].0,
                // A headline written like a sentence: it ends where its sentence does.
                _ => sentence_end(rest),
            };
        }
        if count >= HEADLINE_WORDS_MAX {
            return sentence_end(rest);
        }
        starts.push((start, large && !core.is_empty() && !core.starts_with(|c: char| c.is_ascii_digit())));
        before = word;
    }
    rest.len()
}

/// The end of the first sentence, where it is short enough for a headline; else nothing is known to be one.
fn sentence_end(rest: &str) -> usize {
    let mut words = rest.split_whitespace().take(HEADLINE_WORDS_MAX);
    let last = words.find(|word| crate::line::ends_sentence(word) && word.chars().count() > 3);
    match last {
        Some(word) => word.as_ptr() as usize - rest.as_ptr() as usize + word.len(),
        None if rest.split_whitespace().take(HEADLINE_WORDS_MAX + 1).count() <= HEADLINE_WORDS_MAX => {
            rest.len()
        }
        None => 0,
    }
}

/// Whether a line stands under a picture: it ends in the picture's credit.
pub(crate) fn is_caption(line: &Line, language: Option<&Language>, packs: &Packs) -> bool {
    if line.count > 45 || line.count < 3 {
        return false;
    }
    let words = line.words.trim_end_matches('.');
    if let Some(open) = words.rfind('(').filter(|_| words.ends_with(')')) {
        let inner = &words[open + 1..words.len() - 1];
        let before = words[..open].trim_end();
        let prose = line.words.ends_with('.') && line.count >= 12;
        if !(inner.is_empty() || before.is_empty() || prose)
            && inner.split_whitespace().count() <= 12
            && is_picture_credit(inner, language, packs)
        {
            return true;
        }
    }
    let tail: Vec<&str> = words.split_whitespace().rev().take(6).collect();
    let credited = tail.iter().any(|word| {
        let word = word.trim_start_matches(['(', '[']);
        word.strip_suffix(':').is_some_and(|word| is_picture_word(word, language))
            || word.split_once('/').is_some_and(|(agency, name)| {
                !name.is_empty() && !agency.chars().any(char::is_lowercase) && is_known(agency, packs)
            })
    });
    // "Rani Puspita © Senja.com"; "© 2031 Senja.com" says whose the page is.
    let owned = words.contains('©')
        && words.split_once(" © ").is_some_and(|(_, owner)| !owner.contains(|c: char| c.is_ascii_digit()));
    if (credited || owned && line.count <= OWNED_WORDS_MAX) && !line.ends_sentence() {
        return true;
    }
    // "... tiba di pelabuhan.-Tangkapan layar-".
    let Some(inner) = words.strip_suffix('-') else { return false };
    inner.rfind('-').is_some_and(|dash| {
        let credit = &inner[dash + 1..];
        let glued = dash > 0 && !inner[..dash].ends_with(char::is_whitespace);
        glued && credit.len() <= 80 && is_picture_credit(credit, language, packs)
    })
}

/// Whether what stands in brackets at a line's end credits a picture: "(Foto: Rani)", "(AFP)", "(Istimewa)".
fn is_picture_credit(inner: &str, language: Option<&Language>, packs: &Packs) -> bool {
    if is_known(inner, packs) {
        return true;
    }
    let short = inner.split_whitespace().count() <= 3;
    inner
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| is_picture_word(word, language) || short && word.len() > 2 && is_known(word, packs))
        || PHRASES_MAX >= inner.len() && has_picture_phrase(inner, language)
}

/// Bytes of a picture's credit.
const PHRASES_MAX: usize = 80;

/// Whether words of several parts that credit a picture stand in the credit: "tangkapan layar".
fn has_picture_phrase(inner: &str, language: Option<&Language>) -> bool {
    let lower = inner.to_lowercase();
    let phrases = language.map_or(&[][..], |language| &language.boilerplate.picture_words);
    phrases.iter().any(|phrase| phrase.contains(' ') && lower.contains(phrase.as_str()))
}

/// Whether what signs a line in brackets credits a picture: "(Rani Puspita/Shutterstock)".
pub(crate) fn signs_picture(inner: &str, language: Option<&Language>) -> bool {
    inner.split(|c: char| !c.is_alphanumeric()).any(|word| is_picture_word(word, language))
}

fn is_picture_word(word: &str, language: Option<&Language>) -> bool {
    let word = word.to_lowercase();
    language.is_some_and(|language| language.boilerplate.picture_words.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(BlockKind, String)> {
        let packs = Packs::builtin();
        let mut blocks = Vec::new();
        cut_prose(text, Span::new(0, text.len()), packs.language("id"), &mut blocks);
        blocks.iter().map(|block| (block.kind, block.span.of(text).to_owned())).collect()
    }

    #[test]
    fn junk_within_a_line_is_cut_out() {
        let check = |text: &str, junk: &[&str]| {
            let found: Vec<String> = cut(text)
                .into_iter()
                .filter(|(kind, _)| *kind != BlockKind::Body)
                .map(|(_, words)| words)
                .collect();
            assert_eq!(found, junk, "in {text:?}");
        };
        check(
            "Air surut. ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT Warga pulang.",
            &["ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT"],
        );
        check(
            "Air surut. Baca juga:Wali Kota Lembayung Tinjau Tanggul di Muara Sementara itu, warga pulang.",
            &["Baca juga:Wali Kota Lembayung Tinjau Tanggul di Muara"],
        );
        check(
            "Air surut. Baca juga: Apa Isi Keputusan Wali Kota? Warga pulang pada sore hari.",
            &["Baca juga: Apa Isi Keputusan Wali Kota?"],
        );
        check(
            "Air surut. Pilihan Editor: Tanggul Muara akan Dibangun Tahun Depan",
            &["Pilihan Editor: Tanggul Muara akan Dibangun Tahun Depan"],
        );
        check(
            "Air surut. Baca juga:Wali Kota Lembayung Hadiri Rapat di Hari Bakti ke-79 Kota Muara Sementara itu, warga pulang.",
            &["Baca juga:Wali Kota Lembayung Hadiri Rapat di Hari Bakti ke-79 Kota Muara"],
        );
        check("Air surut. Baca juga:Profil Rani Puspita • Nama: Rani", &["Baca juga:Profil Rani Puspita"]);
        check("Warga membaca juga buku itu.", &[]);
    }
}
