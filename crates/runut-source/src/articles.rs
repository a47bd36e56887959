//! Articles as JSON, one a line: a file of any length, or stdin, gone over piece by piece as often as needed.

use std::{
    borrow::Cow,
    fmt,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use memchr::{memchr_iter, memrchr};
use runut_group::{Article, Corpus};
use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};

use crate::{Error, PAGE_BYTES_MAX};

/// Bytes that are read at once. Small pieces stay in the processor's cache from reading to parsing.
const PIECE_BYTES: usize = 1 << 20;

/// A file of articles.
///
/// # Shape
/// One JSON object a line. `id` is a string or a number and must be there; `title` (or `headline`), `text` (or `body`),
/// `published` (or `date`) and `outlet` (or `url`, whose domain it is) may be missing or null; other keys are passed
/// over. Empty lines are too.
#[derive(Debug)]
pub struct ArticleLines {
    path: PathBuf,
    /// What stdin gave, laid down once, since it cannot be read again. Gone with this value.
    spool: Option<tempfile::NamedTempFile>,
    size_bytes: u64,
    progress: fn(u64),
}

/// Whole lines of the file.
#[derive(Debug)]
pub struct Lines {
    bytes: Vec<u8>,
    /// Number of the first line, from 1.
    first: usize,
}

impl ArticleLines {
    /// The articles at a path, or those of stdin where it is `-`. `progress` hears of the bytes that are read, from
    /// any thread.
    ///
    /// # Errors
    /// The file is not there, may not be read, or stdin fails.
    pub fn open(path: &Path, progress: fn(u64)) -> Result<Self, Error> {
        let (name, spool) = if path == Path::new("-") {
            let name = PathBuf::from("stdin");
            let spool = spool(io::stdin().lock()).map_err(|error| Error::of(&name, error))?;
            (name, Some(spool))
        } else {
            (path.to_owned(), None)
        };
        let at = spool.as_ref().map_or(path, |spool| spool.path());
        let metadata = at.metadata().map_err(|error| Error::of(&name, error))?;
        if metadata.is_dir() {
            return Err(Error::LinesAreFolder { path: name });
        }
        Ok(Self { path: name, spool, size_bytes: metadata.len(), progress })
    }
}

fn spool(mut from: impl Read) -> io::Result<tempfile::NamedTempFile> {
    let mut spool = tempfile::NamedTempFile::new()?;
    io::copy(&mut from, &mut spool)?;
    Ok(spool)
}

impl Corpus for ArticleLines {
    type Error = Error;
    type Piece = Lines;

    fn pieces(&self) -> Result<impl Iterator<Item = Result<Lines, Error>> + Send, Error> {
        let at = self.spool.as_ref().map_or(self.path.as_path(), |spool| spool.path());
        let file = File::open(at).map_err(|error| Error::of(&self.path, error))?;
        (self.progress)(0);
        Ok(Pieces {
            file,
            path: &self.path,
            rest: Vec::new(),
            line: 1,
            ended: false,
            progress: self.progress,
        })
    }

    fn articles<'p>(&self, piece: &'p Lines, each: &mut dyn FnMut(Article<'p>)) -> Result<(), Error> {
        each_article(&piece.bytes, each).map_err(|(line, source)| Error::Line {
            path: self.path.clone(),
            line: piece.first + line,
            source: Box::new(source),
        })
    }

    fn size_bytes(&self) -> u64 {
        self.size_bytes
    }
}

/// Hands over the article of each line.
///
/// # Errors
/// The first line that is none, counted from 0, and what is wrong with it.
pub fn each_article<'p>(
    lines: &'p [u8],
    each: &mut dyn FnMut(Article<'p>),
) -> Result<(), (usize, serde_json::Error)> {
    let mut start = 0;
    for (number, end) in memchr_iter(b'\n', lines).chain([lines.len()]).enumerate() {
        let line = &lines[std::mem::replace(&mut start, end + 1)..end];
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let article: ArticleLine = serde_json::from_slice(line).map_err(|error| (number, error))?;
        each(article.into());
    }
    Ok(())
}

struct Pieces<'a> {
    file: File,
    path: &'a Path,
    /// The beginning of a line whose end is not read yet.
    rest: Vec<u8>,
    line: usize,
    ended: bool,
    progress: fn(u64),
}

