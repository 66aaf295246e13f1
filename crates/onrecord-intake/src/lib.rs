//! From the words of a command line to pages: paths, folders, globs, standard input, addresses, feeds and web archives, found, bounded and
//! decoded.
//!
//! ```text
//! expand ─▶ Input ─ open ─▶ Raw ─ decode ─▶ Page
//! ```
//! `open` gives one page after the other as they are asked for, so that an archive of any size takes little memory; `decode` may run in any
//! thread. One bad input is a [`Problem`], never the end of the run.

mod address;
mod bytes;
mod charset;
mod expand;
mod feed;
mod fetch;
mod open;
mod sniff;
mod warc;

use std::fmt::Write as _;

use onrecord::model::Origin;
use onrecord::read::Format;
use sha2::{Digest, Sha256};

pub use bytes::LIMIT;
pub use expand::{Input, expand};
pub use fetch::{Fetcher, Manners, Validators};
pub use open::{Found, Raw, Visit, open, unpack};

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
    /// A problem with an input.
    pub fn new(input: impl Into<String>, reason: impl Into<String>, hint: impl Into<String>) -> Self {
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

/// Decodes a page; with `plain`, it is body and nothing else, character for character.
///
/// A page that says by which address it wants to be known is known by that, where it may say so.
///
/// # Errors
/// A [`Problem`] where the page is empty or is no text.
pub fn decode(raw: Raw, plain: bool) -> Result<Page, Problem> {
    let Raw { input, mut origin, bytes, .. } = raw;
    let name = input.to_string();
    if bytes.is_empty() {
        return Err(Problem::new(name, "it is empty", "give a file that holds a page"));
    }
    if let Some((kind, hint)) = sniff::binary(&bytes) {
        return Err(Problem::new(name, format!("it is {kind}, not a page"), hint));
    }
    let (media, charset) = sniff::content_type(origin.content_type.as_deref());
    let html = !plain && (sniff::is_markup(media) || sniff::is_html(&bytes, &input));
    let (body, charset) = charset::decode(&bytes, html, charset);
    if sniff::is_garbled(&body) {
        return Err(Problem::new(name, "most of it is no text", "give a page saved as text or HTML"));
    }
    let format = match (plain, html) {
        (true, _) => Format::Plain,
        (false, true) => Format::Html,
        (false, false) => Format::Text,
    };
    let said = if html { onrecord::read::canonical(&body) } else { None };
    let at = origin.url.as_deref().and_then(address::parse);
    origin.url = said.and_then(|said| address::canonical(&said, at.as_ref())).map(String::from).or(origin.url);
    origin.content_type = Some(if html { "text/html" } else { "text/plain" }.to_owned());
    origin.charset = Some(charset.to_owned());
    origin.sha256 = Some(hexadecimal(&Sha256::digest(&bytes)));
    Ok(Page { origin, format, body })
}

/// Decodes the bytes of a page that was handed over under a name.
///
/// # Errors
/// A [`Problem`] where it is larger than [`LIMIT`], is empty, or is no text.
pub fn page(name: &str, bytes: &[u8], plain: bool) -> Result<Page, Problem> {
    page_from(name, Origin { path: Some(name.to_owned()), ..Origin::default() }, bytes, plain)
}

/// The same of a page of which more is known.
///
/// # Errors
/// As [`page`].
pub fn page_from(name: &str, origin: Origin, bytes: &[u8], plain: bool) -> Result<Page, Problem> {
    let input = Input::File(name.into());
    if bytes.len() > LIMIT {
        return Err(bytes::too_large(&input));
    }
    decode(Raw { input, origin, bytes: bytes.to_vec(), visit: None }, plain)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
