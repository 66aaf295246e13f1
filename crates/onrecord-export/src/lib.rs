//! Records in the formats of other programs. Everything here takes records and writes; it asks nothing of a database and analyses nothing.

pub mod annotations;
pub mod brat;
pub mod bundle;
pub mod claims;
mod error;
pub mod ftm;
mod graph;
pub mod jsonld;
pub mod parquet;
#[cfg(test)]
mod sample;
pub mod table;

pub use error::{Error, Result};

use onrecord::{Span, Text};
use serde::Serialize;

/// The name that the contract gives an enum's value.
fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The printed words of spans, with a space between parts.
fn words(text: &Text, spans: &[Span]) -> String {
    spans.iter().map(|&span| text.slice(span)).collect::<Vec<_>>().join(" ")
}
