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
use runut_claim::Place;
use runut_export::CorrectionRecord;
use runut_packs::Packs;
use runut_store::Store;
use runut_story::{Correction, locate};

use crate::{
    api, assets, check, correct, guard,
    messages::Messages,
    names::Names,
    source::{self, Kept, Report, Source, SourceError, StoryLine},
    views,
};

/// What the page shows, and the names it knows.
#[derive(Clone)]
pub struct State {
    source: Arc<Mutex<dyn Source>>,
    packs: &'static Packs,
    token: Arc<str>,
}

impl State {
    /// Shows what `source` keeps.
    pub fn of(source: impl Source, packs: &'static Packs) -> Self {
        Self { source: Arc::new(Mutex::new(source)), packs, token: correct::token().into() }
    }

    /// Shows a store.
    pub fn of_store(store: Store, packs: &'static Packs) -> Self {
        Self::of(Kept::of(source::Place::Open(store), packs), packs)
    }

    /// Shows the store at `path`, which need not be there yet: each question sees what is kept by then.
    pub fn of_store_at(path: PathBuf, packs: &'static Packs) -> Self {
        Self::of(Kept::of(source::Place::At(path), packs), packs)
    }

    /// Asks the source, on a thread that may wait.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Source) -> Result<T, SourceError> + Send + 'static,
    ) -> Result<T, SourceError> {
        self.tell(|source| question(source)).await
    }

    /// Tells the source something to keep, on a thread that may wait.
    pub(crate) async fn tell<T: Send + 'static>(
        &self,
        deed: impl FnOnce(&mut dyn Source) -> Result<T, SourceError> + Send + 'static,
    ) -> Result<T, SourceError> {
        let source = Arc::clone(&self.source);
        let done = tokio::task::spawn_blocking(move || {
            deed(&mut *source.lock().unwrap_or_else(PoisonError::into_inner))
        });
        done.await.unwrap_or_else(|error| Err(SourceError(error.to_string())))
    }

    /// The names that the packs know, in a language.
    pub(crate) fn names(&self, messages: &'static Messages) -> Names<'static> {
        Names { packs: self.packs, messages }
    }

    /// What a form must carry, so that no page but ours can have made it.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }
}

/// The whole page as a router, without a socket.
pub fn app(state: State) -> Router {
    Router::new()
        .route("/", get(stories))
        .route("/story/{id}", get(story))
        .route("/story/{id}/{section}", get(section))
        .route("/compare", get(compare))
        .route("/report/{id}", get(report))
        .route("/search", get(search))
        .route("/help", get(help))
        .merge(api::routes())
        .merge(correct::routes())
        .merge(check::routes())
        .route("/assets/{*path}", get(assets::asset))
        .fallback(missing)
        .layer(middleware::from_fn(guard::guard))
        .with_state(state)
}

async fn stories(extract::State(state): extract::State<State>, ask: Ask) -> Response {
    let wanted = views::Wanted {
        words: ask.get("words"),
        outlet: ask.get("outlet"),
        from: ask.get("from"),
        to: ask.get("to"),
        differ: ask.get("differ") == "1",
        as_of: ask.get("asof"),
        page: ask.get("page").parse().unwrap_or(1),
    };
    if [&wanted.from, &wanted.to, &wanted.as_of].iter().any(|day| !day.is_empty() && !is_day(day)) {
        return no_day(&ask);
    }
    let asked = state.ask(move |source| {
        let all = source.stories()?;
        let (mut page, found) = views::shown_stories(&all, &wanted);
        if !wanted.as_of.is_empty() {
            for line in &mut page {
                if let Some(ledger) = source.story_as_of(&line.id, &wanted.as_of)? {
                    *line = StoryLine { id: line.id.clone(), ..StoryLine::of(&ledger) };
                }
            }
        }
        Ok((all, (page, found), wanted))
    });
    match asked.await {
        Ok((all, page_of, wanted)) => {
            page(&ask, StatusCode::OK, views::stories(frame(&ask), &all, page_of, wanted).render())
        }
        Err(error) => trouble(&ask, error),
    }
}

/// Whether words are a day, ISO 8601.
pub(crate) fn is_day(words: &str) -> bool {
    words.parse::<jiff::civil::Date>().is_ok()
}

fn no_day(ask: &Ask) -> Response {
    let view = views::MissingPage { f: frame(ask), what: "missing.day" };
    page(ask, StatusCode::BAD_REQUEST, view.render())
}

async fn story(extract::State(state): extract::State<State>, Path(id): Path<String>, ask: Ask) -> Response {
    story_page(state, id, None, ask).await
}

async fn section(
    extract::State(state): extract::State<State>,
    Path((id, section)): Path<(String, String)>,
    ask: Ask,
) -> Response {
    match views::section(&section) {
        Some(section) => story_page(state, id, Some(section), ask).await,
        None => not_here(&ask, "missing.page"),
    }
}

