//! What each line of a page is.

use runut_packs::{Markup as Words, Part};
use runut_text::is_alphanumeric;

use super::{
    choose::{Choice, is_long, prose_bytes},
    evidence::{Evidence, letters},
    part::Known,
    render::{Line, Page},
};
use crate::{
    article::BlockKind,
    dom::Tag,
    line::{Mark, ends_sentence, fold, push_lower},
};

/// Bytes of a line that can be a headline.
const TITLE_BYTES_MAX: u32 = 400;
/// Lines before the body among which the lead is looked for.
const LEAD_LINES_MAX: usize = 60;
/// Bytes of a lead.
const LEAD_BYTES_MIN: u32 = 40;
/// Letters by which a line is known for the description of the page.
const DESCRIPTION_LETTERS_MIN: usize = 30;
/// Bytes of a heading over the body that tells the report in short.
const HEAD_BYTES_MIN: u32 = 90;
/// Bytes of a line that sends the reader elsewhere.
const SENT_BYTES_MAX: u32 = 220;
/// Letters of a line that no report says twice in a row, and lines between the two.
const REPEATED_LETTERS_MIN: usize = 60;
const REPEATED_LINES_MAX: usize = 1;
/// Characters of a line by which it is first compared with others.
const FINGERPRINT_CHARS: usize = 80;
/// Lines of a card.
const CARD_LINES_MAX: u32 = 8;
/// Bytes of words between paragraphs that no element of prose holds.
const LOOSE_BYTES_MIN: u32 = 40;

/// What each line is.
pub(super) fn find_kinds(
    page: &Page,
    known: &[Known],
    evidence: &Evidence,
    choice: Choice,
    words: &Words,
) -> Vec<BlockKind> {
    let Choice { root, aside } = choice;
    let mut kinds: Vec<BlockKind> = Vec::with_capacity(page.lines.len());
    let root_lines = page.elements[root as usize];
    // Whether prose was seen.
    let mut begun = false;
    for (at, line) in page.lines.iter().enumerate() {
        let inside =
            (root_lines.first..root_lines.after).contains(&(at as u32)) && page.within(line.element, root);
        let kind = match () {
            () if is_title(page, line, evidence) => BlockKind::Title,
            () if inside
                && evidence.has(at)
                && !line.caption
                && aside[line.element as usize] != Some(Part::Caption) =>
            {
                kept_kind(page, line, root)
            }
            () if let Some(part) = aside[line.element as usize] => {
                // A heading that is called a title is one between paragraphs, where it is not the headline.
                if part == Part::Title && inside && begun && line.mark == Mark::Heading {
                    BlockKind::Heading
                } else {
                    part_kind(part)
                }
            }
            () if inside && known_post(page, known, line, root) => BlockKind::Post,
            () if inside => body_kind(page, line, page.lines.get(at + 1), root, words, begun),
            () => BlockKind::Navigation,
        };
        begun |= kind.is_prose();
        kinds.push(kind);
    }
    drop_cards(page, root, evidence, &mut kinds);
    drop_link_lists(page, root, evidence, &mut kinds);
    keep_lead(page, known, evidence, &aside, &mut kinds);
    drop_repeated(page, &mut kinds);
    drop_headings(page, &mut kinds);
    kinds
}

/// Whether a line is the headline again.
fn is_title(page: &Page, line: &Line, evidence: &Evidence) -> bool {
    if line.len() > TITLE_BYTES_MAX || !is_in_title(line.words(page), evidence) {
        return false;
    }
    let own = letters(line.words(page));
    let same = |title: &String| {
        *title == own || own.len() >= 20 && title.starts_with(&own) && own.len() * 10 >= title.len() * 7
    };
    let within = |title: &String| own.len() >= 20 && own.len() * 2 >= title.len() && title.contains(&own);
    matches!(line.mark, Mark::Headline | Mark::Heading) && evidence.titles.iter().any(within)
        || line.mark == Mark::Headline && evidence.titles.contains(&own)
        || own.len() >= 12 && evidence.titles.iter().any(same) && !ends_sentence(line.words(page))
        || own.len() >= 12 && evidence.titles.contains(&own)
}

