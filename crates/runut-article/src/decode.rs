//! From the page's bytes to characters, and the way back.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Encoding, UTF_8};
use runut_text::{NoteCode, Page, Seam, Span};

/// Bytes of a page that are read; whatever lies beyond is no report.
const PAGE_BYTES_MAX: usize = 8 << 20;
/// Bytes by which text is told from anything else.
const BINARY_BYTES: usize = 16 << 10;
/// Bytes in which a page of markup says which charset it is in.
///
/// # Source
/// HTML Living Standard, "prescan a byte stream": 1024 bytes; pages in the wild say it later.
const PRESCAN_BYTES: usize = 4096;

/// A page's characters.
#[derive(Debug)]
pub(crate) struct Decoded<'a, Made> {
    /// The characters; U+FFFD for bytes that are none.
    pub(crate) text: Cow<'a, str>,
    /// From places in the text to bytes of the page.
    pub(crate) seam: Seam<Page, Made>,
    /// What was seen on the way: the code, the place in the text, and the particulars.
    pub(crate) notes: Vec<(NoteCode, Option<Span<Made>>, String)>,
}

impl<Made> Default for Decoded<'_, Made> {
    fn default() -> Self {
        Self { text: Cow::Borrowed(""), seam: Seam::default(), notes: Vec::new() }
    }
}

/// Decodes a page: by its byte order mark, as UTF-8, by what its markup says, else by a guess.
pub(crate) fn decode<Made>(page: &[u8]) -> Decoded<'_, Made> {
    let mut decoded = Decoded::default();
    let mut bytes = page;
    if page.len() > PAGE_BYTES_MAX {
        bytes = &page[..cut(page)];
        let detail = format!("the page has {} bytes; the first {} were read", page.len(), bytes.len());
        decoded.notes.push((NoteCode::PageCut, None, detail));
    }
    let marked = Encoding::for_bom(bytes);
    if marked.is_none() && is_binary(bytes) {
        decoded.notes.push((NoteCode::BinaryPage, None, "the page's bytes are not text".to_owned()));
        return decoded;
    }
    let start = marked.map_or(0, |(_, len)| len);
    if marked.is_none_or(|(encoding, _)| encoding == UTF_8)
        && let Ok(text) = std::str::from_utf8(&bytes[start..])
    {
        decoded.text = Cow::Borrowed(text);
        decoded.seam.push(Span::new(start, bytes.len()), Span::new(0, text.len()));
        note_empty(&mut decoded);
        return decoded;
    }
    let encoding = marked.map_or_else(|| find_charset(bytes, &mut decoded), |(encoding, _)| encoding);
    if encoding == UTF_8 {
        decode_utf8(bytes, start, &mut decoded);
    } else {
        decode_other(bytes, start, encoding, &mut decoded);
    }
    note_empty(&mut decoded);
    decoded
}

fn note_empty<Made>(decoded: &mut Decoded<'_, Made>) {
    if decoded.text.trim().is_empty() {
        decoded.notes.push((NoteCode::EmptyPage, None, "the page holds no text".to_owned()));
    }
}

/// The last byte before the limit at which a UTF-8 character ends.
fn cut(bytes: &[u8]) -> usize {
    let continues = |at: &usize| bytes[*at] & 0xC0 == 0x80;
    let back = (PAGE_BYTES_MAX - 3..=PAGE_BYTES_MAX).rev().find(|at| !continues(at));
    back.unwrap_or(PAGE_BYTES_MAX)
}

/// Whether the bytes are no text: control characters that no text has stand among the first.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(BINARY_BYTES)];
    let is_odd = |byte: &u8| u8::from(matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127));
    // Counts of chunks so short that a byte holds them: the machine counts many bytes at once.
    let odd: usize = head.chunks(255).map(|chunk| usize::from(chunk.iter().map(is_odd).sum::<u8>())).sum();
    odd * 100 > head.len() || head.starts_with(b"%PDF-")
}

/// The charset of a page without a byte order mark.
fn find_charset<Made>(bytes: &[u8], decoded: &mut Decoded<'_, Made>) -> &'static Encoding {
    let said =
        if crate::html::looks_like_html(&String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN_BYTES)])) {
            said_charset(bytes)
        } else {
            None
        };
    if let Some(said) = said {
        return said;
    }
    // UTF-8 with some broken bytes holds more whole characters than broken ones; another charset holds hardly any.
    let mut whole = 0;
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole > broken {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let detail = format!("the page does not say its charset; read as {}", guess.name());
    decoded.notes.push((NoteCode::CharsetGuessed, None, detail));
    guess
}

/// The charset that markup names: `<meta charset="...">`.
fn said_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN_BYTES)]).to_ascii_lowercase();
    let rest = head[head.find("charset=")? + "charset=".len()..].trim_start_matches(['"', '\'', ' ']);
    let label = rest.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))).next()?;
    // Markup that could be read as ASCII is not in UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

