//! Findings over the whole ledger: made again only of what has changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use onrecord::model::{Finding, Record};
use onrecord::pack::{Pack, with_bundled};
use onrecord::rules::{self, Event, covers, events};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Error, Ledger, Result, claims, disputes, wire};

/// What is read of a frame to be held against rules: of newest pages that are no copies, so that nothing is counted twice.
const EVENTS: &str = "SELECT claim.id AS claim, s.id AS statement, f.* FROM frame f
    JOIN statement s ON s.key = f.statement JOIN article a ON a.key = s.article JOIN claim ON claim.key = s.claim
    WHERE a.newest AND a.copy_of IS NULL";

impl Ledger {
    /// Keeps packs, so that findings are made with them from now on; one that has the name of a kept one takes its place.
    ///
    /// # Errors
    /// Where the ledger cannot be written.
    pub fn keep_packs(&mut self, packs: &[Pack]) -> Result<()> {
        let transaction = self.connection.transaction()?;
        for pack in packs {
            let keep = "INSERT INTO pack VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET text = excluded.text WHERE text <> excluded.text";
            transaction.execute(keep, (&pack.name, &pack.written))?;
        }
        Ok(transaction.commit()?)
    }

    /// The packs that findings are made with: the bundled ones, and those that were kept.
    ///
    /// # Errors
    /// Where the ledger cannot be read, and where a kept pack is not sound for this program.
    pub fn packs(&self) -> Result<Vec<Pack>> {
        packs(&self.connection)
    }
}

fn packs(ledger: &Connection) -> Result<Vec<Pack>> {
    let mut select = ledger.prepare_cached("SELECT name, text FROM pack ORDER BY name")?;
    let kept: Vec<(String, String)> = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let parse = |(name, text): (String, String)| {
        Pack::parse(&text).map_err(|problems| Error::Pack { name, reason: problems.first().map(ToString::to_string).unwrap_or_default() })
    };
    Ok(with_bundled(kept.into_iter().map(parse).collect::<Result<Vec<_>>>()?))
}

/// Keeps the frames of a record. `statements` are the keys of its statements by their ids.
pub(crate) fn insert_frames(ledger: &Connection, record: &Record, statements: &HashMap<&str, i64>) -> Result<()> {
    if record.frames.is_empty() {
        return Ok(());
    }
    let mut insert = ledger.prepare_cached(
        "INSERT OR IGNORE INTO frame (statement, id, pack, kind, class, item, parties, quantity, since, until, said, mode, over_limit)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for event in events(record, &packs(ledger)?) {
        let Some(&statement) = statements.get(event.statement.as_str()) else { continue };
        insert.execute(params![
            statement,
            event.frame,
            event.pack,
            event.kind,
            event.class,
            event.item,
            serde_json::to_string(&event.parties)?,
            event.quantity.as_ref().map(serde_json::to_string).transpose()?,
            event.when.map(|(from, _)| from.to_string()),
            event.when.map(|(_, to)| to.to_string()),
            event.said.map(|day| day.to_string()),
            wire::word(event.mode)?,
            event.over_limit,
        ])?;
    }
    Ok(())
}

/// Makes the findings of all claims that have changed, and of those that share a cap with them.
pub(crate) fn judge(ledger: &Connection) -> Result<()> {
    let packs = packs(ledger)?;
    anew_with_other_packs(ledger, &packs)?;
    claim_alone(ledger, &packs)?;
    let mut changed = changed(ledger)?;
    if changed.is_empty() {
        return Ok(());
    }
    let mut loaded = Vec::new();
    for id in &changed {
        loaded.extend(of_claim(ledger, id)?);
    }
    for (pack, class) in capped(ledger, &packs, &changed, &loaded)? {
        let sharing =
            select(ledger, &format!("{EVENTS} AND f.pack = ?1 AND f.class = ?2 ORDER BY f.statement, f.id"), (&pack.name, class))?;
        changed.extend(sharing.iter().map(|event| event.claim.clone()));
        loaded.extend(sharing);
    }
    // A claim that shares a cap may have other events too.
    let known: BTreeSet<(String, String)> = loaded.iter().map(|event| (event.statement.clone(), event.frame.clone())).collect();
    for id in &changed {
        let rest = of_claim(ledger, id)?.into_iter().filter(|event| !known.contains(&(event.statement.clone(), event.frame.clone())));
        loaded.extend(rest.collect::<Vec<_>>());
    }
    let mut seen = BTreeSet::new();
    loaded.retain(|event| seen.insert((event.statement.clone(), event.frame.clone())));
    write(ledger, &packs, &changed, &rules::findings(&loaded, &packs, |claim| changed.contains(claim)))
}

