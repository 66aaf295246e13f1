//! Who is let in.

use axum::Form;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::app::App;
use crate::failure::Failure;
use crate::pages;

/// The cookie that holds the token.
const COOKIE_NAME: &str = "onrecord_token";

/// Who is let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// Whoever is on this machine, by one of its own names.
    ThisMachine,
    /// Whoever has the token.
    Token(String),
}

impl Access {
    fn admits(&self, headers: &HeaderMap) -> bool {
        match self {
            Self::ThisMachine => true,
            Self::Token(token) => bearer(headers).or_else(|| cookie(headers)).is_some_and(|given| same(given, token)),
        }
    }
}

/// Whether two words are the same, in a time that does not tell how much of them is.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |unlike, (a, b)| unlike | (a ^ b)) == 0
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    cookies.split("; ").find_map(|cookie| cookie.strip_prefix(COOKIE_NAME)?.strip_prefix('='))
}

/// Lets in who may come in; others are asked for the token.
pub(crate) async fn admit(State(app): State<App>, request: Request, next: Next) -> Response {
    let signing_in = request.uri().path() == "/token";
    if signing_in || app.access.admits(request.headers()) {
        return next.run(request).await;
    }
    if request.uri().path().starts_with("/api/") {
        let next = "Send it in the header “Authorization: Bearer TOKEN”.";
        return Failure::new(StatusCode::UNAUTHORIZED, "This ledger is open only to who has its token.", next).into_response();
    }
    // See Other: whatever was asked for, what comes next is the question for the token.
    (StatusCode::SEE_OTHER, [(LOCATION, "/token")]).into_response()
}

/// The token as it is entered.
#[derive(Deserialize)]
pub(crate) struct Entered {
    token: String,
}

/// Keeps a right token in a cookie.
pub(crate) async fn sign_in(State(app): State<App>, Form(Entered { token }): Form<Entered>) -> Response {
    match &*app.access {
        Access::Token(right) if !same(token.trim(), right) => (StatusCode::OK, pages::ask_for_token(true)).into_response(),
        Access::Token(right) => {
            let cookie = format!("{COOKIE_NAME}={right}; HttpOnly; SameSite=Lax; Path=/");
            (StatusCode::SEE_OTHER, [(LOCATION, "/".to_owned()), (SET_COOKIE, cookie)]).into_response()
        }
        Access::ThisMachine => (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response(),
    }
}

/// On the own machine, only requests for its own names are answered: a foreign name that leads here is somebody's trick.
pub(crate) async fn known_host(State(app): State<App>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if *app.access != Access::ThisMachine || is_own(host) {
        return next.run(request).await;
    }
    let detail = "This ledger answers only to names of its own machine.";
    Failure::new(StatusCode::FORBIDDEN, detail, "Open it as http://localhost and its port.").into_response()
}

/// Whether a `Host` header names this machine to itself.
fn is_own(host: &str) -> bool {
    let port = |rest: &str| rest.is_empty() || rest.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| host.strip_prefix(name).is_some_and(port))
}

#[cfg(test)]
mod tests {
    use super::{is_own, same};

    #[test]
    fn only_own_names_are_own() {
        for own in ["localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080", "[::1]"] {
            assert!(is_own(own), "{own}");
        }
        for foreign in ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "localhost:80@evil.example", "10.0.0.1"]
        {
            assert!(!is_own(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_token_is_all_of_it() {
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd") && !same("abc", "ab") && !same("", "a"));
    }
}
