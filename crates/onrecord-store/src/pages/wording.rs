//! A claim in printed words.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::{Ledger, Result};

/// The plainest printed words of a claim, and the cue before them where they need it: "accused" before "Ana Ruiz of hiding the report".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The words.
    pub words: String,
    /// The cue that stands before them in print.
    pub lead: Option<String>,
}

/// A claim's words, of its statement `w` and that one's `article`.
pub(crate) const WORDS: &str = "coalesce(substr(article.text, w.wording_start + 1, w.wording_end - w.wording_start), w.content, '')";

/// The cue before them, where they need it.
pub(crate) const LEAD: &str =
    "(SELECT lead.cue FROM statement lead JOIN statement_span c ON c.statement = lead.key AND c.part = 'content' AND c.start = w.wording_start
        WHERE lead.article = w.article AND lead.act = 'accuse' LIMIT 1)";

impl Ledger {
    /// The printed words of claims, by the ids that they are asked for by; a merged claim's are those of the one that it went into. An id of
    /// no claim is left out.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn wordings<'a>(&self, claims: impl IntoIterator<Item = &'a str>) -> Result<HashMap<String, Wording>> {
        let mut wordings = HashMap::new();
        for id in claims {
            if !wordings.contains_key(id)
                && let Some(wording) = found(&self.connection, id)?
            {
                wordings.insert(id.to_owned(), wording);
            }
        }
        Ok(wordings)
    }
}

pub(super) fn wording(ledger: &Connection, claim: &str) -> Result<Wording> {
    found(ledger, claim)?.ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
}

fn found(ledger: &Connection, claim: &str) -> Result<Option<Wording>> {
    let mut select = ledger.prepare_cached(&format!(
        "SELECT {WORDS}, {LEAD}
        FROM claim LEFT JOIN statement w ON w.key = coalesce(claim.wording, claim.first) LEFT JOIN article ON article.key = w.article
        WHERE claim.key = (SELECT coalesce(merged_into, key) FROM claim WHERE id = ?)",
    ))?;
    Ok(select.query_row([claim], |row| Ok(Wording { words: row.get(0)?, lead: row.get(1)? })).optional()?)
}
