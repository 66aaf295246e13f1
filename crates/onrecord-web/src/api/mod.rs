//! The HTTP API: what the pages show, as JSON. Its description is made from the handlers.

mod ask;
mod asked;
mod change;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Description;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::failure::Problem;

/// What stands at the head of the description.
#[derive(OpenApi)]
#[openapi(
    info(title = "onrecord", description = "Who said what, who denies it, and where it is printed. Offsets are code points of `article.text`."),
    tags((name = "ask", description = "What is on record"), (name = "change", description = "Adding pages and putting things right")),
    components(schemas(Problem))
)]
struct Head;

fn described() -> (Router<App>, Description) {
    OpenApiRouter::with_openapi(Head::openapi())
        .routes(routes!(ask::status))
        .routes(routes!(ask::disputes))
        .routes(routes!(ask::claim))
        .routes(routes!(ask::positions))
        .routes(routes!(ask::articles, change::add))
        .routes(routes!(ask::article))
        .routes(routes!(ask::versions))
        .routes(routes!(ask::statement))
        .routes(routes!(ask::actors))
        .routes(routes!(ask::actor))
        .routes(routes!(ask::record))
        .routes(routes!(ask::search))
        .routes(routes!(ask::search_articles))
        .routes(routes!(ask::news))
        .routes(routes!(ask::corrections))
        .routes(routes!(ask::decisions))
        .routes(routes!(ask::decided))
        .routes(routes!(change::correct))
        .routes(routes!(change::undo))
        .routes(routes!(change::merge))
        .routes(routes!(change::rename))
        .routes(routes!(change::split))
        .routes(routes!(change::undo_decision))
        .split_for_parts()
}

/// The ways to the API and its description.
pub(crate) fn routes() -> Router<App> {
    described().0.route("/api/openapi.json", get(description))
}

/// The description: `OpenAPI` 3.1, as JSON.
pub fn openapi() -> String {
    described().1.to_pretty_json().unwrap_or_default()
}

async fn description() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], openapi())
}
