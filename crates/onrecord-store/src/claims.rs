//! Claims: what they hold, and what is kept of them as they grow.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row};

use crate::{LedgerClaim, Number, OnRecord, Position, Result, disputes, findings, wire};

/// Two statements `s` and `t` of newest pages with opposite stances and none of their speakers in common.
const OPPOSED: &str = "(s.stance = 'denies' AND t.stance = 'affirms' OR s.stance = 'affirms' AND t.stance = 'denies')
    AND (SELECT newest FROM article WHERE key = s.article) AND (SELECT newest FROM article WHERE key = t.article)
    AND EXISTS (SELECT 1 FROM speaker WHERE statement = s.key) AND EXISTS (SELECT 1 FROM speaker WHERE statement = t.key)
    AND NOT EXISTS (SELECT 1 FROM speaker p JOIN speaker q ON q.actor = p.actor WHERE p.statement = s.key AND q.statement = t.key)";

/// A claim is disputed where both stances are on it from two actors, in statements that contradict each other; what people have decided of
/// a statement counts as if it contradicted all of the other stance.
fn disputed() -> String {
    format!(
        "UPDATE claim SET disputed = EXISTS (
            SELECT 1 FROM statement s JOIN link ON link.statement = s.key AND relation = 'contradicts'
            JOIN statement t ON t.key = link.other AND t.claim = s.claim WHERE s.claim = claim.key AND {OPPOSED})
        OR EXISTS (
            SELECT 1 FROM statement s JOIN correction ON correction.statement = s.id AND undone IS NULL
            JOIN statement t ON t.claim = s.claim WHERE s.claim = claim.key AND {OPPOSED})
        WHERE key = ?"
    )
}

/// The plainest statement of a claim: one with a wording, one that is contradicted or contradicts, for it rather than against it, the first.
const WORDING: &str = "UPDATE claim SET wording = (
    SELECT s.key FROM statement s JOIN article a ON a.key = s.article
    WHERE s.claim = claim.key AND a.newest
    ORDER BY s.wording_start IS NULL,
        NOT EXISTS (SELECT 1 FROM link WHERE relation = 'contradicts' AND (statement = s.key OR other = s.key)),
        s.stance <> 'affirms', s.key LIMIT 1)
    WHERE key = ?";

/// Puts a topic's statements into the claim of its matter, which is made once there are two of them. Gives the claim where another
/// article's topic is of it.
pub(crate) fn join(ledger: &Connection, root: i64, topic: i64) -> Result<Option<i64>> {
    let statements = "SELECT count(*) FROM matter WHERE topic IN (?, ?)";
    let several = ledger.prepare_cached(statements)?.query_row((root, topic), |row| row.get::<_, i64>(0))? > 1;
    if !several {
        return Ok(None);
    }
    let (first, id): (i64, String) = ledger
        .prepare_cached("SELECT statement.key, id FROM topic JOIN statement ON statement.key = first WHERE topic.key = ?")?
        .query_row([root], |row| Ok((row.get(0)?, row.get(1)?)))?;
    ledger.prepare_cached("INSERT OR IGNORE INTO claim (id, first) VALUES (?, ?)")?.execute((wire::id("claim", &id), first))?;
    let claim = "SELECT key FROM claim WHERE id = ?";
    let claim: i64 = ledger.prepare_cached(claim)?.query_row([wire::id("claim", &id)], |row| row.get(0))?;
    let belong = "UPDATE statement SET claim = ?1 WHERE claim IS NULL AND key IN (SELECT statement FROM matter WHERE topic IN (?2, ?3))";
    ledger.prepare_cached(belong)?.execute((claim, root, topic))?;
    Ok((root != topic).then_some(claim))
}

/// Brings the wordings and the sides of some claims up to date, and what they are found by.
pub(crate) fn refresh(ledger: &Connection, claims: impl IntoIterator<Item = i64>) -> Result<()> {
    let (mut disputed, mut wording) = (ledger.prepare_cached(&disputed())?, ledger.prepare_cached(WORDING)?);
    for claim in claims.into_iter().collect::<BTreeSet<_>>() {
        disputed.execute([claim])?;
        wording.execute([claim])?;
        disputes::refresh(ledger, claim)?;
    }
    Ok(())
}

/// The claims that an article speaks to, or that an older version of it spoke to.
pub(crate) fn touched(ledger: &Connection, article: i64) -> Result<Vec<i64>> {
    let mut select = ledger.prepare_cached(
        "SELECT DISTINCT claim FROM statement WHERE claim IS NOT NULL AND article IN (
            SELECT other.key FROM article own JOIN article other ON other.address = own.address WHERE own.key = ?)",
    )?;
    Ok(select.query_map([article], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Leads claims of an earlier program that are none any more to the one that their first statement is in now.
pub(crate) fn alias_emptied(ledger: &Connection) -> Result<()> {
    ledger.execute(
        "UPDATE claim SET merged_into = (SELECT s.claim FROM statement s WHERE s.key = claim.first AND s.claim <> claim.key)
        WHERE NOT EXISTS (SELECT 1 FROM statement WHERE statement.claim = claim.key)",
        [],
    )?;
    Ok(())
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
        "SELECT actor.name AS actor, actor.id AS actor_id, r.* FROM on_the_record r JOIN speaker ON speaker.statement = r.statement_key
        JOIN actor ON actor.key = speaker.actor WHERE r.claim = ? ORDER BY r.date, r.statement_key, speaker.position",
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
