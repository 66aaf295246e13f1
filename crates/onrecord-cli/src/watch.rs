//! `onrecord watch`: feeds and addresses, looked at again and again.
//!
//! When each was last looked at stands in the ledger, so that an end and a new start change nothing.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use onrecord::attribute::Tagger;
use onrecord_intake::{Fetcher, Input};
use onrecord_store::{Ledger, Visit};
use serde::Deserialize;

use crate::args::{Pages, Watch};
use crate::exit::{Done, Failure};
use crate::keep::keep;
use crate::{out, pages};

/// How often an address is looked at where the list says nothing.
const EVERY: SignedDuration = SignedDuration::from_mins(30);

/// How often it may be looked at, at most.
const OFTENEST: SignedDuration = SignedDuration::from_mins(1);

/// The list as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    /// How often to look at what says nothing of its own.
    every: Option<String>,
    /// What to look at.
    watch: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// A feed's or a page's.
    address: String,
    every: Option<String>,
}

/// Something to look at, and how often.
#[derive(Debug, PartialEq, Eq)]
struct Watched {
    input: Input,
    every: SignedDuration,
}

pub(crate) fn run(args: &Watch) -> Result<Done, Failure> {
    let list = read(&args.list)?;
    let mut ledger = Ledger::open(&args.ledger.db)?;
    let reading = args.pages();
    let watcher = Watcher { tagger: args.reading.tagger.load(), fetcher: pages::fetcher(&reading), reading };
    let mut done = Done::All;
    loop {
        let mut next = None;
        for watched in &list {
            let now = Timestamp::now();
            let later = due(&ledger, watched)?.filter(|&due| due > now && !args.once);
            let due = if let Some(later) = later {
                later
            } else {
                if watcher.look(&mut ledger, watched)? == Done::Partly {
                    done = Done::Partly;
                }
                Timestamp::now() + watched.every
            };
            next = Some(next.map_or(due, |next: Timestamp| next.min(due)));
        }
        if args.once {
            return Ok(done);
        }
        let wait = next.map_or(EVERY, |next| next.duration_since(Timestamp::now()));
        thread::sleep(Duration::try_from(wait).unwrap_or_default());
    }
}

/// When something is to be looked at next; nothing where it never was.
fn due(ledger: &Ledger, watched: &Watched) -> Result<Option<Timestamp>, Failure> {
    let visit = ledger.last_visit(&watched.input.to_string())?;
    Ok(visit.and_then(|visit| visit.at.parse::<Timestamp>().ok()).map(|at| at + watched.every))
}

/// What does not change from look to look.
struct Watcher {
    tagger: Tagger,
    fetcher: Fetcher,
    reading: Pages,
}

impl Watcher {
    /// Looks at an address, keeps what is new, and says in a line what that was.
    fn look(&self, ledger: &mut Ledger, watched: &Watched) -> Result<Done, Failure> {
        let input = watched.input.clone();
        let address = input.to_string();
        let packs = ledger.packs()?;
        let tally = keep(ledger, &self.reading, &packs, &self.tagger, &self.fetcher, vec![Ok(input)], |problem| {
            if let Some(problem) = problem {
                out::complain(&problem.to_string());
            }
        })?;
        if tally.new + tally.changed > 0 {
            ledger.reconcile()?;
        }
        let at = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let last = ledger.last_visit(&address)?.unwrap_or_default();
        ledger.keep_visit(&Visit { address: address.clone(), at: at.clone(), ..last })?;
        let mut out = out::people();
        let (new, changed, known, failed) = (tally.new, tally.changed, tally.known, tally.failed);
        writeln!(out, "{at} {address}: {new} new, {changed} changed, {known} known already, {failed} failed")?;
        out.flush()?;
        Ok(if failed > 0 { Done::Partly } else { Done::All })
    }
}

/// Reads a list.
fn read(path: &Path) -> Result<Vec<Watched>, Failure> {
    let fault = |what: String| Failure::Usage(format!("{}: {what}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => fault("there is no such file; check the path".to_owned()),
        ErrorKind::InvalidData => fault("it is no text; give a list in TOML".to_owned()),
        kind => fault(format!("it cannot be read ({kind}); check the path")),
    })?;
    parse(&text).map_err(fault)
}

/// The list that a text holds.
fn parse(text: &str) -> Result<Vec<Watched>, String> {
    let list: List = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text.get(..span.start).map_or(1, |before| before.matches('\n').count() + 1));
        format!("line {line}: {}; a list has [[watch]] with address = \"https://…\" under it", error.message())
    })?;
    let every = |given: Option<&str>| match given {
        None => Ok(None),
        Some(given) => match given.parse::<SignedDuration>() {
            Ok(every) if every >= OFTENEST => Ok(Some(every)),
            Ok(_) => Err(format!("every = {given:?} is too often; give a minute or more")),
            Err(_) => Err(format!("every = {given:?} is no time; write it as \"15m\" or \"2h\"")),
        },
    };
    let usual = every(list.every.as_deref())?.unwrap_or(EVERY);
    if list.watch.is_empty() {
        return Err("it names nothing to look at; put [[watch]] with address = \"https://…\" into it".to_owned());
    }
    list.watch
        .iter()
        .map(|entry| match onrecord_intake::expand(std::slice::from_ref(&entry.address)).pop() {
            Some(Ok(input @ Input::Address(_))) => Ok(Watched { input, every: every(entry.every.as_deref())?.unwrap_or(usual) }),
            _ => Err(format!("{:?} is no address; it begins with https:// or http://", entry.address)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let list = "every = \"2h\"\n[[watch]]\naddress = \"https://harbour.example/feed\"\nevery = \"90s\"\n\
                    [[watch]]\naddress = \"https://harbour.example/a?utm_source=x\"\n";
        let read = parse(list).unwrap();
        let shown: Vec<_> = read.iter().map(|w| (w.input.to_string(), w.every.as_secs())).collect();
        assert_eq!(shown, [("https://harbour.example/feed".to_owned(), 90), ("https://harbour.example/a".to_owned(), 7200)]);
        let check = |list: &str, fault: &str| assert!(parse(list).unwrap_err().contains(fault), "{:?}", parse(list));
        check("[[watch]]\naddress = \"feed.xml\"", "is no address");
        check("every = \"5s\"\nwatch = []", "too often");
        check("every = \"soon\"\nwatch = []", "is no time");
        check("[[watch]]\nurl = \"https://a.example\"", "line 2: ");
        check("", "line 1: ");
        check("watch = []", "names nothing");
    }
}
