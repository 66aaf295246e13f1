//! The pages in a web archive (WARC, ISO 28500), one after the other, so that an archive of any size takes little memory.

use std::io::{self, BufRead, Read};

use url::Url;

use crate::fetch::unpacked;
use crate::{LIMIT, address};

/// How every record begins.
pub(crate) const MAGIC: &[u8] = b"WARC/";

/// The longest line of a head, and the most lines: what is longer is no head.
const LONGEST_LINE: u64 = 16 << 10;
const MOST_LINES: usize = 200;

/// A block longer than this is not even passed over: the archive is left there.
const LONGEST_BLOCK: u64 = 4 << 30;

/// A page in an archive.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Archived {
    /// The record's id (`WARC-Record-ID`), without its angle brackets.
    pub(crate) id: String,
    /// Where the page stood.
    pub(crate) url: Option<Url>,
    /// When it was captured (`WARC-Date`), RFC 3339.
    pub(crate) date: Option<String>,
    /// The digest of what it holds (`WARC-Payload-Digest`), else of the whole block.
    pub(crate) digest: Option<String>,
    /// Its media type, with its parameters.
    pub(crate) content_type: Option<String>,
    /// Its bytes, without the head and the encodings of HTTP.
    pub(crate) bytes: Vec<u8>,
}

/// A record that gave no page: its id, where it is known, and what is wrong.
pub(crate) type Broken = (Option<String>, String);

/// The pages of an archive in their order. Records that are no pages (requests, pictures, redirects) are passed over.
///
/// After a record that is broken the next one is looked for; an archive that breaks off ends there.
#[derive(Debug)]
pub(crate) struct Pages<R> {
    archive: R,
    ended: bool,
}

impl<R: BufRead> Pages<R> {
    pub(crate) fn new(archive: R) -> Self {
        Self { archive, ended: false }
    }
}

impl<R: BufRead> Iterator for Pages<R> {
    type Item = Result<Archived, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.record() {
                Ok(Some(page)) => return Some(Ok(page)),
                Ok(None) => {}
                Err(Stop::End) => self.ended = true,
                Err(Stop::Broken(broken)) => return Some(Err(broken)),
                Err(Stop::Cut(broken)) => {
                    self.ended = true;
                    return Some(Err(broken));
                }
            }
        }
        None
    }
}

/// Why a record gave nothing.
enum Stop {
    /// There is none.
    End,
    /// It is broken; there may be others after it.
    Broken(Broken),
    /// The archive ends in it.
    Cut(Broken),
}

impl<R: BufRead> Pages<R> {
    /// The page of the next record, if it is one.
    fn record(&mut self) -> Result<Option<Archived>, Stop> {
        let head = self.head()?;
        let id = head.get("warc-record-id").map(|id| id.trim_matches(['<', '>']).to_owned());
        let broken = |what: &str| Stop::Broken((id.clone(), what.to_owned()));
        let cut = |what: String| Stop::Cut((id.clone(), what));
        let Some(length) = head.get("content-length").and_then(|length| length.parse::<u64>().ok()) else {
            return Err(broken("the record does not say how long it is"));
        };
        let wanted = matches!(head.get("warc-type"), Some("response" | "resource" | "conversion"));
        if !wanted || length > LIMIT as u64 {
            if length > LONGEST_BLOCK {
                return Err(cut("the record says that it is longer than 4 GiB; the archive is left there".to_owned()));
            }
            let passed = io::copy(&mut self.archive.by_ref().take(length), &mut io::sink()).map_err(|error| cut(breaks_off(&error)))?;
            if passed < length {
                return Err(cut("the archive breaks off in it".to_owned()));
            }
            self.end_of_block(id.as_deref())?;
            return if wanted { Err(broken("it is larger than 16 MiB")) } else { Ok(None) };
        }
        let mut block = Vec::with_capacity((length as usize).min(1 << 20));
        self.archive.by_ref().take(length).read_to_end(&mut block).map_err(|error| cut(breaks_off(&error)))?;
        if (block.len() as u64) < length {
            return Err(cut("the archive breaks off in it".to_owned()));
        }
        self.end_of_block(id.as_deref())?;
        let page = if head.get("warc-type") == Some("response") { response(&block) } else { Ok(Some(resource(&head, block))) };
        let Some((content_type, bytes)) = page.map_err(|what| Stop::Broken((id.clone(), what)))? else { return Ok(None) };
        let readable = content_type.as_deref().is_none_or(|said| {
            let said = said.to_ascii_lowercase();
            said.starts_with("text/html") || said.starts_with("application/xhtml") || said.starts_with("text/plain")
        });
        let url = head.get("warc-target-uri").and_then(|uri| address::parse(uri.trim_matches(['<', '>'])));
        // A host's rules for programs are plain text and no page.
        let rules = url.as_ref().is_some_and(|url| url.path() == "/robots.txt");
        if !readable || rules || bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        let date = head.get("warc-date").map(str::to_owned);
        let digest = head.get("warc-payload-digest").or_else(|| head.get("warc-block-digest")).map(str::to_owned);
        Ok(Some(Archived { id: id.unwrap_or_default(), url, date, digest, content_type, bytes }))
    }

