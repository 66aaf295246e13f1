//! How the contract's values and ids are written in the database.

use std::fmt::Write as _;

use onrecord::{Span, Text};
use rusqlite::types::Type;
use rusqlite::{Error, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// An enum value's name on the wire.
pub(crate) fn word(value: impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::from_value(serde_json::to_value(value)?)
}

/// The enum value in a column.
pub(crate) fn value<T: DeserializeOwned>(row: &Row, column: &str) -> rusqlite::Result<T> {
    let word: String = row.get(column)?;
    let index = row.as_ref().column_index(column)?;
    serde_json::from_value(Value::String(word)).map_err(|e| Error::FromSqlConversionFailure(index, Type::Text, Box::new(e)))
}

/// The value that a column holds as JSON; none where it is NULL.
pub(crate) fn json<T: DeserializeOwned>(row: &Row, column: &str) -> rusqlite::Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    let index = row.as_ref().column_index(column)?;
    let parsed = text.map(|text| serde_json::from_str(&text)).transpose();
    parsed.map_err(|e| Error::FromSqlConversionFailure(index, Type::Text, Box::new(e)))
}

/// The last day of a time that a row gives from `date` to `date_to`, where that is not the first.
pub(crate) fn until(row: &Row, date: Option<&str>) -> rusqlite::Result<Option<String>> {
    let to: Option<String> = row.get("date_to")?;
    Ok(to.filter(|to| date.is_some_and(|from| from < to.as_str())))
}

/// The words of several spans, as people are shown them.
pub(crate) fn words(text: &Text, spans: &[Span]) -> String {
    spans.iter().map(|&span| text.slice(span)).collect::<Vec<_>>().join(" … ")
}

/// An id: what it is the id of, a hyphen, and the first 16 hexadecimal digits of the SHA-256 of what makes it.
pub(crate) fn id(kind: &str, made_from: &str) -> String {
    format!("{kind}-{}", hexadecimal(&Sha256::digest(made_from.as_bytes())[..8]))
}

/// Two hexadecimal digits for each byte.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
