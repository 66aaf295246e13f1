//! One text under several mastheads: which earlier article a text is a copy of.

use onrecord::reconcile::Fingerprint;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

/// How many of a fingerprint's values are indexed. Texts that agree in half of all values miss all of these once in 65,000 times.
const INDEXED: usize = 16;

/// The key of the article at another address that printed a text first.
pub(crate) fn original(ledger: &Connection, id: &str, address: &str, fingerprint: &Fingerprint) -> Result<Option<i64>> {
    let same = "SELECT coalesce(copy_of, key) FROM article WHERE id = ? AND address <> ? ORDER BY key LIMIT 1";
    let same = ledger.prepare_cached(same)?.query_row(params![id, address], |row| row.get(0)).optional()?;
    let alike = match same {
        Some(key) => Some(key),
        None => alike(ledger, fingerprint)?,
    };
    // A new version of a page that others copied is no copy of them.
    let elsewhere = "SELECT key FROM article WHERE key = ? AND address <> ?";
    Ok(ledger.prepare_cached(elsewhere)?.query_row(params![alike, address], |row| row.get(0)).optional()?)
}

/// The earliest article that is no copy and has the same text, small edits aside.
fn alike(ledger: &Connection, fingerprint: &Fingerprint) -> Result<Option<i64>> {
    let mut candidates = Vec::new();
    let mut agreeing = ledger.prepare_cached("SELECT article FROM sketch WHERE slot = ? AND value = ?")?;
    for (slot, value) in fingerprint.0.iter().take(INDEXED).enumerate() {
        for key in agreeing.query_map((slot, value), |row| row.get::<_, i64>(0))? {
            candidates.push(key?);
        }
    }
    candidates.sort_unstable();
    candidates.dedup();
    let mut stored = ledger.prepare_cached("SELECT fingerprint FROM article WHERE key = ?")?;
    for key in candidates {
        let bytes: Vec<u8> = stored.query_row([key], |row| row.get(0))?;
        if fingerprint.same_text(&from_bytes(&bytes)) {
            return Ok(Some(key));
        }
    }
    Ok(None)
}

/// Makes an article findable as an original.
pub(crate) fn index(ledger: &Connection, article: i64, fingerprint: &Fingerprint) -> Result<()> {
    let mut insert = ledger.prepare_cached("INSERT INTO sketch VALUES (?, ?, ?)")?;
    for (slot, value) in fingerprint.0.iter().take(INDEXED).enumerate() {
        insert.execute((slot, value, article))?;
    }
    Ok(())
}

/// A fingerprint as it is stored.
pub(crate) fn to_bytes(fingerprint: &Fingerprint) -> Vec<u8> {
    fingerprint.0.iter().flat_map(|value| value.to_le_bytes()).collect()
}

pub(crate) fn from_bytes(bytes: &[u8]) -> Fingerprint {
    Fingerprint(bytes.as_chunks().0.iter().map(|&value| u32::from_le_bytes(value)).collect())
}