/// Whether the letters of the first word of a line stand in a title: of most lines they do not.
fn is_in_title(words: &str, evidence: &Evidence) -> bool {
    let first = words.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| !word.is_empty());
    let first = first.unwrap_or_default().as_bytes();
    let mut key = [0; 8];
    let len = first.len().min(key.len());
    key[..len].copy_from_slice(&first[..len]);
    key.make_ascii_lowercase();
    let key = &key[..len];
    evidence.title_pairs.may_hold(key)
        && evidence.titles.iter().any(|title| memchr::memmem::find(title.as_bytes(), key).is_some())
}

/// What a line in the body's element is.
fn body_kind(
    page: &Page,
    line: &Line,
    next: Option<&Line>,
    root: u32,
    table: &Words,
    begun: bool,
) -> BlockKind {
    let words = line.words(page);
    if !words.contains(is_alphanumeric) {
        return BlockKind::Navigation;
    }
    if line.mark == Mark::Headline {
        return match () {
            () if line.link_percent() >= 50 => BlockKind::Related,
            () if begun => BlockKind::Heading,
            () => BlockKind::Title,
        };
    }
    if line.mark == Mark::Heading && !begun && line.len() < HEAD_BYTES_MIN && !ends_sentence(words) {
        return BlockKind::Navigation;
    }
    if line.len() <= SENT_BYTES_MAX
        && may_send(words, table)
        && let Some(opening) = table.line(&fold(words))
        && (line.linked > 0
            || opening.whole
            || line.mark == Mark::Heading && line.len() <= SENT_BYTES_MAX / 4)
    {
        return part_kind(opening.part);
    }
    if is_address(words) {
        return BlockKind::Byline;
    }
    if line.caption || in_picture(page, line, root) {
        return BlockKind::Caption;
    }
    if prose_bytes(page, line) > 0 {
        return kept_kind(page, line, root);
    }
    if line.link_percent() >= 60 && line.len() >= 4 {
        // A linked heading heads what follows beside it.
        let heads = line.mark == Mark::Heading
            && next.is_some_and(|next| {
                prose_bytes(page, next) > 0 && holder_parent(page, next) == holder_parent(page, line)
            });
        return if heads { BlockKind::Heading } else { BlockKind::Related };
    }
    let mut holders =
        page.up(line.element).take_while(|&at| at != root).map(|at| page.elements[at as usize].tag);
    let of_prose = |tag: Tag| {
        matches!(
            tag,
            Tag::P
                | Tag::Li
                | Tag::Blockquote
                | Tag::Td
                | Tag::Th
                | Tag::Pre
                | Tag::Dd
                | Tag::Dt
                | Tag::Caption
        )
    };
    if line.mark == Mark::Heading
        || holders.any(of_prose)
        || begun && line.len() >= LOOSE_BYTES_MIN
        || line.element == root
    {
        return kept_kind(page, line, root);
    }
    BlockKind::Navigation
}

/// Whether a line may open with words of the table: it has their first word.
fn may_send(words: &str, table: &Words) -> bool {
    let start = words.trim_start_matches(|c: char| !is_alphanumeric(c));
    let first = start.find(|c: char| !is_alphanumeric(c)).map_or(start, |len| &start[..len]);
    let mut lower = String::with_capacity(first.len());
    push_lower(&mut lower, first);
    table.opens_line(&lower)
}

/// Whether the words are one address of a person or page, and nothing else.
fn is_address(words: &str) -> bool {
    !words.contains(' ')
        && words.len() > 4
        && (words.contains('@') || words.contains("://") || words.contains(".com/"))
}

/// Whether a line stands in a picture's frame, and not in a table or quotation within it.
fn in_picture(page: &Page, line: &Line, root: u32) -> bool {
    for at in page.up(line.element).take_while(|&at| at != root) {
        match page.elements[at as usize].tag {
            Tag::Figure | Tag::Picture => return true,
            Tag::Blockquote | Tag::Table | Tag::Pre | Tag::Ul | Tag::Ol => return false,
            _ => {}
        }
    }
    false
}

