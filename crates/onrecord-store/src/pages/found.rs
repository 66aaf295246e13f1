//! Searching what was said, with facets.

use onrecord::Span;
use rusqlite::{Connection, Row};
use serde::Serialize;

use super::{Facet, Listed, Part, Party, facets};
use crate::search::{STATEMENTS, Wanted, hits};
use crate::{ArticleHit, Ledger, OnRecord, Result, SearchFilter};

/// How many values a facet shows.
const OFFERED: usize = 12;

/// What a search of statements found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundStatements {
    /// The statements, the best first.
    pub found: Listed<OnRecord>,
    /// Where in the words of each listed statement those that were searched for stand.
    pub hits: Vec<Vec<Span>>,
    /// What they have in common.
    pub facets: Facets,
    /// Whom the name of the filter means, who has most on record first: at most 12.
    pub actors: Vec<Party>,
    /// Whether there may be more than were counted: of those that fit only the latest 2,000 are ranked; of very common words, of which no actor,
    /// day or paper is asked, only the latest 20,000 are looked at; and of phrases that mostly stand in other inflections only so many.
    pub more: bool,
}

/// What a search of articles found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundArticles {
    /// The articles, the best first.
    pub found: Listed<ArticleHit>,
    /// Whether there may be more than were counted, as of statements.
    pub more: bool,
}

/// How many of the found statements have what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    /// The speakers.
    pub actors: Vec<Facet>,
    /// The acts.
    pub acts: Vec<Facet>,
    /// The papers.
    pub outlets: Vec<Facet>,
    /// The years.
    pub years: Vec<Facet>,
}

/// What is counted of a statement.
struct Light {
    act: String,
    outlet: Option<String>,
    year: Option<String>,
    actors: Vec<(String, String)>,
}

impl Ledger {
    /// Finds statements as [`Ledger::search`] does.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn find_statements(&self, words: &str, filter: &SearchFilter, part: Part) -> Result<FoundStatements> {
        let ledger = &self.connection;
        let wanted = Wanted::new(ledger, words, filter)?;
        let (keys, more) = STATEMENTS.find(ledger, &wanted)?;
        let mut select = ledger.prepare_cached("SELECT * FROM on_the_record WHERE statement_key = ?")?;
        let shown = part.of(&keys);
        let items = shown.iter().map(|key| select.query_row([key], OnRecord::from_row)).collect::<Result<_, _>>()?;
        let hits = shown.iter().map(|&key| hits(ledger, &wanted.sought.query, key)).collect::<Result<_>>()?;
        let found = Listed { items, total: keys.len() as u64, offset: part.offset.into() };
        Ok(FoundStatements { found, hits, facets: common(ledger, &keys)?, actors: wanted.named(ledger)?, more })
    }
}

/// What statements have in common.
fn common(ledger: &Connection, keys: &[i64]) -> Result<Facets> {
    let mut select = ledger.prepare_cached(
        "SELECT act, outlet, substr(coalesce(said_from, published), 1, 4) AS year
        FROM statement CROSS JOIN article ON article.key = article WHERE statement.key = ?",
    )?;
    let speakers = "SELECT id, name FROM speaker JOIN actor ON key = actor WHERE statement = ? ORDER BY position";
    let mut speakers = ledger.prepare_cached(speakers)?;
    let mut light = |key: &i64| {
        let actors = speakers.query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        let of_row = |row: &Row| Ok(Light { act: row.get("act")?, outlet: row.get("outlet")?, year: row.get("year")?, actors });
        select.query_row([key], of_row)
    };
    let all: Vec<Light> = keys.iter().map(&mut light).collect::<Result<_, _>>()?;
    let of = |value: fn(&Light) -> Option<&str>| facets(all.iter().filter_map(value).map(|value| (value, value)), OFFERED);
    Ok(Facets {
        actors: facets(all.iter().flat_map(|light| light.actors.iter().map(|(id, name)| (id.as_str(), name.as_str()))), OFFERED),
        acts: of(|light| Some(&light.act)),
        outlets: of(|light| light.outlet.as_deref()),
        years: of(|light| light.year.as_deref()),
    })
}
