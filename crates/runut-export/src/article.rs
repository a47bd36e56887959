//! One article as JSON: what `runut article` prints.

use runut_article::{Article, CreditScope, Field, Told};
use runut_text::{CodePoints, Note, Page};
use serde::Serialize;

/// One page, read as an article. Keys are only added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleRecord {
    /// Path or URL that the page came from.
    pub path: String,
    /// The page's own address, where it is known.
    pub url: Option<String>,
    /// The address that the page names as its proper one.
    pub canonical: Option<String>,
    /// The report's body: its kept blocks, a line each; null where the page has none.
    pub text: Option<String>,
    /// Every block of the page, kept and dropped, in reading order.
    pub blocks: Vec<PageBlockRecord>,
    /// Headline.
    pub title: Option<String>,
    /// The names in the byline, parted by `; `.
    pub author: Option<String>,
    /// The names in the byline.
    pub authors: Vec<String>,
    /// Names of editors.
    pub editors: Vec<String>,
    /// Outlet as the page names itself.
    pub outlet: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Publication as the page gives it: ISO 8601 date, or date and time.
    pub published: Option<String>,
    /// The same of the last change.
    pub modified: Option<String>,
    /// Place in the dateline.
    pub dateline: Option<String>,
    /// Agencies and outlets that the report names as its sources, every mention.
    pub credits: Vec<PageCreditRecord>,
    /// BCP 47 tag, empty where unknown.
    pub language: String,
    /// What is not as it should be.
    pub notes: Vec<PageNoteRecord>,
}

/// A block of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageBlockRecord {
    /// What it is.
    pub kind: &'static str,
    /// Of a kept block: its code points in `text`, half-open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<[usize; 2]>,
    /// The bytes of the page that it was read from, half-open.
    pub page: Option<[usize; 2]>,
    /// Of a dropped block: its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// A credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageCreditRecord {
    /// The agency or outlet as written.
    pub name: String,
    /// The words that say so.
    pub cue: String,
    /// `report` or `passage`.
    pub scope: &'static str,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageNoteRecord {
    /// What was seen.
    pub code: &'static str,
    /// The particulars.
    pub detail: String,
    /// The bytes of the page, where it is at one place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<[usize; 2]>,
}

impl ArticleRecord {
    /// The record of an article and what was noted on the way.
    pub fn of(article: &Article, notes: &[Note<Article>]) -> Self {
        let value = |field: &Option<Field>| field.as_ref().map(|field| field.value.clone());
        let values = |fields: &[Field]| fields.iter().map(|field| field.value.clone()).collect::<Vec<_>>();
        let (text, blocks) = body(article);
        let meta = &article.meta;
        let told = |told: &Option<Told<Page>>| told.as_ref().map(|told| told.value.clone());
        let all = |list: &[Told<Page>], fields: &[Field]| {
            let told: Vec<String> = list.iter().map(|told| told.value.clone()).collect();
            if told.is_empty() { values(fields) } else { told }
        };
        let authors = all(&meta.authors, &article.authors);
        let published = told(&meta.published).or_else(|| value(&article.published));
        let is_address = article.origin.starts_with("http://") || article.origin.starts_with("https://");
        Self {
            path: article.origin.clone(),
            url: is_address.then(|| article.origin.clone()),
            canonical: told(&meta.url),
            text: (!text.is_empty()).then_some(text),
            blocks,
            title: told(&meta.title).or_else(|| value(&article.title)),
            author: (!authors.is_empty()).then(|| authors.join("; ")),
            authors,
            editors: all(&meta.editors, &article.editors),
            outlet: told(&meta.outlet).or_else(|| value(&article.outlet)),
            date: published.as_ref().and_then(|published| published.get(..10)).map(str::to_owned),
            published,
            modified: told(&meta.modified),
            dateline: value(&article.dateline),
            credits: credits(article),
            language: article.language.clone(),
            notes: notes.iter().map(|note| note_record(article, note)).collect(),
        }
    }
}

/// The body's text, and all blocks with their places in it.
fn body(article: &Article) -> (String, Vec<PageBlockRecord>) {
    let mut text = String::new();
    let mut ends = Vec::new();
    for block in article.blocks.iter().filter(|block| block.kind.is_kept()) {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(article.words(block.span));
        ends.push([start, text.len()]);
    }
    let points = CodePoints::of(&text);
    let mut ends = ends.into_iter();
    let blocks = article.blocks.iter().map(|block| {
        let kept = block.kind.is_kept().then(|| ends.next()).flatten();
        PageBlockRecord {
            kind: block.kind.as_str(),
            at: kept.map(|at| at.map(|at| points.at(&text, at))),
            page: article.seam.to_source(block.span).map(bytes_of),
            words: kept.is_none().then(|| article.words(block.span).to_owned()),
        }
    });
    let blocks = blocks.collect();
    (text, blocks)
}

fn credits(article: &Article) -> Vec<PageCreditRecord> {
    let record = |credit: &runut_article::Credit| PageCreditRecord {
        name: credit.name.value.clone(),
        cue: article.words(credit.cue).to_owned(),
        scope: match credit.scope {
            CreditScope::Report => "report",
            CreditScope::Passage => "passage",
        },
    };
    article.credits.iter().map(record).collect()
}

fn note_record(article: &Article, note: &Note<Article>) -> PageNoteRecord {
    PageNoteRecord {
        code: note.code.as_str(),
        detail: note.detail.clone(),
        page: note.span.and_then(|span| article.seam.to_source(span)).map(bytes_of),
    }
}

fn bytes_of(span: runut_text::Span<Page>) -> [usize; 2] {
    [span.start(), span.end()]
}

#[cfg(test)]
mod tests {
    use runut_article::BlockKind;

    use super::*;

    #[test]
    fn a_page_becomes_a_record() {
        let page = Page {
            id: "air".into(),
            origin: "https://senja.example/air".into(),
            bytes: b"<h1>Air Surut di Kota Lembayung</h1><p>Warga Kota Lembayung mulai membersihkan rumah setelah \
                banjir surut pada pagi hari.</p><nav><p>Beranda</p></nav>"
                .to_vec(),
        };
        let (article, notes) = runut_article::read(&page, runut_packs::Packs::builtin());
        let record = ArticleRecord::of(&article, &notes);
        assert_eq!(record.title.as_deref(), Some("Air Surut di Kota Lembayung"));
        assert!(record.text.as_deref().is_some_and(|text| text.starts_with("Warga Kota")));
        assert_eq!(record.url.as_deref(), Some("https://senja.example/air"));
        for block in &record.blocks {
            assert_eq!(block.at.is_some(), block.kind == BlockKind::Body.as_str());
            assert!(block.page.is_some());
        }
    }
}
