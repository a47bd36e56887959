//! JSON-LD: what a page tells search engines of itself in its scripts.
//!
//! # Source
//! schema.org, `NewsArticle` and what it inherits; JSON-LD 1.1, "node objects" (`@graph`, `@id`).

use super::json::Json;

/// Tables within one another in which the page's own article is looked for.
const DEPTH_MAX: usize = 6;
/// Tables that are looked at.
const TABLES_MAX: usize = 400;
/// Names that are read from one list of authors.
const PERSONS_MAX: usize = 40;

/// What the scripts say of the page's article: slices of the markup, escapes and entities as written.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Ld<'a> {
    pub(crate) headline: Option<&'a str>,
    pub(crate) authors: Vec<Party<'a>>,
    pub(crate) editors: Vec<Party<'a>>,
    pub(crate) published: Option<&'a str>,
    pub(crate) modified: Option<&'a str>,
    pub(crate) publisher: Option<&'a str>,
    pub(crate) url: Option<&'a str>,
    pub(crate) language: Option<&'a str>,
    /// Names of the site and of all organizations in the scripts.
    pub(crate) organizations: Vec<&'a str>,
    /// Whether the article is one that schema.org calls so, and no web page at large.
    pub(crate) is_article: bool,
}

/// A person or organization.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Party<'a> {
    /// The name, or the given name where `family` is the rest.
    pub(crate) name: &'a str,
    pub(crate) family: Option<&'a str>,
    /// Whether it is said to be no person.
    pub(crate) organization: bool,
}

/// How much a type of node is the page's article: the more, the surer. `None`: not at all.
fn rank(node: &Json) -> Option<u8> {
    let types = node.get("@type")?.each();
    types.iter().filter_map(Json::words).filter_map(rank_of_type).max()
}

fn rank_of_type(name: &str) -> Option<u8> {
    let name = name.rsplit(['/', ':', '#']).next().unwrap_or(name);
    match name {
        "WebPage" | "ItemPage" | "CreativeWork" | "MediaObject" | "MedicalWebPage" | "AboutPage" => Some(1),
        "VideoObject" | "AudioObject" | "PodcastEpisode" | "Recipe" | "ClaimReview" | "Product" => Some(2),
        "LiveBlogPosting" | "Report" | "Review" | "DiscussionForumPosting" => Some(4),
        _ if name.ends_with("NewsArticle") => Some(5),
        _ if name.ends_with("Article") || name.ends_with("Posting") => Some(4),
        _ => None,
    }
}

/// Reads the values of all scripts of a page; `is_own` tells whether an address is the page's own.
pub(crate) fn read<'a>(scripts: &[Json<'a>], is_own: impl Fn(&str) -> bool) -> Ld<'a> {
    let mut tables = Vec::new();
    for script in scripts {
        gather(script, 0, &mut tables);
    }
    let mut ranked: Vec<(u8, &Json<'a>)> = Vec::new();
    for table in &tables {
        if let Some(rank) = rank(table) {
            let own = table.get("url").or(table.get("@id")).or(table.get("mainEntityOfPage"));
            let own = own
                .and_then(|value| value.words().or_else(|| value.get("@id")?.words()))
                .is_some_and(&is_own);
            ranked.push((rank * 2 + u8::from(own), table));
        }
    }
    // The surest first; those that stand first among equals.
    ranked.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    let mut ld = Ld::default();
    for (rank, node) in &ranked {
        let first = ranked[0].0;
        // A second article is another report; a page about it is about the same.
        if *rank == first && !std::ptr::eq(*node, ranked[0].1) && first / 2 >= 4 {
            continue;
        }
        add_node(&mut ld, node, &tables, *rank / 2);
    }
    ld.is_article = ranked.first().is_some_and(|(rank, _)| rank / 2 >= 4);
    for table in &tables {
        add_organizations(&mut ld, table);
    }
    ld
}

