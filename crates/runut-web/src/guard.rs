//! What keeps other sites out: only our own host names, writing from our own pages alone, nothing fetched from
//! elsewhere.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// What every answer says to the browser. No inline script or style, nothing from elsewhere, in nobody's frame.
const HEADERS: [(HeaderName, HeaderValue); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    ),
];

/// Lets a request pass that asks for this machine by its own name, and reads; one that writes must come from a page of
/// ours as well (the forms carry a token besides, see `correct.rs`).
///
/// A page of another site can make a browser ask us under that site's name, once the name has been bound anew to
/// 127.0.0.1 (DNS rebinding): such a request still carries the foreign name, and is refused.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let headers = request.headers();
    // What programs ask is only read.
    let taken = if request.uri().path().starts_with("/api/") { "GET, HEAD" } else { "GET, HEAD, POST" };
    let mut response = if !taken.split(", ").any(|method| request.method().as_str() == method) {
        let refused = format!("this address takes {taken}");
        (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, taken)], refused).into_response()
    } else if *request.method() == Method::POST && !is_from_us(headers) {
        let refused = "only a page of this server may write\nhint: open the page and correct there";
        (StatusCode::FORBIDDEN, refused).into_response()
    } else if !host_is_ours(request.uri(), headers.get(header::HOST)) {
        let refused =
            "this server answers only to 127.0.0.1 and localhost\nhint: open http://127.0.0.1:4870/";
        (StatusCode::MISDIRECTED_REQUEST, refused).into_response()
    } else {
        next.run(request).await
    };
    response.headers_mut().extend(HEADERS);
    response
}

/// Whether a request that writes comes from a page of this very server: browsers send the origin of the page with it.
fn is_from_us(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST);
    let origin = text(header::ORIGIN).and_then(|origin| origin.strip_prefix("http://"));
    origin.is_some() && origin == host
}

fn host_is_ours(uri: &Uri, host: Option<&HeaderValue>) -> bool {
    let Some(host) = host.and_then(|host| host.to_str().ok()) else { return false };
    let ours = |authority: &Authority| {
        matches!(authority.host(), "127.0.0.1" | "localhost" | "[::1]") && !authority.as_str().contains('@')
    };
    host.parse::<Authority>().is_ok_and(|authority| ours(&authority)) && uri.authority().is_none_or(ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_pass() {
        let here = Uri::from_static("/");
        let check = |host: &'static str| host_is_ours(&here, Some(&HeaderValue::from_static(host)));
        for host in ["127.0.0.1:4870", "127.0.0.1", "localhost:9", "[::1]:4870"] {
            assert!(check(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "127.0.0.1.evil.example:4870",
            "localhost@evil.example",
            "10.0.0.7:4870",
            "a b",
        ] {
            assert!(!check(host), "{host}");
        }
        assert!(!host_is_ours(&here, None));
        assert!(!host_is_ours(
            &Uri::from_static("http://evil.example/"),
            Some(&HeaderValue::from_static("localhost"))
        ));
    }
}
