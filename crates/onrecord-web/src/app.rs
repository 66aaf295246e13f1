//! What all requests share, and which way they go.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;

use crate::failure::{Failure, dress};
use crate::guard::{self, Access, Rate};
use crate::intake::Reader;
use crate::ledgers::{Front, Ledgers};
use crate::{api, assets, pages};

/// What all requests share.
#[derive(Clone, Debug)]
pub struct App {
    pub(crate) ledgers: Arc<Ledgers>,
    pub(crate) reader: Arc<Reader>,
    pub(crate) access: Arc<Access>,
    pub(crate) rate: Arc<Rate>,
}

impl App {
    /// Serves the ledger at a path, to those whom `access` lets in, each of whom may ask `rate` times a second.
    pub fn new(db: impl AsRef<Path>, access: Access, rate: u32) -> Self {
        Self {
            ledgers: Arc::new(Ledgers::new(db.as_ref())),
            reader: Arc::new(Reader::new(false)),
            access: Arc::new(access),
            rate: Arc::new(Rate::new(rate)),
        }
    }

    /// The same, which also fetches pages from machines of its own network.
    #[must_use]
    pub fn calling_private(self) -> Self {
        Self { reader: Arc::new(Reader::new(true)), ..self }
    }

    /// What the home page shows, read again only when the ledger has changed.
    pub(crate) async fn front(&self) -> Result<Arc<Front>, Failure> {
        self.ledgers.front().await
    }
}

/// Every page and the API, behind their guards.
pub fn router(app: App) -> Router {
    let guarded = Router::new()
        .merge(pages::routes())
        .merge(api::routes())
        .fallback(pages::not_found)
        .layer(DefaultBodyLimit::max(guard::LARGEST))
        .layer(from_fn(guard::not_too_large))
        .layer(from_fn(guard::in_time))
        .layer(from_fn(guard::same_origin))
        .layer(from_fn_with_state(app.clone(), guard::admit));
    Router::new()
        .route("/assets/{file}", get(assets::asset))
        .route("/favicon.ico", get(assets::icon))
        .merge(guarded)
        .layer(from_fn_with_state(app.clone(), guard::known_host))
        .layer(from_fn_with_state(app.clone(), guard::not_too_often))
        .layer(from_fn(dress))
        .layer(from_fn(guard::headers))
        .with_state(app)
}
