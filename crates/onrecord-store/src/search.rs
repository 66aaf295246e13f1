//! Finding words in what was said, and in whole articles.

use rusqlite::Row;
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
}

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
        let snippet = "SELECT snippet(article_search, 1, '', '', ' … ', 24) FROM article_search WHERE article_search MATCH ? AND rowid = ?";
        let mut snippet = self.connection.prepare_cached(snippet)?;
        let hit = |row: &Row| {
            Ok(ArticleHit {
                article: row.get("id")?,
                title: row.get("title")?,
                outlet: row.get("outlet")?,
                published: row.get("published")?,
                address: row.get("address")?,
                words: snippet.query_row((&query, row.get::<_, i64>("key")?), |row| row.get(0))?,
            })
        };
        Ok(select.query_map((&query, limit, RANKED), hit)?.collect::<Result<_, _>>()?)
    }
}

/// Each word as an FTS5 string, so that nothing in it is an operator.
pub(crate) fn quoted(words: &str) -> String {
    let separates = |c: char| c.is_whitespace() || c.is_control();
    let strings = words.split(separates).filter(|word| word.chars().any(char::is_alphanumeric));
    strings.map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_word_is_an_operator() {
        let check = |words: &str, expected: &str| assert_eq!(quoted(words), expected, "{words:?}");
        check("shells  NOT", "\"shells\" \"NOT\"");
        check("say \"so", "\"say\" \"\"\"so\"");
        check("a\0b*", "\"a\" \"b*\"");
        check(" - \" ( ", "");
    }
}
