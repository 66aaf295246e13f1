//! What stands between a connection and the pages.
//!
//! - [`headers`]: what a browser may do with a page.
//! - [`not_too_often`]: how many requests a second one address may make.
//! - [`known_host`]: on the own machine, only by its own names, so that no foreign name can be pointed at it (DNS rebinding).
//! - [`admit`]: on other addresses, only with the token.
//! - [`same_origin`]: what changes the ledger comes from its own pages, or from no browser at all.
//! - [`not_too_large`]: what says of itself that it is larger than anything that is read is refused before it is sent.
//! - [`in_time`]: no request takes forever.

mod access;
mod origin;
mod rate;

use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

pub use access::Access;
pub(crate) use access::{admit, known_host, sign_in};
pub(crate) use origin::same_origin;
pub(crate) use rate::{Rate, not_too_often};

/// The largest request: a few pages of the largest size that is read.
pub(crate) const LARGEST: usize = 32 << 20;

/// How long a question may take.
const TO_ASK: Duration = Duration::from_secs(15);

/// How long a change may take: pages are read in it.
const TO_CHANGE: Duration = Duration::from_mins(3);

/// Pages load their own style, script and icon, send forms to themselves, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(HeaderName, HeaderValue); 6] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    // Not `no-referrer`: with it, browsers hide the origin of forms too.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.extend(HEADERS);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Whether a request may change something.
fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

pub(crate) async fn not_too_large(request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > LARGEST as u64) {
        // What is on its way is not waited for.
        return (StatusCode::PAYLOAD_TOO_LARGE, [(header::CONNECTION, "close")]).into_response();
    }
    next.run(request).await
}

pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    let time = if changes(request.method()) { TO_CHANGE } else { TO_ASK };
    let late =
        || Failure::new(StatusCode::SERVICE_UNAVAILABLE, "This took too long and was given up.", "Ask for less, or try again later.");
    tokio::time::timeout(time, next.run(request)).await.unwrap_or_else(|_| late().into_response())
}
