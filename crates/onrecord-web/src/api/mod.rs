//! The HTTP API.

use axum::Router;

use crate::app::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
}

/// The description.
pub fn openapi() -> String {
    String::new()
}
