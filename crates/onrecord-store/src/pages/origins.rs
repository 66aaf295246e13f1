//! Where the statements of a claim come from in the end: fifty papers that print one agency's text, or one state agency's words, are one origin.

use rusqlite::{Connection, Row};
use serde::Serialize;

use crate::Result;

/// Where a statement `s` of an article `a` comes from: the medium that it names as having passed it on, else the agency, else the paper of the
/// text that its article is a copy of, else that page.
pub(super) const ORIGIN: &str = "coalesce(
    (SELECT medium.name FROM relay JOIN actor medium ON medium.key = relay.actor
        WHERE relay.statement = s.key AND relay.kind IN ('outlet', 'state_media') ORDER BY relay.start LIMIT 1),
    (SELECT coalesce(first.agency, first.outlet, first.address) FROM article first WHERE first.key = coalesce(a.copy_of, a.key)))";

/// Somebody who brought a claim into print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// The medium, the agency or the paper; the page's address where none is known.
    pub name: String,
    /// On how many pages.
    pub pages: u64,
    /// The first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
}

/// Who brought a claim into print, independently of each other; with most pages first.
pub(super) fn origins(ledger: &Connection, claim: &str) -> Result<Vec<Origin>> {
    let mut select = ledger.prepare_cached(&format!(
        "SELECT min(origin) AS name, count(DISTINCT address) AS pages, min(date) AS first FROM (
            SELECT {ORIGIN} AS origin, a.address, coalesce(s.said_from, substr(a.published, 1, 10)) AS date
            FROM statement s JOIN article a ON a.key = s.article WHERE a.newest AND s.claim = (SELECT key FROM claim WHERE id = ?))
        GROUP BY lower(origin) ORDER BY pages DESC, first, 1"
    ))?;
    let of_row = |row: &Row| Ok(Origin { name: row.get("name")?, pages: row.get("pages")?, first: row.get("first")? });
    Ok(select.query_map([claim], of_row)?.collect::<Result<_, _>>()?)
}
