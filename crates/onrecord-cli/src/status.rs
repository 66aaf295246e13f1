//! `onrecord status`: how much the ledger holds.

use std::io::Write;

use onrecord_store::Ledger;

use crate::args::{Query, QueryFormat};
use crate::exit::{Done, Failure};
use crate::out;
use crate::render::ledger;

pub(crate) fn run(args: &Query) -> Result<Done, Failure> {
    let status = Ledger::open_existing(&args.ledger.db)?.status()?;
    match args.format {
        QueryFormat::Table => {
            let mut out = out::people();
            write!(out, "{}", ledger::status(&args.ledger.db.display().to_string(), &status))?;
            out.flush()?;
        }
        QueryFormat::Json => out::json(&status)?,
        QueryFormat::Csv => out::csv([&status])?,
    }
    Ok(Done::All)
}
