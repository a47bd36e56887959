//! `group-common`: counts in how many articles each term stands, and writes the table by which grouping tells what is
//! rare. The table holds hashes and counts, and no word.

use std::{collections::BTreeMap, fs, io::Write as _, path::Path};

use anyhow::{Context as _, ensure};
use runut_group::{Article, story};

use crate::groups;

/// How the tool is called.
pub(crate) const USAGE: &str = "group-common GMB.csv EN_PROB.json    (how common each term is: of corpora of ../shared/data whose licences allow that counts are passed on, of English news in the public domain, and of words of English)";

/// Indonesian corpora, a word a line and an empty line between sentences, whose licences allow that what is counted in
/// them is passed on.
///
/// # Source
/// IDNer-News-2k (Khairunnisa et al. 2020, MIT); NERGrit (Grit Tech, free with attribution), NERP (Prosa.ai) and BaPOS as
/// IndoNLU passes them on (Wilie et al. 2020, Apache-2.0).
const INDONESIAN: [&str; 12] = [
    "idner-news-2k/train.txt",
    "idner-news-2k/dev.txt",
    "idner-news-2k/test.txt",
    "indonlu/nergrit_ner-grit/train_preprocess.txt",
    "indonlu/nergrit_ner-grit/valid_preprocess.txt",
    "indonlu/nergrit_ner-grit/test_preprocess.txt",
    "indonlu/nerp_ner-prosa/train_preprocess.txt",
    "indonlu/nerp_ner-prosa/valid_preprocess.txt",
    "indonlu/nerp_ner-prosa/test_preprocess.txt",
    "indonlu/bapos_pos-idn/train_preprocess.txt",
    "indonlu/bapos_pos-idn/valid_preprocess.txt",
    "indonlu/bapos_pos-idn/test_preprocess.txt",
];
const TABLE: &str = "crates/runut-group/src/story/common.bin";
/// The corpora are sentences: so many of them in a row are counted as one article.
const ARTICLE_SENTENCES: usize = 15;
/// Words of an article.
const ARTICLE_WORDS: f64 = 400.0;
/// Articles that must hold a term for it to stand in the table.
const HOLDERS_MIN: u32 = 2;
/// Counts are of so many articles.
const OF: f64 = 10_000.0;

/// Runs the tool.
///
/// `GMB.csv` is the corpus that is passed round for learning names, out of the Groningen Meaning Bank (Bos et al. 2017,
/// "The Groningen Meaning Bank", Handbook of Linguistic Annotation), whose texts, mostly of Voice of America, are in the
/// public domain: columns `Sentence #`, `Word`, and others that are not looked at. `EN_PROB.json` is `en_lexeme_prob.json`
/// of the package spacy-lookups-data (Explosion, MIT): for each word the logarithm of how often a word is this one.
pub(crate) fn run(args: &[&str]) -> anyhow::Result<()> {
    let &[english, words] = args else {
        anyhow::bail!("usage: {USAGE}");
    };
    let data = Path::new("../shared/data");
    let mut sentences = Vec::new();
    for file in INDONESIAN {
        sentences.extend(labelled(&data.join(file))?);
    }
    let mut table: BTreeMap<u32, u16> = BTreeMap::new();
    for sentences in [sentences, spread(Path::new(english))?] {
        let articles: Vec<String> =
            sentences.chunks(ARTICLE_SENTENCES).map(|sentences| sentences.join("\n\n")).collect();
        ensure!(!articles.is_empty(), "there are no sentences");
        let mut holders: BTreeMap<u32, u32> = BTreeMap::new();
        for text in &articles {
            let marks = groups::marks("", text);
            count(&Article { text: text.into(), marks, ..Article::default() }, &mut holders);
        }
        // A term is as common as in the language that has it most: how much of either language was counted says nothing.
        for (term, count) in holders.into_iter().filter(|(_, count)| *count >= HOLDERS_MIN) {
            let share = (f64::from(count) * OF / articles.len() as f64).round() as u16;
            table.entry(term).and_modify(|most| *most = share.max(*most)).or_insert(share);
        }
        writeln!(std::io::stdout(), "{} articles", articles.len())?;
    }
    for (term, share) in shares(Path::new(words))? {
        table.entry(term).and_modify(|most| *most = share.max(*most)).or_insert(share);
    }
    let rows: Vec<u8> = table
        .iter()
        .flat_map(|(term, share)| term.to_le_bytes().into_iter().chain(share.to_le_bytes()))
        .collect();
    fs::write(TABLE, rows)?;
    writeln!(std::io::stdout(), "{} terms", table.len())?;
    Ok(())
}

/// Of how many articles each term stands in one, by how often a word is one that has it.
fn shares(path: &Path) -> anyhow::Result<BTreeMap<u32, u16>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let words: BTreeMap<String, f64> =
        serde_json::from_str(&text).with_context(|| format!("`{}` is no table of words", path.display()))?;
    let mut often: BTreeMap<u32, f64> = BTreeMap::new();
    // Behind another word a capital marks a name.
    let before: Vec<u32> = story::terms(&Article { text: "x".into(), ..Article::default() });
    for (word, logarithm) in &words {
        let article = Article { text: format!("x {word}").into(), ..Article::default() };
        for term in story::terms(&article).into_iter().filter(|term| !before.contains(term)) {
            *often.entry(term).or_default() += logarithm.exp();
        }
    }
    let share = |often: f64| (OF * (1.0 - (1.0 - often.min(1.0)).powf(ARTICLE_WORDS))).round() as u16;
    Ok(often.into_iter().map(|(term, often)| (term, share(often))).filter(|(_, share)| *share > 0).collect())
}

/// Sentences of a file with a word and its labels a line.
fn labelled(path: &Path) -> anyhow::Result<Vec<String>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut sentences = vec![Vec::new()];
    for line in text.lines() {
        match (line.split(['\t', ' ']).next(), sentences.last_mut()) {
            (Some(word), Some(sentence)) if !word.is_empty() => sentence.push(word),
            _ => sentences.push(Vec::new()),
        }
    }
    Ok(sentences.into_iter().filter(|words| !words.is_empty()).map(|words| words.join(" ")).collect())
}

/// Sentences of a table whose first column names the sentence in its first row.
fn spread(path: &Path) -> anyhow::Result<Vec<String>> {
    let mut table =
        csv::Reader::from_path(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let mut sentences: Vec<String> = Vec::new();
    for row in table.records() {
        let row = row?;
        if row.get(0).is_some_and(|name| !name.is_empty()) || sentences.is_empty() {
            sentences.push(String::new());
        }
        let sentence = sentences.last_mut().context("one was begun")?;
        *sentence += row.get(1).unwrap_or_default();
        sentence.push(' ');
    }
    Ok(sentences)
}

fn count(article: &Article, holders: &mut BTreeMap<u32, u32>) {
    for term in story::terms(article) {
        *holders.entry(term).or_insert(0) += 1;
    }
}
