//! Who is named in an accusation and is not on record on it.

use rusqlite::{Connection, Row};

use super::Party;
use crate::Result;

/// How many are listed of a claim.
const LISTED: u32 = 20;

/// The view of the ones not heard, gathered.
const UNHEARD: &str = "
    SELECT other.id, other.name, other.kind, other.country FROM unheard JOIN actor other ON other.key = actor_key
    WHERE claim_key = (SELECT key FROM claim WHERE id = ?1) GROUP BY other.key ORDER BY count(*) DESC, other.key LIMIT ?2";

/// Who is named in accusations that make a claim and has said nothing to it, the one named most often first.
pub(super) fn unheard(ledger: &Connection, claim: &str) -> Result<Vec<Party>> {
    let party = |row: &Row| Party::of_row(row.get("id")?, row);
    Ok(ledger.prepare_cached(UNHEARD)?.query_map((claim, LISTED), party)?.collect::<Result<_, _>>()?)
}
