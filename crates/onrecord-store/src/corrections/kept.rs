//! Keeping a correction, showing it everywhere, and taking it back.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::Value;

use super::check::checked;
use super::{Corrected, Correction};
use crate::{Error, Find, Result, claims, identity, lay};

/// Keeps a correction and shows it everywhere; its number. What is no statement is of no claim.
pub(super) fn correct(ledger: &Connection, statement: &str, correction: &Correction, brought_by: Option<i64>, by: &str) -> Result<i64> {
    if *correction == Correction::NoStatement
        && let Some(standing) = struck_by(ledger, statement)?
    {
        return Ok(standing);
    }
    let number = insert(ledger, statement, &checked(ledger, statement, correction)?, brought_by, by)?;
    apply(ledger, &articles(ledger, number)?, BTreeSet::new())?;
    if *correction == Correction::NoStatement {
        correct(ledger, statement, &Correction::Claim(None), Some(number), by)?;
    }
    Ok(number)
}

/// The number of the standing correction by which a statement is off the record wherever it is printed.
fn struck_by(ledger: &Connection, statement: &str) -> Result<Option<i64>> {
    let select = "SELECT min(f.correction) FROM correction_in_force f JOIN statement s ON s.key = f.statement_key
        WHERE s.id = ?1 AND f.field = 'no_statement' AND NOT EXISTS (SELECT 1 FROM statement WHERE id = ?1 AND NOT struck)";
    Ok(ledger.prepare_cached(select)?.query_row([statement], |row| row.get(0))?)
}

/// The number of the standing correction without which one cannot be taken back.
fn goes_with(ledger: &Connection, number: i64) -> Result<Option<i64>> {
    let select = "SELECT key FROM correction WHERE key = ? AND brought_by IS NOT NULL AND undone IS NULL";
    let there = ledger.prepare_cached(select)?.exists([number])?;
    if there { Ok(corrected(ledger, number)?.goes_with()) } else { Ok(None) }
}

/// Takes a correction back, and what it brought.
pub(super) fn undo_with_brought(ledger: &Connection, number: i64, by: &str) -> Result<Corrected> {
    if let Some(bringer) = goes_with(ledger, number)? {
        return Err(Error::Refused(format!("the correction {number} goes with {bringer}; take that one back")));
    }
    let brought = "SELECT key FROM correction WHERE brought_by = ? AND undone IS NULL ORDER BY key DESC";
    let brought: Vec<i64> = ledger.prepare_cached(brought)?.query_map([number], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for number in brought.into_iter().chain([number]) {
        undo(ledger, number, by)?;
    }
    corrected(ledger, number)
}

/// Takes one correction back.
fn undo(ledger: &Connection, number: i64, by: &str) -> Result<()> {
    let articles = articles(ledger, number)?;
    let mut left = BTreeSet::new();
    for &article in &articles {
        left.extend(identity::claims_of(ledger, article)?);
    }
    unlink(ledger, number)?;
    let undo = "UPDATE correction SET undone = strftime('%Y-%m-%dT%H:%M:%SZ'), undone_by = ?2 WHERE key = ?1 AND undone IS NULL";
    if ledger.execute(undo, (number, by))? == 0 {
        return Err(Error::Unknown { what: "standing correction has the number", name: number.to_string(), find: Find::Corrections });
    }
    apply(ledger, &articles, left)
}

/// The correction with a number.
pub(crate) fn corrected(ledger: &Connection, key: i64) -> Result<Corrected> {
    let select =
        "SELECT key, statement, field, value, was, brought_by, decided, decided_by, undone, undone_by FROM correction WHERE key = ?";
    ledger.prepare_cached(select)?.query_row([key], |row| {
        Ok(correction(&row.get::<_, String>("field")?, &row.get::<_, String>("value")?).and_then(|correction| {
            Ok(Corrected {
                number: row.get("key")?,
                statement: row.get("statement")?,
                correction,
                was: serde_json::from_str(&row.get::<_, String>("was")?)?,
                brought_by: row.get("brought_by")?,
                decided: row.get("decided")?,
                decided_by: row.get("decided_by")?,
                undone: row.get("undone")?,
                undone_by: row.get("undone_by")?,
            })
        }))
    })?
}

/// The correction in a row.
pub(super) fn correction(field: &str, value: &str) -> Result<Correction> {
    let value: Value = serde_json::from_str(value)?;
    Ok(serde_json::from_value(serde_json::json!({ "field": field, "value": value }))?)
}

/// Keeps a correction in the ledger; its number.
fn insert(ledger: &Connection, statement: &str, correction: &Correction, brought_by: Option<i64>, by: &str) -> Result<i64> {
    let select = "SELECT s.key, a.key, a.address, s.source, s.cue, s.content FROM statement s JOIN article a ON a.key = s.article
        WHERE s.id = ? ORDER BY a.newest DESC, s.key LIMIT 1";
    let place = |row: &Row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(2)?, [row.get::<_, String>(3)?, row.get(4)?, row.get(5)?]));
    let place = ledger.query_row(select, [statement], place).optional()?;
    let (key, address, [source, cue, content]) =
        place.ok_or_else(|| Error::Unknown { what: "statement has the id", name: statement.to_owned(), find: Find::Ids })?;
    let Value::Object(mut wire) = serde_json::to_value(correction)? else { unreachable!("a correction is an object") };
    let (field, value) = (wire["field"].take(), wire.remove("value").unwrap_or_default());
    let field = field.as_str().unwrap_or_default();
    let insert =
        "INSERT INTO correction (statement, address, source, cue, content, field, value, was, brought_by, after, decided, decided_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(key), 0) FROM actor_decision), strftime('%Y-%m-%dT%H:%M:%SZ'), ?)";
    let was = was(ledger, key, field)?;
    ledger.execute(insert, params![statement, address, source, cue, content, field, value.to_string(), was, brought_by, by])?;
    Ok(ledger.last_insert_rowid())
}

