//! How much the ledger holds.

use serde::Serialize;

use crate::{Ledger, Result};

/// Counts and size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Status {
    /// Addresses.
    pub pages: u64,
    /// Earlier texts of these addresses.
    pub older_versions: u64,
    /// Pages that are copies of another.
    pub copies: u64,
    /// Mastheads.
    pub outlets: u64,
    /// Statements on record.
    pub statements: u64,
    /// Actors with a statement on record.
    pub actors: u64,
    /// Claims that statements share.
    pub claims: u64,
    /// Claims with both sides on record.
    pub disputes: u64,
    /// The first day something was said, in any version of any page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// The size of the database in bytes.
    pub bytes: u64,
    /// The schema's number.
    pub schema: u32,
    /// The version of `SQLite`.
    pub sqlite: String,
}

impl Ledger {
    /// Counts what is on record.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn status(&self) -> Result<Status> {
        let mut select = self.connection.prepare_cached(
            "SELECT (SELECT count(*) FROM article WHERE newest = 1) AS pages,
                (SELECT count(*) FROM article WHERE newest = 0) AS older_versions,
                (SELECT count(*) FROM article WHERE newest = 1 AND copy_of IS NOT NULL) AS copies,
                (SELECT count(DISTINCT outlet) FROM article WHERE newest = 1) AS outlets,
                (SELECT count(*) FROM statement)
                    - (SELECT count(*) FROM article JOIN statement ON statement.article = article.key WHERE newest = 0)
                    - (SELECT count(*) FROM statement CROSS JOIN article ON article.key = article WHERE struck AND newest = 1) AS statements,
                (SELECT count(*) FROM actor WHERE statements > 0) AS actors,
                (SELECT count(*) FROM claim WHERE merged_into IS NULL AND wording IS NOT NULL) AS claims,
                (SELECT count(*) FROM claim WHERE disputed = 1) AS disputes,
                coalesce((SELECT min(said_from) FROM statement), (SELECT substr(min(published), 1, 10) FROM article)) AS first,
                coalesce((SELECT max(said_from) FROM statement), (SELECT substr(max(published), 1, 10) FROM article)) AS last,
                (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) AS bytes,
                (SELECT user_version FROM pragma_user_version) AS schema,
                sqlite_version() AS sqlite",
        )?;
        Ok(select.query_row([], |row| {
            Ok(Status {
                pages: row.get("pages")?,
                older_versions: row.get("older_versions")?,
                copies: row.get("copies")?,
                outlets: row.get("outlets")?,
                statements: row.get("statements")?,
                actors: row.get("actors")?,
                claims: row.get("claims")?,
                disputes: row.get("disputes")?,
                first: row.get("first")?,
                last: row.get("last")?,
                bytes: row.get("bytes")?,
                schema: row.get("schema")?,
                sqlite: row.get("sqlite")?,
            })
        })?)
    }
}