/// A story, or a section of it, as of today or of the day that is asked for.
async fn story_page(state: State, id: String, section: Option<&'static str>, ask: Ask) -> Response {
    let day = Some(ask.get("asof")).filter(|day| !day.is_empty());
    if day.as_ref().is_some_and(|day| !is_day(day)) {
        return no_day(&ask);
    }
    let only = Some(ask.get("only")).filter(|only| !only.is_empty());
    let asked = views::Asked {
        story: id.clone(),
        section,
        page: ask.get("page").parse().unwrap_or(1),
        only: only.filter(|_| section.is_some()),
        as_of: day.clone(),
    };
    let answer = state.ask(move |source| {
        let whole = source.story(&id)?;
        let then = match (&whole, &day) {
            (Some(_), Some(day)) => source.story_as_of(&id, day)?,
            _ => whole.clone(),
        };
        Ok((whole.zip(then), source.takes_corrections()))
    });
    match answer.await {
        Ok((Some((whole, ledger)), put_right)) => {
            let names = state.names(ask.messages);
            let (from, to) = (ask.get("from").parse().unwrap_or_default(), ask.get("to"));
            let asked = (asked, from, to.as_str());
            page(
                &ask,
                StatusCode::OK,
                views::story(frame(&ask), &ledger, &whole, names, put_right, asked).render(),
            )
        }
        Ok((None, _)) => not_here(&ask, "missing.story"),
        Err(error) => trouble(&ask, error),
    }
}

/// Two reports side by side.
async fn compare(extract::State(state): extract::State<State>, ask: Ask) -> Response {
    let ids = [ask.get("a"), ask.get("b")];
    let asked = state.ask(move |source| {
        let [a, b] = &ids;
        let Some((a, b)) = source.report(a)?.zip(source.report(b)?) else { return Ok(None) };
        let shared = source.shared(&a.reading, &b.reading)?;
        Ok(Some((a, b, shared)))
    });
    match asked.await {
        Ok(Some((a, b, shared))) => {
            page(&ask, StatusCode::OK, views::compare(frame(&ask), [&a, &b], &shared))
        }
        Ok(None) => not_here(&ask, "missing.report"),
        Err(error) => trouble(&ask, error),
    }
}

async fn report(extract::State(state): extract::State<State>, Path(id): Path<String>, ask: Ask) -> Response {
    let asked = state.ask(move |source| {
        let Some(report) = source.report(&id)? else { return Ok(None) };
        let ledger = report.story.as_deref().map(|story| source.story(story)).transpose()?.flatten();
        let wrong = source.takes_corrections().then(|| wrong(source, &report)).transpose()?;
        let versions = source.versions(&id)?;
        Ok(Some((report, ledger, wrong, versions)))
    });
    match asked.await {
        Ok(Some((report, ledger, wrong, versions))) => {
            let names = state.names(ask.messages);
            let focus = views::Focus { at: ask.get("at"), from: ask.get("from"), as_of: ask.get("asof") };
            page(
                &ask,
                StatusCode::OK,
                views::report(
                    frame(&ask),
                    (&report, &versions),
                    ledger.as_deref(),
                    names,
                    &focus,
                    wrong.as_deref(),
                ),
            )
        }
        Ok(None) => not_here(&ask, "missing.report"),
        Err(error) => trouble(&ask, error),
    }
}

/// Places of the claims of a report that are marked as wrong.
fn wrong(source: &dyn Source, report: &Report) -> Result<Vec<Place>, SourceError> {
    let article = &report.reading.article;
    let of = |record: CorrectionRecord| match record.deed.into_correction() {
        Ok(Some(Correction::WrongClaim { words })) if Some(words.report) == article.digest => {
            locate(&article.text, &words)
        }
        _ => None,
    };
    let trail = source.corrections()?;
    Ok(trail.into_iter().filter(|record| record.undone_by.is_none()).filter_map(of).collect())
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

pub(crate) fn not_here(ask: &Ask, what: &'static str) -> Response {
    page(ask, StatusCode::NOT_FOUND, views::MissingPage { f: frame(ask), what }.render())
}

pub(crate) fn trouble(ask: &Ask, error: SourceError) -> Response {
    let view = views::TroublePage { f: frame(ask), why: error.0 };
    page(ask, StatusCode::INTERNAL_SERVER_ERROR, view.render())
}

/// A view as an answer. The language that was asked for by name is kept in a cookie.
pub(crate) fn page(ask: &Ask, status: StatusCode, html: askama::Result<String>) -> Response {
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
pub(crate) fn frame(ask: &Ask) -> views::Frame {
    views::Frame::new(ask.messages, &ask.path, &ask.query)
}

/// What a request asks: the address, and the language it wants.
pub(crate) struct Ask {
    pub(crate) messages: &'static Messages,
    path: String,
    query: BTreeMap<String, String>,
}

impl Ask {
    /// The value of a key; empty where it is not given, as fields of a form are that nobody filled.
    pub(crate) fn get(&self, key: &str) -> String {
        self.given(key).unwrap_or_default()
    }

    /// The value of a key, if it is given.
    pub(crate) fn given(&self, key: &str) -> Option<String> {
        self.query.get(key).cloned()
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
