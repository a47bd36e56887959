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
