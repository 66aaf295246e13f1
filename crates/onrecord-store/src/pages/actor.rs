//! An actor: its head, its record in parts, its roles in time, its claims, whom it accuses and who accuses it.

use onrecord::model::{Act, ActorKind};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use super::wording::{LEAD, WORDS};
use super::{Facet, Listed, Part, Party, Turn, links};
use crate::{Ledger, OnRecord, Result, who, wire};

/// How many roles, claims and accusations are listed.
const LISTED: u32 = 200;

/// How many of an actor's statements, of its printed titles and of its mentions are looked through for lists: the latest.
pub const LATEST: u32 = 2000;

/// The keys of the latest statements of an actor, who is given by an expression.
pub(super) fn latest(actor: &str) -> String {
    format!("(SELECT statement FROM speaker WHERE actor = {actor} ORDER BY day DESC, statement DESC LIMIT {LATEST})")
}

/// An actor without its record.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActorHead {
    /// Its id; that of the actor it went into, where it did.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// All names it goes by.
    pub names: Vec<String>,
    /// Its titles and offices in time, among the latest 2,000 that were printed: at most 200.
    pub roles: Vec<RoleInTime>,
    /// The claims it has taken a stand on in its latest 2,000 statements, the latest first: at most 200.
    pub claims: Vec<ActorClaim>,
    /// Where it turned against itself in its latest 2,000 statements: the last turn on each claim.
    pub turns: Vec<Turn>,
    /// Whom its accusations name, among its latest 2,000 statements: at most 200.
    pub accuses: Vec<Accusation>,
    /// Whose accusations name it, among its latest 2,000 mentions: at most 200.
    pub accused_by: Vec<Accusation>,
    /// How many statements it has by each act.
    pub acts: Vec<Facet>,
}

/// A title or office, and when it was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleInTime {
    /// "defense minister, South Korea"
    pub title: String,
    /// The first day on which a page printed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// The last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// On how many pages.
    pub pages: u64,
}

/// A claim an actor has taken a stand on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActorClaim {
    /// The claim's id.
    pub claim: String,
    /// Its printed words.
    pub wording: String,
    /// The cue that stands before them in print, where they need it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Whether both sides are on record.
    pub disputed: bool,
    /// How often the actor affirms it.
    pub affirms: u64,
    /// How often it denies it.
    pub denies: u64,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
}

/// Accusations between two actors, in one direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accusation {
    /// The other actor.
    pub other: Party,
    /// In how many statements.
    pub statements: u64,
    /// The last of them.
    pub statement: String,
}

impl Ledger {
    /// The actor with an id, or the one it went into.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn actor_head(&self, id: &str) -> Result<Option<ActorHead>> {
        let ledger = &self.connection;
        let mut select = ledger.prepare_cached(
            "SELECT key, id, name, kind, country FROM actor WHERE key = (SELECT coalesce(goes_into, key) FROM actor WHERE id = ?)",
        )?;
        let head = select.query_row([id], |row| {
            let (key, kind): (i64, ActorKind) = (row.get("key")?, wire::value(row, "kind")?);
            Ok((key, row.get::<_, String>("id")?, row.get("name")?, kind, row.get("country")?))
        });
        let Some((key, id, name, kind, country)) = head.optional()? else { return Ok(None) };
        let turns = links::actor_turns(ledger, &id)?;
        Ok(Some(ActorHead {
            id,
            name,
            kind,
            country,
            names: who::names(ledger, key)?,
            roles: roles(ledger, key)?,
            claims: claims(ledger, key)?,
            turns,
            accuses: accusations(ledger, ACCUSES, key)?,
            accused_by: accusations(ledger, ACCUSED_BY, key)?,
            acts: acts(ledger, key)?,
        }))
    }

    /// A part of what an actor has on record, the latest first; only one act, where it is given.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn actor_record(&self, id: &str, act: Option<Act>, part: Part) -> Result<Listed<OnRecord>> {
        let act = act.map(wire::word).transpose()?;
        let total = "SELECT coalesce(sum(statements), 0) FROM actor_act
            WHERE actor = (SELECT key FROM actor WHERE id = ?1) AND (?2 IS NULL OR act = ?2)";
        let total = self.connection.prepare_cached(total)?.query_row((id, &act), |row| row.get(0))?;
        let mut select = self.connection.prepare_cached(
            "SELECT r.* FROM (
                SELECT p.statement, p.day FROM speaker p CROSS JOIN statement s ON s.key = p.statement
                CROSS JOIN article a ON a.key = s.article AND a.newest
                WHERE p.actor = (SELECT key FROM actor WHERE id = ?1) AND (?2 IS NULL OR s.act = ?2)
                ORDER BY p.day DESC, p.statement DESC LIMIT ?3 OFFSET ?4) latest
            JOIN on_the_record r ON r.statement_key = latest.statement ORDER BY latest.day DESC, latest.statement DESC",
        )?;
        let items = select.query_map((id, &act, part.limit, part.offset), OnRecord::from_row)?.collect::<Result<_, _>>()?;
        Ok(Listed { items, total, offset: part.offset.into() })
    }
}

