//! The actors of the ledger as a list.

use std::collections::HashMap;

use onrecord::model::ActorKind;
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;

use crate::pages::Party;
use crate::pages::actors::WHICH;
use crate::{Ledger, Part, Result, who, wire};

/// An actor in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActorRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// All names it goes by, with those of actors that went into it.
    pub names: Vec<String>,
    /// Titles and offices, as printed, the most frequent first; at most [`ROLES`].
    pub roles: Vec<String>,
    /// How many statements it has on record.
    pub statements: u64,
}

/// How many roles are listed of an actor.
pub const ROLES: usize = 5;

impl Ledger {
    /// The actors with something on record, the one with most first; only those with `named` in one of their names, where it is given.
    /// An actor that went into another is that one.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn actors(&self, named: Option<&str>, part: Part) -> Result<Vec<ActorRow>> {
        let ledger = &self.connection;
        let mut select = ledger.prepare_cached(&format!(
            "SELECT key, id, name, kind, country, statements FROM actor WHERE {WHICH} ORDER BY statements DESC, key LIMIT ?2 OFFSET ?3"
        ))?;
        let named = named.map(|part| part.trim().to_lowercase());
        let rows: Vec<(i64, ActorRow)> = select.query_map((named, part.limit, part.offset), of_row)?.collect::<Result<_, _>>()?;
        rows.into_iter().map(|(key, row)| complete(ledger, key, row)).collect()
    }

    /// Who actors are, by their ids; an id of no actor is left out.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn parties<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> Result<HashMap<String, Party>> {
        let mut select = self.connection.prepare_cached("SELECT name, kind, country FROM actor WHERE id = ?")?;
        let mut parties = HashMap::new();
        for id in ids {
            let party = select.query_row([id], |row| Party::of_row(id.to_owned(), row)).optional()?;
            parties.extend(party.map(|party| (id.to_owned(), party)));
        }
        Ok(parties)
    }
}

fn of_row(row: &Row) -> rusqlite::Result<(i64, ActorRow)> {
    let actor = ActorRow {
        id: row.get("id")?,
        name: row.get("name")?,
        kind: wire::value(row, "kind")?,
        country: row.get("country")?,
        names: Vec::new(),
        roles: Vec::new(),
        statements: row.get("statements")?,
    };
    Ok((row.get("key")?, actor))
}

fn complete(ledger: &Connection, key: i64, row: ActorRow) -> Result<ActorRow> {
    let mut roles = who::roles(ledger, key)?;
    roles.truncate(ROLES);
    Ok(ActorRow { names: who::names(ledger, key)?, roles, ..row })
}
