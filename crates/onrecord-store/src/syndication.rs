//! One text under several mastheads: which earlier article a text is a copy of.

use onrecord::reconcile::Fingerprint;
use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

/// How many of a fingerprint's values are indexed. Texts that agree in half of all values miss all of these once in 65,000 times.
const INDEXED: usize = 16;

/// A value that more texts share is of a phrase that many print, not of a copied text; it is not followed.
const COMMON: usize = 32;

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
    let mut agreeing = ledger.prepare_cached("SELECT article FROM sketch WHERE slot = ? AND value = ? LIMIT ?")?;
    for (slot, value) in fingerprint.0.iter().take(INDEXED).enumerate() {
        let keys = agreeing.query_map((slot, value, COMMON + 1), |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
        candidates.extend(keys.iter().filter(|_| keys.len() <= COMMON));
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

#[cfg(test)]
mod tests {
    use super::COMMON;
    use crate::sample::{ledger, page, said};

    #[test]
    fn a_phrase_that_many_texts_share_is_not_followed_and_copies_are_found() {
        let (mut ledger, _folder) = ledger();
        let address = |number: usize| format!("https://a.example/{number}");
        let wire = |number: usize| {
            let words = |part: usize| format!("the barge {number}{part} left the quay of Halden {part}{number} with a load of lime");
            let own = (0..9).map(|part| said("Ana Ruiz", "said", &words(part))).collect::<Vec<_>>();
            [own, vec![said("The paper", "said", "nobody who was asked would say when the work ends, and none of it is paid for")]].concat()
        };
        for number in 0..3 * COMMON {
            ledger.add(&page(&address(number), "The Harbour Post", &wire(number))).unwrap();
        }
        ledger.add(&page("https://b.example/copy", "The Valley Wire", &wire(2 * COMMON)[1..])).unwrap();
        let copies = "SELECT own.address, other.address FROM article own JOIN article other ON other.key = own.copy_of";
        let pair = |row: &rusqlite::Row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
        let copies: Vec<_> = ledger.connection.prepare(copies).unwrap().query_map([], pair).unwrap().map(Result::unwrap).collect();
        assert_eq!(copies, [("https://b.example/copy".to_owned(), address(2 * COMMON))]);
    }
}
