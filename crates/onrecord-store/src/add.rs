//! Keeping a record: one transaction a page, each page once.

use std::collections::HashMap;
use std::path;

use onrecord::model::{Actor, Article, Origin, Record, Statement};
use onrecord::reconcile::Fingerprint;
use onrecord::resolve::{ledger_id, ledger_key};
use onrecord::{Span, Text};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::{Ledger, Result, findings, identity, lay, syndication, topics, versions, wire};

/// What adding a page did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Added {
    /// The ledger had no page at its address.
    New,
    /// The page at its address has changed; the earlier text stays as an older version.
    NewVersion,
    /// The page still shows what it showed last; nothing was changed.
    Known,
}

/// The plainest words of an article's claims by their ids in its record.
type Wordings<'a> = HashMap<&'a str, Span>;

impl Ledger {
    /// Keeps a record. Claims are made by [`Ledger::reconcile`], once after any number of pages.
    ///
    /// # Errors
    /// Where the ledger cannot be written; then nothing of the page is kept.
    pub fn add(&mut self, record: &Record) -> Result<Added> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let added = add(&transaction, record)?;
        transaction.commit()?;
        Ok(added)
    }
}

fn add(ledger: &Connection, record: &Record) -> Result<Added> {
    let id = record.article.id();
    let address = address(&record.origin, &id);
    let version = match arrive(ledger, &address, &id)? {
        Arrival::Known => return Ok(Added::Known),
        Arrival::Restored => return Ok(Added::NewVersion),
        Arrival::New { version } => version,
    };
    let article = insert_article(ledger, record, &id, &address, version)?;
    insert_actors(ledger, article, &id, &address, &record.actors)?;
    let wordings = record.claims.iter().map(|claim| (claim.id.as_str(), claim.wording)).collect();
    let mut statements = HashMap::new();
    for statement in &record.statements {
        let key = insert_statement(ledger, article, &record.article, statement, &wordings)?;
        insert_parts(ledger, key, statement)?;
        statements.insert(statement.id.as_str(), key);
    }
    topics::insert(ledger, article, record, &statements)?;
    findings::insert_frames(ledger, record, &statements)?;
    lay::lay(ledger, article, record)?;
    versions::capture(ledger, article)?;
    Ok(if version > 1 { Added::NewVersion } else { Added::New })
}

/// What a text is to those that its address showed before.
pub(crate) enum Arrival {
    /// The address shows it already.
    Known,
    /// The address showed it before, and shows it again now.
    Restored,
    /// The address never showed it; what it showed is an older version now.
    New {
        /// 1 where it showed nothing before.
        version: u32,
    },
}

