//! Pages that people hand over: pasted, as files or by their address; read as the command line reads them.

use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use onrecord::attribute::{Guide, Tagger};
use onrecord::model::{Origin, Record};
use onrecord::pack::Pack;
use onrecord::read::read;
use onrecord_intake::{Fetcher, Found, Input, Manners, Problem, Raw, expand, unpack};
use tokio::sync::Semaphore;
use tokio::task::block_in_place;

use crate::failure::{Failure, sentence};

/// How many hand-overs are read at a time; the pages that are looked at come first.
const AT_A_TIME: usize = 1;

/// How many pages of one hand-over are read; folders are for the command line.
pub(crate) const MOST: usize = 20;

/// How long one page may take to come from its server, and after which time no other of its feed is asked for.
const A_PAGE: Duration = Duration::from_secs(30);
const A_FEED: Duration = Duration::from_secs(90);

/// The path of what has none, as standard input is written.
const PASTED: &str = "-";

/// What somebody hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Handed {
    /// A page's text or markup.
    Pasted {
        text: Vec<u8>,
        /// Where it was found, where somebody says so; it is not called.
        url: Option<String>,
        /// Whether it is the article and nothing else.
        plain: bool,
    },
    /// A file: a page, a feed or an archive, also packed.
    File { name: String, bytes: Vec<u8>, plain: bool },
    /// An address to fetch.
    Address(String),
}

impl Handed {
    /// What it is called in messages.
    fn name(&self) -> &str {
        match self {
            Self::Pasted { .. } => "What was pasted",
            Self::File { name, .. } => name,
            Self::Address(address) => address,
        }
    }

    fn is_plain(&self) -> bool {
        matches!(self, Self::Pasted { plain: true, .. } | Self::File { plain: true, .. })
    }
}

/// One page of what was handed over.
#[derive(Debug)]
pub(crate) struct PageRead {
    /// What it is called in messages.
    pub(crate) name: String,
    pub(crate) record: Result<Record, Failure>,
}

/// Reads pages; the models are loaded with the first.
pub(crate) struct Reader {
    tagger: OnceLock<Tagger>,
    fetcher: Mutex<Fetcher>,
    places: Semaphore,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("loaded", &self.tagger.get().is_some()).finish_non_exhaustive()
    }
}

impl Reader {
    /// A reader that calls machines of the own network only where that is allowed.
    pub(crate) fn new(allow_private: bool) -> Self {
        let manners = Manners { allow_private, patience: Some(A_PAGE), ..Manners::default() };
        Self { tagger: OnceLock::new(), fetcher: Mutex::new(Fetcher::new(&manners)), places: Semaphore::new(AT_A_TIME) }
    }

    /// Reads all pages of what was handed over into their records, at least one and at most [`MOST`].
    pub(crate) async fn read(&self, handed: Handed, packs: &[Pack]) -> Result<Vec<PageRead>, Failure> {
        let _place = self.places.acquire().await.map_err(Failure::broken)?;
        Ok(block_in_place(|| self.pages(handed, packs)))
    }

    fn pages(&self, handed: Handed, packs: &[Pack]) -> Vec<PageRead> {
        let (called, plain) = (handed.name().to_owned(), handed.is_plain());
        // The name that a browser gives is no path on this machine.
        let own = |raw: Raw, url: Option<String>| {
            let origin = Origin { path: Some(PASTED.to_owned()), url: url.or(raw.origin.url), ..raw.origin };
            Raw { origin, ..raw }
        };
        let read = |found: Result<Raw, Problem>| self.page(found, plain, packs);
        let mut pages: Vec<PageRead> = match handed {
            Handed::Pasted { text, url, .. } => {
                unpack(&called, text).take(1).map(|found| read(found.map(|raw| own(raw, url.clone())))).collect()
            }
            Handed::File { bytes, .. } => unpack(&called, bytes).take(MOST).map(|found| read(found.map(|raw| own(raw, None)))).collect(),
            Handed::Address(address) => self.fetched(&address, read),
        };
        if pages.is_empty() {
            let record = Err(unreadable("it holds no page", "give a page, or a feed or an archive with pages"));
            pages.push(PageRead { name: called, record });
        }
        pages
    }

    /// The page at an address, or those of a feed.
    fn fetched(&self, address: &str, read: impl Fn(Result<Raw, Problem>) -> PageRead) -> Vec<PageRead> {
        // Whatever is no address must not be taken for a file of this machine.
        let lower = address.to_ascii_lowercase();
        let is_address = lower.starts_with("http://") || lower.starts_with("https://");
        let inputs = if is_address { expand(&[address.to_owned()]) } else { Vec::new() };
        let mut inputs: Vec<_> = inputs.into_iter().filter(|input| matches!(input, Ok(Input::Address(_)))).collect();
        if inputs.is_empty() {
            inputs.push(Err(Problem::new(address, "it is no address of a page", "write it whole, as https://paper.example/article")));
        }
        let begun = Instant::now();
        let fetcher = self.fetcher.lock().unwrap_or_else(PoisonError::into_inner);
        let found = onrecord_intake::open(inputs, &fetcher, &|_| None).filter_map(|found| match found {
            Ok(Found::Page(raw)) => Some(Ok(raw)),
            Ok(Found::Unchanged(_) | Found::Feed(_)) => None,
            Err(problem) => Some(Err(problem)),
        });
        found.take(MOST).take_while(|_| begun.elapsed() < A_FEED).map(read).collect()
    }

    fn page(&self, found: Result<Raw, Problem>, plain: bool, packs: &[Pack]) -> PageRead {
        let name = match &found {
            Ok(raw) => raw.input.to_string(),
            Err(problem) => problem.input.clone(),
        };
        let record = found.map_err(|problem| refused(&problem)).and_then(|raw| self.record(raw, plain, packs));
        PageRead { name, record }
    }

    fn record(&self, raw: Raw, plain: bool, packs: &[Pack]) -> Result<Record, Failure> {
        let tagger = self.tagger.get_or_init(|| Tagger::accurate(Guide::default()));
        let record = || {
            let page = onrecord_intake::decode(raw, plain).map_err(|problem| refused(&problem))?;
            let article =
                read(&page.body, page.format, page.origin.url.as_deref()).map_err(|error| unreadable(error.reason(), error.hint()))?;
            Ok(onrecord::record_with(page.origin, article, tagger, packs))
        };
        panic::catch_unwind(AssertUnwindSafe(record))
            .unwrap_or_else(|_| Err(unreadable("it breaks the program", "report it with the page")))
    }
}

fn refused(problem: &Problem) -> Failure {
    unreadable(&problem.reason, &problem.hint)
}

/// What is the matter with a page, and what to do; whoever shows it says of which page.
fn unreadable(reason: &str, hint: &str) -> Failure {
    Failure::new(StatusCode::UNPROCESSABLE_ENTITY, format!("{reason}."), sentence(&hint))
}
