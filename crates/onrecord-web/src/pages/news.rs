//! What is new: disputes spoken to last, and articles added last.

use axum::extract::State;
use maud::{Markup, html};
use onrecord_store::pages::Part;

use super::article::rows;
use crate::app::App;
use crate::failure::Failure;
use crate::view::lists::nothing;
use crate::view::{Place, layout};

/// How many of each are listed.
const LISTED: u32 = 30;

pub(crate) async fn page(State(app): State<App>) -> Result<Markup, Failure> {
    let articles = app.ledgers.read(|ledger| ledger.articles(Part::first(LISTED))).await?;
    let body = html! {
        div.heading { h1 { "News" } p.lead { "What came into the ledger last." } }
        @if articles.items.is_empty() { (nothing("Nothing has come in yet.")) }
        (rows(&articles.items))
    };
    Ok(layout("News", Place::News, &body))
}
