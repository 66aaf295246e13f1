//! What can go wrong on the way out.

use std::io;

/// Why an export could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The place it goes to.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A value that JSON cannot hold, or the place it goes to.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// Rows that Arrow cannot hold.
    #[error("the table of statements: {0}")]
    Arrow(#[from] serde_arrow::Error),
    /// Parquet's own, or the place it goes to.
    #[error("the Parquet file: {0}")]
    Parquet(#[from] ::parquet::errors::ParquetError),
    /// The archive's own, or the place it goes to.
    #[error("the archive: {0}")]
    Zip(#[from] zip::result::ZipError),
}

/// A result with this crate's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;
