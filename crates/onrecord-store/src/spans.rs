//! Where a statement's words stand in its article.

use onrecord::Span;
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;

use crate::{Ledger, Result};

/// The spans of a statement, in code points of its article's text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Spans {
    /// Who, in the words of the page.
    pub source: Vec<Span>,
    /// The words that make it an attribution.
    pub cue: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
}

impl Ledger {
    /// The spans of the statement with an id; none where the ledger has no such statement.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn spans(&self, statement: &str) -> Result<Option<Spans>> {
        let ledger = &self.connection;
        let find = "SELECT s.key FROM statement s JOIN article a ON a.key = s.article WHERE s.id = ? ORDER BY a.newest DESC, s.key LIMIT 1";
        let key: Option<i64> = ledger.prepare_cached(find)?.query_row([statement], |row| row.get(0)).optional()?;
        key.map(|key| spans(ledger, key)).transpose()
    }
}

fn spans(ledger: &Connection, statement: i64) -> Result<Spans> {
    let part = |name: &str| {
        let mut select =
            ledger.prepare_cached("SELECT start, \"end\" FROM statement_span WHERE statement = ? AND part = ? ORDER BY position")?;
        let rows = select.query_map((statement, name), |row| Ok(Span::new(row.get(0)?, row.get(1)?)))?;
        Ok::<_, crate::Error>(rows.collect::<Result<_, _>>()?)
    };
    Ok(Spans { source: part("source")?, cue: part("cue")?, content: part("content")? })
}
