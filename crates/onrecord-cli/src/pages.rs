//! Reading many pages at a time, in order and in bounded memory.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::{Mutex, Once, PoisonError, mpsc};
use std::thread;

use onrecord::attribute::Tagger;
use onrecord::model::Record;
use onrecord::pack::Pack;
use onrecord::read::read;
use onrecord_intake::{Fetcher, Found, Input, Manners, Problem, Raw, Visit};

use crate::args::Pages;
use crate::exit::{Done, Failure};

/// The name of the threads that read.
const READER: &str = "reader";

/// How many pages each thread may be ahead of the output.
const AHEAD: usize = 4;

/// Reads the pages, does some work on each record in the thread that read it, and hands the outcomes over in the order of the inputs.
/// An input that cannot be read is handed over as one line that says why; the others go on.
pub(crate) fn each<T: Send>(
    args: &Pages,
    packs: &[Pack],
    inputs: Vec<Result<Input, Problem>>,
    work: impl Fn(&Input, Record, &Tagger) -> T + Sync,
    mut take: impl FnMut(Result<T, String>) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    let tagger = args.model();
    let work = |input: &Input, record| work(input, record, &tagger);
    each_with(args, packs, &tagger, inputs, work, |outcome| take(outcome.map_err(|problem| problem.to_string())))
}

/// As [`each`], with a model that is loaded already.
pub(crate) fn each_with<T: Send>(
    args: &Pages,
    packs: &[Pack],
    tagger: &Tagger,
    inputs: Vec<Result<Input, Problem>>,
    work: impl Fn(&Input, Record) -> T + Sync,
    take: impl FnMut(Result<T, Problem>) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    let fetcher = fetcher(args);
    let pages = onrecord_intake::open(inputs, &fetcher, &|_| None).filter_map(|found| match found {
        Ok(Found::Page(page)) => Some(Ok(page)),
        Ok(Found::Unchanged(_) | Found::Feed(_)) => None,
        Err(problem) => Some(Err(problem)),
    });
    each_found(args, packs, tagger, pages, |input, _, record| work(input, record), take)
}

/// The inputs that words of the command line name. A file's name need not be text; a folder's or a pattern's is only known as text.
pub(crate) fn inputs(words: &[OsString]) -> Vec<Result<Input, Problem>> {
    let named = |word: &OsString| match word.to_str() {
        Some(text) => onrecord_intake::expand(&[text.to_owned()]),
        None if Path::new(word).is_file() => vec![Ok(Input::File(word.into()))],
        None => {
            let name = word.to_string_lossy();
            vec![Err(Problem::new(name, "there is no such file, and only a file's name may be other than UTF-8", "check the path"))]
        }
    };
    words.iter().flat_map(named).collect()
}

/// Fetches addresses as the user has allowed.
pub(crate) fn fetcher(args: &Pages) -> Fetcher {
    Fetcher::new(&Manners { allow_private: args.reading.allow_private, ..Manners::default() })
}

/// As [`each`], over pages that are found as they are asked for.
pub(crate) fn each_found<T: Send>(
    args: &Pages,
    packs: &[Pack],
    tagger: &Tagger,
    pages: impl Iterator<Item = Result<Raw, Problem>>,
    work: impl Fn(&Input, Option<Visit>, Record) -> T + Sync,
    mut take: impl FnMut(Result<T, Problem>) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    let outcome = |page: Result<Raw, Problem>| {
        let mut page = page?;
        let (input, visit) = (page.input.clone(), page.visit.take());
        guarded(&input, || Ok(work(&input, visit, record(page, args, packs, tagger)?)))
    };
    let mut done = Done::All;
    in_order(pages, usize::from(args.threads), outcome, |outcome| {
        if outcome.is_err() {
            done = Done::Partly;
        }
        take(outcome)
    })?;
    Ok(done)
}

fn record(page: Raw, args: &Pages, packs: &[Pack], tagger: &Tagger) -> Result<Record, Problem> {
    let name = page.input.to_string();
    let page = onrecord_intake::decode(page, args.plain)?;
    let mut article = read(&page.body, page.format, page.origin.url.as_deref())
        .map_err(|unreadable| Problem::new(name, unreadable.reason(), unreadable.hint()))?;
    article.published = article.published.or_else(|| args.published.clone());
    Ok(onrecord::record_with(page.origin, article, tagger, packs))
}

