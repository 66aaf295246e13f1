//! Finding words in what was said, and in whole articles.

use onrecord::Span;
use rusqlite::{Connection, Row};
use serde::Serialize;

use crate::pages::{Part, SearchFilter};
use crate::{Ledger, OnRecord, Result};

/// What a search found, the best first.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hits {
    /// Statements whose content holds the words.
    pub statements: Vec<OnRecord>,
    /// Articles that hold the words.
    pub articles: Vec<ArticleHit>,
}

/// An article that holds the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleHit {
    /// Its id.
    pub article: String,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The masthead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where the page is found again.
    pub address: String,
    /// The printed words around the first hits.
    pub words: String,
    /// Where in them the hits are.
    pub hits: Vec<Span>,
}

/// What the search puts around hits: characters that Unicode keeps for a program's own use and that no page prints.
const HIT: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

/// So many of the latest that hold the words are ranked: a word that half of all pages hold takes no longer than another.
pub(crate) const RANKED: u32 = 2000;

impl Ledger {
    /// Finds statements and articles that hold all of some words, in any inflection that English stemming knows: of the latest 2,000 of each
    /// the best `limit`.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn search(&self, words: &str, limit: u32) -> Result<Hits> {
        let statements = self.find_statements(words, &SearchFilter::default(), Part::first(limit))?.found.items;
        Ok(Hits { statements, articles: self.find_articles(words, limit)? })
    }

    /// Finds articles that hold all of some words: of the latest 2,000 the best `limit`.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn find_articles(&self, words: &str, limit: u32) -> Result<Vec<ArticleHit>> {
        let query = quoted(words);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        let mut select = self.connection.prepare_cached(
            "SELECT a.key, a.id, a.title, a.outlet, a.published, a.address
            FROM (SELECT rowid, rank FROM article_search WHERE article_search MATCH ?1 ORDER BY rowid DESC LIMIT ?3) AS hit
            JOIN article a ON a.key = hit.rowid AND a.newest ORDER BY hit.rank, hit.rowid LIMIT ?2",
        )?;
        let [open, close] = HIT;
        let snippet = format!(
            "SELECT snippet(article_search, 1, '{open}', '{close}', ' … ', 24) FROM article_search WHERE article_search MATCH ? AND rowid = ?"
        );
        let mut snippet = self.connection.prepare_cached(&snippet)?;
        let hit = |row: &Row| {
            let marked: String = snippet.query_row((&query, row.get::<_, i64>("key")?), |row| row.get(0))?;
            let (words, hits) = unmarked(&marked);
            Ok(ArticleHit {
                article: row.get("id")?,
                title: row.get("title")?,
                outlet: row.get("outlet")?,
                published: row.get("published")?,
                address: row.get("address")?,
                words,
                hits,
            })
        };
        Ok(select.query_map((&query, limit, RANKED), hit)?.collect::<Result<_, _>>()?)
    }
}

/// Where in the words of a statement those that a query finds stand.
pub(crate) fn hits(ledger: &Connection, query: &str, statement: i64) -> Result<Vec<Span>> {
    let [open, close] = HIT;
    let highlight = format!(
        "SELECT highlight(statement_search, 0, '{open}', '{close}') FROM statement_search WHERE statement_search MATCH ? AND rowid = ?"
    );
    let marked: String = ledger.prepare_cached(&highlight)?.query_row((query, statement), |row| row.get(0))?;
    Ok(unmarked(&marked).1)
}

/// Words without the marks around hits, and where the hits are.
fn unmarked(marked: &str) -> (String, Vec<Span>) {
    let (mut words, mut hits, mut at, mut open) = (String::with_capacity(marked.len()), Vec::new(), 0, 0);
    for c in marked.chars() {
        match HIT.iter().position(|&mark| mark == c) {
            Some(0) => open = at,
            Some(_) => hits.push(Span::new(open, at)),
            None => {
                words.push(c);
                at += 1;
            }
        }
    }
    (words, hits)
}

/// Each word as an FTS5 string, so that nothing in it is an operator.
pub(crate) fn quoted(words: &str) -> String {
    let separates = |c: char| c.is_whitespace() || c.is_control();
    let strings = words.split(separates).filter(|word| word.chars().any(char::is_alphanumeric));
    strings.map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use onrecord::Span;

    use super::{quoted, unmarked};

    #[test]
    fn marks_around_hits_become_spans() {
        let check = |marked: &str, words: &str, hits: &[(u32, u32)]| {
            let spans = hits.iter().map(|&(start, end)| Span::new(start, end)).collect();
            assert_eq!(unmarked(marked), (words.to_owned(), spans), "{marked:?}");
        };
        check("né \u{fdd0}shipped\u{fdd1} it", "né shipped it", &[(3, 10)]);
        check("\u{fdd0}a\u{fdd1} \u{fdd0}b\u{fdd1}", "a b", &[(0, 1), (2, 3)]);
        check("none", "none", &[]);
    }

    #[test]
    fn no_word_is_an_operator() {
        let check = |words: &str, expected: &str| assert_eq!(quoted(words), expected, "{words:?}");
        check("shells  NOT", "\"shells\" \"NOT\"");
        check("say \"so", "\"say\" \"\"\"so\"");
        check("a\0b*", "\"a\" \"b*\"");
        check(" - \" ( ", "");
    }
}