impl Iterator for Pieces<'_> {
    type Item = Result<Lines, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = std::mem::take(&mut self.rest);
        loop {
            if self.ended {
                return (!bytes.is_empty()).then(|| Ok(self.lines(bytes)));
            }
            if bytes.len() as u64 > PAGE_BYTES_MAX {
                self.ended = true;
                let path = self.path.to_owned();
                return Some(Err(Error::LineTooLong { path, line: self.line, limit_bytes: PAGE_BYTES_MAX }));
            }
            let before = bytes.len();
            bytes.reserve_exact(PIECE_BYTES);
            let read = match (&mut self.file).take(PIECE_BYTES as u64).read_to_end(&mut bytes) {
                Ok(read) => read,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Error::of(self.path, error)));
                }
            };
            (self.progress)(read as u64);
            self.ended = read == 0;
            if let Some(end) = memrchr(b'\n', &bytes[before..]) {
                self.rest = bytes.split_off(before + end + 1);
                return Some(Ok(self.lines(bytes)));
            }
        }
    }
}

impl Pieces<'_> {
    fn lines(&mut self, bytes: Vec<u8>) -> Lines {
        let first = self.line;
        self.line += memchr_iter(b'\n', &bytes).count();
        Lines { bytes, first }
    }
}

#[derive(Deserialize)]
struct ArticleLine<'a> {
    #[serde(borrow)]
    id: Words<'a>,
    #[serde(borrow, default)]
    title: Words<'a>,
    #[serde(borrow, default)]
    headline: Words<'a>,
    #[serde(borrow, default)]
    text: Words<'a>,
    #[serde(borrow, default)]
    body: Words<'a>,
    #[serde(borrow, default)]
    published: Words<'a>,
    #[serde(borrow, default)]
    date: Words<'a>,
    #[serde(borrow, default)]
    outlet: Words<'a>,
    #[serde(borrow, default)]
    url: Words<'a>,
}

impl<'a> From<ArticleLine<'a>> for Article<'a> {
    fn from(line: ArticleLine<'a>) -> Self {
        let either = |a: Words<'a>, b: Words<'a>| if a.0.is_empty() { b.0 } else { a.0 };
        Self {
            id: line.id.0,
            title: either(line.title, line.headline),
            text: either(line.text, line.body),
            published: either(line.published, line.date),
            outlet: either(line.outlet, line.url),
            ..Self::default()
        }
    }
}

/// A string, borrowed where nothing in it is escaped; a number as it is written; nothing where it is null.
#[derive(Default)]
struct Words<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Words<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WordsVisitor).map(Self)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a string, a number or null")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn read(lines: &str) -> Result<Vec<[String; 4]>, Error> {
        let mut file = tempfile::NamedTempFile::new().expect("there is a folder for what is left over");
        file.write_all(lines.as_bytes()).expect("it can be written");
        let corpus = ArticleLines::open(file.path(), |_| ())?;
        let mut articles = Vec::new();
        for piece in corpus.pieces()? {
            corpus.articles(&piece?, &mut |article| {
                let Article { id, title, text, published, .. } = article;
                articles.push([id, title, text, published].map(Cow::into_owned));
            })?;
        }
        Ok(articles)
    }

    #[test]
    fn lines_go_by_either_name() {
        let articles = read(concat!(
            "{\"id\": 7, \"title\": null, \"body\": \"Banjir\\nsurut\", \"date\": \"2031-02-03\", \"x\": [1]}\n",
            "\n",
            "{\"id\": \"b\", \"headline\": \"Kabar\"}"
        ))
        .expect("these are articles");
        assert_eq!(articles[0], ["7", "", "Banjir\nsurut", "2031-02-03"]);
        assert_eq!(articles[1], ["b", "Kabar", "", ""]);
        assert_eq!(articles.len(), 2);
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = read("{\"id\": 1}\n\n{\"id\": ").expect_err("the third line is broken");
        assert!(error.to_string().contains("line 3"), "{error}");
    }

    #[test]
    fn lines_longer_than_a_piece_stay_whole() {
        let long = "kata ".repeat(PIECE_BYTES / 2);
        let articles =
            read(&format!("{{\"id\":1,\"text\":\"{long}\"}}\n{{\"id\":2}}\n")).expect("these are articles");
        assert_eq!((articles.len(), articles[0][2].len()), (2, long.len()));
    }
}