/// Makes room for a text at an address.
pub(crate) fn arrive(ledger: &Connection, address: &str, id: &str) -> Result<Arrival> {
    let known = "SELECT key, newest FROM article WHERE address = ? AND id = ?";
    let known = ledger.prepare_cached(known)?.query_row((address, id), |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    if let Some((_, true)) = known {
        return Ok(Arrival::Known);
    }
    let last = versions::retire(ledger, address)?;
    if let Some((article, false)) = known {
        versions::restore(ledger, article)?;
        return Ok(Arrival::Restored);
    }
    Ok(Arrival::New { version: last.unwrap_or(0) + 1 })
}

/// Where a page is found again: a URL, else a file; pages from a pipe have no place but their text.
pub(crate) fn address(origin: &Origin, id: &str) -> String {
    let file = || origin.path.as_deref().filter(|&path| path != "-");
    match &origin.url {
        Some(url) => url.clone(),
        None => file().map_or_else(|| format!("article:{id}"), absolute),
    }
}

/// A path that means the same from any folder.
pub(crate) fn absolute(path: &str) -> String {
    path::absolute(path).map_or_else(|_| path.to_owned(), |absolute| absolute.to_string_lossy().into_owned())
}

fn insert_article(ledger: &Connection, record: &Record, id: &str, address: &str, version: u32) -> Result<i64> {
    let (origin, article) = (&record.origin, &record.article);
    let fingerprint = Fingerprint::of(&article.text);
    let copy_of = syndication::original(ledger, id, address, &fingerprint)?;
    let without_text = Article { text: Text::default(), ..article.clone() };
    let json = serde_json::to_string(&Record { article: without_text, ..record.clone() })?;
    let insert = "INSERT INTO article (id, address, version, newest, copy_of, added, path, url, content_type, charset, sha256, digest,
            retrieved, title, outlet, agency, dateline, published, modified, language, fingerprint, text, record)
        VALUES (?, ?, ?, 1, ?, strftime('%Y-%m-%dT%H:%M:%SZ'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    ledger.prepare_cached(insert)?.execute(params![
        id,
        address,
        version,
        copy_of,
        origin.path,
        origin.url,
        origin.content_type,
        origin.charset,
        origin.sha256,
        origin.digest,
        origin.retrieved,
        article.title,
        article.outlet,
        article.agency,
        article.dateline,
        article.published,
        article.modified,
        article.language,
        syndication::to_bytes(&fingerprint),
        article.text.as_str(),
        json,
    ])?;
    let key = ledger.last_insert_rowid();
    if copy_of.is_none() {
        syndication::index(ledger, key, &fingerprint)?;
    }
    Ok(key)
}

/// Finds or makes the ledger's actor for each of an article's.
fn insert_actors(ledger: &Connection, article: i64, article_id: &str, address: &str, actors: &[Actor]) -> Result<()> {
    let mut appearance = ledger.prepare_cached("INSERT OR IGNORE INTO appearance (article, local, actor, read_as) VALUES (?, ?, ?, ?)")?;
    for actor in actors {
        let shared = ledger_key(actor);
        let id = ledger_id(article_id, actor);
        let read_as = insert_actor(ledger, &id, shared.as_deref(), actor)?;
        let (is, named) = identity::on_page(ledger, read_as, address)?;
        appearance.execute((article, &actor.id, is, read_as))?;
        insert_names(ledger, named, actor)?;
    }
    Ok(())
}

/// The key of the actor with an id, made where it is new.
pub(crate) fn insert_actor(ledger: &Connection, id: &str, shared: Option<&str>, actor: &Actor) -> Result<i64> {
    let mut insert = ledger.prepare_cached(
        "INSERT INTO actor (id, ledger_key, name, kind, country) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET country = coalesce(country, excluded.country) RETURNING key",
    )?;
    Ok(insert.query_row(params![id, shared, actor.name, wire::word(actor.kind)?, actor.country], |row| row.get(0))?)
}

/// Notes the names by which a page calls an actor.
pub(crate) fn insert_names(ledger: &Connection, key: i64, actor: &Actor) -> Result<()> {
    let mut insert = ledger.prepare_cached(
        "INSERT INTO actor_name (actor, name, folded) VALUES (?, ?, ?) ON CONFLICT (actor, name) DO UPDATE SET decided = 0 WHERE decided",
    )?;
    for name in actor.names.iter().chain([&actor.name]) {
        insert.execute((key, name, name.to_lowercase()))?;
    }
    Ok(())
}

fn insert_statement(ledger: &Connection, article: i64, page: &Article, statement: &Statement, wordings: &Wordings) -> Result<i64> {
    let said_on = statement.said_on.as_ref();
    let wording = statement.claim.as_ref().and_then(|claim| wordings.get(claim.as_str()));
    let insert = "INSERT INTO statement (id, article, source, cue, content, form, act, stance, said_from, said_to, said_basis,
            refers_to, within, confidence, wording_start, wording_end)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    ledger.prepare_cached(insert)?.execute(params![
        statement.id,
        article,
        wire::words(&page.text, &statement.source),
        wire::words(&page.text, &statement.cue),
        wire::words(&page.text, &statement.content),
        wire::word(statement.form)?,
        wire::word(statement.act)?,
        wire::word(statement.stance)?,
        said_on.map(|when| &when.from),
        said_on.map(|when| &when.to),
        said_on.map(|when| wire::word(when.basis)).transpose()?,
        statement.refers_to,
        statement.within,
        statement.confidence,
        wording.map(|span| span.start),
        wording.map(|span| span.end),
    ])?;
    Ok(ledger.last_insert_rowid())
}

/// What a statement may have several of and no decision changes.
fn insert_parts(ledger: &Connection, key: i64, statement: &Statement) -> Result<()> {
    let mut span_insert = ledger.prepare_cached("INSERT INTO statement_span VALUES (?, ?, ?, ?, ?)")?;
    let parts: [(&str, &[Span]); 3] = [("source", &statement.source), ("cue", &statement.cue), ("content", &statement.content)];
    for (part, spans) in parts {
        for (position, span) in spans.iter().enumerate() {
            span_insert.execute(params![key, part, position, span.start, span.end])?;
        }
    }
    let mut evidence_insert = ledger.prepare_cached("INSERT INTO evidence VALUES (?, ?, ?, ?)")?;
    for evidence in &statement.evidence {
        evidence_insert.execute(params![key, wire::word(evidence.kind)?, evidence.span.start, evidence.span.end])?;
    }
    let mut quantity_insert = ledger.prepare_cached("INSERT INTO quantity VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    for number in &statement.quantities {
        let qualifier = wire::word(number.qualifier)?;
        quantity_insert.execute(params![key, number.value, number.value_to, number.unit, qualifier, number.span.start, number.span.end])?;
    }
    Ok(())
}
