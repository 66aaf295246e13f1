//! Pages for what went wrong, and the question for the token.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use maud::{Markup, html};

use crate::failure::Failure;
use crate::view::{Place, Printed, layout};

/// A failure as a page.
pub(crate) fn failure(failure: &Failure) -> Markup {
    let body = html! {
        section.failure {
            p.code { (failure.status.as_u16()) }
            h1 { (failure.title()) }
            p.lead { (Printed(&failure.detail)) }
            p { (Printed(&failure.next)) }
            ul.ways {
                @if failure.status == StatusCode::UNPROCESSABLE_ENTITY { li { a href="/add" { "Add another page" } } }
                li { a href="/" { "All disputes" } }
                li { a href="/search" { "Search what was said" } }
                li { a href="/articles" { "Articles" } }
            }
        }
    };
    layout(failure.title(), Place::Elsewhere, &body)
}

/// No page has this address.
pub(crate) async fn not_found() -> impl IntoResponse {
    Failure::new(StatusCode::NOT_FOUND, "There is no such page.", "Look for it from the list of disputes, or search.")
}

pub(crate) async fn token() -> Markup {
    ask_for_token(false)
}

/// The question for the token.
pub(crate) fn ask_for_token(wrong: bool) -> Markup {
    let body = html! {
        section.narrow {
            h1 { "This ledger asks for a token" }
            p { "It was printed where onrecord was started." }
            @if wrong { p.warning role="alert" { "That was not the token." } }
            form.stack method="post" action="/token" {
                label for="token" { "Token" }
                input #token type="password" name="token" autocomplete="current-password" required;
                button type="submit" { "Open the ledger" }
            }
        }
    };
    layout("Token", Place::Elsewhere, &body)
}
