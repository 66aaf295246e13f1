//! Opening a ledger: only ever our own file, brought up to this program's schema.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, TransactionBehavior};

use crate::{Error, Ledger, Result};

/// Each step takes a ledger from the schema with its index's number to the next; steps are only ever added.
const MIGRATIONS: &[&str] = &[
    include_str!("schema.sql"),
    include_str!("migrations/decisions.sql"),
    include_str!("migrations/captures.sql"),
    include_str!("migrations/frames.sql"),
    include_str!("migrations/counts.sql"),
    include_str!("migrations/visit.sql"),
    include_str!("migrations/claims.sql"),
    include_str!("migrations/stands.sql"),
    include_str!("migrations/disputes.sql"),
    include_str!("migrations/days.sql"),
    include_str!("migrations/grown.sql"),
    include_str!("migrations/acts.sql"),
    include_str!("migrations/said.sql"),
    include_str!("migrations/provenance.sql"),
    include_str!("migrations/struck.sql"),
    include_str!("migrations/gist.sql"),
    include_str!("migrations/told.sql"),
    include_str!("migrations/grounds.sql"),
];

/// The number of the newest schema.
const SCHEMA: u32 = MIGRATIONS.len() as u32;

/// "onrd": what marks a `SQLite` file as a ledger.
const APPLICATION_ID: u32 = 0x6f6e_7264;

/// How long to wait for another program that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// How much of the ledger is kept in memory, in KiB: without it a large one would be read again and again while it is written.
const CACHED: i64 = 64 << 10;

/// How much of the file is read through the system's page cache rather than copied, in bytes.
const MAPPED: i64 = 1 << 30;

/// After so many changed pages the write-ahead log is written into the file: what is changed often is written once.
const LOGGED: i64 = 4000;

/// `SQLite`'s file header, and the offset of the application id in it (sqlite.org/fileformat2.html, section 1.3).
const HEADER: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";
const APPLICATION_ID_AT: usize = 68;

impl Ledger {
    /// Opens a ledger, making it where there is none.
    ///
    /// # Errors
    /// Where it may only be read, the folder is missing or may not be written, the file is no ledger (it is left untouched), or the ledger was written by a newer program.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let folder = folder(path)?;
        refuse_foreign(path)?;
        match Self::connect(path, OpenFlags::SQLITE_OPEN_CREATE) {
            Err(Error::Sqlite(error)) if cannot_open(&error) && path.exists() => Err(Error::ReadOnly),
            Err(Error::Sqlite(error)) if cannot_open(&error) => {
                Err(Error::NotMade { ledger: path.to_owned(), folder: fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()) })
            }
            Ok(ledger) if ledger.connection.is_readonly(MAIN_DB)? => Err(Error::ReadOnly),
            opened => opened,
        }
    }

    /// Opens a ledger that is there already. One that may only be read can be asked all questions; changing it is [`Error::ReadOnly`].
    ///
    /// # Errors
    /// As [`Ledger::open`], and where there is none; nothing is made.
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        refuse_missing(path)?;
        refuse_foreign(path)?;
        match Self::connect(path, OpenFlags::empty()) {
            Err(Error::Sqlite(error)) if cannot_open(&error) => Self::connect_to_read(path),
            Err(Error::ReadOnly) => Self::connect_to_read(path),
            opened => opened,
        }
    }

    /// Opens a ledger that is there already, to ask and never to write.
    ///
    /// # Errors
    /// As [`Ledger::open_existing`]; a ledger of an older schema is first brought to this program's.
    pub fn open_to_read(path: impl AsRef<Path>) -> Result<Self> {
        let ledger = Self::open_existing(path)?;
        ledger.connection.pragma_update(None, "query_only", true)?;
        Ok(ledger)
    }

    /// As [`Ledger::open_to_read`]; `None` where there is no ledger yet, in a folder in which one can be.
    ///
    /// # Errors
    /// As [`Ledger::open_to_read`], and where the folder is missing.
    pub fn open_if_made(path: impl AsRef<Path>) -> Result<Option<Self>> {
        match Self::open_to_read(path.as_ref()) {
            Err(Error::Missing(_)) => folder(path.as_ref()).map(|_| None),
            opened => opened.map(Some),
        }
    }

    /// A ledger in memory with nothing in it, to ask and never to write: it answers for one that is not made yet.
    ///
    /// # Errors
    /// Where there is no memory for it.
    pub fn empty() -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        prepare(&connection)?;
        migrate(&mut connection, Path::new("an empty ledger"))?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Self { connection })
    }

    /// A number that changes when another program, or another connection of this one, has changed the ledger.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    fn connect(path: &Path, create: OpenFlags) -> Result<Self> {
        // Without SQLITE_OPEN_URI: a file whose name looks like a URI is still a file.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
        let mut connection = Connection::open_with_flags(path, flags)?;
        prepare(&connection)?;
        migrate(&mut connection, path)?;
        if !connection.is_readonly(MAIN_DB)? {
            log_ahead(&connection)?;
            connection.pragma_update(None, "wal_autocheckpoint", LOGGED)?;
        }
        Ok(Self { connection })
    }

    /// Opens a ledger beside which nothing can be written: `SQLite` must then take it for a file that never changes, which it is as long as
    /// all that was written to it is in the file itself.
    fn connect_to_read(path: &Path) -> Result<Self> {
        let not_readable = |why| Err(Error::NotReadable { path: path.to_owned(), why });
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        if fs::metadata(log).is_ok_and(|log| log.len() > 0) {
            return not_readable("its last changes still stand beside it, in its -wal file");
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(immutable(path), flags)?;
        prepare(&connection)?;
        match version(&connection)? {
            found if found > SCHEMA => Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA }),
            found if found < SCHEMA => not_readable("it was written by an older onrecord"),
            _ => Ok(Self { connection }),
        }
    }
}

