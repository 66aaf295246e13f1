//! Where output goes: to people with styles, to programs byte for byte, to standard error in lines.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use anstream::AutoStream;
use onrecord_store::Ledger;
use serde::Serialize;

use crate::args::{Nested, NestedFormat, Query, QueryFormat};
use crate::exit::{Done, Failure};
use crate::render::rows::Row;

/// Standard output for people: styles are taken out where it is no terminal, or the user wants none (`NO_COLOR`).
pub(crate) fn people() -> impl Write {
    let choice = AutoStream::choice(&io::stdout());
    // The buffer is under the styles: standard output by itself is written line by line.
    let out: Box<dyn Write> = Box::new(BufWriter::new(io::stdout().lock()));
    BufWriter::new(AutoStream::new(out, choice))
}

/// Standard output for programs.
pub(crate) fn programs() -> impl Write {
    BufWriter::new(io::stdout().lock())
}

/// Writes a value as one JSON document.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let mut out = programs();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// Begins a table of comma-separated values with the names of its columns, so that one without rows has them too.
pub(crate) fn rows<T: Row, W: Write>(to: W) -> Result<csv::Writer<W>, Failure> {
    let mut out = csv::WriterBuilder::new().has_headers(false).from_writer(to);
    out.write_record(T::COLUMNS)?;
    Ok(out)
}

/// Writes rows under the names of their columns.
pub(crate) fn csv<T: Row>(rows: impl IntoIterator<Item = T>) -> Result<(), Failure> {
    let mut out = self::rows::<T, _>(programs())?;
    for row in rows {
        out.serialize(row)?;
    }
    Ok(out.flush()?)
}

/// Writes what people are shown.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut out = people();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

impl Query {
    /// The ledger that is asked.
    pub(crate) fn open(&self) -> Result<Ledger, Failure> {
        Ok(Ledger::open_to_read(&self.ledger.db)?)
    }

    /// Prints an answer: as people are shown it, as JSON, or as rows.
    pub(crate) fn print<T: Serialize, R: Row>(
        &self,
        answer: &T,
        table: impl FnOnce(&T) -> String,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Done, Failure> {
        match self.format {
            QueryFormat::Table => text(&table(answer))?,
            QueryFormat::Json => json(answer)?,
            QueryFormat::Csv => csv(rows)?,
        }
        Ok(Done::All)
    }
}

impl Nested {
    /// The ledger that is asked.
    pub(crate) fn open(&self) -> Result<Ledger, Failure> {
        Ok(Ledger::open_to_read(&self.ledger.db)?)
    }

    /// Prints an answer: as people are shown it, or as JSON.
    pub(crate) fn print<T: Serialize>(&self, answer: &T, table: impl FnOnce(&T) -> String) -> Result<Done, Failure> {
        match self.format {
            NestedFormat::Table => text(&table(answer))?,
            NestedFormat::Json => json(answer)?,
        }
        Ok(Done::All)
    }
}

/// One line on standard error.
pub(crate) fn complain(line: &str) {
    // Nobody is left to tell where standard error is closed.
    let _ = writeln!(io::stderr(), "onrecord: {}", printable(line).replace('\n', " "));
}

/// More lines on standard error, as they are.
pub(crate) fn list(lines: &str) {
    let _ = io::stderr().write_all(lines.as_bytes());
}

/// Words of a page as they can be shown: control characters would steer the terminal.
pub(crate) fn printable(words: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && c != '\n';
    if words.contains(steers) { words.replace(steers, "\u{fffd}").into() } else { words.into() }
}

/// The name that the contract gives an enum's value.
pub(crate) fn word(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
