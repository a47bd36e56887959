//! `corpus-score`: what the reader finds in annotated corpora of `../shared/data` that others made, against their own
//! annotations. Each file says how its corpus is written and what counts as found; `docs/measurements.md` repeats it.

mod attribution;
mod quotations;
mod times;

use std::{io::Write as _, path::Path};

use runut_article::{Article, Block, BlockKind, Field};
use runut_claim::Reading;
use runut_text::{Seam, Span};

use crate::packs::packs;

/// How the tool is called.
pub(crate) const USAGE: &str = "corpus-score [quotations|attribution|times] [--misses]";

/// What scores a corpus: its path, and whether misses are printed.
type Score = fn(&Path, bool) -> anyhow::Result<()>;

/// A place in a corpus text: UTF-8 bytes, half-open.
type Place = Span<Article>;

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let misses = args.contains(&"--misses");
    let data = Path::new("../shared/data");
    let wanted = |name: &str| args.contains(&name) || args.iter().all(|arg| arg.starts_with("--"));
    let all: [(&str, &str, Score); 3] = [
        ("quotations", "pfsa-id/pfsa-id__dev-20.txt", quotations::score),
        ("attribution", "polnear/polnear-train-dev.tar.gz", attribution::score),
        ("times", "timex-en/timebank-tml", times::score),
    ];
    for (name, path, score) in all.into_iter().filter(|(name, ..)| wanted(name)) {
        let path = data.join(path);
        if path.exists() {
            writeln!(std::io::stdout(), "== {name}: {}", path.display())?;
            score(&path, misses)?;
        } else {
            writeln!(std::io::stdout(), "skipped: {name}; there is no `{}`", path.display())?;
        }
    }
    Ok(())
}

/// Reads a text of prose alone: its paragraphs are the stretches between `breaks`.
fn read(text: &str, language: &str, published: Option<&str>, breaks: &str) -> Reading {
    let all: Place = Span::new(0, text.len());
    let mut blocks = Vec::new();
    let mut start = 0;
    for paragraph in text.split(breaks) {
        let span: Place = Span::new(start, start + paragraph.len()).trim(text);
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Body, span });
        }
        start += paragraph.len() + breaks.len();
    }
    let published = published.map(|value| Field { value: value.to_owned(), span: Span::new(0, 0) });
    let article = Article {
        language: language.to_owned(),
        blocks,
        published,
        seam: Seam::identity(all.len()),
        text: text.to_owned(),
        ..Article::default()
    };
    runut_claim::read(article, Vec::new(), packs())
}

/// How many of what was found and wanted agree.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Tally {
    fn print(self, what: &str) -> anyhow::Result<()> {
        let share = |of: usize| if of == 0 { 0.0 } else { self.right as f64 / of as f64 };
        let (p, r) = (share(self.found), share(self.wanted));
        let f1 = if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        writeln!(
            std::io::stdout(),
            "{what:<44} P {p:.3}  R {r:.3}  F1 {f1:.3}   ({} of {} found, {} wanted)",
            self.right,
            self.found,
            self.wanted,
        )?;
        Ok(())
    }
}

/// The words around a place on one line, for `--misses`.
fn around(text: &str, place: Place) -> String {
    const CONTEXT_CHARS: usize = 70;
    let before: String = text[..place.start()].chars().rev().take(CONTEXT_CHARS).collect();
    let before: String = before.chars().rev().collect();
    let after: String = text[place.end()..].chars().take(CONTEXT_CHARS).collect();
    format!("{before}[[{}]]{after}", place.of(text)).replace('\n', " ")
}