    /// The next record's head. Lines before it that are none of it are passed over.
    fn head(&mut self) -> Result<Head, Stop> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = self.archive.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
            if read.map_err(|error| Stop::Cut((None, breaks_off(&error))))? == 0 {
                return Err(Stop::End);
            }
            if line.starts_with(MAGIC) {
                break;
            }
        }
        head(&mut self.archive).map_err(|error| Stop::Cut((None, breaks_off(&error))))
    }

    /// Sees that a block is followed by what follows a block: blank lines, then a record or the end.
    fn end_of_block(&mut self, id: Option<&str>) -> Result<(), Stop> {
        loop {
            // The block is whole; what is broken after it is found with the next record.
            let Ok(ahead) = self.archive.fill_buf() else { return Ok(()) };
            let blank = ahead.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let Some(&next) = ahead.get(blank) else {
                if ahead.is_empty() {
                    return Ok(());
                }
                self.archive.consume(blank);
                continue;
            };
            self.archive.consume(blank);
            if next == MAGIC[0] {
                return Ok(());
            }
            return Err(Stop::Broken((id.map(str::to_owned), "its length is not what it says".to_owned())));
        }
    }
}

fn breaks_off(error: &io::Error) -> String {
    format!("the archive breaks off in it ({error})")
}

/// The named fields of a head, of a WARC record or an HTTP message; names in small letters.
#[derive(Debug, Default)]
struct Head(Vec<(String, String)>);

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Reads the fields up to the blank line that ends a head. What is no field is passed over.
fn head(source: &mut impl BufRead) -> io::Result<Head> {
    let mut out = Head::default();
    let mut line = Vec::new();
    for _ in 0..MOST_LINES {
        line.clear();
        source.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        if text.is_empty() {
            break;
        }
        if let Some((name, value)) = text.split_once(':') {
            out.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Ok(out)
}

/// A payload: its media type, and its bytes.
type Payload = (Option<String>, Vec<u8>);

/// The payload of a block that is an HTTP response, if it is a whole one (status 200).
fn response(block: &[u8]) -> Result<Option<Payload>, String> {
    let mut rest = block;
    let mut status = Vec::new();
    rest.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut status).map_err(|error| error.to_string())?;
    let status = String::from_utf8_lossy(&status);
    if !status.starts_with("HTTP/") || status.split_whitespace().nth(1) != Some("200") {
        return Ok(None);
    }
    let head = head(&mut rest).map_err(|error| error.to_string())?;
    let text = head.get("content-type").is_none_or(|said| said.to_ascii_lowercase().contains("text") || said.contains("html"));
    if !text {
        return Ok(None);
    }
    let chunked = head.get("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    let joined;
    if chunked {
        // Archivers that have already joined the chunks leave the field as it was.
        joined = unchunked(rest);
        rest = joined.as_deref().unwrap_or(rest);
    }
    let encoding = head.get("content-encoding").map(str::to_ascii_lowercase);
    // Some archivers leave this field too after they have decompressed.
    let encoding = encoding.filter(|name| !name.contains("gzip") || rest.starts_with(&[0x1f, 0x8b]));
    let bytes = unpacked(rest, encoding.as_deref()).map_err(|(reason, _)| reason)?;
    Ok(Some((head.get("content-type").map(str::to_owned), bytes)))
}

/// The payload of a block that is the page itself.
fn resource(head: &Head, block: Vec<u8>) -> Payload {
    (head.get("content-type").map(str::to_owned), block)
}

/// The chunks of an HTTP body joined (RFC 9112, section 7.1), if it is made of chunks; of one that breaks off, what there is of them.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let (mut size, mut rest) = chunk_size(body)?;
    while size > 0 {
        out.extend_from_slice(&rest[..size.min(rest.len())]);
        let after = rest.get(size..).and_then(|rest| rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")));
        let Some(next) = after.and_then(chunk_size) else { break };
        (size, rest) = next;
    }
    Some(out)
}

/// The size of the chunk that begins here, and what comes after the line that gives it.
fn chunk_size(body: &[u8]) -> Option<(usize, &[u8])> {
    let end = body.iter().take(64).position(|&b| b == b'\n')?;
    let line = std::str::from_utf8(&body[..end]).ok()?;
    let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
    Some((size, &body[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, uri: &str, block: &[u8]) -> Vec<u8> {
        let mut out = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uri}>\r\nWARC-Date: 2031-05-19T08:00:00Z\r\n\
             WARC-Target-URI: https://harbour.example/{uri}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        )
        .into_bytes();
        out.extend_from_slice(block);
        out.extend_from_slice(b"\r\n\r\n");
        out
    }

    fn page(words: &str) -> Vec<u8> {
        format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{words}</p>").into_bytes()
    }

    fn read(archive: &[u8]) -> Vec<String> {
        let shown = |found: Result<Archived, Broken>| match found {
            Ok(page) => format!("{} {}", page.id, String::from_utf8_lossy(&page.bytes)),
            Err((id, what)) => format!("{}: {what}", id.unwrap_or_default()),
        };
        Pages::new(archive).map(shown).collect()
    }

    #[test]
    fn pages_among_other_records() {
        let other = |head: &str| format!("HTTP/1.1 {head}\r\n\r\nx").into_bytes();
        let archive = [
            record("warcinfo", "0", b"software: invented"),
            record("request", "a", b"GET /a HTTP/1.1\r\n\r\n"),
            record("response", "a", &page("One")),
            record("response", "b", &other("404 Not Found\r\nContent-Type: text/html")),
            record("response", "c", &other("200 OK\r\nContent-Type: image/png")),
            record("response", "robots.txt", &other("200 OK\r\nContent-Type: text/plain")),
            record(
                "response",
                "d",
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>T\r\n3;x=y\r\nwo.\r\n0\r\n\r\n",
            ),
        ];
        assert_eq!(read(&archive.concat()), ["urn:uuid:a <p>One</p>", "urn:uuid:d <p>Two."]);
        let first = Pages::new(&archive.concat()[..]).next().expect("a record").expect("a page");
        assert_eq!(first.date.as_deref(), Some("2031-05-19T08:00:00Z"));
        assert_eq!(first.url.as_ref().map(Url::as_str), Some("https://harbour.example/a"));
        assert_eq!(first.content_type.as_deref(), Some("text/html; charset=utf-8"));
    }

    #[test]
    fn a_body_of_chunks_that_breaks_off_is_what_came() {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (body, expected) in [("4\r\n<p>T\r\n3\r\nwo.\r\n", "<p>Two."), ("4\r\n<p>T\r\n8\r\nwo.", "<p>Two."), ("<p>Two.", "<p>Two.")] {
            let archive = record("response", "a", format!("{head}{body}").as_bytes());
            assert_eq!(read(&archive), [format!("urn:uuid:a {expected}")]);
        }
    }

    #[test]
    fn what_breaks_off() {
        let whole = [record("response", "a", &page("One")), record("response", "b", &page("Two"))].concat();
        assert_eq!(read(&whole[..whole.len() - 10]), ["urn:uuid:a <p>One</p>", "urn:uuid:b: the archive breaks off in it"]);
        for end in 0..whole.len() {
            assert!(read(&whole[..end]).len() <= 2);
        }
    }

    #[test]
    fn lengths_that_are_not_true() {
        let lying = |said: usize| {
            let text = String::from_utf8(record("response", "a", &page("One"))).expect("text");
            let end = text.find("Content-Length").expect("a length");
            let rest = &text[text[end..].find('\r').expect("a line") + end..];
            [format!("{}Content-Length: {said}{rest}", &text[..end]).into_bytes(), record("response", "b", &page("Two"))].concat()
        };
        let fault = "urn:uuid:a: its length is not what it says";
        assert_eq!(read(&lying(20)), [fault, "urn:uuid:b <p>Two</p>"]);
        assert_eq!(read(&lying(100)), [fault]);
        assert_eq!(read(&lying(5000)), ["urn:uuid:a: the archive breaks off in it"]);
        assert_eq!(read(&lying(usize::MAX)).len(), 1);
        assert_eq!(read(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"), [": the record does not say how long it is"]);
    }

    #[test]
    fn any_bytes() {
        assert_eq!(read(b""), [""; 0]);
        assert_eq!(read(&b"WARC/".repeat(10_000)).len(), 1);
        assert_eq!(read(&vec![b'x'; 1 << 20]), [""; 0]);
    }
}
