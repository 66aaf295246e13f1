//! The ledger in a browser: pages for people, an HTTP API for programs.
//!
//! ```text
//! connection ─ guard ─▶ pages ─▶ view ─▶ HTML
//!                    └▶ api ─▶ JSON, or a problem (RFC 9457)
//! ```
//! [`serve`] listens; [`router`] is everything behind it, for tests and for other servers. Pages are made on the server, call no other
//! host and need no script. What is asked of the ledger is asked through `onrecord-store`: there is no SQL here.

mod api;
mod app;
mod assets;
mod failure;
mod guard;
mod intake;
mod ledgers;
mod pages;
mod serve;
mod view;

pub use api::openapi;
pub use app::{App, router};
pub use guard::Access;
pub use serve::{Error, Options, serve};
