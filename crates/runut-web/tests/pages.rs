//! Every route, asked without a socket.
#![allow(missing_docs, unreachable_pub)]

mod fixture;

use std::sync::Arc;

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use runut_packs::Packs;
use runut_web::{Hit, Report, Source, SourceError, State, StoryLine, app};
use tower::ServiceExt as _;

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

async fn ask_of(source: impl Source, request: Request<Body>) -> Answer {
    let response =
        app(State::of(source, Packs::builtin())).oneshot(request).await.expect("the router never fails");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a whole body");
    let text = String::from_utf8(bytes.to_vec()).expect("pages are UTF-8");
    Answer { status: parts.status, headers: parts.headers, text }
}

fn request(path: &str, headers: &[(header::HeaderName, &str)]) -> Request<Body> {
    let mut request = Request::builder().uri(path).header(header::HOST, "127.0.0.1:4870");
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    request.body(Body::empty()).expect("a request")
}

async fn ask(path: &str) -> Answer {
    ask_of(fixture::memory(), request(path, &[])).await
}

/// The page at `path` is there, and has all of these.
async fn check(path: &str, wanted: &[&str]) -> String {
    let answer = ask(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    for words in wanted {
        assert!(answer.text.contains(words), "{path} has no `{words}`:\n{}", answer.text);
    }
    answer.text
}

#[tokio::test]
async fn stories_newest_first() {
    let page =
        check("/?lang=id", &["3.000 keluarga mengungsi", "3–8 Maret 2031", "4 berita", "4 perbedaan"]).await;
    let place = |words: &str| page.find(words).expect(words);
    assert!(place("Bendungan Arjasari") < place("120 layang-layang"), "undated stories stand last");
    check("/?lang=en", &["3–8 March 2031", "4 reports", "1 report", "4 differences"]).await;
}

#[tokio::test]
async fn an_empty_store_says_what_to_add() {
    let answer = ask_of(fixture::Memory::default(), request("/?lang=en", &[])).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.text.contains("runut add"), "{}", answer.text);
}

#[tokio::test]
async fn a_story_answers_every_question() {
    let wanted = [
        "Who says what?",
        "How many?",
        "What is denied?",
        "What exactly was said?",
        "Who gives what, in return for what?",
        "Which dates differ?",
        "Who changed their account?",
        "What is written wrong?",
        "What happened, when?",
        "Who had it from whom?",
        "Which reports?",
        "sekitar 3.000 keluarga",
        "about 3,000",
        "at least 2,000",
        "<svg class=\"figure-chart\"",
        "<svg class=\"time-chart\"",
        "<svg class=\"stemma-chart\"",
        "42 % of its words",
        "From 3 March 2031 at the earliest",
        "2 days without a claim",
    ];
    let page = check("/story/4f1c09ab?lang=en", &wanted).await;
    // Every line leads to its words, and says where to come back to.
    assert!(page.contains("href=\"/report/kabar-selat-0403?at="), "{page}");
    assert!(page.contains("&#38;from=k1-1#at") || page.contains("&amp;from=k1-1#at"), "{page}");
    assert!(page.contains("id=\"k1-1\""));
    ids_are_unique(&page);
    check("/story/77aa01?lang=id", &["Berita tunggal", "Tidak ada yang bertentangan"]).await;
}

#[tokio::test]
async fn a_report_marks_the_words_of_its_claims() {
    let page =
        check("/report/kabar-selat-0403?lang=en", &["not the report’s prose", "denied", "Back to the story"])
            .await;
    for number in 1..=5 {
        for id in ["c", "w"] {
            assert!(page.contains(&format!("id=\"{id}{number}\"")), "{id}{number}");
            assert!(page.contains(&format!("href=\"#{id}{number}\"")), "to {id}{number}");
        }
    }
    ids_are_unique(&page);
    // The text is all there, to the letter, once the marks are taken away.
    let shown =
        page.split("<article").nth(1).and_then(|rest| rest.split("</article>").next()).expect("a text");
    let shown = without_markup(shown);
    for line in fixture::memory().stories[0].1[0].article.text.lines().filter(|line| !line.is_empty()) {
        assert!(shown.contains(line), "`{line}` is not in {shown}");
    }
}

/// Text between tags; numbers of claims are left out.
fn without_markup(html: &str) -> String {
    let mut text = String::new();
    let mut key = false;
    for piece in html.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        key = tag.contains("class=\"key\"") || (key && !tag.starts_with('/'));
        if !key {
            text.push_str(words);
        }
        key &= !tag.starts_with('/');
    }
    text
}

