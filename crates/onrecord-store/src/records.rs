//! Records back out, with the ids of the whole ledger.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use onrecord::Text;
use onrecord::model::{Act, Actor, Claim, Filler, Position, Record, Stance};
use rusqlite::{Connection, Row};

use crate::{Days, Error, Ledger, OnRecord, Result, findings, lay, wire};

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

/// An article's record as it was read, without its text.
pub(crate) fn stored(ledger: &Connection, article: i64) -> Result<Record> {
    let json: String = ledger.prepare_cached("SELECT record FROM article WHERE key = ?")?.query_row([article], |row| row.get(0))?;
    Ok(serde_json::from_str(&json)?)
}

/// An article's record as it was read, with the ids of its article.
pub(crate) fn as_read(ledger: &Connection, article: i64) -> Result<Record> {
    let mut record = stored(ledger, article)?;
    let text: String = ledger.prepare_cached("SELECT text FROM article WHERE key = ?")?.query_row([article], |row| row.get(0))?;
    record.article.text = Text::new(text);
    Ok(record)
}

/// An article's record, with the ids of the ledger and what people have decided.
pub(crate) fn record(ledger: &Connection, article: i64) -> Result<Record> {
    let mut record = as_read(ledger, article)?;
    let independent = ledger.prepare_cached("SELECT copy_of IS NULL FROM article WHERE key = ?")?.query_row([article], |row| row.get(0))?;
    let actors = pairs(ledger, "SELECT local, id FROM appearance JOIN actor ON key = actor WHERE article = ?", article)?;
    rename_actors(&mut record, &actors);
    decide(ledger, article, &mut record)?;
    let claim_of = "SELECT statement.id, claim.id FROM statement JOIN claim ON claim.key = claim WHERE article = ?";
    let disputed = "SELECT claim.id FROM statement JOIN claim ON claim.key = claim WHERE article = ? AND disputed";
    let disputed: Vec<String> = ledger.prepare_cached(disputed)?.query_map([article], |row| row.get(0))?.collect::<Result<_, _>>()?;
    reclaim(&mut record, &pairs(ledger, claim_of, article)?, &disputed, independent);
    record.findings = record.claims.iter().map(|claim| findings::of(ledger, &claim.id)).collect::<Result<Vec<_>>>()?.concat();
    Ok(record)
}

/// Puts what the ledger holds of acts, stances, days, speakers and decided names in the place of what was read, and leaves out what is no
/// statement; it differs where people decided.
fn decide(ledger: &Connection, article: i64, record: &mut Record) -> Result<()> {
    let struck = pairs(ledger, "SELECT id, id FROM statement WHERE article = ? AND struck", article)?;
    if !struck.is_empty() {
        strike(record, &struck);
    }
    for (id, days) in decided_days(ledger, article)? {
        for statement in record.statements.iter_mut().filter(|statement| statement.id == id) {
            statement.said_on = days.clone().map(lay::said_on);
        }
    }
    let mut select = ledger.prepare_cached("SELECT id, key, act, stance FROM statement WHERE article = ?")?;
    let labels = |row: &Row| Ok((row.get("id")?, (row.get("key")?, wire::value(row, "act")?, wire::value(row, "stance")?)));
    let labels: HashMap<String, (i64, Act, Stance)> = select.query_map([article], labels)?.collect::<Result<_, _>>()?;
    let mut speakers = ledger.prepare_cached("SELECT id FROM speaker JOIN actor ON key = actor WHERE statement = ? ORDER BY position")?;
    for statement in &mut record.statements {
        let Some((key, act, stance)) = labels.get(&statement.id) else { continue };
        (statement.act, statement.stance) = (*act, *stance);
        statement.speakers = speakers.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?;
    }
    let known: HashSet<&str> = record.actors.iter().map(|actor| actor.id.as_str()).collect();
    let missing: BTreeSet<String> =
        record.statements.iter().flat_map(|statement| &statement.speakers).filter(|id| !known.contains(id.as_str())).cloned().collect();
    let mut select = ledger.prepare_cached("SELECT name, kind, country FROM actor WHERE id = ?")?;
    for id in missing {
        let actor = select.query_row([&id], |row| {
            let name: String = row.get("name")?;
            let names = vec![name.clone()];
            let (kind, country) = (wire::value(row, "kind")?, row.get("country")?);
            Ok(Actor { id: id.clone(), name, kind, roles: Vec::new(), country, mentions: Vec::new(), names })
        })?;
        record.actors.push(actor);
    }
    let renamed = "SELECT id, actor.name FROM appearance JOIN actor ON actor.key = appearance.actor WHERE article = ?
        AND EXISTS (SELECT 1 FROM actor_decision d WHERE d.actor = actor.key AND d.kind = 'rename' AND d.undone IS NULL)";
    let renamed = pairs(ledger, renamed, article)?;
    for actor in &mut record.actors {
        if let Some(name) = renamed.get(&actor.id) {
            actor.name.clone_from(name);
        }
    }
    Ok(())
}

/// Leaves statements out, with what others say of them.
fn strike(record: &mut Record, struck: &HashMap<String, String>) {
    record.statements.retain(|statement| !struck.contains_key(&statement.id));
    for statement in &mut record.statements {
        for other in [&mut statement.refers_to, &mut statement.within] {
            other.take_if(|id| struck.contains_key(id));
        }
    }
}

/// When the statements of an article were said of which somebody has decided that, by their ids; the last decision counts.
fn decided_days(ledger: &Connection, article: i64) -> Result<Vec<(String, Option<Days>)>> {
    let select = "SELECT s.id, f.value FROM correction_in_force f JOIN statement s ON s.key = f.statement_key
        WHERE f.article_key = ? AND f.field = 'said_on' ORDER BY f.correction";
    let mut select = ledger.prepare_cached(select)?;
    let rows = select.query_map([article], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| row.map_err(Error::from).and_then(|(id, days)| Ok((id, serde_json::from_str(&days)?)))).collect()
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
                frames: Vec::new(),
                disputed: disputed.contains(id),
                positions: Vec::new(),
            }
        });
        let new: Vec<String> = statement.frames.iter().filter(|id| !claim.frames.contains(id)).cloned().collect();
        claim.frames.extend(new);
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
