//! From the words of a command line to pages: paths, folders, globs and standard input, found, bounded and decoded.
//!
//! ```text
//! expand ─▶ Input ─ load ─▶ Page
//! ```
//! One bad input is a [`Problem`], never the end of the run.

mod bytes;
mod charset;
mod expand;
mod sniff;

use std::fmt::Write as _;

use onrecord::model::Origin;
use onrecord::read::Format;
use sha2::{Digest, Sha256};

pub use bytes::LIMIT;
pub use expand::{Input, expand};

/// A page, decoded, with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it came from.
    pub origin: Origin,
    /// What its characters are.
    pub format: Format,
    /// Its characters.
    pub body: String,
}

/// Why an input gave no page, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}; {hint}", one_line(input))]
pub struct Problem {
    /// The input as it was given or found.
    pub input: String,
    /// What is wrong with it.
    pub reason: String,
    /// What to do.
    pub hint: String,
}

impl Problem {
    fn new(input: impl Into<String>, reason: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { input: input.into(), reason: reason.into(), hint: hint.into() }
    }
}

/// An input's name with its line breaks and control characters escaped, so that a message stays one line.
fn one_line(input: &str) -> String {
    input.chars().fold(String::new(), |mut out, c| {
        if c.is_control() {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
        out
    })
}

/// Reads an input and decodes it; with `plain`, the page is body and nothing else, character for character.
///
/// # Errors
/// A [`Problem`] where the input cannot be read, is larger than [`LIMIT`], is empty, or is no text.
pub fn load(input: &Input, plain: bool) -> Result<Page, Problem> {
    page(&input.to_string(), &bytes::read(input)?, plain)
}

/// Decodes the bytes of a page, which was found under a name.
///
/// # Errors
/// A [`Problem`] where it is larger than [`LIMIT`], is empty, or is no text.
pub fn page(name: &str, bytes: &[u8], plain: bool) -> Result<Page, Problem> {
    if bytes.len() > LIMIT {
        return Err(bytes::too_large(name));
    }
    if bytes.is_empty() {
        return Err(Problem::new(name, "it is empty", "give a file that holds a page"));
    }
    if let Some((kind, hint)) = sniff::binary(bytes) {
        return Err(Problem::new(name, format!("it is {kind}, not a page"), hint));
    }
    let html = !plain && sniff::is_html(bytes, name);
    let (body, charset) = charset::decode(bytes, html);
    if sniff::is_garbled(&body) {
        return Err(Problem::new(name, "most of it is no text", "give a page saved as text or HTML"));
    }
    let format = match (plain, html) {
        (true, _) => Format::Plain,
        (false, true) => Format::Html,
        (false, false) => Format::Text,
    };
    let origin = Origin {
        path: Some(name.to_owned()),
        content_type: Some(if html { "text/html" } else { "text/plain" }.to_owned()),
        charset: Some(charset.to_owned()),
        sha256: Some(hexadecimal(&Sha256::digest(bytes))),
        ..Origin::default()
    };
    Ok(Page { origin, format, body })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
