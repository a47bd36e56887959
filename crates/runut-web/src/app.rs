//! The routes: which address shows which view, in which language.

use std::{
    collections::BTreeMap,
    convert::Infallible,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use askama::Template;
use axum::{
    Router,
    extract::{self, FromRequestParts, Path, Query},
    http::{HeaderMap, StatusCode, header, request::Parts},
    middleware,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use runut_packs::Packs;
use runut_store::Store;

use crate::{
    assets, guard,
    messages::Messages,
    names::Names,
    source::{Kept, Place, Source, SourceError},
    views,
};

/// What the page shows, and the names it knows.
#[derive(Clone)]
pub struct State {
    source: Arc<Mutex<dyn Source>>,
    packs: &'static Packs,
}

impl State {
    /// Shows what `source` keeps.
    pub fn of(source: impl Source, packs: &'static Packs) -> Self {
        Self { source: Arc::new(Mutex::new(source)), packs }
    }

    /// Shows a store.
    pub fn of_store(store: Store, packs: &'static Packs) -> Self {
        Self::of(Kept { place: Place::Open(store), packs }, packs)
    }

    /// Shows the store at `path`, which need not be there yet: each question sees what is kept by then.
    pub fn of_store_at(path: PathBuf, packs: &'static Packs) -> Self {
        Self::of(Kept { place: Place::At(path), packs }, packs)
    }

    /// Asks the source, on a thread that may wait.
    async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Source) -> Result<T, SourceError> + Send + 'static,
    ) -> Result<T, SourceError> {
        let source = Arc::clone(&self.source);
        let asked = tokio::task::spawn_blocking(move || {
            question(&*source.lock().unwrap_or_else(PoisonError::into_inner))
        });
        asked.await.unwrap_or_else(|error| Err(SourceError(error.to_string())))
    }
}

/// The whole page as a router, without a socket.
pub fn app(state: State) -> Router {
    Router::new()
        .route("/", get(stories))
        .route("/story/{id}", get(story))
        .route("/report/{id}", get(report))
        .route("/search", get(search))
        .route("/help", get(help))
        .route("/assets/{*path}", get(assets::asset))
        .fallback(missing)
        .layer(middleware::from_fn(guard::guard))
        .with_state(state)
}

async fn stories(extract::State(state): extract::State<State>, ask: Ask) -> Response {
    match state.ask(Source::stories).await {
        Ok(lines) => page(&ask, StatusCode::OK, views::stories(frame(&ask), lines).render()),
        Err(error) => trouble(&ask, error),
    }
}

async fn story(extract::State(state): extract::State<State>, Path(id): Path<String>, ask: Ask) -> Response {
    match state.ask(move |source| source.story(&id)).await {
        Ok(Some(ledger)) => {
            let names = Names { packs: state.packs, messages: ask.messages };
            page(&ask, StatusCode::OK, views::story(frame(&ask), &ledger, names).render())
        }
        Ok(None) => not_here(&ask, "missing.story"),
        Err(error) => trouble(&ask, error),
    }
}

async fn report(extract::State(state): extract::State<State>, Path(id): Path<String>, ask: Ask) -> Response {
    let asked = state.ask(move |source| {
        let Some(report) = source.report(&id)? else { return Ok(None) };
        let ledger = report.story.as_deref().map(|story| source.story(story)).transpose()?.flatten();
        Ok(Some((report, ledger)))
    });
    match asked.await {
        Ok(Some((report, ledger))) => {
            let names = Names { packs: state.packs, messages: ask.messages };
            let focus = views::Focus { at: ask.get("at"), from: ask.get("from") };
            page(&ask, StatusCode::OK, views::report(frame(&ask), &report, ledger.as_ref(), names, &focus))
        }
        Ok(None) => not_here(&ask, "missing.report"),
        Err(error) => trouble(&ask, error),
    }
}

async fn search(extract::State(state): extract::State<State>, ask: Ask) -> Response {
    let words = ask.get("q").trim().to_owned();
    if words.is_empty() {
        return page(&ask, StatusCode::OK, views::search(frame(&ask), Vec::new()).render());
    }
    match state.ask(move |source| source.search(&words)).await {
        Ok(hits) => page(&ask, StatusCode::OK, views::search(frame(&ask), hits).render()),
        Err(error) => trouble(&ask, error),
    }
}

async fn help(ask: Ask) -> Response {
    page(&ask, StatusCode::OK, views::HelpPage { f: frame(&ask) }.render())
}

async fn missing(ask: Ask) -> Response {
    not_here(&ask, "missing.page")
}

fn not_here(ask: &Ask, what: &'static str) -> Response {
    page(ask, StatusCode::NOT_FOUND, views::MissingPage { f: frame(ask), what }.render())
}

fn trouble(ask: &Ask, error: SourceError) -> Response {
    let view = views::TroublePage { f: frame(ask), why: error.0 };
    page(ask, StatusCode::INTERNAL_SERVER_ERROR, view.render())
}

/// A view as an answer. The language that was asked for by name is kept in a cookie.
fn page(ask: &Ask, status: StatusCode, html: askama::Result<String>) -> Response {
    let html = match html {
        Ok(html) => html,
        Err(error) => return (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    };
    let common = [(header::CACHE_CONTROL, "no-cache"), (header::VARY, "cookie, accept-language")];
    let mut response = (status, common, Html(html)).into_response();
    if Messages::of(&ask.get("lang")).is_some() {
        let cookie =
            format!("lang={}; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly", ask.messages.tag);
        if let Ok(cookie) = cookie.parse() {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// What every page has around its view.
fn frame(ask: &Ask) -> views::Frame {
    views::Frame::new(ask.messages, &ask.path, &ask.query)
}

/// What a request asks: the address, and the language it wants.
struct Ask {
    messages: &'static Messages,
    path: String,
    query: BTreeMap<String, String>,
}

impl Ask {
    fn get(&self, key: &str) -> String {
        self.query.get(key).cloned().unwrap_or_default()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Ask {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = Query::<BTreeMap<String, String>>::try_from_uri(&parts.uri)
            .map_or_else(|_| BTreeMap::new(), |Query(query)| query);
        let asked = query.get("lang").and_then(|tag| Messages::of(tag));
        let messages = asked.unwrap_or_else(|| language(&parts.headers));
        Ok(Self { messages, path: parts.uri.path().to_owned(), query })
    }
}

/// The language of the cookie, else the first of the browser's that we have, else ours.
fn language(headers: &HeaderMap) -> &'static Messages {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let cookie = text(header::COOKIE).split(';').find_map(|pair| pair.trim().strip_prefix("lang="));
    let accepted =
        text(header::ACCEPT_LANGUAGE).split(',').map(|part| part.split(';').next().unwrap_or_default());
    let known = cookie.into_iter().chain(accepted).find_map(Messages::of);
    known.unwrap_or_else(|| &Messages::all()[0])
}
