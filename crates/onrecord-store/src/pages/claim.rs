//! A claim: its head, each side in parts, and what its statements rest on.

use onrecord::model::{Act, ActorKind, EvidenceKind, Finding, RelayKind, Stance};
use rusqlite::{Connection, Row};
use serde::Serialize;

use super::unheard::unheard;
use super::wording::{Wording, wording};
use super::{Linked, Listed, Origin, Part, Party, Turn, links, origins};
use crate::{Ledger, Number, OnRecord, Position, Result, claims, findings, wire};

/// How many days, numbers, pieces of evidence and relays of a claim are listed.
const LISTED: u32 = 500;

/// How many links between its statements are listed.
pub(crate) const LINKED: u32 = 60;

/// A claim without its positions.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimHead {
    /// Its id; that of the claim it was merged into, where it was.
    pub id: String,
    /// The plainest printed words of it.
    pub wording: String,
    /// The cue that stands before them in print, where they need it: "accused" before "Ana Ruiz of hiding the report".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Whether both sides are on record.
    pub disputed: bool,
    /// The first day it was spoken to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// The last day on which the first may have been, where only a longer time is known: "in March".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_to: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// The last day on which the last may have been, where only a longer time is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_to: Option<String>,
    /// How many pages carry it.
    pub pages: u64,
    /// How many of them are no copies of another.
    pub independent_pages: u64,
    /// Who brought it into print, independently of each other.
    pub origins: Vec<Origin>,
    /// What its statements are to each other, the telling ones first: at most 60.
    pub links: Vec<Linked>,
    /// Who turned against himself on it.
    pub turns: Vec<Turn>,
    /// Who stood where, when: at most 500, the latest. Left out where the positions are listed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// Its numbers by date: at most 500.
    pub numbers: Vec<Number>,
    /// What its statements rest on: at most 500.
    pub evidence: Vec<Evidenced>,
    /// Who passed its statements on: at most 500.
    pub relays: Vec<Relayed>,
    /// Who is named in its accusations and is not on record on it: at most 20.
    pub unheard: Vec<Party>,
    /// Rules that it would breach, or be within, if it were true.
    pub findings: Vec<Finding>,
}

/// One position in time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mark {
    /// The actor's id.
    pub actor: String,
    /// Its name.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// For or against.
    pub stance: Stance,
    /// By which act.
    pub act: Act,
    /// When; the first day on which it may have been.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The last day on which it may have been, where that is not the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_to: Option<String>,
    /// Whether the date is that of what was said; else it is the day on which the page was published.
    pub dated: bool,
    /// Whether the page is no copy of another.
    pub independent: bool,
    /// The statement's id.
    pub statement: String,
}

/// A part of what is said on one side of a claim, each statement once with all its speakers.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The statements, by date.
    pub statements: Listed<OnRecord>,
    /// How many of all of them stand on pages that are no copies of another.
    pub independent: u64,
}

/// What a statement rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Evidenced {
    /// What sort.
    pub kind: EvidenceKind,
    /// The words that name it.
    pub printed: String,
    /// Who rests on it.
    pub speaker: String,
    /// In which statement.
    pub statement: String,
}

/// Who passed a statement on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Relayed {
    /// What sort.
    pub kind: RelayKind,
    /// The words that name it.
    pub printed: String,
    /// Whose statement.
    pub speaker: String,
    /// Which statement.
    pub statement: String,
}

impl Ledger {
    /// The claim with an id, or the one it was merged into, with the latest of its marks.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn claim_head(&self, id: &str) -> Result<Option<ClaimHead>> {
        let ledger = &self.connection;
        let Some(id) = claims::answering(ledger, id)? else { return Ok(None) };
        Ok(Some(ClaimHead { marks: marks(ledger, &id)?, ..head(ledger, &id, LINKED)? }))
    }

    /// A part of a claim's positions of one stance, by date.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn positions(&self, claim: &str, stance: Stance, part: Part) -> Result<Listed<Position>> {
        let stance = wire::word(stance)?;
        let total = "SELECT count(*) FROM positions_over_time WHERE claim = ? AND stance = ?";
        let total = self.connection.prepare_cached(total)?.query_row((claim, &stance), |row| row.get(0))?;
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT p.actor, p.actor_id, {}, r.* FROM (
                SELECT actor, actor_id, actor_key, date, statement_key FROM positions_over_time WHERE claim = ?1 AND stance = ?2
                ORDER BY date, statement_key, actor_key LIMIT ?3 OFFSET ?4) p
            JOIN on_the_record r ON r.statement_key = p.statement_key ORDER BY p.date, p.statement_key, p.actor_key",
            claims::DIRECT
        ))?;
        let items = select.query_map((claim, &stance, part.limit, part.offset), claims::position)?.collect::<Result<_, _>>()?;
        Ok(Listed { items, total, offset: part.offset.into() })
    }
}

