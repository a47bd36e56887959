//! A row of named fields as a page: what JSONL, CSV and Parquet have in common, and the entries of feeds with them.

use std::{collections::BTreeMap, fmt::Write as _, str::FromStr, sync::OnceLock};

use runut_text::Page;

use crate::{
    Capture,
    capture::{id_of, moment},
};

/// What a field of a row may be for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The whole page.
    Html,
    /// The report's text.
    Text,
    /// Where it stands.
    Url,
    /// Its headline.
    Title,
    /// When it was published.
    Date,
    /// Who wrote it.
    Author,
    /// Who published it.
    Outlet,
    /// BCP 47 tag.
    Language,
    /// When it was fetched.
    Captured,
    /// Its name.
    Id,
}

/// Under which names the fields of a row are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    named: BTreeMap<Role, String>,
}

impl Fields {
    /// Names a field; it alone is looked for then.
    #[must_use]
    pub fn with(mut self, role: Role, name: &str) -> Self {
        self.named.insert(role, name.to_owned());
        self
    }
}

/// "text=isi,title=judul"; roles are those of [`Role`] in lower case.
impl FromStr for Fields {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut fields = Self::default();
        for pair in text.split(',').filter(|pair| !pair.trim().is_empty()) {
            let (role, name) =
                pair.split_once('=').ok_or_else(|| format!("`{pair}` is not of the form WHAT=NAME"))?;
            let role = role.trim();
            let known = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(role);
            let role = serde::Deserialize::deserialize(known).map_err(|_| {
                format!(
                    "`{role}` is none of html, text, url, title, date, author, outlet, language, captured, id"
                )
            })?;
            fields.named.insert(role, name.trim().to_owned());
        }
        Ok(fields)
    }
}

/// Usual names by role, the likeliest first.
fn usual() -> &'static BTreeMap<Role, Vec<String>> {
    static USUAL: OnceLock<BTreeMap<Role, Vec<String>>> = OnceLock::new();
    USUAL.get_or_init(|| toml::from_str(include_str!("fields.toml")).expect("a test parses the same table"))
}

/// One row: names and values in their order; a value without text is `None`.
pub(crate) type Row = Vec<(String, Option<String>)>;

/// What a row gives.
#[derive(Debug)]
pub(crate) enum Read {
    /// A page.
    Page(Capture),
    /// The field is there and empty.
    Empty,
    /// No field holds a page or a text.
    NoText,
}

/// The page of a row. `origin` and `number` name it where the row does not.
pub(crate) fn page(row: &Row, fields: &Fields, origin: &str, number: usize) -> Read {
    let value = |role| find(row, fields, role);
    let html = value(Role::Html);
    let text = value(Role::Text);
    let stated = |field: Option<&Option<String>>| {
        field
            .and_then(|value| value.as_deref())
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
    };
    if html.is_none() && text.is_none() {
        return Read::NoText;
    }
    let report = Report {
        title: stated(value(Role::Title)),
        date: stated(value(Role::Date)),
        author: stated(value(Role::Author)),
        outlet: stated(value(Role::Outlet)),
        language: stated(value(Role::Language)),
        url: stated(value(Role::Url)).filter(|url| url.starts_with("http")),
    };
    let bytes = match (stated(html), stated(text)) {
        (Some(html), _) => html,
        (None, Some(text)) => report.page(&text),
        (None, None) => return Read::Empty,
    };
    let origin = report.url.clone().unwrap_or_else(|| format!("{origin}#{number}"));
    let id = stated(value(Role::Id)).filter(|id| id.len() <= 100);
    let id = id.unwrap_or_else(|| report.url.as_deref().map_or_else(|| stem(&origin), id_of));
    let captured_at = stated(value(Role::Captured)).and_then(|text| moment(&text));
    Read::Page(Capture { page: Page { id, origin, bytes: bytes.into_bytes() }, captured_at })
}

/// Stem of a file's name, with the record's number: "berita-17".
fn stem(origin: &str) -> String {
    let name = origin.rsplit(['/', '\\']).next().unwrap_or(origin);
    let (name, number) = name.rsplit_once('#').unwrap_or((name, ""));
    format!("{}-{number}", name.split('.').next().unwrap_or(name))
}

/// The field of a role: the named one, else the first of the usual ones that the row has.
fn find<'a>(row: &'a Row, fields: &Fields, role: Role) -> Option<&'a Option<String>> {
    if let Some(name) = fields.named.get(&role) {
        return row.iter().find(|(field, _)| field == name).map(|(_, value)| value);
    }
    // Where a text is named, a column of pages that is not must not stand before it.
    if role == Role::Html && fields.named.contains_key(&Role::Text) {
        return None;
    }
    let plain = |name: &str| -> String {
        name.chars().filter(|mark| !matches!(mark, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
    };
    usual()[&role].iter().find_map(|name| {
        let name = plain(name);
        row.iter().find(|(field, _)| plain(field) == name).map(|(_, value)| value)
    })
}

/// What is told about a report beside its text.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
}