fn decode_utf8<Made>(bytes: &[u8], start: usize, decoded: &mut Decoded<'_, Made>) {
    decoded.text.to_mut().reserve(bytes.len());
    let mut at = start;
    let mut broken = Vec::new();
    for chunk in bytes[start..].utf8_chunks() {
        let made = decoded.text.len();
        decoded.text.to_mut().push_str(chunk.valid());
        decoded.seam.push(Span::new(at, at + chunk.valid().len()), Span::new(made, decoded.text.len()));
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            push_stitch(decoded, at..at + chunk.invalid().len(), "\u{FFFD}", &mut broken);
            at += chunk.invalid().len();
        }
    }
    note_broken(&broken, "UTF-8", decoded);
}

fn decode_other<Made>(
    bytes: &[u8],
    start: usize,
    encoding: &'static Encoding,
    decoded: &mut Decoded<'_, Made>,
) {
    let mut reader = encoding.new_decoder_without_bom_handling();
    let mut broken = Vec::new();
    let mut pending = start;
    let mut buffer = [0_u8; 64];
    // Byte by byte, so that every character knows its bytes.
    for at in start..bytes.len() {
        let last = at + 1 == bytes.len();
        let (result, _, written, _) = reader.decode_to_utf8(&bytes[at..=at], &mut buffer, last);
        debug_assert_eq!(result, CoderResult::InputEmpty, "one byte makes few characters");
        let made = std::str::from_utf8(&buffer[..written]).unwrap_or("\u{FFFD}");
        if !made.is_empty() {
            push_stitch(decoded, pending..at + 1, made, &mut broken);
            pending = at + 1;
        }
    }
    note_broken(&broken, encoding.name(), decoded);
}

fn push_stitch<Made>(
    decoded: &mut Decoded<'_, Made>,
    source: std::ops::Range<usize>,
    made: &str,
    broken: &mut Vec<usize>,
) {
    let start = decoded.text.len();
    if made.contains('\u{FFFD}') {
        broken.push(start);
    }
    decoded.text.to_mut().push_str(made);
    decoded.seam.push(Span::new(source.start, source.end), Span::new(start, decoded.text.len()));
}

fn note_broken<Made>(broken: &[usize], charset: &str, decoded: &mut Decoded<'_, Made>) {
    if let Some(&first) = broken.first() {
        let detail = format!("bytes that are no character of {charset}, at {} places", broken.len());
        let span = Span::new(first, first + '\u{FFFD}'.len_utf8());
        decoded.notes.push((NoteCode::BrokenBytes, Some(span), detail));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    enum Made {}

    #[test]
    fn bytes_become_characters() {
        let check = |bytes: &[u8], text: &str, codes: &[NoteCode]| {
            let decoded = decode::<Made>(bytes);
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.notes.iter().map(|(code, ..)| *code).collect::<Vec<_>>(), codes);
        };
        check("Kota naïf.".as_bytes(), "Kota naïf.", &[]);
        check(b"\xEF\xBB\xBFKota", "Kota", &[]);
        check(b"\xFF\xFEK\0o\0", "Ko", &[]);
        check(
            "Kota “senja” \u{2013} "
                .as_bytes()
                .iter()
                .chain(b"\xFF.")
                .copied()
                .collect::<Vec<u8>>()
                .as_slice(),
            "Kota “senja” – \u{FFFD}.",
            &[NoteCode::BrokenBytes],
        );
        check(
            b"<html><meta charset=\"windows-1252\"><p>na\xEFf",
            "<html><meta charset=\"windows-1252\"><p>naïf",
            &[],
        );
        check(
            b"Le caf\xE9 de la gare est ferm\xE9 jusqu'\xE0 lundi.",
            "Le café de la gare est fermé jusqu'à lundi.",
            &[NoteCode::CharsetGuessed],
        );
        check(b"", "", &[NoteCode::EmptyPage]);
        check(b" \n ", " \n ", &[NoteCode::EmptyPage]);
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "", &[NoteCode::BinaryPage]);
    }

    #[test]
    fn the_seam_leads_back_to_the_bytes() {
        let decoded = decode::<Made>(b"\xEF\xBB\xBFKota");
        assert_eq!(decoded.seam.to_source(Span::new(1, 3)), Some(Span::new(4, 6)));
        let decoded = decode::<Made>(b"<html><meta charset=latin1><p>na\xEFf \xE0 la");
        let at = decoded.text.find('ï').expect("it was decoded");
        assert_eq!(decoded.seam.to_source(Span::new(at, at + 2)), Some(Span::new(32, 33)));
        assert_eq!(decoded.seam.to_source(Span::new(at + 2, at + 3)), Some(Span::new(33, 34)));
    }

    #[test]
    fn what_lies_beyond_the_limit_is_cut() {
        let long = "ï".repeat(PAGE_BYTES_MAX / 2 + 9);
        let shifted = format!("x{long}");
        for page in [long, shifted] {
            let decoded = decode::<Made>(page.as_bytes());
            assert!(decoded.text.len() <= PAGE_BYTES_MAX && !decoded.text.contains('\u{FFFD}'));
            assert_eq!(decoded.notes[0].0, NoteCode::PageCut);
        }
    }
}
