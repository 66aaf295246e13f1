//! Which addresses were looked at, and when.

use rusqlite::{OptionalExtension, params};

use crate::{Ledger, Result};

/// A look at an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visit {
    /// The address as it was asked for.
    pub address: String,
    /// When, RFC 3339, UTC.
    pub at: String,
    /// What the server called the version that it sent (`ETag`).
    pub etag: Option<String>,
    /// When it said that this was made (`Last-Modified`).
    pub last_modified: Option<String>,
}

impl Ledger {
    /// The last look at an address.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn last_visit(&self, address: &str) -> Result<Option<Visit>> {
        let mut query = self.connection.prepare_cached("SELECT address, at, etag, last_modified FROM visit WHERE address = ?")?;
        let visit = query
            .query_row([address], |row| Ok(Visit { address: row.get(0)?, at: row.get(1)?, etag: row.get(2)?, last_modified: row.get(3)? }));
        Ok(visit.optional()?)
    }

    /// Keeps a look at an address in the place of the one before.
    ///
    /// # Errors
    /// Where the ledger cannot be written.
    pub fn keep_visit(&mut self, visit: &Visit) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO visit (address, at, etag, last_modified) VALUES (?, ?, ?, ?)";
        self.connection.prepare_cached(sql)?.execute(params![visit.address, visit.at, visit.etag, visit.last_modified])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_look_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut ledger = Ledger::open(folder.path().join("a.db")).expect("a ledger");
        let address = "https://harbour.example/ferry";
        assert_eq!(ledger.last_visit(address).expect("an answer"), None);
        let mut visit = Visit { address: address.to_owned(), at: "2031-05-19T08:00:00Z".to_owned(), ..Visit::default() };
        for etag in [None, Some("\"v1\"".to_owned())] {
            visit.etag = etag;
            ledger.keep_visit(&visit).expect("room");
            assert_eq!(ledger.last_visit(address).expect("an answer").as_ref(), Some(&visit));
        }
    }
}
