//! Where a statement's words stand in its article.

use onrecord::{Span, Text};
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
        Ok(placed(&self.connection, statement)?.map(|(spans, _)| spans))
    }

    /// The source and the cue of the statement with an id as the page prints them, in its order, with an ellipsis for words between them;
    /// none where the ledger has no such statement.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn printed(&self, statement: &str) -> Result<Option<String>> {
        let Some((spans, article)) = placed(&self.connection, statement)? else { return Ok(None) };
        let text: String = self.connection.query_row("SELECT text FROM article WHERE key = ?", [article], |row| row.get(0))?;
        Ok(Some(in_order(&Text::new(text), [spans.source, spans.cue].concat())))
    }
}

/// The spans of a statement and the key of its article, the newest that has it.
fn placed(ledger: &Connection, statement: &str) -> Result<Option<(Spans, i64)>> {
    let find =
        "SELECT s.key, a.key FROM statement s JOIN article a ON a.key = s.article WHERE s.id = ? ORDER BY a.newest DESC, s.key LIMIT 1";
    let keys = ledger.prepare_cached(find)?.query_row([statement], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    keys.map(|(key, article)| Ok((spans(ledger, key)?, article))).transpose()
}

/// The words of spans in the order of the text: those with no word between them as they stand, else with an ellipsis.
fn in_order(text: &Text, mut spans: Vec<Span>) -> String {
    spans.sort_unstable();
    let mut runs: Vec<Span> = Vec::new();
    for span in spans {
        match runs.last_mut() {
            Some(run) if span.start <= run.end || !text.slice(Span::new(run.end, span.start)).contains(char::is_alphanumeric) => {
                *run = run.cover(span);
            }
            _ => runs.push(span),
        }
    }
    let words = |run: &Span| text.slice(*run).split_whitespace().collect::<Vec<_>>().join(" ");
    runs.iter().map(words).collect::<Vec<_>>().join(" … ")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_words_stand_in_the_order_of_the_page() {
        let text = Text::new("“It is so,” said the mayor, Ana Ruiz, who in May added it is.");
        let span = |words: &str| {
            let start = text.as_str().find(words).unwrap();
            text.span(start..start + words.len())
        };
        let check = |parts: &[&str], expected: &str| assert_eq!(in_order(&text, parts.iter().map(|words| span(words)).collect()), expected);
        check(&["the mayor, Ana Ruiz", "said"], "said the mayor, Ana Ruiz");
        check(&["Ana Ruiz", "said"], "said … Ana Ruiz");
        check(&["Ana Ruiz", "the mayor"], "the mayor, Ana Ruiz");
        check(&["the mayor, Ana Ruiz", "Ana Ruiz", "added"], "the mayor, Ana Ruiz … added");
        check(&[], "");
    }
}
