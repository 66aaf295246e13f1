//! Pages into a ledger, with what is needed so that none is sent or read twice unchanged.

use std::cell::{Cell, RefCell};

use onrecord::attribute::Tagger;
use onrecord::pack::Pack;
use onrecord_intake::{Fetcher, Found, Input, Problem, Validators, Visit, open};
use onrecord_store::{self as store, Added, Ledger};

use crate::args::Pages;
use crate::exit::Failure;
use crate::pages;

/// What became of pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) new: usize,
    pub(crate) changed: usize,
    pub(crate) known: usize,
    pub(crate) failed: usize,
}

impl Tally {
    /// How many pages the ledger holds of them.
    pub(crate) fn kept(self) -> usize {
        self.new + self.changed + self.known
    }
}

/// Reads the pages of inputs and keeps them; `seen` is told after each, and of its problem where it has one.
///
/// Claims are not made anew: that is for the end of a run.
pub(crate) fn keep(
    ledger: &mut Ledger,
    args: &Pages,
    packs: &[Pack],
    tagger: &Tagger,
    fetcher: &Fetcher,
    inputs: Vec<Result<Input, Problem>>,
    mut seen: impl FnMut(Option<&Problem>),
) -> Result<Tally, Failure> {
    let ledger = RefCell::new(ledger);
    let (unchanged, feeds) = (Cell::new(0), RefCell::new(Vec::new()));
    // A ledger that cannot be read here is found out when it is written.
    let last = |address: &str| ledger.borrow().last_visit(address).ok().flatten().map(from_store);
    let found = open(inputs, fetcher, &last).filter_map(|found| match found {
        Ok(Found::Page(page)) => Some(Ok(page)),
        Ok(Found::Unchanged(_)) => {
            unchanged.set(unchanged.get() + 1);
            None
        }
        Ok(Found::Feed(visit)) => {
            feeds.borrow_mut().push(visit);
            None
        }
        Err(problem) => Some(Err(problem)),
    });
    let mut tally = Tally::default();
    pages::each_found(
        args,
        packs,
        tagger,
        found,
        |_, visit, record| (visit, record),
        |outcome| {
            match &outcome {
                Ok((visit, record)) => {
                    match ledger.borrow_mut().add(record)? {
                        Added::New => tally.new += 1,
                        Added::NewVersion => tally.changed += 1,
                        Added::Known => tally.known += 1,
                    }
                    if let Some(visit) = visit {
                        ledger.borrow_mut().keep_visit(&to_store(visit))?;
                    }
                }
                Err(_) => tally.failed += 1,
            }
            seen(outcome.as_ref().err());
            Ok(())
        },
    )?;
    // Only now are all items of the feeds kept.
    for visit in feeds.take() {
        ledger.borrow_mut().keep_visit(&to_store(&visit))?;
    }
    tally.known += unchanged.get();
    Ok(tally)
}

fn from_store(visit: store::Visit) -> Visit {
    let store::Visit { address, at, etag, last_modified } = visit;
    Visit { address, at, validators: Validators { etag, last_modified } }
}

fn to_store(visit: &Visit) -> store::Visit {
    let Visit { address, at, validators: Validators { etag, last_modified } } = visit.clone();
    store::Visit { address, at, etag, last_modified }
}
