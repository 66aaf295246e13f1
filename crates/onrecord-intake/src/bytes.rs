//! The bytes of an input, within a bound.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use flate2::read::MultiGzDecoder;

use crate::{Input, Problem};

/// The most bytes of one page, after decompression: thirty times the longest article, and little enough to keep several in memory.
pub const LIMIT: usize = 16 << 20;

/// The two bytes that every gzip file begins with (RFC 1952, section 2.3.1).
const GZIP: &[u8] = &[0x1f, 0x8b];

/// The bytes of a file or of standard input, decompressed where they are gzip, of any number of members.
pub(crate) struct Source {
    reader: Box<dyn BufRead>,
    packed: bool,
}

/// Opens an input that lies on this machine.
pub(crate) fn open(input: &Input) -> Result<Source, Problem> {
    let failed = |error: io::Error| Problem::new(input.to_string(), cause(&error), "check that it is a readable file");
    let raw: Box<dyn Read> = match input {
        Input::File(path) => Box::new(File::open(path).map_err(failed)?),
        _ => Box::new(io::stdin()),
    };
    Source::new(raw).map_err(failed)
}

impl Source {
    /// The bytes that a reader gives.
    pub(crate) fn new(raw: impl Read + 'static) -> io::Result<Self> {
        let mut raw = BufReader::with_capacity(64 << 10, raw);
        // A pipe may give its first bytes one by one.
        let mut head = Vec::new();
        raw.by_ref().take(GZIP.len() as u64).read_to_end(&mut head)?;
        let packed = head == GZIP;
        let whole = io::Cursor::new(head).chain(raw);
        let reader: Box<dyn BufRead> =
            if packed { Box::new(BufReader::with_capacity(64 << 10, MultiGzDecoder::new(whole))) } else { Box::new(whole) };
        Ok(Self { reader, packed })
    }

    /// No more of the bytes, decompressed, than so many.
    pub(crate) fn at_most(self, bytes: u64) -> Self {
        Self { reader: Box::new(self.reader.take(bytes)), packed: self.packed }
    }

    /// Whether the bytes of an input begin with these. What was looked at is still to be read.
    pub(crate) fn begins_with(&mut self, magic: &[u8], input: &Input) -> Result<bool, Problem> {
        let mut head = Vec::new();
        let read = self.reader.by_ref().take(magic.len() as u64).read_to_end(&mut head);
        read.map_err(|error| self.broken(input, &error))?;
        let found = head == magic;
        let rest = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(io::Cursor::new(head).chain(rest));
        Ok(found)
    }

    /// All bytes, at most [`LIMIT`]; of more, one byte more is read and nothing kept.
    pub(crate) fn page(mut self, input: &Input) -> Result<Vec<u8>, Problem> {
        let mut out = Vec::new();
        let read = self.reader.by_ref().take(LIMIT as u64 + 1).read_to_end(&mut out);
        read.map_err(|error| self.broken(input, &error))?;
        if out.len() > LIMIT {
            return Err(too_large(input));
        }
        Ok(out)
    }

    fn broken(&self, input: &Input, error: &io::Error) -> Problem {
        if self.packed {
            Problem::new(input.to_string(), format!("its compression is broken ({error})"), "compress it again")
        } else {
            Problem::new(input.to_string(), cause(error), "check that it is a readable file")
        }
    }

    /// The bytes as they come, of any number.
    pub(crate) fn stream(self) -> Box<dyn BufRead> {
        self.reader
    }
}

/// What is said of a page beyond [`LIMIT`].
pub(crate) fn too_large(input: &Input) -> Problem {
    Problem::new(input.to_string(), format!("it is larger than {} MiB", LIMIT >> 20), "give one page a file")
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
