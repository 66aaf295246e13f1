//! What is offered to whoever puts something right: claims that a statement may be of, actors that may be one, pages that somebody is on.

use rusqlite::{Connection, OptionalExtension, Row};

use super::actors::WHICH;
use super::{ArticleRow, Party, article};
use crate::{Ledger, Result, identity};

/// So many statements of a claim are looked at.
const LOOKED_AT: u32 = 50;

/// A term that more articles hold tells nothing of a matter.
const COMMON: u32 = 400;

/// So many terms are followed: the rarest.
const RAREST: u32 = 24;

/// What weighs less than one part in so many of the nearest is on another matter.
const FAR: f64 = 4.0;

/// The shortest word of a name by which others are found, in code points.
const SHORTEST: usize = 3;

/// Claims that what is misplaced may be of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NearClaims {
    /// The ids of the other claims of its pages, in the order of print.
    pub on_page: Vec<String>,
    /// The ids of those that speak of the same elsewhere, the nearest first.
    pub elsewhere: Vec<String>,
}

/// The statements that an id means: one, or those of a claim; their articles, claims and keys.
const MEANT: &str = "meant (key, article, claim) AS (
    SELECT key, article, claim FROM statement WHERE id = ?1
    UNION SELECT * FROM (SELECT s.key, s.article, s.claim FROM claim JOIN statement s ON s.claim = claim.key WHERE claim.id = ?1 LIMIT ?3))";

impl Ledger {
    /// The claims that a statement may be of instead of its own, or the statements of a claim: of either sort at most so many.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn near_claims(&self, id: &str, most: u32) -> Result<NearClaims> {
        let on_page = format!(
            "WITH {MEANT} SELECT claim.id FROM statement s JOIN claim ON claim.key = s.claim
            WHERE s.article IN (SELECT article FROM meant) AND s.claim NOT IN (SELECT claim FROM meant WHERE claim IS NOT NULL)
            GROUP BY claim.key ORDER BY min(s.key) LIMIT ?2"
        );
        let on_page: Vec<String> = found(&self.connection, &on_page, id, most, |row| row.get(0))?;
        // The rarest words weigh most; the index has them for what stands for each matter.
        let elsewhere = format!(
            "WITH {MEANT}, near (root, weight) AS (
                SELECT held.root, sum(held.weight) FROM (
                    SELECT DISTINCT term.key FROM meant JOIN matter ON matter.statement = meant.key JOIN json_each(matter.terms) AS word
                    JOIN term ON term.name = word.value AND term.articles <= {COMMON} ORDER BY term.articles LIMIT {RAREST}) own
                JOIN topic_term held ON held.term = own.key GROUP BY held.root)
            SELECT claim.id, max(near.weight) FROM near JOIN topic ON topic.key = near.root JOIN statement s ON s.key = topic.first JOIN claim ON claim.key = s.claim
            WHERE s.claim NOT IN (SELECT claim FROM meant WHERE claim IS NOT NULL)
            GROUP BY claim.key ORDER BY 2 DESC, claim.key LIMIT ?2"
        );
        let elsewhere: Vec<(String, f64)> =
            found(&self.connection, &elsewhere, id, most.saturating_add(most), |row| Ok((row.get(0)?, row.get(1)?)))?;
        let far = elsewhere.first().map_or(0.0, |(_, weight)| weight / FAR);
        let near = elsewhere.into_iter().take_while(|(_, weight)| *weight >= far).map(|(id, _)| id);
        let elsewhere = near.filter(|id| !on_page.contains(id)).take(most as usize).collect();
        Ok(NearClaims { on_page, elsewhere })
    }

    /// Who may be the same as an actor: those with the last word of its name in one of theirs, then those with the first.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn near_actors(&self, id: &str, most: u32) -> Result<Vec<Party>> {
        let name = "SELECT name FROM actor WHERE id = ?";
        let name: Option<String> = self.connection.prepare_cached(name)?.query_row([id], |row| row.get(0)).optional()?;
        let name = name.unwrap_or_default();
        let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= SHORTEST);
        let (last, first) = (words.next_back(), words.next());
        let named = format!("SELECT id, name, kind, country FROM actor WHERE {WHICH} AND id <> ?2 ORDER BY statements DESC, key LIMIT ?3");
        let mut named = self.connection.prepare_cached(&named)?;
        let mut near: Vec<Party> = Vec::new();
        for word in last.into_iter().chain(first).map(str::to_lowercase) {
            if near.len() < most as usize {
                let rows = named.query_map((word, id, most), |row| Party::of_row(row.get("id")?, row))?;
                let others = rows.collect::<Result<Vec<_>, _>>()?.into_iter().filter(|party| !near.contains(party)).collect::<Vec<_>>();
                near.extend(others);
            }
        }
        near.truncate(most as usize);
        Ok(near)
    }

    /// The pages on which an actor speaks or is spoken of, the one added last first.
    ///
    /// # Errors
    /// Where no actor has such an id, and where the ledger cannot be read.
    pub fn pages_of(&self, actor: &str, most: u32) -> Result<Vec<ArticleRow>> {
        let key = identity::answering(&self.connection, actor)?;
        let select = format!(
            "SELECT {} FROM article WHERE newest AND key IN (SELECT article FROM appearance WHERE actor = ?1) ORDER BY key DESC LIMIT ?2",
            article::ROW
        );
        let mut select = self.connection.prepare_cached(&select)?;
        Ok(select.query_map((key, most), ArticleRow::of_row)?.collect::<Result<_, _>>()?)
    }
}

/// What a question finds of an id.
fn found<T>(ledger: &Connection, query: &str, id: &str, most: u32, of_row: fn(&Row) -> rusqlite::Result<T>) -> Result<Vec<T>> {
    Ok(ledger.prepare_cached(query)?.query_map((id, most, LOOKED_AT), of_row)?.collect::<Result<_, _>>()?)
}
