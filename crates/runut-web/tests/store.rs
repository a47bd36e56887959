//! The page over a real store: read, kept, grouped, shown.
#![allow(missing_docs)]

use std::path::Path;

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use runut_packs::Packs;
use runut_store::Store;
use runut_text::Page;
use runut_web::{State, app};
use tower::ServiceExt as _;

async fn ask(store: &Path, path: &str) -> (StatusCode, String) {
    let request = Request::builder().uri(path).header("host", "localhost:4870").body(Body::empty());
    let state = State::of_store_at(store.to_owned(), Packs::builtin());
    let response = app(state).oneshot(request.expect("a request")).await.expect("the router never fails");
    let status = response.status();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a whole body");
    (status, String::from_utf8(bytes.to_vec()).expect("pages are UTF-8"))
}

#[tokio::test]
async fn what_is_added_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("runut.sqlite");
    let (status, page) = ask(&file, "/?lang=id").await;
    assert!(
        status == StatusCode::OK && page.contains("runut add"),
        "a store that is not there yet says how to make one"
    );
    assert!(!file.exists(), "looking makes no store");

    let page = Page {
        id: "bendungan <1>".into(),
        origin: "bendungan.txt".into(),
        bytes: "Bendungan Meluap\n\nKABAR SELAT - \"Warga sudah kami ungsikan,\" kata Bupati Wira Sembodo, Rabu (5/3/2031). \
                Sekitar 3.000 warga mengungsi."
            .into(),
    };
    let packs = Packs::builtin();
    let (article, notes) = runut_article::read(&page, packs);
    let reading = runut_claim::read(article, notes, packs);
    Store::open(&file).expect("a store").add(&[(page, reading)], packs).expect("added");

    let (status, page) = ask(&file, "/?lang=id").await;
    assert!(status == StatusCode::OK && page.contains("1 berita"), "{page}");
    let story = page.split("href=\"/story/").nth(1).and_then(|rest| rest.split('"').next()).expect("a story");
    let (status, page) = ask(&file, &format!("/story/{story}")).await;
    assert!(status == StatusCode::OK && page.contains("/report/bendungan%20%3C1%3E"), "{page}");
    let (status, page) = ask(&file, "/report/bendungan%20%3C1%3E?lang=id").await;
    assert!(status == StatusCode::OK && page.contains("Warga sudah kami ungsikan"), "{page}");
    let (status, page) = ask(&file, "/search?q=pengungsian&lang=id").await;
    assert!(status == StatusCode::OK && page.contains("<mark>"), "a word is found by its stem: {page}");
    assert_eq!(ask(&file, "/story/nothing").await.0, StatusCode::NOT_FOUND);
    assert_eq!(ask(&file, "/report/nothing").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_that_is_no_store_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("notes.txt");
    std::fs::write(
        &file,
        "no store at all, but a file of some length, so that it has a head of its own".repeat(20),
    )
    .expect("written");
    let (status, page) = ask(&file, "/?lang=en").await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.contains("is not a store of runut") && page.contains("hint:"), "{page}");
}

/// Sends a form as a browser does from the page at `origin`.
async fn send(state: &State, path: &str, origin: Option<&str>, form: &str) -> (StatusCode, String) {
    let mut request = Request::post(path)
        .header("host", "localhost:4870")
        .header("content-type", "application/x-www-form-urlencoded");
    if let Some(origin) = origin {
        request = request.header("origin", origin);
    }
    let request = request.body(Body::from(form.to_owned())).expect("a request");
    let response = app(state.clone()).oneshot(request).await.expect("the router never fails");
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a whole body");
    let to = headers.get("location").and_then(|to| to.to_str().ok()).map(str::to_owned);
    (status, to.unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned()))
}

async fn get(state: &State, path: &str) -> String {
    let request = Request::builder().uri(path).header("host", "localhost:4870").body(Body::empty());
    let response =
        app(state.clone()).oneshot(request.expect("a request")).await.expect("the router never fails");
    let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a whole body");
    String::from_utf8(bytes.to_vec()).expect("pages are UTF-8")
}

/// The token in the forms of a page.
fn token(page: &str) -> &str {
    page.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a form")
}

