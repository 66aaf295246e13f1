//! What an added article brings for claims: its topics and the links inside them.

use std::collections::HashMap;

use onrecord::model::Record;
use onrecord::reconcile::{self, Link, Matter, Topic};
use rusqlite::{Connection, params};

use crate::{Result, records, wire};

/// The keys of an article's statements by their ids.
pub(crate) type Keys<'a> = HashMap<&'a str, i64>;

/// Keeps what is compared of an article's statements, to be reconciled later.
pub(crate) fn insert(ledger: &Connection, article: i64, record: &Record, keys: &Keys) -> Result<()> {
    for matter in &reconcile::matters(record) {
        if let Some(&statement) = keys.get(matter.statement.as_str()) {
            insert_matter(ledger, statement, matter)?;
        }
    }
    for topic in &reconcile::topics(record) {
        insert_topic(ledger, article, topic, keys)?;
    }
    for link in &reconcile::links(record) {
        if let (Some(&statement), Some(&other)) = (keys.get(link.statement.as_str()), keys.get(link.other.as_str())) {
            insert_link(ledger, statement, other, link)?;
        }
    }
    Ok(())
}

pub(crate) fn insert_matter(ledger: &Connection, statement: i64, matter: &Matter) -> Result<()> {
    let [terms, gainsaid] = [&matter.terms, &matter.gainsaid].map(serde_json::to_string);
    let row = params![statement, terms?, wire::word(matter.act)?, wire::word(matter.stance)?, matter.refers_to, gainsaid?];
    ledger
        .prepare_cached("INSERT OR IGNORE INTO matter (statement, terms, act, stance, refers_to, gainsaid) VALUES (?, ?, ?, ?, ?, ?)")?
        .execute(row)?;
    Ok(())
}

pub(crate) fn insert_topic(ledger: &Connection, article: i64, topic: &Topic, keys: &Keys) -> Result<()> {
    let statements: Vec<i64> = topic.statements.iter().filter_map(|id| keys.get(id.as_str()).copied()).collect();
    let Some(first) = statements.first() else { return Ok(()) };
    let terms = serde_json::to_string(&topic.terms)?;
    ledger.prepare_cached("INSERT INTO topic (article, first, terms) VALUES (?, ?, ?)")?.execute((article, first, terms))?;
    let key = ledger.last_insert_rowid();
    let mut belong = ledger.prepare_cached("UPDATE matter SET topic = ? WHERE statement = ?")?;
    for statement in statements {
        belong.execute((key, statement))?;
    }
    Ok(())
}

/// Keeps a link; of several between two statements the first stays.
pub(crate) fn insert_link(ledger: &Connection, statement: i64, other: i64, link: &Link) -> Result<()> {
    let row = params![statement, other, wire::word(link.relation)?, link.score, link.why];
    ledger.prepare_cached("INSERT OR IGNORE INTO link VALUES (?, ?, ?, ?, ?)")?.execute(row)?;
    Ok(())
}

/// Gives articles of a ledger that an earlier program wrote their topics.
pub(crate) fn backfill(ledger: &Connection) -> Result<bool> {
    let without = "SELECT DISTINCT article FROM matter JOIN statement ON key = statement WHERE topic IS NULL ORDER BY article";
    let articles: Vec<i64> = ledger.prepare_cached(without)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for &article in &articles {
        let mut record = records::as_read(ledger, article)?;
        record.claims = reconcile::reconcile(&record.article, &mut record.statements, &record.actors, &record.frames);
        let mut select = ledger.prepare_cached("SELECT id, key FROM statement WHERE article = ?")?;
        let keys: HashMap<String, i64> = select.query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        insert(ledger, article, &record, &keys.iter().map(|(id, &key)| (id.as_str(), key)).collect())?;
    }
    Ok(!articles.is_empty())
}