/// Marks everything as changed where the packs are not those of the last time.
fn anew_with_other_packs(ledger: &Connection, packs: &[Pack]) -> Result<()> {
    let digest = wire::id("packs", &packs.iter().map(|pack| pack.written.as_str()).collect::<String>());
    let last: Option<String> = ledger.query_row("SELECT packs FROM judged", [], |row| row.get(0)).optional()?;
    if last.as_ref() == Some(&digest) {
        return Ok(());
    }
    let all = "DELETE FROM finding; DELETE FROM judged; INSERT OR IGNORE INTO unjudged SELECT DISTINCT 'statement', statement FROM frame;";
    ledger.execute_batch(all)?;
    ledger.execute("INSERT INTO judged VALUES (?)", [digest])?;
    Ok(())
}

/// Makes a claim of each changed statement that has none and speaks of an event under a rule.
fn claim_alone(ledger: &Connection, packs: &[Pack]) -> Result<()> {
    let alone = "SELECT '' AS claim, s.id AS statement, s.key, f.* FROM unjudged u JOIN frame f ON f.statement = u.key
        JOIN statement s ON s.key = f.statement JOIN article a ON a.key = s.article
        WHERE u.kind = 'statement' AND s.claim IS NULL AND NOT s.struck AND a.newest AND a.copy_of IS NULL ORDER BY f.statement, f.id";
    let mut query = ledger.prepare_cached(alone)?;
    let rows = query.query_map([], |row| Ok((row.get::<_, i64>("key")?, event(row)?)))?;
    let ruled: BTreeMap<i64, String> = rows
        .filter(|row| row.as_ref().map_or(true, |(_, event)| covers(event, packs)))
        .map(|row| row.map(|(key, event)| (key, event.statement)))
        .collect::<Result<_, _>>()?;
    for (key, statement) in ruled {
        let id = claims::of_its_own(ledger, &statement, key)?;
        let join = "UPDATE statement SET claim = (SELECT coalesce(merged_into, key) FROM claim WHERE id = ?1) WHERE key = ?2";
        ledger.prepare_cached(join)?.execute((&id, key))?;
    }
    Ok(())
}

/// Takes the ids of the claims that have changed off the list.
fn changed(ledger: &Connection) -> Result<BTreeSet<String>> {
    let mut select = ledger.prepare_cached(
        "SELECT claim.id FROM unjudged u JOIN claim ON claim.key = u.key WHERE u.kind = 'claim'
        UNION SELECT claim.id FROM unjudged u JOIN statement s ON s.key = u.key JOIN claim ON claim.key = s.claim WHERE u.kind = 'statement'",
    )?;
    let changed = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    ledger.execute("DELETE FROM unjudged", [])?;
    Ok(changed)
}

