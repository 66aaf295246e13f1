//! Where output goes: to people with styles, to programs byte for byte, to standard error in lines.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use anstream::AutoStream;
use serde::Serialize;

use crate::exit::Failure;

/// Standard output for people: styles are taken out where it is no terminal, or the user wants none (`NO_COLOR`).
pub(crate) fn people() -> impl Write {
    BufWriter::new(AutoStream::auto(io::stdout().lock()))
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

/// Writes rows under a header made of their fields' names.
pub(crate) fn csv<T: Serialize>(rows: impl IntoIterator<Item = T>) -> Result<(), Failure> {
    let mut out = csv::Writer::from_writer(programs());
    for row in rows {
        out.serialize(row)?;
    }
    Ok(out.flush()?)
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
