//! A new text: what is known of each of its claims, and keeping it.

use askama::Template;
use axum::{
    Router,
    extract::{self, DefaultBodyLimit, Multipart, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use runut_text::Page;

use crate::{
    app::{Ask, State, frame, page, trouble},
    views,
};

/// Most bytes that the form sends, files and all.
const FORM_BYTES_MAX: usize = 32 << 20;

/// Letters of a page's id.
const ID_CHARS_MAX: usize = 80;

/// Digits of the digest in the id of a text that has no name.
const ID_DIGITS: usize = 8;

/// Address of the form, and of what it sends.
pub(crate) fn routes() -> Router<State> {
    Router::new().route("/check", get(form).post(sent)).layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
}

async fn form(extract::State(state): extract::State<State>, ask: Ask) -> Response {
    match state.ask(|source| Ok(source.takes_corrections())).await {
        Ok(takes) => show(&ask, &state, takes, views::CheckForm::default()),
        Err(error) => trouble(&ask, error),
    }
}

fn show(ask: &Ask, state: &State, takes: bool, form: views::CheckForm) -> Response {
    let token = takes.then(|| state.token().to_owned());
    let status = if form.wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page(ask, status, views::check(frame(ask), token, form, None).render())
}

async fn sent(extract::State(state): extract::State<State>, ask: Ask, form: Multipart) -> Response {
    let sent = match Sent::of(form).await {
        Ok(sent) => sent,
        Err(error) => {
            let wrong = Some(if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                "check.too_large"
            } else {
                "check.broken"
            });
            return show(&ask, &state, true, views::CheckForm { wrong, ..views::CheckForm::default() });
        }
    };
    if sent.token.is_empty() || sent.token != state.token() {
        let refused = views::MissingPage { f: frame(&ask), what: "correct.refused" };
        return page(&ask, StatusCode::FORBIDDEN, refused.render());
    }
    let form = views::CheckForm { text: sent.text.clone(), address: sent.address.clone(), wrong: None };
    let keeps = sent.keeps;
    let pages = sent.pages();
    let [first, ..] = &pages[..] else {
        return show(&ask, &state, true, views::CheckForm { wrong: Some("check.nothing"), ..form });
    };
    if keeps {
        let alone = (pages.len() == 1).then(|| format!("/report/{}", first.digest()));
        return match state.tell(move |source| source.add(pages)).await {
            Ok(()) => Redirect::to(alone.as_deref().unwrap_or("/")).into_response(),
            Err(error) => trouble(&ask, error),
        };
    }
    let first = first.clone();
    match state.ask(move |source| source.check(&first)).await {
        Ok(checked) => {
            let names = state.names(ask.messages);
            let token = Some(state.token().to_owned());
            let view = views::check(frame(&ask), token, form, Some((&checked, names)));
            page(&ask, StatusCode::OK, view.render())
        }
        Err(error) => trouble(&ask, error),
    }
}

/// What the form sends.
#[derive(Default)]
struct Sent {
    token: String,
    text: String,
    address: String,
    keeps: bool,
    /// Names and bytes of files.
    files: Vec<(String, Vec<u8>)>,
}

impl Sent {
    async fn of(mut form: Multipart) -> Result<Self, MultipartError> {
        let mut sent = Self::default();
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().unwrap_or_default().to_owned();
            let bytes = field.bytes().await?;
            let words = || String::from_utf8_lossy(&bytes).trim().to_owned();
            match name.as_str() {
                "token" => sent.token = words(),
                // Browsers send lines of a field with CR and LF.
                "text" => sent.text = words().replace("\r\n", "\n"),
                "address" => sent.address = words(),
                "deed" => sent.keeps = words() == "keep",
                "file" if !bytes.is_empty() => sent.files.push((file, bytes.to_vec())),
                _ => {}
            }
        }
        Ok(sent)
    }

    /// The pages: each file is one, and so is the text. An address is where the one page stood.
    fn pages(self) -> Vec<Page> {
        let mut pages: Vec<Page> = self
            .files
            .into_iter()
            .map(|(name, bytes)| Page { id: id(&name, &bytes), origin: name, bytes })
            .collect();
        if !self.text.is_empty() {
            let bytes = self.text.into_bytes();
            let id = id("", &bytes);
            pages.push(Page { origin: id.clone(), id, bytes });
        }
        if let ([page], false) = (&mut pages[..], self.address.is_empty()) {
            page.origin = self.address;
        }
        pages
    }
}

/// An id by the file's name without its endings, else by what it holds.
fn id(name: &str, bytes: &[u8]) -> String {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or_default().split('.').next().unwrap_or_default();
    let stem: String = stem.chars().filter(|c| !c.is_control()).take(ID_CHARS_MAX).collect();
    if !stem.trim().is_empty() {
        return stem.trim().to_owned();
    }
    let digest = runut_text::Digest::of(bytes).to_string();
    format!("text-{}", &digest[..ID_DIGITS])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_by_its_file_or_by_what_it_holds() {
        assert_eq!(id("C:\\laporan\\banjir.sore.html", b""), "banjir");
        assert_eq!(id("../../etc/passwd", b""), "passwd");
        assert_eq!(id("", b"a").len(), "text-".len() + ID_DIGITS);
        assert_ne!(id(".html", b"a"), id(".html", b"b"));
    }
}