/// The packs and item classes whose amounts add up with those of changed claims, as they were or as they are.
fn capped<'p>(ledger: &Connection, packs: &'p [Pack], changed: &BTreeSet<String>, loaded: &[Event]) -> Result<Vec<(&'p Pack, &'p str)>> {
    let mut before = BTreeSet::new();
    let mut select = ledger.prepare_cached("SELECT pack, rule FROM findings WHERE claim = ?")?;
    for id in changed {
        before.extend(
            select.query_map([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?.collect::<Result<Vec<_>, _>>()?,
        );
    }
    let mut out = Vec::new();
    for pack in packs {
        for rule in pack.rules.iter().filter(|rule| rule.cap.is_some()) {
            let covered = |class: &str| rule.classes.iter().any(|of| pack.is_within(class, of));
            let touched = before.contains(&(pack.name.clone(), rule.id.clone()))
                || loaded.iter().any(|event| event.pack == pack.name && covered(&event.class));
            let classes = pack.classes.iter().map(|class| class.id.as_str()).filter(|class| touched && covered(class));
            out.extend(classes.map(|class| (pack, class)));
        }
    }
    out.sort_by_key(|(pack, class)| (&pack.name, *class));
    out.dedup_by_key(|(pack, class)| (&pack.name, *class));
    Ok(out)
}

fn of_claim(ledger: &Connection, id: &str) -> Result<Vec<Event>> {
    select(ledger, &format!("{EVENTS} AND claim.id = ? ORDER BY f.statement, f.id"), [id])
}

fn select(ledger: &Connection, query: &str, parameters: impl rusqlite::Params) -> Result<Vec<Event>> {
    Ok(ledger.prepare_cached(query)?.query_map(parameters, event)?.collect::<Result<_, _>>()?)
}

fn event(row: &Row) -> rusqlite::Result<Event> {
    let day = |column: &str| row.get::<_, Option<String>>(column).map(|day| day.and_then(|day| day.parse().ok()));
    Ok(Event {
        claim: row.get("claim")?,
        statement: row.get::<_, String>("statement")?,
        frame: row.get("id")?,
        pack: row.get("pack")?,
        kind: row.get("kind")?,
        class: row.get("class")?,
        item: row.get("item")?,
        parties: wire::json(row, "parties")?.unwrap_or_default(),
        quantity: wire::json(row, "quantity")?,
        when: day("since")?.zip(day("until")?),
        said: day("said")?,
        mode: wire::value(row, "mode")?,
        over_limit: row.get("over_limit")?,
    })
}

fn write(ledger: &Connection, packs: &[Pack], changed: &BTreeSet<String>, findings: &[Finding]) -> Result<()> {
    let mut delete = ledger.prepare_cached("DELETE FROM finding WHERE claim = (SELECT key FROM claim WHERE id = ?)")?;
    for id in changed {
        delete.execute([id])?;
    }
    let place = |finding: &Finding| {
        let pack = packs.iter().find(|pack| pack.name == finding.pack);
        pack.and_then(|pack| pack.rules.iter().position(|rule| rule.id == finding.rule)).unwrap_or_default()
    };
    let mut insert = ledger.prepare_cached("INSERT INTO finding SELECT key, ?2, ?3, ?4, ?5, ?6, ?7 FROM claim WHERE id = ?1")?;
    for finding in findings {
        let statements = serde_json::to_string(&finding.statements)?;
        let verdict = wire::word(finding.verdict)?;
        insert.execute(params![finding.claim, finding.pack, finding.rule, verdict, finding.why, statements, place(finding)])?;
    }
    let mut key = ledger.prepare_cached("SELECT key FROM claim WHERE id = ?")?;
    changed.iter().try_for_each(|id| disputes::refresh(ledger, key.query_row([id], |row| row.get(0))?))
}

/// The findings of a claim, in the order of the packs' rules.
pub(crate) fn of(ledger: &Connection, claim: &str) -> Result<Vec<Finding>> {
    let mut select = ledger.prepare_cached("SELECT * FROM findings WHERE claim = ?")?;
    let finding = |row: &Row| {
        Ok(Finding {
            rule: row.get("rule")?,
            pack: row.get("pack")?,
            claim: row.get("claim")?,
            verdict: wire::value(row, "verdict")?,
            why: row.get("why")?,
            statements: wire::json(row, "statements")?.unwrap_or_default(),
        })
    };
    Ok(select.query_map([claim], finding)?.collect::<Result<_, _>>()?)
}
