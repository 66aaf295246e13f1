//! Laying a page's record, and what people have decided over it, into the rows that questions are answered from.

use std::collections::{BTreeSet, HashMap};

use onrecord::model::{Act, Record, Stance, Statement};
use rusqlite::{Connection, params};

use crate::{Result, corrections, records, wire};

/// The keys of an article's actors by their ids in its record.
type Actors = HashMap<String, i64>;

/// Lays the stored record of an article anew.
pub(crate) fn again(ledger: &Connection, article: i64) -> Result<()> {
    lay(ledger, article, &records::stored(ledger, article)?)
}

/// Fills in who is mentioned, in which role, who speaks, who relays, by which act and with which stance. What was laid before goes.
pub(crate) fn lay(ledger: &Connection, article: i64, record: &Record) -> Result<()> {
    let appearances = "SELECT local, actor FROM appearance WHERE article = ?";
    let actors: Actors =
        ledger.prepare_cached(appearances)?.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    mentions_and_roles(ledger, article, record, &actors)?;
    let keys = "SELECT id, key FROM statement WHERE article = ?";
    let keys: HashMap<String, i64> =
        ledger.prepare_cached(keys)?.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let corrected = corrections::in_force(ledger, article)?;
    for statement in &record.statements {
        let Some(&key) = keys.get(&statement.id) else { continue };
        let corrected = corrected.get(&key);
        let read = || statement.speakers.iter().filter_map(|id| actors.get(id)).copied().collect();
        speakers(ledger, key, corrected.and_then(|c| c.speakers.clone()).unwrap_or_else(read))?;
        relays(ledger, key, statement, &actors)?;
        let act = corrected.and_then(|c| c.act).unwrap_or(statement.act);
        act_and_stance(ledger, key, act, corrected.and_then(|c| c.stance).unwrap_or(statement.stance))?;
    }
    Ok(())
}

fn mentions_and_roles(ledger: &Connection, article: i64, record: &Record, actors: &Actors) -> Result<()> {
    ledger.prepare_cached("DELETE FROM mention WHERE article = ?")?.execute([article])?;
    ledger.prepare_cached("DELETE FROM role WHERE article = ?")?.execute([article])?;
    let mut mention = ledger.prepare_cached("INSERT INTO mention VALUES (?, ?, ?, ?)")?;
    let mut role_insert = ledger.prepare_cached("INSERT INTO role VALUES (?, ?, ?, ?, ?, ?)")?;
    for (actor, key) in record.actors.iter().filter_map(|actor| Some((actor, *actors.get(&actor.id)?))) {
        for span in &actor.mentions {
            mention.execute((article, key, span.start, span.end))?;
        }
        for role in &actor.roles {
            role_insert.execute(params![article, key, role.title, role.of, role.span.start, role.span.end])?;
        }
    }
    Ok(())
}

/// Each once, in their order.
fn speakers(ledger: &Connection, statement: i64, actors: Vec<i64>) -> Result<()> {
    ledger.prepare_cached("DELETE FROM speaker WHERE statement = ?")?.execute([statement])?;
    let mut insert = ledger.prepare_cached(
        "INSERT INTO speaker SELECT ?1, ?2, ?3, claim, coalesce(said_from, substr(published, 1, 10))
        FROM statement JOIN article ON article.key = article WHERE statement.key = ?1",
    )?;
    let mut seen = BTreeSet::new();
    for (position, actor) in actors.into_iter().filter(|&actor| seen.insert(actor)).enumerate() {
        insert.execute((statement, position, actor))?;
    }
    Ok(())
}

fn relays(ledger: &Connection, key: i64, statement: &Statement, actors: &Actors) -> Result<()> {
    ledger.prepare_cached("DELETE FROM relay WHERE statement = ?")?.execute([key])?;
    let mut insert = ledger.prepare_cached("INSERT INTO relay VALUES (?, ?, ?, ?, ?)")?;
    for relay in &statement.relay {
        let actor = relay.actor.as_ref().and_then(|id| actors.get(id));
        insert.execute(params![key, actor, wire::word(relay.kind)?, relay.span.start, relay.span.end])?;
    }
    Ok(())
}

fn act_and_stance(ledger: &Connection, statement: i64, act: Act, stance: Stance) -> Result<()> {
    let (act, stance) = (wire::word(act)?, wire::word(stance)?);
    for update in [
        "UPDATE statement SET act = ?1, stance = ?2 WHERE key = ?3 AND (act <> ?1 OR stance <> ?2)",
        "UPDATE matter SET act = ?1, stance = ?2 WHERE statement = ?3 AND (act <> ?1 OR stance <> ?2)",
    ] {
        ledger.prepare_cached(update)?.execute((&act, &stance, statement))?;
    }
    Ok(())
}
