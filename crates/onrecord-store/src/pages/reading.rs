//! Opening a ledger to read it, and telling what stands in the way.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::{Error, Ledger, Result, open};

/// How much of the file is read through the system's page cache rather than copied.
const MAPPED: i64 = 1 << 28;

impl Ledger {
    /// Opens a ledger that is there already and never writes to it.
    ///
    /// # Errors
    /// As [`Ledger::open_existing`]; one that an older program wrote has to be opened for writing once.
    pub fn open_to_read(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        open::refuse_missing(path)?;
        open::refuse_foreign(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(open::PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(128);
        connection.pragma_update(None, "mmap_size", MAPPED)?;
        open::refuse_other_versions(&connection, path)?;
        Ok(Self { connection })
    }

    /// A number that changes when another program, or another connection of this one, has changed the ledger.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

impl Error {
    /// Whether the ledger is held by another program.
    pub fn is_busy(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
    }

    /// Whether the ledger may only be read.
    pub fn is_read_only(&self) -> bool {
        matches!(self, Self::ReadOnly) || matches!(self.code(), Some(ErrorCode::ReadOnly))
    }

    fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Sqlite(error) => error.sqlite_error_code(),
            _ => None,
        }
    }
}
