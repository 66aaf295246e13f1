//! `onrecord-lab archive`: a web archive of invented pages, to time reading with.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

/// `archive`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The archive to write (.warc.gz), a compressed member for each record.
    out: PathBuf,
    /// How many pages it holds.
    #[arg(long, default_value_t = 10_000)]
    pages: u32,
}

const WHO: [&str; 8] =
    ["Mara Lind", "Jo Berg", "the harbour master", "Ana Ruiz", "a spokesman for the ministry", "Bo Aaltonen", "the union", "two witnesses"];
const SAYS: [&str; 8] = ["said", "denied", "confirmed", "warned", "claimed", "told reporters", "wrote in a letter", "insisted"];
const WHAT: [&str; 8] = [
    "the ferry had been sold to a company from the north",
    "about 7,000 containers were left on the pier",
    "the bridge would be closed until the end of the year",
    "no one had asked for the inspection of the pillars",
    "the fuel was delivered at night and without papers",
    "the contract had been signed before the election",
    "the dredging would cost at least 40 million",
    "the crew was not paid for three months",
];

/// Writes the archive. The same number of pages gives the same bytes.
///
/// # Errors
/// Where the file cannot be written.
pub fn run(options: &Options) -> Result<()> {
    let file = File::create(&options.out).with_context(|| format!("{}: cannot be written", options.out.display()))?;
    let mut out = BufWriter::new(file);
    for number in 0..options.pages {
        let mut member = GzEncoder::new(&mut out, Compression::fast());
        member.write_all(record(number).as_bytes())?;
        member.finish()?;
    }
    Ok(out.flush()?)
}

/// A response record with a page of some 600 words among furniture.
fn record(number: u32) -> String {
    // A linear congruential generator (Knuth's MMIX): the texts need variety, not randomness.
    let mut state = u64::from(number) + 1;
    let mut pick = |from: &[&'static str]| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[(state >> 33) as usize % from.len()]
    };
    let menu = (0..40).fold(String::new(), |mut menu, n| {
        let _ = write!(menu, "<li><a href='/{n}'>Section {n}</a></li>");
        menu
    });
    let mut body = String::new();
    for _ in 0..12 {
        let _ = write!(body, "<p>");
        for _ in 0..3 {
            let _ = write!(body, "On Monday {} {} that {}. ", pick(&WHO), pick(&SAYS), pick(&WHAT));
        }
        let _ = write!(body, "</p>");
    }
    let page = format!(
        "<!DOCTYPE html><html lang=en><head><title>Harbour affair, part {number}</title>\
         <meta property='article:published_time' content='2031-05-19T08:00:00Z'><script>{}</script></head><body><nav><ul>{menu}</ul></nav>\
         <article><h1>Harbour affair, part {number}</h1>{body}</article><footer>© 2031 The Harbour Post</footer></body></html>",
        "var x = 1;".repeat(2000)
    );
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012x}>\r\nWARC-Date: 2031-05-19T08:00:00Z\r\n\
         WARC-Target-URI: https://harbour.example/{number}\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
}