#[tokio::test]
async fn a_claim_is_put_right_and_the_correction_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("runut.sqlite");
    let page = Page {
        id: "bendungan".into(),
        origin: "bendungan.txt".into(),
        bytes: "Bendungan Meluap\n\nKABAR SELAT - \"Warga sudah kami ungsikan,\" kata Bupati Wira Sembodo, Rabu (5/3/2031)."
            .into(),
    };
    let packs = Packs::builtin();
    let (article, notes) = runut_article::read(&page, packs);
    let reading = runut_claim::read(article, notes, packs);
    let said = reading.annotations.statements[0].span;
    Store::open(&file).expect("a store").add(&[(page, reading)], packs).expect("added");
    let state = State::of_store_at(file, packs);

    let report = get(&state, "/report/bendungan?lang=en").await;
    let forms = format!("/correct?report=bendungan&at={}-{}", said.start(), said.end());
    assert!(report.contains(&forms.replace('&', "&#38;")), "{report}");
    let page = get(&state, &format!("{forms}&lang=en")).await;
    assert!(page.contains("What was read here is wrong") && page.contains("Wira Sembodo"), "{page}");
    let form = format!(
        "kind=wrong+claim&report=bendungan&at={}-{}&why=bukan&back=%2Freport%2Fbendungan&token={}",
        said.start(),
        said.end(),
        token(&page)
    );
    let ours = Some("http://localhost:4870");

    // Neither another site nor a form without our token writes.
    for origin in [None, Some("http://evil.example"), Some("null"), Some("https://localhost:4870")] {
        assert_eq!(send(&state, "/correct", origin, &form).await.0, StatusCode::FORBIDDEN, "{origin:?}");
    }
    let forged = form.replace(token(&page), "0123456789abcdef0123456789abcdef");
    assert_eq!(send(&state, "/correct", ours, &forged).await.0, StatusCode::FORBIDDEN);
    assert!(!get(&state, "/corrections?lang=en").await.contains("wrongly read"));

    let (status, to) = send(&state, "/correct", ours, &form).await;
    assert_eq!((status, to.as_str()), (StatusCode::SEE_OTHER, "/report/bendungan"));
    assert!(get(&state, "/report/bendungan?lang=en").await.contains("marked as wrong"));
    let trail = get(&state, "/corrections?lang=en").await;
    assert!(trail.contains("wrongly read") && trail.contains("bukan"), "{trail}");
    assert!(get(&state, "/corrections.jsonl").await.contains("\"kind\":\"wrong claim\""));

    let undo = format!("token={}", token(&trail));
    assert_eq!(send(&state, "/corrections/1/undo", ours, &undo).await.0, StatusCode::SEE_OTHER);
    assert!(!get(&state, "/report/bendungan?lang=en").await.contains("marked as wrong"));
    assert!(get(&state, "/corrections?lang=en").await.contains("taken back by 2"));
    assert_eq!(send(&state, "/corrections/1/undo", ours, &undo).await.0, StatusCode::INTERNAL_SERVER_ERROR);
    let nothing = form.replace("wrong+claim", "applause");
    assert_eq!(send(&state, "/correct", ours, &nothing).await.0, StatusCode::UNPROCESSABLE_ENTITY);
}

/// Sends the form of a new text as a browser does.
async fn send_text(state: &State, token: &str, deed: &str, parts: &[(&str, &str)]) -> (StatusCode, String) {
    let mut body = String::new();
    for (name, value) in [("token", token), ("deed", deed)].iter().chain(parts) {
        let file = if *name == "file" { "; filename=\"susulan.txt\"" } else { "" };
        body += &format!("--X\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n");
    }
    let request = Request::post("/check?lang=en")
        .header("host", "localhost:4870")
        .header("origin", "http://localhost:4870")
        .header("content-type", "multipart/form-data; boundary=X")
        .body(Body::from(body + "--X--\r\n"))
        .expect("a request");
    let response = app(state.clone()).oneshot(request).await.expect("the router never fails");
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("a whole body");
    let to = headers.get("location").and_then(|to| to.to_str().ok()).map(str::to_owned);
    (status, to.unwrap_or_else(|| String::from_utf8_lossy(&bytes).into_owned()))
}

