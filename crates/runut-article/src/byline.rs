//! Who wrote, edited, reported.

use runut_packs::{Language, Packs};
use runut_text::Span;

use crate::{
    article::{Article, BlockKind, Field},
    block::Layout,
    identity::{Identity, looks_like_outlet},
    line::{Line, fold},
    outlet::{is_host, is_known, is_outlet},
};

/// Lines of a page that are read for who made the report; a page with more is a list of others.
const LINES_MAX: usize = 500;

/// What the bylines of a page say.
#[derive(Debug, Default)]
pub(crate) struct Byline {
    /// Authors, in the order of the text, each once.
    pub(crate) authors: Vec<Field>,
    /// Editors, in the order of the text, each once.
    pub(crate) editors: Vec<Field>,
    /// An outlet that somebody is said to be of: "Rani Puspita - detikNews".
    pub(crate) outlet: Option<Span<Article>>,
    /// A place on a line of its own before the prose.
    pub(crate) place: Option<Span<Article>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Author,
    Editor,
}

/// Reads the lines of a page that say who made the report.
pub(crate) fn read_bylines(
    text: &str,
    lines: &[Line],
    layout: &Layout,
    language: Option<&Language>,
    packs: &Packs,
    identity: &Identity,
) -> Byline {
    let mut reader = Reader { text, language, packs, identity, byline: Byline::default() };
    let title = layout.title.unwrap_or(0);
    let head_end = layout.head_end();
    let signed = |kind: &BlockKind| matches!(kind, BlockKind::Byline | BlockKind::Credit | BlockKind::Date);
    let signed = layout.kinds.iter().enumerate().filter(|(_, kind)| signed(kind)).map(|(at, _)| at);
    for at in signed.take(LINES_MAX) {
        let line = &lines[at];
        if let Ok(index) = layout.dates.binary_search_by_key(&at, |(line, _)| *line) {
            let date = &layout.dates[index].1;
            for span in &date.rest {
                // A masthead's motto may hold words that look like a name.
                let words = span.of(text);
                if reader.is_outlet(words) || is_name(words, language, packs) {
                    reader.read_part(*span, None);
                }
            }
            continue;
        }
        let next_role = lines.get(at + 1).and_then(|next| reader.role_alone(next));
        if let Some(role) = next_role {
            reader.read_part(line.span, Some(role));
        } else if reader.role_alone(line).is_some() {
        } else if is_initials(line.words) {
            reader.read_signature(line);
        } else if layout.kinds[at] == BlockKind::Byline
            && lines.get(at + 1).is_some_and(Line::is_marks)
            && line.count <= 3
            && at > title
            && is_place(line.words)
        {
            reader.byline.place.get_or_insert(line.span);
        } else {
            reader.read_line(line, layout.kinds[at] == BlockKind::Byline && at < head_end);
        }
    }
    reader.byline
}

/// Whether the words sign a report: names, perhaps with a desk or roles among them.
pub(crate) fn signs(words: &str, language: Option<&Language>, packs: &Packs) -> bool {
    is_name(words, language, packs)
        || is_signed(words, language, packs)
        || is_name_list(words, language, packs)
}

/// Whether the words look like the name of a person in a byline: two to five capitalised words of letters.
pub(crate) fn is_name(words: &str, language: Option<&Language>, packs: &Packs) -> bool {
    (2..=5).contains(&words.split_whitespace().count())
        && is_anyone(words, language, packs)
        && !has_common_word(words, language)
        && !looks_like_outlet(words, packs)
}

/// Whether the words can be somebody's name where a role says that a name stands there.
pub(crate) fn is_anyone(words: &str, language: Option<&Language>, packs: &Packs) -> bool {
    let count = words.split_whitespace().count();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let plain =
        words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | '\u{a0}'));
    (1..=5).contains(&count)
        && words.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && plain
        && words.split_whitespace().all(capital)
        && !is_nobody(words, language)
        && !words.split_whitespace().any(is_host)
        && !is_known(words, packs)
        && packs.world.named(words).is_empty()
}

/// Whether the words are a name and an outlet or its desk: "Rani Puspita - detikNews", "Rani Puspita - Sepakbola".
fn is_signed(words: &str, language: Option<&Language>, packs: &Packs) -> bool {
    let Some(dash) = words.rfind(['-', '–', '—', '|', ',']) else { return false };
    let (name, desk) =
        (words[..dash].trim(), words[dash..].trim_start_matches(['-', '–', '—', '|', ',']).trim());
    let letters = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\''));
    let known = is_outlet(desk, packs) && letters && (1..=5).contains(&name.split_whitespace().count());
    let spaced = words[..dash].ends_with(' ');
    known
        || spaced
            && !desk.contains(' ')
            && desk.starts_with(char::is_uppercase)
            && is_name(name, language, packs)
}

