//! Articles in a list, and the versions of one.

use rusqlite::Row;
use serde::Serialize;

use super::{Listed, Part};
use crate::{Ledger, Result};

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleRow {
    /// Its id.
    pub id: String,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The masthead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// When it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it came into the ledger: RFC 3339, UTC.
    pub added: String,
    /// Where the page is found again.
    pub address: String,
    /// 1 for the first text seen at its address.
    pub version: u32,
    /// Whether it is a copy of another.
    pub copy: bool,
    /// How many statements it holds.
    pub statements: u64,
}

/// The columns of an [`ArticleRow`].
pub(super) const ROW: &str = "id, title, outlet, published, added, address, version, copy_of IS NOT NULL AS copy,
    (SELECT count(*) FROM statement WHERE article = article.key AND NOT struck) AS statements";

impl ArticleRow {
    pub(super) fn of_row(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            title: row.get("title")?,
            outlet: row.get("outlet")?,
            published: row.get("published")?,
            added: row.get("added")?,
            address: row.get("address")?,
            version: row.get("version")?,
            copy: row.get("copy")?,
            statements: row.get("statements")?,
        })
    }
}

/// One of the texts seen at an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PageVersion {
    /// The article's id.
    pub id: String,
    /// 1 for the first text.
    pub version: u32,
    /// Whether it is the last.
    pub newest: bool,
    /// When it came into the ledger: RFC 3339, UTC.
    pub added: String,
}

impl Ledger {
    /// The newest articles, the one added last first.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn articles(&self, part: Part) -> Result<Listed<ArticleRow>> {
        let total = "SELECT count(*) FROM article WHERE newest";
        let total = self.connection.prepare_cached(total)?.query_row([], |row| row.get(0))?;
        let select = format!("SELECT {ROW} FROM article WHERE newest ORDER BY key DESC LIMIT ? OFFSET ?");
        let mut select = self.connection.prepare_cached(&select)?;
        let items = select.query_map((part.limit, part.offset), ArticleRow::of_row)?.collect::<Result<_, _>>()?;
        Ok(Listed { items, total, offset: part.offset.into() })
    }

    /// The texts seen at an address, the first one first.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn versions(&self, address: &str) -> Result<Vec<PageVersion>> {
        let mut select =
            self.connection.prepare_cached("SELECT id, version, newest, added FROM article WHERE address = ? ORDER BY version")?;
        let of_row = |row: &Row| {
            let (id, version, newest) = (row.get("id")?, row.get("version")?, row.get("newest")?);
            Ok(PageVersion { id, version, newest, added: row.get("added")? })
        };
        Ok(select.query_map([address], of_row)?.collect::<Result<_, _>>()?)
    }
}
