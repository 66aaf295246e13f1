//! An actor and all it has on record.

use rusqlite::{Connection, Params};

use crate::{Candidate, Found, Ledger, LedgerActor, OnRecord, Result, identity, wire};

impl Ledger {
    /// The actor that goes by a name, in any case of its letters; else the one of whose names it is a part; else the one with that id.
    /// With the latest statements that it has on record, at most `limit`.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn who(&self, name: &str, limit: u32) -> Result<Found<LedgerActor>> {
        let ledger = &self.connection;
        let folded = name.trim().to_lowercase();
        if folded.is_empty() {
            return Ok(Found::Nothing);
        }
        let exact = candidates(ledger, "folded = ?1", [&folded])?;
        let fitting = if exact.is_empty() { candidates(ledger, "instr(folded, ?1) OR actor.id = ?1", [&folded])? } else { exact };
        match fitting.as_slice() {
            [] => Ok(Found::Nothing),
            [only] => Ok(Found::One(actor(ledger, &only.id, limit)?)),
            _ => Ok(Found::Several(fitting)),
        }
    }
}

/// The actors with a name that fits, the one with most on record first; for one that went into another, that one.
fn candidates(ledger: &Connection, condition: &str, name: impl Params) -> Result<Vec<Candidate>> {
    let mut select = ledger.prepare_cached(&format!(
        "SELECT id, name AS label, statements, kind,
            (SELECT address FROM speaker p JOIN statement s ON s.key = p.statement JOIN article a ON a.key = s.article
                WHERE p.actor = actor.key AND a.newest ORDER BY p.statement DESC LIMIT 1) AS page
        FROM actor WHERE key IN (
            SELECT coalesce(goes_into, key) FROM actor_name JOIN actor ON actor.key = actor_name.actor WHERE {condition})
        ORDER BY statements DESC, key"
    ))?;
    Ok(select.query_map(name, Candidate::from_row)?.collect::<Result<_, _>>()?)
}

/// The actor with an id, or the one that it went into, with the latest of its statements.
pub(crate) fn actor(ledger: &Connection, id: &str, limit: u32) -> Result<LedgerActor> {
    let key = identity::answering(ledger, id)?;
    let mut statements = ledger.prepare_cached(
        "SELECT r.* FROM (SELECT s.key FROM speaker p CROSS JOIN statement s ON s.key = p.statement
            CROSS JOIN article a ON a.key = s.article AND a.newest
            WHERE p.actor = ? ORDER BY p.day DESC, p.statement DESC LIMIT ?) AS latest
        JOIN on_the_record r ON r.statement_key = latest.key ORDER BY r.date, r.statement_key",
    )?;
    let statements = statements.query_map((key, limit), OnRecord::from_row)?.collect::<Result<_, _>>()?;
    let (names, roles) = (names(ledger, key)?, roles(ledger, key)?);
    let mut select = ledger.prepare_cached("SELECT id, name, kind, country, statements FROM actor WHERE key = ?")?;
    Ok(select.query_row([key], |row| {
        let (id, name, kind, country) = (row.get("id")?, row.get("name")?, wire::value(row, "kind")?, row.get("country")?);
        Ok(LedgerActor { id, name, kind, country, names, roles, in_all: row.get("statements")?, statements })
    })?)
}

/// All names that an actor goes by, with those of actors that went into it, the fullest first.
pub(crate) fn names(ledger: &Connection, key: i64) -> Result<Vec<String>> {
    let names = "SELECT DISTINCT name FROM actor_name
        WHERE actor = ?1 OR actor IN (SELECT key FROM actor WHERE goes_into = ?1) ORDER BY length(name) DESC, name";
    strings(ledger, names, key)
}

/// The titles and offices of an actor, as printed, the most frequent first.
pub(crate) fn roles(ledger: &Connection, key: i64) -> Result<Vec<String>> {
    let roles =
        "SELECT title || coalesce(' of ' || of, '') AS title FROM role WHERE actor = ? GROUP BY title ORDER BY count(*) DESC, title";
    strings(ledger, roles, key)
}

fn strings(ledger: &Connection, query: &str, key: i64) -> Result<Vec<String>> {
    Ok(ledger.prepare_cached(query)?.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?)
}