impl Report {
    /// A page of plain text as it is; with what is told about it, or as a piece of markup, a page of HTML that says so
    /// where pages say it.
    pub(crate) fn page(&self, text: &str) -> String {
        let is_markup = text.starts_with('<');
        let told = [&self.title, &self.date, &self.author, &self.outlet, &self.url];
        if told.iter().all(|field| field.is_none()) && !is_markup {
            return text.to_owned();
        }
        let is_whole =
            |name: &str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if is_whole("<!doctype") || is_whole("<html") {
            return text.to_owned();
        }
        let mut page = self.head();
        if is_markup {
            page.push_str(text);
        } else {
            for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
                page.push_str("<p>");
                escape(line, &mut page);
                page.push_str("</p>\n");
            }
        }
        page.push_str("</article>\n</body>\n</html>\n");
        page
    }

    fn head(&self) -> String {
        let mut page = String::from("<!DOCTYPE html>\n<html");
        attribute("lang", self.language.as_deref(), &mut page);
        page.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
        if let Some(title) = &self.title {
            page.push_str("<title>");
            escape(title, &mut page);
            page.push_str("</title>\n");
        }
        let told = [
            ("property", "og:title", &self.title),
            ("property", "og:site_name", &self.outlet),
            ("property", "og:url", &self.url),
            ("property", "article:published_time", &self.date),
            ("name", "author", &self.author),
        ];
        for (kind, name, value) in told {
            if let Some(value) = value {
                let _ = write!(page, "<meta {kind}=\"{name}\"");
                attribute("content", Some(value), &mut page);
                page.push_str(">\n");
            }
        }
        page.push_str("</head>\n<body>\n<article>\n");
        if let Some(title) = &self.title {
            page.push_str("<h1>");
            escape(title, &mut page);
            page.push_str("</h1>\n");
        }
        page
    }
}

fn attribute(name: &str, value: Option<&str>, page: &mut String) {
    if let Some(value) = value {
        let _ = write!(page, " {name}=\"");
        escape(value, page);
        page.push('"');
    }
}

/// Writes text as markup. Characters that a crawl left written by name ("&ldquo;") stay so, and are read as what they mean.
fn escape(text: &str, page: &mut String) {
    for (at, mark) in text.char_indices() {
        match mark {
            '&' if !is_reference(&text[at + 1..]) => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            mark => page.push(mark),
        }
    }
}

/// Whether a `&` before this text opens a character reference, known or not.
fn is_reference(rest: &str) -> bool {
    let name = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    name > 0 && rest[name..].starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(fields: &[(&str, &str)]) -> Row {
        fields.iter().map(|(name, value)| ((*name).to_owned(), Some((*value).to_owned()))).collect()
    }

    fn capture(fields: &[(&str, &str)], named: &str) -> Capture {
        let named = named.parse().expect("fields are well named");
        match page(&row(fields), &named, "map/berita.jsonl", 7) {
            Read::Page(capture) => capture,
            other => panic!("wanted a page: {other:?}"),
        }
    }

    #[test]
    fn a_text_alone_stays_to_the_letter() {
        let found = capture(&[("Isi", "Baris satu & dua\nBaris tiga")], "");
        assert_eq!(found.page.bytes, b"Baris satu & dua\nBaris tiga");
        assert_eq!((found.page.id.as_str(), found.page.origin.as_str()), ("berita-7", "map/berita.jsonl#7"));
    }

    #[test]
    fn what_is_told_beside_the_text_stands_where_pages_say_it() {
        let fields =
            [("judul", "A & B"), ("content", "Satu <2>.\n\nTiga."), ("URL", "https://k.example/x/a-b.html")];
        let found = capture(&fields, "");
        let page = String::from_utf8(found.page.bytes).expect("it is text");
        assert!(page.contains("<h1>A &amp; B</h1>\n<p>Satu &lt;2&gt;.</p>\n<p>Tiga.</p>"), "{page}");
        assert_eq!(
            (found.page.id.as_str(), found.page.origin.as_str()),
            ("a-b", "https://k.example/x/a-b.html")
        );
    }

    #[test]
    fn characters_that_a_crawl_left_written_by_name_stay_so() {
        let fields = [
            ("judul", "A & B; C&D"),
            ("content", "&ldquo;Satu&#8221; & &amp; dua &x"),
            ("url", "https://k.example/"),
        ];
        let page = String::from_utf8(capture(&fields, "").page.bytes).expect("it is text");
        assert!(
            page.contains("<h1>A &amp; B; C&amp;D</h1>\n<p>&ldquo;Satu&#8221; &amp; &amp; dua &amp;x</p>"),
            "{page}"
        );
    }

    #[test]
    fn named_fields_alone_are_looked_for() {
        let found = capture(&[("text", "bukan"), ("isi", "ini")], "text=isi");
        assert_eq!(found.page.bytes, b"ini");
        assert!(matches!(page(&row(&[("a", "b")]), &Fields::default(), "x", 1), Read::NoText));
        assert!(matches!(page(&row(&[("text", " ")]), &Fields::default(), "x", 1), Read::Empty));
        assert!("warna=biru".parse::<Fields>().is_err());
    }

    #[test]
    fn the_table_of_usual_names_parses() {
        assert_eq!(usual().len(), 10);
    }
}
