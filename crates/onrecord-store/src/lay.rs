//! Laying a page's record, and what people have decided over it, into the rows that questions are answered from.

use std::collections::{BTreeSet, HashMap};

use onrecord::model::{Act, Basis, Record, Stance, Statement, When};
use rusqlite::{Connection, params};

use crate::corrections::Said;
use crate::{Days, Result, corrections, records, wire};

/// The keys of an article's actors by their ids in its record.
type Actors = HashMap<String, i64>;

/// Lays the stored record of an article anew.
pub(crate) fn again(ledger: &Connection, article: i64) -> Result<()> {
    lay(ledger, article, &records::stored(ledger, article)?)
}

/// Fills in who is mentioned, in which role, when something was said, who speaks, who relays, by which act and with which stance. What was laid
/// before goes. Nobody speaks what is no statement.
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
        let struck = corrected.is_some_and(|c| c.struck);
        let said = match corrected.map(|c| &c.said) {
            None | Some(Said::AsRead) => statement.said_on.clone(),
            Some(Said::On(decided)) => Some(said_on(decided.clone())),
            Some(Said::Unknown) => None,
        };
        days(ledger, key, struck, said.as_ref())?;
        let read = || statement.speakers.iter().filter_map(|id| actors.get(id)).copied().collect();
        let speaking = if struck { Vec::new() } else { corrected.and_then(|c| c.speakers.clone()).unwrap_or_else(read) };
        speakers(ledger, key, speaking)?;
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

/// Days by somebody's word, which no words of the sentence need to tell.
pub(crate) fn said_on(Days { from, to }: Days) -> When {
    When { from, to, basis: Basis::Context, span: None }
}

/// Whether it is struck, and when it was said; the days of frames follow where they are those of what was said.
fn days(ledger: &Connection, statement: i64, struck: bool, said_on: Option<&When>) -> Result<()> {
    let (from, to) = (said_on.map(|days| &days.from), said_on.map(|days| &days.to));
    let basis = said_on.map(|days| wire::word(days.basis)).transpose()?;
    let update = "UPDATE statement SET struck = ?2, said_from = ?3, said_to = ?4, said_basis = ?5
        WHERE key = ?1 AND (struck, said_from, said_to, said_basis) IS NOT (?2, ?3, ?4, ?5)";
    if ledger.prepare_cached(update)?.execute(params![statement, struck, from, to, basis])? == 0 {
        return Ok(());
    }
    let printed = "(SELECT substr(published, 1, 10) FROM article WHERE key = (SELECT article FROM statement WHERE key = ?1))";
    let frames = format!("UPDATE frame SET said = min(coalesce(?2, {printed}), coalesce({printed}, ?2)) WHERE statement = ?1");
    if ledger.prepare_cached(&frames)?.execute((statement, to))? > 0 {
        ledger.prepare_cached("INSERT OR IGNORE INTO unjudged VALUES ('statement', ?)")?.execute([statement])?;
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
        "UPDATE matter SET act = ?1, stance = ?2, gainsaid = iif(?1 = 'deny' AND ?2 = 'denies', terms, '[]') WHERE statement = ?3 AND (act <> ?1 OR stance <> ?2)",
    ] {
        ledger.prepare_cached(update)?.execute((&act, &stance, statement))?;
    }
    Ok(())
}