/// Whether the words are several names, perhaps with roles and outlets among them: "Rani Puspita, Bayu Kelana".
fn is_name_list(words: &str, language: Option<&Language>, packs: &Packs) -> bool {
    let desk = words.rfind(" -").filter(|dash| is_outlet(words[dash + 2..].trim(), packs));
    let words = &words[..desk.unwrap_or(words.len())];
    let parts: Vec<&str> = words.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let role = |part: &str| {
        let lower = part.to_lowercase();
        language.is_some_and(|language| {
            let table = &language.boilerplate;
            table.authors.contains(&lower) || table.editors.contains(&lower)
        })
    };
    let names = parts.iter().filter(|part| is_name(part, language, packs)).count();
    let rest = |part: &&str| {
        let hosted = part.split_whitespace().any(is_host);
        hosted
            || is_anyone(part, language, packs)
            || role(part)
            || is_nobody(part, language)
            || is_known(part, packs)
    };
    names >= 1 && words.contains(',') && parts.iter().all(rest)
}

/// Whether a line can be the place of a dateline that stands alone.
fn is_place(words: &str) -> bool {
    words.starts_with(char::is_uppercase)
        && words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'))
}

/// Whether one of the words is of the language's skeleton, as no name's is: "Berita Hari Ini".
fn has_common_word(words: &str, language: Option<&Language>) -> bool {
    let Some(language) = language else { return false };
    let known = &language.words;
    words.split_whitespace().any(|word| {
        let word = word.to_lowercase();
        [&known.prepositions, &known.coordinators, &known.determiners, &known.relatives]
            .iter()
            .any(|class| class.contains(&word))
    })
}

/// Whether the words stand for no one: "Redaksi", "tidak ditemukan", "Senja Cyber Media".
fn is_nobody(words: &str, language: Option<&Language>) -> bool {
    let words = words.to_lowercase();
    language.is_some_and(|language| {
        let table = &language.boilerplate;
        let team =
            words.split_once(' ').is_some_and(|(first, _)| table.teams.iter().any(|team| team == first));
        team || table
            .nobody
            .iter()
            .any(|nobody| words == *nobody || nobody.contains(' ') && words.ends_with(nobody.as_str()))
    })
}

/// Whether a line is who signs below a report: "(hal/rrd)", "(Senja.com/Rani Puspita)", "(*)".
pub(crate) fn is_initials(words: &str) -> bool {
    let Some(inner) = words.strip_prefix('(').and_then(|rest| rest.trim_end_matches('.').strip_suffix(')'))
    else {
        return false;
    };
    let count = inner.split_whitespace().count();
    // "(I know, right?)" is said by the report.
    count <= 6 && inner.len() <= 60 && !inner.contains(['(', ')', '"', '“', '?', '!'])
}

struct Reader<'a> {
    text: &'a str,
    language: Option<&'a Language>,
    packs: &'a Packs,
    identity: &'a Identity,
    byline: Byline,
}