/// The tables that can be the page's own node or what it refers to.
fn gather<'j, 'a>(value: &'j Json<'a>, depth: usize, tables: &mut Vec<&'j Json<'a>>) {
    match value {
        Json::List(values) if depth < DEPTH_MAX => {
            for value in values {
                gather(value, depth + 1, tables);
            }
        }
        Json::Table(_) if tables.len() < TABLES_MAX => {
            tables.push(value);
            if depth < DEPTH_MAX {
                for key in ["@graph", "mainEntity", "mainEntityOfPage", "@included"] {
                    if let Some(inner) = value.get(key) {
                        gather(inner, depth + 1, tables);
                    }
                }
            }
        }
        _ => {}
    }
}

/// Adds what a node says and none before it did.
fn add_node<'a>(ld: &mut Ld<'a>, node: &Json<'a>, tables: &[&Json<'a>], rank: u8) {
    let words = |key: &str| node.get(key).and_then(first_words);
    if rank >= 2 {
        ld.headline = ld.headline.or_else(|| words("headline"));
        if rank >= 4 {
            ld.headline = ld.headline.or_else(|| words("name")).or_else(|| words("title"));
        }
    }
    ld.published = ld.published.or_else(|| words("datePublished")).or_else(|| words("uploadDate"));
    ld.modified = ld.modified.or_else(|| words("dateModified"));
    if rank >= 2 {
        ld.published = ld.published.or_else(|| words("dateCreated"));
    }
    ld.language = ld.language.or_else(|| words("inLanguage"));
    let page = node.get("mainEntityOfPage");
    ld.url = ld.url.or_else(|| words("url")).or_else(|| page?.words().or_else(|| page?.get("@id")?.words()));
    ld.publisher =
        ld.publisher.or_else(|| party(resolve(node.get("publisher")?, tables)).map(|party| party.name));
    let parties = |keys: &[&str]| {
        let found = keys.iter().filter_map(|key| node.get(key)).map(|value| parties_of(value, tables));
        found.into_iter().find(|parties| !parties.is_empty()).unwrap_or_default()
    };
    if ld.authors.is_empty() && rank != 2 {
        ld.authors = parties(&["author", "authors", "creator"]);
    }
    if ld.editors.is_empty() {
        ld.editors = parties(&["editor"]);
    }
}

/// The first words of a value: a string, the first of a list, what a language's table holds.
fn first_words<'a>(value: &Json<'a>) -> Option<&'a str> {
    let value = value.each().first()?;
    value.words().or_else(|| value.get("@value")?.words()).or_else(|| value.get("name")?.words())
}

fn parties_of<'a>(value: &Json<'a>, tables: &[&Json<'a>]) -> Vec<Party<'a>> {
    let mut found: Vec<Party<'a>> = Vec::new();
    for value in value.each().iter().take(PERSONS_MAX) {
        // A list of names in one table: {"@type": "Person", "name": ["A", "B"]}.
        let resolved = resolve(value, tables);
        let names = resolved.get("name").map_or(&[][..], Json::each);
        let organization = is_organization(resolved);
        if names.len() > 1 {
            let names = names.iter().filter_map(Json::words);
            found.extend(names.take(PERSONS_MAX).map(|name| Party { name, family: None, organization }));
        } else {
            found.extend(party(resolved));
        }
    }
    found
}

/// The table that a reference (`{"@id": "..."}`) stands for, or the value itself.
fn resolve<'j, 'a>(value: &'j Json<'a>, tables: &[&'j Json<'a>]) -> &'j Json<'a> {
    if value.get("name").is_some() {
        return value;
    }
    let Some(id) = value.get("@id").and_then(Json::words) else { return value };
    let named =
        |table: &&&Json| table.get("@id").and_then(Json::words) == Some(id) && table.get("name").is_some();
    tables.iter().find(named).map_or(value, |table| *table)
}

fn party<'a>(value: &Json<'a>) -> Option<Party<'a>> {
    if let Some(name) = value.words() {
        return Some(Party { name, family: None, organization: false });
    }
    let organization = is_organization(value);
    if let Some(name) = value.get("name").and_then(first_words) {
        return Some(Party { name, family: None, organization });
    }
    let family = value.get("familyName").and_then(first_words);
    match (value.get("givenName").and_then(first_words), family) {
        (Some(name), family) => Some(Party { name, family, organization }),
        (None, Some(name)) => Some(Party { name, family: None, organization }),
        (None, None) => None,
    }
}

