//! From inputs to the pages in them: a file is one page, a feed or an archive holds many.

use std::{io, iter};

use jiff::Timestamp;
use onrecord::model::Origin;
use url::Url;

use crate::bytes::{self, Source};
use crate::fetch::{Fetcher, Sent, Validators};
use crate::warc::{self, Archived};
use crate::{Input, LIMIT, Problem, feed};

/// A page's bytes, not yet decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// What it is called in messages: its input, or its part of it.
    pub input: Input,
    /// What is known of where it came from.
    pub origin: Origin,
    /// Its bytes, decompressed.
    pub bytes: Vec<u8>,
    /// For a page that was fetched, or stood in a feed: what to keep so that it isn't read again unchanged.
    pub visit: Option<Visit>,
}

/// A look at an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visit {
    /// The address.
    pub address: String,
    /// When it was looked at, RFC 3339, UTC.
    pub at: String,
    /// What the server said of the version that was seen.
    pub validators: Validators,
}

/// What an input, or a part of it, gave.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "most are pages, and each is handed on at once")]
pub enum Found {
    /// A page.
    Page(Raw),
    /// This address is as it was on the last visit.
    Unchanged(String),
    /// A feed was gone through to its end: what to keep, once its items are, so that it isn't sent again unchanged.
    Feed(Visit),
}

/// Opens inputs one after the other as they are asked for, so that few pages are in memory at a time.
///
/// Addresses are fetched with `fetcher`, and feeds are followed to their items' pages; `last` tells the last visit of an address. What has
/// not changed since is [`Found::Unchanged`].
pub fn open<'a>(
    inputs: impl IntoIterator<Item = Result<Input, Problem>> + 'a,
    fetcher: &'a Fetcher,
    last: &'a dyn Fn(&str) -> Option<Visit>,
) -> impl Iterator<Item = Result<Found, Problem>> + 'a {
    inputs.into_iter().flat_map(move |input| match input {
        Err(problem) => once(Err(problem)),
        Ok(Input::Address(url)) => address(&url, fetcher, last),
        Ok(input) => local(input),
    })
}

type Pages<'a> = Box<dyn Iterator<Item = Result<Found, Problem>> + 'a>;

fn once<'a>(found: Result<Found, Problem>) -> Pages<'a> {
    Box::new(iter::once(found))
}

/// The most that is unpacked of bytes that were handed over.
const UNPACKED: u64 = 16 * LIMIT as u64;

/// The pages in the bytes of a file that was handed over under a name: one, or those in a feed or an archive; also where they are gzip. They
/// are unpacked as they are asked for, 256 MiB at most.
pub fn unpack(name: &str, bytes: Vec<u8>) -> impl Iterator<Item = Result<Raw, Problem>> {
    let input = Input::File(name.into());
    let broken = |error: io::Error| Problem::new(name, format!("it cannot be unpacked ({error})"), "pack it again");
    let found = match Source::new(io::Cursor::new(bytes)) {
        Ok(source) => pages(input, source.at_most(UNPACKED)),
        Err(error) => once(Err(broken(error))),
    };
    found.filter_map(|found| match found {
        Ok(Found::Page(raw)) => Some(Ok(raw)),
        Ok(Found::Unchanged(_) | Found::Feed(_)) => None,
        Err(problem) => Some(Err(problem)),
    })
}

/// A file or standard input.
fn local<'a>(input: Input) -> Pages<'a> {
    match bytes::open(&input) {
        Ok(source) => pages(input, source),
        Err(problem) => once(Err(problem)),
    }
}

/// The pages of a file. A feed in it is not followed: nobody has asked to call its addresses.
fn pages<'a>(input: Input, mut source: Source) -> Pages<'a> {
    match source.begins_with(warc::MAGIC, &input) {
        Ok(true) => return archive(input, warc::Pages::new(source.stream())),
        Ok(false) => {}
        Err(problem) => return once(Err(problem)),
    }
    let bytes = match source.page(&input) {
        Ok(bytes) => bytes,
        Err(problem) => return once(Err(problem)),
    };
    if !feed::is_feed(&bytes) {
        let origin = Origin { path: Some(input.to_string()), ..Origin::default() };
        return once(Ok(Found::Page(Raw { input, origin, bytes, visit: None })));
    }
    let items = match feed::items(&bytes, None) {
        Ok(items) => items,
        Err(fault) => return once(Err(broken_feed(&input, &fault))),
    };
    Box::new(items.into_iter().enumerate().map(move |(at, item)| {
        let part = Input::Part { of: Box::new(input.clone()), part: item.url.as_ref().map_or(format!("item {}", at + 1), Url::to_string) };
        let Some(page) = item.page else {
            return Err(Problem::new(part.to_string(), "the feed does not hold its text", "give its address, or the feed's"));
        };
        let origin = Origin { path: Some(input.to_string()), url: item.url.map(String::from), ..Origin::default() };
        Ok(Found::Page(Raw { input: part, origin, bytes: page.into_bytes(), visit: None }))
    }))
}

