//! The bytes of an input, within a bound.

use std::fs::File;
use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use crate::{Input, Problem};

/// The most bytes of one page, after decompression: thirty times the longest article, and little enough to keep several in memory.
pub const LIMIT: usize = 16 << 20;

/// The two bytes that every gzip file begins with (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Reads at most [`LIMIT`] bytes, decompressed where they are gzip; a larger input is refused after one byte more.
pub(crate) fn read(input: &Input) -> Result<Vec<u8>, Problem> {
    let failed = |error: &io::Error| Problem::new(input.to_string(), cause(error), "check that it is a readable file");
    let source: Box<dyn Read> = match input {
        Input::Stdin => Box::new(io::stdin().lock()),
        Input::File(path) => Box::new(File::open(path).map_err(|error| failed(&error))?),
    };
    let mut source = io::BufReader::new(source);
    let mut head = Vec::new();
    source.by_ref().take(2).read_to_end(&mut head).map_err(|error| failed(&error))?;
    let whole = io::Cursor::new(head.clone()).chain(source);
    if head == GZIP {
        let broken =
            |error: &io::Error| Problem::new(input.to_string(), format!("its compression is broken ({error})"), "compress it again");
        return bounded(MultiGzDecoder::new(whole), input, broken);
    }
    bounded(whole, input, failed)
}

fn bounded(source: impl Read, input: &Input, failed: impl Fn(&io::Error) -> Problem) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    source.take(LIMIT as u64 + 1).read_to_end(&mut out).map_err(|error| failed(&error))?;
    if out.len() > LIMIT {
        return Err(too_large(&input.to_string()));
    }
    Ok(out)
}

/// What is said of a page beyond [`LIMIT`].
pub(crate) fn too_large(name: &str) -> Problem {
    Problem::new(name, format!("it is larger than {} MiB", LIMIT >> 20), "give one page a file")
}

/// What kept a file from being read, in words.
fn cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        kind => format!("it cannot be read ({kind})"),
    }
}