/// Whether a line is of a post that the report shows.
fn known_post(page: &Page, known: &[Known], line: &Line, root: u32) -> bool {
    page.up(line.element).take_while(|&at| at != root).any(|at| known[at as usize].post)
}

/// The element around the innermost block that holds a line.
fn holder_parent(page: &Page, line: &Line) -> u32 {
    let holder = page.up(line.element).find(|&at| !page.elements[at as usize].tag.is_inline()).unwrap_or(0);
    page.elements[holder as usize].parent
}

/// Sets aside lists that are mostly links.
fn drop_link_lists(page: &Page, root: u32, evidence: &Evidence, kinds: &mut [BlockKind]) {
    for (at, element) in page.elements.iter().enumerate() {
        let list = matches!(element.tag, Tag::Ul | Tag::Ol) && element.after > element.first;
        if !list || at as u32 == root || !page.within(at as u32, root) {
            continue;
        }
        let range = element.first as usize..element.after as usize;
        let lines = &page.lines[range.clone()];
        let linked: u32 = lines.iter().map(|line| line.linked).sum();
        let all: u32 = lines.iter().map(Line::len).sum();
        if linked * 2 < all {
            continue;
        }
        for line in range.filter(|line| !evidence.has(*line)) {
            if kinds[line].is_kept() {
                kinds[line] = BlockKind::Related;
            }
        }
    }
}

/// Sets aside what stands there a second time, as leads for wide and for narrow screens do.
fn drop_repeated(page: &Page, kinds: &mut [BlockKind]) {
    let long = |(at, kind): (usize, &BlockKind)| {
        let words = page.lines[at].words(page);
        (kind.is_prose() && words.len() >= REPEATED_LETTERS_MIN).then(|| (fingerprint(words), at))
    };
    let mut seen: Vec<(u64, usize)> = kinds.iter().enumerate().filter_map(long).collect();
    seen.sort_unstable();
    for pair in seen.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (first, second) = (pair[0].1, pair[1].1);
        let own = letters(page.lines[first].words(page));
        if own.len() < REPEATED_LETTERS_MIN || own != letters(page.lines[second].words(page)) {
            continue;
        }
        let between = kinds[first + 1..second].iter().filter(|kind| kind.is_prose());
        if between.take(REPEATED_LINES_MAX + 1).count() <= REPEATED_LINES_MAX {
            kinds[second] = BlockKind::Navigation;
        }
    }
}

/// A number that lines whose first letters are the same share.
fn fingerprint(words: &str) -> u64 {
    let add = |print: u64, letter: u32| (print ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3);
    let mut print = 0xcbf2_9ce4_8422_2325;
    for c in words.chars().take(FINGERPRINT_CHARS) {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                print = add(print, u32::from(c.to_ascii_lowercase()));
            }
        } else if is_alphanumeric(c) {
            print = c.to_lowercase().fold(print, |print, c| add(print, u32::from(c)));
        }
    }
    print
}

/// Sets aside cards: small elements beside one another, each with a linked heading and few words of another report.
fn drop_cards(page: &Page, root: u32, evidence: &Evidence, kinds: &mut [BlockKind]) {
    let mut cards: Vec<(u32, u32)> = Vec::new();
    for line in page.lines.iter().filter(|line| line.mark == Mark::Heading && line.link_percent() >= 90) {
        let small = page.up(line.element).take_while(|&at| {
            let element = &page.elements[at as usize];
            at != root && element.after - element.first <= CARD_LINES_MAX
        });
        if let Some(card) = small.last().filter(|card| page.within(*card, root)) {
            let element = &page.elements[card as usize];
            if element.after - element.first > 1 {
                cards.push((element.parent, card));
            }
        }
    }
    cards.sort_unstable();
    cards.dedup();
    for beside in cards.chunk_by(|a, b| a.0 == b.0).filter(|beside| beside.len() >= 2) {
        for (_, card) in beside {
            let element = &page.elements[*card as usize];
            let lines = element.first as usize..element.after as usize;
            for (at, kind) in kinds.iter_mut().enumerate().take(lines.end).skip(lines.start) {
                if !evidence.has(at) && kind.is_kept() {
                    *kind = BlockKind::Related;
                }
            }
        }
    }
}