/// Turns a panic into that input's problem.
fn guarded<T>(input: &Input, read: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    let broken = |_| Err(Problem::new(input.to_string(), "this page breaks the program", "please report it with the page"));
    panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(broken)
}

/// Works on items in several threads and takes the outcomes in the order of the items. No more than a few items are in work or waiting.
fn in_order<I: Send, T: Send, E>(
    items: impl IntoIterator<Item = I>,
    threads: usize,
    work: impl Fn(I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    quiet_readers();
    let (sender, jobs) = mpsc::channel::<(I, mpsc::Sender<T>)>();
    let (jobs, work) = (Mutex::new(jobs), &work);
    let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
    thread::scope(|scope| {
        // Owned here, so that the threads end where this ends, early or late.
        let sender = sender;
        let run = || {
            while let Ok((item, outcome)) = next() {
                // Nobody waits for it where the taking has ended early.
                let _ = outcome.send(work(item));
            }
        };
        // Where the system gives fewer threads, fewer will do.
        let readers = (0..threads).map_while(|_| thread::Builder::new().name(READER.to_owned()).spawn_scoped(scope, run).ok()).count();
        assert!(readers > 0, "the system gives no thread");
        let mut waiting = VecDeque::new();
        for item in items {
            // What is ready is handed over at once: the next item may be long in coming.
            while let Some(outcome) = waiting.front().and_then(|first: &mpsc::Receiver<T>| first.try_recv().ok()) {
                waiting.pop_front();
                take(outcome)?;
            }
            if waiting.len() >= readers * AHEAD {
                take_first(&mut waiting, &mut take)?;
            }
            let (outcome, later) = mpsc::channel();
            sender.send((item, outcome)).expect("the readers wait for it");
            waiting.push_back(later);
        }
        while !waiting.is_empty() {
            take_first(&mut waiting, &mut take)?;
        }
        Ok(())
    })
}

/// Waits for the first outcome and takes it.
fn take_first<T, E>(waiting: &mut VecDeque<mpsc::Receiver<T>>, take: &mut impl FnMut(T) -> Result<(), E>) -> Result<(), E> {
    match waiting.pop_front().and_then(|first| first.recv().ok()) {
        Some(outcome) => take(outcome),
        None => Ok(()),
    }
}

/// Keeps panics of readers off standard error: each becomes its input's problem.
fn quiet_readers() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(READER) {
                loud(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn outcomes_come_in_order_and_few_at_a_time() {
        let begun = AtomicUsize::new(0);
        for threads in [1, 3, 8] {
            begun.store(0, Ordering::SeqCst);
            let mut taken = Vec::new();
            let work = |n: usize| {
                begun.fetch_add(1, Ordering::SeqCst);
                thread::sleep(Duration::from_micros(((n * 7) % 5) as u64 * 100));
                n
            };
            let done: Result<(), ()> = in_order(0..100, threads, work, |n| {
                assert!(begun.load(Ordering::SeqCst) <= taken.len() + threads * AHEAD + 1);
                taken.push(n);
                Ok(())
            });
            assert_eq!((done, taken), (Ok(()), (0..100).collect()));
        }
    }

    #[test]
    fn an_early_end_ends_the_readers() {
        let mut taken = 0;
        let done = in_order(
            0..1000,
            4,
            |n| n,
            |n| {
                taken += 1;
                if n == 5 { Err(n) } else { Ok(()) }
            },
        );
        assert_eq!((done, taken), (Err(5), 6));
    }

    #[test]
    fn a_panic_is_one_inputs_problem() {
        let inputs = onrecord_intake::expand(&["-".to_owned()]);
        let input = inputs.into_iter().flatten().next().unwrap();
        let problem = guarded::<()>(&input, || panic!("an invented fault")).unwrap_err().to_string();
        assert!(problem.starts_with("-: this page breaks the program"), "{problem}");
    }
}
