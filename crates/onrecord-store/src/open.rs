//! Opening a ledger: only ever our own file, brought up to this program's schema.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::{Error, Ledger, Result};

/// Each step takes a ledger from the schema with its index's number to the next; steps are only ever added.
const MIGRATIONS: &[&str] = &[
    include_str!("schema.sql"),
    include_str!("migrations/decisions.sql"),
    include_str!("migrations/captures.sql"),
    include_str!("migrations/frames.sql"),
];

/// "onrd": what marks a `SQLite` file as a ledger.
const APPLICATION_ID: u32 = 0x6f6e_7264;

/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// `SQLite`'s file header, and the offset of the application id in it (sqlite.org/fileformat2.html, section 1.3).
const HEADER: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";
const APPLICATION_ID_AT: usize = 68;

impl Ledger {
    /// Opens a ledger, making it where there is none.
    ///
    /// # Errors
    /// Where the folder is missing, the file is no ledger (it is left untouched), or the ledger was written by a newer program.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
                return Err(Error::NoFolder { ledger: path.to_owned(), folder: folder.to_owned() });
            }
            _ => {}
        }
        refuse_foreign(path)?;
        Self::connect(path, OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a ledger that is there already.
    ///
    /// # Errors
    /// As [`Ledger::open`], and where there is none; nothing is made.
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        match fs::metadata(path) {
            Ok(found) if found.is_file() && found.len() == 0 => return Err(Error::Missing(path.to_owned())),
            Err(e) if e.kind() == ErrorKind::NotFound => return Err(Error::Missing(path.to_owned())),
            _ => {}
        }
        refuse_foreign(path)?;
        Self::connect(path, OpenFlags::empty())
    }

    /// Opens a ledger that is there already, to ask and never to write.
    ///
    /// # Errors
    /// As [`Ledger::open_existing`]; a ledger of an older schema is first brought to this program's.
    pub fn open_to_ask(path: impl AsRef<Path>) -> Result<Self> {
        let ledger = Self::open_existing(path)?;
        ledger.connection.pragma_update(None, "query_only", true)?;
        Ok(ledger)
    }

    fn connect(path: &Path, create: OpenFlags) -> Result<Self> {
        // Without SQLITE_OPEN_URI: a file whose name looks like a URI is still a file.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.pragma_update(None, "foreign_keys", true)?;
        migrate(&mut connection, path)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "normal")?;
        Ok(Self { connection })
    }
}

/// Brings a ledger to the newest schema, in one transaction.
fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    let known = MIGRATIONS.len() as u32;
    let version = |connection: &Connection| connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0));
    let found = version(connection)?;
    if found > known {
        return Err(Error::Newer { path: path.to_owned(), found, known });
    }
    if found == known {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have done it while this one waited.
    for migration in MIGRATIONS.iter().skip(version(&transaction)? as usize) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}

/// Refuses a file that is there and is no ledger, by its first bytes alone: `SQLite` itself is not let near it.
fn refuse_foreign(path: &Path) -> Result<()> {
    let foreign = |what| Err(Error::Foreign { path: path.to_owned(), what });
    let refused = |source| Error::File { path: path.to_owned(), source };
    let mut header = Vec::with_capacity(HEADER);
    match File::open(path) {
        Ok(_) if path.is_dir() => return foreign("a folder"),
        Ok(file) => file.take(HEADER as u64).read_to_end(&mut header).map_err(refused)?,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(refused(e)),
    };
    // An empty file is what an interrupted first opening leaves.
    if header.is_empty() {
        return Ok(());
    }
    if header.len() < HEADER || !header.starts_with(MAGIC) {
        return foreign("no SQLite database");
    }
    if header[APPLICATION_ID_AT..][..4] != APPLICATION_ID.to_be_bytes() {
        return foreign("a database of another application");
    }
    Ok(())
}
