//! How a run ends: the contract's exit codes.

use std::io::{self, ErrorKind};
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
        match error {
            onrecord_export::Error::Io(error) => Self::Output(error),
            other => Self::Output(io::Error::other(other)),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}

impl From<csv::Error> for Failure {
    fn from(error: csv::Error) -> Self {
        Self::Output(error.into())
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
