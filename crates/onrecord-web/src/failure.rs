//! Why a request came to nothing, and what to do next: one value, shown as a page or as a problem document.

use std::fmt::Display;

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use onrecord_store::{Error, Find};
use serde::Serialize;
use utoipa::ToSchema;

use crate::pages;

/// Why a request came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) status: StatusCode,
    /// What is wrong, in a sentence.
    pub(crate) detail: String,
    /// What to do about it, in a sentence.
    pub(crate) next: String,
}

/// A failure as programs are told it (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// What kind of failure, in a few words.
    pub(crate) title: String,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What is wrong, and what to do about it.
    pub(crate) detail: String,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>, next: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), next: next.into() }
    }

    /// Nothing has that id.
    pub(crate) fn missing(what: &str, id: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            format!("The ledger has no {what} with the id “{id}”."),
            "It may have been in another ledger, or its page has changed since. Search for its words.",
        )
    }

    /// The request cannot be understood.
    pub(crate) fn wrong(detail: impl Into<String>, next: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail, next)
    }

    /// The program has a fault.
    pub(crate) fn broken(error: impl Display) -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            format!("onrecord broke on this request ({error})."),
            "Try again; if it happens again, report it with the address of this page.",
        )
    }

    /// The same, with the name of what could not be read before it.
    pub(crate) fn of(self, name: &str) -> Self {
        Self { detail: format!("{name}: {}", self.detail), ..self }
    }

    /// What kind of failure, in a few words.
    pub(crate) fn title(&self) -> &'static str {
        match self.status {
            StatusCode::NOT_FOUND => "Not on record",
            StatusCode::UNAUTHORIZED => "A token is needed",
            StatusCode::FORBIDDEN => "Refused",
            StatusCode::TOO_MANY_REQUESTS => "Too many requests",
            StatusCode::PAYLOAD_TOO_LARGE => "Too large",
            StatusCode::SERVICE_UNAVAILABLE => "The ledger cannot be used now",
            StatusCode::UNPROCESSABLE_ENTITY => "This page could not be read",
            status if status.is_server_error() => "Something broke",
            _ => "This request cannot be answered",
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if let Error::Unknown { what, name, find } = &error {
            return Self::new(StatusCode::NOT_FOUND, format!("No {what} “{name}”."), where_to_find(*find));
        }
        let unusable = |detail: String, next: &str| Self::new(StatusCode::SERVICE_UNAVAILABLE, detail, next);
        if error.is_refusal() {
            return Self::wrong(sentence(&error), "Go back and change what was entered.");
        }
        if error.is_busy() {
            return unusable(
                "Another program is writing to the ledger.".to_owned(),
                "Wait until it has finished, then load this page again.",
            );
        }
        if error.is_read_only() {
            let next = "Everything can be read. To add or correct, make the file and its folder writable.";
            return unusable("The ledger's file may only be read.".to_owned(), next);
        }
        unusable(sentence(&error), "Then load this page again.")
    }
}

/// Where something that can be named is found on the pages.
const fn where_to_find(find: Find) -> &'static str {
    match find {
        Find::Ids => "Search for its words or its name: the address of its page ends in its id.",
        Find::Decisions | Find::Corrections => {
            "It may have been taken back already: all that people decided is listed under “Corrections”."
        }
    }
}

/// Words with a capital and a full stop, as a sentence has them.
pub(crate) fn sentence(words: &impl Display) -> String {
    let words = words.to_string();
    let mut letters = words.chars();
    let capital = letters.next().into_iter().flat_map(char::to_uppercase);
    let sentence: String = capital.chain(letters).collect();
    if sentence.ends_with('.') { sentence } else { sentence + "." }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Dresses failures: as a page, or under `/api/` as a problem document. Refusals of the framework itself are dressed alike.
pub(crate) async fn dress(request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let failure = response.extensions_mut().remove::<Failure>().unwrap_or_else(|| plain(status));
    let mut dressed = if api { problem(&failure) } else { pages::failure(&failure).into_response() };
    *dressed.status_mut() = status;
    for (name, value) in response.headers() {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    dressed
}

fn problem(failure: &Failure) -> Response {
    let detail = format!("{} {}", failure.detail, failure.next);
    let problem = Problem { title: failure.title().to_owned(), status: failure.status.as_u16(), detail };
    ([(header::CONTENT_TYPE, "application/problem+json")], serde_json::to_string(&problem).unwrap_or_default()).into_response()
}

/// What the framework means by a status.
fn plain(status: StatusCode) -> Failure {
    let (detail, next) = match status {
        StatusCode::NOT_FOUND => ("There is no such page.", "Look for it from the list of disputes, or search."),
        StatusCode::METHOD_NOT_ALLOWED => ("This address does not take such requests.", "Open it with a plain link."),
        StatusCode::PAYLOAD_TOO_LARGE => {
            ("What was sent is larger than 32 MiB.", "Send fewer or smaller pages; add many with: onrecord add FOLDER")
        }
        _ => ("The request cannot be understood.", "Go back, check what was entered and try again."),
    };
    Failure::new(status, detail, next)
}