/// The kind of a line that is kept.
fn kept_kind(page: &Page, line: &Line, root: u32) -> BlockKind {
    if matches!(line.mark, Mark::Heading | Mark::Headline) {
        return BlockKind::Heading;
    }
    let mut kind = BlockKind::Body;
    for at in page.up(line.element).take_while(|&at| at != root) {
        match page.elements[at as usize].tag {
            Tag::Blockquote => return BlockKind::Quote,
            Tag::Td | Tag::Th if kind == BlockKind::Body => kind = BlockKind::Row,
            Tag::Li | Tag::Dd | Tag::Dt if kind == BlockKind::Body => kind = BlockKind::Item,
            _ => {}
        }
    }
    kind
}

fn part_kind(part: Part) -> BlockKind {
    match part {
        Part::Body | Part::Lead => BlockKind::Body,
        Part::Post => BlockKind::Post,
        Part::Caption => BlockKind::Caption,
        Part::Related => BlockKind::Related,
        Part::Share => BlockKind::Share,
        Part::Promotion => BlockKind::Promotion,
        Part::Comment => BlockKind::Comment,
        Part::Navigation | Part::Hidden => BlockKind::Navigation,
        Part::Byline => BlockKind::Byline,
        Part::Date => BlockKind::Date,
        Part::Title => BlockKind::Title,
    }
}

/// Keeps what stands between headline and body and tells the report in short.
fn keep_lead(
    page: &Page,
    known: &[Known],
    evidence: &Evidence,
    aside: &[Option<Part>],
    kinds: &mut [BlockKind],
) {
    let Some(first) = kinds.iter().position(|kind| kind.is_kept()) else { return };
    let body_start = letters(page.lines[first].words(page));
    let above = first.saturating_sub(LEAD_LINES_MAX)..first;
    let title = above.clone().rev().find(|&at| kinds[at] == BlockKind::Title);
    for at in (title.map_or(above.start, |title| title + 1)..above.end).rev() {
        let line = &page.lines[at];
        let beside_title =
            title.is_some_and(|title| holder_parent(page, line) == holder_parent(page, &page.lines[title]));
        let own = known[line.element as usize];
        let is_aside = aside[line.element as usize].is_some_and(|part| match part {
            Part::Title | Part::Related => false,
            // The block of the headline is often called by what else stands in it.
            Part::Byline | Part::Date | Part::Navigation => !(own.lead && own.part.is_none() && beside_title),
            _ => true,
        });
        if is_aside || line.len() < LEAD_BYTES_MIN || line.link_percent() >= 50 {
            continue;
        }
        let words = letters(line.words(page));
        let described = words.len() >= DESCRIPTION_LETTERS_MIN
            && evidence.descriptions.iter().any(|description| {
                let same = words.bytes().zip(description.bytes()).take_while(|(a, b)| a == b).count();
                same >= DESCRIPTION_LETTERS_MIN + 10 || same == words.len().min(description.len())
            });
        let related = aside[line.element as usize] == Some(Part::Related);
        let called = !related && page.up(line.element).take(3).any(|at| known[at as usize].lead);
        let follows = beside_title
            && !related
            && line.mark == Mark::Heading
            && (is_long(line) || ends_sentence(line.words(page)));
        if (described || called || follows) && words != body_start {
            kinds[at] = BlockKind::Body;
        }
    }
}

/// Sets aside headings under which nothing is kept.
fn drop_headings(page: &Page, kinds: &mut [BlockKind]) {
    let mut prose_follows = false;
    for at in (0..kinds.len()).rev() {
        match kinds[at] {
            BlockKind::Heading if !prose_follows => kinds[at] = BlockKind::Navigation,
            BlockKind::Heading => {}
            kind if kind.is_kept() => prose_follows = true,
            // Something else between a heading and the next prose is what the heading is of, where it is a list of links.
            BlockKind::Related if page.lines[at].mark == Mark::None => {}
            _ => {}
        }
    }
}
