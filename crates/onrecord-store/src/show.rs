//! Whatever an id is the id of.

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::pages::wording::WORDS;
use crate::{Candidate, Found, Ledger, LedgerActor, LedgerArticle, LedgerClaim, OnRecord, Result, claims, pages, records, who};

/// What an id led to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// An article with its record.
    Article(Box<LedgerArticle>),
    /// A statement.
    Statement(Box<OnRecord>),
    /// A claim.
    Claim(Box<LedgerClaim>),
    /// An actor.
    Actor(LedgerActor),
}

/// How many that fit are listed.
const LISTED: u32 = 20;

/// How many statements are shown of an actor: the latest.
const SHOWN: u32 = 1000;

/// Everything with an id that begins in a way; statements only where the beginning goes past their article's id.
fn beginning() -> String {
    format!(
        "SELECT id, coalesce(title, substr(text, 1, 80)) AS label,
        (SELECT count(*) FROM statement WHERE article = article.key) AS statements, NULL AS kind, address AS page
        FROM article WHERE id >= ?1 AND id < ?2 GROUP BY id
    UNION ALL SELECT id, content, 1, NULL, NULL FROM statement WHERE instr(?1, '.') AND id >= ?1 AND id < ?2 GROUP BY id
    UNION ALL SELECT claim.id, {WORDS},
        (SELECT count(*) FROM statement WHERE claim = claim.key), NULL, NULL
        FROM claim JOIN statement w ON w.key = coalesce(wording, first) JOIN article ON article.key = w.article
        WHERE claim.id >= ?1 AND claim.id < ?2 OR claim.id >= 'claim-' || ?1 AND claim.id < 'claim-' || ?2
    UNION ALL SELECT id, name, statements, kind, NULL
        FROM actor WHERE id >= ?1 AND id < ?2 OR id >= 'actor-' || ?1 AND id < 'actor-' || ?2
    LIMIT ?3"
    )
}

impl Ledger {
    /// The article, statement, claim or actor with an id, or with an id that alone begins so. Older versions are shown too. The id of
    /// a claim that was merged into another leads to that one; what was printed at several addresses is shown at the one that had it first.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn show(&self, id: &str) -> Result<Found<Shown>> {
        let ledger = &self.connection;
        if let Some(shown) = exactly(ledger, id)? {
            return Ok(Found::One(shown));
        }
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-') {
            return Ok(Found::Nothing);
        }
        let mut select = ledger.prepare_cached(&beginning())?;
        let first = id.to_ascii_lowercase();
        // No id has a character that sorts behind "~".
        let last = format!("{first}~");
        let found: Vec<Candidate> = select.query_map((first, last, LISTED), Candidate::from_row)?.collect::<Result<_, _>>()?;
        match found.as_slice() {
            [] => Ok(Found::Nothing),
            [only] => Ok(exactly(ledger, &only.id)?.map_or(Found::Nothing, Found::One)),
            _ => Ok(Found::Several(found)),
        }
    }
}

fn exactly(ledger: &Connection, id: &str) -> Result<Option<Shown>> {
    let text = |query: &str| ledger.prepare_cached(query)?.query_row([id], |row| row.get::<_, String>(0)).optional();
    let key = |query: &str| ledger.prepare_cached(query)?.query_row([id], |row| row.get::<_, i64>(0)).optional();
    if let Some(key) = key("SELECT key FROM article WHERE id = ? ORDER BY newest DESC, key LIMIT 1")? {
        return Ok(Some(Shown::Article(Box::new(article(ledger, key)?))));
    }
    if let Some(on_record) = statement(ledger, id)? {
        return Ok(Some(Shown::Statement(Box::new(on_record))));
    }
    if let Some(id) = claims::answering(ledger, id)? {
        return Ok(Some(Shown::Claim(Box::new(claims::claim(ledger, &id, pages::claim::LINKED)?))));
    }
    if let Some(id) = text("SELECT id FROM actor WHERE id = ?")? {
        return Ok(Some(Shown::Actor(who::actor(ledger, &id, SHOWN)?)));
    }
    Ok(None)
}

fn statement(ledger: &Connection, id: &str) -> Result<Option<OnRecord>> {
    let mut select =
        ledger.prepare_cached("SELECT * FROM ever_on_the_record WHERE statement = ? ORDER BY newest DESC, statement_key LIMIT 1")?;
    Ok(select.query_row([id], OnRecord::from_row).optional()?)
}

fn article(ledger: &Connection, key: i64) -> Result<LedgerArticle> {
    let mut copies = ledger.prepare_cached("SELECT address FROM article WHERE copy_of = ? AND newest ORDER BY key")?;
    let copies = copies.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let record = records::record(ledger, key)?;
    let mut statements = ledger.prepare_cached(
        "SELECT * FROM ever_on_the_record WHERE article_key = ?
        AND statement_key NOT IN (SELECT key FROM statement WHERE struck) ORDER BY statement_key",
    )?;
    let statements = statements.query_map([key], OnRecord::from_row)?.collect::<Result<_, _>>()?;
    let mut select = ledger.prepare_cached(
        "SELECT a.address, a.version, a.newest, other.id AS copy_of
        FROM article a LEFT JOIN article other ON other.key = a.copy_of WHERE a.key = ?",
    )?;
    Ok(select.query_row([key], |row| {
        Ok(LedgerArticle {
            record,
            address: row.get("address")?,
            version: row.get("version")?,
            newest: row.get("newest")?,
            copy_of: row.get("copy_of")?,
            copies,
            statements,
        })
    })?)
}