/// A ledger that is gone when it is dropped: in memory, and in a file without a name where that is too small. Nothing is searched in it.
pub(crate) fn temporary() -> Result<Ledger> {
    let mut connection = Connection::open("")?;
    prepare(&connection)?;
    migrate(&mut connection, Path::new("a temporary ledger"))?;
    // What has been written when this program ends, however it ends, is of no use. What questions are answered from is not kept: counts,
    // which triggers do, what disputes are found by, and the indexes of both. All that follows is one transaction: the end of one looks at
    // every page that was written.
    let triggers: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for trigger in triggers {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}"))?;
    }
    connection.execute_batch(
        "PRAGMA foreign_keys = off; PRAGMA journal_mode = off; PRAGMA synchronous = off; PRAGMA cache_size = -65536;
        DROP VIEW dispute_value; CREATE VIEW dispute_value AS SELECT '' AS facet, '' AS value, 0 AS claim, 0 AS article_key WHERE false;
        DROP VIEW unheard; CREATE VIEW unheard AS SELECT 0 AS claim_key, 0 AS actor_key, 0 AS article_key WHERE false;
        DROP INDEX speaker_actor; DROP INDEX speaker_claim; DROP INDEX actor_statements; DROP INDEX statement_said;
        DROP INDEX article_outlet; DROP INDEX article_published; DROP INDEX article_added;
        BEGIN",
    )?;
    Ok(Ledger { connection })
}

/// The folder that a ledger is in, or will be.
fn folder(path: &Path) -> Result<&Path> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if folder.is_dir() { Ok(folder) } else { Err(Error::NoFolder { ledger: path.to_owned(), folder: folder.to_owned() }) }
}

/// Lets others read while this program writes. Where another is just opening the ledger, it is left to the next opening: `SQLite` does not
/// wait with this.
fn log_ahead(connection: &Connection) -> Result<()> {
    match connection.pragma_update(None, "journal_mode", "wal") {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(()),
        switched => Ok(switched.and_then(|()| connection.pragma_update(None, "synchronous", "normal"))?),
    }
}

/// Whether `SQLite` could not make or open a file that it needs beside the ledger.
fn cannot_open(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::CannotOpen)
}

