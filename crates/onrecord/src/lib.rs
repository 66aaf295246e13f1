//! From a page's text to the record of who said what.
//!
//! ```text
//! read ─▶ attribute ─▶ resolve ─▶ reconcile
//! ```
//! Each stage is one module with one public function. Nothing here touches files, the network, databases, threads or clocks.

pub mod attribute;
pub mod model;
pub mod read;
pub mod reconcile;
pub mod resolve;
mod span;
pub mod text;

pub use span::{Span, Text};

use model::{Article, Origin, Record, SCHEMA};

/// Reads an article through every stage into its record.
pub fn record(origin: Origin, article: Article, tagger: &attribute::Tagger) -> Record {
    let mut statements = attribute::attribute(&article, tagger);
    let actors = resolve::resolve(&article, &mut statements);
    let claims = reconcile::reconcile(&article, &mut statements, &actors);
    Record { schema: SCHEMA.to_owned(), origin, article, statements, actors, frames: Vec::new(), claims, findings: Vec::new() }
}