/// What the machine read: what an earlier correction that stands replaced, else what there is.
fn was(ledger: &Connection, statement: i64, field: &str) -> Result<String> {
    let earlier = "SELECT c.was FROM correction_in_force f JOIN correction c ON c.key = f.correction
        WHERE f.statement_key = ? AND f.field = ? ORDER BY c.key LIMIT 1";
    if let Some(was) = ledger.query_row(earlier, (statement, field), |row| row.get(0)).optional()? {
        return Ok(was);
    }
    let present = match field {
        "act" => "SELECT json_quote(act) FROM statement WHERE key = ?",
        "stance" => "SELECT json_quote(stance) FROM statement WHERE key = ?",
        "speakers" => {
            "SELECT json_group_array(id) FROM (SELECT id FROM speaker JOIN actor ON key = actor WHERE statement = ? ORDER BY position)"
        }
        "said_on" => {
            "SELECT CASE WHEN said_from IS NULL THEN 'null' ELSE json_object('from', said_from, 'to', coalesce(said_to, said_from)) END
            FROM statement WHERE key = ?"
        }
        "no_statement" => return Ok("null".to_owned()),
        _ => "SELECT json_quote(claim.id) FROM statement LEFT JOIN claim ON claim.key = claim WHERE statement.key = ?",
    };
    Ok(ledger.query_row(present, [statement], |row| row.get(0))?)
}

/// The articles with a statement that a correction stands for.
fn articles(ledger: &Connection, correction: i64) -> Result<Vec<i64>> {
    let select = "SELECT DISTINCT article_key FROM correction_in_force WHERE correction = ?";
    Ok(ledger.prepare_cached(select)?.query_map([correction], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Lays articles anew and brings the claims that this concerns up to date, and some more.
fn apply(ledger: &Connection, articles: &[i64], mut claims: BTreeSet<i64>) -> Result<()> {
    for &article in articles {
        claims.extend(identity::claims_of(ledger, article)?);
        lay::again(ledger, article)?;
        link(ledger, article)?;
        claims.extend(identity::claims_of(ledger, article)?);
    }
    claims::last_days(ledger, &claims)?;
    claims::refresh(ledger, claims)
}

/// Puts the statements of an article into the claims that corrections give them.
pub(crate) fn link(ledger: &Connection, article: i64) -> Result<()> {
    let links = "SELECT f.statement_key, (SELECT coalesce(merged_into, key) FROM claim WHERE id = json_extract(f.value, '$'))
        FROM correction_in_force f WHERE f.field = 'claim' AND f.article_key = ? ORDER BY f.correction";
    let mut update = ledger.prepare_cached("UPDATE statement SET claim = iif(struck, NULL, ?2), aside = 0 WHERE key = ?1")?;
    for link in ledger.prepare_cached(links)?.query_map([article], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)))? {
        update.execute(link?)?;
    }
    Ok(())
}

/// Puts statements back into the claims that a correction took them out of.
fn unlink(ledger: &Connection, correction: i64) -> Result<()> {
    let unlink = "UPDATE statement SET claim = (SELECT coalesce(claim.merged_into, claim.key)
            FROM correction JOIN claim ON claim.id = json_extract(was, '$') WHERE correction.key = ?1)
        WHERE key IN (SELECT statement_key FROM correction_in_force WHERE correction = ?1 AND field = 'claim')";
    ledger.execute(unlink, [correction])?;
    Ok(())
}
