//! The latest disputes, as many as one looks at.

use crate::{Ledger, LedgerClaim, Result, claims};

impl Ledger {
    /// The claims with both sides on record, the one spoken to last first: at most `limit`, after `offset` others.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn latest_disputes(&self, limit: u32, offset: u32) -> Result<Vec<LedgerClaim>> {
        let select = "SELECT id FROM claim WHERE disputed = 1 ORDER BY last_day DESC, key LIMIT ? OFFSET ?";
        let ids: Vec<String> =
            self.connection.prepare_cached(select)?.query_map((limit, offset), |row| row.get(0))?.collect::<Result<_, _>>()?;
        ids.iter().map(|id| claims::claim(&self.connection, id)).collect()
    }
}