fn archive<'a>(input: Input, pages: impl Iterator<Item = Result<Archived, warc::Broken>> + 'a) -> Pages<'a> {
    Box::new(pages.map(move |found| {
        let part = |id: String| Input::Part { of: Box::new(input.clone()), part: id };
        match found {
            Ok(page) => {
                let input = part(page.id);
                let origin = Origin {
                    path: Some(input.to_string()),
                    url: page.url.map(|url| crate::address::identity(url).into()),
                    content_type: page.content_type,
                    retrieved: page.date,
                    digest: page.digest,
                    ..Origin::default()
                };
                Ok(Found::Page(Raw { input, origin, bytes: page.bytes, visit: None }))
            }
            Err((id, reason)) => {
                Err(Problem::new(part(id.unwrap_or_else(|| "a record".to_owned())).to_string(), reason, "make the archive again"))
            }
        }
    }))
}

fn broken_feed(input: &Input, fault: &str) -> Problem {
    Problem::new(input.to_string(), format!("its feed cannot be read ({fault})"), "check it with a feed validator")
}

/// An address: a page, or a feed, whose items are read in its own words where it has all of them, and else by their addresses.
fn address<'a>(url: &Url, fetcher: &'a Fetcher, last: &'a dyn Fn(&str) -> Option<Visit>) -> Pages<'a> {
    let sent = match fetch(url, fetcher, last) {
        Ok(Ok(sent)) => sent,
        Ok(Err(unchanged)) => return once(Ok(unchanged)),
        Err(problem) => return once(Err(problem)),
    };
    if !feed::is_feed(&sent.bytes) {
        return once(Ok(Found::Page(raw(url, sent))));
    }
    let items = match feed::items(&sent.bytes, Some(&sent.url)) {
        Ok(items) => items,
        Err(fault) => return once(Err(broken_feed(&Input::Address(url.clone()), &fault))),
    };
    let feed = url.clone();
    let end = Found::Feed(Visit { address: url.to_string(), at: now(), validators: sent.validators });
    // An item that is in no page and has no address is none.
    let pages = items.into_iter().filter(|item| item.url.is_some() || item.page.is_some()).map(move |item| {
        let known = item.url.as_ref().and_then(|url| last(url.as_str()));
        let seen = known.is_some_and(|visit| item.updated.as_ref().is_none_or(|updated| !is_later(updated, &visit.at)));
        match (item.url, item.page) {
            (Some(url), _) if seen => Ok(Found::Unchanged(url.into())),
            (Some(url), None) => item_page(&url, fetcher, last),
            (url, page) => {
                let input = url
                    .clone()
                    .map_or_else(|| Input::Part { of: Box::new(Input::Address(feed.clone())), part: "an item".to_owned() }, Input::Address);
                let visit = url.as_ref().map(|url| Visit { address: url.to_string(), at: now(), ..Visit::default() });
                let origin = Origin { url: url.map(String::from), retrieved: Some(now()), ..Origin::default() };
                Ok(Found::Page(Raw { input, origin, bytes: page.unwrap_or_default().into_bytes(), visit }))
            }
        }
    });
    Box::new(pages.chain(iter::once(Ok(end))))
}

/// The page of a feed's item.
fn item_page(url: &Url, fetcher: &Fetcher, last: &dyn Fn(&str) -> Option<Visit>) -> Result<Found, Problem> {
    match fetch(url, fetcher, last)? {
        Ok(sent) if feed::is_feed(&sent.bytes) => {
            Err(Problem::new(url.as_str(), "it is a feed inside a feed", "give its address by itself"))
        }
        Ok(sent) => Ok(Found::Page(raw(url, sent))),
        Err(unchanged) => Ok(unchanged),
    }
}

/// What is at an address now, or that it is unchanged.
fn fetch(url: &Url, fetcher: &Fetcher, last: &dyn Fn(&str) -> Option<Visit>) -> Result<Result<Sent, Found>, Problem> {
    let visit = last(url.as_str());
    let known = visit.map(|visit| visit.validators).filter(|known| *known != Validators::default());
    Ok(fetcher.fetch(url, known.as_ref())?.ok_or_else(|| Found::Unchanged(url.to_string())))
}

fn raw(url: &Url, sent: Sent) -> Raw {
    let at = now();
    let visit = Visit { address: url.to_string(), at: at.clone(), validators: sent.validators };
    let origin = Origin { url: Some(sent.url.into()), content_type: sent.content_type, retrieved: Some(at), ..Origin::default() };
    Raw { input: Input::Address(url.clone()), origin, bytes: sent.bytes, visit: Some(visit) }
}

/// Whether one RFC 3339 time is later than another; times that cannot be read are not.
fn is_later(time: &str, than: &str) -> bool {
    matches!((time.parse::<Timestamp>(), than.parse::<Timestamp>()), (Ok(time), Ok(than)) if time > than)
}

/// The time, to the second, RFC 3339.
fn now() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}
