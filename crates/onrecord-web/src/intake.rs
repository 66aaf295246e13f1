//! Pages that people hand over: pasted, or as files; read as the command line reads them.

use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::sync::OnceLock;

use axum::http::StatusCode;
use onrecord::attribute::{Guide, Tagger};
use onrecord::model::{Origin, Record};
use onrecord::read::read;
use tokio::sync::Semaphore;
use tokio::task::block_in_place;

use crate::failure::Failure;

/// How many pages are read at a time; the pages that are looked at come first.
const AT_A_TIME: usize = 1;

/// The path of what has none, as standard input is written.
const PASTED: &str = "-";

/// A page as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Handed {
    /// A file's name; none where it was pasted.
    pub(crate) name: Option<String>,
    pub(crate) bytes: Vec<u8>,
    /// Where it was found, where the reader says so.
    pub(crate) url: Option<String>,
    /// Whether it is the article and nothing else.
    pub(crate) plain: bool,
}

/// Reads pages; the models are loaded with the first.
pub(crate) struct Reader {
    tagger: OnceLock<Tagger>,
    places: Semaphore,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("loaded", &self.tagger.get().is_some()).finish_non_exhaustive()
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self { tagger: OnceLock::new(), places: Semaphore::new(AT_A_TIME) }
    }
}

impl Reader {
    /// Reads a page into its record.
    pub(crate) async fn read(&self, handed: &Handed) -> Result<Record, Failure> {
        let _place = self.places.acquire().await.map_err(Failure::broken)?;
        block_in_place(|| {
            let tagger = self.tagger.get_or_init(|| Tagger::accurate(Guide::default()));
            panic::catch_unwind(AssertUnwindSafe(|| record(handed, tagger)))
                .unwrap_or_else(|_| Err(unreadable("This page breaks the program.", "Please report it with the page.")))
        })
    }
}

fn record(handed: &Handed, tagger: &Tagger) -> Result<Record, Failure> {
    let called = handed.name.as_deref().unwrap_or("What was pasted");
    let page = onrecord_intake::page(handed.name.as_deref().unwrap_or(PASTED), &handed.bytes, handed.plain)
        .map_err(|problem| unreadable(format!("{called}: {}.", problem.reason), format!("To go on, {}.", problem.hint)))?;
    let article = read(&page.body, page.format, handed.url.as_deref())
        .map_err(|error| unreadable(format!("{called}: {error}."), "Hand over a page with an article."))?;
    // The name that a browser gives is no path on this machine.
    let origin = Origin { path: Some(PASTED.to_owned()), url: handed.url.clone(), ..page.origin };
    Ok(onrecord::record(origin, article, tagger))
}

fn unreadable(detail: impl Into<String>, next: impl Into<String>) -> Failure {
    Failure::new(StatusCode::UNPROCESSABLE_ENTITY, detail, next)
}