fn roles(ledger: &Connection, key: i64) -> Result<Vec<RoleInTime>> {
    let mut select = ledger.prepare_cached(
        "SELECT role.title || coalesce(' of ' || of, '') AS title, substr(min(published), 1, 10) AS first, substr(max(published), 1, 10) AS last,
            count(DISTINCT address) AS pages
        FROM (SELECT title, of, article FROM role WHERE actor = ?1 ORDER BY rowid DESC LIMIT ?3) role
        JOIN article ON article.key = role.article WHERE newest
        GROUP BY 1 ORDER BY last DESC, pages DESC, 1 LIMIT ?2",
    )?;
    let of_row = |row: &Row| {
        let (title, first, last) = (row.get("title")?, row.get("first")?, row.get("last")?);
        Ok(RoleInTime { title, first, last, pages: row.get("pages")? })
    };
    Ok(select.query_map((key, LISTED, LATEST), of_row)?.collect::<Result<_, _>>()?)
}

fn claims(ledger: &Connection, key: i64) -> Result<Vec<ActorClaim>> {
    let select = "SELECT c.id, c.disputed, {words} AS words, {lead} AS lead, p.affirms, p.denies, p.last
        FROM (SELECT r.claim, count(*) FILTER (WHERE r.stance = 'affirms') AS affirms, count(*) FILTER (WHERE r.stance = 'denies') AS denies,
                max(r.date) AS last
            FROM on_the_record r WHERE r.statement_key IN {latest} AND r.claim IS NOT NULL AND r.stance <> 'neutral' GROUP BY r.claim
            ORDER BY affirms > 0 AND denies > 0 DESC, last DESC LIMIT ?2) p
        JOIN claim c ON c.id = p.claim
        LEFT JOIN statement w ON w.key = coalesce(c.wording, c.first) LEFT JOIN article ON article.key = w.article
        ORDER BY p.affirms > 0 AND p.denies > 0 DESC, c.disputed DESC, p.last DESC";
    let mut select = ledger.prepare_cached(&select.replace("{latest}", &latest("?1")).replace("{words}", WORDS).replace("{lead}", LEAD))?;
    let of_row = |row: &Row| {
        Ok(ActorClaim {
            claim: row.get("id")?,
            wording: row.get("words")?,
            lead: row.get("lead")?,
            disputed: row.get("disputed")?,
            affirms: row.get("affirms")?,
            denies: row.get("denies")?,
            last: row.get("last")?,
        })
    };
    Ok(select.query_map((key, LISTED), of_row)?.collect::<Result<_, _>>()?)
}

/// Actors mentioned in what the actor accuses somebody of.
const ACCUSES: &str = "
    SELECT other.id, other.name, other.kind, other.country, found.statements, last.id AS statement
    FROM (SELECT m.actor, count(DISTINCT s.key) AS statements, max(s.key) AS last
        FROM statement s JOIN article a ON a.key = s.article AND a.newest
        JOIN statement_span c ON c.statement = s.key AND c.part = 'content'
        JOIN mention m ON m.article = s.article AND m.start >= c.start AND m.\"end\" <= c.\"end\" AND m.actor <> ?1
        WHERE s.act = 'accuse' AND s.key IN {latest} GROUP BY m.actor ORDER BY statements DESC, m.actor LIMIT ?2) found
    JOIN actor other ON other.key = found.actor JOIN statement last ON last.key = found.last
    ORDER BY found.statements DESC, other.key";

/// Actors whose accusations mention the actor.
const ACCUSED_BY: &str = "
    SELECT other.id, other.name, other.kind, other.country, found.statements, last.id AS statement
    FROM (SELECT p.actor, count(DISTINCT s.key) AS statements, max(s.key) AS last
        FROM (SELECT article, start, \"end\" FROM mention WHERE actor = ?1 ORDER BY rowid DESC LIMIT {most}) m
        JOIN article a ON a.key = m.article AND a.newest
        JOIN statement s ON s.article = m.article AND s.act = 'accuse'
        JOIN statement_span c ON c.statement = s.key AND c.part = 'content' AND m.start >= c.start AND m.\"end\" <= c.\"end\"
        JOIN speaker p ON p.statement = s.key AND p.actor <> ?1
        GROUP BY p.actor ORDER BY statements DESC, p.actor LIMIT ?2) found
    JOIN actor other ON other.key = found.actor JOIN statement last ON last.key = found.last
    ORDER BY found.statements DESC, other.key";

fn accusations(ledger: &Connection, query: &str, key: i64) -> Result<Vec<Accusation>> {
    let of_row = |row: &Row| {
        Ok(Accusation { other: Party::of_row(row.get("id")?, row)?, statements: row.get("statements")?, statement: row.get("statement")? })
    };
    let query = query.replace("{latest}", &latest("?1")).replace("{most}", &LATEST.to_string());
    Ok(ledger.prepare_cached(&query)?.query_map((key, LISTED), of_row)?.collect::<Result<_, _>>()?)
}

fn acts(ledger: &Connection, key: i64) -> Result<Vec<Facet>> {
    let mut select =
        ledger.prepare_cached("SELECT act, statements FROM actor_act WHERE actor = ? AND statements > 0 ORDER BY 2 DESC, 1")?;
    let of_row = |row: &Row| {
        let act: String = row.get(0)?;
        Ok(Facet { label: act.clone(), value: act, count: row.get(1)? })
    };
    Ok(select.query_map([key], of_row)?.collect::<Result<_, _>>()?)
}
