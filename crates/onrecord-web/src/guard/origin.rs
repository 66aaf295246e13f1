//! Whose page a change comes from.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::changes;
use crate::failure::Failure;

/// Refuses changes that a browser sends for another site's page. Browsers name the page's origin with every such request; a request
/// without one comes from a program, which nobody can send unknowingly.
pub(crate) async fn same_origin(request: Request, next: Next) -> Response {
    if !changes(request.method()) || is_own(request.headers()) {
        return next.run(request).await;
    }
    let detail = "This change was sent by another site's page.";
    Failure::new(StatusCode::FORBIDDEN, detail, "Open the ledger's own page and enter it there.").into_response()
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (text(ORIGIN.as_str()), text("sec-fetch-site")) {
        (Some(origin), _) => origin.split_once("://").is_some_and(|(_, authority)| Some(authority) == text(HOST.as_str())),
        (None, Some(site)) => matches!(site, "same-origin" | "none"),
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::is_own;

    #[test]
    fn a_change_comes_from_the_own_pages_or_from_no_browser() {
        let check = |headers: &[(&'static str, &'static str)], expected: bool| {
            let all = headers.iter().map(|&(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
            assert_eq!(is_own(&all.collect::<HeaderMap>()), expected, "{headers:?}");
        };
        let host = ("host", "localhost:8080");
        check(&[host], true);
        check(&[host, ("origin", "http://localhost:8080")], true);
        check(&[host, ("origin", "http://localhost:9090")], false);
        check(&[host, ("origin", "https://evil.example")], false);
        check(&[host, ("origin", "null")], false);
        check(&[host, ("sec-fetch-site", "cross-site")], false);
        check(&[host, ("sec-fetch-site", "same-origin")], true);
    }
}
