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
