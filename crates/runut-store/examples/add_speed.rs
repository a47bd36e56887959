//! How long one report more takes in a store that holds many: `cargo run --release -p runut-store --example add_speed STORE ARTICLES.jsonl`.
//!
//! Adds each article of the file in a transaction of its own, reading included, and prints median and 99th percentile
//! of the clock time to the updated ledger. The store is changed: work on a copy.
#![allow(clippy::print_stdout)]

use std::{env, error::Error, fs, path::Path, time::Instant};

use runut_packs::Packs;
use runut_store::Store;
use runut_text::Page;
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let (Some(store), Some(articles)) = (args.next(), args.next()) else {
        return Err("usage: add_speed STORE ARTICLES.jsonl".into());
    };
    let mut store = Store::open(Path::new(&store))?;
    let packs = Packs::builtin();
    let held = store.reports()?.len();
    let mut times: Vec<f64> = Vec::new();
    let mut collated = 0;
    for line in fs::read_to_string(articles)?.lines() {
        let article: Value = serde_json::from_str(line)?;
        let field = |name: &str| article[name].as_str().unwrap_or_default().to_owned();
        let (id, text) =
            (field("id"), format!("{}\n\n{}\n{}", field("title"), field("published"), field("text")));
        let started = Instant::now();
        let page = Page { origin: format!("{id}.txt"), id, bytes: text.into_bytes() };
        let (article, notes) = runut_article::read(&page, packs);
        let reading = runut_claim::read(article, notes, packs);
        collated += store.add(&[(page, reading)], packs)?.stories.len();
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        times.get((times.len() as f64 * share) as usize).or(times.last()).copied().unwrap_or_default()
    };
    println!(
        "{} reports added to {held}, one by one: median {:.1} ms, 99th percentile {:.1} ms, worst {:.1} ms; {collated} stories collated",
        times.len(),
        at(0.5),
        at(0.99),
        at(1.0),
    );
    Ok(())
}
