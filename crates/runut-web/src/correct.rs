//! Correcting by hand: the forms' addresses, and what they send.

use askama::Template;
use axum::{
    Form, Router,
    extract::{self, DefaultBodyLimit, Path},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use runut_article::Article;
use runut_claim::Place;
use runut_story::{Correction, Words};
use runut_text::Digest;

use crate::{
    app::{Ask, State, frame, not_here, page, trouble},
    source::{Source, SourceError},
    views,
};

/// Most bytes that a form sends.
const FORM_BYTES_MAX: usize = 64 * 1024;

/// Bytes of chance in the token that every form carries.
const TOKEN_BYTES: usize = 16;

/// Addresses of the trail, of the forms, and of what they send.
pub(crate) fn routes() -> Router<State> {
    Router::new()
        .route("/corrections", get(trail))
        .route("/corrections.jsonl", get(trail_jsonl))
        .route("/corrections/{number}/undo", post(undo))
        .route("/correct", get(forms).post(correct))
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
}

/// A token that no other page can know, new with each start of the server.
pub(crate) fn token() -> String {
    let mut bytes = [0; TOKEN_BYTES];
    // Where the system gives no chance, no form is taken: an empty token fits none.
    if getrandom::fill(&mut bytes).is_err() {
        return String::new();
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn trail(extract::State(state): extract::State<State>, ask: Ask) -> Response {
    let asked =
        |source: &dyn Source| Ok((source.corrections()?, source.revisions()?, source.takes_corrections()));
    match state.ask(asked).await {
        Ok((trail, revisions, takes)) => {
            let token = takes.then(|| state.token().to_owned());
            page(&ask, StatusCode::OK, views::corrections(frame(&ask), &trail, &revisions, token).render())
        }
        Err(error) => trouble(&ask, error),
    }
}

async fn trail_jsonl(extract::State(state): extract::State<State>, ask: Ask) -> Response {
    let lines = |trail: Vec<runut_export::CorrectionRecord>| {
        trail
            .iter()
            .filter_map(|record| serde_json::to_string(record).ok())
            .map(|line| line + "\n")
            .collect::<String>()
    };
    match state.ask(Source::corrections).await {
        Ok(trail) => {
            ([(header::CONTENT_TYPE, "application/jsonl; charset=utf-8")], lines(trail)).into_response()
        }
        Err(error) => trouble(&ask, error),
    }
}

/// The forms for the words `at` of `report`, or for `story`.
async fn forms(extract::State(state): extract::State<State>, ask: Ask) -> Response {
    let (story, report, at) = (ask.get("story"), ask.get("report"), ask.get("at"));
    let token = state.token().to_owned();
    if !story.is_empty() {
        let asked = state.ask(move |source| Ok((source.story(&story)?, source.stories()?))).await;
        return match asked {
            Ok((Some(ledger), stories)) => page(
                &ask,
                StatusCode::OK,
                views::correct_story(frame(&ask), &ledger, &stories, token).render(),
            ),
            Ok((None, _)) => not_here(&ask, "missing.story"),
            Err(error) => trouble(&ask, error),
        };
    }
    let asked = state.ask(move |source| {
        let Some(report) = source.report(&report)? else { return Ok(None) };
        let ledger = report.story.as_deref().map(|story| source.story(story)).transpose()?.flatten();
        Ok(Some((report, ledger)))
    });
    match asked.await {
        Ok(Some((report, ledger))) => match views::place(&at, &report.reading.article.text) {
            Some(place) => {
                let names = state.names(ask.messages);
                let view =
                    views::correct_report(frame(&ask), &report, ledger.as_deref(), place, names, token);
                page(&ask, StatusCode::OK, view.render())
            }
            None => not_here(&ask, "missing.words"),
        },
        Ok(None) => not_here(&ask, "missing.report"),
        Err(error) => trouble(&ask, error),
    }
}

/// What a form sends: names and values, a name may come several times.
type Fields = Vec<(String, String)>;

async fn correct(
    extract::State(state): extract::State<State>,
    ask: Ask,
    Form(fields): Form<Fields>,
) -> Response {
    let form = Sent(fields);
    if !form.carries(state.token()) {
        return refused(&ask, StatusCode::FORBIDDEN, "correct.refused");
    }
    let (why, back) = (form.get("why").to_owned(), back(form.get("back")));
    let kept = state.tell(move |source| {
        let Some(correction) = form.correction(source)? else { return Ok(false) };
        source.correct(&correction, &why)?;
        Ok(true)
    });
    match kept.await {
        Ok(true) => Redirect::to(&back).into_response(),
        Ok(false) => refused(&ask, StatusCode::UNPROCESSABLE_ENTITY, "correct.nothing"),
        Err(error) => trouble(&ask, error),
    }
}

async fn undo(
    extract::State(state): extract::State<State>,
    Path(number): Path<u64>,
    ask: Ask,
    Form(fields): Form<Fields>,
) -> Response {
    let form = Sent(fields);
    if !form.carries(state.token()) {
        return refused(&ask, StatusCode::FORBIDDEN, "correct.refused");
    }
    let why = form.get("why").to_owned();
    match state.tell(move |source| source.undo(number, &why)).await {
        Ok(()) => Redirect::to("/corrections").into_response(),
        Err(error) => trouble(&ask, error),
    }
}

/// A form that is not taken, with the sentence that says why.
fn refused(ask: &Ask, status: StatusCode, what: &'static str) -> Response {
    page(ask, status, views::MissingPage { f: frame(ask), what }.render())
}

/// Where to go when it is done: a page of ours.
fn back(path: &str) -> String {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if ours { path.to_owned() } else { "/corrections".to_owned() }
}

struct Sent(Fields);

impl Sent {
    fn get(&self, key: &str) -> &str {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.trim()).unwrap_or_default()
    }

    fn carries(&self, token: &str) -> bool {
        !token.is_empty() && self.get("token") == token
    }

    /// The correction that the form asks for; `None` where it names nothing that is here.
    fn correction(&self, source: &dyn Source) -> Result<Option<Correction>, SourceError> {
        let named = |key| Some(self.get(key).to_owned()).filter(|name| !name.is_empty());
        let words = || words_at(source, self.get("report"), self.get("at"));
        Ok(match self.get("kind") {
            "join stories" => {
                let stories = [self.get("story"), self.get("with")];
                let first = stories.map(|story| first_report(source, story));
                let mut reports = Vec::new();
                for report in first {
                    reports.extend(report?);
                }
                (reports.len() > 1).then_some(Correction::JoinStories { reports })
            }
            "split story" => {
                let mut reports = Vec::new();
                for (_, id) in self.0.iter().filter(|(name, _)| name == "report") {
                    reports.extend(source.report(id)?.and_then(|report| report.reading.article.digest));
                }
                (!reports.is_empty()).then_some(Correction::SplitStory { reports })
            }
            "same entity" => named("name")
                .zip(named("is"))
                .filter(|(name, is)| name != is)
                .map(|(name, is)| Correction::SameEntity { name, is }),
            "other entity" => {
                words()?.zip(named("is")).map(|(words, is)| Correction::OtherEntity { words, is })
            }
            "wrong claim" => words()?.map(|words| Correction::WrongClaim { words }),
            "other act" => {
                words()?.zip(named("event_type")).map(|(words, event_type)| Correction::OtherAct {
                    words,
                    event_type,
                    actor: named("actor"),
                    recipient: named("recipient"),
                })
            }
            "same utterance" => {
                let (report, at) = self.get("with").split_once(' ').unwrap_or_default();
                let with = words_at(source, report, at)?;
                words()?.zip(with).map(|(words, with)| Correction::SameUtterance { words, with })
            }
            "other utterance" => words()?.map(|words| Correction::OtherUtterance { words }),
            _ => None,
        })
    }
}

/// The words `at` of a report.
fn words_at(source: &dyn Source, report: &str, at: &str) -> Result<Option<Words>, SourceError> {
    let Some(report) = source.report(report)? else { return Ok(None) };
    let article: &Article = &report.reading.article;
    let words = |(digest, span): (Digest, Place)| Words {
        report: digest,
        span,
        text: article.words(span).to_owned(),
    };
    Ok(article.digest.zip(views::place(at, &article.text)).map(words))
}

/// The first report of a story: the one that stands for it.
fn first_report(source: &dyn Source, story: &str) -> Result<Option<Digest>, SourceError> {
    Ok(source.story(story)?.and_then(|ledger| ledger.reports.first()?.digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_our_own_pages() {
        assert_eq!(back("/story/ab?lang=id#k1"), "/story/ab?lang=id#k1");
        for elsewhere in ["", "//evil.example", "https://evil.example", "/\\evil", "/a\r\nSet-Cookie: b"] {
            assert_eq!(back(elsewhere), "/corrections", "{elsewhere}");
        }
    }

    #[test]
    fn tokens_are_each_their_own() {
        assert_eq!(token().len(), 2 * TOKEN_BYTES);
        assert_ne!(token(), token());
        assert!(!Sent(vec![("token".into(), String::new())]).carries(""));
    }
}
