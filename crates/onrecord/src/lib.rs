//! From a page's text to the record of who said what.
//!
//! ```text
//! read ─▶ attribute ─▶ resolve ─▶ frame ─▶ reconcile ─▶ rules
//! ```
//! Each stage is one module with one public function. Nothing here touches files, the network, databases, threads or clocks.

pub mod attribute;
pub mod frame;
mod grammar;
pub mod marks;
pub mod model;
#[cfg(feature = "openapi")]
mod openapi;
pub mod pack;
pub mod read;
pub mod reconcile;
pub mod resolve;
pub mod rules;
#[cfg(feature = "schema")]
mod schema;
mod span;
mod table;
mod text;

#[cfg(feature = "schema")]
pub use schema::json_schema;
pub use span::{Span, Text};

use model::{Article, Origin, Record, SCHEMA, Warning};

/// Reads an article through every stage into its record. One that is known not to be in English keeps its text and gives no statements.
/// Frames and findings are those of the bundled packs.
pub fn record(origin: Origin, article: Article, tagger: &attribute::Tagger) -> Record {
    record_with(origin, article, tagger, pack::bundled())
}

/// The same with packs of one's own choice.
pub fn record_with(origin: Origin, mut article: Article, tagger: &attribute::Tagger, packs: &[pack::Pack]) -> Record {
    let foreign = article.language.clone().filter(|tag| tag != "en" && !tag.starts_with("en-"));
    if let Some(tag) = &foreign {
        let message = format!("the article is in another language ({tag}); statements are read in English only");
        article.warnings.push(Warning { code: "language_not_read".to_owned(), message, span: None });
    }
    let (mut statements, likeness) = if foreign.is_some() { Default::default() } else { attribute::attribute(&article, tagger) };
    let actors = resolve::resolve(&article, &mut statements, &likeness);
    article.warnings.extend(resolve::warnings(&article, &statements));
    let frames = frame::frames(&article, &mut statements, &actors, packs);
    let mut claims = reconcile::reconcile(&article, &mut statements, &actors, &frames);
    let findings = rules::judge(&article, &mut statements, &actors, &frames, &mut claims, packs);
    Record { schema: SCHEMA.to_owned(), origin, article, statements, actors, frames, claims, findings }
}
