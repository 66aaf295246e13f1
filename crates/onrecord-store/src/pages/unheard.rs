//! Who is named in an accusation and is not on record on it.

use rusqlite::{Connection, Row};

use super::Party;
use crate::Result;

/// How many are listed of a claim.
const LISTED: u32 = 20;

/// Actors mentioned in what somebody is accused of on the newest pages, without a statement on the same claim.
const UNHEARD: &str = "
    SELECT other.id, other.name, other.kind, other.country
    FROM claim c JOIN statement s ON s.claim = c.key AND s.act = 'accuse' JOIN article a ON a.key = s.article AND a.newest
    JOIN statement_span part ON part.statement = s.key AND part.part = 'content'
    JOIN mention m ON m.article = s.article AND m.start >= part.start AND m.\"end\" <= part.\"end\"
    JOIN actor other ON other.key = m.actor
    WHERE c.id = ?1 AND m.actor NOT IN (
        SELECT p.actor FROM statement t JOIN article b ON b.key = t.article AND b.newest JOIN speaker p ON p.statement = t.key
        WHERE t.claim = (SELECT key FROM claim WHERE id = ?1))
    GROUP BY other.key ORDER BY count(*) DESC, other.key LIMIT ?2";

/// Who is named in accusations that make a claim and has said nothing to it, the one named most often first.
pub(super) fn unheard(ledger: &Connection, claim: &str) -> Result<Vec<Party>> {
    let party = |row: &Row| Party::of_row(row.get("id")?, row);
    Ok(ledger.prepare_cached(UNHEARD)?.query_map((claim, LISTED), party)?.collect::<Result<_, _>>()?)
}