impl Reader<'_> {
    /// Whether words name an outlet: one that the tables know, or by which the page calls itself.
    fn is_outlet(&self, words: &str) -> bool {
        is_outlet(words, self.packs)
            || self.identity.has(words, self.packs)
            || looks_like_outlet(words, self.packs)
    }

    /// The role that is all of a line: "Penulis" under a name.
    fn role_alone(&self, line: &Line) -> Option<Role> {
        let roles = &self.language?.boilerplate;
        let is = |roles: &[String]| roles.iter().any(|role| role == line.folded());
        if is(&roles.editors) { Some(Role::Editor) } else { is(&roles.authors).then_some(Role::Author) }
    }

    /// "Penulis: Rani Puspita | Editor: Bayu Kelana", "By Rani Puspita", "Rani Puspita - detikNews".
    fn read_line(&mut self, line: &Line, heads: bool) {
        for part in line.words.split(['|', '•', '·']) {
            let span = self.span_of(part);
            match self.role_before(span) {
                Some((role, rest)) => self.read_part(rest, Some(role)),
                // A name of one word stands alone on its line.
                None if heads && line.count == 1 => self.read_part(span, Some(Role::Author)),
                None if heads => self.read_part(span, None),
                None => {}
            }
        }
        self.find_outlet(line.span);
    }

    /// The role that a part opens with, and what follows it.
    fn role_before(&self, part: Span<Article>) -> Option<(Role, Span<Article>)> {
        let boilerplate = &self.language?.boilerplate;
        let words = part.of(self.text);
        let fits = |role: &String| {
            let head = words.get(..role.len())?;
            let rest = &words[role.len()..];
            (head.to_lowercase() == *role && !rest.starts_with(char::is_alphanumeric)).then_some(role.len())
        };
        let author = boilerplate.authors.iter().filter_map(fits).max().map(|len| (len, Role::Author));
        let editor = boilerplate.editors.iter().filter_map(fits).max().map(|len| (len, Role::Editor));
        let (len, role) = author.into_iter().chain(editor).max_by_key(|(len, _)| *len)?;
        let rest =
            words[len..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–'));
        Some((role, Span::new(part.end() - rest.len(), part.end()).trim(self.text)))
    }

    /// One or more names, perhaps with an outlet before or after them.
    fn read_part(&mut self, part: Span<Article>, role: Option<Role>) {
        let words = part.of(self.text);
        let (outlet, words) = self.split_outlet(words);
        if let Some(outlet) = outlet {
            self.byline.outlet.get_or_insert(outlet);
        }
        // "Senja Cyber Media, Rani Puspita": a desk among names makes none of them less one.
        for piece in self.pieces(words) {
            let name = leading_name(piece);
            let fits = match role {
                _ if self.identity.has(name, self.packs) => false,
                Some(_) => is_anyone(name, self.language, self.packs),
                // Without a role the whole piece must be a name.
                None => name.len() == piece.trim().len() && is_name(name, self.language, self.packs),
            };
            if fits {
                let span = self.span_of(name);
                self.add(span, role.unwrap_or(Role::Author));
            } else if self.is_outlet(piece.trim()) {
                let span = self.span_of(piece);
                self.byline.outlet.get_or_insert(span);
            }
        }
    }

    /// Parts at commas, slashes, dashes and "dan".
    fn pieces<'b>(&self, words: &'b str) -> Vec<&'b str> {
        let mut pieces: Vec<&str> = words.split([',', '/', ';', '(', ')', '–', '—']).collect();
        pieces = pieces
            .into_iter()
            .flat_map(|piece| piece.split(" -"))
            .flat_map(|piece| piece.split("- "))
            .collect();
        let joiners = self.language.map_or(&[][..], |language| &language.boilerplate.name_joiners);
        for joiner in joiners {
            let spaced = format!(" {joiner} ");
            pieces = pieces
                .into_iter()
                .flat_map(|piece| match piece.find(&spaced) {
                    Some(at) => vec![&piece[..at], &piece[at + spaced.len()..]],
                    None => vec![piece],
                })
                .collect();
        }
        pieces.retain(|piece| !piece.trim().is_empty());
        pieces
    }

    /// The outlet that opens the words ("Senja.com Rani Puspita"), and the words after it.
    fn split_outlet<'b>(&self, words: &'b str) -> (Option<Span<Article>>, &'b str) {
        let first = words.split([' ', ',', '/']).next().unwrap_or_default();
        if first.len() < words.len() && !first.is_empty() && is_outlet(first, self.packs) {
            let rest = words[first.len()..].trim_start_matches([' ', ',', '/']);
            return (Some(self.span_of(first)), rest);
        }
        (None, words)
    }

    /// "(Senja.com/Rani Puspita)", "(Rani Puspita)"; "(hal/rrd)" names no one.
    fn read_signature(&mut self, line: &Line) {
        let inner = line.words.trim_start_matches('(').trim_end_matches(['.', ')']);
        self.read_part(self.span_of(inner), None);
    }

    /// An outlet that a byline ends in: "peserta magang di Harian Senja".
    fn find_outlet(&mut self, line: Span<Article>) {
        let words = line.of(self.text);
        let Some(at) = words.rfind(" di ").or_else(|| words.rfind(" at ")) else { return };
        let rest = words[at + 4..].trim_end_matches('.');
        if is_outlet(rest, self.packs) {
            self.byline
                .outlet
                .get_or_insert(Span::new(line.start() + at + 4, line.start() + at + 4 + rest.len()));
        }
    }

    fn add(&mut self, span: Span<Article>, role: Role) {
        let name = span.of(self.text);
        let folded = fold(name);
        let known = |field: &Field| {
            let other = fold(&field.value);
            // A shorter form of a name that stands there already names the same person.
            folded.split(' ').all(|word| other.split(' ').any(|other| other == word))
        };
        let list = match role {
            Role::Author => &mut self.byline.authors,
            Role::Editor => &mut self.byline.editors,
        };
        if !list.iter().any(known) {
            list.push(Field { value: name.to_owned(), span });
        }
    }

    /// The place of a part of the text.
    fn span_of(&self, part: &str) -> Span<Article> {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        Span::new(start, start + part.len()).trim(self.text)
    }
}

/// The capitalised words that open a piece.
fn leading_name(piece: &str) -> &str {
    let piece = piece.trim();
    let mut end = 0;
    for word in piece.split_whitespace() {
        if !word.starts_with(char::is_uppercase) || word.contains(|c: char| c.is_ascii_digit() || c == '@') {
            break;
        }
        end = word.as_ptr() as usize - piece.as_ptr() as usize + word.len();
    }
    &piece[..end]
}
