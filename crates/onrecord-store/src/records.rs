//! Records back out, with the ids of the whole ledger.

use std::collections::{BTreeMap, HashMap};

use onrecord::Text;
use onrecord::model::{Actor, Claim, Filler, Position, Record};
use rusqlite::Connection;

use crate::{Error, Ledger, OnRecord, Result};

impl Ledger {
    /// The newest record of every address, in the order of arrival: as they were read, with actor and claim ids of the ledger.
    ///
    /// # Errors
    /// Where the ledger cannot be read; each record may fail by itself.
    pub fn records(&self) -> Result<impl Iterator<Item = Result<Record>>> {
        let mut select = self.connection.prepare("SELECT key FROM article WHERE newest ORDER BY key")?;
        let keys: Vec<i64> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(keys.into_iter().map(|key| record(&self.connection, key)))
    }

    /// Calls a function with every statement on record, by date.
    ///
    /// # Errors
    /// Where the ledger cannot be read, and the function's own.
    pub fn on_the_record<E: From<Error>>(&self, mut each: impl FnMut(OnRecord) -> Result<(), E>) -> Result<(), E> {
        let failed = |e: rusqlite::Error| E::from(Error::from(e));
        let mut select = self.connection.prepare("SELECT * FROM on_the_record ORDER BY date, statement_key").map_err(failed)?;
        for row in select.query_map([], OnRecord::from_row).map_err(failed)? {
            each(row.map_err(failed)?)?;
        }
        Ok(())
    }
}

/// An article's record, with the ids of the ledger.
pub(crate) fn record(ledger: &Connection, article: i64) -> Result<Record> {
    let (json, text, independent): (String, String, bool) = ledger
        .prepare_cached("SELECT record, text, copy_of IS NULL FROM article WHERE key = ?")?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let mut record: Record = serde_json::from_str(&json)?;
    record.article.text = Text::new(text);
    let actors = pairs(ledger, "SELECT local, id FROM appearance JOIN actor ON key = actor WHERE article = ?", article)?;
    rename_actors(&mut record, &actors);
    let claim_of = "SELECT statement.id, claim.id FROM statement JOIN claim ON claim.key = claim WHERE article = ?";
    let disputed = "SELECT claim.id FROM statement JOIN claim ON claim.key = claim WHERE article = ? AND disputed";
    let disputed: Vec<String> = ledger.prepare_cached(disputed)?.query_map([article], |row| row.get(0))?.collect::<Result<_, _>>()?;
    reclaim(&mut record, &pairs(ledger, claim_of, article)?, &disputed, independent);
    Ok(record)
}

fn pairs(ledger: &Connection, query: &str, article: i64) -> Result<HashMap<String, String>> {
    Ok(ledger.prepare_cached(query)?.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
}

/// Puts the ledger's ids in the place of the article's own; actors that the ledger takes for one become one.
fn rename_actors(record: &mut Record, ids: &HashMap<String, String>) {
    let rename = |id: &mut String| {
        if let Some(new) = ids.get(id) {
            id.clone_from(new);
        }
    };
    let mut merged: Vec<Actor> = Vec::new();
    let mut place = HashMap::new();
    for mut actor in record.actors.drain(..) {
        rename(&mut actor.id);
        let at = *place.entry(actor.id.clone()).or_insert(merged.len());
        match merged.get_mut(at) {
            None => merged.push(actor),
            Some(same) => {
                same.names.extend(actor.names);
                same.roles.extend(actor.roles);
                same.mentions.extend(actor.mentions);
                same.mentions.sort_unstable();
            }
        }
    }
    record.actors = merged;
    for statement in &mut record.statements {
        statement.speakers.iter_mut().for_each(rename);
        statement.relay.iter_mut().filter_map(|relay| relay.actor.as_mut()).for_each(rename);
    }
    for filler in record.frames.iter_mut().flat_map(|frame| frame.roles.values_mut()) {
        if let Filler::Party(id) = filler {
            rename(id);
        }
    }
}

/// Puts the ledger's claims in the place of the article's own, with the positions that this article prints.
fn reclaim(record: &mut Record, claim_of: &HashMap<String, String>, disputed: &[String], independent: bool) {
    let wordings: HashMap<String, _> = record.claims.drain(..).map(|claim| (claim.id.clone(), claim)).collect();
    let mut claims: BTreeMap<String, Claim> = BTreeMap::new();
    let mut order = Vec::new();
    for statement in &mut record.statements {
        let own = statement.claim.take().and_then(|id| wordings.get(&id));
        let Some(id) = claim_of.get(&statement.id) else { continue };
        statement.claim = Some(id.clone());
        let claim = claims.entry(id.clone()).or_insert_with(|| {
            order.push(id.clone());
            let content = statement.content.iter().copied().reduce(onrecord::Span::cover).unwrap_or_default();
            Claim {
                id: id.clone(),
                wording: own.map_or(content, |own| own.wording),
                frames: own.map(|own| own.frames.clone()).unwrap_or_default(),
                disputed: disputed.contains(id),
                positions: Vec::new(),
            }
        });
        claim.positions.extend(statement.speakers.iter().map(|actor| Position {
            actor: actor.clone(),
            stance: statement.stance,
            act: statement.act,
            statement: statement.id.clone(),
            said_on: statement.said_on.clone(),
            independent,
        }));
    }
    record.claims = order.iter().filter_map(|id| claims.remove(id)).collect();
}
