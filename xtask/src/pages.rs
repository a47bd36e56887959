//! `pages`: what must hold of every page, counted over folders of real ones, and the time that nasty pages take.

use std::{io::Write as _, path::Path};

use anyhow::ensure;
use runut_article::Article;
use runut_packs::Packs;
use runut_text::{Page, Span};

/// How the tools are called.
pub(crate) const USAGE: &str = "pages spans FOLDER...    (share of the body's characters that lead to their bytes)\n\
                                pages nasty              (time of pages made to take long)";

/// Runs the tool.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    match args {
        ["spans", folders @ ..] if !folders.is_empty() => spans(folders),
        ["nasty"] => nasty(),
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

/// CPU time of this process in milliseconds, as Linux counts it (to 10 ms); 0 elsewhere.
fn cpu_millis() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
}

/// Times pages that were made to take long.
fn nasty() -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    let pages: Vec<(&str, String)> = vec![
        ("nested divs, 10^5", "<div>".repeat(100_000) + "a"),
        ("nested divs, closed", "<div>a".repeat(100_000) + &"</div>".repeat(100_000)),
        ("one table of 10^5 rows", format!("<table>{}</table>", "<tr><td>a b<td>c".repeat(100_000))),
        ("entities", "<p>".to_owned() + &"&amp;&eacute;&CounterClockwiseContourIntegral;&x;".repeat(120_000)),
        ("comments that do not end", "<p>a<!--".repeat(500_000)),
        ("10^5 attributes", format!("<p {}>a", "class='share ad' ".repeat(100_000))),
        ("a million <a>", "<a href=x>b".repeat(700_000)),
        ("a million <b>", "<b>a".repeat(1_000_000)),
        ("<b><p> and back", "<b><p>a".repeat(100_000) + &"</b></p>".repeat(100_000)),
        ("<p> and </span>", "<p><span>".repeat(200) + &"a</span></b></i></p></div>".repeat(100_000)),
        ("linked headings", "<div><h3><a href=x>Air Surut</a></h3><p>Warga pulang.</p></div>".repeat(60_000)),
        ("paragraphs", "<p>Warga Kota Lembayung pulang pada sore hari, kata Rani.</p>".repeat(80_000)),
        ("quoted body", {
            let body = "Warga Kota Lembayung pulang pada sore hari, kata Rani. ".repeat(20_000);
            format!("<script type=application/ld+json>{{\"articleBody\":\"{body}\"}}</script>")
                + &"<p>Warga Kota Muara berangkat pada pagi hari, kata Ana.</p>".repeat(40_000)
        }),
        ("one line", "<p>".to_owned() + &"Baca juga: Warga Kota pulang. ".repeat(150_000)),
    ];
    for (name, markup) in pages {
        let megabytes = markup.len().min(8 << 20) as f64 / 1e6;
        let page = Page { id: "x".into(), origin: "x".into(), bytes: format!("<html>{markup}").into_bytes() };
        let start = cpu_millis();
        let (article, notes) = runut_article::read(&page, Packs::builtin());
        let millis = cpu_millis() - start;
        let blocks = article.blocks.len();
        writeln!(
            out,
            "{name:<26} {megabytes:>5.2} MB {:>7.1} ms/MB   {blocks} blocks, {} notes",
            millis / megabytes.max(0.1),
            notes.len()
        )?;
    }
    Ok(())
}