impl Ledger {
    /// A part of a claim's statements of one stance that somebody is known to have made, by date.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn side(&self, claim: &str, stance: Stance, part: Part) -> Result<Side> {
        let stance = wire::word(stance)?;
        let which = "on_the_record WHERE claim = ?1 AND stance = ?2 AND EXISTS (SELECT 1 FROM speaker WHERE statement = statement_key)";
        let count = format!("SELECT count(*), count(*) FILTER (WHERE independent) FROM {which}");
        let mut count = self.connection.prepare_cached(&count)?;
        let (total, independent) = count.query_row((claim, &stance), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut select = self.connection.prepare_cached(&format!(
            "SELECT r.* FROM (SELECT statement_key, date FROM {which} ORDER BY date, statement_key LIMIT ?3 OFFSET ?4) listed
            JOIN on_the_record r ON r.statement_key = listed.statement_key ORDER BY listed.date, listed.statement_key"
        ))?;
        let items = select.query_map((claim, &stance, part.limit, part.offset), OnRecord::from_row)?.collect::<Result<_, _>>()?;
        Ok(Side { statements: Listed { items, total, offset: part.offset.into() }, independent })
    }
}

/// What is known of the claim with an id that answers, without marks and with at most so many links.
pub(crate) fn head(ledger: &Connection, id: &str, linked: u32) -> Result<ClaimHead> {
    let disputed = ledger.prepare_cached("SELECT disputed FROM claim WHERE id = ?")?.query_row([id], |row| row.get(0))?;
    let Wording { words, lead } = wording(ledger, id)?;
    let mut select = ledger.prepare_cached(
        "SELECT min(date || '/' || date_to) AS first, max(date || '/' || date_to) AS last, count(DISTINCT address) AS pages,
            count(DISTINCT address) FILTER (WHERE independent) AS independent_pages
        FROM on_the_record WHERE claim = ?",
    )?;
    let carried = |row: &Row| Ok((time(row.get("first")?), time(row.get("last")?), row.get("pages")?, row.get("independent_pages")?));
    let ((first, first_to), (last, last_to), pages, independent_pages) = select.query_row([id], carried)?;
    let mut numbers = claims::numbers(ledger, id)?;
    numbers.truncate(LISTED as usize);
    Ok(ClaimHead {
        id: id.to_owned(),
        wording: words,
        lead,
        disputed,
        first,
        first_to,
        last,
        last_to,
        pages,
        independent_pages,
        origins: origins::origins(ledger, id)?,
        links: links::links(ledger, id, linked)?,
        turns: links::claim_turns(ledger, id)?,
        marks: Vec::new(),
        numbers,
        evidence: evidence(ledger, id)?,
        relays: relays(ledger, id)?,
        unheard: unheard(ledger, id)?,
        findings: findings::of(ledger, id)?,
    })
}

/// The first day of a time that is written as ISO 8601 writes an interval, and the last one where it is another.
fn time(interval: Option<String>) -> (Option<String>, Option<String>) {
    let Some(interval) = interval else { return (None, None) };
    let (from, to) = interval.split_once('/').unwrap_or((&interval, &interval));
    (Some(from.to_owned()), (from < to).then(|| to.to_owned()))
}

fn marks(ledger: &Connection, claim: &str) -> Result<Vec<Mark>> {
    let mut select = ledger.prepare_cached(
        "SELECT actor_id, actor, kind, stance, act, date, date_to, dated, independent, statement FROM positions_over_time
        WHERE claim = ? ORDER BY date DESC, statement_key DESC LIMIT ?",
    )?;
    let mark = |row: &Row| {
        let date: Option<String> = row.get("date")?;
        Ok(Mark {
            actor: row.get("actor_id")?,
            name: row.get("actor")?,
            kind: wire::value(row, "kind")?,
            stance: wire::value(row, "stance")?,
            act: wire::value(row, "act")?,
            date_to: wire::until(row, date.as_deref())?,
            date,
            dated: row.get("dated")?,
            independent: row.get("independent")?,
            statement: row.get("statement")?,
        })
    };
    let mut marks: Vec<Mark> = select.query_map((claim, LISTED), mark)?.collect::<Result<_, _>>()?;
    marks.reverse();
    Ok(marks)
}

fn evidence(ledger: &Connection, claim: &str) -> Result<Vec<Evidenced>> {
    let piece = |row: &Row, printed, speaker, statement| Ok(Evidenced { kind: wire::value(row, "kind")?, printed, speaker, statement });
    pieces(ledger, "evidence", claim, piece)
}

fn relays(ledger: &Connection, claim: &str) -> Result<Vec<Relayed>> {
    let piece = |row: &Row, printed, speaker, statement| Ok(Relayed { kind: wire::value(row, "kind")?, printed, speaker, statement });
    pieces(ledger, "relay", claim, piece)
}

/// What a table has of a claim's statements, by date: a row, its printed words, whose statement it is and which.
fn pieces<T>(
    ledger: &Connection,
    table: &str,
    claim: &str,
    mut piece: impl FnMut(&Row, String, String, String) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut select = ledger.prepare_cached(&format!(
        "SELECT x.kind, substr(a.text, x.start + 1, x.\"end\" - x.start) AS printed, r.speaker, r.statement
        FROM on_the_record r JOIN {table} x ON x.statement = r.statement_key JOIN article a ON a.key = r.article_key
        WHERE r.claim = ? ORDER BY r.date, r.statement_key, x.start LIMIT ?"
    ))?;
    let of_row = |row: &Row| piece(row, row.get("printed")?, row.get("speaker")?, row.get("statement")?);
    Ok(select.query_map((claim, LISTED), of_row)?.collect::<Result<_, _>>()?)
}