fn is_organization(value: &Json) -> bool {
    let types = value.get("@type").map_or(&[][..], Json::each);
    types.iter().filter_map(Json::words).any(|name| name.ends_with("Organization"))
}

/// Adds the names of the site and its publisher.
fn add_organizations<'a>(ld: &mut Ld<'a>, table: &Json<'a>) {
    let site = |value: &Json| {
        is_organization(value)
            || value.get("@type").and_then(Json::words).is_some_and(|name| name == "WebSite")
    };
    let publisher = table.get("publisher").filter(|value| value.get("name").is_some());
    for value in [Some(table).filter(|table| site(table)), publisher].into_iter().flatten() {
        for key in ["name", "alternateName"] {
            let name = value.get(key).and_then(first_words);
            ld.organizations.extend(name.filter(|name| !ld.organizations.contains(name)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::json, *};

    fn check(text: &str, expect: impl Fn(&Ld)) {
        let values = json::read(text);
        expect(&read(&values, |url| url == "https://senja.example/1"));
    }

    fn names<'a>(parties: &[Party<'a>]) -> Vec<&'a str> {
        parties.iter().map(|party| party.name).collect()
    }

    #[test]
    fn graphs_lists_and_references_are_followed() {
        let text = r##"{"@graph": [
            {"@type": "WebSite", "name": "Harian Senja"},
            {"@type": "Organization", "@id": "#o", "name": "PT Senja"},
            {"@type": "NewsArticle", "headline": "Air Surut", "author": [{"@id": "#rani"}, "Bayu Kelana"],
             "publisher": {"@id": "#o"}, "datePublished": "2031-07-03T11:08:00+07:00"},
            {"@type": "Person", "@id": "#rani", "name": "Rani Puspita"}]}"##;
        check(text, |ld| {
            assert_eq!(ld.headline, Some("Air Surut"));
            assert_eq!(names(&ld.authors), ["Rani Puspita", "Bayu Kelana"]);
            assert_eq!(ld.publisher, Some("PT Senja"));
            assert_eq!(ld.organizations, ["Harian Senja", "PT Senja"]);
            assert!(ld.is_article);
        });
    }

    #[test]
    fn the_pages_own_article_is_taken() {
        let text = r#"[{"@type": "Article", "headline": "Lain", "url": "https://senja.example/2", "dateModified": "2031"},
            {"@type": ["Article", "Thing"], "headline": "Ini", "url": "https://senja.example/1"}]"#;
        check(text, |ld| {
            assert_eq!(ld.headline, Some("Ini"));
        });
        let text = r#"{"@type": "WebPage", "name": "Beranda", "datePublished": "2031-07-03",
            "mainEntity": {"@type": "NewsArticle", "headline": "Ini", "author": {"@type": "Person", "givenName": "Rani", "familyName": "Puspita"}}}"#;
        check(text, |ld| {
            assert_eq!((ld.headline, ld.published), (Some("Ini"), Some("2031-07-03")));
            assert_eq!(ld.authors[0].family, Some("Puspita"));
        });
        check(
            r#"{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Lain"}]}"#,
            |ld| {
                assert_eq!(ld.headline, None);
            },
        );
    }

    #[test]
    fn parties_are_read_in_every_form() {
        let authors = |value: &str, expected: &[&str]| {
            let text = format!("{{\"@type\": \"NewsArticle\", \"author\": {value}}}");
            check(&text, |ld| assert_eq!(names(&ld.authors), expected));
        };
        authors(r#""Rani Puspita""#, &["Rani Puspita"]);
        authors(
            r#"{"@type": "Person", "name": ["Rani Puspita", "Bayu Kelana"]}"#,
            &["Rani Puspita", "Bayu Kelana"],
        );
        authors(r#"[{"@type": "Organization", "name": "Harian Senja"}]"#, &["Harian Senja"]);
        authors(r#"{"@type": "Person", "url": "x"}"#, &[]);
        authors("null", &[]);
    }
}
