//! Actors as they are listed.

use rusqlite::Row;

use super::{Listed, Part, Party};
use crate::{Ledger, Result};

/// An actor in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorLine {
    /// Who.
    pub party: Party,
    /// The title or office by which the page that was read last calls it.
    pub role: Option<String>,
    /// How many statements it has on record.
    pub statements: u64,
    /// In how many disputes it is on record.
    pub disputes: u64,
}

/// Those with something on record, and with `?1`, where it is given, in a name of theirs or of an actor that went into them.
pub(crate) const WHICH: &str = "statements > 0 AND (?1 IS NULL OR key IN (SELECT actor FROM actor_name WHERE instr(folded, ?1)
    UNION ALL SELECT goes_into FROM actor JOIN actor_name ON actor_name.actor = actor.key WHERE goes_into IS NOT NULL AND instr(folded, ?1)))";

/// What a line shows; only of the lines of the part that is asked for.
const LINE: &str = "id, name, kind, country, statements,
    (SELECT disputes FROM dispute_facet WHERE facet = 'actor' AND value = actor.id) AS disputes,
    (SELECT role.title || coalesce(', ' || role.of, '') FROM role CROSS JOIN article ON article.key = role.article AND newest
        WHERE role.actor = actor.key ORDER BY role.rowid DESC LIMIT 1) AS role";

impl Ledger {
    /// A part of the actors with something on record, the one with most first; only those with `named` in one of their names, where it is
    /// given. An actor that went into another is that one.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn listed_actors(&self, named: Option<&str>, part: Part) -> Result<Listed<ActorLine>> {
        let named = named.map(|part| part.trim().to_lowercase());
        let total = self.connection.prepare_cached(&total())?.query_row([&named], |row| row.get(0))?;
        let mut select = self.connection.prepare_cached(&list())?;
        let items = select.query_map((&named, part.limit, part.offset), of_row)?.collect::<Result<_, _>>()?;
        Ok(Listed { items, total, offset: part.offset.into() })
    }
}

fn total() -> String {
    format!("SELECT count(*) FROM actor WHERE {WHICH}")
}

fn list() -> String {
    format!("SELECT {LINE} FROM actor WHERE {WHICH} ORDER BY statements DESC, key LIMIT ?2 OFFSET ?3")
}

fn of_row(row: &Row) -> rusqlite::Result<ActorLine> {
    Ok(ActorLine {
        party: Party::of_row(row.get("id")?, row)?,
        role: row.get("role")?,
        statements: row.get("statements")?,
        disputes: row.get::<_, Option<u64>>("disputes")?.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::{list, total};
    use crate::sample::ledger;

    #[test]
    fn the_list_is_read_in_the_order_of_an_index() {
        let (ledger, _folder) = ledger();
        for (query, index) in [(total(), "actor USING COVERING INDEX actor_statements"), (list(), "actor USING INDEX actor_statements")] {
            let mut plan = ledger.connection.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
            let none: Option<u32> = None;
            let numbers = vec![none; plan.parameter_count()];
            let steps: Vec<String> =
                plan.query_map(rusqlite::params_from_iter(numbers), |row| row.get("detail")).unwrap().collect::<Result<_, _>>().unwrap();
            assert!(steps[0].contains(index) && !steps.iter().any(|step| step.contains("TEMP B-TREE")), "{steps:#?}");
        }
    }
}
