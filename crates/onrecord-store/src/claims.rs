//! Claims and disputes.

use rusqlite::{Connection, Row};

use crate::{Ledger, LedgerClaim, Number, OnRecord, Position, Result, findings, wire};

impl Ledger {
    /// The claims with both sides on record, the one spoken to last first.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn disputes(&self) -> Result<Vec<LedgerClaim>> {
        let mut select = self.connection.prepare_cached("SELECT claim FROM disputes")?;
        let ids: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        ids.iter().map(|id| claim(&self.connection, id)).collect()
    }
}

/// The claim with an id.
pub(crate) fn claim(ledger: &Connection, id: &str) -> Result<LedgerClaim> {
    let positions = positions(ledger, id)?;
    let mut select = ledger.prepare_cached(
        "SELECT disputed, coalesce(substr(article.text, wording_start + 1, wording_end - wording_start), content, '') AS wording
        FROM claim LEFT JOIN statement ON statement.key = coalesce(claim.wording, first) LEFT JOIN article ON article.key = statement.article
        WHERE claim.id = ?",
    )?;
    let (disputed, wording) = select.query_row([id], |row| Ok((row.get("disputed")?, row.get("wording")?)))?;
    let dates = || positions.iter().filter_map(|position| position.on_record.date.clone());
    Ok(LedgerClaim {
        id: id.to_owned(),
        wording,
        disputed,
        first: dates().min(),
        last: dates().max(),
        pages: pages(&positions, |_| true),
        independent_pages: pages(&positions, |on_record| on_record.independent),
        numbers: numbers(ledger, id)?,
        findings: findings::of(ledger, id)?,
        positions,
    })
}

/// How many addresses carry the positions that count.
fn pages(positions: &[Position], counts: impl Fn(&OnRecord) -> bool) -> usize {
    let mut addresses: Vec<&str> = positions.iter().map(|p| &p.on_record).filter(|r| counts(r)).map(|r| r.address.as_str()).collect();
    addresses.sort_unstable();
    addresses.dedup();
    addresses.len()
}

fn positions(ledger: &Connection, claim: &str) -> Result<Vec<Position>> {
    let mut select = ledger.prepare_cached(
        "SELECT p.actor, p.actor_id, r.* FROM positions_over_time p JOIN on_the_record r ON r.statement_key = p.statement_key
        WHERE p.claim = ? ORDER BY r.date, r.statement_key",
    )?;
    Ok(select.query_map([claim], position)?.collect::<Result<_, _>>()?)
}

/// A row of `on_the_record` with the actor's id and name.
pub(crate) fn position(row: &Row) -> rusqlite::Result<Position> {
    Ok(Position { actor: row.get("actor_id")?, name: row.get("actor")?, on_record: OnRecord::from_row(row)? })
}

pub(crate) fn numbers(ledger: &Connection, claim: &str) -> Result<Vec<Number>> {
    let mut select = ledger.prepare_cached("SELECT * FROM quantities_over_time WHERE claim = ?")?;
    let number = |row: &Row| {
        Ok(Number {
            printed: row.get("printed")?,
            value: row.get("value")?,
            value_to: row.get("value_to")?,
            unit: row.get("unit")?,
            qualifier: wire::value(row, "qualifier")?,
            speaker: row.get("speaker")?,
            date: row.get("date")?,
            statement: row.get("statement")?,
            independent: row.get("independent")?,
        })
    };
    Ok(select.query_map([claim], number)?.collect::<Result<_, _>>()?)
}