fn ids_are_unique(page: &str) {
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[tokio::test]
async fn words_in_question_are_marked_and_lead_back() {
    let memory = fixture::memory();
    let text = &memory.stories[0].1[0].article.text;
    let start = text.find("“Kami menutup").expect("its words");
    let path = format!("/report/kabar-selat-0403?lang=en&at={}-{}&from=k1-1", start, start + 20);
    check(&path, &["id=\"at\"", "href=\"/story/4f1c09ab?to=k1-1#k1-1\"", "to claim 3"]).await;
    for odd in ["9-3", "0-999999", "1-", "x", "4-4", "-1-2"] {
        let page = check(&format!("/report/kabar-selat-0403?at={odd}&from=javascript:1"), &[]).await;
        assert!(!page.contains("id=\"at\"") && !page.contains("javascript:"), "{odd}");
    }
}

#[tokio::test]
async fn search_finds_reports() {
    check("/search?q=pintu+ketiga&lang=id", &["<mark>pintu ketiga</mark>", "1 berita ditemukan", "?at="])
        .await;
    check("/search?q=tidakada&lang=id", &["Tidak ada berita yang memuat"]).await;
    check("/search?lang=en", &["Type one word or more"]).await;
    let page = check("/search?q=%22%3E%3Cscript%3Ealert(3)%3C/script%3E", &[]).await;
    assert!(!page.contains("<script>alert"));
}

#[tokio::test]
async fn what_is_not_there_is_said_to_be_missing() {
    for path in
        ["/nothing", "/story/nothing", "/report/nothing", "/story/", "/report/%ff", "/story/%2e%2e%2f"]
    {
        let answer = ask(path).await;
        assert!(
            matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST),
            "{path}: {}",
            answer.status
        );
    }
    let answer = ask("/report/nothing?lang=en").await;
    assert!(answer.text.contains("There is no report of this name"));
    assert_eq!(ask("/assets/../Cargo.toml").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nothing_of_a_page_becomes_markup() {
    let story = format!("/story/{}", "x%22%3E%3Cscript%3E");
    let report = "/report/a%2Fb%3Fc%23d%22%3E%3Ci%3E";
    for path in
        ["/".to_owned(), story.clone(), format!("{report}?at=1-9&from=k1-1"), "/search?q=Kata".to_owned()]
    {
        let page = check(&path, &["alert"]).await;
        for tag in ["<script>", "<img src=x", "<b>benar", "<iframe", "<i>", "<u>", "<s>"] {
            assert!(!page.contains(tag), "{path} has {tag}:\n{page}");
        }
        assert!(!page.contains("href=\"//") && !page.contains("style=\""), "{path}");
    }
    let page = check(&story, &[]).await;
    assert!(page.contains("/report/a%2Fb%3Fc%23d%22%3E%3Ci%3E?at="), "{page}");
}

#[tokio::test]
async fn every_answer_is_guarded() {
    for path in ["/", "/nothing", "/assets/app.css", "/story/4f1c09ab", "/help"] {
        let answer = ask(path).await;
        let header =
            |name: &str| answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert!(header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert!(!header("content-security-policy").contains("unsafe"), "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("x-frame-options"), "DENY", "{path}");
        assert!(header("access-control-allow-origin").is_empty(), "{path}");
    }
    for host in ["evil.example", "127.0.0.1.evil.example:4870"] {
        let mut foreign = request("/", &[]);
        foreign.headers_mut().insert(header::HOST, host.parse().expect("a host"));
        assert_eq!(
            ask_of(fixture::memory(), foreign).await.status,
            StatusCode::MISDIRECTED_REQUEST,
            "{host}"
        );
    }
    for method in [Method::PUT, Method::DELETE] {
        let mut write = request("/", &[]);
        *write.method_mut() = method;
        assert_eq!(ask_of(fixture::memory(), write).await.status, StatusCode::METHOD_NOT_ALLOWED);
    }
}

#[tokio::test]
async fn pages_hold_no_inline_script_or_style() {
    for path in ["/", "/story/4f1c09ab", "/report/kabar-selat-0403", "/search?q=air", "/help"] {
        let page = check(path, &["<script src=\"/assets/app.js?v="]).await;
        assert_eq!(page.matches("<script").count(), 1, "{path}");
        assert!(
            !page.contains("<style") && !page.contains(" style=") && !page.contains(" onclick"),
            "{path}"
        );
        assert!(
            !page.contains("http://") && !page.contains("https://"),
            "{path} fetches nothing from elsewhere"
        );
    }
}

#[tokio::test]
async fn the_language_is_asked_for_kept_and_guessed() {
    let says = async |path: &str, headers: &[(header::HeaderName, &str)]| {
        let answer = ask_of(fixture::memory(), request(path, headers)).await;
        let kept =
            answer.headers.get(header::SET_COOKIE).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let language = answer.text.split("<html lang=\"").nth(1).and_then(|rest| rest.split('"').next());
        (language.unwrap_or_default().to_owned(), kept)
    };
    assert_eq!(says("/", &[]).await, ("id".into(), None));
    let (language, kept) = says("/?lang=en", &[]).await;
    assert_eq!(language, "en");
    assert!(kept.is_some_and(|kept| kept.starts_with("lang=en;") && kept.contains("SameSite=Strict")));
    assert_eq!(says("/", &[(header::COOKIE, "a=b; lang=en")]).await.0, "en");
    assert_eq!(says("/", &[(header::ACCEPT_LANGUAGE, "fr, en-GB;q=0.8")]).await.0, "en");
    assert_eq!(says("/?lang=xx", &[(header::COOKIE, "lang=<script>")]).await, ("id".into(), None));
    // The switch stays on the page, with all that was asked.
    check("/search?q=a%26b&lang=id", &["/search?lang=en&#38;q=a%26b"]).await;
}

#[tokio::test]
async fn assets_are_kept_until_they_change() {
    let page = check("/", &[]).await;
    let address =
        page.split("href=\"").find(|rest| rest.starts_with("/assets/app.css")).expect("a style sheet");
    let address = address.split('"').next().expect("an address");
    let kept = ask(address).await;
    assert_eq!(kept.headers[header::CONTENT_TYPE], "text/css; charset=utf-8");
    assert!(kept.headers[header::CACHE_CONTROL].to_str().is_ok_and(|keep| keep.contains("immutable")));
    assert_eq!(ask("/assets/app.js").await.headers[header::CACHE_CONTROL], "no-cache");
}

/// A source that cannot be read.
struct Broken;

impl Source for Broken {
    fn stories(&self) -> Result<Arc<[StoryLine]>, SourceError> {
        Err(SourceError("the store `<here>` is damaged".into()))
    }
    fn story(&self, _: &str) -> Result<Option<Arc<runut_story::Ledger>>, SourceError> {
        Err(SourceError("damaged".into()))
    }
    fn ledger_json(&self, _: &str) -> Result<Option<String>, SourceError> {
        Err(SourceError("damaged".into()))
    }
    fn report(&self, _: &str) -> Result<Option<Report>, SourceError> {
        panic!("a source that breaks in the middle")
    }
    fn search(&self, _: &str) -> Result<Vec<Hit>, SourceError> {
        Err(SourceError("damaged".into()))
    }
}

#[tokio::test]
async fn a_source_that_cannot_be_read_is_named() {
    for path in ["/?lang=en", "/story/a?lang=en", "/report/a?lang=en", "/search?q=a&lang=en"] {
        let answer = ask_of(Broken, request(path, &[])).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(answer.text.contains("The store cannot be read"), "{path}");
    }
    assert!(ask_of(Broken, request("/", &[])).await.text.contains("the store `&#60;here&#62;` is damaged"));
}

/// Every path of the description is there, and every answer has the keys that it promises.
#[tokio::test]
async fn the_api_is_as_it_is_described() {
    let description = ask("/api/openapi.json").await;
    let doc: serde_json::Value = serde_json::from_str(&description.text).expect("it is JSON");
    for (path, what) in doc["paths"].as_object().expect("there are paths") {
        let asked = path
            .replace("stories/{id}", "stories/4f1c09ab")
            .replace("reports/{id}", "reports/kabar-selat-0403");
        let asked = if asked == "/api/search" { asked + "?q=pintu" } else { asked };
        let answer = ask(&asked).await;
        assert_eq!(answer.status, StatusCode::OK, "{asked}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json", "{asked}");
        let answer: serde_json::Value = serde_json::from_str(&answer.text).expect("it is JSON");
        let schema = &what["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        has_keys(&answer, schema, &doc, &asked);
    }
    for (path, status) in [
        ("/api/stories/nothing", StatusCode::NOT_FOUND),
        ("/api/reports/nothing", StatusCode::NOT_FOUND),
        ("/api/search", StatusCode::BAD_REQUEST),
        ("/api/search?q=%20", StatusCode::BAD_REQUEST),
    ] {
        let answer = ask(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text.starts_with("{\"error\":"), "{path}: {}", answer.text);
    }
}

fn has_keys(value: &serde_json::Value, schema: &serde_json::Value, doc: &serde_json::Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return has_keys(value, &doc["components"]["schemas"][name], doc, at);
    }
    for key in schema["required"].as_array().into_iter().flatten().filter_map(|key| key.as_str()) {
        assert!(value.get(key).is_some(), "{at} has no `{key}`");
    }
    for (key, schema) in schema["properties"].as_object().into_iter().flatten() {
        let is_list = value[key].is_array();
        assert_eq!(is_list, schema["type"] == "array", "{at}: `{key}`");
        for item in value[key].as_array().into_iter().flatten() {
            has_keys(item, &schema["items"], doc, &format!("{at} {key}"));
        }
    }
}

#[tokio::test]
async fn each_section_is_a_page_of_its_own() {
    for (section, words) in [
        ("claims", "Who says what?"),
        ("sides", "Who says what, side by side"),
        ("figures", "How many?"),
        ("denials", "What is denied?"),
        ("utterances", "What exactly was said?"),
        ("time", "What happened, when?"),
        ("origins", "The chart as a table"),
        ("reports", "Which reports?"),
    ] {
        let page = check(&format!("/story/4f1c09ab/{section}?lang=en"), &[words, "the whole story"]).await;
        assert_eq!(page.matches("<section id=").count(), 1, "{section}: one section alone");
        ids_are_unique(&page);
    }
    assert_eq!(ask("/story/4f1c09ab/nothing").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask("/story/nothing/claims").await.status, StatusCode::NOT_FOUND);
    for odd in [
        "page=0",
        "page=99999999999999999999",
        "page=-1",
        "page=7",
        "only=k99",
        "only=%22",
        "to=k1-1",
        "from=99",
    ] {
        for section in ["claims", "sides", "figures"] {
            let path = format!("/story/4f1c09ab/{section}?{odd}");
            assert_eq!(ask(&path).await.status, StatusCode::OK, "{path}");
        }
    }
}

#[tokio::test]
async fn origins_stand_side_by_side_and_empty_cells_are_seen() {
    let page =
        check("/story/4f1c09ab/sides?lang=en", &["<table class=\"sides\">", "How many?", "nothing known"])
            .await;
    let columns = page.matches("<th scope=\"col\"").count();
    let rows = page.matches("<th scope=\"row\">").count();
    assert!(columns > 2 && rows > 1);
    assert_eq!(page.matches("<td").count(), (columns - 1) * rows, "a cell for each origin in each row");
}

#[tokio::test]
async fn a_story_is_shown_as_it_was_known_on_a_day() {
    let today = check("/story/4f1c09ab?lang=en", &["As known on", "type=\"date\""]).await;
    assert!(!today.contains("as it was known"));
    let then = check(
        "/story/4f1c09ab?lang=en&asof=2031-03-04",
        &["as it was known on 4 March 2031", "as known today"],
    )
    .await;
    assert!(then.contains("asof=2031-03-04"), "the day stays in every address");
    check("/story/4f1c09ab/time?lang=en&asof=2031-03-04", &["value=\"2031-03-04\""]).await;
    for odd in ["soon", "2031-13-01", "%22%3E"] {
        let answer = ask(&format!("/story/4f1c09ab?lang=en&asof={odd}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{odd}");
        assert!(answer.text.contains("That is no day"));
    }
}

#[tokio::test]
async fn two_reports_stand_side_by_side() {
    let memory = fixture::memory();
    let ids: Vec<&str> = memory.stories[0].1.iter().map(|reading| reading.article.id.as_str()).collect();
    let page =
        check(&format!("/compare?lang=en&a={}&b={}", ids[0], ids[1]), &["Two reports side by side"]).await;
    assert_eq!(page.matches("<article").count(), 2);
    ids_are_unique(&page);
    let same = check(&format!("/compare?lang=en&a={0}&b={0}", ids[0]), &[]).await;
    assert!(same.contains("<article"));
    assert_eq!(ask("/compare?a=nothing&b=nothing").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ask("/compare").await.status, StatusCode::NOT_FOUND);
}
