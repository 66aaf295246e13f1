//! How a run ends: the contract's exit codes.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::out::complain;

/// How a command ended that did what it could.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// Everything was read, or found.
    All,
    /// Some inputs could not be read, or what was asked for is not there; standard error names each.
    Partly,
}

/// Why a command could not go on.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Nobody is named who decides.
    Nobody,
    /// The ledger could not be opened, read or written.
    Ledger(onrecord_store::Error),
    /// Nothing could be served.
    Serve(onrecord_web::Error),
    /// The output could not be written.
    Output(io::Error),
    /// What is to be made could not be made there.
    Place(PathBuf, io::Error),
    /// What was asked for makes no sense.
    Usage(String),
}

impl From<onrecord_store::Error> for Failure {
    fn from(error: onrecord_store::Error) -> Self {
        Self::Ledger(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<onrecord_export::Error> for Failure {
    fn from(error: onrecord_export::Error) -> Self {
        Self::Output(io(error))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        let kind = if let csv::ErrorKind::Io(error) = error.kind() { error.kind() } else { ErrorKind::Other };
        Self::Output(io::Error::new(kind, error))
    }
}

/// An error of an export as the system's, of the kind that the system gave it, whichever library has wrapped that.
pub(crate) fn io(error: onrecord_export::Error) -> io::Error {
    let under = |error: &onrecord_export::Error| {
        let causes = iter::successors(error.source(), |&cause| cause.source());
        causes.filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind).next()
    };
    match error {
        onrecord_export::Error::Io(error) => error,
        onrecord_export::Error::Json(error) => error.into(),
        other => io::Error::new(under(&other).unwrap_or(ErrorKind::Other), other),
    }
}

/// Why something could not be made, and what to do.
fn unmade(path: &Path, error: &io::Error) -> String {
    let archive = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    let shown = path.display();
    let folder = path.parent().unwrap_or(path).display();
    match error.kind() {
        ErrorKind::AlreadyExists if archive => format!("{shown} exists, and is left as it is; give a new archive"),
        ErrorKind::AlreadyExists => format!("{shown} exists, and is left as it is; give a new folder"),
        ErrorKind::IsADirectory => format!("{shown} is a folder; give the name of a file"),
        ErrorKind::NotFound => format!("{shown}: there is no folder {folder}; make it, or name another place with --output"),
        ErrorKind::PermissionDenied => format!("{shown} may not be written; name another place with --output"),
        _ => format!("{shown}: {error}; name another place with --output"),
    }
}

/// The exit code of a command.
pub(crate) fn code(done: Result<Done, Failure>) -> ExitCode {
    match done {
        Ok(Done::All) => ExitCode::SUCCESS,
        Ok(Done::Partly) => ExitCode::from(1),
        // Whoever reads the output has read enough.
        Err(Failure::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            complain(&format!("the output: {error}; check where it goes"));
            ExitCode::from(1)
        }
        Err(Failure::Place(path, error)) => {
            complain(&unmade(&path, &error));
            ExitCode::from(1)
        }
        Err(Failure::Nobody) => {
            complain("nobody is named who decides this; give a name with --by NAME");
            ExitCode::from(2)
        }
        Err(Failure::Ledger(error)) if error.is_refusal() => {
            complain(&error.to_string());
            ExitCode::from(1)
        }
        Err(Failure::Usage(reason)) => {
            complain(&reason);
            ExitCode::from(2)
        }
        Err(Failure::Serve(onrecord_web::Error::Ledger(error)) | Failure::Ledger(error)) => {
            complain(&error.to_string());
            ExitCode::from(3)
        }
        Err(Failure::Serve(error @ (onrecord_web::Error::PortTaken(_) | onrecord_web::Error::Listen(..)))) => {
            complain(&error.to_string());
            ExitCode::from(2)
        }
        Err(Failure::Serve(error)) => {
            complain(&error.to_string());
            ExitCode::from(1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_word_is_found_under_what_wraps_it() {
        let broken = || io::Error::from(ErrorKind::BrokenPipe);
        let kind = |failure: Failure| match failure {
            Failure::Output(error) => error.kind(),
            other => panic!("{other:?}"),
        };
        assert_eq!(kind(csv::Error::from(broken()).into()), ErrorKind::BrokenPipe);
        assert_eq!(kind(onrecord_export::Error::Json(serde_json::Error::io(broken())).into()), ErrorKind::BrokenPipe);
        assert_eq!(kind(onrecord_export::Error::Io(broken()).into()), ErrorKind::BrokenPipe);
        assert_eq!(kind(onrecord_export::Error::from(parquet::errors::ParquetError::from(broken())).into()), ErrorKind::BrokenPipe);
    }
}
