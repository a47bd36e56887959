//! The same for programs: JSON under `/api/`, described by `/api/openapi.json`.

use axum::{
    Router,
    extract::{self, Path},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use runut_export::{ReadingRecord, VERSION};
use serde_json::{Value, json};

use crate::{
    app::{Ask, State, is_day},
    source::{Hit, Source, SourceError, StoryLine},
};

/// The description: OpenAPI 3.1. A test asks every path of it and looks for every key.
const OPENAPI: &str = include_str!("../openapi.json");

/// Addresses of the API.
pub(crate) fn routes() -> Router<State> {
    Router::new()
        .route("/api/openapi.json", get(|| async { answer(StatusCode::OK, OPENAPI.to_owned()) }))
        .route("/api/stories", get(stories))
        .route("/api/stories/{id}", get(story))
        .route("/api/reports/{id}", get(report))
        .route("/api/search", get(search))
        .route("/api/corrections", get(corrections))
}

async fn stories(extract::State(state): extract::State<State>) -> Response {
    said(state.ask(Source::stories).await.map(|lines| {
        let lines: Vec<Value> = lines.iter().map(story_line).collect();
        Some(json!({ "version": VERSION, "stories": lines }).to_string())
    }))
}

async fn story(extract::State(state): extract::State<State>, Path(id): Path<String>, ask: Ask) -> Response {
    let Some(day) = ask.given("asof") else {
        return said(state.ask(move |source| source.ledger_json(&id)).await);
    };
    if !is_day(&day) {
        return wrong(StatusCode::BAD_REQUEST, "`asof` is no day, wanted one such as 2031-05-04");
    }
    said(state.ask(move |source| source.ledger_json_as_of(&id, &day)).await)
}

async fn report(extract::State(state): extract::State<State>, Path(id): Path<String>) -> Response {
    said(state.ask(move |source| source.report(&id)).await.map(|report| {
        report.and_then(|report| serde_json::to_string(&ReadingRecord::of(&report.reading)).ok())
    }))
}

async fn search(extract::State(state): extract::State<State>, ask: Ask) -> Response {
    let words = ask.get("q").trim().to_owned();
    if words.is_empty() {
        return wrong(StatusCode::BAD_REQUEST, "`q` is missing, wanted words to look for");
    }
    said(state.ask(move |source| source.search(&words)).await.map(|hits| {
        let hits: Vec<Value> = hits.iter().map(hit).collect();
        Some(json!({ "version": VERSION, "hits": hits }).to_string())
    }))
}

async fn corrections(extract::State(state): extract::State<State>) -> Response {
    said(
        state
            .ask(Source::corrections)
            .await
            .map(|trail| Some(json!({ "version": VERSION, "corrections": trail }).to_string())),
    )
}

fn story_line(line: &StoryLine) -> Value {
    let StoryLine { id, line, reports, outlets, days, origins, differences } = line;
    json!({
        "id": id, "line": line, "reports": reports, "outlets": outlets, "origins": origins,
        "differences": differences,
        "first_day": days.as_ref().map(|days| &days.0), "last_day": days.as_ref().map(|days| &days.1),
    })
}

fn hit(hit: &Hit) -> Value {
    let Hit { report, headline, outlet, published, story, place: _, excerpt } = hit;
    let words: String = excerpt.iter().map(|(words, _)| words.as_str()).collect();
    json!({
        "report": report, "headline": headline, "outlet": outlet, "published": published, "story": story,
        "excerpt": words,
    })
}

/// What was asked for, or that it is not here, or why it cannot be had.
fn said(json: Result<Option<String>, SourceError>) -> Response {
    match json {
        Ok(Some(json)) => answer(StatusCode::OK, json),
        Ok(None) => wrong(StatusCode::NOT_FOUND, "there is none of this id"),
        Err(error) => wrong(StatusCode::INTERNAL_SERVER_ERROR, &error.0),
    }
}

fn wrong(status: StatusCode, why: &str) -> Response {
    answer(status, json!({ "error": why }).to_string())
}

fn answer(status: StatusCode, json: String) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (status, headers, json).into_response()
}
