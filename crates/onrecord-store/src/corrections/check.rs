//! Whether a correction says what can be.

use rusqlite::{Connection, OptionalExtension};

use super::{Correction, Days};
use crate::{Error, Find, Result, claims, identity};

/// Refuses statements that are not of a claim.
pub(super) fn check_of_claim(ledger: &Connection, claim: &str, statements: &[String]) -> Result<()> {
    let unknown = |what, name: &str| Error::Unknown { what, name: name.to_owned(), find: Find::Ids };
    let claim = claims::answering(ledger, claim)?.ok_or_else(|| unknown("claim has the id", claim))?;
    let mut of_claim =
        ledger.prepare_cached("SELECT 1 FROM statement s JOIN claim ON claim.key = s.claim WHERE s.id = ? AND claim.id = ?")?;
    for statement in statements {
        if !of_claim.exists((statement, &claim))? {
            return Err(unknown("statement of this claim has the id", statement));
        }
    }
    Ok(())
}

/// A correction that names what is there, by the ids that answer.
pub(super) fn checked(ledger: &Connection, statement: &str, correction: &Correction) -> Result<Correction> {
    let id_of = |key: i64| ledger.query_row("SELECT id FROM actor WHERE key = ?", [key], |row| row.get(0));
    Ok(match correction {
        Correction::SaidOn(Some(days)) => {
            check_days(ledger, days)?;
            correction.clone()
        }
        Correction::Act(_) | Correction::Stance(_) | Correction::Claim(None) | Correction::SaidOn(None) | Correction::NoStatement => {
            correction.clone()
        }
        Correction::Speakers(ids) => {
            let answering = |id: &String| Ok(id_of(identity::answering(ledger, id)?)?);
            Correction::Speakers(ids.iter().map(answering).collect::<Result<_>>()?)
        }
        Correction::Claim(Some(id)) if id == statement => return Err(Error::Refused(format!("{id} says the same as itself"))),
        Correction::Claim(Some(id)) => Correction::Claim(Some(claim_of(ledger, id)?)),
    })
}

/// Refuses days that are none, or that end before they begin.
fn check_days(ledger: &Connection, Days { from, to }: &Days) -> Result<()> {
    let sound = "SELECT date(?1) IS ?1 AND date(?2) IS ?2 AND ?1 <= ?2";
    if ledger.query_row(sound, (from, to), |row| row.get(0))? {
        return Ok(());
    }
    Err(Error::Refused(format!("\"{from}\" to \"{to}\" are no days; write them as 2024-05-17, the first one first")))
}

/// The id of the claim that an id leads to: a claim's, or that of a statement, which is given a claim where it has none.
fn claim_of(ledger: &Connection, id: &str) -> Result<String> {
    let claim = "SELECT coalesce(other.id, claim.id) FROM claim LEFT JOIN claim other ON other.key = claim.merged_into WHERE claim.id = ?1
        UNION ALL SELECT claim.id FROM statement JOIN claim ON claim.key = claim WHERE statement.id = ?1 LIMIT 1";
    if let Some(claim) = ledger.query_row(claim, [id], |row| row.get(0)).optional()? {
        return Ok(claim);
    }
    let first = ledger.query_row("SELECT min(key) FROM statement WHERE id = ?", [id], |row| row.get::<_, Option<i64>>(0))?;
    let first = first.ok_or_else(|| Error::Unknown { what: "claim or statement has the id", name: id.to_owned(), find: Find::Ids })?;
    let claim = claims::of_its_own(ledger, id, first)?;
    ledger.execute("UPDATE statement SET claim = (SELECT key FROM claim WHERE id = ?) WHERE id = ?", (&claim, id))?;
    Ok(claim)
}