#[tokio::test]
async fn a_text_is_kept_and_another_checked_against_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("runut.sqlite");
    let state = State::of_store_at(file.clone(), Packs::builtin());
    let form = get(&state, "/check?lang=en").await;
    let token = token(&form);
    let kept = "Bendungan Meluap\n\nKABAR SELAT - Bupati Wira Sembodo mengatakan sebanyak 3.000 warga Desa Sulur mengungsi, Rabu (5/3/2031).";
    let new = "Bendungan Meluap <b>Lagi</b>\n\nWARTA LAUT - Bupati Wira Sembodo mengatakan sebanyak 5.000 warga Desa Sulur mengungsi, Rabu (5/3/2031).";

    // Before anything is kept, nobody says it; and checking makes no store.
    let (status, page) = send_text(&state, token, "check", &[("text", new)]).await;
    assert!(status == StatusCode::OK && page.contains("nobody says it yet"), "{page}");
    assert!(!file.exists());

    let (status, to) =
        send_text(&state, token, "keep", &[("text", kept), ("address", "https://kabar.example/1")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(get(&state, &to).await.contains("kabar.example/1"), "where it stood is kept");
    let (status, page) = send_text(&state, token, "check", &[("file", new)]).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("another figure") && page.contains("KABAR SELAT"), "{page}");
    assert!(
        page.contains("&#60;b&#62;Lagi") && !page.contains("<b>Lagi"),
        "a hostile text is shown harmless"
    );
    assert!(!get(&state, "/?lang=en").await.contains("WARTA LAUT"), "what is only checked is not kept");

    assert_eq!(send_text(&state, "forged", "keep", &[("text", new)]).await.0, StatusCode::FORBIDDEN);
    let (status, page) = send_text(&state, token, "keep", &[("text", " ")]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("There was no text"), "{page}");
    let (status, page) = send_text(&state, token, "keep", &[("text", &"a".repeat(33 << 20))]).await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("more than 32 MiB"), "{status}");
}

#[tokio::test]
async fn stories_and_ledgers_are_shown_as_of_a_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("runut.sqlite");
    let packs = Packs::builtin();
    let read = |id: &str, text: &str| {
        let page = Page { id: id.into(), origin: format!("{id}.txt"), bytes: text.as_bytes().to_vec() };
        let (article, notes) = runut_article::read(&page, packs);
        let reading = runut_claim::read(article, notes, packs);
        (page, reading)
    };
    let told = |outlet: &str, day: &str| {
        format!(
            "Bendungan Sulur Meluap, Warga Diungsikan\n\n{outlet} - Bendungan Sulur di Kabupaten Rimba Laut meluap. \
             \"Warga Desa Sulur sudah kami ungsikan ke balai kecamatan,\" kata Bupati Rimba Laut Wira Sembodo, {day}.\n\n\
             Air Bendungan Sulur naik sejak hujan lebat turun di Kabupaten Rimba Laut. Bupati Wira Sembodo meminta \
             warga Desa Sulur dan Desa Kenanga tidak kembali dulu ke rumah.\n"
        )
    };
    let reports = [
        read("satu", &told("KABAR SELAT", "Rabu (5/3/2031)")),
        read("dua", &told("WARTA LAUT", "Jumat (7/3/2031)")),
    ];
    Store::open(&file).expect("a store").add(&reports, packs).expect("added");
    let state = State::of_store_at(file, packs);
    let page = get(&state, "/?lang=en&asof=2031-03-06").await;
    assert!(page.contains("1 report") && page.contains("?asof=2031-03-06"), "{page}");
    assert!(get(&state, "/?lang=en&asof=2031-03-04").await.contains("No story is so"));
    assert!(get(&state, "/?lang=en&outlet=WARTA+LAUT").await.contains("2 reports"));
    assert!(get(&state, "/?lang=en&words=layang").await.contains("No story is so"));
    assert_eq!(ask(&folder.path().join("runut.sqlite"), "/?from=tomorrow").await.0, StatusCode::BAD_REQUEST);
    let stories: serde_json::Value = serde_json::from_str(&get(&state, "/api/stories").await).expect("JSON");
    let id = stories["stories"][0]["id"].as_str().expect("an id");
    let reports = |json: String| {
        let ledger: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        ledger["reports"].as_array().map(Vec::len)
    };
    assert_eq!(reports(get(&state, &format!("/api/stories/{id}")).await), Some(2));
    assert_eq!(reports(get(&state, &format!("/api/stories/{id}?asof=2031-03-06")).await), Some(1));
    assert_eq!(
        ask(&folder.path().join("runut.sqlite"), &format!("/api/stories/{id}?asof=x")).await.0,
        StatusCode::BAD_REQUEST
    );
}
