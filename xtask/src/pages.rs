//! `pages`: what must hold of every page, counted over folders of real ones, and the time that nasty pages take.

use std::{io::Write as _, path::Path};

use anyhow::ensure;
use runut_article::Article;
use runut_packs::Packs;
use runut_text::{Page, Span};

use crate::nasty;

/// How the tools are called.
pub(crate) const USAGE: &str = "pages spans FOLDER...    (share of the body's characters that lead to their bytes)\n\
                                pages nasty              (time of pages made to take long, and how it grows)";

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    match args {
        ["spans", folders @ ..] if !folders.is_empty() => spans(folders),
        ["nasty"] => nasty::run(1000),
        _ => anyhow::bail!("usage: {USAGE}"),
    }
}

/// Counts the characters of kept blocks that lead to bytes of the page, and there to themselves.
fn spans(folders: &[&str]) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    for folder in folders {
        let (mut pages, mut characters, mut mapped) = (0_u64, 0_u64, 0_u64);
        for entry in runut_source::inputs(&[Path::new(folder)]) {
            let page = runut_source::pages(vec![entry]).next().expect("one input is one page")?;
            let (article, _) = runut_article::read(&page, Packs::builtin());
            pages += 1;
            for block in article.blocks.iter().filter(|block| block.kind.is_kept()) {
                let words = article.words(block.span);
                for (at, c) in words.char_indices() {
                    let start = block.span.start() + at;
                    characters += 1;
                    mapped +=
                        u64::from(leads_back(&page, &article, Span::new(start, start + c.len_utf8()), c));
                }
            }
        }
        let share = if characters == 0 { 1.0 } else { mapped as f64 / characters as f64 };
        writeln!(out, "{folder}: {pages} pages, {characters} characters, {share:.6} lead to their bytes")?;
        ensure!(mapped == characters, "{} characters do not", characters - mapped);
    }
    Ok(())
}

/// Whether a character of the text comes from bytes that say it: the same character, an entity, or white space.
fn leads_back(page: &Page, article: &Article, span: Span<Article>, c: char) -> bool {
    let Some(source) = article.seam.to_source(span) else { return false };
    let Some(bytes) = page.bytes.get(source.start()..source.end()) else { return false };
    let source = String::from_utf8_lossy(bytes);
    if c == ' ' {
        return source
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}'))
            || source.contains('&')
            || source.contains('<');
    }
    source.chars().eq([c])
        || source.starts_with('&')
        || std::str::from_utf8(bytes).is_err()
        || c == '\u{FFFD}'
}
