//! A claim in printed words.

use rusqlite::Connection;

use crate::Result;

/// The plainest printed words of a claim, and the cue before them where they need it: "accused" before "Ana Ruiz of hiding the report".
pub(super) struct Wording {
    pub(super) words: String,
    pub(super) lead: Option<String>,
}

/// A claim's words, of its statement `w` and that one's `article`.
pub(crate) const WORDS: &str = "coalesce(substr(article.text, w.wording_start + 1, w.wording_end - w.wording_start), w.content, '')";

/// The cue before them, where they need it.
pub(crate) const LEAD: &str =
    "(SELECT lead.cue FROM statement lead JOIN statement_span c ON c.statement = lead.key AND c.part = 'content' AND c.start = w.wording_start
        WHERE lead.article = w.article AND lead.act = 'accuse' LIMIT 1)";

pub(super) fn wording(ledger: &Connection, claim: &str) -> Result<Wording> {
    let mut select = ledger.prepare_cached(&format!(
        "SELECT {WORDS}, {LEAD}
        FROM claim LEFT JOIN statement w ON w.key = coalesce(claim.wording, claim.first) LEFT JOIN article ON article.key = w.article
        WHERE claim.id = ?",
    ))?;
    Ok(select.query_row([claim], |row| Ok(Wording { words: row.get(0)?, lead: row.get(1)? }))?)
}
