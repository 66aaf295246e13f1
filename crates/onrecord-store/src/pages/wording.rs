//! A claim in printed words.

use rusqlite::Connection;

use crate::Result;

/// The plainest printed words of a claim, and the cue before them where they need it: "accused" before "Ana Ruiz of hiding the report".
pub(super) struct Wording {
    pub(super) words: String,
    pub(super) lead: Option<String>,
}

/// The columns of a claim's words and their lead, of its statement `w` and that one's `article`.
pub(super) const WORDED: &str =
    "coalesce(substr(article.text, w.wording_start + 1, w.wording_end - w.wording_start), w.content, '') AS words,
    (SELECT s.cue FROM statement s JOIN statement_span c ON c.statement = s.key AND c.part = 'content' AND c.start = w.wording_start
        WHERE s.article = w.article AND s.act = 'accuse' LIMIT 1) AS lead";

pub(super) fn wording(ledger: &Connection, claim: &str) -> Result<Wording> {
    let mut select = ledger.prepare_cached(&format!(
        "SELECT {WORDED}
        FROM claim LEFT JOIN statement w ON w.key = coalesce(claim.wording, claim.first) LEFT JOIN article ON article.key = w.article
        WHERE claim.id = ?",
    ))?;
    Ok(select.query_row([claim], |row| Ok(Wording { words: row.get("words")?, lead: row.get("lead")? }))?)
}