/// The URI of a file that never changes.
fn immutable(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let path = path.as_os_str().as_encoded_bytes().iter().fold(String::new(), |mut out, &byte| {
        if plain(byte) {
            out.push(byte.into());
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    });
    format!("file:{path}?immutable=1")
}

/// What holds for every connection.
fn prepare(connection: &Connection) -> Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    // Without it, a statement is parsed and planned anew whenever a value is bound that might have changed its plan.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "cache_size", -CACHED)?;
    connection.pragma_update(None, "mmap_size", MAPPED)?;
    Ok(connection.pragma_update(None, "foreign_keys", true)?)
}

/// The number of a ledger's schema.
fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a ledger to the newest schema, in one transaction.
fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    let found = version(connection)?;
    if found > SCHEMA {
        return Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA });
    }
    if found == SCHEMA {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have done it while this one waited.
    for migration in MIGRATIONS.iter().skip(version(&transaction)? as usize) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    Ok(transaction.commit()?)
}

/// Refuses a file that is not there, or that an interrupted first opening left empty.
fn refuse_missing(path: &Path) -> Result<()> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() && found.len() == 0 => Err(Error::Missing(path.to_owned())),
        Err(e) if e.kind() == ErrorKind::NotFound => Err(Error::Missing(path.to_owned())),
        _ => Ok(()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{ledger, page, said};
    use crate::{Correction, Found, Part, SearchFilter};
    use onrecord::model::Act;

    #[test]
    fn a_ledger_that_may_only_be_read_answers_and_says_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a ledger?100%.db");
        let record = page("https://a.example/1", "The Harbour Post", &[said("Ana Ruiz", "said", "the bridge is safe")]);
        Ledger::open(&path).unwrap().add(&record).unwrap();
        let mut ledger = Ledger::connect_to_read(&path).unwrap();
        assert!(matches!(ledger.who("ana ruiz", u32::MAX), Ok(Found::One(_))));
        assert_eq!(ledger.search("bridge", &SearchFilter::default(), Part::first(5)).unwrap().statements.len(), 1);
        let corrected = ledger.correct(&record.statements[0].id, &Correction::Act(Act::Deny), "mara");
        assert!(matches!(corrected, Err(Error::ReadOnly)), "{corrected:?}");
        assert!(matches!(ledger.reconcile(), Err(Error::ReadOnly)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_not_yet_in_the_file_is_not_passed_over() {
        let (mut ledger, folder) = ledger();
        ledger.add(&page("https://a.example/1", "The Harbour Post", &[said("Ana Ruiz", "said", "yes")])).unwrap();
        let opened = Ledger::connect_to_read(&folder.path().join("onrecord.db"));
        assert!(matches!(opened, Err(Error::NotReadable { .. })), "{opened:?}");
    }

    #[test]
    fn a_ledger_that_another_program_holds_is_waited_for_and_then_named() {
        let (mut ledger, folder) = ledger();
        let other = Connection::open(folder.path().join("onrecord.db")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        ledger.connection.busy_timeout(Duration::from_millis(50)).unwrap();
        let record = page("https://a.example/1", "The Harbour Post", &[said("Ana Ruiz", "said", "yes")]);
        assert!(matches!(ledger.add(&record), Err(Error::Busy)));
        assert_eq!(ledger.status().unwrap().pages, 0);
        other.execute_batch("COMMIT").unwrap();
        ledger.add(&record).unwrap();
    }

    #[test]
    fn a_full_disk_loses_only_what_was_being_written() {
        let (mut ledger, _folder) = ledger();
        let content = "the bridge is safe to cross ".repeat(200);
        let page = |n: u32| page(&format!("https://a.example/{n}"), "The Harbour Post", &[said("Ana Ruiz", "said", &content)]);
        ledger.add(&page(1)).unwrap();
        let pages: u32 = ledger.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        ledger.connection.pragma_update(None, "max_page_count", pages + 20).unwrap();
        let failed = (2..200).find_map(|n| ledger.add(&page(n)).err().map(|error| (n, error)));
        let Some((n, Error::Full)) = failed else { panic!("{failed:?}") };
        assert_eq!(ledger.status().unwrap().pages, u64::from(n - 1));
        ledger.connection.pragma_update(None, "max_page_count", 1_000_000).unwrap();
        ledger.add(&page(n)).unwrap();
        let sound: String = ledger.connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
    }
}
