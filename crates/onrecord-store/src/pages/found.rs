//! Searching what was said, with facets.

use onrecord::Span;
use onrecord::model::Act;
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use super::{Facet, Listed, Part, facets};
use crate::{Ledger, OnRecord, Result, search, wire};

/// How many values a facet shows.
const OFFERED: usize = 12;

/// Which of the statements that hold the words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct SearchFilter {
    /// By this actor's id.
    pub actor: Option<String>,
    /// By this act.
    pub act: Option<Act>,
    /// In this paper.
    pub outlet: Option<String>,
    /// In this year.
    pub year: Option<String>,
}

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
    /// Whether more than the newest 2,000 hold the words; only these are ranked and counted.
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

/// What is filtered and counted of a statement.
struct Light {
    key: i64,
    act: String,
    outlet: Option<String>,
    year: Option<String>,
    actors: Vec<(String, String)>,
}

impl SearchFilter {
    fn fits(&self, light: &Light, act: Option<&str>) -> bool {
        let same = |wanted: &Option<String>, found: &Option<String>| wanted.is_none() || wanted == found;
        same(&self.outlet, &light.outlet)
            && same(&self.year, &light.year)
            && act.is_none_or(|act| act == light.act)
            && self.actor.as_ref().is_none_or(|actor| light.actors.iter().any(|(id, _)| id == actor))
    }
}

impl Ledger {
    /// Finds statements that hold all of some words, in any inflection that English stemming knows.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn find_statements(&self, words: &str, filter: &SearchFilter, part: Part) -> Result<FoundStatements> {
        let query = search::quoted(words);
        let candidates = if query.is_empty() { Vec::new() } else { self.candidates(&query)? };
        let act = filter.act.map(wire::word).transpose()?;
        let more = candidates.len() > search::RANKED as usize;
        let fitting: Vec<&Light> =
            candidates.iter().take(search::RANKED as usize).filter(|light| filter.fits(light, act.as_deref())).collect();
        let facets = Facets {
            actors: facets(fitting.iter().flat_map(|light| light.actors.iter().map(|(id, name)| (id.as_str(), name.as_str()))), OFFERED),
            acts: facets(fitting.iter().map(|light| (light.act.as_str(), light.act.as_str())), OFFERED),
            outlets: facets(fitting.iter().filter_map(|light| Some((light.outlet.as_deref()?, light.outlet.as_deref()?))), OFFERED),
            years: facets(fitting.iter().filter_map(|light| Some((light.year.as_deref()?, light.year.as_deref()?))), OFFERED),
        };
        let mut select = self.connection.prepare_cached("SELECT * FROM on_the_record WHERE statement_key = ?")?;
        let shown = || fitting.iter().skip(part.offset as usize).take(part.limit as usize);
        let items = shown().map(|light| select.query_row([light.key], OnRecord::from_row)).collect::<Result<_, _>>()?;
        let hits = shown().map(|light| search::hits(&self.connection, &query, light.key)).collect::<Result<_>>()?;
        let found = Listed { items, total: fitting.len() as u64, offset: part.offset.into() };
        Ok(FoundStatements { found, hits, facets, more })
    }

    /// The newest statements that hold the words, the best first; one more than [`search::RANKED`] where there are more.
    fn candidates(&self, query: &str) -> Result<Vec<Light>> {
        let mut select = self.connection.prepare_cached(
            "SELECT r.statement_key, r.act, r.outlet, substr(r.date, 1, 4) AS year
            FROM (SELECT rowid AS key, rank AS rank FROM statement_search WHERE statement_search MATCH ? ORDER BY rowid DESC LIMIT ?) f
            JOIN on_the_record r ON r.statement_key = f.key ORDER BY f.rank, f.key",
        )?;
        let light = |row: &Row| {
            let (key, act, outlet) = (row.get("statement_key")?, row.get("act")?, row.get("outlet")?);
            Ok(Light { key, act, outlet, year: row.get("year")?, actors: Vec::new() })
        };
        let mut found: Vec<Light> = select.query_map((query, search::RANKED + 1), light)?.collect::<Result<_, _>>()?;
        let speakers = "SELECT id, name FROM speaker JOIN actor ON key = actor WHERE statement = ? ORDER BY position";
        let mut speakers = self.connection.prepare_cached(speakers)?;
        for light in &mut found {
            light.actors = speakers.query_map([light.key], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        }
        Ok(found)
    }
}
