//! `onrecord add`: pages into a ledger.

use std::io::Write;

use indicatif::{ProgressBar, ProgressStyle};
use onrecord_store::{Added, Ledger};

use crate::args::Add;
use crate::exit::{Done, Failure};
use crate::render::count;
use crate::{out, packs, pages};

pub(crate) fn run(args: &Add) -> Result<Done, Failure> {
    let further = packs::load(&args.pages.packs)?;
    let mut ledger = Ledger::open(&args.ledger.db)?;
    ledger.keep_packs(&further)?;
    let packs = ledger.packs()?;
    let inputs = onrecord_intake::expand(&args.pages.inputs);
    let bar = progress(inputs.len());
    let (mut new, mut changed, mut known) = (0, 0, 0);
    let done = pages::each(
        &args.pages,
        &packs,
        inputs,
        |_, record| record,
        |outcome| {
            match outcome {
                Ok(record) => match ledger.add(&record)? {
                    Added::New => new += 1,
                    Added::NewVersion => changed += 1,
                    Added::Known => known += 1,
                },
                Err(problem) => bar.suspend(|| out::complain(&problem)),
            }
            bar.inc(1);
            Ok(())
        },
    )?;
    bar.set_message("reconciling");
    ledger.reconcile()?;
    bar.finish_and_clear();
    let status = ledger.status()?;
    let mut out = out::people();
    writeln!(
        out,
        "{}: {new} new, {changed} changed, {known} known already; {} now holds {}, {} and {}",
        count(new + changed + known, "page"),
        args.ledger.db.display(),
        count(status.pages, "page"),
        count(status.statements, "statement"),
        count(status.disputes, "dispute"),
    )?;
    out.flush()?;
    Ok(done)
}

/// A bar on standard error; invisible where that is no terminal.
fn progress(pages: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30.dim} {pos}/{len} pages  {eta} left  {msg}");
    ProgressBar::new(pages as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
