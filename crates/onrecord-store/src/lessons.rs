//! Corrections as training data.

use std::collections::BTreeMap;

use onrecord::Span;
use onrecord::model::{Act, Stance};
use rusqlite::{Connection, Row};
use serde::Serialize;

use crate::{Correction, Days, Ledger, Result, wire};

/// A corrected statement: where it is printed, what the machine read, and what it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lesson {
    /// The article's id; its text is in its record.
    pub article: String,
    /// Where the page is found.
    pub address: String,
    /// The statement's id.
    pub statement: String,
    /// Who, in spans of the article's text: code points.
    pub source: Vec<Span>,
    /// By which words.
    pub cue: Vec<Span>,
    /// What.
    pub content: Vec<Span>,
    /// Source, cue and content as printed.
    pub words: [String; 3],
    /// What the machine read.
    pub read: Labels,
    /// What it is with the corrections that stand.
    pub is: Labels,
    /// What people corrected of it, `act`, `stance`, `speakers`, `claim`, `said_on` or `no_statement`, each with who did last.
    pub corrected_by: BTreeMap<String, String>,
}

/// What can be corrected of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Labels {
    /// The act.
    pub act: Act,
    /// The stance.
    pub stance: Stance,
    /// The speakers' names.
    pub speakers: Vec<String>,
    /// The claim's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// When it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_on: Option<Days>,
    /// Whether it is no statement.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_statement: bool,
}

impl Ledger {
    /// Every statement with a correction that stands, in the order of the first correction of each.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn lessons(&self) -> Result<Vec<Lesson>> {
        let ids = "SELECT statement FROM correction WHERE undone IS NULL GROUP BY statement ORDER BY min(key)";
        let ids: Vec<String> = self.connection.prepare(ids)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        ids.iter().map(|id| lesson(&self.connection, id, &self.corrections(Some(id))?)).collect()
    }
}

fn lesson(ledger: &Connection, id: &str, corrections: &[crate::Corrected]) -> Result<Lesson> {
    let select = "SELECT s.key, s.source, s.cue, s.content, s.act, s.stance, s.said_from, s.said_to, s.struck,
            a.id AS article, a.address, claim.id AS claim
        FROM statement s JOIN article a ON a.key = s.article LEFT JOIN claim ON claim.key = s.claim WHERE s.id = ? ORDER BY a.newest DESC, s.key LIMIT 1";
    let (key, mut lesson): (i64, Lesson) = ledger.query_row(select, [id], |row| Ok((row.get("key")?, of_row(row, id)?)))?;
    let speakers = "SELECT name FROM speaker JOIN actor ON key = actor WHERE statement = ? ORDER BY position";
    lesson.is.speakers = ledger.prepare_cached(speakers)?.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let spans = "SELECT part, start, \"end\" FROM statement_span WHERE statement = ? ORDER BY part, position";
    let mut spans = ledger.prepare_cached(spans)?;
    for span in spans.query_map([key], |row| Ok((row.get::<_, String>(0)?, Span::new(row.get(1)?, row.get(2)?))))? {
        let (part, span) = span?;
        match part.as_str() {
            "source" => lesson.source.push(span),
            "cue" => lesson.cue.push(span),
            _ => lesson.content.push(span),
        }
    }
    lesson.read = lesson.is.clone();
    for corrected in corrections.iter().filter(|corrected| corrected.undone.is_none()) {
        let was = corrected.was.clone();
        let field = match corrected.correction {
            Correction::Act(_) => {
                lesson.read.act = serde_json::from_value(was)?;
                "act"
            }
            Correction::Stance(_) => {
                lesson.read.stance = serde_json::from_value(was)?;
                "stance"
            }
            Correction::Speakers(_) => {
                lesson.read.speakers = names(ledger, &serde_json::from_value::<Vec<String>>(was)?)?;
                "speakers"
            }
            Correction::Claim(_) => {
                lesson.read.claim = serde_json::from_value(was)?;
                "claim"
            }
            Correction::SaidOn(_) => {
                lesson.read.said_on = serde_json::from_value(was)?;
                "said_on"
            }
            Correction::NoStatement => {
                lesson.read.no_statement = false;
                "no_statement"
            }
        };
        lesson.corrected_by.insert(field.to_owned(), corrected.decided_by.clone());
    }
    Ok(lesson)
}

/// A lesson with what its statement's row says.
fn of_row(row: &Row, id: &str) -> rusqlite::Result<Lesson> {
    let days = row.get::<_, Option<String>>("said_from")?.zip(row.get("said_to")?);
    let labels = Labels {
        act: wire::value(row, "act")?,
        stance: wire::value(row, "stance")?,
        speakers: Vec::new(),
        claim: row.get("claim")?,
        said_on: days.map(|(from, to)| Days { from, to }),
        no_statement: row.get("struck")?,
    };
    Ok(Lesson {
        article: row.get("article")?,
        address: row.get("address")?,
        statement: id.to_owned(),
        source: Vec::new(),
        cue: Vec::new(),
        content: Vec::new(),
        words: [row.get("source")?, row.get("cue")?, row.get("content")?],
        read: labels.clone(),
        is: labels,
        corrected_by: BTreeMap::new(),
    })
}

fn names(ledger: &Connection, ids: &[String]) -> Result<Vec<String>> {
    let mut select = ledger.prepare_cached("SELECT name FROM actor WHERE id = ?")?;
    Ok(ids.iter().map(|id| select.query_row([id], |row| row.get(0))).collect::<Result<_, _>>()?)
}
