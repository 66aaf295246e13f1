//! `onrecord add`: pages into a ledger.

use std::io::Write;

use indicatif::{ProgressBar, ProgressStyle};
use onrecord_store::Ledger;

use crate::args::Add;
use crate::exit::{Done, Failure};
use crate::keep::keep;
use crate::render::count;
use crate::{out, packs, pages};

pub(crate) fn run(args: &Add) -> Result<Done, Failure> {
    let further = packs::load(&args.pages.packs)?;
    let mut ledger = Ledger::open(&args.ledger.db)?;
    ledger.keep_packs(&further)?;
    let packs = ledger.packs()?;
    let inputs = pages::inputs(&args.pages.inputs);
    let bar = progress(inputs.len());
    let fetcher = pages::fetcher(&args.pages);
    let tally = keep(&mut ledger, &args.pages, &packs, &args.pages.model(), &fetcher, inputs, |problem| {
        if let Some(problem) = problem {
            bar.suspend(|| out::complain(&problem.to_string()));
        }
        // A feed or an archive holds more than one.
        if bar.length() == Some(bar.position()) {
            bar.inc_length(1);
        }
        bar.inc(1);
    })?;
    bar.set_message("reconciling");
    ledger.reconcile()?;
    bar.finish_and_clear();
    let status = ledger.status()?;
    let mut out = out::people();
    writeln!(
        out,
        "{}: {} new, {} changed, {} known already; {} now holds {}, {} and {}",
        count(tally.kept(), "page"),
        tally.new,
        tally.changed,
        tally.known,
        args.ledger.db.display(),
        count(status.pages, "page"),
        count(status.statements, "statement"),
        count(status.disputes, "dispute"),
    )?;
    out.flush()?;
    Ok(if tally.failed > 0 { Done::Partly } else { Done::All })
}

/// A bar on standard error; invisible where that is no terminal.
fn progress(pages: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30.dim} {pos}/{len} pages  {eta} left  {msg}");
    ProgressBar::new(pages as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
