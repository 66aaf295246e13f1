//! Connections to the ledger: a few that read, one that watches for changes, and one at a time that writes.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{Timestamp, ToSpan as _};
use onrecord_store::pages::{ArticleRow, Dispute, DisputeFacets, DisputeFilter, Listed, Part};
use onrecord_store::{Ledger, News};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::task::spawn_blocking;

use crate::failure::Failure;

/// How many questions are answered at a time; more only wait for the same processors.
const READERS: usize = 8;

/// How much of each sort of news the home page knows of, and how many hours before the last page came they begin.
const NEWS: u32 = 6;
const LATELY: i64 = 24;

/// How many disputes a page lists.
pub(crate) const DISPUTES: u32 = 20;

/// What the home page shows.
#[derive(Debug)]
pub(crate) struct Front {
    /// The latest disputes, and how many there are.
    pub(crate) disputes: Listed<Dispute>,
    /// What they can be filtered by.
    pub(crate) facets: DisputeFacets,
    /// What has changed in the day before the last page came.
    pub(crate) lately: News,
    /// Whether there is a page in it.
    pub(crate) has_pages: bool,
}

/// The ledger's connections.
#[derive(Debug)]
pub(crate) struct Ledgers {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Ledger>>>,
    places: Semaphore,
    writing: Semaphore,
    watched: Arc<Mutex<Option<Watched>>>,
    /// Whether it has been there: one that is gone since is not one that is yet to be made.
    made: Arc<AtomicBool>,
}

/// The home page as of a state of the ledger, with the connection that tells when it is another.
#[derive(Debug)]
struct Watched {
    ledger: Ledger,
    version: i64,
    front: Arc<Front>,
}

impl Ledgers {
    pub(crate) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            idle: Arc::default(),
            places: Semaphore::new(READERS),
            writing: Semaphore::new(1),
            watched: Arc::default(),
            made: Arc::default(),
        }
    }

    /// Where the ledger is, or will be.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Asks the ledger on a connection that cannot write, away from the threads that serve.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Ledger) -> Result<T, onrecord_store::Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let _place = place(&self.places).await?;
        let (idle, path, made) = (Arc::clone(&self.idle), self.path.clone(), Arc::clone(&self.made));
        let answer = spawn_blocking(move || {
            let kept = locked(&idle).pop();
            let opened = kept.map_or_else(|| opened(&path, &made), |ledger| Ok(Some(ledger)))?;
            let Some(ledger) = opened else { return ask(&Ledger::empty()?) };
            let answer = ask(&ledger)?;
            locked(&idle).push(ledger);
            Ok::<T, onrecord_store::Error>(answer)
        });
        Ok(answer.await.map_err(Failure::broken)??)
    }

    /// Changes the ledger; one change at a time.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Ledger) -> Result<T, onrecord_store::Error> + Send + 'static,
    ) -> Result<T, Failure> {
        let _place = place(&self.writing).await?;
        let path = self.path.clone();
        let done = spawn_blocking(move || change(&mut Ledger::open(path)?));
        Ok(done.await.map_err(Failure::broken)??)
    }

    /// What the home page shows, read again only when the ledger has changed.
    pub(crate) async fn front(&self) -> Result<Arc<Front>, Failure> {
        let (watched, path, made) = (Arc::clone(&self.watched), self.path.clone(), Arc::clone(&self.made));
        Ok(spawn_blocking(move || front(&mut locked(&watched), &path, &made)).await.map_err(Failure::broken)??)
    }
}

/// A connection that reads; none as long as there is no ledger.
fn opened(path: &Path, made: &AtomicBool) -> Result<Option<Ledger>, onrecord_store::Error> {
    match Ledger::open_if_made(path)? {
        Some(ledger) => {
            made.store(true, Ordering::Relaxed);
            Ok(Some(ledger))
        }
        None if made.load(Ordering::Relaxed) => Err(onrecord_store::Error::Missing(path.to_owned())),
        None => Ok(None),
    }
}

fn front(watched: &mut Option<Watched>, path: &Path, made: &AtomicBool) -> Result<Arc<Front>, onrecord_store::Error> {
    let ledger = match watched.take() {
        Some(known) if known.ledger.data_version()? == known.version => {
            let front = Arc::clone(&known.front);
            *watched = Some(known);
            return Ok(front);
        }
        Some(known) => known.ledger,
        None => match opened(path, made)? {
            Some(ledger) => ledger,
            None => return Ok(Arc::new(of(&Ledger::empty()?)?)),
        },
    };
    // Asked for before the reading: a change in between is then seen the next time.
    let version = ledger.data_version()?;
    let front = Arc::new(of(&ledger)?);
    *watched = Some(Watched { ledger, version, front: Arc::clone(&front) });
    Ok(front)
}

/// What the home page shows of a ledger.
fn of(ledger: &Ledger) -> Result<Front, onrecord_store::Error> {
    let last = ledger.articles(Part::first(1))?.items.into_iter().next();
    Ok(Front {
        disputes: ledger.listed_disputes(&DisputeFilter::default(), Part::first(DISPUTES))?,
        facets: ledger.dispute_facets()?,
        has_pages: last.is_some(),
        lately: lately(ledger, last.as_ref())?,
    })
}

fn lately(ledger: &Ledger, last: Option<&ArticleRow>) -> Result<News, onrecord_store::Error> {
    let last = last.and_then(|article| article.added.parse::<Timestamp>().ok()).unwrap_or(Timestamp::UNIX_EPOCH);
    let since = last.checked_sub(LATELY.hours()).unwrap_or(last);
    ledger.news(&since.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(), NEWS)
}

async fn place(places: &Semaphore) -> Result<SemaphorePermit<'_>, Failure> {
    places.acquire().await.map_err(Failure::broken)
}

/// What a thread that broke leaves behind is whole: connections are put back only after an answer.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
