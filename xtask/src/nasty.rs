//! `pages nasty`: pages made to take long, each at one size and at twice that.

use std::{fmt::Write as _, io::Write as _};

use anyhow::ensure;
use runut_packs::Packs;
use runut_text::Page;

/// CPU time that a megabyte of a page may take.
const MILLIS_PER_MB_MAX: f64 = 100.0;
/// How many times as long a page of twice the size may take.
const GROWTH_MAX: f64 = 3.0;
/// Below this nothing is said of growth: the clock is too coarse.
const GROWTH_MILLIS_MIN: f64 = 40.0;
/// Each page is read so many times, and the quickest counts.
const TRIES: usize = 3;

/// A page of some size: its name, and the markup at `n` thousandths of the usual size.
type Make = (&'static str, fn(usize) -> String);

const PROSE: &str = "Warga Kota Lembayung pulang pada sore hari, kata Rani. ";

const PAGES: &[Make] = &[
    ("nested divs", |n| "<div>".repeat(100 * n) + "a"),
    ("nested divs, closed", |n| "<div>a".repeat(100 * n) + &"</div>".repeat(100 * n)),
    ("one table", |n| format!("<table>{}</table>", "<tr><td>a b<td>c".repeat(100 * n))),
    ("tables in tables", |n| "<table><tr><td>a".repeat(60 * n)),
    ("entities", |n| "<p>".to_owned() + &"&amp;&eacute;&CounterClockwiseContourIntegral;&x;".repeat(50 * n)),
    ("comments that do not end", |n| "<p>a<!--".repeat(300 * n)),
    ("scripts that do not end", |n| "<p>a<script>".repeat(200 * n)),
    ("quotation marks that do not end", |n| "<a title=\"b".repeat(200 * n)),
    ("tags that do not end", |n| "<a ".repeat(600 * n)),
    ("attributes", |n| format!("<p {}>a", "class='share ad' ".repeat(100 * n))),
    ("classes", |n| format!("<p class='{}'>a", "share ad menu ".repeat(120 * n))),
    ("links", |n| "<a href=x>b".repeat(300 * n)),
    ("bold type", |n| "<b>a".repeat(400 * n)),
    ("<b><p> and back", |n| "<b><p>a".repeat(100 * n) + &"</b></p>".repeat(100 * n)),
    ("<p> and </span>", |n| "<p><span>".repeat(200) + &"a</span></b></i></p></div>".repeat(60 * n)),
    ("lists in lists", |n| "<ul><li>a".repeat(150 * n)),
    ("linked headings", |n| "<div><h3><a href=x>Air Surut</a></h3><p>Warga pulang.</p></div>".repeat(25 * n)),
    ("first-level headings", |n| "<h1>Air Surut di Kota Lembayung</h1>".repeat(40 * n)),
    ("time elements", |n| "<time datetime='2031-07-03'>3 Juli 2031</time>".repeat(30 * n)),
    ("dates", |n| "<p class=date>3 Juli 2031, 11:08 WIB</p>".repeat(40 * n)),
    ("bylines", |n| "<p class=author>Penulis: Rani Puspita dan Bayu Kelana</p>".repeat(30 * n)),
    ("metadata", |n| "<meta property='og:title' content='Air Surut'>".repeat(40 * n)),
    ("scripts of JSON-LD", |n| {
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Air\"}</script>"
            .repeat(20 * n)
    }),
    ("JSON nested deep", |n| {
        format!("<script type=application/ld+json>{}</script>", "[{\"a\":".repeat(200 * n))
    }),
    ("JSON of quotation marks", |n| {
        format!("<script type=application/ld+json>{{\"a\":\"{}</script>", "b\" ".repeat(400 * n))
    }),
    ("paragraphs", |n| format!("<p>{PROSE}</p>").repeat(25 * n)),
    ("paragraphs, each another", |n| {
        (0..25 * n).fold(String::new(), |mut made, at| {
            write!(made, "<p class=c{at}>{at} {PROSE}</p>").expect("a String takes everything");
            made
        })
    }),
    ("quoted body", |n| {
        let body = PROSE.repeat(10 * n);
        format!("<script type=application/ld+json>{{\"articleBody\":\"{body}\"}}</script>")
            + &"<p>Warga Kota Muara berangkat pada pagi hari, kata Ana.</p>".repeat(15 * n)
    }),
    ("one line", |n| "<p>".to_owned() + &"Baca juga: Warga Kota pulang. ".repeat(60 * n)),
    ("one word", |n| "<p>".to_owned() + &"a".repeat(2000 * n)),
    ("cues", |n| "<p>".to_owned() + &"dikutip dari Harian Senja, menurut AFP, ".repeat(40 * n)),
    ("plain text", |n| PROSE.repeat(30 * n)),
    ("plain text, lines", |n| format!("{PROSE}\n").repeat(30 * n)),
    ("plain text, blank lines", |n| "\n \n\t".repeat(400 * n)),
    ("plain text, short lines", |n| "Air\nSurut: 3\n".repeat(130 * n)),
];

/// Times the pages, and says which take too long.
///
/// # Errors
/// Where a page takes longer than a megabyte may, or grows faster than its size.
pub(crate) fn run(size: usize) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    let mut slow: Vec<&str> = Vec::new();
    for (name, make) in PAGES {
        let (markup, twice) = (make(size), make(size * 2));
        let megabytes = twice.len().min(8 << 20) as f64 / 1e6;
        let (once, double) = (millis(&markup), millis(&twice));
        let growth = if double < GROWTH_MILLIS_MIN { 1.0 } else { double / once.max(1.0) };
        let per_mb = double / megabytes.max(0.1);
        let mark = if per_mb > MILLIS_PER_MB_MAX || growth > GROWTH_MAX { "  <<" } else { "" };
        writeln!(out, "{name:<32} {megabytes:>5.2} MB {per_mb:>7.1} ms/MB  x{growth:.1}{mark}")?;
        if !mark.is_empty() {
            slow.push(name);
        }
    }
    ensure!(slow.is_empty(), "too slow: {}", slow.join(", "));
    Ok(())
}

/// The least CPU time of a few readings of a page.
fn millis(markup: &str) -> f64 {
    let markup = if markup.starts_with('<') { format!("<html>{markup}") } else { markup.to_owned() };
    let page = Page { id: "x".into(), origin: "x".into(), bytes: markup.into_bytes() };
    let one = |_| {
        let start = cpu_millis();
        let (article, _) = runut_article::read_undigested(&page, Packs::builtin());
        drop(article);
        cpu_millis() - start
    };
    (0..TRIES).map(one).fold(f64::MAX, f64::min)
}

/// CPU time of this thread in milliseconds, as Linux counts it; 0 elsewhere.
fn cpu_millis() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|nanos| nanos.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}
