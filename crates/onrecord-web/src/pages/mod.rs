//! The pages: each asks the ledger and lays out what it answers.

mod actor;
mod actors;
mod add;
mod article;
mod asked;
mod claim;
mod correct;
mod corrections;
mod disputes;
mod errors;
mod news;
mod search;
mod statement;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::guard;

pub(crate) use errors::{ask_for_token, failure, not_found};

/// The ways to the pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(disputes::page))
        .route("/claims/{id}", get(claim::page))
        .route("/claims/{id}/move", post(correct::move_statements))
        .route("/articles", get(article::list))
        .route("/articles/{id}", get(article::page))
        .route("/statements/{id}", get(statement::page))
        .route("/statements/{id}/correct", post(correct::statement))
        .route("/statements/{id}/undo/{number}", post(correct::undo))
        .route("/actors", get(actors::page))
        .route("/actors/{id}", get(actor::page))
        .route("/actors/{id}/merge", post(correct::merge))
        .route("/actors/{id}/rename", post(correct::rename))
        .route("/actors/{id}/split", post(correct::split))
        .route("/actors/{id}/undo/{number}", post(correct::undo_decision))
        .route("/corrections", get(corrections::page))
        .route("/search", get(search::page))
        .route("/news", get(news::page))
        .route("/add", get(add::page).post(add::add))
        .route("/token", get(errors::token).post(guard::sign_in))
}
