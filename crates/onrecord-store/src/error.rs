//! What may go wrong with a ledger, each with what to do about it.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::ErrorCode;

/// Why a ledger could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no file to ask.
    #[error("no ledger at {0}; make one with: onrecord add PAGE…")]
    Missing(PathBuf),
    /// The folder of a ledger to be made is not there.
    #[error("no folder {folder} for the ledger {ledger}; make the folder, or name another file with --db")]
    NoFolder {
        /// The ledger to be made.
        ledger: PathBuf,
        /// The folder that is missing.
        folder: PathBuf,
    },
    /// The folder of a ledger to be made may not be written.
    #[error("the folder {folder} may not be written, so no ledger {ledger} can be made there; name another file with --db")]
    NotMade {
        /// The ledger to be made.
        ledger: PathBuf,
        /// Its folder.
        folder: PathBuf,
    },
    /// The file is something else, and is left as it is.
    #[error("{path} is {what}, not a ledger, and is left as it is; name another file with --db")]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// The ledger was written by a newer onrecord, and is left as it is.
    #[error("{path} was written by a newer onrecord (its schema is {found}, this program knows {known}); update onrecord")]
    Newer {
        /// The ledger.
        path: PathBuf,
        /// Its schema's number.
        found: u32,
        /// The newest number this program knows.
        known: u32,
    },
    /// The file system refused.
    #[error("{path}: {source}; check that the file may be read and written")]
    File {
        /// The ledger.
        path: PathBuf,
        /// Its word.
        source: std::io::Error,
    },
    /// What is to be changed is not there.
    #[error("no {what} {name}; {find}")]
    Unknown {
        /// "actor has the id"
        what: &'static str,
        /// What was given.
        name: String,
        /// How to find those that there are.
        find: Find,
    },
    /// What is to be decided makes no sense; the text says why.
    #[error("{0}")]
    Refused(String),
    /// A question in SQL that cannot be answered; the text says why.
    #[error("the query: {0}")]
    Query(String),
    /// A question in SQL that takes too long.
    #[error("the query was stopped after {} seconds; ask for less, or give it more time with --timeout", .0.as_secs_f64())]
    TooSlow(Duration),
    /// The ledger, or its folder, may not be written.
    #[error("the ledger may only be read here; copy it to where it may be written, or name another with --db")]
    ReadOnly,
    /// The ledger may only be read, and is not in a state in which it can be.
    #[error("{path} may only be read here, and {why}; open it once where it may be written, for example with: onrecord status")]
    NotReadable {
        /// The ledger.
        path: PathBuf,
        /// What is the matter with it.
        why: &'static str,
    },
    /// Another program writes, and goes on doing so.
    #[error("another program holds the ledger; wait until it has finished, and try again")]
    Busy,
    /// There is no room.
    #[error("the ledger's disk is full; what was being written is left out and the rest is kept; make room, and do it again")]
    Full,
    /// `SQLite` refused.
    #[error("the ledger: {0}; check that its disk works and that it may be read and written")]
    Sqlite(rusqlite::Error),
    /// The file is cut off or overwritten.
    #[error("the ledger is damaged ({0}); restore it from a copy, or add its pages to a new ledger")]
    Corrupt(rusqlite::Error),
    /// A pack that the ledger keeps is not sound for this program.
    #[error("the ledger keeps the pack {name}, which this onrecord cannot use (line {reason}); mend its file, and add with --pack FILE")]
    Pack {
        /// The pack's name.
        name: String,
        /// The first fault: line and reason.
        reason: String,
    },
    /// A stored record is not what was written.
    #[error("the ledger holds a record that cannot be read ({0}); restore it from a copy, or add its pages to a new ledger")]
    Damaged(#[from] serde_json::Error),
}

/// How to find what can be named: as words, by which command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Find {
    /// What has an id.
    Ids,
    /// The decisions about actors.
    Decisions,
    /// The corrections of a statement.
    Corrections,
}

impl fmt::Display for Find {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ids => "find ids with: onrecord search WORDS…, onrecord actors",
            Self::Decisions => "list those that there are with: onrecord actors decisions",
            Self::Corrections => "list those of a statement with: onrecord correct STATEMENT",
        })
    }
}

impl Error {
    /// Whether the ledger is held by another program.
    pub const fn is_busy(&self) -> bool {
        matches!(self, Self::Busy)
    }

    /// Whether the ledger may only be read.
    pub const fn is_read_only(&self) -> bool {
        matches!(self, Self::ReadOnly)
    }

    /// Whether the ledger is well, and only what was asked of it cannot be done.
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::Unknown { .. } | Self::Refused(_) | Self::Query(_) | Self::TooSlow(_))
    }
}

/// A result whose error is an [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Corrupt(error),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            _ => Self::Sqlite(error),
        }
    }
}
