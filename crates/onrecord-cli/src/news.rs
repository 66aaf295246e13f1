//! `onrecord news`: what has changed on record.

use std::io::Write;

use onrecord_store::Ledger;

use crate::args::{NestedFormat, News};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::changes;

pub(crate) fn run(args: &News) -> Result<Done, Failure> {
    let news = Ledger::open_existing(&args.ledger.db)?.news(&args.since, args.limit)?;
    match args.format {
        NestedFormat::Table => {
            let mut out = out::people();
            write!(out, "{}", changes::news(&news))?;
            out.flush()?;
        }
        NestedFormat::Json => out::json(&news)?,
    }
    Ok(Done::All)
}
