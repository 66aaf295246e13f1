//! `onrecord diff`: what a page changed from one text to the next.

use std::io::Write;

use onrecord_store::Ledger;

use crate::args::{Diff, NestedFormat};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::changes;

pub(crate) fn run(args: &Diff) -> Result<Done, Failure> {
    let found = Ledger::open_existing(&args.ledger.db)?.changes(&args.page)?;
    match args.format {
        NestedFormat::Table => {
            let mut out = out::people();
            if found.is_empty() {
                writeln!(out, "This page has shown one text only. Add it again later with: onrecord add PAGE")?;
            }
            for change in &found {
                writeln!(out, "{}", changes::change(change))?;
            }
            out.flush()?;
        }
        NestedFormat::Json => out::json(&found)?,
    }
    Ok(Done::All)
}
